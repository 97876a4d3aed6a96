//! Long pages go through a pager.

use std::io::Write;
use std::process::{Command, Stdio};

use crate::failure::Failure;
use crate::terminal;

/// The pager where none is named.
const PAGER: &str = "less";
/// What `less` is told where it isn't told anything: leave at once what fits,
/// pass colours on, leave the page on the screen.
const LESS: &str = "FRX";

/// Shows a page: through a pager where it is longer than the screen of a
/// terminal, as it is where it isn't or where no pager starts.
///
/// # Errors
///
/// When it can't be written, or a pager that was named can't be started.
pub(crate) fn show(page: &str) -> Result<(), Failure> {
    let is_long = terminal::rows().is_some_and(|rows| page.lines().count() >= rows);
    if !is_long {
        return crate::command::put(page.as_bytes());
    }
    let named = ["GALPI_PAGER", "PAGER"]
        .iter()
        .find_map(|name| std::env::var(name).ok())
        .map(|pager| pager.trim().to_owned());
    // An empty name asks for none, as does `cat`.
    if named.as_deref().is_some_and(|pager| pager.is_empty() || pager == "cat") {
        return crate::command::put(page.as_bytes());
    }
    let pager = named.as_deref().unwrap_or(PAGER);
    // Words are parted at spaces, and no shell reads them: what the
    // environment says is run as it stands, or not at all.
    let mut words = pager.split_whitespace();
    let mut command = Command::new(words.next().unwrap_or(PAGER));
    command.args(words).stdin(Stdio::piped());
    if std::env::var_os("LESS").is_none() {
        command.env("LESS", LESS);
    }
    let mut child = match command.spawn() {
        Ok(child) => child,
        Err(_) if named.is_none() => return crate::command::put(page.as_bytes()),
        Err(error) => {
            let language = terminal::language();
            let why = language.cause(&error);
            return Err(Failure::new((language.commands.no_pager)(pager, &why)));
        }
    };
    if let Some(mut stdin) = child.stdin.take() {
        // Who has read enough leaves before the end.
        let _ = stdin.write_all(page.as_bytes());
    }
    let _ = child.wait();
    Ok(())
}
