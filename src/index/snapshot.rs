//! The index as it was at one moment, open for reading.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashSet;
use tantivy::columnar::Column;
use tantivy::postings::TermInfo;
use tantivy::query::FuzzyTermQuery;
use tantivy::schema::{Field, IndexRecordOption, Term, Value};
use tantivy::store::StoreReader;
use tantivy::{
    DocId, DocSet, InvertedIndexReader, SegmentMeta, SegmentReader, TERMINATED, TantivyDocument,
};
use tantivy_fst::Automaton;

use crate::corpus::{Corpus, NotePath, SectionId};
use crate::error::{Error, Problem, Result};
use crate::lexicon::{Claim, EntryId, Lexicon};

use super::entries::{claim_of, entry_term};
use super::manifest::{Manifest, Place};
use super::record::Record;
use super::schema::Fields;
use super::tokenizer::Handover;

/// An index open for reading: what one search sees, whatever is written
/// meanwhile.
pub struct Snapshot {
    pub(crate) fields: Fields,
    pub(crate) segments: Vec<Segment>,
    manifest: Option<Manifest>,
    /// The lexicon that it was made with.
    lexicon: Lexicon,
    /// The folder of its files; none when it is in memory.
    folder: Option<PathBuf>,
}

/// A part of the index.
pub(crate) struct Segment {
    pub(crate) reader: SegmentReader,
    store: OnceLock<Option<StoreReader>>,
    deleted: OnceLock<Vec<DocId>>,
}

/// A section in a snapshot: segment and number in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Address {
    pub(crate) segment: u32,
    pub(crate) doc: DocId,
}

/// Turns an error of tantivy into one of ours.
pub(super) fn damaged(error: impl Into<tantivy::TantivyError>) -> Error {
    Error::new(Problem::IndexUnreadable).because(error.into())
}

impl Segment {
    fn new(reader: SegmentReader) -> Self {
        Self { reader, store: OnceLock::new(), deleted: OnceLock::new() }
    }

    /// Returns the ids of the sections.
    pub(super) fn ids(&self) -> Result<Column<u64>> {
        self.reader.fast_fields().u64("id").map_err(damaged)
    }

    /// Returns the sections that were deleted since the segment was written,
    /// sorted.
    fn deleted(&self) -> &[DocId] {
        self.deleted.get_or_init(|| match self.reader.alive_bitset() {
            Some(alive) => (0..self.reader.max_doc()).filter(|d| alive.is_deleted(*d)).collect(),
            None => Vec::new(),
        })
    }

    /// Returns in how many sections a term is, by its entry in the dictionary.
    /// That counts deleted ones; a score made of it would tell of what the notes
    /// were.
    pub(crate) fn frequency(&self, inverted: &InvertedIndexReader, info: &TermInfo) -> Result<u32> {
        if self.deleted().is_empty() {
            return Ok(info.doc_freq);
        }
        let mut postings = inverted
            .read_postings_from_terminfo(info, IndexRecordOption::Basic)
            .map_err(|e| damaged(tantivy::TantivyError::from(e)))?;
        let mut deleted = 0;
        for doc in self.deleted() {
            if postings.doc() < *doc && postings.seek(*doc) == TERMINATED {
                break;
            }
            deleted += u32::from(postings.doc() == *doc);
        }
        Ok(info.doc_freq.saturating_sub(deleted))
    }
}

impl Snapshot {
    pub(super) fn open(
        index: &tantivy::Index,
        segments: Vec<SegmentMeta>,
        fields: Fields,
        manifest: Option<Manifest>,
        lexicon: &Lexicon,
    ) -> Result<Self> {
        index.tokenizers().register(super::schema::TOKENIZER, Handover);
        let segments = segments
            .into_iter()
            .map(|meta| {
                SegmentReader::open(&index.segment(meta)).map(Segment::new).map_err(damaged)
            })
            .collect::<Result<_>>()?;
        Ok(Self { fields, segments, manifest, lexicon: lexicon.clone(), folder: None })
    }

    /// Tells where its files are.
    pub(super) fn of_folder(self, folder: PathBuf) -> Self {
        Self { folder: Some(folder), ..self }
    }

    pub(super) fn manifest(&self) -> Option<&Manifest> {
        self.manifest.as_ref()
    }

    /// Says whether the notes are surely as they were indexed, by looking at
    /// times and sizes. Never of an index that was opened as it is.
    pub fn is_fresh(&self, corpus: &Corpus) -> bool {
        self.manifest.as_ref().is_some_and(|manifest| manifest.is_fresh(corpus))
    }

