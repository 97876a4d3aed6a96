//! Hangul syllables, the jamo they are made of, and the keys that type them.
//!
//! Terms of Hangul are kept in the index as the keys of the standard Korean
//! keyboard (dubeolsik, KS X 5002) that type them: 볼륨 is `qhffba`. One byte a
//! key makes the distance between two terms the number of wrong keystrokes,
//! makes a half-typed syllable a prefix, and makes text that was typed with
//! the wrong input mode its own key.

/// The first Hangul syllable, 가; from it on they are numbered
/// `(initial * 21 + vowel) * 28 + final` (The Unicode Standard, 3.12).
const FIRST_SYLLABLE: u32 = 0xAC00;
const VOWELS: u32 = 21;
/// Final consonants, counting their absence.
const FINALS: u32 = 28;

/// Keys of the 19 initial consonants, in Unicode's order.
pub(super) const INITIAL_KEYS: [&str; 19] =
    ["r", "R", "s", "e", "E", "f", "a", "q", "Q", "t", "T", "d", "w", "W", "c", "z", "x", "v", "g"];
/// Keys of the 21 vowels.
const VOWEL_KEYS: [&str; 21] = [
    "k", "o", "i", "O", "j", "p", "u", "P", "h", "hk", "ho", "hl", "y", "n", "nj", "np", "nl", "b",
    "m", "ml", "l",
];
/// A bit for each key that types a vowel by itself: it is asked for at each letter of a
/// dictionary that is walked.
const VOWEL_KEY_BITS: u128 = {
    let (mut bits, mut at) = (0, 0);
    while at < VOWEL_KEYS.len() {
        if let [key] = VOWEL_KEYS[at].as_bytes() {
            bits |= 1 << *key;
        }
        at += 1;
    }
    bits
};
/// Keys of the 28 final consonants; the first is none.
pub(super) const FINAL_KEYS: [&str; 28] = [
    "", "r", "R", "rt", "s", "sw", "sg", "e", "f", "fr", "fa", "fq", "ft", "fx", "fv", "fg", "a",
    "q", "qt", "t", "T", "d", "w", "c", "z", "x", "v", "g",
];
/// The 19 initial consonants as letters of their own (compatibility jamo).
const INITIAL_LETTERS: [char; 19] = [
    'ㄱ', 'ㄲ', 'ㄴ', 'ㄷ', 'ㄸ', 'ㄹ', 'ㅁ', 'ㅂ', 'ㅃ', 'ㅅ', 'ㅆ', 'ㅇ', 'ㅈ', 'ㅉ', 'ㅊ', 'ㅋ',
    'ㅌ', 'ㅍ', 'ㅎ',
];
/// Keys of the 51 compatibility jamo from ㄱ (U+3131) to ㅣ (U+3163).
const LETTER_KEYS: [&str; 51] = [
    "r", "R", "rt", "s", "sw", "sg", "e", "E", "f", "fr", "fa", "fq", "ft", "fx", "fv", "fg", "a",
    "q", "Q", "qt", "t", "T", "d", "w", "W", "c", "z", "x", "v", "g", "k", "o", "i", "O", "j", "p",
    "u", "P", "h", "hk", "ho", "hl", "y", "n", "nj", "np", "nl", "b", "m", "ml", "l",
];

/// The jamo of a syllable: numbers of the initial consonant, the vowel and the
/// final consonant (0 is none), in Unicode's order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Jamo {
    /// 0 to 18.
    pub initial: usize,
    /// 0 to 20.
    pub vowel: usize,
    /// 0 to 27; 0 where the syllable is open.
    pub last: usize,
}

/// Says whether `c` is a Hangul syllable.
#[inline]
pub fn is_syllable(c: char) -> bool {
    ('가'..='힣').contains(&c)
}

/// Says whether `c` is a consonant or vowel standing alone, as in ㅂㄹ.
#[inline]
pub fn is_letter(c: char) -> bool {
    ('ㄱ'..='ㅣ').contains(&c)
}

/// Says whether `c` is a consonant that can begin a syllable, standing alone.
#[inline]
pub fn is_initial_letter(c: char) -> bool {
    INITIAL_LETTERS.contains(&c)
}

/// Takes a syllable apart; `None` for any other character.
#[inline]
pub fn decompose(syllable: char) -> Option<Jamo> {
    is_syllable(syllable).then(|| {
        let number = syllable as u32 - FIRST_SYLLABLE;
        Jamo {
            initial: (number / FINALS / VOWELS) as usize,
            vowel: (number / FINALS % VOWELS) as usize,
            last: (number % FINALS) as usize,
        }
    })
}

