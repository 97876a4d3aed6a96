//! Text → terms: Korean and English as galpi compares them.
//!
//! A text comes in, a stream of tokens goes out: the same for notes and for
//! queries. Each eojeol (what stands between spaces) is analysed on its own,
//! so that a word gives the same terms wherever it stands; what was analysed
//! once is remembered. Nothing here reads files or knows an index.
//!
//! A *term* is what is compared: Latin words folded and stemmed, Hangul as a
//! mark and the keys that type it (see [`jamo`]). A *token* is a term with its
//! place in the text.

#![forbid(unsafe_code)]
#![warn(missing_docs)]

mod address;
mod counter;
mod cutter;
pub mod edit_distance;
pub mod english;
mod fold;
pub mod jamo;
pub mod korean;
mod latin;
mod longest_match;
mod memory;
mod morpheme;
pub mod name;
pub mod orthography;
mod script;
pub mod sound;
pub mod span;
mod term_cache;
mod token;
pub mod unit;
mod value;
mod whole;

use span::Span;

use address::Addresses;
use counter::Counted;
use cutter::Cutter;
use latin::Latin;
use longest_match::LongestMatch;
use memory::{Memory, Word};
use morpheme::Morphemes;
use script::Script;
use whole::Whole;

pub use latin::has_deciding_sign;
pub use script::{Composed, is_composed};
pub use term_cache::TermCache;
pub use token::{
    HANGUL_MARK, MARKUP_MARK, SURFACE_MARK, Term, Token, TokenKind, display_term, markup_term,
    surface, surface_term,
};

/// Changes whenever the same text may give other terms than before: an index
/// of another version is not searched but made anew.
pub const ANALYSIS_VERSION: u32 = 9;

/// Names the dictionary that Korean words are cut by: another may cut them otherwise.
pub use galpi_dict::STAMP as DICTIONARY_STAMP;

/// Positions that a line break skips, so that words of two lines are not
/// taken for neighbours; an empty line skips as many again.
const LINE_GAP: u32 = 2;

/// Makes the tokeniser of a script.
type MakeCutter = fn() -> Box<dyn Cutter>;

/// The tokeniser of each script, in the order of [`Script`]. Another language is a file with
/// a [`Cutter`], its script in `script.rs`, and a row here.
const CUTTERS: [(Script, MakeCutter); 4] = [
    (Script::Korean, || Box::new(Morphemes::new())),
    (Script::Latin, || Box::new(Latin::new())),
    (Script::Other, || Box::new(Whole)),
    (Script::Url, || Box::new(Addresses::new())),
];

/// Turns texts into tokens. Each thread needs its own, as it remembers the words that it
/// has analysed.
pub struct Analyzer {
    /// By the rows of [`CUTTERS`]; each is made when the first word of its script
    /// comes, as the Korean one loads a dictionary.
    cutters: [Option<Box<dyn Cutter>>; CUTTERS.len()],
    memory: Memory,
}

impl Default for Analyzer {
    fn default() -> Self {
        Self::new()
    }
}

impl Analyzer {
    /// Makes an analyzer; the dictionary is loaded when the first Korean word
    /// is met.
    pub fn new() -> Self {
        Self { cutters: [const { None }; CUTTERS.len()], memory: Memory::default() }
    }

    /// Makes an analyzer that cuts Korean words into those terms for which `is_term` says
    /// yes, by longest match and without the dictionary: for texts whose terms are only
    /// summed up. What it makes of a text is no index's and no query's analysis.
    pub fn by_longest_match(is_term: fn(&str) -> bool) -> Self {
        let mut analyzer = Self::new();
        analyzer.cutters[Script::Korean as usize] = Some(Box::new(LongestMatch { is_term }));
        analyzer
    }

