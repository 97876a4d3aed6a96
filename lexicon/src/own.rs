//! A notebook's own lexicon files → a layer.

use galpi_lexicon_compiler::{Faults, Source, compile};

use super::entry::EntryId;
use super::layered::Lexicon;

impl Lexicon {
    /// Compiles the texts of a notebook's own lexicon files, each with the
    /// name of its file.
    ///
    /// # Errors
    ///
    /// When an entry is wrong: file, line and reason of each fault.
    pub fn compile(files: &[(String, String)]) -> Result<Vec<u8>, Faults> {
        let shipped = Self::shipped();
        let mut source = Source::default();
        for (name, text) in files {
            source.add(name, text).map_err(|fault| Faults::new(vec![fault]))?;
        }
        let is_known = |id: &str| match id.strip_prefix("f/") {
            Some(field) => shipped.fields().any(|known| known.id == field),
            None => shipped.entry(&EntryId::new(id)).is_some(),
        };
        let faults = source.faults(&is_known);
        if faults.is_empty() { Ok(compile(&source)) } else { Err(Faults::new(faults)) }
    }

    /// Makes a lexicon of some texts alone, each with the name of its file: what
    /// galpi ships isn't in it.
    ///
    /// # Errors
    ///
    /// As [`Lexicon::compile`].
    pub fn of_texts(files: &[(&str, &str)]) -> Result<Self, Faults> {
        let owned = |(name, text): &(&str, &str)| ((*name).to_owned(), (*text).to_owned());
        let compiled = Self::compile(&files.iter().map(owned).collect::<Vec<_>>())?;
        Ok(Self::of_layer(compiled))
    }
}