/// Returns the number of a vowel that stands alone (ㅏ to ㅣ), as in [`Jamo`].
pub(super) fn vowel(letter: char) -> usize {
    (letter as usize).wrapping_sub('ㅏ' as usize)
}

/// Puts a syllable together; `None` when a number is out of its range.
#[inline]
pub fn compose(jamo: Jamo) -> Option<char> {
    let in_range = jamo.initial < 19 && jamo.vowel < 21 && jamo.last < 28;
    let number = (jamo.initial as u32 * VOWELS + jamo.vowel as u32) * FINALS + jamo.last as u32;
    in_range.then(|| char::from_u32(FIRST_SYLLABLE + number)).flatten()
}

/// Appends the keys that type `text`; other characters than Hangul go as they
/// are.
///
/// # Examples
///
/// ```
/// let mut keys = String::new();
/// galpi_analysis::jamo::push_keys("볼륨", &mut keys);
/// assert_eq!(keys, "qhffba");
/// ```
pub fn push_keys(text: &str, keys: &mut String) {
    for c in text.chars() {
        if let Some(jamo) = decompose(c) {
            keys.push_str(INITIAL_KEYS[jamo.initial]);
            keys.push_str(VOWEL_KEYS[jamo.vowel]);
            keys.push_str(FINAL_KEYS[jamo.last]);
        } else if is_letter(c) {
            keys.push_str(LETTER_KEYS[c as usize - 'ㄱ' as usize]);
        } else {
            keys.push(c);
        }
    }
}

/// Appends a word in which the syllables alone are replaced by the keys that type
/// them: [`type_hangul`] gives back just this word, as letters that stand alone
/// stay letters and join no syllable.
pub fn push_syllable_keys(word: &str, keys: &mut String) {
    for c in word.chars() {
        match is_syllable(c) {
            true => push_keys(c.encode_utf8(&mut [0; 4]), keys),
            false => keys.push(c),
        }
    }
}

/// Returns the keys that type `text`.
pub fn keys(text: &str) -> String {
    let mut keys = String::with_capacity(text.len());
    push_keys(text, &mut keys);
    keys
}

/// Returns the key of an initial consonant that stands alone; `None` for any
/// other character.
#[inline]
pub fn initial_key(letter: char) -> Option<&'static str> {
    INITIAL_LETTERS.iter().position(|initial| *initial == letter).map(|at| INITIAL_KEYS[at])
}

/// Says whether a key types a vowel, or a part of one.
#[inline]
pub fn is_vowel_key(key: u8) -> bool {
    key.is_ascii() && VOWEL_KEY_BITS >> key & 1 == 1
}

/// Returns the letter of a syllable's initial consonant.
#[inline]
pub fn initial_letter(syllable: char) -> Option<char> {
    decompose(syllable).map(|jamo| INITIAL_LETTERS[jamo.initial])
}

/// Composes keys into Hangul as an input method does while they are typed: a
/// final consonant moves on to the next syllable when a vowel follows, and
/// what makes no syllable stays a letter. Keys with no Hangul on them go as
/// they are, except that capitals without one of their own (`A`) are read as
/// small.
///
/// # Examples
///
/// ```
/// use galpi_analysis::jamo::type_hangul;
/// assert_eq!(type_hangul("qhffba"), "볼륨");
/// assert_eq!(type_hangul("rkqtl"), "갑시");
/// assert_eq!(type_hangul("rkqtdl"), "값이");
/// assert_eq!(type_hangul("raid"), "ㄱ먕");
/// ```
pub fn type_hangul(keys: &str) -> String {
    let mut typed = String::with_capacity(keys.len() * 2);
    let mut open = OpenSyllable::default();
    for key in keys.chars() {
        match letter_of(key) {
            Some(letter) => open.press(letter, &mut typed),
            None => {
                open.close(&mut typed);
                typed.push(key);
            }
        }
    }
    open.close(&mut typed);
    typed
}

/// What a key types.
#[derive(Clone, Copy)]
enum Letter {
    Consonant(u8),
    Vowel(u8),
}

fn letter_of(key: char) -> Option<Letter> {
    let key = u8::try_from(key).ok().filter(u8::is_ascii_alphabetic)?;
    let find = |key: u8| {
        let is_in = |table: &[&str]| table.iter().any(|known| known.as_bytes() == [key]);
        match is_in(&INITIAL_KEYS) {
            true => Some(Letter::Consonant(key)),
            false => is_in(&VOWEL_KEYS).then_some(Letter::Vowel(key)),
        }
    };
    find(key).or_else(|| find(key.to_ascii_lowercase()))
}

