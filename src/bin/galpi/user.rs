//! The reader's own configuration: notebooks by name, and one for all folders.
//!
//! It is the reader's, so it may name notes, indexes and lexicons anywhere.
//! What a notebook's own `galpi.toml` says still stays in its folder.

use std::path::{Path, PathBuf};

use galpi::config::{Config, UserConfig};
use galpi::corpus::Corpus;
use galpi::error::ErrorKind;

use crate::failure::Failure;
use crate::notes::Notes;
use crate::place::{at_home, home, nearest, set, shown};
use crate::terminal;

/// The name that stands for all notebooks.
const ALL: &str = "all";

/// Returns where the configuration is, or would be.
pub(crate) fn file() -> Result<PathBuf, Failure> {
    set("XDG_CONFIG_HOME")
        .or_else(|| if cfg!(windows) { set("APPDATA") } else { None })
        .or_else(|| home().map(|home| home.join(".config")))
        .map(|folder| folder.join("galpi").join("config.toml"))
        .ok_or_else(|| Failure::new(terminal::language().notebooks.no_folder))
}

/// Reads the configuration, where there is one.
pub(crate) fn read() -> Result<Option<UserConfig>, Failure> {
    // Without a home there is none.
    let Ok(file) = file() else { return Ok(None) };
    UserConfig::read(&file).map_err(|error| {
        let is_misspelt = error.kind() == ErrorKind::Config;
        let failure = Failure::from(error);
        match is_misspelt {
            true => failure.hint(terminal::language().notebooks.keys_hint),
            false => failure,
        }
    })
}

/// Says whether lookups are kept. Where what the reader says can't be read, it
/// may be that they aren't.
pub(crate) fn keeps_history() -> bool {
    read().is_ok_and(|config| config.and_then(|config| config.history).unwrap_or(true))
}

/// Returns the command that tells what is copied, where the reader names one.
pub(crate) fn clipboard() -> Result<Option<String>, Failure> {
    Ok(read()?.and_then(|config| config.clipboard))
}

/// Returns the notebooks that the reader has given names.
pub(crate) fn names() -> Vec<String> {
    let config = read().ok().flatten().unwrap_or_default();
    config.notebook.into_keys().collect()
}

/// Returns the notes of a notebook by its name, or of all of them.
pub(crate) fn named(name: &str) -> Result<Vec<Notes>, Failure> {
    let config = read()?.unwrap_or_default();
    notes_of(&config, name)
}

/// Returns the notes that are searched where no others are: none where the
/// reader named none.
pub(crate) fn default() -> Result<Vec<Notes>, Failure> {
    let Some(config) = read()? else { return Ok(Vec::new()) };
    let mut notes = Vec::new();
    for name in &config.default {
        if name != ALL && !config.notebook.contains_key(name) {
            let told = &terminal::language().notebooks;
            return Err(Failure::new((told.unknown_default)(name, &shown(&file()?)))
                .hint(known(&config, &file()?)));
        }
        notes.extend(notes_of(&config, name)?);
    }
    if notes.is_empty() && !config.notes.is_empty() {
        notes = opened(&config.unnamed(), None)?;
    }
    Ok(notes)
}

fn notes_of(config: &UserConfig, name: &str) -> Result<Vec<Notes>, Failure> {
    if let Some(notebook) = config.notebook.get(name) {
        return opened(notebook, Some(name));
    }
    let told = &terminal::language().notebooks;
    if name != ALL || config.notebook.is_empty() && config.notes.is_empty() {
        return Err(Failure::new((told.unknown)(name)).hint(known(config, &file()?)));
    }
    let mut all = Vec::new();
    if !config.notes.is_empty() {
        all.extend(opened(&config.unnamed(), None)?);
    }
    for (name, notebook) in &config.notebook {
        all.extend(opened(notebook, Some(name))?);
    }
    Ok(all)
}

/// Tells which notebooks there are; where there are none, how they are named.
fn known(config: &UserConfig, file: &Path) -> String {
    let told = &terminal::language().notebooks;
    let names: Vec<&str> = config.notebook.keys().map(String::as_str).collect();
    match names.is_empty() {
        true => (told.how)(&shown(file)),
        false => (told.known)(&names.join(", ")),
    }
}

/// Finds the notes of a notebook: each folder is one with an index of its own.
fn opened(notebook: &Config, name: Option<&str>) -> Result<Vec<Notes>, Failure> {
    if notebook.notes.is_empty() {
        let told = terminal::language().notebooks.empty;
        return Err(Failure::new(told(name.unwrap_or_default(), &shown(&file()?))));
    }
    let is_alone = notebook.notes.len() == 1;
    let notes = notebook.notes.iter().map(|path| {
        let mut notes = Notes::named(from_file(path)?)?;
        if let Some(name) = name {
            notes.name = name.to_owned();
        }
        // What says which notes they are is this file, where they have none.
        notes.config.get_or_insert(file()?);
        if !notebook.ignore.is_empty() {
            let ignore = [notes.corpus.ignored(), &notebook.ignore].concat();
            let roots = notes.corpus.roots().to_vec();
            let extensions = notes.corpus.more_extensions().to_vec();
            notes.corpus = Corpus::with_roots(notes.corpus.base(), roots, ignore)?
                .with_extensions(&extensions);
        }
        if !notebook.extensions.is_empty() {
            let more = [notes.corpus.more_extensions(), &notebook.extensions].concat();
            notes.corpus = notes.corpus.with_extensions(&more);
        }
        // Several folders can't share an index.
        if let (Some(index), true) = (&notebook.index, is_alone) {
            notes.index = Some(from_file(index)?);
        }
        for lexicon in &notebook.lexicon {
            notes.lexicon.push(from_file(lexicon)?);
        }
        Ok(notes)
    });
    notes.collect()
}

/// Returns a path of the configuration as it leads from anywhere.
fn from_file(path: &Path) -> Result<PathBuf, Failure> {
    let path = at_home(path.to_owned());
    let folder = file()?.parent().map(Path::to_owned).unwrap_or_default();
    Ok(nearest(&folder.join(path)))
}
