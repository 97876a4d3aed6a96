//! Words of the other language that are nearest in vector space: what a general glossary
//! would list, learnt instead. The lexicon's own glossary is surer, and is asked before.

use crate::analysis::{hangul_term, jamo};
use crate::error::Result;
use crate::meaning::translations;
use crate::search::lattice::LeafSpan;
use crate::search::rule::Rule;

use super::edges::{Edges, Reading};
use super::knowledge::Knowledge;
use super::query_text::QueryText;

pub(super) fn expand(text: &QueryText, knowledge: &Knowledge<'_>, edges: &mut Edges) -> Result<()> {
    for (at, leaf) in text.leaves.iter().enumerate() {
        // Words of a long query that the notes have need no other reading.
        let is_had = text.is_long && !text.is_missing(at);
        if !leaf.is_common() && !is_had && !text.is_fragment(at) {
            add(LeafSpan::one(at), &leaf.term, knowledge, edges);
        }
    }
    // A word that the dictionary cut into several: 도서관, a library, into 도서 and 관.
    for word in text.words.iter().filter(|word| word.len() > 1) {
        let surface = text.surface(*word);
        if surface.chars().all(jamo::is_syllable) {
            add(*word, &hangul_term(surface), knowledge, edges);
        }
    }
    Ok(())
}

/// Adds the translations of a term that stands for some leaves.
fn add(leaves: LeafSpan, term: &str, knowledge: &Knowledge<'_>, edges: &mut Edges) {
    for (other, translation) in translations(term) {
        let is_known = || edges.equivalents(leaves.from).iter().any(|known| known == other);
        if leaves.len() == 1 && is_known() {
            continue;
        }
        let weight = knowledge.weights.rule(Rule::Translation) * translation.nearness;
        let reading = Reading { leaves, rule: Rule::Translation, weight };
        edges.add_phrase(knowledge, reading, &[other.to_owned()], Some(translation.word));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::expand::fixture::Fixture;
    use crate::search::expand::glossary;

    #[test]
    fn words_are_read_as_those_of_the_other_language_that_the_notes_have() {
        let notes = Fixture::new(&[
            "cats break bones at night",
            "병원은 밤에 연다",
            "replicate the library",
        ]);
        notes.check(
            &[expand],
            &[
                ("고양이 뼈", &["고양이 → cat", "뼈 → bone"]),
                ("hospitals", &["hospitals → 병원"]),
                // Both ways, and not where the notes lack it.
                ("밤 중력", &["밤 → night"]),
                ("night", &["night → 밤"]),
                ("the", &[]),
                // The dictionary has 도서 and 관.
                ("도서관에서", &["도서관 → library"]),
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
