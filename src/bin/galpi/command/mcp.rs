//! `galpi mcp`: the notes as tools for an assistant.
//!
//! The Model Context Protocol over standard input and output. Nothing is
//! written but the index, and nothing is read but notes that are indexed. Each
//! call looks first whether notes have changed.

use std::sync::Arc;

use galpi::lexicon::{EntryId, Kind};
use galpi::search::{Hit, Hits, Options, Searcher, suggestions};
use rmcp::handler::server::wrapper::{Json, Parameters};
use rmcp::schemars::{self, JsonSchema};
use rmcp::{ServerHandler, ServiceExt, tool, tool_handler, tool_router};
use serde::{Deserialize, Serialize};

use crate::failure::Failure;
use crate::locate::locate;
use crate::settings::Settings;
use crate::{Outcome, notebook, terminal};

/// Sections that are given unless another number is asked for, and at most.
const LIMIT: usize = 10;
const MAX_LIMIT: usize = 50;
/// Bytes of one section's text that are given at most: more would fill what an
/// assistant can keep in mind.
const MAX_TEXT_BYTES: usize = 64 * 1024;

pub(crate) fn run(settings: Settings) -> Result<Outcome, Failure> {
    let failed = |e: &dyn std::fmt::Display| {
        Failure::new((terminal::language().commands.unserved)(&e.to_string()))
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|e| failed(&e))?;
    let server = Server { settings: Arc::new(settings) };
    runtime.block_on(async {
        let service = match server.serve(rmcp::transport::stdio()).await {
            Ok(service) => service,
            // The client went before it said anything.
            Err(rmcp::service::ServerInitializeError::ConnectionClosed(_)) => return Ok(()),
            Err(error) => return Err(failed(&error)),
        };
        service.waiting().await.map(drop).map_err(|e| failed(&e))
    })?;
    Ok(Outcome::Found)
}

#[derive(Clone)]
struct Server {
    settings: Arc<Settings>,
}

#[derive(Deserialize, JsonSchema)]
struct SearchRequest {
    /// What to look for, Korean or English: words, a name as it sounds, an idea, or a whole
    /// question. "a phrase" and +word must be there, -word must not; path: and heading: narrow.
    query: String,
    /// The most sections to give, from 1 to 50; 10 unless told.
    limit: Option<usize>,
    /// Only the words as typed: no synonym, translation or correction.
    #[serde(default)]
    exact: bool,
}

#[derive(Deserialize, JsonSchema)]
struct ShowRequest {
    /// The id of a section, or the path of a note with a line: `storage/ebs.md:30`. Both are in
    /// what the other tools give. A path alone means the whole note.
    section: String,
}

#[derive(Deserialize, JsonSchema)]
struct LookupRequest {
    /// Its name, in any spelling or language; without it, all that these notes speak of are
    /// listed with counts.
    name: Option<String>,
    /// The most sections to give, from 1 to 50; 10 unless told.
    limit: Option<usize>,
}

/// Sections, best first.
#[derive(Serialize, JsonSchema)]
struct Found {
    sections: Vec<Section>,
    /// How many there are in all.
    total: usize,
    /// What was read otherwise than typed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    also_read: Vec<Reading>,
}

#[derive(Serialize, JsonSchema)]
struct Reading {
    typed: String,
    read_as: String,
    /// Why: translation, sound, typo, keyboard layout and so on.
    rule: String,
}

/// A section that was found.
#[derive(Serialize, JsonSchema)]
struct Section {
    id: String,
    path: String,
    /// The line that answers best, 1-based.
    line: usize,
    /// Headings, outermost first.
    trail: Vec<String>,
    /// The line that answers best.
    snippet: String,
    /// Services that the section speaks of.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    services: Vec<String>,
    /// Concepts that the section speaks of.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    concepts: Vec<String>,
}

