//! The sections that may be hits, with all that is asked of them.

use galpi_meaning::TextVector;
use rustc_hash::FxHashSet;

use crate::error::Result;
use crate::index::{Address, Snapshot};
use crate::search::lattice::Lattice;
use crate::search::weights::Weights;

use super::allowed::Allowed;
use super::candidate::Candidate;
use super::gather::{gather_all, gather_some};
use super::near::SectionVectors;
use super::shortlist::Shortlist;

/// Notebooks of fewer sections are scored whole; in larger ones the rarest
/// readings choose who is scored.
const EXHAUSTIVE_SECTIONS: u64 = 4_096;

/// Sections that may be hits.
pub(crate) struct Candidates {
    pub(crate) found: Vec<Candidate>,
    /// Whether there may be others that have something of the query.
    pub(crate) is_cut: bool,
}

/// Finds the sections that may be hits, with all that a lattice asks of them.
/// `worth` is what each of its probes is worth; `is_all` says whether all that
/// have anything of the query are wanted, however many there are.
pub(crate) fn candidates(
    snapshot: &Snapshot,
    lattice: &Lattice,
    worth: &[f32],
    weights: &Weights,
    allowed: Allowed<'_>,
    is_all: bool,
) -> Result<Candidates> {
    let segments = 0..snapshot.segments.len() as u32;
    let probes = &lattice.probes;
    let mut found = Vec::new();
    let mut is_cut = false;
    if is_all || snapshot.sections() <= EXHAUSTIVE_SECTIONS {
        for segment in segments {
            found.append(&mut gather_all(snapshot, probes, segment, allowed)?);
        }
    } else {
        let shortlist = Shortlist::new(snapshot, probes, worth, weights, allowed)?;
        is_cut = shortlist.is_cut;
        for segment in segments {
            let docs = shortlist.docs(segment);
            found.append(&mut gather_some(snapshot, probes, segment, &docs)?);
        }
    }
    if let Some(meaning) = lattice.meaning.as_ref().filter(|_| lattice.is_sought_by_meaning) {
        add_near(snapshot, lattice, meaning, allowed, &mut found)?;
    }
    Ok(Candidates { found, is_cut })
}

/// Adds the sections that are near a query in meaning, and tells of all how near
/// they are.
fn add_near(
    snapshot: &Snapshot,
    lattice: &Lattice,
    meaning: &TextVector,
    allowed: Allowed<'_>,
    found: &mut Vec<Candidate>,
) -> Result<()> {
    let meanings = SectionVectors::of(snapshot)?;
    let known: FxHashSet<Address> = found.iter().map(Candidate::address).collect();
    let mut new = meanings.nearest(snapshot, meaning, allowed)?;
    new.retain(|section| !known.contains(section));
    for own in new.chunk_by(|a, b| a.segment == b.segment) {
        let docs: Vec<u32> = own.iter().map(|section| section.doc).collect();
        found.extend(gather_some(snapshot, &lattice.probes, own[0].segment, &docs)?);
    }
    meanings.set(meaning, found);
    Ok(())
}
