//! A scored section.

use crate::search::retrieve::Candidate;
use crate::search::signals::{Path, SignalValues};

use super::literal::LiteralMatch;

/// A score, and how it came about.
#[derive(Clone, Debug)]
pub(crate) struct Scored {
    pub(crate) score: f32,
    /// How much of the query the section has literally: sections are sorted by this
    /// before their scores.
    pub(crate) literal: LiteralMatch,
    /// The path by which the section matches the words of the query.
    pub(crate) path: Path,
    pub(crate) signals: SignalValues,
    /// The product of the signals that are factors.
    pub(crate) factor: f32,
    /// The number of the entry that the section was found by: among those that the query
    /// describes, or those that it asks for by name.
    pub(crate) entry: Option<usize>,
}

/// A section with its score.
pub(crate) type Ranked = (Scored, Candidate);

/// Sorts sections, the best first: by how much of the query they have literally, then by
/// score. Those with less than `least_share` of the highest score are left out, unless
/// they have all words literally.
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
