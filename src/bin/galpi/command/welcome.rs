//! `galpi` alone: what there is to type, with examples that work here.

use std::io::Write;

use galpi::lexicon::Kind;
use galpi::render::markup::presentable;
use galpi::render::style::{Palette, width};
use galpi::search::{Options, Sample, Searcher};

use crate::args::Everywhere;
use crate::failure::Failure;
use crate::settings::Settings;
use crate::{Outcome, notebook, terminal};

use super::nothing;

/// Says what galpi is and what may be typed. It is no answer to anything, so
/// it goes to standard error and a script that forgot its query fails.
pub(crate) fn run() -> Result<Outcome, Failure> {
    let language = terminal::language();
    let commands = &language.commands;
    let mut text = format!("{}\n\n", commands.welcome);
    let usage = language.help.iter().find(|(key, _)| *key == "/usage").map(|(_, own)| *own);
    let usage = usage.unwrap_or("galpi [OPTIONS] QUERY...\n       galpi [OPTIONS] COMMAND");
    text.push_str(&format!("{}: {usage}\n\n", language.headings.usage));
    match Settings::several(Everywhere::default()) {
        Ok(notebooks) => text.push_str(&examples(&notebooks[0])?),
        // Without notes there is nothing to show but how to have some.
        Err(failure) => {
            text.push_str(&format!("{}\n\n", terminal::message(&failure.to_string())));
        }
    }
    text.push_str(&format!("{}\n", commands.more_help));
    // Nobody is left to tell when this can't be written.
    let _ = std::io::stderr().write_all(text.as_bytes());
    Ok(Outcome::Failed)
}

/// Finds questions that these notes answer.
fn examples(settings: &Settings) -> Result<String, Failure> {
    let language = terminal::language();
    let commands = &language.commands;
    let lexicon = notebook::lexicon(settings)?;
    let opened = notebook::open(settings, &lexicon)?;
    let (notes, sections) = (opened.report.notes, opened.snapshot.sections());
    let searcher =
        Searcher::new(&opened.snapshot, &settings.corpus, &lexicon).with_report(opened.report);
    if sections == 0 {
        let (told, hints) = nothing::no_notes(settings);
        let hint = |hint: &String| terminal::message(&format!("{}: {hint}", language.hint)) + "\n";
        let told = terminal::message(&presentable(&told));
        return Ok(format!("{told}\n{}\n", hints.iter().map(hint).collect::<String>()));
    }
    let mut rows: Vec<(String, &str)> = Vec::new();
    let samples = searcher.samples()?;
    let finds = |query: &str, sample: &Sample| -> Result<bool, Failure> {
        let options = Options { limit: 3, has_snippets: false, ..Options::default() };
        let hits = searcher.search(query, &options)?;
        Ok(hits.hits.iter().any(|hit| hit.record.trail.last() == Some(&sample.heading)))
    };
    let mut used = None;
    for sample in &samples {
        if finds(&sample.query, sample)? {
            rows.push((format!("galpi {}", sample.query), commands.examples[0]));
            used = Some(sample);
            break;
        }
    }
    // Another heading than the first, where there is one.
    for sample in samples.iter().filter(|s| Some(*s) != used).chain(used) {
        if let Some(initials) = &sample.initials
            && finds(initials, sample)?
        {
            rows.push((format!("galpi {initials}"), commands.examples[1]));
            break;
        }
    }
    if let Some(tally) = searcher.tally(Kind::Service)?.first() {
        rows.push((format!("galpi service {}", tally.entry.name), commands.examples[2]));
    }
    rows.push(("galpi pick".to_owned(), commands.examples[3]));
    let palette = Palette::new(terminal::colours_on_errors(), false);
    let column = rows.iter().map(|(typed, _)| width(typed)).max().unwrap_or(0);
    let mut text = format!("{}\n", (commands.try_these)(sections, notes));
    for (typed, what) in rows {
        let space = " ".repeat(column - width(&typed) + 3);
        let typed = palette.heading(&presentable(&typed));
        text.push_str(&format!("  {typed}{space}{}\n", palette.dim(what)));
    }
    text.push('\n');
    Ok(text)
}
