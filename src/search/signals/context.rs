//! What signals are computed from.

use crate::meaning::is_known;
use crate::search::lattice::{Edge, Lattice};
use crate::search::retrieve::Candidate;
use crate::search::weights::Weights;

/// A query as sections are scored for it.
#[derive(Clone, Copy)]
pub(crate) struct RankingQuery<'a> {
    pub(crate) lattice: &'a Lattice,
    pub(crate) weights: &'a Weights,
    /// The average length of a section's text, in terms.
    pub(crate) average_length: f32,
    /// The sum of the leaves' inverse document frequencies.
    pub(super) total_idf: f32,
    /// The share of that sum whose words have a vector. Where the rarest word, mostly a
    /// name, has none, the query's vector says little of what is asked.
    pub(super) vector_share: f32,
}

impl<'a> RankingQuery<'a> {
    pub(crate) fn new(lattice: &'a Lattice, weights: &'a Weights, average_length: f32) -> Self {
        let total_idf = lattice.total_idf();
        let vector_share = match lattice.meaning {
            Some(_) => lattice.idf_of(|leaf| is_known(&leaf.term)) / total_idf.max(f32::EPSILON),
            None => 1.0,
        };
        Self { lattice, weights, average_length, total_idf, vector_share }
    }
}

/// A path through the lattice: numbers of edges, each with its score in the section.
pub(crate) type Path = Vec<(usize, f32)>;

/// A section and a query, and the path by which the section matches the query.
pub(crate) struct ScoringContext<'a> {
    pub(crate) query: RankingQuery<'a>,
    pub(crate) candidate: &'a Candidate,
    /// The path with the highest score.
    pub(crate) best_path: &'a Path,
    /// The same path, but with initials read as names that are neighbours in the section
    /// where there are such (`Paths::agree_on_initials`).
    pub(crate) consistent_path: &'a Path,
    /// The score by described entries.
    pub(crate) description: f32,
}

impl<'a> ScoringContext<'a> {
    /// Returns the edges of a path, in order.
    pub(super) fn edges(&self, path: &'a Path) -> impl Iterator<Item = &'a Edge> {
        let lattice = self.query.lattice;
        path.iter().map(|(number, _)| &lattice.edges[*number])
    }
}
