//! `galpi history`: what was looked for, and what of it isn't in the notes.

use std::fmt::Write as _;

use galpi::render::style::{Palette, fit, harmless, width};
use galpi::search::{Options, Searcher};
use serde::Serialize;

use crate::args::{Everywhere, History};
use crate::failure::Failure;
use crate::history::{self, Asked};
use crate::notebook::Book;
use crate::settings::Settings;
use crate::{Outcome, notebook, terminal};

/// Queries that are given unless another number is asked for.
const LIMIT: usize = 20;

pub(crate) fn run(everywhere: Everywhere, typed: &History) -> Result<Outcome, Failure> {
    let told = &terminal::language().history;
    if typed.clear {
        let count = history::clear().map_err(|e| Failure::system(told.not_cleared, &e))?;
        notebook::say(&(told.cleared)(count));
        return Ok(Outcome::Found);
    }
    let colour = everywhere.color;
    let mut lookups = history::read();
    let notebooks = if typed.all { Vec::new() } else { Settings::several(everywhere)? };
    if !typed.all {
        let here: Vec<String> = notebooks.iter().map(history::folder).collect();
        lookups.retain(|lookup| here.contains(&lookup.notes));
    }
    let is_kept = !lookups.is_empty();
    let mut asked = history::by_query(lookups, history::now());
    if typed.missed {
        asked = still_missed(notebooks, asked)?;
    }
    asked.truncate(match typed.limit {
        Some(0) => usize::MAX,
        Some(limit) => limit,
        None => LIMIT,
    });
    let page: String = match () {
        () if typed.json => asked.iter().map(json).collect(),
        () if terminal::is_watched() => {
            let palette = Palette::new(terminal::colours(colour), false);
            asked.iter().map(|asked| row(asked, palette)).collect()
        }
        // As they may be asked again, one a line.
        () => asked.iter().map(|asked| history::one_line(&asked.last.query) + "\n").collect(),
    };
    super::put_answer(typed.json, &page)?;
    if !asked.is_empty() {
        return Ok(Outcome::Found);
    }
    match is_kept {
        true => notebook::say(told.nothing_missed),
        false => {
            notebook::say(told.nothing);
            notebook::hint(told.nothing_hint);
        }
    }
    Ok(Outcome::Nothing)
}

/// Keeps the queries that found nothing when they were asked and still don't:
/// notes grow meanwhile.
fn still_missed(notebooks: Vec<Settings>, mut asked: Vec<Asked>) -> Result<Vec<Asked>, Failure> {
    asked.retain(|asked| !asked.last.found);
    asked.truncate(history::MAX_MISSED);
    if asked.is_empty() {
        return Ok(asked);
    }
    let books = notebooks.into_iter().map(Book::open).collect::<Result<Vec<_>, _>>()?;
    let searchers: Vec<Searcher<'_>> = books.iter().map(Book::searcher).collect();
    let options = Options { has_snippets: false, ..Options::default() };
    let mut missed = Vec::new();
    for asked in asked {
        let mut is_answered = false;
        for searcher in &searchers {
            let hits = searcher.search(&asked.last.query, &options)?;
            is_answered = is_answered || history::is_answered(&hits);
        }
        if !is_answered {
            missed.push(asked);
        }
    }
    Ok(missed)
}

/// Lays a query out for a person: when, what, how often.
fn row(asked: &Asked, palette: Palette) -> String {
    const WHEN_COLUMNS: usize = 15;
    let told = &terminal::language().history;
    let when = (told.ago)(history::now().saturating_sub(asked.last.time));
    let space = " ".repeat(WHEN_COLUMNS.saturating_sub(width(&when)));
    let mut after = String::new();
    if asked.times > 1 {
        let _ = write!(after, "  ×{}", asked.times);
    }
    if !asked.last.found {
        let _ = write!(after, "  {}", told.missed);
    }
    let room = terminal::columns().saturating_sub(WHEN_COLUMNS + 2 + width(&after)).max(1);
    let query = harmless(&history::one_line(&asked.last.query));
    let (query, _) = fit(&query, &[], room);
    format!("{space}{}  {query}{}\n", palette.dim(&when), palette.dim(&after))
}

/// Writes a query as a line of JSON.
fn json(asked: &Asked) -> String {
    #[derive(Serialize)]
    struct Row<'a> {
        r#type: &'static str,
        query: &'a str,
        found: bool,
        /// When it was asked last, in seconds since 1970.
        time: u64,
        times: usize,
        notes: &'a str,
    }
    let last = &asked.last;
    let row = Row {
        r#type: "lookup",
        query: &last.query,
        found: last.found,
        time: last.time,
        times: asked.times,
        notes: &last.notes,
    };
    serde_json::to_string(&row).map_or(String::new(), |line| line + "\n")
}
