//! `galpi mcp`: the notes as tools for an assistant.
//!
//! The Model Context Protocol over standard input and output (`mcp/`). Nothing
//! is written but the index, and nothing is read but notes that are indexed.
//! Each call looks first whether notes have changed.

mod answer;
mod request;
mod schema;

use std::io::{self, ErrorKind};

use galpi::exam::{Choice, Evidence, answer};
use galpi::lexicon::{EntryId, Kind};
use galpi::search::{Hit, Options};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::asked::Asked;
use crate::failure::Failure;
use crate::locate::{Located, locate_in};
use crate::mcp::{CallError, Tools, serve};
use crate::notebook::Book;
use crate::relation::related;
use crate::settings::Settings;
use crate::{Outcome, notebook, terminal};

use super::output::strictness;
use answer::{
    Answered, Counted, Described, Examined, Examinee, ReadingOn, RelatedSection, SearchAnswer,
    Shown, Told, found, section,
};
use request::{ExamRequest, LookupRequest, RelatedRequest, SearchRequest, ShowRequest};

/// Sections that are given unless another number is asked for, and at most.
const LIMIT: usize = 10;
const MAX_LIMIT: usize = 50;
/// Sections that answer a question as a whole.
const WHOLE: usize = 3;
/// Sections of each relation, unless another number is asked for.
const MAX_RELATED: usize = 5;
/// Bytes of one section's text that are given at most: more would fill what an
/// assistant can keep in mind.
const MAX_TEXT_BYTES: usize = 64 * 1024;

pub(crate) fn run(settings: Vec<Settings>) -> Result<Outcome, Failure> {
    match serve(io::stdin(), io::stdout(), &Notebooks { settings }) {
        Ok(()) => Ok(Outcome::Found),
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Err(Failure::ClosedPipe),
        Err(error) => {
            let cause = terminal::language().cause(&error);
            Err(Failure::new((terminal::language().commands.unserved)(&cause)))
        }
    }
}

/// The notebooks, opened anew for each call.
struct Notebooks {
    settings: Vec<Settings>,
}

impl Tools for Notebooks {
    fn instructions(&self) -> &str {
        schema::INSTRUCTIONS
    }

    fn list(&self) -> Value {
        schema::tools()
    }

    fn call(&self, name: &str, arguments: Map<String, Value>) -> Result<Value, CallError> {
        match name {
            "search" => told(self.search(&arguments_of(arguments)?)),
            "show" => told(self.show(&arguments_of(arguments)?)),
            "service" => told(self.lookup(&arguments_of(arguments)?, Kind::Service)),
            "concept" => told(self.lookup(&arguments_of(arguments)?, Kind::Concept)),
            "exam" => told(self.exam(&arguments_of(arguments)?)),
            "related" => told(self.related(&arguments_of(arguments)?)),
            _ => Err(CallError::UnknownTool),
        }
    }
}

fn arguments_of<T: DeserializeOwned>(arguments: Map<String, Value>) -> Result<T, CallError> {
    T::deserialize(Value::Object(arguments)).map_err(|e| CallError::Failed(e.to_string()))
}

fn told<T: Serialize>(answer: Result<T, Failure>) -> Result<Value, CallError> {
    answer
        .map_err(|failure| failure.to_string())
        .and_then(|answer| serde_json::to_value(answer).map_err(|e| e.to_string()))
        .map_err(CallError::Failed)
}

