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
    /// What to search for; `-`, or a pipe and no words, reads it from standard input
    #[arg(value_name = "QUERY")]
    pub(crate) words: Vec<String>,
    /// Query, which may begin with a dash; repeatable
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
    /// Answer each line of standard input (with -0, each part up to a NUL) as a query, in JSON
    /// Lines: hits, then a summary
    #[arg(long, hide_short_help = true, help_heading = FORMAT, conflicts_with_all = [
        "words", "query", "vimgrep", "template", "files_with_matches", "count", "quiet", "open",
        "context", "after_context", "before_context", "full",
    ])]
    pub(crate) batch: bool,
    /// Match only the words as typed: no synonyms, no corrections, no parts of words
    #[arg(short = 'w', long, alias = "word-regexp", help_heading = FOUND)]
    pub(crate) exact: bool,
    /// Match these characters literally, whether or not they form words, as `rg -F -i` does
    #[arg(short = 'F', long, conflicts_with_all = ["exact", "prefix"], help_heading = FOUND)]
    pub(crate) fixed_strings: bool,
    /// Complete the last word, even if its last syllable is unfinished
    #[arg(long, help_heading = FOUND)]
    pub(crate) prefix: bool,
    #[command(flatten)]
    pub(crate) output: Output,
}
