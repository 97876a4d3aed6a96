//! A section's lines with their features for one query.

use std::ops::Range;

use crate::search::present::amount::Amount;

use super::evidence::{LineEvidence, LineSubject};
use super::line_kind::LineKind;
use super::line_structure::LineStructure;

/// A line that has a leaf to this degree has it.
pub(super) const IS_THERE: f32 = 0.3;
/// A heading that has a leaf to this degree says it.
pub(super) const IS_SAID: f32 = 0.6;
/// What has a leaf to this degree has it as it was typed.
const IS_TYPED: f32 = 0.95;
/// How much a heading says by another word of what a line says as it was typed.
const SAID_OTHERWISE: f32 = 0.5;

/// A section's lines with what each has of the query.
pub(crate) struct Passage<'a> {
    pub(crate) lines: &'a [&'a str],
    pub(crate) structures: &'a [LineStructure],
    pub(crate) evidence: &'a [LineEvidence],
    /// The match that each line begins with.
    pub(crate) subjects: &'a [LineSubject],
    /// How much each leaf counts.
    pub(crate) shares: &'a [f32],
    /// The number of leaves that were typed. The one after them is the entry that the
    /// section was found by; those behind are of the text that the query is a part of.
    pub(crate) asked: usize,
    /// How well the headings have each leaf, from 0 to 1.
    pub(crate) trail: &'a [f32],
    /// Whether the query has enough words for its vector to count.
    pub(crate) is_idea: bool,
    /// The amount that was asked for.
    pub(crate) amount: Option<Amount>,
    /// Whether a leaf is no reason to show a line.
    pub(crate) says_little: &'a dyn Fn(usize) -> bool,
    /// For each line the columns beside its matches.
    pub(crate) beside: &'a [usize],
}

impl Passage<'_> {
    pub(super) fn has_context(&self) -> bool {
        self.shares.len() > self.asked + 1
    }

    pub(super) fn has_words(&self, at: usize) -> bool {
        self.evidence[at].values.iter().any(|value| *value > 0.0)
    }

    /// Says whether a line is an address with words of the query that are read.
    pub(super) fn has_said(&self, at: usize) -> bool {
        self.structures[at].kind == LineKind::Address
            && self.evidence[at].values.iter().any(|value| *value >= IS_THERE)
    }

    /// Says whether neither a heading nor a line with text has anything of the query: then a
    /// comment, an address or a tag may be shown.
    pub(super) fn is_hidden(&self) -> bool {
        let says =
            |at: &usize| !matches!(self.structures[*at].kind, LineKind::Empty | LineKind::Address);
        let is_in_line = (0..self.structures.len()).filter(says).any(|at| self.has_words(at));
        !is_in_line && self.trail.iter().all(|value| *value == 0.0)
    }

    /// Says whether no line has text: in a list of links the one with the words is shown.
    pub(super) fn leads_elsewhere(&self) -> bool {
        let mut kinds = self.structures.iter().map(|structure| structure.kind);
        kinds.all(|kind| matches!(kind, LineKind::Heading | LineKind::Empty | LineKind::Address))
    }

    /// Returns how well a line has a leaf, from 0 to 1.
    pub(super) fn value(&self, at: usize, leaf: usize) -> f32 {
        self.evidence[at].values.get(leaf).copied().unwrap_or(0.0)
    }

    /// Returns how much better another line of a line's sentence has a leaf.
    pub(super) fn elsewhere_in_sentence(&self, at: usize, leaf: usize) -> f32 {
        let lines = self.structures[at].sentence.range();
        let most = lines.map(|other| self.value(other, leaf)).fold(0.0, f32::max);
        (most - self.value(at, leaf)).max(0.0)
    }

    /// Returns how much better the line above, to which a line belongs, has a leaf.
    pub(super) fn inherited(&self, at: usize, leaf: usize) -> f32 {
        let structure = &self.structures[at];
        let above = structure.parent.into_iter().chain(structure.head);
        let above = above.map(|above| self.value(above, leaf)).fold(0.0, f32::max);
        (above - self.value(at, leaf)).max(0.0)
    }

    /// Says whether a line is a label or a question, to which lines below it belong.
    pub(super) fn is_label(&self, at: usize) -> bool {
        matches!(self.structures[at].kind, LineKind::Label | LineKind::Question)
    }

    pub(super) fn is_labelled(&self, at: usize) -> bool {
        self.structures[at]
            .parent
            .is_some_and(|parent| self.structures[parent].kind == LineKind::Label)
    }

    /// Returns for each leaf how rare it is among the lines: 1 where one line has it, and
    /// little where all have it (an inverse document frequency over lines).
    pub(super) fn rarity(&self) -> Vec<f32> {
        let is_said = |structure: &&LineStructure| {
            matches!(
                structure.kind,
                LineKind::Text
                    | LineKind::TableRow
                    | LineKind::Code
                    | LineKind::Property
                    | LineKind::Label
                    | LineKind::Question
                    | LineKind::Pointer
            )
        };
        let lines = self.structures.iter().filter(is_said).count().max(1) as f32;
        let rarity = |leaf: usize| {
            let having = (0..self.lines.len())
                .filter(|at| is_said(&&self.structures[*at]) && self.value(*at, leaf) >= IS_THERE);
            (lines / having.count().max(1) as f32).ln_1p() / lines.ln_1p()
        };
        (0..self.shares.len()).map(rarity).collect()
    }

    /// Returns for each leaf how well the headings have it.
    pub(super) fn said(&self) -> Vec<f32> {
        let said = |value: &f32| if *value < IS_THERE { 0.0 } else { (value / IS_SAID).min(1.0) };
        self.trail.iter().map(said).collect()
    }

    /// Returns how well the headings have a leaf, against a line: what they have in another
    /// spelling or word doesn't stand for what the line has as it was typed.
    pub(super) fn said_against(&self, at: usize, leaf: usize, said: f32) -> f32 {
        let is_otherwise = self.trail.get(leaf).is_some_and(|value| *value < IS_TYPED);
        if is_otherwise && self.value(at, leaf) >= IS_TYPED { said * SAID_OTHERWISE } else { said }
    }

    /// Returns the share of the query that the headings have.
    pub(super) fn all_said(&self, said: &[f32]) -> f32 {
        let own = &self.shares[..self.shares.len().min(self.asked + 1)];
        let total: f32 = own.iter().sum();
        let said = own.iter().zip(said).map(|(share, said)| share * said);
        if total > 0.0 { said.sum::<f32>() / total } else { 0.0 }
    }

    /// Says whether a leaf counts and no heading has it.
    pub(super) fn is_unsaid(&self, leaf: usize) -> bool {
        self.shares[leaf] > 0.0 && self.trail.get(leaf).is_none_or(|value| *value < IS_THERE)
    }

    /// Returns the leaves that were typed, by number.
    pub(super) fn leaves(&self) -> Range<usize> {
        0..self.asked.min(self.shares.len())
    }
}
