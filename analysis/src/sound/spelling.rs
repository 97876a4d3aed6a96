//! Grapheme-to-phoneme rules: Latin spellings → how they may be pronounced.

use super::VOWELS;

/// Pronunciations of one word, at most.
const MAX_READINGS: usize = 8;

/// What a spelling may sound like, the longest spellings first. `_` is
/// silence; several sounds are several pronunciations.
static SPELLINGS: [(&str, &[&str]); 57] = [
    ("cier", &["Sio"]),
    ("one", &["oN", "uoN"]),
    ("ere", &["io", "eLe"]),
    ("ire", &["aio", "iLe"]),
    ("aism", &["aiJeM"]),
    ("ithm", &["iJeM"]),
    ("ism", &["iJeM", "iSM"]),
    ("gn", &["N", "KN"]),
    ("nsi", &["NSi", "NJi"]),
    ("stion", &["SJoN"]),
    ("tion", &["SoN"]),
    ("sion", &["SoN", "JoN"]),
    ("cious", &["SoS"]),
    ("ture", &["Jo"]),
    ("ough", &["o", "oP"]),
    ("igh", &["ai"]),
    ("eigh", &["ei"]),
    ("sch", &["SK", "S"]),
    ("tch", &["J"]),
    ("dge", &["J"]),
    ("que", &["K"]),
    ("gue", &["K"]),
    ("ch", &["J", "K", "S"]),
    ("sh", &["S"]),
    ("ph", &["P"]),
    ("gh", &["K", "_"]),
    ("th", &["T", "S"]),
    ("wh", &["_"]),
    ("wr", &["L"]),
    ("kn", &["N"]),
    ("ck", &["K"]),
    ("qu", &["K"]),
    ("ng", &["N", "NK"]),
    ("mb", &["M", "MP"]),
    ("ce", &["Se"]),
    ("ci", &["Si"]),
    ("cy", &["Si"]),
    ("ge", &["Je", "Ke"]),
    ("gi", &["Ji", "Ki"]),
    ("gy", &["Ji"]),
    ("ier", &["io"]),
    ("ie", &["i", "ie"]),
    ("ee", &["i"]),
    ("ea", &["i", "e"]),
    ("oo", &["u"]),
    ("ou", &["au", "u"]),
    ("ow", &["au", "o"]),
    ("oa", &["o"]),
    ("ai", &["ei"]),
    ("ay", &["ei"]),
    ("ew", &["u"]),
    ("au", &["o"]),
    ("aw", &["o"]),
    ("x", &["KS", "S"]),
    ("z", &["J", "S"]),
    ("c", &["K"]),
    ("y", &["i"]),
];

/// Letters that sound otherwise where a word begins: 니모닉 and 므네모시네, 제논.
static INITIALS: [(&str, &[&str]); 6] = [
    ("ps", &["S", "PS"]),
    ("pn", &["N", "PN"]),
    ("pt", &["T", "PT"]),
    ("gn", &["N", "KN"]),
    ("mn", &["N", "MN"]),
    ("x", &["J", "S"]),
];

/// Sounds of single letters from a to z.
static LETTERS: [&str; 26] = [
    "a", "P", "K", "T", "e", "P", "K", "H", "i", "J", "K", "L", "M", "N", "o", "P", "K", "L", "S",
    "T", "u", "P", "_", "KS", "i", "J",
];

pub(super) fn sounds(word: &str) -> Vec<Vec<u8>> {
    let word = without_silent_e(word);
    let mut pronunciations: Vec<Vec<u8>> = vec![Vec::new()];
    let mut at = 0;
    while at < word.len() {
        let (length, sounds) = spelling(word, at);
        let mut grown = Vec::new();
        for reading in &pronunciations {
            for sound in sounds.iter().take(MAX_READINGS - grown.len()) {
                let mut reading: Vec<u8> = reading.clone();
                for sound in sound.bytes().filter(|s| *s != b'_') {
                    // Doubled letters sound once.
                    if VOWELS.contains(&sound) || reading.last() != Some(&sound) {
                        reading.push(sound);
                    }
                }
                grown.push(reading);
            }
        }
        pronunciations = grown;
        at += length;
    }
    pronunciations
}

/// Takes off the e at the end, which is silent, unless it tells how the letters
/// before it sound.
fn without_silent_e(word: &str) -> &str {
    let is_silent = |before: &str| {
        word.len() > 3 && !before.ends_with(['e', 'i', 'c', 'g']) && !word.ends_with("ture")
    };
    word.strip_suffix('e').filter(|before| is_silent(before)).unwrap_or(word)
}

/// Returns how many letters from `at` on are spelt as one, and what they may
/// sound like.
fn spelling(word: &str, at: usize) -> (usize, &'static [&'static str]) {
    let rest = &word[at..];
    let initials = if at == 0 { &INITIALS[..] } else { &[] };
    let mut spellings = initials.iter().chain(&SPELLINGS);
    if let Some((letters, sounds)) = spellings.find(|(own, _)| rest.starts_with(own)) {
        return (letters.len(), sounds);
    }
    let is_vowel = |letter: Option<&u8>| letter.is_some_and(|own| b"aeiouy".contains(own));
    let before = at.checked_sub(1).and_then(|at| word.as_bytes().get(at));
    let next = word.as_bytes().get(at + 1);
    let sounds: &'static [&'static str] = match rest.as_bytes()[0] {
        // Heard before a vowel only.
        b'r' | b'h' if !is_vowel(next) => &["_"],
        // Between vowels it may have voice: 노이즈.
        b's' if is_vowel(before) && (is_vowel(next) || next.is_none()) => &["S", "J"],
        letter => std::slice::from_ref(&LETTERS[usize::from(letter - b'a')]),
    };
    (1, sounds)
}
