//! The formats that notes are kept in, by how their files' names end.

use crate::span::Span;

use super::asciidoc::AsciiDoc;
use super::format::Format;
use super::jupyter::Jupyter;
use super::markdown::Markdown;
use super::org::Org;
use super::path::NotePath;
use super::table::Table;

/// The formats that are always read: how their files' names end (compared
/// without case). Plain text is read as Markdown: notes in `.txt` files mostly
/// use its headings, and those without any become one section.
pub(crate) const READ: [&str; 3] = ["md", "markdown", "txt"];

/// The formats that are read where the configuration says so. Endings that
/// stand nowhere here are read as Markdown as well.
const OTHERS: [(&str, &dyn Format); 11] = [
    ("mdx", &Markdown),
    ("mkd", &Markdown),
    ("mdown", &Markdown),
    ("qmd", &Markdown),
    ("rmd", &Markdown),
    ("org", &Org),
    ("adoc", &AsciiDoc),
    ("asciidoc", &AsciiDoc),
    ("asc", &AsciiDoc),
    ("ipynb", &Jupyter),
    ("csv", &Table),
];

/// Returns the format that a note's name tells.
pub(super) fn format_of_note(path: &NotePath) -> &'static dyn Format {
    let extension = path.extension().unwrap_or_default();
    OTHERS.iter().find(|(name, _)| *name == extension).map_or(&Markdown, |(_, format)| *format)
}

/// Says whether notes with such a path are Markdown, or read as if they were.
pub(crate) fn is_markdown(path: &NotePath) -> bool {
    format_of_note(path).is_markdown()
}

/// Writes a section of a note, which has `span` of the note's text, in Markdown: cells of
/// a Jupyter notebook without their JSON, a row of a table with the names of its columns.
/// `None` where the section is read as it is written.
pub fn readable(path: &NotePath, text: &str, span: Span) -> Option<String> {
    format_of_note(path).readable(text, span)
}

/// Says of each line of a section of a note whether it is a sign of the note's
/// format alone, and nothing that is read.
pub fn are_signs(path: &NotePath, lines: &[&str]) -> Vec<bool> {
    format_of_note(path).are_signs(lines)
}

/// Says whether files whose names end so may be notes that aren't read unless
/// the configuration says so.
pub(crate) fn is_known(extension: &str) -> bool {
    OTHERS.iter().any(|(name, _)| *name == extension)
}

/// Returns how names of notes end that are always read, without the dot.
pub fn extensions() -> impl Iterator<Item = &'static str> {
    READ.into_iter()
}
