//! Exactly what was typed; what it means here is for [`crate::settings`].

mod arrange;
mod study;
mod upkeep;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum, ValueHint};

pub(crate) use arrange::{arrange, is_command, similar_command, sought, takes_next};
pub(crate) use study::{Cards, History, Host, Lsp, Watch, Widget};
pub(crate) use upkeep::{Completions, Eval, Export, ExportFormat, Help, Index, Init, Status};

/// Find the section of your Markdown notes that you half remember.
#[derive(Debug, Parser)]
#[command(
    name = "galpi",
    version,
    override_usage = "galpi [OPTIONS] QUERY...\n       galpi [OPTIONS] COMMAND",
    after_help = "Examples:\n  \
        galpi 장애 조치 시간       words, in any order and in either language\n  \
        galpi -C 3 failover        three lines before and after each answer\n  \
        galpi service Route53      what the notes say of a service\n  \
        galpi pick                 results and a preview as you type\n\n\
        `galpi QUERY...` is `galpi search QUERY...`; `galpi help search` lists its options.\n\
        A first word that is a command's name is that command: `galpi -- index` searches for the word.\n\n\
        Exit status: 0 found, 1 nothing found, 2 an error.",
    subcommand_required = true,
    disable_help_subcommand = true,
    args_override_self = true,
    max_term_width = 100
)]
pub(crate) struct Typed {
    #[command(flatten)]
    pub(crate) everywhere: Everywhere,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// A search alone.
#[derive(Debug, Parser)]
#[command(args_override_self = true)]
pub(crate) struct Sought {
    #[command(flatten)]
    pub(crate) everywhere: Everywhere,
    #[command(flatten)]
    pub(crate) search: Search,
}

/// What every command takes.
#[derive(Debug, Default, Args)]
pub(crate) struct Everywhere {
    /// The folder of the notes, or one note; may be given again [default: $GALPI_NOTES, else what
    /// the nearest galpi.toml upward says, else your own default notebook, else the current folder]
    #[arg(
        long,
        value_name = "PATH",
        global = true,
        action = ArgAction::Append,
        value_hint = ValueHint::AnyPath,
        help_heading = WHICH
    )]
    pub(crate) notes: Vec<PathBuf>,
    /// A notebook of your own configuration by its name, or all; may be given again
    #[arg(
        short = 'N',
        long,
        value_name = "NAME",
        global = true,
        action = ArgAction::Append,
        help_heading = WHICH
    )]
    pub(crate) notebook: Vec<String>,
    /// The folder of the index [default: what galpi.toml says, else one in the cache folder]
    #[arg(
        long,
        value_name = "DIR",
        global = true,
        value_hint = ValueHint::DirPath,
        hide_short_help = true,
        help_heading = WHICH
    )]
    pub(crate) index: Option<PathBuf>,
    /// Take the index as it is: don't look whether notes have changed
    #[arg(long, global = true, hide_short_help = true, help_heading = WHICH)]
    pub(crate) no_refresh: bool,
    /// When to use colour
    #[arg(long, value_name = "WHEN", default_value = "auto", global = true)]
    pub(crate) color: When,
}

/// Which notes are searched.
const WHICH: &str = "Which notes";
/// What of them is found.
const FOUND: &str = "What is found";
/// How many hits there are, and in which order.
const MANY: &str = "How many";
/// What a person sees of a hit.
const SHOWN: &str = "What is shown";
/// What programs read.
const FORMAT: &str = "Formats";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Find sections, best first
    ///
    /// Words are matched by meaning; not all need be there. "a phrase" and +word must be there,
    /// -word must not; heading: path: service: concept: look elsewhere than in the text.
    #[command(after_help = "Examples:\n  \
        galpi search 수명주기 며칠\n  \
        galpi search '\"캐시 모드\" -제외'\n  \
        galpi search path:storage service:S3 암호화\n  \
        galpi search -l -n 0 암호화")]
    Search(Search),
    /// Tell what the notes say of a service; without NAME, of which ones
    Service(Lookup),
    /// Tell what the notes say of a concept; without NAME, of which ones
    Concept(Lookup),
    /// Put the sections on two services or concepts side by side
    Compare(Compare),
    /// Set the notes beside each option of a question
    ///
    /// Options are A) B) C), ①②③, 가. 나. 다. or 1) 2) 3), on lines or in one. Each is told with the
    /// section and line that treat it, or that the notes have none; then what decides in the
    /// question. Which option is right is not told.
    #[command(after_help = "Examples:\n  \
        galpi exam -                      paste, then Ctrl-D\n  \
        wl-paste | galpi exam             the question in the clipboard\n  \
        galpi exam 'Which one? A) SQS B) SNS'")]
    Exam(Exam),
    /// Pick a section while you type
    Pick(Pick),
    /// Show one section, whole
    Show(Show),
    /// List where to read on after a section: links, what links to it, the same subject, the like
    Related(Related),
    /// Tell how a query is understood, and how the scores come about
    Explain(Explain),
    /// Open a note in your editor, at a section or line
    Open(Open),
    /// List what was looked for, and what of it isn't in the notes
    History(History),
    /// Make questions and answers of sections: rows for Anki, or a quiz
    Cards(Cards),
    /// Answer what is copied, or lines of standard input, as it comes
    Watch(Watch),
    /// Make the index, or bring it up to date, now
    Index(Index),
    /// Tell what is indexed, where, how fresh, and what was skipped
    Status(Status),
    /// Write a galpi.toml with comments into the current folder
    Init(Init),
    /// Score judged queries against the notes
    Eval(Eval),
    /// Write these notes for a search engine on many machines
    ///
    /// Sections go to standard output as bulk NDJSON, as terms that the engine cuts at spaces:
    /// what galpi knows of Korean is done. --config writes the configuration of the index,
    /// --query a search for words as typed.
    #[command(after_help = "Examples:\n  \
        galpi export --format opensearch --config\n  \
        galpi export --format opensearch\n  \
        galpi export --format quickwit --query '볼륨 게이트웨이'")]
    Export(Export),
    /// Serve these notes to an assistant, over the Model Context Protocol on standard input and
    /// output
    Mcp,
    /// Serve these notes to an editor as a language server, on standard input and output
    Lsp(Lsp),
    /// Write completions for a shell
    Completions(Completions),
    /// Write what puts `galpi pick` at a key: for bash, zsh, fish or tmux
    Widget(Widget),
    /// Write the manual page
    Man,
    /// Tell how a command is used
    Help(Help),
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
    #[arg(short = 'F', long, conflicts_with_all = ["exact", "prefix"])]
    pub(crate) fixed_strings: bool,
    /// The last word may be half typed, down to its last syllable
    #[arg(long, help_heading = FOUND)]
    pub(crate) prefix: bool,
    #[command(flatten)]
    pub(crate) output: Output,
}

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

