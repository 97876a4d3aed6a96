//! Sections whose vectors are near that of the query.
//!
//! All sections are compared, in a large notebook by the first dimensions of
//! their vectors alone, which tell most: those that are nearest by them are
//! then compared whole.

use galpi_meaning::TextVector;
use tantivy::columnar::Column;

use crate::error::Result;
use crate::index::Snapshot;
use crate::meaning::nearness;

use super::allowed::Allowed;
use super::candidate::Candidate;
use super::lookup::unreadable;

/// Sections that are found by their meaning alone, at most.
const MAX_NEAR: usize = 48;
/// Sections that are compared whole, of those that are near by their first
/// dimensions.
const MAX_COMPARED: usize = 512;
/// Words of 64 bits that are the first dimensions.
const FIRST_WORDS: usize = 4;
/// Words of 64 bits of a vector, at most.
const MAX_WORDS: usize = 32;
/// Segments of fewer sections are compared whole.
const SMALL_SEGMENT: u32 = 8_192;

/// Sections whose vectors are read at once.
const SECTIONS_AT_ONCE: usize = 32;

/// The meanings of a segment's sections.
pub(super) struct Meanings {
    column: Column<u64>,
    /// Words of each vector: all are as long.
    words: usize,
}

impl Meanings {
    pub(super) fn of_segment(snapshot: &Snapshot, segment: u32) -> Result<Self> {
        let reader = &snapshot.segments[segment as usize].reader;
        let column = reader.fast_fields().u64("meaning").map_err(unreadable)?;
        let words = column.values.num_vals() / reader.max_doc().max(1);
        Ok(Self { column, words: (words as usize).min(MAX_WORDS) })
    }

    /// Returns how near a section is.
    fn nearness(&self, text: &TextVector, doc: u32) -> f32 {
        let mut vector = [0u64; MAX_WORDS];
        let vector = &mut vector[..self.words];
        // Where the index has it, without asking for the place of each.
        self.column.values.get_range(u64::from(doc) * self.words as u64, vector);
        nearness(text, vector)
    }

    /// Calls `sink` with each section and how near it is by the first words of its
    /// vector.
    fn each(&self, text: &TextVector, words: usize, mut sink: impl FnMut(u32, f32)) {
        if self.words == 0 {
            return;
        }
        let mut vectors = vec![0u64; SECTIONS_AT_ONCE * self.words];
        let rows = self.column.values.num_vals() as usize / self.words * self.words;
        for start in (0..rows).step_by(vectors.len()) {
            let length = vectors.len().min(rows - start);
            self.column.values.get_range(start as u64, &mut vectors[..length]);
            let first = (start / self.words) as u32;
            for (vector, doc) in vectors[..length].chunks_exact(self.words).zip(first..) {
                let part = &vector[..words.min(self.words)];
                sink(doc, nearness(text, part));
            }
        }
    }

    /// Sets the nearness of sections.
    pub(super) fn set(&self, text: &TextVector, candidates: &mut [Candidate]) {
        for candidate in candidates {
            candidate.nearness = self.nearness(text, candidate.doc);
        }
    }

    /// Returns the nearest sections of a segment with how near they are, the
    /// nearest first.
    pub(super) fn nearest(
        &self,
        snapshot: &Snapshot,
        segment: u32,
        text: &TextVector,
        allowed: Allowed<'_>,
    ) -> Vec<(u32, f32)> {
        let reader = &snapshot.segments[segment as usize].reader;
        let is_small = reader.max_doc() < SMALL_SEGMENT;
        let words = if is_small { MAX_WORDS } else { FIRST_WORDS };
        let alive = reader.alive_bitset();
        let mut near: Vec<(u32, f32)> = Vec::with_capacity(reader.max_doc() as usize);
        self.each(text, words, |doc, nearness| {
            if alive.is_none_or(|alive| alive.is_alive(doc)) && allowed.contains(segment, doc) {
                near.push((doc, nearness));
            }
        });
        if !is_small {
            keep_nearest(&mut near, MAX_COMPARED);
            near.iter_mut().for_each(|(doc, near)| *near = self.nearness(text, *doc));
        }
        keep_nearest(&mut near, MAX_NEAR);
        near
    }
}

fn keep_nearest(near: &mut Vec<(u32, f32)>, count: usize) {
    let nearer = |a: &(u32, f32), b: &(u32, f32)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
    if near.len() > count {
        near.select_nth_unstable_by(count, nearer);
        near.truncate(count);
    }
    near.sort_unstable_by(nearer);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_are_kept_in_their_order() {
        let mut near = vec![(1, 0.2), (2, 0.9), (3, 0.5), (4, 0.5), (5, -0.1)];
        keep_nearest(&mut near, 3);
        assert_eq!(near, [(2, 0.9), (3, 0.5), (4, 0.5)]);
        keep_nearest(&mut near, 9);
        assert_eq!(near.len(), 3);
    }
}
