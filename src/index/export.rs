//! Sections as they are indexed, for an engine that isn't ours.

use tantivy::TantivyDocument;
use tantivy::schema::{Field, Value};

use crate::corpus::Corpus;
use crate::error::{Error, Warning};
use crate::lexicon::Lexicon;

use super::entries::entry_of;
use super::fields::spoken_of;
use super::ingest::NoteReader;
use super::record::Record;
use super::schema::Fields;
use super::tokenizer::terms;

/// A section as terms, field by field: in their order, those of one place one
/// after the other. None of them has a space in it.
#[derive(Clone, Debug)]
pub struct IndexedSection {
    /// What the section is and where.
    pub record: Record,
    /// Terms of the note's path.
    pub path: Vec<String>,
    /// Terms of the section's own heading.
    pub title: Vec<String>,
    /// Terms of the headings above it.
    pub trail: Vec<String>,
    /// Terms of the text below the heading.
    pub body: Vec<String>,
    /// Entries that the section speaks of (`s/dax`), as often as it does.
    pub mention: Vec<String>,
    /// Entries that the section is about, the more often the more it is.
    pub subject: Vec<String>,
}

/// Calls `sink` with each section of the notes, in the order of their paths.
/// Notes are read twice: what they speak of is known when all were read. Returns what could not be read; `sink` ends all by an error.
///
/// # Errors
///
/// When the notes can't be read at all, and those of `sink`.
pub fn sections<E: From<Error>>(
    corpus: &Corpus,
    lexicon: &Lexicon,
    mut sink: impl FnMut(&IndexedSection) -> Result<(), E>,
) -> Result<Vec<Warning>, E> {
    let found = corpus.discover()?;
    let mut warnings = found.warnings;
    let (_, fields) = Fields::schema();
    let mut reader = NoteReader::new(corpus, lexicon, fields);
    let read = found.notes.iter().filter_map(|(path, _)| reader.read(path, None).ok());
    let parts: Vec<_> = read.map(|note| note.parts).collect();
    let read = lexicon.within(&spoken_of(lexicon, parts.iter().map(Vec::as_slice)));
    for (path, _) in &found.notes {
        match reader.read(path, None) {
            Ok(note) => {
                let sections = note.documents.iter().filter_map(|d| section(d, fields, &read));
                for section in sections {
                    sink(&section)?;
                }
                warnings.extend(note.warning);
            }
            Err(skipped) => warnings.push(skipped.warning),
        }
    }
    Ok(warnings)
}

fn section(
    document: &TantivyDocument,
    fields: Fields,
    lexicon: &Lexicon,
) -> Option<IndexedSection> {
    let of = |field: Field| -> Vec<String> {
        let text = document.get_first(field);
        terms(text.and_then(|text| text.as_str()).unwrap_or_default()).map(str::to_owned).collect()
    };
    let entries = |field: Field| -> Vec<String> {
        let entries = of(field).into_iter().filter_map(|term| entry_of(lexicon, &term));
        let read = entries.filter(|id| lexicon.name(id).is_some());
        read.map(|id| id.as_str().to_owned()).collect()
    };
    let record = document.get_first(fields.record)?;
    let id = document.get_first(fields.id)?.as_u64()?;
    Some(IndexedSection {
        record: Record::read(record.as_bytes()?, id, lexicon)?,
        path: of(fields.path),
        title: of(fields.title),
        trail: of(fields.trail),
        body: of(fields.body),
        mention: entries(fields.mention),
        subject: entries(fields.subject),
    })
}
