//! Markdown → text as a person reads it.
//!
//! [`line`] takes one line of a note, for lists of hits; [`page`] takes a
//! whole section. Both keep track of which bytes of the note become what, so
//! that matches stay marked. Whatever comes out is harmless on a terminal and
//! composed (NFC): decomposed Hangul is drawn as loose letters by many.

mod indent;
mod line;
mod link;
mod page;
mod parts;
pub(super) mod row;
mod table;
mod tag;
mod wrap;

pub use line::{line, row_with_head, verbatim};
pub use page::{lines, page};
pub use parts::presentable;
pub use row::{Face, Row, Run};
pub use wrap::wrapped;
