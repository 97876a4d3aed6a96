//! Writing what changed: documents and the manifest of them, in one commit.

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use rustc_hash::FxHashSet;
use tantivy::indexer::{IndexWriterOptions, NoMergePolicy};
use tantivy::schema::Term;
use tantivy::{IndexSettings, IndexWriter, TantivyDocument};

use crate::corpus::Corpus;
use crate::error::{Error, Problem, Result, Warning};
use crate::lexicon::Lexicon;

use super::append::Appending;
use super::directory::{damage, sums};
use super::guard::collect;
use super::ingest::{NoteReader, Plan, read_all};
use super::manifest::{Manifest, NoteEntry, now};
use super::names::manifest_file;
use super::progress::Progress;
use super::report::Report;
use super::schema::{Fields, TOKENIZER};
use super::snapshot::{Snapshot, damaged};
use super::tokenizer::Handover;
use super::writing::WritingDirectory;

/// Memory that one writing thread of tantivy may fill before it writes.
const WRITER_BYTES: usize = 96 * 1024 * 1024;
/// Notes of fewer bytes that changed are written without such a writer.
const SMALL_CHANGE_BYTES: u64 = 256 * 1024;
/// More segments are merged into one: each is a dozen reads of a cold query.
const MAX_SEGMENTS: usize = 6;
/// So are those of a small notebook, of fewer sections than these, sooner: they
/// are quickly joined, though not at each change.
const MAX_SMALL_SEGMENTS: usize = 3;
const SMALL_SECTIONS: u64 = 2_000;
/// A larger share of deleted sections is merged away: they count in the
/// frequencies that scores are made of.
const MAX_DELETED: f64 = 0.2;

/// Writes indexes of some notes with a lexicon.
pub(super) struct Writing<'a> {
    pub(super) corpus: &'a Corpus,
    pub(super) lexicon: &'a Lexicon,
    pub(super) progress: &'a Progress,
}

impl Writing<'_> {
    /// Writes what changed since `old` into the index in `folder`.
    ///
    /// # Errors
    ///
    /// When the notes can't be walked, or the index can't be written.
    pub(super) fn update(&self, folder: &Path, old: Option<&Manifest>) -> Result<Report> {
        let walked = now();
        let found = self.corpus.discover()?;
        let plan = Plan::new(&found, old);
        let (index, fields) = open_or_create(folder, old.is_some())?;
        let mut writer = match old.is_some() && plan.bytes < SMALL_CHANGE_BYTES {
            true => Writer::Few(Box::new(Mutex::new(Appending::new(&index).map_err(unwritable)?))),
            false => Writer::Many(Box::new(writer(&index)?)),
        };
        let changed = plan.gone.iter().chain(plan.read.iter().map(|(path, _)| path));
        let old_terms = changed.map(|path| Term::from_field_bytes(fields.note, &path.to_bytes()));
        let gone: Vec<Term> = if old.is_some() { old_terms.collect() } else { Vec::new() };
        if let Writer::Many(writer) = &writer {
            for term in &gone {
                writer.delete_term(term.clone());
            }
        }
        let results = match self.read(&plan, fields, &|document| writer.add(document)) {
            Ok(results) => results,
            Err(error) => return Err(writer.why(error)),
        };

        let mut notes = plan.kept.clone();
        let mut warnings = found.warnings.clone();
        if let Some(old) = old {
            let kept: FxHashSet<PathBuf> =
                notes.iter().map(|n| n.path().as_path().to_owned()).collect();
            warnings.extend(old.warnings().into_iter().filter(|w| kept.contains(&w.path)));
        }
        let refreshed = results.iter().filter(|(entry, _)| entry.sections() > 0).count();
        for (entry, warning) in results {
            notes.push(entry);
            warnings.extend(warning);
        }
        warnings.sort_by(|a, b| a.path.cmp(&b.path));
        let manifest = Manifest::new(self.corpus, &found, &notes, &warnings, walked, self.lexicon);
        match writer {
            Writer::Few(appending) => append(*appending, &gone, folder, &manifest)?,
            Writer::Many(mut writer) => {
                commit(&mut writer, folder, &manifest)?;
                writer.wait_merging_threads().map_err(unwritable)?;
            }
        }
        merge(&index, folder, &manifest)?;
        collect(&index, folder).map_err(unwritable)?;
        Ok(Report { refreshed, removed: plan.gone.len(), ..Report::of(&manifest) })
    }

    /// Indexes the notes without writing anything.
    ///
    /// # Errors
    ///
    /// When the notes can't be walked.
    pub(super) fn in_memory(&self) -> Result<(Snapshot, Report)> {
        let walked = now();
        let found = self.corpus.discover()?;
        let plan = Plan::new(&found, None);
        let (schema, fields) = Fields::schema();
        let index = tantivy::Index::create_in_ram(schema);
        index.tokenizers().register(TOKENIZER, Handover);
        let mut writer: IndexWriter =
            index.writer_with_num_threads(1, WRITER_BYTES).map_err(damaged)?;
        let results = self.read(&plan, fields, &|document| {
            writer.add_document(document).map(|_| ()).map_err(damaged)
        })?;
        writer.commit().map_err(damaged)?;
        let mut warnings = found.warnings.clone();
        let (notes, more): (Vec<_>, Vec<_>) = results.into_iter().unzip();
        warnings.extend(more.into_iter().flatten());
        let manifest = Manifest::new(self.corpus, &found, &notes, &warnings, walked, self.lexicon);
        let report = Report { refreshed: notes.len(), ..Report::of(&manifest) };
        let segments = index.searchable_segment_metas().map_err(damaged)?;
        let snapshot = Snapshot::open(&index, segments, fields, Some(manifest), self.lexicon)?;
        Ok((snapshot, report))
    }

    /// Reads the notes of a plan, and hands their documents on.
    fn read(
        &self,
        plan: &Plan,
        fields: Fields,
        sink: &(dyn Fn(TantivyDocument) -> Result<()> + Sync),
    ) -> Result<Vec<(NoteEntry, Option<Warning>)>> {
        let reader = || NoteReader::new(self.corpus, self.lexicon, fields);
        read_all(reader, plan, self.progress, sink)
    }
}

