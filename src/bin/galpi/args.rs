//! Exactly what was typed; what it means here is for [`crate::settings`].

mod arrange;
mod count;
mod everywhere;
mod headings;
mod names;
mod output;
mod search;
mod study;
mod upkeep;

use std::ffi::OsString;

use clap::{Args, Parser, Subcommand, ValueHint};

use count::count;

pub(crate) use arrange::{arrange, is_command, similar_command, sought, takes_next};
pub(crate) use everywhere::{Everywhere, When};
pub(crate) use output::{Order, Output, Unit};
pub(crate) use search::Search;
pub(crate) use study::{Cards, History, Host, Lsp, Watch, Widget};
pub(crate) use upkeep::{Completions, Eval, Export, ExportFormat, Help, Index, Init, Status};

/// Find the section of your Markdown notes that you half remember.
#[derive(Debug, Parser)]
#[command(
    name = "galpi",
    version,
    override_usage = "galpi [OPTIONS] QUERY...\n       galpi [OPTIONS] COMMAND",
    after_help = "Examples:\n  \
        galpi 장애 조치 시간       words in any order, Korean or English\n  \
        galpi -C 3 failover        with three lines of context\n  \
        galpi service Route53      what the notes say about a service\n  \
        galpi pick                 results and a preview as you type\n\n\
        `galpi QUERY...` is short for `galpi search QUERY...`; `galpi help search` lists its options.\n\
        To search for a word that is also the name of a command, write `galpi -- index`.\n\n\
        Exit status: 0 found, 1 nothing found, 2 error.",
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

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Search the notes, best match first
    ///
    /// Words match by meaning, and not all of them have to occur. "a phrase" and +word must occur,
    /// -word must not. heading:, path:, service: and concept: search headings, paths and subjects.
    #[command(after_help = "Examples:\n  \
        galpi search 수명주기 며칠\n  \
        galpi search '\"캐시 모드\" -제외'\n  \
        galpi search path:storage service:S3 암호화\n  \
        galpi search -l -n 0 암호화")]
    Search(Search),
    /// Show what the notes say about a service, or list all services
    Service(Lookup),
    /// Show what the notes say about a concept, or list all concepts
    Concept(Lookup),
    /// Compare what the notes say about two services or concepts
    Compare(Compare),
    /// Show what the notes say about each option of an exam question
    ///
    /// Options may be marked A) B) C), ①②③, 가. 나. 다. or 1) 2) 3), on separate lines or on one. For
    /// each option you see the section and line of your notes that cover it, or "not in your notes";
    /// then what they say about the deciding conditions of the question. galpi does not say which
    /// option is right.
    #[command(after_help = "Examples:\n  \
        galpi exam -                      paste a question, then Ctrl-D\n  \
        wl-paste | galpi exam             the question in the clipboard\n  \
        galpi exam 'Which one? A) SQS B) SNS'")]
    Exam(Exam),
    /// Search as you type, with a preview, and pick a section
    Pick(Pick),
    /// Show a section or note in full
    Show(Show),
    /// List what to read next: links, backlinks, same subject, similar text
    Related(Related),
    /// Explain how a query is understood and how its results are scored
    Explain(Explain),
    /// Open a note in your editor at a section or line
    Open(Open),
    /// List past searches, and those that the notes could not answer
    History(History),
    /// Turn sections into flashcards, for Anki or a quiz in the terminal
    Cards(Cards),
    /// Answer each text you copy, or each line of standard input
    #[command(mut_arg("limit", |limit| limit.help("Maximum number of hits; 0 for all [default: 3]")))]
    Watch(Watch),
    /// Create or update the index now
    Index(Index),
    /// Show what is indexed, where, and what was skipped
    Status(Status),
    /// Create a commented galpi.toml in the current folder
    Init(Init),
    /// Measure search quality with judged queries
    Eval(Eval),
    /// Export the sections for OpenSearch, Elasticsearch or Quickwit
    ///
    /// Sections are written to standard output as bulk NDJSON. They are already split into terms, so
    /// the engine needs no Korean analyzer and only splits at spaces. --config writes the index
    /// configuration, --query the body of a search request.
    #[command(after_help = "Examples:\n  \
        galpi export --format opensearch --config\n  \
        galpi export --format opensearch\n  \
        galpi export --format quickwit --query '볼륨 게이트웨이'")]
    Export(Export),
    /// Serve the notes to AI assistants over MCP, on standard input and output
    Mcp,
    /// Serve the notes to editors over LSP, on standard input and output
    Lsp(Lsp),
    /// Print a completion script for a shell
    Completions(Completions),
    /// Print a script that binds `galpi pick` to a key in a shell or tmux
    Widget(Widget),
    /// Print the manual page
    Man,
    /// Show help for galpi or for one command
    Help(Help),
}

