//! Terms and their places in a text.

use compact_str::CompactString;

use crate::span::{Span, boundary};

use super::jamo;

/// Begins each term of Hangul; no Latin term has it.
pub const HANGUL_MARK: char = '~';

/// Begins each term that is a Korean word as it stands in the text, see
/// [`TokenKind::Surface`]; what follows is the composed word (NFC), its syllables
/// as the keys that type them: these take less than half the room in the index.
pub const SURFACE_MARK: char = '=';

/// Begins each term of a word that stands in a note's markup alone, as the name
/// of a tag does: it is found by what it is, and is no word of the text.
pub const MARKUP_MARK: char = '<';

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
    /// The number under which the analyzer remembers it, the same for the same
    /// word and the same place in it; 0 where it doesn't.
    pub number: u32,
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
    /// A more general value: 1.27 of 1.27.3, N of N+1, 25 of 25,000. A note that has the
    /// value is found by it, but not the other way round.
    Series,
}

impl TokenKind {
    /// Says whether tokens of this kind are words of the text, cut by the
    /// grammar of their language.
    #[inline]
    pub fn is_word(self) -> bool {
        !matches!(self, Self::Surface | Self::Series)
    }
}

/// A token before it has a place in a text: relative to its word.
#[derive(Clone, Debug)]
pub(crate) struct Piece {
    pub(super) term: Box<str>,
    pub(super) span: Span,
    pub(super) place: u8,
    pub(super) length: u8,
    pub(super) kind: TokenKind,
}

/// An owned token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// What is compared; mostly short enough to need no memory of its own.
    pub term: CompactString,
    /// Where it stands, in bytes of the original text.
    pub span: Span,
    /// Its position, as in [`Token`].
    pub position: u32,
    /// How many of the smallest terms it covers.
    pub length: u32,
    /// What kind of word it is.
    pub kind: TokenKind,
    /// Its number, as in [`Token`].
    pub number: u32,
}

impl From<Token<'_>> for Term {
    #[inline]
    fn from(token: Token<'_>) -> Self {
        Self {
            term: CompactString::new(token.term),
            span: token.span,
            position: token.position,
            length: token.length,
            kind: token.kind,
            number: token.number,
        }
    }
}

/// Returns a term as a person reads it: Hangul typed out of its keys.
pub fn display_term(term: &str) -> String {
    let term = term.strip_prefix(MARKUP_MARK).unwrap_or(term);
    match term.strip_prefix([HANGUL_MARK, SURFACE_MARK]) {
        Some(keys) => jamo::type_hangul(keys),
        None => term.to_owned(),
    }
}

/// Of longer words the beginning alone is kept as it stands: 20 syllables are more
/// than the longest word has.
const MAX_SURFACE_BYTES: usize = 60;

/// Returns how much of a Korean word its term as it stands has: all of it, or the
/// beginning of one that is too long to be a word.
pub fn surface(word: &str) -> &str {
    &word[..boundary(word, MAX_SURFACE_BYTES)]
}

/// Returns the term of a Korean word as it stands, of no more than [`surface`].
pub fn surface_term(word: &str) -> String {
    let word = surface(word);
    let mut term = String::with_capacity(1 + word.len());
    term.push(SURFACE_MARK);
    jamo::push_syllable_keys(word, &mut term);
    term
}

/// Returns the term of a word of markup that a text would have as `term`.
pub fn markup_term(term: &str) -> String {
    format!("{MARKUP_MARK}{term}")
}
