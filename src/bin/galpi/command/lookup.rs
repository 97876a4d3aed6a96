//! `galpi service [NAME]` and `galpi concept [NAME]`.

use std::fmt::Write as _;

use galpi::lexicon::{Entry, Kind};
use galpi::render::style::{Palette, fit, harmless, width};
use galpi::render::{entry_line, markup};
use galpi::search::{Lookup as Found, Options, Searcher};

use crate::Outcome;
use crate::args::{Lookup, When};
use crate::asked::tally;
use crate::failure::Failure;
use crate::notebook::Book;
use crate::settings::Settings;
use crate::{editor, history, notebook, pager, terminal};

use super::{nothing, open, output};

/// Columns of a number in the table of entries.
const TALLY_COLUMNS: usize = 8;
/// Neighbours named in a header, at most.
const MAX_COMPARED: usize = 5;

pub(crate) fn run(
    notebooks: Vec<Settings>,
    typed: &Lookup,
    kind: Kind,
) -> Result<Outcome, Failure> {
    let books = notebooks.into_iter().map(Book::open).collect::<Result<Vec<_>, _>>()?;
    let searchers: Vec<Searcher<'_>> = books.iter().map(Book::searcher).collect();
    if typed.name.is_empty() {
        return if typed.missing {
            missing(&searchers, typed, kind)
        } else {
            list(&books, &searchers, typed, kind)
        };
    }
    let name = typed.name.join(" ");
    let format = output::format(&books[0].settings, &typed.output)?;
    let is_quiet = typed.output.quiet;
    let Some(called) = name_of(&books, &name, kind) else {
        tell_unknown(&books[0], &name, kind);
        history::keep(&books[0].settings, &name, false);
        return Ok(Outcome::Nothing);
    };
    let options = Options {
        limit: output::limit(&typed.output),
        has_snippets: format.has_text() && !is_quiet,
        paths: output::paths(&typed.output)?,
        ..Options::default()
    };
    let Some(mut found) = first_found(&searchers, &called, kind, &options)? else {
        return Ok(Outcome::Nothing);
    };
    found.hits = output::chosen(&searchers, &typed.output, &options, |searcher, options| {
        match searcher.lookup(&called, kind, options)? {
            Some(found) => Ok(found.hits),
            // Another notebook's lexicon has the name.
            None => Ok(searcher.about(&found.entry.id, &called, options)?),
        }
    })?;
    output::in_order(&mut found.hits, &typed.output);
    notebook::tell_remarks(&found.hits.remarks);
    tell_others(&name, &found.others);
    if let (true, [first, ..]) = (typed.output.open, &found.hits.hits[..]) {
        return editor::open(&open::spot(&books[first.notebook].settings, first));
    }
    if !is_quiet {
        if output::is_for_person(&format) {
            super::put(header(&searchers[0], &found).as_bytes())?;
        }
        output::write(&books, &format, &typed.output, &found.hits)?;
        let book = found.hits.hits.first().map_or(0, |hit| hit.notebook);
        history::keep(&books[book].settings, &name, !found.hits.hits.is_empty());
        let commands = &terminal::language().commands;
        if found.hits.hits.is_empty() {
            notebook::say(&(commands.nothing_of)(found.entry.name));
        } else if books.iter().all(|book| book.read.entry(&found.entry.id).is_none()) {
            notebook::say(&(commands.of_no_field)(found.entry.name));
        }
    }
    Ok(if found.hits.hits.is_empty() { Outcome::Nothing } else { Outcome::Found })
}

/// Looks a name up in the first notebook that knows it, without hits.
fn first_found<'s>(
    searchers: &'s [Searcher<'_>],
    name: &str,
    kind: Kind,
    options: &Options,
) -> Result<Option<Found<'s>>, Failure> {
    let options = Options { limit: 0, has_snippets: false, ..options.clone() };
    for searcher in searchers {
        if let Some(found) = searcher.lookup(name, kind, &options)? {
            return Ok(Some(found));
        }
    }
    Ok(None)
}

/// Returns the name by which an entry is called: as typed, or that of the entry
/// which it is read as, and then that is told.
fn name_of(books: &[Book], typed: &str, kind: Kind) -> Option<String> {
    // What is asked for by its name may be of a field of which the notes say
    // little: they are asked, as it is.
    if books.iter().any(|book| !book.lexicon.resolve(typed, kind).is_empty()) {
        return Some(typed.to_owned());
    }
    let near = books.iter().find_map(|book| book.read.resolve_near(typed, kind))?;
    notebook::say(&(terminal::language().usage.read_as)(typed, &title(&near)));
    Some(near.name.to_owned())
}

/// Tells that there is no entry of a name, and which ones are near.
fn tell_unknown(book: &Book, name: &str, kind: Kind) {
    let commands = &terminal::language().commands;
    notebook::say(&match kind {
        Kind::Service => (commands.no_service)(name),
        Kind::Concept => (commands.no_concept)(name),
    });
    let names = book.read.suggestions(name, kind);
    notebook::hint(&near(names.iter().map(title)));
}

