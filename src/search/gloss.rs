//! Entries that are described, not named.

use rustc_hash::FxHashMap;

use crate::analysis::Analyzer;
use crate::error::Result;
use crate::lexicon::{EntryId, Kind, Lexicon};

use super::lattice::{Edge, Glossed, Matcher, Probe, Rule};
use super::understand::Reader;

/// Words of this weight or less are of grammar only.
const SILENT_WEIGHT: f32 = 0.1;
/// Entries that are considered, the best by their description.
const MAX_ENTRIES: usize = 48;

/// The descriptions of all entries, by their terms.
#[derive(Default)]
pub(crate) struct Glosses {
    postings: FxHashMap<String, Vec<u32>>,
    entries: Vec<(EntryId, String, f32)>,
}

impl Glosses {
    pub(crate) fn new(lexicon: &Lexicon, analyzer: &mut Analyzer) -> Self {
        let mut glosses = Self::default();
        for kind in [Kind::Service, Kind::Concept] {
            for entry in lexicon.entries(kind) {
                let mut texts = vec![entry.name, entry.korean, entry.gloss, entry.gloss_ko];
                texts.extend(&entry.names);
                texts.extend(&entry.phrases);
                let mut terms: Vec<String> =
                    texts.into_iter().flat_map(|t| analyzer.terms(t)).map(|t| t.term).collect();
                terms.sort();
                terms.dedup();
                let number = glosses.entries.len() as u32;
                glosses.entries.push((entry.id.clone(), entry.name.to_owned(), terms.len() as f32));
                for term in terms {
                    glosses.postings.entry(term).or_default().push(number);
                }
            }
        }
        glosses
    }
}

impl Reader<'_, '_> {
    /// Entries whose description has many words of the query.
    pub(super) fn glosses(&mut self) -> Result<()> {
        let glosses = self.glosses;
        let count = glosses.entries.len() as f32;
        let average = glosses.entries.iter().map(|e| e.2).sum::<f32>() / count.max(1.0);
        let mut found: FxHashMap<u32, (f32, Vec<(usize, f32)>)> = FxHashMap::default();
        let mut mass = 0.0;
        let mut seen = rustc_hash::FxHashSet::default();
        for (at, leaf) in self.lattice.leaves.iter().enumerate() {
            if leaf.weight <= SILENT_WEIGHT {
                continue;
            }
            let Some(list) = glosses.postings.get(&leaf.term) else {
                mass += leaf.mass;
                continue;
            };
            let frequency = list.len() as f32;
            let rarity = (1.0 + (count - frequency + 0.5) / (frequency + 0.5)).ln() * leaf.weight;
            mass += rarity;
            let is_first = seen.insert(leaf.term.clone());
            for number in list {
                let length = glosses.entries[*number as usize].2 / average;
                let b = self.weights.gloss_length;
                let value = rarity * 2.2 / (1.2 * (1.0 - b + b * length) + 1.0);
                let entry = found.entry(*number).or_default();
                if is_first {
                    entry.0 += value;
                }
                entry.1.push((at, value));
            }
        }
        let mut best: Vec<(u32, (f32, Vec<(usize, f32)>))> = found.into_iter().collect();
        best.sort_by(|a, b| b.1.0.total_cmp(&a.1.0).then(a.0.cmp(&b.0)));
        let mut taken = 0;
        for (number, (total, leaves)) in best {
            let (id, name, _) = &glosses.entries[number as usize];
            let probe = Probe::Entry(id.clone());
            if self.vocabulary.probe_frequency(&probe)? == 0 {
                continue;
            }
            if taken == MAX_ENTRIES {
                break;
            }
            taken += 1;
            let fit = total / mass.max(f32::EPSILON);
            let probe = self.lattice.probe(probe);
            let weight = self.weights.rule(Rule::Gloss);
            let matcher = Matcher::Gloss(self.lattice.glossed.len());
            let mut edges = Vec::new();
            for (at, value) in leaves {
                edges.push(self.lattice.edges.len());
                self.lattice.edges.push(Edge {
                    from: at,
                    to: at + 1,
                    rule: Rule::Gloss,
                    weight,
                    matcher: matcher.clone(),
                    text: name.clone(),
                    mass: value.min(self.lattice.leaves[at].mass.max(value * 0.5)),
                });
            }
            self.lattice.glossed.push(Glossed { probe, edges, fit });
        }
        Ok(())
    }
}
