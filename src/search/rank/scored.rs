//! A scored section.

use crate::search::retrieve::Candidate;
use crate::search::signals::{Path, SignalValues};

use super::written::Written;

/// A score, and how it came about.
#[derive(Clone, Debug)]
pub(crate) struct Scored {
    pub(crate) score: f32,
    /// What of the query stands in the section as typed: it decides before the
    /// score.
    pub(crate) written: Written,
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
        scored.score >= best * least_share || scored.written > Written::Nothing
    });
    ranked.sort_by(|(a, x), (b, y)| {
        b.written
            .cmp(&a.written)
            .then(b.score.total_cmp(&a.score))
            .then((x.segment, x.doc).cmp(&(y.segment, y.doc)))
    });
    ranked
}

#[cfg(test)]
mod tests {
    use super::*;

    fn section(doc: u32, score: f32) -> Ranked {
        let (path, signals) = (Path::new(), SignalValues::default());
        (
            Scored { score, written: Written::Nothing, path, signals, factor: 1.0, entry: None },
            Candidate::new(0, doc),
        )
    }

    #[test]
    fn the_best_come_first_and_those_far_behind_not_at_all() {
        for (least_share, expected) in
            [(0.0, &[2, 0, 3, 1][..]), (0.1, &[2, 0, 3]), (0.5, &[2, 0, 3]), (0.6, &[2])]
        {
            let sections = vec![section(0, 1.0), section(1, 0.1), section(2, 2.0), section(3, 1.0)];
            let docs: Vec<u32> =
                sorted(sections, least_share).iter().map(|(_, section)| section.doc).collect();
            assert_eq!(docs, expected, "{least_share}");
        }
        assert!(sorted(Vec::new(), 0.5).is_empty());
    }
}
