//! Which words may have a key, told letter by letter.
//!
//! A dictionary of words is walked with this from its root: where no word that goes
//! on so can have the key, all of them are passed over at once. It lets through
//! whatever may have the key; [`keys`](super::keys) says of each whether it has it.

use crate::jamo::{self, FINAL_KEYS, INITIAL_KEYS};

/// A key that is listened for.
pub struct Hearing {
    /// For each class of sounds, by its letter from A: a bit for each place of the
    /// key that has it.
    places: [u64; 26],
    length: usize,
}

/// What the letters of a word so far may have said of a key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// Bit n: they may be the first n sounds.
    sounds: u64,
    /// Of a Korean word, keys of the consonants since the last vowel: the last of
    /// them begins the next syllable where a vowel follows.
    consonants: [u8; MAX_CONSONANTS],
    count: usize,
}

/// Two end a syllable, one begins the next.
const MAX_CONSONANTS: usize = 3;
/// The class of a word's beginning that is a vowel.
const VOWEL: u8 = b'A';
/// ㅡ is not heard.
const UNHEARD_VOWEL: u8 = b'm';

/// Sounds of the initial consonants; ㅇ has none.
pub(super) const INITIALS: &[u8; 19] = b"KKNTTLMPPSS-JJJKTPH";
/// Sounds of the final consonants; clusters by the one that is heard. ㅅ at the
/// end is how loanwords write a t: 버킷.
pub(super) const FINALS: &[u8; 28] = b"-KKKNNNTLLMLLLPLMPPTTGJJKTPH";

/// What consonants from a to z may be heard as in any spelling that they are part
/// of, `_` where they may be silent; vowels have no sound in a key. What m, p and x may
/// be is more than that, see [`Hearing::letter`].
static LETTERS: [&str; 26] = [
    "", "P_", "KSJ_", "TJ", "", "P", "KJP_", "H_", "", "J", "K_", "L", "", "N", "", "", "K", "L_",
    "SJ_", "TSJ", "", "P", "_", "", "", "JS",
];

impl Hearing {
    /// Listens for a key; `None` where it is longer than any word's.
    pub fn new(key: &str) -> Option<Self> {
        let mut places = [0; 26];
        for (at, class) in key.bytes().enumerate() {
            let place = 1u64.checked_shl(at as u32).filter(|place| *place < 1 << 63)?;
            *places.get_mut(usize::from(class.checked_sub(b'A')?))? |= place;
        }
        Some(Self { places, length: key.len() })
    }

    /// Nothing is said yet.
    #[inline]
    pub fn start(&self) -> Said {
        Said { sounds: 1, ..Said::default() }
    }

    /// Adds a small Latin letter or a hyphen.
    #[inline]
    pub fn letter(&self, heard: Said, letter: u8) -> Said {
        let said = heard.sounds;
        let sounds = match letter {
            b'-' => said,
            b'a' | b'e' | b'i' | b'o' | b'u' | b'y' => self.vowel(said),
            b'x' => {
                let both = self.sound(self.sound(said, b'K'), b'S');
                both | self.sound(said, b'S') | self.sound(said & 1, b'J')
            }
            // Silent where the word begins: mnemonic, pseudonym.
            b'm' => self.sound(said, b'M') | said & 1,
            b'p' => self.sound(said, b'P') | said & 1,
            b'b'..=b'z' => {
                let classes = LETTERS[usize::from(letter - b'a')].bytes();
                classes.fold(0, |sum, class| sum | self.sound(said, class))
            }
            _ => 0,
        };
        Said { sounds, ..heard }
    }

    /// Adds a key of a Korean word.
    #[inline]
    pub fn key(&self, heard: Said, key: u8) -> Said {
        if INITIAL_KEYS.iter().any(|initial| initial.as_bytes() == [key]) {
            let mut more = heard;
            match more.consonants.get_mut(heard.count) {
                Some(place) => *place = key,
                None => more.sounds = 0,
            }
            more.count += 1;
            return more;
        }
        let mut said = if jamo::is_vowel_key(key) { heard.sounds } else { 0 };
        if let Some((initial, finals)) = heard.consonants[..heard.count].split_last() {
            said = self.initial(self.finals(said, finals), *initial);
        }
        let unheard = if key == UNHEARD_VOWEL { said & 1 } else { 0 };
        Said { sounds: self.vowel(said) | unheard, ..Said::default() }
    }

