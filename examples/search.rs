//! Searches a folder of notes by the library: `cargo run --example search --
//! FOLDER QUERY`.
//!
//! What `galpi QUERY` does besides — where the index is kept, languages, colour —
//! is the program's.

use std::path::Path;

use galpi::search::Strictness;
use galpi::{Notebook, Options, Result};

/// Returns a line for each of the three best sections: place, headings, the line
/// that answers, and by which rules it was found.
pub(crate) fn lines(folder: &Path, query: &str) -> Result<Vec<String>> {
    let notebook = Notebook::open(folder)?;
    let mut hits = notebook.search_with(query, &Options { limit: 3, ..Options::default() })?;
    if hits.is_all_absent {
        // Nothing of the query stands in the notes: as characters it may.
        let fixed = Options { strictness: Strictness::Fixed, limit: 3, ..Options::default() };
        let verbatim = notebook.search_with(query, &fixed)?;
        if !verbatim.hits.is_empty() {
            hits = verbatim;
        }
    }
    let told = hits.hits.iter().map(|hit| {
        let via: Vec<&str> = hit.via.iter().map(|rule| rule.name()).collect();
        let (path, line) = (hit.record.path(), hit.line());
        let trail = hit.record.trail.join(" › ");
        format!("{path}:{line}: {trail}: {} [{}]", hit.snippet.best.text.trim(), via.join(", "))
    });
    Ok(told.collect())
}

fn main() -> Result<()> {
    let mut words = std::env::args().skip(1);
    let folder = words.next().unwrap_or_else(|| ".".to_owned());
    let query = words.collect::<Vec<_>>().join(" ");
    lines(Path::new(&folder), &query)?.iter().for_each(|line| println!("{line}"));
    Ok(())
}
