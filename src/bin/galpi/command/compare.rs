//! `galpi compare A B`: what the notes say of both, then of each, side by side.

use std::collections::HashSet;

use galpi::index::Strength;
use galpi::lexicon::{Entry, EntryId, Kind, Lexicon};
use galpi::render::style::{Palette, width};
use galpi::render::{self, Format, Layout};
use galpi::search::{Hit, Hits, Options, Searcher};

use crate::Outcome;
use crate::args::Compare;
use crate::failure::Failure;
use crate::notebook::Book;
use crate::settings::Settings;
use crate::{editor, notebook, terminal};

use super::{lookup, open, output};

/// Sections on one of the two alone, each.
const SINGLE: usize = 3;
/// Columns of a terminal on which both sides have room beside each other.
const WIDE: usize = 120;
/// Columns between them.
const GAP: usize = 3;

/// What was found, in the order it is given.
struct Sides {
    /// Headings name both.
    both: Vec<Hit>,
    /// About the first, and about the second.
    each: [Vec<Hit>; 2],
    /// The text names both.
    mentioned: Vec<Hit>,
}

pub(crate) fn run(notebooks: Vec<Settings>, typed: &Compare) -> Result<Outcome, Failure> {
    let books = notebooks.into_iter().map(Book::open).collect::<Result<Vec<_>, _>>()?;
    let searchers: Vec<Searcher<'_>> = books.iter().map(Book::searcher).collect();
    let first = entry(&books, &typed.first)?;
    let second = entry(&books, &typed.second)?;
    if first.id == second.id {
        let same = terminal::language().commands.same_entry;
        return Err(Failure::new(same(first.name)));
    }
    let format = output::format(&books[0].settings, &typed.output)?;
    let is_quiet = typed.output.quiet;
    let limit = if is_quiet { 1 } else { output::limit(&typed.output) };
    let options = Options {
        limit,
        has_snippets: format.has_text() && !is_quiet,
        paths: output::paths(&typed.output)?,
        ..Options::default()
    };
    let (mut hits, sides) = sides(&searchers, &first, &second, &options)?;
    notebook::tell_remarks(&hits.remarks);
    if let (true, [first, ..]) = (typed.output.open, &hits.hits[..]) {
        return editor::open(&open::spot(&books[first.notebook].settings, first));
    }
    let is_found = !hits.hits.is_empty();
    if !is_quiet {
        match &format {
            Format::Human(layout) => {
                super::put(header(&first, &second).as_bytes())?;
                let names = [&first, &second].map(lookup::title);
                let page = page(&books, typed, layout, &hits, &sides, &names)?;
                super::put(page.as_bytes())?;
            }
            _ => {
                output::in_order(&mut hits, &typed.output);
                output::write(&books, &format, &typed.output, &hits)?;
            }
        }
        if !is_found {
            notebook::say(&(terminal::language().commands.nothing_of)(&hits.query));
        }
    }
    Ok(if is_found { Outcome::Found } else { Outcome::Nothing })
}

/// Finds the service or concept of a name, and tells what else has it.
fn entry<'l>(books: &'l [Book], name: &str) -> Result<Entry<'l>, Failure> {
    let kinds = [Kind::Service, Kind::Concept];
    let commands = &terminal::language().commands;
    let named = |lexicon: &'l Lexicon| -> Vec<Entry<'l>> {
        kinds.iter().flat_map(|kind| lexicon.resolve(name, *kind)).collect()
    };
    let lexicons = || books.iter().map(|book| &book.read);
    let mut found = lexicons().map(named).find(|found| !found.is_empty()).unwrap_or_default();
    if found.is_empty() {
        let near =
            |lexicon: &'l Lexicon| kinds.iter().find_map(|kind| lexicon.resolve_near(name, *kind));
        if let Some(near) = lexicons().find_map(near) {
            notebook::say(&(terminal::language().usage.read_as)(name, &lookup::title(&near)));
            return Ok(near);
        }
        let near = lexicons()
            .flat_map(|lexicon| kinds.iter().flat_map(|kind| lexicon.suggestions(name, *kind)));
        let hint = lookup::near(near.map(|entry| lookup::title(&entry)));
        return Err(Failure::new((commands.no_entry)(name)).hint(hint));
    }
    let entry = found.remove(0);
    found.retain(|other| other.id.kind() == entry.id.kind());
    lookup::tell_others(name, &found);
    Ok(entry)
}

