//! Text → terms.
//!
//! A text comes in, a stream of tokens goes out: the same for notes and for
//! queries. Each eojeol (what stands between spaces) is analysed on its own,
//! so that a word gives the same terms wherever it stands; what was analysed
//! once is remembered. Nothing here reads files or knows an index.
//!
//! A *term* is what is compared: Latin words folded and stemmed, Hangul as a
//! mark and the keys that type it (see [`jamo`]). A *token* is a term with its
//! place in the text.

pub mod jamo;
pub mod korean;
mod latin;
mod morpheme;
mod script;
pub mod sound;
mod value;

use std::rc::Rc;

use rustc_hash::FxHashMap;

use crate::span::Span;

use latin::Latin;
use morpheme::Morphemes;
use script::Script;

pub(crate) use latin::has_deciding_sign;
pub(crate) use script::{Composed, is_composed};

/// Changes whenever the same text may give other terms than before: an index
/// of another version is not searched but made anew.
pub const ANALYSIS_VERSION: u32 = 3;

/// Begins each term of Hangul; no Latin term has it.
pub const HANGUL_MARK: char = '~';

/// Begins each term that is a Korean word as it stands in the text, see
/// [`TokenKind::Surface`]; what follows is the word itself, composed (NFC).
pub const SURFACE_MARK: char = '=';

/// Begins each term of a word that stands in a note's markup alone, as the name
/// of a tag does: it is found by what it is, and is no word of the text.
pub const MARKUP_MARK: char = '<';

/// Words that are remembered with their pieces, at most: some 30 MB. A larger
/// memory gains little, as the frequent words come first.
const MEMORY_WORDS: usize = 200_000;

/// Positions that a line break skips, so that words of two lines are not
/// taken for neighbours; an empty line skips as many again.
const LINE_GAP: u32 = 2;

/// A term and its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token<'a> {
    /// What is compared.
    pub term: &'a str,
    /// Where it stands, in bytes of the original text.
    pub span: Span,
    /// Where it stands, counted in the smallest terms of the text, from 0.
    pub position: u32,
    /// How many of the smallest terms it covers: 2 for a compound of two
    /// parts, which follow; 0 for a surface, and for what is another form of the
    /// term at its place.
    pub length: u32,
    /// What kind of word it is.
    pub kind: TokenKind,
}

/// Kinds of tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// A Korean noun, numeral or root.
    Noun,
    /// A Korean word that the dictionary doesn't have.
    Unknown,
    /// The stem of a verb or adjective, or an adverb.
    Verb,
    /// A word in Latin letters or digits.
    Foreign,
    /// A word of another script.
    Other,
    /// A Korean word as it stands, where its morphemes don't spell it. It is
    /// at the place of the first of them: whatever the dictionary makes of
    /// 생성과, it is found by what it begins with.
    Surface,
    /// What a value is one of or has in it, as 1.27.3 is of 1.27, N+1 has N, and
    /// 25,000 has 25: a note that has the one is found by the other, not the
    /// other way round.
    Series,
}

impl TokenKind {
    /// Says whether tokens of this kind are words of the text, cut by the
    /// grammar of their language.
    pub fn is_word(self) -> bool {
        !matches!(self, Self::Surface | Self::Series)
    }
}

/// A token before it has a place in a text: relative to its word.
#[derive(Clone, Debug)]
pub(crate) struct Piece {
    term: Box<str>,
    span: Span,
    place: u8,
    length: u8,
    kind: TokenKind,
}

/// Turns texts into tokens. Not to be shared by threads: each has its own
/// memory.
pub struct Analyzer {
    /// Made when the first Korean word comes.
    morphemes: Option<Morphemes>,
    latin: Latin,
    memory: FxHashMap<Box<str>, Rc<[Piece]>>,
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
        Self { morphemes: None, latin: Latin::new(), memory: FxHashMap::default() }
    }

    /// Calls `sink` with each token of `text`, in order, the whole before its
    /// parts.
    ///
    /// # Examples
    ///
    /// ```
    /// use galpi::analysis::{Analyzer, TokenKind, display_term};
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

    /// Does the same for the Korean words alone that `is_wanted` lets through,
    /// told a word and its place, and for all others: where it is known what is
    /// looked for, most words need no cutting. Positions are then not those of
    /// the whole text.
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
            let is_glued = word.span.start == last_latin && word.script == Script::Korean;
            if word.script == Script::Latin {
                last_latin = word.span.end;
            }
            if word.script == Script::Korean && !is_wanted(surface, word.span)
                || is_glued && korean::is_glued_particle(surface)
            {
                return;
            }
            let pieces = self.pieces(word.script, surface);
            let mut after = base;
            for piece in pieces.iter() {
                let span = composed.as_ref().map_or(piece.span, |c| c.origin(piece.span));
                let token = Token {
                    term: &piece.term,
                    span: span.shift(word.span.start),
                    position: base + u32::from(piece.place),
                    length: u32::from(piece.length),
                    kind: piece.kind,
                };
                after = after.max(token.position + token.length);
                sink(token);
            }
            base = after;
        });
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

    fn pieces(&mut self, script: Script, surface: &str) -> Rc<[Piece]> {
        if let Some(pieces) = self.memory.get(surface) {
            return pieces.clone();
        }
        let pieces: Rc<[Piece]> = match script {
            Script::Korean => {
                self.morphemes.get_or_insert_with(Morphemes::new).pieces(surface).into()
            }
            Script::Latin => self.latin.pieces(surface).into(),
            Script::Url => self.latin.url_pieces(surface).into(),
            Script::Other => [Piece {
                term: Latin::fold(surface).into(),
                span: Span::new(0, surface.len()),
                place: 0,
                length: 1,
                kind: TokenKind::Other,
            }]
            .into(),
        };
        if self.memory.len() >= MEMORY_WORDS {
            self.memory.clear();
        }
        self.memory.insert(surface.into(), pieces.clone());
        pieces
    }
}

/// An owned token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// What is compared.
    pub term: String,
    /// Where it stands, in bytes of the original text.
    pub span: Span,
    /// Its position, as in [`Token`].
    pub position: u32,
    /// How many of the smallest terms it covers.
    pub length: u32,
    /// What kind of word it is.
    pub kind: TokenKind,
}

impl From<Token<'_>> for Term {
    fn from(token: Token<'_>) -> Self {
        Self {
            term: token.term.to_owned(),
            span: token.span,
            position: token.position,
            length: token.length,
            kind: token.kind,
        }
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
    leaves.into_iter().map(|term| term.term.clone()).collect()
}

/// Returns a term as a person reads it: Hangul typed out of its keys.
pub fn display_term(term: &str) -> String {
    match term.strip_prefix(HANGUL_MARK) {
        Some(keys) => jamo::type_hangul(keys),
        None => term.strip_prefix([SURFACE_MARK, MARKUP_MARK]).unwrap_or(term).to_owned(),
    }
}

/// Returns the term of a Korean word as it stands.
pub fn surface_term(word: &str) -> String {
    format!("{SURFACE_MARK}{word}")
}

/// Returns the term of a word of markup that a text would have as `term`.
pub fn markup_term(term: &str) -> String {
    format!("{MARKUP_MARK}{term}")
}

/// Returns the term of a Korean morpheme as the index keeps it.
pub fn hangul_term(text: &str) -> String {
    morpheme::term(text).into()
}
