//! `galpi [search] QUERY...`.

use std::io::{self, BufWriter, Read, Write};

use galpi::render::{self, ColumnUnit, Format, Layout, Look, Template};
use galpi::search::{Hits, Options, Searcher, Strictness};

use crate::Outcome;
use crate::args::{Output, Search, Unit, When};
use crate::failure::Failure;
use crate::settings::Settings;
use crate::{editor, notebook, terminal};

use super::{batch, nothing, open};

/// Hits that are given unless another number is asked for.
const LIMIT: usize = 10;
/// "All" hits, still a number that can be added to.
const UNLIMITED: usize = u32::MAX as usize;
/// More on standard input is no question.
pub(super) const MAX_QUERY_BYTES: u64 = 1024 * 1024;

pub(crate) fn run(settings: Settings, typed: Search) -> Result<Outcome, Failure> {
    if typed.batch {
        return batch::run(&settings, &typed);
    }
    let query = query(typed.words, typed.query)?;
    let format = format(&settings, &typed.output)?;
    let lexicon = notebook::lexicon(&settings)?;
    let opened = notebook::open(&settings, &lexicon)?;
    let is_quiet = typed.output.quiet;
    let is_opened = typed.output.open && !is_quiet;
    let options = Options {
        limit: if is_quiet || is_opened { 1 } else { limit(&typed.output) },
        strictness: strictness(typed.exact, typed.fixed_strings),
        is_prefix: typed.prefix,
        has_snippets: format.has_text() && !is_quiet,
        ..Options::default()
    };
    let searcher =
        Searcher::new(&opened.snapshot, &settings.corpus, &lexicon).with_report(opened.report);
    let hits = searcher.search(&query, &options)?;
    hits.remarks.iter().for_each(|remark| notebook::remarked(remark));
    if let (true, [first, ..]) = (is_opened, &hits.hits[..]) {
        return editor::open(&open::spot(&settings, first));
    }
    if !is_quiet {
        // Before the hits, as it says what they are.
        nothing::tell_rewritten(&format, &hits);
        write(&settings, &format, &typed.output, &hits)?;
    }
    if hits.hits.is_empty() {
        if !is_quiet {
            nothing::tell(&settings, &searcher, &format, &hits, &options)?;
        }
        return Ok(Outcome::Nothing);
    }
    Ok(Outcome::Found)
}

/// Returns the query, read from standard input where that was asked for.
pub(super) fn query(words: Vec<String>, whole: Option<String>) -> Result<String, Failure> {
    let commands = &terminal::language().commands;
    let query = match whole {
        Some(query) => query,
        None if words.len() == 1 && words[0] == "-" => {
            let mut bytes = Vec::new();
            let unreadable = |e| Failure::system(commands.unreadable_query, &e);
            io::stdin()
                .lock()
                .take(MAX_QUERY_BYTES + 1)
                .read_to_end(&mut bytes)
                .map_err(unreadable)?;
            if bytes.len() as u64 > MAX_QUERY_BYTES {
                return Err(Failure::new(commands.large_query));
            }
            String::from_utf8_lossy(&bytes).into_owned()
        }
        None => words.join(" "),
    };
    if query.trim().is_empty() {
        return Err(Failure::new(commands.empty_query).hint(commands.empty_query_hint));
    }
    Ok(query)
}

/// Returns what may stand for what was typed.
pub(super) fn strictness(is_exact: bool, is_fixed: bool) -> Strictness {
    match (is_exact, is_fixed) {
        (_, true) => Strictness::Fixed,
        (true, false) => Strictness::Exact,
        (false, false) => Strictness::Any,
    }
}

pub(super) fn limit(output: &Output) -> usize {
    match output.limit {
        Some(0) => UNLIMITED,
        Some(limit) => limit.min(UNLIMITED),
        // A count of some of the hits would tell nothing.
        None if output.count => UNLIMITED,
        None => LIMIT,
    }
}

/// Chooses the format: the one that was asked for, else by who reads it.
pub(super) fn format(settings: &Settings, output: &Output) -> Result<Format, Failure> {
    if let Some(template) = &output.template {
        let template =
            Template::parse(template).map_err(|e| Failure::new(e.told(terminal::language())))?;
        return Ok(Format::Template(template));
    }
    // What only a person can read is wanted by a person, also through a pager.
    let is_for_person = output.full
        || output.context.is_some()
        || output.explain
        || settings.colour == When::Always;
    Ok(match () {
        () if output.json => Format::Json,
        () if output.vimgrep => Format::Vimgrep,
        () if output.files_with_matches => Format::Files,
        () if output.count => Format::Count,
        () if !output.null && (is_for_person || terminal::is_watched()) => Format::Human(Layout {
            columns: terminal::columns(),
            // Room for what was asked, what is said below the hits, and the
            // next question.
            rows: terminal::rows()
                .filter(|_| output.limit.is_none())
                .map(|rows| rows.saturating_sub(4)),
            context: output.context.unwrap_or(0),
            is_full: output.full,
            base: Some(settings.corpus.base().to_owned()),
        }),
        () => Format::Grep,
    })
}

pub(super) fn write(
    settings: &Settings,
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
    let mut printer = format.printer(look(settings, output));
    render::print(printer.as_mut(), out, hits)
        .and_then(|()| out.flush())
        .map_err(|e| Failure::output(&e))
}

/// Returns how output was asked to look.
pub(super) fn look(settings: &Settings, output: &Output) -> Look {
    Look {
        has_colour: terminal::has_colour(settings.colour),
        has_links: terminal::has_links(),
        language: terminal::language(),
        is_null: output.null,
        unit: match output.column_unit {
            Unit::Byte => ColumnUnit::Byte,
            Unit::Char => ColumnUnit::Char,
            Unit::Utf16 => ColumnUnit::Utf16,
            Unit::Cell => ColumnUnit::Cell,
        },
        prefix: settings.prefix.clone(),
        is_explained: output.explain,
        query_number: None,
    }
}

/// Says whether a format is one that a person reads.
pub(super) fn is_for_person(format: &Format) -> bool {
    matches!(format, Format::Human(_))
}
