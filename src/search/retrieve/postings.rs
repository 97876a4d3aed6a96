//! Where the postings of a lattice's probes are.

use std::sync::Arc;

use tantivy::InvertedIndexReader;
use tantivy::postings::{SegmentPostings, TermInfo};
use tantivy::schema::IndexRecordOption;

use crate::error::Result;
use crate::index::Snapshot;
use crate::search::lattice::Probes;

use super::lookup::{Zone, lookups, unreadable};

/// The postings of one term of a probe in one zone.
pub(super) struct PostingsList {
    /// The number of the probe.
    pub(super) probe: usize,
    pub(super) zone: Zone,
    /// The segments that have the term, by number.
    parts: Vec<Part>,
}

/// The postings of a term in one segment.
pub(super) struct Part {
    pub(super) segment: u32,
    inverted: Arc<InvertedIndexReader>,
    info: TermInfo,
}

impl Part {
    /// Reads the postings.
    pub(super) fn read(&self, option: IndexRecordOption) -> Result<SegmentPostings> {
        let read = self.inverted.read_postings_from_terminfo(&self.info, option);
        read.map_err(|error| unreadable(tantivy::TantivyError::from(error)))
    }
}

impl PostingsList {
    /// Looks the terms of all probes up, in the order of these. A term is sought in the
    /// dictionaries once, however often its postings are then read.
    pub(super) fn of_probes(snapshot: &Snapshot, probes: &Probes) -> Result<Vec<Self>> {
        let mut lists = Vec::new();
        for (probe, sought) in probes.iter().enumerate() {
            for (field, term, zone) in lookups(snapshot, sought) {
                let mut parts = Vec::new();
                for (segment, own) in (0..).zip(&snapshot.segments) {
                    let inverted = own.reader.inverted_index(field).map_err(unreadable)?;
                    let info = inverted.get_term_info(&term).map_err(unreadable)?;
                    parts.extend(info.map(|info| Part { segment, inverted, info }));
                }
                if !parts.is_empty() {
                    lists.push(Self { probe, zone, parts });
                }
            }
        }
        Ok(lists)
    }

    pub(super) fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// Returns the postings in a segment, if it has any.
    pub(super) fn in_segment(&self, segment: u32) -> Option<&Part> {
        self.parts.iter().find(|part| part.segment == segment)
    }

    /// Returns the document frequency of the term in the whole index.
    pub(super) fn frequency(&self, snapshot: &Snapshot) -> Result<u32> {
        let of_part = |part: &Part| {
            snapshot.segments[part.segment as usize].frequency(&part.inverted, &part.info)
        };
        self.parts.iter().map(of_part).sum()
    }
}
