//! An automaton over the letters of a word that says whether the word may have a
//! key of [`keys`](super::keys).
//!
//! It is run along the sorted dictionary of the index: where no continuation of a
//! prefix can have the key, all words with that prefix are skipped at once. It
//! accepts every word that has the key, and some others, as it looks at one letter at
//! a time and a key depends on neighbouring letters; [`keys`](super::keys) decides.
//!
//! A nondeterministic automaton is simulated in the bits of one number (Shift-And,
//! Baeza-Yates and Gonnet, *A New Approach to Text Searching*, 1992): bit n is set
//! where the letters so far may stand for the first n sounds of the key.

use crate::jamo::{self, FINAL_KEYS, INITIAL_KEYS};

/// The automaton of one key.
pub struct KeyAutomaton {
    /// For each sound class, by its letter from A: a bit for each place in the key
    /// that has it.
    places: [u64; 26],
    length: usize,
}

/// A state of the automaton.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct KeyState {
    /// Bit n: the letters so far may stand for the first n sounds of the key.
    sounds: u64,
    /// Of a Korean word, keys of the consonants since the last vowel: the last of
    /// them is the initial of the next syllable if a vowel follows.
    consonants: [u8; MAX_CONSONANTS],
    count: usize,
}

/// Consonants between two vowels, at most: two end a syllable, one begins the next.
const MAX_CONSONANTS: usize = 3;
/// The class that a key begins with where the word begins with a vowel.
const VOWEL: u8 = b'A';
/// The key of ㅡ, which loanwords insert between consonants and keys leave out.
const INSERTED_VOWEL: u8 = b'm';

/// Sound classes of the 19 initial consonants in Unicode's order; `-` is silent ㅇ.
pub(super) const INITIALS: &[u8; 19] = b"KKNTTLMPPSS-JJJKTPH";
/// Sound classes of the 28 final consonants; of a cluster, that of the consonant that
/// is pronounced. ㅅ is T, as loanwords write a final t with it (버킷), and G is ㅇ.
pub(super) const FINALS: &[u8; 28] = b"-KKKNNNTLLMLLLPLMPPTTGJJKTPH";

/// Classes that each letter from a to z may have in any spelling that it is part of;
/// `_` where it may be silent. Vowels have none. For m, p and x see
/// [`KeyAutomaton::latin_letter`].
static LETTERS: [&str; 26] = [
    "", "P_", "KSJ_", "TJ", "", "P", "KJP_", "H_", "", "J", "K_", "L", "", "N", "", "", "K", "L_",
    "SJ_", "TSJ", "", "P", "_", "", "", "JS",
];

impl KeyAutomaton {
    /// Makes the automaton of a key; `None` where that is longer than any word's.
    pub fn new(key: &str) -> Option<Self> {
        let mut places = [0; 26];
        for (at, class) in key.bytes().enumerate() {
            let place = 1u64.checked_shl(at as u32).filter(|place| *place < 1 << 63)?;
            *places.get_mut(usize::from(class.checked_sub(b'A')?))? |= place;
        }
        Some(Self { places, length: key.len() })
    }

    /// Returns the state before the first letter.
    #[inline]
    pub fn start(&self) -> KeyState {
        KeyState { sounds: 1, ..KeyState::default() }
    }

    /// Returns the state after a small Latin letter or a hyphen.
    #[inline]
    pub fn latin_letter(&self, state: KeyState, letter: u8) -> KeyState {
        let before = state.sounds;
        let sounds = match letter {
            b'-' => before,
            b'a' | b'e' | b'i' | b'o' | b'u' | b'y' => self.vowel(before),
            b'x' => {
                let both = self.sound(self.sound(before, b'K'), b'S');
                both | self.sound(before, b'S') | self.sound(before & 1, b'J')
            }
            // Silent where the word begins: mnemonic, pseudonym.
            b'm' => self.sound(before, b'M') | before & 1,
            b'p' => self.sound(before, b'P') | before & 1,
            b'b'..=b'z' => {
                let classes = LETTERS[usize::from(letter - b'a')].bytes();
                classes.fold(0, |sum, class| sum | self.sound(before, class))
            }
            _ => 0,
        };
        KeyState { sounds, ..state }
    }

