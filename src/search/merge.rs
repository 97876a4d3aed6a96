//! Merges the hits of several notebooks for one query.

use super::bm25::idf;
use super::present::{Hit, Hits, Rewrite};
use super::rule::Rule;

/// Puts the answers of several notebooks to one query together, best first, at
/// most `limit` hits.
///
/// Each notebook keeps its own order. Which one's next hit comes first is
/// decided as within one notebook: words that are written before words that
/// are only read into a section, then by the score. Scores are made of how rare
/// a word is in its notebook (the logarithm in BM25), so a large notebook gives
/// larger ones. They are compared, and told, as shares of what a word is worth
/// that stands once in the notebook, times that of the largest notebook.
pub fn merge(first: Hits, others: Vec<Hits>, limit: usize) -> Hits {
    let mut answers: Vec<Hits> = std::iter::once(first).chain(others).collect();
    let mut filled = answers.iter().filter(|hits| !hits.hits.is_empty()).peekable();
    let is_all_rewritten = filled.peek().is_some() && filled.all(|hits| hits.is_all_rewritten);
    let most = answers.iter().map(|hits| scale(hits.sections)).fold(0.0, f32::max);
    let mut queues = Vec::new();
    for (number, hits) in answers.iter_mut().enumerate() {
        let factor = most / scale(hits.sections);
        let found = std::mem::take(&mut hits.hits).into_iter();
        let found =
            found.map(move |hit| Hit { notebook: number, score: hit.score * factor, ..hit });
        queues.push(found.peekable());
    }
    let mut answers = answers.into_iter();
    let mut whole = answers.next().expect("there is a first answer");
    answers.for_each(|other| add(&mut whole, other));
    whole.is_all_rewritten = is_all_rewritten;
    while whole.hits.len() < limit {
        // Of equals the first notebook's comes first.
        let next = queues.iter_mut().enumerate().rev().filter_map(|(number, queue)| {
            queue.peek().map(|hit| (number, is_written(hit), hit.score))
        });
        let best = next.max_by(|a, b| a.1.cmp(&b.1).then(a.2.total_cmp(&b.2)));
        let Some(hit) = best.and_then(|(number, _, _)| queues[number].next()) else { break };
        whole.hits.push(Hit { rank: whole.hits.len() + 1, ..hit });
    }
    whole
}

/// Returns the inverse document frequency of a word that one section of so many has.
fn scale(sections: u64) -> f32 {
    idf(1.0, sections.max(1) as f32)
}

/// Says whether a hit has what was typed, or is about what it names.
fn is_written(hit: &Hit) -> bool {
    hit.is_literal || hit.via.contains(&Rule::Name)
}

/// Adds counts, rewrites and remarks of another answer.
fn add(whole: &mut Hits, other: Hits) {
    whole.total += other.total;
    whole.total_is_at_least |= other.total_is_at_least;
    whole.elapsed += other.elapsed;
    let is_new = |rewrite: &Rewrite| {
        !whole.rewrites.iter().any(|own| own.from == rewrite.from && own.to == rewrite.to)
    };
    let new: Vec<_> = other.rewrites.into_iter().filter(is_new).collect();
    whole.rewrites.extend(new);
    whole.absent.retain(|word| other.absent.contains(word));
    whole.is_all_absent &= other.is_all_absent;
    whole.sections += other.sections;
    whole.notes += other.notes;
    whole.refreshed += other.refreshed;
    whole.skipped += other.skipped;
    let new: Vec<_> = other.remarks.into_iter().filter(|r| !whole.remarks.contains(r)).collect();
    whole.remarks.extend(new);
}
