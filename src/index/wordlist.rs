//! Automata that are intersected with the index's dictionary of words: those that sound
//! alike and those of given initial consonants. Where no word with a prefix can be
//! accepted, all of them are skipped.

use tantivy_fst::Automaton;

use crate::analysis::sound::{KeyAutomaton, KeyState};
use crate::analysis::{HANGUL_MARK, jamo};

/// Begins a word that is kept as keys of the Korean keyboard.
const TYPED: u8 = HANGUL_MARK as u8;

/// Accepts words that may have a key of [`sound::keys`](crate::analysis::sound::keys).
pub(crate) struct SoundAutomaton {
    pub(crate) key: KeyAutomaton,
    /// Whether words of Latin letters are accepted.
    pub(crate) in_latin: bool,
    /// Whether words of Hangul are.
    pub(crate) in_hangul: bool,
}

/// A state of [`SoundAutomaton`], by the script that the first byte tells.
#[derive(Clone, Copy)]
pub(crate) enum SoundState {
    /// Before the first byte.
    Begun,
    /// In a word of Latin letters.
    Latin(KeyState),
    /// In a word kept as the keys that type Hangul.
    Hangul(KeyState),
    /// It is of a script that isn't asked for.
    Another,
}

impl Automaton for SoundAutomaton {
    type State = SoundState;

    fn start(&self) -> SoundState {
        SoundState::Begun
    }

    fn is_match(&self, state: &SoundState) -> bool {
        match state {
            SoundState::Begun | SoundState::Another => false,
            SoundState::Latin(said) | SoundState::Hangul(said) => self.key.is_match(said),
        }
    }

    fn can_match(&self, state: &SoundState) -> bool {
        match state {
            SoundState::Begun => true,
            SoundState::Another => false,
            SoundState::Latin(said) | SoundState::Hangul(said) => self.key.can_match(said),
        }
    }

    fn accept(&self, state: &SoundState, byte: u8) -> SoundState {
        let key = &self.key;
        match *state {
            SoundState::Begun if byte == TYPED && self.in_hangul => SoundState::Hangul(key.start()),
            SoundState::Begun if byte != TYPED && self.in_latin => {
                SoundState::Latin(key.latin_letter(key.start(), byte))
            }
            SoundState::Begun | SoundState::Another => SoundState::Another,
            SoundState::Latin(said) => SoundState::Latin(key.latin_letter(said, byte)),
            SoundState::Hangul(said) => SoundState::Hangul(key.hangul_key(said, byte)),
        }
    }
}

/// Accepts Korean words whose initial consonants are given ones, or begin with these.
pub(crate) struct InitialsAutomaton {
    /// Their keys.
    keys: Vec<u8>,
    may_go_on: bool,
}

/// A state of [`InitialsAutomaton`].
#[derive(Clone, Copy)]
pub(crate) enum InitialsState {
    /// Before the first byte, which tells that the word is Korean.
    Begun,
    Read {
        syllables: usize,
        /// The last key where it was a consonant: it is the initial of the next
        /// syllable if a vowel follows.
        consonant: Option<u8>,
    },
    /// The word can't be accepted.
    Another,
}

impl InitialsAutomaton {
    /// Accepts words with these initials (as letters), longer words too where they
    /// `may_go_on`.
    pub(crate) fn new(letters: &str, may_go_on: bool) -> Self {
        Self { keys: initials_key(letters).into_bytes(), may_go_on }
    }
}

impl Automaton for InitialsAutomaton {
    type State = InitialsState;

    fn start(&self) -> InitialsState {
        InitialsState::Begun
    }

    fn is_match(&self, state: &InitialsState) -> bool {
        matches!(state, InitialsState::Read { syllables, .. } if *syllables >= self.keys.len())
    }

    fn can_match(&self, state: &InitialsState) -> bool {
        !matches!(state, InitialsState::Another)
    }

    fn accept(&self, state: &InitialsState, key: u8) -> InitialsState {
        match *state {
            InitialsState::Begun if key == TYPED => {
                InitialsState::Read { syllables: 0, consonant: None }
            }
            InitialsState::Read { syllables, consonant } if jamo::is_vowel_key(key) => {
                let Some(initial) = consonant else { return *state };
                match self.keys.get(syllables) {
                    Some(wanted) if *wanted != initial => InitialsState::Another,
                    None if !self.may_go_on => InitialsState::Another,
                    _ => InitialsState::Read { syllables: syllables + 1, consonant: None },
                }
            }
            // The first key of a word is an initial.
            InitialsState::Read { syllables: 0, .. } if self.keys.first() != Some(&key) => {
                InitialsState::Another
            }
            InitialsState::Read { syllables, .. } => {
                InitialsState::Read { syllables, consonant: Some(key) }
            }
            InitialsState::Begun | InitialsState::Another => InitialsState::Another,
        }
    }
}

/// Returns the keys that type initial consonants: those of words are in the order
/// of these.
pub(crate) fn initials_key(letters: &str) -> String {
    letters.chars().filter_map(jamo::initial_key).collect()
}

#[cfg(test)]
mod tests {
    use super::super::keyed::word_term;
    use super::*;

    fn takes<A: Automaton>(automaton: &A, word: &str) -> bool {
        let read = |state, byte: &u8| automaton.accept(&state, *byte);
        let state = word_term(word).as_bytes().iter().fold(automaton.start(), read);
        automaton.can_match(&state) && automaton.is_match(&state)
    }

    #[test]
    fn words_are_taken_by_their_initials() {
        for (letters, word, is_whole, is_beginning) in [
            ("ㅂㄹ", "볼륨", true, true),
            ("ㅂㄹ", "바람", true, true),
            ("ㅂㄹ", "발", false, false),
            ("ㅂㄹ", "바리스타", false, true),
            ("ㄱㅇㅌ", "게이트웨이", false, true),
            ("ㄱㅇㅌㅇㅇ", "게이트웨이", true, true),
            // The last consonant of 값 and the first of 싼.
            ("ㄱㅆ", "값싼", true, true),
            ("ㅋㅌ", "gateway", false, false),
        ] {
            assert_eq!(
                takes(&InitialsAutomaton::new(letters, false), word),
                is_whole,
                "{letters} {word}"
            );
            assert_eq!(takes(&InitialsAutomaton::new(letters, true), word), is_beginning, "{word}");
        }
    }

    #[test]
    fn words_of_both_scripts_are_taken_by_their_sound() {
        let takes = |in_latin, in_hangul, word: &str| {
            let key = KeyAutomaton::new("KNSS").expect("a key");
            takes(&SoundAutomaton { key, in_latin, in_hangul }, word)
        };
        for (word, latin, hangul) in
            [("kinesis", true, false), ("키네시스", false, true), ("볼륨", false, false)]
        {
            assert_eq!(takes(true, false, word), latin, "{word}");
            assert_eq!(takes(false, true, word), hangul, "{word}");
            assert_eq!(takes(true, true, word), latin || hangul, "{word}");
        }
    }
}
