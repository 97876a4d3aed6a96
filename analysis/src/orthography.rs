//! Spellings of Korean words that writers confuse, where the rule decides and the ear doesn't
//! (한글 맞춤법, National Institute of the Korean Language, 2017).

use crate::jamo::{self, Jamo};

/// Syllables of a word of two parts, of which the first may end in ㅅ, at least.
const MIN_COMPOUND: usize = 3;
/// The final consonant ㅅ, as in [`Jamo`].
const FINAL_SIOT: usize = 19;
/// The initial consonant ㅇ, as in [`Jamo`].
const SILENT: usize = 11;
/// The vowels of which one is written for the other: ㅖ and ㅔ, ㅢ and ㅣ.
const VOWELS: [(usize, usize); 2] = [(7, 5), (19, 20)];
/// Syllables at the end of a word that depend on what is before them (§11).
const AFTER_VOWEL: [(char, char); 3] = [('율', '률'), ('열', '렬'), ('양', '량')];
/// Endings of adverbs (§51).
const ADVERBS: (char, char) = ('이', '히');

/// Returns how else people write a word of Hangul syllables: with ㅅ between its parts or
/// without (§30: 최댓값, 최대값), with 률 or 율, with 이 or 히, with ㅖ or ㅔ, ㅢ or ㅣ. Most of
/// them are no words: it is for the caller to know which the notes have.
///
/// # Examples
///
/// ```
/// use galpi_analysis::orthography::variants;
/// assert!(variants("최댓값").contains(&"최대값".to_owned()));
/// assert!(variants("이용율").contains(&"이용률".to_owned()));
/// assert!(variants("값").is_empty());
/// ```
pub fn variants(word: &str) -> Vec<String> {
    let syllables: Vec<char> = word.chars().collect();
    let Some(jamo) = syllables.iter().map(|c| jamo::decompose(*c)).collect::<Option<Vec<Jamo>>>()
    else {
        return Vec::new();
    };
    let mut variants = Vec::new();
    let mut replace = |at: usize, by: Option<char>| {
        let Some(by) = by.filter(|by| *by != syllables[at]) else { return };
        variants.push(
            syllables.iter().enumerate().map(|(i, c)| if i == at { by } else { *c }).collect(),
        );
    };
    if syllables.len() >= MIN_COMPOUND {
        for (at, own) in jamo.iter().enumerate().take(jamo.len() - 1) {
            match own.last {
                0 => replace(at, jamo::compose(Jamo { last: FINAL_SIOT, ..*own })),
                FINAL_SIOT => replace(at, jamo::compose(Jamo { last: 0, ..*own })),
                _ => {}
            }
        }
    }
    if syllables.len() > 1 {
        for (at, own) in jamo.iter().enumerate() {
            // 의 and 이 are words and particles of their own.
            let pairs = VOWELS.iter().filter(|_| own.initial != SILENT);
            let swapped = pairs.filter_map(|pair| other(*pair, own.vowel));
            swapped.for_each(|vowel| replace(at, jamo::compose(Jamo { vowel, ..*own })));
        }
        let last = syllables.len() - 1;
        for pair in AFTER_VOWEL {
            replace(last, other(pair, syllables[last]));
        }
        if syllables.len() >= MIN_COMPOUND {
            replace(last, other(ADVERBS, syllables[last]));
        }
    }
    variants
}

/// Returns the other of a pair.
fn other<T: Copy + PartialEq>(pair: (T, T), own: T) -> Option<T> {
    match own {
        _ if own == pair.0 => Some(pair.1),
        _ if own == pair.1 => Some(pair.0),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_confused_is_a_variant_both_ways() {
        for (a, b) in [
            ("최댓값", "최대값"),
            ("꼭짓점", "꼭지점"),
            ("등굣길", "등교길"),
            ("이용률", "이용율"),
            ("나열", "나렬"),
            ("휴게실", "휴계실"),
            ("무늬", "무니"),
            ("깨끗이", "깨끗히"),
        ] {
            assert!(variants(a).iter().any(|variant| variant == b), "{a} {b}");
            assert!(variants(b).iter().any(|variant| variant == a), "{b} {a}");
        }
    }

    #[test]
    fn short_words_and_others_have_none() {
        for word in ["값", "가수", "풀이", "abc", "값a", ""] {
            assert_eq!(variants(word), [""; 0], "{word}");
        }
    }
}
