//! A query as it is looked for in the lines of a hit: its readings as terms, words and
//! names, and how much each leaf counts.

use memchr::memmem::Finder;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::analysis::{
    Composed, HANGUL_MARK, MARKUP_MARK, SURFACE_MARK, display_term, is_composed, jamo,
};
use crate::lexicon::EntryId;
use crate::name::{fold, push_folded};
use crate::search::lattice::{Edge, Lattice, Leaf, LeafSpan, Probe, common_beginning};
use crate::search::plan::Plan;
use crate::search::rank::Scored;
use crate::search::rule::Tier;
use crate::search::signals::Signal;
use crate::span::Span;

use super::amount::{Amount, asked_amount};
use super::entry_names::{EntryNames, Names};
use super::stems::Stems;

/// Words for the bounds of an amount: a line that tells the amount answers without them.
const BOUNDS: [&str; 6] = ["최대", "최소", "max", "min", "maximum", "minimum"];
/// Readings of a query that are looked for, at most; where there are more, only the words
/// as typed and the readings on the section's path.
const MAX_READINGS: usize = 384;
/// A longer query counts as if it had so many of its rarest words: a line has few words of
/// a pasted page, and these tell it from other lines as well as those of a short query.
const WHOLE: f32 = 5.0;
/// How much the entry that a section was found by counts, against the words of the query:
/// most lines of such a section are about it, so it tells them apart little.
const ENTRY_SHARE: f32 = 0.3;
/// How much a reading of each tier counts, against the words as typed.
const TIER_WORTH: [f32; 4] = [1.0, 0.85, 0.6, 0.2];
/// How much the text counts that the query is a part of, against the query.
const CONTEXT_SHARE: f32 = 0.6;

/// What is looked for in the lines of the hits of an answer, for one of them at a time
/// ([`SnippetQuery::turn_to`]).
#[derive(Clone, Debug, Default)]
pub(crate) struct SnippetQuery {
    readings: Vec<SnippetReading>,
    /// The numbers of the edges that the first readings are of.
    edges: Vec<usize>,
    /// The entry that the section was found by: its reading is the last one.
    entry: Option<FoundEntry>,
    /// How much each leaf counts: together 1, or more for a query longer than [`WHOLE`].
    /// Behind the leaves that were typed one stands for the entry that the section was
    /// found by.
    shares: Vec<f32>,
    /// The number of leaves that were typed. Behind them and the entry come those of the
    /// text that the query is a part of.
    leaves: usize,
    terms: FxHashMap<String, Vec<Part>>,
    /// The Korean ones among them.
    stems: Stems,
    /// Korean words by which words of the text may begin.
    words: Vec<(Finder<'static>, Part)>,
    entries: FxHashMap<EntryId, Vec<Part>>,
    /// Names of the entries.
    names: Vec<Names>,
    /// The query and its words as typed, folded.
    typed: FxHashSet<String>,
    is_idea: bool,
    /// Whether all readings are looked for, also those that are not on a section's path.
    is_all: bool,
    amount: Option<Amount>,
    /// For each leaf whether it is no reason to show a line: a common word, the bound of an
    /// amount, or a single letter.
    little: Vec<bool>,
}

/// A reading of some leaves.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SnippetReading {
    pub(crate) leaves: LeafSpan,
    /// How well a line has the leaves that has all of the reading, at most 1.
    pub(crate) worth: f32,
    /// How many parts it has.
    pub(crate) parts: usize,
    pub(crate) tier: Tier,
    /// Whether it says something: not common words alone, unless the whole query is that.
    says: bool,
    /// Whether it is looked for in the lines of this section.
    is_sought: bool,
    /// Whether it is highlighted.
    pub(crate) is_marked: bool,
}

/// An entry that a section was found by.
#[derive(Clone, Debug)]
struct FoundEntry {
    id: EntryId,
    names: Names,
    part: Part,
}

impl SnippetReading {
    /// Makes the reading of an edge; `leaves` are numbers among all leaves of the
    /// [`SnippetQuery`].
    fn of(edge: &Edge, leaves: LeafSpan, says: bool) -> Self {
        let tier = edge.rule.tier();
        let worth = edge.weight * TIER_WORTH[tier as usize];
        let parts = edge.matcher.probes().len();
        Self { leaves, worth, parts, tier, says, is_sought: true, is_marked: false }
    }
}

/// A part of a reading: both are numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    pub(crate) reading: usize,
    pub(crate) number: usize,
}

