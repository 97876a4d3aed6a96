//! `galpi show ID | PATH[:LINE] | QUERY`: one section, whole.

use std::ffi::OsStr;

use galpi::corpus::{Note, NotePath, readable};
use galpi::index::{Freshness, Index};
use galpi::links::Link;
use galpi::render::style::Palette;
use galpi::render::{self, Format, markup};
use galpi::search::{Hit, Hits, Options, Searcher};
use galpi::span::Span;

use crate::args::{Show, When};
use crate::failure::Failure;
use crate::locate::{locate_in, looks_like_path, read};
use crate::notebook::Book;
use crate::settings::Settings;
use crate::{Outcome, linking, notebook, pager, place, terminal};

use super::{open, output};

/// Links that are told of a section, at most, in each direction.
const MAX_LINKS: usize = 12;

/// A section, or a whole note.
pub(super) struct Sought {
    /// In which notebook it is, 0-based.
    pub(super) notebook: usize,
    pub(super) note: Note,
    /// The section, by its number in the note; none where the whole note is
    /// meant.
    pub(super) section: Option<usize>,
    /// The hit that it is, where it was searched for.
    hit: Option<Hit>,
}

pub(crate) fn run(notebooks: Vec<Settings>, typed: &Show) -> Result<Outcome, Failure> {
    let named = typed.section.join(OsStr::new(" "));
    match find(&notebooks, &named)? {
        Some(sought) => show(&notebooks[sought.notebook], &sought, typed.raw),
        None => Ok(Outcome::Nothing),
    }
}

/// Finds what was named: an id, a place, a link, else the section that answers
/// the words best. What isn't there is told.
pub(super) fn find(notebooks: &[Settings], named: &OsStr) -> Result<Option<Sought>, Failure> {
    if let Some(link) = Link::parse(&named.to_string_lossy()) {
        return followed(notebooks, &link, named).map(Some);
    }
    match locate_in(notebooks, named) {
        Ok((notebook, located)) => {
            if let Some((line, last)) = located.past_end() {
                let path = notebooks[notebook].prefix.join(located.note.path.as_path());
                let told = terminal::language().usage.no_line;
                return Err(Failure::new(told(&path.display().to_string(), line, last)));
            }
            let (note, section) = (located.note, located.section);
            Ok(Some(Sought { notebook, note, section, hit: None }))
        }
        Err(failure) if looks_like_path(named) => Err(failure),
        Err(failure) => {
            let query = named.to_string_lossy();
            if let Some(sought) = searched(notebooks, &query)? {
                return Ok(Some(sought));
            }
            // One word may as well be an id.
            if !query.contains(' ') {
                return Err(failure);
            }
            notebook::say(&(terminal::language().usage.nothing_to_show)(&query));
            Ok(None)
        }
    }
}

/// Follows a link that was typed, as from the folder of the notes.
fn followed(notebooks: &[Settings], link: &Link, named: &OsStr) -> Result<Sought, Failure> {
    let from = NotePath::from("");
    for (notebook, settings) in notebooks.iter().enumerate() {
        if let Some((note, at)) = linking::follow(settings, &from, link)? {
            return Ok(Sought { notebook, note, section: Some(at), hit: None });
        }
    }
    let told = terminal::language().reading.no_target;
    Err(Failure::new(told(&named.to_string_lossy())))
}

/// Finds the section that answers a query best.
fn searched(notebooks: &[Settings], query: &str) -> Result<Option<Sought>, Failure> {
    let books = notebooks.iter().cloned().map(Book::open).collect::<Result<Vec<_>, _>>()?;
    let searchers: Vec<Searcher<'_>> = books.iter().map(Book::searcher).collect();
    let options = Options { limit: 1, ..Options::default() };
    let ask = |searcher: &Searcher<'_>, options: &Options| -> Result<Hits, Failure> {
        Ok(searcher.search(query, options)?)
    };
    let mut hits = output::chosen(&searchers, &output::plain(), &options, ask)?;
    super::nothing::tell_rewritten(&Format::Files, &hits);
    let Some(hit) = hits.hits.pop() else { return Ok(None) };
    of_hit(&books[hit.notebook].settings, hit).map(Some)
}

/// Reads the section that a hit is.
fn of_hit(settings: &Settings, hit: Hit) -> Result<Sought, Failure> {
    let note = read(settings, &hit.record.path())?;
    let section = (0..note.sections.len()).find(|at| note.id(*at) == hit.record.id());
    Ok(Sought { notebook: hit.notebook, note, section, hit: Some(hit) })
}

/// Shows the section that a hit is, what matches in it marked.
pub(super) fn show_hit(settings: &Settings, hit: Hit) -> Result<Outcome, Failure> {
    show(settings, &of_hit(settings, hit)?, false)
}

