//! Why a file or folder can't be had.

use std::fmt;
use std::io;

use serde::{Deserialize, Serialize};

/// Why the system, or a bound of ours, refuses a file or folder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Refusal {
    /// There is none of that name.
    NotFound,
    /// One may not.
    PermissionDenied,
    /// A folder was expected.
    NotAFolder,
    /// The disk is full.
    StorageFull,
    /// It is a folder, pipe, device or link where a plain file was expected.
    NotAFile,
    /// It is larger than so many MiB, which is all that is read.
    TooLarge(u64),
    /// It isn't text in UTF-8.
    NotUtf8,
    /// Anything else, in the words of the system.
    Other(String),
}

impl Refusal {
    /// Reads an error of the system; one that was made of a refusal gives that
    /// back.
    pub fn of(error: &io::Error) -> Self {
        let own = error.get_ref().and_then(|inner| inner.downcast_ref::<Self>());
        match error.kind() {
            _ if own.is_some() => own.cloned().unwrap_or(Self::NotAFile),
            io::ErrorKind::NotFound => Self::NotFound,
            io::ErrorKind::PermissionDenied => Self::PermissionDenied,
            io::ErrorKind::NotADirectory => Self::NotAFolder,
            io::ErrorKind::StorageFull => Self::StorageFull,
            _ => Self::Other(without_number(&error.to_string())),
        }
    }
}

/// Takes the number of an error of the system off its words, which tell people
/// enough.
fn without_number(told: &str) -> String {
    match told.split_once(" (os error ") {
        Some((words, _)) if !words.is_empty() => words.to_owned(),
        _ => told.to_owned(),
    }
}

impl From<Refusal> for io::Error {
    fn from(refusal: Refusal) -> Self {
        Self::other(refusal)
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotFound => f.write_str("no such file or folder"),
            Self::PermissionDenied => f.write_str("permission denied"),
            Self::NotAFolder => f.write_str("not a folder"),
            Self::StorageFull => f.write_str("no space left on the disk"),
            Self::NotAFile => f.write_str("not a regular file"),
            Self::TooLarge(mebibytes) => write!(f, "larger than {mebibytes} MiB"),
            Self::NotUtf8 => f.write_str("not UTF-8"),
            Self::Other(told) => f.write_str(told),
        }
    }
}

impl std::error::Error for Refusal {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_survives_an_error_of_the_system() {
        for refusal in [Refusal::NotAFile, Refusal::TooLarge(32), Refusal::NotUtf8] {
            assert_eq!(Refusal::of(&refusal.clone().into()), refusal);
        }
        assert_eq!(Refusal::of(&io::ErrorKind::NotFound.into()), Refusal::NotFound);
        let told = Refusal::of(&io::Error::from_raw_os_error(17)).to_string();
        assert!(!told.contains("os error"), "{told}");
        let other = io::Error::other("x");
        assert_eq!(Refusal::of(&other), Refusal::Other("x".to_owned()));
    }
}
