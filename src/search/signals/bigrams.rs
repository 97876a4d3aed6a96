//! How much of a name that no dictionary has a section has, by the pairs of its
//! syllables.

use crate::search::retrieve::Candidate;
use crate::search::weights::Weights;

/// Returns the share of the pairs that the section has.
pub(super) fn share(probes: &[usize], candidate: &Candidate) -> f32 {
    let found = probes.iter().filter(|probe| !candidate.occurrence(**probe).is_empty()).count();
    found as f32 / probes.len().max(1) as f32
}

/// Returns what the pairs give of `worth`.
pub(super) fn value(worth: f32, probes: &[usize], candidate: &Candidate, weights: &Weights) -> f32 {
    let share = share(probes, candidate);
    if share < weights.least_pairs { 0.0 } else { worth * share * share }
}
