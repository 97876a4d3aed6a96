//! What the notes say of each part of a question.

use crate::name::letters;
use crate::search::{Context, Hit, Hits, Options, Remark, Rule, Signal, Tier};

use super::decisive::{decisive, is_degree};
use super::instruction::object;
use super::options::Choice;
use super::question::Question;

/// Sections that are read for the best of them, for each option.
const LOOKED_AT: usize = 6;
/// The same for what decides and for a single word: the one that speaks of the question
/// too is wanted, wherever it comes.
const LOOKED_AT_WIDELY: usize = 20;
/// Sections that speak of the question as a whole.
const OF_THE_QUESTION: usize = 10;
/// Such a section comes first where it scores so much of what the best does.
const NEARLY_AS_GOOD: f32 = 0.6;
/// A section has nearly all of a phrase where it has so much of it.
const NEARLY_ALL: f32 = 0.8;
/// A section is as much about what an option names as another one where it scores
/// so much of that.
const AS_MUCH_ABOUT: f32 = 0.85;
/// Sections that a question is about: the first so many that speak of it.
const ASKED_ABOUT: usize = 2;
/// One of these has one word of an option well enough where it scores so much of what
/// the best does.
const ENOUGH_OF_WORD: f32 = 0.4;
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
/// Names of services have no more words.
const SERVICE_WORDS: usize = 6;
/// Options of so many words or fewer are names of one thing.
const NAME_WORDS: usize = 3;
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
    let of_option = |name: &str| {
        let limit = if name.contains(' ') { LOOKED_AT } else { LOOKED_AT_WIDELY };
        part(limit, &question.stem)
    };
    let of = |choice: &Choice| -> Result<Evidence, E> {
        if choice.is_reference {
            return Ok(Evidence::Unasked);
        }
        let name = object(&choice.text);
        let mut found = treating(&ask, name, &of_option(name))?;
        if found.first().is_some_and(|best| !best.is_literal && !best.via.contains(&Rule::Name))
            && is_unmentioned(&ask, name, options)?
        {
            found.clear();
        }
        if is_value(&choice.text) {
            // A number stands anywhere: what it is the number of is asked.
            found.retain(|hit| related.contains(&key(hit)));
        }
        Ok(Evidence::from(best_for_option(name, found, &related)))
    };
    let statements = question.statements.iter().map(of).collect::<Result<Vec<_>, E>>()?;
    let evidence = question.options.iter().map(of).collect::<Result<Vec<_>, E>>()?;
    related.extend(statements.iter().chain(&evidence).filter_map(Evidence::hit).map(key));
    let choices = question.statements.iter().chain(&question.options);
    let choices: Vec<&str> = choices.map(|choice| choice.text.as_str()).collect();
    let of_phrase = part(LOOKED_AT_WIDELY, &choices.join(" "));
    let mut phrases = Vec::new();
    for phrase in decisive(&question.stem) {
        let found = treating(&ask, &phrase, &of_phrase)?;
        let best = best_for_phrase(&phrase, found, &related);
        phrases.push((phrase, Evidence::from(best)));
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

/// Says whether an option is the name of a service that no note speaks of. Its words
/// may be in a note all the same, or be translated into words that are: `Compute
/// Optimizer` isn't 컴퓨팅 리소스 최적화.
fn is_unmentioned<E>(
    ask: impl Fn(&str, &Options) -> Result<Hits, E>,
    name: &str,
    options: &Options,
) -> Result<bool, E> {
    let name = without_operators(name).replace(['"', '“', '”'], "");
    if name.split_whitespace().count() > SERVICE_WORDS {
        return Ok(false);
    }
    let options = Options { limit: 1, has_snippets: false, ..options.clone() };
    let about = ask(&format!("service:\"{name}\""), &options)?;
    let is_service = !about.remarks.iter().any(|told| matches!(told, Remark::UnknownName(_)));
    Ok(is_service && about.total == 0)
}

/// Chooses among the sections that treat an option, the best first. Of sections
/// that are about what it names, one as much as the other, that comes first which
/// speaks of the question. One word that the best is not about (`클러스터` of a
/// placement group) is meant as the section has it that the question is about.
fn best_for_option(option: &str, found: Vec<Hit>, related: &[Key]) -> Option<Hit> {
    let first = found.first()?;
    let heading = first.record.trail.last().map(|own| own.to_lowercase());
    let is_named = first.via.contains(&Rule::Name)
        || heading.is_some_and(|own| own.contains(&option.to_lowercase()));
    let is_word = !option.contains(' ') && !is_named;
    let enough_of_word = if is_word { first.score * ENOUGH_OF_WORD } else { f32::INFINITY };
    let least = match first.via.contains(&Rule::Name) {
        true => first.score * AS_MUCH_ABOUT,
        false => first.score,
    };
    let place = |hit: &Hit| related.iter().position(|other| *other == key(hit));
    let is_asked_about = |hit: &Hit| place(hit).is_some_and(|place| place < ASKED_ABOUT);
    let alike = found
        .into_iter()
        .filter(|hit| hit.score >= least || hit.score >= enough_of_word && is_asked_about(hit));
    // The first of those that don't speak of it.
    alike.min_by_key(|hit| place(hit).unwrap_or(usize::MAX))
}

/// Chooses among the sections that speak of what decides: the first that speaks of
/// the question or its options too and scores nearly as much, else the first, if
/// that has nearly all of the phrase. That something else is also cheap or simple
/// decides nothing: of a mere degree, only the sections of the question speak.
fn best_for_phrase(phrase: &str, mut found: Vec<Hit>, related: &[Key]) -> Option<Hit> {
    let first = found.first()?;
    let is_whole = first.explanation.signal(Signal::Coverage) >= NEARLY_ALL && !is_degree(phrase);
    let least = first.score * NEARLY_AS_GOOD;
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
    let Hits { mut hits, absent, .. } = ask(&text, options)?;
    hits.retain(|hit| {
        hit.snippet.is_telling && treats(hit, &text) && !has_only_its_kind(hit, &text, &absent)
    });
    Ok(hits)
}

/// Says whether a section has of a name only the last word, which tells what kind of
/// thing it is, while no note has a word before it, which tells it from others of its
/// kind: `테이프 게이트웨이` where the notes speak of other gateways. `absent` are the
/// words that no note has.
fn has_only_its_kind(hit: &Hit, text: &str, absent: &[String]) -> bool {
    let Some((others, kind)) = text.rsplit_once(' ') else { return false };
    let (others, kind) = (others.to_lowercase(), kind.to_lowercase());
    let is_name = others.split_whitespace().count() < NAME_WORDS;
    let is_told_apart = absent.iter().any(|word| others.contains(&word.to_lowercase()));
    let mut readings = hit.explanation.readings.iter().filter(|reading| is_telling(reading.rule));
    is_name
        && is_told_apart
        && readings.all(|r| r.rule != Rule::Name && kind.contains(r.from.to_lowercase().trim()))
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
