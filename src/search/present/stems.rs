//! Korean terms that are looked for, and which words may hold one.

use rustc_hash::FxHashMap;

use crate::analysis::jamo;

/// Keys by which terms are looked up: an initial consonant and a vowel.
const START_KEYS: usize = 2;

/// Korean terms, as the keys that type them (see [`jamo`]).
///
/// Cutting a word into morphemes reads a dictionary of many megabytes, and most
/// words of a text hold nothing that is looked for. Their keys tell this.
#[derive(Clone, Debug, Default)]
pub(super) struct Stems {
    by_start: FxHashMap<String, Vec<Stem>>,
    /// For each key the second keys of the terms that begin with it, as bits; all of them
    /// for a term of one key. Few places of a text need more than this.
    second_keys: FxHashMap<u8, u128>,
}

#[derive(Clone, Debug)]
struct Stem {
    keys: String,
    /// How many of the keys begin every inflected form: a Korean stem changes only its
    /// last syllable, and keeps the initial consonant of that (빠르 and 빨라, 아름답 and
    /// 아름다워), a stem of one syllable its vowel as well (돕 and 도와).
    kept: usize,
}

impl Stems {
    /// Adds a term.
    pub(super) fn add(&mut self, keys: &str) {
        let last = jamo::type_hangul(keys).chars().next_back();
        let last = last.map_or(0, |last| jamo::keys(last.encode_utf8(&mut [0; 4])).len());
        let kept = (keys.len() + 1).saturating_sub(last).max(START_KEYS).min(keys.len());
        let start = keys.get(..START_KEYS).unwrap_or(keys).to_owned();
        if let Some(first) = keys.as_bytes().first() {
            let second = keys.as_bytes().get(1).map_or(u128::MAX, |second| bit(*second));
            *self.second_keys.entry(*first).or_default() |= second;
        }
        self.by_start.entry(start).or_default().push(Stem { keys: keys.to_owned(), kept });
    }

    /// Says whether a word may hold a term: it has all keys of one, or begins as its
    /// inflected forms do. Of a word that isn't Hangul alone nothing is known.
    pub(super) fn may_be_in(&self, word: &str) -> bool {
        if word.chars().any(|c| !jamo::is_syllable(c)) {
            return true;
        }
        let keys = jamo::keys(word);
        (0..keys.len()).any(|at| {
            if !self.may_begin_at(keys.as_bytes(), at) {
                return false;
            }
            let here = &keys[at..];
            let starts = [here.get(..START_KEYS), here.get(..1)];
            starts.into_iter().flatten().filter_map(|start| self.by_start.get(start)).flatten().any(
                |stem| {
                    let sought = if at == 0 { &stem.keys[..stem.kept] } else { &stem.keys };
                    here.starts_with(sought)
                },
            )
        })
    }

    /// Says whether a term may begin with the keys at a place, by the first two.
    fn may_begin_at(&self, keys: &[u8], at: usize) -> bool {
        let seconds = self.second_keys.get(&keys[at]).copied().unwrap_or_default();
        seconds == u128::MAX || keys.get(at + 1).is_some_and(|second| seconds & bit(*second) != 0)
    }
}

/// Returns the bit of a key, which is an ASCII letter.
fn bit(key: u8) -> u128 {
    1 << (key & 0x7f)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_may_hold_a_stem_are_told() {
        for (stem, word, expected) in [
            ("저장", "저장하고", true),
            ("저장", "재저장을", true),
            ("저장", "저가를", false),
            ("저장", "저기", false),
            ("빠르", "빨라", true),
            ("아름답", "아름다워", true),
            ("아름답", "아래", false),
            ("기다리", "기다려", true),
            ("돕", "도와", true),
            ("보", "봐", true),
            ("발", "지발", true),
            ("발", "지바", false),
            ("저장", "S3에서", true),
        ] {
            let mut stems = Stems::default();
            stems.add(&jamo::keys(stem));
            assert_eq!(stems.may_be_in(word), expected, "{stem} in {word}");
        }
    }
}
