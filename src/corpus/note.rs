//! A parsed note.

use super::decode::Decoded;
use super::formats::format_of_note;
use super::path::NotePath;
use super::section::{Section, SectionId};

/// A note: a decoded file and the sections that tile it.
#[derive(Clone, Debug)]
pub struct Note {
    /// Where the note is, relative to the corpus.
    pub path: NotePath,
    /// The text, as decoded; spans are byte ranges in it.
    pub decoded: Decoded,
    /// The sections, in the order of the text, without gap or overlap.
    pub sections: Vec<Section>,
}

impl Note {
    /// Parses a decoded file by the format its name tells. Never fails.
    pub fn parse(path: NotePath, decoded: Decoded) -> Self {
        let mut sections = format_of_note(&path).sections(&decoded.text);
        // Below no heading, the file's name says what it is.
        let name = path.title();
        for section in &mut sections {
            if section.trail.is_empty() && !name.is_empty() {
                section.trail.push(name.clone());
            }
        }
        sections.iter_mut().for_each(Section::keep_inside);
        Self { path, decoded, sections }
    }

    /// Returns the id of the section at `index`.
    pub fn id(&self, index: usize) -> SectionId {
        let section = &self.sections[index];
        SectionId::new(&self.path, &section.trail, section.ordinal)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_stay_in_their_section() {
        // Found by fuzzing: carriage returns alone before a heading.
        let bytes = b"\x23\x20\x46\x43\xc6\xe6\x0a\x0a\xb0\xa1\x20\xb8\xb8\xb3\xe2\xc7\x25\x23\x7a\x7a\x7a\x7a\x7a\x29\x7a\x7a\x7a\x7a\x7a\x7a\x7a\x7a\x7a\x7a\x7a\x7a\x7a\x7a\x7a\x7a\x7a\x7a\x7a\x7a\x7a\x7a\x7a\x98\x7a\x7a\x7a\x7a\x7a\x7a\x7a\x7a\x7a\x0d\x0d\x0d\x0d\x0d\x0d\x0d\x0d\x0d\x0d\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x0d\x0d\x0d\x0d\x0d\x0d\x0d\x0d\x0d\x0d\x0d\x0d\x0d\x0d\x0d\x0d\x0d\x0d\x0d\x0d\x0d\x0d\x0d\x0d\x0d\x0d\x0d\x23\x20\xeb\x0d\x0d\x0d\x0d\x0d\x0d\x0d\x0d\x0d\x0d\x0d\x0d\x0d\x0d\x0d\x0d\x0d\x0d\x0d\xff\xff\xff\x62\x6f\xff\xff\xff\xff\x0d\xff\xfb\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x40\xff\xff\xff\x0d\x0d\x0d\x0d\x0d\x0d\xff\xff\xff\xff\x0d\xff\xff\xff\xca\x0d\x0d\x0a";
        let decoded = crate::corpus::decode::decode(bytes.to_vec()).expect("a text");
        let note = Note::parse(NotePath::from("a.md"), decoded);
        for section in &note.sections {
            for span in section.prose.iter().chain(&section.heading) {
                assert!(section.span.contains(*span));
                assert!(note.decoded.text.get(span.range()).is_some());
            }
        }
    }
}
