//! A scored section.

use crate::search::retrieve::Candidate;
use crate::search::signals::{Path, SignalValues};

/// A score, and how it came about.
#[derive(Clone, Debug)]
pub(crate) struct Scored {
    pub(crate) score: f32,
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

/// Sorts sections, the best first; those that score less than `least_share` of
/// the best are left out.
pub(super) fn sorted(mut ranked: Vec<Ranked>, least_share: f32) -> Vec<Ranked> {
    let best = ranked.iter().map(|(scored, _)| scored.score).fold(0.0, f32::max);
    ranked.retain(|(scored, _)| scored.score >= best * least_share);
    ranked.sort_by(|(a, x), (b, y)| {
        b.score.total_cmp(&a.score).then((x.segment, x.doc).cmp(&(y.segment, y.doc)))
    });
    ranked
}
