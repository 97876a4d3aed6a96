//! What to say when nothing was found, or nothing as it was typed.

use std::path::Path;

use galpi::corpus::extensions;
use galpi::query::{Constraint, Filter, parse};
use galpi::render::style::harmless;
use galpi::render::{Format, readings};
use galpi::search::{Hits, Options, Searcher, Strictness, Total};

use crate::failure::Failure;
use crate::notebook::Book;
use crate::place::shown;
use crate::settings::Settings;
use crate::{args, notebook, terminal, user};

/// More of a query isn't repeated in a message.
const MAX_REPEATED: usize = 60;
/// Words that may be paths, at most.
const MAX_PATHS: usize = 16;
/// Words that are offered, at most.
const MAX_NEAREST: usize = 4;

/// Says that no hit has any word as it was typed, and what they have instead.
/// Formats for programs tell it themselves, in their own way.
pub(super) fn tell_rewritten(format: &Format, hits: &Hits) {
    let is_told = hits.is_all_rewritten || hits.is_all_absent && !hits.hits.is_empty();
    if !is_told || matches!(format, Format::Json) {
        return;
    }
    let answer = &terminal::language().answer;
    let query = shortened(&hits.query);
    match readings(hits, hits.hits.len()) {
        Some(readings) => notebook::say(&(answer.only_read)(&query, &readings)),
        None => notebook::say(&(answer.only_about)(&query)),
    }
    tell_command(&hits.query);
}