impl SnippetQuery {
    /// Makes the snippet query of a plan. `shown` are the sections that it may turn to.
    pub(crate) fn of(
        plan: &Plan,
        shown: &[&Scored],
        context: Option<&Lattice>,
        names: &EntryNames<'_>,
    ) -> Self {
        let mut wanted = Self::default();
        let Some(lattice) = plan.lattice() else { return wanted };
        wanted.leaves = lattice.leaves.len();
        wanted.shares.extend(shares(lattice));
        wanted.shares.push(0.0);
        wanted.add_edges(lattice, shown);
        if let Some(context) = context {
            wanted.add_context(context);
        }
        wanted.names = wanted.entries.keys().map(|id| names.of(id)).collect();
        wanted.typed =
            lattice.edges.iter().map(|edge| fold(lattice.typed_text(edge.leaves))).collect();
        wanted.typed.insert(fold(&lattice.text));
        wanted.is_idea = lattice.is_sought_by_meaning;
        wanted.amount = asked_amount(&lattice.text);
        let is_letter = |leaf: &Leaf| {
            leaf.term.len() == 1 && leaf.term.chars().all(|c| c.is_ascii_alphabetic())
        };
        let is_bound = |leaf: &Leaf| {
            let typed = lattice.text.get(leaf.span.range()).unwrap_or_default();
            BOUNDS.contains(&typed.to_lowercase().as_str())
        };
        let says_little = |leaf: &Leaf| leaf.is_common() || is_letter(leaf) || is_bound(leaf);
        wanted.little = lattice.leaves.iter().map(says_little).collect();
        wanted
    }

    /// Says whether the query has enough words for its vector to count.
    pub(crate) fn is_idea(&self) -> bool {
        self.is_idea
    }

    /// Returns what amount the query asks for.
    pub(crate) fn amount(&self) -> Option<Amount> {
        self.amount
    }

    /// Says whether a leaf is no reason to show a line.
    pub(crate) fn says_little(&self, leaf: usize) -> bool {
        self.little.get(leaf).copied().unwrap_or_default()
    }

    /// Says whether a text is the query as typed, or a word of it.
    pub(crate) fn is_typed(&self, text: &str) -> bool {
        self.typed.contains(&fold(text))
    }

    pub(crate) fn readings(&self) -> &[SnippetReading] {
        &self.readings
    }

    pub(crate) fn shares(&self) -> &[f32] {
        &self.shares
    }

    /// Returns how many leaves were typed: the first ones.
    pub(crate) fn leaves(&self) -> usize {
        self.leaves
    }

    /// Adds the text that the query is a part of. It isn't highlighted, as it isn't what was
    /// asked for.
    fn add_context(&mut self, context: &Lattice) {
        let first = self.shares.len();
        self.shares.extend(shares(context).map(|share| share * CONTEXT_SHARE));
        let is_all = context.edges.len() <= MAX_READINGS;
        let wanted = |edge: &&Edge| is_all || edge.rule.tier() == Tier::Written;
        for edge in context.edges.iter().filter(wanted) {
            let leaves = edge.leaves.range();
            let leaves = LeafSpan::new(first + leaves.start, first + leaves.end);
            self.add_edge(edge, SnippetReading::of(edge, leaves, false), context);
        }
    }

    /// Returns how much all leaves that were typed count together.
    pub(crate) fn whole(&self) -> f32 {
        self.shares[..self.leaves].iter().sum::<f32>().max(1.0)
    }

    /// Turns to a section: what is highlighted in it and what else is looked for depends on
    /// what it was found by.
    pub(crate) fn turn_to(&mut self, plan: &Plan, scored: &Scored, names: &EntryNames<'_>) {
        let path: FxHashSet<usize> = scored.path.iter().map(|(number, _)| *number).collect();
        for (reading, edge) in self.readings.iter_mut().zip(&self.edges) {
            let is_told = path.contains(edge) || reading.tier == Tier::Written;
            reading.is_sought = is_told || self.is_all;
            reading.is_marked = is_told && reading.says;
        }
        if self.entry.take().is_some() {
            self.readings.pop();
            self.shares[self.leaves] = 0.0;
        }
        if let Some(lattice) = plan.lattice() {
            self.add_entry(plan, scored, lattice, names);
        }
    }

    /// Adds the readings that the shown sections may be found by.
    fn add_edges(&mut self, lattice: &Lattice, shown: &[&Scored]) {
        let paths: FxHashSet<usize> =
            shown.iter().flat_map(|scored| &scored.path).map(|(number, _)| *number).collect();
        self.is_all = lattice.edges.len() <= MAX_READINGS;
        let says = |leaves: LeafSpan| leaves.any(&lattice.leaves, |leaf| !leaf.is_common());
        let is_grammar_all =
            lattice.leaves.is_empty() || !says(LeafSpan::new(0, lattice.leaves.len()));
        for (number, edge) in lattice.edges.iter().enumerate() {
            if self.is_all || paths.contains(&number) || edge.rule.tier() == Tier::Written {
                let says = is_grammar_all || says(edge.leaves);
                self.edges.push(number);
                self.add_edge(edge, SnippetReading::of(edge, edge.leaves, says), lattice);
            }
        }
    }

