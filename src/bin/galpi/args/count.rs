//! Numbers of hits, lines and cards.

use std::num::{IntErrorKind, ParseIntError};

/// Reads a number of things. One that is too large to be counted to is as good as
/// all.
pub(super) fn count(text: &str) -> Result<usize, ParseIntError> {
    text.parse().or_else(|error: ParseIntError| match error.kind() {
        IntErrorKind::PosOverflow => Ok(usize::MAX),
        _ => Err(error),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_counts() {
        assert_eq!(count("0"), Ok(0));
        assert_eq!(count("99999999999999999999"), Ok(usize::MAX));
        for text in ["-3", "", "x", "1.5"] {
            assert!(count(text).is_err(), "{text}");
        }
    }
}
