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
use crate::meaning::{FIRST_WORDS, MAX_WORDS, nearness};

use super::allowed::Allowed;
use super::candidate::Candidate;
use super::lookup::unreadable;
use super::tied::first_of;

/// Sections that are found by their vectors alone, at most.
const MAX_NEAR: usize = 48;
/// Sections that are compared by all dimensions, of those nearest by the first ones.
const MAX_COMPARED: usize = 512;
/// Sections whose first dimensions are read at a time.
const BLOCK: usize = 256;
/// Fewer sections are compared by all dimensions at once.
const FEW_SECTIONS: u64 = 8_192;

/// A section with its cosine.
type Near = (f32, Address);

/// The vectors of all sections.
pub(super) struct SectionVectors {
    segments: Vec<SegmentVectors>,
}

/// The vectors of a segment's sections: a fixed number of words of 64 bits each, so that
/// the place of a vector is computed.
struct SegmentVectors {
    sections: u32,
    first: Column<u64>,
    rest: Column<u64>,
    /// Words of each vector behind the first.
    rest_words: usize,
}

impl SegmentVectors {
    fn of_segment(reader: &SegmentReader) -> Result<Self> {
        let columns = reader.fast_fields();
        let first = columns.u64("meaning_first").map_err(unreadable)?;
        let rest = columns.u64("meaning_rest").map_err(unreadable)?;
        let sections = first.values.num_vals() / FIRST_WORDS as u32;
        let rest_words = rest.values.num_vals().checked_div(sections).unwrap_or_default() as usize;
        let rest_words = rest_words.min(MAX_WORDS - FIRST_WORDS);
        Ok(Self { sections, first, rest, rest_words })
    }

    /// Returns how near a section is.
    fn nearness(&self, text: &TextVector, doc: u32) -> f32 {
        let mut vector = [0u64; MAX_WORDS];
        let (first, rest) = vector.split_at_mut(FIRST_WORDS);
        let rest = &mut rest[..self.rest_words];
        let place = |words: usize| u64::from(doc) * words as u64;
        self.first.values.get_range(place(FIRST_WORDS), first);
        self.rest.values.get_range(place(self.rest_words), rest);
        nearness(text, &vector)
    }

    /// Calls `sink` with each section and its cosine by the first dimensions.
    fn each_by_first(&self, text: &TextVector, mut sink: impl FnMut(u32, f32)) {
        let mut block = [[0u64; FIRST_WORDS]; BLOCK];
        for start in (0..self.sections).step_by(BLOCK) {
            let count = BLOCK.min((self.sections - start) as usize);
            let place = u64::from(start) * FIRST_WORDS as u64;
            self.first.values.get_range(place, block[..count].as_flattened_mut());
            for (words, doc) in block[..count].iter().zip(start..) {
                sink(doc, nearness(text, words));
            }
        }
    }

    /// Calls `sink` with each section and its cosine.
    fn each(&self, text: &TextVector, mut sink: impl FnMut(u32, f32)) {
        (0..self.sections).for_each(|doc| sink(doc, self.nearness(text, doc)));
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
        let mut best = Best::new(if is_few { MAX_NEAR } else { MAX_COMPARED });
        for ((own, vectors), segment) in snapshot.segments.iter().zip(&self.segments).zip(0..) {
            let alive = own.reader.alive_bitset();
            let add = |doc, nearness| {
                if nearness >= best.floor
                    && alive.is_none_or(|alive| alive.is_alive(doc))
                    && allowed.contains(segment, doc)
                {
                    best.add((nearness, Address { segment, doc }));
                }
            };
            match is_few {
                true => vectors.each(text, add),
                false => vectors.each_by_first(text, add),
            }
        }
        let mut near = best.kept;
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

/// The nearest of the sections that were added, with more that are less near.
struct Best {
    count: usize,
    /// Sections that are less near aren't among the nearest.
    floor: f32,
    kept: Vec<Near>,
    /// How many are kept before those below the floor are dropped again.
    room: usize,
}

impl Best {
    fn new(count: usize) -> Self {
        Self { count, floor: f32::NEG_INFINITY, kept: Vec::new(), room: 4 * count }
    }

    fn add(&mut self, section: Near) {
        self.kept.push(section);
        if self.kept.len() < self.room {
            return;
        }
        let (_, last, _) =
            self.kept.select_nth_unstable_by(self.count - 1, |a, b| b.0.total_cmp(&a.0));
        self.floor = last.0;
        self.kept.retain(|(near, _)| *near >= self.floor);
        // Very many may be as near as the last.
        self.room = self.room.max(2 * self.kept.len());
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
    fn those_that_may_be_nearest_are_kept() {
        let section = |doc| Address { segment: 0, doc };
        for (count, sections) in [(2, 50), (3, 1000), (5, 4)] {
            // Each cosine comes several times.
            let cosine = |doc: u32| (doc * 7 % 20) as f32 / 20.0;
            let mut best = Best::new(count);
            for doc in 0..sections {
                if cosine(doc) >= best.floor {
                    best.add((cosine(doc), section(doc)));
                }
            }
            let mut cosines: Vec<f32> = (0..sections).map(cosine).collect();
            cosines.sort_by(|a, b| b.total_cmp(a));
            let last = cosines[count.min(cosines.len()) - 1];
            let expected: Vec<u32> = (0..sections).filter(|doc| cosine(*doc) >= last).collect();
            let mut kept: Vec<u32> =
                best.kept.iter().filter(|(near, _)| *near >= last).map(|(_, s)| s.doc).collect();
            kept.sort_unstable();
            assert_eq!(kept, expected, "{count} of {sections}");
        }
    }

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
