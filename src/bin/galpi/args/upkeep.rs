//! What commands take that keep, measure or describe, and find nothing.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

#[derive(Debug, Args)]
pub(crate) struct Index {
    /// Build it again from scratch
    #[arg(long)]
    pub(crate) rebuild: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Status {
    /// Print one line of JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Eval {
    /// Judged queries, a line each, with columns separated by tabs: qid, category, query, judgments
    /// (`S20:2 S4:1` or `path:line:2`), note. For several files, each with its notes, the mean is
    /// printed as well
    #[arg(value_name = "QUERIES.tsv[=NOTES]", required = true)]
    pub(crate) queries: Vec<PathBuf>,
    /// What names in judgments stand for: name, line or path, heading; a file, or a folder of such
    /// files [default: sections.tsv next to the queries]
    #[arg(long, value_name = "SECTIONS.tsv")]
    pub(crate) map: Vec<PathBuf>,
    /// Also score the line shown for each section: qid, section, lines that answer (best first)
    #[arg(long, value_name = "LINES.tsv")]
    pub(crate) lines: Option<PathBuf>,
    /// Print the result of each query
    #[arg(long)]
    pub(crate) per_query: bool,
    /// Write what was found to FILE: qid, rank, section
    #[arg(long, value_name = "FILE")]
    pub(crate) run: Option<PathBuf>,
    /// Match only the words as typed
    #[arg(long)]
    pub(crate) exact: bool,
    /// Switch off one rule, to see what it contributes
    #[arg(long, value_name = "RULE")]
    pub(crate) without: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Export {
    /// Search engine: opensearch (also for Elasticsearch) or quickwit
    #[arg(long, value_name = "ENGINE", hide_possible_values = true)]
    pub(crate) format: ExportFormat,
    /// Name of the index
    #[arg(long, value_name = "NAME", default_value = "notes")]
    pub(crate) name: String,
    /// Write the index configuration instead
    #[arg(long, conflicts_with = "query")]
    pub(crate) config: bool,
    /// Write the body of a search request for this query instead
    #[arg(long, value_name = "QUERY")]
    pub(crate) query: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportFormat {
    Opensearch,
    Quickwit,
}

#[derive(Debug, Args)]
pub(crate) struct Completions {
    /// Shell to complete in
    pub(crate) shell: clap_complete::Shell,
}

#[derive(Debug, Args)]
pub(crate) struct Init {
    /// Create a lexicon with examples instead, for services, concepts and words of your own
    #[arg(long)]
    pub(crate) lexicon: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Help {
    /// Command to show help for [default: a list of all commands]
    #[arg(value_name = "COMMAND")]
    pub(crate) command: Option<String>,
}
