//! Exactly what was typed; what it means here is for [`crate::settings`].

mod arrange;
mod everywhere;
mod headings;
mod names;
mod output;
mod search;
mod study;
mod upkeep;

use std::ffi::OsString;

use clap::{Args, Parser, Subcommand, ValueHint};

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
    #[command(mut_arg("limit", |limit| limit.help("The most hits to give; 0 for all [default: 3]")))]
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
    #[arg(value_name = "QUESTION")]
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
