//! A vocabulary made of a few texts, for tests.

use std::collections::{BTreeMap, BTreeSet};

use crate::analysis::edit_distance;
use crate::analysis::sound;
use crate::analysis::{Analyzer, HANGUL_MARK, SURFACE_MARK, Term, TokenKind, display_term, jamo};
use crate::error::Result;
use crate::lexicon::{Claim, EntryId, Lexicon, Recognizer};
use crate::name::fold;
use crate::search::lattice::Probe;

use super::lookups::{KeyKind, ScriptFilter, Vocabulary};

/// The vocabulary of sections of which only the texts are known.
pub(crate) struct TableVocabulary {
    sections: u64,
    /// In how many sections each probe is.
    frequencies: BTreeMap<String, u32>,
    /// Entries that any text speaks of, each once.
    mentioned: Vec<Claim>,
    /// Words under their keys.
    keyed: BTreeSet<(&'static str, String, String)>,
}

impl TableVocabulary {
    /// Analyses texts as the index does, one a section.
    pub(crate) fn new(sections: &[&str], lexicon: &Lexicon, analyzer: &mut Analyzer) -> Self {
        let mut table = Self {
            sections: sections.len() as u64,
            frequencies: BTreeMap::new(),
            mentioned: Vec::new(),
            keyed: BTreeSet::new(),
        };
        for text in sections {
            let mut probes = BTreeSet::new();
            analyzer.analyze(text, |token| {
                probes.insert(key_of(&Probe::Text(token.term.to_owned())));
            });
            let terms = analyzer.terms(text);
            let mentions = Recognizer::for_text(lexicon).mentions(text, &terms);
            let numbers = mentions.iter().filter_map(|m| lexicon.number(&m.id));
            for claim in numbers.filter_map(|number| lexicon.claim_numbered(number)) {
                if !table.mentioned.contains(&claim) {
                    table.mentioned.push(claim);
                }
            }
            probes.extend(mentions.into_iter().map(|m| key_of(&Probe::Entry(m.id))));
            for probe in probes {
                *table.frequencies.entry(probe).or_default() += 1;
            }
            table.add_words(text, &terms);
        }
        table
    }

    /// Adds two names for one thing.
    pub(crate) fn with_alias(mut self, name: &str, alias: &str) -> Self {
        for (key, word) in [(name, alias), (alias, name)] {
            self.add_key(KeyKind::MinedAlias, fold(key), word);
        }
        self
    }

    fn add_words(&mut self, text: &str, terms: &[Term]) {
        let is_noun = |term: &&Term| matches!(term.kind, TokenKind::Noun | TokenKind::Unknown);
        for term in terms {
            let surface = text[term.span.range()].to_lowercase();
            if is_noun(&term) || term.kind == TokenKind::Foreign {
                self.add_word(&surface);
            }
        }
        // A name that the dictionary cut into morphemes is kept as a whole, too.
        let nouns: Vec<&Term> = terms.iter().filter(|t| t.length == 1).filter(is_noun).collect();
        for run in nouns.chunk_by(|a, b| a.span.end == b.span.start) {
            self.add_word(&text[run[0].span.start..run[run.len() - 1].span.end]);
        }
    }

    fn add_word(&mut self, word: &str) {
        for key in sound::keys(word) {
            self.keyed.insert((SOUND, key, word.to_owned()));
        }
        if word.chars().count() > 1 && word.chars().all(jamo::is_syllable) {
            let initials = word.chars().filter_map(jamo::initial_letter).collect();
            self.add_key(KeyKind::Initials, initials, word);
        }
    }

    fn add_key(&mut self, kind: KeyKind, key: String, word: &str) {
        self.keyed.insert((name_of(kind), key, word.to_owned()));
    }

    fn under(&self, keys: &str, is_wanted: impl Fn(&str) -> bool, limit: usize) -> Vec<String> {
        let found = self.keyed.iter().filter(|(of, key, _)| *of == keys && is_wanted(key));
        let words: BTreeSet<String> = found.map(|(_, _, word)| word.clone()).take(limit).collect();
        words.into_iter().collect()
    }

