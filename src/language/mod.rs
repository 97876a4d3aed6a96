//! What galpi says to people, in each of its languages.
//!
//! A [`Catalogue`] is a table made when galpi is compiled, one for each
//! language: a text that a language lacks doesn't compile. Nothing is looked
//! up before something is to be said. What programs read — JSON, lines in a
//! pipe, names of rules — is of no language and isn't here.
//!
//! Arguments that are names or what someone typed are put between backquotes
//! by the texts themselves.

mod cards;
mod english;
mod exam;
mod history;
mod korean;
mod korean_help;
mod notebooks;
mod reading;
mod usage;
mod watch;

use std::io;

use crate::error::{Error, ErrorKind, Warning};
use crate::lexicon::{Faults, Reason};
use crate::search::{Rule, Signal};

pub use cards::Cards;
pub use english::ENGLISH;
pub use exam::Exam;
pub use history::History;
pub use korean::KOREAN;
pub use notebooks::Notebooks;
pub use reading::Reading;
pub use usage::Usage;
pub use watch::Watch;

/// All languages, English first: it is what is spoken where no other is asked
/// for.
pub const LANGUAGES: [&Catalogue; 2] = [&ENGLISH, &KOREAN];

/// What is said in one language.
#[derive(Debug)]
pub struct Catalogue {
    /// The language's code, as locales begin with it.
    pub code: &'static str,
    /// Stands before advice.
    pub hint: &'static str,
    /// Stands before a warning.
    pub warning: &'static str,
    /// Translations of the fragments that errors and warnings of the library
    /// consist of; a text without one is told as it is.
    pub fragments: &'static [(&'static str, &'static str)],
    /// Puts together what failed, where and why.
    pub failure: fn(what: &str, at: Option<&str>, why: Option<&str>) -> String,
    /// Descriptions of commands and options, by `command` or
    /// `command/argument`; those that a language lacks are as in the
    /// definitions of the arguments.
    pub help: &'static [(&'static str, &'static str)],
    /// Words around the descriptions.
    pub headings: Headings,
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

/// What stands around hits.
#[derive(Debug)]
pub struct Answer {
    /// Before the readings that were added.
    pub also_read: &'static str,
    /// Said when nothing is in the notes as typed.
    pub only_read: fn(query: &str, readings: &str) -> String,
    /// Said when nothing is as typed and no word was read otherwise.
    pub only_about: fn(query: &str) -> String,
    /// Beside a hit that has no word of the query.
    pub by_gloss: &'static str,
    /// Below hits of which not all fit the screen.
    pub more: fn(shown: usize, total: usize) -> String,
    /// What a signal gave a score.
    pub signal: fn(Signal) -> &'static str,
    /// The sum of a score's parts.
    pub sum: fn(factor: f32, coverage: f32) -> String,
    /// The name of a rule.
    pub rule: fn(Rule) -> &'static str,
}

/// What is said when nothing was found.
#[derive(Debug)]
pub struct Nothing {
    /// That there is nothing.
    pub found: fn(query: &str, sections: u64, notes: usize) -> String,
    /// There are no notes at all.
    pub no_notes: fn(folder: &str) -> String,
    /// How to have notes.
    pub no_notes_hint: fn(formats: &str) -> String,
    /// Words that are nowhere, however read.
    pub unknown_words: fn(words: &str) -> String,
    /// Without `--exact` there would be hits.
    pub but_for_exact: fn(sections: usize) -> String,
    /// Without the constraints there would be hits.
    pub but_for_constraints: fn(sections: usize, constraints: &str) -> String,
    /// Words of these notes that look like what was typed.
    pub nearest: fn(words: &str) -> String,
    /// The first word looks like a command.
    pub command: fn(typed: &str, command: &str) -> String,
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
    /// What is wrong with an entry of a lexicon.
    pub fault: fn(reason: &Reason) -> String,
    /// More faults of a lexicon than are told.
    pub more_faults: fn(more: usize) -> String,
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

/// What single commands say.
#[derive(Debug)]
pub struct Commands {
    /// The output can't be written.
    pub unwritable: &'static str,
    /// The query on standard input can't be read.
    pub unreadable_query: &'static str,
    /// The query on standard input is too large.
    pub large_query: &'static str,
    /// There is no query.
    pub empty_query: &'static str,
    /// What to do then.
    pub empty_query_hint: &'static str,
    /// An option that there isn't.
    pub unknown_option: fn(option: &str) -> String,
    /// Words with a dash.
    pub dash_hint: &'static str,
    /// An option that was likely meant.
    pub similar_hint: fn(option: &str) -> String,
    /// A value that an option doesn't take, and those it takes.
    pub bad_value: fn(option: &str, value: &str, allowed: &str) -> String,
    /// An argument that must be there.
    pub missing: fn(what: &str) -> String,
    /// Options that exclude each other.
    pub conflict: fn(one: &str, other: &str) -> String,
    /// Where options are listed.
    pub help_hint: fn(command: &str) -> String,
    /// No section has an id.
    pub no_id: fn(id: &str) -> String,
    /// Where ids come from.
    pub no_id_hint: &'static str,
    /// A binary file.
    pub binary: fn(path: &str) -> String,
    /// A section that went.
    pub gone: fn(path: &str) -> String,
    /// A path outside the notes.
    pub outside: fn(path: &str) -> String,
    /// A note without sections.
    pub no_sections: fn(path: &str) -> String,
    /// A file that can't be read.
    pub unreadable: fn(path: &str, why: &str) -> String,
    /// A pager that can't be started.
    pub no_pager: fn(pager: &str, why: &str) -> String,
    /// No entry of either kind has a name.
    pub no_entry: fn(name: &str) -> String,
    /// Where names are listed.
    pub no_entry_hint: &'static str,
    /// Both names to be compared are one entry's.
    pub same_entry: fn(name: &str) -> String,
    /// What to do then.
    pub no_editor_hint: &'static str,
    /// A variable of the environment isn't text.
    pub not_text: fn(variable: &str) -> String,
    /// A variable of the environment has a quote that isn't closed.
    pub open_quote: fn(variable: &str, text: &str) -> String,
    /// The editor can't be started.
    pub unstarted: fn(program: &str, cause: &str) -> String,
    /// Where the editor's name is from.
    pub unstarted_hint: &'static str,
    /// An editor is started without the line, as it isn't known how it takes it.
    pub at_beginning: fn(program: &str, line: usize) -> String,
    /// One of many queries is too large.
    pub large_line: fn(number: usize) -> String,
    /// A file that was named can't be written.
    pub unwritable_file: fn(file: &str, cause: &str) -> String,
    /// There is no rule of a name; those that there are.
    pub no_rule: fn(name: &str, known: &str) -> String,
    /// A template has a field that there isn't; those that there are.
    pub no_field: fn(name: &str, known: &str) -> String,
    /// A template has a brace that isn't closed; what is behind it.
    pub unclosed: fn(name: &str) -> String,
    /// A template has a backslash before something that it doesn't go with.
    pub no_escape: fn(other: &str) -> String,
    /// No entry of a kind has a name.
    pub no_service: fn(name: &str) -> String,
    /// Likewise.
    pub no_concept: fn(name: &str) -> String,
    /// Names near an unknown one.
    pub did_you_mean: fn(names: &str) -> String,
    /// Other entries of a name.
    pub also_called: fn(name: &str, others: &str) -> String,
    /// An entry that was asked for is of a field that the notes don't speak of.
    pub of_no_field: fn(name: &str) -> String,
    /// The notes don't have an entry.
    pub nothing_of: fn(name: &str) -> String,
    /// Before what an entry is part of.
    pub part_of: &'static str,
    /// Before what stands beside an entry in headings.
    pub beside: &'static str,
    /// Before the services of a concept.
    pub services_here: &'static str,
    /// What an indexing did.
    pub indexed: fn(notes: usize, sections: u64, done: &str) -> String,
    /// Nothing was to be done.
    pub up_to_date: &'static str,
    /// What was done.
    pub read_and_gone: fn(read: usize, gone: usize, seconds: f64) -> String,
    /// Labels of the status.
    pub status: Status,
    /// A configuration was written.
    pub init_done: fn(file: &str, notes: usize) -> String,
    /// What to do next.
    pub init_hint: &'static str,
    /// There is a configuration already.
    pub init_exists: fn(file: &str) -> String,
    /// What to do then.
    pub init_exists_hint: &'static str,
    /// The configuration that is written.
    pub init_text: &'static str,
    /// The first lines of galpi without arguments.
    pub welcome: &'static str,
    /// Above the examples.
    pub try_these: fn(sections: u64, notes: usize) -> String,
    /// Beside the examples: a heading, its initials, a service, any words.
    pub examples: [&'static str; 4],
    /// After the examples.
    pub more_help: &'static str,
    /// A shell that can complete nothing.
    pub no_completions: fn(shell: &str) -> String,
    /// The variable by which a shell asks names none.
    pub no_shell: fn(variable: &str, value: &str) -> String,
    /// Who sets it.
    pub no_shell_hint: &'static str,
    /// A server for assistants or editors fails.
    pub unserved: fn(cause: &str) -> String,
    /// There is no terminal to pick on.
    pub no_terminal: &'static str,
    /// What to do then.
    pub no_terminal_hint: &'static str,
}

/// Labels of `galpi status`, and what they say.
#[derive(Debug)]
pub struct Status {
    /// The notes.
    pub notes: &'static str,
    /// The index.
    pub index: &'static str,
    /// Where the configuration is.
    pub config: &'static str,
    /// There is none.
    pub no_config: &'static str,
    /// Fields of the lexicon that the notes speak of.
    pub fields: &'static str,
    /// Of its two names, the one in this language.
    pub field: for<'n> fn(name: &'n str, korean: &'n str) -> &'n str,
    /// They speak of none.
    pub no_fields: &'static str,
    /// What galpi knows of these.
    pub lexicon: &'static str,
    /// What was skipped.
    pub skipped: &'static str,
    /// Files that may be notes and aren't read.
    pub unread: &'static str,
    /// How they are.
    pub unread_hint: &'static str,
    /// There is no index yet.
    pub not_made: &'static str,
    /// How much is indexed.
    pub size: fn(sections: u64, notes: usize, segments: usize, megabytes: f64) -> String,
    /// It is as the notes are.
    pub fresh: &'static str,
    /// It isn't.
    pub stale: &'static str,
    /// A file of it is damaged.
    pub damaged: fn(file: &str) -> String,
    /// How much the lexicon knows.
    pub knows: fn(services: usize, concepts: usize, glossary: usize, spellings: usize) -> String,
}

/// What `galpi explain` says.
#[derive(Debug)]
pub struct Explain {
    /// Heads of the table of words: word, weight, sections, readings.
    pub words: [&'static str; 4],
    /// The query names something as a whole.
    pub is_name: fn(name: &str) -> String,
    /// What must and must not be there.
    pub constraints: fn(list: &str) -> String,
    /// Words too common to count.
    pub is_common: &'static str,
    /// A word that is nowhere, however read.
    pub is_nowhere: &'static str,
    /// More readings than are shown.
    pub more: fn(more: usize) -> String,
    /// Above the hits.
    pub hits: fn(shown: usize, total: usize) -> String,
    /// Heads of the table of hits: rank, score, words, near, heading, share,
    /// section.
    pub scores: [&'static str; 7],
}

/// What `galpi pick` says.
#[derive(Debug)]
pub struct Pick {
    /// What the keys do.
    pub keys: &'static str,
    /// Nothing typed so far.
    pub empty: &'static str,
    /// How many there are.
    pub count: fn(shown: usize, total: usize) -> String,
    /// Nothing was found.
    pub nothing: &'static str,
    /// Something was copied.
    pub copied: fn(lines: usize) -> String,
}

impl Default for &Catalogue {
    fn default() -> Self {
        LANGUAGES[0]
    }
}

impl Catalogue {
    /// Finds the language of a locale, as `ko_KR.UTF-8`; English where it is
    /// none of ours.
    ///
    /// # Examples
    ///
    /// ```
    /// use galpi::language::Catalogue;
    /// assert_eq!(Catalogue::of_locale("ko_KR.UTF-8").code, "ko");
    /// assert_eq!(Catalogue::of_locale("C.UTF-8").code, "en");
    /// ```
    pub fn of_locale(locale: &str) -> &'static Self {
        let end = locale.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(locale.len());
        let is_it = |catalogue: &&&Self| catalogue.code == &locale[..end];
        LANGUAGES.iter().find(is_it).unwrap_or(&LANGUAGES[0])
    }

    /// Translates a fragment, or its beginning up to a colon.
    pub fn fragment(&self, text: &str) -> String {
        let known = |part: &str| {
            // A colon before a place is the same text without.
            let is_it = |english: &str| english.trim_end_matches(':') == part.trim_end_matches(':');
            self.fragments.iter().find(|(english, _)| is_it(english)).map(|(_, own)| *own)
        };
        if let Some(own) = known(text) {
            return own.to_owned();
        }
        match text.split_once(": ") {
            Some((start, rest)) => match known(start) {
                Some(own) => format!("{own}: {}", self.fragment(rest)),
                // A file or place stands before what is said of it.
                None => format!("{start}: {}", self.fragment(rest)),
            },
            None => text.to_owned(),
        }
    }

    /// Tells an error of the library.
    pub fn error(&self, error: &Error) -> String {
        let source = std::error::Error::source(error);
        if let Some(faults) = source.and_then(|source| source.downcast_ref::<Faults>()) {
            let lines = faults.lines(self.notes.fault, self.notes.more_faults);
            return format!("{}:\n  {}", self.fragment(error.message()), lines.join("\n  "));
        }
        let path = error.path().map(|path| path.display().to_string());
        let why = source.map(|source| self.cause(source));
        (self.failure)(&self.fragment(error.message()), path.as_deref(), why.as_deref())
    }

    /// Tells why something failed.
    pub fn cause(&self, cause: &(dyn std::error::Error + 'static)) -> String {
        let system = cause.downcast_ref::<io::Error>();
        let known = system.and_then(|error| {
            let key = match error.kind() {
                io::ErrorKind::NotFound => "not found",
                io::ErrorKind::PermissionDenied => "permission denied",
                io::ErrorKind::NotADirectory => "not a directory",
                io::ErrorKind::StorageFull => "no space left",
                _ => return None,
            };
            self.fragments.iter().find(|(english, _)| *english == key).map(|(_, own)| *own)
        });
        known.map_or_else(|| cause.to_string(), str::to_owned)
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
        format!("{}: {}", warning.path.display(), self.fragment(&warning.message))
    }

    /// Names a rule for people.
    pub fn rule(&self, rule: Rule) -> &'static str {
        (self.answer.rule)(rule)
    }
}
