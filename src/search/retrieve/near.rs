//! Nearest neighbours: sections whose vectors have the highest cosine with the query's.
//!
//! All sections are compared. In a large notebook that is done by the first dimensions of
//! their vectors, which tell texts apart best; the nearest by these are then compared by
//! all.

use galpi_meaning::TextVector;
use tantivy::SegmentReader;
use tantivy::columnar::Column;

use crate::error::Result;
use crate::index::{Address, Snapshot};
use crate::meaning::nearness;

use super::allowed::Allowed;
use super::candidate::Candidate;
use super::lookup::unreadable;
use super::tied::first_of;

/// Sections that are found by their vectors alone, at most.
const MAX_NEAR: usize = 48;
/// Sections that are compared by all dimensions, of those nearest by the first ones.
const MAX_COMPARED: usize = 512;
/// Words of 64 bits that hold the first dimensions.
const FIRST_WORDS: usize = 4;
/// Words of 64 bits of a vector, at most.
const MAX_WORDS: usize = 32;
/// Fewer sections are compared by all dimensions at once.
const FEW_SECTIONS: u64 = 8_192;

/// A section with its cosine.
type Near = (f32, Address);

/// The vectors of all sections.
pub(super) struct SectionVectors {
    segments: Vec<SegmentVectors>,
}

/// The vectors of a segment's sections.
struct SegmentVectors {
    column: Column<u64>,
    /// Words of each vector: all are as long.
    words: usize,
}

impl SegmentVectors {
    fn of_segment(reader: &SegmentReader) -> Result<Self> {
        let column = reader.fast_fields().u64("meaning").map_err(unreadable)?;
        let words = column.values.num_vals() / reader.max_doc().max(1);
        Ok(Self { column, words: (words as usize).min(MAX_WORDS) })
    }

    /// Returns how near a section is.
    fn nearness(&self, text: &TextVector, doc: u32) -> f32 {
        let mut vector = [0u64; MAX_WORDS];
        let vector = &mut vector[..self.words];
        // Vectors have a fixed length, so their place is computed.
        self.column.values.get_range(u64::from(doc) * self.words as u64, vector);
        nearness(text, vector)
    }

    /// Calls `sink` with each section and its cosine by the first `words` of its vector.
    fn each(&self, text: &TextVector, words: usize, mut sink: impl FnMut(u32, f32)) {
        let mut vector = [0u64; MAX_WORDS];
        let vector = &mut vector[..words.min(self.words)];
        let sections = self.column.values.num_vals().checked_div(self.words as u32);
        for doc in 0..sections.unwrap_or_default() {
            self.column.values.get_range(u64::from(doc) * self.words as u64, vector);
            sink(doc, nearness(text, vector));
        }
    }
}

impl SectionVectors {
    pub(super) fn of(snapshot: &Snapshot) -> Result<Self> {
        let segments =
            snapshot.segments.iter().map(|segment| SegmentVectors::of_segment(&segment.reader));
        Ok(Self { segments: segments.collect::<Result<_>>()? })
    }

    /// Returns how near a section is.
    fn nearness(&self, text: &TextVector, section: Address) -> f32 {
        self.segments[section.segment as usize].nearness(text, section.doc)
    }

    /// Sets the nearness of sections.
    pub(super) fn set(&self, text: &TextVector, candidates: &mut [Candidate]) {
        for candidate in candidates {
            candidate.nearness = self.nearness(text, candidate.address());
        }
    }

    /// Returns the nearest sections, sorted by their places in the index.
    pub(super) fn nearest(
        &self,
        snapshot: &Snapshot,
        text: &TextVector,
        allowed: Allowed<'_>,
    ) -> Result<Vec<Address>> {
        let is_few = snapshot.sections() < FEW_SECTIONS;
        let words = if is_few { MAX_WORDS } else { FIRST_WORDS };
        let mut near: Vec<Near> = Vec::with_capacity(snapshot.sections() as usize);
        for ((own, vectors), segment) in snapshot.segments.iter().zip(&self.segments).zip(0..) {
            let alive = own.reader.alive_bitset();
            vectors.each(text, words, |doc, nearness| {
                if alive.is_none_or(|alive| alive.is_alive(doc)) && allowed.contains(segment, doc) {
                    near.push((nearness, Address { segment, doc }));
                }
            });
        }
        if !is_few {
            near = nearest(near, MAX_COMPARED, |tied, room| first_of(snapshot, tied, room))?;
            near.iter_mut().for_each(|(near, section)| *near = self.nearness(text, *section));
        }
        let near = nearest(near, MAX_NEAR, |tied, room| first_of(snapshot, tied, room))?;
        let mut sections: Vec<Address> = near.into_iter().map(|(_, section)| section).collect();
        sections.sort_unstable();
        Ok(sections)
    }
}

/// Returns the `count` nearest; `choose` takes as many as there is room for of those with
/// the same cosine as the last.
fn nearest(
    mut near: Vec<Near>,
    count: usize,
    choose: impl FnOnce(Vec<Address>, usize) -> Result<Vec<Address>>,
) -> Result<Vec<Near>> {
    if near.len() <= count {
        return Ok(near);
    }
    let (_, last, _) = near.select_nth_unstable_by(count - 1, |a, b| b.0.total_cmp(&a.0));
    let last = last.0;
    let tied = near.iter().filter(|(near, _)| *near == last).map(|(_, s)| *s).collect();
    let mut nearest: Vec<Near> = near.into_iter().filter(|(near, _)| *near > last).collect();
    let room = count - nearest.len();
    nearest.extend(choose(tied, room)?.into_iter().map(|section| (last, section)));
    Ok(nearest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_are_kept_and_of_those_as_near_the_ones_that_are_chosen() {
        let section = |doc| Address { segment: 0, doc };
        let near = [(1, 0.2), (2, 0.9), (3, 0.5), (4, 0.5), (5, -0.1)];
        let near: Vec<Near> = near.map(|(doc, near)| (near, section(doc))).into();
        let last = |tied: Vec<Address>, room| {
            assert_eq!((tied.len(), room), (2, 1));
            Ok(tied[1..].to_vec())
        };
        let kept = nearest(near.clone(), 2, last).expect("nothing is read");
        assert_eq!(kept, [(0.9, section(2)), (0.5, section(4))]);
        let all = nearest(near, 9, |_, _| panic!("there is room for all")).expect("all");
        assert_eq!(all.len(), 5);
    }
}
