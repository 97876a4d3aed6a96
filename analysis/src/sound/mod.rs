//! Phonetic keys and phonetic similarity, across scripts.
//!
//! Two words of different scripts that sound alike have the same *key*: the
//! consonants of their sound in eight classes, with a mark where they begin
//! with a vowel. The classes follow the way Korean hears foreign words
//! (the National Institute's rules of 1986 for writing loanwords): voice and
//! breath fall together (k g ㄱ ㅋ ㄲ), r and l are one, f and v are heard as p
//! and b. The idea of a consonant key is Soundex's (Russell and Odell, 1918);
//! of several pronunciations of one spelling, Double Metaphone's (Philips, 2000).
//! Alike keys are only candidates: [`likeness`] compares the words themselves,
//! those of two scripts by what was learnt of loanwords (`confusions.rs`), those
//! of one by how their sounds differ.

mod confusions;
mod key_automaton;
mod loanword;
mod romanized;
mod spelling;

use std::borrow::Cow;

use super::english::spoken_singular;
use super::jamo;
use confusions::{HangulJamo, LatinSpelling, PairScore};
use key_automaton::{FINALS, INITIALS};

pub use key_automaton::{KeyAutomaton, KeyState};
pub use loanword::spelling_likeness;

/// Words of different scripts that are less alike than this are different
/// words.
pub const MIN_LIKENESS: f32 = 0.78;

/// Names of entries that sound less alike than this are other names: they are longer
/// than words, and there are many of them.
pub const MIN_NAME_LIKENESS: f32 = 0.85;

/// As [`MIN_LIKENESS`], for words of two consonants, which many share by chance.
const MIN_SHORT_LIKENESS: f32 = 0.88;

/// Two words of different scripts are one where that is worth so much
/// ([`PairScore`]), in nats: e¹² times as likely as by chance, which is about as
/// many pairs of words as there are in a notebook and a dictionary.
const LEAST_WORTH: f32 = 12.0;
/// Short words are never worth so much. Those that are worth this are one where
/// they sound all but the same (`clock` and 기록 don't), though not where short
/// words must be very alike.
const LEAST_SHORT_WORTH: f32 = 7.0;
const LEAST_SHORT_LIKENESS: f32 = 0.9;
const MOST_SHORT_LIKENESS: f32 = 0.87;
/// For each letter and jamo, what words at [`MIN_LIKENESS`] are worth, and what
/// those are that are as alike as can be. Measured: loanwords that weren't among
/// those learnt from are worth from .8 to 2 (`glacier` .8 for 글레이셔), other
/// words that have a key in common mostly less than .6 (`button` .5 for 보통).
const LEAST_MEAN: f32 = 0.7;
const MOST_MEAN: f32 = 1.5;

/// How alike a Korean word and the same in Latin letters are.
const ROMANIZED_LIKENESS: f32 = 0.95;

/// Returns how alike two words with the same key must be to be taken for one.
pub fn least_likeness(key: &str) -> f32 {
    let consonants = key.bytes().filter(|sound| *sound != b'A').count();
    if consonants < 3 { MIN_SHORT_LIKENESS } else { MIN_LIKENESS }
}

/// Returns the keys of a word: one for Hangul, one for each way to read a
/// word of Latin letters. Empty for words of neither, and for words with
/// fewer than two consonants or vowels worth comparing.
///
/// # Examples
///
/// ```
/// use galpi_analysis::sound::keys;
/// assert!(keys("kinesis").contains(&keys("키네시스")[0]));
/// assert!(keys("macie").contains(&keys("메이시")[0]));
/// ```
pub fn keys(word: &str) -> Vec<String> {
    let mut keys: Vec<String> =
        pronunciations(&joined(word)).iter().map(|sounds| consonant_key(sounds)).collect();
    keys.retain(|key| key.len() >= 2);
    keys.sort();
    keys.dedup();
    keys
}

/// Returns how alike two words sound, vowels included: 1 for the same, 0 for nothing in
/// common.
pub fn likeness(a: &str, b: &str) -> f32 {
    Sounds::of(a).likeness(&Sounds::of(b), 0.0).unwrap_or(0.0)
}

