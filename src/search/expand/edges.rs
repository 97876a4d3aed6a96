//! The edges that expanders add.

use rustc_hash::FxHashMap;

use crate::error::Result;
use crate::lexicon::EntryId;
use crate::search::lattice::{DescribedEntry, Edge, LeafSpan, Matcher, Probe, Probes};
use crate::search::rule::{Rule, Tier};

use super::knowledge::Knowledge;
use super::query_text::QueryText;

/// Adds the edges of one rule.
pub(in crate::search) type Expander = fn(&QueryText, &Knowledge<'_>, &mut Edges) -> Result<()>;

/// The edges so far. Expanders only add to them, so the words as typed always stay.
pub(crate) struct Edges {
    pub(super) list: Vec<Edge>,
    pub(super) probes: Probes,
    /// Entries that the query describes, the best first.
    pub(super) described: Vec<DescribedEntry>,
    /// The numbers of edges that match a word only in the form in which it was typed.
    pub(super) typed_forms: Vec<usize>,
    /// The highest weight so far of each sequence of probes over the same leaves: an edge
    /// that is no surer isn't added again.
    phrases: FxHashMap<(LeafSpan, Vec<usize>), f32>,
    /// For each leaf whether the lexicon or a mined alias has it as typed: then it is no
    /// typing error, and what sounds like it isn't meant.
    recognized: Vec<bool>,
    /// For each leaf the terms that the glossary gives for it alone: descriptions are
    /// searched for these as well.
    equivalents: Vec<Vec<String>>,
    /// For each leaf the edges that read it alone as the same word, spelt otherwise.
    spellings: Vec<Vec<usize>>,
}

/// An edge to be added, without what it matches.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reading {
    pub(super) leaves: LeafSpan,
    pub(super) rule: Rule,
    /// How surely it is meant, above 0 and at most 1.
    pub(super) weight: f32,
}

impl Edges {
    pub(super) fn new(leaves: usize) -> Self {
        Self {
            list: Vec::new(),
            probes: Probes::default(),
            described: Vec::new(),
            typed_forms: Vec::new(),
            phrases: FxHashMap::default(),
            recognized: vec![false; leaves],
            equivalents: vec![Vec::new(); leaves],
            spellings: vec![Vec::new(); leaves],
        }
    }

    /// Adds an edge that matches terms one after the other, if the notes have them all;
    /// says whether it is new or surer than before.
    pub(super) fn add_terms(
        &mut self,
        knowledge: &Knowledge<'_>,
        reading: Reading,
        terms: &[String],
    ) -> bool {
        self.add_phrase(knowledge, reading, terms, None)
    }

    /// Adds an edge that matches a text, which is analysed, if the notes have all of its
    /// terms.
    pub(super) fn add_text(
        &mut self,
        knowledge: &Knowledge<'_>,
        reading: Reading,
        text: &str,
    ) -> bool {
        let terms = knowledge.present_terms(text);
        terms.is_some_and(|terms| self.add_phrase(knowledge, reading, &terms, Some(text)))
    }

    /// Adds an edge that matches terms; people are shown `text` for it, or its terms where
    /// there is none.
    pub(super) fn add_phrase(
        &mut self,
        knowledge: &Knowledge<'_>,
        reading: Reading,
        terms: &[String],
        text: Option<&str>,
    ) -> bool {
        if !knowledge.has_all(terms) {
            return false;
        }
        let probe = |term: &String| self.probes.number(Probe::Text(term.clone()));
        let probes: Vec<usize> = terms.iter().map(probe).collect();
        self.add_numbered(reading, probes, text.map(str::to_owned))
    }

    /// Adds an edge that matches probes one after the other, which the notes have; people
    /// are shown `text` for it.
    pub(super) fn add_probes(&mut self, reading: Reading, probes: Vec<Probe>, text: String) {
        let probes: Vec<usize> =
            probes.into_iter().map(|probe| self.probes.number(probe)).collect();
        self.add_numbered(reading, probes, Some(text));
    }

    /// Adds an edge that matches probes, given by their numbers; says whether it is new or
    /// surer than before.
    fn add_numbered(&mut self, reading: Reading, probes: Vec<usize>, text: Option<String>) -> bool {
        let strongest = self.phrases.entry((reading.leaves, probes.clone())).or_insert(0.0);
        let is_news = reading.weight > *strongest;
        *strongest = strongest.max(reading.weight);
        if is_news {
            self.push(reading, Matcher::Phrase(probes), text);
        }
        is_news
    }

    /// Adds an edge that matches any of some terms, which the notes have: inflected forms
    /// of `word`. `is_form` says whether that is the form that was typed.
    pub(super) fn add_any_of(
        &mut self,
        reading: Reading,
        terms: Vec<String>,
        word: &str,
        is_form: bool,
    ) {
        let known: Vec<usize> =
            terms.iter().filter_map(|term| self.edge_of(reading, term)).collect();
        if known.len() == terms.len() {
            self.typed_forms.extend(known.into_iter().filter(|_| is_form));
            return;
        }
        let matcher = Matcher::Phrase(vec![self.probes.number(Probe::AnyOf(terms))]);
        self.push(reading, matcher, Some(word.to_owned()));
        if is_form {
            self.typed_forms.push(self.list.len() - 1);
        }
    }

