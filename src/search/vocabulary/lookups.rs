//! What expanders ask of the vocabulary.

use crate::error::Result;
use crate::lexicon::{Claim, EntryId};

use crate::search::lattice::Probe;

/// The vocabulary of the notes, as far as it can be told without reading a section.
pub(crate) trait Vocabulary {
    /// Returns the number of sections.
    fn sections(&self) -> u64;

    /// Returns the document frequency of a term: in how many sections it is, estimated from
    /// its frequencies in headings and in texts.
    fn frequency(&self, term: &str) -> u32;

    /// Returns the document frequency of a probe.
    fn probe_frequency(&self, probe: &Probe) -> Result<u32>;

    /// Says whether a section that wasn't deleted mentions an entry.
    fn mentions(&self, id: &EntryId) -> Result<bool>;

    /// Returns the entries that sections mention, by their layers and numbers; a deleted
    /// section may still be counted.
    fn mentioned(&self) -> Result<Vec<Claim>>;

    /// Returns at most `limit` words with a key, sorted.
    fn words_with_key(&self, kind: KeyKind, key: &str, limit: usize) -> Result<Vec<String>>;

    /// Returns at most `limit` words of a script with a phonetic key, which is one of
    /// [`crate::analysis::sound::keys`], sorted.
    fn sounding(&self, key: &str, script: ScriptFilter, limit: usize) -> Result<Vec<String>>;

    /// Returns at most `limit` Korean names whose initial consonants begin with these,
    /// sorted.
    fn names_beginning(&self, initials: &str, limit: usize) -> Result<Vec<String>>;

    /// Says whether any name with a mined alias begins with a folded text.
    fn begins_alias(&self, beginning: &str) -> Result<bool>;

    /// Returns at most `limit` terms that begin with `prefix`, the most frequent first.
    fn terms_beginning(&self, prefix: &str, limit: usize) -> Result<Vec<String>>;

    /// Returns the terms, stems and surface forms, of Korean words that begin with `word`,
    /// sorted.
    fn words_beginning(&self, word: &str) -> Result<Vec<String>>;

    /// Returns at most `limit` terms within an edit distance that begin with the same
    /// `start` bytes, each with its distance, the nearest and most frequent first.
    fn near(
        &self,
        term: &str,
        distance: u8,
        start: usize,
        limit: usize,
    ) -> Result<Vec<(String, usize)>>;
}

/// Kinds of keys under which the index keeps words of the notes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum KeyKind {
    /// The initial consonants of a Korean name.
    Initials,
    /// A folded name for which the notes give an alias.
    MinedAlias,
}

/// The scripts of which words are looked for by sound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ScriptFilter {
    Latin,
    Hangul,
    Both,
}
