//! `galpi pick [QUERY...]`: found and chosen while typing.

use galpi::render::style::harmless;
use galpi::render::{self, Format, Template};
use galpi::search::Hit;

use crate::args::Pick;
use crate::failure::Failure;
use crate::notebook::Book;
use crate::pick::{Choice, pick};
use crate::settings::Settings;
use crate::{Outcome, editor, history, terminal};

use super::{nothing, open, output, show};

/// Earlier queries that are offered, at most.
const MAX_EARLIER: usize = 50;

pub(crate) fn run(notebooks: Vec<Settings>, typed: &Pick) -> Result<Outcome, Failure> {
    let template = typed.template.as_deref().map(Template::parse).transpose();
    let template = template.map_err(|e| Failure::new(e.told(terminal::language())))?;
    let books = notebooks.into_iter().map(Book::open).collect::<Result<Vec<_>, _>>()?;
    let folders: Vec<String> = books.iter().map(|book| history::folder(&book.settings)).collect();
    let earlier = history::frequent(&folders, MAX_EARLIER);
    let has_notes = books.iter().any(Book::has_notes);
    let told = if has_notes { Vec::new() } else { nothing::told_no_notes(&books[0].settings) };
    let picked = pick(&books, &typed.words.join(" "), earlier, told)?;
    let book = match &picked.choice {
        Choice::Open(hit) | Choice::Print(hit) => hit.notebook,
        Choice::Nothing => 0,
    };
    // What was left is a lookup only where there was nothing to be had.
    if has_notes && (!matches!(picked.choice, Choice::Nothing) || !picked.is_answered) {
        history::keep_seen(&books[book].settings, &picked.query, picked.is_answered);
    }
    let hit = match picked.choice {
        Choice::Nothing => return Ok(Outcome::Nothing),
        // What is picked for a program is for it to open.
        Choice::Open(hit) if terminal::is_watched() && template.is_none() => {
            let settings = &books[hit.notebook].settings;
            return match editor::is_there() {
                true => editor::open(&open::spot(settings, &hit)),
                false => show::show_hit(settings, *hit),
            };
        }
        Choice::Open(hit) | Choice::Print(hit) => hit,
    };
    let place = match template {
        Some(template) => written_as(&books, template, &hit)?,
        None => {
            let spot = open::spot(&books[hit.notebook].settings, &hit);
            format!("{}\n", harmless(&format!("{}:{}", spot.path.display(), spot.line)))
                .into_bytes()
        }
    };
    super::put(&if typed.quote { quoted(place) } else { place })?;
    Ok(Outcome::Found)
}

/// Writes a hit as a template says.
fn written_as(books: &[Book], template: Template, hit: &Hit) -> Result<Vec<u8>, Failure> {
    let print_options = output::print_options(books, &output::plain());
    let mut bytes = Vec::new();
    let mut printer = Format::Template(template).printer(print_options);
    render::Printer::hit(printer.as_mut(), &mut bytes, hit).map_err(|e| Failure::output(&e))?;
    Ok(bytes)
}

/// Quotes a place for the command line of a shell, where it is one word.
fn quoted(place: Vec<u8>) -> Vec<u8> {
    let place = place.strip_suffix(b"\n").unwrap_or(&place);
    // Without a NUL, which no path has, anything can be quoted.
    let quoted = shlex::bytes::try_quote(place).map_or(place.to_vec(), |word| word.into_owned());
    [quoted, b"\n".to_vec()].concat()
}
