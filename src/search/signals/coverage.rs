//! How much of the query a section has.

use crate::search::lattice::{Edge, Matcher};
use crate::search::retrieve::Candidate;
use crate::search::weights::Weights;

use super::bigrams;
use super::phrase::phrase_frequency;
use super::scene::Scene;

/// Returns the share of the query that is covered, from 0 to 1; rare words are
/// more of it.
pub(super) fn value(scene: &Scene<'_>) -> f32 {
    let lattice = scene.query.lattice;
    let of_edge = |edge: &Edge| {
        let share = share(edge, scene.candidate, scene.query.weights);
        lattice.idf(edge.leaves) * share * edge.weight
    };
    let covered: f32 = scene.edges(scene.best).map(of_edge).sum();
    (covered / scene.query.total_idf.max(f32::EPSILON)).clamp(0.0, 1.0)
}

/// Returns what a covered share multiplies the score by.
pub(super) fn factor(coverage: f32, weights: &Weights) -> f32 {
    1.0 - weights.coverage + weights.coverage * coverage.powf(weights.coverage_power)
}

/// Returns how much of a reading's words the section has.
fn share(edge: &Edge, candidate: &Candidate, weights: &Weights) -> f32 {
    match &edge.matcher {
        Matcher::Bigrams(probes) => bigrams::share(probes, candidate),
        Matcher::Phrase(probes) if probes.len() > 1 => {
            let is_whole = phrase_frequency(probes, candidate, weights).is_whole;
            if is_whole { 1.0 } else { weights.scattered }
        }
        _ => 1.0,
    }
}
