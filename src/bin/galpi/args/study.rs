//! What somebody who studies asks for besides answers.

use clap::{Args, ValueEnum};

use super::output::Output;

#[derive(Debug, Args)]
pub(crate) struct History {
    /// Only what these notes still don't answer: what is to be studied
    #[arg(long, conflicts_with = "all")]
    pub(crate) missed: bool,
    /// What was looked for in all notes, not only in these
    #[arg(long)]
    pub(crate) all: bool,
    /// The most queries to give; 0 for all [default: 20]
    #[arg(short = 'n', long, value_name = "N")]
    pub(crate) limit: Option<usize>,
    /// JSON Lines: a query a line
    #[arg(long)]
    pub(crate) json: bool,
    /// Forget all of it
    #[arg(long, conflicts_with_all = ["missed", "all", "limit", "json"])]
    pub(crate) clear: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Lsp {
    /// Said by editors that know other ways, too; it is the only one here
    #[arg(long, hide = true)]
    pub(crate) stdio: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Cards {
    /// Only sections that answer it; without it, all of them
    #[arg(value_name = "QUERY")]
    pub(crate) words: Vec<String>,
    /// Ask them here and now, those that are due first, and remember how well they were known
    #[arg(long)]
    pub(crate) quiz: bool,
    /// The most cards to give; 0 for all [default: all; with --quiz 20]
    #[arg(short = 'n', long, value_name = "N")]
    pub(crate) limit: Option<usize>,
}

#[derive(Debug, Args)]
pub(crate) struct Watch {
    #[command(flatten)]
    pub(crate) output: Output,
}

#[derive(Debug, Args)]
pub(crate) struct Widget {
    /// What it is for
    #[arg(value_name = "SHELL")]
    pub(crate) host: Host,
}

/// What has keys to which something can be bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Host {
    Bash,
    Zsh,
    Fish,
    Tmux,
}
