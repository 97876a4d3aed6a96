//! Names of entries, and entries that belong to those: parts, wholes, related ones.

use crate::error::Result;
use crate::lexicon::{Kind, Recognizer};
use crate::search::rule::Rule;

use super::edges::{Edges, Reading};
use super::knowledge::Knowledge;
use super::query_text::QueryText;

/// Parts and wholes of one entry for which edges are added, at most.
const MAX_NARROWER: usize = 24;
/// Related entries of one for which edges are added, at most.
const MAX_RELATED: usize = 12;

pub(super) fn expand(text: &QueryText, knowledge: &Knowledge<'_>, edges: &mut Edges) -> Result<()> {
    let (lexicon, weights) = (knowledge.lexicon, knowledge.weights);
    let is_allowed = |rule| knowledge.options.allows(rule);
    for mention in Recognizer::for_queries(lexicon).mentions(&text.text, &text.terms) {
        let Some(leaves) = text.cover(mention.span) else { continue };
        let surely = if mention.weak { weights.weak_name } else { 1.0 };
        let reading = |rule| Reading { leaves, rule, weight: weights.rule(rule) * surely };
        if !mention.weak {
            edges.recognize(leaves);
        }
        edges.add_entry(knowledge, reading(Rule::Name), &mention.id)?;
        let Some(entry) = lexicon.entry(&mention.id) else { continue };
        if is_allowed(Rule::Narrower) {
            for id in entry.parts.iter().chain(entry.parents.iter()).take(MAX_NARROWER) {
                edges.add_entry(knowledge, reading(Rule::Narrower), &id)?;
            }
        }
        if is_allowed(Rule::Related) {
            for id in entry.services.iter().chain(entry.related.iter()).take(MAX_RELATED) {
                edges.add_entry(knowledge, reading(Rule::Related), &id)?;
            }
        }
        if mention.id.kind() == Kind::Concept {
            edges.recognize(leaves);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::expand::fixture::Fixture;
    use crate::search::options::Options;

    const NOTES: [&str; 4] =
        ["AMS는 비싸다", "문스토어 볼트를 잠근다", "숙성은 오래 걸린다", "곰팡이"];

    #[test]
    fn names_are_read_as_entries_and_what_belongs_to_them() {
        Fixture::new(&NOTES).check(
            &[expand],
            &[
                // Its part is in the notes, too.
                (
                    "달 저장소 가격",
                    &["달 저장소 → Acme Moon Store", "달 저장소 → Acme Moon Store Vault"],
                ),
                (
                    "문스토어 볼트",
                    &["문스토어 볼트 → Acme Moon Store", "문스토어 볼트 → Acme Moon Store Vault"],
                ),
                (
                    "치즈 숙성",
                    &["치즈 숙성 → Acme Moon Store", "치즈 숙성 → mould", "치즈 숙성 → ripening"],
                ),
                ("가격", &[]),
            ],
        );
    }

    #[test]
    fn entries_that_the_notes_do_not_name_are_not_read() {
        Fixture::new(&["가격"]).check(&[expand], &[("달 저장소 가격", &[]), ("숙성", &[])]);
    }

    #[test]
    fn a_name_that_is_a_word_too_is_less_sure() {
        let notes = Fixture::new(&NOTES);
        let weight = |typed| notes.weight(&[expand], typed, "Acme Moon Store");
        let (sure, weak) = (weight("AMS"), weight("moon"));
        assert_eq!(sure, notes.weights.rule(Rule::Name));
        assert_eq!(weak, sure * notes.weights.weak_name);
        let part = notes.weight(&[expand], "AMS", "Acme Moon Store Vault");
        assert_eq!(part, notes.weights.rule(Rule::Narrower));
        let related = notes.weight(&[expand], "숙성", "mould");
        assert_eq!(related, notes.weights.rule(Rule::Related));
    }

    #[test]
    fn rules_may_be_left_out() {
        for (rule, expected) in [(Rule::Narrower, 3), (Rule::Related, 1)] {
            let options = Options { without: Some(rule), ..Options::default() };
            let notes = Fixture::new(&NOTES).with_options(options);
            assert_eq!(notes.run("숙성", &[expand]).edges.len(), expected, "{}", rule.name());
        }
    }
}
