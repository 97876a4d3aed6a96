//! Aliases mined from the notes: where a note has `보안그룹(Security Group)`,
//! each of the two is read as the other.

use crate::error::Result;
use crate::search::lattice::LeafSpan;
use crate::search::rule::Rule;
use crate::search::vocabulary::KeyKind;

use super::edges::{Edges, Reading};
use super::knowledge::Knowledge;
use super::query_text::QueryText;

/// Leaves of the longest name that is looked up.
const MAX_NAME_LEAVES: usize = 6;
/// Aliases of one name, at most.
const MAX_ALIASES: usize = 12;

pub(super) fn expand(text: &QueryText, knowledge: &Knowledge<'_>, edges: &mut Edges) -> Result<()> {
    let vocabulary = knowledge.vocabulary;
    let count = text.leaves.len();
    let weight = knowledge.weights.rule(Rule::MinedAlias);
    for from in 0..count {
        for to in from + 1..=count.min(from + MAX_NAME_LEAVES) {
            let leaves = LeafSpan::new(from, to);
            let name = text.folded(leaves);
            if !vocabulary.begins_alias(name)? {
                break;
            }
            if name.chars().nth(1).is_none() {
                continue;
            }
            let reading = Reading { leaves, rule: Rule::MinedAlias, weight };
            for alias in vocabulary.words_with_key(KeyKind::MinedAlias, name, MAX_ALIASES)? {
                if edges.add_text(knowledge, reading, &alias) {
                    edges.recognize(leaves);
                }
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::expand::fixture::Fixture;

    #[test]
    fn names_are_read_as_their_aliases() {
        let notes = Fixture::new(&["복구 시점 목표를 정한다", "recovery point"])
            .with_alias("RPO", "복구 시점 목표")
            .with_alias("보안 그룹", "Security Group");
        notes.check(
            &[expand],
            &[
                ("RPO 설정", &["RPO → 복구 시점 목표"]),
                ("rpo", &["rpo → 복구 시점 목표"]),
                // Not in the notes as it is.
                ("복구 시점 목표", &[]),
                ("보안 그룹", &[]),
                ("RP", &[]),
            ],
        );
    }

    #[test]
    fn a_name_with_an_alias_is_known() {
        let notes = Fixture::new(&["복구 시점 목표"]).with_alias("RPO", "복구 시점 목표");
        let (text, mut edges) = (notes.text("RPO"), Edges::new(1));
        expand(&text, &notes.knowledge(), &mut edges).expect("readings");
        assert!(edges.are_recognized(LeafSpan::one(0)));
    }
}
