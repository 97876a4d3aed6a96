//! Reads postings into candidates.

use tantivy::columnar::Column;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, TERMINATED};

use crate::error::Result;
use crate::index::Snapshot;

use super::allowed::Allowed;
use super::candidate::{BODY_POSITION, Candidate};
use super::lookup::{Zone, unreadable};
use super::postings::PostingsList;

/// Reads all postings in a segment: makes a candidate of each section that has any and is
/// allowed.
pub(super) fn gather_all(
    snapshot: &Snapshot,
    lists: &[PostingsList],
    segment: u32,
    allowed: Allowed<'_>,
) -> Result<Vec<Candidate>> {
    let reader = &snapshot.segments[segment as usize].reader;
    let new = CandidateMaker::new(snapshot, segment)?;
    let alive = reader.alive_bitset();
    let is_wanted =
        |doc: u32| alive.is_none_or(|a| a.is_alive(doc)) && allowed.contains(segment, doc);
    let mut found: Vec<Candidate> = Vec::new();
    // For each section its place among the candidates, plus one; 0 where it is none yet.
    let mut slots = vec![0u32; reader.max_doc() as usize];
    each_list(lists, segment, |number, zone, postings| {
        let mut doc = postings.doc();
        while doc != TERMINATED {
            if slots[doc as usize] == 0 && is_wanted(doc) {
                found.push(new.candidate(doc));
                slots[doc as usize] = found.len() as u32;
            }
            if let Some(slot) = slots[doc as usize].checked_sub(1) {
                record_occurrence(&mut found[slot as usize], number, zone, postings);
            }
            doc = postings.advance();
        }
    })?;
    Ok(found)
}

/// Reads all postings for `docs` of a segment, which are sorted.
pub(super) fn gather_some(
    snapshot: &Snapshot,
    lists: &[PostingsList],
    segment: u32,
    docs: &[u32],
) -> Result<Vec<Candidate>> {
    let new = CandidateMaker::new(snapshot, segment)?;
    let mut found: Vec<Candidate> = docs.iter().map(|doc| new.candidate(*doc)).collect();
    each_list(lists, segment, |number, zone, postings| {
        // Both are walked by leaps: the postings may be few, or the sections.
        let (mut at, mut doc) = (0, postings.doc());
        while doc != TERMINATED {
            at += docs[at..].partition_point(|own| *own < doc);
            let Some(own) = docs.get(at) else { break };
            if *own == doc {
                record_occurrence(&mut found[at], number, zone, postings);
                doc = postings.advance();
            } else {
                doc = postings.seek(*own);
            }
        }
    })?;
    Ok(found)
}

/// Calls `read` with the postings of each list that a segment has, with their zone and the
/// number of their probe.
fn each_list(
    lists: &[PostingsList],
    segment: u32,
    mut read: impl FnMut(usize, Zone, &mut SegmentPostings),
) -> Result<()> {
    for list in lists {
        if let Some(part) = list.in_segment(segment) {
            let mut postings = part.read(IndexRecordOption::WithFreqsAndPositions)?;
            read(list.probe, list.zone, &mut postings);
        }
    }
    Ok(())
}

/// Adds the occurrences of a probe in a zone of the section that postings stand at.
fn record_occurrence(
    candidate: &mut Candidate,
    probe: usize,
    zone: Zone,
    postings: &mut SegmentPostings,
) {
    let occurrence = candidate.occurrence_mut(probe);
    let count = postings.term_freq();
    match zone {
        Zone::Title => occurrence.title += count,
        Zone::Trail => occurrence.trail += count,
        Zone::Body => occurrence.body += count,
    }
    let offset = if zone == Zone::Body { BODY_POSITION } else { 0 };
    if zone != Zone::Trail {
        let before = occurrence.positions.last().copied();
        let end = occurrence.positions.len();
        postings.append_positions_with_offset(offset, &mut occurrence.positions);
        // Each term of a probe has its own postings, and a word may be in several of
        // them, as its stem and as its surface form: it counts once.
        if end > 0 && occurrence.positions.get(end).copied() <= before {
            occurrence.positions.sort_unstable();
            occurrence.positions.dedup();
            let in_heading = occurrence.positions.partition_point(|at| *at < BODY_POSITION);
            occurrence.title = in_heading as u32;
            occurrence.body = (occurrence.positions.len() - in_heading) as u32;
        }
    }
}

/// Makes candidates of the sections of a segment.
struct CandidateMaker {
    segment: u32,
    title: tantivy::fieldnorm::FieldNormReader,
    body: tantivy::fieldnorm::FieldNormReader,
    /// Whether sections only lead to others; `None` where no section does.
    leads: Option<Column<bool>>,
    /// Lengths of the nearest headings above; `None` where no section has one.
    above: Option<Column<u64>>,
}

impl CandidateMaker {
    fn new(snapshot: &Snapshot, segment: u32) -> Result<Self> {
        let reader = &snapshot.segments[segment as usize].reader;
        let norms = |field| reader.get_fieldnorms_reader(field).map_err(unreadable);
        let (title, body) = (norms(snapshot.fields.title)?, norms(snapshot.fields.body)?);
        let columns = reader.fast_fields();
        let leads = columns.column_opt("leads").map_err(unreadable)?;
        let above = columns.column_opt("above_length").map_err(unreadable)?;
        Ok(Self { segment, title, body, leads, above })
    }

    fn candidate(&self, doc: u32) -> Candidate {
        let lengths = (self.title.fieldnorm(doc), self.body.fieldnorm(doc));
        let leads = self.leads.as_ref().and_then(|column| column.first(doc));
        let mut candidate = Candidate::new(self.segment, doc).with_lengths(lengths);
        candidate.leads_elsewhere = leads == Some(true);
        let above = self.above.as_ref().and_then(|column| column.first(doc));
        candidate.above_length = above.map_or(0, |length| length as u32);
        candidate
    }
}
