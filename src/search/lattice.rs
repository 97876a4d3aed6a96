//! The lattice of a query: its words as leaves, and their readings as edges over them.
//!
//! It is the word lattice of speech recognition and of morphological analysis: a path of
//! edges is one way to read the query. Sections are scored by their best path
//! (`rank/path.rs`).

use std::ops::{Index, Range};

use galpi_meaning::TextVector;
use rustc_hash::FxHashMap;

use crate::analysis::{TokenKind, display_term, jamo};
use crate::lexicon::EntryId;
use crate::span::Span;

use super::rule::{Rule, Tier};

/// A syllable of Hangul in bytes.
const MAX_SYLLABLE_BYTES: usize = 3;

/// One of the smallest terms of a query.
#[derive(Clone, Debug)]
pub(crate) struct Leaf {
    pub(crate) term: String,
    /// Where it stands in what was typed.
    pub(crate) span: Span,
    pub(crate) kind: TokenKind,
    /// How much the word counts, from 0 to 1: 1, or less for common words (the lexicon's
    /// list) and for options of a pasted question.
    pub(crate) weight: f32,
    /// Its inverse document frequency in the notes, times its weight.
    pub(crate) idf: f32,
}

/// Words of less weight are common: the lexicon's list of common words has them, or they
/// stand in an option of a question.
const COMMON_WEIGHT: f32 = 0.5;

impl Leaf {
    /// Says whether the word is too common to be asked for.
    pub(crate) fn is_common(&self) -> bool {
        self.weight < COMMON_WEIGHT
    }
}

/// Neighbouring leaves, by their numbers, 0-based; at least one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct LeafSpan {
    pub(crate) from: usize,
    /// One past the last.
    pub(crate) to: usize,
}

impl LeafSpan {
    pub(crate) fn new(from: usize, to: usize) -> Self {
        debug_assert!(from < to, "a span has leaves");
        Self { from, to }
    }

    /// Makes the span of one leaf.
    pub(crate) fn one(at: usize) -> Self {
        Self::new(at, at + 1)
    }

    pub(crate) fn len(self) -> usize {
        self.to - self.from
    }

    pub(crate) fn range(self) -> Range<usize> {
        self.from..self.to
    }

    /// Says whether any of these leaves `is_asked`; `all` are the leaves of the query.
    pub(crate) fn any(self, all: &[Leaf], is_asked: impl Fn(&Leaf) -> bool) -> bool {
        all[self.range()].iter().any(is_asked)
    }
}

/// A reading of some leaves: what a section may have in their place.
#[derive(Clone, Debug)]
pub(crate) struct Edge {
    pub(crate) leaves: LeafSpan,
    pub(crate) rule: Rule,
    /// How surely it is meant, above 0 and at most 1.
    pub(crate) weight: f32,
    pub(crate) matcher: Matcher,
    /// What the leaves are read as, as a person would write it; `None` where that is
    /// what its terms show.
    pub(crate) text: Option<String>,
    /// Its inverse document frequency, see `expand/weigh.rs`.
    pub(crate) idf: f32,
}

/// What a section must have for an edge to match. Numbers are those of probes.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Matcher {
    /// Terms one after the other, or a single term.
    Phrase(Vec<usize>),
    /// An entry of the lexicon that the section mentions.
    Entry(usize),
}

impl Matcher {
    /// Returns the numbers of its probes.
    pub(crate) fn probes(&self) -> &[usize] {
        match self {
            Self::Phrase(probes) => probes,
            Self::Entry(probe) => std::slice::from_ref(probe),
        }
    }
}

/// Something that is looked up in the index: the postings of a term or of several.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Probe {
    /// A term of headings and texts.
    Text(String),
    /// Any of some terms, sorted: the inflected forms that the notes have of a word.
    AnyOf(Vec<String>),
    /// An entry.
    Entry(EntryId),
}

/// Returns what the words of Korean terms have in common from their beginnings.
pub(crate) fn common_beginning(terms: &[String]) -> String {
    let mut words = terms.iter().map(|term| display_term(term));
    let first = words.next().unwrap_or_default();
    words.fold(first, |common, word| {
        let alike = common.chars().zip(word.chars()).take_while(|(a, b)| a == b);
        alike.map(|(a, _)| a).collect()
    })
}

