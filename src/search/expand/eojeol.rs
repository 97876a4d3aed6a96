//! Korean words as they stand, joined or parted otherwise than the notes have them.
//!
//! The dictionary may cut a word otherwise when it stands alone: it knows no 벨만, so that
//! `벨만-포드` of a note and a typed `벨만포드` have no morphemes in common but by accident.
//! So words are compared here by how they stand: the index has each as its noun, or else as
//! its surface form (see `keyword.rs`).

use crate::analysis::korean::{MIN_INFLECTED_SYLLABLES, is_particles, without_particle};
use crate::analysis::{TokenKind, hangul_term, jamo, leaf_terms, surface_term};
use crate::error::Result;
use crate::search::lattice::{LeafSpan, Probe};
use crate::search::rule::Rule;

use super::edges::{Edges, Reading};
use super::keyword::{bases, words_beginning};
use super::knowledge::{Knowledge, MAX_WORD_SYLLABLES};
use super::query_text::{QueryText, QueryWord};

/// Eojeols that may be one in the notes, and those that one may be, at most.
const MAX_PARTS: usize = 3;
/// Syllables of a word that may be several, at least.
const MIN_PARTED_SYLLABLES: usize = 3;
/// Ways to part one word that are looked for, at most.
const MAX_WAYS: usize = 8;

/// Terms that the notes have one after the other, and what a person would write for them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct WrittenPhrase {
    pub(super) probes: Vec<Probe>,
    pub(super) text: String,
}

impl WrittenPhrase {
    /// Adds an eojeol.
    fn followed_by(mut self, probes: Vec<Probe>, eojeol: &str) -> Self {
        self.probes.extend(probes);
        if !self.text.is_empty() {
            self.text.push(' ');
        }
        self.text.push_str(eojeol);
        self
    }
}

/// How the end of a word may stand in the notes.
#[derive(Clone, Copy)]
pub(super) enum WordEnd {
    /// As it was typed: something follows it without a blank.
    AsTyped,
    /// In any inflection; so many bytes of the typed word only inflect it.
    Inflected(usize),
}

pub(super) fn expand(text: &QueryText, knowledge: &Knowledge<'_>, edges: &mut Edges) -> Result<()> {
    if text.is_long {
        return Ok(());
    }
    let weight = knowledge.weights.rule(Rule::Spacing);
    let is_hangul = |word: &QueryWord| word.surface.chars().all(jamo::is_syllable);
    for run in text.eojeols.chunk_by(|a, b| is_hangul(a) && is_hangul(b)) {
        for (from, word) in run.iter().enumerate().filter(|(_, word)| is_hangul(word)) {
            let reading = Reading { leaves: word.leaves, rule: Rule::Spacing, weight };
            let end = WordEnd::Inflected(inflection(text, word));
            let phrases = match may_be_several(text, word) {
                true => parted(&word.surface, end, knowledge)?,
                false => Vec::new(),
            };
            for phrase in phrases {
                edges.add_probes(reading, phrase.probes, phrase.text);
            }
            for to in from + 2..=run.len().min(from + MAX_PARTS) {
                join(&run[from..to], text, knowledge, edges)?;
            }
        }
    }
    Ok(())
}

/// Says whether a word may be several: the dictionary cuts it, or has it as a noun that the
/// notes haven't. A noun with particles, or a verb with endings, is one word.
fn may_be_several(text: &QueryText, word: &QueryWord) -> bool {
    let only = word.leaves.from;
    word.leaves.len() > 1 || text.leaves[only].kind != TokenKind::Verb && text.is_missing(only)
}

/// Adds eojeols as one word.
fn join(
    words: &[QueryWord],
    text: &QueryText,
    knowledge: &Knowledge<'_>,
    edges: &mut Edges,
) -> Result<()> {
    let [first, .., last] = words else { return Ok(()) };
    let is_adjacent = |pair: &[QueryWord]| pair[0].leaves.to == pair[1].leaves.from;
    let joined: String = words.iter().map(|word| word.surface.as_str()).collect();
    let is_word = joined.chars().nth(MAX_WORD_SYLLABLES).is_none();
    if !is_word || !words.windows(2).all(is_adjacent) {
        return Ok(());
    }
    if let Some((probe, base)) = inflected_by(&joined, inflection(text, last), knowledge)? {
        let leaves = LeafSpan::new(first.leaves.from, last.leaves.to);
        let weight = knowledge.weights.rule(Rule::Spacing);
        let reading = Reading { leaves, rule: Rule::Spacing, weight };
        edges.add_probes(reading, vec![probe], base.to_owned());
    }
    Ok(())
}

/// Returns the bytes at the end of a word that may only inflect it.
pub(super) fn inflection(text: &QueryText, word: &QueryWord) -> usize {
    bases(text, word.leaves).last().map_or(0, |base| word.surface.len() - base.len())
}

