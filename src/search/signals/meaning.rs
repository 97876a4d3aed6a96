//! Whether a section means what the query means, whatever its words.
//!
//! How much that counts depends on how much the words say: a section that has
//! all words of the query gains little by its meaning, one that has none of
//! them is found by it alone.

use crate::search::weights::Weights;

use super::context::ScoringContext;
use super::coverage;

/// Returns what the meaning of a section gives.
pub(super) fn value(context: &ScoringContext<'_>) -> f32 {
    let weights = context.query.weights;
    let near = context.candidate.nearness;
    // Most queries ask for no meaning; what is covered need not be told then.
    if near <= 0.0 {
        return 0.0;
    }
    let uncovered = 1.0 - weights.meaning_covered * coverage::value(context);
    // The vector of a long query says no more than that of a short one, while
    // its words are worth more the more there are.
    // Where it lacks what was asked for by name, it is of what else was said: of
    // 나라 and 사람 alone in `묘청은 어느 나라 사람인가`.
    let asked = context.query.total_idf.sqrt() * context.query.vector_share.powi(2);
    weights.meaning * asked * near * uncovered
}

/// Returns what the meaning of all sections is multiplied by where the section
/// that has most of the query has this share of it: the less the words say
/// anywhere, the more it is the meaning that was asked for.
pub(crate) fn lift(coverage: f32, weights: &Weights) -> f32 {
    1.0 + weights.meaning_lift * (weights.meaning_enough - coverage).max(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::fixture::{Section, query};
    use crate::search::signals::context::RankingQuery;

    #[test]
    fn meaning_counts_for_less_where_the_words_say_more() {
        let weights = Weights::default();
        let lattice = query(&[("a", 1.0), ("b", 1.0)]);
        let of = |body, nearness, path: &[usize]| {
            let mut candidate = Section { body, ..Section::default() }.candidate(0, &lattice);
            candidate.nearness = nearness;
            let best = path.iter().map(|edge| (*edge, 1.0)).collect();
            let query = RankingQuery::new(&lattice, &weights, 2.0);
            let context = ScoringContext {
                query,
                candidate: &candidate,
                best_path: &best,
                consistent_path: &best,
                description: 0.0,
            };
            value(&context)
        };
        assert_eq!(of("x", 1.0, &[]), weights.meaning * 2.0f32.sqrt());
        assert_eq!(of("x", -0.5, &[]), 0.0);
        assert!(of("x", 0.5, &[]) > of("a", 0.5, &[0]));
        assert!(of("a", 0.5, &[0]) > of("a b", 0.5, &[0, 1]));
    }

    #[test]
    fn meaning_counts_for_more_where_the_words_say_little_anywhere() {
        let weights = Weights::default();
        let lifts = [0.0, 0.4, weights.meaning_enough].map(|coverage| lift(coverage, &weights));
        assert!(lifts.is_sorted_by(|a, b| a > b), "{lifts:?}");
        assert_eq!(lift(1.0, &weights), 1.0);
    }
}
