//! Making the index and keeping it true.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use rustc_hash::FxHashSet;
use tantivy::directory::MmapDirectory;
use tantivy::indexer::{IndexWriterOptions, NoMergePolicy};
use tantivy::schema::Term;
use tantivy::{IndexSettings, IndexWriter};

use crate::analysis::ANALYSIS_VERSION;
use crate::corpus::Corpus;
use crate::error::{Error, ErrorKind, Problem, Result, Warning};
use crate::lexicon::Lexicon;

use super::directory::{ReadOnlyDirectory, damage, sums};
use super::folder::{IndexFolder, refusal};
use super::guard::{collect, contained, is_sound};
use super::ingest::{NoteReader, Plan, SMALL_BYTES, read_all};
use super::manifest::{Manifest, now};
use super::names::{generation, manifest_file};
use super::progress::Progress;
use super::remark::OpeningRemark;
use super::schema::{Fields, SCHEMA_VERSION, TOKENIZER};
use super::snapshot::{Snapshot, damaged};
use super::tokenizer::Handover;

/// Memory that one writing thread of tantivy may fill before it writes.
const WRITER_BYTES: usize = 96 * 1024 * 1024;
/// Writers for small changes are given less: 15 MB is tantivy's least.
const SMALL_WRITER_BYTES: usize = 16 * 1024 * 1024;
/// More segments are merged into one: each is a dozen reads of a cold query.
const MAX_SEGMENTS: usize = 6;
/// So are those of a small notebook, of fewer sections than these, sooner: they
/// are quickly joined, though not at each change.
const MAX_SMALL_SEGMENTS: usize = 3;
const SMALL_SECTIONS: u64 = 2_000;
/// A larger share of deleted sections is merged away: they count in the
/// frequencies that scores are made of.
const MAX_DELETED: f64 = 0.2;

/// The folder of an index, and what decides what is in it.
pub struct Index<'l> {
    folder: PathBuf,
    lexicon: &'l Lexicon,
}

/// How true to the notes a search must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Freshness {
    /// Look for changes, and index them first.
    Check,
    /// Take the index as it is, if there is one.
    AsIs,
}

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

/// An index that is open, and what was done to open it.
pub struct Opened {
    /// What to search.
    pub snapshot: Snapshot,
    /// What was done.
    pub report: Report,
}

impl<'l> Index<'l> {
    /// Names an index; nothing is read yet. An empty path is no folder: then the
    /// notes are indexed in memory, each time.
    pub fn new(folder: &Path, lexicon: &'l Lexicon) -> Self {
        Self { folder: folder.to_owned(), lexicon }
    }

    /// Says why the folder that was named can't be the index of these notes,
    /// where it can't: galpi didn't make it and it isn't empty, or it holds
    /// the notes. Nothing is written.
    pub fn refusal(&self, corpus: &Corpus) -> Option<Error> {
        refusal(&self.folder, corpus)
    }

    /// Returns the folder of this version's files inside the index folder.
    pub fn generation(&self) -> PathBuf {
        let stamp = xxhash_rust::xxh3::xxh3_64(
            format!(
                "{SCHEMA_VERSION} {ANALYSIS_VERSION} {} {:x} {:x} {}",
                galpi_dict::STAMP,
                crate::meaning::stamp(),
                self.lexicon.stamp(),
                tantivy::version_string(),
            )
            .as_bytes(),
        );
        self.folder.join(generation(stamp))
    }

    /// Opens the index of `corpus` for a search: as it is when it is fresh,
    /// else brought up to date; in memory where it can't be written.
    ///
    /// # Errors
    ///
    /// When the notes can't be read at all.
    pub fn open(
        &self,
        corpus: &Corpus,
        freshness: Freshness,
        progress: &Progress,
    ) -> Result<Opened> {
        let remark = match self.read(corpus, freshness) {
            Ok(Some(snapshot)) => {
                let manifest = snapshot.manifest();
                let is_right =
                    freshness == Freshness::AsIs || manifest.is_some_and(|m| m.is_fresh(corpus));
                if is_right {
                    let report = manifest.map(report_of).unwrap_or_default();
                    return Ok(Opened { snapshot, report });
                }
                None
            }
            Ok(None) => None,
            Err(_) => Some(OpeningRemark::Remade),
        };
        let mut opened = self.make(corpus, false, progress)?;
        opened.report.remark = opened.report.remark.or(remark);
        Ok(opened)
    }

