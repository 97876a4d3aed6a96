//! Initial consonants (초성): 볼륨 게이트웨이 typed as ㅂㄹ ㄱㅇㅌㅇㅇ.

use crate::analysis::jamo;
use crate::error::Result;
use crate::search::lattice::LeafSpan;
use crate::search::rule::Rule;
use crate::search::vocabulary::KeyKind;
use crate::search::weights::Weights;

use super::edges::{Edges, Reading};
use super::knowledge::{Knowledge, MAX_WORD_SYLLABLES};
use super::query_text::QueryText;

/// Names that have the same initial consonants, at most.
const MAX_NAMES: usize = 256;
/// Names that only begin with them, at most.
const MAX_BEGUN: usize = 64;

pub(super) fn expand(text: &QueryText, knowledge: &Knowledge<'_>, edges: &mut Edges) -> Result<()> {
    let (vocabulary, weights) = (knowledge.vocabulary, knowledge.weights);
    let count = text.leaves.len();
    let is_initial: Vec<bool> =
        text.leaves.iter().map(|l| l.term.chars().all(jamo::is_initial_letter)).collect();
    for from in 0..count {
        let length = is_initial[from..].iter().take_while(|is| **is).count();
        // No name is longer, so the time for a page of initials grows with its length.
        for to in from + 2..=from + length.min(MAX_WORD_SYLLABLES) {
            let leaves = LeafSpan::new(from, to);
            let letters = text.leaves[leaves.range()].iter().map(|l| l.term.as_str());
            let key: String = letters.collect();
            let weight = weights.rule(Rule::Initials) * fit(leaves, &text.runs, weights);
            let reading = Reading { leaves, rule: Rule::Initials, weight };
            for name in vocabulary.words_with_key(KeyKind::Initials, &key, MAX_NAMES)? {
                edges.add_text(knowledge, reading, &name);
            }
            let is_whole = to == from + length && (from == 0 || !is_initial[from - 1]);
            if is_whole || is_edge(from, &text.runs) && is_edge(to, &text.runs) {
                let weight = weight * weights.initials_begun;
                let reading = Reading { weight, ..reading };
                for name in vocabulary.names_beginning(&key, MAX_BEGUN)? {
                    edges.add_text(knowledge, reading, &name);
                }
            }
        }
    }
    Ok(())
}

/// Says whether there is a space at a place between leaves.
fn is_edge(at: usize, runs: &[LeafSpan]) -> bool {
    runs.iter().any(|run| run.from == at || run.to == at)
}

/// Returns the factor by which an edge over initials is less sure: a name is likelier to
/// begin and end where there are spaces than in the middle of a run of initials.
fn fit(leaves: LeafSpan, runs: &[LeafSpan], weights: &Weights) -> f32 {
    match (is_edge(leaves.from, runs), is_edge(leaves.to, runs)) {
        (true, true) => 1.0,
        (true, false) | (false, true) => weights.initials_one_end,
        (false, false) => weights.initials_no_end,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::expand::fixture::Fixture;

    #[test]
    fn names_are_read_by_their_initial_consonants() {
        let notes = Fixture::new(&["볼륨 게이트웨이", "바람"]);
        notes.check(
            &[expand],
            &[
                ("ㅂㄹ", &["ㅂㄹ → 바람", "ㅂㄹ → 볼륨"]),
                ("ㅂㄹ ㅂㄹ", &["ㅂㄹ → 바람", "ㅂㄹ → 바람", "ㅂㄹ → 볼륨", "ㅂㄹ → 볼륨"]),
                // Only begun.
                ("ㄱㅇㅌ", &["ㄱㅇㅌ → 게이트", "ㄱㅇㅌ → 게이트웨이"]),
                ("ㅋㅌ", &[]),
                ("볼륨", &[]),
            ],
        );
    }

    #[test]
    fn initials_fit_where_spaces_are() {
        let notes = Fixture::new(&["볼륨", "게이트웨이"]);
        let (weights, rule) = (&notes.weights, notes.weights.rule(Rule::Initials));
        let weight = |typed, read| notes.weight(&[expand], typed, read);
        assert_eq!(weight("ㅂㄹ", "볼륨"), rule);
        assert_eq!(weight("ㅂㄹㅋ", "볼륨"), rule * weights.initials_one_end);
        assert_eq!(weight("ㅋㅂㄹㅋ", "볼륨"), rule * weights.initials_no_end);
        assert_eq!(weight("ㄱㅇㅌ", "게이트웨이"), rule * weights.initials_begun);
    }
}
