//! Files → documents: which notes are to be read, and reading them with all
//! cores.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use rustc_hash::{FxHashMap, FxHashSet};
use tantivy::TantivyDocument;
use tantivy::schema::Term;

use crate::corpus::{Corpus, Discovery, FileStamp, Note, NotePath, decode};
use crate::error::{Refusal, Result, Warning, WarningKind};
use crate::lexicon::Lexicon;

use super::build::DocumentBuilder;
use super::manifest::{Manifest, NoteEntry, Places, now};
use super::part::{IndexedPart, part_term, parts};
use super::progress::Progress;
use super::schema::Fields;
use super::writer::Writer;

/// Notes of fewer bytes together are read by one thread.
const SMALL_BYTES: u64 = 512 * 1024;

/// Sections in notes that were indexed anew in part, at most: each query reads where
/// they stand. Where there are more, a changed note is indexed whole.
const MAX_REARRANGED: usize = 1 << 14;

/// What to read and what to leave.
#[derive(Default)]
pub(super) struct Plan {
    pub(super) read: Vec<NoteToRead>,
    pub(super) kept: Vec<NoteEntry>,
    pub(super) gone: Vec<NoteEntry>,
    /// Bytes of the notes to read.
    pub(super) bytes: u64,
    /// Whether no part of a changed note is to be kept.
    is_whole: bool,
}

/// A note that is new or has changed.
pub(super) struct NoteToRead {
    path: NotePath,
    stamp: FileStamp,
    /// What is in the index of it.
    old: Option<NoteEntry>,
}

