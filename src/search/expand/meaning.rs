//! What a query means as a whole, by the vectors of its words.

use galpi_meaning::TextVector;

use crate::meaning::of_terms;
use crate::search::lattice::Leaf;

use super::query_text::QueryText;

/// Words that say something, at least, for sections to be sought by meaning: one
/// or two are looked for as words, and a section that has none of them isn't what
/// they mean.
const MIN_WORDS: usize = 3;
/// Words of less weight are of grammar.
const GRAMMAR_WEIGHT: f32 = 0.3;

/// Returns the meaning of a query; `None` where no word of it has one.
pub(super) fn of(text: &QueryText) -> Option<TextVector> {
    of_terms([(text.terms.as_slice(), 1.0)])
}

/// Says whether a query has words enough for sections to be found by what they
/// mean together.
pub(super) fn has_enough_words(text: &QueryText) -> bool {
    let says = |leaf: &Leaf| leaf.weight >= GRAMMAR_WEIGHT;
    let words = text.words.iter().filter(|word| text.leaves[word.range()].iter().any(says));
    words.count() >= MIN_WORDS
}
