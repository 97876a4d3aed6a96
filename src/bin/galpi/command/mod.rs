//! One file per command, named after it.

mod batch;
pub(crate) mod compare;
pub(crate) mod completions;
pub(crate) mod eval;
pub(crate) mod index;
pub(crate) mod lookup;
pub(crate) mod man;
pub(crate) mod mcp;
pub(crate) mod open;
pub(crate) mod search;
pub(crate) mod show;
pub(crate) mod status;

use std::io::Write;

use clap::CommandFactory;

use crate::Outcome;
use crate::args::Typed;
use crate::failure::Failure;

/// Tells a reader who typed nothing what there is to type.
pub(crate) fn usage() -> Result<Outcome, Failure> {
    let help = Typed::command().render_help();
    write!(std::io::stderr(), "{help}").map_err(|e| Failure::output(&e))?;
    Ok(Outcome::Failed)
}

/// Writes something made whole to standard output.
fn put(bytes: &[u8]) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    out.write_all(bytes).and_then(|()| out.flush()).map_err(|e| Failure::output(&e))
}
