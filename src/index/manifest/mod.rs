//! What the notes were when they were indexed.

mod list;
mod places;
mod stamp;

use std::collections::BTreeMap;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use crate::corpus::{Corpus, Discovery, FileStamp, IGNORE_FILES, NotePath};
use crate::error::{Warning, WarningKind};
use crate::lexicon::Lexicon;
use crate::plain_file;

use super::directory::Sums;
use super::fields::spoken_of;

pub(super) use list::NoteEntry;
pub(super) use places::{Place, Places};
pub(super) use stamp::now;

use list::{Fate, ListReader, list, parts_of};
use stamp::Stamp;

/// A larger manifest (1 GiB, of some ten million notes) isn't one that was
/// written.
const MAX_BYTES: u64 = 1 << 30;

/// What was indexed. Written as a head, which every search reads, and a list
/// of the notes, which only a search reads that looks for changes:
///
/// ```text
/// length of the head (u32), checksums of head and list (u64), little-endian
/// head (postcard)
/// list (postcard): folders, each followed by its notes
/// ```
#[derive(Clone, Debug)]
pub(crate) struct Manifest {
    head: Head,
    /// Empty where it wasn't read.
    list: Vec<u8>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Head {
    /// The corpus: base, roots and patterns that were left out.
    base: Vec<u8>,
    roots: Vec<Vec<u8>>,
    ignore: Vec<String>,
    /// How names of further notes end.
    extensions: Vec<String>,
    /// Ignore files of the notes' folders and of those above, as they were.
    ignore_files: Vec<(Vec<u8>, Option<Stamp>)>,
    /// What couldn't be read, notes aside: what is in it isn't known.
    unread: Vec<Vec<u8>>,
    /// Folders and ignore files that were passed over, these among them.
    passed_over: u32,
    /// What the reader was told of when it was indexed.
    warnings: Vec<(Vec<u8>, WarningKind)>,
    /// When the corpus was walked, in nanoseconds since 1970.
    walked: i64,
    /// Checksums of the files of the index, by name.
    sums: Vec<(String, u32)>,
    /// Notes, those that were skipped among them, and sections.
    notes: u32,
    skipped: u32,
    sections: u64,
    /// Fields of the lexicon that the notes speak of.
    fields: Vec<String>,
    /// Terms of the texts of all sections together.
    body_terms: u64,
    /// Notes that were indexed anew in part, by path.
    rearranged: BTreeMap<Vec<u8>, Places>,
    /// Where the pieces of the list end.
    pieces: Vec<u32>,
}

/// Returns the folders from which ignore files count for the notes, although
/// nothing in them is walked: those above the base, and those between it and
/// the folders that are searched.
fn folders_above(corpus: &Corpus) -> Vec<PathBuf> {
    let mut above: Vec<PathBuf> = corpus
        .roots()
        .iter()
        .flat_map(|root| {
            let root = corpus.base().join(root);
            // `a/` has the same folders above it as `a`.
            let root: PathBuf = root.components().collect();
            root.ancestors().skip(1).map(Path::to_owned).collect::<Vec<_>>()
        })
        .filter(|folder| !folder.as_os_str().is_empty())
        .collect();
    above.sort();
    above.dedup();
    above
}

/// Says whether a folder or file can be read now.
fn can_be_read(path: &Path) -> bool {
    match std::fs::metadata(path) {
        Ok(found) if found.is_dir() => {
            std::fs::read_dir(path).is_ok_and(|entries| entries.into_iter().all(|e| e.is_ok()))
        }
        Ok(_) => plain_file::open(path).is_ok(),
        Err(_) => false,
    }
}
impl Manifest {
    /// Makes the manifest of what was found and read.
    pub(crate) fn new(
        corpus: &Corpus,
        found: &Discovery,
        notes: &[NoteEntry],
        warnings: &[Warning],
        walked: i64,
        lexicon: &Lexicon,
    ) -> Self {
        let bytes = |path: &Path| NotePath::new(path.to_owned()).to_bytes();
        // A folder's own time of change tells of a new ignore file in it, a link
        // to one that isn't there yet among them; the folders above the notes are
        // not looked at otherwise.
        let above = folders_above(corpus);
        let read = found.folders.iter().map(|(path, _)| corpus.base().join(path.as_path()));
        let ignore_files = read
            .map(|folder| (folder, false))
            .chain(above.iter().map(|folder| (folder.clone(), true)))
            .flat_map(|(folder, is_above)| {
                IGNORE_FILES.iter().map(move |name| (folder.join(name), is_above))
            })
            .filter_map(|(file, is_above)| {
                let stamp = Stamp::now(&file);
                let is_kept = stamp.is_some() || is_above || file.is_symlink();
                is_kept.then(|| (bytes(&file), stamp))
            })
            .collect();
        let (list, pieces) = list(&found.folders, notes);
        let parts = || notes.iter().flat_map(|note| &note.parts);
        let places = |note: &NoteEntry| Some((note.path.to_bytes(), note.places.clone()?));
        let head = Head {
            base: bytes(corpus.base()),
            roots: corpus.roots().iter().map(|root| bytes(root)).collect(),
            ignore: corpus.ignored().to_vec(),
            extensions: corpus.more_extensions().to_vec(),
            ignore_files,
            passed_over: found.passed_over as u32,
            unread: found.refused.iter().map(|path| bytes(path)).collect(),
            warnings: warnings.iter().map(|w| (bytes(&w.path), w.kind.clone())).collect(),
            walked,
            sums: Vec::new(),
            notes: notes.len() as u32,
            skipped: notes.iter().filter(|note| note.seen.fate != Fate::Indexed).count() as u32,
            sections: parts().map(|part| u64::from(part.sections)).sum(),
            body_terms: parts().map(|part| part.body_terms).sum(),
            fields: spoken_of(lexicon, notes.iter().map(NoteEntry::parts)),
            rearranged: notes.iter().filter_map(places).collect(),
            pieces,
        };
        Self { head, list }
    }

