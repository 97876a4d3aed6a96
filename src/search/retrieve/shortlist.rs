//! The sections of a large notebook that are worth scoring.

use tantivy::DocSet;
use tantivy::TERMINATED;
use tantivy::postings::Postings;
use tantivy::schema::IndexRecordOption;

use crate::error::Result;
use crate::index::Snapshot;
use crate::search::bm25::saturated;
use crate::search::lattice::Probes;
use crate::search::weights::Weights;

use super::allowed::Allowed;
use super::lookup::{Zone, lookups, unreadable};

/// Postings that are gone through to choose whom to score.
const MAX_POSTINGS: u64 = 150_000;
/// Shorter lists of postings are gone through in any case.
const LONG_LIST: u32 = 4_000;
/// Sections of a large notebook that are scored.
const MAX_CANDIDATES: usize = 512;
/// Sections that are compared with each other at a time.
const CHUNK: usize = 32;

/// The sections of a large notebook that have most of what is rare.
#[derive(Default)]
pub(super) struct Shortlist {
    likely: Vec<Likely>,
    /// What a section must have more of to be put on it.
    floor: f32,
}

struct Likely {
    score: f32,
    segment: u32,
    doc: u32,
}

impl Shortlist {
    fn add(&mut self, likely: Likely) {
        self.likely.push(likely);
        if self.likely.len() >= 4 * MAX_CANDIDATES {
            self.cut();
        }
    }

    /// Keeps the best.
    pub(super) fn cut(&mut self) {
        if self.likely.len() > MAX_CANDIDATES {
            let (_, last, _) = self.likely.select_nth_unstable_by(MAX_CANDIDATES - 1, |a, b| {
                b.score.total_cmp(&a.score).then((a.segment, a.doc).cmp(&(b.segment, b.doc)))
            });
            self.floor = last.score;
            self.likely.truncate(MAX_CANDIDATES);
        }
    }

    /// Returns the sections of a segment that are on the list, sorted.
    pub(super) fn docs(&self, segment: u32) -> Vec<u32> {
        let likely = self.likely.iter().filter(|likely| likely.segment == segment);
        let mut docs: Vec<u32> = likely.map(|likely| likely.doc).collect();
        docs.sort_unstable();
        docs
    }

    /// Adds the sections of a segment; `worth` is what each probe is worth.
    pub(super) fn add_segment(
        &mut self,
        snapshot: &Snapshot,
        probes: &Probes,
        worth: &[f32],
        weights: &Weights,
        segment: u32,
        allowed: Allowed<'_>,
    ) -> Result<()> {
        let scores = scores(snapshot, probes, worth, weights, segment)?;
        let alive = snapshot.segments[segment as usize].reader.alive_bitset();
        let is_wanted =
            |doc: u32| alive.is_none_or(|a| a.is_alive(doc)) && allowed.contains(segment, doc);
        for (chunk, base) in scores.chunks(CHUNK).zip((0..).step_by(CHUNK)) {
            // Most sections have nothing, or too little.
            if !chunk.iter().fold(false, |any, score| any | (*score > self.floor)) {
                continue;
            }
            for (score, doc) in chunk.iter().zip(base..) {
                if *score > self.floor && is_wanted(doc) {
                    self.add(Likely { score: *score, segment, doc });
                }
            }
        }
        Ok(())
    }
}

/// Scores all sections of a segment by their rarest words alone.
fn scores(
    snapshot: &Snapshot,
    probes: &Probes,
    worth: &[f32],
    weights: &Weights,
    segment: u32,
) -> Result<Vec<f32>> {
    let reader = &snapshot.segments[segment as usize].reader;
    let mut lists = Vec::new();
    for (probe, worth) in probes.iter().zip(worth).filter(|(_, worth)| **worth > 0.0) {
        for (field, term, zone) in lookups(snapshot, probe) {
            let inverted = reader.inverted_index(field).map_err(unreadable)?;
            if let Some(info) = inverted.get_term_info(&term).map_err(unreadable)? {
                let zone = if zone == Zone::Title { weights.shortlist_title } else { 1.0 };
                lists.push((info.doc_freq, worth * zone, inverted, info));
            }
        }
    }
    // The rarest first: they tell sections apart. What is left when the
    // allowance is spent is in so many sections that it would choose none.
    lists.sort_by_key(|(frequency, ..)| *frequency);
    let mut scores = vec![0.0f32; reader.max_doc() as usize];
    // All segments together may spend what there is.
    let allowance = MAX_POSTINGS / snapshot.segments.len().max(1) as u64;
    let mut spent = 0;
    for (frequency, gain, inverted, info) in &lists {
        spent += u64::from(*frequency);
        if spent > allowance && *frequency > LONG_LIST {
            break;
        }
        let mut postings = inverted
            .read_postings_from_terminfo(info, IndexRecordOption::WithFreqs)
            .map_err(unreadable)?;
        let mut doc = postings.doc();
        while doc != TERMINATED {
            let count = postings.term_freq() as f32;
            scores[doc as usize] += saturated(*gain, count, weights.shortlist_saturation);
            doc = postings.advance();
        }
    }
    Ok(scores)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_are_kept_and_those_of_one_score_by_their_place() {
        let mut list = Shortlist::default();
        for doc in 0..(MAX_CANDIDATES as u32 * 2) {
            let score = if doc % 2 == 0 { 2.0 } else { 1.0 };
            list.add(Likely { score, segment: 0, doc });
        }
        list.add(Likely { score: 3.0, segment: 1, doc: 7 });
        list.cut();
        let docs = list.docs(0);
        assert_eq!(docs.len() + list.docs(1).len(), MAX_CANDIDATES);
        assert_eq!(list.docs(1), [7]);
        assert!(docs.iter().all(|doc| doc % 2 == 0));
        // One of those that score 2 had to go: the last.
        assert_eq!(docs.last(), Some(&(MAX_CANDIDATES as u32 * 2 - 4)));
        assert_eq!(list.floor, 2.0);
    }
}
