//! Writing what changed: documents and the manifest of them, in one commit.

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

use rustc_hash::FxHashSet;
use tantivy::indexer::{IndexWriterOptions, NoMergePolicy};
use tantivy::schema::Term;
use tantivy::{IndexSettings, IndexWriter, TantivyDocument};

use crate::corpus::Corpus;
use crate::error::{Error, Problem, Result, Warning};
use crate::lexicon::Lexicon;

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
/// Writers for small changes are given less: 15 MB is tantivy's least. A few
/// hundred kilobytes of notes fill it, and what is written then is a segment of
/// its own, with its own dictionaries.
const SMALL_WRITER_BYTES: usize = 16 * 1024 * 1024;
const SMALL_WRITER_NOTES: u64 = 256 * 1024;
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
        let mut writer = writer(&index, plan.bytes)?;
        if old.is_some() {
            for path in plan.gone.iter().chain(plan.read.iter().map(|(path, _)| path)) {
                writer.delete_term(Term::from_field_bytes(fields.note, &path.to_bytes()));
            }
        }
        let results = self.read(&plan, fields, &|document| {
            writer.add_document(document).map(|_| ()).map_err(unwritable)
        });
        let results = match results {
            Ok(results) => results,
            // Why the writing thread ended, it says when it is waited for.
            Err(error) => return Err(writer.prepare_commit().err().map_or(error, unwritable)),
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
        commit(&mut writer, folder, &manifest)?;
        merge(&index, writer, folder, &manifest)?;
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
        let snapshot = Snapshot::open(&index, segments, fields, Some(manifest))?;
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

/// Makes a writer for notes of so many bytes.
fn writer(index: &tantivy::Index, bytes: u64) -> Result<IndexWriter> {
    let is_small = bytes < SMALL_WRITER_NOTES;
    let options = IndexWriterOptions::builder()
        .num_worker_threads(1)
        .num_merge_threads(1)
        .memory_budget_per_thread(if is_small { SMALL_WRITER_BYTES } else { WRITER_BYTES })
        .build();
    let writer: IndexWriter = index.writer_with_options(options).map_err(unwritable)?;
    writer.set_merge_policy(Box::new(NoMergePolicy));
    Ok(writer)
}

/// Commits what was written, together with the manifest of it.
fn commit(writer: &mut IndexWriter, folder: &Path, manifest: &Manifest) -> Result<()> {
    let mut prepared = writer.prepare_commit().map_err(unwritable)?;
    let name = format!("{:x}-{:x}", prepared.opstamp(), now());
    let path = folder.join(manifest_file(&name));
    let manifest = manifest.clone().with_sums(&sums(folder));
    File::create_new(&path)
        .and_then(|mut file| file.write_all(&manifest.to_bytes()))
        .map_err(|e| Error::io(Problem::ManifestUnwritable, &path, e))?;
    prepared.set_payload(&name);
    prepared.commit().map_err(unwritable)?;
    Ok(())
}

/// Merges segments when they are many, or hold much that was deleted.
fn merge(
    index: &tantivy::Index,
    mut writer: IndexWriter,
    folder: &Path,
    manifest: &Manifest,
) -> Result<()> {
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
        let ids: Vec<_> = segments.iter().map(tantivy::SegmentMeta::id).collect();
        writer.merge(&ids).wait().map_err(unwritable)?;
        // A merge drops the payload of the commit it follows.
        if index.load_metas().map_err(unwritable)?.payload.is_none() {
            commit(&mut writer, folder, manifest)?;
        }
    }
    let _ = writer.garbage_collect_files().wait();
    writer.wait_merging_threads().map_err(unwritable)?;
    collect(index, folder).map_err(unwritable)
}

fn unwritable(error: tantivy::TantivyError) -> Error {
    Error::new(Problem::IndexUnwritable).because(error)
}
