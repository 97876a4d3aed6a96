//! Entries that a query describes without naming them.
//!
//! The descriptions of entries (names, gloss, everyday phrasings) are a small
//! collection of documents of their own, ranked by BM25 (Robertson and others,
//! 1994) for the query. A section that is about an entry that ranks well is
//! found though it has no word of the query; the everyday words of queries are
//! weighed by how common they are in descriptions, which a notebook of some
//! pages couldn't tell.

use rustc_hash::FxHashSet;

use crate::error::Result;
use crate::lexicon::{Claim, Description};

use super::lattice::{Described, Probe};
use super::understand::Reader;

/// Words of this weight or less are of grammar only.
const SILENT_WEIGHT: f32 = 0.1;
/// Entries that are considered, the best by their description.
const MAX_ENTRIES: usize = 64;
/// Entries of which it is asked whether the notes have them.
const MAX_ASKED: usize = 256;
/// How fast more of the same word stops mattering (BM25's k1), in the counts
/// of the lexicon.
const SATURATION: f32 = 2.4;

/// What a query has of one description.
#[derive(Clone, Default)]
struct Found {
    score: f32,
    leaves: Vec<usize>,
    /// What the word that is looked at adds, by the best of its forms.
    best: f32,
}

impl Reader<'_, '_> {
    /// Entries whose description has many words of the query.
    pub(super) fn descriptions(&mut self) -> Result<()> {
        for (claim, found) in self.described().into_iter().take(MAX_ASKED) {
            if self.lattice.described.len() == MAX_ENTRIES {
                break;
            }
            let Some(id) = self.lexicon.claimed(claim) else { continue };
            let name = self.lexicon.name(&id).unwrap_or_default().to_owned();
            let probe = Probe::Entry(id);
            if self.vocabulary.probe_frequency(&probe)? == 0 {
                continue;
            }
            let probe = self.lattice.probe(probe);
            let Found { score, leaves, .. } = found;
            self.lattice.described.push(Described { probe, score, leaves, name });
        }
        Ok(())
    }

    /// Returns the entries of which the descriptions have words of the query,
    /// the best first.
    fn described(&self) -> Vec<(Claim, Found)> {
        let (count, average) = self.lexicon.descriptions();
        let length_weight = self.weights.gloss_length;
        // By layer and number: a query's common words are in most descriptions.
        let mut found: Vec<Vec<Found>> =
            self.lexicon.sizes().map(|n| vec![Found::default(); n]).collect();
        let mut touched: Vec<(usize, usize)> = Vec::new();
        let mut seen = FxHashSet::default();
        for (at, leaf) in self.lattice.leaves.iter().enumerate() {
            if leaf.weight <= SILENT_WEIGHT || !seen.insert(leaf.term.as_str()) {
                continue;
            }
            // A description has a word by the best of the word's forms.
            let own = std::iter::once((leaf.term.as_str(), 1.0));
            let others = self.equivalents[at].iter().filter(|other| **other != leaf.term);
            let others = others.map(|other| (other.as_str(), self.weights.gloss_equivalent));
            for (term, weight) in own.chain(others) {
                let frequency = self.lexicon.description_frequency(term) as f32;
                let rarity = (1.0 + (count - frequency + 0.5) / (frequency + 0.5)).ln();
                let worth = weight * leaf.weight * rarity * (self.weights.saturation + 1.0);
                for Description { layer, number, times, length } in self.lexicon.described_by(term)
                {
                    let length = length / average;
                    let discount = SATURATION * (1.0 - length_weight + length_weight * length);
                    let value = worth * times / (times + discount);
                    let place = (layer, number as usize);
                    let Some(entry) = found[place.0].get_mut(place.1) else { continue };
                    if entry.best == 0.0 {
                        touched.push(place);
                    }
                    entry.best = entry.best.max(value);
                }
            }
            for (layer, number) in touched.drain(..) {
                let entry = &mut found[layer][number];
                entry.score += std::mem::take(&mut entry.best);
                entry.leaves.push(at);
            }
        }
        let layers = found.into_iter().enumerate();
        let mut found: Vec<(Claim, Found)> = layers
            .flat_map(|(layer, found)| {
                let numbered = found.into_iter().enumerate();
                numbered.map(move |(number, found)| {
                    (Claim { layer, number: number as u32, weak: false }, found)
                })
            })
            .filter(|(_, found)| found.score > 0.0)
            .collect();
        // Those that are as good stay in their order.
        found.sort_by(|(_, a), (_, b)| b.score.total_cmp(&a.score));
        found
    }
}
