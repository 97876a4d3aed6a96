//! Ranks sections for a search for characters: by how often they have the string.

use crate::search::bm25::saturated;
use crate::search::retrieve::{Candidate, VerbatimMatch};
use crate::search::signals::{Path, Signal, SignalValues};
use crate::search::weights::Weights;

use super::literal::LiteralMatch;
use super::scored::{Ranked, Scored, sorted};

/// Ranks sections by how often they have a string, in the heading above all.
pub(crate) fn by_occurrences(found: &[VerbatimMatch], weights: &Weights) -> Vec<Ranked> {
    let ranked = found.iter().map(|found| {
        let in_heading = if found.is_in_heading() { weights.title } else { 0.0 };
        let score = saturated(1.0, found.starts.len() as f32, weights.saturation) + in_heading;
        let mut signals = SignalValues::default();
        signals[Signal::Words] = score;
        signals[Signal::Coverage] = 1.0;
        let literal = LiteralMatch::AllWords;
        let scored =
            Scored { score, literal, path: Path::new(), signals, factor: 1.0, entry: None };
        (scored, Candidate::new(found.address.segment, found.address.doc))
    });
    sorted(ranked.collect(), 0.0)
}
