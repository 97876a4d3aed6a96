//! Ties between sections.

use crate::error::Result;
use crate::index::{Address, Snapshot};

/// So many ties are sorted by reading the records of the sections; more by the order of all
/// notes.
const MAX_RECORDS: usize = 256;

/// Takes `room` of sections that are equally good: those that come first in the order of
/// notes and lines, as their order in the index depends on when each was written.
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
