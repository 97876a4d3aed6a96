//! A few changed notes, written as one more segment.
//!
//! tantivy's own writer is made for many: it makes room for ten thousand documents
//! that wait and for half a million terms, twice, and starts threads, which takes
//! longer than a note takes to index. What it does besides is this: the new sections
//! are a segment, old ones are marked as deleted in theirs, and all of it is there
//! as soon as the list of segments says so.

use std::path::Path;

use tantivy::directory::TerminatingWrite;
use tantivy::fastfield::write_alive_bitset;
use tantivy::index::SegmentComponent;
use tantivy::indexer::{AddOperation, SegmentWriter};
use tantivy::schema::{IndexRecordOption, Term};
use tantivy::{
    BitSet, Directory, DocSet, Index, IndexMeta, Segment, SegmentMeta, SegmentReader, TERMINATED,
    TantivyDocument,
};

/// Memory from which tantivy reckons how many terms it makes room for at first:
/// some 32,000. There may be more.
const TERM_BYTES: usize = 1_000_000;

/// The list of segments.
const META: &str = "meta.json";

/// Sections being added to an index.
pub(super) struct Appending {
    index: Index,
    meta: IndexMeta,
    /// The new segment; none as long as there is nothing in it.
    new: Option<(Segment, SegmentWriter)>,
    /// Terms of which sections that are there already have one and are to go.
    gone: Vec<Term>,
}

impl Appending {
    /// Begins to add to an index that nobody else writes.
    pub(super) fn new(index: &Index) -> tantivy::Result<Self> {
        Ok(Self { meta: index.load_metas()?, index: index.clone(), new: None, gone: Vec::new() })
    }

    /// Takes out the sections that have a term, of those that were there before.
    pub(super) fn remove(&mut self, term: Term) {
        self.gone.push(term);
    }

    /// Adds a section.
    pub(super) fn add(&mut self, document: TantivyDocument) -> tantivy::Result<()> {
        let (_, writer) = match &mut self.new {
            Some(new) => new,
            None => {
                let segment = self.index.new_segment();
                let writer = SegmentWriter::for_segment(TERM_BYTES, segment.clone())?;
                self.new.insert((segment, writer))
            }
        };
        writer.add_document(AddOperation { opstamp: self.meta.opstamp, document })
    }

    /// Writes what was added, and which of the sections that were there are gone.
    /// Nothing of it shows before [`Appended::publish`].
    pub(super) fn write(self) -> tantivy::Result<Appended> {
        let Self { index, mut meta, new, gone } = self;
        meta.opstamp += 1;
        let mut segments = Vec::with_capacity(meta.segments.len() + 1);
        for segment in meta.segments {
            segments.extend(without(&index, segment, &gone, meta.opstamp)?);
        }
        if let Some((segment, writer)) = new {
            let sections = writer.max_doc();
            writer.finalize()?;
            segments.push(segment.with_max_doc(sections).meta().clone());
        }
        Ok(Appended { meta: IndexMeta { segments, ..meta }, index })
    }
}

/// Segments that were written and are in no list yet.
pub(super) struct Appended {
    index: Index,
    meta: IndexMeta,
}

impl Appended {
    /// Returns the number of this commit, higher than that of any before.
    pub(super) fn opstamp(&self) -> u64 {
        self.meta.opstamp
    }

    /// Makes it what the index is, with a name that is told with it.
    pub(super) fn publish(mut self, payload: &str) -> tantivy::Result<()> {
        self.meta.payload = Some(payload.to_owned());
        let list = serde_json::to_vec(&self.meta)?;
        Ok(self.index.directory().atomic_write(Path::new(META), &list)?)
    }
}

/// Marks the sections of a segment as deleted that have one of the terms; `None`
/// where no others are left.
fn without(
    index: &Index,
    meta: SegmentMeta,
    gone: &[Term],
    opstamp: u64,
) -> tantivy::Result<Option<SegmentMeta>> {
    let segment = index.segment(meta);
    let reader = SegmentReader::open(&segment)?;
    let mut alive = BitSet::with_max_value_and_full(reader.max_doc());
    if let Some(before) = reader.alive_bitset() {
        alive.intersect_update(before.bitset());
    }
    let before = alive.len();
    for term in gone {
        let inverted = reader.inverted_index(term.field())?;
        let Some(mut sections) = inverted.read_postings(term, IndexRecordOption::Basic)? else {
            continue;
        };
        while sections.doc() != TERMINATED {
            alive.remove(sections.doc());
            sections.advance();
        }
    }
    if alive.len() == 0 {
        return Ok(None);
    }
    if alive.len() == before {
        return Ok(Some(segment.meta().clone()));
    }
    let deleted = reader.max_doc() - alive.len() as u32;
    let segment = segment.with_delete_meta(deleted, opstamp);
    let mut file = segment.open_write(SegmentComponent::Delete)?;
    write_alive_bitset(&alive, &mut file)?;
    file.terminate()?;
    Ok(Some(segment.meta().clone()))
}
