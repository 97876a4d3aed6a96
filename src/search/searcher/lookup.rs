//! Looking up entries of the lexicon.

use std::time::Instant;

use crate::error::Result;
use crate::index::Strength;
use crate::lexicon::{Entry, EntryId, Kind};
use crate::search::options::Options;
use crate::search::plan::Plan;
use crate::search::present::{Entries, Hits, Lookup, Request, Tally};
use crate::search::retrieve::Allowed;

use super::Searcher;

impl Searcher<'_> {
    /// Finds the sections about an entry; `typed` is the name it was called by.
    /// It may be of a field that the notes don't speak of: it was asked for.
    ///
    /// # Errors
    ///
    /// When the index can't be read.
    pub fn about(&self, id: &EntryId, typed: &str, options: &Options) -> Result<Hits> {
        self.guarded(|| {
            let lexicon = match self.lexicon.entry(id) {
                Some(_) => &self.lexicon,
                None => self.whole,
            };
            let asked = Request { typed, text: typed, start: Instant::now(), lexicon };
            let ids = std::slice::from_ref(id);
            let plan = self.plan_with(lexicon, options, |planner| {
                Ok(Plan::About(planner.about(ids, typed)?))
            })?;
            let allowed = self.with_paths(None, options)?;
            self.answer(asked, &plan, Allowed(allowed.as_deref()), options, Vec::new())
        })
    }

    /// Finds the sections that speak of both entries, those about both first.
    ///
    /// # Errors
    ///
    /// When the index can't be read.
    pub fn about_both(&self, a: &EntryId, b: &EntryId, options: &Options) -> Result<Hits> {
        self.guarded(|| {
            let start = Instant::now();
            let lattice = self.plan(options, |planner| Ok(planner.about_both(a, b)))?;
            let typed = lattice.text.clone();
            let plan = Plan::Words(lattice);
            let [subjects, others] = self.speaking_of_both(a, b)?;
            let answer = |allowed: &[(u32, u32)], limit: usize| {
                let options = Options { limit, ..options.clone() };
                let lexicon = &self.lexicon;
                let asked = Request { typed: &typed, text: &typed, start, lexicon };
                self.answer(asked, &plan, Allowed(Some(allowed)), &options, Vec::new())
            };
            let mut hits = answer(&subjects, options.limit)?;
            hits.append(answer(&others, options.limit - hits.hits.len())?);
            Ok(hits)
        })
    }

    /// Looks an entry up: its sections in the order a learner wants.
    ///
    /// # Errors
    ///
    /// When the index can't be read.
    pub fn lookup(&self, name: &str, kind: Kind, options: &Options) -> Result<Option<Lookup<'_>>> {
        let mut lexicon = &self.lexicon;
        let mut entries = lexicon.resolve(name, kind);
        if entries.is_empty() {
            lexicon = self.whole;
            entries = lexicon.resolve(name, kind);
        }
        if entries.is_empty() {
            return Ok(None);
        }
        let entry = entries.remove(0);
        let hits = self.about(&entry.id, name, options)?;
        let compared = self
            .guarded(|| Entries { snapshot: self.snapshot(), lexicon }.compared_with(&entry.id))?;
        Ok(Some(Lookup { entry, others: entries, hits, compared }))
    }

    /// Counts how often the notes speak of each entry of a kind, those of most
    /// sections first.
    ///
    /// # Errors
    ///
    /// When the index can't be read.
    pub fn tally(&self, kind: Kind) -> Result<Vec<Tally<'_>>> {
        self.guarded(|| self.entries().tally(kind))
    }

    /// Returns the entries of a kind that the notes never speak of, by
    /// category: of the fields that they are mainly about. Rare ones aren't missed,
    /// nor those whose parts are there, nor parts of what is missing as a whole.
    ///
    /// # Errors
    ///
    /// When the index can't be read.
    pub fn missing(&self, kind: Kind) -> Result<Vec<Entry<'_>>> {
        self.guarded(|| self.entries().missing(kind))
    }

    /// Says whether these notes name an entry.
    pub fn is_mentioned(&self, id: &EntryId) -> bool {
        let found = self.guarded(|| self.snapshot().mentioning(id));
        found.is_ok_and(|found| !found.is_empty())
    }

    fn entries(&self) -> Entries<'_> {
        Entries { snapshot: self.snapshot(), lexicon: &self.lexicon }
    }

    /// Returns the sections that speak of both entries: those whose heading
    /// names both, and all others.
    fn speaking_of_both(&self, a: &EntryId, b: &EntryId) -> Result<[Vec<(u32, u32)>; 2]> {
        let snapshot = self.snapshot();
        let with = |id: &EntryId| snapshot.mentioning(id);
        // Sorted, as segments and their postings are.
        let others = with(b)?;
        let mut groups = [Vec::new(), Vec::new()];
        for address in with(a)?.into_iter().filter(|a| others.binary_search(a).is_ok()) {
            let topics = snapshot.record(address)?.topics();
            let is_named = |id: &EntryId| {
                topics.iter().any(|t| t.id == *id && t.strength >= Strength::Compared)
            };
            let group = usize::from(!(is_named(a) && is_named(b)));
            groups[group].push((address.segment, address.doc));
        }
        Ok(groups)
    }
}