    /// Calls `sink` with each token of `text`, in order, the whole before its
    /// parts.
    ///
    /// # Examples
    ///
    /// ```
    /// use galpi_analysis::{Analyzer, TokenKind, display_term};
    ///
    /// let mut terms = Vec::new();
    /// Analyzer::new().analyze("S3의 볼륨을", |token| {
    ///     if token.kind.is_word() {
    ///         terms.push(format!("{}@{}", display_term(token.term), token.span.start));
    ///     }
    /// });
    /// assert_eq!(terms, ["s3@0", "볼륨@6"]);
    /// ```
    pub fn analyze(&mut self, text: &str, sink: impl FnMut(Token<'_>)) {
        self.analyze_some(text, |_, _| true, sink);
    }

    /// Does the same, but skips Korean words for which `is_wanted`, given a word and its
    /// place, says no: where it is known what is looked for, most words needn't be cut by
    /// the dictionary. Positions are then not those of the whole text.
    pub fn analyze_some(
        &mut self,
        text: &str,
        is_wanted: impl Fn(&str, Span) -> bool,
        mut sink: impl FnMut(Token<'_>),
    ) {
        let mut base = 0;
        let mut last_latin = usize::MAX;
        script::words(text, |word| {
            base += word.breaks * LINE_GAP;
            let composed = Composed::new(word.text);
            let surface = composed.as_ref().map_or(word.text, |c| c.text.as_str());
            let is_after_latin = word.span.start == last_latin && word.script == Script::Korean;
            if word.script == Script::Latin {
                last_latin = word.span.end;
            }
            if word.script == Script::Korean && !is_wanted(surface, word.span)
                || is_after_latin && korean::is_latin_particle(surface)
            {
                return;
            }
            let is_digit = |c: char| c.is_ascii_digit();
            let counted = match is_after_latin && text[..word.span.start].ends_with(is_digit) {
                true => Counted::of(surface, text[word.span.end..].starts_with(is_digit)),
                false => Counted::Word,
            };
            for (at, known) in self.known(word.script, surface, counted).into_iter().flatten() {
                let start = base;
                for piece in self.memory.pieces(known) {
                    let span = piece.span.shift(at);
                    let span = composed.as_ref().map_or(span, |c| c.origin(span));
                    let token = Token {
                        term: piece.term,
                        span: span.shift(word.span.start),
                        position: start + u32::from(piece.place),
                        length: u32::from(piece.length),
                        kind: piece.kind,
                        // The spans of a decomposed word differ from those remembered.
                        number: if composed.is_none() { piece.number } else { 0 },
                    };
                    base = base.max(token.position + token.length);
                    sink(token);
                }
            }
        });
    }

    /// Returns the words that a word of a text is analysed as, one or two, each with the byte
    /// that it begins at.
    fn known(
        &mut self,
        script: Script,
        surface: &str,
        counted: Counted<'_>,
    ) -> [Option<(usize, Word)>; 2] {
        let (first, second) = match counted {
            Counted::Word => (surface, None),
            Counted::Counter(counter) => (counter, None),
            Counted::BeforeOrdinal(before, ordinal) => (before, Some(ordinal)),
            Counted::Numbering => return [Some((0, self.as_noun(surface))), None],
        };
        let mut word = |text: &str| match self.memory.find(text) {
            Some(known) => known,
            None => self.learn(script, text),
        };
        let first_word = word(first);
        [Some((0, first_word)), second.map(|second| (first.len(), word(second)))]
    }

    /// Returns a Korean word as a noun, whatever the dictionary makes of it.
    fn as_noun(&mut self, surface: &str) -> Word {
        // No word has a digit in it.
        let key = format!("{surface}0");
        self.memory.find(&key).unwrap_or_else(|| {
            let (term, span) = (morpheme::term(surface), Span::new(0, surface.len()));
            let noun = token::Piece { term, span, place: 0, length: 1, kind: TokenKind::Noun };
            self.memory.add(&key, &[noun])
        })
    }

    /// Returns the tokens of `text` that are words, owned.
    pub fn terms(&mut self, text: &str) -> Vec<Term> {
        let mut terms = Vec::new();
        self.analyze(text, |token| {
            if token.kind.is_word() {
                terms.push(Term::from(token));
            }
        });
        terms
    }

    /// Analyses a word, and remembers it.
    fn learn(&mut self, script: Script, surface: &str) -> Word {
        let (_, make) = CUTTERS[script as usize];
        let pieces = self.cutters[script as usize].get_or_insert_with(make).cut(surface);
        self.memory.add(surface, &pieces)
    }
}

/// Returns the smallest terms of an analysis, one for each place.
pub fn leaf_terms(terms: &[Term]) -> Vec<String> {
    let mut leaves: Vec<&Term> = Vec::new();
    for term in terms.iter().filter(|t| t.length == 1) {
        // A noun with its suffix comes before the noun: the noun counts.
        if leaves.last().is_some_and(|last| last.position == term.position) {
            leaves.pop();
        }
        leaves.push(term);
    }
    leaves.into_iter().map(|term| term.term.to_string()).collect()
}

/// Returns the term of a Korean morpheme as the index keeps it.
pub fn hangul_term(text: &str) -> String {
    morpheme::term(text).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_script_has_its_row() {
        for (number, (script, _)) in CUTTERS.into_iter().enumerate() {
            assert_eq!(script as usize, number);
        }
    }
}
