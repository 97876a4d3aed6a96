//! The sections of an index in the order of notes and lines.
//!
//! In the index they are in the order in which they were written, which depends on what
//! was changed when.

use tantivy::columnar::Column;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, TERMINATED};

use crate::corpus::NotePath;
use crate::error::Result;

use super::part::path_of;
use super::snapshot::{Address, Segment, Snapshot, damaged};

impl Snapshot {
    /// Returns the notes, by path, each with its sections in the order of the
    /// note.
    pub(crate) fn notes(&self) -> Result<Vec<(NotePath, Vec<Address>)>> {
        let read = |e: std::io::Error| damaged(tantivy::TantivyError::from(e));
        let mut notes: Vec<(NotePath, Vec<Address>)> = Vec::new();
        for (number, reader) in self.field(self.fields.note)?.iter().enumerate() {
            let alive = self.segments[number].reader.alive_bitset();
            let mut paths = reader.terms().stream().map_err(read)?;
            while paths.advance() {
                let path = NotePath::from_bytes(path_of(paths.key()));
                let mut sections = Vec::new();
                let info = paths.value().clone();
                let mut postings = reader
                    .read_postings_from_terminfo(&info, IndexRecordOption::Basic)
                    .map_err(read)?;
                while postings.doc() != TERMINATED {
                    if alive.is_none_or(|alive| alive.is_alive(postings.doc())) {
                        sections.push(Address { segment: number as u32, doc: postings.doc() });
                    }
                    postings.advance();
                }
                if !sections.is_empty() {
                    notes.push((path, sections));
                }
            }
        }
        notes.sort();
        // Each part of a note has a term of its own.
        notes.dedup_by(|(path, sections), (before, of_before)| {
            let is_same = path == before;
            if is_same {
                of_before.append(sections);
            }
            is_same
        });
        for (path, sections) in &mut notes {
            self.arrange(path, sections)?;
        }
        Ok(notes)
    }

    /// Puts the sections of a note in its order: as they are in the index, unless some
    /// were indexed later than others.
    fn arrange(&self, path: &NotePath, sections: &mut [Address]) -> Result<()> {
        let places = self.manifest().and_then(|m| m.places(path));
        let Some(places) = places else {
            sections.sort_unstable();
            return Ok(());
        };
        let ids: Vec<Column<u64>> =
            self.segments.iter().map(Segment::ids).collect::<Result<_>>()?;
        sections.sort_by_cached_key(|address| {
            let id = ids[address.segment as usize].first(address.doc);
            id.and_then(|id| places.of_section(id))
        });
        Ok(())
    }

    /// Returns of each section, by segment and number in it, its place among all, in
    /// the order of notes and lines.
    pub(crate) fn places_of_sections(&self) -> Result<Vec<Vec<u32>>> {
        let sizes = self.segments.iter().map(|s| s.reader.max_doc() as usize);
        let mut places: Vec<Vec<u32>> = sizes.map(|size| vec![0; size]).collect();
        let notes = self.notes()?;
        for (Address { segment, doc }, place) in notes.iter().flat_map(|(_, s)| s).zip(0..) {
            places[*segment as usize][*doc as usize] = place;
        }
        Ok(places)
    }
}
