//! Whether the query names all of the section's heading.

use crate::index::{Strength, strength_and_focus};
use crate::search::lattice::Matcher;
use crate::search::retrieve::BODY_POSITION;

use super::scene::Scene;

/// Returns what naming the heading gives: the more of it, the more.
pub(super) fn value(scene: &Scene<'_>) -> f32 {
    let candidate = scene.candidate;
    let mut positions = Vec::new();
    let mut worth = 0.0;
    let mut share = 0.0f32;
    for edge in scene.edges(scene.agreed) {
        match &edge.matcher {
            Matcher::Phrase(probes) => {
                let before = positions.len();
                for probe in probes {
                    let found = &candidate.occurrence(*probe).positions;
                    positions.extend(found.iter().take_while(|p| **p < BODY_POSITION).copied());
                }
                if positions.len() > before {
                    worth += edge.idf * edge.weight;
                }
            }
            Matcher::Entry(probe)
                if strength_and_focus(candidate.occurrence(*probe).title).0
                    == Strength::Subject as usize =>
            {
                worth += edge.idf * edge.weight;
                share = 1.0;
            }
            _ => {}
        }
    }
    positions.sort_unstable();
    positions.dedup();
    let named = positions.len() as f32 / candidate.title_length.max(1) as f32;
    scene.query.weights.heading_complete * worth * share.max(named).min(1.0)
}
