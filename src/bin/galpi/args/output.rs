//! How hits are given.

use clap::{ArgAction, Args, ValueEnum};

use super::headings::{FORMAT, FOUND, MANY, SHOWN, WHICH};

/// How hits are given. Of formats the last one counts, so that an alias can be
/// overridden.
#[derive(Debug, Args)]
pub(crate) struct Output {
    /// The most hits to give; 0 for all [default: 10; with --count all]
    #[arg(short = 'n', long, value_name = "N", help_heading = MANY)]
    pub(crate) limit: Option<usize>,
    /// The most hits in one note; with --vimgrep the most lines of a section
    #[arg(short = 'm', long, value_name = "N", help_heading = MANY)]
    pub(crate) max_count: Option<usize>,
    /// The order of the hits that are given
    #[arg(long, value_name = "BY", default_value = "score", hide_short_help = true, help_heading = MANY)]
    pub(crate) sort: Order,
    /// Only notes whose path matches, as in a .gitignore; `!GLOB` leaves some out; may be given again
    #[arg(
        short = 'g',
        long,
        value_name = "GLOB",
        allow_hyphen_values = true,
        action = ArgAction::Append,
        help_heading = WHICH
    )]
    pub(crate) glob: Vec<String>,
    /// As it always is here: upper and lower case are the same
    #[arg(short = 'i', long, short_alias = 'S', alias = "smart-case", hide_short_help = true, help_heading = FOUND)]
    pub(crate) ignore_case: bool,
    /// Show N lines before and after the best one
    #[arg(short = 'C', long, value_name = "N", help_heading = SHOWN)]
    pub(crate) context: Option<usize>,
    /// Show N lines after the best one
    #[arg(short = 'A', long, value_name = "N", help_heading = SHOWN)]
    pub(crate) after_context: Option<usize>,
    /// Show N lines before the best one
    #[arg(short = 'B', long, value_name = "N", help_heading = SHOWN)]
    pub(crate) before_context: Option<usize>,
    /// Show whole sections
    #[arg(long, overrides_with_all = ["context", "after_context", "before_context"], help_heading = SHOWN)]
    pub(crate) full: bool,
    /// Tell how each score came about
    #[arg(long, hide_short_help = true, help_heading = SHOWN)]
    pub(crate) explain: bool,
    /// As on a terminal, also in a pipe
    #[arg(long, alias = "pretty", short_alias = 'p', overrides_with = "no_heading", hide_short_help = true, help_heading = SHOWN)]
    pub(crate) heading: bool,
    /// As in a pipe, also on a terminal: `path:line:text`
    #[arg(long, overrides_with = "heading", hide_short_help = true, help_heading = SHOWN)]
    pub(crate) no_heading: bool,
    /// Tell how many sections were found and how long it took, on standard error
    #[arg(long, hide_short_help = true, help_heading = SHOWN)]
    pub(crate) stats: bool,
    /// JSON Lines: a hit a line, then a summary
    #[arg(long, overrides_with_all = OTHER_FORMATS, help_heading = FORMAT)]
    pub(crate) json: bool,
    /// `path:line:column:text`, every match, for editors
    #[arg(long, overrides_with_all = OTHER_FORMATS, help_heading = FORMAT)]
    pub(crate) vimgrep: bool,
    /// As T says, like '{path}:{line}\t{heading}'
    #[arg(long, value_name = "T", overrides_with_all = OTHER_FORMATS, help_heading = FORMAT)]
    #[arg(long_help = template_help())]
    pub(crate) template: Option<String>,
    /// Only the paths of the notes
    #[arg(short = 'l', long, overrides_with_all = OTHER_FORMATS, help_heading = FORMAT)]
    pub(crate) files_with_matches: bool,
    /// Only the paths of the notes and how many sections of each were found
    #[arg(short = 'c', long, overrides_with_all = OTHER_FORMATS, help_heading = FORMAT)]
    pub(crate) count: bool,
    /// Open the first hit in your editor
    #[arg(long, overrides_with_all = OTHER_FORMATS, help_heading = FORMAT)]
    pub(crate) open: bool,
    /// Nothing: the exit status is the answer
    #[arg(short = 'q', long, help_heading = FORMAT)]
    pub(crate) quiet: bool,
    /// Put a NUL after each path
    #[arg(short = '0', long, hide_short_help = true, help_heading = FORMAT)]
    pub(crate) null: bool,
    /// What columns count
    #[arg(long, value_name = "UNIT", default_value = "byte", hide_short_help = true, help_heading = FORMAT)]
    pub(crate) column_unit: Unit,
}

/// Formats, of which the last one that was typed counts.
const OTHER_FORMATS: [&str; 6] =
    ["json", "vimgrep", "template", "files_with_matches", "count", "open"];

/// Lists the fields of templates.
fn template_help() -> String {
    let mut text = String::from(
        "As T says, like '{path}:{line}\\t{heading}', with \\t, \\n, \\0, {{, }} and the fields",
    );
    for (name, what) in galpi::render::FIELDS {
        text.push_str(&format!("\n  {{{name}}}  {what}"));
    }
    text
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Unit {
    Byte,
    Char,
    Utf16,
    Cell,
}

/// The order of hits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Order {
    /// Best first.
    Score,
    /// As the notes are read: by path and line.
    Path,
}