#[derive(Debug, Args)]
pub(crate) struct Lookup {
    /// Name of the service or concept, in any spelling [default: a list of all that the notes
    /// mention]
    #[arg(value_name = "NAME")]
    pub(crate) name: Vec<String>,
    /// List well-known ones that the notes never mention
    #[arg(long, conflicts_with = "name")]
    pub(crate) missing: bool,
    #[command(flatten)]
    pub(crate) output: Output,
}

#[derive(Debug, Args)]
pub(crate) struct Compare {
    /// First service or concept
    #[arg(value_name = "A")]
    pub(crate) first: String,
    /// Second service or concept
    #[arg(value_name = "B")]
    pub(crate) second: String,
    #[command(flatten)]
    pub(crate) output: Output,
}

#[derive(Debug, Args)]
pub(crate) struct Exam {
    /// The question; `-`, or nothing, reads it from standard input
    #[arg(value_name = "QUESTION")]
    pub(crate) words: Vec<String>,
    /// Print JSON Lines: the question, sections found, options, deciding conditions
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Show {
    /// Id of a section (from --json), path of a note with or without a line, link between notes
    /// (`[[note#heading]]`), or a query, which shows its best match
    #[arg(value_name = "ID|PATH[:LINE]|QUERY", required = true, value_hint = ValueHint::FilePath)]
    pub(crate) section: Vec<OsString>,
    /// Print the bytes exactly as they are in the file
    #[arg(long)]
    pub(crate) raw: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Related {
    /// The section, in any form that `galpi show` takes
    #[arg(value_name = "ID|PATH[:LINE]|QUERY", required = true, value_hint = ValueHint::FilePath)]
    pub(crate) section: Vec<OsString>,
    /// Maximum number of sections of each kind [default: 5]
    #[arg(short = 'n', long, value_name = "N", value_parser = count, allow_negative_numbers = true)]
    pub(crate) limit: Option<usize>,
    /// Print JSON Lines: one section per line
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Open {
    /// Id of a section (from --json), or path of a note, with or without line and column (in bytes)
    #[arg(value_name = "ID|PATH[:LINE[:COLUMN]]", value_hint = ValueHint::FilePath)]
    pub(crate) section: OsString,
}

#[derive(Debug, Args)]
pub(crate) struct Pick {
    /// Query to start with
    #[arg(value_name = "QUERY")]
    pub(crate) words: Vec<String>,
    /// Format of the printed place, e.g. '+{line} {path}' [default: {path}:{line}]
    #[arg(long, value_name = "T")]
    pub(crate) template: Option<String>,
    /// Quote the printed place for a shell command line
    #[arg(long)]
    pub(crate) quote: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Explain {
    /// The query to explain
    #[arg(value_name = "QUERY", required = true)]
    pub(crate) words: Vec<String>,
    /// Maximum number of sections; 0 for all [default: 5]
    #[arg(short = 'n', long, value_name = "N", value_parser = count, allow_negative_numbers = true)]
    pub(crate) limit: Option<usize>,
}
