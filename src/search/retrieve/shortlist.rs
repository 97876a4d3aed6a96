//! The sections of a large notebook that are scored in full: those with the highest sum of
//! saturated frequencies over the rarest probes.
//!
//! The choice depends on the notes alone, not on the segments of the index: frequencies
//! are those of the whole index, and of sections with the same sum the shortest are taken,
//! then those that come first in the order of notes.

use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::Postings;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, TERMINATED};

use crate::error::Result;
use crate::index::{Address, Snapshot};
use crate::search::bm25::saturated;
use crate::search::weights::Weights;

use super::allowed::Allowed;
use super::lookup::{Zone, unreadable};
use super::postings::PostingsList;
use super::tied::first_of;

/// Postings that are read for the choice, at most.
const MAX_POSTINGS: u64 = 150_000;
/// Shorter lists of postings are read in any case.
const LONG_LIST: u32 = 4_000;
/// Sections of a large notebook that are scored.
const MAX_CANDIDATES: usize = 512;
/// Sections that are compared with each other at a time.
const CHUNK: usize = 32;

/// The sections of a large notebook that are scored.
pub(super) struct Shortlist {
    /// Sorted.
    sections: Vec<Address>,
    /// Whether other sections that match something were left out.
    pub(super) is_cut: bool,
}

impl Shortlist {
    /// Chooses among all sections that are allowed; `worth` is what each probe
    /// is worth.
    pub(super) fn new(
        snapshot: &Snapshot,
        lists: &[PostingsList],
        worth: &[f32],
        weights: &Weights,
        allowed: Allowed<'_>,
    ) -> Result<Self> {
        let (scores, is_read) = scores(snapshot, lists, worth, weights)?;
        let scored = ScoredSections { snapshot, scores: &scores, allowed };
        let floor = scored.floor();
        let mut sections = Vec::new();
        let mut tied = Vec::new();
        scored.each_from(floor.unwrap_or(f32::MIN_POSITIVE), |score, section| {
            let list = if Some(score) == floor { &mut tied } else { &mut sections };
            list.push(section);
        });
        let room = MAX_CANDIDATES - sections.len().min(MAX_CANDIDATES);
        let is_cut = !is_read || floor.is_some();
        sections.append(&mut shortest(snapshot, tied, room)?);
        sections.sort_unstable();
        Ok(Self { sections, is_cut })
    }

    /// Returns the sections of a segment that are on the list, sorted.
    pub(super) fn docs(&self, segment: u32) -> Vec<u32> {
        let own = self.sections.iter().filter(|section| section.segment == segment);
        own.map(|section| section.doc).collect()
    }
}

/// All sections with their sums; 0 for those that match nothing.
struct ScoredSections<'a> {
    snapshot: &'a Snapshot,
    /// By segment and document.
    scores: &'a [Vec<f32>],
    allowed: Allowed<'a>,
}

impl ScoredSections<'_> {
    /// Returns the score of the last section on the list; `None` where all that match fit
    /// on it.
    fn floor(&self) -> Option<f32> {
        let mut best: Vec<f32> = Vec::new();
        let mut floor = None;
        let cut = |best: &mut Vec<f32>| {
            let (_, last, _) =
                best.select_nth_unstable_by(MAX_CANDIDATES - 1, |a: &f32, b: &f32| b.total_cmp(a));
            let last = *last;
            best.truncate(MAX_CANDIDATES);
            last
        };
        for segment in 0..self.scores.len() {
            self.each_of(segment, |score, _| {
                if floor.is_none_or(|floor| score > floor) {
                    best.push(score);
                    if best.len() >= 4 * MAX_CANDIDATES {
                        floor = Some(cut(&mut best));
                    }
                }
                floor.unwrap_or(f32::MIN_POSITIVE)
            });
        }
        if best.len() > MAX_CANDIDATES { Some(cut(&mut best)) } else { floor }
    }

    /// Calls `take` with each section whose score is at least `least`.
    fn each_from(&self, least: f32, mut take: impl FnMut(f32, Address)) {
        for segment in 0..self.scores.len() {
            self.each_of(segment, |score, section| {
                if score >= least {
                    take(score, section);
                }
                least
            });
        }
    }

    /// Calls `take` with the sections of a segment. It returns the least score that it
    /// still wants; sections of less are mostly skipped.
    fn each_of(&self, segment: usize, mut take: impl FnMut(f32, Address) -> f32) {
        let alive = self.snapshot.segments[segment].reader.alive_bitset();
        let segment = segment as u32;
        let is_wanted =
            |doc: u32| alive.is_none_or(|a| a.is_alive(doc)) && self.allowed.contains(segment, doc);
        let mut least = f32::MIN_POSITIVE;
        let scores = &self.scores[segment as usize];
        for (chunk, base) in scores.chunks(CHUNK).zip((0..).step_by(CHUNK)) {
            // Most chunks have no section with enough: one comparison skips them.
            if !chunk.iter().fold(false, |any, score| any | (*score >= least)) {
                continue;
            }
            for (score, doc) in chunk.iter().zip(base..) {
                if *score >= least && is_wanted(doc) {
                    least = take(*score, Address { segment, doc });
                }
            }
        }
    }
}

