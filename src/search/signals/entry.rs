//! How much a section says of an entry: how strongly it is about it, and how
//! often it names it.

use crate::index::strength_and_focus;
use crate::search::bm25::saturated;
use crate::search::retrieve::Occurrence;
use crate::search::weights::Weights;

/// Returns how much a section says of an entry.
pub(crate) fn value(occurrence: &Occurrence, weights: &Weights) -> f32 {
    if occurrence.is_empty() {
        return 0.0;
    }
    let (strength, _) = strength_and_focus(occurrence.title);
    let often = saturated(1.0, occurrence.body as f32, weights.saturation);
    weights.strength[strength] * (weights.named_once + weights.named_often * often)
}

/// Returns what a heading gives that begins with the entry's name, or is
/// nothing else.
pub(crate) fn focus(occurrence: &Occurrence, weights: &Weights) -> f32 {
    let (_, focus) = strength_and_focus(occurrence.title);
    weights.focus * focus as f32
}
