//! Which segments are to be merged into one.
//!
//! Each segment more is a dozen reads of a cold query, and each merge reads and writes
//! all that it merges. So segments are merged when they are many, and then those of few
//! sections first: what a changed note costs must not grow with all the notes.

use std::path::Path;

use tantivy::{Index, IndexWriter, SegmentMeta};

use crate::error::{Error, Problem, Result};

use super::directory::{damage, sums};
use super::writer::{of_tantivy, unwritable};

/// Segments that an index may consist of.
const MAX_SEGMENTS: usize = 6;
/// Likewise of a small notebook, of fewer sections than these.
const MAX_SMALL_SEGMENTS: usize = 3;
const SMALL_SECTIONS: u64 = 2_000;
/// A segment is merged with smaller ones of which it has at most so many times the
/// sections.
const MAX_TIMES_LARGER: u64 = 2;
/// Where a larger share of all sections is deleted, all segments are merged: what was
/// deleted is gone through by each query.
const MAX_DELETED: f64 = 0.2;

/// Merges segments where that is due. Returns the writer that did, by which the commit
/// is to be told again.
pub(super) fn merge(index: &Index, folder: &Path) -> Result<Option<IndexWriter>> {
    let segments = index.searchable_segment_metas().map_err(unwritable)?;
    let merged = due(&segments);
    if merged.is_empty() {
        return Ok(None);
    }
    // A merge would give damaged bytes a checksum that is right. The other segments are
    // looked at as well: of large files nobody else sees it who doesn't ask for it.
    if let Some(file) = damage(folder, &sums(folder)) {
        return Err(Error::new(Problem::FileDamaged).at(&file));
    }
    let mut writer = of_tantivy(index)?;
    let ids: Vec<_> = merged.iter().map(SegmentMeta::id).collect();
    writer.merge(&ids).wait().map_err(unwritable)?;
    Ok(Some(writer))
}

/// Returns the segments that are to be merged; none where that isn't due.
fn due(segments: &[SegmentMeta]) -> Vec<SegmentMeta> {
    let mut segments = segments.to_vec();
    let total: u64 = segments.iter().map(|s| u64::from(s.max_doc())).sum();
    let deleted: u64 = segments.iter().map(|s| u64::from(s.num_deleted_docs())).sum();
    if deleted as f64 > MAX_DELETED * total as f64 {
        return segments;
    }
    let most = if total < SMALL_SECTIONS { MAX_SMALL_SEGMENTS } else { MAX_SEGMENTS };
    segments.sort_by_key(SegmentMeta::num_docs);
    let sizes: Vec<u64> = segments.iter().map(|s| u64::from(s.num_docs())).collect();
    segments.truncate(smallest(&sizes, most));
    segments
}

/// Returns how many of some segments are to be merged, the smallest of them, where
/// there may be so many at most. `sizes` are sorted.
fn smallest(sizes: &[u64], most: usize) -> usize {
    if sizes.len() <= most {
        return 0;
    }
    let mut sum = 0;
    for (count, size) in sizes.iter().enumerate() {
        // One more than is needed, so that the next change merges nothing.
        let is_enough = sizes.len() - count + 1 < most;
        if is_enough && *size > MAX_TIMES_LARGER * sum {
            return count;
        }
        sum += size;
    }
    sizes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_smallest_segments_are_merged_when_there_are_many() {
        for (sizes, most, expected) in [
            (&[5, 5, 900][..], 3, 0),
            // A change more of a small notebook.
            (&[5, 5, 5, 900], 3, 3),
            (&[5, 5, 300, 900], 3, 3),
            (&[5, 5, 500, 900], 3, 4),
            (&[5, 5, 5, 5, 5, 5, 45_000], 6, 6),
            // What was merged before is left until there is as much beside it.
            (&[5, 5, 5, 5, 5, 60, 45_000], 6, 5),
            (&[5, 5, 5, 5, 5, 45, 45_000], 6, 6),
            // More than there may be are merged, however large they are.
            (&[1, 10, 100, 1_000, 10_000, 100_000, 1_000_000], 6, 3),
        ] {
            assert_eq!(smallest(sizes, most), expected, "{sizes:?}");
        }
    }

    #[test]
    fn merging_costs_little_beside_what_was_changed() {
        let (mut sizes, mut merged) = (vec![45_000], 0);
        for _ in 0..1_000 {
            sizes.push(5);
            sizes.sort_unstable();
            let count = smallest(&sizes, MAX_SEGMENTS);
            if count > 0 {
                let sum = sizes.drain(..count).sum();
                merged += sum;
                sizes.push(sum);
            }
            assert!(sizes.len() < MAX_SEGMENTS + 1);
        }
        // Each of the 5,000 new sections some seven times, and none of the old ones.
        assert!(merged < 40_000, "{merged}");
    }
}
