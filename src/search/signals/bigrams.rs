//! How much of a name that no dictionary has a section has, by the pairs of its
//! syllables.

use crate::search::retrieve::Candidate;
use crate::search::weights::Weights;

/// Returns the share of the pairs that the section has.
pub(super) fn share(probes: &[usize], candidate: &Candidate) -> f32 {
    let found = probes.iter().filter(|probe| !candidate.occurrence(**probe).is_empty()).count();
    found as f32 / probes.len().max(1) as f32
}

/// Returns what the pairs give of `worth`.
pub(super) fn value(worth: f32, probes: &[usize], candidate: &Candidate, weights: &Weights) -> f32 {
    let share = share(probes, candidate);
    if share < weights.least_pairs { 0.0 } else { worth * share * share }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::fixture::{Section, query};
    use crate::search::lattice::LeafSpan;

    #[test]
    fn most_pairs_must_be_there() {
        let weights = Weights::default();
        let leaf = LeafSpan::one(0);
        let lattice =
            query(&[("abcdef", 1.0)]).read_as_pairs(leaf, &["ab", "bc", "cd", "de", "ef"]);
        let probes = lattice.edges[1].matcher.probes();
        for (body, expected_share) in
            [("abcdef", 1.0), ("abcde", 0.8), ("abcd", 0.6), ("abc", 0.4), ("", 0.0)]
        {
            let section = Section { body, ..Section::default() }.candidate(0, &lattice);
            assert_eq!(share(probes, &section), expected_share, "{body}");
            let expected =
                if expected_share < 0.6 { 0.0 } else { 2.0 * expected_share * expected_share };
            let value = value(2.0, probes, &section, &weights);
            assert!((value - expected).abs() < 1e-6, "{body} {value}");
        }
    }
}
