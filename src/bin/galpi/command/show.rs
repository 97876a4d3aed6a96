//! `galpi show ID | PATH[:LINE]`: one section, whole.

use galpi::corpus::Note;
use galpi::render::markup;
use galpi::render::style::Palette;
use galpi::span::Span;

use crate::args::{Show, When};
use crate::failure::Failure;
use crate::locate::locate;
use crate::settings::Settings;
use crate::{Outcome, pager, terminal};

/// A section, or a whole note.
struct Found {
    note: Note,
    span: Span,
}

pub(crate) fn run(settings: Settings, typed: &Show) -> Result<Outcome, Failure> {
    let located = locate(&settings, &typed.section)?;
    let span = match located.section {
        Some(index) => located.note.sections[index].span,
        None => Span::new(0, located.note.decoded.text.len()),
    };
    let found = Found { note: located.note, span };
    if typed.raw {
        let path = &found.note.path;
        let told = terminal::language().commands.unreadable;
        let unreadable = |e| Failure::file(told, path.as_path(), &e);
        let bytes = settings.corpus.read(path).map_err(unreadable)?;
        super::put(found.raw(&bytes))?;
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
    fn raw<'b>(&self, bytes: &'b [u8]) -> &'b [u8] {
        let decoded = &self.note.decoded;
        let end = bytes.len();
        // A mark of the byte order stands before the text.
        let mark = end.saturating_sub(decoded.bytes_on_disk(&decoded.text));
        let place = |at: usize| mark + decoded.bytes_on_disk(&decoded.text[..at]);
        let start = if self.span.start == 0 { 0 } else { place(self.span.start) };
        bytes.get(start..place(self.span.end).min(end)).unwrap_or_default()
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
