//! The index as it was at one moment, open for reading.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustc_hash::FxHashSet;
use tantivy::schema::{Field, IndexRecordOption, Term, Value};
use tantivy::store::StoreReader;
use tantivy::termdict::TermDictionary;
use tantivy::{DocId, DocSet, InvertedIndexReader, SegmentMeta, SegmentReader, TantivyDocument};

use crate::corpus::NotePath;
use crate::error::{Error, ErrorKind, Result};

use super::manifest::Manifest;
use super::record::Record;
use super::schema::Fields;
use super::tokenizer::Handover;

/// An index open for reading: what one search sees, whatever is written
/// meanwhile.
pub struct Snapshot {
    pub(crate) fields: Fields,
    pub(crate) segments: Vec<Segment>,
    manifest: Option<Manifest>,
    /// The folder of its files; none when it is in memory.
    folder: Option<PathBuf>,
}

/// A part of the index.
pub(crate) struct Segment {
    pub(crate) reader: SegmentReader,
    store: std::sync::OnceLock<Option<StoreReader>>,
}

/// A section in a snapshot: segment and number in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Address {
    pub(crate) segment: u32,
    pub(crate) doc: DocId,
}

/// Turns an error of tantivy into one of ours.
pub(super) fn damaged(error: impl Into<tantivy::TantivyError>) -> Error {
    Error::new(ErrorKind::Index, "cannot read the index").because(error.into())
}

impl Snapshot {
    pub(super) fn open(
        index: &tantivy::Index,
        segments: Vec<SegmentMeta>,
        fields: Fields,
        manifest: Option<Manifest>,
    ) -> Result<Self> {
        index.tokenizers().register(super::schema::TOKENIZER, Handover);
        let segments = segments
            .into_iter()
            .map(|meta| {
                SegmentReader::open(&index.segment(meta))
                    .map(|reader| Segment { reader, store: std::sync::OnceLock::new() })
                    .map_err(damaged)
            })
            .collect::<Result<_>>()?;
        Ok(Self { fields, segments, manifest, folder: None })
    }

    /// Tells where its files are.
    pub(super) fn of_folder(self, folder: PathBuf) -> Self {
        Self { folder: Some(folder), ..self }
    }

    pub(super) fn manifest(&self) -> Option<&Manifest> {
        self.manifest.as_ref()
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
            .ok_or_else(|| {
                Error::new(ErrorKind::Index, "cannot read the index: its store is damaged")
            })?;
        let document: TantivyDocument = store.get(address.doc).map_err(damaged)?;
        let bytes = document.get_first(self.fields.record).and_then(|value| value.as_bytes());
        bytes.and_then(|bytes| postcard::from_bytes(bytes).ok()).ok_or_else(|| {
            Error::new(ErrorKind::Index, "cannot read the index: a record is damaged")
        })
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
            while postings.doc() != tantivy::TERMINATED {
                if alive.is_none_or(|alive| alive.is_alive(postings.doc())) {
                    found.push(Address { segment: number as u32, doc: postings.doc() });
                }
                postings.advance();
            }
        }
        Ok(found)
    }

    /// Returns the notes, by path, each with its sections in the order of the
    /// note.
    pub(crate) fn notes(&self) -> Result<Vec<(NotePath, Vec<Address>)>> {
        let read = |e: std::io::Error| damaged(tantivy::TantivyError::from(e));
        let mut notes: Vec<(NotePath, Vec<Address>)> = Vec::new();
        for (number, reader) in self.field(self.fields.note)?.iter().enumerate() {
            let alive = self.segments[number].reader.alive_bitset();
            let mut paths = reader.terms().stream().map_err(read)?;
            while paths.advance() {
                let mut sections = Vec::new();
                let info = paths.value().clone();
                let mut postings = reader
                    .read_postings_from_terminfo(&info, IndexRecordOption::Basic)
                    .map_err(read)?;
                while postings.doc() != tantivy::TERMINATED {
                    if alive.is_none_or(|alive| alive.is_alive(postings.doc())) {
                        sections.push(Address { segment: number as u32, doc: postings.doc() });
                    }
                    postings.advance();
                }
                if !sections.is_empty() {
                    notes.push((NotePath::from_bytes(paths.key()), sections));
                }
            }
        }
        notes.sort();
        Ok(notes)
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
}

/// Calls `sink` with each key of a dictionary that begins with `prefix`, and
/// in how many documents it is; stops when `sink` returns false.
pub(crate) fn with_prefix(
    dictionary: &TermDictionary,
    prefix: &str,
    mut sink: impl FnMut(&str, u32) -> bool,
) -> Result<()> {
    let read = |e: std::io::Error| damaged(tantivy::TantivyError::from(e));
    let mut stream = dictionary.range().ge(prefix.as_bytes()).into_stream().map_err(read)?;
    while stream.advance() {
        let Ok(key) = std::str::from_utf8(stream.key()) else { continue };
        if !key.starts_with(prefix) || !sink(key, stream.value().doc_freq) {
            break;
        }
    }
    Ok(())
}