    /// Returns an edge of at least the same weight that matches the same leaves by one
    /// term.
    fn edge_of(&self, reading: Reading, term: &str) -> Option<usize> {
        let probe = self.probes.find(&Probe::Text(term.to_owned()))?;
        self.list.iter().position(|edge| {
            edge.leaves == reading.leaves
                && edge.weight >= reading.weight
                && edge.matcher == Matcher::Phrase(vec![probe])
        })
    }

    /// Adds an edge that matches an entry, if the notes mention it and its field.
    pub(super) fn add_entry(
        &mut self,
        knowledge: &Knowledge<'_>,
        reading: Reading,
        id: &EntryId,
    ) -> Result<()> {
        let Some(name) = knowledge.lexicon.name(id) else { return Ok(()) };
        let probe = Probe::Entry(id.clone());
        if knowledge.vocabulary.probe_frequency(&probe)? > 0 {
            let matcher = Matcher::Entry(self.probes.number(probe));
            self.push(reading, matcher, Some(name.to_owned()));
        }
        Ok(())
    }

    fn push(&mut self, reading: Reading, matcher: Matcher, text: Option<String>) {
        let Reading { leaves, rule, weight } = reading;
        if leaves.len() == 1 && rule.tier() == Tier::SameWord {
            self.spellings[leaves.from].push(self.list.len());
        }
        self.list.push(Edge { leaves, rule, weight, matcher, text, idf: 0.0 });
    }

    /// Records that the lexicon or an alias has some leaves as typed.
    pub(super) fn recognize(&mut self, leaves: LeafSpan) {
        self.recognized[leaves.range()].fill(true);
    }

    /// Says whether that was recorded of all of some leaves.
    pub(super) fn are_recognized(&self, leaves: LeafSpan) -> bool {
        self.recognized[leaves.range()].iter().all(|is| *is)
    }

    /// Records a term that the glossary gives for a leaf alone.
    pub(super) fn add_equivalent(&mut self, leaf: usize, term: &str) {
        self.equivalents[leaf].push(term.to_owned());
    }

    /// Returns the terms that the glossary gives for a leaf alone.
    pub(super) fn equivalents(&self, leaf: usize) -> &[String] {
        &self.equivalents[leaf]
    }

    /// Returns the terms that the notes have for a leaf alone that isn't written as they
    /// write it, with how surely they are meant.
    pub(super) fn spellings(&self, leaf: usize) -> impl Iterator<Item = (&str, f32)> {
        let edges = self.spellings[leaf].iter().map(|number| &self.list[*number]);
        edges.filter_map(|edge| match edge.matcher.probes() {
            [probe] => match &self.probes[*probe] {
                Probe::Text(term) => Some((term.as_str(), edge.weight)),
                _ => None,
            },
            _ => None,
        })
    }

    /// Says whether no guess at some leaves is needed: they are recognised, or the query
    /// is long and the notes have them, or one of them is a common word of a long query.
    pub(super) fn are_settled(&self, text: &QueryText, leaves: LeafSpan) -> bool {
        let is_had = |at: usize| self.recognized[at] || text.is_long && !text.is_missing(at);
        let is_common = |at: usize| text.is_long && text.leaves[at].is_common();
        leaves.range().all(is_had) || leaves.range().any(is_common)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::expand::fixture::Fixture;

    fn reading(leaves: LeafSpan, weight: f32) -> Reading {
        Reading { leaves, rule: Rule::Glossary, weight }
    }

    #[test]
    fn only_what_is_there_and_new_or_surer_is_added() {
        let notes = Fixture::new(&["cheese cellar"]);
        let (knowledge, mut edges) = (notes.knowledge(), Edges::new(2));
        let mut add = |at: usize, weight: f32, text: &str| {
            edges.add_text(&knowledge, reading(LeafSpan::one(at), weight), text)
        };
        for (at, weight, text, expected) in [
            (0, 0.5, "cheese", true),
            (0, 0.5, "cheese", false),
            (0, 0.4, "cheese", false),
            (0, 0.6, "cheese", true),
            // Of other leaves.
            (1, 0.5, "cheese", true),
            (0, 0.5, "cheese cellar", true),
            (0, 0.5, "cheese butter", false),
            (0, 0.5, "", false),
        ] {
            assert_eq!(add(at, weight, text), expected, "{at} {weight} {text}");
        }
    }

    #[test]
    fn leaves_are_settled_when_known_or_common_in_a_long_query() {
        let notes = Fixture::new(&["cheese"]);
        let text = notes.text("cheese butter");
        let mut edges = Edges::new(2);
        let both = LeafSpan::new(0, 2);
        assert!(!edges.are_settled(&text, LeafSpan::one(0)));
        edges.recognize(LeafSpan::one(0));
        assert!(edges.are_settled(&text, LeafSpan::one(0)) && !edges.are_settled(&text, both));
        let long = notes.text(&"cheese butter ".repeat(20));
        let edges = Edges::new(long.leaves.len());
        assert!(long.is_long);
        assert!(edges.are_settled(&long, LeafSpan::one(0)));
        assert!(!edges.are_settled(&long, LeafSpan::one(1)));
    }
}
