//! `galpi init`: a configuration to change, in the current folder.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};

use galpi::config::FILE_NAME;
use galpi::corpus::Corpus;

use crate::failure::Failure;
use crate::{Outcome, notebook, terminal};

pub(crate) fn run() -> Result<Outcome, Failure> {
    let language = terminal::language();
    let commands = &language.commands;
    let here =
        std::env::current_dir().map_err(|e| Failure::system(language.notes.no_current, &e))?;
    // What is there is somebody's: it is never written over.
    let created = OpenOptions::new().write(true).create_new(true).open(here.join(FILE_NAME));
    let mut file = created.map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => {
            Failure::new((commands.init_exists)(FILE_NAME)).hint(commands.init_exists_hint)
        }
        _ => {
            let why = language.cause(&error);
            Failure::new((language.failure)(commands.unwritable, Some(FILE_NAME), Some(&why)))
        }
    })?;
    file.write_all(commands.init_text.as_bytes()).map_err(|e| Failure::output(&e))?;
    let notes = Corpus::new(&here, Vec::new())?.discover()?.notes.len();
    notebook::say(&(commands.init_done)(FILE_NAME, notes));
    notebook::hint(commands.init_hint);
    Ok(Outcome::Found)
}
