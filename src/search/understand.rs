//! A query → its readings.
//!
//! Each rung of the ladder is one function that adds edges to the lattice.
//! Rungs only add: the words as typed always stay. A rung looks into the
//! index's own vocabulary, so that nothing is read as what isn't there.

use rustc_hash::FxHashSet;

use crate::analysis::{Analyzer, HANGUL_MARK, Sort, Term, jamo, sound};
use crate::error::Result;
use crate::lexicon::{EntryId, Kind, Lexicon, Recognizer};
use crate::name::fold;
use crate::span::Span;

use super::lattice::{Edge, Lattice, Leaf, Matcher, Probe, Rule};
use super::retrieve::Vocabulary;
use super::typo;
use super::weights::Weights;

/// More leaves than these are not read: a question is some hundred words.
const MAX_LEAVES: usize = 400;
/// Names in queries are at most so many leaves long.
const MAX_NAME_LEAVES: usize = 6;
/// Readings that one rung adds to one span, at most.
const MAX_READINGS: usize = 12;
/// Words that have the same initial consonants, at most.
const MAX_INITIALS: usize = 256;
/// Words of this weight or less are of grammar only.
const SILENT_WEIGHT: f32 = 0.1;
/// The parts of a compound are worth this much of the compound together: more
/// than it, as each may be found alone.
const COMPOUND_MASS: f32 = 1.4;
/// Pasted questions have more words than this; near words and sounds are then
/// only looked for where nothing else reads a word.
const LONG_QUERY_LEAVES: usize = 24;

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
    fn has(&self, rule: Rule) -> bool {
        self.without != Some(rule) && (!self.is_exact || matches!(rule, Rule::Keyword | Rule::Bigram))
    }
}

