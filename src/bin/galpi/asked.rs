//! Notebooks, open for one request of an editor or assistant.

use galpi::lexicon::{Entry, EntryId, Kind};
use galpi::search::{Hit, Hits, Options, Searcher, Tally, merge};

use crate::failure::Failure;
use crate::notebook::Book;
use crate::settings::Settings;

/// The notebooks that are asked, as they are now. There is one at least.
pub(crate) struct Asked<'b> {
    pub(crate) books: &'b [Book],
    pub(crate) searchers: Vec<Searcher<'b>>,
}

impl<'b> Asked<'b> {
    pub(crate) fn new(books: &'b [Book]) -> Self {
        Self { books, searchers: books.iter().map(Book::searcher).collect() }
    }

    /// Searches all notebooks.
    pub(crate) fn search(&self, query: &str, options: &Options) -> Result<Hits, Failure> {
        self.each(options, |searcher| Ok(searcher.search(query, options)?))
    }

    /// Finds the sections about an entry, called by a name.
    pub(crate) fn about(
        &self,
        id: &EntryId,
        name: &str,
        options: &Options,
    ) -> Result<Hits, Failure> {
        self.each(options, |searcher| Ok(searcher.about(id, name, options)?))
    }

    /// Puts the answers of all notebooks together.
    pub(crate) fn each(
        &self,
        options: &Options,
        ask: impl Fn(&Searcher<'b>) -> Result<Hits, Failure>,
    ) -> Result<Hits, Failure> {
        let first = ask(&self.searchers[0])?;
        if self.searchers.len() == 1 {
            return Ok(first);
        }
        let others = self.searchers[1..].iter().map(ask).collect::<Result<Vec<_>, _>>()?;
        Ok(merge(first, others, options.limit))
    }

    /// Returns the entry with an id, of the first notebook that reads it.
    pub(crate) fn entry(&self, id: &EntryId) -> Option<Entry<'_>> {
        self.searchers.iter().find_map(|searcher| searcher.lexicon().entry(id))
    }

    /// Says whether any notebook names an entry.
    pub(crate) fn is_mentioned(&self, id: &EntryId) -> bool {
        self.searchers.iter().any(|searcher| searcher.is_mentioned(id))
    }

    /// Counts how often the notebooks speak of each entry of a kind, those that
    /// most sections are about first.
    pub(crate) fn tally(&self, kind: Kind) -> Result<Vec<Tally<'_>>, Failure> {
        tally(&self.searchers, kind)
    }

    /// Returns the notebook that a hit is in.
    pub(crate) fn settings(&self, hit: &Hit) -> &Settings {
        &self.books[hit.notebook].settings
    }

    /// Returns the name of a hit's notebook where there are several.
    pub(crate) fn notebook_name(&self, hit: &Hit) -> Option<String> {
        (self.books.len() > 1).then(|| self.settings(hit).name.clone())
    }
}

/// Counts how often notebooks speak of each entry of a kind, those that most
/// sections are about first.
pub(crate) fn tally<'s>(
    searchers: &'s [Searcher<'_>],
    kind: Kind,
) -> Result<Vec<Tally<'s>>, Failure> {
    let mut tallies: Vec<Tally<'s>> = Vec::new();
    for searcher in searchers {
        for tally in searcher.tally(kind)? {
            match tallies.iter_mut().find(|own| own.entry.id == tally.entry.id) {
                Some(own) => {
                    own.sections += tally.sections;
                    own.subject_of += tally.subject_of;
                }
                None => tallies.push(tally),
            }
        }
    }
    if searchers.len() > 1 {
        let by_sections = |tally: &Tally<'_>| (tally.subject_of, tally.sections);
        tallies.sort_by_key(|tally| std::cmp::Reverse(by_sections(tally)));
    }
    Ok(tallies)
}