    /// Brings the index up to date or makes it anew; in memory where it can't
    /// be written.
    fn make(&self, corpus: &Corpus, rebuild: bool, progress: &Progress) -> Result<Opened> {
        match self.refresh(corpus, rebuild, progress) {
            // What there is answers while another writes, unless it is damaged.
            Err(error) if error.kind() == ErrorKind::Busy => {
                let old = if rebuild { None } else { self.read(corpus, Freshness::AsIs)? };
                let (mut opened, remark) = match old {
                    Some(snapshot) => {
                        let report = snapshot.manifest().map(report_of).unwrap_or_default();
                        (Opened { snapshot, report }, OpeningRemark::BusyAsItWas)
                    }
                    None => (self.in_memory(corpus, progress)?, OpeningRemark::BusyInMemory),
                };
                opened.report.remark = Some(remark);
                Ok(opened)
            }
            Err(error) if can_do_without(error.kind()) => {
                let mut opened = self.in_memory(corpus, progress)?;
                opened.report.remark = Some(OpeningRemark::InMemory(Arc::new(error)));
                Ok(opened)
            }
            made => made,
        }
    }

    /// Makes anew the index that a snapshot was found to be damaged of.
    pub(crate) fn remake(
        damaged: &Snapshot,
        corpus: &Corpus,
        lexicon: &Lexicon,
    ) -> Result<Option<Snapshot>> {
        let Some(folder) = damaged.folder().and_then(Path::parent) else { return Ok(None) };
        let made = Index::new(folder, lexicon).make(corpus, true, &Progress::default())?;
        Ok(Some(made.snapshot))
    }

    /// Opens the index for reading as it is, if there is one of this version
    /// and of these notes. What it takes to look for changes is read only
    /// where these are to be looked for.
    ///
    /// # Errors
    ///
    /// When there is one that can't be read.
    pub fn read(&self, corpus: &Corpus, freshness: Freshness) -> Result<Option<Snapshot>> {
        let folder = self.generation();
        if self.folder.as_os_str().is_empty() || !folder.join("meta.json").exists() {
            return Ok(None);
        }
        // A writer may put new files in the place of old ones while they are
        // being opened; what is there then is whole again.
        const TRIES: u32 = 5;
        let mut tries = 0;
        loop {
            tries += 1;
            match contained(|| self.read_once(&folder, corpus, freshness)) {
                Err(_) if tries < TRIES && folder.exists() => {
                    std::thread::sleep(Duration::from_millis(u64::from(tries)));
                }
                result => return result,
            }
        }
    }

    fn read_once(
        &self,
        folder: &Path,
        corpus: &Corpus,
        freshness: Freshness,
    ) -> Result<Option<Snapshot>> {
        let directory = ReadOnlyDirectory::new(folder);
        let index = tantivy::Index::open(directory.clone()).map_err(damaged)?;
        let (_, fields) = Fields::schema();
        let meta = index.load_metas().map_err(damaged)?;
        let manifest = meta
            .payload
            .as_deref()
            .and_then(|name| {
                let with_list = freshness == Freshness::Check;
                Manifest::open(&folder.join(manifest_file(name)), with_list).ok()
            })
            .ok_or(Problem::ManifestDamaged)?;
        // What came with a notebook from elsewhere is never opened: whoever
        // made it can't know where it would lie.
        if !manifest.is_of(corpus) {
            return Ok(None);
        }
        directory.expect(manifest.sums());
        let sections = manifest.sections();
        let snapshot = Snapshot::open(&index, meta.segments, fields, Some(manifest))?;
        if snapshot.sections() != sections {
            return Err(Problem::SectionsMissing.into());
        }
        Ok(Some(snapshot.of_folder(folder.to_owned())))
    }

