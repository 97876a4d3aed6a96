//! The sections that may be hits, with all that is asked of them.

use crate::error::Result;
use crate::index::Snapshot;
use crate::search::lattice::Lattice;
use crate::search::weights::Weights;

use super::allowed::Allowed;
use super::candidate::Candidate;
use super::gather::{gather_all, gather_some};
use super::shortlist::Shortlist;

/// Notebooks of fewer sections are scored whole; in larger ones the rarest
/// readings choose who is scored.
const EXHAUSTIVE_SECTIONS: u64 = 4_096;

/// Returns how many terms the text of a section has on average.
pub(crate) fn average_length(snapshot: &Snapshot) -> Result<f32> {
    let body = snapshot.field(snapshot.fields.body)?;
    let tokens: u64 = body.iter().map(|r| r.total_num_tokens()).sum();
    let sections: u64 = snapshot.segments.iter().map(|s| u64::from(s.reader.max_doc())).sum();
    Ok((tokens as f32 / sections.max(1) as f32).max(1.0))
}

/// Finds the sections that may be hits, with all that a lattice asks of them.
pub(crate) fn candidates(
    snapshot: &Snapshot,
    lattice: &Lattice,
    weights: &Weights,
    allowed: Allowed<'_>,
) -> Result<Vec<Candidate>> {
    let segments = 0..snapshot.segments.len() as u32;
    let probes = &lattice.probes;
    let mut found = Vec::new();
    if snapshot.sections() <= EXHAUSTIVE_SECTIONS {
        for segment in segments {
            found.extend(gather_all(snapshot, probes, segment, allowed)?);
        }
        return Ok(found);
    }
    let worth = lattice.worth_of_probes();
    let mut shortlist = Shortlist::default();
    for segment in segments.clone() {
        shortlist.add_segment(snapshot, probes, &worth, weights, segment, allowed)?;
    }
    shortlist.cut();
    for segment in segments {
        let docs = shortlist.docs(segment);
        found.extend(gather_some(snapshot, probes, segment, &docs)?);
    }
    Ok(found)
}
