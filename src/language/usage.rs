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
    /// Nothing answers what was to be shown.
    pub nothing_to_show: fn(query: &str) -> String,
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
    /// How it becomes part of a notebook.
    pub lexicon_hint: fn(file: &str) -> String,
    /// The lexicon that is written.
    pub lexicon_text: &'static str,
    /// No editor can be found.
    pub no_editor: &'static str,
}

pub(super) const ENGLISH: Usage = Usage {
    no_command: |name| format!("there is no command `{name}`"),
    help_word_hint: |name| {
        format!("`galpi help` lists the commands; `galpi -- help {name}` searches for these words")
    },
    unknown_word: |command, word| format!("`{command}` has no use for `{word}`"),
    habits: &[
        ("-v --invert-match", "`-word` leaves out the sections that have the word"),
        ("-s --case-sensitive", "upper and lower case are the same here"),
        (
            "-o --only-matching",
            "`--json` has what matches and where, `--vimgrep` the places of all matches",
        ),
        ("-r --replace --passthru", "notes are only read here: nothing in them is replaced"),
        ("-t -T --type --type-not", "`-g '*.txt'` chooses notes by their names"),
        (
            "-u -uu --unrestricted --hidden -. --no-ignore",
            "hidden files and what .gitignore names aren't read; `--notes FILE` reads such a file",
        ),
        (
            "-x -P -E -G --line-regexp --pcre2 --extended-regexp --basic-regexp --engine",
            "there are no patterns here: `\"a phrase\"` stands as typed, `--exact` takes whole words",
        ),
        ("-U --multiline --multiline-dotall", "words may stand on any lines of a section"),
        ("-z --search-zip", "compressed files aren't read"),
        ("-L --follow", "symbolic links aren't followed; `--notes` takes what one leads to"),
        (
            "--files-without-match",
            "`galpi -l -n 0 -- -word` lists notes with sections that lack the word",
        ),
        ("-H --with-filename", "paths always stand before lines here"),
        ("-I --no-filename", "`--template '{line}:{snippet}'` leaves paths out"),
        ("--line-number --column", "lines are always numbered; `--vimgrep` has columns"),
        ("--files", "`galpi status` counts the notes"),
        ("--sortr", "`--sort path` is the only order besides the best first"),
        ("-d --max-depth", "`-g '/*.md'` takes the notes of the folder itself"),
        ("-f --file", "`galpi -` reads a query from standard input, `--batch` many"),
        ("-j --threads --mmap --no-mmap", "galpi chooses these itself"),
        ("-M --max-columns", "lines are broken at the end of the screen, and whole in a pipe"),
        ("-R --recursive", "folders are always searched whole"),
        (
            "--include --exclude --exclude-dir --iglob",
            "`-g '*.txt'` chooses notes by their paths, `-g '!drafts/'` leaves some out",
        ),
        ("--trim", "lines are trimmed on a terminal; `--template '{snippet}'` trims them anywhere"),
    ],
    no_value: |option| format!("`{option}` takes no value"),
    a_number: "a number",
    line_number_hint: "`-n N` gives at most N hits; lines are always numbered",
    file_among_words: |path| format!("`{path}` is a file here, and was searched for as a word"),
    file_among_words_hint: |path| {
        format!("`--notes '{path}'` searches it alone, `-g` chooses notes by their paths")
    },
    bad_glob: |glob, why| format!("`{glob}` is no pattern of paths: {why}"),
    read_as: |name, entry| format!("`{name}` is read as {entry}"),
    no_line: |path, line, last| format!("`{path}` has no line {line}: the last is {last}"),
    nothing_to_show: |query| {
        format!("neither a note, nor an id, nor words found in the notes: `{query}`")
    },
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
    tally: ["named", "about", "name"],
    no_tally: "these notes name none that is known",
    on_both: "on both",
    named_both: "naming both",
    on_one: |name| format!("on {name}"),
    lexicon_done: |file| format!("wrote `{file}`"),
    lexicon_hint: |file| format!("it counts once galpi.toml says `lexicon = [\"{file}\"]`"),
    lexicon_text: "\
# A lexicon: services, concepts and words of your own. It counts once your
# galpi.toml says `lexicon = [\"lexicon.toml\"]`. Mistakes are told with their line.

# Something with a name. `id`, `name`, `category`, `gloss` and `gloss_ko` must be there.
[[service]]
id = \"example-store\"                 # letters, digits, hyphens
name = \"Example Store\"               # as it is shown
category = \"storage\"
short = [\"ES1\"]                      # acronyms and short names
former = [\"Sample Store\"]            # names it once had
ko = [\"이그잼플 스토어\"]             # as it is said in Korean
weak = []                            # names that are ordinary words, too
gloss = \"Keeps examples where all find them.\"
gloss_ko = \"예제를 누구나 찾을 수 있게 보관한다.\"

# An idea, by its names in both languages.
[[concept]]
id = \"example-first\"
en = [\"examples first\"]
ko = [\"예제 우선\"]
broader = []                         # ids of what it is a kind of
services = [\"example-store\"]         # ids of what does it
gloss = \"Show an example before the rule.\"
gloss_ko = \"규칙보다 예제를 먼저 보인다.\"

# Words that mean the same go into a file that ends in .tsv, columns parted by tabs:
# `korean english pos weight`; spellings of a loanword `standard variants`.
",
    no_editor: "no editor is there: VISUAL and EDITOR aren't set, and there is no vi",
};

pub(super) const KOREAN: Usage = Usage {
    no_command: |name| format!("`{name}`: 없는 명령입니다"),
    help_word_hint: |name| {
        format!("명령 목록은 `galpi help`에 있습니다. 검색어라면 `galpi -- help {name}`처럼 쓰세요")
    },
    unknown_word: |command, word| format!("`{command}`에는 `{word}` 자리가 없습니다"),
    habits: &[
        ("-v --invert-match", "`-낱말`을 쓰면 그 낱말이 있는 절을 뺍니다"),
        ("-s --case-sensitive", "대소문자는 구별하지 않습니다"),
        ("-o --only-matching", "맞은 부분과 위치는 `--json`에, 모든 위치는 `--vimgrep`에 있습니다"),
        ("-r --replace --passthru", "노트는 읽기만 합니다. 아무것도 바꾸지 않습니다"),
        ("-t -T --type --type-not", "노트를 이름으로 고르려면 `-g '*.txt'`처럼 쓰세요"),
        (
            "-u -uu --unrestricted --hidden -. --no-ignore",
            "숨긴 파일과 .gitignore에 적힌 것은 읽지 않습니다. 한 파일만 읽으려면 `--notes 파일`을 쓰세요",
        ),
        (
            "-x -P -E -G --line-regexp --pcre2 --extended-regexp --basic-regexp --engine",
            "정규식은 없습니다. `\"따옴표\"` 안은 친 그대로, `--exact`는 낱말 그대로 찾습니다",
        ),
        ("-U --multiline --multiline-dotall", "낱말은 한 절의 어느 줄에 있어도 됩니다"),
        ("-z --search-zip", "압축된 파일은 읽지 않습니다"),
        (
            "-L --follow",
            "심볼릭 링크는 따라가지 않습니다. 링크가 가리키는 곳을 `--notes`로 지정하세요",
        ),
        (
            "--files-without-match",
            "`galpi -l -n 0 -- -낱말`을 쓰면 그 낱말이 없는 절이 있는 노트가 나옵니다",
        ),
        ("-H --with-filename", "경로는 언제나 줄 앞에 나옵니다"),
        ("-I --no-filename", "경로를 빼려면 `--template '{line}:{snippet}'`을 쓰세요"),
        ("--line-number --column", "줄 번호는 언제나 나오고, 열은 `--vimgrep`에 나옵니다"),
        ("--files", "노트가 몇 개인지는 `galpi status`에 나옵니다"),
        ("--sortr", "가장 맞는 순서 말고는 `--sort path`만 있습니다"),
        ("-d --max-depth", "그 폴더에 바로 든 노트만 찾으려면 `-g '/*.md'`를 쓰세요"),
        ("-f --file", "`galpi -`는 표준 입력에서 검색어 하나를, `--batch`는 여러 개를 읽습니다"),
        ("-j --threads --mmap --no-mmap", "galpi가 알아서 정합니다"),
        ("-M --max-columns", "화면에서는 줄을 나누어 보이고, 파이프에는 통째로 씁니다"),
        ("-R --recursive", "폴더는 언제나 아래까지 모두 찾습니다"),
        (
            "--include --exclude --exclude-dir --iglob",
            "노트를 경로로 고르려면 `-g '*.txt'`, 빼려면 `-g '!drafts/'`처럼 쓰세요",
        ),
        (
            "--trim",
            "터미널에서는 언제나 줄 앞의 빈칸을 뺍니다. 어디서나 빼려면 `--template '{snippet}'`을 쓰세요",
        ),
    ],
    no_value: |option| format!("`{option}`에는 값을 쓸 수 없습니다"),
    a_number: "수",
    line_number_hint: "`-n N`은 최대 N개를 보이라는 뜻입니다. 줄 번호는 언제나 나옵니다",
    file_among_words: |path| format!("`{path}`: 여기 있는 파일 이름이지만 검색어로 읽었습니다"),
    file_among_words_hint: |path| {
        format!("이 파일에서만 찾으려면 `--notes '{path}'`, 경로로 고르려면 `-g`를 쓰세요")
    },
    bad_glob: |glob, why| format!("`{glob}`: 경로 패턴으로 읽을 수 없습니다 ({why})"),
    read_as: |name, entry| format!("`{name}`: 이렇게 읽었습니다. {entry}"),
    no_line: |path, line, last| {
        format!("`{path}`: {line}번째 줄은 없습니다. 마지막 줄은 {last}번째입니다")
    },
    nothing_to_show: |query| format!("`{query}`: 노트도 id도 아니고, 노트에 그런 말도 없습니다"),
    stats: |returned, total, sections, notes, micros| {
        format!(
            "노트 {notes}개, 절 {sections}개에서 찾은 절 {}, 보인 절 {returned}개 ({:.1} ms)",
            super::count::sections_in_korean(total),
            micros as f64 / 1000.0
        )
    },
    tally: ["언급", "주제", "이름"],
    no_tally: "노트에 아는 이름이 하나도 나오지 않습니다",
    on_both: "둘 다 다룬 절",
    named_both: "둘 다 나오는 절",
    on_one: |name| format!("{name}만 다룬 절"),
    lexicon_done: |file| format!("`{file}`: 만들었습니다"),
    lexicon_hint: |file| format!("galpi.toml에 `lexicon = [\"{file}\"]`라고 적으면 쓰입니다"),
    lexicon_text: "\
# 나만의 서비스, 개념, 낱말을 적는 사전입니다. galpi.toml에
# `lexicon = [\"lexicon.toml\"]`라고 적으면 쓰입니다. 틀린 곳은 줄 번호와 함께 알려 줍니다.

# 이름이 있는 것. `id`, `name`, `category`, `gloss`, `gloss_ko`는 꼭 있어야 합니다.
[[service]]
id = \"example-store\"                 # 영문자, 숫자, 하이픈
name = \"Example Store\"               # 화면에 나올 이름
category = \"storage\"
short = [\"ES1\"]                      # 약어와 짧은 이름
former = [\"Sample Store\"]            # 예전 이름
ko = [\"이그잼플 스토어\"]             # 한글로 적은 이름
weak = []                            # 평범한 낱말이기도 한 이름
gloss = \"Keeps examples where all find them.\"
gloss_ko = \"예제를 누구나 찾을 수 있게 보관한다.\"

# 두 언어로 이름을 적는 개념.
[[concept]]
id = \"example-first\"
en = [\"examples first\"]
ko = [\"예제 우선\"]
broader = []                         # 상위 개념의 id
services = [\"example-store\"]         # 이것을 하는 서비스의 id
gloss = \"Show an example before the rule.\"
gloss_ko = \"규칙보다 예제를 먼저 보인다.\"

# 뜻이 같은 낱말은 .tsv 파일에 탭으로 나누어 적습니다: `korean english pos weight`,
# 외래어 표기는 `standard variants`.
",
    no_editor: "편집기가 없습니다: VISUAL도 EDITOR도 정해져 있지 않고 vi도 없습니다",
};
