//! Korean words in Latin letters, as the Revised Romanization (2000) writes
//! them: 대기열 is `daegiyeol`.

use crate::jamo;

const INITIALS: [&str; 19] = [
    "g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p",
    "h",
];
const VOWELS: [&str; 21] = [
    "a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we",
    "wi", "yu", "eu", "ui", "i",
];
const FINALS: [&str; 28] = [
    "", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p",
    "t", "t", "ng", "t", "t", "k", "t", "p", "t",
];

/// Says whether a word of Latin letters is a Korean one in them, whatever is
/// written for consonants that change between vowels (g and k, d and t, b and p,
/// r and l).
pub(super) fn is_romanized(latin: &str, hangul: &str) -> bool {
    romanize(hangul).is_some_and(|romanized| alike(latin) == alike(&romanized))
}

/// Writes Hangul in Latin letters; `None` for other text.
fn romanize(hangul: &str) -> Option<String> {
    let mut latin = String::new();
    for syllable in hangul.chars() {
        let jamo = jamo::decompose(syllable)?;
        latin.push_str(INITIALS.get(jamo.initial)?);
        latin.push_str(VOWELS.get(jamo.vowel)?);
        latin.push_str(FINALS.get(jamo.last)?);
    }
    Some(latin)
}

/// Makes letters one that stand for one sound, and double letters single.
fn alike(latin: &str) -> String {
    let mut letters: Vec<char> = latin
        .chars()
        .map(|letter| match letter {
            'k' => 'g',
            't' => 'd',
            'p' => 'b',
            'l' => 'r',
            other => other,
        })
        .collect();
    letters.dedup();
    letters.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn korean_in_latin_letters_is_known() {
        for (latin, hangul, expected) in [
            ("daegiyeol", "대기열", true),
            ("imsi", "임시", true),
            ("amhohwa", "암호화", true),
            ("bogwan", "보관", true),
            ("cherry", "처리", false),
            ("grape", "그래프", false),
            ("carry", "거리", false),
        ] {
            assert_eq!(is_romanized(latin, hangul), expected, "{latin} {hangul}");
        }
    }
}
