//! 한국어.
//!
//! Written for an ear that speaks Korean, not translated: names stand before
//! a colon where a particle would depend on their last sound.

use crate::search::{Rule, Signal};

use super::answer::{Answer, Explain, Nothing, Pick};
use super::catalogue::{Catalogue, Headings, Notes};
use super::commands::{Commands, Status};
use super::count::sections_in_korean as sections;
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
            ("Which notes", "어느 노트에서"),
            ("What is found", "무엇을"),
            ("How many", "몇 개를"),
            ("What is shown", "보이는 모양"),
            ("Formats", "출력 형식"),
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
    answer: Answer {
        also_read: "이렇게도 읽음",
        only_read: |query, readings| {
            format!("노트에 없는 말: `{query}`. 달리 읽어 찾았습니다: {readings}")
        },
        only_about: |query| format!("노트에 없는 말: `{query}`. 뜻이 가까운 절을 보입니다"),
        by_gloss: "낱말은 없지만 뜻이 가까움",
        about_below: "여기부터는 일부만 적혀 있거나 관련된 절",
        more_about: |others| {
            format!("그 밖에 관련된 {} 절. -n 0 하면 모두 보입니다", sections(others))
        },
        more: |shown, total| {
            let all = if total.is_at_least { 0 } else { total.count };
            format!("{} 절 중 {shown}개. -n {all} 하면 모두 보입니다", sections(total))
        },
        signal: |signal| match signal {
            Signal::Words => "낱말",
            Signal::Proximity => "서로 가까이 있음",
            Signal::Heading => "제목에 있음",
            Signal::Coverage => "검색어에서 차지하는 비율",
            Signal::Structure => "제목 아래의 글",
            Signal::Meaning => "뜻이 가까움",
            Signal::Description => "다루는 것",
        },
        sum: |factor, coverage| {
            format!("= 합계 × {factor:.2} (검색어의 {:.0}%가 들어 있음)", coverage * 100.0)
        },
        rule: |rule| match rule {
            Rule::Keyword => "그대로",
            Rule::Spacing => "띄어쓰기",
            Rule::Longer => "더 긴 낱말",
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
            Rule::Glossary => "번역·동의어",
            Rule::Narrower => "하위 개념",
            Rule::Translation => "뜻이 가까운 말",
            Rule::Related => "관련 개념",
            Rule::Meaning => "뜻",
            Rule::Description => "설명",
        },
    },
    nothing: Nothing {
        found: |query, sections, notes| {
            format!("`{query}`: 노트 {notes}개, 절 {sections}개 어디에도 없습니다")
        },
        no_notes: |folder| format!("노트가 없습니다: `{folder}`"),
        no_notes_hint: |formats| {
            format!(
                "확장자가 {formats}인 파일을 읽습니다. 다른 폴더는 `--notes 폴더`로 지정하고, 늘 쓸 폴더는 `galpi init`으로 적어 두거나 GALPI_NOTES에 두세요"
            )
        },
        unknown_words: |words| format!("노트에 없는 낱말: {words}"),
        but_for_exact: |total| format!("`--exact`를 빼면 나오는 절: {}", sections(total)),
        but_for_constraints: |total, constraints| {
            format!("{constraints} 조건을 빼면 나오는 절: {}", sections(total))
        },
        nearest: |words| format!("노트에 있는 비슷한 낱말: {words}"),
        command: |typed, command| {
            format!("`{typed}`: 검색어로 읽었습니다. 명령은 `galpi {command}`입니다")
        },
    },
    notes: Notes {
        unreadable: |notes| {
            format!("읽지 못한 노트가 {notes}개 있습니다. `galpi status`로 확인하세요")
        },
        passed_over: |places| {
            format!(
                "읽거나 쓰지 못한 폴더나 제외 파일이 {places}개 있습니다. `galpi status`로 확인하세요"
            )
        },
        more_warnings: |more| format!("{more}개 더 있습니다. `galpi status`로 확인하세요"),
        no_current: "현재 폴더를 알 수 없습니다",
        keys_hint: "쓸 수 있는 키는 `notes`, `index`, `ignore`, `extensions`, `lexicon`입니다",
        is_root: "여기는 최상위 폴더(/)입니다. 노트 폴더로 보고 통째로 뒤지지 않습니다",
        is_home: "여기는 홈 폴더입니다. 노트 폴더로 보고 통째로 뒤지지 않습니다",
        indexing: "색인하는 중",
        notes_done: |notes| format!("노트 {notes}개"),
        index_hint: "`galpi index --rebuild`로 다시 만드세요. 노트는 건드리지 않습니다",
        foreign_hint: "색인을 둘 곳으로 새 폴더나 빈 폴더를 지정하세요. galpi의 옛 색인이라면 지워도 됩니다",
        busy_hint: "다른 galpi가 색인을 쓰고 있습니다. 잠시 뒤에 다시 해 보세요",
        folder_hint: "`--notes 폴더`로 노트 폴더를 지정하거나, 그 폴더에 `galpi.toml`을 두세요",
        outside_hint: "경로는 설정 파일이 있는 폴더를 기준으로, 그 안에서만 적을 수 있습니다",
        defect_hint: "무엇을 쳤는지와 문제가 되는 노트를 함께 알려 주세요",
        defect: "galpi의 결함입니다",
    },
    commands: Commands {
        unwritable: "출력할 수 없습니다",
        unreadable_query: "표준 입력에서 검색어를 읽을 수 없습니다",
        large_query: "표준 입력의 검색어가 1 MiB를 넘습니다",
        empty_query: "검색어가 없습니다",
        how_to_type: "붙여 넣거나 친 다음 Enter, Ctrl-D를 누르세요",
        empty_query_hint: "`galpi 장애 조치`처럼 검색어를 적으세요. `galpi`만 치면 지금 노트로 된 예가 나옵니다",
        unknown_option: |option| format!("`{option}`: 없는 옵션입니다"),
        dash_hint: "`-`로 시작하는 검색어는 `--` 뒤에 쓰거나 `-e`를 붙이세요",
        similar_hint: |option| format!("혹시 `{option}`입니까?"),
        bad_value: |option, value, allowed| {
            let allowed = if allowed.is_empty() {
                String::new()
            } else {
                format!(". 쓸 수 있는 값: {allowed}")
            };
            format!("`{option}`: `{value}` 값은 쓸 수 없습니다{allowed}")
        },
        missing: |what| format!("빠진 것이 있습니다: {what}"),
        conflict: |one, other| format!("`{one}`, `{other}`: 함께 쓸 수 없습니다"),
        help_hint: |command| format!("옵션은 `{command} --help`에서 볼 수 있습니다"),
        no_id: |id| format!("`{id}`: 이런 id의 절은 없습니다"),
        no_id_hint: "id는 `--json` 출력에 있습니다. 노트의 경로나 제목이 바뀌면 id도 바뀝니다",
        binary: |path| format!("`{path}`: 바이너리 파일입니다"),
        gone: |path| format!("`{path}`: 그 절이 더는 없습니다"),
        outside: |path| format!("`{path}`: 노트 폴더 밖에 있습니다"),
        no_sections: |path| format!("`{path}`: 절이 없습니다"),
        unreadable: |path, why| format!("`{path}`: 읽을 수 없습니다 ({why})"),
        no_pager: |pager, why| format!("`{pager}`: 페이저를 띄울 수 없습니다 ({why})"),
        no_entry: |name| format!("`{name}`: 이런 서비스나 개념은 없습니다"),
        no_entry_hint: "노트에 나오는 이름은 `galpi service`와 `galpi concept`으로 볼 수 있습니다",
        same_entry: |name| format!("둘 다 {name}입니다: 비교할 것이 없습니다"),
        no_editor_hint: "`export EDITOR=vim`처럼 쓰는 편집기를 정해 두세요",
        not_text: |variable| format!("{variable}의 값이 UTF-8이 아닙니다"),
        open_quote: |variable, text| {
            format!("{variable}에 닫히지 않은 따옴표가 있습니다: `{text}`")
        },
        unstarted: |program, cause| format!("편집기 `{program}`: 실행할 수 없습니다 ({cause})"),
        unstarted_hint: "VISUAL이나 EDITOR에 적힌 편집기입니다",
        at_beginning: |program, line| {
            format!(
                "`{program}`에 줄을 알려 주는 방법을 몰라 첫 줄에서 엽니다. 찾은 곳은 {line}번째 줄입니다"
            )
        },
        large_line: |number| format!("{number}번째 검색어가 1 MiB를 넘습니다"),
        unwritable_file: |file, cause| format!("`{file}`: 쓸 수 없습니다 ({cause})"),
        no_rule: |name, known| format!("`{name}` 규칙은 없습니다. 있는 규칙: {known}"),
        no_field: |name, known| format!("`{name}` 필드는 없습니다. 쓸 수 있는 필드: {known}"),
        unclosed: |name| format!("`--template`의 `{{{name}`에 닫는 중괄호가 없습니다"),
        no_escape: |other| {
            format!("`\\{other}`는 쓸 수 없습니다. 쓸 수 있는 것: \\t, \\n, \\0, \\\\")
        },
        no_service: |name| format!("`{name}`: 이런 서비스는 없습니다"),
        no_concept: |name| format!("`{name}`: 이런 개념은 없습니다"),
        did_you_mean: |names| format!("혹시 이것입니까? {names}"),
        also_called: |name, others| format!("`{name}`: 다른 뜻도 있습니다. {others}"),
        of_no_field: |name| {
            format!("노트가 {name}의 분야를 다루지 않아, 같은 이름이 다른 뜻일 수 있습니다")
        },
        nothing_of: |name| format!("노트에 없습니다: {name}"),
        part_of: "상위",
        beside: "노트에서 함께 비교됨",
        services_here: "노트에 나오는 서비스",
        indexed: |notes, sections, done| format!("노트 {notes}개, 절 {sections}개: {done}"),
        up_to_date: "바뀐 것이 없습니다",
        read_and_gone: |read, gone, seconds| {
            format!("{read}개 읽음, {gone}개 없어짐, {seconds:.2}초")
        },
        status: Status {
            notes: "노트",
            index: "색인",
            config: "설정",
            no_config: "없음. 이 폴더 전체가 노트입니다 (`galpi init`으로 만들 수 있습니다)",
            lexicon: "사전",
            skipped: "건너뜀",
            unread: "읽지 않음",
            unread_hint: "galpi.toml의 `extensions`에 적으면 읽습니다",
            not_made: "아직 없습니다. 처음 찾을 때, 또는 `galpi index`를 하면 만들어집니다",
            size: |sections, notes, segments, megabytes| {
                format!("노트 {notes}개, 절 {sections}개, 세그먼트 {segments}개, {megabytes:.1} MB")
            },
            fresh: "최신입니다",
            stale: "노트보다 오래됐습니다. 다음에 찾을 때 갱신합니다",
            damaged: |file| format!("손상됨(`{file}`): `galpi index --rebuild`로 다시 만드세요"),
            fields: "분야",
            field: |_, korean| korean,
            no_fields: "노트가 다루는 분야가 사전에 없습니다",
            knows: |services, concepts, glossary, spellings| {
                format!(
                    "서비스 {services}개, 개념 {concepts}개, 용어 {glossary}줄, 외래어 표기 {spellings}개"
                )
            },
        },
        init_done: |file, notes| match notes {
            0 => format!("`{file}`: 만들었습니다. 아직 노트는 없습니다"),
            _ => format!("`{file}`: 만들었습니다. 노트가 {notes}개 있습니다"),
        },
        init_hint: "전부 주석입니다. 고치기 전까지는 적힌 대로 동작합니다",
        init_exists: |file| format!("`{file}`: 이미 있어서 그대로 둡니다"),
        init_exists_hint: "편집기로 고치세요. 쓸 수 있는 키는 `notes`, `index`, `ignore`, `extensions`, `lexicon`입니다",
        init_text: "\
# galpi.toml: 어떤 노트를 찾을지 적는 파일입니다. 경로는 모두 이 파일이 있는
# 폴더를 기준으로, 그 안에서만 적습니다. 여기 적힌 무엇도 실행되지 않습니다.
# 모든 키는 생략할 수 있고, `#` 뒤에 적힌 것이 기본값이거나 예입니다.

# 노트가 있는 폴더 (.md, .markdown, .txt)
# notes = [\".\"]

# 색인을 둘 폴더. 없으면 캐시 폴더에 둡니다. 언제 지워도 됩니다.
# index = \".galpi\"

# 찾지 않을 것. .gitignore와 같은 문법이고, .gitignore도 함께 지킵니다.
# ignore = [\"drafts/\", \"*.tmp.md\"]

# 노트가 들어 있는 다른 파일. 무엇이 있는지는 `galpi status`가 알려 줍니다.
# extensions = [\"org\", \"adoc\", \"ipynb\", \"csv\", \"mdx\"]

# 나만의 서비스, 개념, 낱말
# lexicon = [\"words.toml\"]
",
        welcome: "galpi(갈피)는 어렴풋이 기억나는 노트의 그 대목을 찾아 줍니다.",
        try_these: |sections, notes| {
            format!("여기에는 노트 {notes}개, 절 {sections}개가 있습니다. 이렇게 찾아보세요.")
        },
        examples: [
            "기억나는 낱말, 순서는 상관없이",
            "초성만으로",
            "이것에 대해 노트에 적힌 모든 것",
            "치는 대로 바로 찾기",
        ],
        more_help: "명령과 옵션은 `galpi --help`에 있습니다.",
        no_completions: |shell| format!("`{shell}`: 이 셸의 자동 완성은 만들 수 없습니다"),
        no_shell: |variable, value| format!("`{variable}={value}`: 모르는 셸입니다"),
        no_shell_hint: "`galpi completions`가 만든 스크립트가 정하는 값입니다",
        unserved: |cause| format!("서버로 답할 수 없습니다 ({cause})"),
        no_terminal: "`galpi pick`은 터미널이 있어야 합니다",
        no_terminal_hint: "스크립트에서는 `galpi -l 검색어`나 `galpi --json 검색어`을 쓰세요",
    },
    usage: usage::KOREAN,
    notebooks: notebooks::KOREAN,
    exam: exam::KOREAN,
    reading: reading::KOREAN,
    explain: Explain {
        words: ["낱말", "가중치", "절", "읽은 방법"],
        is_name: |name| {
            format!("전체가 하나의 이름입니다: {name}. 이것에 대해 적힌 절을 찾습니다.")
        },
        constraints: |list| format!("반드시 지킬 조건: {list}"),
        is_common: "흔한 낱말",
        is_nowhere: "노트에 없음",
        more: |more| format!("외 {more}개"),
        hits: |shown, total| format!("찾은 절 {} 중 위에서 {shown}개:", sections(total)),
        scores: ["", "점수", "낱말", "가까움", "제목", "비율", "절"],
    },
    pick: Pick {
        keys: "Enter 열기 · Tab 경로 출력 · Ctrl-R 관련된 절 · Ctrl-Y 복사 · Esc 나가기",
        empty: "기억나는 대로 치세요",
        count: |shown, total| {
            format!("{shown}/{}{}", total.count, if total.is_at_least { "+" } else { "" })
        },
        nothing: "찾은 것이 없습니다",
        nearest: "노트에 있는 비슷한 말",
        copied: |lines| format!("{lines}줄 복사했습니다"),
    },
    history: super::history::KOREAN,
    cards: super::cards::KOREAN,
    watch: super::watch::KOREAN,
};
