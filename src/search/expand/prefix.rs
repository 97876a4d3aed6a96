//! Words by their beginning: the last one while it is being typed, which may begin the
//! name of a service in the other script, and Latin words cut short (`cert manager`).

use crate::analysis::{HANGUL_MARK, TokenKind, jamo};
use crate::error::Result;
use crate::lexicon::{Entry, Kind};
use crate::name::{fold, push_folded};
use crate::search::lattice::LeafSpan;
use crate::search::rule::Rule;

use super::edges::{Edges, Reading};
use super::knowledge::Knowledge;
use super::query_text::QueryText;

/// Letters of a Latin word that may be one cut short, at least.
const MIN_LETTERS: usize = 4;
/// Edges that are added for one beginning, at most.
const MAX_READINGS: usize = 12;
/// Syllables (or, of Latin names, letters) of a half-typed name, at least: fewer begin too
/// many names.
const MIN_SYLLABLES: usize = 2;
const MIN_NAME_LETTERS: usize = 3;

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
            add_words_beginning(leaves, prefix, knowledge, edges)?;
        }
    }
    if is_half_typed && let Some((leaves, prefix)) = half_typed(text) {
        add_words_beginning(leaves, &prefix, knowledge, edges)?;
    }
    if is_half_typed {
        add_service_names(text, knowledge, edges)?;
    }
    Ok(())
}

/// Adds the services of which a name begins with the last word. The notes may have the
/// name in the other script, so that none of their words begins so.
fn add_service_names(text: &QueryText, knowledge: &Knowledge<'_>, edges: &mut Edges) -> Result<()> {
    let typed = text.text.trim_end();
    let word = typed.rsplit(char::is_whitespace).next().unwrap_or_default();
    let Some(from) = text.leaves.iter().position(|l| l.span.end > typed.len() - word.len()) else {
        return Ok(());
    };
    let mut beginning = String::with_capacity(word.len());
    for c in word.chars() {
        // Folding (NFKC) would turn a compatibility jamo into a conjoining one, for which
        // there is no key.
        if jamo::is_letter(c) { beginning.push(c) } else { push_folded(c, &mut beginning) }
    }
    let is_hangul = |c: char| jamo::is_syllable(c) || jamo::is_letter(c);
    let least = match beginning.chars().any(is_hangul) {
        true => MIN_SYLLABLES,
        false => MIN_NAME_LETTERS,
    };
    if beginning.chars().count() < least || !beginning.chars().any(|c| !jamo::is_letter(c)) {
        return Ok(());
    }
    let keys = jamo::keys(&beginning);
    // The keys of Hangul are Latin letters, so the scripts are compared as well.
    let script = |text: &str| text.chars().next().map(is_hangul);
    let begins = |name: &str| {
        let name = fold(name);
        script(&name) == script(&beginning) && jamo::keys(&name).starts_with(&keys)
    };
    let is_meant = |entry: &Entry<'_>| entry.all_names().any(begins);
    let leaves = LeafSpan::new(from, text.leaves.len());
    let reading =
        Reading { leaves, rule: Rule::Prefix, weight: knowledge.weights.rule(Rule::Prefix) };
    let before = edges.list.len();
    for entry in knowledge.lexicon.entries(Kind::Service).iter().filter(|entry| is_meant(entry)) {
        if edges.list.len() - before < MAX_READINGS {
            // Only where the notes speak of it.
            edges.add_entry(knowledge, reading, &entry.id)?;
        }
    }
    Ok(())
}

fn add_words_beginning(
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

/// Returns the leaves of the last word, if it is Hangul, and the term prefix that its keys
/// are. Its last syllable may be half typed (볼ㄹ, 게이트우), which the analyser cuts
/// wrongly.
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
    fn a_half_typed_name_is_one_of_its_own_script() {
        let options = Options { is_prefix: true, ..Options::default() };
        let notes = Fixture::new(&["AMS는 비싸다"]).with_options(options);
        // `ans` are the keys of 문.
        for (typed, expected) in [("문스", 1), ("acme", 1), ("ans", 0), ("ㅁㅅ", 0)] {
            assert_eq!(notes.run(typed, &[expand]).edges.len(), expected, "{typed}");
        }
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
