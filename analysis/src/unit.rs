//! Units that numbers are written with.

/// Units of sizes, rates, frequencies and of physics, in small letters and with what is typed
/// for μ and Ω, which people write with and without a blank before
/// them; sorted.
const SIZES: [&str; 61] = [
    "bps", "cm", "dl", "dpu", "eb", "eib", "fps", "gb", "gbps", "ghz", "gib", "hpa", "hz", "iops",
    "kb", "kbps", "kcal", "kg", "khz", "kib", "km", "kohm", "kpa", "kv", "kva", "kw", "kwh", "ma",
    "mah", "mb", "mbps", "mg", "mh", "mhz", "mib", "ml", "mm", "mohm", "mol", "mpa", "ms", "mv",
    "mva", "mw", "nf", "nm", "ns", "ohm", "pb", "pf", "pib", "rpm", "tb", "tbps", "tib", "uf",
    "ug", "uh", "um", "us", "vcpu",
];

/// Korean units of time, which may be followed by more of their word: 30분마다.
const KOREAN_TIMES: [&str; 9] = ["초", "분", "시간", "일", "주", "개월", "달", "년", "밀리초"];

/// What begins as a unit of time and is another one.
const OTHER_UNITS: [&str; 1] = ["달러"];

/// English units of time; a plural is one as well.
const ENGLISH_TIMES: [&str; 11] =
    ["ms", "s", "sec", "second", "min", "minute", "hour", "day", "week", "month", "year"];

/// Says whether a word of small letters is a unit of size, rate, frequency or physics.
pub fn is_size(word: &str) -> bool {
    SIZES.binary_search(&word).is_ok()
}

/// Says whether a text begins with a unit of time, as it may follow a number.
///
/// # Examples
///
/// ```
/// use galpi_analysis::unit::begins_with_time;
///
/// assert!(["초마다", "minutes.", "ms"].iter().all(|text| begins_with_time(text)));
/// assert!(!["달러", "mines", "MB"].iter().any(|text| begins_with_time(text)));
/// ```
pub fn begins_with_time(text: &str) -> bool {
    let is_over = |rest: &str| {
        let rest = rest.strip_prefix('s').unwrap_or(rest);
        !rest.starts_with(|c: char| c.is_ascii_alphanumeric())
    };
    let is_korean = || KOREAN_TIMES.iter().any(|unit| text.starts_with(unit));
    let is_other = || OTHER_UNITS.iter().any(|unit| text.starts_with(unit));
    ENGLISH_TIMES.iter().filter_map(|unit| text.strip_prefix(unit)).any(is_over)
        || is_korean() && !is_other()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_sorted() {
        assert!(SIZES.is_sorted());
        assert!(is_size("gb") && is_size("iops") && !is_size("hour"));
    }

    #[test]
    fn times_are_told_from_words_that_begin_alike() {
        for (text, expected) in [
            ("초", true),
            ("분 이내", true),
            ("개월간", true),
            ("밀리초", true),
            ("hours", true),
            ("day, or less", true),
            ("s", true),
            ("secret", false),
            ("달러", false),
            ("명", false),
            ("", false),
        ] {
            assert_eq!(begins_with_time(text), expected, "{text}");
        }
    }
}
