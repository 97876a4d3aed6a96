//! The list of notes: written folder by folder, in pieces that threads compare.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::corpus::{FileStamp, NotePath};
use crate::index::fields::Evidence;

use super::stamp::Stamp;

/// Notes in one piece of the list: what one thread compares at a time.
const PIECE_NOTES: usize = 256;

/// One note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NoteEntry {
    pub(super) path: NotePath,
    pub(super) seen: Seen,
    /// What speaks for fields in it (`fields.rs`).
    pub(super) evidence: Vec<u32>,
}

/// What a note was when it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Seen {
    pub(super) stamp: Stamp,
    pub(super) fate: Fate,
    /// Sections in the index.
    pub(super) sections: u32,
    /// Terms of their texts.
    pub(super) body_terms: u64,
    /// When the file was read: so many nanoseconds after it was changed, which takes
    /// half the room of a time.
    read_after: i64,
}

/// What became of a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Fate {
    Indexed,
    /// It can't be understood.
    Skipped,
    /// The system refused to read it: what it says isn't known.
    Unread,
}

/// A folder in the list, and how many notes of it follow: each its name, what
/// was [`Seen`] and the numbers of its [`Evidence`], which are written as bytes
/// so that they can be passed over.
#[derive(Serialize, Deserialize)]
pub(super) struct FolderEntry<'m> {
    pub(super) path: &'m [u8],
    /// None where the folder is in the list already.
    pub(super) stamp: Option<Stamp>,
    pub(super) notes: u32,
}

impl NoteEntry {
    /// Makes the entry of a note that is in the index; `read` says when it was read,
    /// in nanoseconds since 1970.
    pub(crate) fn indexed(path: &NotePath, stamp: FileStamp, sections: u32, read: i64) -> Self {
        Self::new(path, stamp, Fate::Indexed, sections, read)
    }

    /// Makes the entry of a note that can't be understood.
    pub(crate) fn skipped(path: &NotePath, stamp: FileStamp, read: i64) -> Self {
        Self::new(path, stamp, Fate::Skipped, 0, read)
    }

    /// Makes the entry of a note that couldn't be read.
    pub(crate) fn unread(path: &NotePath, stamp: FileStamp, read: i64) -> Self {
        Self::new(path, stamp, Fate::Unread, 0, read)
    }

    fn new(path: &NotePath, stamp: FileStamp, fate: Fate, sections: u32, read: i64) -> Self {
        let stamp = Stamp::from(stamp);
        let read_after = read.wrapping_sub(stamp.changed());
        let seen = Seen { stamp, fate, sections, body_terms: 0, read_after };
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

    pub(crate) fn path(&self) -> &NotePath {
        &self.path
    }

    /// Returns how many sections of it are in the index.
    pub(crate) fn sections(&self) -> u32 {
        self.seen.sections
    }

    /// Says whether the system refused to read it.
    pub(crate) fn is_unread(&self) -> bool {
        self.seen.fate == Fate::Unread
    }

    /// Says whether a file with `stamp` is surely what was read.
    pub(crate) fn is_same(&self, stamp: FileStamp) -> bool {
        self.seen.is_still(Some(stamp.into())) && !self.is_unread()
    }
}

impl Seen {
    /// Says whether a file of which `now` is told is surely what was read.
    pub(super) fn is_still(&self, now: Option<Stamp>) -> bool {
        let read = self.stamp.changed().wrapping_add(self.read_after);
        now == Some(self.stamp) && !self.stamp.is_racy(read)
    }
}

/// Reads the list, or a piece of it.
pub(super) struct ListReader<'m> {
    pub(super) list: &'m [u8],
}

impl<'m> ListReader<'m> {
    pub(super) fn folder(&mut self) -> Option<FolderEntry<'m>> {
        self.take()
    }

    pub(super) fn note(&mut self) -> Option<(&'m [u8], Seen, &'m [u8])> {
        self.take()
    }

    fn take<T: Deserialize<'m>>(&mut self) -> Option<T> {
        let (taken, rest) = postcard::take_from_bytes(self.list).ok()?;
        self.list = rest;
        Some(taken)
    }
}

/// Writes the evidence of a note, which is sorted: what each number is more than the
/// last one, two bytes mostly.
pub(super) fn evidence_bytes(evidence: &[u32]) -> Vec<u8> {
    let before = std::iter::once(0).chain(evidence.iter().copied());
    let more: Vec<u32> = evidence.iter().zip(before).map(|(own, last)| own - last).collect();
    postcard::to_allocvec(&more).unwrap_or_default()
}

/// Reads what [`evidence_bytes`] wrote.
pub(super) fn evidence_of(bytes: &[u8]) -> Vec<u32> {
    let more: Vec<u32> = postcard::from_bytes(bytes).unwrap_or_default();
    let sums = more.into_iter().scan(0u32, |sum, more| {
        *sum = sum.saturating_add(more);
        Some(*sum)
    });
    sums.collect()
}

/// Returns the list of notes and folders, and where its pieces end.
pub(super) fn list(folders: &[(NotePath, FileStamp)], notes: &[NoteEntry]) -> (Vec<u8>, Vec<u32>) {
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
