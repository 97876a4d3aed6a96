//! Doors for `fuzz/` to what is private here; compiled for fuzzing only.

use tantivy::Document;
use tantivy::schema::Schema;

use crate::corpus::{Corpus, Note};
use crate::lexicon::Lexicon;

use super::build::DocumentBuilder;
use super::manifest::Manifest;
use super::part::parts;
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
        let mut bytes = 0;
        for (number, part) in parts(note).iter().enumerate() {
            let (documents, _) = self.builder.documents(note, number, part);
            bytes += documents.iter().map(|d| d.to_json(&self.schema).len()).sum::<usize>();
        }
        bytes
    }
}

/// Reads bytes as a manifest, the first telling how long its head is, and asks
/// it what a search asks.
pub fn manifest(bytes: &[u8], corpus: &Corpus) -> bool {
    let Some((length, rest)) = bytes.split_first() else { return false };
    let (head, list) = rest.split_at(rest.len().min(usize::from(*length) * 4));
    // The checksums would keep all but what galpi wrote out.
    let sums = [head, list].map(|part| xxhash_rust::xxh3::xxh3_64(part).to_le_bytes());
    let length = (head.len() as u32).to_le_bytes();
    let bytes = [&length, &sums[0][..], &sums[1], head, list].concat();
    let Ok(manifest) = Manifest::read(&bytes[..], true) else { return false };
    let again = manifest.to_bytes();
    let again = Manifest::read(&again[..], true).expect("what was written is read");
    assert_eq!(again.to_bytes(), manifest.to_bytes());
    let _ = (manifest.warnings(), manifest.notes());
    let _ = manifest.is_fresh(corpus);
    true
}

/// Reads bytes as a record, and asks it what a search asks.
pub fn record(bytes: &[u8]) -> bool {
    let Some(record) = Record::read(bytes, 0, &Lexicon::shipped()) else { return false };
    let _ = (record.id().to_string(), record.path(), record.span(), record.heading());
    let _ = record.topics();
    true
}
