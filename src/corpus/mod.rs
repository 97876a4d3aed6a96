//! Notes on disk → sections.
//!
//! A folder comes in, notes parsed into sections go out. Nothing here knows
//! how text is analysed or searched, and nothing is ever written.
//!
//! A *section* is what galpi finds: a heading with the text up to the next
//! heading of any depth. The text before the first heading is a section too.

mod asciidoc;
mod decode;
mod discover;
mod format;
mod jupyter;
mod markdown;
mod note;
mod org;
mod outline;
mod table;

pub use decode::{Decoded, decode};
pub use discover::{
    Corpus, Discovery, FileStamp, IGNORE_FILES, INDEX_MARKER, MAX_NOTE_BYTES, NotePath, PathFilter,
};
use format::{Format, READ};
pub(crate) use markdown::{FrontMatter, Source as MarkdownSource, html};
pub use note::{Note, Section, SectionId, lines_of};

/// Returns how names of notes end that are always read, without the dot.
pub fn extensions() -> impl Iterator<Item = &'static str> {
    READ.into_iter()
}
