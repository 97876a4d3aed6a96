//! galpi (갈피) finds the section of your notes that you half remember.
//!
//! The way of the data, a room at each step:
//!
//! ```text
//! notes ─discover→ paths ─parse→ sections ─analyse→ terms ─write→ index
//! typed ─parse→ query ─understand→ readings ─retrieve→ candidates ─rank→ hits ─render→ output
//! ```
//!
//! [`Notebook`] goes all of it:
//!
//! ```no_run
//! # fn main() -> galpi::Result<()> {
//! let hits = galpi::Notebook::open("notes")?.search("볼륨 게이트웨이")?;
//! for hit in hits.hits {
//!     let (path, line, text) = (hit.record.path(), hit.line(), hit.snippet.best.text);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! `examples/search.rs` is a program of it. Rooms can be used alone:
//! [`analysis`] cuts Korean and English text into terms, [`corpus`] notes into
//! sections, [`eval`] measures rankings.
//!
//! The library reads no environment, prints nothing and never exits; the
//! program `galpi` does these. With `default-features = false` the program's
//! dependencies aren't built. What happens is told by types ([`error`],
//! [`search::Remark`]); [`language`] has the words for them, and for all that
//! the program says.

#![forbid(unsafe_code)]
#![warn(missing_docs)]

pub mod config;
pub mod corpus;
pub mod error;
pub mod eval;
pub mod exam;
pub mod index;
pub mod language;
pub mod lexicon;
pub mod links;
mod meaning;
pub mod notebook;
pub mod plain_file;
pub mod query;
pub mod render;
pub mod search;
mod shortcode;
pub mod span;
mod verbatim;

pub use galpi_analysis as analysis;
pub use galpi_analysis::name;

pub use error::{Error, Result};
pub use notebook::Notebook;
pub use search::{Hit, Hits, Options};
