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
/// Syllables of a Korean word that may be two, at least.
const LEAST_SYLLABLES: usize = 3;

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

/// Adds one word as two, for each place to cut it.
fn cut(at: usize, text: &QueryText, knowledge: &Knowledge<'_>, edges: &mut Edges) {
    let leaves = LeafSpan::one(at);
    let word = text.text[text.leaves[at].span.range()].to_lowercase();
    let least = match text.leaves[at].kind {
        TokenKind::Foreign if word.is_ascii() => {
            (!text.is_long || !edges.are_settled(text, leaves)).then_some(LEAST_LETTERS)
        }
        // A Korean word that the notes have is not cut.
        TokenKind::Noun | TokenKind::Unknown if !text.is_long && text.is_missing(at) => {
            word.chars().nth(LEAST_SYLLABLES - 1).map(|_| 1)
        }
        _ => None,
    };
    let Some(least) = least else { return };
    let weight = knowledge.weights.rule(Rule::Spacing);
    let reading = Reading { leaves, rule: Rule::Spacing, weight };
    let count = (word.chars().count() + 1).saturating_sub(2 * least);
    let cuts = word.char_indices().map(|(at, _)| at).skip(least).take(count);
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

/// Returns the terms of a word, if the notes have them and they span all of the word:
/// 어디엔에스 isn't 어디.
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
        let notes = Fixture::new(&[
            "치즈창고를 짓다",
            "moonlight",
            "data sync",
            "sy",
            "log in",
            "버터",
            "드 모르간의 법칙",
        ]);
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
                ("드모르간", &["드모르간 → 드 모르간"]),
                ("버터", &[]),
                ("moon 버터", &[]),
            ],
        );
    }
}
