//! Cutting the words of a script into pieces.

use crate::span::Span;

use super::latin::Latin;
use super::token::{Piece, TokenKind};

/// Cuts words of one script. The pieces of a word depend on nothing but it.
pub(super) trait Cutter {
    /// Cuts a composed word into its terms, the whole before its parts.
    fn cut(&mut self, word: &str) -> Vec<Piece>;
}

/// Keeps words whole, folded: those of scripts of which no grammar is known.
pub(super) struct Whole;

impl Cutter for Whole {
    fn cut(&mut self, word: &str) -> Vec<Piece> {
        let (term, span) = (Latin::fold(word).into(), Span::new(0, word.len()));
        vec![Piece { term, span, place: 0, length: 1, kind: TokenKind::Other }]
    }
}