/// The probes of a lattice, each once, by their numbers.
#[derive(Clone, Debug, Default)]
pub(crate) struct Probes {
    list: Vec<Probe>,
    /// The number of each probe. A pasted question has thousands, too many for a search
    /// through the list.
    numbers: FxHashMap<Probe, usize>,
}

impl Probes {
    /// Returns the number of a probe, which is added when it is new.
    pub(crate) fn number(&mut self, probe: Probe) -> usize {
        if let Some(number) = self.numbers.get(&probe) {
            return *number;
        }
        self.numbers.insert(probe.clone(), self.list.len());
        self.list.push(probe);
        self.list.len() - 1
    }

    /// Returns the number of a probe that is there.
    pub(crate) fn find(&self, probe: &Probe) -> Option<usize> {
        self.numbers.get(probe).copied()
    }

    pub(crate) fn iter(&self) -> std::slice::Iter<'_, Probe> {
        self.list.iter()
    }

    pub(crate) fn len(&self) -> usize {
        self.list.len()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}

impl Index<usize> for Probes {
    type Output = Probe;

    fn index(&self, number: usize) -> &Probe {
        &self.list[number]
    }
}

/// An entry that the query describes without naming it: words of the query are in its
/// gloss or phrasings.
#[derive(Clone, Debug)]
pub(crate) struct DescribedEntry {
    /// The probe of the entry.
    pub(crate) probe: usize,
    /// The BM25 score of its description for the query.
    pub(crate) score: f32,
    /// The leaves that its description has, by number.
    pub(crate) leaves: Vec<usize>,
    /// The entry's name.
    pub(crate) name: String,
}

/// A word that was replaced before the query was analysed: one typed in the wrong
/// keyboard layout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Correction {
    pub(crate) rule: Rule,
    pub(crate) from: String,
    pub(crate) to: String,
}

/// Whether all of a query was read; long ones are read in part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Extent {
    /// Whether the end of the query was left out.
    pub(crate) is_cut: bool,
    /// How many different words a pasted page has, where only those of highest weight
    /// became leaves.
    pub(crate) words_of_page: Option<usize>,
}

/// A query with all its readings.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lattice {
    /// What was typed, with words in the wrong keyboard layout corrected: spans of leaves
    /// are places in it.
    pub(crate) text: String,
    pub(crate) leaves: Vec<Leaf>,
    /// The words of the query, in order. A word has several leaves where the dictionary
    /// cut it into morphemes.
    pub(crate) words: Vec<LeafSpan>,
    /// Words that are written only together, as they count something: `제43조`.
    pub(crate) numbered: Vec<LeafSpan>,
    pub(crate) edges: Vec<Edge>,
    /// The numbers of edges that match a Korean word only in the form in which it was
    /// typed.
    pub(crate) typed_forms: Vec<usize>,
    pub(crate) probes: Probes,
    /// Entries that the query describes, the best first.
    pub(crate) described: Vec<DescribedEntry>,
    /// The vector of the query's words together.
    pub(crate) meaning: Option<TextVector>,
    /// Whether the query has enough words for sections to be found by its vector alone.
    pub(crate) is_sought_by_meaning: bool,
    /// Words of the query that were replaced.
    pub(crate) corrections: Vec<Correction>,
    pub(crate) extent: Extent,
}

impl Lattice {
    /// Returns the text from the first to the last of some leaves.
    pub(crate) fn typed_text(&self, leaves: LeafSpan) -> &str {
        let leaves = &self.leaves[leaves.range()];
        let (start, end) = (leaves[0].span.start, leaves[leaves.len() - 1].span.end);
        self.text.get(start..end).unwrap_or_default()
    }

