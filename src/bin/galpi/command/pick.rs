//! `galpi pick [QUERY...]`: found and chosen while typing.

use galpi::render::style::harmless;
use galpi::render::{self, Format, Template};
use galpi::search::Hit;

use crate::args::Pick;
use crate::failure::Failure;
use crate::notebook::Book;
use crate::pick::{Picked, pick};
use crate::settings::Settings;
use crate::{Outcome, editor, terminal};

use super::{open, search, show};

pub(crate) fn run(notebooks: Vec<Settings>, typed: &Pick) -> Result<Outcome, Failure> {
    let template = typed.template.as_deref().map(Template::parse).transpose();
    let template = template.map_err(|e| Failure::new(e.told(terminal::language())))?;
    let books = notebooks.into_iter().map(Book::open).collect::<Result<Vec<_>, _>>()?;
    let hit = match pick(&books, &typed.words.join(" "))? {
        Picked::Nothing => return Ok(Outcome::Nothing),
        // What is picked for a program is for it to open.
        Picked::Open(hit) if terminal::is_watched() && template.is_none() => {
            let settings = &books[hit.notebook].settings;
            return match editor::is_there() {
                true => editor::open(&open::spot(settings, &hit)),
                false => show::show_hit(settings, *hit),
            };
        }
        Picked::Open(hit) | Picked::Print(hit) => hit,
    };
    match template {
        Some(template) => put_as(&books, template, &hit)?,
        None => {
            let spot = open::spot(&books[hit.notebook].settings, &hit);
            let place = format!("{}:{}", spot.path.display(), spot.line);
            super::put(format!("{}\n", harmless(&place)).as_bytes())?;
        }
    }
    Ok(Outcome::Found)
}

/// Writes a hit as a template says.
fn put_as(books: &[Book], template: Template, hit: &Hit) -> Result<(), Failure> {
    let look = search::look(books, &search::plain());
    let mut bytes = Vec::new();
    let mut printer = Format::Template(template).printer(look);
    render::Printer::hit(printer.as_mut(), &mut bytes, hit).map_err(|e| Failure::output(&e))?;
    super::put(&bytes)
}
