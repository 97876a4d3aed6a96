//! The rungs of the ladder: each adds readings of its own kind.

use crate::analysis::sound::{self, Sounds};
use crate::analysis::{HANGUL_MARK, Sort, Term, jamo};
use crate::error::Result;
use crate::lexicon::{Kind, Recognizer};
use crate::name::fold;
use crate::span::Span;

use super::lattice::{Edge, Matcher, Probe, Rule};
use super::typo;
use super::understand::{MAX_WORD_SYLLABLES, Reader};
use super::words::{Word, common_start, dictionary_forms, spelt_letters, without_particle};

/// Names in queries are at most so many leaves long.
const MAX_NAME_LEAVES: usize = 6;
/// Readings that one rung adds to one span, at most.
const MAX_READINGS: usize = 12;
/// Words that have the same initial consonants, at most.
const MAX_INITIALS: usize = 256;
/// Pasted questions have more words than this; near words and sounds are then
/// only looked for where nothing else reads a word.
pub(super) const LONG_QUERY_LEAVES: usize = 24;

impl Reader<'_, '_> {
    /// Names of the lexicon, and what belongs to what they name.
    pub(super) fn names(&mut self, terms: &[Term]) -> Result<()> {
        let lexicon = self.lexicon;
        let recognizer = Recognizer::for_queries(lexicon);
        for mention in recognizer.mentions(&self.text.clone(), terms) {
            let Some((from, to)) = self.cover(mention.span) else { continue };
            let surely = if mention.weak { self.weights.weak_name } else { 1.0 };
            if !mention.weak {
                self.known[from..to].fill(true);
            }
            let name = self.weights.rule(Rule::Name) * surely;
            self.entry(from, to, Rule::Name, name, &mention.id)?;
            let Some(entry) = lexicon.entry(&mention.id) else { continue };
            if self.ladder.has(Rule::Narrower) {
                let weight = self.weights.rule(Rule::Narrower) * surely;
                for id in entry.parts.iter().chain(entry.parents.iter()).take(MAX_READINGS * 2) {
                    self.entry(from, to, Rule::Narrower, weight, &id)?;
                }
            }
            if self.ladder.has(Rule::Related) {
                let weight = self.weights.rule(Rule::Related) * surely;
                for id in entry.services.iter().chain(entry.related.iter()).take(MAX_READINGS) {
                    self.entry(from, to, Rule::Related, weight, &id)?;
                }
            }
            if mention.id.kind() == Kind::Concept {
                self.known[from..to].fill(true);
            }
        }
        Ok(())
    }

