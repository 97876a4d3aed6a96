//! `galpi completions SHELL`.

use clap::CommandFactory;

use crate::Outcome;
use crate::args::{Completions, Typed};
use crate::failure::Failure;

pub(crate) fn run(typed: &Completions) -> Result<Outcome, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(typed.shell, &mut Typed::command(), "galpi", &mut script);
    super::put(&script)?;
    Ok(Outcome::Found)
}
