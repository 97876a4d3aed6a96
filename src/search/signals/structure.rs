//! Whether a section has text of its own, or only leads to other sections.

use crate::search::retrieve::Candidate;
use crate::search::weights::Weights;

use super::context::ScoringContext;

/// Returns the signal.
pub(super) fn value(context: &ScoringContext<'_>) -> f32 {
    factor(context.candidate, context.query.weights)
}

/// Returns the factor of the score: less than 1 for a heading without text, as the
/// sections below it answer, and for lists of links, as their targets do.
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