impl Notebooks {
    /// Opens the notes as they are now, and asks them.
    fn with<T>(
        &self,
        ask: impl FnOnce(&Asked<'_>) -> Result<T, Failure>,
    ) -> Result<Answered<T>, Failure> {
        let books = self.settings.iter().cloned().map(Book::open).collect::<Result<Vec<_>, _>>()?;
        let answer = ask(&Asked::new(&books))?;
        let unread = books.iter().flat_map(|book| notebook::unread(&book.opened.report));
        Ok(Answered { answer, unread: unread.collect() })
    }

    fn search(&self, asked: &SearchRequest) -> Result<Answered<SearchAnswer>, Failure> {
        if asked.query.trim().is_empty() {
            return Err(Failure::new("the query is empty"));
        }
        let options =
            Options { strictness: strictness(asked.exact, asked.fixed), ..options(asked.limit) };
        self.with(|notes| Ok(found(notes, &notes.search(&asked.query, &options)?)))
    }

    fn show(&self, asked: &ShowRequest) -> Result<Answered<Shown>, Failure> {
        self.with(|notes| {
            let (number, located) = self.locate(notes, &asked.section)?;
            let note = &located.note;
            let (path, is_note) = (note.path.to_string(), located.section.is_none());
            let section = &note.sections[located.section.unwrap_or(0)];
            let (line, trail) = match is_note {
                true => (1, Vec::new()),
                false => (section.line, section.trail.clone()),
            };
            let mut text = located.text();
            let is_cut = text.len() > MAX_TEXT_BYTES;
            let end =
                (0..=MAX_TEXT_BYTES.min(text.len())).rev().find(|at| text.is_char_boundary(*at));
            text.truncate(end.unwrap_or(0));
            let is_one_of_several = self.settings.len() > 1;
            let notebook = is_one_of_several.then(|| self.settings[number].name.clone());
            Ok(Shown { notebook, path, line, trail, text, is_cut })
        })
    }

    /// Finds a section by its id or place, and the number of its notebook. What
    /// isn't indexed is no note: hidden files, files that are ignored, the
    /// configuration.
    fn locate(&self, notes: &Asked<'_>, named: &str) -> Result<(usize, Located), Failure> {
        let (number, located) = locate_in(&self.settings, named.trim().as_ref())?;
        let note = &located.note;
        let unknown = || Failure::new(format!("`{}` is not one of the notes", note.path));
        let index = located.section.unwrap_or(0);
        if index >= note.sections.len() {
            return Err(unknown());
        }
        let record = notes.searchers[number].section(note.id(index))?.ok_or_else(unknown)?;
        match record.path() == note.path {
            true => Ok((number, located)),
            false => Err(unknown()),
        }
    }

    fn related(&self, asked: &RelatedRequest) -> Result<Answered<ReadingOn>, Failure> {
        self.with(|notes| {
            let (number, located) = self.locate(notes, &asked.section)?;
            let limit = asked.limit.unwrap_or(MAX_RELATED).clamp(1, MAX_LIMIT);
            let at = located.section.unwrap_or(0);
            let found = related(&notes.books[number], &located.note, at, limit)?;
            let sections = found.into_iter().map(|(relation, hit)| RelatedSection {
                relation: relation.name(),
                section: section(notes, &Hit { notebook: number, ..hit }),
            });
            Ok(ReadingOn { sections: sections.collect() })
        })
    }

    fn exam(&self, asked: &ExamRequest) -> Result<Answered<Examined>, Failure> {
        if asked.question.trim().is_empty() {
            return Err(Failure::new("the question is empty"));
        }
        self.with(|notes| {
            let ask = |query: &str, options: &Options| notes.search(query, options);
            let answered = answer(ask, &asked.question, &options(Some(WHOLE)))?;
            let part = |label: &str, text: &str, evidence: &Evidence| Examinee {
                label: label.to_owned(),
                text: text.to_owned(),
                section: evidence.hit().map(|hit| section(notes, hit)),
            };
            let parts = |choices: &[Choice], evidence: &[Evidence]| {
                let both = choices.iter().zip(evidence);
                both.map(|(choice, evidence)| part(&choice.label, &choice.text, evidence)).collect()
            };
            let phrases = answered.decisive.iter();
            Ok(Examined {
                stem: answered.question.stem.clone(),
                whole: answered.whole.hits.iter().map(|hit| section(notes, hit)).collect(),
                statements: parts(&answered.question.statements, &answered.statements),
                options: parts(&answered.question.options, &answered.options),
                decisive: phrases.map(|(phrase, evidence)| part("", phrase, evidence)).collect(),
            })
        })
    }

    fn lookup(&self, asked: &LookupRequest, kind: Kind) -> Result<Answered<Told>, Failure> {
        let name = asked.name.as_deref().map(str::trim).filter(|name| !name.is_empty());
        self.with(|notes| match name {
            Some(name) => about(notes, name, kind, asked.limit),
            None => {
                let tallies = notes.tally(kind)?;
                let entries = tallies.iter().map(|tally| Counted {
                    name: tally.entry.name.to_owned(),
                    korean: tally.entry.korean.to_owned(),
                    sections: tally.sections,
                    subject_of: tally.subject_of,
                });
                Ok(Told { entry: None, found: None, entries: entries.collect() })
            }
        })
    }
}

/// Tells what the notes say of what has a name.
fn about(notes: &Asked<'_>, name: &str, kind: Kind, limit: Option<usize>) -> Result<Told, Failure> {
    let options = options(limit);
    let none = Options { limit: 0, has_snippets: false, ..options.clone() };
    // The first notebook whose lexicon has the name says what it is.
    for searcher in &notes.searchers {
        let Some(told) = searcher.lookup(name, kind, &none)? else { continue };
        let names = |ids: &[EntryId]| -> Vec<String> {
            ids.iter().filter_map(|id| searcher.lexicon().name(id)).map(str::to_owned).collect()
        };
        let entry = Described {
            name: told.entry.name.to_owned(),
            korean: told.entry.korean.to_owned(),
            gloss: told.entry.gloss.to_owned(),
            gloss_korean: told.entry.gloss_ko.to_owned(),
            part_of: names(&told.entry.parents.iter().collect::<Vec<_>>()),
            beside: told.compared.iter().map(|entry| entry.name.to_owned()).collect(),
        };
        let hits = notes.about(&told.entry.id, name, &options)?;
        let found = Some(found(notes, &hits));
        return Ok(Told { entry: Some(entry), found, entries: Vec::new() });
    }
    let near = notes.searchers.iter().flat_map(|s| s.lexicon().suggestions(name, kind));
    let mut near: Vec<&str> = near.map(|entry| entry.name).collect();
    near.dedup();
    let failure = Failure::new(format!("`{name}` is no name that is known"));
    Err(match near.is_empty() {
        true => failure.hint("`search` finds it by its words"),
        false => failure.hint(format!("did you mean {}?", near.join(", "))),
    })
}

fn options(limit: Option<usize>) -> Options {
    Options { limit: limit.unwrap_or(LIMIT).clamp(1, MAX_LIMIT), ..Options::default() }
}
