//! How a compiled lexicon is laid out, and the records in it: each is read and
//! written by one type, so that the order of its texts stands in one place.
//!
//! ```text
//! magic, then for each of PARTS: offset and length (u32, little-endian)
//! names      fst: folded name → claims
//! ids        fst: `s/…` or `c/…` → number of the entry
//! entries    records ([`EntryRecord`]), found through an index of offsets
//! glossary   fst: folded form → claims, by the numbers of rows
//! rows       records of the glossary ([`RowRecord`])
//! spellings  fst: folded form → number of its group
//! groups     records: the forms of a group
//! common     fst: word → weight in hundredths
//! described  fst: term → where its postings begin
//! postings   for each term: their number (u32), and of each the number of the
//!            entry that it describes (u16) and how often (u8)
//! lengths    for each entry: the sum of these (u16)
//! sounds     fst: how a name sounds, [`SOUND_SEPARATOR`], the folded name → 0
//! local      fst: folded name of a part where its whole is spoken of,
//!            SEPARATOR, id of the whole → claims, as for names
//! more       claims of names that have more than fit in a value
//! fields     records ([`FieldRecord`])
//! of_entry   for each entry: the number of its field (u8), 0 for none
//! of_row     for each row of the glossary: the same
//! meanings   for each entry, and one more: the number of its first vector (u32); then
//!            the vectors of names, glosses and phrasings, a byte (i8) a dimension
//! ```
//!
//! A record is a sequence of texts, each with its length before it (u32). A
//! list of texts is one text parted by [`SEPARATOR`].
//!
//! How claims are packed into values is told in `claim.rs`.

use std::borrow::Cow;

/// Begins a compiled lexicon; changes with the layout.
pub const MAGIC: &[u8; 8] = b"galpilx7";
/// The number of parts, in the order of the module's table.
pub const PARTS: usize = 18;
/// Parts the texts of a list.
pub const SEPARATOR: char = '\u{1f}';
/// Parts the sound of a name from the name.
pub const SOUND_SEPARATOR: char = '\u{1}';

/// Bytes of a lexicon: in the program, or compiled from a notebook's own files.
pub type Bytes = Cow<'static, [u8]>;

/// What is kept of an entry. Lists are texts parted by [`SEPARATOR`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EntryRecord<'t> {
    /// `s/…` of a service, `c/…` of a concept.
    pub id: &'t str,
    /// The official name of a service, the English name of a concept.
    pub name: &'t str,
    /// The usual name in Korean; may be empty.
    pub korean: &'t str,
    /// Other names, as written.
    pub names: &'t str,
    /// The category of a service; `concept` for concepts.
    pub category: &'t str,
    /// Ids of what it is part of.
    pub parents: &'t str,
    /// Ids of its parts, or of narrower concepts.
    pub parts: &'t str,
    /// Ids of concepts beside it.
    pub related: &'t str,
    /// Ids of services that realise it.
    pub services: &'t str,
    /// Everyday phrasings.
    pub phrases: &'t str,
    /// What it is, in English.
    pub gloss: &'t str,
    /// What it is, in Korean.
    pub gloss_ko: &'t str,
    /// `rare` where `--missing` doesn't list it, else empty.
    pub rare: &'t str,
}

impl<'t> EntryRecord<'t> {
    /// Where the name is among the texts, so that it can be read alone.
    pub const NAME: usize = 1;
    /// Where what it is part of is among the texts.
    pub const PARENTS: usize = 5;

    /// Returns the texts as they are written.
    pub(crate) fn texts(&self) -> [&'t str; 13] {
        [
            self.id,
            self.name,
            self.korean,
            self.names,
            self.category,
            self.parents,
            self.parts,
            self.related,
            self.services,
            self.phrases,
            self.gloss,
            self.gloss_ko,
            self.rare,
        ]
    }

    /// Reads the texts of a record; what is missing is empty.
    pub fn read(mut texts: impl Iterator<Item = &'t str>) -> Self {
        let mut next = || texts.next().unwrap_or_default();
        Self {
            id: next(),
            name: next(),
            korean: next(),
            names: next(),
            category: next(),
            parents: next(),
            parts: next(),
            related: next(),
            services: next(),
            phrases: next(),
            gloss: next(),
            gloss_ko: next(),
            rare: next(),
        }
    }
}

/// What is kept of a row of the glossary. Lists are parted by [`SEPARATOR`], the
/// terms of one form by blanks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RowRecord<'t> {
    /// Korean forms.
    pub korean: &'t str,
    /// English forms.
    pub english: &'t str,
    /// How surely one stands for the other, in hundredths.
    pub weight: &'t str,
    /// The smallest terms of each Korean form.
    pub korean_terms: &'t str,
    /// The smallest terms of each English form.
    pub english_terms: &'t str,
}

impl<'t> RowRecord<'t> {
    /// Returns the texts as they are written.
    pub(crate) fn texts(&self) -> [&'t str; 5] {
        [self.korean, self.english, self.weight, self.korean_terms, self.english_terms]
    }

    /// Reads the texts of a record; what is missing is empty.
    pub fn read(mut texts: impl Iterator<Item = &'t str>) -> Self {
        let mut next = || texts.next().unwrap_or_default();
        Self {
            korean: next(),
            english: next(),
            weight: next(),
            korean_terms: next(),
            english_terms: next(),
        }
    }
}

