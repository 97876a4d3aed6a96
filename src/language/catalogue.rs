//! The table of one language.

use std::io;

use crate::error::{Error, ErrorKind, Refusal, Warning};
use crate::index::OpeningRemark;
use crate::lexicon::Faults;
use crate::search::Rule;

use super::answer::{Answer, Explain, Nothing, Pick};
use super::cards::Cards;
use super::commands::Commands;
use super::exam::Exam;
use super::history::History;
use super::library::Library;
use super::manual::Manual;
use super::notebooks::Notebooks;
use super::reading::Reading;
use super::usage::Usage;
use super::watch::Watch;

/// What is said in one language.
#[derive(Debug)]
pub struct Catalogue {
    /// The language's code, as locales begin with it.
    pub code: &'static str,
    /// Stands before advice.
    pub hint: &'static str,
    /// Stands before a warning.
    pub warning: &'static str,
    /// What the library's errors, warnings and remarks are.
    pub library: Library,
    /// Descriptions of commands and options, by `command` or
    /// `command/argument`; those that a language lacks are as in the
    /// definitions of the arguments.
    pub help: &'static [(&'static str, &'static str)],
    /// Words around the descriptions.
    pub headings: Headings,
    /// What the manual page says besides.
    pub manual: Manual,
    /// What stands around hits.
    pub answer: Answer,
    /// What is said when nothing was found.
    pub nothing: Nothing,
    /// What is said of notes, their configuration and index.
    pub notes: Notes,
    /// What single commands say.
    pub commands: Commands,
    /// What is said of arguments.
    pub usage: Usage,
    /// What is said of the reader's own notebooks.
    pub notebooks: Notebooks,
    /// What is said of a question of an exam.
    pub exam: Exam,
    /// What is said where one reads on.
    pub reading: Reading,
    /// What `galpi explain` says.
    pub explain: Explain,
    /// What `galpi pick` says.
    pub pick: Pick,
    /// What is said of earlier lookups.
    pub history: History,
    /// What is said of cards to learn with.
    pub cards: Cards,
    /// What is said while what comes is answered.
    pub watch: Watch,
}

/// Headings of help.
#[derive(Debug)]
pub struct Headings {
    /// Above how a command is called.
    pub usage: &'static str,
    /// Above the commands.
    pub commands: &'static str,
    /// Above what is no option.
    pub arguments: &'static str,
    /// Above the options.
    pub options: &'static str,
    /// Stands for options in a usage.
    pub option: &'static str,
    /// Above groups of options, by what stands there in the definitions.
    pub groups: &'static [(&'static str, &'static str)],
    /// What stands for values, by what stands there in the definitions.
    pub values: &'static [(&'static str, &'static str)],
    /// Before the value that holds where none is given.
    pub default_value: &'static str,
    /// Before the values that an option takes.
    pub possible_values: &'static str,
}

/// What is said of notes, their configuration and index.
#[derive(Debug)]
pub struct Notes {
    /// Notes that were skipped earlier.
    pub unreadable: fn(notes: usize) -> String,
    /// Folders and ignore files that were passed over.
    pub passed_over: fn(places: usize) -> String,
    /// More warnings than are told.
    pub more_warnings: fn(more: usize) -> String,
    /// The current folder can't be told.
    pub no_current: &'static str,
    /// Keys that a configuration may have.
    pub keys_hint: &'static str,
    /// The current folder is the root.
    pub is_root: &'static str,
    /// The current folder is the home folder.
    pub is_home: &'static str,
    /// Before the bar of progress.
    pub indexing: &'static str,
    /// After the bar: how many notes.
    pub notes_done: fn(notes: usize) -> String,
    /// Advice by the sort of an error of the library.
    pub index_hint: &'static str,
    /// Likewise, when the folder for the index isn't galpi's to use.
    pub foreign_hint: &'static str,
    /// Likewise, when another galpi writes.
    pub busy_hint: &'static str,
    /// Likewise, for the notes folder.
    pub folder_hint: &'static str,
    /// Likewise, for paths in a configuration.
    pub outside_hint: &'static str,
    /// Likewise, when galpi itself is wrong.
    pub defect_hint: &'static str,
    /// galpi itself is wrong.
    pub defect: &'static str,
}

impl Catalogue {
    /// Tells an error of the library.
    pub fn error(&self, error: &Error) -> String {
        let what = (self.library.problem)(error.problem());
        let source = std::error::Error::source(error);
        if let Some(faults) = source.and_then(|source| source.downcast_ref::<Faults>()) {
            let lines = faults.lines(self.library.fault, self.library.more_faults);
            return format!("{what}:\n  {}", lines.join("\n  "));
        }
        let path = error.path().map(|path| path.display().to_string());
        let why = source.map(|source| self.cause(source));
        (self.library.failure)(&what, path.as_deref(), why.as_deref())
    }

    /// Tells why something failed; what isn't of ours is told as it says itself.
    pub fn cause(&self, cause: &(dyn std::error::Error + 'static)) -> String {
        match cause.downcast_ref::<io::Error>() {
            Some(error) => (self.library.refusal)(&Refusal::of(error)),
            None => cause.to_string(),
        }
    }

    /// Advises on an error of the library.
    pub fn advice(&self, error: &Error) -> Option<&'static str> {
        self.advice_on(error.kind())
    }

    /// Advises on a sort of error of the library.
    pub fn advice_on(&self, kind: ErrorKind) -> Option<&'static str> {
        match kind {
            ErrorKind::Foreign => Some(self.notes.foreign_hint),
            ErrorKind::Index => Some(self.notes.index_hint),
            ErrorKind::Busy => Some(self.notes.busy_hint),
            ErrorKind::Notes => Some(self.notes.folder_hint),
            ErrorKind::Outside => Some(self.notes.outside_hint),
            ErrorKind::Defect => Some(self.notes.defect_hint),
            _ => None,
        }
    }

    /// Tells a warning of the library.
    pub fn warned(&self, warning: &Warning) -> String {
        format!("{}: {}", warning.path.display(), (self.library.warning)(&warning.kind))
    }

    /// Tells what was done about an index besides opening it.
    pub fn opening(&self, remark: &OpeningRemark) -> String {
        match remark {
            OpeningRemark::Remade => self.library.remade.to_owned(),
            OpeningRemark::BusyAsItWas => self.library.busy_as_it_was.to_owned(),
            OpeningRemark::BusyInMemory => self.library.busy_in_memory.to_owned(),
            OpeningRemark::InMemory(why) => {
                format!("{}: {}", self.library.in_memory, self.error(why))
            }
        }
    }

    /// Names a rule for people.
    pub fn rule(&self, rule: Rule) -> &'static str {
        (self.answer.rule)(rule)
    }
}
