//! What the notes say of each part of a question.

use crate::name::letters;
use crate::search::{Context, Hit, Hits, Options, Rule, Signal, Tier};

use super::decisive::decisive;
use super::instruction::object;
use super::options::Choice;
use super::question::Question;

/// Sections that are read for the best of them, for each option.
const LOOKED_AT: usize = 6;
/// Sections that are read for what decides: the one that speaks of the question
/// too is wanted, wherever it comes.
const LOOKED_AT_FOR_DECISIVE: usize = 20;
/// Sections that speak of the question as a whole.
const OF_THE_QUESTION: usize = 10;
/// Such a section comes first where it scores so much of what the best does.
const NEARLY_AS_GOOD: f32 = 0.6;
/// A section has nearly all of a phrase where it has so much of it.
const NEARLY_ALL: f32 = 0.8;
/// A section is as much about what an option names as another one where it scores
/// so much of that.
const AS_MUCH_ABOUT: f32 = 0.85;
/// The notes speak of an option where so much of it is in one section; less is
/// a word that they have in common.
const MIN_COVERAGE: f32 = 0.34;
/// An option that is a whole sentence has words that no note would have.
const MIN_COVERAGE_OF_SENTENCE: f32 = 0.2;
/// Of an option so many letters must be words that the notes have: a syllable
/// of a compound is nothing that is told.
const MIN_LETTERS: f32 = 0.25;
const MIN_LETTERS_OF_SENTENCE: f32 = 0.12;
/// Chars of a unit behind a number, at most, with the blank before it.
const CHARS_OF_UNIT: usize = 5;
/// Options of more words are sentences.
const SENTENCE_WORDS: usize = 7;
/// A section that has a stem of so many letters word for word is the question
/// itself, kept among the notes.
const MIN_LETTERS_OF_STEM: usize = 16;

/// A question and what the notes say of it.
#[derive(Clone, Debug)]
pub struct Answered {
    /// The question.
    pub question: Question,
    /// What a search for all of it finds: the sections that answer it as a
    /// whole, best first, without those that are nothing but the question.
    pub whole: Hits,
    /// Where the question itself stands in the notes, and nothing else.
    pub copies: Vec<Hit>,
    /// What the notes say of each statement that the options name.
    pub statements: Vec<Evidence>,
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
    /// It has no words of its own to look up: it names others.
    Unasked,
}

impl Evidence {
    /// Returns the section, if there is one.
    pub fn hit(&self) -> Option<&Hit> {
        match self {
            Self::Section(hit) => Some(hit),
            Self::None | Self::Unasked => None,
        }
    }
}

impl From<Option<Hit>> for Evidence {
    fn from(hit: Option<Hit>) -> Self {
        hit.map_or(Self::None, |hit| Self::Section(Box::new(hit)))
    }
}

/// Sets the notes beside a question. `typed` is the question as it was pasted,
/// `ask` searches the notes, and `options` say how the whole is searched for.
///
/// A section is chosen by the option alone, its line by what is asked as well: of
/// what a section says about the option, that which speaks of the situation is
/// for it or against it.
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
    let part = |limit: usize, asked: &str| Options {
        limit,
        has_snippets: true,
        context: Some(Context { asked: asked.to_owned(), given: typed.to_owned() }),
        ..options.clone()
    };
    let text = question.without_references();
    let text = text.as_deref().unwrap_or(typed);
    let mut whole = ask(text, &part(options.limit.max(OF_THE_QUESTION), ""))?;
    let copies = without_copies(&mut whole, &question);
    // Which sections speak of the question, the best first.
    let mut related: Vec<Key> = whole.hits.iter().map(key).collect();
    whole.hits.truncate(options.limit);
    let of_option = part(LOOKED_AT, &question.stem);
    let of = |choice: &Choice| -> Result<Evidence, E> {
        if choice.is_reference {
            return Ok(Evidence::Unasked);
        }
        let mut found = treating(&ask, object(&choice.text), &of_option)?;
        if is_value(&choice.text) {
            // A number stands anywhere: what it is the number of is asked.
            found.retain(|hit| related.contains(&key(hit)));
        }
        Ok(Evidence::from(best_for_option(found, &related)))
    };
    let statements = question.statements.iter().map(of).collect::<Result<Vec<_>, E>>()?;
    let evidence = question.options.iter().map(of).collect::<Result<Vec<_>, E>>()?;
    related.extend(statements.iter().chain(&evidence).filter_map(Evidence::hit).map(key));
    let choices = question.statements.iter().chain(&question.options);
    let choices: Vec<&str> = choices.map(|choice| choice.text.as_str()).collect();
    let of_phrase = part(LOOKED_AT_FOR_DECISIVE, &choices.join(" "));
    let mut phrases = Vec::new();
    for phrase in decisive(&question.stem) {
        let found = treating(&ask, &phrase, &of_phrase)?;
        phrases.push((phrase, Evidence::from(best_for_phrase(found, &related))));
    }
    Ok(Answered { question, whole, copies, statements, options: evidence, decisive: phrases })
}

/// Which section of which notebook.
type Key = (usize, crate::corpus::SectionId);

