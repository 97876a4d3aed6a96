//! What is said of arguments and of what may be done with them.

use crate::search::Total;

/// What is said of arguments.
#[derive(Debug)]
pub struct Usage {
    /// There is no command of a name.
    pub no_command: fn(name: &str) -> String,
    /// How such a word is searched for.
    pub help_word_hint: fn(name: &str) -> String,
    /// A word that a command has no place for.
    pub unknown_word: fn(command: &str, word: &str) -> String,
    /// What does here what options of grep and ripgrep do there: their names,
    /// parted by spaces, and what to do.
    pub habits: &'static [(&'static str, &'static str)],
    /// An option was given a value, and takes none.
    pub no_value: fn(option: &str) -> String,
    /// An option needs a value, and was given none.
    pub missing_value: fn(option: &str) -> String,
    /// What an option takes that counts something.
    pub a_number: &'static str,
    /// Numbers of lines are always told.
    pub line_number_hint: &'static str,
    /// A word of the query is a file or folder here.
    pub file_among_words: fn(path: &str) -> String,
    /// How one searches in it.
    pub file_among_words_hint: fn(path: &str) -> String,
    /// A pattern of paths can't be read.
    pub bad_glob: fn(glob: &str, why: &str) -> String,
    /// A name was read as that of an entry.
    pub read_as: fn(name: &str, entry: &str) -> String,
    /// A note has no line of a number; the last that it has.
    pub no_line: fn(path: &str, line: usize, last: usize) -> String,
    /// How a note is named.
    pub no_note_hint: &'static str,
    /// Nothing answers what was to be shown.
    pub nothing_to_show: fn(query: &str) -> String,
    /// A file has no judged queries.
    pub no_judged: fn(file: &str) -> String,
    /// How they are written.
    pub no_judged_hint: &'static str,
    /// What a search did.
    pub stats:
        fn(returned: usize, total: Total, sections: u64, notes: usize, micros: u128) -> String,
    /// Heads of the columns of a list of entries.
    pub tally: [&'static str; 3],
    /// The notes speak of none.
    pub no_tally: &'static str,
    /// Above the sections that are about both of two.
    pub on_both: &'static str,
    /// Above the sections that only name both of two.
    pub named_both: &'static str,
    /// Above the sections that are about one of two.
    pub on_one: fn(name: &str) -> String,
    /// A lexicon was written.
    pub lexicon_done: fn(file: &str) -> String,
    /// What to do where one is there already.
    pub lexicon_exists_hint: &'static str,
    /// How it becomes part of a notebook.
    pub lexicon_hint: fn(file: &str) -> String,
    /// The lexicon that is written.
    pub lexicon_text: &'static str,
    /// No editor can be found.
    pub no_editor: &'static str,
}

pub(super) const ENGLISH: Usage = Usage {
    no_command: |name| format!("unknown command `{name}`"),
    help_word_hint: |name| {
        format!("`galpi help` lists the commands; `galpi -- help {name}` searches for these words")
    },
    unknown_word: |command, word| format!("unexpected argument `{word}` for `{command}`"),
    habits: &[
        ("-v --invert-match", "`-word` leaves out sections with that word"),
        ("-s --case-sensitive", "galpi never distinguishes upper and lower case"),
        (
            "-o --only-matching",
            "`--json` prints what matched and where, `--vimgrep` the place of every match",
        ),
        ("-r --replace --passthru", "galpi only reads notes and never changes them"),
        ("-t -T --type --type-not", "use `-g '*.txt'` to select notes by name"),
        (
            "-u -uu --unrestricted --hidden -. --no-ignore",
            "hidden and ignored files are not searched; `--notes FILE` searches one of them",
        ),
        (
            "-x -P -E -G --line-regexp --pcre2 --extended-regexp --basic-regexp --engine",
            "there are no regular expressions; `\"a phrase\"` must occur as typed, `--exact` matches whole words",
        ),
        ("-U --multiline --multiline-dotall", "words may be on any lines of a section"),
        ("-z --search-zip", "compressed files are not searched"),
        ("-L --follow", "symbolic links are not followed; pass their target to `--notes`"),
        (
            "--files-without-match",
            "`galpi -l -n 0 -- -word` lists notes that have sections without the word",
        ),
        ("-H --with-filename", "paths are always printed"),
        ("-I --no-filename", "`--template '{line}:{snippet}'` prints no paths"),
        ("--line-number --column", "line numbers are always printed; `--vimgrep` adds columns"),
        ("--files", "`galpi status` shows how many notes there are"),
        ("--sortr", "the only other order is `--sort path`"),
        ("-d --max-depth", "`-g '/*.md'` searches only notes directly in the folder"),
        ("-f --file", "`galpi -` reads one query from standard input, `--batch` reads many"),
        ("-j --threads --mmap --no-mmap", "galpi decides this itself"),
        ("-M --max-columns", "lines are wrapped on a terminal and printed whole into a pipe"),
        ("-R --recursive", "subfolders are always searched"),
        (
            "--include --exclude --exclude-dir --iglob",
            "use `-g '*.txt'` to select notes by path, `-g '!drafts/'` to leave some out",
        ),
        ("--trim", "lines are trimmed on a terminal; `--template '{snippet}'` always trims them"),
    ],
    no_value: |option| format!("`{option}` takes no value"),
    missing_value: |option| format!("missing value for `{option}`"),
    a_number: "0 or a positive number",
    line_number_hint: "`-n N` limits the number of hits; line numbers are always printed",
    file_among_words: |path| format!("`{path}` is a file, but was searched for as a word"),
    file_among_words_hint: |path| {
        format!("to search only this file, use `--notes '{path}'`; to select notes by path, `-g`")
    },
    bad_glob: |glob, why| format!("invalid pattern `{glob}` for `--glob`: {why}"),
    read_as: |name, entry| format!("`{name}` is read as {entry}"),
    no_line: |path, line, last| format!("`{path}` has no line {line}: the last is {last}"),
    no_note_hint: "name a note by its path, as search results show it, or type words to search for",
    nothing_to_show: |query| {
        format!("`{query}` is not a note or an id, and nothing in the notes matches it")
    },
    no_judged: |file| format!("`{file}` has no judged queries"),
    no_judged_hint: "its first line names the columns (qid, category, query, judgments), separated by tabs; every other line is a query",
    stats: |returned, total, sections, notes, micros| {
        format!(
            "{returned} of {least}{} found, in {sections} of {notes}, in {:.1} ms",
            total.count,
            micros as f64 / 1000.0,
            least = if total.is_at_least { "at least " } else { "" },
            sections = super::count::count(sections, "section"),
            notes = super::count::count(notes, "note"),
        )
    },
    tally: ["mentions", "about it", "name"],
    no_tally: "these notes mention none that galpi knows",
    on_both: "about both",
    named_both: "mentioning both",
    on_one: |name| format!("about {name}"),
    lexicon_done: |file| format!("created `{file}`"),
    lexicon_exists_hint: "edit it, or create another one in another folder",
    lexicon_hint: |file| format!("to use it, add `lexicon = [\"{file}\"]` to galpi.toml"),
    lexicon_text: "\
# A lexicon: services, concepts and words of your own. To use it, add
# `lexicon = [\"lexicon.toml\"]` to galpi.toml. Mistakes are reported with their line.

# Something with a name. `id`, `name`, `category`, `gloss` and `gloss_ko` are required.
[[service]]
id = \"example-store\"                 # letters, digits, hyphens
name = \"Example Store\"               # name to display
category = \"storage\"
short = [\"ES1\"]                      # acronyms and short names
former = [\"Sample Store\"]            # former names
ko = [\"이그잼플 스토어\"]             # names in Korean
weak = []                            # names that are also ordinary words
gloss = \"Keeps examples where everyone finds them.\"
gloss_ko = \"예제를 누구나 찾을 수 있게 보관한다.\"

# A concept, with its names in both languages.
[[concept]]
id = \"example-first\"
en = [\"examples first\"]
ko = [\"예제 우선\"]
broader = []                         # ids of concepts that it belongs to
services = [\"example-store\"]         # ids of services that provide it
gloss = \"Show an example before the rule.\"
gloss_ko = \"규칙보다 예제를 먼저 보인다.\"

# Words with the same meaning go into a .tsv file with columns separated by tabs:
# `korean english pos weight`; spellings of a loanword: `standard variants`.
",
    no_editor: "no editor found: neither VISUAL nor EDITOR is set, and there is no vi",
};

pub(super) const KOREAN: Usage = Usage {
    no_command: |name| format!("`{name}`: 없는 명령입니다"),
    help_word_hint: |name| {
        format!("명령 목록은 `galpi help`에 있습니다. 이 말을 찾으려면 `galpi -- help {name}`")
    },
    unknown_word: |command, word| format!("`{command}`에 쓸 수 없는 인자입니다: `{word}`"),
    habits: &[
        ("-v --invert-match", "`-단어`를 쓰면 그 단어가 있는 절을 뺍니다"),
        ("-s --case-sensitive", "대소문자는 언제나 구별하지 않습니다"),
        (
            "-o --only-matching",
            "`--json`은 맞은 부분과 위치를, `--vimgrep`은 맞은 위치를 모두 출력합니다",
        ),
        ("-r --replace --passthru", "galpi는 노트를 읽기만 하고 바꾸지 않습니다"),
        ("-t -T --type --type-not", "노트를 이름으로 고르려면 `-g '*.txt'`처럼 쓰세요"),
        (
            "-u -uu --unrestricted --hidden -. --no-ignore",
            "숨김 파일과 .gitignore에 적힌 파일은 검색하지 않습니다. 그런 파일 하나를 검색하려면 `--notes 파일`을 쓰세요",
        ),
        (
            "-x -P -E -G --line-regexp --pcre2 --extended-regexp --basic-regexp --engine",
            "정규식은 지원하지 않습니다. `\"따옴표\"` 안은 적은 그대로, `--exact`는 단어 그대로 찾습니다",
        ),
        ("-U --multiline --multiline-dotall", "단어는 절의 어느 줄에 있어도 됩니다"),
        ("-z --search-zip", "압축 파일은 검색하지 않습니다"),
        (
            "-L --follow",
            "심볼릭 링크는 따라가지 않습니다. 링크가 가리키는 곳을 `--notes`로 지정하세요",
        ),
        (
            "--files-without-match",
            "`galpi -l -n 0 -- -단어`는 그 단어가 없는 절이 있는 노트를 보여 줍니다",
        ),
        ("-H --with-filename", "경로는 언제나 출력됩니다"),
        ("-I --no-filename", "경로를 빼려면 `--template '{line}:{snippet}'`을 쓰세요"),
        (
            "--line-number --column",
            "줄 번호는 언제나 출력됩니다. 열은 `--vimgrep`으로 볼 수 있습니다",
        ),
        ("--files", "노트가 몇 개인지는 `galpi status`로 볼 수 있습니다"),
        ("--sortr", "다른 순서는 `--sort path`뿐입니다"),
        ("-d --max-depth", "폴더 바로 아래의 노트만 찾으려면 `-g '/*.md'`를 쓰세요"),
        ("-f --file", "`galpi -`는 표준 입력에서 검색어 하나를, `--batch`는 여러 개를 읽습니다"),
        ("-j --threads --mmap --no-mmap", "galpi가 알아서 정합니다"),
        ("-M --max-columns", "터미널에서는 줄을 나누어 보여 주고, 파이프에는 그대로 출력합니다"),
        ("-R --recursive", "하위 폴더는 언제나 검색합니다"),
        (
            "--include --exclude --exclude-dir --iglob",
            "노트를 경로로 고르려면 `-g '*.txt'`, 빼려면 `-g '!drafts/'`처럼 쓰세요",
        ),
        (
            "--trim",
            "터미널에서는 줄 앞의 공백을 뺍니다. 언제나 빼려면 `--template '{snippet}'`을 쓰세요",
        ),
    ],
    no_value: |option| format!("`{option}`에는 값을 쓸 수 없습니다"),
    missing_value: |option| format!("값이 빠졌습니다: `{option}`"),
    a_number: "0 이상의 수",
    line_number_hint: "`-n N`은 결과를 최대 N개 보여 줍니다. 줄 번호는 언제나 출력됩니다",
    file_among_words: |path| format!("`{path}`: 파일이지만 검색어로 찾았습니다"),
    file_among_words_hint: |path| {
        format!("이 파일에서만 찾으려면 `--notes '{path}'`, 노트를 경로로 고르려면 `-g`를 쓰세요")
    },
    bad_glob: |glob, why| format!("`--glob`에 쓸 수 없는 패턴입니다: `{glob}` ({why})"),
    read_as: |name, entry| format!("이렇게 읽었습니다: `{name}` → {entry}"),
    no_line: |path, line, last| {
        format!("`{path}`: {line}번째 줄은 없습니다. 마지막 줄은 {last}번째입니다")
    },
    no_note_hint: "노트는 검색 결과에 나오는 경로로 적거나, 검색어를 입력하세요",
    nothing_to_show: |query| format!("`{query}`: 노트나 id가 아니고, 노트에서 찾을 수도 없습니다"),
    no_judged: |file| format!("`{file}`: 정답이 달린 검색어가 없습니다"),
    no_judged_hint: "첫 줄에는 열의 이름(qid, category, query, judgments)을 탭으로 나누어 적고, 그다음 줄마다 검색어를 하나씩 적으세요",
    stats: |returned, total, sections, notes, micros| {
        format!(
            "노트 {notes}개(절 {sections}개)를 검색했습니다. 찾은 절: {}, 출력한 절: {returned}개 ({:.1} ms)",
            super::count::sections_in_korean(total),
            micros as f64 / 1000.0
        )
    },
    tally: ["언급", "주제", "이름"],
    no_tally: "노트에 galpi가 아는 이름이 하나도 나오지 않습니다",
    on_both: "둘 다 다룬 절",
    named_both: "둘 다 나오는 절",
    on_one: |name| format!("{name}만 다룬 절"),
    lexicon_done: |file| format!("`{file}`: 만들었습니다"),
    lexicon_exists_hint: "그 파일을 고쳐 쓰거나, 다른 폴더에서 만드세요",
    lexicon_hint: |file| format!("사용하려면 galpi.toml에 `lexicon = [\"{file}\"]`라고 적으세요"),
    lexicon_text: "\
# 나만의 서비스, 개념, 단어를 적는 사전입니다. galpi.toml에
# `lexicon = [\"lexicon.toml\"]`라고 적으면 사용됩니다. 잘못된 곳은 줄 번호와 함께 알려 줍니다.

# 이름이 있는 것. `id`, `name`, `category`, `gloss`, `gloss_ko`는 반드시 있어야 합니다.
[[service]]
id = \"example-store\"                 # 영문자, 숫자, 하이픈
name = \"Example Store\"               # 화면에 나올 이름
category = \"storage\"
short = [\"ES1\"]                      # 약어와 짧은 이름
former = [\"Sample Store\"]            # 예전 이름
ko = [\"이그잼플 스토어\"]             # 한글로 적은 이름
weak = []                            # 일상적인 단어이기도 한 이름
gloss = \"Keeps examples where all find them.\"
gloss_ko = \"예제를 누구나 찾을 수 있게 보관한다.\"

# 개념. 두 언어로 이름을 적습니다.
[[concept]]
id = \"example-first\"
en = [\"examples first\"]
ko = [\"예제 우선\"]
broader = []                         # 상위 개념의 id
services = [\"example-store\"]         # 이 개념을 제공하는 서비스의 id
gloss = \"Show an example before the rule.\"
gloss_ko = \"규칙보다 예제를 먼저 보인다.\"

# 뜻이 같은 단어는 .tsv 파일에 열을 탭으로 나누어 적습니다: `korean english pos weight`,
# 외래어 표기는 `standard variants`.
",
    no_editor: "편집기를 찾을 수 없습니다. VISUAL과 EDITOR가 비어 있고 vi도 없습니다",
};
