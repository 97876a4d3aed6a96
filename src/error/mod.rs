//! What can go wrong, and what is merely worth a word.
//!
//! Nothing here is a sentence to be matched: what happened is a variant, which
//! each language tells in its own words ([`crate::language`]). What `Display`
//! writes is English.

mod kind;
mod problem;
mod refusal;
mod warning;

use std::fmt;
use std::path::{Path, PathBuf};

pub use kind::ErrorKind;
pub use problem::{ConfigFault, Escape, JudgmentFault, Problem};
pub use refusal::Refusal;
pub use warning::{Warning, WarningKind};

/// Why galpi could not do what was asked: what failed, where, and why.
#[derive(Debug)]
pub struct Error {
    problem: Problem,
    path: Option<PathBuf>,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

/// The result of an operation of this library.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// Makes an error of what failed.
    pub fn new(problem: Problem) -> Self {
        Self { problem, path: None, source: None }
    }

    /// Makes an error of the file system at `path`.
    pub fn io(problem: Problem, path: &Path, source: std::io::Error) -> Self {
        Self::new(problem).at(path).because(source)
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

    /// Returns what failed.
    pub fn problem(&self) -> &Problem {
        &self.problem
    }

    /// Returns the sort of failure.
    pub fn kind(&self) -> ErrorKind {
        self.problem.kind()
    }

    /// Returns the file or folder the error is about.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }
}

impl From<Problem> for Error {
    fn from(problem: Problem) -> Self {
        Self::new(problem)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.problem)?;
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