    /// Returns the fields of the lexicon that the notes speak of, by id: what to
    /// read of it ([`crate::lexicon::Lexicon::within`]).
    pub fn fields_spoken_of(&self) -> &[String] {
        self.manifest.as_ref().map_or(&[], Manifest::fields)
    }

    /// Reads all files of the index, and names one that isn't what was
    /// written. Opening an index reads only the small ones whole.
    pub fn damage(&self) -> Option<PathBuf> {
        let (folder, manifest) = (self.folder.as_ref()?, self.manifest.as_ref()?);
        // The manifest knows files of segments that a merge took in since.
        let living = |name: &Path| {
            let name = name.to_string_lossy();
            let mut ids = self.segments.iter().map(|s| s.reader.segment_id().uuid_string());
            ids.any(|id| name.starts_with(&id))
        };
        // Of a segment that a merge made after the manifest, the checksums are
        // those at the ends of its files.
        let mut sums = super::directory::sums(folder);
        sums.extend(manifest.sums());
        sums.retain(|name, _| living(name));
        super::directory::damage(folder, &sums)
    }

    /// Returns the folder that this generation of the index is in.
    pub(crate) fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }

    /// Returns the number of sections.
    pub fn sections(&self) -> u64 {
        self.segments.iter().map(|s| u64::from(s.reader.num_docs())).sum()
    }

    /// Returns the number of segments the index consists of.
    pub fn segments(&self) -> usize {
        self.segments.len()
    }

    /// Returns the readers of one field, segment by segment.
    pub(crate) fn field(&self, field: Field) -> Result<Vec<Arc<InvertedIndexReader>>> {
        self.segments.iter().map(|s| s.reader.inverted_index(field).map_err(damaged)).collect()
    }

    /// Returns the record of a section.
    pub(crate) fn record(&self, address: Address) -> Result<Record> {
        let segment = &self.segments[address.segment as usize];
        let store = segment
            .store
            .get_or_init(|| segment.reader.get_store_reader(1).ok())
            .as_ref()
            .ok_or(Problem::StoreDamaged)?;
        let document: TantivyDocument = store.get(address.doc).map_err(damaged)?;
        let bytes = document.get_first(self.fields.record).and_then(|value| value.as_bytes());
        let id = segment.ids()?.first(address.doc);
        let record = bytes.zip(id).and_then(|(bytes, id)| Record::read(bytes, id, &self.lexicon));
        let mut record = record.ok_or(Problem::RecordDamaged)?;
        if let Some(place) = self.place(&record) {
            record.move_to(place);
        }
        Ok(record)
    }

    /// Returns where a section stands, where its record may not say that.
    fn place(&self, record: &Record) -> Option<Place> {
        self.manifest.as_ref()?.places(&record.path())?.of_section(record.id().to_u64())
    }

    /// Returns the section with an id.
    pub(crate) fn with_id(&self, id: SectionId) -> Result<Option<Address>> {
        let id = id.to_u64();
        for (number, segment) in self.segments.iter().enumerate() {
            let ids = segment.ids()?;
            if let Some(doc) =
                segment.reader.doc_ids_alive().find(|doc| ids.first(*doc) == Some(id))
            {
                return Ok(Some(Address { segment: number as u32, doc }));
            }
        }
        Ok(None)
    }

    /// Returns the term that an entry is in fields of entries.
    pub(crate) fn entry_term(&self, id: &EntryId) -> String {
        entry_term(&self.lexicon, id)
    }

    /// Returns the entries that any section speaks of.
    pub(crate) fn mentioned(&self) -> Result<Vec<Claim>> {
        let terms = self.beginning(self.fields.mention, "", usize::MAX)?;
        Ok(terms.keys().filter_map(|term| claim_of(&self.lexicon, term)).collect())
    }

    /// Returns the sections that speak of an entry.
    pub(crate) fn mentioning(&self, id: &EntryId) -> Result<Vec<Address>> {
        self.with_term(self.fields.mention, &self.entry_term(id))
    }

    /// Returns the sections that have `term` in `field`.
    pub(crate) fn with_term(&self, field: Field, term: &str) -> Result<Vec<Address>> {
        let term = Term::from_field_text(field, term);
        let mut found = Vec::new();
        for (number, reader) in self.field(field)?.iter().enumerate() {
            let postings = reader
                .read_postings(&term, IndexRecordOption::Basic)
                .map_err(|e| damaged(tantivy::TantivyError::from(e)))?;
            let Some(mut postings) = postings else { continue };
            let alive = self.segments[number].reader.alive_bitset();
            while postings.doc() != TERMINATED {
                if alive.is_none_or(|alive| alive.is_alive(postings.doc())) {
                    found.push(Address { segment: number as u32, doc: postings.doc() });
                }
                postings.advance();
            }
        }
        Ok(found)
    }

    /// Returns the notes whose text may be other than the bytes of their files;
    /// `None` where that isn't known of any.
    pub(crate) fn decoded_notes(&self) -> Option<FxHashSet<NotePath>> {
        self.manifest.as_ref().map(Manifest::warned)
    }

    /// Returns all sections.
    pub(crate) fn all(&self) -> Vec<Address> {
        let segments = self.segments.iter().enumerate();
        segments
            .flat_map(|(segment, s)| {
                s.reader.doc_ids_alive().map(move |doc| Address { segment: segment as u32, doc })
            })
            .collect()
    }

    /// Returns how many terms the text of a section has on average.
    pub(crate) fn average_length(&self) -> f32 {
        let terms = self.manifest.as_ref().map_or(0, Manifest::body_terms);
        (terms as f32 / self.sections().max(1) as f32).max(1.0)
    }

    /// Returns in how many sections a term of a field is.
    pub(crate) fn frequency(&self, field: Field, term: &str) -> Result<u32> {
        let term = Term::from_field_text(field, term);
        let mut frequency = 0;
        for (segment, inverted) in self.segments.iter().zip(self.field(field)?) {
            let info = inverted.get_term_info(&term);
            if let Some(info) = info.map_err(|e| damaged(tantivy::TantivyError::from(e)))? {
                frequency += segment.frequency(&inverted, &info)?;
            }
        }
        Ok(frequency)
    }

    /// Returns the terms of a field that begin with `prefix`, the first `most` in
    /// their order, each with in how many sections it is: those of any section,
    /// in whichever segment.
    pub(crate) fn beginning(
        &self,
        field: Field,
        prefix: &str,
        most: usize,
    ) -> Result<BTreeMap<String, u32>> {
        let unreadable = |e: std::io::Error| damaged(tantivy::TantivyError::from(e));
        let mut found: BTreeMap<String, u32> = BTreeMap::new();
        for (segment, inverted) in self.segments.iter().zip(self.field(field)?) {
            let terms = inverted.terms().range().ge(prefix.as_bytes());
            let mut stream = terms.into_stream().map_err(unreadable)?;
            // What is among the first of all is among the first of its segment.
            let mut seen = 0;
            while seen < most && stream.advance() && stream.key().starts_with(prefix.as_bytes()) {
                let Ok(key) = std::str::from_utf8(stream.key()) else { continue };
                let frequency = segment.frequency(&inverted, stream.value())?;
                if frequency > 0 {
                    *found.entry(key.to_owned()).or_default() += frequency;
                    seen += 1;
                }
            }
        }
        while found.len() > most {
            found.pop_last();
        }
        Ok(found)
    }

    /// Calls `sink` with each term of a field, segment by segment, that a query
    /// takes and that begins with `start`, and in how many sections of the segment
    /// it is.
    pub(crate) fn near(
        &self,
        field: Field,
        query: &FuzzyTermQuery,
        start: &[u8],
        mut sink: impl FnMut(&str, u32),
    ) -> Result<()> {
        let automaton = query.automaton().map_err(|e| Error::new(Problem::NearWords).because(e))?;
        self.taken(field, &automaton, start, usize::MAX, |term, frequency| {
            sink(term, frequency);
            true
        })
    }

    /// Does the same with the terms that an automaton takes, of each segment until
    /// `sink` wanted as many as `most`.
    pub(crate) fn taken<A>(
        &self,
        field: Field,
        automaton: &A,
        start: &[u8],
        most: usize,
        mut sink: impl FnMut(&str, u32) -> bool,
    ) -> Result<()>
    where
        A: Automaton,
        A::State: Clone,
    {
        let unreadable = |e: std::io::Error| damaged(tantivy::TantivyError::from(e));
        for (segment, inverted) in self.segments.iter().zip(self.field(field)?) {
            let terms = inverted.terms().search(automaton).ge(start);
            let mut stream = terms.into_stream().map_err(unreadable)?;
            let mut wanted = 0;
            while wanted < most && stream.advance() && stream.key().starts_with(start) {
                let Ok(term) = std::str::from_utf8(stream.key()) else { continue };
                let frequency = segment.frequency(&inverted, stream.value())?;
                wanted += usize::from(frequency > 0 && sink(term, frequency));
            }
        }
        Ok(())
    }
}
