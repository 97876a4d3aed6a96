//! A query → its readings.
//!
//! Each rung of the ladder is one function that adds edges to the lattice.
//! Rungs only add: the words as typed always stay. A rung looks into the
//! index's own vocabulary, so that nothing is read as what isn't there.

use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::analysis::{Analyzer, HANGUL_MARK, Sort, Term, jamo};
use crate::error::Result;
use crate::lexicon::{EntryId, Lexicon};
use crate::span::{Span, boundary};

use super::folded::Folded;
use super::lattice::{Edge, Lattice, Leaf, Matcher, Probe, Rule};
use super::retrieve::Vocabulary;
use super::rungs::LONG_QUERY_LEAVES;
use super::weights::Weights;
use super::words::Word;
use super::words::answer_options;

/// More leaves than these are not read: a question is some hundred words.
const MAX_LEAVES: usize = 1_000;
/// Of more leaves than these, which is a pasted page, the rarest are read: they
/// decide, and each may be looked up in a dozen ways.
const MAX_DECIDING: usize = 128;
/// Nor is more text than this: it is as long as ten exam questions, and each
/// word of it might be looked up in a dozen ways.
const MAX_TEXT_BYTES: usize = 16 * 1024;
/// Syllables of the longest word there is, and some more: what is longer has no
/// other spellings.
pub(super) const MAX_WORD_SYLLABLES: usize = 20;
/// The parts of a compound are worth this much of the compound together: more
/// than it, as each may be found alone.
const COMPOUND_MASS: f32 = 1.4;
/// Words of this weight or less are of grammar only.
const GRAMMAR_WEIGHT: f32 = 0.15;

/// Which rungs are climbed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ladder {
    /// Whether only what was typed counts.
    pub(crate) is_exact: bool,
    /// Whether the last word may be half typed.
    pub(crate) is_prefix: bool,
    /// Rungs left out, for measuring what each is worth.
    pub(crate) without: Option<Rule>,
}

impl Ladder {
    pub(super) fn has(&self, rule: Rule) -> bool {
        self.without != Some(rule)
            && (!self.is_exact || matches!(rule, Rule::Keyword | Rule::Bigram))
    }
}

/// Builds lattices.
pub(crate) struct Reader<'a, 's> {
    pub(crate) vocabulary: &'a Vocabulary<'s>,
    pub(crate) lexicon: &'a Lexicon,
    pub(crate) analyzer: &'a mut Analyzer,
    pub(crate) weights: &'a Weights,
    pub(crate) ladder: Ladder,
    pub(super) lattice: Lattice,
    /// The query's text, perhaps with words typed in the other layout put
    /// right.
    pub(super) text: String,
    /// Spans of `text` in which the leaves stand together without a space.
    pub(super) runs: Vec<(usize, usize)>,
    /// Leaves that a lexicon or glossary knows as they are.
    pub(super) known: Vec<bool>,
    /// What stands between spaces and signs and has leaves in it, each of one
    /// script.
    pub(super) eojeols: Vec<Word>,
    /// What the glossary gives for each leaf, as terms.
    pub(super) equivalents: Vec<Vec<String>>,
    /// Whether the query is a pasted question.
    pub(super) is_long: bool,
    /// The text, folded.
    pub(super) folded: Folded,
    /// Texts that were read already, as terms; none where the notes don't have
    /// all of them. A pasted question comes back to its words.
    readings: FxHashMap<Box<str>, Option<Rc<[String]>>>,
}

impl<'a, 's> Reader<'a, 's> {
    pub(crate) fn new(
        vocabulary: &'a Vocabulary<'s>,
        lexicon: &'a Lexicon,
        analyzer: &'a mut Analyzer,
        weights: &'a Weights,
        ladder: Ladder,
    ) -> Self {
        Self {
            vocabulary,
            lexicon,
            analyzer,
            weights,
            ladder,
            lattice: Lattice::default(),
            text: String::new(),
            runs: Vec::new(),
            known: Vec::new(),
            eojeols: Vec::new(),
            equivalents: Vec::new(),
            is_long: false,
            folded: Folded::default(),
            readings: FxHashMap::default(),
        }
    }

