//! Which parts of a query may be one word.

use crate::analysis::{TokenKind, jamo};
use crate::search::lattice::LeafSpan;

use super::edges::Edges;
use super::query_text::{QueryText, QueryWord};

/// Particles and copulas that end an eojeol, the longest first.
const PARTICLES: [&str; 34] = [
    "이라는",
    "이라면",
    "에서는",
    "에서의",
    "으로써",
    "으로서",
    "에게서",
    "이란",
    "라는",
    "에서",
    "에게",
    "으로",
    "까지",
    "부터",
    "처럼",
    "보다",
    "이나",
    "하고",
    "란",
    "은",
    "는",
    "이",
    "가",
    "을",
    "를",
    "의",
    "에",
    "로",
    "와",
    "과",
    "도",
    "만",
    "나",
    "랑",
];

/// Returns what may be words: single leaves, runs of several, and whole
/// eojeols with something in them that the notes don't have, with and without a
/// particle: what the dictionary doesn't know it cuts anywhere.
pub(super) fn words(text: &QueryText, edges: &Edges) -> Vec<QueryWord> {
    let leaves = (0..text.leaves.len()).map(LeafSpan::one);
    let spans = leaves.chain(text.runs.iter().copied().filter(|run| run.len() > 1));
    let word = |leaves| QueryWord { leaves, surface: text.surface(leaves).to_owned() };
    let mut words: Vec<QueryWord> = spans.map(word).collect();
    for eojeol in &text.eojeols {
        let leaves = eojeol.leaves;
        let is_hangul = eojeol.surface.chars().all(jamo::is_syllable);
        if !is_hangul || !is_odd(text, edges, leaves) {
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

/// Says whether leaves may be a word that the dictionary doesn't know, cut into
/// what it does.
pub(super) fn is_odd(text: &QueryText, edges: &Edges, leaves: LeafSpan) -> bool {
    let is_unknown = |at: usize| text.leaves[at].kind == TokenKind::Unknown || leaves.len() > 1;
    !edges.are_recognized(leaves) && leaves.range().any(|at| text.is_missing(at) && is_unknown(at))
}

/// Takes the particle off an eojeol; `None` where it has none, or where too
/// little would be left to be a word.
fn without_particle(eojeol: &str) -> Option<&str> {
    const MIN_SYLLABLES: usize = 2;
    let word = PARTICLES.iter().find_map(|particle| eojeol.strip_suffix(particle))?;
    (word.chars().count() >= MIN_SYLLABLES).then_some(word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::expand::fixture::Fixture;

    #[test]
    fn particles_are_taken_off_where_a_word_is_left() {
        for (eojeol, expected) in [
            ("볼륨은", Some("볼륨")),
            ("게이트웨이에서는", Some("게이트웨이")),
            ("쿠버네티스란", Some("쿠버네티스")),
            ("나는", None),
            ("볼륨", None),
        ] {
            assert_eq!(without_particle(eojeol), expected, "{eojeol}");
        }
    }

    use crate::search::expand::keyword;

    #[test]
    fn words_are_leaves_runs_and_what_is_odd() {
        let notes = Fixture::new(&["치즈 창고"]);
        let words = |typed: &str| {
            let (text, mut edges) = (notes.text(typed), Edges::new(8));
            keyword::expand(&text, &notes.knowledge(), &mut edges).expect("readings");
            words(&text, &edges).into_iter().map(|word| word.surface).collect::<Vec<_>>()
        };
        assert_eq!(words("치즈 창고"), ["치즈", "창고"]);
        assert_eq!(words("치즈를"), ["치즈"]);
        assert!(words("뷁쀍은").contains(&"뷁쀍".to_owned()));
        assert_eq!(words(""), [""; 0]);
    }
}
