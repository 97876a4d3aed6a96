//! galpi (갈피) finds the section of your notes that you half remember.
//!
//! The way of the data, a room at each step:
//!
//! ```text
//! notes ─discover→ paths ─parse→ sections ─analyse→ terms ─write→ index
//! typed ─parse→ query ─understand→ readings ─retrieve→ candidates ─rank→ hits ─render→ output
//! ```
//!
//! The library reads no environment, prints nothing and never exits; the
//! program `galpi` does these.

#![forbid(unsafe_code)]
#![warn(missing_docs)]

pub mod analysis;
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
pub mod name;
pub mod plain_file;
pub mod query;
pub mod render;
pub mod search;
pub mod span;
mod verbatim;