    /// Reads what [`Manifest::to_bytes`] wrote, the list of notes only where
    /// it is asked for.
    ///
    /// # Errors
    ///
    /// When it can't be read, or isn't that.
    pub(crate) fn read(mut from: impl Read, with_list: bool) -> io::Result<Self> {
        let damaged = || io::Error::from(io::ErrorKind::InvalidData);
        let mut length = [0; 4];
        let mut sums = [[0; 8]; 2];
        from.read_exact(&mut length)?;
        from.read_exact(&mut sums[0])?;
        from.read_exact(&mut sums[1])?;
        let [head_sum, list_sum] = sums.map(u64::from_le_bytes);
        // What the length says is believed only as far as there are bytes.
        let mut head = Vec::new();
        from.by_ref().take(u64::from(u32::from_le_bytes(length))).read_to_end(&mut head)?;
        if xxh3_64(&head) != head_sum {
            return Err(damaged());
        }
        let head = postcard::from_bytes(&head).map_err(|_| damaged())?;
        let mut list = Vec::new();
        if with_list {
            from.read_to_end(&mut list)?;
            if xxh3_64(&list) != list_sum {
                return Err(damaged());
            }
        }
        Ok(Self { head, list })
    }

    /// Reads the manifest in a file.
    ///
    /// # Errors
    ///
    /// As [`Manifest::read`].
    pub(crate) fn open(path: &Path, with_list: bool) -> io::Result<Self> {
        let file = plain_file::open(path)?.take(MAX_BYTES);
        Self::read(io::BufReader::with_capacity(4096, file), with_list)
    }

