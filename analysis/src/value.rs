//! Values that are the same however they are written: versions, sizes, numbers, dates.

use crate::fold::fold;
use crate::span::Span;
use crate::unit::is_size;

/// A word that is a value.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Value {
    /// A number without what only groups its digits.
    Number(String),
    /// A version or an address, and what is of it (`1.27` of `1.27.3`).
    Version {
        /// Its number, without a `v`.
        number: String,
        /// What it is of or has in it, the longest first.
        series: Vec<String>,
    },
    /// A size with its unit, a date: several words at one place.
    Parts {
        /// The value in one word.
        whole: String,
        /// The words, with their places.
        parts: Vec<(Span, String)>,
    },
}

impl Value {
    /// Reads a word as a value; `None` for all that is none.
    pub(super) fn parse(word: &str) -> Option<Self> {
        let first = word.bytes().next()?;
        let is_version = matches!(first, b'v' | b'V');
        if !first.is_ascii_digit() && !is_version {
            return None;
        }
        if !word.is_ascii() {
            return Self::size(word);
        }
        if is_version {
            return Self::version(&word[1..]);
        }
        Self::date(word)
            .or_else(|| Self::size(word))
            .or_else(|| plain(word).filter(|plain| plain != word).map(Self::Number))
            .or_else(|| Self::version(word).filter(|_| word.matches('.').count() > 1))
    }

    /// Reads `1.27.3`.
    fn version(word: &str) -> Option<Self> {
        let numbers: Vec<&str> = word.split('.').collect();
        let is_number = |n: &&str| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit());
        if !(2..=4).contains(&numbers.len()) || !numbers.iter().all(is_number) {
            return None;
        }
        let lengths = (2..numbers.len()).rev();
        let of_length = |length| numbers.windows(length).map(|series| series.join("."));
        let series = lengths.flat_map(of_length).collect();
        Some(Self::Version { number: word.to_owned(), series })
    }

    /// Reads `16TB`, `10kΩ` and `30℃`.
    fn size(word: &str) -> Option<Self> {
        let unit = word.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ','))?;
        let (number, written) = word.split_at(unit);
        let number = plain(number)?;
        let name = fold(written);
        let is_scale = || written.starts_with(['°', '℃', '℉']) && matches!(&*name, "c" | "f");
        if !is_size(&name) && !is_scale() {
            return None;
        }
        let parts =
            vec![(Span::new(0, unit), number.clone()), (Span::new(unit, word.len()), name.clone())];
        Some(Self::Parts { whole: number + &name, parts })
    }

    /// Reads `2024-05-01`, `2024.5.1`, `2024/05/01` and `2024-05`.
    fn date(word: &str) -> Option<Self> {
        let rest = &word[4.min(word.len())..];
        let sign = ['-', '.', '/'].into_iter().find(|sign| rest.starts_with(*sign))?;
        let mut parts = Vec::new();
        let mut at = 0;
        for number in word.split(sign) {
            let is_number =
                matches!(number.len(), 1 | 2 | 4) && number.bytes().all(|b| b.is_ascii_digit());
            let bare = number.trim_start_matches('0').to_owned();
            if !is_number || bare.is_empty() {
                return None;
            }
            parts.push((Span::new(at, at + number.len()), bare));
            at += number.len() + 1;
        }
        let values: Vec<u32> = parts.iter().filter_map(|(_, number)| number.parse().ok()).collect();
        let whole = match values[..] {
            // A year and a month with a point between could be any number.
            [year @ 1900..2100, month @ 1..=12] if sign == '-' && word.len() == 7 => {
                format!("{year}{month:02}")
            }
            [year @ 1900..2100, month @ 1..=12, day @ 1..=31] => {
                format!("{year}{month:02}{day:02}")
            }
            _ => return None,
        };
        Some(Self::Parts { whole, parts })
    }
}

/// Returns a number without commas between its thousands; `None` for what is
/// no number.
fn plain(number: &str) -> Option<String> {
    let (whole, fraction) = number.split_once('.').map_or((number, None), |(a, b)| (a, Some(b)));
    let is_number = |n: &str| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit());
    let mut groups = whole.split(',');
    let first = groups.next().filter(|first| is_number(first))?;
    let mut plain = first.to_owned();
    for group in groups {
        if group.len() != 3 || first.len() > 3 || !is_number(group) {
            return None;
        }
        plain.push_str(group);
    }
    match fraction {
        Some(fraction) if is_number(fraction) => Some(plain + "." + fraction),
        Some(_) => None,
        None => Some(plain),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_value_is_left_alone() {
        for word in [
            "1.25",
            "5G",
            "3D",
            "S3",
            "v2",
            "vCPU",
            "1,2",
            "192.168.0.0.1",
            "us-east-1",
            "2024",
            "10-20-30",
        ] {
            assert_eq!(Value::parse(word), None, "{word}");
        }
    }

    #[test]
    fn an_address_is_in_its_network() {
        let Some(Value::Version { series, .. }) = Value::parse("10.0.0.1") else { panic!() };
        assert_eq!(series, ["10.0.0", "0.0.1", "10.0", "0.0", "0.1"]);
    }
}
