//! The tokeniser of scripts without a grammar here.

use crate::span::Span;

use super::cutter::Cutter;
use super::latin::Latin;
use super::token::{Piece, TokenKind};

/// Keeps words whole, folded.
pub(super) struct Whole;

impl Cutter for Whole {
    fn cut(&mut self, word: &str) -> Vec<Piece> {
        let (term, span) = (Latin::fold(word).into(), Span::new(0, word.len()));
        vec![Piece { term, span, place: 0, length: 1, kind: TokenKind::Other }]
    }
}
