//! The dictionaries of an index.

use std::cell::RefCell;
use std::sync::Arc;

use rustc_hash::FxHashMap;
use tantivy::InvertedIndexReader;
use tantivy::query::FuzzyTermQuery;
use tantivy::schema::{Field, Term};

use crate::analysis::{SURFACE_MARK, display_term, hangul_term, surface_term};
use crate::error::{Error, ErrorKind, Result};
use crate::index::{KEY_SEPARATOR, Snapshot, with_prefix};
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
    body: Vec<Arc<InvertedIndexReader>>,
    title: Vec<Arc<InvertedIndexReader>>,
    /// Words of texts and headings as they stand.
    forms: Vec<Arc<InvertedIndexReader>>,
    frequencies: RefCell<FxHashMap<String, u32>>,
    /// Beginnings of names, with whether any that has an alias has them.
    aliases: RefCell<FxHashMap<String, bool>>,
}

fn unreadable(error: std::io::Error) -> Error {
    Error::new(ErrorKind::Index, "cannot read the index").because(error)
}

impl<'s> IndexedVocabulary<'s> {
    pub(crate) fn new(snapshot: &'s Snapshot) -> Result<Self> {
        Ok(Self {
            snapshot,
            body: snapshot.field(snapshot.fields.body)?,
            title: snapshot.field(snapshot.fields.title)?,
            forms: [snapshot.fields.body_form, snapshot.fields.title_form]
                .map(|field| snapshot.field(field))
                .into_iter()
                .collect::<Result<Vec<_>>>()?
                .concat(),
            frequencies: RefCell::default(),
            aliases: RefCell::default(),
        })
    }

    fn field(&self, keys: Keys) -> Field {
        let fields = self.snapshot.fields;
        match keys {
            Keys::Sound => fields.sound,
            Keys::Initials => fields.initials,
            Keys::MinedAlias => fields.taught,
        }
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
        let sum = |field: Field, readers: &[Arc<InvertedIndexReader>]| -> u32 {
            let term = Term::from_field_text(field, term);
            readers.iter().map(|r| r.doc_freq(&term).unwrap_or(0)).sum()
        };
        let (title, body) = self.snapshot.fields.of_term(term);
        let mut frequency = match term.starts_with(SURFACE_MARK) {
            // The readers are those of both fields.
            true => sum(body, &self.forms).min(self.sections() as u32),
            false => sum(body, &self.body).max(sum(title, &self.title)),
        };
        if frequency == 0 {
            // Properties and other names of notes stand with the headings above.
            let trail = self.snapshot.fields.trail;
            frequency = self.snapshot.field(trail).map_or(0, |readers| sum(trail, &readers));
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
        let term = Term::from_field_text(field, term);
        self.snapshot.field(field)?.iter().map(|r| r.doc_freq(&term).map_err(unreadable)).sum()
    }

    fn mentions(&self, id: &EntryId) -> Result<bool> {
        Ok(!self.snapshot.with_term(self.snapshot.fields.mention, id.as_str())?.is_empty())
    }

    fn keyed(&self, keys: Keys, key: &str, limit: usize) -> Result<Vec<String>> {
        self.beginning(keys, &format!("{key}{KEY_SEPARATOR}"), limit)
    }

    fn beginning(&self, keys: Keys, prefix: &str, limit: usize) -> Result<Vec<String>> {
        let mut words = Vec::new();
        for reader in self.snapshot.field(self.field(keys))? {
            with_prefix(reader.terms(), prefix, |key, _| {
                words.extend(key.split_once(KEY_SEPARATOR).map(|(_, word)| word.to_owned()));
                words.len() < limit
            })?;
        }
        words.sort();
        words.dedup();
        Ok(words)
    }

    fn begins_alias(&self, beginning: &str) -> Result<bool> {
        if let Some(known) = self.aliases.borrow().get(beginning) {
            return Ok(*known);
        }
        let mut is_begun = false;
        for reader in self.snapshot.field(self.field(Keys::MinedAlias))? {
            with_prefix(reader.terms(), beginning, |_, _| {
                is_begun = true;
                false
            })?;
        }
        self.aliases.borrow_mut().insert(beginning.to_owned(), is_begun);
        Ok(is_begun)
    }

    fn terms_beginning(&self, prefix: &str, limit: usize) -> Result<Vec<String>> {
        let mut found: FxHashMap<String, u32> = FxHashMap::default();
        for reader in self.body.iter().chain(&self.title) {
            let mut seen = 0;
            with_prefix(reader.terms(), prefix, |term, frequency| {
                *found.entry(term.to_owned()).or_default() += frequency;
                seen += 1;
                seen < MAX_SEEN
            })?;
        }
        let mut terms: Vec<(String, u32)> = found.into_iter().collect();
        terms.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
        Ok(terms.into_iter().take(limit).map(|(term, _)| term).collect())
    }

    fn words_beginning(&self, word: &str) -> Result<Vec<String>> {
        let mut found: Vec<String> = Vec::new();
        let stems = self.body.iter().chain(&self.title).map(|reader| (reader, hangul_term(word)));
        let forms = self.forms.iter().map(|reader| (reader, surface_term(word)));
        for (reader, prefix) in stems.chain(forms) {
            with_prefix(reader.terms(), &prefix, |term, _| {
                // Keys of a syllable begin those of others: 보 those of 볼.
                if display_term(term).starts_with(word) {
                    found.push(term.to_owned());
                }
                found.len() < MAX_BEGINNING
            })?;
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
        let automaton = query
            .automaton()
            .map_err(|e| Error::new(ErrorKind::Index, "cannot look for near words").because(e))?;
        for reader in self.body.iter().chain(&self.title) {
            let start = &term.as_bytes()[..start];
            let terms = reader.terms().search(&automaton).ge(start);
            let mut stream = terms.into_stream().map_err(unreadable)?;
            while stream.advance() && stream.key().starts_with(start) {
                if let Ok(near) = std::str::from_utf8(stream.key()) {
                    *found.entry(near.to_owned()).or_default() += stream.value().doc_freq;
                }
            }
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
