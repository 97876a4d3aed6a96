//! Which line of a section answers.
//!
//! A line's score is a sum: what it has of the query, the rare words of the
//! section counting more and what the headings say already counting less; what
//! it begins with; how near its meaning is; and what kind of line it is. What
//! stands in a label or in the head of a table is said of the lines below it.

use std::ops::Range;

use crate::search::present::amount::tells_amount;

use super::evidence::{Evidence, Subject};
use super::kind::{Kind, Place, lists_names};
use super::worth;

/// A leaf of this value or more is in a line.
const IS_THERE: f32 = 0.3;
/// A leaf of this value or more in a heading is said by it.
const IS_SAID: f32 = 0.6;
/// Words that make a line as good as more would.
const ENOUGH_WORDS: usize = 15;
/// How much two lines of a section differ in nearness, but for few.
const NEARNESS_RANGE: f32 = 0.3;
/// The same where a word or two were asked for, which mean little: only what is
/// nearly as good is told apart by it.
const NEARNESS_RANGE_OF_WORDS: f32 = 0.15;
/// How much the meaning of a word or two counts where they are a part of something.
const TRUST_OF_WORDS: f32 = 0.5;
/// Columns beside what was asked for that make a line say enough.
const ENOUGH_COLUMNS: f32 = 24.0;
/// Lines whose meaning is looked at, at most.
const MAX_COMPARED: usize = 8;
/// The same where a word or two were asked for.
const MAX_COMPARED_OF_WORDS: usize = 2;
/// Where a query is a part of something, lines are compared by that which score so
/// much less than the best one at most.
const MARGIN: f32 = 2.5;
/// … and which say so much of the query as that says.
const NEARLY_ALL: f32 = 0.7;
/// A word that makes less of the query is no reason to show a second line.
const LEAST_MISSING: f32 = 0.12;

/// A section's lines with what of the query each has.
pub(crate) struct Passage<'a> {
    pub(crate) lines: &'a [&'a str],
    pub(crate) places: &'a [Place],
    pub(crate) evidence: &'a [Evidence],
    /// What each line begins with.
    pub(crate) subjects: &'a [Subject],
    /// How much of the query each leaf is.
    pub(crate) shares: &'a [f32],
    /// How many of the leaves were typed. The one after them is the entry that
    /// the section was found by, all others what the query is a part of.
    pub(crate) asked: usize,
    /// How well the headings have each leaf.
    pub(crate) trail: &'a [f32],
    /// Whether what was asked for is an idea in several words.
    pub(crate) is_idea: bool,
    /// Whether an amount was asked for.
    pub(crate) asks_for_amount: bool,
    /// Columns of each line beside what was found in it.
    pub(crate) beside: &'a [usize],
}

/// Of each leaf what finding it in a line says.
struct LeafWeights {
    /// How rare it is among the lines.
    rarity: Vec<f32>,
    /// How much of it the headings say.
    said: Vec<f32>,
}

/// Returns the line that scores best, the first of those that score the same, with
/// its score.
fn best_of(scores: &[Option<f32>]) -> Option<(usize, f32)> {
    let of_lines = scores.iter().enumerate().filter_map(|(at, score)| Some((at, (*score)?)));
    of_lines.reduce(|a, b| if b.1 > a.1 { b } else { a })
}

/// The lines to show, by number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Choice {
    pub(crate) best: usize,
    /// A line that has words as typed that no heading and not the best line
    /// has.
    pub(crate) second: Option<usize>,
}

