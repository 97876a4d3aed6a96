//! The dictionaries of an index.

use std::cell::RefCell;

use rustc_hash::FxHashMap;
use tantivy::query::FuzzyTermQuery;
use tantivy::schema::{Field, Term};

use crate::analysis::{SURFACE_MARK, display_term, hangul_term, surface_term};
use crate::error::Result;
use crate::index::{Snapshot, initials_key, key_prefix, keyed_word};
use crate::lexicon::EntryId;
use crate::search::edit_distance;
use crate::search::lattice::Probe;

use super::lookups::{Keys, Vocabulary};

/// Terms of a segment that are looked at for those that begin alike.
const MAX_SEEN: usize = 4_096;
/// Forms of one word that are looked up: a safeguard, many times what a word of
/// a million sections has.
const MAX_BEGINNING: usize = 1 << 17;

/// The vocabulary of a snapshot; remembers what was asked.
pub(crate) struct IndexedVocabulary<'s> {
    snapshot: &'s Snapshot,
    frequencies: RefCell<FxHashMap<String, u32>>,
    /// Beginnings of names, with whether any that has an alias has them.
    aliases: RefCell<FxHashMap<String, bool>>,
}

impl<'s> IndexedVocabulary<'s> {
    pub(crate) fn new(snapshot: &'s Snapshot) -> Result<Self> {
        Ok(Self { snapshot, frequencies: RefCell::default(), aliases: RefCell::default() })
    }

    fn field(&self, keys: Keys) -> Field {
        let fields = self.snapshot.fields;
        match keys {
            Keys::Sound => fields.sound,
            Keys::Initials => fields.initials,
            Keys::MinedAlias => fields.mined_alias,
        }
    }

    /// Returns the words of terms that begin with `prefix`, sorted.
    fn words(&self, keys: Keys, prefix: &str, limit: usize) -> Result<Vec<String>> {
        let found = self.snapshot.beginning(self.field(keys), prefix, limit)?;
        let mut words: Vec<String> = found.keys().filter_map(|term| keyed_word(term)).collect();
        words.sort();
        words.dedup();
        Ok(words)
    }
}

/// Returns a key, or the beginning of one, as the index has it.
fn key_of(keys: Keys, key: &str) -> String {
    match keys {
        Keys::Initials => initials_key(key),
        Keys::Sound | Keys::MinedAlias => key.to_owned(),
    }
}

impl Vocabulary for IndexedVocabulary<'_> {
    fn sections(&self) -> u64 {
        self.snapshot.sections()
    }

    fn frequency(&self, term: &str) -> u32 {
        if let Some(known) = self.frequencies.borrow().get(term) {
            return *known;
        }
        let (title, body) = self.snapshot.fields.of_term(term);
        let of = |field: Field| self.snapshot.frequency(field, term).unwrap_or(0);
        let mut frequency = match term.starts_with(SURFACE_MARK) {
            true => (of(body) + of(title)).min(self.sections() as u32),
            false => of(body).max(of(title)),
        };
        if frequency == 0 {
            // Properties and other names of notes stand with the headings above.
            frequency = of(self.snapshot.fields.trail);
        }
        self.frequencies.borrow_mut().insert(term.to_owned(), frequency);
        frequency
    }

    fn probe_frequency(&self, probe: &Probe) -> Result<u32> {
        let fields = self.snapshot.fields;
        let (field, term) = match probe {
            Probe::Text(term) => return Ok(self.frequency(term)),
            Probe::AnyOf(terms) => {
                let sum: u32 = terms.iter().map(|term| self.frequency(term)).sum();
                return Ok(sum.min(self.sections() as u32));
            }
            Probe::Entry(id) => (fields.mention, id.as_str()),
        };
        self.snapshot.frequency(field, term)
    }

    fn mentions(&self, id: &EntryId) -> Result<bool> {
        Ok(!self.snapshot.with_term(self.snapshot.fields.mention, id.as_str())?.is_empty())
    }

    fn keyed(&self, keys: Keys, key: &str, limit: usize) -> Result<Vec<String>> {
        self.words(keys, &key_prefix(&key_of(keys, key)), limit)
    }

    fn beginning(&self, keys: Keys, prefix: &str, limit: usize) -> Result<Vec<String>> {
        self.words(keys, &key_of(keys, prefix), limit)
    }

    fn begins_alias(&self, beginning: &str) -> Result<bool> {
        if let Some(known) = self.aliases.borrow().get(beginning) {
            return Ok(*known);
        }
        let field = self.field(Keys::MinedAlias);
        let is_begun = !self.snapshot.beginning(field, beginning, 1)?.is_empty();
        self.aliases.borrow_mut().insert(beginning.to_owned(), is_begun);
        Ok(is_begun)
    }

    fn terms_beginning(&self, prefix: &str, limit: usize) -> Result<Vec<String>> {
        let mut found: FxHashMap<String, u32> = FxHashMap::default();
        let fields = self.snapshot.fields;
        for field in [fields.body, fields.title] {
            for (term, frequency) in self.snapshot.beginning(field, prefix, MAX_SEEN)? {
                *found.entry(term).or_default() += frequency;
            }
        }
        let mut terms: Vec<(String, u32)> = found.into_iter().collect();
        terms.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
        Ok(terms.into_iter().take(limit).map(|(term, _)| term).collect())
    }

    fn words_beginning(&self, word: &str) -> Result<Vec<String>> {
        let mut found: Vec<String> = Vec::new();
        let fields = self.snapshot.fields;
        let stems = [fields.body, fields.title].map(|field| (field, hangul_term(word)));
        let forms = [fields.body_form, fields.title_form].map(|field| (field, surface_term(word)));
        for (field, prefix) in stems.into_iter().chain(forms) {
            let terms = self.snapshot.beginning(field, &prefix, MAX_BEGINNING)?;
            // Keys of a syllable begin those of others: 보 those of 볼.
            found.extend(terms.into_keys().filter(|term| display_term(term).starts_with(word)));
        }
        found.sort_unstable();
        found.dedup();
        Ok(found)
    }

    fn near(
        &self,
        term: &str,
        distance: u8,
        start: usize,
        limit: usize,
    ) -> Result<Vec<(String, usize)>> {
        let mut found: FxHashMap<String, u32> = FxHashMap::default();
        let fields = self.snapshot.fields;
        let query = FuzzyTermQuery::new(Term::from_field_text(fields.body, term), distance, true);
        let start = &term.as_bytes()[..start];
        for field in [fields.body, fields.title] {
            self.snapshot.near(field, &query, start, |near, frequency| {
                *found.entry(near.to_owned()).or_default() += frequency;
            })?;
        }
        let mut near: Vec<(String, usize, u32)> = found
            .into_iter()
            .filter(|(near, _)| near != term)
            .map(|(near, frequency)| {
                let distance = edit_distance::distance(term, &near);
                (near, distance, frequency)
            })
            .collect();
        near.sort_by(|a, b| a.1.cmp(&b.1).then(b.2.cmp(&a.2)).then(a.0.cmp(&b.0)));
        Ok(near.into_iter().take(limit).map(|(near, distance, _)| (near, distance)).collect())
    }
}
