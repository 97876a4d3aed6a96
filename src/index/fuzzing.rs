//! Doors for `fuzz/` to what is private here; compiled for fuzzing only.

use tantivy::Document;
use tantivy::schema::Schema;

use crate::corpus::{Corpus, Note};
use crate::lexicon::Lexicon;

use super::build::DocumentBuilder;
use super::manifest::Manifest;
use super::record::Record;
use super::schema::Fields;

/// Makes documents of notes, as an index has them.
pub struct Documents<'l> {
    builder: DocumentBuilder<'l>,
    schema: Schema,
}

impl<'l> Documents<'l> {
    /// Makes the maker, which remembers words.
    pub fn new(lexicon: &'l Lexicon) -> Self {
        let (schema, fields) = Fields::schema();
        Self { builder: DocumentBuilder::new(fields, lexicon), schema }
    }

    /// Makes the documents of a note, and returns how many bytes they are
    /// handed over with.
    pub fn of(&mut self, note: &Note) -> usize {
        let documents = self.builder.documents(note);
        documents.iter().map(|document| document.to_json(&self.schema).len()).sum()
    }
}

/// Reads bytes as a manifest, and asks it what a search asks.
pub fn manifest(bytes: &[u8], corpus: &Corpus) -> bool {
    // The checksum would keep all but what galpi wrote out.
    let sum = xxhash_rust::xxh3::xxh3_64(bytes).to_le_bytes();
    let Some(manifest) = Manifest::read(&[bytes, &sum].concat()) else { return false };
    let again = Manifest::read(&manifest.to_bytes()).expect("what was written is read");
    assert_eq!(again.to_bytes(), manifest.to_bytes());
    let _ = manifest.warnings();
    let _ = manifest.is_fresh(corpus);
    true
}

/// Reads bytes as a record, and asks it what a search asks.
pub fn record(bytes: &[u8]) -> bool {
    let Ok(record) = postcard::from_bytes::<Record>(bytes) else { return false };
    let _ = (record.id().to_string(), record.path(), record.span(), record.heading());
    let _ = record.topics();
    true
}
