//! Which files are notes.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fmt;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use ignore::WalkBuilder;
use ignore::overrides::OverrideBuilder;

use crate::error::{Error, Problem, Refusal, Result, Warning, WarningKind};
use crate::plain_file;

use super::format::{READ, is_known};

/// Larger files are skipped with a warning: no one wrote them as notes.
pub const MAX_NOTE_BYTES: u64 = 32 * 1024 * 1024;

/// Names of files that tell which notes to leave out.
pub const IGNORE_FILES: [&str; 2] = [".gitignore", ".ignore"];
/// A larger one isn't used.
const MAX_IGNORE_FILE_BYTES: u64 = 1024 * 1024;
/// So much is read of one that says it is empty, to see whether it is.
const LOOK_BYTES: u64 = 4096;
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

/// A note's path relative to the corpus: its identity.
///
/// It is kept as the file system gave it; only where a path has to be text
/// (JSON) bytes that aren't UTF-8 are replaced.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NotePath(PathBuf);

/// What tells one version of a file from another without reading it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct FileStamp {
    /// Length in bytes.
    pub size: u64,
    /// Time of the last change of the content, in nanoseconds since 1970.
    pub modified: i128,
    /// Time of the last change of the file itself (who may read it, its names),
    /// which nobody can set; where there is none, as `modified`.
    pub changed: i128,
    /// The file's number in its file system (0 where there are none).
    pub inode: u64,
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

impl NotePath {
    /// Wraps a path that is relative to the corpus.
    pub fn new(path: PathBuf) -> Self {
        Self(path)
    }

    /// Returns the path below the corpus.
    pub fn as_path(&self) -> &Path {
        &self.0
    }

    /// Returns the extension in lower case.
    pub fn extension(&self) -> Option<String> {
        self.0.extension().and_then(OsStr::to_str).map(str::to_ascii_lowercase)
    }

    /// Returns the file's name as a title: composed, without its ending and
    /// without the number that Notion gives its exports.
    pub fn title(&self) -> String {
        use unicode_normalization::UnicodeNormalization;
        let stem = self.0.file_stem().unwrap_or_default().to_string_lossy();
        let name = match stem.rsplit_once(' ') {
            Some((name, id)) if is_notion_id(id) => name,
            _ => &stem,
        };
        name.nfc().collect()
    }

    /// Says whether the path is text, so that printing it loses nothing.
    pub fn is_unicode(&self) -> bool {
        self.0.to_str().is_some()
    }

    /// Returns the path as the bytes the file system uses.
    pub fn to_bytes(&self) -> Vec<u8> {
        #[cfg(unix)]
        {
            use std::os::unix::ffi::OsStrExt;
            self.0.as_os_str().as_bytes().to_vec()
        }
        #[cfg(not(unix))]
        {
            self.0.to_string_lossy().replace('\\', "/").into_bytes()
        }
    }

    /// Takes back what [`NotePath::to_bytes`] gave.
    pub fn from_bytes(bytes: &[u8]) -> Self {
        #[cfg(unix)]
        {
            use std::os::unix::ffi::OsStrExt;
            Self(PathBuf::from(OsStr::from_bytes(bytes)))
        }
        #[cfg(not(unix))]
        {
            Self(PathBuf::from(String::from_utf8_lossy(bytes).into_owned()))
        }
    }
}

/// Says whether a word is what Notion adds to the names of what it exports.
fn is_notion_id(word: &str) -> bool {
    word.len() == 32 && word.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

impl From<&str> for NotePath {
    fn from(path: &str) -> Self {
        Self(PathBuf::from(path))
    }
}

impl fmt::Display for NotePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.display())
    }
}

impl FileStamp {
    /// Reads the stamp out of a file's metadata.
    pub fn of(metadata: &fs::Metadata) -> Self {
        #[cfg(unix)]
        let (inode, modified, changed) = {
            use std::os::unix::fs::MetadataExt;
            let time = |s: i64, ns: i64| i128::from(s) * 1_000_000_000 + i128::from(ns);
            (
                metadata.ino(),
                time(metadata.mtime(), metadata.mtime_nsec()),
                time(metadata.ctime(), metadata.ctime_nsec()),
            )
        };
        #[cfg(not(unix))]
        let (inode, modified, changed) = {
            let since = |t: std::time::SystemTime| t.duration_since(std::time::UNIX_EPOCH).ok();
            let modified = metadata.modified().ok().and_then(since);
            let modified = modified.map_or(0, |d| d.as_nanos() as i128);
            (0, modified, modified)
        };
        Self { size: metadata.len(), modified, changed, inode }
    }
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
        let mut overrides = OverrideBuilder::new(&self.base);
        for pattern in &self.ignore {
            overrides
                .add(&format!("!{pattern}"))
                .map_err(|e| Error::new(Problem::IgnorePattern(pattern.clone())).because(e))?;
        }
        let overrides =
            overrides.build().map_err(|e| Error::new(Problem::IgnoreUnusable).because(e))?;
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
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    self.refused(root, &error, found);
                    continue;
                }
            };
            if let Some(error) = entry.error() {
                self.refused(entry.path(), error, found);
            }
            let Some(kind) = entry.file_type() else { continue };
            let relative = entry.path().strip_prefix(&self.base).unwrap_or(entry.path());
            let path = NotePath::new(relative.to_owned());
            // A file that is a root itself was named.
            let is_named = kind.is_file() && entry.depth() == 0;
            let extension = path.extension().filter(|_| kind.is_file()).unwrap_or_default();
            let is_note = is_named
                || READ.contains(&extension.as_str())
                || self.extensions.contains(&extension);
            if !is_note && is_known(&extension) {
                *found.unread.entry(extension).or_default() += 1;
            }
            if !is_note && !kind.is_dir() {
                continue;
            }
            match fs::metadata(entry.path()) {
                Ok(metadata) if kind.is_dir() => {
                    found.folders.push((path, FileStamp::of(&metadata)));
                }
                Ok(metadata) => found.notes.push((path, FileStamp::of(&metadata))),
                Err(error) => {
                    let kind = WarningKind::Refused(Refusal::of(&error));
                    found.warnings.push(Warning::new(relative, kind));
                    found.refused.push(entry.path().to_owned());
                }
            }
        }
        let passed_over = passed_over.lock().map(|files| files.clone()).unwrap_or_default();
        passed_over.iter().for_each(|file| self.unusable(file, found));
        Ok(())
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

