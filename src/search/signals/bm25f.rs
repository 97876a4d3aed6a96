//! BM25F (Robertson, Zaragoza and Taylor, *Simple BM25 Extension to Multiple Weighted
//! Fields*, 2004): the frequencies of a term in the fields of a section (own heading,
//! headings above, text) are weighted and added before they saturate.

use crate::search::bm25::{length_norm, saturated};
use crate::search::retrieve::Candidate;

use super::context::RankingQuery;
use super::phrase::PhraseFrequency;

/// Returns the score of a phrase whose inverse document frequency is 1.
pub(super) fn value(
    frequency: &PhraseFrequency,
    candidate: &Candidate,
    query: &RankingQuery<'_>,
) -> f32 {
    let weights = query.weights;
    let length = candidate.body_length as f32 / query.average_length;
    let body = frequency.body / length_norm(weights.length, length);
    // A section whose heading repeats a heading above is hardly more about it, so the
    // lesser of the two counts little.
    let own = weights.title * frequency.title;
    let above = weights.trail * above(frequency.trail, weights.nearest);
    let times = own.max(above) + weights.repeated * own.min(above) + body;
    saturated(weights.saturation + 1.0, times, weights.saturation)
}

/// Returns the frequency that counts of a phrase in the headings above. The field has the
/// nearest of them twice, so that `times` tells whether that one has the phrase: it then
/// counts as `nearest` occurrences. However many headings above have it, they count once.
fn above(times: f32, nearest: f32) -> f32 {
    if times > 1.0 { nearest } else { times }
}

/// Says whether the nearest heading above has a term whose frequency in the field of
/// headings above is `times`.
pub(super) fn is_in_nearest(times: u32) -> bool {
    times > 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::fixture::{Section, query};
    use crate::search::signals::phrase::phrase_frequency;
    use crate::search::weights::Weights;

    #[test]
    fn more_and_higher_and_in_shorter_texts_is_better() {
        let (lattice, weights) = (query(&[("a", 1.0)]), Weights::default());
        let query = RankingQuery::new(&lattice, &weights, 4.0);
        let of = |title: &str, trail: &str, body: &str| {
            let section =
                Section { title, trail, body, ..Section::default() }.candidate(0, &lattice);
            value(&phrase_frequency(&lattice.edges[0], &[0], &section, &weights), &section, &query)
        };
        let one = of("", "", "a x x x");
        for (better, worse) in [
            (of("", "", "a a x x"), one),
            (of("a", "", "x x x x"), one),
            (of("", "a", "x x x x"), one),
            (of("", "a a", "x x x x"), of("", "a", "x x x x")),
            (one, of("", "", "a x x x x x x x")),
            (one, of("", "", "x x x x")),
        ] {
            assert!(better > worse, "{better} {worse}");
        }
        // At the average length, once in the text: BM25's 1.
        assert!((one - 1.0).abs() < 1e-6, "{one}");
        assert!(of("", "", &"a ".repeat(500)) < weights.saturation + 1.0);
        // A part whose heading repeats that of the whole is hardly more about it.
        let [part, whole] = [of("a", "a", "x x x x"), of("a", "", "x x x x")];
        assert!(part > whole && part < of("a a", "", "x x x x"), "{part} {whole}");
    }
}
