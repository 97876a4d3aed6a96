//! What the readings of the query's words give: each word counts once, by the
//! reading of it that the section has best.

use crate::search::lattice::Matcher;
use crate::search::retrieve::Candidate;

use super::phrase::phrase_frequency;
use super::scene::{Query, Scene};
use super::{bigrams, bm25f, entry};

/// Returns what the best readings give together.
pub(super) fn value(scene: &Scene<'_>) -> f32 {
    scene.best.iter().fold(0.0, |sum, (_, value)| sum + value)
}

/// Returns what a reading gives a section.
pub(crate) fn reading(number: usize, candidate: &Candidate, query: &Query<'_>) -> f32 {
    let edge = &query.lattice.edges[number];
    let worth = edge.idf * edge.weight;
    match &edge.matcher {
        Matcher::Phrase(probes) => {
            // Most readings are in few sections.
            if probes.iter().any(|probe| candidate.occurrence(*probe).is_empty()) {
                return 0.0;
            }
            let frequency = phrase_frequency(probes, candidate, query.weights);
            worth * bm25f::value(&frequency, candidate, query)
        }
        Matcher::Entry(probe) => worth * entry::value(candidate.occurrence(*probe), query.weights),
        Matcher::Bigrams(probes) => bigrams::value(worth, probes, candidate, query.weights),
    }
}
