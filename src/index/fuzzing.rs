//! Doors for `fuzz/` to what is private here; compiled for fuzzing only.

use crate::corpus::{Corpus, Note};
use crate::lexicon::Lexicon;

use super::build::DocumentBuilder;
use super::manifest::Manifest;
use super::record::Record;
use super::schema::Fields;

/// Makes the documents of a note, as an index has them, and returns how many
/// bytes they are handed over with.
pub fn documents(notes: &[Note], lexicon: &Lexicon) -> usize {
    let (schema, fields) = Fields::schema();
    let mut builder = DocumentBuilder::new(fields, lexicon);
    let documents = notes.iter().flat_map(|note| builder.documents(note));
    documents.map(|document| document.to_json(&schema).len()).sum()
}

/// Reads bytes as a manifest, and asks it what a search asks.
pub fn manifest(bytes: &[u8], corpus: &Corpus) -> bool {
    // The checksum would keep all but what galpi wrote out.
    let sum = xxhash_rust::xxh3::xxh3_64(bytes).to_le_bytes();
    let Some(manifest) = Manifest::read(&[bytes, &sum].concat()) else { return false };
    let again = Manifest::read(&manifest.to_bytes()).expect("what was written is read");
    assert_eq!(again.to_bytes(), manifest.to_bytes());
    let _ = manifest.warnings();
    assert!(!manifest.is_fresh(corpus), "these bytes can't know the notes");
    true
}

/// Reads bytes as a record, and asks it what a search asks.
pub fn record(bytes: &[u8]) -> bool {
    let Ok(record) = postcard::from_bytes::<Record>(bytes) else { return false };
    let _ = (record.id().to_string(), record.path(), record.span(), record.heading());
    let _ = record.topics();
    true
}
