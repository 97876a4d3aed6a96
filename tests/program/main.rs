//! End-to-end tests: the program as its readers and their scripts meet it.
//!
//! This binary runs `galpi` and links nothing of the library, so that it
//! carries no dictionary; a file a subject.

mod commands;
mod crashes;
mod damage;
mod excess;
mod faults;
mod formats;
mod interruptions;
mod notebook;
mod odd_files;
mod queries;
mod together;
mod trust;
mod workspace;