/// Returns what a word stands for as several eojeols that the notes have one after the
/// other, for each way to part it: those of as few as there are (읽기·복제본, and not
/// 읽기·복제·본).
pub(super) fn parted(
    word: &str,
    end: WordEnd,
    knowledge: &Knowledge<'_>,
) -> Result<Vec<WrittenPhrase>> {
    let mut found = Vec::new();
    let syllables = word.chars().take(MAX_WORD_SYLLABLES + 1).count();
    if !(MIN_PARTED_SYLLABLES..=MAX_WORD_SYLLABLES).contains(&syllables) {
        return Ok(found);
    }
    let mut beginnings = vec![(WrittenPhrase { probes: Vec::new(), text: String::new() }, word)];
    for _ in 1..MAX_PARTS {
        let mut longer = Vec::new();
        for (before, rest) in &beginnings {
            for (phrase, after) in parts_after(before, rest, knowledge) {
                // A particle is no word of its own, though some notes write it apart.
                let last = match is_particles(after) {
                    false => last_part(after, end, knowledge)?,
                    true => None,
                };
                if let Some(last) = last {
                    found.push(phrase.clone().followed_by(last, after));
                }
                longer.push((phrase, after));
            }
        }
        if !found.is_empty() {
            break;
        }
        longer.truncate(MAX_WAYS);
        beginnings = longer;
    }
    found.truncate(MAX_WAYS);
    Ok(found)
}

/// Returns a phrase with one more eojeol, for each eojeol of the notes that begins the rest
/// of the word, and what is left of that.
fn parts_after<'w>(
    before: &WrittenPhrase,
    rest: &'w str,
    knowledge: &Knowledge<'_>,
) -> Vec<(WrittenPhrase, &'w str)> {
    let places = rest.char_indices().map(|(at, _)| at).skip(1);
    let parts = places.map(|at| rest.split_at(at)).filter_map(|(first, after)| {
        Some((before.clone().followed_by(standing(first, knowledge)?, first), after))
    });
    parts.collect()
}

/// Returns the terms of the last eojeol of a word.
fn last_part(after: &str, end: WordEnd, knowledge: &Knowledge<'_>) -> Result<Option<Vec<Probe>>> {
    match end {
        WordEnd::AsTyped => Ok(standing(after, knowledge)),
        WordEnd::Inflected(length) => {
            let found = inflected_by(after, length, knowledge)?;
            Ok(found.map(|(probe, _)| vec![probe]))
        }
    }
}

/// Returns the forms that the notes have of a word of which so many bytes may only inflect
/// it, and the word without them; where there are none, those of all of it: 이내 may be 이
/// with a dependent noun, and is a word.
pub(super) fn inflected_by<'w>(
    word: &'w str,
    length: usize,
    knowledge: &Knowledge<'_>,
) -> Result<Option<(Probe, &'w str)>> {
    let base = word.len().checked_sub(length).filter(|end| *end > 0).map(|end| &word[..end]);
    for form in base.into_iter().chain((length > 0).then_some(word)) {
        if let Some(probe) = inflected(form, knowledge)? {
            return Ok(Some((probe, form)));
        }
    }
    Ok(None)
}

/// Returns the terms that an eojeol has where it stands alone in this form, one for each of
/// its positions, if the notes may have it.
pub(super) fn standing(eojeol: &str, knowledge: &Knowledge<'_>) -> Option<Vec<Probe>> {
    // Most parts of a word are no words of the notes, which is told without the dictionary.
    let surface = surface_term(eojeol);
    let has = |term: &str| knowledge.vocabulary.frequency(term) > 0;
    let noun = without_particle(eojeol).unwrap_or(eojeol);
    if ![&surface, &hangul_term(eojeol), &hangul_term(noun)].into_iter().any(|term| has(term)) {
        return None;
    }
    let (terms, surfaces) = knowledge.terms_and_surfaces(eojeol);
    let mut leaves = leaf_terms(&terms);
    match surfaces.is_empty() {
        // It is a noun; the index has no particles of one.
        true => {
            let is_noun = |rest: &str| rest.is_empty() || is_particles(rest);
            terms.iter().any(|term| is_noun(&eojeol[term.span.end..])).then_some(())?;
        }
        // A word without morphemes takes no position, so that nothing can follow it.
        false => *leaves.first_mut()? = surface,
    }
    knowledge.has_all(&leaves).then(|| leaves.into_iter().map(Probe::Text).collect())
}

/// Returns the forms that the notes have of a word: its noun, and surface forms of which the
/// rest only inflects it.
fn inflected(base: &str, knowledge: &Knowledge<'_>) -> Result<Option<Probe>> {
    let terms = match base.chars().nth(MIN_INFLECTED_SYLLABLES - 1) {
        // Most syllables begin other words as well.
        None => {
            let own = [hangul_term(base), surface_term(base)].into_iter();
            own.filter(|term| knowledge.vocabulary.frequency(term) > 0).collect()
        }
        Some(_) => words_beginning(base, knowledge)?.0,
    };
    Ok(match terms.len() {
        0 => None,
        1 => terms.into_iter().next().map(Probe::Text),
        _ => Some(Probe::AnyOf(terms)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::expand::fixture::Fixture;

    #[test]
    fn words_are_joined_and_parted_as_the_notes_have_them() {
        let notes = Fixture::new(&[
            "벨만-포드의 경로",
            "드 모르간의 법칙",
            "르샤틀리에는 평형을",
            "익지않게 끓인다",
            "하디-바인베르크 평형",
        ]);
        notes.check(
            &[expand],
            &[
                ("벨만포드", &["벨만포드 → 벨만 포드"]),
                ("벨만포드로", &["벨만포드 → 벨만 포드로"]),
                ("드모르간", &["드모르간 → 드 모르간"]),
                ("하디바인베르크평형", &["디바인베르크평형 → 하디 바인베르크 평형"]),
                ("르 샤틀리에", &["르 샤틀리 → 르샤틀리"]),
                ("익지 않게", &["익지 않 → 익지않게"]),
                // A part of a word isn't the word.
                ("만포드", &[]),
                ("벨만", &[]),
                ("벨만포드공장", &[]),
            ],
        );
    }
}
