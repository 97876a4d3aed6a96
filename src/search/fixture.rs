//! Queries and sections of a few words, to test signals and rankers with.

use crate::analysis::TokenKind;
use crate::index::{Strength, strength_and_focus};
use crate::lexicon::EntryId;
use crate::span::Span;

use super::lattice::{DescribedEntry, Edge, Lattice, Leaf, LeafSpan, Matcher, Probe};
use super::retrieve::{BODY_POSITION, Candidate, Occurrence};
use super::rule::Rule;
use super::signals::{Path, RankingQuery, ScoringContext};
use super::weights::Weights;

/// Makes a query of words with what each is worth; all are read as typed.
pub(crate) fn query(words: &[(&str, f32)]) -> Lattice {
    let mut lattice = Lattice::default();
    for (word, idf) in words {
        if !lattice.text.is_empty() {
            lattice.text.push(' ');
        }
        let span = Span::new(0, word.len()).shift(lattice.text.len());
        lattice.text.push_str(word);
        let (term, kind) = ((*word).to_owned(), TokenKind::Other);
        lattice.leaves.push(Leaf { term, span, kind, weight: 1.0, idf: *idf });
        let leaf = LeafSpan::one(lattice.leaves.len() - 1);
        lattice.words.push(leaf);
        lattice = lattice.read_as_words(leaf, Rule::Keyword, 1.0, word);
    }
    lattice
}

impl Lattice {
    /// Adds a reading as words one after the other.
    pub(crate) fn read_as_words(
        mut self,
        leaves: LeafSpan,
        rule: Rule,
        weight: f32,
        words: &str,
    ) -> Self {
        let probe = |word: &str| self.probes.number(Probe::Text(word.to_owned()));
        let matcher = Matcher::Phrase(words.split(' ').map(probe).collect());
        self.with_edge(leaves, rule, weight, matcher)
    }

    /// Adds a reading as an entry.
    pub(crate) fn read_as_entry(mut self, leaves: LeafSpan, rule: Rule, id: &str) -> Self {
        let matcher = Matcher::Entry(self.probes.number(Probe::Entry(EntryId::new(id))));
        self.with_edge(leaves, rule, 1.0, matcher)
    }

    fn with_edge(mut self, leaves: LeafSpan, rule: Rule, weight: f32, matcher: Matcher) -> Self {
        let idf = self.idf(leaves);
        self.edges.push(Edge { leaves, rule, weight, matcher, text: None, idf });
        self
    }

    /// Adds an entry that leaves describe.
    pub(crate) fn describing(mut self, id: &str, score: f32, leaves: &[usize]) -> Self {
        let probe = self.probes.number(Probe::Entry(EntryId::new(id)));
        let (leaves, name) = (leaves.to_vec(), id.to_owned());
        self.described.push(DescribedEntry { probe, score, leaves, name });
        self
    }
}

/// A section of a few words.
#[derive(Clone, Copy, Default)]
pub(crate) struct Section<'t> {
    /// Its heading.
    pub(crate) title: &'t str,
    /// The nearest heading above.
    pub(crate) above: &'t str,
    /// What is indexed of the others.
    pub(crate) trail: &'t str,
    /// Its text.
    pub(crate) body: &'t str,
    /// Entries that it speaks of: how often, how much it is about them, and how
    /// much of the heading names them.
    pub(crate) entries: &'t [(&'t str, u32, Strength, u32)],
}

impl Section<'_> {
    /// Returns what the section has of a query.
    pub(crate) fn candidate(self, doc: u32, lattice: &Lattice) -> Candidate {
        let count = |text: &str| text.split_whitespace().count() as u32;
        let lengths = (count(self.title), count(self.body));
        let mut candidate = Candidate::new(0, doc).with_lengths(lengths);
        candidate.above_length = count(self.above);
        for (number, probe) in lattice.probes.iter().enumerate() {
            let occurrence = self.occurrence(probe);
            if !occurrence.is_empty() {
                *candidate.occurrence_mut(number) = occurrence;
            }
        }
        candidate
    }

    fn occurrence(self, probe: &Probe) -> Occurrence {
        let places = |text: &str, word: &str, offset: u32| -> Vec<u32> {
            let words = (offset..).zip(text.split_whitespace());
            words.filter(|(_, own)| *own == word).map(|(at, _)| at).collect()
        };
        match probe {
            Probe::Text(word) => {
                let title = places(self.title, word, 0);
                let body = places(self.body, word, BODY_POSITION);
                Occurrence {
                    body: body.len() as u32,
                    title: title.len() as u32,
                    // The index has the nearest twice.
                    trail: (places(self.trail, word, 0).len()
                        + 2 * places(self.above, word, 0).len()) as u32,
                    positions: [title, body].concat(),
                }
            }
            Probe::Entry(id) => {
                let entry = self.entries.iter().find(|(own, ..)| *own == id.as_str());
                let Some((_, body, strength, focus)) = entry else { return Occurrence::default() };
                Occurrence {
                    body: *body,
                    title: packed(*strength, *focus),
                    ..Occurrence::default()
                }
            }
            Probe::AnyOf(words) => {
                let all = words.iter().map(|word| self.occurrence(&Probe::Text(word.clone())));
                all.fold(Occurrence::default(), |mut sum, one| {
                    sum.body += one.body;
                    sum.title += one.title;
                    sum.trail += one.trail;
                    sum.positions.extend(one.positions);
                    sum.positions.sort_unstable();
                    sum
                })
            }
        }
    }
}

/// Returns strength and focus as the index packs them.
fn packed(strength: Strength, focus: u32) -> u32 {
    let wanted = (strength as usize, focus);
    (0..64).find(|packed| strength_and_focus(*packed) == wanted).expect("a strength")
}

/// Returns what a signal says of a section in which a query is read by the edges
/// of some numbers, one after the other, each of which gives 1.
pub(crate) fn signal(
    value: impl Fn(&ScoringContext<'_>) -> f32,
    lattice: &Lattice,
    section: Section<'_>,
    path: &[usize],
) -> f32 {
    signal_of_candidate(value, lattice, &section.candidate(0, lattice), path, 0.0)
}

/// Like [`signal`], of a candidate, with the score by described entries.
pub(crate) fn signal_of_candidate(
    value: impl Fn(&ScoringContext<'_>) -> f32,
    lattice: &Lattice,
    candidate: &Candidate,
    path: &[usize],
    description: f32,
) -> f32 {
    let weights = Weights::default();
    let path: Path = path.iter().map(|number| (*number, 1.0)).collect();
    value(&ScoringContext {
        query: RankingQuery::new(lattice, &weights, 4.0),
        candidate,
        best_path: &path,
        consistent_path: &path,
        description,
    })
}
