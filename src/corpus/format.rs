//! The formats that notes are kept in.

use super::Section;
use super::asciidoc::AsciiDoc;
use super::jupyter::Jupyter;
use super::markdown::Markdown;
use super::org::Org;
use super::table::Table;

/// A format of notes: text in, sections out. It cannot fail; what it doesn't
/// understand is text.
pub(crate) trait Format: Sync {
    /// Cuts a text into sections that tile it.
    fn sections(&self, text: &str) -> Vec<Section>;
}

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

/// Returns the format of files whose names end so.
pub(crate) fn format_of(extension: &str) -> &'static dyn Format {
    OTHERS.iter().find(|(name, _)| *name == extension).map_or(&Markdown, |(_, format)| *format)
}

/// Says whether files whose names end so may be notes that aren't read unless
/// the configuration says so.
pub(crate) fn is_known(extension: &str) -> bool {
    OTHERS.iter().any(|(name, _)| *name == extension)
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
