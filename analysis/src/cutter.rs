//! Cutting the words of a script into pieces.

use super::token::Piece;

/// Cuts words of one script. The pieces of a word depend on nothing but it.
pub(super) trait Cutter {
    /// Cuts a composed word into its terms, the whole before its parts.
    fn cut(&mut self, word: &str) -> Vec<Piece>;
}
