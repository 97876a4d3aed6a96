//! The sections that may be hits, with all that is asked of them.

use galpi_meaning::TextVector;
use rustc_hash::FxHashSet;

use crate::error::Result;
use crate::index::Snapshot;
use crate::search::lattice::Lattice;
use crate::search::weights::Weights;

use super::allowed::Allowed;
use super::candidate::Candidate;
use super::gather::{gather_all, gather_some};
use super::near::Meanings;
use super::shortlist::Shortlist;

/// Notebooks of fewer sections are scored whole; in larger ones the rarest
/// readings choose who is scored.
const EXHAUSTIVE_SECTIONS: u64 = 4_096;

/// Finds the sections that may be hits, with all that a lattice asks of them.
/// `is_all` says whether all that have anything of the query are wanted, however
/// many there are.
pub(crate) fn candidates(
    snapshot: &Snapshot,
    lattice: &Lattice,
    weights: &Weights,
    allowed: Allowed<'_>,
    is_all: bool,
) -> Result<Vec<Candidate>> {
    let segments = 0..snapshot.segments.len() as u32;
    let is_exhaustive = is_all || snapshot.sections() <= EXHAUSTIVE_SECTIONS;
    let mut shortlist = Shortlist::default();
    if !is_exhaustive {
        let worth = lattice.worth_of_probes();
        for segment in segments.clone() {
            shortlist.add_segment(snapshot, &lattice.probes, &worth, weights, segment, allowed)?;
        }
        shortlist.cut();
    }
    let mut found = Vec::new();
    for segment in segments {
        let mut of_segment = match is_exhaustive {
            true => gather_all(snapshot, &lattice.probes, segment, allowed)?,
            false => gather_some(snapshot, &lattice.probes, segment, &shortlist.docs(segment))?,
        };
        if let Some(meaning) = &lattice.meaning {
            add_near(snapshot, lattice, segment, meaning, allowed, &mut of_segment)?;
        }
        found.append(&mut of_segment);
    }
    Ok(found)
}

/// Adds the sections of a segment that are near a query in meaning, and tells
/// of all how near they are.
fn add_near(
    snapshot: &Snapshot,
    lattice: &Lattice,
    segment: u32,
    meaning: &TextVector,
    allowed: Allowed<'_>,
    found: &mut Vec<Candidate>,
) -> Result<()> {
    let meanings = Meanings::of_segment(snapshot, segment)?;
    let known: FxHashSet<u32> = found.iter().map(|candidate| candidate.doc).collect();
    let near = meanings.nearest(snapshot, segment, meaning, allowed).into_iter();
    let mut new: Vec<u32> = near.map(|(doc, _)| doc).filter(|doc| !known.contains(doc)).collect();
    new.sort_unstable();
    found.extend(gather_some(snapshot, &lattice.probes, segment, &new)?);
    meanings.set(meaning, found);
    Ok(())
}