/// Patterns that choose notes by their paths.
#[derive(Clone, Debug)]
pub struct PathFilter(ignore::overrides::Override);

impl PathFilter {
    /// Reads patterns as they stand in a `.gitignore`: those with a `!` leave
    /// notes out, one of the others must match where there are any.
    ///
    /// # Errors
    ///
    /// The pattern that is none, and why.
    pub fn new(patterns: &[String]) -> std::result::Result<Self, (String, String)> {
        let mut filter = OverrideBuilder::new("");
        for pattern in patterns {
            filter.add(pattern).map_err(|error| (pattern.clone(), reason(&error)))?;
        }
        filter.build().map(Self).map_err(|error| (patterns.join(" "), reason(&error)))
    }

    /// Says whether a note is one of those.
    pub fn takes(&self, note: &NotePath) -> bool {
        let path = note.as_path();
        let whole = self.0.matched(path, false);
        // A pattern may name a folder that the note is in.
        let is_in_named = || {
            let folders = path.ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty());
            folders.map(|folder| self.0.matched(folder, true)).any(|m| m.is_whitelist())
        };
        !whole.is_ignore() || is_in_named()
    }
}

/// Tells what is wrong with a pattern, without the pattern.
fn reason(error: &ignore::Error) -> String {
    match error {
        ignore::Error::Glob { err, .. } => err.clone(),
        other => other.to_string(),
    }
}

fn too_large() -> io::Error {
    Refusal::TooLarge(MAX_NOTE_BYTES / 1024 / 1024).into()
}

/// Says whether a folder is that of an index, which changes with each answer.
fn is_index(folder: &Path) -> bool {
    fs::symlink_metadata(folder.join(INDEX_MARKER)).is_ok_and(|found| found.is_file())
}

/// Finds an ignore file in a folder that can't be read as one: a pipe or device
/// would keep the walk waiting, a file without end would fill memory. One that
/// doesn't exist, or may not be read, is none of these.
fn unusable_ignore_file(folder: &Path) -> Option<PathBuf> {
    IGNORE_FILES.iter().map(|name| folder.join(name)).find(|file| {
        let Ok(found) = fs::metadata(file) else { return false };
        // A file without end is 0 bytes long, as one that is empty.
        let has_end = || match found.len() {
            0 => match plain_file::read(file, LOOK_BYTES) {
                Ok(read) => read.is_some_and(|bytes| bytes.is_empty()),
                Err(error) => error.kind() == io::ErrorKind::PermissionDenied,
            },
            length => length <= MAX_IGNORE_FILE_BYTES,
        };
        !found.is_file() && !found.is_dir() || found.is_file() && !has_end()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_choose_notes() {
        let takes = |patterns: &[&str], path: &str| {
            let patterns: Vec<String> = patterns.iter().map(ToString::to_string).collect();
            PathFilter::new(&patterns).unwrap().takes(&NotePath::from(path))
        };
        assert!(takes(&["*.md"], "aws/s3.md") && !takes(&["*.md"], "aws/s3.txt"));
        assert!(takes(&["aws"], "aws/deep/s3.md") && takes(&["aws/"], "aws/s3.md"));
        assert!(!takes(&["aws"], "k8s/s3.md"));
        assert!(!takes(&["!draft*"], "draft-1.md") && takes(&["!draft*"], "s3.md"));
        assert!(takes(&["/*.md"], "s3.md") && !takes(&["/*.md"], "aws/s3.md"));
        assert!(takes(&["*.md", "!b.md"], "a.md") && !takes(&["*.md", "!b.md"], "b.md"));
        let (pattern, why) = PathFilter::new(&["[".to_owned()]).unwrap_err();
        assert!(pattern == "[" && !why.is_empty());
    }
}
