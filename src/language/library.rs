//! What the library's errors, warnings and remarks are in each language.
//!
//! Each is a `match` over a type of the library, so that a language that lacks
//! one doesn't compile.

use crate::error::{ConfigFault, Escape, JudgmentFault, Problem, Refusal, WarningKind};
use crate::lexicon::{Counted, Reason, headers};
use crate::search::Remark;

/// What the library's errors, warnings and remarks are in one language.
#[derive(Debug)]
pub struct Library {
    /// Puts together what failed, where and why.
    pub failure: fn(what: &str, at: Option<&str>, why: Option<&str>) -> String,
    /// What failed.
    pub problem: fn(&Problem) -> String,
    /// Why a file or folder can't be had.
    pub refusal: fn(&Refusal) -> String,
    /// What stopped nothing; the file is told before it.
    pub warning: fn(&WarningKind) -> String,
    /// What is remarked of an answer.
    pub remark: fn(&Remark) -> String,
    /// What is wrong with an entry of a lexicon.
    pub fault: fn(&Reason) -> String,
    /// More faults of a lexicon than are told.
    pub more_faults: fn(more: usize) -> String,
    /// The index was damaged and was made anew.
    pub remade: &'static str,
    /// Another process writes the index: the answer is from it as it was.
    pub busy_as_it_was: &'static str,
    /// Another process writes the index: the notes were read for this answer.
    pub busy_in_memory: &'static str,
    /// No index can be kept; why is told after it.
    pub in_memory: &'static str,
}

pub(super) const ENGLISH: Library = Library {
    failure: |what, at, why| {
        let at = at.map(|at| format!(" `{at}`")).unwrap_or_default();
        let why = why.map(|why| format!(": {why}")).unwrap_or_default();
        format!("{what}{at}{why}")
    },
    problem: Problem::to_string,
    refusal: Refusal::to_string,
    warning: WarningKind::to_string,
    remark: Remark::to_string,
    fault: Reason::to_string,
    more_faults: |more| format!("and {more} more"),
    remade: "the index was damaged and has been rebuilt",
    busy_as_it_was: "another galpi has been writing the index for 10 seconds: searching the index as it was",
    busy_in_memory: "another galpi has been writing the index for 10 seconds: searching the notes directly",
    in_memory: "cannot store an index, so the notes are read again for every search",
};

pub(super) const KOREAN: Library = Library {
    failure: |what, at, why| {
        let at = at.map(|at| format!(" `{at}`")).unwrap_or_default();
        let why = why.map(|why| format!(" ({why})")).unwrap_or_default();
        match at.is_empty() {
            true => format!("{what}{why}"),
            false => format!("{what}:{at}{why}"),
        }
    },
    problem,
    refusal,
    warning,
    remark,
    fault,
    more_faults: |more| format!("그 밖에 {more}개 더 있습니다"),
    remade: "색인이 손상되어 다시 만들었습니다",
    busy_as_it_was: "다른 galpi가 10초 넘게 색인을 쓰고 있습니다. 이전 색인에서 찾았습니다",
    busy_in_memory: "다른 galpi가 10초 넘게 색인을 쓰고 있습니다. 이번에는 노트를 직접 읽어 찾았습니다",
    in_memory: "색인을 저장할 수 없어 검색할 때마다 노트를 다시 읽습니다",
};

/// Tells what failed, in Korean.
fn problem(problem: &Problem) -> String {
    match problem {
        Problem::NotesUnreadable => "노트 폴더를 읽을 수 없습니다",
        Problem::NotesNoFolder => "폴더가 아닙니다",
        Problem::IgnorePattern(pattern) => {
            return format!("`ignore`의 `{pattern}`: 잘못된 패턴입니다");
        }
        Problem::IgnoreUnusable => "`ignore`를 쓸 수 없습니다",
        Problem::ConfigUnreadable => "설정 파일을 읽을 수 없습니다",
        Problem::ConfigTooLarge => "설정 파일이 너무 큽니다",
        Problem::Config { file, line, fault } => {
            return format!("`{}` {line}번째 줄: {}", file.display(), config_fault(fault));
        }
        Problem::Outside { file, path, escape } => {
            let path = path.as_ref().map(|path| format!("의 경로 `{}`", path.display()));
            let path = path.unwrap_or_default();
            return format!("`{}`{path}: {}", file.display(), how_outside(*escape));
        }
        Problem::Judgment(line, fault) => {
            return format!("{line}번째 줄: {}", judgment_fault(fault));
        }
        Problem::LexiconUnreadable => "사전 파일을 읽을 수 없습니다",
        Problem::LexiconNoFile => "사전은 파일이어야 합니다",
        Problem::LexiconTooLarge => "사전 파일이 모두 합쳐 8 MiB를 넘습니다",
        Problem::LexiconFaults => "사전에 잘못된 곳이 있습니다",
        Problem::IndexFolderUnmade => "색인 폴더를 만들 수 없습니다",
        Problem::IndexFolderUnwritable => "색인 폴더에 쓸 수 없습니다",
        Problem::IndexFolderHoldsNotes => "색인을 둘 폴더에 노트가 있습니다",
        Problem::IndexFolderForeign => "색인을 둘 폴더에 다른 파일이 있습니다",
        Problem::IndexFolderUnknown => {
            "색인을 둘 폴더가 없습니다. XDG_CACHE_HOME과 HOME이 모두 비어 있습니다"
        }
        Problem::IndexUnlockable => "색인을 잠글 수 없습니다",
        Problem::IndexBusy => "다른 galpi가 10초 넘게 색인을 쓰고 있습니다",
        Problem::IndexUnreplaced => "색인을 교체할 수 없습니다",
        Problem::IndexUnplaced => "색인을 제자리로 옮길 수 없습니다",
        Problem::IndexUnwritable => "색인을 쓸 수 없습니다",
        Problem::ManifestUnwritable => "색인의 목록을 쓸 수 없습니다",
        Problem::ManifestDamaged => "색인의 목록이 없거나 손상되었습니다",
        Problem::IndexUnreadable => "색인을 읽을 수 없습니다",
        Problem::StoreDamaged => "색인을 읽을 수 없습니다: 저장된 내용이 손상되었습니다",
        Problem::RecordDamaged => "색인을 읽을 수 없습니다: 레코드 하나가 손상되었습니다",
        Problem::SectionsMissing => "색인을 읽을 수 없습니다: 빠진 절이 있습니다",
        Problem::FileDamaged => "색인 파일이 손상되었습니다",
        Problem::IndexVanished => "색인을 여는 동안 사라졌습니다",
        Problem::NearWords => "비슷한 단어를 찾을 수 없습니다",
        Problem::SearchFails => "이 검색에 실패했습니다",
        Problem::StringTooLong => "문자열이 너무 길어 찾을 수 없습니다",
    }
    .to_owned()
}

