//! What is asked of the index.

use crate::verbatim::Pattern;

use super::lattice::Lattice;
use super::rule::Rule;

/// What an entry that is asked for is worth where sections are chosen, in what
/// all words of its name are.
const MORE_THAN_WORDS: f32 = 2.0;

/// A query, understood.
#[derive(Clone, Debug)]
pub(crate) enum Plan {
    /// Sections that have words of the query, as typed or read otherwise, or
    /// that are about what it describes.
    Words(Lattice),
    /// Sections that speak of entries of which the whole query is a name.
    About(About),
    /// Sections that have these characters.
    Verbatim(Pattern),
    /// All sections that the query's constraints let through.
    Filter,
}

/// Entries that are asked for by name.
#[derive(Clone, Debug)]
pub(crate) struct About {
    /// The words of the name as typed: of sections that are about the entries
    /// as much, those that have more of them come first. Its probes are those
    /// of the entries as well.
    pub(crate) name: Lattice,
    /// The entries, and those that belong to them.
    pub(crate) entries: Vec<AskedEntry>,
    /// Whether a constraint alone names them, which asks for all that it lets
    /// through.
    pub(crate) is_constraint: bool,
    /// Whether the entries are asked for, and not the words of the name.
    pub(crate) is_lookup: bool,
}

/// An entry that a whole query asks for.
#[derive(Clone, Debug)]
pub(crate) struct AskedEntry {
    /// The probe of the entry.
    pub(crate) probe: usize,
    /// Whether it is named itself, or a part of what is named …
    pub(crate) rule: Rule,
    /// How much of an answer it is, above 0 and at most 1.
    pub(crate) weight: f32,
    /// The entry's name.
    pub(crate) name: String,
    /// Whether what was typed stands for all of it, so that sections that have another
    /// of its names are as good (see [`super::resolve::stands_for`]).
    pub(crate) is_meant: bool,
}

impl Plan {
    /// Returns the words that are looked for, where there are any.
    pub(crate) fn lattice(&self) -> Option<&Lattice> {
        match self {
            Self::Words(lattice) => Some(lattice),
            Self::About(about) => Some(&about.name),
            Self::Verbatim(_) | Self::Filter => None,
        }
    }

    /// Returns what finding each probe of the words is worth, alone. Of entries
    /// that are asked for, more than all words of the name: how much a section is
    /// about them decides.
    pub(crate) fn worth_of_probes(&self) -> Vec<f32> {
        let Some(lattice) = self.lattice() else { return Vec::new() };
        let mut worth = lattice.worth_of_probes();
        let Self::About(about) = self else { return worth };
        let most = lattice.total_idf().max(1.0) * MORE_THAN_WORDS;
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
        assert_eq!(Plan::About(about).worth_of_probes(), [1.0, 2.0, 6.0, 3.0]);
        assert!(Plan::Filter.worth_of_probes().is_empty());
    }
}
