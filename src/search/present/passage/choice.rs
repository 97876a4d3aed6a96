//! Chooses the line that answers: the one with the highest score (`scores.rs`), to which the
//! cosine of its vector and the query's is added where that may change the choice.

use super::line_kind::LineKind;
use super::scores::LeafWeights;
use super::section::{IS_SAID, IS_THERE, Passage};
use super::worth;

/// The difference in cosine between two lines of a section, at most, but for few.
const NEARNESS_RANGE: f32 = 0.3;
/// The same for queries of a word or two, whose vectors say little: only lines with nearly
/// the same score are compared by it.
const NEARNESS_RANGE_OF_WORDS: f32 = 0.15;
/// How much the cosine counts for a word or two that are a part of a text.
const TRUST_OF_WORDS: f32 = 0.5;
/// Lines whose vectors are computed, at most.
const MAX_COMPARED: usize = 4;
/// The same for queries of a word or two.
const MAX_COMPARED_OF_WORDS: usize = 2;
/// Where a query is a part of a text, lines are compared by that text if they score at most
/// so much less than the best one …
const MARGIN: f32 = 2.5;
/// … and have this share of what any of these has of the query.
const NEARLY_ALL: f32 = 0.7;
/// A second line is shown where it adds words that are this share of the query.
const LEAST_MISSING: f32 = 0.12;

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
    /// Chooses the line that answers best. `near` gives the cosines of a line's vector with
    /// that of the query, and with that of the text that the query is a part of.
    pub(crate) fn choose(&self, mut near: impl FnMut(usize) -> [f32; 2]) -> Choice {
        // Both are computed at once, and used one after the other.
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

    /// Chooses among the lines that answer the query nearly as well as the best by the text
    /// that the query is a part of: adds to their scores what they have of it, and drops
    /// all other lines.
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
        let Some((_, best)) = best_of(scores) else { return };
        let is_near_best = |score: &f32| *score >= best - MARGIN;
        let near_best =
            scores.iter().enumerate().filter(|(_, s)| s.as_ref().is_some_and(is_near_best));
        let needed = near_best.map(|(at, _)| unsaid(at)).fold(0.0, f32::max) * NEARLY_ALL;
        for (at, score) in scores.iter_mut().enumerate() {
            *score = score.filter(|score| is_near_best(score) && unsaid(at) >= needed);
            if let Some(score) = score {
                let context = self.asked + 1..self.shares.len();
                *score += self.score_words(at, context, weights);
                *score += worth::NEAR_CONTEXT * near(at).max(0.0);
            }
        }
    }

    /// Adds the cosine of lines, where that may change which one is best.
    fn add_meanings(&self, scores: &mut [Option<f32>], mut near: impl FnMut(usize) -> f32) {
        let Some((first, best)) = best_of(scores) else { return };
        let (range, most) = match self.is_idea {
            true => (NEARNESS_RANGE, MAX_COMPARED),
            false => (NEARNESS_RANGE_OF_WORDS, MAX_COMPARED_OF_WORDS),
        };
        if !self.is_idea && self.has_all_that_is_unsaid(first) {
            return;
        }
        // The vector of a word or two says less than that of the text around them.
        let trust = if self.has_context() && !self.is_idea { TRUST_OF_WORDS } else { 1.0 };
        let may_win = |score: f32| score + worth::NEAR * range >= best;
        let mut compared: Vec<(usize, f32)> = scores
            .iter()
            .enumerate()
            .filter_map(|(at, score)| Some((at, (*score)?)))
            .filter(|(at, score)| {
                let kind = self.structures[*at].kind;
                let is_said =
                    !matches!(kind, LineKind::Heading | LineKind::Address | LineKind::TableHead);
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

    /// Says whether a line has all words of the query that no heading says: where
    /// it scores best, they have decided.
    fn has_all_that_is_unsaid(&self, at: usize) -> bool {
        let mut unsaid = self.leaves().filter(|leaf| self.is_unsaid(*leaf)).peekable();
        unsaid.peek().is_some() && unsaid.all(|leaf| self.value(at, leaf) >= IS_SAID)
    }

    /// Finds the line that has most of what was asked for and isn't in the best
    /// line.
    fn second(&self, best: usize) -> Option<usize> {
        let missing = |leaf: &usize| {
            self.value(best, *leaf) < IS_THERE
                && self.inherited(best, *leaf) < IS_THERE
                && self.is_unsaid(*leaf)
                && !(self.says_little)(*leaf)
        };
        let leaves: Vec<usize> = self.leaves().filter(missing).collect();
        let is_shown = |at: &usize| {
            matches!(
                self.structures[*at].kind,
                LineKind::Text | LineKind::TableRow | LineKind::Code | LineKind::Property
            )
        };
        let gained = |at: usize| -> f32 {
            let typed = leaves.iter().filter(|leaf| self.value(at, **leaf) >= IS_SAID);
            typed.map(|leaf| self.shares[*leaf]).sum()
        };
        let others = (0..self.lines.len()).filter(is_shown).map(|at| (at, gained(at)));
        let most = others.reduce(|a, b| if b.1 > a.1 { b } else { a });
        most.filter(|(at, gain)| *at != best && *gain >= LEAST_MISSING).map(|(at, _)| at)
    }
}