    fn terms(&self) -> impl Iterator<Item = (&str, u32)> {
        let frequencies = self.frequencies.iter();
        frequencies.filter_map(|(probe, count)| Some((probe.strip_prefix("text ")?, *count)))
    }
}

const SOUND: &str = "sound";

fn name_of(kind: KeyKind) -> &'static str {
    match kind {
        KeyKind::Initials => "initials",
        KeyKind::MinedAlias => "alias",
    }
}

fn key_of(probe: &Probe) -> String {
    match probe {
        Probe::Text(term) => format!("text {term}"),
        Probe::Entry(id) => format!("entry {}", id.as_str()),
        Probe::AnyOf(terms) => format!("any {}", terms.join(" ")),
    }
}

impl Vocabulary for TableVocabulary {
    fn sections(&self) -> u64 {
        self.sections
    }

    fn frequency(&self, term: &str) -> u32 {
        self.frequencies.get(&format!("text {term}")).copied().unwrap_or(0)
    }

    fn probe_frequency(&self, probe: &Probe) -> Result<u32> {
        if let Probe::AnyOf(terms) = probe {
            return Ok(terms.iter().map(|term| self.frequency(term)).sum());
        }
        Ok(self.frequencies.get(&key_of(probe)).copied().unwrap_or(0))
    }

    fn mentions(&self, id: &EntryId) -> Result<bool> {
        Ok(self.probe_frequency(&Probe::Entry(id.clone()))? > 0)
    }

    fn mentioned(&self) -> Result<Vec<Claim>> {
        Ok(self.mentioned.clone())
    }

    fn words_with_key(&self, kind: KeyKind, key: &str, limit: usize) -> Result<Vec<String>> {
        Ok(self.under(name_of(kind), |own| own == key, limit))
    }

    fn sounding(&self, key: &str, script: ScriptFilter, limit: usize) -> Result<Vec<String>> {
        let is_asked = |word: &String| match script {
            ScriptFilter::Both => true,
            ScriptFilter::Hangul => word.chars().all(jamo::is_syllable),
            ScriptFilter::Latin => word.is_ascii(),
        };
        let words = self.under(SOUND, |own| own == key, usize::MAX).into_iter();
        Ok(words.filter(is_asked).take(limit).collect())
    }

    fn names_beginning(&self, initials: &str, limit: usize) -> Result<Vec<String>> {
        Ok(self.under(name_of(KeyKind::Initials), |own| own.starts_with(initials), limit))
    }

    fn begins_alias(&self, beginning: &str) -> Result<bool> {
        Ok(!self
            .under(name_of(KeyKind::MinedAlias), |own| own.starts_with(beginning), 1)
            .is_empty())
    }

    fn terms_beginning(&self, prefix: &str, limit: usize) -> Result<Vec<String>> {
        let mut terms: Vec<(&str, u32)> =
            self.terms().filter(|(term, _)| term.starts_with(prefix)).collect();
        terms.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
        Ok(terms.into_iter().take(limit).map(|(term, _)| term.to_owned()).collect())
    }

    fn words_beginning(&self, word: &str) -> Result<Vec<String>> {
        let is_korean = |term: &str| term.starts_with([HANGUL_MARK, SURFACE_MARK]);
        let begins = |term: &str| is_korean(term) && display_term(term).starts_with(word);
        let terms = self.terms().filter(|(term, _)| begins(term));
        Ok(terms.map(|(term, _)| term.to_owned()).collect())
    }

    fn near(
        &self,
        term: &str,
        distance: u8,
        start: usize,
        limit: usize,
    ) -> Result<Vec<(String, usize)>> {
        let mut near: Vec<(String, usize, u32)> = self
            .terms()
            .filter(|(other, _)| *other != term && other.starts_with(&term[..start]))
            .map(|(other, count)| (other.to_owned(), edit_distance::distance(term, other), count))
            .filter(|(_, far, _)| *far <= usize::from(distance))
            .collect();
        near.sort_by(|a, b| a.1.cmp(&b.1).then(b.2.cmp(&a.2)).then(a.0.cmp(&b.0)));
        Ok(near.into_iter().take(limit).map(|(near, distance, _)| (near, distance)).collect())
    }
}
