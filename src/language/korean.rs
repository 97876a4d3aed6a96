//! 한국어.
//!
//! Written for an ear that speaks Korean, not translated: names stand before
//! a colon where a particle would depend on their last sound.

use crate::search::{Rule, Signal};

use super::answer::{Answer, Explain, Nothing, Pick};
use super::catalogue::{Catalogue, Headings, Notes};
use super::commands::{Commands, Status};
use super::count::{sections_in_korean as sections, size};
use super::korean_help::HELP;
use super::{exam, library, notebooks, reading, usage};

/// Korean.
pub static KOREAN: Catalogue = Catalogue {
    code: "ko",
    hint: "도움말",
    warning: "경고",
    library: library::KOREAN,
    help: HELP,
    headings: Headings {
        usage: "사용법",
        commands: "명령",
        arguments: "인자",
        options: "옵션",
        option: "[옵션]",
        groups: &[
            ("Which notes", "검색할 노트"),
            ("Matching", "찾는 방식"),
            ("Number and order", "개수와 순서"),
            ("Display", "보여 주는 방식"),
            ("Output formats", "출력 형식"),
        ],
        values: &[
            ("QUERY", "검색어"),
            ("QUESTION", "문제"),
            ("QUERIES.tsv[=NOTES]", "검색어.tsv[=노트]"),
            ("SECTIONS.tsv", "절.tsv"),
            ("LINES.tsv", "줄.tsv"),
            ("NAME", "이름"),
            ("DIR", "폴더"),
            ("PATH", "경로"),
            ("FILE", "파일"),
            ("GLOB", "패턴"),
            ("WHEN", "언제"),
            ("N", "수"),
            ("T", "템플릿"),
            ("BY", "순서"),
            ("UNIT", "단위"),
            ("RULE", "규칙"),
            ("ENGINE", "엔진"),
            ("COMMAND", "명령"),
            ("SHELL", "셸"),
            ("ID|PATH[:LINE]|QUERY", "ID|경로[:줄]|검색어"),
            ("ID|PATH[:LINE[:COLUMN]]", "ID|경로[:줄[:열]]"),
        ],
        default_value: "기본",
        possible_values: "쓸 수 있는 값",
    },
    manual: super::manual::KOREAN,
    answer: Answer {
        also_read: "이렇게도 찾음",
        only_read: |query, readings| {
            format!("노트에 없는 말입니다: `{query}`. 대신 이렇게 찾았습니다: {readings}")
        },
        only_about: |query| {
            format!("노트에 없는 말입니다: `{query}`. 뜻이 가까운 절을 보여 드립니다")
        },
        by_gloss: "뜻이 가까움",
        about_below: "일부만 일치하거나 관련된 절",
        more_about: |others| {
            format!(
                "일부만 일치하거나 관련된 절이 {} 더 있습니다. 모두 보려면 -n 0",
                sections(others)
            )
        },
        more: |shown, total| {
            let all = if total.is_at_least { 0 } else { total.count };
            format!("찾은 절 {} 중 {shown}개. 모두 보려면 -n {all}", sections(total))
        },
        signal: |signal| match signal {
            Signal::Words => "단어",
            Signal::Proximity => "서로 가까움",
            Signal::Heading => "제목에 있음",
            Signal::Coverage => "일치한 비율",
            Signal::Structure => "제목 아래 본문",
            Signal::Meaning => "뜻이 가까움",
            Signal::Description => "다루는 대상의 설명",
        },
        sum: |factor, coverage| {
            format!("= 합계 × {factor:.2} (검색어의 {:.0}%가 일치)", coverage * 100.0)
        },
        rule: |rule| match rule {
            Rule::Keyword => "그대로",
            Rule::Spacing => "띄어쓰기",
            Rule::Longer => "더 긴 단어",
            Rule::Markup => "마크업 안",
            Rule::Spelling => "다른 표기",
            Rule::Nominal => "동사의 명사형",
            Rule::MinedAlias => "노트의 별칭",
            Rule::Name => "이름",
            Rule::Keyboard => "한/영 키",
            Rule::Initials => "초성",
            Rule::Letters => "글자 이름",
            Rule::Sound => "소리",
            Rule::Prefix => "앞부분",
            Rule::Typo => "오타",
            Rule::Glossary => "용어집",
            Rule::Narrower => "하위 개념",
            Rule::Translation => "번역",
            Rule::Related => "관련 개념",
            Rule::Meaning => "뜻",
            Rule::Description => "설명",
        },
    },
    nothing: Nothing {
        found: |query, sections, notes| {
            format!("`{query}`: 노트 {notes}개(절 {sections}개)에서 찾지 못했습니다")
        },
        no_notes: |folder| format!("노트가 없는 폴더입니다: `{folder}`"),
        no_notes_hint: |formats| {
            format!(
                "노트는 확장자가 {formats}인 파일입니다. 노트 폴더는 `--notes 폴더`로 지정하세요"
            )
        },
        unknown_words: |words| format!("노트에 없는 단어: {words}"),
        but_for_exact: |total| format!("`--exact`를 빼면 절이 {} 있습니다", sections(total)),
        but_for_constraints: |total, constraints| {
            format!("{constraints} 조건을 빼면 절이 {} 있습니다", sections(total))
        },
        nearest: |words| format!("노트에 있는 비슷한 단어: {words}"),
        command: |typed, command| {
            format!("`{typed}`: 검색어로 찾았습니다. 명령을 쓰려면 `galpi {command}`")
        },
    },
    notes: Notes {
        unreadable: |notes| {
            format!("읽지 못한 노트가 {notes}개 있습니다. 자세한 것은 `galpi status`")
        },
        passed_over: |places| {
            format!(
                "읽지 못한 폴더나 제외 목록 파일(.gitignore, .ignore)이 {places}개 있습니다. 자세한 것은 `galpi status`"
            )
        },
        more_warnings: |more| format!("{more}개 더 있습니다. 자세한 것은 `galpi status`"),
        no_current: "현재 폴더를 알 수 없습니다",
        keys_hint: "쓸 수 있는 키는 `notes`, `index`, `ignore`, `extensions`, `lexicon`입니다",
        is_root: "현재 폴더가 최상위 폴더(/)여서 검색하지 않습니다",
        is_home: "현재 폴더가 홈 폴더여서 통째로 검색하지 않습니다",
        indexing: "색인하는 중",
        notes_done: |notes| format!("노트 {notes}개"),
        index_hint: "`galpi index --rebuild`로 다시 만드세요. 노트는 바뀌지 않습니다",
        foreign_hint: "색인을 둘 곳으로 새 폴더나 빈 폴더를 지정하세요. galpi의 옛 색인은 지워도 됩니다",
        busy_hint: "다른 galpi가 색인을 쓰고 있습니다. 잠시 뒤에 다시 해 보세요",
        folder_hint: "`--notes 폴더`로 노트 폴더를 지정하거나, 그 폴더에서 `galpi init`을 실행하세요",
        outside_hint: "`galpi.toml`의 경로는 그 파일이 있는 폴더 안이어야 합니다",
        defect_hint: "실행한 명령과 문제를 일으킨 노트를 함께 제보해 주세요",
        defect: "galpi의 버그입니다",
    },
    commands: Commands {
        unwritable: "출력할 수 없습니다",
        unreadable_query: "표준 입력에서 검색어를 읽을 수 없습니다",
        large_query: "표준 입력의 검색어가 1 MiB를 넘습니다",
        empty_query: "검색어가 없습니다",
        how_to_type: "문제나 검색어를 붙여 넣거나 입력한 뒤 Enter와 Ctrl-D를 누르세요",
        empty_query_hint: "`galpi 장애 조치`처럼 검색어를 입력하세요. `galpi`만 입력하면 내 노트로 만든 예가 나옵니다",
        unknown_option: |option| format!("`{option}`: 없는 옵션입니다"),
        dash_hint: "`-`로 시작하는 단어를 찾으려면 `--`나 `-e` 뒤에 쓰세요",
        similar_hint: |option| format!("혹시 이것을 찾으셨나요? `{option}`"),
        bad_value: |option, value, allowed| {
            let allowed = if allowed.is_empty() {
                String::new()
            } else {
                format!(". 쓸 수 있는 값: {allowed}")
            };
            format!("`{option}`에 쓸 수 없는 값입니다: `{value}`{allowed}")
        },
        missing: |what| format!("인자가 빠졌습니다: {what}"),
        conflict: |one, other| format!("`{one}`, `{other}`: 함께 쓸 수 없습니다"),
        help_hint: |command| format!("쓸 수 있는 옵션은 `{command} --help`에 있습니다"),
        no_id: |id| format!("`{id}`: 이런 id의 절은 없습니다"),
        no_id_hint: "id는 `--json`으로 볼 수 있습니다. 노트의 경로나 제목이 바뀌면 id도 바뀝니다",
        binary: |path| format!("`{path}`: 바이너리 파일입니다"),
        gone: |path| format!("`{path}`: 이 절은 이제 없습니다"),
        outside: |path| format!("`{path}`: 노트 폴더 밖에 있습니다"),
        no_sections: |path| format!("`{path}`: 절이 없습니다"),
        unreadable: |path, why| format!("`{path}`: 읽을 수 없습니다 ({why})"),
        no_pager: |pager, why| format!("`{pager}`: 페이저를 실행할 수 없습니다 ({why})"),
        no_entry: |name| format!("`{name}`: 모르는 서비스나 개념입니다"),
        no_entry_hint: "노트에 나오는 이름은 `galpi service`와 `galpi concept`으로 볼 수 있습니다",
        same_entry: |name| format!("두 이름 모두 {name}: 비교할 것이 없습니다"),
        no_editor_hint: "`export EDITOR=vim`처럼 편집기를 정해 두세요",
        not_text: |variable| format!("{variable}의 값이 UTF-8이 아닙니다"),
        open_quote: |variable, text| {
            format!("{variable}에 닫히지 않은 따옴표가 있습니다: `{text}`")
        },
        unstarted: |program, cause| format!("편집기 `{program}`: 실행할 수 없습니다 ({cause})"),
        unstarted_hint: "편집기는 VISUAL이나 EDITOR에서 가져옵니다",
        at_beginning: |program, line| {
            format!(
                "`{program}`에 줄 번호를 넘기는 방법을 몰라 첫 줄을 엽니다. 찾은 곳은 {line}번째 줄입니다"
            )
        },
        large_line: |number| format!("{number}번째 검색어가 1 MiB를 넘습니다"),
        unwritable_file: |file, cause| format!("`{file}`: 쓸 수 없습니다 ({cause})"),
        no_rule: |name, known| format!("`{name}`: 없는 규칙입니다. 쓸 수 있는 규칙: {known}"),
        no_template: "템플릿이 비어 있습니다",
        no_field: |name, known| {
            format!("템플릿의 `{{{name}}}`: 없는 필드입니다. 쓸 수 있는 필드: {known}")
        },
        unclosed: |name| format!("템플릿의 `{{{name}` 뒤에 `}}`가 없습니다"),
        no_escape: |other| {
            format!("템플릿의 `\\{other}`: 쓸 수 없습니다. 쓸 수 있는 것: \\t, \\n, \\0, \\\\")
        },
        no_service: |name| format!("`{name}`: 모르는 서비스입니다"),
        no_concept: |name| format!("`{name}`: 모르는 개념입니다"),
        did_you_mean: |names| format!("혹시 이것을 찾으셨나요? {names}"),
        also_called: |name, others| format!("`{name}`: 다음의 이름이기도 합니다: {others}"),
        of_no_field: |name| {
            format!("노트가 {name} 분야를 다루지 않으므로, 이 이름은 다른 뜻일 수 있습니다")
        },
        nothing_of: |name| format!("노트에 없는 내용입니다: {name}"),
        part_of: "상위",
        beside: "노트에서 비교된 것",
        services_here: "노트에 나오는 서비스",
        indexed: |notes, sections, done| format!("노트 {notes}개, 절 {sections}개: {done}"),
        up_to_date: "바뀐 것이 없습니다",
        read_and_gone: |read, gone, seconds| {
            format!("{read}개 읽음, {gone}개 삭제됨, {seconds:.2}초")
        },
        status: Status {
            notes: "노트",
            index: "색인",
            config: "설정",
            no_config: "없음. 이 폴더를 그대로 검색합니다 (`galpi init`으로 만들 수 있습니다)",
            lexicon: "사전",
            warnings: "경고",
            unread: "읽지 않은 파일",
            unread_hint: "읽으려면 galpi.toml의 `extensions`에 적으세요",
            not_made: "아직 없습니다. 처음 검색할 때나 `galpi index`로 만들어집니다",
            size: |sections, notes, segments, bytes| {
                format!("노트 {notes}개, 절 {sections}개, 세그먼트 {segments}개, {}", size(bytes))
            },
            fresh: "최신입니다",
            stale: "노트보다 오래되었습니다. 다음 검색 때 갱신됩니다",
            damaged: |file| format!("손상됨(`{file}`): `galpi index --rebuild`로 다시 만드세요"),
            fields: "분야",
            field: |_, korean| korean,
            no_fields: "사전에 있는 분야가 없습니다",
            knows: |services, concepts, glossary, spellings| {
                format!(
                    "서비스 {services}개, 개념 {concepts}개, 용어 {glossary}개, 외래어 표기 {spellings}개"
                )
            },
        },
        init_done: |file, notes| match notes {
            0 => format!("`{file}`: 만들었습니다. 이 폴더에는 아직 노트가 없습니다"),
            _ => format!("`{file}`: 만들었습니다. 이 폴더에 노트가 {notes}개 있습니다"),
        },
        init_hint: "모든 키가 주석으로 되어 있어, 고치기 전에는 아무것도 바뀌지 않습니다",
        init_exists: |file| format!("`{file}`: 이미 있어서 그대로 둡니다"),
        init_exists_hint: "그 파일을 고쳐 쓰세요. 쓸 수 있는 키는 `notes`, `index`, `ignore`, `extensions`, `lexicon`입니다",
        init_text: "\
# galpi.toml: 어떤 노트를 검색할지 정하는 파일입니다. 모든 키는 생략할 수 있습니다.
# 경로는 이 파일이 있는 폴더를 기준으로 하며, 그 폴더 안이어야 합니다.
# 여기에 무엇을 적어도 실행되지 않습니다.

# 노트 폴더 (.md, .markdown, .txt 파일을 읽습니다). 기본값: 이 폴더
# notes = [\".\"]

# 색인을 둘 폴더. 언제 지워도 됩니다. 기본값: 캐시 폴더. 예:
# index = \".galpi\"

# 검색하지 않을 것. .gitignore와 같은 문법이고, .gitignore도 함께 적용됩니다. 예:
# ignore = [\"drafts/\", \"*.tmp.md\"]

# 더 읽을 파일의 확장자. 어떤 파일이 있는지는 `galpi status`로 볼 수 있습니다. 예:
# extensions = [\"org\", \"adoc\", \"ipynb\", \"csv\", \"mdx\"]

# 나만의 서비스, 개념, 단어. `galpi init --lexicon`으로 시작할 파일을 만듭니다. 예:
# lexicon = [\"lexicon.toml\"]
",
        welcome: "galpi(갈피)는 어렴풋이 기억나는 내용을 노트에서 찾아 줍니다.",
        try_these: |sections, notes| {
            format!("내 노트: {notes}개(절 {sections}개). 이렇게 찾아보세요.")
        },
        examples: [
            "기억나는 단어를 순서와 상관없이",
            "초성만으로",
            "이것에 대해 노트에 적힌 모든 것",
            "입력하는 대로 결과와 미리 보기",
        ],
        more_help: "명령과 옵션은 `galpi --help`에 있습니다.",
        no_completions: |shell| format!("`{shell}`: 자동 완성을 지원하지 않는 셸입니다"),
        no_shell: |variable, value| format!("`{variable}={value}`: 모르는 셸입니다"),
        no_shell_hint: "이 변수는 `galpi completions`가 출력한 스크립트가 설정합니다",
        unserved: |cause| format!("서버가 멈췄습니다 ({cause})"),
        no_terminal: "`galpi pick`은 터미널에서만 쓸 수 있습니다",
        no_terminal_hint: "스크립트에서는 `galpi 검색어`나 `galpi --json 검색어`를 쓰세요",
    },
    usage: usage::KOREAN,
    notebooks: notebooks::KOREAN,
    exam: exam::KOREAN,
    reading: reading::KOREAN,
    explain: Explain {
        words: ["단어", "가중치", "절", "이렇게 읽음"],
        is_name: |name| {
            format!("검색어 전체가 이름입니다: {name}. 이것에 대해 적힌 절을 찾습니다.")
        },
        constraints: |list| format!("필수 조건: {list}"),
        is_common: "흔한 단어",
        is_nowhere: "노트에 없음",
        more: |more| format!("외 {more}개"),
        hits: |shown, total| format!("찾은 절 {} 중 위에서 {shown}개:", sections(total)),
        scores: ["", "점수", "단어", "비율", "내용", "절"],
    },
    pick: Pick {
        keys: &["Enter 열기", "Tab 경로 출력", "Ctrl-R 관련된 절", "Ctrl-Y 복사", "Esc 나가기"],
        empty: "기억나는 대로 입력하세요",
        count: |shown, total| {
            format!("{shown}/{}{}", total.count, if total.is_at_least { "+" } else { "" })
        },
        nothing: "결과가 없습니다",
        nearest: "노트에 있는 비슷한 단어",
        copied: |lines| format!("{lines}줄 복사했습니다"),
    },
    history: super::history::KOREAN,
    cards: super::cards::KOREAN,
    watch: super::watch::KOREAN,
};
