//! The terms and names that are highlighted in the text of a hit.

use rustc_hash::FxHashMap;
use unicode_normalization::is_nfc;

use crate::analysis::{Composed, HANGUL_MARK, MARKUP_MARK, jamo};
use crate::lexicon::{EntryId, Lexicon};
use crate::name::{fold, push_folded};
use crate::search::lattice::{Edge, Lattice, Probe};
use crate::search::plan::Plan;
use crate::search::rank::Scored;
use crate::search::signals::Signal;
use crate::search::weights::Weights;
use crate::span::Span;

/// What to look for in a section's text, and what finding it is worth.
#[derive(Clone, Debug, Default)]
pub(crate) struct Wanted {
    terms: FxHashMap<String, f32>,
    /// Keys of Korean terms, by the first two.
    starts: FxHashMap<String, Vec<String>>,
    /// Korean words that words of the text may begin with.
    words: FxHashMap<String, f32>,
    entries: FxHashMap<EntryId, f32>,
    /// Names of the entries, folded.
    names: Vec<String>,
}

impl Wanted {
    /// Returns what of a hit can be seen in its text.
    pub(crate) fn of(plan: &Plan, scored: &Scored, lexicon: &Lexicon, weights: &Weights) -> Self {
        let mut wanted = Self::default();
        let Some(lattice) = plan.lattice() else { return wanted };
        for (number, worth) in &scored.path {
            wanted.add_edge(&lattice.edges[*number], *worth, lattice);
        }
        // What a section is found by without a word of the query is shown where
        // the note names it.
        let entry = scored.entry.map(|number| match plan {
            Plan::About(about) => (about.entries[number].probe, scored.score),
            _ => {
                let worth = scored.signals[Signal::Description] * weights.snippet_described;
                (lattice.described[number].probe, worth)
            }
        });
        if let Some((probe, worth)) = entry
            && let Probe::Entry(id) = &lattice.probes[probe]
        {
            raise(wanted.entries.entry(id.clone()).or_default(), worth);
        }
        wanted.add_names(lexicon);
        wanted
    }

    fn add_edge(&mut self, edge: &Edge, worth: f32, lattice: &Lattice) {
        let share = worth / edge.matcher.probes().len() as f32;
        for probe in edge.matcher.probes() {
            match &lattice.probes[*probe] {
                Probe::Entry(id) => {
                    raise(self.entries.entry(id.clone()).or_default(), worth);
                }
                Probe::Text(term) => {
                    let term = term.strip_prefix(MARKUP_MARK).unwrap_or(term);
                    self.add_term(term.to_owned(), share);
                }
                Probe::AnyOf(_) => {
                    let word = edge.text.clone().unwrap_or_default();
                    raise(self.words.entry(word).or_default(), share);
                }
            }
        }
    }

    /// Adds a term that is worth something where it is found.
    fn add_term(&mut self, term: String, worth: f32) {
        if let Some(keys) = term.strip_prefix(HANGUL_MARK)
            && !self.terms.contains_key(&term)
        {
            let start = keys.get(..2).unwrap_or(keys).to_owned();
            self.starts.entry(start).or_default().push(keys.to_owned());
        }
        raise(self.terms.entry(term).or_default(), worth);
    }

    /// Adds the names of the entries.
    fn add_names(&mut self, lexicon: &Lexicon) {
        for entry in self.entries.keys().filter_map(|id| lexicon.entry(id)) {
            // Official names are written without the maker's as well.
            let short = entry.name.split_once(' ').map(|(_, rest)| rest);
            let names = entry.names.iter().chain([entry.name, entry.korean]).chain(short);
            // One without letters would be found everywhere.
            self.names.extend(names.map(fold).filter(|name| !name.is_empty()));
        }
    }

    /// Returns the Korean words that words of a line begin with, where, and what
    /// each is worth.
    pub(super) fn words_in(&self, line: &str) -> Vec<(&str, Span, f32)> {
        if self.words.is_empty() {
            return Vec::new();
        }
        let composed = Composed::new(line);
        let text = composed.as_ref().map_or(line, |composed| composed.text.as_str());
        let mut found = Vec::new();
        for (word, worth) in &self.words {
            for (at, _) in text.match_indices(word.as_str()) {
                if text[..at].chars().next_back().is_some_and(jamo::is_syllable) {
                    continue;
                }
                let span = Span::new(at, at + word.len());
                let span = composed.as_ref().map_or(span, |composed| composed.origin(span));
                found.push((word.as_str(), span, *worth));
            }
        }
        found
    }

    /// Returns what is wanted that a token is, and its worth.
    pub(super) fn token(&self, term: &str) -> Option<(&str, f32)> {
        self.terms.get_key_value(term).map(|(term, worth)| (term.as_str(), *worth))
    }

