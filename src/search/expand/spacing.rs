//! Words written apart that the notes write together, and the reverse.

use crate::analysis::{TokenKind, hangul_term};
use crate::error::Result;
use crate::search::lattice::LeafSpan;
use crate::search::rule::Rule;

use super::edges::{Edges, Reading};
use super::knowledge::Knowledge;
use super::query_text::QueryText;

/// Leaves that may be one word in the notes, at most.
const MAX_JOINED: usize = 3;
/// Letters of each of two words that are written as one, at least.
const MIN_PART: usize = 3;

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

/// Reads leaves as one word.
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

/// Reads a Latin word as two.
fn cut(at: usize, text: &QueryText, knowledge: &Knowledge<'_>, edges: &mut Edges) {
    let leaf = &text.leaves[at];
    let leaves = LeafSpan::one(at);
    let word = text.text[leaf.span.range()].to_lowercase();
    let is_one = leaf.kind != TokenKind::Foreign
        || word.len() < 2 * MIN_PART
        || !word.is_ascii()
        || text.is_long && edges.are_settled(text, leaves);
    if is_one {
        return;
    }
    let weight = knowledge.weights.rule(Rule::Spacing);
    let reading = Reading { leaves, rule: Rule::Spacing, weight };
    for cut in MIN_PART..=word.len() - MIN_PART {
        let (before, after) = word.split_at(cut);
        let Some(first) = knowledge.present_terms(before) else { continue };
        let Some(second) = knowledge.present_terms(after) else { continue };
        let terms = [&first[..], &second[..]].concat();
        edges.add_phrase(knowledge, reading, &terms, Some(&format!("{before} {after}")));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::expand::fixture::Fixture;

    #[test]
    fn words_are_joined_and_cut_where_the_notes_do_so() {
        let notes = Fixture::new(&["치즈창고를 짓다", "moonlight", "data sync", "버터"]);
        notes.check(
            &[expand],
            &[
                ("moon light", &["moon light → moonlight"]),
                ("datasync", &["datasync → data sync"]),
                // Too short to be two words.
                ("dasy", &[]),
                ("go", &[]),
                ("버터", &[]),
                ("moon 버터", &[]),
            ],
        );
    }
}
