//! Proximity: whether words that are neighbours in the query are near each other in the
//! section.

use crate::search::lattice::{Edge, Matcher};
use crate::search::retrieve::Candidate;
use crate::search::rule::Rule;

use super::context::ScoringContext;

/// Returns the signal: for each pair of neighbours on the path a share of the lesser's
/// worth, divided by their distance in the section.
pub(super) fn value(context: &ScoringContext<'_>) -> f32 {
    let weights = context.query.weights;
    let mut sum = 0.0;
    let edges = || context.edges(context.consistent_path);
    for (a, b) in edges().zip(edges().skip(1)) {
        if b.leaves.from > a.leaves.to + 1 {
            continue;
        }
        let (Some((_, ends)), Some((starts, _))) =
            (ends_of(a, context.candidate), ends_of(b, context.candidate))
        else {
            continue;
        };
        let Some(distance) = nearest(ends, starts).filter(|d| *d as f32 <= weights.reach) else {
            continue;
        };
        let worth = (a.idf * a.weight).min(b.idf * b.weight);
        let share = match (a.rule, b.rule) {
            // A word by its initials alone is a guess; two that are neighbours in the
            // section are probably the name that was meant.
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

/// Returns the least distance from one of `ends` to one of `starts`: 1 where it follows
/// right after, and one more than the difference where it comes before, as the order of
/// the query counts a little.
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
    use crate::search::fixture::{Section, query, signal};
    use crate::search::lattice::LeafSpan;
    use crate::search::weights::Weights;

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

    #[test]
    fn neighbours_of_the_query_give_more_the_nearer_they_are() {
        let weights = Weights::default();
        let lattice = query(&[("a", 1.0), ("b", 3.0), ("c", 2.0)]);
        let far = format!("a {} b", "x ".repeat(30));
        for (body, path, distance) in [
            ("a b", &[0, 1][..], Some(1.0)),
            ("a x b", &[0, 1], Some(2.0)),
            ("b a", &[0, 1], Some(2.0)),
            (far.as_str(), &[0, 1], None),
            ("a", &[0], None),
            // With one word of the query left out between them.
            ("a c", &[0, 2], Some(1.0)),
        ] {
            // The lesser of the two decides.
            let expected = distance.map_or(0.0, |distance| weights.proximity / distance);
            let section = Section { body, ..Section::default() };
            assert_eq!(signal(value, &lattice, section, path), expected, "{body}");
        }
    }

    #[test]
    fn names_by_their_initials_are_surer_together() {
        let weights = Weights::default();
        let lattice = query(&[("a", 1.0), ("b", 1.0)])
            .read_as_words(LeafSpan::one(0), Rule::Initials, 1.0, "ay")
            .read_as_words(LeafSpan::one(1), Rule::Initials, 1.0, "bee");
        let section = Section { body: "ay bee", ..Section::default() };
        assert_eq!(signal(value, &lattice, section, &[2, 3]), weights.initials_together);
    }

    #[test]
    fn entries_have_no_places() {
        let lattice =
            query(&[("a", 1.0), ("b", 1.0)]).read_as_entry(LeafSpan::one(0), Rule::Name, "s/a");
        assert_eq!(
            signal(value, &lattice, Section { body: "a b", ..Section::default() }, &[2, 1]),
            0.0
        );
    }
}
