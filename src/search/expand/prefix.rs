//! Half-typed words: the last one as it is being typed, and Latin words cut
//! short (`cert manager`).

use crate::analysis::{HANGUL_MARK, TokenKind, jamo};
use crate::error::Result;
use crate::search::lattice::LeafSpan;
use crate::search::rule::Rule;

use super::edges::{Edges, Reading};
use super::knowledge::Knowledge;
use super::query_text::QueryText;

/// Letters of a Latin word that is taken for one cut short, at least.
const MIN_LETTERS: usize = 4;
/// Words that one beginning is read as, at most.
const MAX_READINGS: usize = 12;

pub(super) fn expand(text: &QueryText, knowledge: &Knowledge<'_>, edges: &mut Edges) -> Result<()> {
    let is_half_typed = knowledge.options.is_prefix;
    let count = text.leaves.len();
    for (at, leaf) in text.leaves.iter().enumerate() {
        let leaves = LeafSpan::one(at);
        let is_last = is_half_typed && at + 1 == count;
        let surface = text.folded(leaves);
        let is_short = leaf.kind == TokenKind::Foreign
            && surface.len() >= MIN_LETTERS
            && surface.bytes().all(|b| b.is_ascii_lowercase())
            && text.is_missing(at)
            && !edges.are_recognized(leaves);
        if is_last || is_short {
            let prefix = if leaf.kind == TokenKind::Foreign { surface } else { &leaf.term };
            add_beginning(leaves, prefix, knowledge, edges)?;
        }
    }
    if is_half_typed && let Some((leaves, prefix)) = half_typed(text) {
        add_beginning(leaves, &prefix, knowledge, edges)?;
    }
    Ok(())
}

fn add_beginning(
    leaves: LeafSpan,
    prefix: &str,
    knowledge: &Knowledge<'_>,
    edges: &mut Edges,
) -> Result<()> {
    let weight = knowledge.weights.rule(Rule::Prefix);
    for term in knowledge.vocabulary.terms_beginning(prefix, MAX_READINGS)? {
        edges.add_terms(knowledge, Reading { leaves, rule: Rule::Prefix, weight }, &[term]);
    }
    Ok(())
}

/// Returns the last word with its last syllable half typed (볼ㄹ, 게이트우), which
/// the analyser may have taken for something else, and the keys of it.
fn half_typed(text: &QueryText) -> Option<(LeafSpan, String)> {
    let typed = text.text.trim_end();
    let word = typed.rsplit(char::is_whitespace).next().unwrap_or_default();
    if !word.chars().all(|c| jamo::is_syllable(c) || jamo::is_letter(c))
        || word.chars().all(jamo::is_letter)
    {
        return None;
    }
    let last = text.runs.last()?;
    let start = typed.len() - word.len();
    let from = text.leaves.iter().position(|l| l.span.start >= start).unwrap_or(last.from);
    let prefix = format!("{HANGUL_MARK}{}", jamo::keys(word));
    Some((LeafSpan::new(from, text.leaves.len()), prefix))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::expand::fixture::Fixture;
    use crate::search::options::Options;

    #[test]
    fn words_cut_short_are_read_as_those_they_begin() {
        let notes = Fixture::new(&["certificate manager", "cellar"]);
        notes.check(
            &[expand],
            &[("cert manager", &["cert → certif"]), ("cer", &[]), ("cellar", &[]), ("치즈", &[])],
        );
    }

    #[test]
    fn the_last_word_may_be_half_typed() {
        let options = Options { is_prefix: true, ..Options::default() };
        let notes = Fixture::new(&["볼륨 게이트웨이"]).with_options(options);
        for (typed, read) in [("볼", "볼륨"), ("볼ㄹ", "볼륨"), ("볼륨 게이트우", "게이트웨이")]
        {
            assert_eq!(
                notes.weight(&[expand], typed, read),
                notes.weights.rule(Rule::Prefix),
                "{typed}"
            );
        }
        assert!(notes.run("ㅂ", &[expand]).edges.is_empty());
    }
}
