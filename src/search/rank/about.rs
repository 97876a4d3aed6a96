//! Sections by how much they are about entries that a query names.
//!
//! How much a section is about them decides, and of those alike, how much it
//! has of the words of the name.

use crate::search::plan::{About, AskedEntry};
use crate::search::retrieve::Candidate;
use crate::search::rule::Rule;
use crate::search::signals::{Signal, SignalValues, entry_focus, entry_value, structure_factor};
use crate::search::weights::Weights;

use super::scored::{Ranked, Scored, sorted};
use super::words::WordRanker;

/// Ranks sections by how much they are about the entries that are asked for.
pub(crate) fn by_entries(
    about: &About,
    candidates: Vec<Candidate>,
    weights: &Weights,
    average_length: f32,
) -> Vec<Ranked> {
    let words = WordRanker::new(&about.name, weights, average_length);
    let by_words: Vec<Ranked> =
        candidates.into_iter().map(|candidate| (words.score_any(&candidate), candidate)).collect();
    // Measured against sections that name the entry itself, so that a filter
    // for these leaves them in the same order.
    let own = by_words.iter().filter(|(_, candidate)| names(about, candidate));
    let most = own.map(|(scored, _)| scored.score).fold(f32::EPSILON, f32::max);
    let rescored = by_words.into_iter().filter_map(|(scored, candidate)| {
        let scored = rescore(scored, &candidate, most, about, weights)?;
        Some((scored, candidate))
    });
    let mut ranked: Vec<Ranked> = rescored.collect();
    put_own_first(about, &mut ranked);
    let least_share = if about.is_constraint { 0.0 } else { weights.least_share };
    sorted(ranked, least_share)
}

/// Scores a section anew, scored by the words of the name, of which `most` is
/// the best score; `None` when it doesn't speak of the entries.
fn rescore(
    words: Scored,
    candidate: &Candidate,
    most: f32,
    about: &About,
    weights: &Weights,
) -> Option<Scored> {
    let (number, value) = best_entry(&about.entries, candidate, weights)?;
    let structure = structure_factor(candidate, weights);
    let factor = 1.0 + weights.typed_name * (words.score / most).min(1.0);
    let mut signals = SignalValues::default();
    signals[Signal::Coverage] = words.signals[Signal::Coverage];
    signals[Signal::Structure] = structure;
    Some(Scored {
        score: value * structure * factor,
        path: words.path,
        signals,
        factor,
        entry: Some(number),
    })
}

/// Finds which of the entries answers best in a section, and how much.
fn best_entry(
    entries: &[AskedEntry],
    candidate: &Candidate,
    weights: &Weights,
) -> Option<(usize, f32)> {
    let values = entries.iter().enumerate().map(|(number, entry)| {
        let occurrence = candidate.occurrence(entry.probe);
        let focus = entry_focus(occurrence, weights);
        (number, entry.weight * (entry_value(occurrence, weights) + focus))
    });
    values.filter(|(_, value)| *value > 0.0).max_by(|(_, a), (_, b)| a.total_cmp(b))
}

/// Says whether a section speaks of an entry that was named itself.
fn names(about: &About, candidate: &Candidate) -> bool {
    let mut own = about.entries.iter().filter(|entry| entry.rule == Rule::Name);
    own.any(|entry| !candidate.occurrence(entry.probe).is_empty())
}

/// Puts what is said of a part or of something related behind the best that is
/// said of the entry itself.
fn put_own_first(about: &About, ranked: &mut [Ranked]) {
    let own = ranked.iter().filter(|(_, candidate)| names(about, candidate));
    let Some(best) = own.map(|(scored, _)| scored.score).max_by(f32::total_cmp) else { return };
    for (scored, _) in ranked.iter_mut().filter(|(_, candidate)| !names(about, candidate)) {
        scored.score = scored.score.min(best.next_down());
    }
}