/// Builds lattices.
pub(crate) struct Reader<'a, 's> {
    pub(crate) vocabulary: &'a Vocabulary<'s>,
    pub(crate) lexicon: &'a Lexicon,
    pub(crate) analyzer: &'a mut Analyzer,
    pub(crate) weights: &'a Weights,
    pub(crate) ladder: Ladder,
    lattice: Lattice,
    /// The query's text, perhaps with words typed in the other layout put
    /// right.
    text: String,
    /// Spans of `text` in which the leaves stand together without a space.
    runs: Vec<(usize, usize)>,
    /// Leaves that a lexicon or glossary knows as they are.
    known: Vec<bool>,
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
        }
    }

    /// Reads a query's text.
    pub(crate) fn read(mut self, text: &str) -> Result<Lattice> {
        use unicode_normalization::UnicodeNormalization;
        self.text = text.nfc().collect();
        if self.ladder.has(Rule::Keyboard) {
            self.put_layout_right()?;
        }
        let terms = self.terms();
        self.leaves(&terms);
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
        if self.ladder.has(Rule::Bigram) {
            self.bigrams();
        }
        if self.ladder.has(Rule::Gloss) {
            self.glosses()?;
        }
        self.weigh()?;
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
        let mut last: Option<Span> = None;
        for term in terms.iter().filter(|t| t.length == 1) {
            // A noun with its prefix or suffix stands at the noun's own place.
            let is_variant = last.is_some_and(|span| span.overlaps(term.span) && term.sort != Sort::Foreign);
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
                break;
            }
            let surface = &self.text[term.span.range()];
            // A verb is listed by its stem, a noun as it stands.
            let common = self
                .lexicon
                .common_weight(&fold(surface))
                .or_else(|| self.lexicon.common_weight(&crate::analysis::display_term(&term.term)));
            let mut weight = common.unwrap_or(1.0);
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
        self.known = vec![false; self.lattice.leaves.len()];
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
    fn cover(&self, span: Span) -> Option<(usize, usize)> {
        let leaves = &self.lattice.leaves;
        let from = leaves.iter().position(|leaf| span.contains(leaf.span))?;
        let to = leaves.iter().rposition(|leaf| span.contains(leaf.span))? + 1;
        (from < to).then_some((from, to))
    }

    /// Adds the reading of leaves as terms one after the other, when the index
    /// has them all.
    fn phrase(&mut self, from: usize, to: usize, rule: Rule, weight: f32, terms: &[String]) -> bool {
        let is_there = !terms.is_empty() && terms.iter().all(|t| self.vocabulary.frequency(t) > 0);
        if !is_there {
            return false;
        }
        let probes: Vec<usize> =
            terms.iter().map(|t| self.lattice.probe(Probe::Text(t.clone()))).collect();
        let matcher = Matcher::Phrase(probes);
        let stronger = |edge: &Edge| {
            edge.from == from && edge.to == to && edge.matcher == matcher && edge.weight >= weight
        };
        if self.lattice.edges.iter().any(stronger) {
            return false;
        }
        let text = terms.iter().map(|t| crate::analysis::display_term(t)).collect::<Vec<_>>().join(" ");
        self.lattice.edges.push(Edge { from, to, rule, weight, matcher, text, mass: 0.0 });
        true
    }

    /// Adds the reading of leaves as a text, analysed.
    fn text_reading(&mut self, from: usize, to: usize, rule: Rule, weight: f32, text: &str) -> bool {
        if !self.may_begin(text) {
            return false;
        }
        let terms: Vec<String> = leaf_terms(&self.analyzer.terms(text));
        self.phrase(from, to, rule, weight, &terms)
    }

    /// Says whether the notes may have a text, by its beginning: cutting words
    /// that aren't there is most of what a cold query would do.
    fn may_begin(&self, text: &str) -> bool {
        let word = text.split_whitespace().next().unwrap_or_default();
        if !word.chars().all(jamo::is_syllable) {
            return true;
        }
        let mut term = String::from(HANGUL_MARK);
        word.chars().any(|syllable| {
            jamo::push_keys(syllable.encode_utf8(&mut [0; 4]), &mut term);
            self.vocabulary.frequency(&term) > 0
        })
    }

    fn entry(&mut self, from: usize, to: usize, rule: Rule, weight: f32, id: &EntryId) -> Result<()> {
        let probe = Probe::Entry(id.clone());
        if self.vocabulary.probe_frequency(&probe)? == 0 {
            return Ok(());
        }
        let name = self.lexicon.entry(id).map(|e| e.name.to_owned()).unwrap_or_default();
        let matcher = Matcher::Entry(self.lattice.probe(probe));
        self.lattice.edges.push(Edge { from, to, rule, weight, matcher, text: name, mass: 0.0 });
        Ok(())
    }

    fn surface(&self, from: usize, to: usize) -> &str {
        let leaves = &self.lattice.leaves;
        &self.text[leaves[from].span.start..leaves[to - 1].span.end]
    }

    /// Says whether a leaf stands for nothing in the notes as it is.
    fn is_missing(&self, at: usize) -> bool {
        self.vocabulary.frequency(&self.lattice.leaves[at].term) == 0
    }

    // The rungs, in the order of the ladder.

    /// Puts words right that were typed in the other keyboard layout.
    fn put_layout_right(&mut self) -> Result<()> {
        let mut text = String::with_capacity(self.text.len());
        let words: Vec<String> =
            self.text.split_inclusive(char::is_whitespace).map(str::to_owned).collect();
        for word in words {
            let bare = word.trim_end();
            match self.other_layout(bare)? {
                Some(put_right) => {
                    self.lattice.rewrites.push((Rule::Keyboard, bare.to_owned(), put_right.clone()));
                    text.push_str(&put_right);
                    text.push_str(&word[bare.len()..]);
                }
                None => text.push_str(&word),
            }
        }
        self.text = text;
        Ok(())
    }

    /// Returns what the keys of a word type in the other layout, when the word
    /// as typed is none and that is one.
    fn other_layout(&mut self, word: &str) -> Result<Option<String>> {
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        if letters < 2 {
            return Ok(None);
        }
        if word.chars().all(|c| c.is_ascii_alphabetic()) {
            let typed = jamo::type_hangul(word);
            let is_word = typed.chars().count() >= 2 && typed.chars().all(jamo::is_syllable);
            if !is_word || self.is_word(word)? || !self.is_word(&typed)? {
                return Ok(None);
            }
            return Ok(Some(typed));
        }
        let has_letter = word.chars().any(jamo::is_letter);
        let is_initials = word.chars().all(|c| jamo::is_initial_letter(c) || !c.is_alphabetic());
        let is_hangul = word.chars().all(|c| jamo::is_letter(c) || jamo::is_syllable(c) || c.is_ascii_digit());
        if !is_hangul || is_initials && self.has_initials(word)? {
            return Ok(None);
        }
        let typed = jamo::keys(word).to_ascii_lowercase();
        let is_typo = has_letter || !self.is_word(word)?;
        Ok((is_typo && self.is_word(&typed)?).then_some(typed))
    }

    /// Says whether a word is one that the notes, the lexicon or the Korean
    /// dictionary know.
    fn is_word(&mut self, word: &str) -> Result<bool> {
        let folded = fold(word);
        if self.is_listed(&folded) || self.lexicon.common_weight(&folded).is_some() {
            return Ok(true);
        }
        let terms = self.analyzer.terms(word);
        let leaves: Vec<&Term> = terms.iter().filter(|t| t.length == 1).collect();
        let found: usize = leaves
            .iter()
            .filter(|t| self.vocabulary.frequency(&t.term) > 0)
            .map(|t| t.span.len())
            .sum();
        // Particles are in no vocabulary: what counts is most of the letters.
        let length: usize = leaves.iter().map(|t| t.span.len()).sum();
        Ok(found > 0 && found * 2 > length && found * 3 > word.len())
    }

    fn is_listed(&self, folded: &str) -> bool {
        !self.lexicon.named(folded).is_empty() || !self.lexicon.equivalents(folded).is_empty()
    }

    fn has_initials(&self, word: &str) -> Result<bool> {
        let letters: String = word.chars().filter(|c| jamo::is_initial_letter(*c)).collect();
        let field = self.vocabulary.snapshot.fields.initials;
        Ok(!self.vocabulary.keyed(field, &letters, 1)?.is_empty())
    }

    /// Names of the lexicon, and what belongs to what they name.
    fn names(&mut self, terms: &[Term]) -> Result<()> {
        let lexicon = self.lexicon;
        let recognizer = Recognizer::for_queries(lexicon);
        for mention in recognizer.mentions(&self.text.clone(), terms) {
            let Some((from, to)) = self.cover(mention.span) else { continue };
            let surely = if mention.weak { self.weights.weak_name } else { 1.0 };
            if !mention.weak {
                self.known[from..to].fill(true);
            }
            let name = self.weights.rule(Rule::Name) * surely;
            self.entry(from, to, Rule::Name, name, &mention.entry.id)?;
            if self.ladder.has(Rule::Narrower) {
                let weight = self.weights.rule(Rule::Narrower) * surely;
                let parents = mention.entry.parents.iter();
                for id in mention.entry.parts.iter().chain(parents).take(MAX_READINGS * 2) {
                    self.entry(from, to, Rule::Narrower, weight, id)?;
                }
            }
            if self.ladder.has(Rule::Related) {
                let weight = self.weights.rule(Rule::Related) * surely;
                let entry = &mention.entry;
                for id in entry.services.iter().chain(&entry.related).take(MAX_READINGS) {
                    self.entry(from, to, Rule::Related, weight, id)?;
                }
            }
            if mention.entry.id.kind() == Kind::Concept {
                self.known[from..to].fill(true);
            }
        }
        Ok(())
    }

    /// Equivalents in the other language, and synonyms.
    fn glossary(&mut self) {
        let count = self.lattice.leaves.len();
        for from in 0..count {
            for to in (from + 1..=count.min(from + MAX_NAME_LEAVES)).rev() {
                let surface = self.surface(from, to).to_owned();
                if surface.contains('\n') {
                    continue;
                }
                let last = &self.lattice.leaves[to - 1];
                let before = &self.text[self.lattice.leaves[from].span.start..last.span.start];
                let mut added = 0;
                for form in dictionary_forms(before, &self.text[last.span.range()], last) {
                    let is_korean = form.chars().any(jamo::is_syllable);
                    for row in self.lexicon.equivalents(&form) {
                        let weight = self.weights.rule(Rule::Glossary) * row.weight;
                        let (others, same) = match is_korean {
                            true => (&row.english, &row.korean),
                            false => (&row.korean, &row.english),
                        };
                        self.known[from..to].fill(true);
                        for other in others {
                            added += usize::from(self.text_reading(from, to, Rule::Glossary, weight, other));
                        }
                        for other in same.iter().filter(|o| fold(o) != form) {
                            // A synonym is looser than a translation.
                            added += usize::from(self.text_reading(from, to, Rule::Glossary, weight * 0.8, other));
                        }
                    }
                    if added >= MAX_READINGS {
                        break;
                    }
                }
            }
        }
    }

    /// Names that the notes teach.
    fn taught(&mut self) -> Result<()> {
        let field = self.vocabulary.snapshot.fields.taught;
        let count = self.lattice.leaves.len();
        let weight = self.weights.rule(Rule::Taught);
        for from in 0..count {
            for to in from + 1..=count.min(from + MAX_NAME_LEAVES) {
                let folded = fold(self.surface(from, to));
                if folded.chars().count() < 2 {
                    continue;
                }
                for other in self.vocabulary.keyed(field, &folded, MAX_READINGS)? {
                    if self.text_reading(from, to, Rule::Taught, weight, &other) {
                        self.known[from..to].fill(true);
                    }
                }
            }
        }
        Ok(())
    }

    /// Words written apart that the notes write together, and the reverse.
    fn spacing(&mut self) {
        let weight = self.weights.rule(Rule::Spacing);
        let count = self.lattice.leaves.len();
        for from in 0..count {
            for to in from + 2..=count.min(from + 3) {
                let leaves = &self.lattice.leaves[from..to];
                let surfaces: Vec<&str> = leaves.iter().map(|l| &self.text[l.span.range()]).collect();
                let is_latin = leaves.iter().all(|l| l.sort == Sort::Foreign);
                let is_korean = leaves.iter().all(|l| matches!(l.sort, Sort::Noun | Sort::Unknown));
                if !is_latin && !is_korean {
                    continue;
                }
                let joined = surfaces.concat();
                self.text_reading(from, to, Rule::Spacing, weight, &joined.to_lowercase());
                if is_korean {
                    let term = crate::analysis::hangul_term(&joined);
                    self.phrase(from, to, Rule::Spacing, weight, &[term]);
                }
            }
        }
        const MIN_PART: usize = 3;
        for at in 0..count {
            let leaf = &self.lattice.leaves[at];
            let word = self.text[leaf.span.range()].to_lowercase();
            if leaf.sort != Sort::Foreign || word.len() < 2 * MIN_PART || !word.is_ascii() {
                continue;
            }
            for cut in MIN_PART..=word.len() - MIN_PART {
                let parts = format!("{} {}", &word[..cut], &word[cut..]);
                self.text_reading(at, at + 1, Rule::Spacing, weight, &parts);
            }
        }
    }

    /// Other spellings of loanwords: those listed, and those that general
    /// rules give for words that are long enough to be no other word.
    fn spelling(&mut self) {
        const MIN_SYLLABLES: usize = 3;
        let weight = self.weights.rule(Rule::Spelling);
        for (from, to) in self.spans() {
            let surface = self.surface(from, to).to_owned();
            let folded = fold(&surface);
            for other in self.lexicon.spellings(&folded) {
                self.text_reading(from, to, Rule::Spelling, weight, other);
            }
            if !surface.chars().all(jamo::is_syllable) {
                continue;
            }
            let syllables = surface.chars().count();
            let is_missing = (from..to).any(|at| self.is_missing(at));
            if syllables < 2 || syllables < MIN_SYLLABLES && !is_missing {
                continue;
            }
            for variant in typo::spellings(&crate::analysis::hangul_term(&surface)) {
                if !self.phrase(from, to, Rule::Spelling, weight, std::slice::from_ref(&variant)) && to - from > 1 {
                    let text = crate::analysis::display_term(&variant);
                    self.text_reading(from, to, Rule::Spelling, weight, &text);
                }
            }
        }
    }

    /// Returns single leaves and runs of several.
    fn spans(&self) -> Vec<(usize, usize)> {
        let leaves = (0..self.lattice.leaves.len()).map(|at| (at, at + 1));
        leaves.chain(self.runs.iter().copied().filter(|(from, to)| to - from > 1)).collect()
    }

    /// Letters spelt by their names: 에스에스엘 is SSL.
    fn letters(&mut self) {
        let weight = self.weights.rule(Rule::Letters);
        for (from, to) in self.runs.clone() {
            if let Some(acronym) = spelt_letters(self.surface(from, to))
                && self.text_reading(from, to, Rule::Letters, weight, &acronym)
            {
                self.known[from..to].fill(true);
            }
        }
    }

    /// Initial consonants: 볼륨 게이트웨이 by ㅂㄹ ㄱㅇㅌㅇㅇ.
    fn initials(&mut self) -> Result<()> {
        let field = self.vocabulary.snapshot.fields.initials;
        let weight = self.weights.rule(Rule::Initials);
        let count = self.lattice.leaves.len();
        let is_letter: Vec<bool> = self
            .lattice
            .leaves
            .iter()
            .map(|l| l.term.chars().all(jamo::is_initial_letter))
            .collect();
        for from in 0..count {
            let length = is_letter[from..].iter().take_while(|is| **is).count();
            for to in from + 2..=from + length {
                let key: String = self.lattice.leaves[from..to].iter().map(|l| l.term.as_str()).collect();
                // A name inside what was typed without a space is likelier to
                // begin and end where the spaces are.
                let runs = self.runs.clone();
                let spaces = |at: usize| runs.iter().any(|(from, to)| *from == at || *to == at);
                let fit = match (spaces(from), spaces(to)) {
                    (true, true) => 1.0,
                    (true, false) | (false, true) => 0.85,
                    (false, false) => 0.7,
                };
                for name in self.vocabulary.keyed(field, &key, MAX_INITIALS)? {
                    self.text_reading(from, to, Rule::Initials, weight * fit, &name);
                }
                let is_whole = to == from + length && (from == 0 || !is_letter[from - 1]);
                if is_whole || spaces(from) && spaces(to) {
                    for name in self.vocabulary.beginning(field, &key, MAX_INITIALS / 4)? {
                        self.text_reading(from, to, Rule::Initials, weight * fit * 0.6, &name);
                    }
                }
            }
        }
        Ok(())
    }

    /// Words of the other script that sound alike, for words nobody listed.
    fn sounds(&mut self) -> Result<()> {
        let field = self.vocabulary.snapshot.fields.sound;
        for (from, to) in self.spans() {
            let is_common = self.lattice.leaves[from..to].iter().all(|l| l.weight < 1.0);
            if is_common || self.is_settled(from, to) {
                continue;
            }
            let surface = self.surface(from, to).to_lowercase();
            let is_hangul = surface.chars().all(jamo::is_syllable);
            let is_long = if is_hangul { surface.chars().count() >= 2 } else { surface.len() >= 4 };
            if !is_long {
                continue;
            }
            for key in sound::keys(&surface) {
                for word in self.vocabulary.keyed(field, &key, MAX_INITIALS)? {
                    if word.chars().all(jamo::is_syllable) == is_hangul {
                        continue;
                    }
                    let likeness = sound::likeness(&surface, &word);
                    if likeness >= sound::least_likeness(&key) {
                        let weight = self.weights.rule(Rule::Sound) * likeness;
                        self.text_reading(from, to, Rule::Sound, weight, &word);
                    }
                }
            }
        }
        Ok(())
    }

    /// Says whether a span needs no far-fetched reading: a lexicon knows it,
    /// or the query is long and the notes have it.
    fn is_settled(&self, from: usize, to: usize) -> bool {
        let is_long = self.lattice.leaves.len() > LONG_QUERY_LEAVES;
        (from..to).all(|at| self.known[at] || is_long && !self.is_missing(at))
            || (from..to).any(|at| self.lattice.leaves[at].weight < 0.5 && is_long)
    }

    /// Half-typed words: the last one as it is being typed, and Latin words
    /// cut short (`cert manager`).
    fn prefixes(&mut self) -> Result<()> {
        const MIN_LATIN: usize = 4;
        let weight = self.weights.rule(Rule::Prefix);
        let count = self.lattice.leaves.len();
        for at in 0..count {
            let leaf = &self.lattice.leaves[at];
            let is_last = self.ladder.is_prefix && at + 1 == count;
            let surface = fold(&self.text[leaf.span.range()]);
            let is_short = leaf.sort == Sort::Foreign
                && surface.len() >= MIN_LATIN
                && surface.bytes().all(|b| b.is_ascii_lowercase())
                && self.is_missing(at)
                && !self.known[at];
            if !is_last && !is_short {
                continue;
            }
            let prefix = if leaf.sort == Sort::Foreign { surface } else { leaf.term.clone() };
            for term in self.vocabulary.terms_beginning(&prefix, MAX_READINGS)? {
                self.phrase(at, at + 1, Rule::Prefix, weight, &[term]);
            }
        }
        if self.ladder.is_prefix {
            self.half_typed()?;
        }
        Ok(())
    }

    /// The last word with its last syllable half typed (볼ㄹ, 게이트우), which
    /// the analyser may have taken for something else.
    fn half_typed(&mut self) -> Result<()> {
        let word = self.text.trim_end().rsplit(char::is_whitespace).next().unwrap_or_default().to_owned();
        if !word.chars().all(|c| jamo::is_syllable(c) || jamo::is_letter(c)) || word.chars().all(jamo::is_letter) {
            return Ok(());
        }
        let Some(last) = self.runs.last().copied() else { return Ok(()) };
        let end = self.text.trim_end().len();
        let from = self
            .lattice
            .leaves
            .iter()
            .position(|l| l.span.start >= end - word.len())
            .unwrap_or(last.0);
        let to = self.lattice.leaves.len();
        let prefix = format!("{HANGUL_MARK}{}", jamo::keys(&word));
        for term in self.vocabulary.terms_beginning(&prefix, MAX_READINGS)? {
            self.phrase(from, to, Rule::Prefix, self.weights.rule(Rule::Prefix), &[term]);
        }
        Ok(())
    }

    /// Words some keystrokes away: of words the notes don't have, and of words
    /// they have those that they misspell.
    fn typos(&mut self) -> Result<()> {
        for (from, to) in self.spans() {
            let surface = self.surface(from, to).to_owned();
            let is_hangul = surface.chars().all(jamo::is_syllable);
            let is_latin = surface.bytes().all(|b| b.is_ascii_alphabetic());
            if !is_hangul && !is_latin || is_latin && to - from > 1 {
                continue;
            }
            let term = match is_hangul {
                true => crate::analysis::hangul_term(&surface),
                false => self.lattice.leaves[from].term.clone(),
            };
            let tolerance = typo::tolerance(&term);
            if tolerance == 0 {
                continue;
            }
            let is_there = self.vocabulary.frequency(&term) > 0
                || to - from > 1 && (from..to).all(|at| self.known[at]);
            let is_long = self.lattice.leaves.len() > LONG_QUERY_LEAVES;
            let is_known = (from..to).all(|at| self.known[at]);
            if (is_there || is_known) && (is_long || tolerance < 2) || is_long && is_hangul {
                continue;
            }
            let mut reach = tolerance;
            if is_there || is_known {
                reach = 1;
            }
            for (near, distance) in self.vocabulary.near(&term, reach, MAX_READINGS * 4)? {
                if near.starts_with(HANGUL_MARK) != is_hangul {
                    continue;
                }
                // Two keys off at the beginning is another word.
                let same_start = near.chars().nth(usize::from(is_hangul)) == term.chars().nth(usize::from(is_hangul));
                if distance > 1 && !same_start || distance > usize::from(reach) {
                    continue;
                }
                if (is_there || is_known) && (!same_start || self.is_real(&near)) {
                    continue;
                }
                let second = if distance > 1 { self.weights.second_typo } else { 1.0 };
                self.phrase(from, to, Rule::Typo, self.weights.rule(Rule::Typo) * second, &[near]);
            }
        }
        Ok(())
    }

    /// Says whether a term of the notes is a word of some list, and no slip of
    /// the fingers.
    fn is_real(&mut self, term: &str) -> bool {
        let word = crate::analysis::display_term(term);
        if self.is_listed(&word) || self.lexicon.common_weight(&word).is_some() {
            return true;
        }
        let is_stem = ["e", "s", "ing", "ed", "y"].iter().any(|end| self.is_listed(&format!("{word}{end}")));
        let is_dictionary = term.starts_with(HANGUL_MARK)
            && self.analyzer.terms(&word).iter().all(|t| t.sort != Sort::Unknown);
        is_stem || is_dictionary
    }

    /// Syllable pairs of names that no dictionary has.
    fn bigrams(&mut self) {
        for (from, to) in self.runs.clone() {
            let leaves = &self.lattice.leaves[from..to];
            let is_odd = leaves.iter().any(|l| l.sort == Sort::Unknown) || to - from > 1;
            let surface = self.surface(from, to).to_owned();
            if !is_odd || !surface.chars().all(jamo::is_syllable) {
                continue;
            }
            let syllables: Vec<char> = surface.chars().collect();
            let pairs: Vec<usize> = syllables
                .windows(2)
                .map(|pair| self.lattice.probe(Probe::Bigram(pair.iter().collect())))
                .collect();
            if pairs.len() < 2 {
                continue;
            }
            self.lattice.edges.push(Edge {
                from,
                to,
                rule: Rule::Bigram,
                weight: self.weights.rule(Rule::Bigram),
                matcher: Matcher::Bigrams(pairs),
                text: surface,
                mass: 0.0,
            });
        }
    }

    /// Words of the glosses of what sections are about.
    fn glosses(&mut self) -> Result<()> {
        let weight = self.weights.rule(Rule::Gloss);
        for at in 0..self.lattice.leaves.len() {
            // Words that say nothing are in every gloss.
            if self.lattice.leaves[at].weight <= SILENT_WEIGHT {
                continue;
            }
            let term = self.lattice.leaves[at].term.clone();
            let probe = Probe::Gloss(term.clone());
            if self.vocabulary.probe_frequency(&probe)? == 0 {
                continue;
            }
            let matcher = Matcher::Gloss(self.lattice.probe(probe));
            self.lattice.edges.push(Edge {
                from: at,
                to: at + 1,
                rule: Rule::Gloss,
                weight,
                matcher,
                text: crate::analysis::display_term(&term),
                mass: 0.0,
            });
        }
        Ok(())
    }

    /// Tells what finding each leaf and reading is worth: its rarity.
    fn weigh(&mut self) -> Result<()> {
        let sections = self.vocabulary.snapshot.sections() as f32;
        let rarity = |frequency: u32| {
            let frequency = (frequency as f32).min(sections);
            (1.0 + (sections - frequency + 0.5) / (frequency + 0.5)).ln()
        };
        let mut own = Vec::with_capacity(self.lattice.edges.len());
        for edge in &self.lattice.edges {
            let mut frequency = u32::MAX;
            let probes: &[usize] = match &edge.matcher {
                Matcher::Phrase(probes) | Matcher::Bigrams(probes) => probes,
                Matcher::Entry(probe) | Matcher::Gloss(probe) => std::slice::from_ref(probe),
            };
            let mut sum = 0.0;
            for probe in probes {
                let probe = self.vocabulary.probe_frequency(&self.lattice.probes[*probe])?;
                frequency = frequency.min(probe);
                sum += rarity(probe);
            }
            own.push(match edge.matcher {
                // The rarity of a pair is much that of the name it is from.
                Matcher::Bigrams(_) => sum / probes.len().max(1) as f32,
                _ => rarity(frequency),
            });
        }
        for (at, leaf) in self.lattice.leaves.iter_mut().enumerate() {
            let frequency = self.vocabulary.frequency(&leaf.term);
            // A word that isn't in the notes is worth what its best reading
            // is; one that has none, what a rare word is.
            let best = (self.lattice.edges.iter().zip(&own))
                .filter(|(edge, _)| edge.from == at && edge.to == at + 1 && edge.rule != Rule::Gloss)
                .map(|(_, own)| *own)
                .fold(0.0, f32::max);
            let mass = match frequency {
                0 if best > 0.0 => best,
                0 => rarity(1) * 0.7,
                _ => rarity(frequency),
            };
            leaf.mass = mass * leaf.weight;
        }
        // A compound is one word, however many parts the dictionary gives it:
        // they share what it is worth.
        for (edge, own) in self.lattice.edges.iter().zip(&own) {
            let is_compound = edge.rule == Rule::Keyword && edge.to - edge.from > 1;
            if is_compound && matches!(&edge.matcher, Matcher::Phrase(probes) if probes.len() == 1) {
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
                _ if edge.rule != Rule::Keyword && typed > 0.0 => (own * common).min(typed.max(own * common * 0.5)),
                _ => own * common,
            };
        }
        Ok(())
    }
}