    /// Returns the span that people are shown for some leaves, which are morphemes: a stem
    /// with its ending (`쓰기` and not `쓰`), and a word that the dictionary cut in the
    /// wrong place as a whole (`크레딧` and not `레딧`).
    pub(crate) fn display_span(&self, leaves: LeafSpan) -> Span {
        let is_syllable =
            |leaf: &Leaf| leaf.kind != TokenKind::Foreign && leaf.span.len() <= MAX_SYLLABLE_BYTES;
        let whole_word = |leaf: usize| {
            let next = self.words.partition_point(|word| word.to <= leaf);
            let word = self.words.get(next).filter(|word| word.range().contains(&leaf))?;
            let mut rest = word.range().filter(|at| !leaves.range().contains(at));
            rest.all(|at| is_syllable(&self.leaves[at])).then_some(*word)
        };
        let from = whole_word(leaves.from).map_or(leaves.from, |word| word.from.min(leaves.from));
        let to = whole_word(leaves.to - 1).map_or(leaves.to, |word| word.to.max(leaves.to));
        let (first, last) = (self.leaves[from].span, &self.leaves[to - 1]);
        let (mut start, mut end) = (first.start, last.span.end);
        let before = self.text.get(..start).unwrap_or_default();
        if last.kind != TokenKind::Foreign {
            // Nothing else begins the run of syllables that it is in.
            let run = before.trim_end_matches(jamo::is_syllable).len();
            let is_first = from.checked_sub(1).is_none_or(|at| self.leaves[at].span.end <= run);
            start = if is_first { run } else { start };
        }
        if last.kind == TokenKind::Verb {
            let rest = self.text.get(end..).unwrap_or_default();
            end += rest.find(|c| !jamo::is_syllable(c)).unwrap_or(rest.len());
        }
        Span::new(start, end)
    }

    /// Returns what an edge reads its leaves as, as a person would write it.
    pub(crate) fn reading_text(&self, edge: &Edge) -> String {
        if let Some(text) = &edge.text {
            return text.clone();
        }
        let words = edge.matcher.probes().iter().map(|probe| match &self.probes[*probe] {
            Probe::Text(term) => display_term(term),
            Probe::AnyOf(terms) => terms.first().map_or_else(String::new, |t| display_term(t)),
            Probe::Entry(id) => id.as_str().to_owned(),
        });
        words.collect::<Vec<_>>().join(" ")
    }

    /// Returns the words with a leaf that `is_asked`; all words where there are none. A
    /// number with what it counts is one.
    pub(crate) fn asked_words(&self, is_asked: impl Fn(&Leaf) -> bool) -> Vec<LeafSpan> {
        let whole = |word: &LeafSpan| {
            let run = self.numbered.iter().find(|run| run.range().contains(&word.from));
            *run.unwrap_or(word)
        };
        let mut words: Vec<LeafSpan> = self.words.iter().map(whole).collect();
        words.dedup();
        let has_asked = |word: &LeafSpan| word.any(&self.leaves, &is_asked);
        let asked: Vec<LeafSpan> = words.iter().copied().filter(has_asked).collect();
        if asked.is_empty() { words } else { asked }
    }

    /// Returns the edges that match a word literally: the whole word, perhaps with its
    /// neighbours, in any inflection or spacing. Names of tags count only where no text
    /// has the word: a table is no `<table>`.
    pub(crate) fn literal_edges(&self, word: LeafSpan) -> impl Iterator<Item = &Edge> {
        let written = move |edge: &&Edge| {
            edge.rule.tier() == Tier::Written
                && edge.leaves.from <= word.from
                && edge.leaves.to >= word.to
        };
        let is_text = |edge: &Edge| edge.rule != Rule::Markup;
        let is_in_text = self.edges.iter().filter(written).any(is_text);
        self.edges.iter().filter(written).filter(move |edge| is_text(edge) || !is_in_text)
    }

    /// Returns the sum of the leaves' inverse document frequencies.
    pub(crate) fn idf(&self, leaves: LeafSpan) -> f32 {
        self.leaves[leaves.range()].iter().map(|leaf| leaf.idf).sum()
    }

    /// Returns the same sum over all leaves.
    pub(crate) fn total_idf(&self) -> f32 {
        self.idf_of(|_| true)
    }

    /// Returns the same sum over the leaves that `is_asked`.
    pub(crate) fn idf_of(&self, is_asked: impl Fn(&Leaf) -> bool) -> f32 {
        self.leaves.iter().filter(|leaf| is_asked(leaf)).map(|leaf| leaf.idf).sum()
    }

