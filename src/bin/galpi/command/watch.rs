//! `galpi watch`: what is copied, or comes in lines, is answered as it comes.
//!
//! What is copied is read by a command that the reader's own configuration or
//! environment names, and
//! by no other: a notebook has no say in it, and no shell reads it.

use std::io::{self, BufReader, IsTerminal, Read};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use galpi::render::Format;
use galpi::render::style::{Palette, fit, harmless, width};
use galpi::search::{Options, Searcher};

use crate::args::Watch;
use crate::failure::Failure;
use crate::history::one_line;
use crate::notebook::Book;
use crate::settings::Settings;
use crate::{Outcome, notebook, terminal, user};

use super::batch::Queries;
use super::output;

/// Names the command that writes what is copied to its standard output.
const VARIABLE: &str = "GALPI_CLIPBOARD";
/// How often one looks.
const GLANCE: Duration = Duration::from_millis(400);
/// A longer text (64 KiB) is a file that was copied, and no question.
const MAX_COPIED_BYTES: u64 = 64 * 1024;
/// Hits of an answer: it is glanced at beside something else.
const LIMIT: usize = 3;

pub(crate) fn run(notebooks: &[Settings], mut typed: Watch) -> Result<Outcome, Failure> {
    typed.output.limit.get_or_insert(LIMIT);
    let format = output::format(&notebooks[0], &typed.output)?;
    let mut outcome = Outcome::Nothing;
    let mut answer = |query: &str| -> Result<(), Failure> {
        if !query.trim().is_empty() && answered(notebooks, &typed, &format, query)? {
            outcome = Outcome::Found;
        }
        Ok(())
    };
    let is_typed = io::stdin().is_terminal();
    if is_typed && typed.input.is_none() {
        let mut clipboard = Clipboard::open()?;
        notebook::say((terminal::language().watch.begins)(&clipboard.name()).as_str());
        loop {
            if let Some(copied) = clipboard.changed()? {
                answer(&copied)?;
            }
            thread::sleep(GLANCE);
        }
    }
    if is_typed {
        notebook::hint(terminal::language().watch.begins_typed);
    }
    let mut lines = Queries::new(BufReader::new(io::stdin().lock()), b'\n');
    while let Some(line) = lines.next()? {
        answer(&line)?;
    }
    Ok(outcome)
}

/// Answers a query by the notes as they are now; says whether there is an
/// answer.
fn answered(
    notebooks: &[Settings],
    typed: &Watch,
    format: &Format,
    query: &str,
) -> Result<bool, Failure> {
    let books = notebooks.iter().cloned().map(Book::open).collect::<Result<Vec<_>, _>>()?;
    if output::is_for_person(format) && super::exam::options(query) > 0 {
        super::put(rule(query, &notebooks[0]).as_bytes())?;
        return super::exam::glance(&books, query);
    }
    let searchers: Vec<Searcher<'_>> = books.iter().map(Book::searcher).collect();
    let options = Options {
        limit: output::limit(&typed.output),
        paths: output::paths(&typed.output)?,
        ..Options::default()
    };
    let mut hits = output::chosen(&searchers, &typed.output, &options, |searcher, options| {
        searcher.search(query, options).map_err(Failure::from)
    })?;
    output::in_order(&mut hits, &typed.output);
    notebook::tell_remarks(&hits.remarks);
    if output::is_for_person(format) {
        super::put(rule(query, &notebooks[0]).as_bytes())?;
    }
    super::nothing::tell_rewritten(format, &hits);
    output::write(&books, format, &typed.output, &hits)?;
    if hits.hits.is_empty() {
        notebook::say((terminal::language().watch.nothing)(hits.sections).as_str());
    }
    Ok(!hits.hits.is_empty())
}

/// Draws a line that tells what is answered below it.
fn rule(query: &str, settings: &Settings) -> String {
    let columns = terminal::columns();
    let (query, _) = fit(&harmless(&one_line(query)), &[], columns.saturating_sub(6).max(1));
    let rest = "─".repeat(columns.saturating_sub(width(&query) + 4));
    let palette = Palette::new(terminal::colours(settings.colour), false);
    format!("\n{} {query} {}\n", palette.dim("──"), palette.dim(&rest))
}

/// What is copied, and was when it was last looked at.
struct Clipboard {
    words: Vec<String>,
    last: Vec<u8>,
}

impl Clipboard {
    /// Begins with what is in the clipboard already, which isn't answered.
    fn open() -> Result<Self, Failure> {
        let told = &terminal::language().watch;
        let command = match std::env::var(VARIABLE) {
            Ok(command) => command,
            Err(_) => user::clipboard()?.unwrap_or_default(),
        };
        let words = shlex::split(&command).unwrap_or_default();
        if words.is_empty() {
            return Err(Failure::new(told.no_command).hint((told.no_command_hint)(VARIABLE)));
        }
        let mut clipboard = Self { words, last: Vec::new() };
        clipboard.last = clipboard.read()?;
        Ok(clipboard)
    }

    fn name(&self) -> String {
        self.words[0].clone()
    }

    /// Returns what was copied since the last look, if that is a text.
    fn changed(&mut self) -> Result<Option<String>, Failure> {
        let copied = self.read()?;
        if copied == self.last {
            return Ok(None);
        }
        self.last = copied;
        let is_large = self.last.len() as u64 > MAX_COPIED_BYTES;
        Ok(String::from_utf8(self.last.clone()).ok().filter(|_| !is_large))
    }

    /// Reads what is copied. A command that fails has nothing: an empty
    /// clipboard is a failure to some.
    fn read(&self) -> Result<Vec<u8>, Failure> {
        let mut command = Command::new(&self.words[0]);
        command.args(&self.words[1..]);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        let unstarted = |error: io::Error| {
            let language = terminal::language();
            Failure::new((language.watch.unstarted)(&self.words[0], &language.cause(&error)))
                .hint((language.watch.no_command_hint)(VARIABLE))
        };
        let mut child = command.spawn().map_err(unstarted)?;
        let mut bytes = Vec::new();
        if let Some(out) = child.stdout.take() {
            // What can't be read isn't there.
            let _ = out.take(MAX_COPIED_BYTES + 1).read_to_end(&mut bytes);
        }
        // One that has more to say than is wanted is ended by its closed pipe.
        let is_done = child.wait().is_ok_and(|status| status.success());
        let is_cut = bytes.len() as u64 > MAX_COPIED_BYTES;
        Ok(if is_done || is_cut { bytes } else { Vec::new() })
    }
}