#[derive(Debug, Args)]
pub(crate) struct Lookup {
    /// Its name, in any spelling
    #[arg(value_name = "NAME")]
    pub(crate) name: Vec<String>,
    /// List those that the notes never speak of
    #[arg(long, conflicts_with = "name")]
    pub(crate) missing: bool,
    #[command(flatten)]
    pub(crate) output: Output,
}

#[derive(Debug, Args)]
pub(crate) struct Compare {
    /// One name
    #[arg(value_name = "A")]
    pub(crate) first: String,
    /// The other
    #[arg(value_name = "B")]
    pub(crate) second: String,
    #[command(flatten)]
    pub(crate) output: Output,
}

#[derive(Debug, Args)]
pub(crate) struct Exam {
    /// The question; `-`, or a pipe where there are no words, reads it from standard input
    #[arg(value_name = "QUERY")]
    pub(crate) words: Vec<String>,
    /// JSON Lines: the question, the sections found, the options, what decides
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Show {
    /// The id of a section, as --json gives it, the path of a note, with a line, a link
    /// (`[[note#heading]]`), or words: the section that answers them best
    #[arg(value_name = "ID|PATH[:LINE]|QUERY", required = true, value_hint = ValueHint::FilePath)]
    pub(crate) section: Vec<OsString>,
    /// The bytes as they are in the file
    #[arg(long)]
    pub(crate) raw: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Related {
    /// The section, as `galpi show` takes it
    #[arg(value_name = "ID|PATH[:LINE]|QUERY", required = true, value_hint = ValueHint::FilePath)]
    pub(crate) section: Vec<OsString>,
    /// The most sections of each sort
    #[arg(short = 'n', long, value_name = "N")]
    pub(crate) limit: Option<usize>,
    /// JSON Lines
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Open {
    /// The id of a section, as --json gives it, or the path of a note, with line and column
    /// (in bytes)
    #[arg(value_name = "ID|PATH[:LINE[:COLUMN]]", value_hint = ValueHint::FilePath)]
    pub(crate) section: OsString,
}

#[derive(Debug, Args)]
pub(crate) struct Pick {
    /// What is typed already
    #[arg(value_name = "QUERY")]
    pub(crate) words: Vec<String>,
    /// How the place that is printed looks, like '+{line} {path}' [default: {path}:{line}]
    #[arg(long, value_name = "T")]
    pub(crate) template: Option<String>,
    /// Quote what is printed for the command line of a shell
    #[arg(long)]
    pub(crate) quote: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Explain {
    /// The query to explain
    #[arg(value_name = "QUERY", required = true)]
    pub(crate) words: Vec<String>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum When {
    #[default]
    Auto,
    Always,
    Never,
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

/// The commands' names. clap knows them too, but asking it means building all
/// of its definitions, which a query has no use for; a test keeps them equal.
const COMMANDS: [&str; 24] = [
    "search",
    "service",
    "concept",
    "compare",
    "exam",
    "pick",
    "show",
    "related",
    "explain",
    "open",
    "history",
    "cards",
    "watch",
    "index",
    "status",
    "init",
    "eval",
    "export",
    "mcp",
    "lsp",
    "completions",
    "widget",
    "man",
    "help",
];

/// Options of a search whose value may be the next word; likewise tested.
const VALUED: [&str; 22] = [
    "--notes",
    "--index",
    "--color",
    "-n",
    "--limit",
    "--template",
    "-e",
    "--query",
    "-C",
    "--context",
    "-A",
    "--after-context",
    "-B",
    "--before-context",
    "-N",
    "--notebook",
    "-m",
    "--max-count",
    "-g",
    "--glob",
    "--sort",
    "--column-unit",
];
