//! How many keystrokes are between two terms.
//!
//! Terms of Hangul are the keys that type them, so one distance serves both scripts:
//! a wrong, missing, extra or swapped key counts one. It is the Damerau–Levenshtein
//! distance in its restricted form (optimal string alignment), which edits no place
//! twice.

use super::token::HANGUL_MARK;

/// Returns how many wrong keys a term may have and still be taken for another: the more,
/// the longer it is. Lengths are those of the keys: a Korean word of two syllables is as
/// long as a Latin word of five letters.
pub fn tolerance(term: &str) -> u8 {
    match (term.strip_prefix(HANGUL_MARK), term.len()) {
        // Two open syllables differ from most others by one key.
        (Some(keys), _) => match keys.len() {
            0..=4 => 0,
            5..=9 => 1,
            _ => 2,
        },
        (None, 0..=3) => 0,
        (None, 4..=7) => 1,
        (None, _) => 2,
    }
}

/// Returns how many keys are to be changed to make one term of another.
pub fn distance(a: &str, b: &str) -> usize {
    strsim::osa_distance(a, b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hangul_term;

    #[test]
    fn keys_tell_near_words() {
        for (a, b, expected) in
            [("스냅샷", "스냅샵", 1), ("게이트웨이", "게이트웨어", 1), ("됀다", "된다", 1)]
        {
            assert_eq!(distance(&hangul_term(a), &hangul_term(b)), expected, "{a} {b}");
        }
        assert_eq!(distance("cloudfornt", "cloudfront"), 1);
    }

    #[test]
    fn the_longer_the_more_may_be_wrong() {
        for (term, expected) in [
            ("~qhff", 0),
            ("~tnqwm", 1),
            ("~ahqjf", 1),
            ("~gksmfqkek", 1),
            ("~gksmfqkeks", 2),
            ("dns", 0),
            ("node", 1),
            ("cluster", 1),
            ("gateways", 2),
        ] {
            assert_eq!(tolerance(term), expected, "{term}");
        }
    }
}
