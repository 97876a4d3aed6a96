//! How hits are given.

use clap::{ArgAction, Args, ValueEnum};

use super::count::count;
use super::headings::{FORMAT, FOUND, MANY, SHOWN, WHICH};

/// How hits are given. Of formats the last one counts, so that an alias can be
/// overridden.
#[derive(Debug, Args)]
pub(crate) struct Output {
    /// Maximum number of hits; 0 for all [default: 10, or all with --count]
    #[arg(short = 'n', long, value_name = "N", value_parser = count, allow_negative_numbers = true, help_heading = MANY)]
    pub(crate) limit: Option<usize>,
    /// Maximum number of hits per note; with --vimgrep, of lines per section
    #[arg(short = 'm', long, value_name = "N", value_parser = count, allow_negative_numbers = true, help_heading = MANY)]
    pub(crate) max_count: Option<usize>,
    /// Order of the hits
    #[arg(long, value_name = "BY", default_value = "score", hide_short_help = true, help_heading = MANY)]
    pub(crate) sort: Order,
    /// Search only notes whose path matches, in .gitignore syntax; `!GLOB` excludes; repeatable
    #[arg(
        short = 'g',
        long,
        value_name = "GLOB",
        allow_hyphen_values = true,
        action = ArgAction::Append,
        help_heading = WHICH
    )]
    pub(crate) glob: Vec<String>,
    /// No effect: upper and lower case never matter
    #[arg(short = 'i', long, short_alias = 'S', alias = "smart-case", hide_short_help = true, help_heading = FOUND)]
    pub(crate) ignore_case: bool,
    /// Show N lines before and after the best one
    #[arg(short = 'C', long, value_name = "N", value_parser = count, allow_negative_numbers = true, help_heading = SHOWN)]
    pub(crate) context: Option<usize>,
    /// Show N lines after the best one
    #[arg(short = 'A', long, value_name = "N", value_parser = count, allow_negative_numbers = true, help_heading = SHOWN)]
    pub(crate) after_context: Option<usize>,
    /// Show N lines before the best one
    #[arg(short = 'B', long, value_name = "N", value_parser = count, allow_negative_numbers = true, help_heading = SHOWN)]
    pub(crate) before_context: Option<usize>,
    /// Show whole sections
    #[arg(long, overrides_with_all = ["context", "after_context", "before_context"], help_heading = SHOWN)]
    pub(crate) full: bool,
    /// Show how each score was computed
    #[arg(long, hide_short_help = true, help_heading = SHOWN)]
    pub(crate) explain: bool,
    /// Print as on a terminal, even into a pipe
    #[arg(long, alias = "pretty", short_alias = 'p', overrides_with = "no_heading", hide_short_help = true, help_heading = SHOWN)]
    pub(crate) heading: bool,
    /// Print `path:line:text` as into a pipe, even on a terminal
    #[arg(long, overrides_with = "heading", hide_short_help = true, help_heading = SHOWN)]
    pub(crate) no_heading: bool,
    /// Print on standard error how many sections were found and how long it took
    #[arg(long, hide_short_help = true, help_heading = SHOWN)]
    pub(crate) stats: bool,
    /// Print JSON Lines: one hit per line, then a summary
    #[arg(long, overrides_with_all = OTHER_FORMATS, help_heading = FORMAT)]
    pub(crate) json: bool,
    /// Print every match as `path:line:column:text`, for editors
    #[arg(long, overrides_with_all = OTHER_FORMATS, help_heading = FORMAT)]
    pub(crate) vimgrep: bool,
    /// Print each hit in the format T, e.g. '{path}:{line}\t{heading}'
    #[arg(long, value_name = "T", overrides_with_all = OTHER_FORMATS, help_heading = FORMAT)]
    #[arg(long_help = template_help())]
    pub(crate) template: Option<String>,
    /// Print only the paths of notes
    #[arg(short = 'l', long, overrides_with_all = OTHER_FORMATS, help_heading = FORMAT)]
    pub(crate) files_with_matches: bool,
    /// Print only the paths of notes and how many sections matched in each
    #[arg(short = 'c', long, overrides_with_all = OTHER_FORMATS, help_heading = FORMAT)]
    pub(crate) count: bool,
    /// Open the best hit in your editor
    #[arg(long, overrides_with_all = OTHER_FORMATS, help_heading = FORMAT)]
    pub(crate) open: bool,
    /// Print nothing; the exit status says whether anything was found
    #[arg(short = 'q', long, help_heading = FORMAT)]
    pub(crate) quiet: bool,
    /// Print a NUL byte after each path
    #[arg(short = '0', long, hide_short_help = true, help_heading = FORMAT)]
    pub(crate) null: bool,
    /// Unit in which columns are counted
    #[arg(long, value_name = "UNIT", default_value = "byte", hide_short_help = true, help_heading = FORMAT)]
    pub(crate) column_unit: Unit,
}

/// Formats, of which the last one that was typed counts.
const OTHER_FORMATS: [&str; 6] =
    ["json", "vimgrep", "template", "files_with_matches", "count", "open"];

/// Lists the fields of templates.
fn template_help() -> String {
    let mut text = String::from(
        "Print each hit in the format T, e.g. '{path}:{line}\\t{heading}', with \\t, \\n, \\0, {{, }} \
         and these fields:",
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