/// A word prepared to be compared by sound with many others.
#[derive(Clone, Debug)]
pub struct Sounds {
    pronunciations: Vec<Pronunciation>,
    script: Script,
    /// As it was given, without what joins its parts.
    word: String,
}

/// A word as it is compared with those of the other script.
#[derive(Clone, Debug)]
enum Script {
    Hangul(HangulJamo),
    /// As it is, and without the s of a plural, which isn't heard in Korean.
    Latin(Vec<LatinSpelling>),
    Other,
}

impl Script {
    fn of(word: &str) -> Self {
        if word.is_empty() {
            return Self::Other;
        }
        if word.chars().all(jamo::is_syllable) {
            return Self::Hangul(HangulJamo::of(word));
        }
        if word.bytes().all(|b| b.is_ascii_lowercase()) {
            let forms = std::iter::once(word).chain(spoken_singular(word));
            return Self::Latin(forms.map(LatinSpelling::of).collect());
        }
        Self::Other
    }

    /// Returns what a word and one of the other script are worth as one word:
    /// `None` where they are of one script, [`PairScore::NONE`] where they can't
    /// be one.
    fn evidence(&self, other: &Self) -> Option<PairScore> {
        let (heard, spelt) = match (self, other) {
            (Self::Hangul(heard), Self::Latin(spelt))
            | (Self::Latin(spelt), Self::Hangul(heard)) => (heard, spelt),
            _ => return None,
        };
        let evidence = spelt.iter().filter_map(|spelt| spelt.evidence(heard));
        let best = evidence.max_by(|a, b| a.worth.total_cmp(&b.worth));
        Some(best.unwrap_or(PairScore::NONE))
    }
}

#[derive(Clone, Debug)]
struct Pronunciation {
    sounds: Vec<u8>,
    /// The cost of leaving out each sound.
    costs: Vec<f32>,
    consonants: usize,
}

impl Sounds {
    /// Reads a word: Hangul, or small Latin letters. Others have no sound.
    pub fn of(word: &str) -> Self {
        let word = joined(word);
        let pronunciations = pronunciations(&word).into_iter().map(Pronunciation::new).collect();
        Self { pronunciations, script: Script::of(&word), word: word.into_owned() }
    }

    /// Returns how alike two words sound, where that is at least `least` and
    /// above 0; 1 is the same.
    pub fn likeness(&self, other: &Self, least: f32) -> Option<f32> {
        if self.is_romanized(other) || other.is_romanized(self) {
            return Some(ROMANIZED_LIKENESS.max(least));
        }
        match self.script.evidence(&other.script) {
            None => self.likeness_of_sounds(other, least),
            Some(evidence) if evidence.mean < LEAST_MEAN || evidence.worth < LEAST_SHORT_WORTH => {
                None
            }
            Some(evidence) if evidence.worth < LEAST_WORTH => {
                let likeness = self.likeness_of_sounds(other, LEAST_SHORT_LIKENESS)?;
                Some(likeness.min(MOST_SHORT_LIKENESS)).filter(|likeness| *likeness >= least)
            }
            Some(evidence) => {
                let share = (evidence.mean - LEAST_MEAN) / (MOST_MEAN - LEAST_MEAN);
                let likeness = (MIN_LIKENESS + share * (1.0 - MIN_LIKENESS)).min(1.0);
                (likeness >= least).then_some(likeness)
            }
        }
    }

    /// Says whether this is a Korean word in Latin letters, the other in Hangul.
    fn is_romanized(&self, other: &Self) -> bool {
        matches!((&self.script, &other.script), (Script::Latin(_), Script::Hangul(_)))
            && romanized::is_romanized(&self.word, &other.word)
    }

