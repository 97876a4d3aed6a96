//! Phrase frequency: how often a section has terms one after the other.

use crate::search::lattice::Edge;
use crate::search::retrieve::{BODY_POSITION, Candidate, Occurrence};
use crate::search::rule::Tier;
use crate::search::weights::Weights;

/// The frequency of a phrase in the fields of a section.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct PhraseFrequency {
    pub(super) title: f32,
    pub(super) trail: f32,
    pub(super) body: f32,
    /// Whether its words are together anywhere.
    pub(super) is_whole: bool,
}

/// Returns the phrase frequency of an edge. Where its terms are all in the section but
/// nowhere together, a part of the least frequent one's occurrences counts. That doesn't
/// hold for a word as typed, whose terms are its morphemes: a section that has 날 and 개
/// doesn't have 날개.
pub(super) fn phrase_frequency(
    edge: &Edge,
    probes: &[usize],
    candidate: &Candidate,
    weights: &Weights,
) -> PhraseFrequency {
    let is_word = edge.rule.tier() == Tier::Written;
    let found = neighbours(probes, candidate, if is_word { 0.0 } else { weights.slop });
    if found.is_whole || is_word {
        return found;
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

/// Counts where terms follow each other, with at most `slop` other positions between
/// two of them.
fn neighbours(probes: &[usize], candidate: &Candidate, slop: f32) -> PhraseFrequency {
    let first = candidate.occurrence(probes[0]);
    if probes.len() == 1 && !first.is_empty() {
        return PhraseFrequency {
            title: first.title as f32,
            trail: first.trail as f32,
            body: first.body as f32,
            is_whole: true,
        };
    }
    let (mut title, mut body) = (0.0, 0.0);
    for start in first.positions.iter().filter(|at| stands_at(**at, probes, candidate, slop)) {
        if *start < BODY_POSITION { title += 1.0 } else { body += 1.0 }
    }
    PhraseFrequency { title, trail: 0.0, body, is_whole: title + body > 0.0 }
}

/// Says whether a section has terms one right after the other.
pub(crate) fn has_phrase(probes: &[usize], candidate: &Candidate) -> bool {
    neighbours(probes, candidate, 0.0).is_whole
}

/// Says whether a phrase begins at a position of its first term.
fn stands_at(start: u32, probes: &[usize], candidate: &Candidate, slop: f32) -> bool {
    let mut at = start;
    probes[1..].iter().all(|probe| {
        let positions = &candidate.occurrence(*probe).positions;
        let next = positions.partition_point(|p| *p <= at);
        match positions.get(next) {
            Some(position) if (position - at) as f32 <= 1.0 + slop => {
                at = *position;
                true
            }
            _ => false,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::fixture::{Section, query};
    use crate::search::lattice::{Lattice, LeafSpan, Matcher};
    use crate::search::rule::Rule;

    /// Returns a query, and a reading of it as two words by a rule.
    fn reading(rule: Rule) -> (Lattice, Edge) {
        let leaf = LeafSpan::one(0);
        let lattice = query(&[("ab", 1.0)]).read_as_words(leaf, rule, 1.0, "a b");
        let edge = lattice.edges.last().expect("a reading").clone();
        (lattice, edge)
    }

    #[test]
    fn words_count_where_they_stand_together() {
        let weights = Weights::default();
        let (lattice, edge) = reading(Rule::Glossary);
        let far = format!("a {} b", "x ".repeat(9));
        for (title, body, expected) in [
            ("a b", "", (1.0, 0.0, true)),
            ("", "a b a b", (0.0, 2.0, true)),
            // So many words may stand between them.
            ("", "a x x b", (0.0, 1.0, true)),
            ("", far.as_str(), (0.0, weights.scattered, false)),
            ("", "b a", (0.0, weights.scattered, false)),
            ("a", "b", (0.0, weights.scattered * 1.0, false)),
            ("a", "", (0.0, 0.0, false)),
        ] {
            let section = Section { title, body, ..Section::default() }.candidate(0, &lattice);
            let Matcher::Phrase(probes) = &edge.matcher else { panic!("a phrase") };
            let found = phrase_frequency(&edge, probes, &section, &weights);
            assert_eq!((found.title, found.body, found.is_whole), expected, "{title} | {body}");
        }
    }

    #[test]
    fn one_word_written_apart_stands_together_or_not_at_all() {
        let weights = Weights::default();
        let (lattice, edge) = reading(Rule::Spacing);
        let Matcher::Phrase(probes) = &edge.matcher else { panic!("a phrase") };
        for (body, expected) in [("a b", 1.0), ("a x b", 0.0), ("b a", 0.0)] {
            let section = Section { body, ..Section::default() }.candidate(0, &lattice);
            let found = phrase_frequency(&edge, probes, &section, &weights);
            assert_eq!((found.body, found.is_whole), (expected, expected > 0.0), "{body}");
        }
    }

    #[test]
    fn one_word_is_whole_wherever_it_stands() {
        let weights = Weights::default();
        let lattice = query(&[("a", 1.0)]);
        let section = Section { title: "a", trail: "a a", body: "a a a", ..Section::default() };
        let found =
            phrase_frequency(&lattice.edges[0], &[0], &section.candidate(0, &lattice), &weights);
        let expected = PhraseFrequency { title: 1.0, trail: 2.0, body: 3.0, is_whole: true };
        assert_eq!(found, expected);
    }
}