    /// Says whether more letters may follow.
    #[inline]
    pub fn may_go_on(&self, heard: &Said) -> bool {
        heard.sounds != 0
    }

    /// Says whether the letters may have the key.
    #[inline]
    pub fn is_heard(&self, heard: &Said) -> bool {
        let said = match heard.consonants.get(..heard.count) {
            Some(finals) => self.finals(heard.sounds, finals),
            None => 0,
        };
        said >> self.length & 1 == 1
    }

    /// Adds a sound of a class: the next of the key, or the last again, which is
    /// heard once.
    #[inline]
    fn sound(&self, said: u64, class: u8) -> u64 {
        match class {
            b'_' | b'-' => said,
            _ => {
                let places = self.places[usize::from(class - b'A')];
                (said & places) << 1 | said & places << 1
            }
        }
    }

    /// Adds a vowel, which counts where it begins the word.
    #[inline]
    fn vowel(&self, said: u64) -> u64 {
        said & !1 | (said & self.places[usize::from(VOWEL - b'A')] & 1) << 1
    }

    #[inline]
    fn initial(&self, said: u64, key: u8) -> u64 {
        let at = INITIAL_KEYS.iter().position(|initial| initial.as_bytes() == [key]);
        at.map_or(0, |at| self.sound(said, INITIALS[at]))
    }

    /// Adds the consonants that end a syllable: of two either may be heard.
    #[inline]
    fn finals(&self, said: u64, keys: &[u8]) -> u64 {
        if keys.is_empty() {
            return said;
        }
        let class = |key: &u8| match FINAL_KEYS.iter().position(|own| own.as_bytes() == [*key]) {
            // ㅇ is ng.
            Some(at) if FINALS[at] == b'G' => b'N',
            Some(at) => FINALS[at],
            None => b'_',
        };
        keys.iter().fold(0, |sum, key| sum | self.sound(said, class(key)))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::keys;
    use super::*;

    fn is_heard(word: &str, key: &str) -> bool {
        let hearing = Hearing::new(key).expect("a key of a word");
        let mut heard = hearing.start();
        for letter in jamo::keys(word).bytes() {
            heard = match word.is_ascii() {
                true => hearing.letter(heard, letter),
                false => hearing.key(heard, letter),
            };
            if !hearing.may_go_on(&heard) {
                return false;
            }
        }
        hearing.is_heard(&heard)
    }

    #[test]
    fn words_are_heard_by_their_keys_and_few_others_are() {
        for word in
            ["키네시스", "kinesis", "볼륨", "으로", "의자", "x-ray", "xenon", "psalm", "값싼"]
        {
            for key in keys(word) {
                assert!(is_heard(word, &key), "{word} {key}");
            }
        }
        for (word, other) in [("kinesis", "볼륨"), ("볼륨", "kinesis"), ("람다", "캐시")] {
            let keys = keys(other);
            assert!(keys.iter().all(|key| !is_heard(word, key)), "{word} {other}");
        }
    }

    proptest! {
        #[test]
        fn no_word_is_passed_over(word in "[a-z]{1,12}|[a-z]{1,5}-[a-z]{1,5}|[가-힣]{1,6}") {
            for key in keys(&word) {
                prop_assert!(is_heard(&word, &key), "{} {}", word, key);
            }
        }

        #[test]
        fn no_spelling_is_passed_over(
            parts in prop::collection::vec(
                "one|ere|ire|aism|ithm|ism|gn|nsi|stion|tion|sion|cious|ture|ough|igh|eigh|sch|tch|\
                 dge|que|gue|ch|sh|ph|gh|th|wh|wr|kn|ck|qu|ng|mb|ce|ci|cy|ge|gi|gy|cier|x|z|r|h|s|e|a|\
                 ps|pn|pt|mn",
                1..5,
            )
        ) {
            let word = parts.concat();
            for key in keys(&word) {
                prop_assert!(is_heard(&word, &key), "{} {}", word, key);
            }
        }
    }
}