fn key(hit: &Hit) -> Key {
    (hit.notebook, hit.record.id())
}

/// Takes sections out that are nothing but the question: who kept it among the
/// notes asks what the others say.
fn without_copies(whole: &mut Hits, question: &Question) -> Vec<Hit> {
    let stem = letters(&question.stem);
    if stem.chars().count() < MIN_LETTERS_OF_STEM {
        return Vec::new();
    }
    let is_copy = |hit: &Hit| {
        let lines = hit.snippet.lines.iter().map(|line| letters(&line.text));
        !hit.snippet.is_telling && lines.collect::<String>().contains(&stem)
    };
    let (copies, others) = std::mem::take(&mut whole.hits).into_iter().partition(is_copy);
    whole.hits = others;
    for (at, hit) in whole.hits.iter_mut().enumerate() {
        hit.rank = at + 1;
    }
    copies
}

/// Chooses among the sections that treat an option, the best first. Of sections
/// that are about what it names, one as much as the other, that comes first which
/// speaks of the question.
fn best_for_option(found: Vec<Hit>, related: &[Key]) -> Option<Hit> {
    let first = found.first()?;
    let least = match first.via.contains(&Rule::Name) {
        true => first.score * AS_MUCH_ABOUT,
        false => first.score,
    };
    let place = |hit: &Hit| related.iter().position(|other| *other == key(hit));
    let alike = found.into_iter().filter(|hit| hit.score >= least);
    // The first of those that don't speak of it.
    alike.min_by_key(|hit| place(hit).unwrap_or(usize::MAX))
}

/// Chooses among the sections that speak of what decides: the first that speaks of
/// the question or its options too and scores nearly as much, else the first, if
/// that has nearly all of the phrase. That something else is also cheap or simple
/// decides nothing.
fn best_for_phrase(mut found: Vec<Hit>, related: &[Key]) -> Option<Hit> {
    let first = found.first()?;
    let (least, is_whole) =
        (first.score * NEARLY_AS_GOOD, first.explanation.signal(Signal::Coverage) >= NEARLY_ALL);
    let is_related = |hit: &Hit| hit.score >= least && related.contains(&key(hit));
    let at = found.iter().position(is_related).or(is_whole.then_some(0))?;
    Some(found.remove(at))
}

/// Finds the sections that treat a part of a question and say something of it,
/// the best first.
fn treating<E>(
    ask: impl Fn(&str, &Options) -> Result<Hits, E>,
    text: &str,
    options: &Options,
) -> Result<Vec<Hit>, E> {
    let text = without_operators(text);
    if text.is_empty() {
        return Ok(Vec::new());
    }
    let mut hits = ask(&text, options)?.hits;
    hits.retain(|hit| hit.snippet.is_telling && treats(hit, &text));
    Ok(hits)
}

/// Says whether a section treats a part of a question: has enough of its words,
/// or names what all of it is a name of.
fn treats(hit: &Hit, text: &str) -> bool {
    let is_sentence = text.split_whitespace().count() > SENTENCE_WORDS;
    let (coverage, share) = match is_sentence {
        true => (MIN_COVERAGE_OF_SENTENCE, MIN_LETTERS_OF_SENTENCE),
        false => (MIN_COVERAGE, MIN_LETTERS),
    };
    let count = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
    let readings = || hit.explanation.readings.iter().filter(|reading| is_telling(reading.rule));
    let is_named = readings().any(|r| r.rule == Rule::Name && count(&r.from) == count(text));
    let told: usize = readings().map(|reading| count(&reading.from)).sum();
    let is_covered = hit.explanation.signal(Signal::Coverage) >= coverage;
    (is_named || is_covered) && told > 0 && told as f32 >= share * count(text) as f32
}

/// Says whether a section in which a word is read by a rule tells of the word.
/// What only sounds or looks alike, is about something near, or about what the
/// word is a kind of, doesn't.
fn is_telling(rule: Rule) -> bool {
    let is_likeness = matches!(rule, Rule::Typo | Rule::Sound | Rule::Initials | Rule::Narrower);
    rule.tier() != Tier::Association && !is_likeness
}

/// Says whether an option is a number, with a unit or without.
fn is_value(text: &str) -> bool {
    let number = text.trim_start_matches(['약', '+', '-', '±', '$', '₩', ' ']);
    let is_digit = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    let unit = number.trim_start_matches(is_digit);
    unit.len() < number.len()
        && unit.chars().count() <= CHARS_OF_UNIT
        && unit.split_whitespace().count() <= 1
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
    fn values_are_told_from_words() {
        for text in ["5", "약 20배", "100 Mbps", "-3", "0.5 Ω", "99.9%"] {
            assert!(is_value(text), "{text}");
        }
        for text in ["5 copies of a file", "3계층 구조", "S3", "io2", ""] {
            assert!(!is_value(text), "{text}");
        }
    }

    #[test]
    fn an_option_is_text() {
        assert_eq!(without_operators("-a +b \"c d\", path:x."), "a b c d path x");
        assert_eq!(without_operators(" - "), "");
    }
}
