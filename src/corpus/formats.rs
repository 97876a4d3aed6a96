//! The formats that notes are kept in, by how their files' names end.

use std::path::Path;

use super::asciidoc::AsciiDoc;
use super::format::Format;
use super::jupyter::Jupyter;
use super::markdown::Markdown;
use super::org::Org;
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

/// Which of these are Markdown.
const MARKDOWN: [&str; 5] = ["mdx", "mkd", "mdown", "qmd", "rmd"];

/// Returns the format of files whose names end so.
pub(crate) fn format_of(extension: &str) -> &'static dyn Format {
    OTHERS.iter().find(|(name, _)| *name == extension).map_or(&Markdown, |(_, format)| *format)
}

/// Says whether notes with such a path are Markdown, or read as if they were.
pub(crate) fn is_markdown(path: &Path) -> bool {
    let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    let other = OTHERS.iter().find(|(name, _)| *name == extension);
    other.is_none_or(|(name, _)| MARKDOWN.contains(name))
}

/// Says of each line of a section of a note whether it is a sign of the note's
/// format alone, and nothing that is read.
pub(crate) fn are_signs(path: &Path, lines: &[&str]) -> Vec<bool> {
    let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    format_of(&extension).are_signs(lines)
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