/// Up to two keys, which together type a letter.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct LetterKeys {
    keys: [u8; 2],
    count: usize,
}

impl LetterKeys {
    fn of(key: u8) -> Self {
        Self { keys: [key, 0], count: 1 }
    }

    fn as_bytes(&self) -> &[u8] {
        &self.keys[..self.count]
    }

    fn is_empty(self) -> bool {
        self.count == 0
    }

    /// Adds a key where the letter that both type is one of `table`.
    fn and(self, key: u8, table: &[&str]) -> Option<Self> {
        let joined = match self.count {
            0 => Self::of(key),
            1 => Self { keys: [self.keys[0], key], count: 2 },
            _ => return None,
        };
        joined.place(table).map(|_| joined)
    }

    fn place(self, table: &[&str]) -> Option<usize> {
        table.iter().position(|keys| keys.as_bytes() == self.as_bytes())
    }

    /// Takes the last key off.
    fn pop(&mut self) -> Option<u8> {
        self.count = self.count.checked_sub(1)?;
        Some(self.keys[self.count])
    }
}

/// The syllable an input method holds open, as keys.
#[derive(Default)]
struct OpenSyllable {
    initial: LetterKeys,
    vowel: LetterKeys,
    last: LetterKeys,
}

impl OpenSyllable {
    fn press(&mut self, letter: Letter, typed: &mut String) {
        match letter {
            Letter::Consonant(key) => {
                let is_syllable = !self.initial.is_empty() && !self.vowel.is_empty();
                match self.last.and(key, &FINAL_KEYS).filter(|_| is_syllable) {
                    Some(joined) => self.last = joined,
                    None => {
                        self.close(typed);
                        self.initial = LetterKeys::of(key);
                    }
                }
            }
            Letter::Vowel(key) => {
                let joined = self.vowel.and(key, &VOWEL_KEYS);
                match joined.filter(|_| self.last.is_empty()) {
                    Some(joined) => self.vowel = joined,
                    None => {
                        // The last consonant key begins the new syllable.
                        let initial = self.last.pop().map(LetterKeys::of).unwrap_or_default();
                        self.close(typed);
                        self.initial = initial;
                        self.vowel = LetterKeys::of(key);
                    }
                }
            }
        }
    }

    fn close(&mut self, typed: &mut String) {
        let Self { initial, vowel, last } = std::mem::take(self);
        let whole = || {
            compose(Jamo {
                initial: initial.place(&INITIAL_KEYS)?,
                vowel: vowel.place(&VOWEL_KEYS)?,
                last: last.place(&FINAL_KEYS)?,
            })
        };
        match whole() {
            Some(syllable) => typed.push(syllable),
            None => {
                for letter in [initial, vowel].into_iter().filter(|keys| !keys.is_empty()) {
                    if let Some(at) = letter.place(&LETTER_KEYS) {
                        typed.extend(char::from_u32('ㄱ' as u32 + at as u32));
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_of_vowels_are_those_of_the_table() {
        for key in u8::MIN..=u8::MAX {
            let is_listed = VOWEL_KEYS.iter().any(|vowel| vowel.as_bytes() == [key]);
            assert_eq!(is_vowel_key(key), is_listed, "{key}");
        }
    }

    #[test]
    fn all_syllables_come_apart_and_together() {
        for syllable in '가'..='힣' {
            let jamo = decompose(syllable).unwrap();
            assert_eq!(compose(jamo), Some(syllable));
            assert_eq!(type_hangul(&keys(&syllable.to_string())), syllable.to_string());
        }
    }

    #[test]
    fn a_word_comes_back_from_the_keys_of_its_syllables() {
        for word in ["볼륨을", "각ㅅㅅ", "가능ㅋㅋ", "고ㅏ", "漢字를", "ㅠㅠ"] {
            let mut keys = String::new();
            push_syllable_keys(word, &mut keys);
            assert_eq!(type_hangul(&keys), word, "{keys}");
        }
    }

    #[test]
    fn typing_composes_as_an_input_method_does() {
        for (typed, composed) in [
            ("tmshdnqhf", "스노우볼"),
            ("qhrrn tlrks ahrvy", "복구 시간 목표"),
            ("dkssudgktpdy", "안녕하세요"),
            ("TLrmfjqek", "씨그럽다"),
            ("cloudhsm", "치ㅐㅕ오느"),
            ("firehose", "략됀ㄷ"),
            ("dhksfy!", "완료!"),
            ("AWS", "ㅁㅉㄴ"),
        ] {
            assert_eq!(type_hangul(typed), composed, "{typed}");
        }
    }
}
