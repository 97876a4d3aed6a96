//! How words sound, across scripts.
//!
//! Two words of different scripts that sound alike have the same *key*: the
//! consonants of their sound in eight classes, with a mark where they begin
//! with a vowel. The classes follow the way Korean hears foreign words
//! (the National Institute's rules of 1986 for writing loanwords): voice and
//! breath fall together (k g ㄱ ㅋ ㄲ), r and l are one, f and v are heard as p
//! and b. The idea of a consonant key is Soundex's (Russell and Odell, 1918);
//! of several readings of one spelling, Double Metaphone's (Philips, 2000).
//! Alike keys are only candidates: [`likeness`] compares the vowels as well.

use super::jamo;

/// Words of different scripts that are less alike than this are different
/// words: `blame` reaches .76 for 볼륨, `macie` .80 for 메이시.
pub const MIN_LIKENESS: f32 = 0.78;

/// The same for words of two consonants, which many share by chance: `courier`
/// reaches .8 for 쿼리.
const MIN_SHORT_LIKENESS: f32 = 0.88;

/// Returns how alike two words with a key must be to be the same.
pub fn least_likeness(key: &str) -> f32 {
    let consonants = key.bytes().filter(|sound| *sound != b'A').count();
    if consonants < 3 { MIN_SHORT_LIKENESS } else { MIN_LIKENESS }
}

/// Spellings of one word are read in at most this many ways.
const MAX_READINGS: usize = 8;

/// Returns the keys of a word: one for Hangul, one for each way to read a
/// word of Latin letters. Empty for words of neither, and for words with
/// fewer than two consonants or vowels worth comparing.
///
/// # Examples
///
/// ```
/// use galpi::analysis::sound::keys;
/// assert!(keys("kinesis").contains(&keys("키네시스")[0]));
/// assert!(keys("macie").contains(&keys("메이시")[0]));
/// ```
pub fn keys(word: &str) -> Vec<String> {
    let mut keys: Vec<String> = readings(word).iter().map(|sounds| skeleton(sounds)).collect();
    keys.retain(|key| key.len() >= 2);
    keys.sort();
    keys.dedup();
    keys
}

/// Compares how two words sound, vowels included: 1 for the same, 0 for
/// nothing in common.
pub fn likeness(a: &str, b: &str) -> f32 {
    Sounds::of(a).likeness(&Sounds::of(b), 0.0).unwrap_or(0.0)
}

/// How a word sounds, in each way to read it: to be compared with many others.
#[derive(Clone, Debug)]
pub struct Sounds {
    readings: Vec<Reading>,
}

#[derive(Clone, Debug)]
struct Reading {
    sounds: Vec<u8>,
    /// What it costs to leave each of them out.
    costs: Vec<f32>,
    consonants: usize,
}

impl Sounds {
    /// Reads a word: Hangul, or small Latin letters. Others have no sound.
    pub fn of(word: &str) -> Self {
        Self { readings: readings(word).into_iter().map(Reading::new).collect() }
    }

    /// Returns how alike two words sound, where that is at least `least` and
    /// above 0; 1 is the same.
    pub fn likeness(&self, other: &Self, least: f32) -> Option<f32> {
        let mut most_alike = None;
        let mut least = least;
        for a in &self.readings {
            for b in &other.readings {
                let longest = a.sounds.len().max(b.sounds.len()).max(1) as f32;
                let Some(distance) = a.distance(b, (1.0 - least) * longest) else { continue };
                let likeness = 1.0 - distance / longest;
                if likeness > 0.0 && likeness >= least {
                    most_alike = Some(likeness);
                    least = likeness;
                }
            }
        }
        most_alike
    }
}

/// What one vowel costs in the place of another.
const OTHER_VOWEL: f32 = 0.4;
/// What one sound costs in the place of another.
const OTHER_SOUND: f32 = 1.5;
/// What a sound costs that the other word doesn't have: consonants, vowels
/// beside another vowel, which may be half of a diphthong, and other vowels.
const CONSONANT: f32 = 1.0;
const HALF_DIPHTHONG: f32 = 0.3;
const VOWEL: f32 = 0.8;
/// Sums of costs that are the same may differ by this.
const ROUNDING: f32 = 1e-4;

impl Reading {
    fn new(sounds: Vec<u8>) -> Self {
        let is_vowel = |at: usize| sounds.get(at).is_some_and(|sound| VOWELS.contains(sound));
        let cost = |at: usize| {
            let in_diphthong = at.checked_sub(1).is_some_and(is_vowel) || is_vowel(at + 1);
            match (is_vowel(at), in_diphthong) {
                (false, _) => CONSONANT,
                (true, true) => HALF_DIPHTHONG,
                (true, false) => VOWEL,
            }
        };
        let costs = (0..sounds.len()).map(cost).collect();
        let consonants = (0..sounds.len()).filter(|at| !is_vowel(*at)).count();
        Self { costs, consonants, sounds }
    }

