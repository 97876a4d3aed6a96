//! Which files are notes.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use ignore::overrides::{Override, OverrideBuilder};
use ignore::{DirEntry, WalkBuilder};

use crate::error::{Error, Problem, Refusal, Result, Warning, WarningKind};
use crate::plain_file;

use super::formats::{READ, is_known};
use super::ignore_file::unusable_ignore_file;
use super::path::{FileStamp, NotePath};

/// Larger files are skipped with a warning: they are dumps rather than notes, and
/// are read into memory whole.
pub const MAX_NOTE_BYTES: u64 = 32 * 1024 * 1024;

/// The file by which a folder is known as that of an index: nothing in such a
/// folder is a note.
pub const INDEX_MARKER: &str = ".galpi-index";

/// A folder of notes and what to leave out of it.
#[derive(Clone, Debug)]
pub struct Corpus {
    roots: Vec<PathBuf>,
    base: PathBuf,
    ignore: Vec<String>,
    /// How names of further notes end, in lower case.
    extensions: Vec<String>,
}

/// What a walk over the corpus found.
#[derive(Debug, Default)]
pub struct Discovery {
    /// The notes, sorted by path.
    pub notes: Vec<(NotePath, FileStamp)>,
    /// The folders that were read, relative to the corpus, sorted: while
    /// they (and the ignore files) stay as they are, no note comes or goes.
    pub folders: Vec<(NotePath, FileStamp)>,
    /// What could not be read.
    pub warnings: Vec<Warning>,
    /// How names end of files that may be notes and aren't read, as the
    /// configuration doesn't name them; with how many there are.
    pub unread: BTreeMap<String, usize>,
    /// Files and folders that the system refused to read, as they are on disk:
    /// what is in them isn't known, so they are to be tried again.
    pub refused: Vec<PathBuf>,
    /// How many folders and ignore files were passed over, what couldn't be read
    /// among them.
    pub passed_over: usize,
}

impl Corpus {
    /// Makes the corpus of the notes below `base`, leaving out what the
    /// patterns of `ignore` match (as in a `.gitignore`).
    ///
    /// # Errors
    ///
    /// When `base` isn't a folder that can be read.
    pub fn new(base: &Path, ignore: Vec<String>) -> Result<Self> {
        Self::with_roots(base, vec![PathBuf::new()], ignore)
    }

    /// Makes the corpus of the notes below several folders inside `base`, or of
    /// single files there, which are notes whatever they are called; paths of
    /// notes are relative to `base`.
    ///
    /// # Errors
    ///
    /// When one of them is neither a folder that can be read nor a file.
    pub fn with_roots(base: &Path, roots: Vec<PathBuf>, ignore: Vec<String>) -> Result<Self> {
        for root in &roots {
            let folder = base.join(root);
            let metadata = fs::metadata(&folder)
                .map_err(|e| Error::io(Problem::NotesUnreadable, &folder, e))?;
            if !metadata.is_dir() && !metadata.is_file() {
                return Err(Error::new(Problem::NotesNoFolder).at(&folder));
            }
        }
        Ok(Self { roots, base: base.to_owned(), ignore, extensions: Vec::new() })
    }

    /// Also takes files for notes whose names end in one of `extensions`, with
    /// or without a dot before it.
    pub fn with_extensions(mut self, extensions: &[String]) -> Self {
        let bare = |name: &String| name.trim_start_matches('.').to_lowercase();
        self.extensions = extensions.iter().map(bare).collect();
        self.extensions.sort();
        self
    }

    /// Returns how names of notes end besides those that are always read.
    pub fn more_extensions(&self) -> &[String] {
        &self.extensions
    }

    /// Returns the folder that paths of notes are relative to.
    pub fn base(&self) -> &Path {
        &self.base
    }

    /// Returns the patterns of files that are left out.
    pub fn ignored(&self) -> &[String] {
        &self.ignore
    }

    /// Returns the folders that are searched, relative to the base.
    pub fn roots(&self) -> &[PathBuf] {
        &self.roots
    }

    /// Returns where a note is on disk.
    pub fn locate(&self, note: &NotePath) -> PathBuf {
        self.base.join(note.as_path())
    }

    /// Reads a note.
    ///
    /// # Errors
    ///
    /// As [`Corpus::open`].
    pub fn read(&self, note: &NotePath) -> io::Result<Vec<u8>> {
        let mut file = plain_file::open_below(&self.base, note.as_path())?;
        plain_file::read_at_most(&mut file, MAX_NOTE_BYTES)?.ok_or_else(too_large)
    }

    /// Opens a note, to read it.
    ///
    /// # Errors
    ///
    /// When there is no file by that name, or it is no note by now: a link, a
    /// pipe, larger than [`MAX_NOTE_BYTES`].
    pub fn open(&self, note: &NotePath) -> io::Result<File> {
        let file = plain_file::open_below(&self.base, note.as_path())?;
        if file.metadata()?.len() > MAX_NOTE_BYTES {
            return Err(too_large());
        }
        Ok(file)
    }

    /// Says whether a path leads to a file inside the corpus, by no link, that
    /// can be opened.
    pub fn has_file(&self, note: &NotePath) -> bool {
        plain_file::open_below(&self.base, note.as_path()).is_ok()
    }

