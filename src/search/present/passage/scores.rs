//! Scores of the lines of a section, without their vectors.
//!
//! A line's score is a linear model over its features, with the weights of `worth.rs`: what
//! it has of the query, where words that are rare among the lines count more and words
//! that a heading has count less; what it begins with; and its kind. Lines below a label,
//! and rows of a table, inherit what the label or the header has.

use std::ops::Range;

use crate::search::present::amount::tells_amount;

use super::line_kind::LineKind;
use super::section::Passage;
use super::worth;

/// Words of a line that count for its length, at most.
const ENOUGH_WORDS: usize = 15;
/// Columns beside the matches from which on a line says enough of its own.
const ENOUGH_COLUMNS: f32 = 24.0;

/// How much it tells that a line has each leaf.
pub(super) struct LeafWeights {
    /// How rare each leaf is among the lines, from 0 to 1.
    pub(super) rarity: Vec<f32>,
    /// How well the headings have each leaf, from 0 to 1.
    pub(super) said: Vec<f32>,
}

impl Passage<'_> {
    /// Scores the lines; `None` for those that aren't shown.
    pub(super) fn scores(&self, weights: &LeafWeights) -> Vec<Option<f32>> {
        let all_said = self.all_said(&weights.said);
        let (is_hidden, leads_elsewhere) = (self.is_hidden(), self.leads_elsewhere());
        let own = self.shares.len().min(self.asked + 1);
        // The first sentence is preferred for a bare topic, unless the context tells what
        // is asked about it.
        let mut is_first = !self.has_context();
        let count = self.lines.len().max(1) as f32;
        let numbered = self.structures.iter().enumerate();
        numbered
            .map(|(at, structure)| {
                let says_nothing = matches!(structure.kind, LineKind::Empty | LineKind::Address);
                let is_wanted = says_nothing
                    && (is_hidden && self.has_words(at) || leads_elsewhere && self.has_said(at));
                let is_unasked = match structure.kind {
                    LineKind::Empty => !is_wanted,
                    LineKind::Property => !self.has_words(at),
                    _ => false,
                };
                if is_unasked {
                    return None;
                }
                let mut score = worth::POSITION * at as f32 / count + self.score_kind(at);
                // A heading is shown anyway, and nobody reads the words of an address.
                if is_wanted || !says_nothing && structure.kind != LineKind::Heading {
                    score += self.score_words(at, 0..own, weights) + self.score_length(at);
                    score += self.score_amount(at);
                }
                // What stands behind code or a table isn't what the section begins with.
                is_first &= !structure.is_in_block;
                if matches!(structure.kind, LineKind::Text | LineKind::TableRow) {
                    if std::mem::take(&mut is_first) && structure.kind == LineKind::Text {
                        score += worth::FIRST * (2.0 * all_said - 1.0).max(0.0);
                    }
                    score += self.score_subject(at, all_said);
                }
                Some(score)
            })
            .collect()
    }

    /// Scores what a line has of some leaves.
    pub(super) fn score_words(
        &self,
        at: usize,
        leaves: Range<usize>,
        weights: &LeafWeights,
    ) -> f32 {
        let LeafWeights { rarity, said } = weights;
        let mut score = 0.0;
        for leaf in leaves.filter(|leaf| self.shares[*leaf] > 0.0) {
            let share = self.shares[leaf];
            let broken = worth::SENTENCE * self.elsewhere_in_sentence(at, leaf);
            let value = (self.value(at, leaf) + broken) * share;
            let said = self.said_against(at, leaf, said[leaf]);
            let rare = value * rarity[leaf];
            score += worth::UNSAID * value * (1.0 - said);
            score += worth::RARE * rare * (1.0 - said) + worth::SAID * rare * said;
            let inherited = self.inherited(at, leaf) * share;
            score += worth::INHERITED * inherited * rarity[leaf];
            if self.is_labelled(at) {
                score += worth::LABELLED * inherited * (1.0 - said);
            }
        }
        score
    }

    /// Scores the match that a line begins with, or that of the label which it is the first
    /// line below.
    fn score_subject(&self, at: usize, all_said: f32) -> f32 {
        let is_list = self.structures[at].is_list_of_names;
        let own = Some(self.subjects[at]).filter(|subject| subject.is_topic && !is_list);
        let is_first_below = |parent: &usize| {
            let mut between = self.structures[parent + 1..at].iter();
            self.is_label(*parent) && between.all(|structure| structure.kind == LineKind::Empty)
        };
        let above =
            self.structures[at].parent.filter(is_first_below).map(|parent| self.subjects[parent]);
        let share = own.into_iter().chain(above).map(|subject| subject.share).fold(0.0, f32::max);
        worth::TOPIC * all_said * share.sqrt()
    }

    fn score_kind(&self, at: usize) -> f32 {
        match self.structures[at].kind {
            LineKind::Heading => worth::HEADING,
            LineKind::Label => worth::LABEL,
            LineKind::Pointer => worth::POINTER,
            LineKind::Question if self.structures[at].has_children => worth::ANSWERED,
            LineKind::Question => worth::QUESTION,
            LineKind::TableHead => worth::TABLE_HEAD,
            LineKind::Code | LineKind::Property => worth::CODE,
            LineKind::Address | LineKind::Empty => worth::ADDRESS,
            LineKind::TableRow if self.has_words(at) => worth::ROW + self.score_brevity(at),
            LineKind::TableRow => self.score_brevity(at),
            LineKind::Text if self.structures[at].is_list_of_names => worth::LIST_OF_NAMES,
            LineKind::Text => self.score_brevity(at),
        }
    }

    fn score_amount(&self, at: usize) -> f32 {
        let said = &self.lines[at][self.structures[at].start..];
        match self.amount {
            Some(asked) if tells_amount(said, asked) => worth::AMOUNT,
            _ => 0.0,
        }
    }

    fn score_length(&self, at: usize) -> f32 {
        let words = words_said(&self.lines[at][self.structures[at].start..]);
        worth::WORDS * (words as f32).ln_1p()
    }

    fn score_brevity(&self, at: usize) -> f32 {
        worth::SHORT * (1.0 - self.beside[at] as f32 / ENOUGH_COLUMNS).max(0.0)
    }
}

/// Counts the words of a line up to [`ENOUGH_WORDS`]: what stands between signs of dollars,
/// and signs alone, as the bars of a table, tell a reader little.
fn words_said(text: &str) -> usize {
    let is_word = |word: &&str| word.contains(char::is_alphanumeric) && !word.contains('$');
    let words = text.split_whitespace().filter(is_word);
    words.take(ENOUGH_WORDS).count()
}
