//! `galpi --batch`: many queries on standard input, answered in order.
//!
//! What a process costs, the opening of the index above all, is paid once. A
//! query is answered as soon as its line is there, so that a program may keep
//! one process and ask it now and then.

use std::io::{self, BufRead, BufReader, Read};
use std::time::{Duration, Instant};

use galpi::render::{self, Format, PrintOptions};
use galpi::search::{Options, Searcher};

use crate::args::Search;
use crate::failure::Failure;
use crate::notebook::Book;
use crate::settings::Settings;
use crate::{Outcome, notebook, terminal};

use super::{output, query};

/// Notes are looked at this often while answers are written to queries that were
/// asked all at once.
const MAX_AGE: Duration = Duration::from_secs(1);
/// Where no index can be kept, opening it means reading all notes; it may take
/// one part in so many of the time.
const PARTS: u32 = 10;

pub(super) fn run(notebooks: Vec<Settings>, typed: &Search) -> Result<Outcome, Failure> {
    let options = Options {
        limit: output::limit(&typed.output),
        strictness: output::strictness(typed.exact, typed.fixed_strings),
        is_prefix: typed.prefix,
        paths: output::paths(&typed.output)?,
        ..Options::default()
    };
    let end = if typed.output.null { 0 } else { b'\n' };
    let input = BufReader::new(Counted { input: io::stdin().lock(), reads: 0 });
    let mut queries = Queries::new(input, end);
    let mut out = terminal::for_programs();
    let mut outcome = Outcome::Nothing;
    let mut next = queries.next()?;
    while next.is_some() {
        let start = Instant::now();
        let books =
            notebooks.iter().cloned().map(Book::open).collect::<Result<Vec<_>, Failure>>()?;
        let least_age = match books.iter().any(|book| book.opened.report.remark.is_some()) {
            true => start.elapsed() * PARTS,
            false => Duration::ZERO,
        };
        let is_fresh = |book: &Book| {
            book.settings.is_refreshed && book.opened.snapshot.is_fresh(&book.settings.corpus)
        };
        let opening = Instant::now();
        let mut looked = Looked { when: opening, reads: queries.input.get_ref().reads };
        let searchers: Vec<Searcher<'_>> = books.iter().map(Book::searcher).collect();
        while next.is_some() {
            let reads = queries.input.get_ref().reads;
            if looked.is_due(reads) && opening.elapsed() >= least_age {
                if !books.iter().all(is_fresh) {
                    break;
                }
                looked = Looked { when: Instant::now(), reads };
            }
            let Some(query) = next.take() else { break };
            let mut hits =
                output::chosen(&searchers, &typed.output, &options, |searcher, options| {
                    searcher.search(&query, options).map_err(Failure::from)
                })?;
            output::in_order(&mut hits, &typed.output);
            notebook::tell_remarks(&hits.remarks);
            if !hits.hits.is_empty() {
                outcome = Outcome::Found;
            }
            let print_options = PrintOptions {
                query_number: Some(queries.number),
                ..output::print_options(&books, &typed.output)
            };
            render::print(Format::Json.printer(print_options).as_mut(), &mut out, &hits)
                .and_then(|()| out.flush())
                .map_err(|e| Failure::output(&e))?;
            next = queries.next()?;
        }
    }
    Ok(outcome)
}

/// When notes were looked at last.
struct Looked {
    when: Instant,
    /// Of the input, by then.
    reads: u64,
}

impl Looked {
    /// Says whether to look again. Whatever was read at once was asked by then;
    /// what is read after was asked later, and must find what was written in
    /// between.
    fn is_due(&self, reads: u64) -> bool {
        reads != self.reads || self.when.elapsed() >= MAX_AGE
    }
}

/// An input that counts how often it is read.
struct Counted<R> {
    input: R,
    reads: u64,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(buffer);
        // Before the answers that follow, notes are looked at, if any.
        self.reads += 1;
        read
    }
}

/// The queries on standard input.
pub(super) struct Queries<R> {
    input: R,
    /// The byte that ends each.
    end: u8,
    /// The last one's number, 1-based.
    number: usize,
}

impl<R: BufRead> Queries<R> {
    pub(super) fn new(input: R, end: u8) -> Self {
        Self { input, end, number: 0 }
    }

    /// Reads the next query, without its end; `None` when there are no more.
    pub(super) fn next(&mut self) -> Result<Option<String>, Failure> {
        let mut bytes = Vec::new();
        // Two bytes of room for the end of a line, `\r\n`.
        let most = query::MAX_QUERY_BYTES + 2;
        let read = self.input.by_ref().take(most).read_until(self.end, &mut bytes);
        let told = &terminal::language().commands;
        read.map_err(|e| Failure::system(told.unreadable_query, &e))?;
        if bytes.is_empty() {
            return Ok(None);
        }
        self.number += 1;
        if bytes.last() == Some(&self.end) {
            bytes.pop();
            if self.end == b'\n' && bytes.last() == Some(&b'\r') {
                bytes.pop();
            }
        }
        if bytes.len() as u64 > query::MAX_QUERY_BYTES {
            return Err(Failure::new((told.large_line)(self.number)));
        }
        Ok(Some(String::from_utf8_lossy(&bytes).into_owned()))
    }
}
