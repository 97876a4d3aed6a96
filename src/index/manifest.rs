//! What the notes were when they were indexed.

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
use super::fields::{Evidence, NoteNames, spoken_of};

/// A change younger than this when it was read may be followed by another
/// that leaves the same time of change: file systems keep time in steps.
const RACY_NANOSECONDS: i64 = 20_000_000;

/// A larger manifest (1 GiB, of some ten million notes) isn't one that was
/// written.
const MAX_BYTES: u64 = 1 << 30;

/// Notes in one piece of the list: what one thread compares at a time.
const PIECE_NOTES: usize = 256;

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
    /// Where the pieces of the list end.
    pieces: Vec<u32>,
}

/// One note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NoteEntry {
    path: NotePath,
    seen: Seen,
    /// What speaks for fields in it (`fields.rs`).
    evidence: Vec<u32>,
}

/// What a note was when it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Seen {
    stamp: Stamp,
    /// Of the bytes of the file; 0 when the note was skipped.
    hash: u64,
    /// Whether the system refused to read it: what it says isn't known.
    is_unread: bool,
    /// Sections in the index.
    sections: u32,
    /// Terms of their texts.
    body_terms: u64,
    /// When the file was read, in nanoseconds since 1970.
    read: i64,
}

/// A folder in the list, and how many notes of it follow: each its name, what
/// was [`Seen`] and the numbers of its [`Evidence`], which are written as bytes
/// so that they can be passed over.
#[derive(Serialize, Deserialize)]
struct FolderEntry<'m> {
    path: &'m [u8],
    /// None where the folder is in the list already.
    stamp: Option<Stamp>,
    notes: u32,
}

/// A [`FileStamp`], to be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Stamp {
    size: u64,
    modified: i64,
    changed: i64,
    inode: u64,
}

impl From<FileStamp> for Stamp {
    fn from(stamp: FileStamp) -> Self {
        // What 64 bits hold ends in 2262.
        let time = |time: i128| time.clamp(i64::MIN.into(), i64::MAX.into()) as i64;
        Self {
            size: stamp.size,
            modified: time(stamp.modified),
            changed: time(stamp.changed),
            inode: stamp.inode,
        }
    }
}

impl Stamp {
    /// Reads the stamp of what is at `path` now; `None` when nothing is.
    fn now(path: &Path) -> Option<Self> {
        std::fs::metadata(path).ok().map(|m| FileStamp::of(&m).into())
    }

    /// Says whether a change after `read` might have left this stamp.
    fn is_racy(self, read: i64) -> bool {
        self.modified.max(self.changed).saturating_add(RACY_NANOSECONDS) >= read
    }
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

/// Returns the time, in nanoseconds since 1970.
pub(crate) fn now() -> i64 {
    std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .map_or(0, |d| d.as_nanos() as i64)
}

impl NoteEntry {
    pub(crate) fn new(
        path: &NotePath,
        stamp: FileStamp,
        hash: u64,
        sections: u32,
        read: i64,
    ) -> Self {
        let seen =
            Seen { stamp: stamp.into(), hash, is_unread: false, sections, body_terms: 0, read };
        Self { path: path.clone(), seen, evidence: Vec::new() }
    }

    /// Adds the names in the note that speak for fields.
    pub(crate) fn naming(self, evidence: &[Evidence]) -> Self {
        Self { evidence: evidence.iter().map(|named| named.to_u32()).collect(), ..self }
    }

    /// Adds how many terms the texts of its sections have.
    pub(crate) fn with_body_terms(mut self, body_terms: u64) -> Self {
        self.seen.body_terms = body_terms;
        self
    }

    /// Makes the entry of a note that couldn't be read.
    pub(crate) fn unread(path: &NotePath, stamp: FileStamp, read: i64) -> Self {
        let mut entry = Self::new(path, stamp, 0, 0, read);
        entry.seen.is_unread = true;
        entry
    }

    pub(crate) fn path(&self) -> &NotePath {
        &self.path
    }

    /// Returns how many sections of it are in the index.
    pub(crate) fn sections(&self) -> u32 {
        self.seen.sections
    }

