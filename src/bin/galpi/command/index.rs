//! `galpi index`.

use std::io::Write;
use std::time::Instant;

use galpi::index::Index;

use crate::args::Index as Typed;
use crate::failure::Failure;
use crate::progress::Watch;
use crate::settings::Settings;
use crate::{Outcome, notebook};

pub(crate) fn run(settings: Settings, typed: &Typed) -> Result<Outcome, Failure> {
    let start = Instant::now();
    let lexicon = notebook::lexicon(&settings)?;
    let watch = Watch::begin();
    let opened = Index::new(&settings.index, &lexicon).refresh(
        &settings.corpus,
        typed.rebuild,
        &watch.progress,
    );
    drop(watch);
    let opened = opened?;
    notebook::tell(&opened.report);
    let report = &opened.report;
    let done = match report.refreshed + report.removed {
        0 => "up to date".to_owned(),
        _ => format!(
            "{} read, {} gone, in {:.2} s",
            report.refreshed,
            report.removed,
            start.elapsed().as_secs_f64()
        ),
    };
    let sections = opened.snapshot.sections();
    // Nothing depends on a message being read.
    let _ =
        writeln!(std::io::stderr(), "galpi: {} notes, {sections} sections: {done}", report.notes);
    Ok(Outcome::Found)
}
