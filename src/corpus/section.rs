//! Sections of notes, and what names them.

use std::fmt;

use crate::span::Span;

use super::path::NotePath;

/// A heading and the text below it, up to the next heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The headings above this section, outermost first, ending with its own.
    /// Text below no heading has the note's title, or else its file's name.
    pub trail: Vec<String>,
    /// All of the section in the note's text, heading line included.
    pub span: Span,
    /// The line of the heading, 1-based; the first line with text where there
    /// is no heading.
    pub line: usize,
    /// The last line that has text, 1-based.
    pub end_line: usize,
    /// The text of the heading, where there is one.
    pub heading: Option<Span>,
    /// All other text, in the order of the note: what a reader reads, and what
    /// markup keeps from sight (where links lead, comments, the language of
    /// code, properties). Names of tags and embedded images are no text.
    pub prose: Vec<Span>,
    /// Names of tags and of their attributes.
    pub markup: Vec<Span>,
    /// What the front matter calls the note or says of it (title, aliases,
    /// tags, summary), in the first section of the note.
    pub names: Vec<Span>,
    /// What else the front matter has: its keys, and values that name nothing.
    pub properties: Vec<Span>,
    /// Counts sections of this note with the same trail before this one.
    pub ordinal: u32,
}

/// Names a section as long as its note's path and its heading trail stay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SectionId(u64);

/// Crockford's base 32 in lower case: no letter is mistaken for another.
const ID_ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
/// Letters of a section's id: 35 bits, so that among 10,000 sections two
/// share an id once in 700 notebooks.
const ID_LETTERS: usize = 7;

impl SectionId {
    /// Computes the id of the section with `trail` in the note at `path`;
    /// `ordinal` tells apart sections of one note with the same trail.
    pub fn new(path: &NotePath, trail: &[String], ordinal: u32) -> Self {
        let mut key = path.to_bytes();
        for heading in trail {
            key.push(0);
            key.extend_from_slice(heading.as_bytes());
        }
        key.push(0);
        key.extend_from_slice(&ordinal.to_le_bytes());
        Self(xxhash_rust::xxh3::xxh3_64(&key) & ((1 << (5 * ID_LETTERS)) - 1))
    }

    /// Returns the id as a number below 2³⁵.
    pub fn to_u64(self) -> u64 {
        self.0
    }

    /// Takes back a number that [`SectionId::to_u64`] gave.
    pub fn from_u64(id: u64) -> Self {
        Self(id)
    }

    /// Reads an id as it is printed; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        if text.len() != ID_LETTERS {
            return None;
        }
        text.bytes()
            .try_fold(0, |id, letter| {
                let digit = ID_ALPHABET.iter().position(|l| *l == letter)?;
                Some(id << 5 | digit as u64)
            })
            .map(Self)
    }
}

impl fmt::Display for SectionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for place in (0..ID_LETTERS).rev() {
            let digit = (self.0 >> (5 * place)) & 31;
            write!(f, "{}", ID_ALPHABET[digit as usize] as char)?;
        }
        Ok(())
    }
}

/// Iterates over the lines of `text` inside `span`: the 1-based line number
/// when the span's first byte is on line `first_line`, and the line's span
/// without its line end (`\n` or `\r\n`).
pub fn lines_of(
    text: &str,
    span: Span,
    first_line: usize,
) -> impl Iterator<Item = (usize, Span)> + '_ {
    let mut start = span.start;
    let mut line = first_line;
    std::iter::from_fn(move || {
        if start >= span.end {
            return None;
        }
        let rest = &text.as_bytes()[start..span.end];
        let length = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
        let mut end = start + length;
        if end > start && text.as_bytes()[end - 1] == b'\r' {
            end -= 1;
        }
        let item = (line, Span::new(start, end));
        start += length + 1;
        line += 1;
        Some(item)
    })
}

impl Section {
    /// Cuts what reaches out of the section at its ends: Markdown takes a
    /// carriage return alone for a line end, and may end a piece behind one that
    /// the next section begins after.
    pub(super) fn keep_inside(&mut self) {
        let section = self.span;
        let inside = |span: Span| {
            let (start, end) = (span.start.max(section.start), span.end.min(section.end));
            (start < end).then(|| Span::new(start, end))
        };
        self.heading = self.heading.and_then(inside);
        for pieces in [&mut self.prose, &mut self.markup, &mut self.names, &mut self.properties] {
            *pieces = pieces.iter().filter_map(|span| inside(*span)).collect();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_survives_printing() {
        let path = NotePath::from("a/b.md");
        let id = SectionId::new(&path, &["볼륨 게이트웨이".to_owned()], 0);
        assert_eq!(SectionId::parse(&id.to_string()), Some(id));
        assert_ne!(SectionId::new(&path, &["볼륨 게이트웨이".to_owned()], 1), id);
        assert_eq!(SectionId::parse("볼륨"), None);
        assert_eq!(SectionId::parse("iiiiiii"), None);
    }

    #[test]
    fn lines_lose_their_ends_and_nothing_else() {
        let text = "가\r\n\n다";
        let lines: Vec<_> = lines_of(text, Span::new(0, text.len()), 5)
            .map(|(line, span)| (line, &text[span.range()]))
            .collect();
        assert_eq!(lines, [(5, "가"), (6, ""), (7, "다")]);
    }
}
