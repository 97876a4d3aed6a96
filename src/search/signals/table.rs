//! The table of signals, and how they make up a score.

use std::ops::{Index, IndexMut};

use crate::search::weights::Weights;

use super::context::ScoringContext;
use super::{coverage, description, heading, meaning, proximity, structure, words};

/// Something that tells how well a section answers a query, and enters its score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Signal {
    /// The readings of the query's words that the section has.
    Words,
    /// Neighbours of the query that are neighbours in the section.
    Proximity,
    /// A heading that the query names.
    Heading,
    /// The share of the query that the section has, from 0 to 1.
    Coverage,
    /// What part of a note the section is.
    Structure,
    /// How near the section's vector is to the query's.
    Meaning,
    /// Entries that the query describes and the section is about.
    Description,
}

/// How a signal enters a score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// It is added.
    Added,
    /// It multiplies the sum of what is added.
    Factor,
    /// It is added after that: it doesn't depend on how much of the query's words the
    /// section has.
    Unscaled,
}

/// What is known of a signal.
pub(crate) struct SignalRow {
    pub(crate) signal: Signal,
    pub(crate) name: &'static str,
    /// One line on what it says.
    pub(crate) explanation: &'static str,
    pub(crate) role: Role,
    /// Computes the value that explanations show.
    value: fn(&ScoringContext<'_>) -> f32,
    /// Turns that value into what enters the score.
    part: fn(f32, &Weights) -> f32,
    /// The names of the weights that it rests on.
    pub(crate) weights: &'static [&'static str],
}

/// The signals in the order in which they enter the score. One is added by a
/// file here, a row, and its words in each language.
pub(crate) const SIGNALS: [SignalRow; 7] = [
    SignalRow {
        signal: Signal::Words,
        name: "words",
        explanation: "how much the section has of the words, each by its best reading there",
        role: Role::Added,
        value: words::value,
        part: |value, _| value,
        weights: &[
            "saturation",
            "length",
            "title",
            "trail",
            "nearest",
            "repeated",
            "slop",
            "scattered",
            "strength",
            "named_once",
            "named_often",
            "rule",
        ],
    },
    SignalRow {
        signal: Signal::Proximity,
        name: "proximity",
        explanation: "neighbours of the query are neighbours in the section",
        role: Role::Added,
        value: proximity::value,
        part: |value, _| value,
        weights: &["proximity", "initials_together", "reach"],
    },
    SignalRow {
        signal: Signal::Heading,
        name: "heading",
        explanation: "the query names the section's heading, or the one above it",
        role: Role::Added,
        value: heading::value,
        part: |value, _| value,
        weights: &["heading_complete", "above_complete", "above_power"],
    },
    SignalRow {
        signal: Signal::Coverage,
        name: "coverage",
        explanation: "the share of the query that the section has",
        role: Role::Factor,
        value: coverage::value,
        part: coverage::factor,
        weights: &["coverage", "coverage_power", "scattered"],
    },
    SignalRow {
        signal: Signal::Structure,
        name: "structure",
        explanation: "whether the section says something itself",
        role: Role::Factor,
        value: structure::value,
        part: |value, _| value,
        weights: &["empty", "leading"],
    },
    SignalRow {
        signal: Signal::Meaning,
        name: "meaning",
        explanation: "the section means what the query means",
        role: Role::Unscaled,
        value: meaning::value,
        part: |value, _| value,
        weights: &["meaning", "meaning_covered", "meaning_lift", "meaning_enough", "meaning_alone"],
    },
    SignalRow {
        signal: Signal::Description,
        name: "description",
        explanation: "the query describes what the section is about",
        role: Role::Unscaled,
        value: description::value,
        part: |value, _| value,
        weights: &[
            "described",
            "gloss_saturation",
            "gloss_length",
            "gloss_equivalent",
            "gloss_nearness",
            "gloss_far",
        ],
    },
];

impl Signal {
    /// All signals, in the order in which they enter the score.
    pub const ALL: [Self; SIGNALS.len()] = {
        let mut all = [Self::Words; SIGNALS.len()];
        let mut at = 0;
        while at < all.len() {
            all[at] = SIGNALS[at].signal;
            // A signal's number is its place in the table.
            assert!(all[at] as usize == at);
            at += 1;
        }
        all
    };

    /// Returns the signal's name, as in the JSON output.
    pub fn name(self) -> &'static str {
        SIGNALS[self as usize].name
    }

    /// Returns how the signal enters a score.
    pub fn role(self) -> Role {
        SIGNALS[self as usize].role
    }

    /// Says whether the readings of a score tell what the signal adds.
    pub fn has_readings(self) -> bool {
        matches!(self, Self::Words | Self::Description)
    }

    /// Returns one line on what the signal says.
    pub fn explanation(self) -> &'static str {
        SIGNALS[self as usize].explanation
    }

    /// Returns the names of the weights that the signal rests on, or what they
    /// begin with: those of `strength` are `strength.subject` …
    pub fn weights(self) -> &'static [&'static str] {
        SIGNALS[self as usize].weights
    }
}

/// What each signal says of a section.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct SignalValues([f32; SIGNALS.len()]);

impl Index<Signal> for SignalValues {
    type Output = f32;

    fn index(&self, signal: Signal) -> &f32 {
        &self.0[signal as usize]
    }
}

impl IndexMut<Signal> for SignalValues {
    fn index_mut(&mut self, signal: Signal) -> &mut f32 {
        &mut self.0[signal as usize]
    }
}

impl SignalValues {
    /// Asks all signals.
    pub(crate) fn of(context: &ScoringContext<'_>) -> Self {
        Self(SIGNALS.each_ref().map(|row| (row.value)(context)))
    }

    /// Returns what the values of a role make together: their sum, or for
    /// factors their product.
    pub(crate) fn total(&self, role: Role, weights: &Weights) -> f32 {
        let rows = SIGNALS.iter().zip(self.0).filter(|(row, _)| row.role == role);
        let parts = rows.map(|(row, value)| (row.part)(value, weights));
        match role {
            Role::Factor => parts.product(),
            Role::Added | Role::Unscaled => parts.fold(0.0, |sum, part| sum + part),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_signal_has_a_name_and_rests_on_weights_that_there_are() {
        let mut weights = Weights::default();
        let known: Vec<String> = weights.named().into_iter().map(|(name, _)| name).collect();
        for signal in Signal::ALL {
            let same = Signal::ALL.iter().filter(|other| other.name() == signal.name());
            assert_eq!(same.count(), 1, "{}", signal.name());
            assert!(!signal.explanation().is_empty());
            for weight in signal.weights() {
                let is_known = known
                    .iter()
                    .any(|name| name == weight || name.starts_with(&format!("{weight}.")));
                assert!(is_known, "{} rests on {weight}", signal.name());
            }
        }
    }

    #[test]
    fn signals_add_up_then_factors_multiply() {
        let weights = Weights::default();
        let mut values = SignalValues::default();
        for (signal, value) in [
            (Signal::Words, 2.0),
            (Signal::Proximity, 0.5),
            (Signal::Heading, 1.5),
            (Signal::Coverage, 1.0),
            (Signal::Structure, 0.25),
            (Signal::Description, 8.0),
        ] {
            values[signal] = value;
        }
        assert_eq!(values.total(Role::Added, &weights), 4.0);
        assert_eq!(values.total(Role::Factor, &weights), 0.25);
        assert_eq!(values.total(Role::Unscaled, &weights), 8.0);
        values[Signal::Coverage] = 0.0;
        assert_eq!(values.total(Role::Factor, &weights), 0.25 * (1.0 - weights.coverage));
    }
}