    /// Reads a query's text.
    pub(crate) fn read(mut self, text: &str) -> Result<Lattice> {
        use unicode_normalization::UnicodeNormalization;
        let read = &text[..boundary(text, MAX_TEXT_BYTES)];
        self.text = read.nfc().collect();
        if self.ladder.has(Rule::Keyboard) {
            self.put_layout_right()?;
        }
        self.folded = Folded::new(&self.text);
        let terms = self.terms();
        self.leaves(&terms);
        self.eojeols = self.eojeols();
        self.keywords(&terms);
        if self.ladder.has(Rule::Name) {
            self.names(&terms)?;
        }
        if self.ladder.has(Rule::Glossary) {
            self.glossary();
        }
        if self.ladder.has(Rule::Taught) {
            self.taught()?;
        }
        if self.ladder.has(Rule::Spacing) {
            self.spacing();
        }
        if self.ladder.has(Rule::Spelling) {
            self.spelling();
        }
        if self.ladder.has(Rule::Letters) {
            self.letters();
        }
        if self.ladder.has(Rule::Initials) {
            self.initials()?;
        }
        if self.ladder.has(Rule::Sound) {
            self.sounds()?;
        }
        if self.ladder.has(Rule::Prefix) {
            self.prefixes()?;
        }
        if self.ladder.has(Rule::Typo) {
            self.typos()?;
        }
        if self.ladder.has(Rule::Name) {
            self.near_names()?;
        }
        if self.ladder.has(Rule::Bigram) {
            self.bigrams();
        }
        self.weigh()?;
        self.lattice.is_cut |= read.len() < text.trim_end().len();
        if self.ladder.has(Rule::Gloss) {
            self.descriptions()?;
        }
        self.lattice.text = self.text;
        Ok(self.lattice)
    }

    /// Analyses the text; initial consonants alone, which are no words to the
    /// analyser, become terms of their own.
    fn terms(&mut self) -> Vec<Term> {
        let text = self.text.clone();
        let mut terms = self.analyzer.terms(&text);
        for (at, c) in text.char_indices().filter(|(_, c)| jamo::is_initial_letter(*c)) {
            let span = Span::new(at, at + c.len_utf8());
            if terms.iter().all(|t| !t.span.overlaps(span)) {
                terms.push(Term {
                    term: c.to_string(),
                    span,
                    position: 0,
                    length: 1,
                    sort: Sort::Other,
                });
            }
        }
        terms.sort_by_key(|t| (t.span.start, t.position));
        terms
    }

    fn leaves(&mut self, terms: &[Term]) {
        let options = answer_options(&self.text);
        self.is_long = terms.iter().filter(|t| t.length == 1).count() > LONG_QUERY_LEAVES;
        let mut last: Option<Span> = None;
        for term in terms.iter().filter(|t| t.length == 1) {
            // A noun with its prefix or suffix stands at the noun's own place.
            let is_variant =
                last.is_some_and(|span| span.overlaps(term.span) && term.sort != Sort::Foreign);
            if is_variant && terms.iter().any(|t| t.span == term.span && t.length > 1) {
                continue;
            }
            if let (Some(span), Some(leaf)) = (last, self.lattice.leaves.last_mut())
                && span.overlaps(term.span)
                && term.sort != Sort::Foreign
            {
                // Keep the smaller one as the leaf; the larger is an edge.
                if term.span.len() < leaf.span.len() {
                    leaf.term.clone_from(&term.term);
                    leaf.span = term.span;
                    last = Some(term.span);
                }
                if term.span != leaf.span || term.term == leaf.term {
                    continue;
                }
            }
            if self.lattice.leaves.len() == MAX_LEAVES {
                self.lattice.is_cut = true;
                break;
            }
            // A verb is listed by its stem, a noun as it stands.
            let common = self
                .lexicon
                .common_weight(self.folded.piece(term.span.range()))
                .or_else(|| self.lexicon.common_weight(&crate::analysis::display_term(&term.term)));
            let mut weight = common.unwrap_or(1.0);
            // Names and phrases are read over words of grammar; these alone
            // decide nothing.
            if self.is_long && weight <= GRAMMAR_WEIGHT {
                continue;
            }
            if options.iter().any(|o| o.contains(term.span)) {
                weight *= self.weights.answer_option;
            }
            last = Some(term.span);
            self.lattice.leaves.push(Leaf {
                term: term.term.clone(),
                span: term.span,
                sort: term.sort,
                weight,
                mass: 0.0,
            });
        }
        if self.lattice.leaves.len() > MAX_DECIDING {
            self.keep_deciding();
        }
        self.known = vec![false; self.lattice.leaves.len()];
        self.equivalents = vec![Vec::new(); self.lattice.leaves.len()];
        // Leaves that touch are of one run.
        let leaves = &self.lattice.leaves;
        let mut start = 0;
        for at in 1..=leaves.len() {
            let touches = at < leaves.len() && leaves[at - 1].span.end >= leaves[at].span.start;
            if !touches {
                self.runs.push((start, at));
                start = at;
            }
        }
    }

