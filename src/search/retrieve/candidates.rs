//! Gathers the candidates for a lattice.

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
use super::postings::PostingsList;
use super::shortlist::Shortlist;

/// In notebooks of at most so many sections all that match anything are candidates; in
/// larger ones, a shortlist by the rarest probes.
const EXHAUSTIVE_SECTIONS: u64 = 4_096;

/// Sections that may be hits.
pub(crate) struct Candidates {
    pub(crate) found: Vec<Candidate>,
    /// Whether other sections that match something were left out.
    pub(crate) is_cut: bool,
}

/// Finds the sections that may be hits, with their occurrences of a lattice's probes.
/// `worth` has the worth of each probe by its number; `is_all` asks for all sections that
/// match anything, however many there are.
pub(crate) fn candidates(
    snapshot: &Snapshot,
    lattice: &Lattice,
    worth: &[f32],
    weights: &Weights,
    allowed: Allowed<'_>,
    is_all: bool,
) -> Result<Candidates> {
    let segments = 0..snapshot.segments.len() as u32;
    let lists = PostingsList::of_probes(snapshot, &lattice.probes)?;
    let mut found = Vec::new();
    let mut is_cut = false;
    if is_all || snapshot.sections() <= EXHAUSTIVE_SECTIONS {
        for segment in segments {
            found.append(&mut gather_all(snapshot, &lists, segment, allowed)?);
        }
    } else {
        let shortlist = Shortlist::new(snapshot, &lists, worth, weights, allowed)?;
        is_cut = shortlist.is_cut;
        for segment in segments {
            let docs = shortlist.docs(segment);
            found.append(&mut gather_some(snapshot, &lists, segment, &docs)?);
        }
    }
    if let Some(meaning) = lattice.meaning.as_ref().filter(|_| lattice.is_sought_by_meaning) {
        add_near(snapshot, &lists, meaning, allowed, &mut found)?;
    }
    Ok(Candidates { found, is_cut })
}

/// Adds the sections whose vectors are nearest to the query's, and sets the nearness of
/// all candidates.
fn add_near(
    snapshot: &Snapshot,
    lists: &[PostingsList],
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
        found.extend(gather_some(snapshot, lists, own[0].segment, &docs)?);
    }
    meanings.set(meaning, found);
    Ok(())
}
