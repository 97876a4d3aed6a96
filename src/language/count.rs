//! Numbers with their nouns.

use crate::search::Total;

/// Writes a number with its noun in English.
pub(super) fn count(number: impl TryInto<u64>, noun: &str) -> String {
    match number.try_into().unwrap_or(u64::MAX) {
        1 => format!("1 {noun}"),
        number => format!("{number} {noun}s"),
    }
}

/// Writes in English how many searches there were.
pub(super) fn searches(number: usize) -> String {
    match number {
        1 => "1 search".to_owned(),
        _ => format!("{number} searches"),
    }
}

/// Writes in English how many sections there are.
pub(super) fn sections(total: Total) -> String {
    let bound = if total.is_at_least { "at least " } else { "" };
    format!("{bound}{}", count(total.count, "section"))
}

/// Writes a number of sections in Korean.
pub(super) fn sections_in_korean(total: Total) -> String {
    match total.is_at_least {
        true => format!("{}개 이상", total.count),
        false => format!("{}개", total.count),
    }
}
