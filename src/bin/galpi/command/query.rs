//! The query of a command: its words, or what standard input has.

use std::io::{self, IsTerminal, Read};

use crate::failure::Failure;
use crate::{notebook, terminal};

/// A larger query on standard input is refused (1 MiB).
pub(crate) const MAX_QUERY_BYTES: u64 = 1024 * 1024;

/// Returns the query, read from standard input where that was asked for, or
/// where there are no words and a pipe has some.
pub(crate) fn query(words: &[String], whole: &[String]) -> Result<String, Failure> {
    let commands = &terminal::language().commands;
    let is_empty = words.is_empty() && whole.is_empty();
    let query = if words == ["-"] || is_empty && terminal::is_piped_to() {
        read_query()?
    } else {
        whole.iter().chain(words).map(String::as_str).collect::<Vec<_>>().join(" ")
    };
    if query.trim().is_empty() {
        return Err(Failure::new(commands.empty_query).hint(commands.empty_query_hint));
    }
    Ok(query)
}

/// Reads a query from standard input.
pub(crate) fn read_query() -> Result<String, Failure> {
    let commands = &terminal::language().commands;
    if io::stdin().is_terminal() {
        // Who has to wait is told what for.
        notebook::hint(commands.how_to_type);
    }
    let mut bytes = Vec::new();
    let unreadable = |e| Failure::system(commands.unreadable_query, &e);
    io::stdin().lock().take(MAX_QUERY_BYTES + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > MAX_QUERY_BYTES {
        return Err(Failure::new(commands.large_query));
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
