//! The program: the only place that knows arguments, environment and
//! terminal. Everything else is in the library.

mod args;
mod asked;
mod cards;
mod command;
mod destinations;
mod editor;
mod failure;
mod help;
mod history;
mod journal;
mod linking;
mod locate;
mod lsp;
mod mcp;
mod notebook;
mod notes;
mod pager;
mod paragraph;
mod pick;
mod place;
mod progress;
mod relation;
mod settings;
mod terminal;
mod user;

use std::ffi::OsString;
use std::io::Write;

use clap::Parser;
use galpi::lexicon::Kind;

use crate::args::{Command, Typed};
use crate::failure::Failure;
use crate::settings::Settings;

/// What the exit status says, as grep has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// There is an answer.
    Found = 0,
    /// There is none.
    Nothing = 1,
    /// Something went wrong.
    Failed = 2,
}

fn main() {
    let outcome = failure::caught(run).unwrap_or_else(|failure| match failure {
        Failure::ClosedPipe => Outcome::Found,
        told => {
            // Nobody is left to tell when this can't be written.
            let _ = std::io::stderr()
                .write_all(format!("{}\n", terminal::message(&told.to_string())).as_bytes());
            Outcome::Failed
        }
    });
    // Leaving by `exit` spares taking the index apart in memory.
    std::process::exit(outcome as i32);
}

fn run() -> Result<Outcome, Failure> {
    if let Some(shell) = std::env::var_os(command::completions::ASKED) {
        return command::completions::answer(&shell);
    }
    let mut words: Vec<OsString> = std::env::args_os().collect();
    if words.len() < 2 {
        // What is piped in is a question; nothing but the name asks for help.
        let piped = match terminal::is_piped_to() {
            true => command::query::read_query()?,
            false => String::new(),
        };
        if piped.trim().is_empty() {
            return command::welcome::run();
        }
        words.extend(["--", &piped].map(OsString::from));
    }
    let typed = args::arrange(words);
    if let Some(sought) = args::sought(&typed) {
        return command::search::run(Settings::several(sought.everywhere)?, sought.search);
    }
    let Typed { everywhere, command } =
        Typed::try_parse_from(&typed).or_else(|error| help::instead(&typed, &error))?;
    match command {
        Command::Search(search) => command::search::run(Settings::several(everywhere)?, search),
        Command::Service(lookup) => {
            command::lookup::run(Settings::several(everywhere)?, &lookup, Kind::Service)
        }
        Command::Concept(lookup) => {
            command::lookup::run(Settings::several(everywhere)?, &lookup, Kind::Concept)
        }
        Command::Compare(compare) => {
            command::compare::run(Settings::several(everywhere)?, &compare)
        }
        Command::Exam(exam) => command::exam::run(Settings::several(everywhere)?, &exam),
        Command::Show(show) => command::show::run(Settings::several(everywhere)?, &show),
        Command::Related(related) => {
            command::related::run(Settings::several(everywhere)?, &related)
        }
        Command::Explain(explain) => {
            command::explain::run(Settings::several(everywhere)?, &explain)
        }
        Command::Pick(pick) => command::pick::run(Settings::several(everywhere)?, &pick),
        Command::Init(init) => command::init::run(&init),
        Command::Open(open) => command::open::run(Settings::several(everywhere)?, &open),
        Command::History(history) => command::history::run(everywhere, &history),
        Command::Index(index) => command::index::run(&Settings::several(everywhere)?, &index),
        Command::Status(status) => command::status::run(&Settings::several(everywhere)?, &status),
        Command::Eval(eval) => command::eval::run(&everywhere, &eval),
        Command::Export(export) => command::export::run(Settings::several(everywhere)?, &export),
        Command::Completions(completions) => command::completions::run(&completions),
        Command::Mcp => command::mcp::run(Settings::several(everywhere)?),
        Command::Cards(cards) => command::cards::run(Settings::several(everywhere)?, &cards),
        Command::Watch(watch) => command::watch::run(&Settings::several(everywhere)?, watch),
        Command::Widget(widget) => command::widget::run(&widget),
        Command::Lsp(_) => lsp::serve(everywhere),
        Command::Man => command::man::run(),
        Command::Help(help) => help::of(help.command.as_deref()),
    }
}
