//! What commands take that keep, measure or describe, and find nothing.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

#[derive(Debug, Args)]
pub(crate) struct Index {
    /// Make the index anew
    #[arg(long)]
    pub(crate) rebuild: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Status {
    /// One line of JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Eval {
    /// The judged queries: qid, category, query, judgments (`S20:2 S4:1` or `path:line:2`), note;
    /// of several sets, each with its notes, the mean is told as well
    #[arg(value_name = "QUERIES.tsv[=NOTES]", required = true)]
    pub(crate) queries: Vec<PathBuf>,
    /// What judged names stand for: name, then line or path, then heading; a file or a folder of them
    /// [default: sections.tsv beside the queries]
    #[arg(long, value_name = "SECTIONS.tsv")]
    pub(crate) map: Vec<PathBuf>,
    /// Score the lines that are shown as well: qid, section, and the lines that answer, the best one
    /// first
    #[arg(long, value_name = "LINES.tsv")]
    pub(crate) lines: Option<PathBuf>,
    /// Tell of each query what was found where
    #[arg(long)]
    pub(crate) per_query: bool,
    /// Write what was found: qid, rank, section
    #[arg(long, value_name = "FILE")]
    pub(crate) run: Option<PathBuf>,
    /// Only what was typed: no other reading of any word
    #[arg(long)]
    pub(crate) exact: bool,
    /// Leave out one rule, to see what it is worth
    #[arg(long, value_name = "RULE")]
    pub(crate) without: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Export {
    /// The engine: opensearch (and Elasticsearch) or quickwit
    #[arg(long, value_name = "ENGINE", hide_possible_values = true)]
    pub(crate) format: ExportFormat,
    /// The name of the index
    #[arg(long, value_name = "NAME", default_value = "notes")]
    pub(crate) name: String,
    /// Write the configuration of the index instead
    #[arg(long, conflicts_with = "query")]
    pub(crate) config: bool,
    /// Write the body of a search for these words instead
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
    /// The shell
    pub(crate) shell: clap_complete::Shell,
}

#[derive(Debug, Args)]
pub(crate) struct Init {
    /// Write a lexicon instead: services, concepts and words of your own, with examples
    #[arg(long)]
    pub(crate) lexicon: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Help {
    /// The command; without it, all of them are listed
    #[arg(value_name = "COMMAND")]
    pub(crate) command: Option<String>,
}
