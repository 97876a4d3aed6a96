//! `galpi related ID | PATH[:LINE] | [[LINK]] | QUERY`: where to read on.

use galpi::corpus::Note;
use galpi::render::markup::presentable;
use galpi::render::style::Palette;
use galpi::render::{self, Around, Format, Layout, PrintOptions};
use galpi::search::Hit;

use crate::Outcome;
use crate::args::{Related, When};
use crate::failure::Failure;
use crate::notebook::Book;
use crate::place::shown;
use crate::relation::{Relation, related};
use crate::settings::Settings;
use crate::{notebook, terminal};

use super::{output, show};

/// Sections of each sort, unless another number is asked for.
const LIMIT: usize = 5;

pub(crate) fn run(notebooks: Vec<Settings>, typed: &Related) -> Result<Outcome, Failure> {
    let named = typed.section.join(std::ffi::OsStr::new(" "));
    let Some(sought) = show::find(&notebooks, &named)? else { return Ok(Outcome::Nothing) };
    let number = sought.notebook;
    // A note that is named as a whole begins with what it is about.
    let at = sought.section.unwrap_or(0);
    let book = Book::open(notebooks.into_iter().nth(number).expect("it was found there"))?;
    let found = related(&book, &sought.note, at, typed.limit.unwrap_or(LIMIT))?;
    let origin = origin(&book.settings, &sought.note, at);
    let is_found = !found.is_empty();
    let settings = &book.settings;
    let is_for_person = terminal::is_watched() || settings.colour == When::Always;
    let books = [book];
    let print_options = output::print_options(&books, &output::plain());
    let text = match () {
        () if typed.json => found
            .iter()
            .map(|(r, hit)| render::related_line(r.name(), hit, &print_options) + "\n")
            .collect(),
        () if is_for_person => origin + &page(&found, &print_options)?,
        () => rows(&found, &print_options)?,
    };
    super::put_answer(typed.json, &text)?;
    if !is_found {
        notebook::say(terminal::language().reading.nothing_related);
        return Ok(Outcome::Nothing);
    }
    Ok(Outcome::Found)
}

/// Tells which section it is that others are related to: it may have been searched
/// for.
fn origin(settings: &Settings, note: &Note, at: usize) -> String {
    let palette = Palette::new(terminal::colours(settings.colour), false);
    let section = note.sections.get(at);
    let place = settings.prefix.join(note.path.as_path());
    let place = format!("{}:{}", shown(&place), section.map_or(1, |section| section.line));
    let heading = section.and_then(|section| section.trail.last());
    let heading = heading.map(|own| format!("  {}", palette.heading(&presentable(own))));
    format!("{}{}\n\n", palette.place(&presentable(&place)), heading.unwrap_or_default())
}

/// Lays all out for a person, each sort under its name.
fn page(found: &[(Relation, Hit)], print_options: &PrintOptions) -> Result<String, Failure> {
    let palette = Palette::new(print_options.colours, false);
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
        page.push_str(&output::written(&Format::Human(layout.clone()), hit, print_options)?);
    }
    Ok(page)
}

/// Writes rows for programs: why, place and line, parted by tabs.
fn rows(found: &[(Relation, Hit)], print_options: &PrintOptions) -> Result<String, Failure> {
    let row = |(relation, hit): &(Relation, Hit)| {
        let line = output::written(&Format::Grep(Around::Nothing), hit, print_options)?;
        Ok(format!("{}\t{line}", relation.name()))
    };
    found.iter().map(row).collect()
}
