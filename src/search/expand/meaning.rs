//! The vector of a query, and whether sections are sought by it.

use galpi_meaning::TextVector;

use crate::meaning::of_terms;
use crate::search::lattice::Leaf;
use crate::search::weights::Weights;

use super::query_text::QueryText;

/// Content words of a query whose vector finds sections, at least. Whoever types one or
/// two wants sections that have them, not sections that are merely near in meaning.
const MIN_WORDS: usize = 3;

/// Returns the vector of a query; `None` where no word of it has one.
pub(super) fn of(text: &QueryText) -> Option<TextVector> {
    of_terms([(text.terms.as_slice(), 1.0)])
}

/// Says whether a query has enough content words for sections to be found by its vector.
pub(super) fn has_enough_words(text: &QueryText, weights: &Weights) -> bool {
    let is_content = |leaf: &Leaf| leaf.weight >= weights.grammar_in_meaning;
    text.words.iter().filter(|word| word.any(&text.leaves, is_content)).count() >= MIN_WORDS
}
