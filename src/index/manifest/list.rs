//! The list of notes: written folder by folder, in pieces that threads compare.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::corpus::{FileStamp, NotePath};
use crate::index::part::IndexedPart;

use super::places::Places;
use super::stamp::Stamp;

/// Notes in one piece of the list: what one thread compares at a time.
const PIECE_NOTES: usize = 256;

/// One note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NoteEntry {
    pub(super) path: NotePath,
    pub(super) seen: Seen,
    /// Its parts in the index, in its order; none where it isn't in it.
    pub(super) parts: Vec<IndexedPart>,
    /// Where its sections stand, where not all parts were indexed together.
    pub(super) places: Option<Places>,
}

/// What a note was when it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Seen {
    pub(super) stamp: Stamp,
    pub(super) fate: Fate,
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
/// was [`Seen`] and its [`IndexedPart`]s, which are written as bytes so that they
/// can be passed over.
#[derive(Serialize, Deserialize)]
pub(super) struct FolderEntry<'m> {
    pub(super) path: &'m [u8],
    /// None where the folder is in the list already.
    pub(super) stamp: Option<Stamp>,
    pub(super) notes: u32,
}

impl NoteEntry {
    /// Makes the entry of a note of which such parts are in the index; `read` says
    /// when it was read, in nanoseconds since 1970.
    pub(crate) fn indexed(
        path: &NotePath,
        stamp: FileStamp,
        parts: Vec<IndexedPart>,
        read: i64,
    ) -> Self {
        Self { parts, ..Self::new(path, stamp, Fate::Indexed, read) }
    }

    /// Makes the entry of a note that can't be understood.
    pub(crate) fn skipped(path: &NotePath, stamp: FileStamp, read: i64) -> Self {
        Self::new(path, stamp, Fate::Skipped, read)
    }

    /// Makes the entry of a note that couldn't be read.
    pub(crate) fn unread(path: &NotePath, stamp: FileStamp, read: i64) -> Self {
        Self::new(path, stamp, Fate::Unread, read)
    }

    fn new(path: &NotePath, stamp: FileStamp, fate: Fate, read: i64) -> Self {
        let stamp = Stamp::from(stamp);
        let read_after = read.wrapping_sub(stamp.changed());
        let seen = Seen { stamp, fate, read_after };
        Self { path: path.clone(), seen, parts: Vec::new(), places: None }
    }

    /// Adds where its sections stand.
    pub(crate) fn with_places(self, places: Option<Places>) -> Self {
        Self { places, ..self }
    }

    pub(crate) fn path(&self) -> &NotePath {
        &self.path
    }

    /// Returns its parts that are in the index, in its order.
    pub(crate) fn parts(&self) -> &[IndexedPart] {
        &self.parts
    }

    /// Says whether some parts were kept when others were indexed anew.
    pub(crate) fn is_rearranged(&self) -> bool {
        self.places.is_some()
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

/// Reads the parts of a note; none where the bytes are none.
pub(super) fn parts_of(bytes: &[u8]) -> Vec<IndexedPart> {
    postcard::from_bytes(bytes).unwrap_or_default()
}

/// Returns the folder of a note, as it is written: paths take longer to compare.
fn folder_of(note: &NoteEntry) -> &OsStr {
    note.path.as_path().parent().map_or(OsStr::new(""), Path::as_os_str)
}

/// Returns the list of notes and folders, and where its pieces end.
pub(super) fn list(folders: &[(NotePath, FileStamp)], notes: &[NoteEntry]) -> (Vec<u8>, Vec<u32>) {
    let mut grouped: BTreeMap<PathBuf, (Option<Stamp>, Vec<&NoteEntry>)> = folders
        .iter()
        .map(|(path, stamp)| (path.as_path().to_owned(), (Some((*stamp).into()), Vec::new())))
        .collect();
    // Notes of one folder mostly follow each other.
    for notes in notes.chunk_by(|a, b| folder_of(a) == folder_of(b)) {
        let folder = Path::new(folder_of(&notes[0]));
        grouped.entry(folder.to_owned()).or_default().1.extend(notes);
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
            list = postcard::to_extend(&folder, list).unwrap_or_default();
            for note in part {
                let name = note.path.as_path().file_name().unwrap_or_default();
                let name = NotePath::new(name.into()).to_bytes();
                let parts = postcard::to_allocvec(&note.parts).unwrap_or_default();
                let entry = (name.as_slice(), note.seen, parts.as_slice());
                list = postcard::to_extend(&entry, list).unwrap_or_default();
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
