//! Latin spellings → what they may sound like.

use super::VOWELS;

/// Spellings of one word are read in at most this many ways.
const MAX_READINGS: usize = 8;

/// What a spelling may sound like, the longest spellings first. `_` is
/// silence; several sounds are several readings.
const SPELLINGS: [(&str, &[&str]); 54] = [
    ("cier", &["Sio"]),
    ("one", &["oN", "uoN"]),
    ("ere", &["io", "eLe"]),
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

/// Sounds of single letters from a to z.
const LETTERS: [&str; 26] = [
    "a", "P", "K", "T", "e", "P", "K", "H", "i", "J", "K", "L", "M", "N", "o", "P", "K", "L", "S",
    "T", "u", "P", "_", "KS", "i", "J",
];

pub(super) fn sounds(word: &str) -> Vec<Vec<u8>> {
    // The e at the end is silent.
    let word = match word.strip_suffix('e') {
        Some(silent) if word.len() > 3 && !silent.ends_with(['e', 'i']) => silent,
        _ => word,
    };
    let mut readings: Vec<Vec<u8>> = vec![Vec::new()];
    let mut at = 0;
    while at < word.len() {
        let rest = &word[at..];
        let known = SPELLINGS.iter().find(|(spelling, _)| rest.starts_with(spelling));
        let letter = rest.as_bytes()[0];
        let (length, sounds): (usize, &[&str]) = match known {
            Some((spelling, sounds)) => (spelling.len(), sounds),
            None => (1, std::slice::from_ref(&LETTERS[usize::from(letter - b'a')])),
        };
        let next = rest.as_bytes().get(length).copied();
        // r is heard only before a vowel.
        let silent_r =
            letter == b'r' && length == 1 && !next.is_some_and(|n| b"aeiouy".contains(&n));
        let mut grown = Vec::new();
        for reading in &readings {
            for sound in sounds {
                if grown.len() == MAX_READINGS {
                    break;
                }
                let mut reading: Vec<u8> = reading.clone();
                if !silent_r {
                    for sound in sound.bytes().filter(|s| *s != b'_') {
                        // Doubled letters sound once.
                        if VOWELS.contains(&sound) || reading.last() != Some(&sound) {
                            reading.push(sound);
                        }
                    }
                }
                grown.push(reading);
            }
        }
        readings = grown;
        at += length;
    }
    readings
}
