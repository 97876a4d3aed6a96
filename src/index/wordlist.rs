//! Words of a dictionary that sound so, or that have these initial consonants: the
//! dictionary is walked from its root, and left where no word can be one.

use tantivy_fst::Automaton;

use crate::analysis::sound::{Hearing, Said};
use crate::analysis::{HANGUL_MARK, jamo};

/// Begins a word that is kept as keys of the Korean keyboard.
const TYPED: u8 = HANGUL_MARK as u8;

/// Takes words that may have a key of [`sound::keys`](crate::analysis::sound::keys).
pub(crate) struct Sounding {
    pub(crate) hearing: Hearing,
    /// Whether words of Latin letters are taken.
    pub(crate) in_latin: bool,
    /// Whether words of Hangul are.
    pub(crate) in_hangul: bool,
}

/// How far a word was read.
#[derive(Clone, Copy)]
pub(crate) enum Listening {
    /// Not at all.
    Begun,
    /// As Latin letters.
    Letters(Said),
    /// As keys that type Hangul.
    Keys(Said),
    /// It is of a script that isn't asked for.
    Another,
}

impl Automaton for Sounding {
    type State = Listening;

    fn start(&self) -> Listening {
        Listening::Begun
    }

    fn is_match(&self, state: &Listening) -> bool {
        match state {
            Listening::Begun | Listening::Another => false,
            Listening::Letters(said) | Listening::Keys(said) => self.hearing.is_heard(said),
        }
    }

    fn can_match(&self, state: &Listening) -> bool {
        match state {
            Listening::Begun => true,
            Listening::Another => false,
            Listening::Letters(said) | Listening::Keys(said) => self.hearing.may_go_on(said),
        }
    }

    fn accept(&self, state: &Listening, byte: u8) -> Listening {
        let hearing = &self.hearing;
        match *state {
            Listening::Begun if byte == TYPED && self.in_hangul => Listening::Keys(hearing.start()),
            Listening::Begun if byte != TYPED && self.in_latin => {
                Listening::Letters(hearing.letter(hearing.start(), byte))
            }
            Listening::Begun | Listening::Another => Listening::Another,
            Listening::Letters(said) => Listening::Letters(hearing.letter(said, byte)),
            Listening::Keys(said) => Listening::Keys(hearing.key(said, byte)),
        }
    }
}

/// Takes Korean words of which the initial consonants are given ones, or begin with
/// these.
pub(crate) struct Initials {
    /// Their keys.
    keys: Vec<u8>,
    may_go_on: bool,
}

/// How many syllables were read, with the last key where it was a consonant: it
/// begins the next syllable if a vowel follows.
#[derive(Clone, Copy)]
pub(crate) enum Reading {
    /// Not even what tells that the word is Korean.
    Begun,
    Read {
        syllables: usize,
        consonant: Option<u8>,
    },
    /// It isn't such a word.
    Another,
}

impl Initials {
    /// Takes words by their initials, as letters; longer ones too where they
    /// `may_go_on`.
    pub(crate) fn new(letters: &str, may_go_on: bool) -> Self {
        Self { keys: initials_key(letters).into_bytes(), may_go_on }
    }
}

impl Automaton for Initials {
    type State = Reading;

    fn start(&self) -> Reading {
        Reading::Begun
    }

    fn is_match(&self, state: &Reading) -> bool {
        matches!(state, Reading::Read { syllables, .. } if *syllables >= self.keys.len())
    }

    fn can_match(&self, state: &Reading) -> bool {
        !matches!(state, Reading::Another)
    }

    fn accept(&self, state: &Reading, key: u8) -> Reading {
        match *state {
            Reading::Begun if key == TYPED => Reading::Read { syllables: 0, consonant: None },
            Reading::Read { syllables, consonant } if jamo::is_vowel_key(key) => {
                let Some(initial) = consonant else { return *state };
                match self.keys.get(syllables) {
                    Some(wanted) if *wanted != initial => Reading::Another,
                    None if !self.may_go_on => Reading::Another,
                    _ => Reading::Read { syllables: syllables + 1, consonant: None },
                }
            }
            // The first key of a word is an initial.
            Reading::Read { syllables: 0, .. } if self.keys.first() != Some(&key) => {
                Reading::Another
            }
            Reading::Read { syllables, .. } => Reading::Read { syllables, consonant: Some(key) },
            Reading::Begun | Reading::Another => Reading::Another,
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
            assert_eq!(takes(&Initials::new(letters, false), word), is_whole, "{letters} {word}");
            assert_eq!(takes(&Initials::new(letters, true), word), is_beginning, "{word}");
        }
    }

    #[test]
    fn words_of_both_scripts_are_taken_by_their_sound() {
        let takes = |in_latin, in_hangul, word: &str| {
            let hearing = Hearing::new("KNSS").expect("a key");
            takes(&Sounding { hearing, in_latin, in_hangul }, word)
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