    /// Leaves of a long text the words that decide: each once, the rarest.
    fn keep_deciding(&mut self) {
        let rarity = self.text_rarity();
        let mut seen = FxHashSet::default();
        let mut worth: Vec<f32> = Vec::with_capacity(self.lattice.leaves.len());
        for leaf in &self.lattice.leaves {
            let is_new = seen.insert(leaf.term.as_str());
            // A word that isn't in the notes may have readings that are, the
            // likelier where the lexicon speaks of it.
            let share = match self.vocabulary.frequency(&leaf.term) {
                0 if self.lexicon.description_frequency(&leaf.term) == 0 => 0.4,
                0 => 0.7,
                _ => 1.0,
            };
            worth.push(if is_new { leaf.weight * share * rarity(&leaf.term) } else { 0.0 });
        }
        // Of those worth the same, the first.
        let mut kept: Vec<usize> = (0..worth.len()).filter(|at| worth[*at] > 0.0).collect();
        kept.sort_by(|a, b| worth[*b].total_cmp(&worth[*a]));
        if kept.len() > MAX_DECIDING {
            self.lattice.words_of_page = Some(kept.len());
        }
        kept.truncate(MAX_DECIDING);
        kept.sort_unstable();
        let leaves = &mut self.lattice.leaves;
        *leaves = kept.into_iter().map(|at| leaves[at].clone()).collect();
    }

    /// Returns how rare a term is. A few pages can't tell a common word from a
    /// rare one: descriptions of the lexicon count as more of them.
    fn text_rarity(&self) -> impl Fn(&str) -> f32 + use<'a, 's> {
        let (vocabulary, lexicon) = (self.vocabulary, self.lexicon);
        let sections = vocabulary.snapshot.sections() as f32;
        let background = self.weights.background;
        let descriptions = background * lexicon.descriptions().0;
        move |term: &str| {
            let described = background * lexicon.description_frequency(term) as f32;
            let frequency = vocabulary.frequency(term) as f32;
            rarity(frequency + described, sections + descriptions)
        }
    }

    /// The words as typed: each leaf, and wholes of several.
    fn keywords(&mut self, terms: &[Term]) {
        for at in 0..self.lattice.leaves.len() {
            let term = self.lattice.leaves[at].term.clone();
            self.phrase(at, at + 1, Rule::Keyword, 1.0, &[term]);
        }
        for term in terms {
            let Some((from, to)) = self.cover(term.span) else { continue };
            let is_leaf = to == from + 1 && self.lattice.leaves[from].term == term.term;
            if !is_leaf {
                self.phrase(from, to, Rule::Keyword, 1.0, std::slice::from_ref(&term.term));
            }
        }
    }

