//! What part of a note a section is.

use crate::search::retrieve::Candidate;
use crate::search::weights::Weights;

use super::context::ScoringContext;

/// Returns what a section's structure multiplies its score by.
pub(super) fn value(context: &ScoringContext<'_>) -> f32 {
    factor(context.candidate, context.query.weights)
}

/// Returns what a section's structure multiplies its score by: a heading
/// without text of its own has what it promises in the sections below, and a
/// list of links has it elsewhere.
pub(crate) fn factor(candidate: &Candidate, weights: &Weights) -> f32 {
    match candidate {
        Candidate { body_length: 0, .. } => weights.empty,
        Candidate { leads_elsewhere: true, .. } => weights.leading,
        _ => 1.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::fixture::{Section, query};

    #[test]
    fn a_heading_without_text_is_worth_less() {
        let (lattice, weights) = (query(&[("a", 1.0)]), Weights::default());
        for (body, expected) in [("a", 1.0), ("", weights.empty)] {
            let section = Section { title: "a", body, ..Section::default() };
            assert_eq!(factor(&section.candidate(0, &lattice), &weights), expected);
        }
    }

    #[test]
    fn a_section_that_leads_elsewhere_is_worth_less() {
        let (lattice, weights) = (query(&[("a", 1.0)]), Weights::default());
        let section = Section { title: "a", body: "a", ..Section::default() };
        let mut candidate = section.candidate(0, &lattice);
        candidate.leads_elsewhere = true;
        assert_eq!(factor(&candidate, &weights), weights.leading);
    }
}
