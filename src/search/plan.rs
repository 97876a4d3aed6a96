//! What is asked of the index.

use crate::lexicon::Kind;
use crate::verbatim::Pattern;

use super::lattice::Lattice;
use super::rule::Rule;

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
    pub(crate) kind: Kind,
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
}
