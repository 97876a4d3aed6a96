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

/// Writes how much room something takes, in units of a thousand.
pub(super) fn size(bytes: u64) -> String {
    match bytes {
        0..=999_000 => format!("{} kB", bytes.div_ceil(1000)),
        999_001..1_000_000_000 => format!("{:.1} MB", bytes as f64 / 1e6),
        _ => format!("{:.1} GB", bytes as f64 / 1e9),
    }
}

/// Writes a number of sections in Korean.
pub(super) fn sections_in_korean(total: Total) -> String {
    match total.is_at_least {
        true => format!("{}개 이상", total.count),
        false => format!("{}개", total.count),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_written_in_fitting_units() {
        for (bytes, expected) in [
            (0, "0 kB"),
            (1, "1 kB"),
            (999_999, "1.0 MB"),
            (4_400_000, "4.4 MB"),
            (2_500_000_000, "2.5 GB"),
        ] {
            assert_eq!(size(bytes), expected, "{bytes}");
        }
    }
}
