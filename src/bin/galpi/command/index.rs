//! `galpi index`.

use std::time::Instant;

use galpi::index::Index;

use crate::args::Index as Typed;
use crate::failure::Failure;
use crate::progress::IndexingBar;
use crate::settings::Settings;
use crate::{Outcome, notebook, terminal};

pub(crate) fn run(notebooks: &[Settings], typed: &Typed) -> Result<Outcome, Failure> {
    for settings in notebooks {
        let done = index(settings, typed)?;
        match notebooks.len() {
            1 => notebook::say(&done),
            _ => notebook::say(&format!("{}: {done}", settings.name)),
        }
    }
    Ok(Outcome::Found)
}

/// Indexes one notebook, and tells what was done.
fn index(settings: &Settings, typed: &Typed) -> Result<String, Failure> {
    let start = Instant::now();
    let lexicon = notebook::lexicon(settings)?;
    let bar = IndexingBar::begin();
    let opened = Index::new(&settings.index, &lexicon).refresh(
        &settings.corpus,
        typed.rebuild,
        &bar.progress,
    );
    drop(bar);
    let opened = opened?;
    notebook::tell(&opened.report);
    let report = &opened.report;
    let commands = &terminal::language().commands;
    let done = match report.refreshed + report.removed {
        0 => commands.up_to_date.to_owned(),
        _ => (commands.read_and_gone)(
            report.refreshed,
            report.removed,
            start.elapsed().as_secs_f64(),
        ),
    };
    let sections = opened.snapshot.sections();
    Ok((commands.indexed)(report.notes, sections, &done))
}
