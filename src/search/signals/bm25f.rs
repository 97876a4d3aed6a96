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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::fixture::{Section, query};
    use crate::search::signals::phrase::phrase_frequency;
    use crate::search::weights::Weights;

    #[test]
    fn more_and_higher_and_in_shorter_texts_is_better() {
        let (lattice, weights) = (query(&[("a", 1.0)]), Weights::default());
        let query = Query::new(&lattice, &weights, 4.0);
        let of = |title: &str, trail: &str, body: &str| {
            let section = Section { title, trail, body, entries: &[] }.candidate(0, &lattice);
            value(&phrase_frequency(&lattice.edges[0], &[0], &section, &weights), &section, &query)
        };
        let one = of("", "", "a x x x");
        for (better, worse) in [
            (of("", "", "a a x x"), one),
            (of("a", "", "x x x x"), one),
            (of("", "a", "x x x x"), one),
            (one, of("", "", "a x x x x x x x")),
            (one, of("", "", "x x x x")),
        ] {
            assert!(better > worse, "{better} {worse}");
        }
        // At the average length, once in the text: BM25's 1.
        assert!((one - 1.0).abs() < 1e-6, "{one}");
        assert!(of("", "", &"a ".repeat(500)) < weights.saturation + 1.0);
    }
}
