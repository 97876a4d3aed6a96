//! The parts of a query that may be a word: what is compared by spelling and sound.

use crate::analysis::korean::without_particle;
use crate::analysis::{TokenKind, jamo};
use crate::search::lattice::LeafSpan;

use super::edges::Edges;
use super::query_text::{QueryText, QueryWord};

/// Returns what may be a word: single leaves, runs of several, and whole eojeols, with and
/// without a particle, that the dictionary may have cut wrongly because it doesn't know
/// them.
pub(super) fn word_candidates(text: &QueryText, edges: &Edges) -> Vec<QueryWord> {
    let leaves = (0..text.leaves.len()).map(LeafSpan::one);
    let spans = leaves.chain(text.runs.iter().copied().filter(|run| run.len() > 1));
    let word = |leaves| QueryWord { leaves, surface: text.surface(leaves).to_owned() };
    let mut words: Vec<QueryWord> = spans.map(word).collect();
    for eojeol in &text.eojeols {
        let leaves = eojeol.leaves;
        let is_hangul = eojeol.surface.chars().all(jamo::is_syllable);
        if !is_hangul || !may_be_unknown_word(text, edges, eojeol) {
            continue;
        }
        let bare = without_particle(&eojeol.surface).map(str::to_owned);
        let bare = bare.map(|surface| QueryWord { leaves, surface });
        for word in [Some(eojeol.clone()), bare].into_iter().flatten() {
            if !words.contains(&word) {
                words.push(word);
            }
        }
    }
    words
}

/// Says whether a part of a query may be a word that the dictionary doesn't know and cut
/// into morphemes that it does: some of these no note has, or the cut is implausible
/// ([`QueryText::is_oversegmented`]).
pub(super) fn may_be_unknown_word(text: &QueryText, edges: &Edges, word: &QueryWord) -> bool {
    let leaves = word.leaves;
    let is_unknown = |at: usize| text.leaves[at].kind == TokenKind::Unknown || leaves.len() > 1;
    let is_missing = |at: usize| text.is_missing(at) && is_unknown(at);
    !edges.are_recognized(leaves)
        && (leaves.range().any(is_missing) || text.is_oversegmented(leaves))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::expand::fixture::Fixture;

    use crate::search::expand::keyword;

    #[test]
    fn words_are_leaves_runs_and_what_is_odd() {
        let notes = Fixture::new(&["치즈 창고"]);
        let words = |typed: &str| {
            let (text, mut edges) = (notes.text(typed), Edges::new(8));
            keyword::expand(&text, &notes.knowledge(), &mut edges).expect("readings");
            word_candidates(&text, &edges).into_iter().map(|word| word.surface).collect::<Vec<_>>()
        };
        assert_eq!(words("치즈 창고"), ["치즈", "창고"]);
        assert_eq!(words("치즈를"), ["치즈"]);
        assert!(words("뷁쀍은").contains(&"뷁쀍".to_owned()));
        assert_eq!(words(""), [""; 0]);
    }
}
