//! Whether neighbours of the query are neighbours in the section.

use crate::search::lattice::{Edge, Matcher};
use crate::search::retrieve::Candidate;
use crate::search::rule::Rule;

use super::scene::Scene;

/// Returns what neighbours of the query that are neighbours in the section
/// give.
pub(super) fn value(scene: &Scene<'_>) -> f32 {
    let weights = scene.query.weights;
    let mut sum = 0.0;
    let edges = || scene.edges(scene.agreed);
    for (a, b) in edges().zip(edges().skip(1)) {
        if b.leaves.from > a.leaves.to + 1 {
            continue;
        }
        let (Some((_, ends)), Some((starts, _))) =
            (ends_of(a, scene.candidate), ends_of(b, scene.candidate))
        else {
            continue;
        };
        let Some(distance) = nearest(ends, starts).filter(|d| *d as f32 <= weights.reach) else {
            continue;
        };
        let worth = (a.idf * a.weight).min(b.idf * b.weight);
        let share = match (a.rule, b.rule) {
            // Initials alone say little; together they say a name.
            (Rule::Initials, Rule::Initials) => weights.initials_together,
            _ => weights.proximity,
        };
        sum += share * worth / distance as f32;
    }
    sum
}

/// Returns the positions of the first and of the last term of a phrase.
pub(crate) fn ends_of<'c>(edge: &Edge, candidate: &'c Candidate) -> Option<(&'c [u32], &'c [u32])> {
    let Matcher::Phrase(probes) = &edge.matcher else { return None };
    let positions = |probe: usize| candidate.occurrence(probe).positions.as_slice();
    Some((positions(probes[0]), positions(probes[probes.len() - 1])))
}

/// Returns the distance from one of `ends` to the nearest of `starts`: 1 where
/// the one follows the other, and one more where it comes before.
pub(crate) fn nearest(ends: &[u32], starts: &[u32]) -> Option<u32> {
    let mut best: Option<u32> = None;
    for end in ends {
        let next = starts.partition_point(|start| start <= end);
        let after = starts.get(next).map(|start| start - end);
        let before = next.checked_sub(1).map(|i| end - starts[i] + 1);
        best = [best, after, before].into_iter().flatten().filter(|d| *d > 0).min();
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_is_found_on_either_side() {
        for (ends, starts, expected) in [
            (&[5][..], &[6][..], Some(1)),
            (&[5], &[5], Some(1)),
            (&[5], &[4], Some(2)),
            (&[5], &[1, 9], Some(4)),
            (&[5, 20], &[1, 22], Some(2)),
            (&[5], &[], None),
            (&[], &[3], None),
        ] {
            assert_eq!(nearest(ends, starts), expected, "{ends:?} {starts:?}");
        }
    }
}
