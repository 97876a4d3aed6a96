//! Translations and synonyms that the glossary of the lexicon lists.

use rustc_hash::FxHashSet;

use crate::analysis::english::uninflected;
use crate::analysis::korean::{dictionary_form, verbs_of_noun};
use crate::analysis::{TokenKind, display_term, jamo};
use crate::error::Result;
use crate::lexicon::{Equivalents, Form};
use crate::name::fold;
use crate::search::lattice::{Leaf, LeafSpan};
use crate::search::rule::Rule;

use super::edges::{Edges, Reading};
use super::knowledge::Knowledge;
use super::query_text::QueryText;

/// Leaves of the longest phrase that is looked up in the glossary.
const MAX_FORM_LEAVES: usize = 6;
/// Edges that are added over the same leaves, at most.
const MAX_READINGS: usize = 12;

pub(super) fn expand(text: &QueryText, knowledge: &Knowledge<'_>, edges: &mut Edges) -> Result<()> {
    let lexicon = knowledge.lexicon;
    let count = text.leaves.len();
    // Only the last of several leaves is inflected; what stands before it is compared as
    // it stands.
    let forms: Vec<Vec<String>> = text
        .leaves
        .iter()
        .map(|leaf| dictionary_forms(&text.text[leaf.span.range()], leaf))
        .collect();
    for from in 0..count {
        let before = |to: usize| text.folded_before_last(LeafSpan::new(from, to));
        let is_begun = |to: &usize| lexicon.begins_form(before(*to));
        let most = count.min(from + MAX_FORM_LEAVES);
        let longest = (from + 1..=most).take_while(is_begun).last().unwrap_or(from);
        for to in (from + 1..=longest).rev() {
            let leaves = LeafSpan::new(from, to);
            let last = &forms[to - 1];
            let beginning = format!("{}{}", before(to), common_start(last));
            let is_fragment = leaves.len() == 1 && text.is_fragment(from);
            if is_fragment
                || text.surface(leaves).contains('\n')
                || !lexicon.begins_form(&beginning)
            {
                continue;
            }
            let mut added = 0;
            for last in last {
                let form = format!("{}{last}", before(to));
                if form.chars().nth(1).is_some() {
                    added += add_equivalents(leaves, &form, knowledge, edges);
                }
                if added >= MAX_READINGS {
                    break;
                }
            }
        }
    }
    Ok(())
}

/// Adds the translations and synonyms of a folded form; returns how many were new.
fn add_equivalents(
    leaves: LeafSpan,
    form: &str,
    knowledge: &Knowledge<'_>,
    edges: &mut Edges,
) -> usize {
    let weights = knowledge.weights;
    let mut added = 0;
    for row in knowledge.lexicon.equivalents(form) {
        edges.recognize(leaves);
        let weight = weights.rule(Rule::Glossary) * row.weight;
        let (translations, synonyms) = apart(&row, form);
        let translations = translations.iter().map(|other| (other, weight));
        // A synonym is looser than a translation.
        let synonyms = synonyms.iter().map(|other| (other, weight * weights.synonym));
        for (other, weight) in
            translations.chain(synonyms).filter(|(other, _)| fold(other.text) != form)
        {
            if leaves.len() == 1 && other.terms.len() == 1 {
                edges.add_equivalent(leaves.from, other.terms[0]);
            }
            let terms: Vec<String> = other.terms.iter().map(|term| (*term).to_owned()).collect();
            let reading = Reading { leaves, rule: Rule::Glossary, weight };
            added += usize::from(edges.add_phrase(knowledge, reading, &terms, Some(other.text)));
        }
    }
    added
}

/// Returns the forms of a row in the other language than `form`, and those in its own.
fn apart<'r, 'l>(row: &'r Equivalents<'l>, form: &str) -> (&'r [Form<'l>], &'r [Form<'l>]) {
    match form.chars().any(jamo::is_syllable) {
        true => (&row.english, &row.korean),
        false => (&row.korean, &row.english),
    }
}

/// Returns the folded forms under which a glossary may have an inflected word: as it
/// stands, and as dictionaries have it.
fn dictionary_forms(surface: &str, leaf: &Leaf) -> Vec<String> {
    let folded = fold(surface);
    let mut forms = vec![folded.clone()];
    match leaf.kind {
        TokenKind::Verb => forms.push(dictionary_form(&display_term(&leaf.term))),
        TokenKind::Noun | TokenKind::Unknown => forms.extend(verbs_of_noun(&folded)),
        TokenKind::Foreign if folded.len() > 3 => forms.extend(uninflected(&folded)),
        _ => {}
    }
    let mut seen = FxHashSet::default();
    forms.retain(|form| seen.insert(form.clone()));
    forms
}

/// Returns what all of some texts begin with.
fn common_start(texts: &[String]) -> &str {
    let Some((first, rest)) = texts.split_first() else { return "" };
    let is_common = |length: &usize| rest.iter().all(|text| text.starts_with(&first[..*length]));
    let mut lengths = first.char_indices().map(|(at, c)| at + c.len_utf8());
    &first[..lengths.rfind(is_common).unwrap_or(0)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::expand::fixture::Fixture;

    #[test]
    fn texts_have_a_common_start() {
        let start = |texts: &[&str]| {
            let texts: Vec<String> = texts.iter().map(|t| (*t).to_owned()).collect();
            common_start(&texts).to_owned()
        };
        assert_eq!(start(&["복제", "복제하다", "복제되다"]), "복제");
        assert_eq!(start(&["stop", "stoppe"]), "stop");
        assert_eq!(start(&["a", "b"]), "");
        assert_eq!(start(&[]), "");
    }

    #[test]
    fn words_are_read_as_their_equivalents() {
        let notes =
            Fixture::new(&["replicate the jars", "copy", "복사한다", "cross region", "복제"]);
        notes.check(
            &[expand],
            &[
                ("복제", &["복제 → copy", "복제 → replicate", "복제 → 복사하다"]),
                ("복제하는", &["복제 → copy", "복제 → replicate", "복제 → 복사하다"]),
                (
                    "replicating",
                    &["replicating → copy", "replicating → 복사하다", "replicating → 복제하다"],
                ),
                ("교차 리전", &["교차 리전 → cross region"]),
                // A phrase is read as a whole.
                ("교차", &[]),
                ("치즈", &[]),
            ],
        );
    }

    #[test]
    fn a_synonym_is_less_sure_than_a_translation() {
        let notes = Fixture::new(&["copy", "복사", "cross region"]);
        let rule = notes.weights.rule(Rule::Glossary);
        assert_eq!(notes.weight(&[expand], "복제", "copy"), rule);
        assert_eq!(notes.weight(&[expand], "복제", "복사하다"), rule * notes.weights.synonym);
        assert_eq!(notes.weight(&[expand], "교차 리전", "cross region"), rule * 0.8);
    }

    #[test]
    fn what_the_glossary_gives_is_kept_for_descriptions() {
        let notes = Fixture::new(&["치즈"]);
        let (text, mut edges) = (notes.text("복제"), Edges::new(1));
        expand(&text, &notes.knowledge(), &mut edges).expect("readings");
        assert!(edges.are_recognized(LeafSpan::one(0)));
        assert!(edges.equivalents(0).iter().any(|term| term == "copi" || term == "copy"));
    }
}
