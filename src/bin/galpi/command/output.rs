//! What the options of output mean: how many hits, of which notes, in which
//! order and format.

use std::collections::HashMap;
use std::ffi::OsString;
use std::io::{self, BufWriter, Write};

use galpi::corpus::PathFilter;
use galpi::render::{
    self, Around, ColumnUnit, Format, Layout, NotebookPlace, PrintOptions, Template,
};
use galpi::search::{Hit, Hits, Options, Searcher, Strictness, merge};

use crate::args::{Order, Output, Unit, When};
use crate::failure::Failure;
use crate::notebook::Book;
use crate::settings::Settings;
use crate::{args, notebook, place, terminal};

/// Hits that are given unless another number is asked for.
const LIMIT: usize = 10;
/// "All" hits, still a number that can be added to.
pub(super) const UNLIMITED: usize = u32::MAX as usize;
/// Asks all notebooks, and returns one answer with as many hits as were asked
/// for, of each note no more than were asked for.
pub(crate) fn chosen(
    searchers: &[Searcher<'_>],
    output: &Output,
    options: &Options,
    ask: impl Fn(&Searcher<'_>, &Options) -> Result<Hits, Failure>,
) -> Result<Hits, Failure> {
    // How many hits fall away is seen when they are there.
    let mut wanted = match output.max_count {
        Some(_) => options.limit.saturating_mul(4),
        None => options.limit,
    };
    loop {
        let options = Options { limit: wanted, ..options.clone() };
        let mut hits = ask(&searchers[0], &options)?;
        let others = searchers[1..].iter().map(|searcher| ask(searcher, &options));
        let others = others.collect::<Result<Vec<Hits>, Failure>>()?;
        if !others.is_empty() {
            hits = merge(hits, others, wanted);
        }
        let found = hits.hits.len();
        if let Some(most) = output.max_count.filter(|_| !output.vimgrep) {
            keep_of_each_note(&mut hits.hits, most);
        }
        let is_all = found >= hits.total && !hits.total_is_at_least;
        if hits.hits.len() >= options.limit.min(wanted) || is_all || found < wanted {
            return Ok(hits);
        }
        wanted = wanted.saturating_mul(8);
    }
}

/// How hits are given where nothing was said of it.
pub(crate) fn plain() -> Output {
    let words = ["galpi", "search"].map(OsString::from);
    args::sought(&words).expect("a search needs no option").search.output
}

/// Keeps so many hits of each note.
fn keep_of_each_note(hits: &mut Vec<Hit>, most: usize) {
    let mut counts: HashMap<_, usize> = HashMap::new();
    hits.retain(|hit| {
        let count = counts.entry((hit.notebook, hit.record.path())).or_default();
        *count += 1;
        *count <= most
    });
}

/// Puts the hits that are given in the order that was asked for.
pub(crate) fn in_order(hits: &mut Hits, output: &Output) {
    if output.sort == Order::Path {
        hits.hits.sort_by_key(|hit| (hit.notebook, hit.record.path(), hit.record.span()));
    }
}

/// Returns which notes are meant by the patterns of their paths.
pub(crate) fn paths(output: &Output) -> Result<Option<PathFilter>, Failure> {
    if output.glob.is_empty() {
        return Ok(None);
    }
    PathFilter::new(&output.glob)
        .map(Some)
        .map_err(|(glob, why)| Failure::new((terminal::language().usage.bad_glob)(&glob, &why)))
}

/// Returns what may stand for what was typed.
pub(crate) fn strictness(is_exact: bool, is_fixed: bool) -> Strictness {
    match (is_exact, is_fixed) {
        (_, true) => Strictness::Fixed,
        (true, false) => Strictness::Exact,
        (false, false) => Strictness::Any,
    }
}

/// Returns how many hits are asked for, at most.
pub(crate) fn limit(output: &Output) -> usize {
    match output.limit {
        Some(0) => UNLIMITED,
        Some(limit) => limit.min(UNLIMITED),
        // A count of some of the hits would tell nothing.
        None if output.count => UNLIMITED,
        None => LIMIT,
    }
}

/// Chooses the format: the one that was asked for, else by who reads it.
pub(crate) fn format(settings: &Settings, output: &Output) -> Result<Format, Failure> {
    if let Some(template) = &output.template {
        let template =
            Template::parse(template).map_err(|e| Failure::new(e.told(terminal::language())))?;
        return Ok(Format::Template(template));
    }
    // What only a person can read is wanted by a person, also through a pager.
    let is_for_person = output.heading || output.explain || settings.colour == When::Always;
    let is_on_screen = (is_for_person || terminal::is_watched()) && !output.no_heading;
    Ok(match () {
        () if output.json => Format::Json,
        () if output.vimgrep => Format::Vimgrep,
        () if output.files_with_matches => Format::Files,
        () if output.count => Format::Count,
        () if !output.null && is_on_screen => Format::Human(Layout {
            columns: terminal::columns(),
            // Room for what was asked, what is said below the hits, and the
            // next question.
            rows: terminal::rows()
                .filter(|_| output.limit.is_none())
                .map(|rows| rows.saturating_sub(4)),
            around: around(output),
            is_ranked: true,
        }),
        () => Format::Grep(around(output)),
    })
}

/// Returns how much is shown around the line that answers.
fn around(output: &Output) -> Around {
    let (before, after) = (output.before_context, output.after_context);
    match output.context.or(before).or(after) {
        _ if output.full => Around::Section,
        None | Some(0) if before.or(after).unwrap_or(0) == 0 => Around::Nothing,
        _ => Around::Lines {
            before: before.or(output.context).unwrap_or(0),
            after: after.or(output.context).unwrap_or(0),
        },
    }
}

/// Writes hits to standard output.
pub(crate) fn write(
    books: &[Book],
    format: &Format,
    output: &Output,
    hits: &Hits,
) -> Result<(), Failure> {
    let mut out = BufWriter::new(io::stdout().lock());
    let mut tame;
    let out: &mut dyn Write = match is_for_person(format) || !terminal::is_watched() {
        true => &mut out,
        false => {
            tame = terminal::Tame::new(out);
            &mut tame
        }
    };
    let mut printer = format.printer(print_options(books, output));
    render::print(printer.as_mut(), out, hits)
        .and_then(|()| out.flush())
        .map_err(|e| Failure::output(&e))?;
    if output.stats {
        let told = terminal::language().usage.stats;
        let micros = hits.elapsed.as_micros();
        notebook::say(&told(hits.hits.len(), hits.told_total(), hits.sections, hits.notes, micros));
    }
    Ok(())
}

/// Returns how output was asked to look.
pub(crate) fn print_options(books: &[Book], output: &Output) -> PrintOptions {
    let notebook = |book: &Book| NotebookPlace {
        name: book.settings.name.clone(),
        prefix: book.settings.prefix.clone(),
        shown_prefix: cfg!(unix).then(|| place::shown(&book.settings.prefix).into()),
        base: Some(book.settings.corpus.base().to_owned()),
    };
    PrintOptions {
        colours: terminal::colours(books[0].settings.colour),
        has_links: terminal::has_links(),
        language: terminal::language(),
        is_null: output.null,
        unit: match output.column_unit {
            Unit::Byte => ColumnUnit::Byte,
            Unit::Char => ColumnUnit::Char,
            Unit::Utf16 => ColumnUnit::Utf16,
            Unit::Cell => ColumnUnit::Cell,
        },
        notebooks: books.iter().map(notebook).collect(),
        max_lines: output.max_count,
        is_explained: output.explain,
        query_number: None,
    }
}

/// Writes one hit in a format.
pub(crate) fn written(
    format: &Format,
    hit: &Hit,
    print_options: &PrintOptions,
) -> Result<String, Failure> {
    let mut bytes = Vec::new();
    let mut printer = format.printer(print_options.clone());
    render::Printer::hit(printer.as_mut(), &mut bytes, hit).map_err(|e| Failure::output(&e))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Says whether a format is one that a person reads.
pub(crate) fn is_for_person(format: &Format) -> bool {
    matches!(format, Format::Human(_))
}
