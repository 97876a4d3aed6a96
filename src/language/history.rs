//! What is said of earlier lookups.

/// What is said of earlier lookups.
#[derive(Debug)]
pub struct History {
    /// None are kept of these notes.
    pub nothing: &'static str,
    /// How they come to be kept.
    pub nothing_hint: &'static str,
    /// All that was looked for is in these notes.
    pub nothing_missed: &'static str,
    /// Stands behind a query that the notes don't answer.
    pub missed: &'static str,
    /// How long ago something was.
    pub ago: fn(seconds: u64) -> String,
    /// How many lookups were forgotten.
    pub cleared: fn(lookups: usize) -> String,
    /// They can't be forgotten.
    pub not_cleared: &'static str,
}

const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;
const WEEK: u64 = 7 * DAY;
/// Days are counted up to two weeks.
const MANY_DAYS: u64 = 14 * DAY;

pub(super) const ENGLISH: History = History {
    nothing: "no searches of these notes are recorded",
    nothing_hint: "searches on a terminal are recorded, unless your configuration has `history = false` or GALPI_HISTORY is `off`",
    nothing_missed: "these notes answer everything that was searched for",
    missed: "not in the notes",
    ago: |seconds| {
        let ago =
            |unit: u64, noun: &str| format!("{} ago", super::count::count(seconds / unit, noun));
        match seconds {
            ..MINUTE => "just now".to_owned(),
            MINUTE..HOUR => ago(MINUTE, "minute"),
            HOUR..DAY => ago(HOUR, "hour"),
            DAY..MANY_DAYS => ago(DAY, "day"),
            MANY_DAYS.. => ago(WEEK, "week"),
        }
    },
    cleared: |lookups| format!("{} deleted", super::count::searches(lookups)),
    not_cleared: "cannot delete the history",
};

pub(super) const KOREAN: History = History {
    nothing: "이 노트를 검색한 기록이 없습니다",
    nothing_hint: "터미널에서 한 검색이 기록됩니다. 내 설정에 `history = false`가 있거나 GALPI_HISTORY가 `off`면 기록하지 않습니다",
    nothing_missed: "지금까지 검색한 것은 모두 이 노트에 있습니다",
    missed: "노트에 없음",
    ago: |seconds| match seconds {
        ..MINUTE => "방금".to_owned(),
        MINUTE..HOUR => format!("{}분 전", seconds / MINUTE),
        HOUR..DAY => format!("{}시간 전", seconds / HOUR),
        DAY..MANY_DAYS => format!("{}일 전", seconds / DAY),
        MANY_DAYS.. => format!("{}주 전", seconds / WEEK),
    },
    cleared: |lookups| format!("기록 {lookups}건을 지웠습니다"),
    not_cleared: "기록을 지울 수 없습니다",
};
