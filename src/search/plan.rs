//! What a query asks of the index.

use crate::verbatim::Pattern;

use super::lattice::Lattice;
use super::rule::Rule;
use super::weights::Weights;

/// What a query asks for; each kind has a ranker of its own in `rank/`.
#[derive(Clone, Debug)]
pub(crate) enum Plan {
    /// Sections that have words of the query, as typed or by another reading, or that
    /// are about an entry that the query describes.
    Words(Lattice),
    /// Sections about entries of the lexicon of which the whole query is a name.
    About(About),
    /// Sections whose text matches a pattern, character by character.
    Verbatim(Pattern),
    /// All sections that the query's constraints let through.
    Filter,
}

/// Entries that are asked for by name.
#[derive(Clone, Debug)]
pub(crate) struct About {
    /// The words of the name as typed: they order sections that are about the entries
    /// to the same degree. Its probes include those of the entries.
    pub(crate) name: Lattice,
    /// The entries, and those that belong to them.
    pub(crate) entries: Vec<AskedEntry>,
    /// Whether a constraint alone names them (`service:ebs`): then no section that
    /// meets it is left out for a low score.
    pub(crate) is_constraint: bool,
    /// Whether only the entries are asked for (`galpi service ebs`), so that a section
    /// that has the name written but isn't about the entry is no hit.
    pub(crate) is_lookup: bool,
}

/// An entry that a whole query asks for.
#[derive(Clone, Debug)]
pub(crate) struct AskedEntry {
    /// The probe of the entry.
    pub(crate) probe: usize,
    /// How it belongs to what was named: itself, a part of it, related to it.
    pub(crate) rule: Rule,
    /// How much of an answer it is, above 0 and at most 1.
    pub(crate) weight: f32,
    /// The entry's name.
    pub(crate) name: String,
    /// Whether the name stands for all of it
    /// ([`Entry::is_stood_for_by`](crate::lexicon::Entry::is_stood_for_by)), so that sections
    /// with another of its names are literal matches, too.
    pub(crate) is_meant: bool,
}

impl Plan {
    /// Returns the lattice of the words that are looked for, where there are any.
    pub(crate) fn lattice(&self) -> Option<&Lattice> {
        match self {
            Self::Words(lattice) => Some(lattice),
            Self::About(about) => Some(&about.name),
            Self::Verbatim(_) | Self::Filter => None,
        }
    }

    /// Returns how much it is worth to find each probe, by its number: when sections of a
    /// large notebook are chosen, those with the most valuable probes are.
    pub(crate) fn worth_of_probes(&self, weights: &Weights) -> Vec<f32> {
        let Some(lattice) = self.lattice() else { return Vec::new() };
        let mut worth = lattice.worth_of_probes();
        let Self::About(about) = self else { return worth };
        let most = lattice.total_idf().max(1.0) * weights.shortlist_entry;
        for entry in &about.entries {
            worth[entry.probe] = worth[entry.probe].max(entry.weight * most);
        }
        worth
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::EntryId;
    use crate::search::fixture::query;
    use crate::search::lattice::Probe;

    #[test]
    fn an_entry_that_is_asked_for_is_worth_more_than_the_words_of_its_name() {
        let mut name = query(&[("moon", 1.0), ("store", 2.0)]);
        let entries = [("s/store", Rule::Name, 1.0), ("s/vault", Rule::Narrower, 0.5)];
        let entries = entries.map(|(id, rule, weight)| {
            let probe = name.probes.number(Probe::Entry(EntryId::new(id)));
            AskedEntry { probe, rule, weight, name: id.to_owned(), is_meant: true }
        });
        let about =
            About { name, entries: entries.to_vec(), is_constraint: false, is_lookup: false };
        let weights = Weights::default();
        assert_eq!(Plan::About(about).worth_of_probes(&weights), [1.0, 2.0, 6.0, 3.0]);
        assert!(Plan::Filter.worth_of_probes(&weights).is_empty());
    }
}
