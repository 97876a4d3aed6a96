//! The program and the library as their users meet them. One binary, as each
//! carries the dictionary.

mod architecture;
mod electrical;
mod exam;
mod fields;
mod formats;
mod histories;
mod language;
mod laws;
mod lexicon;
mod library;
mod lines;
mod names;
mod output;
mod relevance;
mod security;
mod subjects;
mod workspace;
mod written;