    /// Returns the leaves inside a span, where there are any.
    pub(super) fn cover(&self, span: Span) -> Option<(usize, usize)> {
        let leaves = &self.lattice.leaves;
        let first = leaves.partition_point(|leaf| leaf.span.start < span.start);
        let near = leaves[first..].partition_point(|leaf| leaf.span.start < span.end);
        let near = &leaves[first..first + near];
        let from = first + near.iter().position(|leaf| span.contains(leaf.span))?;
        let to = first + near.iter().rposition(|leaf| span.contains(leaf.span))? + 1;
        Some((from, to))
    }

    /// Adds the reading of leaves as terms one after the other, when the index
    /// has them all.
    pub(super) fn phrase(
        &mut self,
        from: usize,
        to: usize,
        rule: Rule,
        weight: f32,
        terms: &[String],
    ) -> bool {
        if !self.has_all(terms) {
            return false;
        }
        let probes: Vec<usize> =
            terms.iter().map(|t| self.lattice.probe(Probe::Text(t.clone()))).collect();
        if !self.lattice.is_news(from, to, &probes, weight) {
            return false;
        }
        let matcher = Matcher::Phrase(probes);
        self.lattice.edges.push(Edge { from, to, rule, weight, matcher, text: None, mass: 0.0 });
        true
    }

    /// Adds the reading of leaves as a text, analysed.
    pub(super) fn text_reading(
        &mut self,
        from: usize,
        to: usize,
        rule: Rule,
        weight: f32,
        text: &str,
    ) -> bool {
        self.reading(text).is_some_and(|terms| self.said(from, to, rule, weight, &terms, text))
    }

    /// Adds the reading of leaves as terms that stand for a text: people are
    /// told the text, not its stems.
    pub(super) fn said(
        &mut self,
        from: usize,
        to: usize,
        rule: Rule,
        weight: f32,
        terms: &[String],
        text: &str,
    ) -> bool {
        let is_added = self.phrase(from, to, rule, weight, terms);
        if let Some(edge) = self.lattice.edges.last_mut().filter(|_| is_added) {
            edge.text = Some(text.to_owned());
        }
        is_added
    }

    /// Returns the terms of a text, where the notes have them all.
    pub(super) fn reading(&mut self, text: &str) -> Option<Rc<[String]>> {
        if let Some(known) = self.readings.get(text) {
            return known.clone();
        }
        let reading = self
            .may_begin(text)
            .then(|| crate::analysis::leaf_terms(&self.analyzer.terms(text)))
            .filter(|terms| self.has_all(terms))
            .map(Rc::from);
        self.readings.insert(text.into(), reading.clone());
        reading
    }

    /// Says whether the notes have all of some terms, which are at least one.
    fn has_all(&self, terms: &[String]) -> bool {
        !terms.is_empty() && terms.iter().all(|t| self.vocabulary.frequency(t) > 0)
    }

    /// Says whether the notes may have a text, by its beginning: cutting words
    /// that aren't there is most of what a cold query would do.
    fn may_begin(&self, text: &str) -> bool {
        let word = text.split_whitespace().next().unwrap_or_default();
        if !word.chars().all(jamo::is_syllable) {
            return true;
        }
        let mut term = String::from(HANGUL_MARK);
        word.chars().take(MAX_WORD_SYLLABLES).any(|syllable| {
            jamo::push_keys(syllable.encode_utf8(&mut [0; 4]), &mut term);
            self.vocabulary.frequency(&term) > 0
        })
    }

    pub(super) fn entry(
        &mut self,
        from: usize,
        to: usize,
        rule: Rule,
        weight: f32,
        id: &EntryId,
    ) -> Result<()> {
        let probe = Probe::Entry(id.clone());
        if self.vocabulary.probe_frequency(&probe)? == 0 {
            return Ok(());
        }
        let text = self.lexicon.name(id).map(str::to_owned);
        let matcher = Matcher::Entry(self.lattice.probe(probe));
        self.lattice.edges.push(Edge { from, to, rule, weight, matcher, text, mass: 0.0 });
        Ok(())
    }

    pub(super) fn surface(&self, from: usize, to: usize) -> &str {
        let leaves = &self.lattice.leaves;
        &self.text[leaves[from].span.start..leaves[to - 1].span.end]
    }