/// Returns the smallest terms of an analysis, one for each place.
fn leaf_terms(terms: &[Term]) -> Vec<String> {
    let mut leaves: Vec<(u32, &Term)> = Vec::new();
    for term in terms.iter().filter(|t| t.length == 1) {
        match leaves.last() {
            // A noun with its suffix comes before the noun: the noun counts.
            Some((position, _)) if *position == term.position => {
                leaves.pop();
                leaves.push((term.position, term));
            }
            _ => leaves.push((term.position, term)),
        }
    }
    leaves.into_iter().map(|(_, term)| term.term.clone()).collect()
}

/// Returns forms under which a glossary may have inflected words: those before
/// the last one as they stand, and the last one as dictionaries have it.
fn dictionary_forms(before: &str, surface: &str, last: &Leaf) -> Vec<String> {
    let before = fold(before);
    let folded = fold(surface);
    let mut forms = vec![folded.clone()];
    match last.sort {
        Sort::Verb => forms.push(format!("{}다", crate::analysis::display_term(&last.term))),
        Sort::Noun | Sort::Unknown => {
            forms.push(format!("{folded}하다"));
            forms.push(format!("{folded}되다"));
        }
        Sort::Foreign if folded.len() > 3 => forms.extend(uninflected(&folded)),
        _ => {}
    }
    for form in &mut forms {
        form.insert_str(0, &before);
    }
    let mut seen = FxHashSet::default();
    forms.retain(|form| form.chars().count() > 1 && seen.insert(form.clone()));
    forms
}

