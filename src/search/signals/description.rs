//! Whether the query describes what the section is about.

use crate::index::strength_and_focus;
use crate::search::retrieve::Candidate;
use crate::search::rule::Rule;

use super::scene::{Query, Scene};

/// What descriptions give a section.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct DescriptionFit {
    pub(crate) value: f32,
    /// The number of the description that fits best.
    pub(crate) best: Option<usize>,
}

/// Returns what descriptions give.
pub(super) fn value(scene: &Scene<'_>) -> f32 {
    scene.description
}

/// Returns what it gives a section that the query describes what it is about.
/// Several descriptions that fit are worth more than one, but less than their
/// sum, as like entries are described alike: their scores are added in squares.
pub(crate) fn fit(candidate: &Candidate, query: &Query<'_>) -> DescriptionFit {
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