    /// Tells what is indexed, without changing anything; `None` when there is
    /// no index yet. All files of the index are read, to see whether they are
    /// what was written.
    ///
    /// # Errors
    ///
    /// When there is one that can't be read.
    pub fn state(&self, corpus: &Corpus) -> Result<Option<State>> {
        let Some(snapshot) = self.read(corpus, Freshness::Check)? else { return Ok(None) };
        let files = fs::read_dir(self.generation()).into_iter().flatten().flatten();
        Ok(Some(State {
            sections: snapshot.sections(),
            segments: snapshot.segments(),
            bytes: files.filter_map(|f| f.metadata().ok()).map(|m| m.len()).sum(),
            is_fresh: snapshot.manifest().is_some_and(|m| m.is_fresh(corpus)),
            damaged: snapshot.damage(),
            fields: snapshot.fields_spoken_of().to_vec(),
            report: snapshot.manifest().map(report_of).unwrap_or_default(),
        }))
    }

    /// Brings the index up to date, or makes it anew.
    ///
    /// # Errors
    ///
    /// When the notes can't be read, or the index can't be written.
    pub fn refresh(&self, corpus: &Corpus, rebuild: bool, progress: &Progress) -> Result<Opened> {
        let home = IndexFolder::claim(&self.folder, corpus)?;
        let _turn = home.take_turn()?;
        let refreshed = self.refresh_in(&home, corpus, rebuild, progress);
        home.renew();
        refreshed
    }

    /// Does it in a folder that is ours, when it is our turn.
    fn refresh_in(
        &self,
        home: &IndexFolder,
        corpus: &Corpus,
        rebuild: bool,
        progress: &Progress,
    ) -> Result<Opened> {
        let folder = self.generation();
        home.sweep(&folder);
        let is_kept = !rebuild && is_sound(&folder);
        let old = if is_kept { self.read(corpus, Freshness::Check).ok().flatten() } else { None };
        if let Some(old) = old {
            // Another process may have done the work while this one waited.
            if old.manifest().is_some_and(|m| m.is_fresh(corpus)) {
                let report = old.manifest().map(report_of).unwrap_or_default();
                return Ok(Opened { snapshot: old, report });
            }
            let manifest = old.manifest().cloned();
            drop(old);
            let updated = contained(|| self.write(&folder, corpus, manifest.as_ref(), progress));
            // What can't be updated may be damaged where nobody looked: what
            // is made anew below tells whether it was that.
            if let Ok(report) = updated
                && let Some(snapshot) = self.read(corpus, Freshness::Check).ok().flatten()
            {
                return Ok(Opened { snapshot, report });
            }
        }
        // Made aside and then put in place, so that there is always a whole
        // index or none.
        let aside = home.make_aside()?;
        let written = contained(|| self.write(&aside, corpus, None, progress)).and_then(|report| {
            home.put_in_place(&aside, &folder)?;
            Ok(report)
        });
        if written.is_err() {
            home.discard(&aside);
        }
        let report = written?;
        let snapshot = self.read(corpus, Freshness::Check)?.ok_or_else(vanished)?;
        Ok(Opened { snapshot, report })
    }

