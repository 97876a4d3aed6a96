//! `galpi compare A B`: what the notes say of both, then of each.

use std::collections::HashSet;

use galpi::lexicon::{Entry, Kind};
use galpi::search::{Hits, Options, Searcher, resolve};

use crate::Outcome;
use crate::args::Compare;
use crate::failure::Failure;
use crate::settings::Settings;
use crate::{editor, notebook};

use super::{open, search};

/// Sections on one of the two alone, each.
const SINGLE: usize = 3;

pub(crate) fn run(settings: Settings, typed: &Compare) -> Result<Outcome, Failure> {
    let lexicon = notebook::lexicon(&settings)?;
    let opened = notebook::open(&settings, &lexicon)?;
    let searcher =
        Searcher::new(&opened.snapshot, &settings.corpus, &lexicon).with_report(opened.report);
    let entry = |name: &str| -> Result<Entry<'_>, Failure> {
        let kinds = [Kind::Service, Kind::Concept];
        let found = kinds.iter().find_map(|kind| resolve(&lexicon, name, *kind).into_iter().next());
        found.ok_or_else(|| {
            Failure::new(format!("no service or concept is called `{name}`"))
                .hint("`galpi service` lists those in these notes")
        })
    };
    let (first, second) = (entry(&typed.first)?, entry(&typed.second)?);
    let format = search::format(&settings, &typed.output)?;
    let options = Options { limit: 0, has_snippets: format.has_text(), ..Options::default() };
    let all = Options { limit: search::limit(&typed.output), ..options.clone() };
    let mut hits = searcher.about_both(&first.id, &second.id, &all)?;
    hits.query = format!("{} vs {}", first.name, second.name);
    let singles = Options { limit: SINGLE + hits.hits.len(), ..options };
    for entry in [&first, &second] {
        let seen: HashSet<_> = hits.hits.iter().map(|hit| hit.record.id()).collect();
        let own = searcher.about(&entry.id, entry.name, &singles)?;
        hits.hits.extend(
            own.hits.into_iter().filter(|hit| !seen.contains(&hit.record.id())).take(SINGLE),
        );
    }
    number(&mut hits);
    if let (true, [first, ..]) = (typed.output.open, &hits.hits[..]) {
        return editor::open(&open::spot(&settings, first));
    }
    search::write(&settings, &format, &typed.output, &hits)?;
    Ok(if hits.hits.is_empty() { Outcome::Nothing } else { Outcome::Found })
}

fn number(hits: &mut Hits) {
    for (at, hit) in hits.hits.iter_mut().enumerate() {
        hit.rank = at + 1;
    }
    hits.total = hits.total.max(hits.hits.len());
}