    /// Says whether a file with `stamp` is surely what was read.
    pub(crate) fn is_same(&self, stamp: FileStamp) -> bool {
        self.seen.is_still(Some(stamp.into())) && !self.seen.is_unread
    }
}

impl Seen {
    /// Says whether a file of which `now` is told is surely what was read.
    fn is_still(&self, now: Option<Stamp>) -> bool {
        now == Some(self.stamp) && !self.stamp.is_racy(self.read)
    }
}

/// Reads the list, or a piece of it.
struct Reader<'m> {
    list: &'m [u8],
}

impl<'m> Reader<'m> {
    fn folder(&mut self) -> Option<FolderEntry<'m>> {
        self.take()
    }

    fn note(&mut self) -> Option<(&'m [u8], Seen, &'m [u8])> {
        self.take()
    }

    fn take<T: Deserialize<'m>>(&mut self) -> Option<T> {
        let (taken, rest) = postcard::take_from_bytes(self.list).ok()?;
        self.list = rest;
        Some(taken)
    }
}

/// Writes the evidence of a note, three bytes for each.
fn evidence_bytes(evidence: &[u32]) -> Vec<u8> {
    evidence.iter().flat_map(|named| named.to_le_bytes().into_iter().take(3)).collect()
}

/// Reads what [`evidence_bytes`] wrote.
fn evidence_of(bytes: &[u8]) -> Vec<u32> {
    bytes.chunks_exact(3).map(|b| u32::from_le_bytes([b[0], b[1], b[2], 0])).collect()
}

/// Returns the list of notes and folders, and where its pieces end.
fn list(folders: &[(NotePath, FileStamp)], notes: &[NoteEntry]) -> (Vec<u8>, Vec<u32>) {
    let folder_of = |note: &NoteEntry| note.path.as_path().parent().map(Path::to_owned);
    let mut grouped: BTreeMap<PathBuf, (Option<Stamp>, Vec<&NoteEntry>)> = folders
        .iter()
        .map(|(path, stamp)| (path.as_path().to_owned(), (Some((*stamp).into()), Vec::new())))
        .collect();
    for note in notes {
        grouped.entry(folder_of(note).unwrap_or_default()).or_default().1.push(note);
    }
    let mut list = Vec::new();
    let mut pieces = Vec::new();
    let mut in_piece = 0;
    // Numbers and names can always be written.
    for (path, (mut stamp, notes)) in grouped {
        let path = NotePath::new(path).to_bytes();
        let mut parts = notes.chunks(PIECE_NOTES);
        let first = parts.next().unwrap_or_default();
        for part in std::iter::once(first).chain(parts) {
            let folder = FolderEntry { path: &path, stamp: stamp.take(), notes: part.len() as u32 };
            list.extend(postcard::to_allocvec(&folder).unwrap_or_default());
            for note in part {
                let name = note.path.as_path().file_name().unwrap_or_default();
                let name = NotePath::new(name.into()).to_bytes();
                let evidence = evidence_bytes(&note.evidence);
                let entry = (name.as_slice(), note.seen, evidence.as_slice());
                list.extend(postcard::to_allocvec(&entry).unwrap_or_default());
            }
            in_piece += part.len() + 1;
            if in_piece >= PIECE_NOTES {
                pieces.push(list.len() as u32);
                in_piece = 0;
            }
        }
    }
    // A list of nothing has a piece too: one without any wasn't read.
    if in_piece > 0 || pieces.is_empty() {
        pieces.push(list.len() as u32);
    }
    (list, pieces)
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
        let sections = notes.iter().map(|note| u64::from(note.seen.sections)).sum();
        let names = notes
            .iter()
            .map(|note| NoteNames { evidence: &note.evidence, sections: note.seen.sections });
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
            skipped: notes.iter().filter(|note| note.seen.hash == 0).count() as u32,
            sections,
            body_terms: notes.iter().map(|note| note.seen.body_terms).sum(),
            fields: spoken_of(lexicon, names),
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
        let mut reader = Reader { list: &self.list };
        while let Some(folder) = reader.folder() {
            let path = NotePath::from_bytes(folder.path);
            for _ in 0..folder.notes {
                let Some((name, seen, evidence)) = reader.note() else { return notes };
                let name = NotePath::from_bytes(name);
                let path = NotePath::new(path.as_path().join(name.as_path()));
                notes.push(NoteEntry { path, seen, evidence: evidence_of(evidence) });
            }
        }
        notes
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
        let mut reader = Reader { list: piece };
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
                if !seen.is_still(Stamp::now(&path)) || seen.is_unread && is_readable(&path) {
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
