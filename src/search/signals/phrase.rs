//! How often a section has some terms one after the other.

use crate::search::retrieve::{BODY_POSITION, Candidate, Occurrence};
use crate::search::weights::Weights;

/// How often a phrase is in which part of a section.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct PhraseFrequency {
    pub(super) title: f32,
    pub(super) trail: f32,
    pub(super) body: f32,
    /// Whether its words stand together somewhere.
    pub(super) is_whole: bool,
}

/// Finds terms one after the other; where they are only scattered, a part of
/// the rarest counts.
pub(super) fn phrase_frequency(
    probes: &[usize],
    candidate: &Candidate,
    weights: &Weights,
) -> PhraseFrequency {
    let first = candidate.occurrence(probes[0]);
    if probes.len() == 1 {
        return PhraseFrequency {
            title: first.title as f32,
            trail: first.trail as f32,
            body: first.body as f32,
            is_whole: true,
        };
    }
    if probes.iter().any(|probe| candidate.occurrence(*probe).is_empty()) {
        return PhraseFrequency::default();
    }
    let (mut title, mut body) = (0.0, 0.0);
    for start in first.positions.iter().filter(|at| stands_at(**at, probes, candidate, weights)) {
        if *start < BODY_POSITION { title += 1.0 } else { body += 1.0 }
    }
    if title + body > 0.0 {
        return PhraseFrequency { title, trail: 0.0, body, is_whole: true };
    }
    let least = |count: fn(&Occurrence) -> u32| {
        let counts = probes.iter().map(|probe| count(candidate.occurrence(*probe)));
        weights.scattered * counts.min().unwrap_or(0) as f32
    };
    PhraseFrequency {
        title: least(|o| o.title),
        trail: least(|o| o.trail),
        body: least(|o| o.body + o.title),
        is_whole: false,
    }
}

/// Says whether a phrase begins at a position of its first term.
fn stands_at(start: u32, probes: &[usize], candidate: &Candidate, weights: &Weights) -> bool {
    let mut at = start;
    probes[1..].iter().all(|probe| {
        let positions = &candidate.occurrence(*probe).positions;
        let next = positions.partition_point(|p| *p <= at);
        match positions.get(next) {
            Some(position) if (position - at) as f32 <= 1.0 + weights.slop => {
                at = *position;
                true
            }
            _ => false,
        }
    })
}