    /// Equivalents in the other language, and synonyms.
    pub(super) fn glossary(&mut self) {
        let leaves = &self.lattice.leaves;
        let count = leaves.len();
        // What stands before the last of several leaves stands as it is.
        let starts: Vec<usize> = leaves.iter().map(|leaf| leaf.span.start).collect();
        let forms: Vec<Vec<String>> = leaves
            .iter()
            .map(|leaf| dictionary_forms(&self.text[leaf.span.range()], leaf))
            .collect();
        let mut form = String::new();
        for from in 0..count {
            let before = |to: usize| starts[from]..starts[to - 1];
            let is_begun = |to: &usize| self.lexicon.begins_form(self.folded.piece(before(*to)));
            let most = count.min(from + MAX_NAME_LEAVES);
            let longest = (from + 1..=most).take_while(is_begun).last().unwrap_or(from);
            for to in (from + 1..=longest).rev() {
                form.clear();
                form.push_str(self.folded.piece(before(to)));
                let length = form.len();
                form.push_str(common_start(&forms[to - 1]));
                if self.surface(from, to).contains('\n') || !self.lexicon.begins_form(&form) {
                    continue;
                }
                let mut added = 0;
                for last in &forms[to - 1] {
                    form.truncate(length);
                    form.push_str(last);
                    if form.chars().nth(1).is_none() {
                        continue;
                    }
                    let is_korean = form.chars().any(jamo::is_syllable);
                    for row in self.lexicon.equivalents(&form) {
                        let weight = self.weights.rule(Rule::Glossary) * row.weight;
                        let (others, same) = match is_korean {
                            true => (&row.english, &row.korean),
                            false => (&row.korean, &row.english),
                        };
                        self.known[from..to].fill(true);
                        // A synonym is looser than a translation.
                        let all = others.iter().map(|other| (other, weight));
                        let all = all.chain(same.iter().map(|other| (other, weight * 0.8)));
                        for (other, weight) in all.filter(|(other, _)| fold(other.text) != form) {
                            if to == from + 1 && other.terms.len() == 1 {
                                self.equivalents[from].push(other.terms[0].to_owned());
                            }
                            let terms: Vec<String> =
                                other.terms.iter().map(|term| (*term).to_owned()).collect();
                            let said = other.text;
                            let is_new = self.said(from, to, Rule::Glossary, weight, &terms, said);
                            added += usize::from(is_new);
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
    pub(super) fn taught(&mut self) -> Result<()> {
        let field = self.vocabulary.snapshot.fields.taught;
        let count = self.lattice.leaves.len();
        let weight = self.weights.rule(Rule::Taught);
        for from in 0..count {
            for to in from + 1..=count.min(from + MAX_NAME_LEAVES) {
                let folded = self.folded_surface(from, to).to_owned();
                if !self.vocabulary.teaches(&folded)? {
                    break;
                }
                if folded.chars().nth(1).is_none() {
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
    pub(super) fn spacing(&mut self) {
        let weight = self.weights.rule(Rule::Spacing);
        let count = self.lattice.leaves.len();
        for from in 0..count {
            for to in from + 2..=count.min(from + 3) {
                let leaves = &self.lattice.leaves[from..to];
                let surfaces: Vec<&str> =
                    leaves.iter().map(|l| &self.text[l.span.range()]).collect();
                let is_latin = leaves.iter().all(|l| l.sort == Sort::Foreign);
                let is_korean = leaves.iter().all(|l| matches!(l.sort, Sort::Noun | Sort::Unknown));
                let is_there = |at: usize| !self.is_missing(at);
                let is_settled = self.is_long && (from..to).all(is_there);
                if !is_latin && !is_korean || is_settled {
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
            let is_one = leaf.sort != Sort::Foreign
                || word.len() < 2 * MIN_PART
                || !word.is_ascii()
                || self.is_long && self.is_settled(at, at + 1);
            if is_one {
                continue;
            }
            for cut in MIN_PART..=word.len() - MIN_PART {
                let (before, after) = word.split_at(cut);
                let Some(first) = self.reading(before) else { continue };
                let Some(second) = self.reading(after) else { continue };
                let terms = [&first[..], &second[..]].concat();
                let text = format!("{before} {after}");
                self.said(at, at + 1, Rule::Spacing, weight, &terms, &text);
            }
        }
    }

    /// Other spellings of loanwords: those listed, and those that general
    /// rules give for words that are long enough to be no other word.
    pub(super) fn spelling(&mut self) {
        const MIN_SYLLABLES: usize = 3;
        let weight = self.weights.rule(Rule::Spelling);
        for Word { from, to, surface } in self.words() {
            let folded = fold(&surface);
            for other in self.lexicon.spellings(&folded) {
                self.text_reading(from, to, Rule::Spelling, weight, other);
            }
            if !surface.chars().all(jamo::is_syllable) {
                continue;
            }
            let syllables = surface.chars().count();
            let is_missing = (from..to).any(|at| self.is_missing(at));
            if !(2..=MAX_WORD_SYLLABLES).contains(&syllables)
                || syllables < MIN_SYLLABLES && !is_missing
            {
                continue;
            }
            for variant in typo::spellings(&crate::analysis::hangul_term(&surface)) {
                if !self.phrase(from, to, Rule::Spelling, weight, std::slice::from_ref(&variant))
                    && to - from > 1
                {
                    let text = crate::analysis::display_term(&variant);
                    self.text_reading(from, to, Rule::Spelling, weight, &text);
                }
            }
        }
    }

    /// Returns what may be words: single leaves, runs of several, and whole
    /// eojeols with something in them that the notes don't have, with and
    /// without a particle: what the dictionary doesn't know it cuts anywhere.
    pub(super) fn words(&self) -> Vec<Word> {
        let leaves = (0..self.lattice.leaves.len()).map(|at| (at, at + 1));
        let spans = leaves.chain(self.runs.iter().copied().filter(|(from, to)| to - from > 1));
        let word = |(from, to)| Word { from, to, surface: self.surface(from, to).to_owned() };
        let mut words: Vec<Word> = spans.map(word).collect();
        for eojeol in &self.eojeols {
            let (from, to) = (eojeol.from, eojeol.to);
            let is_hangul = eojeol.surface.chars().all(jamo::is_syllable);
            if !is_hangul || !self.is_odd((from, to)) {
                continue;
            }
            let bare = without_particle(&eojeol.surface).map(str::to_owned);
            let bare = bare.map(|surface| Word { from, to, surface });
            for word in [Some(eojeol.clone()), bare].into_iter().flatten() {
                if !words.contains(&word) {
                    words.push(word);
                }
            }
        }
        words
    }

    /// Returns what stands between spaces and signs and has leaves in it, each
    /// of one script.
    pub(super) fn eojeols(&self) -> Vec<Word> {
        let text = self.text.as_str();
        let mut words = Vec::new();
        for piece in text.split(|c: char| !jamo::is_syllable(c) && !c.is_ascii_alphanumeric()) {
            let start = piece.as_ptr() as usize - text.as_ptr() as usize;
            let mut at = start;
            for run in piece.as_bytes().chunk_by(|a, b| a.is_ascii() == b.is_ascii()) {
                let span = Span::new(at, at + run.len());
                at = span.end;
                if let Some((from, to)) = self.cover(span) {
                    words.push(Word { from, to, surface: text[span.range()].to_owned() });
                }
            }
        }
        words
    }

    /// Says whether leaves may be a word that the dictionary doesn't know, cut
    /// into what it does.
    fn is_odd(&self, (from, to): (usize, usize)) -> bool {
        let is_known = self.known[from..to].iter().all(|known| *known);
        let is_unknown = |at: usize| self.lattice.leaves[at].sort == Sort::Unknown || to - from > 1;
        !is_known && (from..to).any(|at| self.is_missing(at) && is_unknown(at))
    }

    /// Letters spelt by their names: 에스에스엘 is SSL.
    pub(super) fn letters(&mut self) {
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
    pub(super) fn initials(&mut self) -> Result<()> {
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
                let key: String =
                    self.lattice.leaves[from..to].iter().map(|l| l.term.as_str()).collect();
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

    /// Words that sound alike, for words nobody listed: in the other script, and
    /// other ways to write a loanword that neither dictionary nor notes have.
    pub(super) fn sounds(&mut self) -> Result<()> {
        let field = self.vocabulary.snapshot.fields.sound;
        for Word { from, to, surface } in self.words() {
            let is_common = self.lattice.leaves[from..to].iter().all(|l| l.weight < 1.0);
            if is_common || self.is_settled(from, to) {
                continue;
            }
            let surface = surface.to_lowercase();
            let is_hangul = surface.chars().all(jamo::is_syllable);
            let is_odd = is_hangul && self.is_odd((from, to));
            let is_long = if is_hangul { surface.chars().count() >= 2 } else { surface.len() >= 4 };
            if !is_long {
                continue;
            }
            let own = Sounds::of(&surface);
            for key in sound::keys(&surface) {
                for word in self.vocabulary.keyed(field, &key, MAX_INITIALS)? {
                    let is_same_script = word.chars().all(jamo::is_syllable) == is_hangul;
                    if is_same_script && !(is_odd && are_spellings(&surface, &word)) {
                        continue;
                    }
                    let least = sound::least_likeness(&key);
                    if let Some(likeness) = own.likeness(&Sounds::of(&word), least) {
                        let rule = if is_same_script { Rule::Spelling } else { Rule::Sound };
                        let weight = self.weights.rule(rule) * likeness;
                        self.text_reading(from, to, rule, weight, &word);
                    }
                }
            }
        }
        Ok(())
    }

    /// Says whether a span needs no far-fetched reading: a lexicon knows it,
    /// or the query is long and the notes have it.
    pub(super) fn is_settled(&self, from: usize, to: usize) -> bool {
        let is_long = self.is_long;
        (from..to).all(|at| self.known[at] || is_long && !self.is_missing(at))
            || (from..to).any(|at| self.lattice.leaves[at].weight < 0.5 && is_long)
    }

    /// Half-typed words: the last one as it is being typed, and Latin words
    /// cut short (`cert manager`).
    pub(super) fn prefixes(&mut self) -> Result<()> {
        const MIN_LATIN: usize = 4;
        let weight = self.weights.rule(Rule::Prefix);
        let count = self.lattice.leaves.len();
        for at in 0..count {
            let leaf = &self.lattice.leaves[at];
            let is_last = self.ladder.is_prefix && at + 1 == count;
            let surface = self.folded.piece(leaf.span.range()).to_owned();
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
    pub(super) fn half_typed(&mut self) -> Result<()> {
        let word =
            self.text.trim_end().rsplit(char::is_whitespace).next().unwrap_or_default().to_owned();
        if !word.chars().all(|c| jamo::is_syllable(c) || jamo::is_letter(c))
            || word.chars().all(jamo::is_letter)
        {
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
    pub(super) fn typos(&mut self) -> Result<()> {
        for Word { from, to, surface } in self.words() {
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
            let is_long = self.is_long;
            let is_known = (from..to).all(|at| self.known[at]);
            if (is_there || is_known) && (is_long || tolerance < 2) || is_long && is_hangul {
                continue;
            }
            let reach = if is_there || is_known || is_long { 1 } else { tolerance };
            // Of the many words of a pasted question few begin with a slip.
            let start = if is_long { 1 } else { 0 };
            let near = self.vocabulary.near(&term, reach, start, MAX_READINGS * 4)?;
            for (near, distance) in near {
                if near.starts_with(HANGUL_MARK) != is_hangul {
                    continue;
                }
                // Two keys off at the beginning is another word.
                let same_start = near.chars().nth(usize::from(is_hangul))
                    == term.chars().nth(usize::from(is_hangul));
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
    pub(super) fn is_real(&mut self, term: &str) -> bool {
        let word = crate::analysis::display_term(term);
        if self.lexicon.is_listed(&word) || self.lexicon.common_weight(&word).is_some() {
            return true;
        }
        let is_stem = ["e", "s", "ing", "ed", "y"]
            .iter()
            .any(|end| self.lexicon.is_listed(&format!("{word}{end}")));
        let is_dictionary = term.starts_with(HANGUL_MARK)
            && self.analyzer.terms(&word).iter().all(|t| t.sort != Sort::Unknown);
        is_stem || is_dictionary
    }

    /// Syllable pairs of names that no dictionary has.
    pub(super) fn bigrams(&mut self) {
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
                text: Some(surface),
                mass: 0.0,
            });
        }
    }
}

/// Says whether two Korean words may be spellings of one loanword: short ones
/// have as many syllables.
fn are_spellings(a: &str, b: &str) -> bool {
    const LONG: usize = 4;
    let (x, y) = (a.chars().count(), b.chars().count());
    a != b && (x == y || x.min(y) >= LONG && x.abs_diff(y) == 1)
}