    /// Returns how much each probe is worth by its best edge or description: an edge of
    /// several probes shares its worth among them.
    pub(crate) fn worth_of_probes(&self) -> Vec<f32> {
        let mut worth = vec![0.0f32; self.probes.len()];
        for edge in &self.edges {
            let numbers = edge.matcher.probes();
            let share = 1.0 / numbers.len().max(1) as f32;
            for number in numbers {
                worth[*number] = worth[*number].max(edge.idf * edge.weight * share);
            }
        }
        for described in &self.described {
            let worth = &mut worth[described.probe];
            *worth = worth.max(described.score);
        }
        worth
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::fixture::query;

    #[test]
    fn a_probe_has_one_number() {
        let mut probes = Probes::default();
        let text = |term: &str| Probe::Text(term.to_owned());
        let numbers = ["a", "b", "a"].map(|term| probes.number(text(term)));
        assert_eq!(numbers, [0, 1, 0]);
        // Several forms of a word are no single term.
        assert_eq!(probes.number(Probe::AnyOf(vec!["a".to_owned()])), 2);
        assert_eq!((probes.len(), &probes[1]), (3, &text("b")));
    }

    #[test]
    fn edges_tell_what_was_typed_and_what_is_read() {
        let both = LeafSpan::new(0, 2);
        let lattice = query(&[("a", 1.0), ("b", 1.0)])
            .read_as_words(both, Rule::Glossary, 0.5, "c ~qhffba")
            .read_as_entry(both, Rule::Name, "s/x");
        let told = |number: usize| {
            let edge: &Edge = &lattice.edges[number];
            (lattice.typed_text(edge.leaves).to_owned(), lattice.reading_text(edge))
        };
        let pair = |typed: &str, read: &str| (typed.to_owned(), read.to_owned());
        assert_eq!(told(1), pair("b", "b"));
        assert_eq!(told(2), pair("a b", "c 볼륨"));
        assert_eq!(told(3), pair("a b", "s/x"));
    }

    #[test]
    fn people_are_told_whole_words() {
        let mut lattice = query(&[("감자", 1.0), ("크", 1.0), ("레딧", 1.0), ("쓰", 1.0)]);
        lattice.text = "감자 크레딧 쓰기".to_owned();
        let spans = [(0, 6), (7, 10), (10, 16), (17, 20)];
        for (leaf, (start, end)) in lattice.leaves.iter_mut().zip(spans) {
            (leaf.span, leaf.kind) = (Span::new(start, end), TokenKind::Noun);
        }
        lattice.leaves[3].kind = TokenKind::Verb;
        lattice.words = [(0, 1), (1, 3), (3, 4)].map(|(a, b)| LeafSpan::new(a, b)).to_vec();
        for (from, to, expected) in [
            (0, 1, "감자"),
            (2, 3, "크레딧"),
            (1, 3, "크레딧"),
            (3, 4, "쓰기"),
            (2, 4, "크레딧 쓰기"),
        ] {
            let told = lattice.display_span(LeafSpan::new(from, to));
            assert_eq!(&lattice.text[told.range()], expected);
        }
        // What the dictionary took for an exclamation is no leaf.
        lattice.leaves.remove(1);
        lattice.words = [(0, 1), (1, 2), (2, 3)].map(|(a, b)| LeafSpan::new(a, b)).to_vec();
        assert_eq!(&lattice.text[lattice.display_span(LeafSpan::one(1)).range()], "크레딧");
    }

    #[test]
    fn a_probe_is_worth_its_share_of_the_best_reading() {
        let both = LeafSpan::new(0, 2);
        let lattice = query(&[("a", 1.0), ("b", 3.0)])
            .read_as_words(both, Rule::Glossary, 0.5, "a c")
            .describing("s/x", 2.5, &[0]);
        // a alone 1, b alone 3, a and c half of 0.5 × 4 each.
        assert_eq!(lattice.worth_of_probes(), [1.0, 3.0, 1.0, 2.5]);
        assert_eq!((lattice.idf(both), lattice.total_idf()), (4.0, 4.0));
    }
}