/// Tells what is wrong in a configuration, in Korean, as far as the reader of
/// TOML doesn't tell it in English.
fn config_fault(fault: &ConfigFault) -> &str {
    match fault {
        ConfigFault::NotUtf8 => "UTF-8이 아닙니다",
        ConfigFault::Toml(told) => told,
    }
}

/// Tells how a path leads out of a folder, in Korean.
fn how_outside(escape: Escape) -> &'static str {
    match escape {
        Escape::Upward => "절대 경로나 상위 폴더(`..`)로 가는 경로는 쓸 수 없습니다",
        Escape::ByLink => "심볼릭 링크를 따라 폴더 밖으로 나갑니다",
        Escape::DeadLink => "없는 곳을 가리키는 심볼릭 링크입니다",
    }
}

/// Tells what is wrong with a line of judged queries, in Korean.
fn judgment_fault(fault: &JudgmentFault) -> String {
    match fault {
        JudgmentFault::Columns => {
            "qid, category, query, judgments 열이 탭으로 나뉘어 있어야 합니다".to_owned()
        }
        JudgmentFault::NoGrade(judgment) => format!("`{judgment}`에 등급이 없습니다"),
        JudgmentFault::BadGrade(grade) => format!("`{grade}`: 등급은 숫자여야 합니다"),
        JudgmentFault::LineColumns => {
            "qid, section, lines 열이 탭으로 나뉘어 있어야 합니다".to_owned()
        }
        JudgmentFault::BadLine(line) => format!("`{line}`: 줄은 숫자여야 합니다"),
    }
}

/// Tells why a file can't be had, in Korean.
fn refusal(refusal: &Refusal) -> String {
    match refusal {
        Refusal::NotFound => "그런 파일이나 폴더가 없습니다".to_owned(),
        Refusal::PermissionDenied => "권한이 없습니다".to_owned(),
        Refusal::NotAFolder => "폴더가 아닙니다".to_owned(),
        Refusal::StorageFull => "디스크에 남은 공간이 없습니다".to_owned(),
        Refusal::NotAFile => "일반 파일이 아닙니다".to_owned(),
        Refusal::TooLarge(mebibytes) => format!("{mebibytes} MiB를 넘습니다"),
        Refusal::NotUtf8 => "UTF-8이 아닙니다".to_owned(),
        Refusal::Other(told) => told.clone(),
    }
}

/// Tells what stopped nothing, in Korean.
fn warning(kind: &WarningKind) -> String {
    match kind {
        WarningKind::Binary => "바이너리 파일이라 건너뜁니다".to_owned(),
        WarningKind::Skipped(why) => format!("건너뜁니다 ({})", refusal(why)),
        WarningKind::Defect => {
            "galpi의 버그 때문에 건너뜁니다. 이 노트와 함께 제보해 주세요".to_owned()
        }
        WarningKind::Utf16(encoding) => format!("{encoding}으로 읽었습니다"),
        WarningKind::Cp949 => "UTF-8이 아니라 EUC-KR(CP949)로 읽었습니다".to_owned(),
        WarningKind::WrongBytes(count) => {
            format!("UTF-8이 아닌 바이트 {count}개를 `?`로 읽었습니다")
        }
        WarningKind::Refused(why) => refusal(why),
        WarningKind::UnusableIgnoreFile => {
            "1 MiB 이하의 일반 파일이 아니어서 이 폴더를 건너뜁니다".to_owned()
        }
        WarningKind::NoPattern(Some(line)) => format!("{line}번째 줄은 잘못된 패턴입니다"),
        WarningKind::NoPattern(None) => "잘못된 패턴이 있습니다".to_owned(),
    }
}

