//! Syllable pairs of names that no dictionary has.

use crate::analysis::{Sort, jamo};
use crate::error::Result;
use crate::search::rule::Rule;

use super::edges::{Edges, Reading};
use super::knowledge::Knowledge;
use super::query_text::QueryText;

/// Syllables of a name that is looked for by its pairs, at least.
const MIN_SYLLABLES: usize = 3;

pub(super) fn expand(text: &QueryText, knowledge: &Knowledge<'_>, edges: &mut Edges) -> Result<()> {
    let weight = knowledge.weights.rule(Rule::Bigram);
    for leaves in text.runs.iter().copied() {
        let is_unknown = text.leaves[leaves.range()].iter().any(|l| l.sort == Sort::Unknown);
        let surface = text.surface(leaves);
        let syllables: Vec<char> = surface.chars().collect();
        let is_name = syllables.len() >= MIN_SYLLABLES
            && syllables.iter().all(|syllable| jamo::is_syllable(*syllable));
        if is_name && (is_unknown || leaves.len() > 1) {
            let pairs = syllables.windows(2).map(|pair| pair.iter().collect());
            edges.add_bigrams(Reading { leaves, rule: Rule::Bigram, weight }, pairs, surface);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::expand::fixture::Fixture;

    #[test]
    fn names_that_no_dictionary_has_are_read_by_their_pairs() {
        let notes = Fixture::new(&["치즈"]);
        let pairs = |typed: &str| {
            let lattice = notes.run(typed, &[expand]);
            let edges = lattice.edges.iter();
            edges
                .map(|edge| (lattice.read_as(edge), edge.matcher.probes().len()))
                .collect::<Vec<_>>()
        };
        assert_eq!(pairs("뷁쀍쒧"), [("뷁쀍쒧".to_owned(), 2)]);
        assert_eq!(pairs("뷁쀍"), []);
        assert_eq!(pairs("치즈"), []);
        assert_eq!(pairs("cheese"), []);
    }
}
