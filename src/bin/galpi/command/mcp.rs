//! `galpi mcp`: the notes as tools for an assistant.
//!
//! The Model Context Protocol over standard input and output (`mcp/`). Nothing
//! is written but the index, and nothing is read but notes that are indexed.
//! Each call looks first whether notes have changed.

mod schema;

use std::io::{self, ErrorKind};

use galpi::lexicon::{EntryId, Kind};
use galpi::search::{Hit, Hits, Options, Searcher, suggestions};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::failure::Failure;
use crate::locate::locate;
use crate::mcp::{CallError, Tools, serve};
use crate::settings::Settings;
use crate::{Outcome, notebook, terminal};

/// Sections that are given unless another number is asked for, and at most.
const LIMIT: usize = 10;
const MAX_LIMIT: usize = 50;
/// Bytes of one section's text that are given at most: more would fill what an
/// assistant can keep in mind.
const MAX_TEXT_BYTES: usize = 64 * 1024;

pub(crate) fn run(settings: Settings) -> Result<Outcome, Failure> {
    match serve(io::stdin(), io::stdout(), &Notebook { settings }) {
        Ok(()) => Ok(Outcome::Found),
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Err(Failure::ClosedPipe),
        Err(error) => {
            let cause = terminal::language().cause(&error);
            Err(Failure::new((terminal::language().commands.unserved)(&cause)))
        }
    }
}

/// The notes, opened anew for each call.
struct Notebook {
    settings: Settings,
}

#[derive(Deserialize)]
struct SearchRequest {
    query: String,
    limit: Option<usize>,
    #[serde(default)]
    exact: bool,
}

#[derive(Deserialize)]
struct ShowRequest {
    section: String,
}

#[derive(Deserialize)]
struct LookupRequest {
    name: Option<String>,
    limit: Option<usize>,
}

/// Sections, best first.
#[derive(Serialize)]
struct Found {
    sections: Vec<Section>,
    total: usize,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    also_read: Vec<Reading>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    remarks: Vec<String>,
}

#[derive(Serialize)]
struct Reading {
    typed: String,
    read_as: String,
    rule: String,
}

/// A section that was found.
#[derive(Serialize)]
struct Section {
    id: String,
    path: String,
    line: usize,
    trail: Vec<String>,
    snippet: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    services: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    concepts: Vec<String>,
}

/// A section or note, whole.
#[derive(Serialize)]
struct Shown {
    path: String,
    line: usize,
    trail: Vec<String>,
    text: String,
    is_cut: bool,
}

/// What the notes say of a service or concept, or of which ones they speak.
#[derive(Serialize)]
struct Told {
    #[serde(skip_serializing_if = "Option::is_none")]
    entry: Option<Described>,
    #[serde(skip_serializing_if = "Option::is_none")]
    found: Option<Found>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    entries: Vec<Counted>,
}

#[derive(Serialize)]
struct Described {
    name: String,
    korean: String,
    gloss: String,
    gloss_korean: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    part_of: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    beside: Vec<String>,
}

#[derive(Serialize)]
struct Counted {
    name: String,
    korean: String,
    sections: usize,
    subject_of: usize,
}

impl Tools for Notebook {
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

impl Notebook {
    /// Opens the notes as they are now, and asks them.
    fn with<T>(&self, ask: impl FnOnce(&Searcher<'_>) -> Result<T, Failure>) -> Result<T, Failure> {
        let lexicon = notebook::lexicon(&self.settings)?;
        let opened = notebook::open(&self.settings, &lexicon)?;
        ask(&Searcher::new(&opened.snapshot, &self.settings.corpus, &lexicon))
    }

    fn search(&self, asked: &SearchRequest) -> Result<Found, Failure> {
        if asked.query.trim().is_empty() {
            return Err(Failure::new("the query is empty"));
        }
        self.with(|searcher| {
            let options = Options {
                strictness: super::search::strictness(asked.exact, false),
                ..options(asked.limit)
            };
            Ok(found(&searcher.search(&asked.query, &options)?))
        })
    }

    fn show(&self, asked: &ShowRequest) -> Result<Shown, Failure> {
        self.with(|searcher| {
            let located = locate(&self.settings, asked.section.trim().as_ref())?;
            let note = &located.note;
            let unknown = || Failure::new(format!("`{}` is none of the notes", note.path));
            // What isn't indexed is no note: hidden files, files that are
            // ignored, the configuration.
            let index = located.section.unwrap_or(0);
            let section = note.sections.get(index).ok_or_else(unknown)?;
            let record = searcher.section(note.id(index))?.ok_or_else(unknown)?;
            if record.path() != note.path {
                return Err(unknown());
            }
            let (path, is_note) = (note.path.to_string(), located.section.is_none());
            let (line, trail) = match is_note {
                true => (1, Vec::new()),
                false => (section.line, section.trail.clone()),
            };
            let mut text = located.text();
            let is_cut = text.len() > MAX_TEXT_BYTES;
            let end =
                (0..=MAX_TEXT_BYTES.min(text.len())).rev().find(|at| text.is_char_boundary(*at));
            text.truncate(end.unwrap_or(0));
            Ok(Shown { path, line, trail, text, is_cut })
        })
    }

    fn lookup(&self, asked: &LookupRequest, kind: Kind) -> Result<Told, Failure> {
        let name = asked.name.as_deref().map(str::trim).filter(|name| !name.is_empty());
        self.with(|searcher| match name {
            Some(name) => about(searcher, name, kind, asked.limit),
            None => {
                let tallies = searcher.tally(kind)?;
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

fn about(
    searcher: &Searcher<'_>,
    name: &str,
    kind: Kind,
    limit: Option<usize>,
) -> Result<Told, Failure> {
    let Some(told) = searcher.lookup(name, kind, &options(limit))? else {
        let near = suggestions(searcher.lexicon(), name, kind);
        let near: Vec<&str> = near.iter().map(|entry| entry.name).collect();
        let failure = Failure::new(format!("`{name}` is no name that is known"));
        return Err(match near.is_empty() {
            true => failure.hint("`search` finds it by its words"),
            false => failure.hint(format!("did you mean {}?", near.join(", "))),
        });
    };
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
    Ok(Told { entry: Some(entry), found: Some(found(&told.hits)), entries: Vec::new() })
}

fn options(limit: Option<usize>) -> Options {
    Options { limit: limit.unwrap_or(LIMIT).clamp(1, MAX_LIMIT), ..Options::default() }
}

fn found(hits: &Hits) -> Found {
    let also_read = hits.rewrites.iter().map(|rewrite| Reading {
        typed: rewrite.from.clone(),
        read_as: rewrite.to.clone(),
        rule: rewrite.rule.name().to_owned(),
    });
    Found {
        sections: hits.hits.iter().map(section).collect(),
        total: hits.total,
        also_read: also_read.collect(),
        remarks: hits.remarks.iter().map(ToString::to_string).collect(),
    }
}

fn section(hit: &Hit) -> Section {
    Section {
        id: hit.record.id().to_string(),
        path: hit.record.path().to_string(),
        line: hit.line(),
        trail: hit.record.trail.clone(),
        snippet: hit.snippet.best.text.trim().to_owned(),
        services: hit.services.iter().map(|topic| topic.name.clone()).collect(),
        concepts: hit.concepts.iter().map(|topic| topic.name.clone()).collect(),
    }
}
