//! What the notes were when they were indexed.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::corpus::{Corpus, Discovery, FileStamp, NotePath};
use crate::error::Warning;

use super::directory::Sums;

/// A change younger than this when it was read may be followed by another
/// that leaves the same time of change: file systems keep time in steps.
const RACY_NANOSECONDS: i128 = 20_000_000;

/// Names of files that tell which notes to leave out.
const IGNORE_FILES: [&str; 2] = [".gitignore", ".ignore"];

/// What was indexed, in the order of paths.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Manifest {
    /// The corpus: base, roots and patterns that were left out.
    base: Vec<u8>,
    roots: Vec<Vec<u8>>,
    ignore: Vec<String>,
    pub(crate) notes: Vec<NoteEntry>,
    folders: Vec<(Vec<u8>, Stamp)>,
    /// Ignore files of the notes' folders and of those above, as they were.
    ignore_files: Vec<(Vec<u8>, Option<Stamp>)>,
    /// What the reader was told of when it was indexed.
    pub(crate) warnings: Vec<(Vec<u8>, String)>,
    /// When the corpus was walked, in nanoseconds since 1970.
    walked: i128,
    /// Checksums of the files of the index, by name.
    sums: Vec<(String, u32)>,
}

/// One note.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct NoteEntry {
    path: Vec<u8>,
    pub(crate) stamp: Stamp,
    /// Of the bytes of the file.
    pub(crate) hash: u64,
    /// Sections in the index; none when the note was skipped.
    pub(crate) sections: u32,
    /// When the file was read, in nanoseconds since 1970.
    pub(crate) read: i128,
}

/// A [`FileStamp`], to be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Stamp {
    size: u64,
    modified: i128,
    inode: u64,
}

impl From<FileStamp> for Stamp {
    fn from(stamp: FileStamp) -> Self {
        Self { size: stamp.size, modified: stamp.modified, inode: stamp.inode }
    }
}

impl Stamp {
    /// Reads the stamp of what is at `path` now; `None` when nothing is.
    fn now(path: &Path) -> Option<Self> {
        std::fs::metadata(path).ok().map(|m| FileStamp::of(&m).into())
    }

    /// Says whether a change after `read` might have left this stamp.
    fn is_racy(self, read: i128) -> bool {
        self.modified + RACY_NANOSECONDS >= read
    }
}

/// Returns the time, in nanoseconds since 1970.
pub(crate) fn now() -> i128 {
    std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .map_or(0, |d| d.as_nanos() as i128)
}

impl NoteEntry {
    pub(crate) fn new(
        path: &NotePath,
        stamp: FileStamp,
        hash: u64,
        sections: u32,
        read: i128,
    ) -> Self {
        Self { path: path.to_bytes(), stamp: stamp.into(), hash, sections, read }
    }

    pub(crate) fn path(&self) -> NotePath {
        NotePath::from_bytes(&self.path)
    }

    /// Says whether a file with `stamp` is surely what was read.
    pub(crate) fn is_same(&self, stamp: FileStamp) -> bool {
        self.stamp == stamp.into() && !self.stamp.is_racy(self.read)
    }
}

impl Manifest {
    /// Makes the manifest of what was found and read.
    pub(crate) fn new(
        corpus: &Corpus,
        found: &Discovery,
        notes: Vec<NoteEntry>,
        warnings: &[Warning],
        walked: i128,
    ) -> Self {
        let bytes = |path: &Path| NotePath::new(path.to_owned()).to_bytes();
        let mut folders: Vec<PathBuf> =
            found.folders.iter().map(|(path, _)| corpus.base().join(path.as_path())).collect();
        folders.extend(corpus.base().ancestors().map(Path::to_owned));
        folders.sort();
        folders.dedup();
        // A folder's own time of change tells of a new ignore file in it; the
        // folders above the notes are not looked at otherwise.
        let above = corpus.base().ancestors().skip(1);
        let candidates = folders
            .iter()
            .map(PathBuf::as_path)
            .filter(|f| f.starts_with(corpus.base()))
            .flat_map(|f| IGNORE_FILES.iter().map(move |name| (f.join(name), false)))
            .chain(above.flat_map(|f| IGNORE_FILES.iter().map(move |name| (f.join(name), true))));
        let ignore_files = candidates
            .filter_map(|(file, is_above)| {
                let stamp = Stamp::now(&file);
                (stamp.is_some() || is_above).then(|| (bytes(&file), stamp))
            })
            .collect();
        Self {
            base: bytes(corpus.base()),
            roots: corpus.roots().iter().map(|root| bytes(root)).collect(),
            ignore: corpus.ignored().to_vec(),
            notes,
            folders: found
                .folders
                .iter()
                .map(|(path, stamp)| (path.to_bytes(), (*stamp).into()))
                .collect(),
            ignore_files,
            warnings: warnings.iter().map(|w| (bytes(&w.path), w.message.clone())).collect(),
            walked,
            sums: Vec::new(),
        }
    }

