//! How likely a Korean word is the transliteration of a word in Latin letters.
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

use crate::jamo;

/// What was learnt, sorted by the letters (`build.rs` reads `confusions.tsv`).
static PIECES: &[Piece] = &include!(concat!(env!("OUT_DIR"), "/confusions.rs"));

/// Letters of the longest piece.
const MAX_LETTERS: usize = 3;
/// The initial consonant that is silent.
const SILENT_INITIAL: char = 'ㅇ';
/// Final consonants are conjoining jamo, numbered from here; vowels, as letters of
/// their own, from there.
const BEFORE_FINALS: u32 = 0x11a7;
const FIRST_VOWEL: u32 = 'ㅏ' as u32;

/// Some letters, and what they may be heard as.
#[derive(Debug)]
struct Piece {
    letters: &'static str,
    /// Initial consonants and vowels as letters of their own, final consonants as
    /// conjoining jamo; ㅇ that begins a syllable isn't there.
    jamo: &'static [char],
    /// Hundredths of a nat.
    hundredths: i16,
}

/// A word of Hangul as jamo, written as those of a [`Piece`].
#[derive(Clone, Debug, Default)]
pub(super) struct HangulJamo(Vec<char>);

/// A word of small Latin letters, and the pieces that may begin at each.
#[derive(Clone, Debug, Default)]
pub(super) struct LatinSpelling {
    pieces: Vec<Vec<&'static Piece>>,
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
        let letter = |first: u32, number: usize| char::from_u32(first + number as u32);
        let mut heard = Vec::with_capacity(word.len());
        for syllable in word.chars() {
            let Some(jamo) = jamo::decompose(syllable) else { continue };
            heard.extend(
                jamo::initial_letter(syllable).filter(|initial| *initial != SILENT_INITIAL),
            );
            heard.extend(letter(FIRST_VOWEL, jamo.vowel));
            heard.extend(letter(BEFORE_FINALS, jamo.last).filter(|_| jamo.last != 0));
        }
        Self(heard)
    }
}

impl LatinSpelling {
    /// Looks up the pieces of a word of small Latin letters.
    pub(super) fn of(word: &str) -> Self {
        let begin = |at: usize| {
            let lengths = 1..=MAX_LETTERS.min(word.len() - at);
            lengths.filter_map(|length| word.get(at..at + length)).flat_map(pieces_of).collect()
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
                for piece in pieces.iter().filter(|p| jamo[from..].starts_with(p.jamo)) {
                    let to = (at + piece.letters.len()) * width + from + piece.jamo.len();
                    best[to] = best[to].max(before + f32::from(piece.hundredths) / 100.0);
                }
            }
        }
        let worth = best[letters * width + jamo.len()];
        let size = (letters + jamo.len()).max(1) as f32;
        (worth > f32::NEG_INFINITY).then(|| PairScore { worth, mean: worth / size })
    }
}

/// Returns the pieces of some letters.
fn pieces_of(letters: &str) -> &'static [Piece] {
    let start = PIECES.partition_point(|piece| piece.letters < letters);
    let count = PIECES[start..].partition_point(|piece| piece.letters == letters);
    &PIECES[start..start + count]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_looked_up_by_their_letters() {
        assert!(PIECES.is_sorted_by_key(|piece| piece.letters));
        assert!(PIECES.iter().all(|piece| (1..=MAX_LETTERS).contains(&piece.letters.len())));
        for piece in PIECES {
            let found = pieces_of(piece.letters);
            assert!(found.iter().any(|own| own.jamo == piece.jamo), "{piece:?}");
            assert!(found.iter().all(|own| own.letters == piece.letters), "{piece:?}");
        }
        assert!(pieces_of("qqq").is_empty());
        assert!(pieces_of("").is_empty());
    }

    #[test]
    fn syllables_are_taken_apart_as_pieces_are_written() {
        let HangulJamo(jamo) = HangulJamo::of("안과");
        assert_eq!(jamo, ['ㅏ', '\u{11ab}', 'ㄱ', 'ㅘ']);
    }

    #[test]
    fn a_loanword_is_worth_more_than_a_word_that_sounds_a_little_like_it() {
        let mean = |spelt: &str, heard: &str| {
            let evidence = LatinSpelling::of(spelt).evidence(&HangulJamo::of(heard));
            evidence.map_or(f32::NEG_INFINITY, |evidence| evidence.mean)
        };
        assert!(mean("volume", "볼륨") > mean("volume", "바람"));
        assert!(mean("server", "서버") > mean("server", "수박"));
        assert_eq!(mean("", "볼륨"), f32::NEG_INFINITY);
    }
}
