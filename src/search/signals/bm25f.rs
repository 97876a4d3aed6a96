//! BM25F (Robertson, Zaragoza and Taylor, 2004): occurrences of a term in
//! heading, headings above and text are weighed before they saturate.

use crate::search::bm25::{length_norm, saturated};
use crate::search::retrieve::Candidate;

use super::phrase::PhraseFrequency;
use super::scene::Query;

/// Returns what a phrase gives that is worth 1.
pub(super) fn value(frequency: &PhraseFrequency, candidate: &Candidate, query: &Query<'_>) -> f32 {
    let weights = query.weights;
    let length = candidate.body_length as f32 / query.average_length;
    let body = frequency.body / length_norm(weights.length, length);
    let times = weights.title * frequency.title + weights.trail * frequency.trail + body;
    saturated(weights.saturation + 1.0, times, weights.saturation)
}
