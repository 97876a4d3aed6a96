//! Whether the query names the section's heading, or the nearest one above: the sections
//! below a heading answer questions about what the heading names.

use crate::index::{Strength, strength_and_focus};
use crate::search::lattice::Matcher;
use crate::search::retrieve::BODY_POSITION;
use crate::search::rule::Rule;

use super::bm25f::is_in_nearest;
use super::context::ScoringContext;

/// Returns the signal: the sum for both headings.
pub(super) fn value(context: &ScoringContext<'_>) -> f32 {
    own(context) + above(context)
}

/// Scores the words of the section's own heading that the query has, in proportion to
/// their share of the heading.
fn own(context: &ScoringContext<'_>) -> f32 {
    let candidate = context.candidate;
    let mut positions = Vec::new();
    let mut worth = 0.0;
    let mut share = 0.0f32;
    for edge in context.edges(context.consistent_path) {
        match &edge.matcher {
            Matcher::Phrase(probes) => {
                let before = positions.len();
                for probe in probes {
                    let found = &candidate.occurrence(*probe).positions;
                    positions.extend(found.iter().take_while(|p| **p < BODY_POSITION).copied());
                }
                if positions.len() > before {
                    worth += edge.idf * edge.weight;
                }
            }
            Matcher::Entry(probe)
                if strength_and_focus(candidate.occurrence(*probe).title).0
                    == Strength::Subject as usize =>
            {
                worth += edge.idf * edge.weight;
                share = 1.0;
            }
            _ => {}
        }
    }
    positions.sort_unstable();
    positions.dedup();
    let named = positions.len() as f32 / candidate.title_length.max(1) as f32;
    context.query.weights.heading_complete * worth * share.max(named).min(1.0)
}

/// Scores the same for the nearest heading above; a heading that has other words as well
/// gives much less. Initials don't count, as many headings have words that begin so.
fn above(context: &ScoringContext<'_>) -> f32 {
    let candidate = context.candidate;
    let mut named = 0;
    let mut worth = 0.0;
    for edge in context.edges(context.consistent_path).filter(|edge| edge.rule != Rule::Initials) {
        let Matcher::Phrase(probes) = &edge.matcher else { continue };
        let is_named = |probe: &&usize| is_in_nearest(candidate.occurrence(**probe).trail);
        let count = probes.iter().filter(is_named).count();
        if count > 0 {
            named += count;
            worth += edge.idf * edge.weight;
        }
    }
    let share = (named as f32 / candidate.above_length.max(1) as f32).min(1.0);
    let weights = context.query.weights;
    weights.above_complete * worth * share.powf(weights.above_power)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::fixture::{Section, query, signal};
    use crate::search::lattice::LeafSpan;
    use crate::search::weights::Weights;

    #[test]
    fn the_more_of_the_heading_is_named_the_more() {
        let most = Weights::default().heading_complete;
        let lattice = query(&[("a", 1.0), ("b", 2.0)]);
        for (title, expected) in
            [("a b", 3.0), ("a b x x", 1.5), ("a", 1.0), ("a x", 0.5), ("x", 0.0), ("", 0.0)]
        {
            let section = Section { title, body: "a b", ..Section::default() };
            assert_eq!(signal(value, &lattice, section, &[0, 1]), most * expected, "{title}");
        }
    }

    #[test]
    fn all_of_the_heading_above_is_to_be_named() {
        let Weights { above_complete, above_power, .. } = Weights::default();
        let half = 0.5f32.powf(above_power);
        let lattice = query(&[("a", 1.0), ("b", 2.0)]);
        for (above, trail, expected) in [
            ("a b", "", 3.0),
            ("a", "", 1.0),
            ("a x", "", half),
            ("x", "", 0.0),
            ("", "", 0.0),
            // Of headings further up nothing is asked.
            ("x", "a b", 0.0),
            ("a", "x x x", 1.0),
        ] {
            let section = Section { above, trail, body: "a b", ..Section::default() };
            assert_eq!(
                signal(value, &lattice, section, &[0, 1]),
                above_complete * expected,
                "{above}"
            );
        }
    }

    #[test]
    fn initials_name_no_heading_above() {
        let most = Weights::default().above_complete;
        for (rule, expected) in [(Rule::Spelling, 1.0), (Rule::Initials, 0.0)] {
            let lattice = query(&[("a", 1.0)]).read_as_words(LeafSpan::one(0), rule, 1.0, "ay");
            let section = Section { above: "ay", body: "x", ..Section::default() };
            assert_eq!(signal(value, &lattice, section, &[1]), most * expected, "{}", rule.name());
        }
    }

    #[test]
    fn no_more_than_the_whole_heading_is_named() {
        let most = Weights::default().heading_complete;
        let lattice =
            query(&[("a", 2.0), ("b", 1.0)]).read_as_entry(LeafSpan::one(0), Rule::Name, "s/a");
        let entries = [("s/a", 1, Strength::Subject, 0)];
        let section = Section { title: "b x", entries: &entries, ..Section::default() };
        assert_eq!(signal(value, &lattice, section, &[2, 1]), most * 3.0);
    }

    #[test]
    fn a_heading_about_the_entry_is_all_named() {
        let most = Weights::default().heading_complete;
        let lattice = query(&[("a", 2.0)]).read_as_entry(LeafSpan::one(0), Rule::Name, "s/a");
        for (strength, expected) in [(Strength::Subject, 2.0), (Strength::Compared, 0.0)] {
            let entries = [("s/a", 1, strength, 0)];
            let section = Section { title: "x y", entries: &entries, ..Section::default() };
            assert_eq!(signal(value, &lattice, section, &[1]), most * expected);
        }
    }
}
