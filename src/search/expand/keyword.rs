//! The words as typed: each leaf, and wholes of several.

use crate::error::Result;
use crate::search::lattice::LeafSpan;
use crate::search::rule::Rule;

use super::edges::{Edges, Reading};
use super::knowledge::Knowledge;
use super::query_text::QueryText;

pub(super) fn expand(text: &QueryText, knowledge: &Knowledge<'_>, edges: &mut Edges) -> Result<()> {
    let weight = knowledge.weights.rule(Rule::Keyword);
    let reading = |leaves| Reading { leaves, rule: Rule::Keyword, weight };
    for (at, leaf) in text.leaves.iter().enumerate() {
        let term = std::slice::from_ref(&leaf.term);
        edges.add_terms(knowledge, reading(LeafSpan::one(at)), term);
    }
    for term in &text.terms {
        let Some(leaves) = text.cover(term.span) else { continue };
        let is_leaf = leaves.len() == 1 && text.leaves[leaves.from].term == term.term;
        if !is_leaf {
            edges.add_terms(knowledge, reading(leaves), std::slice::from_ref(&term.term));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::expand::fixture::Fixture;

    #[test]
    fn words_of_the_notes_are_read_as_typed() {
        let notes = Fixture::new(&["치즈를 지하실에 보관한다", "cheese cellars"]);
        notes.check(
            &[expand],
            &[
                ("치즈 보관", &["보관 → 보관", "치즈 → 치즈"]),
                ("치즈를 어디에", &["치즈 → 치즈"]),
                ("Cellar", &["Cellar → cellar"]),
                ("버터 butter", &[]),
                ("", &[]),
            ],
        );
    }

    #[test]
    fn what_is_typed_is_sure() {
        let notes = Fixture::new(&["치즈"]);
        assert_eq!(notes.weight(&[expand], "치즈", "치즈"), 1.0);
    }
}
