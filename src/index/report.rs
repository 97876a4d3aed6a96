//! What came of the refresh of an index, and what an index holds.

use std::path::PathBuf;

use crate::error::Warning;

use super::manifest::Manifest;
use super::remark::OpeningRemark;

/// What a refresh did.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Notes that are indexed.
    pub notes: usize,
    /// Notes that were read and indexed now.
    pub refreshed: usize,
    /// Notes that are gone.
    pub removed: usize,
    /// Notes that could not be indexed.
    pub skipped: usize,
    /// Folders and ignore files that could not be read or used: which notes they
    /// stand for isn't known.
    pub passed_over: usize,
    /// What the reader should know, of this time and of earlier ones.
    pub warnings: Vec<Warning>,
    /// What was done about the index itself, where that is to be known.
    pub remark: Option<OpeningRemark>,
}

/// What an index holds.
#[derive(Clone, Debug)]
pub struct State {
    /// Sections in it.
    pub sections: u64,
    /// Segments it consists of.
    pub segments: usize,
    /// Bytes of its files.
    pub bytes: u64,
    /// Whether the notes are as they were indexed.
    pub is_fresh: bool,
    /// A file of it that isn't what was written, where there is one.
    pub damaged: Option<PathBuf>,
    /// Fields of the lexicon that the notes speak of, by id.
    pub fields: Vec<String>,
    /// Notes, and what was met when they were indexed.
    pub report: Report,
}

impl Report {
    /// Says whether anything was indexed or removed.
    pub fn is_changed(&self) -> bool {
        self.refreshed + self.removed > 0
    }

    /// Returns what the manifest tells: nothing was done.
    pub(super) fn of(manifest: &Manifest) -> Self {
        let (notes, skipped) = manifest.counts();
        Self {
            notes: notes - skipped,
            skipped,
            passed_over: manifest.passed_over(),
            warnings: manifest.warnings(),
            ..Self::default()
        }
    }
}