    /// Writes what changed since `old` into the index in `folder`.
    fn write(
        &self,
        folder: &Path,
        corpus: &Corpus,
        old: Option<&Manifest>,
        progress: &Progress,
    ) -> Result<Report> {
        let walked = now();
        let found = corpus.discover()?;
        let plan = Plan::new(&found, old);
        let (schema, fields) = Fields::schema();
        let index = match old {
            Some(_) => tantivy::Index::open_in_dir(folder),
            None => MmapDirectory::open(folder).map_err(tantivy::TantivyError::from).and_then(
                |directory| tantivy::Index::create(directory, schema, IndexSettings::default()),
            ),
        }
        .map_err(unwritable)?;
        index.tokenizers().register(TOKENIZER, Handover);
        let is_small = plan.bytes < SMALL_BYTES;
        let options = IndexWriterOptions::builder()
            .num_worker_threads(1)
            .num_merge_threads(1)
            .memory_budget_per_thread(if is_small { SMALL_WRITER_BYTES } else { WRITER_BYTES })
            .build();
        let mut writer: IndexWriter = index.writer_with_options(options).map_err(unwritable)?;
        writer.set_merge_policy(Box::new(NoMergePolicy));
        for path in plan.gone.iter().chain(plan.read.iter().map(|(path, _)| path)) {
            if old.is_some() {
                writer.delete_term(Term::from_field_bytes(fields.note, &path.to_bytes()));
            }
        }
        let reader = || NoteReader::new(corpus, self.lexicon, fields);
        let results = read_all(reader, &plan, progress, &|document| {
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
        let manifest = Manifest::new(corpus, &found, &notes, &warnings, walked, self.lexicon);
        self.commit(&mut writer, folder, &manifest)?;
        self.merge(&index, writer, folder, &manifest)?;
        let mut report = report_of(&manifest);
        report.refreshed = refreshed;
        report.removed = plan.gone.len();
        Ok(report)
    }

    /// Commits what was written, together with the manifest of it.
    fn commit(&self, writer: &mut IndexWriter, folder: &Path, manifest: &Manifest) -> Result<()> {
        let mut prepared = writer.prepare_commit().map_err(unwritable)?;
        let name = format!("{:x}-{:x}", prepared.opstamp(), now());
        let path = folder.join(manifest_file(&name));
        let manifest = manifest.clone().with_sums(&sums(folder));
        write_synced(&path, &manifest.to_bytes())
            .map_err(|e| Error::io(Problem::ManifestUnwritable, &path, e))?;
        prepared.set_payload(&name);
        prepared.commit().map_err(unwritable)?;
        Ok(())
    }

    /// Merges segments when they are many, or hold much that was deleted.
    fn merge(
        &self,
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
                self.commit(&mut writer, folder, manifest)?;
            }
        }
        let _ = writer.garbage_collect_files().wait();
        writer.wait_merging_threads().map_err(unwritable)?;
        collect(index, folder).map_err(unwritable)
    }

    /// Indexes the notes without writing anything.
    fn in_memory(&self, corpus: &Corpus, progress: &Progress) -> Result<Opened> {
        let walked = now();
        let found = corpus.discover()?;
        let plan = Plan::new(&found, None);
        let (schema, fields) = Fields::schema();
        let index = tantivy::Index::create_in_ram(schema);
        index.tokenizers().register(TOKENIZER, Handover);
        let mut writer: IndexWriter =
            index.writer_with_num_threads(1, WRITER_BYTES).map_err(damaged)?;
        let reader = || NoteReader::new(corpus, self.lexicon, fields);
        let results = read_all(reader, &plan, progress, &|document| {
            writer.add_document(document).map(|_| ()).map_err(damaged)
        })?;
        writer.commit().map_err(damaged)?;
        let mut warnings = found.warnings.clone();
        let (notes, more): (Vec<_>, Vec<_>) = results.into_iter().unzip();
        warnings.extend(more.into_iter().flatten());
        let refreshed = notes.len();
        let manifest = Manifest::new(corpus, &found, &notes, &warnings, walked, self.lexicon);
        let report = Report { refreshed, ..report_of(&manifest) };
        let segments = index.searchable_segment_metas().map_err(damaged)?;
        let snapshot = Snapshot::open(&index, segments, fields, Some(manifest))?;
        Ok(Opened { snapshot, report })
    }
}

/// Says whether the notes can be searched in memory after such an error.
fn can_do_without(kind: ErrorKind) -> bool {
    matches!(kind, ErrorKind::Io | ErrorKind::Index | ErrorKind::Foreign)
}

fn report_of(manifest: &Manifest) -> Report {
    let (notes, skipped) = manifest.counts();
    Report {
        notes: notes - skipped,
        skipped,
        passed_over: manifest.passed_over(),
        warnings: manifest.warnings(),
        ..Report::default()
    }
}

fn write_synced(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    use std::io::Write;
    let mut file = File::create_new(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

fn unwritable(error: tantivy::TantivyError) -> Error {
    Error::new(Problem::IndexUnwritable).because(error)
}

fn vanished() -> Error {
    Problem::IndexVanished.into()
}

impl Report {
    /// Says whether anything was indexed or removed.
    pub fn is_changed(&self) -> bool {
        self.refreshed + self.removed > 0
    }
}