    /// Returns what finding an entry is worth, where it is wanted.
    pub(super) fn entry(&self, id: &EntryId) -> Option<f32> {
        self.entries.get(id).copied()
    }

    /// Says whether a Korean word may hold something that is wanted, without
    /// cutting it: it has all keys of a term, or begins with the same two keys
    /// (an inflected stem keeps its first sounds: 빨라 is of 빠르).
    pub(super) fn may_be_in(&self, word: &str) -> bool {
        if word.chars().any(|c| !jamo::is_syllable(c)) {
            return true;
        }
        let keys = jamo::keys(word);
        (0..keys.len()).any(|at| {
            let here = &keys[at..];
            [here.get(..2), here.get(..1)].into_iter().flatten().any(|start| {
                let terms = self.starts.get(start);
                terms.is_some_and(|t| at == 0 || t.iter().any(|term| here.starts_with(term)))
            })
        })
    }

    /// Returns where in a line names that are wanted may stand.
    pub(super) fn names_in(&self, line: &str) -> Vec<Span> {
        if self.names.is_empty() {
            return Vec::new();
        }
        if !is_nfc(line) {
            // Places in the composed form are other places.
            let folded = fold(line);
            let has_name = self.names.iter().any(|name| folded.contains(name.as_str()));
            return if has_name { vec![Span::new(0, line.len())] } else { Vec::new() };
        }
        let mut folded = String::with_capacity(line.len());
        let mut origins = Vec::with_capacity(line.len());
        for (at, c) in line.char_indices() {
            push_folded(c, &mut folded);
            origins.resize(folded.len(), Span::new(at, at + c.len_utf8()));
        }
        let names = self.names.iter();
        names
            .flat_map(|name| folded.match_indices(name.as_str()))
            .map(|(at, name)| Span::new(origins[at].start, origins[at + name.len() - 1].end))
            .collect()
    }
}

fn raise(value: &mut f32, worth: f32) {
    *value = value.max(worth);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::fixture::query;
    use crate::search::lattice::LeafSpan;
    use crate::search::rank::Written;
    use crate::search::rule::Rule;
    use crate::search::signals::SignalValues;

    fn wanted(path: &[(usize, f32)]) -> Wanted {
        let leaf = LeafSpan::one(0);
        let lattice = query(&[("cellar", 1.0)])
            .read_as_words(leaf, Rule::Glossary, 1.0, "~qkfkrh 저장")
            .read_as_entry(leaf, Rule::Name, "s/moon-store");
        let mut signals = SignalValues::default();
        signals[Signal::Coverage] = 1.0;
        let path = path.to_vec();
        let scored =
            Scored { score: 1.0, written: Written::All, path, signals, factor: 1.0, entry: None };
        let text = "[[service]]\nid = \"moon-store\"\nname = \"Acme Moon Store\"\n\
                    ko = [\"문스토어\"]\ncategory = \"x\"\ngloss = \"x\"\ngloss_ko = \"x\"\n";
        let lexicon = Lexicon::of_texts(&[("own.toml", text)]);
        Wanted::of(&Plan::Words(lattice), &scored, &lexicon, &Weights::default())
    }

    #[test]
    fn words_of_the_path_are_wanted_and_share_its_worth() {
        let found = wanted(&[(0, 3.0), (1, 4.0)]);
        for (term, expected) in
            [("cellar", Some(3.0)), ("~qkfkrh", Some(2.0)), ("창고", None), ("jar", None)]
        {
            assert_eq!(found.token(term).map(|(_, worth)| worth), expected, "{term}");
        }
        assert_eq!(found.entry(&EntryId::new("s/moon-store")), None);
        assert!(found.names_in("Moon Store").is_empty());
    }

    #[test]
    fn words_that_may_hold_a_term_are_cut() {
        let found = wanted(&[(1, 4.0)]);
        for (word, expected) in
            [("발하고", true), ("바라고", true), ("치즈", false), ("cellar", true), ("지발", false)]
        {
            assert_eq!(found.may_be_in(word), expected, "{word}");
        }
    }

    #[test]
    fn names_of_entries_are_found_however_they_are_spelt() {
        let found = wanted(&[(2, 1.0)]);
        assert_eq!(found.entry(&EntryId::new("s/moon-store")), Some(1.0));
        for (line, expected) in [
            ("an Acme Moon-Store here", "Acme Moon-Store"),
            ("the moonstore", "moonstore"),
            ("문 스토어", "문 스토어"),
            ("a store", ""),
        ] {
            let places = found.names_in(line);
            let longest = places.iter().map(|span| &line[span.range()]).max_by_key(|t| t.len());
            assert_eq!(longest.unwrap_or_default(), expected, "{line}");
        }
    }
}