    /// Edit distance that takes vowels lightly: one for another costs little,
    /// and so does half of a diphthong; a syllable more costs almost a
    /// consonant. `None` where it is more than `most`.
    fn distance(&self, other: &Self, most: f32) -> Option<f32> {
        let most = most + ROUNDING;
        if self.consonants.abs_diff(other.consonants) as f32 * CONSONANT > most {
            return None;
        }
        let mut above: Vec<f32> = Vec::with_capacity(other.sounds.len() + 1);
        above.push(0.0);
        for (j, cost) in other.costs.iter().enumerate() {
            above.push(above[j] + cost);
        }
        let mut row = above.clone();
        for (x, left_out) in self.sounds.iter().zip(&self.costs) {
            row[0] = above[0] + left_out;
            let mut nearest = row[0];
            let x_is_vowel = VOWELS.contains(x);
            for (j, (y, added)) in other.sounds.iter().zip(&other.costs).enumerate() {
                let change = match x == y {
                    true => 0.0,
                    false if x_is_vowel && VOWELS.contains(y) => OTHER_VOWEL,
                    false => OTHER_SOUND,
                };
                let best = (above[j] + change).min(above[j + 1] + left_out).min(row[j] + added);
                row[j + 1] = best;
                nearest = nearest.min(best);
            }
            // It only grows from row to row.
            if nearest > most {
                return None;
            }
            std::mem::swap(&mut above, &mut row);
        }
        Some(above[other.sounds.len()]).filter(|distance| *distance <= most)
    }
}

const VOWELS: &[u8] = b"aeiou";

/// Drops vowels but the one that begins the word, which becomes `A`.
fn skeleton(sounds: &[u8]) -> String {
    let mut key = String::new();
    for (at, sound) in sounds.iter().enumerate() {
        if !VOWELS.contains(sound) {
            if !key.ends_with(*sound as char) || VOWELS.contains(&sounds[at - 1]) {
                key.push(*sound as char);
            }
        } else if at == 0 {
            key.push('A');
        }
    }
    key
}

/// Returns the sounds of a word: vowels as small letters, consonants as one
/// capital per class.
fn readings(word: &str) -> Vec<Vec<u8>> {
    if !word.is_empty() && word.chars().all(jamo::is_syllable) {
        return vec![hangul_sounds(word)];
    }
    if word.len() < 3 || !word.bytes().all(|b| b.is_ascii_lowercase()) {
        return Vec::new();
    }
    let mut readings = latin_sounds(word);
    // The s of a plural isn't heard in Korean; that of a name is.
    if let Some(singular) = word.strip_suffix('s').filter(|w| w.len() > 3 && !w.ends_with('s')) {
        readings.extend(latin_sounds(singular));
    }
    readings
}

/// Sounds of the initial consonants; ㅇ has none.
const INITIALS: &[u8; 19] = b"KKNTTLMPPSS-JJJKTPH";
/// Sounds of the vowels, reduced to five.
const MEDIALS: [&str; 21] = [
    "a", "e", "a", "e", "o", "e", "o", "e", "o", "a", "e", "e", "o", "u", "o", "e", "i", "u", "",
    "i", "i",
];
/// Sounds of the final consonants; clusters by the one that is heard.
const FINALS: &[u8; 28] = b"-KKKNNNTLLMLLLPLMPPSSGJJKTPH";

fn hangul_sounds(word: &str) -> Vec<u8> {
    let mut sounds: Vec<u8> = Vec::new();
    for jamo in word.chars().filter_map(jamo::decompose) {
        let initial = INITIALS[jamo.initial];
        if initial != b'-' {
            // ㄹㄹ is one l: 볼륨.
            if initial != b'L' || sounds.last() != Some(&b'L') {
                sounds.push(initial);
            }
        }
        sounds.extend_from_slice(MEDIALS[jamo.vowel].as_bytes());
        match FINALS[jamo.last] {
            b'-' => {}
            // ㅇ is ng.
            b'G' => sounds.push(b'N'),
            last => sounds.push(last),
        }
    }
    sounds
}

/// What a spelling may sound like, the longest spellings first. `_` is
/// silence; several sounds are several readings.
const SPELLINGS: [(&str, &[&str]); 49] = [
    ("cier", &["Sio"]),
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

fn latin_sounds(word: &str) -> Vec<Vec<u8>> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn transliterations_share_a_key() {
        for (hangul, latin) in [
            ("키네시스", "kinesis"),
            ("메이시", "macie"),
            ("람다", "lambda"),
            ("아테나", "athena"),
            ("글레이셔", "glacier"),
            ("퀵사이트", "quicksight"),
            ("지터", "jitter"),
            ("포렌식", "forensics"),
            ("레디스", "redis"),
            ("베스천", "bastion"),
            ("라이트세일", "lightsail"),
            ("오로라", "aurora"),
            ("쿠버네티스", "kubernetes"),
        ] {
            let shared = keys(latin).iter().any(|key| keys(hangul).contains(key));
            assert!(shared, "{hangul} {:?}, {latin} {:?}", keys(hangul), keys(latin));
            assert!(
                likeness(hangul, latin) >= MIN_LIKENESS,
                "{hangul} {latin} {}",
                likeness(hangul, latin)
            );
        }
    }

    #[test]
    fn neighbours_do_not_sound_alike() {
        for (hangul, latin) in
            [("서버", "save"), ("버킷", "packet"), ("볼륨", "blame"), ("정책", "check")]
        {
            let shared = keys(latin).iter().any(|key| keys(hangul).contains(key));
            let alike = shared && likeness(hangul, latin) >= MIN_LIKENESS;
            assert!(!alike, "{hangul} {latin} {}", likeness(hangul, latin));
        }
    }
}
