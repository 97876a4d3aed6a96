//! What galpi knows of fields, and the files in which a notebook says more.

use std::path::Path;

use crate::error::{Error, Problem, Refusal, Result};
use crate::plain_file;

pub(crate) use galpi_lexicon::{Claim, Description, FieldSet, NameStarts};
pub use galpi_lexicon::{
    Counted, Counts, Entry, EntryId, EntryIds, Equivalents, Fault, Faults, Field, Form, Kind,
    Lexicon, Mention, Place, Reason, Recognizer, Texts, headers,
};

/// Bytes of a notebook's lexicon files together, at most: they are compiled at each
/// search. The limit is some times the size of what galpi ships, and is named in
/// the error.
const MAX_SOURCE_BYTES: u64 = 8 * 1024 * 1024;

/// Reads and compiles a notebook's own lexicon files, to be a layer before what
/// galpi ships ([`Lexicon::from_layers`]).
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
    Lexicon::compile(&texts).map_err(|faults| Error::new(Problem::LexiconFaults).because(faults))
}
