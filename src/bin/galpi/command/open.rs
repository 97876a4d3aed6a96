//! `galpi open ID | PATH[:LINE[:COLUMN]]`: a note in the reader's editor.

use galpi::search::Hit;

use crate::Outcome;
use crate::args::Open;
use crate::editor::{self, Spot};
use crate::failure::Failure;
use crate::locate::locate_in;
use crate::settings::Settings;

pub(crate) fn run(notebooks: Vec<Settings>, typed: &Open) -> Result<Outcome, Failure> {
    let (number, located) = locate_in(&notebooks, &typed.section)?;
    editor::open(&located.spot(&notebooks[number]))
}

/// Returns the place that a hit was found for: the first match on the line
/// that answers best, else the section's heading.
pub(super) fn spot(settings: &Settings, hit: &Hit) -> Spot {
    let best = &hit.snippet.best;
    let path = settings.prefix.join(hit.record.path().as_path());
    match hit.matches.iter().find(|found| found.line == best.line) {
        Some(found) => Spot {
            path,
            line: found.line,
            before: found.line_text[..found.span.start].to_owned(),
            column: found.column,
        },
        None => Spot { path, line: hit.line(), before: String::new(), column: 1 },
    }
}
