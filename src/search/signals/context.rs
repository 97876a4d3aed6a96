//! What signals look at.

use crate::meaning::is_known;
use crate::search::lattice::{Edge, Lattice};
use crate::search::retrieve::Candidate;
use crate::search::weights::Weights;

/// A query against which sections are scored.
#[derive(Clone, Copy)]
pub(crate) struct RankingQuery<'a> {
    pub(crate) lattice: &'a Lattice,
    pub(crate) weights: &'a Weights,
    /// How many terms the text of a section has on average.
    pub(crate) average_length: f32,
    /// What finding all leaves is worth.
    pub(super) total_idf: f32,
    /// The share of that whose words have a vector: a meaning without the rarest
    /// word of a query, a name perhaps, is hardly the query's.
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

/// Readings of the query one after the other, by the numbers of their edges,
/// with what each gives.
pub(crate) type Path = Vec<(usize, f32)>;

/// A section beside the query, and how the query is read there.
pub(crate) struct ScoringContext<'a> {
    pub(crate) query: RankingQuery<'a>,
    pub(crate) candidate: &'a Candidate,
    /// The readings that give most there.
    pub(crate) best_path: &'a Path,
    /// The same, but for initials whose readings agree with each other.
    pub(crate) consistent_path: &'a Path,
    /// What descriptions give.
    pub(crate) description: f32,
}

impl<'a> ScoringContext<'a> {
    /// Returns the edges of a path, in order.
    pub(super) fn edges(&self, path: &'a Path) -> impl Iterator<Item = &'a Edge> {
        let lattice = self.query.lattice;
        path.iter().map(|(number, _)| &lattice.edges[*number])
    }
}