/// Tells a person why there is nothing, and what there is; anyone, that there
/// are no notes.
pub(super) fn tell(
    settings: &Settings,
    searchers: &[Searcher<'_>],
    format: &Format,
    hits: &Hits,
    options: &Options,
) -> Result<(), Failure> {
    let nothing = &terminal::language().nothing;
    if hits.notes == 0 {
        tell_no_notes(settings);
        return Ok(());
    }
    if !matches!(format, Format::Human(_)) {
        return Ok(());
    }
    notebook::say(&(nothing.found)(&shortened(&hits.query), hits.sections, hits.notes));
    let options = Options { limit: 1, has_snippets: false, ..options.clone() };
    let found = |query: &str, options: &Options| -> Result<Total, Failure> {
        let mut sum = Total::default();
        for searcher in searchers {
            let own = searcher.search(query, options)?.told_total();
            sum.count += own.count;
            sum.is_at_least |= own.is_at_least;
        }
        Ok(sum)
    };
    tell_default(settings);
    let query = parse(&hits.query);
    let constraints: Vec<String> = query.constraints.iter().map(written).collect();
    if !constraints.is_empty() {
        let free = found(&query.text, &options)?;
        if free.count > 0 {
            let told = (nothing.but_for_constraints)(free, &constraints.join(" "));
            notebook::hint(&told);
            return Ok(());
        }
    }
    if options.strictness != Strictness::Any {
        let free = found(&hits.query, &Options { strictness: Strictness::Any, ..options })?;
        if free.count > 0 {
            notebook::hint(&(nothing.but_for_exact)(free));
            return Ok(());
        }
    }
    let mut nearest: Vec<String> = Vec::new();
    for searcher in searchers {
        let near = searcher.nearest(&query.text, MAX_NEAREST)?;
        nearest.extend(near.into_iter().filter(|word| !nearest.contains(word)).collect::<Vec<_>>());
    }
    nearest.truncate(MAX_NEAREST);
    if !nearest.is_empty() {
        notebook::hint(&(nothing.nearest)(&nearest.join(", ")));
    }
    tell_command(&hits.query);
    Ok(())
}

/// Says so where the reader's own notes were searched, while they may mean those in
/// the folders below the current one.
fn tell_default(settings: &Settings) {
    let is_folder = |entry: std::fs::DirEntry| {
        let is_hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
        !is_hidden && entry.file_type().is_ok_and(|kind| kind.is_dir())
    };
    let has_folders = || std::fs::read_dir(".").into_iter().flatten().flatten().any(is_folder);
    if settings.is_default && has_folders() {
        notebook::hint(terminal::language().notebooks.is_default);
    }
}

/// Says whether notebooks have anything to find, and tells where they don't: nobody is to
/// paste or type what nothing can answer.
pub(super) fn are_there_notes(books: &[Book]) -> bool {
    let are_there = books.iter().any(Book::has_notes);
    if !are_there {
        tell_no_notes(&books[0].settings);
    }
    are_there
}

/// Returns lines that say so on a screen.
pub(super) fn told_no_notes(settings: &Settings) -> Vec<String> {
    let (told, hints) = no_notes(settings);
    let label = terminal::language().hint;
    [told].into_iter().chain(hints.iter().map(|hint| format!("{label}: {hint}"))).collect()
}

/// Tells that there are no notes.
pub(super) fn tell_no_notes(settings: &Settings) {
    let (told, hints) = no_notes(settings);
    notebook::warn(&told);
    hints.iter().for_each(|hint| notebook::hint(hint));
}

/// Says that there are no notes, and which files would be: those of other formats
/// that are there, else any, and how notes are searched from anywhere.
pub(super) fn no_notes(settings: &Settings) -> (String, Vec<String>) {
    let nothing = &terminal::language().nothing;
    let folder = settings.corpus.base().display().to_string();
    let unread = settings.corpus.discover().map(|found| found.unread).unwrap_or_default();
    if !unread.is_empty() {
        let status = &terminal::language().commands.status;
        let endings: Vec<String> = unread.iter().map(|(name, n)| format!(".{name} {n}")).collect();
        let hint = format!("{}: {}; {}", status.unread, endings.join(", "), status.unread_hint);
        return ((nothing.no_notes)(&folder), vec![hint]);
    }
    let endings: Vec<String> = extensions().map(|extension| format!(".{extension}")).collect();
    let default =
        user::file().ok().map(|file| (terminal::language().notebooks.default_hint)(&shown(&file)));
    let hints = [(nothing.no_notes_hint)(&endings.join(", "))].into_iter().chain(default);
    ((nothing.no_notes)(&folder), hints.collect())
}

/// Says so where a word is the path of a file, as whoever is used to grep puts
/// one behind the words.
pub(super) fn tell_files(words: &[String]) {
    let is_path = |word: &&String| {
        let looks_like_one = word.contains('/') || word.contains('.');
        looks_like_one && !word.contains(':') && Path::new(word).exists()
    };
    // Words of a pasted text aren't looked up on the disk.
    let [_, others @ ..] = words else { return };
    let Some(path) = others.iter().take(MAX_PATHS).find(is_path) else { return };
    let told = &terminal::language().usage;
    notebook::say(&(told.file_among_words)(path));
    notebook::hint(&(told.file_among_words_hint)(path));
}

/// Says so where the first word is in no note and looks like a command's name:
/// other words may have been found without it.
pub(super) fn tell_misspelt_command(hits: &Hits) {
    let is_told = hits.is_all_rewritten || hits.is_all_absent || hits.hits.is_empty();
    let first = hits.query.split_whitespace().next().unwrap_or_default();
    if !is_told && hits.absent.iter().any(|word| word == first) {
        tell_command(&hits.query);
    }
}

/// Says so where the first word looks like a command's name.
fn tell_command(query: &str) {
    let Some(word) = query.split_whitespace().next() else { return };
    if let Some(command) = args::similar_command(word) {
        notebook::hint(&(terminal::language().nothing.command)(&harmless(word), command));
    }
}

/// Writes a constraint as it is typed.
pub(super) fn written(constraint: &Constraint) -> String {
    let sign = if constraint.is_excluded { "-" } else { "" };
    let text = &constraint.text;
    match constraint.filter {
        Filter::Text if constraint.is_excluded => format!("`-{text}`"),
        Filter::Text if text.contains(' ') => format!("`\"{text}\"`"),
        Filter::Text => format!("`+{text}`"),
        Filter::Heading => format!("`{sign}heading:{text}`"),
        Filter::Path => format!("`{sign}path:{text}`"),
        Filter::Service => format!("`{sign}service:{text}`"),
        Filter::Concept => format!("`{sign}concept:{text}`"),
    }
}

/// Returns a query short enough to be repeated, on one line.
fn shortened(query: &str) -> String {
    let words: Vec<&str> = query.split_whitespace().collect();
    galpi::render::style::fit(&words.join(" "), &[], MAX_REPEATED).0
}