    /// Writes the manifest with its checksums.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        // A manifest is numbers and texts, which always can be written.
        let head = postcard::to_allocvec(&self.head).unwrap_or_default();
        let mut bytes = (head.len() as u32).to_le_bytes().to_vec();
        bytes.extend(xxh3_64(&head).to_le_bytes());
        bytes.extend(xxh3_64(&self.list).to_le_bytes());
        bytes.extend(head);
        bytes.extend_from_slice(&self.list);
        bytes
    }

    /// Adds the checksums of the files of the index.
    pub(crate) fn with_sums(mut self, sums: &Sums) -> Self {
        let mut sums: Vec<(String, u32)> =
            sums.iter().map(|(name, sum)| (name.to_string_lossy().into_owned(), *sum)).collect();
        sums.sort();
        self.head.sums = sums;
        self
    }

    /// Returns the checksums of the files of the index.
    pub(crate) fn sums(&self) -> Sums {
        self.head.sums.iter().map(|(name, sum)| (PathBuf::from(name), *sum)).collect()
    }

    /// Returns how many sections the index has.
    pub(crate) fn sections(&self) -> u64 {
        self.head.sections
    }

    /// Returns how many terms the texts of all sections have together.
    pub(crate) fn body_terms(&self) -> u64 {
        self.head.body_terms
    }

    /// Returns the fields of the lexicon that the notes speak of.
    pub(crate) fn fields(&self) -> &[String] {
        &self.head.fields
    }

    /// Returns how many notes were found, and how many of these skipped.
    pub(crate) fn counts(&self) -> (usize, usize) {
        (self.head.notes as usize, self.head.skipped as usize)
    }

    /// Returns how many folders and ignore files were passed over.
    pub(crate) fn passed_over(&self) -> usize {
        self.head.passed_over as usize
    }

    /// Returns the notes; none where the list wasn't read.
    pub(crate) fn notes(&self) -> Vec<NoteEntry> {
        let mut notes = Vec::new();
        let mut reader = ListReader { list: &self.list };
        while let Some(folder) = reader.folder() {
            let path = NotePath::from_bytes(folder.path);
            for _ in 0..folder.notes {
                let Some((name, seen, parts)) = reader.note() else { return notes };
                let name = NotePath::from_bytes(name);
                let path = NotePath::new(path.as_path().join(name.as_path()));
                let places = self.places(&path).cloned();
                notes.push(NoteEntry { path, seen, parts: parts_of(parts), places });
            }
        }
        notes
    }

    /// Returns where the sections of a note stand that was indexed anew in part.
    pub(crate) fn places(&self, path: &NotePath) -> Option<&Places> {
        let rearranged = &self.head.rearranged;
        (!rearranged.is_empty()).then(|| rearranged.get(&path.to_bytes()))?
    }

    /// Returns how many sections there are in notes that were indexed anew in part.
    pub(crate) fn rearranged_sections(&self) -> usize {
        self.head.rearranged.values().map(Places::count).sum()
    }

    /// Returns the notes that the reader was told of when they were indexed.
    pub(crate) fn warned(&self) -> FxHashSet<NotePath> {
        self.head.warnings.iter().map(|(path, _)| NotePath::from_bytes(path)).collect()
    }

    /// Says whether this is a manifest of `corpus`.
    pub(crate) fn is_of(&self, corpus: &Corpus) -> bool {
        let bytes = |path: &Path| NotePath::new(path.to_owned()).to_bytes();
        let head = &self.head;
        head.base == bytes(corpus.base())
            && head.ignore == corpus.ignored()
            && head.extensions == corpus.more_extensions()
            && head.roots.len() == corpus.roots().len()
            && head.roots.iter().zip(corpus.roots()).all(|(a, b)| *a == bytes(b))
    }

    /// Says whether the notes that a walk found are surely those that are
    /// indexed, as they were. One that couldn't be read then and can't now is.
    pub(crate) fn is_of_found(&self, corpus: &Corpus, found: &Discovery) -> bool {
        let notes = self.notes();
        let is_same = |(entry, (path, stamp)): (&NoteEntry, &(NotePath, FileStamp))| {
            entry.path() == path
                && (entry.is_same(*stamp) || entry.is_unread() && corpus.read(path).is_err())
        };
        let mut indexed: Vec<&NoteEntry> = notes.iter().collect();
        indexed.sort_by(|a, b| a.path().cmp(b.path()));
        indexed.len() == found.notes.len() && indexed.into_iter().zip(&found.notes).all(is_same)
    }

