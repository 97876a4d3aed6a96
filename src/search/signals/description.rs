//! Whether the query describes an entry that the section is about.

use crate::index::strength_and_focus;
use crate::search::retrieve::Candidate;
use crate::search::rule::Rule;

use super::context::{RankingQuery, ScoringContext};
use super::coverage;

/// The score of a section by described entries.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct DescriptionFit {
    pub(crate) value: f32,
    /// The number of the entry that adds most, among those that the query describes.
    pub(crate) best: Option<usize>,
}

/// Returns the signal. One word is no description: whoever types it wants sections that
/// have it before sections about an entry whose gloss has it, so only what of the word
/// the section lacks counts.
pub(super) fn value(context: &ScoringContext<'_>) -> f32 {
    match context.query.lattice.words.len() {
        _ if context.description <= 0.0 => 0.0,
        1 => context.description * (1.0 - coverage::value(context)),
        _ => context.description,
    }
}

/// Scores a section by the described entries that it mentions. Similar entries have
/// similar descriptions, so that their scores aren't independent: they are added as the
/// root of their squares, which is more than the highest and less than the sum.
pub(crate) fn fit(candidate: &Candidate, query: &RankingQuery<'_>) -> DescriptionFit {
    let weights = query.weights;
    let mut squares = 0.0;
    let mut best: Option<(f32, usize)> = None;
    for (number, described) in query.lattice.described.iter().enumerate() {
        let occurrence = candidate.occurrence(described.probe);
        if occurrence.is_empty() {
            continue;
        }
        let strength = weights.described[strength_and_focus(occurrence.title).0];
        let fit = described.score * strength;
        squares += fit * fit;
        if best.is_none_or(|(score, _)| fit > score) {
            best = Some((fit, number));
        }
    }
    let value = weights.rule(Rule::Description) * squares.sqrt();
    DescriptionFit { value, best: best.map(|(_, number)| number) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::Strength;
    use crate::search::fixture::{Section, query, signal_of_candidate};
    use crate::search::weights::Weights;

    #[test]
    fn one_word_describes_nothing_where_it_stands() {
        for (words, path, share) in [
            (&[("a", 1.0)][..], &[0][..], 0.0),
            (&[("a", 1.0)], &[], 1.0),
            (&[("a", 1.0), ("b", 1.0)], &[0, 1], 1.0),
        ] {
            let lattice = query(words);
            let candidate = Section { body: "a b", ..Section::default() }.candidate(0, &lattice);
            let value = signal_of_candidate(value, &lattice, &candidate, path, 2.0);
            assert_eq!(value, 2.0 * share, "{words:?} {path:?}");
        }
    }

    #[test]
    fn what_is_described_is_worth_more_the_more_the_section_is_about_it() {
        let weights = Weights::default();
        let lattice =
            query(&[("a", 1.0)]).describing("s/a", 3.0, &[0]).describing("s/b", 4.0, &[0]);
        let query = RankingQuery::new(&lattice, &weights, 4.0);
        let of = |entries: &[(&str, u32, Strength, u32)]| {
            fit(&Section { entries, ..Section::default() }.candidate(0, &lattice), &query)
        };
        let rule = weights.rule(Rule::Description);
        for (entries, value, best) in [
            (&[("s/a", 1, Strength::Compared, 0)][..], 3.0, Some(0)),
            (&[("s/a", 1, Strength::Subject, 0)], 3.0 * weights.described[3], Some(0)),
            // Added in squares.
            (&[("s/a", 1, Strength::Compared, 0), ("s/b", 1, Strength::Compared, 0)], 5.0, Some(1)),
            (&[("s/c", 1, Strength::Subject, 0)], 0.0, None),
            (&[], 0.0, None),
        ] {
            assert_eq!(of(entries), DescriptionFit { value: rule * value, best }, "{entries:?}");
        }
    }
}