/// Takes the `room` shortest of sections with the same score.
fn shortest(snapshot: &Snapshot, tied: Vec<Address>, room: usize) -> Result<Vec<Address>> {
    if tied.len() <= room {
        return Ok(tied);
    }
    let fields = [snapshot.fields.title, snapshot.fields.body];
    let norms = |field| -> Result<Vec<FieldNormReader>> {
        let readers = snapshot.segments.iter().map(|s| s.reader.get_fieldnorms_reader(field));
        readers.map(|norms| norms.map_err(unreadable)).collect()
    };
    let [titles, bodies] = [norms(fields[0])?, norms(fields[1])?];
    let length = |section: &Address| {
        let of = |norms: &[FieldNormReader]| norms[section.segment as usize].fieldnorm(section.doc);
        of(&titles) + of(&bodies)
    };
    let mut measured: Vec<(u32, Address)> = tied.iter().map(|s| (length(s), *s)).collect();
    measured.sort_unstable();
    let Some((last, _)) = room.checked_sub(1).map(|at| measured[at]) else { return Ok(Vec::new()) };
    let shorter = measured.partition_point(|(length, _)| *length < last);
    let as_long = measured.partition_point(|(length, _)| *length <= last);
    let sections = |range: std::ops::Range<usize>| measured[range].iter().map(|(_, s)| *s);
    let mut taken: Vec<Address> = sections(0..shorter).collect();
    taken.extend(first_of(snapshot, sections(shorter..as_long).collect(), room - shorter)?);
    Ok(taken)
}

/// Scores all sections by the rarest probes; says as well whether the postings of all
/// probes were read.
fn scores(
    snapshot: &Snapshot,
    lists: &[PostingsList],
    worth: &[f32],
    weights: &Weights,
) -> Result<(Vec<Vec<f32>>, bool)> {
    let mut wanted = Vec::with_capacity(lists.len());
    for list in lists.iter().filter(|list| worth[list.probe] > 0.0) {
        wanted.push((list.frequency(snapshot)?, list));
    }
    // The rarest first, as they tell sections apart. What is left when MAX_POSTINGS are
    // read is in so many sections that it would hardly change the choice.
    wanted.sort_by_key(|(frequency, _)| *frequency);
    let sizes = snapshot.segments.iter().map(|s| s.reader.max_doc() as usize);
    let mut scores: Vec<Vec<f32>> = sizes.map(|size| vec![0.0; size]).collect();
    let mut spent = 0;
    for (frequency, list) in wanted {
        spent += u64::from(frequency);
        if spent > MAX_POSTINGS && frequency > LONG_LIST {
            return Ok((scores, false));
        }
        let zone = if list.zone == Zone::Title { weights.shortlist_title } else { 1.0 };
        let gain = worth[list.probe] * zone;
        for part in list.parts() {
            let mut postings = part.read(IndexRecordOption::WithFreqs)?;
            let scores = &mut scores[part.segment as usize];
            let mut doc = postings.doc();
            while doc != TERMINATED {
                let count = postings.term_freq() as f32;
                scores[doc as usize] += saturated(gain, count, weights.shortlist_saturation);
                doc = postings.advance();
            }
        }
    }
    Ok((scores, true))
}
