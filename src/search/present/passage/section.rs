//! The lines of a section, and what of a query each has.

use std::ops::Range;

use crate::search::present::amount::Amount;

use super::evidence::{LineEvidence, LineSubject};
use super::line_kind::LineKind;
use super::line_structure::LineStructure;

/// A leaf of this value or more is in a line.
pub(super) const IS_THERE: f32 = 0.3;
/// A leaf of this value or more in a heading is said by it.
pub(super) const IS_SAID: f32 = 0.6;

/// A section's lines with what of the query each has.
pub(crate) struct Passage<'a> {
    pub(crate) lines: &'a [&'a str],
    pub(crate) structures: &'a [LineStructure],
    pub(crate) evidence: &'a [LineEvidence],
    /// What each line begins with.
    pub(crate) subjects: &'a [LineSubject],
    /// How much of the query each leaf is.
    pub(crate) shares: &'a [f32],
    /// How many of the leaves were typed. The one after them is the entry that
    /// the section was found by, all others what the query is a part of.
    pub(crate) asked: usize,
    /// How well the headings have each leaf.
    pub(crate) trail: &'a [f32],
    /// Whether what was asked for is an idea in several words.
    pub(crate) is_idea: bool,
    /// The amount that was asked for.
    pub(crate) amount: Option<Amount>,
    /// Whether a leaf is a word of most questions, or a letter.
    pub(crate) says_little: &'a dyn Fn(usize) -> bool,
    /// Columns of each line beside what was found in it.
    pub(crate) beside: &'a [usize],
}

impl Passage<'_> {
    pub(super) fn has_context(&self) -> bool {
        self.shares.len() > self.asked + 1
    }

    pub(super) fn has_words(&self, at: usize) -> bool {
        self.evidence[at].values.iter().any(|value| *value > 0.0)
    }

    /// Says whether a link has words of the query that are read.
    pub(super) fn has_said(&self, at: usize) -> bool {
        self.structures[at].kind == LineKind::Address
            && self.evidence[at].values.iter().any(|value| *value >= IS_THERE)
    }

    /// Says whether nothing of the query stands in a heading or in a line that
    /// says something: a comment, an address or a tag has it, if any line does.
    pub(super) fn is_hidden(&self) -> bool {
        let says =
            |at: &usize| !matches!(self.structures[*at].kind, LineKind::Empty | LineKind::Address);
        let is_in_line = (0..self.structures.len()).filter(says).any(|at| self.has_words(at));
        !is_in_line && self.trail.iter().all(|value| *value == 0.0)
    }

    /// Says whether no line says anything: of a list of links that is shown which
    /// has the words.
    pub(super) fn leads_elsewhere(&self) -> bool {
        let mut kinds = self.structures.iter().map(|structure| structure.kind);
        kinds.all(|kind| matches!(kind, LineKind::Heading | LineKind::Empty | LineKind::Address))
    }

    /// Returns how well a line, or what it stands below, has a leaf.
    pub(super) fn value(&self, at: usize, leaf: usize) -> f32 {
        self.evidence[at].values.get(leaf).copied().unwrap_or(0.0)
    }

    /// Returns what a leaf of a line takes from the line that it stands below.
    pub(super) fn inherited(&self, at: usize, leaf: usize) -> f32 {
        let structure = &self.structures[at];
        let above = structure.parent.into_iter().chain(structure.head);
        let above = above.map(|above| self.value(above, leaf)).fold(0.0, f32::max);
        (above - self.value(at, leaf)).max(0.0)
    }

    /// Says whether the lines below one say what it only names or asks.
    pub(super) fn is_label(&self, at: usize) -> bool {
        matches!(self.structures[at].kind, LineKind::Label | LineKind::Question)
    }

    pub(super) fn is_labelled(&self, at: usize) -> bool {
        self.structures[at]
            .parent
            .is_some_and(|parent| self.structures[parent].kind == LineKind::Label)
    }

    /// Returns of each leaf how rare it is among the lines: 1 where one line
    /// has it, and little where all have it.
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

    /// Returns of each leaf how much of it the headings say.
    pub(super) fn said(&self) -> Vec<f32> {
        let said = |value: &f32| if *value < IS_THERE { 0.0 } else { (value / IS_SAID).min(1.0) };
        self.trail.iter().map(said).collect()
    }

    pub(super) fn all_said(&self, said: &[f32]) -> f32 {
        let own = &self.shares[..self.shares.len().min(self.asked + 1)];
        let total: f32 = own.iter().sum();
        let said = own.iter().zip(said).map(|(share, said)| share * said);
        if total > 0.0 { said.sum::<f32>() / total } else { 0.0 }
    }

    /// Says whether a leaf counts and no heading says it.
    pub(super) fn is_unsaid(&self, leaf: usize) -> bool {
        self.shares[leaf] > 0.0 && self.trail.get(leaf).is_none_or(|value| *value < IS_THERE)
    }

    /// Returns the leaves that were typed, by number.
    pub(super) fn leaves(&self) -> Range<usize> {
        0..self.asked.min(self.shares.len())
    }
}