/// Finds what the notebooks say of both and of each.
fn sides(
    searchers: &[Searcher<'_>],
    first: &Entry<'_>,
    second: &Entry<'_>,
    options: &Options,
) -> Result<(Hits, Sides), Failure> {
    let (mut hits, mut sides) = sides_of(&searchers[0], 0, first, second, options)?;
    for (number, searcher) in searchers.iter().enumerate().skip(1) {
        let (other, more) = sides_of(searcher, number, first, second, options)?;
        hits.total += other.total;
        hits.total_is_at_least |= other.total_is_at_least;
        hits.remarks.extend(other.remarks);
        sides.both.extend(more.both);
        for (own, more) in sides.each.iter_mut().zip(more.each) {
            own.extend(more);
            own.truncate(SINGLE);
        }
        sides.mentioned.extend(more.mentioned);
    }
    hits.query = format!("{} vs {}", first.name, second.name);
    let [firsts, seconds] = &mut sides.each;
    *seconds = aligned(std::mem::take(seconds), firsts);
    let all = sides.both.iter_mut().chain(firsts).chain(seconds).chain(&mut sides.mentioned);
    for (at, hit) in all.enumerate() {
        hit.rank = at + 1;
        hits.hits.push(hit.clone());
    }
    // Sections that only name both are given as far as there is room.
    let least = hits.hits.len() - sides.mentioned.len();
    sides.mentioned.truncate(options.limit.saturating_sub(least));
    hits.hits.truncate(least + sides.mentioned.len());
    hits.total = hits.total.max(hits.hits.len());
    Ok((hits, sides))
}

/// Finds what one notebook, of a number, says of both and of each; the hits
/// themselves are in the sides alone.
fn sides_of(
    searcher: &Searcher<'_>,
    number: usize,
    first: &Entry<'_>,
    second: &Entry<'_>,
    options: &Options,
) -> Result<(Hits, Sides), Failure> {
    let mut hits = searcher.about_both(&first.id, &second.id, options)?;
    let here = |hit: Hit| Hit { notebook: number, ..hit };
    let (both, mentioned): (Vec<Hit>, Vec<Hit>) = std::mem::take(&mut hits.hits)
        .into_iter()
        .map(here)
        .partition(|hit| [first, second].iter().all(|entry| is_in_heading(hit, &entry.id)));
    let mut seen: HashSet<_> = both.iter().map(|hit| hit.record.id()).collect();
    let mut own = |entry: &Entry<'_>, other: &Entry<'_>| -> Result<Vec<Hit>, Failure> {
        let options = Options { limit: SINGLE * 2 + seen.len(), ..options.clone() };
        let found = searcher.about(&entry.id, entry.name, &options)?.hits.into_iter().map(here);
        // What is about the one isn't also about the other, and what only names
        // it isn't about it, unless there is nothing else.
        let found = found.filter(|hit| !is_in_heading(hit, &other.id));
        let (about, naming): (Vec<Hit>, Vec<Hit>) =
            found.partition(|hit| strength(hit, &entry.id) > Strength::Mentioned);
        let own = if about.is_empty() { naming } else { about }.into_iter();
        let own = own.filter(|hit| seen.insert(hit.record.id())).take(SINGLE);
        let mut own: Vec<Hit> = own.collect();
        own.sort_by_key(|hit| (hit.record.path(), hit.record.span()));
        Ok(own)
    };
    let each = [own(first, second)?, own(second, first)?];
    let mentioned = mentioned.into_iter().filter(|hit| seen.insert(hit.record.id())).collect();
    Ok((hits, Sides { both, each, mentioned }))
}

/// Says whether the heading of a hit names an entry.
fn is_in_heading(hit: &Hit, id: &EntryId) -> bool {
    strength(hit, id) >= Strength::Compared
}

/// Returns how much a hit is about an entry.
fn strength(hit: &Hit, id: &EntryId) -> Strength {
    let mut topics = hit.services.iter().chain(&hit.concepts);
    topics.find(|t| t.topic.id == *id).map_or(Strength::Mentioned, |t| t.topic.strength)
}

/// Puts hits beside those with the same heading (`Cost`, `Limits`), the rest as
/// they are.
fn aligned(hits: Vec<Hit>, beside: &[Hit]) -> Vec<Hit> {
    let mut left: Vec<Option<Hit>> = hits.into_iter().map(Some).collect();
    let mut placed: Vec<Option<Hit>> = beside
        .iter()
        .map(|other| {
            let heading = other.record.heading();
            let same = |hit: &&mut Option<Hit>| {
                hit.as_ref().is_some_and(|hit| heading.is_some() && hit.record.heading() == heading)
            };
            left.iter_mut().find(same).and_then(Option::take)
        })
        .collect();
    for hit in left.into_iter().flatten() {
        match placed.iter_mut().find(|place| place.is_none()) {
            Some(place) => *place = Some(hit),
            None => placed.push(Some(hit)),
        }
    }
    placed.into_iter().flatten().collect()
}

/// Lays all out for a person: each part under what it is on, the two halves
/// beside each other where there is room.
fn page(
    books: &[Book],
    typed: &Compare,
    layout: &Layout,
    hits: &Hits,
    sides: &Sides,
    names: &[String; 2],
) -> Result<String, Failure> {
    let usage = &terminal::language().usage;
    let print_options = output::print_options(books, &typed.output);
    let palette = Palette::new(print_options.colours, false);
    let part = |label: &str, part: &[Hit], columns: usize| -> Result<Vec<String>, Failure> {
        if part.is_empty() {
            return Ok(Vec::new());
        }
        let layout = Layout { columns, rows: None, ..layout.clone() };
        let mut bytes = Vec::new();
        let mut printer = Format::Human(layout).printer(print_options.clone());
        let own = Hits { hits: part.to_vec(), rewrites: Vec::new(), ..hits.clone() };
        render::print(printer.as_mut(), &mut bytes, &own).map_err(|e| Failure::output(&e))?;
        let text = String::from_utf8_lossy(&bytes);
        let label = palette.heading(&format!("── {label}"));
        Ok([label].into_iter().chain(text.lines().map(str::to_owned)).collect())
    };
    let columns = layout.columns;
    let mut rows = part(usage.on_both, &sides.both, columns)?;
    let half = if columns >= WIDE { (columns - GAP) / 2 } else { columns };
    let mut halves = Vec::new();
    for (name, own) in names.iter().zip(&sides.each) {
        halves.push(part(&(usage.on_one)(name), own, half)?);
    }
    if columns >= WIDE && halves.iter().all(|half| !half.is_empty()) {
        rows.extend(beside(&halves[0], &halves[1], half));
    } else {
        rows.extend(halves.concat());
    }
    rows.extend(part(usage.named_both, &sides.mentioned, columns)?);
    let mut text = rows.join("\n");
    text.push('\n');
    Ok(if rows.is_empty() { String::new() } else { text })
}

/// Puts two blocks of rows beside each other, the first `columns` wide.
fn beside(left: &[String], right: &[String], columns: usize) -> Vec<String> {
    let empty = String::new();
    (0..left.len().max(right.len()))
        .map(|at| {
            let row = left.get(at).unwrap_or(&empty);
            let space = " ".repeat((columns + GAP).saturating_sub(width(&unpainted(row))));
            format!("{row}{space}{}", right.get(at).unwrap_or(&empty)).trim_end().to_owned()
        })
        .collect()
}

/// Takes colours (CSI) and links (OSC) off a row.
fn unpainted(row: &str) -> String {
    let mut plain = String::new();
    let mut chars = row.chars();
    while let Some(c) = chars.next() {
        if c != '\u{1b}' {
            plain.push(c);
            continue;
        }
        match chars.next() {
            Some('[') => drop(chars.find(char::is_ascii_alphabetic)),
            // A link ends with ESC and a backslash.
            Some(']') => drop(chars.find(|c| *c == '\\')),
            _ => {}
        }
    }
    plain
}

/// Tells what each of the two is.
fn header(first: &Entry<'_>, second: &Entry<'_>) -> String {
    let mut text = String::new();
    for entry in [first, second] {
        text.push_str(&lookup::introduction(entry));
    }
    text.push('\n');
    lookup::laid_out(&text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_stand_beside_each_other() {
        let left = ["\u{1b}[1m가나\u{1b}[0m".to_owned(), "ab".to_owned()];
        let right = ["하나".to_owned()];
        assert_eq!(beside(&left, &right, 6), ["\u{1b}[1m가나\u{1b}[0m     하나", "ab"]);
        assert_eq!(unpainted("\u{1b}]8;;file:///a\u{1b}\\a\u{1b}]8;;\u{1b}\\"), "a");
    }
}