/// Tells what is remarked of an answer, in Korean.
fn remark(remark: &Remark) -> String {
    match remark {
        Remark::LongQuery => "검색어가 길어 앞부분만 사용했습니다".to_owned(),
        Remark::RarestWords { read, all } => {
            format!("검색어가 길어 단어 {all}개 중 가장 드문 {read}개로 찾았습니다")
        }
        Remark::Flag(word) => {
            format!("`-{word}`: 노트에 이 말이 있어, 제외하지 않고 검색어로 찾았습니다")
        }
        Remark::LeftOut(text) => format!("`{text}`: 이 말이 있는 절은 제외했습니다"),
        Remark::UnknownName(name) => format!("`{name}`: 사전에 없는 이름입니다"),
        Remark::NotSearched(note) => format!("{note}: 지금은 읽을 수 없어 검색하지 못했습니다"),
        Remark::NoLines(note) => format!("{note}: 지금은 읽을 수 없어 내용을 보여 주지 못합니다"),
        Remark::CrowdedLine { note, marked } => {
            format!("{note}: 한 줄에 일치하는 곳이 {marked}개를 넘어 나머지는 표시하지 않았습니다")
        }
        Remark::Remade => KOREAN.remade.to_owned(),
    }
}

/// Tells what is wrong with an entry of a lexicon.
fn fault(reason: &Reason) -> String {
    match reason {
        Reason::Decomposed => "자모가 풀어진 글자가 있습니다 (NFC로 저장하세요)".to_owned(),
        Reason::Toml(message) => format!("TOML로 읽을 수 없습니다 ({message})"),
        Reason::Header => {
            format!("첫 줄은 탭으로 나눈 {} 중 하나여야 합니다", headers())
        }
        Reason::Columns(count) => format!("열이 {count}개로, 첫 줄의 열 수와 다릅니다"),
        Reason::EmptyCell => "비어 있는 칸이 있습니다".to_owned(),
        Reason::Weight(text) => format!("`{text}`: 가중치는 0에서 1 사이의 수여야 합니다"),
        Reason::IdTaken(id) => format!("`{id}`: 이미 있는 id입니다"),
        Reason::IdMalformed(id) => {
            format!("`{id}`: id에는 영문자, 숫자, 하이픈(-)만 쓸 수 있습니다")
        }
        Reason::NameTaken { id, name, owner } => format!(
            "`{name}`: `{id}`와 `{owner}`에 모두 있는 이름입니다. 둘 중 하나에서 `weak`으로 옮기세요"
        ),
        Reason::NameMissing => {
            "개념에는 영어(`en`)와 한국어(`ko`) 이름이 모두 있어야 합니다".to_owned()
        }
        Reason::GlossMissing => "설명(`gloss`나 `gloss_ko`)이 비어 있습니다".to_owned(),
        Reason::NoParent(id) => format!("`parent`의 `{id}`: 없는 서비스입니다"),
        Reason::NoService(id) => format!("`{id}`: 없는 서비스입니다"),
        Reason::NoConcept(id) => format!("`{id}`: 없는 개념입니다"),
        Reason::Crowded { word, count, most } => {
            format!("`{word}`: 항목이나 줄 {count}개에 있습니다. {most}개까지 쓸 수 있습니다")
        }
        Reason::NoField(id) => format!("`{id}`: 없는 분야입니다"),
        Reason::NoEntry(id) => format!("`{id}`: 없는 항목입니다"),
        Reason::PartOfItself(id) => format!("`{id}`: `parent`를 따라가면 자기 자신이 나옵니다"),
        Reason::BroaderThanItself(id) => {
            format!("`{id}`: `broader`를 따라가면 자기 자신이 나옵니다")
        }
        Reason::RowRepeated => "같은 줄이 또 있습니다".to_owned(),
        Reason::SpellingTaken { form, standard } => {
            format!("`{form}`: 이미 `{standard}`의 표기로 적혀 있습니다")
        }
        Reason::TooLong { text, most } => format!("`{text}…`: {most}바이트를 넘습니다"),
        Reason::NameOfSigns(name) => format!("`{name}`: 글자도 숫자도 없는 이름입니다"),
        Reason::TooManyParts { id, count, most } => {
            format!("`{id}`: 딸린 항목이 {count}개입니다. {most}개까지 쓸 수 있습니다")
        }
        Reason::TooMany { what, count, most } => {
            let what = match what {
                Counted::Entries => "서비스와 개념",
                Counted::Rows => "줄",
                Counted::Prefixes => "prefixes",
                Counted::Fields => "분야",
                Counted::Listed => "한 목록에 적힌 것",
                Counted::Joined => "전체 이름 뒤에 붙는 부분 이름",
            };
            format!("{what}: {count}개입니다. {most}개까지 쓸 수 있습니다")
        }
    }
}
