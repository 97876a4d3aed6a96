//! What the notes say of each part of a question.

use crate::search::{Hit, Hits, Options, Rule, Signal, Tier};

use super::decisive::decisive;
use super::question::Question;

/// Sections that are read for the best of them, for each part.
const LOOKED_AT: usize = 4;
/// The notes speak of an option where so much of it is in one section; less is
/// a word that they have in common.
const MIN_COVERAGE: f32 = 0.34;
/// An option that is a whole sentence has words that no note would have.
const MIN_COVERAGE_OF_SENTENCE: f32 = 0.2;
/// Of an option so many letters must be words that the notes have: a syllable
/// of a compound is nothing that is told.
const MIN_LETTERS: f32 = 0.25;
const MIN_LETTERS_OF_SENTENCE: f32 = 0.12;
/// Options of more words are sentences.
const SENTENCE_WORDS: usize = 7;

/// A question and what the notes say of it.
#[derive(Clone, Debug)]
pub struct Answered {
    /// The question.
    pub question: Question,
    /// What a search for all of it finds: the sections that answer it as a
    /// whole, best first.
    pub whole: Hits,
    /// What the notes say of each option, in the order of the options.
    pub options: Vec<Evidence>,
    /// Phrases of the stem that decide, and what the notes say of them.
    pub decisive: Vec<(String, Evidence)>,
}

/// What the notes say of a part of a question.
#[derive(Clone, Debug)]
pub enum Evidence {
    /// A section treats it; its best line speaks for it or against it.
    Section(Box<Hit>),
    /// No section does.
    None,
}

impl Evidence {
    /// Returns the section, if there is one.
    pub fn hit(&self) -> Option<&Hit> {
        match self {
            Self::Section(hit) => Some(hit),
            Self::None => None,
        }
    }
}

/// Sets the notes beside a question. `typed` is the question as it was pasted,
/// `ask` searches the notes, and `options` say how the whole is searched for.
///
/// # Errors
///
/// What `ask` says.
pub fn answer<E>(
    ask: impl Fn(&str, &Options) -> Result<Hits, E>,
    typed: &str,
    options: &Options,
) -> Result<Answered, E> {
    let question = Question::parse(typed);
    let whole = ask(typed, options)?;
    let part = Options { limit: LOOKED_AT, has_snippets: true, ..options.clone() };
    let mut evidence = Vec::with_capacity(question.options.len());
    for choice in &question.options {
        evidence.push(of_part(&ask, &choice.text, &part)?);
    }
    let mut phrases = Vec::new();
    for phrase in decisive(&question.stem) {
        let evidence = of_part(&ask, &phrase, &part)?;
        phrases.push((phrase, evidence));
    }
    Ok(Answered { question, whole, options: evidence, decisive: phrases })
}

/// Finds the section that treats a part of a question.
fn of_part<E>(
    ask: impl Fn(&str, &Options) -> Result<Hits, E>,
    text: &str,
    options: &Options,
) -> Result<Evidence, E> {
    let text = without_operators(text);
    if text.is_empty() {
        return Ok(Evidence::None);
    }
    let hits = ask(&text, options)?;
    let is_sentence = text.split_whitespace().count() > SENTENCE_WORDS;
    let (coverage, letters) = match is_sentence {
        true => (MIN_COVERAGE_OF_SENTENCE, MIN_LETTERS_OF_SENTENCE),
        false => (MIN_COVERAGE, MIN_LETTERS),
    };
    let count = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
    let least = letters * count(&text) as f32;
    let treats = |hit: &Hit| {
        let readings = hit.explanation.readings.iter().filter(|reading| is_telling(reading.rule));
        let told: usize = readings.map(|reading| count(&reading.from)).sum();
        hit.explanation.signal(Signal::Coverage) >= coverage && told as f32 >= least && told > 0
    };
    let found = hits.hits.into_iter().find(treats);
    Ok(found.map_or(Evidence::None, |hit| Evidence::Section(Box::new(hit))))
}

/// Says whether a section in which a word is read by a rule tells of the word.
/// What only sounds or looks alike, or is about something near, doesn't.
fn is_telling(rule: Rule) -> bool {
    let is_likeness = matches!(rule, Rule::Typo | Rule::Sound | Rule::Initials);
    rule.tier() != Tier::Association && !is_likeness
}

/// Takes signs off words that would be operators of a query: an option is text.
fn without_operators(text: &str) -> String {
    let plain = |word: &str| {
        let word =
            word.trim_matches(|c: char| matches!(c, '+' | '-' | '"' | '“' | '”' | ',' | '.'));
        // A colon in a word names a field.
        word.replace(':', " ")
    };
    let words: Vec<String> = text.split_whitespace().map(plain).collect();
    words.join(" ").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_option_is_text() {
        assert_eq!(without_operators("-a +b \"c d\", path:x."), "a b c d path x");
        assert_eq!(without_operators(" - "), "");
    }
}
