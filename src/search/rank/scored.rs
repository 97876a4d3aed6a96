//! A scored section.

use crate::search::retrieve::Candidate;
use crate::search::signals::{Path, SignalValues};

use super::literal::LiteralMatch;

/// A score, and how it came about.
#[derive(Clone, Debug)]
pub(crate) struct Scored {
    pub(crate) score: f32,
    /// What of the query stands in the section as typed: it decides before the
    /// score.
    pub(crate) literal: LiteralMatch,
    /// The readings of the query's words that the section has.
    pub(crate) path: Path,
    pub(crate) signals: SignalValues,
    /// What the sum of the signals was multiplied by.
    pub(crate) factor: f32,
    /// The number of the entry that the section was found by without a word of
    /// the query: one that the query describes, or asks for.
    pub(crate) entry: Option<usize>,
}

/// A section with its score.
pub(crate) type Ranked = (Scored, Candidate);

/// Sorts sections, the best first: by what stands in them as typed, then by
/// score. Those that score less than `least_share` of the best are left out,
/// but for those that have all that was typed.
pub(super) fn sorted(mut ranked: Vec<Ranked>, least_share: f32) -> Vec<Ranked> {
    let best = ranked.iter().map(|(scored, _)| scored.score).fold(0.0, f32::max);
    ranked.retain(|(scored, _)| {
        scored.score >= best * least_share || scored.literal > LiteralMatch::Incomplete
    });
    ranked.sort_by(|(a, x), (b, y)| {
        b.literal
            .cmp(&a.literal)
            .then(b.score.total_cmp(&a.score))
            .then((x.segment, x.doc).cmp(&(y.segment, y.doc)))
    });
    ranked
}

#[cfg(test)]
mod tests {
    use super::*;

    fn section(doc: u32, score: f32, literal: LiteralMatch) -> Ranked {
        let (path, signals) = (Path::new(), SignalValues::default());
        let scored = Scored { score, literal, path, signals, factor: 1.0, entry: None };
        (scored, Candidate::new(0, doc))
    }

    fn order(sections: Vec<Ranked>, least_share: f32) -> Vec<u32> {
        sorted(sections, least_share).iter().map(|(_, section)| section.doc).collect()
    }

    #[test]
    fn the_best_come_first_and_those_far_behind_not_at_all() {
        for (least_share, expected) in
            [(0.0, &[2, 0, 3, 1][..]), (0.1, &[2, 0, 3]), (0.5, &[2, 0, 3]), (0.6, &[2])]
        {
            let scores = [1.0, 0.1, 2.0, 1.0];
            let numbered = (0..).zip(scores);
            let sections =
                numbered.map(|(doc, score)| section(doc, score, LiteralMatch::Incomplete));
            assert_eq!(order(sections.collect(), least_share), expected, "{least_share}");
        }
        assert!(sorted(Vec::new(), 0.5).is_empty());
    }

    #[test]
    fn what_was_typed_comes_before_any_score_and_is_never_left_out() {
        let sections = vec![
            section(0, 9.0, LiteralMatch::Incomplete),
            section(1, 0.1, LiteralMatch::AllWords),
            section(2, 0.2, LiteralMatch::AllWords),
            section(3, 0.0, LiteralMatch::ExactForm),
            section(4, 0.1, LiteralMatch::Incomplete),
        ];
        assert_eq!(order(sections, 0.5), [3, 2, 1, 0]);
    }
}
