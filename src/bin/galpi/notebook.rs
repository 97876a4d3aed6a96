//! Opening the notes and their index, and telling what came of it.

use std::io::Write;

use galpi::error::{ErrorKind, Warning};
use galpi::index::{Freshness, Index, Opened, OpeningRemark, Report};
use galpi::lexicon::{Lexicon, compile_files};
use galpi::render::style::harmless;
use galpi::search::{Remark, Searcher};

use crate::failure::Failure;
use crate::progress::IndexingBar;
use crate::settings::Settings;
use crate::terminal;

/// Warnings that are told in full; the rest can be asked for.
const MAX_WARNINGS: usize = 10;

/// A notebook that is open.
pub(crate) struct Book {
    pub(crate) settings: Settings,
    pub(crate) lexicon: Lexicon,
    /// The lexicon within the fields that the notes speak of.
    pub(crate) read: Lexicon,
    pub(crate) opened: Opened,
}

impl Book {
    /// Opens the index of a notebook, brought up to date unless it isn't to be.
    pub(crate) fn open(settings: Settings) -> Result<Self, Failure> {
        let lexicon = lexicon(&settings)?;
        let opened = open(&settings, &lexicon)?;
        let read = lexicon.within(opened.snapshot.fields_spoken_of());
        Ok(Self { settings, lexicon, read, opened })
    }

    /// Says whether it has anything to find.
    pub(crate) fn has_notes(&self) -> bool {
        self.opened.snapshot.sections() > 0
    }

    /// Returns what searches it.
    pub(crate) fn searcher(&self) -> Searcher<'_> {
        Searcher::new(&self.opened.snapshot, &self.settings.corpus, &self.lexicon)
            .with_report(self.opened.report.clone())
    }
}

/// Returns the lexicon: the shipped one, and the notebook's own before it.
pub(crate) fn lexicon(settings: &Settings) -> Result<Lexicon, Failure> {
    if settings.lexicon.is_empty() {
        return Ok(Lexicon::shipped());
    }
    let own = compile_files(&settings.lexicon)?;
    Ok(Lexicon::from_layers(vec![own]))
}

/// Opens the index for a search, and tells what the reader should know.
pub(crate) fn open(settings: &Settings, lexicon: &Lexicon) -> Result<Opened, Failure> {
    let freshness = if settings.is_refreshed { Freshness::Check } else { Freshness::AsIs };
    let bar = IndexingBar::begin();
    let opened =
        Index::new(&settings.index, lexicon).open(&settings.corpus, freshness, &bar.progress);
    drop(bar);
    let opened = opened?;
    tell(&opened.report);
    Ok(opened)
}

/// Tells what a refresh met: all of it when something was done, else that
/// there is something to ask for.
pub(crate) fn tell(report: &Report) {
    if let Some(remark) = &report.remark {
        let language = terminal::language();
        warn(&language.opening(remark));
        // What else keeps an index from being written, the message says itself.
        if let OpeningRemark::InMemory(why) = remark
            && why.kind() == ErrorKind::Foreign
            && let Some(advice) = language.advice(why)
        {
            hint(advice);
        }
    }
    if report.is_changed() {
        tell_warnings(&report.warnings);
        return;
    }
    unread(report).iter().for_each(|told| warn(told));
}

/// Says how much could not be read, and is in no answer.
pub(crate) fn unread(report: &Report) -> Vec<String> {
    let notes = &terminal::language().notes;
    let skipped = (report.skipped > 0).then(|| (notes.unreadable)(report.skipped));
    let passed_over = (report.passed_over > 0).then(|| (notes.passed_over)(report.passed_over));
    skipped.into_iter().chain(passed_over).collect()
}

fn tell_warnings(warnings: &[Warning]) {
    for warning in warnings.iter().take(MAX_WARNINGS) {
        warn(&terminal::language().warned(warning));
    }
    if warnings.len() > MAX_WARNINGS {
        warn(&(terminal::language().notes.more_warnings)(warnings.len() - MAX_WARNINGS));
    }
}

/// Writes one warning; names of files are made harmless, as they may be
/// anyone's.
pub(crate) fn warn(text: &str) {
    write(&format!("galpi: {}: ", terminal::language().warning), text);
}

/// Tells what is remarked of an answer.
pub(crate) fn tell_remarks(remarks: &[Remark]) {
    remarks.iter().for_each(|remark| warn(&(terminal::language().library.remark)(remark)));
}

/// Writes one line of advice.
pub(crate) fn hint(text: &str) {
    write(&format!("{}: ", terminal::language().hint), text);
}

/// Writes one line that isn't a warning.
pub(crate) fn say(text: &str) {
    write("galpi: ", text);
}

/// Writes a line at once, so that no other program's stands inside of it.
fn write(before: &str, text: &str) {
    // Nothing depends on a message being read.
    let told = terminal::message(&format!("{before}{}", harmless(text)));
    let _ = std::io::stderr().write_all(format!("{told}\n").as_bytes());
}
