//! Tokenisers: what cuts the words of one script into terms.

use super::token::Piece;

/// Cuts words of one script into terms. The result depends on nothing but the word, so
/// that it can be remembered.
pub(super) trait Cutter {
    /// Cuts a composed word into its terms, the whole before its parts.
    fn cut(&mut self, word: &str) -> Vec<Piece>;
}
