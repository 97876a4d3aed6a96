//! Sections by the words of a query.
//!
//! A section's score is that of the best path through the lattice: each word
//! of the query counts once, by the reading of it that the section has best;
//! the other signals are added and multiplied to it.

use crate::search::lattice::Lattice;
use crate::search::retrieve::Candidate;
use crate::search::signals::{
    DescriptionFit, Path, Query, Role, Scene, SignalValues, description_fit, reading,
};
use crate::search::weights::Weights;

use super::path::Paths;
use super::scored::{Ranked, Scored, sorted};

/// Scores sections against one lattice.
pub(super) struct WordRanker<'a> {
    query: Query<'a>,
    paths: Paths<'a>,
}

/// Ranks sections by the words of a query.
pub(crate) fn by_words(
    lattice: &Lattice,
    candidates: Vec<Candidate>,
    weights: &Weights,
    average_length: f32,
) -> Vec<Ranked> {
    let ranker = WordRanker::new(lattice, weights, average_length);
    let scored = candidates.into_iter().filter_map(|candidate| {
        let scored = ranker.score(&candidate)?;
        Some((scored, candidate))
    });
    sorted(scored.collect(), weights.least_share)
}

impl<'a> WordRanker<'a> {
    pub(super) fn new(lattice: &'a Lattice, weights: &'a Weights, average_length: f32) -> Self {
        Self { query: Query::new(lattice, weights, average_length), paths: Paths::new(lattice) }
    }

    /// Scores a section; `None` when it has nothing of the query.
    fn score(&self, candidate: &Candidate) -> Option<Scored> {
        let best = self.best(candidate);
        let fit = description_fit(candidate, &self.query);
        (!best.is_empty() || fit.value > 0.0).then(|| self.score_path(best, fit, candidate))
    }

    /// Scores a section, though it may have nothing of the query.
    pub(super) fn score_any(&self, candidate: &Candidate) -> Scored {
        let fit = description_fit(candidate, &self.query);
        self.score_path(self.best(candidate), fit, candidate)
    }

    fn best(&self, candidate: &Candidate) -> Path {
        self.paths.best(|number| reading(number, candidate, &self.query))
    }

    fn score_path(&self, best: Path, fit: DescriptionFit, candidate: &Candidate) -> Scored {
        let query = self.query;
        let mut agreed = best.clone();
        self.paths.agree_on_initials(&mut agreed, candidate, &query);
        let description = fit.value;
        let scene = Scene { query, candidate, best: &best, agreed: &agreed, description };
        let signals = SignalValues::of(&scene);
        let total = |role| signals.total(role, query.weights);
        let factor = total(Role::Factor);
        let score = total(Role::Added) * factor + total(Role::Apart);
        Scored { score, path: agreed, signals, factor, entry: fit.best }
    }
}
