//! What sections are written with: one writer for a few, another for many.

use std::sync::{Mutex, PoisonError};

use tantivy::indexer::{IndexWriterOptions, NoMergePolicy};
use tantivy::schema::Term;
use tantivy::{Index, IndexWriter, TantivyDocument};

use crate::error::{Error, Problem, Result};

use super::append::Appending;

/// Memory that one writing thread of tantivy may fill before it writes.
const WRITER_BYTES: usize = 96 * 1024 * 1024;

/// Takes sections out of an index and adds others.
pub(super) enum Writer {
    /// Few, by the one thread that reads them.
    Few(Box<Mutex<Appending>>),
    /// Many, by a thread of tantivy's.
    Many(Box<IndexWriter>),
}

impl Writer {
    pub(super) fn few(index: &Index) -> Result<Self> {
        let appending = Appending::new(index).map_err(unwritable)?;
        Ok(Self::Few(Box::new(Mutex::new(appending))))
    }

    pub(super) fn many(index: &Index) -> Result<Self> {
        Ok(Self::Many(Box::new(of_tantivy(index)?)))
    }

    /// Takes out the sections that have a term. Those that are added after this stay.
    pub(super) fn remove(&self, term: Term) {
        match self {
            Self::Few(few) => few.lock().unwrap_or_else(PoisonError::into_inner).remove(term),
            Self::Many(many) => drop(many.delete_term(term)),
        }
    }

    /// Adds a section.
    pub(super) fn add(&self, document: TantivyDocument) -> Result<()> {
        match self {
            Self::Few(few) => few.lock().unwrap_or_else(PoisonError::into_inner).add(document),
            Self::Many(many) => many.add_document(document).map(|_| ()),
        }
        .map_err(unwritable)
    }

    /// Returns why it ended, where its own thread says when it is waited for.
    pub(super) fn why(&mut self, error: Error) -> Error {
        match self {
            Self::Few(_) => error,
            Self::Many(many) => many.prepare_commit().err().map_or(error, unwritable),
        }
    }
}

/// Makes a writer of tantivy's, which merges nothing unless it is told.
pub(super) fn of_tantivy(index: &Index) -> Result<IndexWriter> {
    let options = IndexWriterOptions::builder()
        .num_worker_threads(1)
        .num_merge_threads(1)
        .memory_budget_per_thread(WRITER_BYTES)
        .build();
    let writer: IndexWriter = index.writer_with_options(options).map_err(unwritable)?;
    writer.set_merge_policy(Box::new(NoMergePolicy));
    Ok(writer)
}

pub(super) fn unwritable(error: tantivy::TantivyError) -> Error {
    Error::new(Problem::IndexUnwritable).because(error)
}