    /// Walks the corpus. Hidden files, what `.gitignore` and `.ignore` name,
    /// symbolic links, devices, files of other kinds and folders of indexes are
    /// passed over.
    ///
    /// # Errors
    ///
    /// When a pattern of the configuration is none.
    pub fn discover(&self) -> Result<Discovery> {
        let mut found = Discovery::default();
        for root in &self.roots {
            self.walk(&self.base.join(root), &mut found)?;
        }
        found.notes.sort();
        found.notes.dedup_by(|a, b| a.0 == b.0);
        found.folders.sort();
        found.folders.dedup_by(|a, b| a.0 == b.0);
        found.refused.sort();
        found.refused.dedup();
        found.passed_over += found.refused.len();
        Ok(found)
    }

    fn walk(&self, root: &Path, found: &mut Discovery) -> Result<()> {
        let overrides = self.overrides()?;
        // Those above count for the notes as well.
        if let Some(file) = root.ancestors().find_map(unusable_ignore_file) {
            self.unusable(&file, found);
            return Ok(());
        }
        let passed_over: Arc<Mutex<Vec<PathBuf>>> = Arc::default();
        let unusable = Arc::clone(&passed_over);
        let walk = WalkBuilder::new(root)
            .require_git(false)
            .git_global(false)
            .git_exclude(false)
            .overrides(overrides)
            .filter_entry(move |entry| {
                if !entry.file_type().is_some_and(|kind| kind.is_dir()) {
                    return true;
                }
                let file = unusable_ignore_file(entry.path());
                let is_usable = file.is_none();
                if let Ok(mut unusable) = unusable.lock() {
                    unusable.extend(file);
                }
                is_usable && !is_index(entry.path())
            })
            // What is nearly in order is quickly put in order.
            .sort_by_file_name(Ord::cmp)
            .build();
        for entry in walk {
            match entry {
                Ok(entry) => self.add(&entry, found),
                Err(error) => self.refused(root, &error, found),
            }
        }
        let passed_over = passed_over.lock().map(|files| files.clone()).unwrap_or_default();
        passed_over.iter().for_each(|file| self.unusable(file, found));
        Ok(())
    }

    /// Returns the patterns of the configuration, by which files are left out.
    fn overrides(&self) -> Result<Override> {
        let mut overrides = OverrideBuilder::new(&self.base);
        for pattern in &self.ignore {
            overrides
                .add(&format!("!{pattern}"))
                .map_err(|e| Error::new(Problem::IgnorePattern(pattern.clone())).because(e))?;
        }
        overrides.build().map_err(|e| Error::new(Problem::IgnoreUnusable).because(e))
    }

    /// Takes down a folder or a note; files of other kinds are counted where
    /// they may be notes.
    fn add(&self, entry: &DirEntry, found: &mut Discovery) {
        if let Some(error) = entry.error() {
            self.refused(entry.path(), error, found);
        }
        let Some(kind) = entry.file_type() else { return };
        let relative = self.relative(entry.path());
        let path = NotePath::new(relative.to_owned());
        // A file that is a root itself was named.
        let is_named = kind.is_file() && entry.depth() == 0;
        let extension = path.extension().filter(|_| kind.is_file()).unwrap_or_default();
        let is_note =
            is_named || READ.contains(&extension.as_str()) || self.extensions.contains(&extension);
        if !is_note && is_known(&extension) {
            *found.unread.entry(extension).or_default() += 1;
        }
        if !is_note && !kind.is_dir() {
            return;
        }
        match fs::metadata(entry.path()) {
            Ok(metadata) if kind.is_dir() => found.folders.push((path, FileStamp::of(&metadata))),
            Ok(metadata) => found.notes.push((path, FileStamp::of(&metadata))),
            Err(error) => {
                let kind = WarningKind::Refused(Refusal::of(&error));
                found.warnings.push(Warning::new(relative, kind));
                found.refused.push(entry.path().to_owned());
            }
        }
    }

    /// Takes down what the walk met: something that can't be read, or a line of
    /// an ignore file that is no pattern. What the line says isn't told, as the
    /// file may be a link to any.
    fn refused(&self, path: &Path, error: &ignore::Error, found: &mut Discovery) {
        use ignore::Error::{Glob, Io, Partial, WithDepth, WithLineNumber, WithPath};
        let mut warn = |kind| found.warnings.push(Warning::new(self.relative(path), kind));
        match error {
            Partial(errors) => errors.iter().for_each(|error| self.refused(path, error, found)),
            WithPath { path, err } => self.refused(path, err, found),
            WithDepth { err, .. } => self.refused(path, err, found),
            WithLineNumber { line, .. } => {
                warn(WarningKind::NoPattern(Some(*line)));
            }
            Glob { .. } => warn(WarningKind::NoPattern(None)),
            Io(error) => {
                warn(WarningKind::Refused(Refusal::of(error)));
                // A folder that is called as an ignore file is none, for good.
                if error.kind() != io::ErrorKind::IsADirectory {
                    found.refused.push(path.to_owned());
                }
            }
            other => warn(WarningKind::Refused(Refusal::Other(other.to_string()))),
        }
    }

    /// Takes down that a folder is passed over because of its ignore file, or one
    /// above it: what that would leave out isn't known.
    fn unusable(&self, file: &Path, found: &mut Discovery) {
        let warning = Warning::new(self.relative(file), WarningKind::UnusableIgnoreFile);
        found.warnings.push(warning);
        found.passed_over += 1;
    }

    fn relative<'p>(&self, path: &'p Path) -> &'p Path {
        path.strip_prefix(&self.base).unwrap_or(path)
    }
}

fn too_large() -> io::Error {
    Refusal::TooLarge(MAX_NOTE_BYTES / 1024 / 1024).into()
}

/// Says whether a folder is that of an index, which changes with each answer.
fn is_index(folder: &Path) -> bool {
    fs::symlink_metadata(folder.join(INDEX_MARKER)).is_ok_and(|found| found.is_file())
}
