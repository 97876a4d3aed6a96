//! Files → documents: which notes are to be read, and reading them with all
//! cores.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use rustc_hash::FxHashMap;
use tantivy::TantivyDocument;

use crate::corpus::{Corpus, Discovery, FileStamp, Note, NotePath, decode};
use crate::error::{Refusal, Result, Warning, WarningKind};
use crate::lexicon::Lexicon;

use super::build::DocumentBuilder;
use super::fields::Evidence;
use super::manifest::{Manifest, NoteEntry, now};
use super::progress::Progress;
use super::schema::Fields;

/// Notes of fewer bytes together are read by one thread.
const SMALL_BYTES: u64 = 512 * 1024;

/// What to read and what to leave.
#[derive(Default)]
pub(super) struct Plan {
    pub(super) read: Vec<(NotePath, FileStamp)>,
    pub(super) kept: Vec<NoteEntry>,
    pub(super) gone: Vec<NotePath>,
    /// Bytes of the notes to read.
    pub(super) bytes: u64,
}

impl Plan {
    pub(super) fn new(found: &Discovery, old: Option<&Manifest>) -> Self {
        let mut known: FxHashMap<NotePath, NoteEntry> = old
            .into_iter()
            .flat_map(Manifest::notes)
            .map(|note| (note.path().clone(), note))
            .collect();
        let mut plan = Self::default();
        for (path, stamp) in &found.notes {
            match known.remove(path) {
                Some(entry) if entry.is_same(*stamp) => plan.kept.push(entry),
                _ => {
                    plan.bytes += stamp.size;
                    plan.read.push((path.clone(), *stamp));
                }
            }
        }
        plan.gone = known.into_keys().collect();
        // The large ones first, so that no core is left with one at the end.
        plan.read.sort_by(|a, b| b.1.size.cmp(&a.1.size).then(a.0.cmp(&b.0)));
        plan
    }
}

/// Reads notes into documents; each thread has its own.
pub(super) struct NoteReader<'a> {
    corpus: &'a Corpus,
    lexicon: &'a Lexicon,
    fields: Fields,
    builder: DocumentBuilder<'a>,
}

/// A note as it goes into the index.
pub(super) struct ReadNote {
    /// One document of each section.
    pub(super) documents: Vec<TantivyDocument>,
    /// The names in it that speak for fields.
    pub(super) evidence: Vec<Evidence>,
    /// Terms of the texts of its sections.
    pub(super) body_terms: u64,
    /// What is to be told about how it was read.
    pub(super) warning: Option<Warning>,
}

/// A note that isn't in the index.
pub(super) struct Skipped {
    pub(super) warning: Warning,
    /// Whether it is because the system refused to read it, which it may not
    /// the next time; what can't be understood stays so while it is the same.
    pub(super) is_unread: bool,
}

impl<'a> NoteReader<'a> {
    pub(super) fn new(corpus: &'a Corpus, lexicon: &'a Lexicon, fields: Fields) -> Self {
        Self { corpus, lexicon, fields, builder: DocumentBuilder::new(fields, lexicon) }
    }

    /// Reads a note; says why not where it is to be skipped.
    pub(super) fn read(&mut self, path: &NotePath) -> std::result::Result<ReadNote, Skipped> {
        let warning = |kind| Warning::new(path.as_path(), kind);
        let skipped = |kind| Skipped { warning: warning(kind), is_unread: false };
        let bytes = self.corpus.read(path).map_err(|error| Skipped {
            warning: warning(WarningKind::Skipped(Refusal::of(&error))),
            is_unread: true,
        })?;
        let decoded = decode(bytes).ok_or_else(|| skipped(WarningKind::Binary))?;
        let work = || {
            let note = Note::parse(path.clone(), decoded);
            let documents = self.builder.documents(&note);
            let (terms, evidence) = (self.builder.body_terms(), self.builder.evidence());
            (documents, terms, evidence, note.decoded.warning)
        };
        let Ok((documents, body_terms, evidence, note_warning)) =
            catch_unwind(AssertUnwindSafe(work))
        else {
            // What the panic left of the builder isn't to be trusted; other notes
            // are indexed.
            self.builder = DocumentBuilder::new(self.fields, self.lexicon);
            return Err(skipped(WarningKind::Defect));
        };
        let warning = note_warning.map(warning);
        Ok(ReadNote { documents, evidence, body_terms, warning })
    }
}

/// Reads the notes of a plan with all cores, and hands documents on. Returns
/// what is to be kept of each note, in the order of their paths.
pub(super) fn read_all<'a>(
    reader: impl Fn() -> NoteReader<'a> + Sync,
    plan: &Plan,
    progress: &Progress,
    sink: &(dyn Fn(TantivyDocument) -> Result<()> + Sync),
) -> Result<Vec<(NoteEntry, Option<Warning>)>> {
    progress.begin(plan.bytes);
    let next = AtomicUsize::new(0);
    let results = Mutex::new(Vec::with_capacity(plan.read.len()));
    let work = || -> Result<()> {
        let mut reader = reader();
        while let Some((path, stamp)) = plan.read.get(next.fetch_add(1, Ordering::Relaxed)) {
            let when = now();
            let result = match reader.read(path) {
                Ok(note) => {
                    let count = note.documents.len() as u32;
                    note.documents.into_iter().try_for_each(sink)?;
                    let entry = NoteEntry::indexed(path, *stamp, count, when);
                    let entry = entry.naming(&note.evidence).with_body_terms(note.body_terms);
                    (entry, note.warning)
                }
                Err(Skipped { warning, is_unread: true }) => {
                    (NoteEntry::unread(path, *stamp, when), Some(warning))
                }
                Err(Skipped { warning, .. }) => {
                    (NoteEntry::skipped(path, *stamp, when), Some(warning))
                }
            };
            if let Ok(mut results) = results.lock() {
                results.push(result);
            }
            progress.done(path, stamp.size);
        }
        Ok(())
    };
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let workers = if plan.bytes < SMALL_BYTES { 1 } else { cores.min(plan.read.len()).max(1) };
    if workers == 1 {
        work()?;
    } else {
        std::thread::scope(|scope| {
            let handles: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
            handles.into_iter().try_for_each(|handle| match handle.join() {
                Ok(result) => result,
                Err(panic) => std::panic::resume_unwind(panic),
            })
        })?;
    }
    let mut results = results.into_inner().unwrap_or_default();
    results.sort_by(|(a, _), (b, _)| a.path().cmp(b.path()));
    Ok(results)
}
