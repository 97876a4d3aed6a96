//! What can go wrong, and what is merely worth a word.

use std::fmt;
use std::path::{Path, PathBuf};

/// Why galpi could not do what was asked.
///
/// One type for the whole library: it says what failed, where, and why. The
/// text is a fragment without capital or full stop; [`Error::hint`] tells what
/// to do about it, where something can be done.
#[derive(Debug)]
pub struct Error {
    kind: ErrorKind,
    path: Option<PathBuf>,
    message: String,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

/// The sorts of failure that a caller may want to tell apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The file system refused something.
    Io,
    /// The notes folder is missing, or one that must not be searched whole.
    Notes,
    /// `galpi.toml`, a lexicon or a judged-query file doesn't say what it must.
    Config,
    /// `galpi.toml` leads to a place outside of its folder.
    Outside,
    /// The index can't be read: damaged, or of another version.
    Index,
    /// The folder that is named for the index isn't galpi's to use: it has
    /// other things in it, or holds the notes.
    Foreign,
    /// The index is being written by another process.
    Busy,
    /// What was asked for doesn't exist (a section, a service, a line).
    NotFound,
    /// The request itself can't be understood.
    Usage,
    /// galpi itself is wrong.
    Defect,
}

/// The result of an operation of this library.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// Makes an error of `kind` that says `message`.
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self { kind, path: None, message: message.into(), source: None }
    }

    /// Makes an error of the file system at `path`.
    pub fn io(action: &str, path: &Path, source: std::io::Error) -> Self {
        Self::new(ErrorKind::Io, action).at(path).because(source)
    }

    /// Names the file or folder that the error is about.
    #[must_use]
    pub fn at(mut self, path: &Path) -> Self {
        self.path = Some(path.to_owned());
        self
    }

    /// Attaches the cause.
    #[must_use]
    pub fn because(mut self, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// Returns the sort of failure.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// Returns what failed, as a fragment.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// Returns the file or folder the error is about.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// Returns what the reader can do about it.
    pub fn hint(&self) -> Option<&'static str> {
        match self.kind {
            ErrorKind::Index => {
                Some("run `galpi index --rebuild`; the notes themselves are never touched")
            }
            ErrorKind::Foreign => Some(
                "name a new or empty folder for the index; an old index of galpi may be deleted",
            ),
            ErrorKind::Busy => Some("another galpi is writing the index; try again in a moment"),
            ErrorKind::Defect => Some(
                "that is a defect of galpi: please report it, with the query and a note that shows it",
            ),
            ErrorKind::Outside => Some("its paths are relative to it and stay in its folder"),
            ErrorKind::Notes => Some(
                "name the folder of your notes with `--notes DIR`, or write a `galpi.toml` in it",
            ),
            _ => None,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        if let Some(path) = &self.path {
            write!(f, " `{}`", path.display())?;
        }
        if let Some(source) = &self.source {
            write!(f, ": {source}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}

/// Something the reader should know of that stopped nothing: a note that was
/// skipped, an encoding that was guessed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// The note or folder it is about, as found on disk.
    pub path: PathBuf,
    /// What happened, as a fragment.
    pub message: String,
}

impl Warning {
    /// Makes a warning about `path`.
    pub fn new(path: impl Into<PathBuf>, message: impl Into<String>) -> Self {
        Self { path: path.into(), message: message.into() }
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path.display(), self.message)
    }
}
