//! Why the program stops.

use std::fmt;
use std::io;

use crate::terminal;

/// What stops a command.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The reader of our output has gone, which is its good right.
    ClosedPipe,
    /// Something to tell, and advice where there is any.
    Told {
        /// A fragment without capital or full stop.
        message: String,
        /// What to do about it.
        hint: Option<String>,
    },
}

impl Failure {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self::Told { message: message.into(), hint: None }
    }

    /// Adds advice.
    pub(crate) fn hint(self, advice: impl Into<String>) -> Self {
        match self {
            Self::ClosedPipe => self,
            Self::Told { message, .. } => Self::Told { message, hint: Some(advice.into()) },
        }
    }

    /// A failure to write to standard output.
    pub(crate) fn output(error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::ClosedPipe,
            _ => Self::new(format!("{}: {error}", terminal::language().commands.unwritable)),
        }
    }
}

impl From<galpi::error::Error> for Failure {
    fn from(error: galpi::error::Error) -> Self {
        let language = terminal::language();
        Self::Told {
            message: language.error(&error),
            hint: language.advice(&error).map(String::from),
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self::Told { message, hint } = self else { return Ok(()) };
        write!(f, "galpi: {message}")?;
        match hint {
            Some(hint) => {
                let word = terminal::language().hint;
                hint.lines().try_for_each(|line| write!(f, "\n{word}: {line}"))
            }
            None => Ok(()),
        }
    }
}
