//! What is remarked of a query and its answer.

use std::fmt;

use crate::corpus::NotePath;

/// Something about an answer that should be known, and isn't a hit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remark {
    /// The query is so long that only its beginning was read.
    LongQuery,
    /// The query is so long that only its rarest words were looked for: so many
    /// of all.
    RarestWords {
        /// Words that were looked for.
        read: usize,
        /// Words of the query.
        all: usize,
    },
    /// A word with a dash before it is a flag of a command in these notes, so it
    /// excludes nothing.
    Flag(String),
    /// Sections with this were left out, as a dash stands before it.
    LeftOut(String),
    /// What a constraint names isn't in the lexicon, so nothing meets it.
    UnknownName(String),
    /// A note can't be read now, so it wasn't searched for characters.
    NotSearched(NotePath),
    /// A note can't be read now, so no line of it can be shown.
    NoLines(NotePath),
    /// A line of a note matches in more places than are marked.
    CrowdedLine {
        /// The note.
        note: NotePath,
        /// Places of it that are marked.
        marked: usize,
    },
    /// The index turned out to be damaged, and was made anew.
    Remade,
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::LongQuery => f.write_str("the query is long: only its beginning was used"),
            Self::RarestWords { read, all } => {
                write!(f, "the query is long: the {read} rarest of its {all} words were used")
            }
            Self::Flag(word) => write!(
                f,
                "`-{word}` occurs in the notes, so it was searched for and excludes nothing"
            ),
            Self::LeftOut(text) => write!(f, "sections with `{text}` were left out"),
            Self::UnknownName(name) => write!(f, "`{name}` is not a name in the lexicon"),
            Self::NotSearched(note) => {
                write!(f, "{note}: cannot be read now, so it was not searched")
            }
            Self::NoLines(note) => {
                write!(f, "{note}: cannot be read now, so no line of it is shown")
            }
            Self::CrowdedLine { note, marked } => {
                write!(f, "{note}: a line has more than {marked} matches; the rest are not marked")
            }
            Self::Remade => f.write_str("the index was damaged and has been rebuilt"),
        }
    }
}
