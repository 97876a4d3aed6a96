//! Coverage: the share of the query that a section has.

use crate::search::lattice::{Edge, Matcher};
use crate::search::retrieve::Candidate;
use crate::search::weights::Weights;

use super::context::ScoringContext;
use super::phrase::phrase_frequency;

/// Returns the share of the query that is covered, from 0 to 1. Each word counts by its
/// inverse document frequency.
pub(super) fn value(context: &ScoringContext<'_>) -> f32 {
    let lattice = context.query.lattice;
    let of_edge = |edge: &Edge| {
        let share = share(edge, context.candidate, context.query.weights);
        lattice.idf(edge.leaves) * share * edge.weight
    };
    // Of no edges the sum is −0, which would be told as it is.
    let covered = 0.0 + context.edges(context.best_path).map(of_edge).sum::<f32>();
    (covered / context.query.total_idf.max(f32::EPSILON)).clamp(0.0, 1.0)
}

/// Returns the factor of the score for a covered share.
pub(super) fn factor(coverage: f32, weights: &Weights) -> f32 {
    1.0 - weights.coverage + weights.coverage * coverage.powf(weights.coverage_power)
}

/// Returns how much of a reading the section has: less than 1 where its words are not
/// together.
fn share(edge: &Edge, candidate: &Candidate, weights: &Weights) -> f32 {
    match &edge.matcher {
        Matcher::Phrase(probes) if probes.len() > 1 => {
            let is_whole = phrase_frequency(edge, probes, candidate, weights).is_whole;
            if is_whole { 1.0 } else { weights.scattered }
        }
        _ => 1.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::fixture::{Section, query, signal};
    use crate::search::lattice::LeafSpan;
    use crate::search::rule::Rule;

    fn body(body: &str) -> Section<'_> {
        Section { body, ..Section::default() }
    }

    #[test]
    fn rare_words_are_more_of_the_query() {
        let lattice = query(&[("a", 1.0), ("b", 3.0)]);
        for (path, expected) in [(&[0, 1][..], 1.0), (&[1], 0.75), (&[0], 0.25), (&[], 0.0)] {
            assert_eq!(signal(value, &lattice, body("a b"), path), expected, "{path:?}");
        }
    }

    #[test]
    fn doubtful_and_scattered_readings_cover_less() {
        let both = LeafSpan::new(0, 2);
        let lattice = query(&[("a", 1.0), ("b", 1.0)])
            .read_as_words(both, Rule::Glossary, 0.5, "c")
            .read_as_words(both, Rule::Glossary, 1.0, "d e");
        assert_eq!(signal(value, &lattice, body("c"), &[2]), 0.5);
        assert_eq!(signal(value, &lattice, body("d e"), &[3]), 1.0);
        assert_eq!(signal(value, &lattice, body("e d"), &[3]), Weights::default().scattered);
    }

    #[test]
    fn the_factor_is_one_for_all_and_least_for_nothing() {
        let weights = Weights::default();
        assert_eq!(factor(1.0, &weights), 1.0);
        assert_eq!(factor(0.0, &weights), 1.0 - weights.coverage);
        assert!(factor(0.5, &weights) < 1.0 - weights.coverage / 2.0);
    }
}
