//! What a search takes.

use clap::{ArgAction, Args, Parser};

use super::everywhere::Everywhere;
use super::headings::{FORMAT, FOUND};
use super::output::Output;

/// A search alone.
#[derive(Debug, Parser)]
#[command(args_override_self = true)]
pub(crate) struct Sought {
    #[command(flatten)]
    pub(crate) everywhere: Everywhere,
    #[command(flatten)]
    pub(crate) search: Search,
}

#[derive(Debug, Args)]
pub(crate) struct Search {
    /// What to look for; `-`, or a pipe where there are no words, reads it from standard input
    #[arg(value_name = "QUERY")]
    pub(crate) words: Vec<String>,
    /// A query that begins with a dash; may be given again
    #[arg(
        short = 'e',
        long,
        value_name = "QUERY",
        alias = "regexp",
        allow_hyphen_values = true,
        action = ArgAction::Append,
        help_heading = FOUND
    )]
    pub(crate) query: Vec<String>,
    /// Answer many queries, one a line of standard input (with -0, each up to a NUL), in JSON
    /// Lines: hits and a summary each, in order
    #[arg(long, hide_short_help = true, help_heading = FORMAT, conflicts_with_all = [
        "words", "query", "vimgrep", "template", "files_with_matches", "count", "quiet", "open",
        "context", "after_context", "before_context", "full",
    ])]
    pub(crate) batch: bool,
    /// Only what was typed, as whole words: no other reading, no part of a word
    #[arg(short = 'w', long, alias = "word-regexp", help_heading = FOUND)]
    pub(crate) exact: bool,
    /// These characters as they stand, whether or not they are words, as `rg -F -i` finds them
    #[arg(short = 'F', long, conflicts_with_all = ["exact", "prefix"], help_heading = FOUND)]
    pub(crate) fixed_strings: bool,
    /// The last word may be half typed, down to its last syllable
    #[arg(long, help_heading = FOUND)]
    pub(crate) prefix: bool,
    #[command(flatten)]
    pub(crate) output: Output,
}
