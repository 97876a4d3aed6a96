//! Walks the sounds of names, and their names only where the sound is wanted.

use fst::Automaton;
use galpi_lexicon_compiler::record::SOUND_SEPARATOR;

/// Sounds of names are no longer; longer ones are looked at as far as that.
const MAX_SOUNDS: usize = 32;

/// Accepts `sound`, [`SOUND_SEPARATOR`], any name, where the sound begins with `key`
/// and `is_like` wants it: asked once a sound, however many names have it.
pub(super) struct Sounding<'k, F> {
    pub(super) key: &'k str,
    pub(super) is_like: F,
}

/// How far a walk is.
#[derive(Clone, Copy)]
pub(super) enum State {
    Sound([u8; MAX_SOUNDS], usize),
    Name,
    Unwanted,
}

impl<F: Fn(&str) -> bool> Automaton for Sounding<'_, F> {
    type State = State;

    fn start(&self) -> State {
        State::Sound([0; MAX_SOUNDS], 0)
    }

    fn is_match(&self, state: &State) -> bool {
        matches!(state, State::Name)
    }

    fn can_match(&self, state: &State) -> bool {
        !matches!(state, State::Unwanted)
    }

    fn accept(&self, state: &State, byte: u8) -> State {
        let State::Sound(mut sound, length) = *state else { return *state };
        if char::from(byte) == SOUND_SEPARATOR {
            let is_wanted = length >= self.key.len()
                && std::str::from_utf8(&sound[..length]).is_ok_and(&self.is_like);
            return if is_wanted { State::Name } else { State::Unwanted };
        }
        if self.key.as_bytes().get(length).is_some_and(|expected| *expected != byte) {
            return State::Unwanted;
        }
        if let Some(next) = sound.get_mut(length) {
            *next = byte;
        }
        State::Sound(sound, (length + 1).min(MAX_SOUNDS))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ends_in(text: &str, key: &str, wanted: &str) -> bool {
        let sounding = Sounding { key, is_like: |sound: &str| sound == wanted };
        let mut state = sounding.start();
        for byte in text.bytes() {
            state = sounding.accept(&state, byte);
            if !sounding.can_match(&state) {
                return false;
            }
        }
        sounding.is_match(&state)
    }

    #[test]
    fn names_of_wanted_sounds_are_accepted() {
        for (text, expected) in [
            ("KTP\u{1}name", true),
            ("KTP\u{1}", true),
            ("KTP", false),
            ("KTR\u{1}name", false),
            ("KSP\u{1}name", false),
            ("K\u{1}name", false),
        ] {
            assert_eq!(ends_in(text, "KT", "KTP"), expected, "{text:?}");
        }
    }
}
