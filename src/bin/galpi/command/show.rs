//! `galpi show ID | PATH[:LINE]`: one section, whole.

use galpi::corpus::{Note, NotePath, SectionId, decode};
use galpi::render::markup;
use galpi::render::style::Palette;
use galpi::search::Searcher;
use galpi::span::Span;

use crate::args::{Show, When};
use crate::failure::Failure;
use crate::settings::Settings;
use crate::{Outcome, notebook, pager, terminal};

/// A section, or a whole note, and the bytes that it is in its file.
struct Found {
    note: Note,
    bytes: Vec<u8>,
    span: Span,
}

pub(crate) fn run(settings: Settings, typed: &Show) -> Result<Outcome, Failure> {
    let name = typed.section.to_string_lossy();
    let found = match SectionId::parse(&name) {
        Some(id) if !settings.corpus.base().join(name.as_ref()).exists() => by_id(&settings, id)?,
        _ => by_place(&settings, typed)?,
    };
    if typed.raw {
        super::put(found.raw())?;
        return Ok(Outcome::Found);
    }
    // What a pipe gets is the source, unless it is asked for as to be seen.
    if terminal::is_watched() || settings.colour == When::Always {
        pager::show(&found.page(terminal::has_colour(settings.colour)))?;
    } else {
        super::put(found.text().as_bytes())?;
    }
    Ok(Outcome::Found)
}

impl Found {
    /// Returns the text without empty lines around it.
    fn text(&self) -> String {
        let whole = &self.note.decoded.text;
        match self.span.len() == whole.len() {
            true => whole.clone(),
            false => format!("{}\n", whole[self.span.range()].trim()),
        }
    }

    /// Returns the section as it is in the file, whatever its encoding.
    fn raw(&self) -> &[u8] {
        let decoded = &self.note.decoded;
        let end = self.bytes.len();
        // A mark of the byte order stands before the text.
        let mark = end.saturating_sub(decoded.bytes_on_disk(&decoded.text));
        let place = |at: usize| mark + decoded.bytes_on_disk(&decoded.text[..at]);
        let start = if self.span.start == 0 { 0 } else { place(self.span.start) };
        self.bytes.get(start..place(self.span.end).min(end)).unwrap_or_default()
    }

    /// Lays the section out for a person.
    fn page(&self, has_colour: bool) -> String {
        let palette = Palette::new(has_colour, terminal::has_links());
        let text = self.note.decoded.text[self.span.range()].trim_end();
        let mut page = String::new();
        for row in markup::page(text, &[], terminal::columns(), has_colour) {
            page.push_str(palette.row(&row).trim_end());
            page.push('\n');
        }
        page
    }
}

fn read(settings: &Settings, path: &NotePath) -> Result<(Note, Vec<u8>), Failure> {
    let language = terminal::language();
    let file = settings.corpus.locate(path);
    let shown = file.display().to_string();
    let unreadable = |error: std::io::Error| {
        let failure = (language.commands.unreadable)(&shown, &language.cause(&error));
        Failure::new(failure)
    };
    let bytes = settings.corpus.read(path).map_err(unreadable)?;
    if !settings.corpus.contains(path) {
        return Err(Failure::new((language.commands.outside)(&shown)));
    }
    let decoded =
        decode(bytes.clone()).ok_or_else(|| Failure::new((language.commands.binary)(&shown)))?;
    Ok((Note::parse(path.clone(), decoded), bytes))
}

fn by_id(settings: &Settings, id: SectionId) -> Result<Found, Failure> {
    let commands = &terminal::language().commands;
    let lexicon = notebook::lexicon(settings)?;
    let opened = notebook::open(settings, &lexicon)?;
    let searcher = Searcher::new(&opened.snapshot, &settings.corpus, &lexicon);
    let Some(record) = searcher.section(id)? else {
        let failure = Failure::new((commands.no_id)(&id.to_string()));
        return Err(failure.hint(commands.no_id_hint));
    };
    let (note, bytes) = read(settings, &record.path())?;
    let Some(index) = (0..note.sections.len()).find(|index| note.id(*index) == id) else {
        return Err(Failure::new((commands.gone)(&record.path().to_string())));
    };
    let span = note.sections[index].span;
    Ok(Found { note, bytes, span })
}

/// Finds the section at a place: the line's, the first with text, or the
/// whole note when no line is told.
fn by_place(settings: &Settings, typed: &Show) -> Result<Found, Failure> {
    let commands = &terminal::language().commands;
    // A path need not be text, so it is taken apart as bytes.
    let name = NotePath::new(typed.section.clone().into()).to_bytes();
    let (path, line) = place(&name);
    let path = NotePath::from_bytes(path);
    // Paths are told from the reader's folder; notes are told from the corpus.
    let given = path.as_path();
    let inside = given.strip_prefix(&settings.prefix).unwrap_or(given);
    let inside = inside.strip_prefix(settings.corpus.base()).unwrap_or(inside);
    let is_outside = inside
        .components()
        .any(|c| !matches!(c, std::path::Component::Normal(_) | std::path::Component::CurDir));
    if is_outside {
        return Err(Failure::new((commands.outside)(&path.to_string())));
    }
    let (note, bytes) = read(settings, &NotePath::new(inside.to_owned()))?;
    let whole = Span::new(0, note.decoded.text.len());
    let Some(line) = line else { return Ok(Found { note, bytes, span: whole }) };
    let index = note.sections.iter().rposition(|section| section.line <= line).unwrap_or(0);
    let Some(section) = note.sections.get(index) else {
        return Err(Failure::new((commands.no_sections)(&path.to_string())));
    };
    let span = section.span;
    Ok(Found { note, bytes, span })
}

/// Takes `path:line` apart; a name without a line is a path.
fn place(name: &[u8]) -> (&[u8], Option<usize>) {
    let colon = name.iter().rposition(|byte| *byte == b':');
    let line = |at: usize| std::str::from_utf8(&name[at + 1..]).ok()?.parse().ok();
    match colon.and_then(|at| Some((at, line(at)?))) {
        Some((at, line)) => (&name[..at], Some(line)),
        None => (name, None),
    }
}
