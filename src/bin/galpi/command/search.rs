//! `galpi [search] QUERY...`.

use galpi::search::{Options, Searcher};

use crate::Outcome;
use crate::args::Search;
use crate::failure::Failure;
use crate::notebook::Book;
use crate::settings::Settings;
use crate::{editor, history, notebook, terminal};

use super::output::{chosen, format, in_order, is_for_person, limit, paths, strictness, write};
use super::query::query;
use super::{batch, exam, nothing, open};

pub(crate) fn run(notebooks: Vec<Settings>, typed: Search) -> Result<Outcome, Failure> {
    if typed.batch {
        return batch::run(notebooks, &typed);
    }
    let query = query(&typed.words, &typed.query)?;
    let format = format(&notebooks[0], &typed.output)?;
    let books = notebooks.into_iter().map(Book::open).collect::<Result<Vec<_>, _>>()?;
    let searchers: Vec<Searcher<'_>> = books.iter().map(Book::searcher).collect();
    let is_quiet = typed.output.quiet;
    let is_opened = typed.output.open && !is_quiet;
    let options = Options {
        limit: if is_quiet || is_opened { 1 } else { limit(&typed.output) },
        strictness: strictness(typed.exact, typed.fixed_strings),
        is_prefix: typed.prefix,
        has_snippets: format.has_text() && !is_quiet,
        paths: paths(&typed.output)?,
        ..Options::default()
    };
    let mut hits = chosen(&searchers, &typed.output, &options, |searcher, options| {
        searcher.search(&query, options).map_err(Failure::from)
    })?;
    notebook::tell_remarks(&hits.remarks);
    if let (true, [first, ..]) = (is_opened, &hits.hits[..]) {
        // The editor takes this process's place.
        history::keep(&books[first.notebook].settings, &query, history::is_answered(&hits));
        return editor::open(&open::spot(&books[first.notebook].settings, first));
    }
    in_order(&mut hits, &typed.output);
    if !is_quiet {
        // Before the hits, as it says what they are.
        nothing::tell_rewritten(&format, &hits);
        nothing::tell_files(&typed.words);
        nothing::tell_misspelt_command(&hits);
        write(&books, &format, &typed.output, &hits)?;
        let options = if is_for_person(&format) { exam::options(&query) } else { 0 };
        if options > 0 {
            notebook::hint(&(terminal::language().exam.is_question)(options));
        }
        let book = hits.hits.first().map_or(0, |hit| hit.notebook);
        // Where there are no notes nothing is missed in them.
        if hits.notes > 0 {
            history::keep(&books[book].settings, &query, history::is_answered(&hits));
        }
    }
    if hits.hits.is_empty() {
        if !is_quiet {
            nothing::tell(&books[0].settings, &searchers, &format, &hits, &options)?;
        }
        return Ok(Outcome::Nothing);
    }
    Ok(Outcome::Found)
}