fn show(settings: &Settings, found: &Sought, is_raw: bool) -> Result<Outcome, Failure> {
    if is_raw {
        let path = &found.note.path;
        let told = terminal::language().commands.unreadable;
        let unreadable = |e| Failure::file(told, path.as_path(), &e);
        let bytes = settings.corpus.read(path).map_err(unreadable)?;
        super::put_data(found.raw(&bytes))?;
        return Ok(Outcome::Found);
    }
    // What a pipe gets is the source, unless it is asked for as to be seen.
    if terminal::is_watched() || settings.colour == When::Always {
        pager::show(&found.page(settings))?;
    } else {
        super::put(found.text().as_bytes())?;
    }
    Ok(Outcome::Found)
}

impl Sought {
    /// Returns the section's bytes in the text, or those of the whole note.
    fn span(&self) -> Span {
        match self.section {
            Some(at) => self.note.sections[at].span,
            None => Span::new(0, self.note.decoded.text.len()),
        }
    }

    /// Returns the text without empty lines around it.
    fn text(&self) -> String {
        let whole = &self.note.decoded.text;
        match whole.get(self.span().range()) {
            Some(part) if part.len() < whole.len() => format!("{}\n", part.trim()),
            _ => whole.clone(),
        }
    }

    /// Returns the section as it is in the file, whatever its encoding.
    fn raw<'b>(&self, bytes: &'b [u8]) -> &'b [u8] {
        let decoded = &self.note.decoded;
        let end = bytes.len();
        // A mark of the byte order stands before the text.
        let mark = end.saturating_sub(decoded.bytes_on_disk(&decoded.text));
        let place = |at: usize| mark + decoded.bytes_on_disk(&decoded.text[..at]);
        let span = self.span();
        let start = if span.start == 0 { 0 } else { place(span.start) };
        bytes.get(start..place(span.end).min(end)).unwrap_or_default()
    }

    /// Lays the section out for a person; one that was searched for tells where
    /// it is.
    fn page(&self, settings: &Settings) -> String {
        let colours = terminal::colours(settings.colour);
        let has_colour = colours.is_some();
        let palette = Palette::new(colours, terminal::has_links());
        let mut page = String::new();
        if let Some(hit) = &self.hit {
            let spot = open::spot(settings, hit);
            let place = format!("{}:{}", place::shown(&spot.path), spot.line);
            page = format!("{}\n", palette.place(&markup::presentable(&place)));
        }
        let (path, whole, columns) =
            (&self.note.path, &self.note.decoded.text, terminal::columns());
        let rows = match (readable(path, whole, self.span()), &self.hit) {
            (Some(text), _) => markup::page(&text, &[], columns, has_colour),
            (None, Some(hit)) => render::section(hit, columns, has_colour),
            (None, None) => {
                let text = whole[self.span().range()].trim_end();
                render::laid_out(path, text, &[], columns, has_colour)
            }
        };
        for row in rows {
            page.push_str(palette.row(&row).trim_end());
            page.push('\n');
        }
        // A failure to find links must not keep the section from being shown.
        page.push_str(&self.linked(settings, palette).unwrap_or_default());
        page
    }

    /// Tells where the section's links lead and what links to it, a line each,
    /// as far as the index as it is knows.
    fn linked(&self, settings: &Settings, palette: Palette) -> Result<String, Failure> {
        let lexicon = notebook::lexicon(settings)?;
        let index = Index::new(&settings.index, &lexicon);
        let Some(snapshot) = index.read(&settings.corpus, Freshness::AsIs)? else {
            return Ok(String::new());
        };
        let searcher = Searcher::new(&snapshot, &settings.corpus, &lexicon);
        let section = self.section.map(|at| &self.note.sections[at]);
        let heading = section.and_then(|section| section.trail.last()).map(String::as_str);
        let path = &self.note.path;
        let text = &self.note.decoded.text[self.span().range()];
        let reading = &terminal::language().reading;
        let mut told = String::new();
        for (label, hits) in [
            (reading.links_to, linking::outgoing(settings, &searcher, path, text)?),
            (reading.linked_from, linking::incoming(&searcher, path, heading)?),
        ] {
            for (at, hit) in hits.iter().take(MAX_LINKS).enumerate() {
                let line = if hit.snippet.best.line > 0 { hit.line() } else { 1 };
                let place = settings.prefix.join(hit.record.path().as_path());
                let place = markup::presentable(&format!("{}:{line}", place::shown(&place)));
                let name = hit.record.trail.last().map(|own| markup::presentable(own));
                let lead = if at == 0 { format!("── {label}\n") } else { String::new() };
                told.push_str(&palette.dim(&lead));
                let name = name.map(|name| format!("  {name}")).unwrap_or_default();
                told.push_str(&format!("   {}{name}\n", palette.place(&place)));
            }
        }
        Ok(if told.is_empty() { told } else { format!("\n{told}") })
    }
}
