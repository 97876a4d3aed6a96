//! The BM25F score of the query's words: each word counts once, by the reading with the
//! highest score in the section.

use crate::search::lattice::Matcher;
use crate::search::retrieve::Candidate;

use super::context::{RankingQuery, ScoringContext};
use super::phrase::phrase_frequency;
use super::{bm25f, entry};

/// Returns the signal: the sum over the best path.
pub(super) fn value(context: &ScoringContext<'_>) -> f32 {
    context.best_path.iter().fold(0.0, |sum, (_, value)| sum + value)
}

/// Returns the score of an edge in a section.
pub(crate) fn reading(number: usize, candidate: &Candidate, query: &RankingQuery<'_>) -> f32 {
    let edge = &query.lattice.edges[number];
    let worth = edge.idf * edge.weight;
    match &edge.matcher {
        Matcher::Phrase(probes) => {
            // Most edges match few sections: this is the quick way out.
            if probes.iter().any(|probe| candidate.occurrence(*probe).is_empty()) {
                return 0.0;
            }
            let frequency = phrase_frequency(edge, probes, candidate, query.weights);
            worth * bm25f::value(&frequency, candidate, query)
        }
        Matcher::Entry(probe) => worth * entry::value(candidate.occurrence(*probe), query.weights),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::Strength;
    use crate::search::fixture::{Section, query};
    use crate::search::lattice::LeafSpan;
    use crate::search::rule::Rule;
    use crate::search::weights::Weights;

    #[test]
    fn a_reading_gives_what_it_is_worth_where_it_is() {
        let weights = Weights::default();
        let leaf = LeafSpan::one(0);
        let lattice = query(&[("a", 2.0)])
            .read_as_words(leaf, Rule::Typo, 0.5, "b")
            .read_as_words(leaf, Rule::Glossary, 1.0, "c d")
            .read_as_entry(leaf, Rule::Name, "s/a");
        let query = RankingQuery::new(&lattice, &weights, 2.0);
        let of = |number: usize, section: Section<'_>| {
            reading(number, &section.candidate(0, &lattice), &query)
        };
        let body = |body| Section { body, ..Section::default() };
        let entries = [("s/a", 1, Strength::Compared, 0)];
        let entry = 2.0 * (weights.named_once + weights.named_often / (1.0 + weights.saturation));
        for (number, section, expected) in [
            (0, body("a x"), 2.0),
            (0, body("b x"), 0.0),
            (1, body("b x"), 1.0),
            (2, body("c d"), 2.0),
            (2, body("c x"), 0.0),
            (3, Section { entries: &entries, ..Section::default() }, entry),
            (3, body("a x"), 0.0),
        ] {
            let value = of(number, section);
            assert!((value - expected).abs() < 1e-5, "{number} {value} {expected}");
        }
    }
}
