//! One file per command, named after it.

mod batch;
pub(crate) mod cards;
pub(crate) mod compare;
pub(crate) mod completions;
pub(crate) mod eval;
pub(crate) mod exam;
pub(crate) mod explain;
pub(crate) mod export;
pub(crate) mod history;
pub(crate) mod index;
pub(crate) mod init;
pub(crate) mod lookup;
pub(crate) mod man;
pub(crate) mod mcp;
mod nothing;
pub(crate) mod open;
pub(crate) mod output;
pub(crate) mod pick;
pub(crate) mod query;
pub(crate) mod related;
pub(crate) mod search;
pub(crate) mod show;
pub(crate) mod status;
pub(crate) mod watch;
pub(crate) mod welcome;
pub(crate) mod widget;

use std::io::Write;

use crate::failure::Failure;
use crate::terminal;

/// Writes something made whole to standard output.
pub(crate) fn put(bytes: &[u8]) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    out.write_all(bytes).and_then(|()| out.flush()).map_err(|e| Failure::output(&e))
}

/// Writes an answer: JSON for a program, or what a person or a pipe gets, which is safe on a
/// terminal.
pub(crate) fn put_answer(is_json: bool, text: &str) -> Result<(), Failure> {
    if is_json { put_data(text.as_bytes()) } else { put(text.as_bytes()) }
}

/// Writes what a program is to read, with what notes and lexicons say in it: as
/// it is, but on a terminal, which it might drive.
pub(crate) fn put_data(bytes: &[u8]) -> Result<(), Failure> {
    let mut out = terminal::for_programs();
    out.write_all(bytes).and_then(|()| out.flush()).map_err(|e| Failure::output(&e))
}