/// Takes English endings off a word, and gives back the e, y or letter that
/// they took: `stopping` may be of stopp, stoppe or stop.
fn uninflected(word: &str) -> Vec<String> {
    const ENDINGS: [(&str, &str); 12] = [
        ("ies", "y"),
        ("ied", "y"),
        ("es", ""),
        ("s", ""),
        ("ing", ""),
        ("ing", "e"),
        ("ed", ""),
        ("d", ""),
        ("er", ""),
        ("er", "e"),
        ("est", ""),
        ("ly", ""),
    ];
    let mut forms = Vec::new();
    for (ending, instead) in ENDINGS {
        let Some(stem) = word.strip_suffix(ending).filter(|stem| stem.len() > 2) else { continue };
        forms.push(format!("{stem}{instead}"));
        let mut letters = stem.chars().rev();
        if instead.is_empty() && letters.next() == letters.next() {
            forms.extend(stem.char_indices().next_back().map(|(at, _)| stem[..at].to_owned()));
        }
    }
    forms
}

/// Korean names of the Latin letters, the longest first where one begins
/// another.
const LETTER_NAMES: [(&str, char); 36] = [
    ("더블유", 'w'), ("더블류", 'w'), ("에이치", 'h'), ("에취", 'h'), ("에이", 'a'), ("에프", 'f'),
    ("에스", 's'), ("에쓰", 's'), ("에엠", 'm'), ("엑스", 'x'), ("와이", 'y'), ("제트", 'z'), ("지트", 'z'),
    ("제이", 'j'), ("케이", 'k'), ("아이", 'i'), ("아르", 'r'), ("브이", 'v'), ("비", 'b'), ("씨", 'c'),
    ("시", 'c'), ("디", 'd'), ("이", 'e'), ("지", 'g'), ("엘", 'l'), ("엠", 'm'), ("엔", 'n'), ("오", 'o'),
    ("피", 'p'), ("큐", 'q'), ("알", 'r'), ("티", 't'), ("유", 'u'), ("쓰리", '3'), ("투", '2'), ("원", '1'),
];

