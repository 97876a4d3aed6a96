//! What stopped nothing, but should be known.

use std::fmt;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::refusal::Refusal;

/// Something that stopped nothing and that should be known: a note that was
/// skipped, an encoding that was guessed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// The note, folder or ignore file it is about, relative to the notes where
    /// it is inside of them.
    pub path: PathBuf,
    /// What happened.
    pub kind: WarningKind,
}

/// What a [`Warning`] is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum WarningKind {
    /// A note was skipped, as it is no text.
    Binary,
    /// A note was skipped, as it can't be read.
    Skipped(Refusal),
    /// A note was skipped, as galpi panics over it.
    Defect,
    /// A note was read in the encoding that its byte order mark tells.
    Utf16(String),
    /// A note was read as Korean Windows wrote it, as it isn't UTF-8.
    Cp949,
    /// So many bytes of a note are no UTF-8, and were read as `?`.
    WrongBytes(usize),
    /// A file or folder can't be read.
    Refused(Refusal),
    /// A folder was passed over, as its ignore file can't be used: it is no
    /// plain file, or a very large one.
    UnusableIgnoreFile,
    /// A line of an ignore file is no pattern; which one, 1-based, where that
    /// is known.
    NoPattern(Option<u64>),
}

impl Warning {
    /// Makes a warning about `path`.
    pub fn new(path: impl Into<PathBuf>, kind: WarningKind) -> Self {
        Self { path: path.into(), kind }
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path.display(), self.kind)
    }
}

impl fmt::Display for WarningKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Binary => f.write_str("skipped: a binary file"),
            Self::Skipped(why) => write!(f, "skipped: {why}"),
            Self::Defect => f.write_str("skipped because of a bug in galpi; please report it"),
            Self::Utf16(encoding) => write!(f, "read as {encoding}"),
            Self::Cp949 => f.write_str("not UTF-8: read as EUC-KR (CP949)"),
            Self::WrongBytes(count) => write!(f, "not valid UTF-8: {count} bytes were read as `?`"),
            Self::Refused(why) => write!(f, "{why}"),
            Self::UnusableIgnoreFile => {
                f.write_str("its folder is skipped: not a regular file of at most 1 MiB")
            }
            Self::NoPattern(Some(line)) => write!(f, "line {line} is not a valid pattern"),
            Self::NoPattern(None) => f.write_str("a line is not a valid pattern"),
        }
    }
}
