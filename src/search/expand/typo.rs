//! Words of the notes that differ by a few keystrokes: for a word that they lack, what was
//! probably meant; for a word that they have, their own misspellings of it.

use crate::analysis::edit_distance::tolerance;
use crate::analysis::english::words_of_stem;
use crate::analysis::{HANGUL_MARK, TokenKind, display_term, hangul_term, jamo};
use crate::error::Result;
use crate::meaning::is_known;
use crate::search::rule::Rule;

use super::edges::{Edges, Reading};
use super::knowledge::Knowledge;
use super::query_text::{QueryText, QueryWord};
use super::word_candidates::word_candidates;

/// Terms near one that are looked at, at most.
const MAX_NEAR: usize = 48;

pub(super) fn expand(text: &QueryText, knowledge: &Knowledge<'_>, edges: &mut Edges) -> Result<()> {
    for word in word_candidates(text, edges) {
        if let Some(search) = typo_search(&word, text, knowledge, edges) {
            add_near(&word, &search, text.is_long, knowledge, edges)?;
        }
    }
    Ok(())
}

/// A word for which terms with other keys are looked for.
struct TypoSearch {
    term: String,
    is_hangul: bool,
    /// Whether the notes or the lexicon have it: then terms near it count only where they
    /// are misspellings of it.
    is_word: bool,
    /// Keys that may differ.
    max_distance: u8,
}

/// Returns what to look for near a word; `None` where the word is too short, or known.
fn typo_search(
    word: &QueryWord,
    text: &QueryText,
    knowledge: &Knowledge<'_>,
    edges: &Edges,
) -> Option<TypoSearch> {
    let QueryWord { leaves, surface } = word;
    let is_hangul = surface.chars().all(jamo::is_syllable);
    let is_latin = surface.bytes().all(|b| b.is_ascii_alphabetic());
    if !is_hangul && !is_latin || is_latin && leaves.len() > 1 {
        return None;
    }
    let term = match is_hangul {
        true => hangul_term(surface),
        false => text.leaves[leaves.from].term.clone(),
    };
    let tolerance = tolerance(&term);
    if tolerance == 0 {
        return None;
    }
    // Many short nouns differ from another noun by one key: 동시 is no 동기.
    if tolerance < 2 && text.is_one_noun(*leaves, surface) {
        return None;
    }
    let is_word = knowledge.vocabulary.frequency(&term) > 0 || edges.are_recognized(*leaves);
    // A usual word that the notes lack is no slip: `beach` is no `each`.
    if !is_word && is_latin && is_known(&term) {
        return None;
    }
    if is_word && (text.is_long || tolerance < 2) || text.is_long && is_hangul {
        return None;
    }
    let max_distance = if is_word || text.is_long { 1 } else { tolerance };
    Some(TypoSearch { term, is_hangul, is_word, max_distance })
}

fn add_near(
    word: &QueryWord,
    search: &TypoSearch,
    is_long: bool,
    knowledge: &Knowledge<'_>,
    edges: &mut Edges,
) -> Result<()> {
    let weights = knowledge.weights;
    let begins = |term: &str| term.chars().nth(usize::from(search.is_hangul));
    // Of the many words of a pasted question few begin with a typo.
    let start = usize::from(is_long);
    for (near, distance) in
        knowledge.vocabulary.near(&search.term, search.max_distance, start, MAX_NEAR)?
    {
        if near.starts_with(HANGUL_MARK) != search.is_hangul {
            continue;
        }
        // With two wrong keys the first must be right: other words begin otherwise.
        let same_start = begins(&near) == begins(&search.term);
        if distance > 1 && !same_start || distance > usize::from(search.max_distance) {
            continue;
        }
        if search.is_word && (!same_start || is_listed(&near, knowledge)) {
            continue;
        }
        let second = if distance > 1 { weights.second_typo } else { 1.0 };
        let weight = weights.rule(Rule::Typo) * second;
        let reading = Reading { leaves: word.leaves, rule: Rule::Typo, weight };
        edges.add_terms(knowledge, reading, &[near]);
    }
    Ok(())
}

/// Says whether a term of the notes is a word that some list or the dictionary has, and
/// so no misspelling.
fn is_listed(term: &str, knowledge: &Knowledge<'_>) -> bool {
    let lexicon = knowledge.lexicon;
    let word = display_term(term);
    if lexicon.is_listed(&word) || lexicon.common_weight(&word).is_some() {
        return true;
    }
    let is_stem = words_of_stem(&word).any(|word| lexicon.is_listed(&word));
    let is_dictionary = term.starts_with(HANGUL_MARK)
        && knowledge.terms(&word).iter().all(|t| t.kind != TokenKind::Unknown);
    is_stem || is_dictionary
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::expand::fixture::Fixture;

    #[test]
    fn words_of_the_notes_are_read_that_are_some_keys_away() {
        let notes =
            Fixture::new(&["스냅샷 게이트웨이", "certificate cellar", "dns", "each maintainer"]);
        notes.check(
            &[expand],
            &[
                ("스냅샵", &["스냅샵 → 스냅샷"]),
                ("celalr", &["celalr → cellar"]),
                ("certifcate", &["certifcate → certif"]),
                // Too short to have a typo.
                ("dms", &[]),
                // Words.
                ("beach", &[]),
                ("mountain", &[]),
                ("스냅샷", &[]),
                ("butter", &[]),
            ],
        );
    }

    #[test]
    fn a_second_key_costs_more() {
        let notes = Fixture::new(&["게이트웨이"]);
        let weight = |typed| notes.weight(&[expand], typed, "게이트웨이");
        let rule = notes.weights.rule(Rule::Typo);
        assert_eq!(weight("게이트웨어"), rule);
        assert_eq!(weight("게아트웨어"), rule * notes.weights.second_typo);
        // Where one of two is the first key, it is another word.
        notes
            .check(&[expand], &[("베이트웨이", &["베이트웨이 → 게이트웨이"]), ("베이트웨어", &[])]);
    }
}