    /// Says whether the notes are surely what they were, by looking at times
    /// and sizes only: of each folder, each ignore file and each note. Never
    /// where the list of notes wasn't read.
    pub(crate) fn is_fresh(&self, corpus: &Corpus) -> bool {
        let pieces = &self.head.pieces;
        if !self.is_of(corpus) || pieces.is_empty() || !self.is_walk_same() {
            return false;
        }
        // Asking the file system is most of the time; several ask faster than
        // one.
        let next = AtomicUsize::new(0);
        let is_stale = AtomicBool::new(false);
        let compare = || {
            while !is_stale.load(Ordering::Relaxed) {
                let number = next.fetch_add(1, Ordering::Relaxed);
                let Some(end) = pieces.get(number) else { return };
                let start = number.checked_sub(1).map_or(0, |before| pieces[before]);
                let piece = self.list.get(start as usize..*end as usize);
                if !piece.is_some_and(|piece| self.is_same(corpus, piece)) {
                    is_stale.store(true, Ordering::Relaxed);
                }
            }
        };
        let cores = || std::thread::available_parallelism().map_or(1, usize::from);
        let threads = if pieces.len() < 4 { 1 } else { cores().min(pieces.len() / 2) };
        std::thread::scope(|scope| {
            (1..threads).for_each(|_| drop(scope.spawn(compare)));
            compare();
        });
        !is_stale.into_inner()
    }

    /// Says whether another walk would surely pass over the same files: ignore
    /// files are what they were, and what couldn't be read still can't.
    fn is_walk_same(&self) -> bool {
        let Head { ignore_files, unread, walked, .. } = &self.head;
        let is_same_file = |(path, stamp): &(Vec<u8>, Option<Stamp>)| {
            Stamp::now(NotePath::from_bytes(path).as_path()) == *stamp
                && stamp.is_none_or(|s| !s.is_racy(*walked))
        };
        ignore_files.iter().all(is_same_file)
            && !unread.iter().any(|path| can_be_read(NotePath::from_bytes(path).as_path()))
    }

    /// Says whether the folders and notes of a piece of the list are surely
    /// what they were.
    fn is_same(&self, corpus: &Corpus, piece: &[u8]) -> bool {
        let mut reader = ListReader { list: piece };
        while let Some(folder) = reader.folder() {
            let is_readable = |path: &Path| {
                let note = path.strip_prefix(corpus.base()).unwrap_or(path);
                corpus.read(&NotePath::new(note.to_owned())).is_ok()
            };
            let mut path = corpus.locate(&NotePath::from_bytes(folder.path));
            let is_same =
                |stamp: Stamp| Stamp::now(&path) == Some(stamp) && !stamp.is_racy(self.head.walked);
            if !folder.stamp.is_none_or(is_same) {
                return false;
            }
            for _ in 0..folder.notes {
                let Some((name, seen, _)) = reader.note() else { return false };
                path.push(NotePath::from_bytes(name).as_path());
                // One that couldn't be read is tried again each time: whether it
                // can depends on more than its stamp.
                if !seen.is_still(Stamp::now(&path))
                    || seen.fate == Fate::Unread && is_readable(&path)
                {
                    return false;
                }
                path.pop();
            }
        }
        reader.list.is_empty()
    }

    /// Returns what the reader was told of when the notes were indexed.
    pub(crate) fn warnings(&self) -> Vec<Warning> {
        self.head
            .warnings
            .iter()
            .map(|(path, kind)| Warning::new(NotePath::from_bytes(path).as_path(), kind.clone()))
            .collect()
    }
}
