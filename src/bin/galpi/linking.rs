//! Links between the notes of a notebook, followed and found.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

use galpi::corpus::{Note, NotePath, SectionId};
use galpi::links::{Link, links, slug};
use galpi::search::{Hit, Line, Options, Searcher, Snippet, Strictness};

use crate::destinations::Destinations;
use crate::failure::Failure;
use crate::locate::read;
use crate::settings::Settings;

/// Sections that may link to a note are read, at most.
const MAX_CANDIDATES: usize = 500;
/// Links of a text that are followed, at most: each reads a note.
const MAX_FOLLOWED: usize = 256;

/// Returns the section that a link leads to: a note, and the section's number
/// in it.
pub(crate) fn follow(
    settings: &Settings,
    from: &NotePath,
    link: &Link,
) -> Result<Option<(Note, usize)>, Failure> {
    if link.note.is_empty() {
        let page = Page::of(read(settings, from)?);
        return Ok(page.section_of(link).map(|at| (page.note, at)));
    }
    let found = settings.corpus.discover()?.notes;
    let destinations = Destinations::of(found.iter().map(|(path, _)| path));
    for path in destinations.of_link(link, from) {
        // A note that can't be read now can't be led to.
        let Ok(note) = read(settings, path) else { continue };
        let page = Page::of(note);
        if let Some(at) = page.section_of(link) {
            return Ok(Some((page.note, at)));
        }
    }
    Ok(None)
}

/// A note that links lead to.
struct Page {
    note: Note,
    /// Its sections by their headings as web pages name them, the first of each name.
    named: OnceCell<HashMap<String, usize>>,
}

impl Page {
    fn of(note: Note) -> Self {
        Self { note, named: OnceCell::new() }
    }

    /// Finds the section that a link names, the first where it names none or one that
    /// isn't there.
    fn section_of(&self, link: &Link) -> Option<usize> {
        let named = link.heading.as_ref().and_then(|heading| {
            let sections = self.named.get_or_init(|| {
                let sections = self.note.sections.iter().enumerate().rev();
                sections.filter_map(|(at, s)| Some((slug(s.trail.last()?), at))).collect()
            });
            sections.get(&slug(heading)).copied()
        });
        let at = named.unwrap_or(0);
        (at < self.note.sections.len()).then_some(at)
    }
}

/// Finds the sections that a text in a note links to, of its first links.
pub(crate) fn outgoing(
    settings: &Settings,
    searcher: &Searcher<'_>,
    from: &NotePath,
    text: &str,
) -> Result<Vec<Hit>, Failure> {
    let mut links = links(text);
    let mut seen = HashSet::new();
    links.retain(|link| seen.insert(&text[link.span.range()]));
    links.truncate(MAX_FOLLOWED);
    if links.is_empty() {
        return Ok(Vec::new());
    }
    let notes = settings.corpus.discover()?.notes;
    let destinations = Destinations::of(notes.iter().map(|(path, _)| path));
    let first = |link: &Link| match link.note.is_empty() {
        true => Some(from.clone()),
        false => {
            destinations.of_link(link, from).find(|path| settings.corpus.has_file(path)).cloned()
        }
    };
    let mut led: Vec<(NotePath, usize)> =
        links.iter().enumerate().filter_map(|(at, link)| Some((first(link)?, at))).collect();
    // Each note is read once.
    led.sort();
    let mut hits: Vec<(usize, Hit)> = Vec::new();
    let mut found = HashSet::new();
    for of_note in led.chunk_by(|(a, _), (b, _)| a == b) {
        let Ok(note) = read(settings, &of_note[0].0) else { continue };
        let page = Page::of(note);
        for (_, at) in of_note {
            let section = page.section_of(&links[*at]);
            if let Some(section) = section.filter(|at| found.insert(page.note.id(*at)))
                && let Some(hit) = hit(searcher, &page.note, section)?
            {
                hits.push((*at, hit));
            }
        }
    }
    hits.sort_by_key(|(at, _)| *at);
    Ok(hits.into_iter().map(|(_, hit)| hit).collect())
}

/// Finds the sections that link to a note: to one of its sections, or, where
/// they name none, to the note as a whole. The line with the link is their best.
///
/// Sections that may are found by the words of the note's name, so that not all
/// notes are read.
pub(crate) fn incoming(
    searcher: &Searcher<'_>,
    to: &NotePath,
    heading: Option<&str>,
) -> Result<Vec<Hit>, Failure> {
    let stem = to.as_path().file_stem().unwrap_or_default().to_string_lossy().replace('"', " ");
    let mut queries = vec![format!("\"{stem}\"")];
    if !stem.is_ascii() {
        queries.push(format!("\"{}\"", encoded(&stem)));
    }
    // A link that stays in its note names a heading alone.
    queries.extend(heading.map(|heading| format!("\"{}\"", heading.replace('"', " "))));
    let options =
        Options { limit: MAX_CANDIDATES, strictness: Strictness::Exact, ..Options::default() };
    let mut seen: HashSet<SectionId> = HashSet::new();
    let mut found = Vec::new();
    for query in queries {
        for mut hit in searcher.search(&query, &options)?.hits {
            let from = hit.record.path();
            let is_link = |link: &Link| {
                link.leads_to(&from, to) && heading.is_none_or(|heading| link.names(heading))
            };
            let links_here = |line: &&Line| links(&line.text).iter().any(is_link);
            let Some(line) = hit.snippet.lines.iter().find(links_here).cloned() else { continue };
            if seen.insert(hit.record.id()) {
                hit.snippet = Snippet { best: line, second: None, head: None, ..hit.snippet };
                found.push(hit);
            }
        }
    }
    found.sort_by_key(|hit| (hit.record.path(), hit.record.span()));
    Ok(found)
}

/// Makes a hit of a section that wasn't searched for; `None` where the index
/// doesn't have it yet.
pub(crate) fn hit(searcher: &Searcher<'_>, note: &Note, at: usize) -> Result<Option<Hit>, Failure> {
    let Some(record) = searcher.section(note.id(at))? else { return Ok(None) };
    let section = &note.sections[at];
    let text = &note.decoded.text;
    let lines = galpi::corpus::lines_of(text, section.span, record.line as usize);
    let lines: Vec<Line> = lines
        .map(|(line, span)| Line {
            line,
            text: text[span.range()].to_owned(),
            highlights: Vec::new(),
        })
        .collect();
    let first = usize::from(section.heading.is_some());
    let has_words = |line: &&Line| line.text.chars().any(char::is_alphanumeric);
    let best = lines.iter().skip(first).find(has_words).or(lines.first()).cloned();
    Ok(Some(Hit {
        is_literal: true,
        rank: 1,
        score: 0.0,
        record,
        notebook: 0,
        snippet: Snippet {
            is_telling: best.is_some(),
            best: best.unwrap_or_default(),
            lines,
            ..Snippet::default()
        },
        matches: Vec::new(),
        via: Vec::new(),
        services: Vec::new(),
        concepts: Vec::new(),
        explanation: Default::default(),
    }))
}

/// Writes a name as addresses have it.
fn encoded(name: &str) -> String {
    name.bytes()
        .map(|byte| match byte {
            byte if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) => {
                (byte as char).to_string()
            }
            byte => format!("%{byte:02X}"),
        })
        .collect()
}
