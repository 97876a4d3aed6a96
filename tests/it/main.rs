//! The library as programs in Rust meet it, with the whole dictionary and the
//! shipped lexicon. One binary, as each carries the dictionary; what runs the
//! program is in `tests/program`.

mod architecture;
mod exam;
mod fields;
mod histories;
mod language;
mod laws;
mod lexicon;
mod library;
mod lines;
mod names;
mod relevance;
mod security;
mod spellings;
mod subjects;
mod written;
