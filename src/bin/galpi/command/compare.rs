//! `galpi compare A B`: what the notes say of both, then of each, side by side.

use std::collections::HashSet;

use galpi::lexicon::{Entry, Kind};
use galpi::search::{Hit, Hits, Options, Searcher, resolve, suggestions};

use crate::Outcome;
use crate::args::Compare;
use crate::failure::Failure;
use crate::settings::Settings;
use crate::{editor, notebook, terminal};

use super::{lookup, open, search};

/// Sections on one of the two alone, each.
const SINGLE: usize = 3;

pub(crate) fn run(settings: Settings, typed: &Compare) -> Result<Outcome, Failure> {
    let lexicon = notebook::lexicon(&settings)?;
    let opened = notebook::open(&settings, &lexicon)?;
    let searcher =
        Searcher::new(&opened.snapshot, &settings.corpus, &lexicon).with_report(opened.report);
    let entry = |name: &str| -> Result<Entry<'_>, Failure> {
        let kinds = [Kind::Service, Kind::Concept];
        let commands = &terminal::language().commands;
        let found = kinds.iter().flat_map(|kind| resolve(&lexicon, name, *kind));
        let mut found: Vec<Entry<'_>> = found.collect();
        if found.is_empty() {
            let near = kinds.iter().flat_map(|kind| suggestions(&lexicon, name, *kind));
            return Err(Failure::new((commands.no_entry)(name))
                .hint(lookup::near(near.map(|entry| entry.name))));
        }
        let entry = found.remove(0);
        found.retain(|other| other.id.kind() == entry.id.kind());
        lookup::tell_others(name, &found);
        Ok(entry)
    };
    let (first, second) = (entry(&typed.first)?, entry(&typed.second)?);
    if first.id == second.id {
        let same = terminal::language().commands.same_entry;
        return Err(Failure::new(same(first.name)));
    }
    let format = search::format(&settings, &typed.output)?;
    let is_quiet = typed.output.quiet;
    let limit = if is_quiet { 1 } else { search::limit(&typed.output) };
    let options =
        Options { limit, has_snippets: format.has_text() && !is_quiet, ..Options::default() };
    let mut hits = searcher.about_both(&first.id, &second.id, &options)?;
    hits.query = format!("{} vs {}", first.name, second.name);
    let mut seen: HashSet<_> = hits.hits.iter().map(|hit| hit.record.id()).collect();
    let mut own = |entry: &Entry<'_>| -> Result<Vec<Hit>, Failure> {
        let options = Options { limit: SINGLE + seen.len(), ..options.clone() };
        let found = searcher.about(&entry.id, entry.name, &options)?.hits;
        let mut own: Vec<Hit> =
            found.into_iter().filter(|hit| seen.insert(hit.record.id())).take(SINGLE).collect();
        own.sort_by_key(|hit| (hit.record.path(), hit.record.span()));
        Ok(own)
    };
    let (mut firsts, mut seconds) = (own(&first)?.into_iter(), own(&second)?.into_iter());
    // What is said of the one stands beside what is said of the other.
    for _ in 0..SINGLE {
        hits.hits.extend(firsts.next());
        hits.hits.extend(seconds.next());
    }
    number(&mut hits);
    if let (true, [first, ..]) = (typed.output.open, &hits.hits[..]) {
        return editor::open(&open::spot(&settings, first));
    }
    if !is_quiet {
        if search::is_for_person(&format) {
            super::put(header(&first, &second).as_bytes())?;
        }
        search::write(&settings, &format, &typed.output, &hits)?;
        if hits.hits.is_empty() {
            notebook::say(&(terminal::language().commands.nothing_of)(&hits.query));
        }
    }
    Ok(if hits.hits.is_empty() { Outcome::Nothing } else { Outcome::Found })
}

/// Tells what each of the two is.
fn header(first: &Entry<'_>, second: &Entry<'_>) -> String {
    let mut text = String::new();
    for entry in [first, second] {
        text.push_str(&lookup::introduction(entry));
    }
    text.push('\n');
    lookup::laid_out(&text)
}

fn number(hits: &mut Hits) {
    for (at, hit) in hits.hits.iter_mut().enumerate() {
        hit.rank = at + 1;
    }
    hits.total = hits.total.max(hits.hits.len());
}