/// Tells which other entries a name belongs to.
pub(super) fn tell_others(name: &str, others: &[Entry<'_>]) {
    if !others.is_empty() {
        let others: Vec<&str> = others.iter().map(|e| e.name).collect();
        notebook::say(&(terminal::language().commands.also_called)(name, &others.join(", ")));
    }
}

/// Says what may have been meant by an unknown name.
pub(super) fn near(names: impl Iterator<Item = String>) -> String {
    let commands = &terminal::language().commands;
    let names: Vec<String> = names.collect();
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
    let mut glosses = [entry.gloss, entry.gloss_ko];
    if terminal::language().code == "ko" {
        glosses.reverse();
    }
    for gloss in glosses {
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
fn list(
    books: &[Book],
    searchers: &[Searcher<'_>],
    typed: &Lookup,
    kind: Kind,
) -> Result<Outcome, Failure> {
    let tallies = tally(searchers, kind)?;
    if typed.output.quiet || tallies.is_empty() {
        if !typed.output.quiet {
            match searchers.iter().all(|searcher| searcher.snapshot().sections() == 0) {
                true => nothing::tell_no_notes(&books[0].settings),
                false => notebook::say(terminal::language().usage.no_tally),
            }
        }
        return Ok(if tallies.is_empty() { Outcome::Nothing } else { Outcome::Found });
    }
    let mut text = String::new();
    // What the numbers are a person is told; programs know.
    let is_for_person = terminal::is_watched() || books[0].settings.colour == When::Always;
    if is_for_person && !typed.output.json {
        let palette = Palette::new(terminal::colours(books[0].settings.colour), false);
        let [sections, subject_of, name] = terminal::language().usage.tally;
        let head = format!("{}  {name}", row(sections, subject_of));
        let _ = writeln!(text, "{}", palette.dim(&head));
    }
    for tally in tallies.iter().take(typed.output.limit.filter(|n| *n > 0).unwrap_or(usize::MAX)) {
        let (sections, subject_of) = (tally.sections, tally.subject_of);
        let _ = match typed.output.json {
            true => writeln!(text, "{}", entry_line(&tally.entry, sections, subject_of)),
            false => {
                let numbers = row(&sections.to_string(), &subject_of.to_string());
                writeln!(text, "{numbers}  {}", shown(title(&tally.entry), width(&numbers) + 2))
            }
        };
    }
    match typed.output.json {
        true => super::put_data(text.as_bytes())?,
        false => pager::show(&text)?,
    }
    Ok(Outcome::Found)
}

/// Makes a name harmless where a terminal shows it, and cuts it where the row ends,
/// of which it has all but `taken` columns.
fn shown(name: String, taken: usize) -> String {
    match terminal::is_watched() {
        true => fit(&harmless(&name), &[], terminal::columns().saturating_sub(taken)).0,
        false => name,
    }
}

/// Writes two cells of the table of entries, as wide as their heads.
fn row(sections: &str, subject_of: &str) -> String {
    let right = |text: &str| " ".repeat(TALLY_COLUMNS.saturating_sub(width(text))) + text;
    format!("{} {}", right(sections), right(subject_of))
}

/// Lists what these notes never speak of.
fn missing(searchers: &[Searcher<'_>], typed: &Lookup, kind: Kind) -> Result<Outcome, Failure> {
    let mut missing = searchers[0].missing(kind)?;
    for searcher in &searchers[1..] {
        // What any notebook speaks of isn't missed.
        let others: Vec<_> = searcher.missing(kind)?.into_iter().map(|entry| entry.id).collect();
        missing.retain(|entry| others.contains(&entry.id));
    }
    let count = typed.output.limit.filter(|n| *n > 0).unwrap_or(usize::MAX);
    missing.truncate(count);
    let column = missing.iter().map(|entry| width(entry.category)).max().unwrap_or(0);
    let mut text = String::new();
    for entry in &missing {
        let _ = match typed.output.json {
            true => writeln!(text, "{}", entry_line(entry, 0, 0)),
            false => {
                writeln!(text, "{:<column$}  {}", entry.category, shown(title(entry), column + 2))
            }
        };
    }
    match () {
        () if typed.output.quiet => {}
        () if typed.output.json => super::put_data(text.as_bytes())?,
        () => pager::show(&text)?,
    }
    Ok(if missing.is_empty() { Outcome::Nothing } else { Outcome::Found })
}

/// Returns the name of an entry, with its Korean one where there is one.
pub(super) fn title(entry: &Entry<'_>) -> String {
    match entry.korean {
        "" => entry.name.to_owned(),
        korean => format!("{} ({korean})", entry.name),
    }
}
