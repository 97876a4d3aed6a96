//! End-to-end tests: the program as its readers and their scripts meet it.
//!
//! This binary runs `galpi` and links nothing of the library, so that it
//! carries no dictionary; a file a subject.

mod answers;
mod assistant;
mod cards;
mod columns;
mod commands;
mod costs;
mod crashes;
mod damage;
mod desk;
mod editors;
mod electrical;
mod examples;
mod exams;
mod excess;
mod export;
mod faults;
mod fields;
mod floor;
mod formats;
mod freshness;
mod history;
mod interruptions;
mod language_server;
mod languages;
mod lexicons;
mod literal;
mod note_formats;
mod notebook;
mod notebooks;
mod odd_files;
mod opening;
mod output;
mod picking;
mod queries;
mod reading;
mod readme;
mod schema;
mod screen;
mod screens;
mod scripting;
mod shells;
mod terminal;
mod together;
mod tools;
mod totals;
mod trust;
mod waiting;
mod watching;
mod widgets;
mod workspace;
