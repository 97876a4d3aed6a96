//! The tokeniser of scripts without a grammar here.

use unicode_normalization::UnicodeNormalization;

use crate::span::Span;

use super::cutter::Cutter;
use super::token::{Piece, TokenKind};

/// Keeps words whole, folded: with their marks, which in other scripts than Latin tell
/// letters apart (が is no か).
pub(super) struct Whole;

impl Cutter for Whole {
    fn cut(&mut self, word: &str) -> Vec<Piece> {
        let folded: String = word.nfkc().flat_map(char::to_lowercase).collect();
        let (term, span) = (folded.into(), Span::new(0, word.len()));
        vec![Piece { term, span, place: 0, length: 1, kind: TokenKind::Other }]
    }
}
