//! Static word embeddings of both languages in one space: texts of which no word is the
//! same, or the same language, are near each other where they mean the like.
//!
//! A [`Table`] has a vector for each of some ten thousand terms of galpi's analysis. A word
//! has one vector wherever it stands, so the vector of a text costs a look-up for each
//! word and a sum ([`VectorSum`]). [`TextVector`] is that sum, brought to length one and
//! quantised to a byte a dimension; nearness is the cosine of two of them.
//!
//! [`Translations`] are pairs of words of the two languages that are nearest neighbours in
//! the table.
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