impl Passage<'_> {
    /// Chooses the line that answers best; `near` tells how near the meaning of
    /// a line is to that of the query, and to that of what the query is a part of,
    /// each from −1 to 1.
    pub(crate) fn choose(&self, mut near: impl FnMut(usize) -> [f32; 2]) -> Choice {
        // Both are told at once, and may be asked one after the other.
        let mut known = vec![None; self.lines.len()];
        let mut near = |at: usize| *known[at].get_or_insert_with(|| near(at));
        let weights = LeafWeights { rarity: self.rarity(), said: self.said() };
        let mut scores = self.scores(&weights);
        self.add_meanings(&mut scores, |at| near(at)[0]);
        if self.has_context() {
            self.add_context(&mut scores, &weights, |at| near(at)[1]);
        }
        // No line says anything in a note that was emptied since it was read.
        let Some((best, _)) = best_of(&scores) else { return Choice::default() };
        Choice { best, second: self.second(best) }
    }

    /// Scores the lines that say something, meaning apart.
    fn scores(&self, weights: &LeafWeights) -> Vec<Option<f32>> {
        let all_said = self.all_said(&weights.said);
        let is_hidden = self.is_hidden();
        let own = self.shares.len().min(self.asked + 1);
        // What the query is a part of tells what is asked about a bare topic.
        let mut is_first = !self.has_context();
        let count = self.lines.len().max(1) as f32;
        let numbered = self.places.iter().enumerate();
        numbered
            .map(|(at, place)| {
                let says_nothing = matches!(place.kind, Kind::Empty | Kind::Address);
                let is_wanted = is_hidden && says_nothing && self.has_words(at);
                if place.kind == Kind::Empty && !is_wanted {
                    return None;
                }
                let mut score = worth::POSITION * at as f32 / count + self.score_kind(at);
                // Words of a heading are shown anyway, and those of an address
                // are none.
                if is_wanted || !says_nothing && place.kind != Kind::Heading {
                    score += self.score_words(at, 0..own, weights) + self.score_length(at);
                    if self.asks_for_amount && tells_amount(&self.lines[at][place.start..]) {
                        score += worth::AMOUNT;
                    }
                }
                if matches!(place.kind, Kind::Text | Kind::TableRow) {
                    if std::mem::take(&mut is_first) && place.kind == Kind::Text {
                        score += worth::FIRST * (2.0 * all_said - 1.0).max(0.0);
                    }
                    score += self.score_subject(at, all_said);
                }
                Some(score)
            })
            .collect()
    }

    /// Chooses, of the lines that answer the query nearly as well as the best, by
    /// what the query is a part of: adds that to their scores and leaves no others.
    fn add_context(
        &self,
        scores: &mut [Option<f32>],
        weights: &LeafWeights,
        mut near: impl FnMut(usize) -> f32,
    ) {
        // What of the query a line says that no heading does.
        let unsaid = |at: usize| -> f32 {
            let of_leaf = |leaf: usize| {
                let value = self.value(at, leaf).max(self.inherited(at, leaf));
                value * self.shares[leaf] * (1.0 - weights.said[leaf])
            };
            self.leaves().map(of_leaf).sum()
        };
        let Some((first, best)) = best_of(scores) else { return };
        let needed = unsaid(first) * NEARLY_ALL;
        for (at, score) in scores.iter_mut().enumerate() {
            *score = score.filter(|score| *score >= best - MARGIN && unsaid(at) >= needed);
            if let Some(score) = score {
                let context = self.asked + 1..self.shares.len();
                *score += self.score_words(at, context, weights);
                *score += worth::NEAR_CONTEXT * near(at).max(0.0);
            }
        }
    }

    fn has_context(&self) -> bool {
        self.shares.len() > self.asked + 1
    }

    fn has_words(&self, at: usize) -> bool {
        self.evidence[at].values.iter().any(|value| *value > 0.0)
    }

    /// Says whether nothing of the query stands in a heading or in a line that
    /// says something: a comment, an address or a tag has it, if any line does.
    fn is_hidden(&self) -> bool {
        let says = |at: &usize| !matches!(self.places[*at].kind, Kind::Empty | Kind::Address);
        let is_in_line = (0..self.places.len()).filter(says).any(|at| self.has_words(at));
        !is_in_line && self.trail.iter().all(|value| *value == 0.0)
    }

    /// Returns how well a line, or what it stands below, has a leaf.
    fn value(&self, at: usize, leaf: usize) -> f32 {
        self.evidence[at].values.get(leaf).copied().unwrap_or(0.0)
    }

    /// Returns what a leaf of a line takes from the line that it stands below.
    fn inherited(&self, at: usize, leaf: usize) -> f32 {
        let place = &self.places[at];
        let above = place.parent.into_iter().chain(place.head);
        let above = above.map(|above| self.value(above, leaf)).fold(0.0, f32::max);
        (above - self.value(at, leaf)).max(0.0)
    }

    fn is_labelled(&self, at: usize) -> bool {
        self.places[at].parent.is_some_and(|parent| self.places[parent].kind == Kind::Label)
    }

    /// Scores what a line has of some leaves.
    fn score_words(&self, at: usize, leaves: Range<usize>, weights: &LeafWeights) -> f32 {
        let LeafWeights { rarity, said } = weights;
        let mut score = 0.0;
        for leaf in leaves.filter(|leaf| self.shares[*leaf] > 0.0) {
            let share = self.shares[leaf];
            let value = self.value(at, leaf) * share;
            let rare = value * rarity[leaf];
            score += worth::UNSAID * value * (1.0 - said[leaf]);
            score += worth::RARE * rare * (1.0 - said[leaf]) + worth::SAID * rare * said[leaf];
            let inherited = self.inherited(at, leaf) * share;
            score += worth::INHERITED * inherited * rarity[leaf];
            if self.is_labelled(at) {
                score += worth::LABELLED * inherited * (1.0 - said[leaf]);
            }
        }
        score
    }

    /// Scores what a line begins with, or the label that it is the first below.
    fn score_subject(&self, at: usize, all_said: f32) -> f32 {
        let is_list = self.lists_names(at);
        let own = Some(self.subjects[at]).filter(|subject| subject.is_topic && !is_list);
        let is_first_below =
            |parent: &usize| self.places[*parent].kind == Kind::Label && at == parent + 1;
        let above =
            self.places[at].parent.filter(is_first_below).map(|parent| self.subjects[parent]);
        let share = own.into_iter().chain(above).map(|subject| subject.share).fold(0.0, f32::max);
        worth::TOPIC * all_said * share.sqrt()
    }

    fn score_kind(&self, at: usize) -> f32 {
        match self.places[at].kind {
            Kind::Heading => worth::HEADING,
            Kind::Label => worth::LABEL,
            Kind::Pointer => worth::POINTER,
            Kind::Question => worth::QUESTION,
            Kind::TableHead => worth::TABLE_HEAD,
            Kind::Code => worth::CODE,
            Kind::Address | Kind::Empty => worth::ADDRESS,
            Kind::TableRow => worth::ROW + self.score_brevity(at),
            Kind::Text if self.lists_names(at) => worth::LIST_OF_NAMES,
            Kind::Text => self.score_brevity(at),
        }
    }

    fn score_length(&self, at: usize) -> f32 {
        let words = self.lines[at].split_whitespace().take(ENOUGH_WORDS).count();
        worth::WORDS * (words as f32).ln_1p()
    }

    fn score_brevity(&self, at: usize) -> f32 {
        worth::SHORT * (1.0 - self.beside[at] as f32 / ENOUGH_COLUMNS).max(0.0)
    }

    fn lists_names(&self, at: usize) -> bool {
        let place = &self.places[at];
        place.kind == Kind::Text && lists_names(&self.lines[at][place.start..])
    }

    /// Returns of each leaf how rare it is among the lines: 1 where one line
    /// has it, and little where all have it.
    fn rarity(&self) -> Vec<f32> {
        let is_said = |place: &&Place| {
            matches!(
                place.kind,
                Kind::Text
                    | Kind::TableRow
                    | Kind::Code
                    | Kind::Label
                    | Kind::Question
                    | Kind::Pointer
            )
        };
        let lines = self.places.iter().filter(is_said).count().max(1) as f32;
        let rarity = |leaf: usize| {
            let having = (0..self.lines.len())
                .filter(|at| is_said(&&self.places[*at]) && self.value(*at, leaf) >= IS_THERE);
            (lines / having.count().max(1) as f32).ln_1p() / lines.ln_1p()
        };
        (0..self.shares.len()).map(rarity).collect()
    }

    /// Returns of each leaf how much of it the headings say.
    fn said(&self) -> Vec<f32> {
        let said = |value: &f32| if *value < IS_THERE { 0.0 } else { (value / IS_SAID).min(1.0) };
        self.trail.iter().map(said).collect()
    }

    fn all_said(&self, said: &[f32]) -> f32 {
        let own = &self.shares[..self.shares.len().min(self.asked + 1)];
        let total: f32 = own.iter().sum();
        let said = own.iter().zip(said).map(|(share, said)| share * said);
        if total > 0.0 { said.sum::<f32>() / total } else { 0.0 }
    }

    /// Adds what the meaning of lines tells, where that can decide.
    fn add_meanings(&self, scores: &mut [Option<f32>], mut near: impl FnMut(usize) -> f32) {
        let Some((first, best)) = best_of(scores) else { return };
        let (range, most) = match self.is_idea {
            true => (NEARNESS_RANGE, MAX_COMPARED),
            false => (NEARNESS_RANGE_OF_WORDS, MAX_COMPARED_OF_WORDS),
        };
        if !self.is_idea && self.has_all_that_is_unsaid(first) {
            return;
        }
        // A word or two mean less than what they are a part of.
        let trust = if self.has_context() && !self.is_idea { TRUST_OF_WORDS } else { 1.0 };
        let may_win = |score: f32| score + worth::NEAR * range >= best;
        let mut compared: Vec<(usize, f32)> = scores
            .iter()
            .enumerate()
            .filter_map(|(at, score)| Some((at, (*score)?)))
            .filter(|(at, score)| {
                let kind = self.places[*at].kind;
                let is_said = !matches!(kind, Kind::Heading | Kind::Address | Kind::TableHead);
                is_said && may_win(*score)
            })
            .collect();
        compared.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        // One line alone needs no comparing.
        compared.truncate(if compared.len() > 1 { most } else { 0 });
        for (at, score) in compared {
            scores[at] = Some(score + worth::NEAR * near(at).max(0.0) * trust);
        }
    }

    /// Says whether a leaf counts and no heading says it.
    fn is_unsaid(&self, leaf: usize) -> bool {
        self.shares[leaf] > 0.0 && self.trail.get(leaf).is_none_or(|value| *value < IS_THERE)
    }

    /// Says whether a line has all words of the query that no heading says: where
    /// it scores best, they have decided.
    fn has_all_that_is_unsaid(&self, at: usize) -> bool {
        let mut unsaid = self.leaves().filter(|leaf| self.is_unsaid(*leaf)).peekable();
        unsaid.peek().is_some() && unsaid.all(|leaf| self.value(at, leaf) >= IS_SAID)
    }

    /// Returns the leaves that were typed, by number.
    fn leaves(&self) -> Range<usize> {
        0..self.asked.min(self.shares.len())
    }

    /// Finds the line that has most of what was asked for and isn't in the best
    /// line.
    fn second(&self, best: usize) -> Option<usize> {
        let missing = |leaf: &usize| {
            self.value(best, *leaf) < IS_THERE
                && self.inherited(best, *leaf) < IS_THERE
                && self.is_unsaid(*leaf)
        };
        let leaves: Vec<usize> = self.leaves().filter(missing).collect();
        let is_shown =
            |at: &usize| matches!(self.places[*at].kind, Kind::Text | Kind::TableRow | Kind::Code);
        let gained = |at: usize| -> f32 {
            let typed = leaves.iter().filter(|leaf| self.value(at, **leaf) >= IS_SAID);
            typed.map(|leaf| self.shares[*leaf]).sum()
        };
        let others = (0..self.lines.len()).filter(is_shown).map(|at| (at, gained(at)));
        let most = others.reduce(|a, b| if b.1 > a.1 { b } else { a });
        most.filter(|(at, gain)| *at != best && *gain >= LEAST_MISSING).map(|(at, _)| at)
    }
}