impl Plan {
    pub(super) fn new(found: &Discovery, old: Option<&Manifest>) -> Self {
        let mut known: FxHashMap<NotePath, NoteEntry> = old
            .into_iter()
            .flat_map(Manifest::notes)
            .map(|note| (note.path().clone(), note))
            .collect();
        let is_whole = old.is_some_and(|old| old.rearranged_sections() > MAX_REARRANGED);
        let mut plan = Self { is_whole, ..Self::default() };
        for (path, stamp) in &found.notes {
            match known.remove(path) {
                Some(entry) if entry.is_same(*stamp) => plan.kept.push(entry),
                old => {
                    plan.bytes += stamp.size;
                    plan.read.push(NoteToRead { path: path.clone(), stamp: *stamp, old });
                }
            }
        }
        plan.gone = known.into_values().collect();
        // The large ones first, so that no core is left with one at the end.
        plan.read.sort_by(|a, b| b.stamp.size.cmp(&a.stamp.size).then(a.path.cmp(&b.path)));
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
    /// One document of each section that isn't in the index as it is.
    pub(super) documents: Vec<TantivyDocument>,
    /// All its parts, in its order.
    pub(super) parts: Vec<IndexedPart>,
    /// Stamps of the parts that are in the index already.
    kept: FxHashSet<u64>,
    /// Where its sections stand, where some parts are kept and others are not.
    places: Option<Places>,
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

    /// Reads a note, of which some parts may be in the index already; says why not
    /// where it is to be skipped.
    pub(super) fn read(
        &mut self,
        path: &NotePath,
        old: Option<&NoteEntry>,
    ) -> std::result::Result<ReadNote, Skipped> {
        let warning = |kind| Warning::new(path.as_path(), kind);
        let skipped = |kind| Skipped { warning: warning(kind), is_unread: false };
        let bytes = self.corpus.read(path).map_err(|error| Skipped {
            warning: warning(WarningKind::Skipped(Refusal::of(&error))),
            is_unread: true,
        })?;
        let decoded = decode(bytes).ok_or_else(|| skipped(WarningKind::Binary))?;
        let work = || {
            let note = Note::parse(path.clone(), decoded);
            let read = self.index(&note, old);
            ReadNote { warning: note.decoded.warning.map(warning), ..read }
        };
        catch_unwind(AssertUnwindSafe(work)).map_err(|_| {
            // What the panic left of the builder isn't to be trusted; other notes
            // are indexed.
            self.builder = DocumentBuilder::new(self.fields, self.lexicon);
            skipped(WarningKind::Defect)
        })
    }

    /// Makes documents of the parts of a note that the index doesn't have.
    fn index(&mut self, note: &Note, old: Option<&NoteEntry>) -> ReadNote {
        let places = old.and_then(|_| Places::of(note));
        // Sections of kept parts are told apart by their ids.
        let old_parts = old.filter(|_| places.is_some()).map_or(&[][..], NoteEntry::parts);
        let known: FxHashMap<u64, &IndexedPart> =
            old_parts.iter().map(|part| (part.stamp(), part)).collect();
        let mut documents = Vec::new();
        let mut kept = FxHashSet::default();
        let parts: Vec<IndexedPart> = parts(note)
            .iter()
            .enumerate()
            .map(|(number, part)| match known.get(&part.stamp) {
                Some(known) => {
                    kept.insert(part.stamp);
                    (*known).clone()
                }
                None => {
                    let (of_part, part) = self.builder.documents(note, number, part);
                    documents.extend(of_part);
                    part
                }
            })
            .collect();
        // The parts that were kept may stand elsewhere than before, and come before
        // those that are new in the order of the index.
        let was_rearranged = old.is_some_and(NoteEntry::is_rearranged);
        let is_rearranged = !kept.is_empty() && (was_rearranged || kept.len() < parts.len());
        let places = places.filter(|_| is_rearranged);
        ReadNote { documents, parts, kept, places, warning: None }
    }
}

/// A note of a plan, when it was read.
pub(super) struct Ingested {
    pub(super) entry: NoteEntry,
    pub(super) warning: Option<Warning>,
}

/// Reads the notes of a plan with all cores, and writes what is new of them; what they
/// don't have any more is taken out. Returns what is to be kept of each, in the order
/// of their paths.
pub(super) fn read_all<'a>(
    reader: impl Fn() -> NoteReader<'a> + Sync,
    plan: &Plan,
    progress: &Progress,
    fields: Fields,
    writer: &Writer,
) -> Result<Vec<Ingested>> {
    progress.begin(plan.bytes);
    let none = FxHashSet::default();
    plan.gone.iter().for_each(|note| remove(note, &none, fields, writer));
    let next = AtomicUsize::new(0);
    let results = Mutex::new(Vec::with_capacity(plan.read.len()));
    let work = || -> Result<()> {
        let mut reader = reader();
        while let Some(note) = plan.read.get(next.fetch_add(1, Ordering::Relaxed)) {
            let result = ingest(&mut reader, note, plan.is_whole, fields, writer)?;
            if let Ok(mut results) = results.lock() {
                results.push(result);
            }
            progress.done(&note.path, note.stamp.size);
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
    results.sort_by(|a, b| a.entry.path().cmp(b.entry.path()));
    Ok(results)
}

/// Brings the index up to date with one note.
fn ingest(
    reader: &mut NoteReader<'_>,
    note: &NoteToRead,
    is_whole: bool,
    fields: Fields,
    writer: &Writer,
) -> Result<Ingested> {
    let NoteToRead { path, stamp, old } = note;
    let when = now();
    let read = reader.read(path, old.as_ref().filter(|_| !is_whole));
    if let Some(old) = old {
        let kept = read.as_ref().map(|read| &read.kept);
        remove(old, kept.unwrap_or(&FxHashSet::default()), fields, writer);
    }
    Ok(match read {
        Ok(ReadNote { documents, parts, places, warning, .. }) => {
            documents.into_iter().try_for_each(|document| writer.add(document))?;
            let entry = NoteEntry::indexed(path, *stamp, parts, when).with_places(places);
            Ingested { entry, warning }
        }
        Err(Skipped { warning, is_unread }) => {
            let entry = match is_unread {
                true => NoteEntry::unread(path, *stamp, when),
                false => NoteEntry::skipped(path, *stamp, when),
            };
            Ingested { entry, warning: Some(warning) }
        }
    })
}

/// Takes a note out of the index, but for the parts with some stamps.
fn remove(note: &NoteEntry, kept: &FxHashSet<u64>, fields: Fields, writer: &Writer) {
    let path = note.path().to_bytes();
    let stamps = note.parts().iter().map(IndexedPart::stamp).enumerate();
    for (number, stamp) in stamps.filter(|(_, stamp)| !kept.contains(stamp)) {
        let term = part_term(&path, number, stamp);
        writer.remove(Term::from_field_bytes(fields.note, &term));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_changed_note_only_the_part_that_changed_is_made_anew() {
        let folder = tempfile::tempdir().expect("a folder");
        let corpus = Corpus::new(folder.path(), Vec::new()).expect("notes");
        let lexicon = Lexicon::shipped();
        let mut reader = NoteReader::new(&corpus, &lexicon, Fields::schema().1);
        let path = NotePath::from("note.md");
        let section = |at| format!("# 제목 {at}\n\n{}\n\n", "당근을 썬다. ".repeat(20));
        let text: String = (0..100).map(section).collect();
        let mut read = |text: &str, old: Option<&NoteEntry>| {
            std::fs::write(folder.path().join("note.md"), text).expect("a note");
            reader.read(&path, old).unwrap_or_else(|_| panic!("a text"))
        };
        let entry = |note: &ReadNote| {
            let entry = NoteEntry::indexed(&path, FileStamp::default(), note.parts.clone(), 0);
            entry.with_places(note.places.clone())
        };
        let new = read(&text, None);
        assert_eq!((new.documents.len(), new.places.is_some()), (100, false));
        // Only touched.
        let same = read(&text, Some(&entry(&new)));
        assert_eq!((same.documents.len(), same.places.is_some()), (0, false));
        assert_eq!(same.parts, new.parts);
        let text = text.replace("# 제목 40\n", "# 제목 40\n\n한 줄 더\n");
        let changed = read(&text, Some(&entry(&new)));
        assert!((1..50).contains(&changed.documents.len()), "{}", changed.documents.len());
        assert!(changed.places.is_some());
        // As if it were new, whatever was kept.
        assert_eq!(changed.parts, read(&text, None).parts);
        // What was changed in part stays known as that.
        assert!(read(&text, Some(&entry(&changed))).places.is_some());
    }
}
