//! What a format of notes is.

use crate::span::Span;

use super::section::Section;

/// A format of notes: text in, sections out. It cannot fail; what it doesn't
/// understand is text.
pub(crate) trait Format: Sync {
    /// Cuts a text into sections that tile it.
    fn sections(&self, text: &str) -> Vec<Section>;

    /// Says whether a reader may be shown the text as Markdown; as it is written
    /// otherwise.
    fn is_markdown(&self) -> bool {
        false
    }

    /// Writes a section, which has `span` of the text, in Markdown, where what stands in
    /// the file is for programs to read.
    fn readable(&self, _text: &str, _span: Span) -> Option<String> {
        None
    }

    /// Says of each line of a section whether it is a sign of the format alone,
    /// which a reader of the note never sees.
    fn are_signs(&self, lines: &[&str]) -> Vec<bool> {
        vec![false; lines.len()]
    }
}

/// Asserts that sections are `line-end_line trail | prose…`.
#[cfg(test)]
#[track_caller]
pub(super) fn check(format: &dyn Format, text: &str, expected: &[&str]) {
    let sections = format.sections(text);
    let written: Vec<String> = sections
        .iter()
        .map(|section| {
            let prose: Vec<&str> =
                section.prose.iter().map(|span| text[span.range()].trim()).collect();
            let trail = section.trail.join(" > ");
            format!("{}-{} {trail} | {}", section.line, section.end_line, prose.join("/"))
        })
        .collect();
    assert_eq!(written, expected);
    let mut end = 0;
    for section in &sections {
        assert_eq!(section.span.start, end);
        end = section.span.end;
    }
    assert_eq!(end, text.len());
}
