//! What somebody who studies asks for besides answers.

use clap::{Args, ValueEnum};

use super::count::count;
use super::output::Output;

#[derive(Debug, Args)]
pub(crate) struct History {
    /// Only searches that these notes still do not answer: what to study
    #[arg(long, conflicts_with = "all")]
    pub(crate) missed: bool,
    /// Searches in all notes, not only in these
    #[arg(long)]
    pub(crate) all: bool,
    /// Maximum number of searches; 0 for all [default: 20]
    #[arg(short = 'n', long, value_name = "N", value_parser = count, allow_negative_numbers = true)]
    pub(crate) limit: Option<usize>,
    /// Print JSON Lines: one search per line
    #[arg(long)]
    pub(crate) json: bool,
    /// Delete the whole history
    #[arg(long, conflicts_with_all = ["missed", "all", "limit", "json"])]
    pub(crate) clear: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Lsp {
    /// Accepted because some editors pass it; there is no other transport
    #[arg(long, hide = true)]
    pub(crate) stdio: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Cards {
    /// Only sections that match this query [default: all sections]
    #[arg(value_name = "QUERY")]
    pub(crate) words: Vec<String>,
    /// Quiz yourself in the terminal: cards that are due come first, and answers are remembered
    #[arg(long)]
    pub(crate) quiz: bool,
    /// Maximum number of cards; 0 for all [default: all, or 20 with --quiz]
    #[arg(short = 'n', long, value_name = "N", value_parser = count, allow_negative_numbers = true)]
    pub(crate) limit: Option<usize>,
}

#[derive(Debug, Args)]
pub(crate) struct Watch {
    /// Answer each line of standard input instead of the clipboard
    #[arg(value_name = "-", value_parser = ["-"], hide_possible_values = true)]
    pub(crate) input: Option<String>,
    #[command(flatten)]
    pub(crate) output: Output,
}

#[derive(Debug, Args)]
pub(crate) struct Widget {
    /// Where the key is bound
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
