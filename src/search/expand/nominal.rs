//! Nouns that may be the nominal form (-기) of a verb: 심기 of 심다, 읽기 of 읽다.
//!
//! The dictionary has the commonest of these as nouns, some with another meaning (주기, a
//! period, or a form of 주다, to give). Only beside other words is such a noun read as the
//! verb, and only where no note has the noun.

use crate::analysis::korean::{VERB_ENDINGS, dictionary_form};
use crate::analysis::{Term, TokenKind, hangul_term};
use crate::error::Result;
use crate::search::lattice::LeafSpan;
use crate::search::rule::Rule;

use super::edges::{Edges, Reading};
use super::knowledge::Knowledge;
use super::query_text::QueryText;

pub(super) fn expand(text: &QueryText, knowledge: &Knowledge<'_>, edges: &mut Edges) -> Result<()> {
    if text.words.len() < 2 {
        return Ok(());
    }
    let weight = knowledge.weights.rule(Rule::Nominal);
    for (at, leaf) in text.leaves.iter().enumerate() {
        let leaves = LeafSpan::one(at);
        let is_absent_noun = leaf.kind == TokenKind::Noun && text.is_missing(at);
        let Some(stem) = text.surface(leaves).strip_suffix('기').filter(|_| is_absent_noun) else {
            continue;
        };
        // With one ending alone it may look like a noun: 심고, a solemn report.
        if VERB_ENDINGS.iter().any(|end| is_verb(stem, &knowledge.terms(&format!("{stem}{end}")))) {
            let reading = Reading { leaves, rule: Rule::Nominal, weight };
            let verb = dictionary_form(stem);
            edges.add_phrase(knowledge, reading, &[hangul_term(stem)], Some(&verb));
        }
    }
    Ok(())
}

/// Says whether the dictionary takes a stem with an ending for a verb.
fn is_verb(stem: &str, with_ending: &[Term]) -> bool {
    matches!(with_ending, [verb] if verb.kind == TokenKind::Verb && verb.term == hangul_term(stem))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::expand::fixture::Fixture;

    #[test]
    fn a_noun_beside_others_may_be_the_form_of_a_verb() {
        let notes = Fixture::new(&["감자를 심는다", "선물을 준다", "대기열"]);
        notes.check(
            &[expand],
            &[
                ("감자 심기", &["심기 → 심다"]),
                // Alone it is the noun; nothing is one that the notes have.
                ("심기", &[]),
                ("감자 대기열", &[]),
                ("감자 전기", &[]),
            ],
        );
    }
}