    /// Returns the state after a key of a Korean word.
    #[inline]
    pub fn hangul_key(&self, state: KeyState, key: u8) -> KeyState {
        if INITIAL_KEYS.iter().any(|initial| initial.as_bytes() == [key]) {
            let mut after = state;
            match after.consonants.get_mut(state.count) {
                Some(place) => *place = key,
                None => after.sounds = 0,
            }
            after.count += 1;
            return after;
        }
        let mut sounds = if jamo::is_vowel_key(key) { state.sounds } else { 0 };
        if let Some((initial, finals)) = state.consonants[..state.count].split_last() {
            sounds = self.initial(self.finals(sounds, finals), *initial);
        }
        let inserted = if key == INSERTED_VOWEL { sounds & 1 } else { 0 };
        KeyState { sounds: self.vowel(sounds) | inserted, ..KeyState::default() }
    }

    /// Says whether any continuation can have the key.
    #[inline]
    pub fn can_match(&self, state: &KeyState) -> bool {
        state.sounds != 0
    }

    /// Says whether a word that ends here may have the key.
    #[inline]
    pub fn is_match(&self, state: &KeyState) -> bool {
        let bits = match state.consonants.get(..state.count) {
            Some(finals) => self.finals(state.sounds, finals),
            None => 0,
        };
        bits >> self.length & 1 == 1
    }

    /// Returns the bits after a sound of a class: it is the next one of the key, or
    /// the last one again, as a key has a doubled sound once.
    #[inline]
    fn sound(&self, bits: u64, class: u8) -> u64 {
        match class {
            b'_' | b'-' => bits,
            _ => {
                let places = self.places[usize::from(class - b'A')];
                (bits & places) << 1 | bits & places << 1
            }
        }
    }

    /// Returns the bits after a vowel, which a key has only where it begins the word.
    #[inline]
    fn vowel(&self, bits: u64) -> u64 {
        bits & !1 | (bits & self.places[usize::from(VOWEL - b'A')] & 1) << 1
    }

    #[inline]
    fn initial(&self, bits: u64, key: u8) -> u64 {
        let at = INITIAL_KEYS.iter().position(|initial| initial.as_bytes() == [key]);
        at.map_or(0, |at| self.sound(bits, INITIALS[at]))
    }

    /// Returns the bits after the consonants that end a syllable: of a cluster, either
    /// one may be pronounced.
    #[inline]
    fn finals(&self, bits: u64, keys: &[u8]) -> u64 {
        if keys.is_empty() {
            return bits;
        }
        let class = |key: &u8| match FINAL_KEYS.iter().position(|own| own.as_bytes() == [*key]) {
            // ㅇ is ng.
            Some(at) if FINALS[at] == b'G' => b'N',
            Some(at) => FINALS[at],
            None => b'_',
        };
        keys.iter().fold(0, |sum, key| sum | self.sound(bits, class(key)))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::keys;
    use super::*;

    fn is_match(word: &str, key: &str) -> bool {
        let automaton = KeyAutomaton::new(key).expect("a key of a word");
        let mut state = automaton.start();
        for letter in jamo::keys(word).bytes() {
            state = match word.is_ascii() {
                true => automaton.latin_letter(state, letter),
                false => automaton.hangul_key(state, letter),
            };
            if !automaton.can_match(&state) {
                return false;
            }
        }
        automaton.is_match(&state)
    }

    #[test]
    fn words_are_heard_by_their_keys_and_few_others_are() {
        for word in
            ["키네시스", "kinesis", "볼륨", "으로", "의자", "x-ray", "xenon", "psalm", "값싼"]
        {
            for key in keys(word) {
                assert!(is_match(word, &key), "{word} {key}");
            }
        }
        for (word, other) in [("kinesis", "볼륨"), ("볼륨", "kinesis"), ("람다", "캐시")] {
            let keys = keys(other);
            assert!(keys.iter().all(|key| !is_match(word, key)), "{word} {other}");
        }
    }

    proptest! {
        #[test]
        fn no_word_is_passed_over(word in "[a-z]{1,12}|[a-z]{1,5}-[a-z]{1,5}|[가-힣]{1,6}") {
            for key in keys(&word) {
                prop_assert!(is_match(&word, &key), "{} {}", word, key);
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
                prop_assert!(is_match(&word, &key), "{} {}", word, key);
            }
        }
    }
}
