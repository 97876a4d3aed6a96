//! Where to read on after a section.

use std::collections::HashSet;

use galpi::corpus::Note;
use galpi::index::Strength;
use galpi::search::{Hit, Options, Searcher};

use crate::failure::Failure;
use crate::notebook::Book;
use crate::{linking, terminal};

/// Subjects of the section that are followed.
const MAX_SUBJECTS: usize = 3;

/// Why a section is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Relation {
    /// The section links to it.
    LinksTo,
    /// It links to the section, or to the note.
    LinkedFrom,
    /// It is about the same service or concept.
    Subject,
    /// It says something like the section's heading.
    Similar,
}

impl Relation {
    /// The name for programs.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::LinksTo => "links-to",
            Self::LinkedFrom => "linked-from",
            Self::Subject => "subject",
            Self::Similar => "similar",
        }
    }

    /// The name for people.
    pub(crate) fn told(self) -> &'static str {
        let reading = &terminal::language().reading;
        match self {
            Self::LinksTo => reading.links_to,
            Self::LinkedFrom => reading.linked_from,
            Self::Subject => reading.same_subject,
            Self::Similar => reading.similar,
        }
    }
}

/// Finds what is to be read on after a section: what links lead to first.
pub(crate) fn related(
    book: &Book,
    note: &Note,
    at: usize,
    limit: usize,
) -> Result<Vec<(Relation, Hit)>, Failure> {
    let searcher = book.searcher();
    let Some(section) = note.sections.get(at) else { return Ok(Vec::new()) };
    let text = &note.decoded.text[section.span.range()];
    let heading = section.trail.last().map(String::as_str);
    let mut seen = HashSet::from([note.id(at)]);
    let mut found = Vec::new();
    let mut add = |relation: Relation, hits: Vec<Hit>| {
        let new = hits.into_iter().filter(|hit| seen.insert(hit.record.id())).take(limit);
        found.extend(new.map(|hit| (relation, hit)));
    };
    add(Relation::LinksTo, linking::outgoing(&book.settings, &searcher, &note.path, text)?);
    add(Relation::LinkedFrom, linking::incoming(&searcher, &note.path, heading)?);
    add(Relation::Subject, of_same_subject(&searcher, note, at, limit)?);
    if let Some(heading) = heading {
        let options = Options { limit: limit * 2 + 1, ..Options::default() };
        add(Relation::Similar, searcher.search(&plain_words(heading), &options)?.hits);
    }
    Ok(found)
}

/// Finds the sections about what a section is about.
fn of_same_subject(
    searcher: &Searcher<'_>,
    note: &Note,
    at: usize,
    limit: usize,
) -> Result<Vec<Hit>, Failure> {
    let Some(record) = searcher.section(note.id(at))? else { return Ok(Vec::new()) };
    let mut topics = record.topics();
    topics.retain(|topic| topic.strength > Strength::Mentioned);
    topics.sort_by_key(|topic| std::cmp::Reverse((topic.strength, topic.count)));
    let options = Options { limit: limit + 1, ..Options::default() };
    let mut hits = Vec::new();
    for topic in topics.iter().take(MAX_SUBJECTS) {
        let name = searcher.lexicon().name(&topic.id).unwrap_or_default();
        hits.extend(searcher.about(&topic.id, name, &options)?.hits);
    }
    Ok(hits)
}

/// Takes signs out of a heading that would be operators of a query.
fn plain_words(heading: &str) -> String {
    heading
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}
