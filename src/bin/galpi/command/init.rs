//! `galpi init`: a configuration, or a lexicon, to change in the current folder.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::path::Path;

use galpi::config::FILE_NAME;
use galpi::corpus::Corpus;

use crate::args::Init;
use crate::failure::Failure;
use crate::{Outcome, notebook, terminal};

/// The file of a lexicon.
const LEXICON_NAME: &str = "lexicon.toml";

pub(crate) fn run(typed: &Init) -> Result<Outcome, Failure> {
    let language = terminal::language();
    let commands = &language.commands;
    let here =
        std::env::current_dir().map_err(|e| Failure::system(language.notes.no_current, &e))?;
    if typed.lexicon {
        let usage = &language.usage;
        create(&here, LEXICON_NAME, usage.lexicon_text, usage.lexicon_exists_hint)?;
        notebook::say(&(language.usage.lexicon_done)(LEXICON_NAME));
        notebook::hint(&(language.usage.lexicon_hint)(LEXICON_NAME));
        return Ok(Outcome::Found);
    }
    create(&here, FILE_NAME, commands.init_text, commands.init_exists_hint)?;
    let notes = Corpus::new(&here, Vec::new())?.discover()?.notes.len();
    notebook::say(&(commands.init_done)(FILE_NAME, notes));
    notebook::hint(commands.init_hint);
    Ok(Outcome::Found)
}

/// Writes a file that isn't there: what is there is somebody's.
fn create(folder: &Path, name: &str, text: &str, exists_hint: &str) -> Result<(), Failure> {
    let language = terminal::language();
    let commands = &language.commands;
    let created = OpenOptions::new().write(true).create_new(true).open(folder.join(name));
    let mut created = created.map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => Failure::new((commands.init_exists)(name)).hint(exists_hint),
        _ => {
            let why = language.cause(&error);
            Failure::new((language.library.failure)(commands.unwritable, Some(name), Some(&why)))
        }
    })?;
    created.write_all(text.as_bytes()).map_err(|e| Failure::output(&e))
}
