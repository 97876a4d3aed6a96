//! Words of a query that were typed without a blank between them, among them numbers with
//! what they count (`43조`, `3상변압기`, `제43조의3`) and with another number (`140/90`).
//!
//! Such a number alone is in many notes, and so is a counter; whoever types them in one means
//! them together.

use crate::analysis::jamo;
use crate::search::lattice::{Leaf, LeafSpan};

/// Returns the runs of leaves without a gap between them.
pub(super) fn runs(leaves: &[Leaf]) -> Vec<LeafSpan> {
    let mut runs = Vec::new();
    let mut start = 0;
    for at in 1..=leaves.len() {
        let touches = at < leaves.len() && leaves[at - 1].span.end >= leaves[at].span.start;
        if !touches {
            runs.push(LeafSpan::new(start, at));
            start = at;
        }
    }
    runs
}

/// Returns the runs of words of a query that are numbers and Hangul by turns, without a blank
/// or sign between them, or numbers that a slash or tilde joins.
pub(super) fn number_runs(text: &str, leaves: &[Leaf], words: &[LeafSpan]) -> Vec<LeafSpan> {
    let typed = |word: &LeafSpan| {
        text.get(leaves[word.from].span.start..leaves[word.to - 1].span.end).unwrap_or_default()
    };
    let is_number = |word: &LeafSpan| word.len() == 1 && is_number(typed(word));
    let is_hangul = |word: &LeafSpan| typed(word).chars().all(jamo::is_syllable);
    let is_glued = |a: &LeafSpan, b: &LeafSpan| {
        let between = text.get(leaves[a.to - 1].span.end..leaves[b.from].span.start);
        match (is_number(a), is_number(b)) {
            (true, true) => between.is_some_and(|sign| matches!(sign, "/" | "~")),
            (false, false) => false,
            // Particles and endings have no leaf.
            _ => between.is_some_and(|between| between.chars().all(jamo::is_syllable)),
        }
    };
    let counted = words.chunk_by(|a, b| {
        [a, b].into_iter().all(|word| is_number(word) || is_hangul(word)) && is_glued(a, b)
    });
    let several = counted.filter(|run| run.len() > 1);
    several.map(|run| LeafSpan::new(run[0].from, run[run.len() - 1].to)).collect()
}

/// Says whether a word is a number: digits, perhaps with points, commas or interpuncts between
/// them.
pub(super) fn is_number(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
        && word.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '·' | '\u{318d}'))
}

#[cfg(test)]
mod tests {
    use crate::search::expand::fixture::Fixture;

    #[test]
    fn a_number_and_what_it_counts_are_one() {
        let notes = Fixture::new(&["치즈"]);
        for (typed, expected) in [
            ("제43조", &["제43조"][..]),
            ("제43조의3 치즈", &["제43조의3"]),
            ("5월 2일", &["5월", "2일"]),
            ("치즈 1.5만명", &["1.5만명"]),
            ("140/90 치즈", &["140/90"]),
            ("4·19혁명", &["4·19혁명"]),
            ("치즈 3 장", &[]),
            ("2024/05/01", &[]),
            ("TCP/IP", &[]),
            ("S3치즈", &[]),
            ("3kg짜리", &[]),
            ("치즈", &[]),
        ] {
            let text = notes.text(typed);
            let runs: Vec<&str> = text.numbered.iter().map(|run| text.surface(*run)).collect();
            assert_eq!(runs, expected, "{typed}");
        }
    }
}
