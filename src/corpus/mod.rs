//! Notes on disk → sections.
//!
//! A folder comes in, notes parsed into sections go out. Nothing here knows
//! how text is analysed or searched, and nothing is ever written.
//!
//! A *section* is what galpi finds: a heading with the text up to the next
//! heading of any depth. The text before the first heading is a section too.

mod decode;
mod discover;
mod markdown;
mod note;
mod outline;

pub use decode::{Decoded, decode};
pub use discover::{Corpus, Discovery, FileStamp, MAX_NOTE_BYTES, NotePath};
pub(crate) use markdown::{FrontMatter, Source as MarkdownSource, html};
pub use note::{Note, Section, SectionId, lines_of};

/// A parser of one note format: text in, sections out. It cannot fail; what
/// it doesn't understand is text.
type Parser = fn(&str) -> Vec<Section>;

/// The formats that are read: file name extension (compared without case) and
/// parser. Plain text goes through the Markdown parser as well: notes in
/// `.txt` files mostly use its headings, and those without any become one
/// section.
pub(crate) const FORMATS: [(&str, Parser); 3] =
    [("md", markdown::parse), ("markdown", markdown::parse), ("txt", markdown::parse)];

/// Returns how names of notes end, without the dot.
pub fn extensions() -> impl Iterator<Item = &'static str> {
    FORMATS.iter().map(|(extension, _)| *extension)
}
