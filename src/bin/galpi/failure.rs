//! Why the program stops.

use std::fmt;
use std::io;
use std::panic::{UnwindSafe, catch_unwind, set_hook};
use std::path::Path;
use std::sync::Mutex;

use galpi::render::style::harmless;

use crate::terminal;

/// What stops a command.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The reader of standard output closed it (`galpi … | head`): no failure, so
    /// nothing is said and the exit status is 0.
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

    /// Tells, by a text of the catalogue, what can't be done with a file, and
    /// why.
    pub(crate) fn file(
        told: fn(file: &str, why: &str) -> String,
        path: &Path,
        error: &io::Error,
    ) -> Self {
        Self::new(told(&path.display().to_string(), &terminal::language().cause(error)))
    }

    /// Tells what the system refused, and why.
    pub(crate) fn system(what: &str, error: &io::Error) -> Self {
        let language = terminal::language();
        Self::new((language.library.failure)(what, None, Some(&language.cause(error))))
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
            _ => Self::system(terminal::language().commands.unwritable, error),
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
        // Of several lines each may be anyone's: names of files, a lexicon.
        let lines: Vec<String> = message.split('\n').map(harmless).collect();
        write!(f, "galpi: {}", lines.join("\n"))?;
        match hint {
            Some(hint) => {
                let word = terminal::language().hint;
                hint.lines().try_for_each(|line| write!(f, "\n{word}: {line}"))
            }
            None => Ok(()),
        }
    }
}

/// What panicked last, and where.
static PANIC: Mutex<String> = Mutex::new(String::new());

/// Does all there is to do. What panics on the way is kept silent, as it may
/// be mended there (a damaged index is); what comes up to here is told.
pub(crate) fn caught<T>(
    work: impl FnOnce() -> Result<T, Failure> + UnwindSafe,
) -> Result<T, Failure> {
    set_hook(Box::new(|panic| {
        if let Ok(mut last) = PANIC.lock() {
            *last = panic.to_string();
        }
    }));
    catch_unwind(work).unwrap_or_else(|_| {
        let told = PANIC.lock().map(|last| last.clone()).unwrap_or_default();
        let notes = &terminal::language().notes;
        Err(Failure::new(format!("{}: {told}", notes.defect)).hint(notes.defect_hint))
    })
}
