//! Texts that are open in the editor, and places in them.
//!
//! The protocol counts lines and columns from 0, columns in units of UTF-16:
//! a Hangul syllable is one, an emoji two. A line ends with `\n` or `\r\n`.

use std::path::PathBuf;

use gen_lsp_types::{Position, Range, TextDocumentContentChangeEvent};

/// A text that is open, saved or not.
pub(super) struct Document {
    text: String,
}

impl Document {
    pub(super) fn new(text: String) -> Self {
        Self { text }
    }

    /// Returns a line without its end; none past the last one.
    pub(super) fn line(&self, number: u32) -> Option<&str> {
        let line = self.text.split('\n').nth(number as usize)?;
        Some(line.strip_suffix('\r').unwrap_or(line))
    }

    /// Takes what was typed. A place that isn't there is the nearest before it.
    pub(super) fn change(&mut self, change: TextDocumentContentChangeEvent) {
        use TextDocumentContentChangeEvent as Event;
        match change {
            Event::TextDocumentContentChangeWholeDocument(whole) => self.text = whole.text,
            Event::TextDocumentContentChangePartial(part) => {
                let Range { start, end } = part.range;
                let start = self.offset(start);
                let end = self.offset(end).max(start);
                self.text.replace_range(start..end, &part.text);
            }
        }
    }

    fn offset(&self, position: Position) -> usize {
        let skipped = self.text.split_inclusive('\n').take(position.line as usize);
        let start: usize = skipped.map(str::len).sum();
        let line = self.line(position.line).unwrap_or_default();
        start + byte_at(line, position.character)
    }
}

/// Returns how many bytes of a line stand before a column; inside of a
/// character, those before that.
pub(super) fn byte_at(line: &str, column: u32) -> usize {
    let mut units = 0;
    for (at, c) in line.char_indices() {
        units += c.len_utf16() as u32;
        if units > column {
            return at;
        }
    }
    line.len()
}

/// Returns the column after a text.
pub(super) fn column_after(text: &str) -> u32 {
    text.chars().map(|c| c.len_utf16() as u32).sum()
}

/// Returns a range of bytes in a line as a range of the protocol; `line` is
/// 1-based, as in notes.
pub(super) fn range(line: usize, text: &str, bytes: std::ops::Range<usize>) -> Range {
    let line = line.saturating_sub(1) as u32;
    let position = |at: usize| {
        let before = text.get(..at).unwrap_or(text);
        Position { line, character: column_after(before) }
    };
    Range { start: position(bytes.start), end: position(bytes.end) }
}

/// Returns the file that a URI names; none where it names something else.
pub(super) fn path_of(uri: &str) -> Option<PathBuf> {
    let rest = uri.strip_prefix("file://")?;
    // What stands before the path is the name of this machine, or nothing.
    let path = &rest[rest.find('/')?..];
    let bytes = decoded(path)?;
    #[cfg(unix)]
    let path = {
        use std::os::unix::ffi::OsStringExt;
        PathBuf::from(std::ffi::OsString::from_vec(bytes))
    };
    #[cfg(not(unix))]
    let path = {
        let text = String::from_utf8(bytes).ok()?;
        // `/C:/notes` is `C:/notes`.
        PathBuf::from(text.strip_prefix('/').filter(|rest| rest.contains(':')).unwrap_or(&text))
    };
    Some(path)
}

fn decoded(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        match first {
            b'%' => {
                let (digits, after) = rest.split_at_checked(2)?;
                bytes.push(u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?);
                rest = after;
            }
            plain => bytes.push(*plain),
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use gen_lsp_types::{TextDocumentContentChangePartial, TextDocumentContentChangeWholeDocument};

    use super::*;

    fn position(line: u32, character: u32) -> Position {
        Position { line, character }
    }

    #[test]
    fn columns_are_units_of_utf_16() {
        let line = "\t볼😀륨";
        for (column, byte) in [(0, 0), (1, 1), (2, 4), (3, 4), (4, 8), (5, 11), (99, 11)] {
            assert_eq!(byte_at(line, column), byte, "{column}");
        }
        assert_eq!(column_after(line), 5);
        // Decomposed syllables are as many as they are written with.
        assert_eq!(column_after("\u{1107}\u{1169}"), 2);
        let Range { start, end } = range(3, line, 4..8);
        assert_eq!((start, end), (position(2, 2), position(2, 4)));
    }

    #[test]
    fn what_is_typed_changes_the_text() {
        let mut document = Document::new("하나\r\n😀 둘\n".to_owned());
        let mut type_in = |start: Position, end: Position, text: &str| {
            #[allow(deprecated, reason = "it must be said")]
            let part = TextDocumentContentChangePartial {
                range: Range { start, end },
                range_length: None,
                text: text.to_owned(),
            };
            document.change(part.into());
            document.text.clone()
        };
        assert_eq!(type_in(position(1, 3), position(1, 4), "셋"), "하나\r\n😀 셋\n");
        // Past the end of a line is its end, past the last line the end of all.
        assert_eq!(type_in(position(0, 9), position(0, 9), "!"), "하나!\r\n😀 셋\n");
        assert_eq!(type_in(position(9, 9), position(9, 9), "끝"), "하나!\r\n😀 셋\n끝");
        // A range that ends before it begins is a place.
        assert_eq!(type_in(position(0, 1), position(0, 0), "_"), "하_나!\r\n😀 셋\n끝");
        document.change(TextDocumentContentChangeWholeDocument { text: "새로".to_owned() }.into());
        assert_eq!((document.line(0), document.line(1)), (Some("새로"), None));
    }

    #[test]
    fn uris_name_files() {
        let path = |uri: &str| path_of(uri).map(|path| path.to_string_lossy().into_owned());
        assert_eq!(path("file:///a%20b/%EB%B3%BC.md").as_deref(), Some("/a b/볼.md"));
        assert_eq!(path("file://localhost/a.md").as_deref(), Some("/a.md"));
        assert_eq!(path("untitled:1"), None);
        assert_eq!(path("file:///a%2"), None);
        assert_eq!(path("file:///a%zz"), None);
    }
}
