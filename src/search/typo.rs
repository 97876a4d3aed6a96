//! Words some keystrokes away.
//!
//! Terms of Hangul are the keys that type them, so one distance serves both
//! scripts: a wrong, missing, extra or swapped key counts one (Damerau, 1964,
//! in the restricted form that edits no place twice).

use crate::analysis::HANGUL_MARK;

/// Returns how many wrong keys a word of so many may have. Lengths are those
/// of the keys: a Korean word of two syllables is as long as a Latin word of
/// five letters.
pub(crate) fn tolerance(term: &str) -> u8 {
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

/// Returns the distance between two terms.
pub(crate) fn distance(a: &str, b: &str) -> usize {
    strsim::osa_distance(a, b)
}

/// Returns other spellings of a Korean loanword as terms: those that general
/// confusions give, one at a time. ㅐ and ㅔ sound alike; after ㅈ and ㅊ so do
/// ㅕ and ㅓ, ㅛ and ㅗ, ㅠ and ㅜ (which is why the rules for loanwords forbid
/// the former); ㄲ ㄸ ㅃ ㅆ ㅉ are what plain consonants sound like.
pub(crate) fn spellings(term: &str) -> Vec<String> {
    let Some(keys) = term.strip_prefix(HANGUL_MARK) else { return Vec::new() };
    let keys: Vec<char> = keys.chars().collect();
    let mut variants = Vec::new();
    for (at, key) in keys.iter().enumerate() {
        let before = at.checked_sub(1).map(|i| keys[i]);
        let after_affricate = matches!(before, Some('w' | 'W' | 'c'));
        let other = match key {
            'o' => Some('p'),
            'p' => Some('o'),
            'u' if after_affricate => Some('j'),
            'j' if after_affricate => Some('u'),
            'y' if after_affricate => Some('h'),
            'h' if after_affricate => Some('y'),
            'b' if after_affricate => Some('n'),
            'n' if after_affricate => Some('b'),
            'R' | 'E' | 'Q' | 'T' | 'W' => Some(key.to_ascii_lowercase()),
            'r' | 'e' | 'q' | 't' | 'w'
                if keys.get(at + 1).is_some_and(|k| "koijpuhynbml".contains(*k)) =>
            {
                Some(key.to_ascii_uppercase())
            }
            _ => None,
        };
        variants.extend(other.map(|other| {
            let mut variant = String::with_capacity(term.len());
            variant.push(HANGUL_MARK);
            variant.extend(keys.iter().enumerate().map(|(i, k)| if i == at { other } else { *k }));
            variant
        }));
    }
    variants
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{display_term, hangul_term};

    #[test]
    fn keys_tell_near_words() {
        for (a, b, expected) in
            [("스냅샷", "스냅샵", 1), ("게이트웨이", "게이트웨어", 1), ("됀다", "된다", 1)]
        {
            assert_eq!(distance(&hangul_term(a), &hangul_term(b)), expected, "{a} {b}");
        }
        assert_eq!(distance("cloudfornt", "cloudfront"), 1);
        assert_eq!(tolerance("~qhff"), 0);
        assert_eq!(tolerance("dns"), 0);
    }

    #[test]
    fn loanwords_have_their_usual_variants() {
        let variants: Vec<String> =
            spellings(&hangul_term("엑세스")).iter().map(|v| display_term(v)).collect();
        assert!(variants.contains(&"액세스".to_owned()));
        let variants: Vec<String> =
            spellings(&hangul_term("젼략")).iter().map(|v| display_term(v)).collect();
        assert!(variants.contains(&"전략".to_owned()));
    }
}
