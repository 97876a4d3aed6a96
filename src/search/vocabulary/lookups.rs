//! What can be asked of the words of the notes.

use crate::error::Result;
use crate::lexicon::{Claim, EntryId};

use crate::search::lattice::Probe;

/// What can be asked of the words of the notes without reading a section.
pub(crate) trait Vocabulary {
    /// Returns how many sections there are.
    fn sections(&self) -> u64;

    /// Returns in how many sections a term is, headings and texts taken
    /// together as well as can be told without reading them.
    fn frequency(&self, term: &str) -> u32;

    /// Returns in how many sections a probe is.
    fn probe_frequency(&self, probe: &Probe) -> Result<u32>;

    /// Says whether a section that is still there speaks of an entry.
    fn mentions(&self, id: &EntryId) -> Result<bool>;

    /// Returns the entries that sections speak of, by their layers and numbers; a section
    /// that is gone may still be counted.
    fn mentioned(&self) -> Result<Vec<Claim>>;

    /// Returns the words kept under `key`, some `limit` of them, sorted.
    fn words_with_key(&self, kind: KeyKind, key: &str, limit: usize) -> Result<Vec<String>>;

    /// Returns the words of a script that sound like `key`, which is one of
    /// [`crate::analysis::sound::keys`], some `limit` of them, sorted.
    fn sounding(&self, key: &str, script: ScriptFilter, limit: usize) -> Result<Vec<String>>;

    /// Returns the Korean names whose initial consonants begin with these, some
    /// `limit` of them, sorted.
    fn names_beginning(&self, initials: &str, limit: usize) -> Result<Vec<String>>;

    /// Says whether a name with a mined alias begins with a folded text.
    fn begins_alias(&self, beginning: &str) -> Result<bool>;

    /// Returns terms of headings and texts that begin with `prefix`, the
    /// commonest first.
    fn terms_beginning(&self, prefix: &str, limit: usize) -> Result<Vec<String>>;

    /// Returns the terms of headings and texts that are Korean words which
    /// begin with `word`, or parts of words that do, sorted.
    fn words_beginning(&self, word: &str) -> Result<Vec<String>>;

    /// Returns terms of headings and texts at most `distance` keys away that
    /// begin with the same `start` bytes, with their distance, the nearest and
    /// commonest first.
    fn near(
        &self,
        term: &str,
        distance: u8,
        start: usize,
        limit: usize,
    ) -> Result<Vec<(String, usize)>>;
}

/// Keys under which the index keeps words of the notes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum KeyKind {
    /// The initial consonants of a Korean name.
    Initials,
    /// A folded name, for which the notes give another.
    MinedAlias,
}

/// The script of the words that are looked for by sound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ScriptFilter {
    Latin,
    Hangul,
    Both,
}
