//! Entries that a query describes without naming them.
//!
//! The descriptions of entries (names, gloss, everyday phrasings) are a small
//! collection of documents of their own, ranked by BM25 (Robertson and others,
//! 1994) for the query. A section that is about an entry that ranks well is
//! found though it has no word of the query; the everyday words of queries are
//! weighed by how common they are in descriptions, which a notebook of some
//! pages couldn't tell.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::error::Result;
use crate::lexicon::Claim;

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
#[derive(Default)]
struct Found {
    score: f32,
    leaves: Vec<usize>,
}

impl Reader<'_, '_> {
    /// Entries whose description has many words of the query.
    pub(super) fn descriptions(&mut self) -> Result<()> {
        let mut found: Vec<((usize, u32), Found)> = self.described().into_iter().collect();
        found.sort_by(|(a, x), (b, y)| y.score.total_cmp(&x.score).then(a.cmp(b)));
        for ((layer, number), found) in found.into_iter().take(MAX_ASKED) {
            if self.lattice.described.len() == MAX_ENTRIES {
                break;
            }
            let claim = Claim { layer, number, weak: false };
            let Some(entry) = self.lexicon.claimant(claim) else { continue };
            let probe = Probe::Entry(entry.id);
            if self.vocabulary.probe_frequency(&probe)? == 0 {
                continue;
            }
            let probe = self.lattice.probe(probe);
            let Found { score, leaves } = found;
            let name = entry.name.to_owned();
            self.lattice.described.push(Described { probe, score, leaves, name });
        }
        Ok(())
    }

    /// Scores all descriptions.
    fn described(&self) -> FxHashMap<(usize, u32), Found> {
        let (count, average) = self.lexicon.descriptions();
        let length_weight = self.weights.gloss_length;
        let mut found: FxHashMap<(usize, u32), Found> = FxHashMap::default();
        let mut seen = FxHashSet::default();
        for (at, leaf) in self.lattice.leaves.iter().enumerate() {
            if leaf.weight <= SILENT_WEIGHT || !seen.insert(leaf.term.as_str()) {
                continue;
            }
            // A description has a word by the best of the word's forms.
            let mut best: FxHashMap<(usize, u32), f32> = FxHashMap::default();
            let own = std::iter::once((leaf.term.as_str(), 1.0));
            let others = self.equivalents[at].iter().filter(|other| **other != leaf.term);
            let others = others.map(|other| (other.as_str(), self.weights.gloss_equivalent));
            for (term, weight) in own.chain(others) {
                let descriptions = self.lexicon.described_by(term);
                let frequency = descriptions.len() as f32;
                let rarity = (1.0 + (count - frequency + 0.5) / (frequency + 0.5)).ln();
                for description in descriptions {
                    let length = description.length / average;
                    let times = description.times;
                    let discount = SATURATION * (1.0 - length_weight + length_weight * length);
                    let value =
                        weight * leaf.weight * rarity * (self.weights.saturation + 1.0) * times
                            / (times + discount);
                    let best = best.entry((description.layer, description.number)).or_default();
                    *best = best.max(value);
                }
            }
            for (entry, value) in best {
                let found = found.entry(entry).or_default();
                found.score += value;
                found.leaves.push(at);
            }
        }
        found
    }
}
