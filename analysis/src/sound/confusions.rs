//! How Korean hears what is spelt in Latin letters.
//!
//! A loanword is cut, together with the word that it is from, into pieces that
//! stand for each other: `t` and ㅌ, `tion` and 션, `s` and 스. Each piece is
//! worth the logarithm of how much more often its two sides were met together
//! than apart (pointwise mutual information), so that a pair of words is worth
//! the sum over its best cut: above 0 where they are likelier one word than two.
//! The pieces were learnt from pairs of words that stand for each other in texts
//! of both languages, by the expectation-maximisation of joint-sequence models
//! (Deligne and Bimbot, 1995; Jiampojamarn, Kondrak and Sherif, 2007). NOTICE
//! names the texts.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::jamo;

/// What was learnt: Latin letters, jamo, and what the piece is worth in
/// hundredths of a nat, parted by tabs. Finals are written as conjoining jamo;
/// ㅇ that begins a syllable isn't.
static TABLE: &str = include_str!("confusions.tsv");

/// Letters of the longest piece.
const MAX_LETTERS: usize = 3;
/// Initials, vowels and finals are numbered from here, in the order of Unicode.
const VOWELS_FROM: u8 = 32;
const FINALS_FROM: u8 = 64;
/// The initial that is silent.
const SILENT_INITIAL: usize = 11;

/// A word of Hangul as jamo, each a number.
#[derive(Clone, Debug, Default)]
pub(super) struct HangulJamo(Vec<u8>);

/// A word of small Latin letters, and the pieces that may begin at each.
#[derive(Clone, Debug, Default)]
pub(super) struct LatinSpelling {
    /// At each letter: how many letters a piece has, and what it may be heard
    /// as.
    pieces: Vec<Vec<(usize, &'static [Piece])>>,
}

/// What some letters may be heard as.
#[derive(Debug)]
struct Piece {
    jamo: Box<[u8]>,
    worth: f32,
}

/// What two words are worth as one.
#[derive(Clone, Copy, Debug)]
pub(super) struct PairScore {
    /// In nats, summed over the pieces.
    pub(super) worth: f32,
    /// The same for each letter and jamo.
    pub(super) mean: f32,
}

impl PairScore {
    /// Of words that no pieces make both.
    pub(super) const NONE: Self = Self { worth: f32::NEG_INFINITY, mean: f32::NEG_INFINITY };
}

impl HangulJamo {
    /// Takes a word of Hangul syllables apart.
    pub(super) fn of(word: &str) -> Self {
        let mut heard = Vec::with_capacity(word.len());
        for syllable in word.chars().filter_map(jamo::decompose) {
            if syllable.initial != SILENT_INITIAL {
                heard.push(syllable.initial as u8);
            }
            heard.push(VOWELS_FROM + syllable.vowel as u8);
            if syllable.last != 0 {
                heard.push(FINALS_FROM + syllable.last as u8);
            }
        }
        Self(heard)
    }
}

impl LatinSpelling {
    /// Looks up the pieces of a word of small Latin letters.
    pub(super) fn of(word: &str) -> Self {
        let table = table();
        let begin = |at: usize| {
            let lengths = 1..=MAX_LETTERS.min(word.len() - at);
            let piece = |length: usize| Some((length, &table.get(word.get(at..at + length)?)?[..]));
            lengths.filter_map(piece).collect()
        };
        Self { pieces: (0..word.len()).map(begin).collect() }
    }

    /// Returns what this spelling and what was heard are worth as one word;
    /// `None` where no pieces make both.
    pub(super) fn evidence(&self, heard: &HangulJamo) -> Option<PairScore> {
        let (letters, jamo) = (self.pieces.len(), &heard.0);
        let width = jamo.len() + 1;
        let mut best = vec![f32::NEG_INFINITY; (letters + 1) * width];
        best[0] = 0.0;
        for (at, pieces) in self.pieces.iter().enumerate() {
            for from in 0..width {
                let before = best[at * width + from];
                if before == f32::NEG_INFINITY {
                    continue;
                }
                for (length, heard_as) in pieces {
                    for piece in *heard_as {
                        if jamo[from..].starts_with(&piece.jamo) {
                            let to = (at + length) * width + from + piece.jamo.len();
                            best[to] = best[to].max(before + piece.worth);
                        }
                    }
                }
            }
        }
        let worth = best[letters * width + jamo.len()];
        let size = (letters + jamo.len()).max(1) as f32;
        (worth > f32::NEG_INFINITY).then(|| PairScore { worth, mean: worth / size })
    }
}

/// Reads the table, once.
fn table() -> &'static FxHashMap<&'static str, Vec<Piece>> {
    static READ: OnceLock<FxHashMap<&'static str, Vec<Piece>>> = OnceLock::new();
    READ.get_or_init(|| {
        let mut table: FxHashMap<&'static str, Vec<Piece>> = FxHashMap::default();
        for line in TABLE.lines() {
            let mut columns = line.split('\t');
            let (Some(letters), Some(jamo)) = (columns.next(), columns.next()) else { continue };
            let hundredths = columns.next().and_then(|worth| worth.parse::<f32>().ok());
            let jamo: Box<[u8]> = jamo.chars().filter_map(number).collect();
            let worth = hundredths.unwrap_or(0.0) / 100.0;
            table.entry(letters).or_default().push(Piece { jamo, worth });
        }
        table
    })
}

/// Numbers a letter of the table: 19 initials and 21 vowels in the order of
/// syllables, finals as conjoining jamo.
fn number(letter: char) -> Option<u8> {
    const INITIALS: &str = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
    const FIRST_FINAL: u32 = 0x11a7;
    let place = |letters: &str| letters.chars().position(|own| own == letter);
    if let Some(initial) = place(INITIALS) {
        return Some(initial as u8);
    }
    match u32::from(letter) {
        vowel @ 0x314f..=0x3163 => Some(VOWELS_FROM + (vowel - 0x314f) as u8),
        last @ 0x11a8..=0x11c2 => Some(FINALS_FROM + (last - FIRST_FINAL) as u8),
        _ => None,
    }
}
