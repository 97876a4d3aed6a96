//! Writing what changed: documents and the manifest of them, in one commit.

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use rustc_hash::FxHashSet;
use tantivy::{IndexSettings, IndexWriter};

use crate::corpus::Corpus;
use crate::error::{Error, Problem, Result};
use crate::lexicon::Lexicon;

use super::append::Appending;
use super::directory::sums;
use super::guard::collect;
use super::ingest::{Ingested, NoteReader, Plan, read_all};
use super::manifest::{Manifest, now};
use super::merging::merge;
use super::names::manifest_file;
use super::progress::Progress;
use super::report::Report;
use super::schema::{Fields, TOKENIZER};
use super::snapshot::{Snapshot, damaged};
use super::tokenizer::Handover;
use super::writer::{Writer, unwritable};
use super::writing::WritingDirectory;

/// Notes of fewer bytes that changed are written without such a writer.
const SMALL_CHANGE_BYTES: u64 = 1024 * 1024;

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
            true => Writer::few(&index)?,
            false => Writer::many(&index)?,
        };
        let results = match self.read(&plan, fields, &writer) {
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
        let refreshed = results.iter().filter(|read| !read.entry.parts().is_empty()).count();
        for Ingested { entry, warning } in results {
            notes.push(entry);
            warnings.extend(warning);
        }
        warnings.sort_by(|a, b| a.path.cmp(&b.path));
        let manifest = Manifest::new(self.corpus, &found, &notes, &warnings, walked, self.lexicon);
        match writer {
            Writer::Few(appending) => append(*appending, folder, &manifest)?,
            Writer::Many(mut writer) => {
                commit(&mut writer, folder, &manifest)?;
                writer.wait_merging_threads().map_err(unwritable)?;
            }
        }
        if let Some(mut writer) = merge(&index, folder)? {
            // A merge drops the payload of the commit it follows.
            if index.load_metas().map_err(unwritable)?.payload.is_none() {
                commit(&mut writer, folder, &manifest)?;
            }
            writer.wait_merging_threads().map_err(unwritable)?;
        }
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
        let mut writer = Writer::many(&index)?;
        let results = self.read(&plan, fields, &writer)?;
        if let Writer::Many(writer) = &mut writer {
            writer.commit().map_err(damaged)?;
        }
        let mut warnings = found.warnings.clone();
        let read = results.into_iter().map(|Ingested { entry, warning }| (entry, warning));
        let (notes, more): (Vec<_>, Vec<_>) = read.unzip();
        warnings.extend(more.into_iter().flatten());
        let manifest = Manifest::new(self.corpus, &found, &notes, &warnings, walked, self.lexicon);
        let report = Report { refreshed: notes.len(), ..Report::of(&manifest) };
        let segments = index.searchable_segment_metas().map_err(damaged)?;
        let snapshot = Snapshot::open(&index, segments, fields, Some(manifest), self.lexicon)?;
        Ok((snapshot, report))
    }

    /// Reads the notes of a plan, and writes what is new of them.
    fn read(&self, plan: &Plan, fields: Fields, writer: &Writer) -> Result<Vec<Ingested>> {
        let reader = || NoteReader::new(self.corpus, self.lexicon, fields);
        read_all(reader, plan, self.progress, fields, writer)
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

/// Commits what was written, together with the manifest of it.
fn commit(writer: &mut IndexWriter, folder: &Path, manifest: &Manifest) -> Result<()> {
    let mut prepared = writer.prepare_commit().map_err(unwritable)?;
    let name = write_manifest(prepared.opstamp(), folder, manifest)?;
    prepared.set_payload(&name);
    prepared.commit().map_err(unwritable)?;
    Ok(())
}

/// Commits a few sections, likewise.
fn append(appending: Mutex<Appending>, folder: &Path, manifest: &Manifest) -> Result<()> {
    let appending = appending.into_inner().unwrap_or_else(PoisonError::into_inner);
    let appended = appending.write().map_err(unwritable)?;
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
