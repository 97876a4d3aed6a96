//! How near the vector of a section is to that of the query, whatever its words.
//!
//! It counts the less the more of the query's words the section has: with all of them it
//! adds little, with none of them the section is found by its vector alone.

use crate::search::weights::Weights;

use super::context::ScoringContext;
use super::coverage;

/// Returns the signal.
pub(super) fn value(context: &ScoringContext<'_>) -> f32 {
    let weights = context.query.weights;
    let near = context.candidate.nearness;
    // Most queries aren't sought by meaning: coverage needn't be computed for them.
    if near <= 0.0 {
        return 0.0;
    }
    let uncovered = 1.0 - weights.meaning_covered * coverage::value(context);
    // The score by words grows with the length of the query, nearness doesn't: it is
    // scaled by the square root of the words' worth. Words without a vector, mostly
    // names, are missing from the query's vector, which then says less of what is asked
    // (of `묘청은 어느 나라 사람인가` it is that of 나라 and 사람 alone).
    let asked = context.query.total_idf.sqrt() * context.query.vector_share.powi(2);
    weights.meaning * asked * near * uncovered
}

/// Returns the factor of this signal for all sections, by the highest coverage among
/// them: where no section has much of the words, the vector decides.
pub(crate) fn lift(coverage: f32, weights: &Weights) -> f32 {
    1.0 + weights.meaning_lift * (weights.meaning_enough - coverage).max(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::fixture::{Section, query, signal_of_candidate};

    use galpi_meaning::TextVector;

    #[test]
    fn meaning_counts_for_less_where_the_words_say_more() {
        let weights = Weights::default();
        let lattice = query(&[("a", 1.0), ("b", 1.0)]);
        let of = |body, nearness, path: &[usize]| {
            let mut candidate = Section { body, ..Section::default() }.candidate(0, &lattice);
            candidate.nearness = nearness;
            signal_of_candidate(value, &lattice, &candidate, path, 0.0)
        };
        assert_eq!(of("x", 1.0, &[]), weights.meaning * 2.0f32.sqrt());
        assert_eq!(of("x", -0.5, &[]), 0.0);
        assert!(of("x", 0.5, &[]) > of("a", 0.5, &[0]));
        assert!(of("a", 0.5, &[0]) > of("a b", 0.5, &[0, 1]));
    }

    #[test]
    fn a_word_without_a_vector_makes_meaning_count_for_less() {
        let weights = Weights::default();
        for (words, share) in
            [(["water", "doctor"], 1.0f32), (["water", "xqzv"], 0.5), (["xqzv", "vqzx"], 0.0)]
        {
            let mut lattice = query(&words.map(|word| (word, 1.0)));
            lattice.meaning = Some(TextVector::from_bytes(&[127]));
            let mut candidate = Section::default().candidate(0, &lattice);
            candidate.nearness = 1.0;
            let expected = weights.meaning * 2.0f32.sqrt() * share.powi(2);
            let value = signal_of_candidate(value, &lattice, &candidate, &[], 0.0);
            assert_eq!(value, expected, "{words:?}");
        }
    }

    #[test]
    fn meaning_counts_for_more_where_the_words_say_little_anywhere() {
        let weights = Weights::default();
        let lifts = [0.0, 0.4, weights.meaning_enough].map(|coverage| lift(coverage, &weights));
        assert!(lifts.is_sorted_by(|a, b| a > b), "{lifts:?}");
        assert_eq!(lift(1.0, &weights), 1.0);
    }
}