    fn add_edge(&mut self, edge: &Edge, reading: SnippetReading, lattice: &Lattice) {
        let number = self.readings.len();
        self.readings.push(reading);
        for (at, probe) in edge.matcher.probes().iter().enumerate() {
            let part = Part { reading: number, number: at };
            match &lattice.probes[*probe] {
                Probe::Entry(id) => self.entries.entry(id.clone()).or_default().push(part),
                Probe::Text(term) if term.starts_with(SURFACE_MARK) => {
                    self.add_word(&display_term(term), part);
                }
                Probe::Text(term) => self.add_term(term, part),
                Probe::AnyOf(terms) => match &edge.text {
                    Some(word) if edge.matcher.probes().len() == 1 => self.add_word(word, part),
                    _ => self.add_word(&common_beginning(terms), part),
                },
            }
        }
    }

    /// Adds a Korean word by which words of the text may begin.
    fn add_word(&mut self, word: &str, part: Part) {
        // An empty string would be found everywhere.
        if !word.is_empty() {
            self.words.push((Finder::new(word.as_bytes()).into_owned(), part));
        }
    }

    /// Adds the entry that the section was found by: a section without any word of the query
    /// is shown by the line that names the entry.
    fn add_entry(
        &mut self,
        plan: &Plan,
        scored: &Scored,
        lattice: &Lattice,
        names: &EntryNames<'_>,
    ) {
        let Some(number) = scored.entry else { return };
        let count = lattice.leaves.len();
        let (probe, leaves, share) = match plan {
            Plan::About(about) => (about.entries[number].probe, LeafSpan::new(0, count + 1), 1.0),
            _ => {
                let described = scored.signals[Signal::Description];
                let share = (described / scored.score.max(f32::EPSILON)).clamp(0.0, 1.0);
                (lattice.described[number].probe, LeafSpan::new(count, count + 1), share)
            }
        };
        let Probe::Entry(id) = &lattice.probes[probe] else { return };
        self.shares[count] = share * ENTRY_SHARE;
        let part = Part { reading: self.readings.len(), number: 0 };
        self.readings.push(SnippetReading {
            leaves,
            worth: 1.0,
            parts: 1,
            tier: Tier::SameWord,
            says: true,
            is_sought: true,
            is_marked: true,
        });
        self.entry = Some(FoundEntry { id: id.clone(), names: names.of(id), part });
    }

    /// Adds a term that is a part of a reading.
    fn add_term(&mut self, term: &str, part: Part) {
        let term = term.strip_prefix(MARKUP_MARK).unwrap_or(term);
        if let Some(keys) = term.strip_prefix(HANGUL_MARK)
            && !self.terms.contains_key(term)
        {
            self.stems.add(keys);
        }
        self.terms.entry(term.to_owned()).or_default().push(part);
    }

    /// Returns where words of a line begin with one of the Korean words.
    pub(super) fn words_in(&self, line: &str) -> Vec<(Part, Span)> {
        if self.words.is_empty() {
            return Vec::new();
        }
        let composed = Composed::new(line);
        let text = composed.as_ref().map_or(line, |composed| composed.text.as_str());
        let mut found = Vec::new();
        for (word, part) in self.words.iter().filter(|(_, part)| self.is_sought(*part)) {
            for at in word.find_iter(text.as_bytes()) {
                if text[..at].chars().next_back().is_some_and(jamo::is_syllable) {
                    continue;
                }
                let span = Span::new(at, at + word.needle().len());
                let span = composed.as_ref().map_or(span, |composed| composed.origin(span));
                found.push((*part, span));
            }
        }
        found
    }

    /// Returns the parts that a token matches.
    pub(super) fn token(&self, term: &str) -> impl Iterator<Item = Part> {
        let parts = self.terms.get(term).map_or(&[][..], Vec::as_slice);
        parts.iter().copied().filter(|part| self.is_sought(*part))
    }

    /// Returns the parts that a mention of an entry matches.
    pub(super) fn entry(&self, id: &EntryId) -> impl Iterator<Item = Part> {
        let parts = self.entries.get(id).map_or(&[][..], Vec::as_slice);
        let found_by = self.entry.iter().filter(move |found| found.id == *id);
        let own = found_by.map(|found| found.part);
        parts.iter().copied().filter(|part| self.is_sought(*part)).chain(own)
    }

