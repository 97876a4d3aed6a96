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
mod filter;
mod format;
mod formats;
mod gap;
mod ignore_file;
mod jupyter;
mod markdown;
mod note;
mod org;
mod outline;
mod path;
mod section;
mod table;

pub use decode::{Decoded, decode};
pub use discover::{Corpus, Discovery, INDEX_MARKER, MAX_NOTE_BYTES};
pub use filter::PathFilter;
pub(crate) use formats::is_markdown;
pub use formats::{are_signs, extensions, readable};
pub(crate) use gap::{gap, markup_inside_word};
pub use ignore_file::IGNORE_FILES;
pub(crate) use markdown::{FrontMatter, Source as MarkdownSource, html};
pub use note::Note;
pub use path::{FileStamp, NotePath};
pub use section::{Section, SectionId, lines_of};