    /// Reads what [`Manifest::to_bytes`] wrote; `None` when it isn't that.
    pub(crate) fn read(bytes: &[u8]) -> Option<Self> {
        let (body, sum) = bytes.split_last_chunk::<8>().map(|(body, sum)| (body, *sum))?;
        let is_whole = xxhash_rust::xxh3::xxh3_64(body) == u64::from_le_bytes(sum);
        is_whole.then(|| postcard::from_bytes(body).ok())?
    }

    /// Writes the manifest with a checksum at its end.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        // A manifest is numbers and texts, which always can be written.
        let mut bytes = postcard::to_allocvec(self).unwrap_or_default();
        bytes.extend(xxhash_rust::xxh3::xxh3_64(&bytes).to_le_bytes());
        bytes
    }

    /// Adds the checksums of the files of the index.
    pub(crate) fn with_sums(mut self, sums: &Sums) -> Self {
        let mut sums: Vec<(String, u32)> =
            sums.iter().map(|(name, sum)| (name.to_string_lossy().into_owned(), *sum)).collect();
        sums.sort();
        self.sums = sums;
        self
    }

    /// Returns the checksums of the files of the index.
    pub(crate) fn sums(&self) -> Sums {
        self.sums.iter().map(|(name, sum)| (PathBuf::from(name), *sum)).collect()
    }

    /// Returns how many sections the index has.
    pub(crate) fn sections(&self) -> u64 {
        self.notes.iter().map(|note| u64::from(note.sections)).sum()
    }

    /// Says whether this is a manifest of `corpus`.
    pub(crate) fn is_of(&self, corpus: &Corpus) -> bool {
        let bytes = |path: &Path| NotePath::new(path.to_owned()).to_bytes();
        self.base == bytes(corpus.base())
            && self.ignore == corpus.ignored()
            && self.roots.len() == corpus.roots().len()
            && self.roots.iter().zip(corpus.roots()).all(|(a, b)| *a == bytes(b))
    }

    /// Says whether the notes are surely what they were, by looking at times
    /// and sizes only: of each folder, each ignore file and each note.
    pub(crate) fn is_fresh(&self, corpus: &Corpus) -> bool {
        if !self.is_of(corpus) {
            return false;
        }
        let same_folders = |folders: &[(Vec<u8>, Stamp)]| {
            folders.iter().all(|(path, stamp)| {
                let now = Stamp::now(&corpus.locate(&NotePath::from_bytes(path)));
                now == Some(*stamp) && !stamp.is_racy(self.walked)
            })
        };
        let same_ignores = || {
            self.ignore_files.iter().all(|(path, stamp)| {
                Stamp::now(NotePath::from_bytes(path).as_path()) == *stamp
                    && stamp.is_none_or(|s| !s.is_racy(self.walked))
            })
        };
        let same_notes = |notes: &[NoteEntry]| {
            notes.iter().all(|note| {
                let now = Stamp::now(&corpus.locate(&note.path()));
                now == Some(note.stamp) && !note.stamp.is_racy(note.read)
            })
        };
        const PARALLEL_NOTES: usize = 1_000;
        if self.notes.len() < PARALLEL_NOTES {
            return same_folders(&self.folders) && same_ignores() && same_notes(&self.notes);
        }
        // Asking the file system is most of the time; two ask faster than one.
        let (first, second) = self.notes.split_at(self.notes.len() / 2);
        std::thread::scope(|scope| {
            let other = scope.spawn(|| same_notes(first));
            let own = same_folders(&self.folders) && same_ignores() && same_notes(second);
            own && other.join().unwrap_or(false)
        })
    }

    /// Returns what the reader was told of when the notes were indexed.
    pub(crate) fn warnings(&self) -> Vec<Warning> {
        self.warnings
            .iter()
            .map(|(path, message)| {
                Warning::new(NotePath::from_bytes(path).as_path(), message.clone())
            })
            .collect()
    }
}
