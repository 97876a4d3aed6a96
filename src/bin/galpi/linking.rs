//! Links between the notes of a notebook, followed and found.

use std::collections::HashSet;

use galpi::corpus::{Note, NotePath, SectionId};
use galpi::links::{Link, links};
use galpi::search::{Hit, Line, Options, Searcher, Snippet, Strictness};

use crate::failure::Failure;
use crate::locate::read;
use crate::settings::Settings;

/// Sections that may link to a note are read, at most.
const MAX_CANDIDATES: usize = 500;

/// Returns the section that a link leads to: a note, and the section's number
/// in it.
pub(crate) fn follow(
    settings: &Settings,
    from: &NotePath,
    link: &Link,
) -> Result<Option<(Note, usize)>, Failure> {
    if link.note.is_empty() {
        return Ok(section_of(read(settings, from)?, link));
    }
    let notes = settings.corpus.discover()?.notes;
    for (path, _) in notes.iter().filter(|(path, _)| link.leads_to(from, path)) {
        // A note that can't be read now can't be led to.
        let Ok(note) = read(settings, path) else { continue };
        if let Some(found) = section_of(note, link) {
            return Ok(Some(found));
        }
    }
    Ok(None)
}

/// Finds the section of a note that a link names, the first where it names none
/// or one that isn't there.
fn section_of(note: Note, link: &Link) -> Option<(Note, usize)> {
    let is_named = |section: &galpi::corpus::Section| {
        link.heading.is_some() && section.trail.last().is_some_and(|own| link.names(own))
    };
    let at = note.sections.iter().position(is_named).unwrap_or(0);
    (at < note.sections.len()).then_some((note, at))
}

/// Finds the sections that a text in a note links to.
pub(crate) fn outgoing(
    settings: &Settings,
    searcher: &Searcher<'_>,
    from: &NotePath,
    text: &str,
) -> Result<Vec<Hit>, Failure> {
    let mut hits: Vec<Hit> = Vec::new();
    for link in links(text) {
        if let Some((note, at)) = follow(settings, from, &link)?
            && let Some(hit) = hit(searcher, &note, at)?
            && !hits.iter().any(|other| other.record.id() == hit.record.id())
        {
            hits.push(hit);
        }
    }
    Ok(hits)
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
