//! Words that were typed apart and that the notes write together, and the reverse.

use std::rc::Rc;

use crate::analysis::{TokenKind, hangul_term};
use crate::error::Result;
use crate::search::lattice::LeafSpan;
use crate::search::rule::Rule;

use super::edges::{Edges, Reading};
use super::knowledge::Knowledge;
use super::query_text::QueryText;

/// Leaves that may be one word in the notes, at most.
const MAX_JOINED: usize = 3;
/// Letters of each of two Latin words that are typed as one, at least.
const LEAST_LETTERS: usize = 3;
/// Shorter English words that are written together with the verb before them.
const PARTICLES: [&str; 3] = ["up", "in", "on"];

pub(super) fn expand(text: &QueryText, knowledge: &Knowledge<'_>, edges: &mut Edges) -> Result<()> {
    for from in 0..text.leaves.len() {
        for to in from + 2..=text.leaves.len().min(from + MAX_JOINED) {
            join(LeafSpan::new(from, to), text, knowledge, edges);
        }
    }
    for at in 0..text.leaves.len() {
        cut(at, text, knowledge, edges);
    }
    Ok(())
}

/// Adds leaves as one word.
fn join(leaves: LeafSpan, text: &QueryText, knowledge: &Knowledge<'_>, edges: &mut Edges) {
    let parts = &text.leaves[leaves.range()];
    let is_latin = parts.iter().all(|leaf| leaf.kind == TokenKind::Foreign);
    let is_korean =
        parts.iter().all(|leaf| matches!(leaf.kind, TokenKind::Noun | TokenKind::Unknown));
    let is_settled = text.is_long && !text.has_missing(leaves);
    if !is_latin && !is_korean || is_settled {
        return;
    }
    let weight = knowledge.weights.rule(Rule::Spacing);
    let reading = Reading { leaves, rule: Rule::Spacing, weight };
    let joined: String = parts.iter().map(|leaf| &text.text[leaf.span.range()]).collect();
    edges.add_text(knowledge, reading, &joined.to_lowercase());
    if is_korean {
        edges.add_terms(knowledge, reading, &[hangul_term(&joined)]);
    }
}

/// Adds one Latin word as two, for each place to cut it; for Korean ones see `eojeol.rs`.
fn cut(at: usize, text: &QueryText, knowledge: &Knowledge<'_>, edges: &mut Edges) {
    let leaves = LeafSpan::one(at);
    let word = text.text[text.leaves[at].span.range()].to_lowercase();
    let is_latin = text.leaves[at].kind == TokenKind::Foreign && word.is_ascii();
    if !is_latin || text.is_long && edges.are_settled(text, leaves) {
        return;
    }
    let weight = knowledge.weights.rule(Rule::Spacing);
    let reading = Reading { leaves, rule: Rule::Spacing, weight };
    let count = (word.len() + 1).saturating_sub(2 * LEAST_LETTERS);
    let cuts = word.char_indices().map(|(at, _)| at).skip(LEAST_LETTERS).take(count);
    // A verb and its particle: backup, log in.
    let particle = PARTICLES.iter().find_map(|particle| word.strip_suffix(particle));
    let before_particle = particle.map(str::len).filter(|length| *length >= LEAST_LETTERS);
    for cut in cuts.chain(before_particle) {
        let (before, after) = word.split_at(cut);
        let Some(first) = whole(before, knowledge) else { continue };
        let Some(second) = whole(after, knowledge) else { continue };
        let terms = [&first[..], &second[..]].concat();
        edges.add_phrase(knowledge, reading, &terms, Some(&format!("{before} {after}")));
    }
}

/// Returns the terms of a word, if the notes have them and they span all of the word.
fn whole(word: &str, knowledge: &Knowledge<'_>) -> Option<Rc<[String]>> {
    let present = knowledge.present_terms(word)?;
    let terms = knowledge.terms(word);
    let smallest = terms.iter().filter(|term| term.length == 1);
    let covered: usize = smallest.map(|term| term.span.len()).sum();
    (covered == word.len()).then_some(present)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::expand::fixture::Fixture;

    #[test]
    fn words_are_joined_and_cut_where_the_notes_do_so() {
        let notes =
            Fixture::new(&["치즈창고를 짓다", "moonlight", "data sync", "sy", "log in", "버터"]);
        notes.check(
            &[expand],
            &[
                ("moon light", &["moon light → moonlight"]),
                ("datasync", &["datasync → data sync"]),
                ("login", &["login → log in"]),
                ("drain", &[]),
                // Too short to be two words.
                ("dasy", &[]),
                ("datasy", &[]),
                ("go", &[]),
                ("버터", &[]),
                ("moon 버터", &[]),
            ],
        );
    }
}
