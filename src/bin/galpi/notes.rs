//! The notes of a notebook, before it is known where their index is.

use std::path::{Path, PathBuf};

use galpi::config::{Config, FILE_NAME};
use galpi::corpus::Corpus;
use galpi::error::ErrorKind;
use galpi::notebook::corpus;

use crate::failure::Failure;
use crate::place::{absolute, at_home, from_here, name_of, plain};
use crate::terminal;

/// The notes, before the index is known.
pub(crate) struct Notes {
    pub(crate) name: String,
    pub(crate) corpus: Corpus,
    pub(crate) prefix: PathBuf,
    pub(crate) index: Option<PathBuf>,
    pub(crate) lexicon: Vec<PathBuf>,
    pub(crate) config: Option<PathBuf>,
}

impl Notes {
    /// The notes in a folder that was named, whose own `galpi.toml` counts, or
    /// a single file.
    pub(crate) fn named(path: PathBuf) -> Result<Self, Failure> {
        let path = at_home(path);
        let base = absolute(&path)?;
        if base.is_file() {
            return Self::single(&base, &path);
        }
        let notes = if base.join(FILE_NAME).is_file() {
            Self::configured(&base, &path, &read(&base)?)?
        } else {
            Self::unconfigured(Corpus::new(&base, Vec::new())?, plain(&path))
        };
        Ok(Self { name: name_of(&base), ..notes })
    }

    /// One file, which is a note because it was named.
    fn single(file: &Path, typed: &Path) -> Result<Self, Failure> {
        let (Some(folder), Some(name)) = (file.parent(), file.file_name()) else {
            let told = terminal::language().notebooks.not_notes;
            return Err(Failure::new(format!("`{}`: {told}", typed.display())));
        };
        let corpus = Corpus::with_roots(folder, vec![PathBuf::from(name)], Vec::new())?;
        let prefix = plain(typed.parent().unwrap_or(Path::new("")));
        Ok(Self { name: name_of(file), ..Self::unconfigured(corpus, prefix) })
    }

    pub(crate) fn unconfigured(corpus: Corpus, prefix: PathBuf) -> Self {
        let name = String::new();
        Self { name, corpus, prefix, index: None, lexicon: Vec::new(), config: None }
    }

    pub(crate) fn configured(
        folder: &Path,
        typed: &Path,
        config: &Config,
    ) -> Result<Self, Failure> {
        // Paths are relative to the one folder of notes, where there is one.
        let prefix = match config.notes.as_slice() {
            [only] if !folder.join(only).is_file() => from_here(typed, only),
            _ => typed.to_owned(),
        };
        Ok(Self {
            name: String::new(),
            corpus: corpus(folder, config)?,
            prefix: plain(&prefix),
            index: config.index.as_ref().map(|path| folder.join(path)),
            lexicon: config.lexicon.iter().map(|path| folder.join(path)).collect(),
            config: Some(folder.join(FILE_NAME)),
        })
    }
}

/// Reads the configuration in a folder.
pub(crate) fn read(folder: &Path) -> Result<Config, Failure> {
    Config::read(folder).map_err(|error| {
        let is_misspelt = error.kind() == ErrorKind::Config;
        let failure = Failure::from(error);
        match is_misspelt {
            true => failure.hint(terminal::language().notes.keys_hint),
            false => failure,
        }
    })
}
