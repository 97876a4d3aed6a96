//! Words of the other language that are near in meaning: what a general glossary
//! would have, learnt instead of listed. The lexicon's glossary has the words of its
//! fields, and is surer.

use crate::error::Result;
use crate::meaning::translations;
use crate::search::lattice::LeafSpan;
use crate::search::rule::Rule;

use super::edges::{Edges, Reading};
use super::knowledge::Knowledge;
use super::query_text::QueryText;

/// Words of less weight are of grammar, or too common to be asked for.
const LEAST_WEIGHT: f32 = 0.5;

pub(super) fn expand(text: &QueryText, knowledge: &Knowledge<'_>, edges: &mut Edges) -> Result<()> {
    let weight = knowledge.weights.rule(Rule::Translation);
    for (at, leaf) in text.leaves.iter().enumerate() {
        let is_asked = leaf.weight >= LEAST_WEIGHT && !text.is_fragment(at);
        // Many words of a long query are there: those need no other.
        if !is_asked || text.is_long && !text.is_missing(at) {
            continue;
        }
        for (term, translation) in translations(&leaf.term) {
            if edges.equivalents(at).iter().any(|known| known == term) {
                continue;
            }
            let weight = weight * translation.nearness;
            let reading = Reading { leaves: LeafSpan::one(at), rule: Rule::Translation, weight };
            edges.add_phrase(knowledge, reading, &[term.to_owned()], Some(translation.word));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::expand::fixture::Fixture;
    use crate::search::expand::glossary;

    #[test]
    fn words_are_read_as_those_of_the_other_language_that_the_notes_have() {
        let notes = Fixture::new(&["cats break bones at night", "병원은 밤에 연다", "replicate"]);
        notes.check(
            &[expand],
            &[
                ("고양이 뼈", &["고양이 → cat", "뼈 → bone"]),
                ("hospitals", &["hospitals → 병원"]),
                // Both ways, and not where the notes lack it.
                ("밤 중력", &["밤 → night"]),
                ("night", &["night → 밤"]),
                ("the", &[]),
            ],
        );
        // The glossary has said it.
        notes.check(&[glossary::expand, expand], &[("복제하다", &[])]);
        let [rule, weight] =
            [Rule::Translation, Rule::Glossary].map(|rule| notes.weights.rule(rule));
        assert_eq!(notes.weight(&[expand], "뼈", "bone"), rule);
        assert!(rule < weight);
    }
}