/// Reads a word as names of letters; `None` when it isn't made of them, or of
/// one only.
fn spelt_letters(word: &str) -> Option<String> {
    let mut acronym = String::new();
    let mut rest = word;
    while !rest.is_empty() {
        let (name, letter) = LETTER_NAMES.iter().find(|(name, _)| rest.starts_with(name))?;
        acronym.push(*letter);
        rest = &rest[name.len()..];
    }
    (acronym.len() >= 2).then_some(acronym)
}

/// Finds the options of a multiple-choice question: `A) … B) …`, from the
/// first mark on. At least two are needed, in order.
fn answer_options(text: &str) -> Vec<Span> {
    const MARKS: [char; 5] = ['A', 'B', 'C', 'D', 'E'];
    let mark = |from: usize, letter: char| -> Option<usize> {
        text[from..].char_indices().map(|(i, c)| (from + i, c)).find_map(|(at, c)| {
            let begins = text[..at].chars().next_back().is_none_or(|b| b.is_whitespace() || b == '(');
            let after = text[at + c.len_utf8()..].chars().next();
            (c == letter && begins && matches!(after, Some('.' | ')' | ':'))).then_some(at)
        })
    };
    let mut starts = Vec::new();
    let mut from = 0;
    for letter in MARKS {
        let Some(at) = mark(from, letter) else { break };
        starts.push(at);
        from = at + 1;
    }
    if starts.len() < 2 {
        return Vec::new();
    }
    starts
        .iter()
        .enumerate()
        .map(|(i, start)| Span::new(*start, starts.get(i + 1).copied().unwrap_or(text.len())))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_spelt_by_their_names() {
        assert_eq!(spelt_letters("에스에스엘").as_deref(), Some("ssl"));
        assert_eq!(spelt_letters("브이피씨").as_deref(), Some("vpc"));
        assert_eq!(spelt_letters("서버"), None);
    }

    #[test]
    fn options_are_told_from_the_question() {
        let text = "어느 것인가? A. 하나 B. 둘 C. 셋";
        let options: Vec<&str> =
            answer_options(text).into_iter().map(|s| text[s.range()].trim()).collect();
        assert_eq!(options, ["A. 하나", "B. 둘", "C. 셋"]);
        assert!(answer_options("Plan A. Then rest.").is_empty());
    }
}