    /// Returns leaves as they stand in the text, folded.
    pub(super) fn folded_surface(&self, from: usize, to: usize) -> &str {
        let leaves = &self.lattice.leaves;
        self.folded.piece(leaves[from].span.start..leaves[to - 1].span.end)
    }

    /// Says whether a leaf stands for nothing in the notes as it is.
    pub(super) fn is_missing(&self, at: usize) -> bool {
        self.vocabulary.frequency(&self.lattice.leaves[at].term) == 0
    }

    /// Tells what finding each leaf and reading is worth: its rarity.
    fn weigh(&mut self) -> Result<()> {
        let sections = self.vocabulary.snapshot.sections() as f32;
        let rarity = |frequency: u32| rarity(frequency as f32, sections);
        let text_rarity = self.text_rarity();
        let mut own = Vec::with_capacity(self.lattice.edges.len());
        for edge in &self.lattice.edges {
            let mut rarest = 0.0f32;
            let probes = edge.matcher.probes();
            let mut sum = 0.0;
            for probe in probes {
                let rarity = match &self.lattice.probes[*probe] {
                    Probe::Text(term) => text_rarity(term),
                    probe => rarity(self.vocabulary.probe_frequency(probe)?),
                };
                rarest = rarest.max(rarity);
                sum += rarity;
            }
            own.push(match edge.matcher {
                // The rarity of a pair is much that of the name it is from.
                Matcher::Bigrams(_) => sum / probes.len().max(1) as f32,
                _ => rarest,
            });
        }
        // What the best reading of each single leaf is worth.
        let mut best = vec![0.0f32; self.lattice.leaves.len()];
        for (edge, own) in self.lattice.edges.iter().zip(&own) {
            if edge.to == edge.from + 1 {
                best[edge.from] = best[edge.from].max(*own);
            }
        }
        for (leaf, best) in self.lattice.leaves.iter_mut().zip(best) {
            let frequency = self.vocabulary.frequency(&leaf.term);
            // A word that isn't in the notes is worth what its best reading
            // is; one that has none, what a rare word is.
            let mass = match frequency {
                0 if best > 0.0 => best,
                0 => rarity(1) * 0.7,
                _ => text_rarity(&leaf.term),
            };
            leaf.mass = mass * leaf.weight;
        }
        // A compound is one word, however many parts the dictionary gives it:
        // they share what it is worth.
        for (edge, own) in self.lattice.edges.iter().zip(&own) {
            let is_compound = edge.rule == Rule::Keyword && edge.to - edge.from > 1;
            if is_compound && matches!(&edge.matcher, Matcher::Phrase(probes) if probes.len() == 1)
            {
                let leaves = &mut self.lattice.leaves[edge.from..edge.to];
                let sum: f32 = leaves.iter().map(|leaf| leaf.mass).sum();
                let most = own * COMPOUND_MASS;
                if sum > most {
                    leaves.iter_mut().for_each(|leaf| leaf.mass *= most / sum);
                }
            }
        }
        for (edge, own) in self.lattice.edges.iter_mut().zip(own) {
            let leaves = &self.lattice.leaves[edge.from..edge.to];
            let typed: f32 = leaves.iter().map(|leaf| leaf.mass).sum();
            let common = leaves.iter().map(|leaf| leaf.weight).fold(0.0, f32::max);
            edge.mass = match edge.matcher {
                // Several words that are one name are worth all of them.
                _ if edge.to - edge.from > 1 => typed.max(own * common),
                _ if edge.rule == Rule::Keyword => typed,
                // A word's other readings are worth no more than the word.
                _ if edge.rule != Rule::Keyword && typed > 0.0 => {
                    (own * common).min(typed.max(own * common * 0.5))
                }
                _ => own * common,
            };
        }
        Ok(())
    }
}

/// Returns how much a word says that is in `frequency` of `count` texts: the
/// inverse document frequency of BM25.
fn rarity(frequency: f32, count: f32) -> f32 {
    let frequency = frequency.min(count);
    (1.0 + (count - frequency + 0.5) / (frequency + 0.5)).ln()
}