/// A section or note, whole.
#[derive(Serialize, JsonSchema)]
struct Shown {
    path: String,
    /// Where it begins, 1-based.
    line: usize,
    /// Headings, outermost first; none for a whole note.
    trail: Vec<String>,
    text: String,
    /// Whether the text goes on: it is cut at 64 KiB.
    is_cut: bool,
}

/// What the notes say of a service or concept, or of which ones they speak.
#[derive(Serialize, JsonSchema)]
struct Told {
    /// The one that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    entry: Option<Described>,
    /// Sections on it: the one that explains it first.
    #[serde(skip_serializing_if = "Option::is_none")]
    found: Option<Found>,
    /// Without a name: all that these notes speak of.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    entries: Vec<Counted>,
}

#[derive(Serialize, JsonSchema)]
struct Described {
    name: String,
    korean: String,
    gloss: String,
    gloss_korean: String,
    /// What it is part of.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    part_of: Vec<String>,
    /// What stands beside it in these notes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    beside: Vec<String>,
}

#[derive(Serialize, JsonSchema)]
struct Counted {
    name: String,
    korean: String,
    /// Sections that name it.
    sections: usize,
    /// Sections about it.
    subject_of: usize,
}

#[tool_router]
impl Server {
    #[tool(
        description = "Finds the sections of the user's notes that answer best. Understands Korean \
            and English, each in the other's words, misspellings, and ideas described without \
            their names.",
        annotations(read_only_hint = true, open_world_hint = false)
    )]
    fn search(&self, Parameters(asked): Parameters<SearchRequest>) -> Result<Json<Found>, String> {
        if asked.query.trim().is_empty() {
            return Err("the query is empty".to_owned());
        }
        self.with(|searcher| {
            let options = Options {
                strictness: super::search::strictness(asked.exact, false),
                ..options(asked.limit)
            };
            Ok(found(&searcher.search(&asked.query, &options)?))
        })
    }

    #[tool(
        description = "Gives a section of the user's notes, whole, by its id or by path and line.",
        annotations(read_only_hint = true, open_world_hint = false)
    )]
    fn show(&self, Parameters(asked): Parameters<ShowRequest>) -> Result<Json<Shown>, String> {
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

    #[tool(
        description = "Tells what the user's notes say of a service or product, the section that \
            explains it first; without a name, of which services they speak.",
        annotations(read_only_hint = true, open_world_hint = false)
    )]
    fn service(&self, Parameters(asked): Parameters<LookupRequest>) -> Result<Json<Told>, String> {
        self.lookup(&asked, Kind::Service)
    }

    #[tool(
        description = "Tells what the user's notes say of a concept of the field (high \
            availability, failover, encryption at rest), through its synonyms and narrower \
            concepts; without a name, of which concepts they speak.",
        annotations(read_only_hint = true, open_world_hint = false)
    )]
    fn concept(&self, Parameters(asked): Parameters<LookupRequest>) -> Result<Json<Told>, String> {
        self.lookup(&asked, Kind::Concept)
    }
}

#[tool_handler(
    name = "galpi",
    instructions = "Searches one folder of Markdown notes by section, Korean and English alike. \
        Begin with `search`, or with `service` and `concept` where a name is known; read a \
        section with `show`. Nothing is ever changed."
)]
impl ServerHandler for Server {}

impl Server {
    /// Opens the notes as they are now, and asks them.
    fn with<T>(
        &self,
        ask: impl FnOnce(&Searcher<'_>) -> Result<T, Failure>,
    ) -> Result<Json<T>, String> {
        let ask = || {
            let lexicon = notebook::lexicon(&self.settings)?;
            let opened = notebook::open(&self.settings, &lexicon)?;
            ask(&Searcher::new(&opened.snapshot, &self.settings.corpus, &lexicon))
        };
        ask().map(Json).map_err(|failure| failure.to_string())
    }

    fn lookup(&self, asked: &LookupRequest, kind: Kind) -> Result<Json<Told>, String> {
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
