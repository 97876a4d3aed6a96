//! What words mean, as vectors: two texts of which no word is the same, or the
//! same language, are near each other where they say the like.
//!
//! A [`Table`] has a vector for each of some ten thousand terms of galpi's own
//! analysis. They are *static*: a word has one vector wherever it stands, so a
//! text costs a look-up for each of its words and a sum. [`TextVector`] is that
//! sum, brought to length one and kept in a byte a dimension; the cosine of two
//! of them tells how near two texts are.
//!
//! [`Translations`] are words of the two languages that are nearest to each other
//! in the table.
//!
//! Both are part of the program and read where they lie: the operating
//! system reads in only the pages that are touched, and nothing is done at
//! start. `train/` makes it anew, and README.md says from what.

#![forbid(unsafe_code)]
#![warn(missing_docs)]

mod blocks;
mod table;
mod text;
mod translations;
mod words;

pub use blocks::Fault;
pub use table::{Row, Table};
pub use text::{TextVector, UNIT, VectorSum, nearness};
pub use translations::{Translation, Translations};
pub use words::{Word, each_row};

#[cfg(test)]
mod made;
