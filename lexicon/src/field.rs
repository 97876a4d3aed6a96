//! Fields of knowledge, and which of them are read into notes.
//!
//! Each entry of the lexicon that galpi ships is of one field (`aws`,
//! `kubernetes`, `computing`) or of none, which is common to all. Outside its
//! field a name is just a word: `Lambda` in notes on Java is no service. So a
//! lexicon can be looked at [within](super::Lexicon::within) some fields: all
//! lookups then pass over the entries of others (`within.rs`). Which fields notes
//! speak of is decided by who indexes them.

/// A field of knowledge, read in place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field<'l> {
    /// Its identity, as lexicon files have it.
    pub id: &'l str,
    /// What it is called in English.
    pub name: &'l str,
    /// What it is called in Korean.
    pub korean: &'l str,
    /// It and the fields that it is within.
    pub with: FieldSet,
}

/// Some of the fields of the lexicon that galpi ships: bits of their numbers,
/// which are from 1. What is of no field has the number 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FieldSet(u32);

impl FieldSet {
    /// All fields there are.
    pub const ALL: Self = Self(u32::MAX);
    /// What is of no field.
    pub const COMMON: Self = Self(1);

    /// Returns the set of one field.
    #[inline]
    pub fn of(number: u8) -> Self {
        Self(1 << u32::from(number).min(31))
    }

    /// Returns what is in either.
    #[inline]
    pub fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Returns what is in both.
    #[inline]
    pub fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Says whether a field is in the set.
    #[inline]
    pub fn has(self, number: u8) -> bool {
        self.0 & Self::of(number).0 != 0
    }

    /// Says whether nothing is in it.
    #[inline]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
}

impl std::str::FromStr for FieldSet {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self)
    }
}
