//! Making the index and keeping it true.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use crate::analysis::{ANALYSIS_VERSION, DICTIONARY_STAMP};
use crate::corpus::{Corpus, Discovery};
use crate::error::{Error, ErrorKind, Problem, Result};
use crate::lexicon::Lexicon;

use super::directory::ReadOnlyDirectory;
use super::folder::{IndexFolder, refusal};
use super::guard::{contained, is_sound};
use super::manifest::Manifest;
use super::names::{generation, manifest_file};
use super::progress::Progress;
use super::remark::OpeningRemark;
use super::report::{Report, State};
use super::schema::{Fields, SCHEMA_VERSION};
use super::snapshot::{Snapshot, damaged};
use super::write::Writing;

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

/// What there is of an index.
enum Found {
    Nothing,
    /// An index of what the notes were, of which this tells.
    Stale(Manifest),
    Whole(Snapshot),
}

/// An index that is open, and what was done to open it.
pub struct Opened {
    /// What to search.
    pub snapshot: Snapshot,
    /// What was done.
    pub report: Report,
}

impl Opened {
    /// Opens an index without doing anything.
    fn as_it_is(snapshot: Snapshot) -> Self {
        let report = snapshot.manifest().map(Report::of).unwrap_or_default();
        Self { snapshot, report }
    }
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
                DICTIONARY_STAMP,
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
        let remark = match self.look(corpus, freshness, freshness == Freshness::Check) {
            Ok(Found::Whole(snapshot)) => return Ok(Opened::as_it_is(snapshot)),
            Ok(Found::Nothing | Found::Stale(_)) => None,
            Err(_) => Some(OpeningRemark::Remade),
        };
        let mut opened = self.make(corpus, false, progress)?;
        opened.report.remark = opened.report.remark.or(remark);
        Ok(opened)
    }

    /// Brings the index up to date or makes it anew; in memory where it can't
    /// be written.
    fn make(&self, corpus: &Corpus, rebuild: bool, progress: &Progress) -> Result<Opened> {
        let in_memory = || -> Result<Opened> {
            let writing = Writing { corpus, lexicon: self.lexicon, progress };
            let (snapshot, report) = writing.in_memory()?;
            Ok(Opened { snapshot, report })
        };
        match self.refresh(corpus, rebuild, progress) {
            // What there is answers while another writes, unless it is damaged.
            Err(error) if error.kind() == ErrorKind::Busy => {
                let old = if rebuild { None } else { self.read(corpus, Freshness::AsIs)? };
                let (mut opened, remark) = match old {
                    Some(snapshot) => (Opened::as_it_is(snapshot), OpeningRemark::BusyAsItWas),
                    None => (in_memory()?, OpeningRemark::BusyInMemory),
                };
                opened.report.remark = Some(remark);
                Ok(opened)
            }
            Err(error) if can_do_without(error.kind()) => {
                let mut opened = in_memory()?;
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
        Ok(match self.look(corpus, freshness, false)? {
            Found::Whole(snapshot) => Some(snapshot),
            Found::Nothing | Found::Stale(_) => None,
        })
    }

    /// Does the same; where the notes changed and that matters, of the index no more
    /// is read than what it takes to see it.
    fn look(&self, corpus: &Corpus, freshness: Freshness, must_be_fresh: bool) -> Result<Found> {
        let folder = self.generation();
        if self.folder.as_os_str().is_empty() || !folder.join("meta.json").exists() {
            return Ok(Found::Nothing);
        }
        // A writer may put new files in the place of old ones while they are
        // being opened; what is there then is whole again.
        const TRIES: u32 = 5;
        let mut tries = 0;
        loop {
            tries += 1;
            match contained(|| self.look_once(&folder, corpus, freshness, must_be_fresh)) {
                Err(_) if tries < TRIES && folder.exists() => {
                    std::thread::sleep(Duration::from_millis(u64::from(tries)));
                }
                result => return result,
            }
        }
    }

    fn look_once(
        &self,
        folder: &Path,
        corpus: &Corpus,
        freshness: Freshness,
        must_be_fresh: bool,
    ) -> Result<Found> {
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
        // An index that came with a cloned notebook is never opened, as it may be
        // crafted: its author can't know the path that the manifest must have.
        if !manifest.is_of(corpus) {
            return Ok(Found::Nothing);
        }
        if must_be_fresh && !manifest.is_fresh(corpus) {
            return Ok(Found::Stale(manifest));
        }
        directory.expect(manifest.sums());
        let sections = manifest.sections();
        let snapshot = Snapshot::open(&index, meta.segments, fields, Some(manifest), self.lexicon)?;
        if snapshot.sections() != sections {
            return Err(Problem::SectionsMissing.into());
        }
        Ok(Found::Whole(snapshot.of_folder(folder.to_owned())))
    }

    /// Tells what is indexed, and whether it is what was found by walking the
    /// notes, without changing anything; `None` when there is no index yet. All files of the index are read, to see whether they are
    /// what was written.
    ///
    /// # Errors
    ///
    /// When there is one that can't be read.
    pub fn state(&self, corpus: &Corpus, found: &Discovery) -> Result<Option<State>> {
        let Some(snapshot) = self.read(corpus, Freshness::Check)? else { return Ok(None) };
        let files = fs::read_dir(self.generation()).into_iter().flatten().flatten();
        Ok(Some(State {
            sections: snapshot.sections(),
            segments: snapshot.segments(),
            bytes: files.filter_map(|f| f.metadata().ok()).map(|m| m.len()).sum(),
            is_fresh: snapshot.manifest().is_some_and(|m| m.is_of_found(corpus, found)),
            damaged: snapshot.damage(),
            fields: snapshot.fields_spoken_of().to_vec(),
            report: snapshot.manifest().map(Report::of).unwrap_or_default(),
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
        let writing = Writing { corpus, lexicon: self.lexicon, progress };
        home.sweep(&folder);
        let is_kept = !rebuild && is_sound(&folder);
        let found = match is_kept {
            true => self.look(corpus, Freshness::Check, true).unwrap_or(Found::Nothing),
            false => Found::Nothing,
        };
        match found {
            // Another process may have done the work while this one waited.
            Found::Whole(snapshot) => return Ok(Opened::as_it_is(snapshot)),
            Found::Stale(manifest) => {
                let updated = contained(|| writing.update(&folder, Some(&manifest)));
                // A failed update may mean damage that nothing showed before; the
                // rebuild below succeeds if so, and fails again if not.
                if let Ok(report) = updated
                    && let Some(snapshot) = self.read(corpus, Freshness::Check).ok().flatten()
                {
                    return Ok(Opened { snapshot, report });
                }
            }
            Found::Nothing => {}
        }
        // Made aside and then put in place, so that there is always a whole
        // index or none.
        let aside = home.make_aside()?;
        let written = contained(|| writing.update(&aside, None)).and_then(|report| {
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
}

/// Says whether the notes can be searched in memory after such an error.
fn can_do_without(kind: ErrorKind) -> bool {
    matches!(kind, ErrorKind::Io | ErrorKind::Index | ErrorKind::Foreign)
}

fn vanished() -> Error {
    Problem::IndexVanished.into()
}
