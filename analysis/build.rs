//! Writes the table of what Latin letters are heard as (`src/sound/confusions.tsv`) as
//! Rust, so that it lies in the program ready to be looked up: reading 2,000 rows took
//! longer than most queries.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

const TABLE: &str = "src/sound/confusions.tsv";

fn main() {
    println!("cargo::rerun-if-changed={TABLE}");
    let out = env::var_os("OUT_DIR").expect("cargo tells a build script where to write");
    let rows = fs::read_to_string(TABLE).expect("the table is part of the package");
    fs::write(Path::new(&out).join("confusions.rs"), pieces(&rows)).expect("OUT_DIR is writable");
}

/// Returns the rows as an array of pieces, sorted by their letters.
fn pieces(rows: &str) -> String {
    let mut rows: Vec<[&str; 3]> = rows.lines().map(columns).collect();
    rows.sort_by_key(|[letters, ..]| *letters);
    let mut rust = String::from("[\n");
    for [letters, jamo, worth] in rows {
        let jamo: Vec<char> = jamo.chars().collect();
        let worth: i16 = worth.parse().expect("a number of hundredths");
        writeln!(rust, "Piece {{ letters: {letters:?}, jamo: &{jamo:?}, hundredths: {worth} }},")
            .expect("a string takes all that is written");
    }
    rust.push(']');
    rust
}

fn columns(row: &str) -> [&str; 3] {
    let columns: Vec<&str> = row.split('\t').collect();
    columns.try_into().unwrap_or_else(|_| panic!("{TABLE}: not three columns: {row}"))
}
