//! Sections of which one is as good as another.

use crate::error::Result;
use crate::index::{Address, Snapshot};

/// So many are told apart by their records; more by the list of all notes.
const MAX_RECORDS: usize = 256;

/// Takes `room` of sections that are as good as each other: those that come
/// first in the order of notes and lines. The order in the index depends on when
/// each was written.
pub(super) fn first_of(
    snapshot: &Snapshot,
    mut tied: Vec<Address>,
    room: usize,
) -> Result<Vec<Address>> {
    if tied.len() <= room || room == 0 {
        tied.truncate(room);
        return Ok(tied);
    }
    if tied.len() <= MAX_RECORDS {
        let mut placed = Vec::with_capacity(tied.len());
        for section in tied {
            let record = snapshot.record(section)?;
            placed.push((record.path(), record.span(), section));
        }
        placed.sort();
        placed.truncate(room);
        return Ok(placed.into_iter().map(|(_, _, section)| section).collect());
    }
    let places = snapshot.places_of_sections()?;
    tied.sort_by_key(|s| places[s.segment as usize][s.doc as usize]);
    tied.truncate(room);
    Ok(tied)
}
