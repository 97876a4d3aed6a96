//! `galpi service [NAME]` and `galpi concept [NAME]`.

use std::fmt::Write as _;

use galpi::lexicon::{Entry, Kind};
use galpi::render::style::harmless;
use galpi::render::{entry_line, markup};
use galpi::search::{Lookup as Found, Options, Searcher, suggestions};

use crate::Outcome;
use crate::args::Lookup;
use crate::failure::Failure;
use crate::settings::Settings;
use crate::{editor, notebook, terminal};

use super::{open, search};

/// Neighbours named in a header, at most.
const MAX_COMPARED: usize = 5;

pub(crate) fn run(settings: Settings, typed: &Lookup, kind: Kind) -> Result<Outcome, Failure> {
    let commands = &terminal::language().commands;
    let lexicon = notebook::lexicon(&settings)?;
    let opened = notebook::open(&settings, &lexicon)?;
    let searcher =
        Searcher::new(&opened.snapshot, &settings.corpus, &lexicon).with_report(opened.report);
    if typed.name.is_empty() {
        return if typed.missing {
            missing(&searcher, typed, kind)
        } else {
            list(&searcher, typed, kind)
        };
    }
    let name = typed.name.join(" ");
    let format = search::format(&settings, &typed.output)?;
    let options = Options {
        limit: search::limit(&typed.output),
        has_snippets: format.has_text() && !typed.output.quiet,
        ..Options::default()
    };
    let Some(found) = searcher.lookup(&name, kind, &options)? else {
        notebook::say(&match kind {
            Kind::Service => (commands.no_service)(&name),
            Kind::Concept => (commands.no_concept)(&name),
        });
        let names = suggestions(&lexicon, &name, kind);
        notebook::hint(&near(names.iter().map(|entry| entry.name)));
        return Ok(Outcome::Nothing);
    };
    tell_others(&name, &found.others);
    if let (true, [first, ..]) = (typed.output.open, &found.hits.hits[..]) {
        return editor::open(&open::spot(&settings, first));
    }
    if !typed.output.quiet {
        if search::is_for_person(&format) {
            super::put(header(&searcher, &found).as_bytes())?;
        }
        search::write(&settings, &format, &typed.output, &found.hits)?;
        if found.hits.hits.is_empty() {
            notebook::say(&(commands.nothing_of)(found.entry.name));
        }
    }
    Ok(if found.hits.hits.is_empty() { Outcome::Nothing } else { Outcome::Found })
}

/// Tells which other entries a name belongs to.
pub(super) fn tell_others(name: &str, others: &[Entry<'_>]) {
    if !others.is_empty() {
        let others: Vec<&str> = others.iter().map(|e| e.name).collect();
        notebook::say(&(terminal::language().commands.also_called)(name, &others.join(", ")));
    }
}

/// Says what may have been meant by an unknown name.
pub(super) fn near<'l>(names: impl Iterator<Item = &'l str>) -> String {
    let commands = &terminal::language().commands;
    let names: Vec<&str> = names.collect();
    match names.is_empty() {
        true => commands.no_entry_hint.to_owned(),
        false => (commands.did_you_mean)(&names.join(", ")),
    }
}

/// Tells what an entry is: names, gloss, what it is part of and beside.
fn header(searcher: &Searcher<'_>, found: &Found<'_>) -> String {
    let commands = &terminal::language().commands;
    let entry = &found.entry;
    let mut text = introduction(entry);
    let names = |ids: &[galpi::lexicon::EntryId]| -> Vec<String> {
        let lexicon = searcher.lexicon();
        ids.iter().filter_map(|id| lexicon.name(id)).map(str::to_owned).collect()
    };
    let line = |text: &mut String, label: &str, names: &[String]| {
        if !names.is_empty() {
            let _ = writeln!(text, "  {label}: {}", names.join(", "));
        }
    };
    line(&mut text, commands.part_of, &names(&entry.parents.iter().collect::<Vec<_>>()));
    let compared: Vec<String> =
        found.compared.iter().take(MAX_COMPARED).map(|e| e.name.to_owned()).collect();
    line(&mut text, commands.beside, &compared);
    if entry.id.kind() == Kind::Concept {
        let here: Vec<_> = entry.services.iter().filter(|id| searcher.is_mentioned(id)).collect();
        line(&mut text, commands.services_here, &names(&here));
    }
    text.push('\n');
    laid_out(&text)
}

/// Tells an entry's names and, in a line of each language, what it is.
pub(super) fn introduction(entry: &Entry<'_>) -> String {
    let mut text = format!("{}\n", title(entry));
    for gloss in [entry.gloss, entry.gloss_ko] {
        let _ = writeln!(text, "  {}", first_sentence(gloss));
    }
    text
}

/// Breaks lines where the screen ends, what goes on indented as its line is.
pub(super) fn laid_out(text: &str) -> String {
    let columns = terminal::columns();
    let mut laid_out = String::new();
    for line in text.lines() {
        let line = harmless(line);
        let body = line.trim_start();
        let indent = &line[..line.len() - body.len()];
        let rows = markup::wrapped(body, &[], columns.saturating_sub(indent.len()).max(1));
        rows.iter().for_each(|row| laid_out += &format!("{indent}{}\n", row.text()));
        if rows.is_empty() {
            laid_out.push('\n');
        }
    }
    laid_out
}

fn first_sentence(gloss: &str) -> &str {
    gloss.find(". ").map_or(gloss, |at| &gloss[..=at])
}

/// Lists what these notes speak of, with counts.
fn list(searcher: &Searcher<'_>, typed: &Lookup, kind: Kind) -> Result<Outcome, Failure> {
    let tallies = searcher.tally(kind)?;
    let mut text = String::new();
    for tally in tallies.iter().take(typed.output.limit.filter(|n| *n > 0).unwrap_or(usize::MAX)) {
        let _ = match typed.output.json {
            true => {
                writeln!(text, "{}", entry_line(&tally.entry, tally.sections, tally.subject_of))
            }
            false => writeln!(
                text,
                "{:>5} {:>5}  {}",
                tally.sections,
                tally.subject_of,
                title(&tally.entry)
            ),
        };
    }
    if !typed.output.quiet {
        super::put(text.as_bytes())?;
        if !typed.output.json {
            notebook::say(terminal::language().commands.tally);
        }
    }
    Ok(if tallies.is_empty() { Outcome::Nothing } else { Outcome::Found })
}

/// Lists what these notes never speak of.
fn missing(searcher: &Searcher<'_>, typed: &Lookup, kind: Kind) -> Result<Outcome, Failure> {
    let missing = searcher.missing(kind)?;
    let count = typed.output.limit.filter(|n| *n > 0).unwrap_or(usize::MAX);
    let missing = &missing[..missing.len().min(count)];
    let mut text = String::new();
    for entry in missing {
        let _ = match typed.output.json {
            true => writeln!(text, "{}", entry_line(entry, 0, 0)),
            false => writeln!(text, "{:<16}  {}", entry.category, title(entry)),
        };
    }
    if !typed.output.quiet {
        super::put(text.as_bytes())?;
    }
    Ok(if missing.is_empty() { Outcome::Nothing } else { Outcome::Found })
}

fn title(entry: &Entry<'_>) -> String {
    match entry.korean {
        "" => entry.name.to_owned(),
        korean => format!("{} ({korean})", entry.name),
    }
}
