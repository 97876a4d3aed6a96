//! A notebook's own lexicon files → a layer.

use std::path::Path;

use crate::analysis::Analyzer;
use crate::error::{Error, Problem, Refusal, Result};
use crate::plain_file;

use super::compile::compile;
use super::entry::EntryId;
use super::fault::{Fault, Faults};
use super::layered::Lexicon;
use super::source::Source;

/// Files of a notebook's lexicon may be this large together: a safeguard, some
/// times what galpi ships. They are compiled at each search. An error tells it.
const MAX_SOURCE_BYTES: u64 = 8 * 1024 * 1024;

impl Lexicon {
    /// Reads and compiles a notebook's own lexicon files.
    ///
    /// # Errors
    ///
    /// When a file can't be read, or an entry in it is wrong: the error lists
    /// file, line and reason of each fault.
    pub fn compile_files(files: &[impl AsRef<Path>]) -> Result<Vec<u8>> {
        let mut texts = Vec::new();
        let mut left = MAX_SOURCE_BYTES;
        for file in files {
            let file = file.as_ref();
            let unreadable = |e| Error::io(Problem::LexiconUnreadable, file, e);
            let metadata = std::fs::metadata(file).map_err(unreadable)?;
            if !metadata.is_file() {
                return Err(Error::new(Problem::LexiconNoFile).at(file));
            }
            let bytes = plain_file::read(file, left)
                .map_err(unreadable)?
                .ok_or_else(|| Error::new(Problem::LexiconTooLarge).at(file))?;
            left -= bytes.len() as u64;
            let text = String::from_utf8(bytes).map_err(|_| unreadable(Refusal::NotUtf8.into()))?;
            texts.push((file.to_string_lossy().into_owned(), text));
        }
        Self::compile(&texts)
    }

    /// Compiles the texts of a notebook's own lexicon files, each with the
    /// name of its file.
    ///
    /// # Errors
    ///
    /// When an entry is wrong: the error lists file, line and reason of each
    /// fault.
    pub fn compile(files: &[(String, String)]) -> Result<Vec<u8>> {
        let shipped = Self::shipped();
        let mut source = Source::default();
        for (name, text) in files {
            source.add(name, text).map_err(|fault| faulty(vec![fault]))?;
        }
        let is_known = |id: &str| match id.strip_prefix("f/") {
            Some(field) => shipped.fields().any(|known| known.id == field),
            None => shipped.entry(&EntryId::new(id)).is_some(),
        };
        let faults = source.faults(&is_known);
        if !faults.is_empty() {
            return Err(faulty(faults));
        }
        Ok(compile(&source, &mut Analyzer::new()))
    }
}

fn faulty(faults: Vec<Fault>) -> Error {
    Error::new(Problem::LexiconFaults).because(Faults::new(faults))
}
