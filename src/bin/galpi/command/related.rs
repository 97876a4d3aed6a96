//! `galpi related ID | PATH[:LINE] | [[LINK]] | QUERY`: where to read on.

use std::collections::HashSet;

use galpi::corpus::Note;
use galpi::index::Strength;
use galpi::render::style::Palette;
use galpi::render::{self, Around, Format, Layout, Look};
use galpi::search::{Hit, Options, Searcher};

use crate::Outcome;
use crate::args::{Related, When};
use crate::failure::Failure;
use crate::notebook::Book;
use crate::settings::Settings;
use crate::{linking, notebook, terminal};

use super::{output, show};

/// Sections of each sort, unless another number is asked for.
const LIMIT: usize = 5;
/// Subjects of the section that are followed.
const MAX_SUBJECTS: usize = 3;

/// Why a section is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Relation {
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
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::LinksTo => "links-to",
            Self::LinkedFrom => "linked-from",
            Self::Subject => "subject",
            Self::Similar => "similar",
        }
    }

    fn told(self) -> &'static str {
        let reading = &terminal::language().reading;
        match self {
            Self::LinksTo => reading.links_to,
            Self::LinkedFrom => reading.linked_from,
            Self::Subject => reading.same_subject,
            Self::Similar => reading.similar,
        }
    }
}

pub(crate) fn run(notebooks: Vec<Settings>, typed: &Related) -> Result<Outcome, Failure> {
    let named = typed.section.join(std::ffi::OsStr::new(" "));
    let Some(sought) = show::find(&notebooks, &named)? else { return Ok(Outcome::Nothing) };
    let number = sought.notebook;
    // A note that is named as a whole begins with what it is about.
    let at = sought.section.unwrap_or(0);
    let book = Book::open(notebooks.into_iter().nth(number).expect("it was found there"))?;
    let found = related(&book, &sought.note, at, typed.limit.unwrap_or(LIMIT))?;
    let is_found = !found.is_empty();
    let settings = &book.settings;
    let is_for_person = terminal::is_watched() || settings.colour == When::Always;
    let books = [book];
    let look = output::look(&books, &output::plain());
    let text = match () {
        () if typed.json => {
            found.iter().map(|(r, hit)| render::related_line(r.name(), hit, &look) + "\n").collect()
        }
        () if is_for_person => page(&found, &look)?,
        () => rows(&found, &look)?,
    };
    super::put(text.as_bytes())?;
    if !is_found {
        notebook::say(terminal::language().reading.nothing_related);
        return Ok(Outcome::Nothing);
    }
    Ok(Outcome::Found)
}

/// Finds what is to be read on after a section: what links lead to first.
pub(super) fn related(
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

/// Lays all out for a person, each sort under its name.
fn page(found: &[(Relation, Hit)], look: &Look) -> Result<String, Failure> {
    let palette = Palette::new(look.has_colour, false);
    let layout = Layout {
        columns: terminal::columns(),
        rows: None,
        around: Around::Nothing,
        is_ranked: false,
    };
    let mut page = String::new();
    let mut last = None;
    for (relation, hit) in found {
        if last.replace(*relation) != Some(*relation) {
            page.push_str(&palette.heading(&format!("── {}", relation.told())));
            page.push('\n');
        }
        page.push_str(&output::written(&Format::Human(layout.clone()), hit, look)?);
    }
    Ok(page)
}

/// Writes rows for programs: why, place and line, parted by tabs.
fn rows(found: &[(Relation, Hit)], look: &Look) -> Result<String, Failure> {
    let row = |(relation, hit): &(Relation, Hit)| {
        let line = output::written(&Format::Grep(Around::Nothing), hit, look)?;
        Ok(format!("{}\t{line}", relation.name()))
    };
    found.iter().map(row).collect()
}

/// Takes signs out of a heading that would be operators of a query.
fn plain_words(heading: &str) -> String {
    heading
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}
