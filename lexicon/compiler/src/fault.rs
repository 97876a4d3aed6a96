//! What is wrong with lexicon files.

use std::fmt;

use super::header::HEADERS;

/// Faults that a message lists, at most: someone who has more mends these first.
const MAX_TOLD: usize = 50;

/// Where an entry is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file, as it was named.
    pub file: String,
    /// 1-based.
    pub line: usize,
}

/// What is wrong with an entry, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where.
    pub place: Place,
    /// What.
    pub reason: Reason,
}

/// The sorts of faults. Whoever tells them in another language is to know all of them,
/// so that the compiler asks for the words of a new one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The text isn't in composed form (NFC).
    Decomposed,
    /// The file isn't the TOML that it must be: what its reader says.
    Toml(String),
    /// The first line of a table is none of [`headers`].
    Header,
    /// A row has another number of columns than the header.
    Columns(usize),
    /// A cell that must say something is empty.
    EmptyCell,
    /// This is no weight.
    Weight(String),
    /// This id is another entry's.
    IdTaken(String),
    /// This can't be an id.
    IdMalformed(String),
    /// An entry claims the name of another.
    NameTaken {
        /// The entry that claims it.
        id: String,
        /// The name, folded.
        name: String,
        /// The entry whose it is.
        owner: String,
    },
    /// A concept lacks a name in one language.
    NameMissing,
    /// An entry isn't described in both languages.
    GlossMissing,
    /// A part of something that there isn't.
    NoParent(String),
    /// There is no such service.
    NoService(String),
    /// There is no such concept.
    NoConcept(String),
    /// There is no such entry.
    NoEntry(String),
    /// There is no such field.
    NoField(String),
    /// A service is part of itself, over some steps.
    PartOfItself(String),
    /// A concept is broader than itself, over some steps.
    BroaderThanItself(String),
    /// A row stands twice.
    RowRepeated,
    /// A word is another's spelling already.
    SpellingTaken {
        /// The word.
        form: String,
        /// How that other is spelt by the standard.
        standard: String,
    },
    /// More entries or rows have a word than are read.
    Crowded {
        /// The word, folded.
        word: String,
        /// How many have it.
        count: usize,
        /// How many may.
        most: usize,
    },
    /// A name, gloss or other text is longer than it may be.
    TooLong {
        /// How it begins.
        text: String,
        /// Bytes that it may have.
        most: usize,
    },
    /// A name that has no letter or digit: nothing can be found by it.
    NameOfSigns(String),
    /// Something has more parts than it may have.
    TooManyParts {
        /// Its id.
        id: String,
        /// How many it has.
        count: usize,
        /// How many it may have.
        most: usize,
    },
    /// There are more entries, rows, names or other things in a list than there
    /// may be.
    TooMany {
        /// Of what.
        what: Counted,
        /// How many there are.
        count: usize,
        /// How many there may be.
        most: usize,
    },
}

/// What there may be too many of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// Services and concepts.
    Entries,
    /// Rows of the glossary.
    Rows,
    /// Words that official names begin with.
    Prefixes,
    /// Fields.
    Fields,
    /// Names, forms, phrasings or ids in one list.
    Listed,
    /// Names of parts behind those of their wholes.
    Joined,
}

/// Returns the header lines that tables may have, between backquotes, with
/// spaces for tabs.
pub fn headers() -> String {
    format!("`{}`", HEADERS.join("`, `").replace('\t', " "))
}

/// Faults as they are found.
#[derive(Default)]
pub(crate) struct Report(pub(crate) Vec<Fault>);

impl Report {
    pub(crate) fn add(&mut self, place: &Place, reason: Reason) {
        self.0.push(Fault { place: place.clone(), reason });
    }
}

/// All that is wrong with some lexicon files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Faults(Vec<Fault>);

impl Faults {
    /// Gathers faults, in the order in which they are told.
    pub fn new(faults: Vec<Fault>) -> Self {
        Self(faults)
    }

    /// Tells the faults, a line each, in the words of a language: why by
    /// `reason`, and last by `more` how many there are besides those told.
    pub fn lines(&self, reason: fn(&Reason) -> String, more: fn(usize) -> String) -> Vec<String> {
        let told = self.0.iter().take(MAX_TOLD);
        let line = |Fault { place, reason: why }: &Fault| {
            format!("{}:{}: {}", place.file, place.line, reason(why))
        };
        let rest = self.0.len().checked_sub(MAX_TOLD + 1).map(|rest| more(rest + 1));
        told.map(line).chain(rest).collect()
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.lines(Reason::to_string, |more| format!("and {more} more")).join("\n"))
    }
}

impl std::error::Error for Faults {}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Decomposed => f.write_str("not in composed form (NFC)"),
            Self::Toml(message) => f.write_str(message),
            Self::Header => {
                write!(f, "the header must be one of {}, separated by tabs", headers())
            }
            Self::Columns(count) => write!(f, "{count} columns do not match the header"),
            Self::EmptyCell => f.write_str("a cell is empty"),
            Self::Weight(text) => write!(f, "`{text}` is not a weight from 0 to 1"),
            Self::IdTaken(id) => write!(f, "the id `{id}` is already used"),
            Self::IdMalformed(id) => {
                write!(f, "the id `{id}` may only have letters, digits and hyphens")
            }
            Self::NameTaken { id, name, owner } => {
                write!(
                    f,
                    "`{name}` is a name of both `{id}` and `{owner}`; list it under `weak` in one of them"
                )
            }
            Self::NameMissing => {
                f.write_str("a concept needs names in both languages (`en` and `ko`)")
            }
            Self::GlossMissing => f.write_str("`gloss` or `gloss_ko` is empty"),
            Self::NoParent(id) => write!(f, "unknown service `{id}` as `parent`"),
            Self::NoService(id) => write!(f, "unknown service `{id}`"),
            Self::NoConcept(id) => write!(f, "unknown concept `{id}`"),
            Self::NoEntry(id) => write!(f, "unknown entry `{id}`"),
            Self::NoField(id) => write!(f, "unknown field `{id}`"),
            Self::PartOfItself(id) => write!(f, "`{id}` is part of itself"),
            Self::BroaderThanItself(id) => write!(f, "`{id}` is broader than itself"),
            Self::RowRepeated => f.write_str("this row occurs twice"),
            Self::SpellingTaken { form, standard } => {
                write!(f, "`{form}` is already a spelling of `{standard}`")
            }
            Self::Crowded { word, count, most } => {
                write!(f, "`{word}` is in {count} entries or rows; the limit is {most}")
            }
            Self::TooLong { text, most } => {
                write!(f, "`{text}…` is longer than {most} bytes")
            }
            Self::NameOfSigns(name) => write!(f, "the name `{name}` has no letter or digit"),
            Self::TooManyParts { id, count, most } => {
                write!(f, "`{id}` has {count} parts; the limit is {most}")
            }
            Self::TooMany { what, count, most } => {
                let what = match what {
                    Counted::Entries => "services and concepts",
                    Counted::Rows => "rows",
                    Counted::Prefixes => "prefixes",
                    Counted::Fields => "fields",
                    Counted::Listed => "texts in a list",
                    Counted::Joined => "names of parts behind names of their wholes",
                };
                write!(f, "{count} {what}; the limit is {most}")
            }
        }
    }
}