/// Opens the index in a folder for writing, or makes one there.
fn open_or_create(folder: &Path, is_there: bool) -> Result<(tantivy::Index, Fields)> {
    let (schema, fields) = Fields::schema();
    let directory = WritingDirectory::open(folder).map_err(unwritable)?;
    let index = match is_there {
        true => tantivy::Index::open(directory),
        false => tantivy::Index::create(directory, schema, IndexSettings::default()),
    }
    .map_err(unwritable)?;
    index.tokenizers().register(TOKENIZER, Handover);
    Ok((index, fields))
}

/// What sections are written with.
enum Writer {
    /// Few, by the one thread that reads them.
    Few(Box<Mutex<Appending>>),
    Many(Box<IndexWriter>),
}

impl Writer {
    fn add(&self, document: TantivyDocument) -> Result<()> {
        match self {
            Self::Few(appending) => {
                let mut appending = appending.lock().unwrap_or_else(PoisonError::into_inner);
                appending.add(document)
            }
            Self::Many(writer) => writer.add_document(document).map(|_| ()),
        }
        .map_err(unwritable)
    }

    /// Returns why it ended, where its own thread says when it is waited for.
    fn why(&mut self, error: Error) -> Error {
        match self {
            Self::Few(_) => error,
            Self::Many(writer) => writer.prepare_commit().err().map_or(error, unwritable),
        }
    }
}

/// Makes a writer for many notes.
fn writer(index: &tantivy::Index) -> Result<IndexWriter> {
    let options = IndexWriterOptions::builder()
        .num_worker_threads(1)
        .num_merge_threads(1)
        .memory_budget_per_thread(WRITER_BYTES)
        .build();
    let writer: IndexWriter = index.writer_with_options(options).map_err(unwritable)?;
    writer.set_merge_policy(Box::new(NoMergePolicy));
    Ok(writer)
}

/// Commits what was written, together with the manifest of it.
fn commit(writer: &mut IndexWriter, folder: &Path, manifest: &Manifest) -> Result<()> {
    let mut prepared = writer.prepare_commit().map_err(unwritable)?;
    let name = write_manifest(prepared.opstamp(), folder, manifest)?;
    prepared.set_payload(&name);
    prepared.commit().map_err(unwritable)?;
    Ok(())
}

/// Commits a few sections, likewise.
fn append(
    appending: Mutex<Appending>,
    gone: &[Term],
    folder: &Path,
    manifest: &Manifest,
) -> Result<()> {
    let appending = appending.into_inner().unwrap_or_else(PoisonError::into_inner);
    let appended = appending.write(gone).map_err(unwritable)?;
    let name = write_manifest(appended.opstamp(), folder, manifest)?;
    appended.publish(&name).map_err(unwritable)
}

/// Writes the manifest of a commit, and returns the name of the commit.
fn write_manifest(opstamp: u64, folder: &Path, manifest: &Manifest) -> Result<String> {
    let name = format!("{opstamp:x}-{:x}", now());
    let path = folder.join(manifest_file(&name));
    let manifest = manifest.clone().with_sums(&sums(folder));
    File::create_new(&path)
        .and_then(|mut file| file.write_all(&manifest.to_bytes()))
        .map_err(|e| Error::io(Problem::ManifestUnwritable, &path, e))?;
    Ok(name)
}

/// Merges segments when they are many, or hold much that was deleted.
fn merge(index: &tantivy::Index, folder: &Path, manifest: &Manifest) -> Result<()> {
    let segments = index.searchable_segment_metas().map_err(unwritable)?;
    let total: u64 = segments.iter().map(|s| u64::from(s.max_doc())).sum();
    let deleted: u64 = segments.iter().map(|s| u64::from(s.num_deleted_docs())).sum();
    let is_due = segments.len() > MAX_SEGMENTS
        || deleted as f64 > MAX_DELETED * total as f64
        || segments.len() > MAX_SMALL_SEGMENTS && total < SMALL_SECTIONS;
    if is_due {
        // A merge would give damaged bytes a checksum that is right.
        if let Some(file) = damage(folder, &sums(folder)) {
            return Err(Error::new(Problem::FileDamaged).at(&file));
        }
        let mut writer = writer(index)?;
        let ids: Vec<_> = segments.iter().map(tantivy::SegmentMeta::id).collect();
        writer.merge(&ids).wait().map_err(unwritable)?;
        // A merge drops the payload of the commit it follows.
        if index.load_metas().map_err(unwritable)?.payload.is_none() {
            commit(&mut writer, folder, manifest)?;
        }
        writer.wait_merging_threads().map_err(unwritable)?;
    }
    Ok(())
}

fn unwritable(error: tantivy::TantivyError) -> Error {
    Error::new(Problem::IndexUnwritable).because(error)
}
