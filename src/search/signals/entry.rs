//! How much a section is about an entry: by its strength (subject, mention …) and by how
//! often the section names it.

use crate::index::strength_and_focus;
use crate::search::bm25::saturated;
use crate::search::retrieve::Occurrence;
use crate::search::weights::Weights;

/// Returns how much a section is about an entry, by what it has of the entry's probe.
pub(crate) fn value(occurrence: &Occurrence, weights: &Weights) -> f32 {
    if occurrence.is_empty() {
        return 0.0;
    }
    let (strength, _) = strength_and_focus(occurrence.title);
    let often = saturated(1.0, occurrence.body as f32, weights.saturation);
    weights.strength[strength] * (weights.named_once + weights.named_often * often)
}

/// Returns what is added where the heading begins with the entry's name, and once more
/// where it is nothing else.
pub(crate) fn focus(occurrence: &Occurrence, weights: &Weights) -> f32 {
    let (_, focus) = strength_and_focus(occurrence.title);
    weights.focus * focus as f32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::Strength;
    use crate::search::fixture::{Section, query};
    use crate::search::lattice::LeafSpan;
    use crate::search::rule::Rule;

    fn occurrence(times: u32, strength: Strength, focus: u32) -> Occurrence {
        let lattice = query(&[("a", 1.0)]).read_as_entry(LeafSpan::one(0), Rule::Name, "s/a");
        let entries = [("s/a", times, strength, focus)];
        let section = Section { entries: &entries, ..Section::default() };
        section.candidate(0, &lattice).occurrence(1).clone()
    }

    #[test]
    fn the_more_a_section_is_about_an_entry_the_more_it_says() {
        let weights = Weights::default();
        let of = |times, strength| value(&occurrence(times, strength, 0), &weights);
        let by_strength = Strength::ALL.map(|strength| of(1, strength));
        assert!(by_strength.is_sorted_by(|a, b| a < b), "{by_strength:?}");
        assert!(of(5, Strength::Treated) > of(1, Strength::Treated));
        assert_eq!(value(&Occurrence::default(), &weights), 0.0);
        let most = weights.strength[3] * (weights.named_once + weights.named_often);
        assert!(of(10_000, Strength::Subject) <= most);
    }

    #[test]
    fn a_heading_that_is_nothing_but_the_name_is_best() {
        let weights = Weights::default();
        let of = |focus_of| focus(&occurrence(1, Strength::Subject, focus_of), &weights);
        assert_eq!([of(0), of(1), of(2)], [0.0, weights.focus, 2.0 * weights.focus]);
    }
}