/// What is kept of a field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FieldRecord<'t> {
    /// Its identity, as lexicon files have it.
    pub id: &'t str,
    /// What it is called in English.
    pub name: &'t str,
    /// What it is called in Korean.
    pub korean: &'t str,
    /// The field and those that include it, as the bits of a decimal number.
    pub with: &'t str,
}

impl<'t> FieldRecord<'t> {
    /// Returns the texts as they are written.
    pub(crate) fn texts(&self) -> [&'t str; 4] {
        [self.id, self.name, self.korean, self.with]
    }

    /// Reads the texts of a record; what is missing is empty.
    pub fn read(mut texts: impl Iterator<Item = &'t str>) -> Self {
        let mut next = || texts.next().unwrap_or_default();
        Self { id: next(), name: next(), korean: next(), with: next() }
    }
}

/// Records that are being written, and the index of where each begins.
#[derive(Default)]
pub(crate) struct RecordsWriter {
    offsets: Vec<u32>,
    bytes: Vec<u8>,
}

impl RecordsWriter {
    /// Returns how many there are: the number of the next.
    pub(crate) fn len(&self) -> u64 {
        self.offsets.len() as u64
    }

    /// Adds a record of some texts.
    pub(crate) fn push(&mut self, texts: &[&str]) {
        self.offsets.push(self.bytes.len() as u32);
        for text in texts {
            self.bytes.extend_from_slice(&(text.len() as u32).to_le_bytes());
            self.bytes.extend_from_slice(text.as_bytes());
        }
    }

    /// Returns the bytes that [`Records`] reads.
    pub(crate) fn finish(self) -> Vec<u8> {
        let mut bytes = (self.offsets.len() as u32).to_le_bytes().to_vec();
        bytes.extend(self.offsets.iter().flat_map(|offset| offset.to_le_bytes()));
        bytes.extend(self.bytes);
        bytes
    }
}

/// Reads a number (u32, little-endian) at a byte; `None` behind the end.
#[inline]
pub fn read_u32(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

/// Records, read in place.
pub struct Records {
    bytes: Bytes,
}

impl Records {
    /// Takes the bytes of a part that holds records.
    pub fn new(bytes: Bytes) -> Self {
        Self { bytes }
    }

    /// Returns how many there are.
    #[inline]
    pub fn len(&self) -> usize {
        read_u32(&self.bytes, 0).unwrap_or(0) as usize
    }

    /// Says whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns the texts of a record, from 0; `None` where there is no such record.
    #[inline]
    pub fn get(&self, number: usize) -> Option<RecordTexts<'_>> {
        let count = self.len();
        if number >= count {
            return None;
        }
        let base = 4 + 4 * count;
        let at = base + read_u32(&self.bytes, 4 + 4 * number)? as usize;
        let end = match number + 1 {
            next if next < count => base + read_u32(&self.bytes, 4 + 4 * next)? as usize,
            _ => self.bytes.len(),
        };
        Some(RecordTexts { bytes: self.bytes.get(at..end)? })
    }
}

/// Texts of a record that are still to be read.
pub struct RecordTexts<'b> {
    bytes: &'b [u8],
}

impl<'b> RecordTexts<'b> {
    #[inline]
    fn next_bytes(&mut self) -> Option<&'b [u8]> {
        let length = read_u32(self.bytes, 0)? as usize;
        let text = self.bytes.get(4..4 + length)?;
        self.bytes = &self.bytes[4 + length..];
        Some(text)
    }
}

impl<'b> Iterator for RecordTexts<'b> {
    type Item = &'b str;

    #[inline]
    fn next(&mut self) -> Option<&'b str> {
        std::str::from_utf8(self.next_bytes()?).ok()
    }

    // What is passed over isn't checked to be text: that is most of the cost.
    #[inline]
    fn nth(&mut self, n: usize) -> Option<&'b str> {
        for _ in 0..n {
            self.next_bytes()?;
        }
        self.next()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_are_read_as_they_were_written() {
        let entry = EntryRecord {
            id: "s/a",
            name: "name",
            parents: "s/b",
            gloss_ko: "설명",
            rare: "rare",
            ..EntryRecord::default()
        };
        let row =
            RowRecord { korean: "가", weight: "90", english_terms: "a b", ..Default::default() };
        let field = FieldRecord { id: "f", korean: "분야", with: "3", ..Default::default() };
        let mut writer = RecordsWriter::default();
        writer.push(&entry.texts());
        writer.push(&row.texts());
        writer.push(&field.texts());
        let records = Records::new(writer.finish().into());
        let texts = |number| records.get(number).unwrap();
        assert_eq!(EntryRecord::read(texts(0)), entry);
        assert_eq!(RowRecord::read(texts(1)), row);
        assert_eq!(FieldRecord::read(texts(2)), field);
        assert!(records.get(3).is_none());
        assert_eq!(texts(0).nth(EntryRecord::NAME), Some("name"));
        assert_eq!(texts(0).nth(EntryRecord::PARENTS), Some("s/b"));
    }
}
