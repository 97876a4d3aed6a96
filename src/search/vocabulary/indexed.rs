//! The vocabulary of an index, read from its term dictionaries.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use rustc_hash::FxHashMap;
use tantivy::query::FuzzyTermQuery;
use tantivy::schema::{Field, Term};
use tantivy_fst::Automaton;

use crate::analysis::edit_distance;
use crate::analysis::sound::{self, KeyAutomaton};
use crate::analysis::{HANGUL_MARK, SURFACE_MARK, display_term, hangul_term, jamo, surface_term};
use crate::error::Result;
use crate::index::{
    InitialsAutomaton, Snapshot, SoundAutomaton, initials_key, key_prefix, keyed_word, word_of,
};
use crate::lexicon::{Claim, EntryId};
use crate::search::lattice::Probe;

use super::lookups::{KeyKind, ScriptFilter, Vocabulary};

/// Terms of a segment with a prefix that are looked at, at most.
const MAX_SEEN: usize = 4_096;
/// Forms of one word that are looked up, at most: many times what a word has in a million
/// sections.
const MAX_BEGINNING: usize = 1 << 17;

/// The vocabulary of a snapshot. It remembers answers, as expanders ask for the same terms
/// again and again.
pub(crate) struct IndexedVocabulary<'s> {
    snapshot: &'s Snapshot,
    frequencies: RefCell<FxHashMap<String, u32>>,
    /// Answers of [`Vocabulary::begins_alias`].
    aliases: RefCell<FxHashMap<String, bool>>,
}

impl<'s> IndexedVocabulary<'s> {
    pub(crate) fn new(snapshot: &'s Snapshot) -> Result<Self> {
        Ok(Self { snapshot, frequencies: RefCell::default(), aliases: RefCell::default() })
    }

    /// Returns the aliases of a folded name.
    fn aliases_of(&self, key: &str, limit: usize) -> Result<Vec<String>> {
        let field = self.snapshot.fields.mined_alias;
        let found = self.snapshot.beginning(field, &key_prefix(key), limit)?;
        let mut names: Vec<String> = found.keys().filter_map(|term| keyed_word(term)).collect();
        names.sort();
        names.dedup();
        Ok(names)
    }

    /// Returns the terms of words that an automaton accepts and that are wanted: words of
    /// the index's list, and Korean terms of headings and texts. At least the first `most`
    /// of each dictionary are among them.
    fn matching_terms<A>(
        &self,
        automaton: &A,
        most: usize,
        is_wanted: impl Fn(&str) -> bool,
    ) -> Result<BTreeSet<String>>
    where
        A: Automaton,
        A::State: Clone,
    {
        let fields = self.snapshot.fields;
        let korean: &[u8] = &[HANGUL_MARK as u8];
        let texts = [fields.title, fields.body].map(|field| (field, korean));
        let mut found = BTreeSet::new();
        for (field, start) in std::iter::once((fields.word, &b""[..])).chain(texts) {
            self.snapshot.taken(field, automaton, start, most, |term, _| {
                let word = word_of(term);
                let is_wanted = is_name(&word) && is_wanted(&word);
                if is_wanted {
                    found.insert(term.to_owned());
                }
                is_wanted
            })?;
        }
        Ok(found)
    }
}

/// Says whether a word may be a name: in Hangul it has a plausible number of syllables
/// and nothing else.
fn is_name(word: &str) -> bool {
    const SYLLABLES: RangeInclusive<usize> = 2..=12;
    word.is_ascii()
        || word.chars().all(jamo::is_syllable) && SYLLABLES.contains(&word.chars().count())
}

/// Returns the words of terms, sorted.
fn words(terms: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut words: Vec<String> = terms.into_iter().map(|term| word_of(&term)).collect();
    words.sort();
    words
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
            // Properties and other names of notes are indexed with the headings above.
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
            Probe::Entry(id) => (fields.mention, self.snapshot.entry_term(id)),
        };
        self.snapshot.frequency(field, &term)
    }

    fn mentions(&self, id: &EntryId) -> Result<bool> {
        Ok(!self.snapshot.mentioning(id)?.is_empty())
    }

    fn mentioned(&self) -> Result<Vec<Claim>> {
        self.snapshot.mentioned()
    }

    fn words_with_key(&self, kind: KeyKind, key: &str, limit: usize) -> Result<Vec<String>> {
        let terms = match kind {
            KeyKind::MinedAlias => return self.aliases_of(key, limit),
            KeyKind::Initials => {
                self.matching_terms(&InitialsAutomaton::new(key, false), limit, |_| true)?
            }
        };
        Ok(words(terms.into_iter().take(limit)))
    }

    fn sounding(&self, key: &str, script: ScriptFilter, limit: usize) -> Result<Vec<String>> {
        let Some(automaton) = KeyAutomaton::new(key) else { return Ok(Vec::new()) };
        let (in_latin, in_hangul) = (script != ScriptFilter::Hangul, script != ScriptFilter::Latin);
        let sounding = SoundAutomaton { key: automaton, in_latin, in_hangul };
        let has_key = |word: &str| sound::keys(word).iter().any(|own| own == key);
        let terms = self.matching_terms(&sounding, limit, has_key)?;
        Ok(words(terms.into_iter().take(limit)))
    }

    fn names_beginning(&self, initials: &str, limit: usize) -> Result<Vec<String>> {
        let terms =
            self.matching_terms(&InitialsAutomaton::new(initials, true), usize::MAX, |_| true)?;
        // In the order of their initials, so that the shortest names come first.
        let mut terms: Vec<String> = terms.into_iter().collect();
        terms.sort_by_cached_key(|term| {
            let letters =
                word_of(term).chars().filter_map(jamo::initial_letter).collect::<String>();
            initials_key(&letters)
        });
        Ok(words(terms.into_iter().take(limit)))
    }

    fn begins_alias(&self, beginning: &str) -> Result<bool> {
        if let Some(known) = self.aliases.borrow().get(beginning) {
            return Ok(*known);
        }
        let field = self.snapshot.fields.mined_alias;
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
        // Properties and other names of notes are indexed with the headings above.
        let stems =
            [fields.body, fields.title, fields.trail].map(|field| (field, hangul_term(word)));
        let forms = [fields.body_form, fields.title_form, fields.trail]
            .map(|field| (field, surface_term(word)));
        for (field, prefix) in stems.into_iter().chain(forms) {
            let terms = self.snapshot.beginning(field, &prefix, MAX_BEGINNING)?;
            // The keys of one syllable are a prefix of another's (보 of 볼), which is no
            // word that begins with it.
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