    /// The same by their sounds alone, reduced as they are.
    fn likeness_of_sounds(&self, other: &Self, least: f32) -> Option<f32> {
        let mut most_alike = None;
        let mut least = least;
        for a in &self.pronunciations {
            for b in &other.pronunciations {
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

impl Pronunciation {
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

    /// Weighted edit distance (Levenshtein with costs): a vowel for another costs little, and
    /// so does half of a diphthong; another syllable costs almost as much as a consonant.
    /// `None` where it is more than `most`.
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

/// Makes the key of sounds: drops vowels, but for one that begins the word, which becomes
/// `A`.
fn consonant_key(sounds: &[u8]) -> String {
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
fn pronunciations(word: &str) -> Vec<Vec<u8>> {
    if !word.is_empty() && word.chars().all(jamo::is_syllable) {
        return vec![hangul_sounds(word)];
    }
    if !is_spelling(word) {
        return Vec::new();
    }
    let mut pronunciations = spelling::sounds(word);
    if let Some(singular) = spoken_singular(word) {
        pronunciations.extend(spelling::sounds(singular));
    }
    pronunciations
}

/// Says whether a word is one of Latin letters that has a sound.
fn is_spelling(word: &str) -> bool {
    word.len() >= 3 && word.bytes().all(|b| b.is_ascii_lowercase())
}

/// Says whether a word of Latin letters may have a key, without reading it: a word
/// of vowels may have none.
pub fn may_be_heard(word: &str) -> bool {
    is_spelling(&joined(word))
}

/// Leaves out the hyphens of a word: what is one word in Korean may have some
/// in English.
fn joined(word: &str) -> Cow<'_, str> {
    match word.contains('-') {
        true => word.replace('-', "").into(),
        false => word.into(),
    }
}

/// Sounds of the vowels, reduced to five.
const MEDIALS: [&str; 21] = [
    "a", "e", "a", "e", "o", "e", "o", "e", "o", "a", "e", "e", "o", "u", "o", "e", "i", "u", "",
    "i", "i",
];

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_one_script_only_are_heard_in_the_other() {
        for (hangul, latin) in [
            ("스니펫", "snippet"),
            ("원온원", "one-on-one"),
            ("히어독", "heredoc"),
            ("토테미즘", "totemism"),
            ("안티앨리어싱", "anti-aliasing"),
            ("애니미즘", "animism"),
            ("오실로스코프", "oscilloscope"),
            ("트랜지스터", "transistor"),
            ("인덕터", "inductor"),
            ("히스토그램", "histogram"),
            ("스토리텔링", "storytelling"),
            ("타이포그래피", "typography"),
            ("시냅스", "synapse"),
            ("멜로디", "melody"),
            ("플래시백", "flashback"),
            ("트렌드", "trends"),
            ("샌드위치", "sandwich"),
            ("다이오드", "diode"),
            ("저글링", "juggling"),
            ("퍼소나", "persona"),
        ] {
            let shared = keys(latin).into_iter().find(|key| keys(hangul).contains(key));
            let Some(key) = shared else {
                panic!("{hangul} {:?}, {latin} {:?}", keys(hangul), keys(latin));
            };
            let likeness = likeness(hangul, latin);
            assert!(likeness >= least_likeness(&key), "{hangul} {latin} {likeness}");
        }
    }

    #[test]
    fn ordinary_words_are_not_heard_in_others() {
        for (hangul, latin) in [
            ("거리", "carry"),
            ("대략", "drags"),
            ("기록", "clock"),
            ("구름", "cream"),
            ("그림", "cream"),
            ("고래", "color"),
            ("보통", "button"),
            ("마을", "mail"),
            ("가능", "gain"),
            ("기술", "castle"),
            ("조건", "join"),
            ("국가", "cook"),
            ("개발", "couple"),
            ("배달", "petal"),
            ("바다", "body"),
            ("다리", "dairy"),
            ("무게", "make"),
            ("도시", "dash"),
            ("토론", "tolerance"),
            ("회사", "house"),
        ] {
            let key = keys(latin).into_iter().find(|key| keys(hangul).contains(key));
            let likeness = likeness(hangul, latin);
            let is_one = key.is_some_and(|key| likeness >= least_likeness(&key));
            assert!(!is_one, "{hangul} {latin} {likeness}");
        }
    }

    #[test]
    fn transliterations_share_a_key() {
        for (hangul, latin) in [
            ("키네시스", "kinesis"),
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