    fn is_sought(&self, part: Part) -> bool {
        self.readings[part.reading].is_sought
    }

    /// Returns the names of the entries that are looked for.
    fn names(&self) -> impl Iterator<Item = &Finder<'static>> {
        let own = self.entry.iter().map(|found| &found.names);
        self.names.iter().chain(own).flat_map(|names| names.iter())
    }

    /// Says whether a Korean word may have a wanted term, so that it needs to be analysed.
    pub(super) fn may_be_in(&self, word: &str) -> bool {
        self.stems.may_be_in(word)
    }

    /// Returns where names of the wanted entries are in a line, as strings; the recogniser
    /// decides which are names.
    pub(super) fn names_in(&self, line: &str) -> Vec<Span> {
        if self.names().next().is_none() {
            return Vec::new();
        }
        if !is_composed(line) {
            // Places in the composed form aren't those in the line.
            let folded = fold(line);
            let has_name = self.names().any(|name| name.find(folded.as_bytes()).is_some());
            return if has_name { vec![Span::new(0, line.len())] } else { Vec::new() };
        }
        let mut folded = String::with_capacity(line.len());
        let mut origins = Vec::with_capacity(line.len());
        for (at, c) in line.char_indices() {
            push_folded(c, &mut folded);
            origins.resize(folded.len(), Span::new(at, at + c.len_utf8()));
        }
        let found = self.names().flat_map(|name| {
            let ends = name.needle().len() - 1;
            name.find_iter(folded.as_bytes()).map(move |at| (at, at + ends))
        });
        found.map(|(first, last)| Span::new(origins[first].start, origins[last].end)).collect()
    }
}

/// Returns how much each leaf of a lattice counts: together 1, or more for a text longer
/// than [`WHOLE`].
fn shares(lattice: &Lattice) -> impl Iterator<Item = f32> {
    let rarest = lattice.leaves.iter().map(|leaf| leaf.idf).fold(f32::EPSILON, f32::max);
    let whole = lattice.total_idf().clamp(f32::EPSILON, WHOLE * rarest);
    lattice.leaves.iter().map(move |leaf| leaf.idf / whole)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;
    use crate::search::fixture::query;
    use crate::search::rank::LiteralMatch;
    use crate::search::rule::Rule;
    use crate::search::signals::SignalValues;

    fn wanted(path: &[usize]) -> SnippetQuery {
        let leaf = LeafSpan::one(0);
        let lattice = query(&[("cellar", 1.0)])
            .read_as_words(leaf, Rule::Glossary, 1.0, "~qkfkrh 저장")
            .read_as_entry(leaf, Rule::Name, "s/moon-store");
        let mut signals = SignalValues::default();
        signals[Signal::Coverage] = 1.0;
        let path = path.iter().map(|number| (*number, 1.0)).collect();
        let scored = Scored {
            score: 1.0,
            literal: LiteralMatch::AllWords,
            path,
            signals,
            factor: 1.0,
            entry: None,
        };
        let text = "[[service]]\nid = \"moon-store\"\nname = \"Acme Moon Store\"\n\
                    ko = [\"문스토어\"]\ncategory = \"x\"\ngloss = \"x\"\ngloss_ko = \"x\"\n";
        let lexicon = Lexicon::of_texts(&[("own.toml", text)]).expect("a lexicon");
        let (plan, names) = (Plan::Words(lattice), EntryNames::new(&lexicon));
        let mut wanted = SnippetQuery::of(&plan, &[&scored], None, &names);
        wanted.turn_to(&plan, &scored, &names);
        wanted
    }

    #[test]
    fn all_readings_are_looked_for_and_those_of_the_path_marked() {
        let found = wanted(&[1]);
        let of = |term: &str| {
            let readings = found.token(term).map(|part| found.readings()[part.reading]);
            readings.map(|reading| (reading.worth, reading.parts, reading.is_marked)).collect()
        };
        let expect = |term: &str, expected: &[(f32, usize, bool)]| {
            let readings: Vec<(f32, usize, bool)> = of(term);
            assert_eq!(readings, expected, "{term}");
        };
        expect("cellar", &[(1.0, 1, true)]);
        expect("~qkfkrh", &[(TIER_WORTH[2], 2, true)]);
        expect("창고", &[]);
        assert!(wanted(&[0]).readings().iter().any(|reading| !reading.is_marked));
        assert_eq!(found.shares(), [1.0, 0.0]);
    }

    #[test]
    fn names_of_entries_are_found_however_they_are_spelt() {
        let found = wanted(&[2]);
        assert_eq!(found.entry(&EntryId::new("s/moon-store")).count(), 1);
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
