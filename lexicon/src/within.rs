//! The lexicon restricted to some fields: look-ups skip what is of others.

use super::claim::Claim;
use super::entry::EntryId;
use super::field::{Field, FieldSet};
use super::layer::Layer;
use super::layered::Lexicon;

impl Lexicon {
    /// Returns the same lexicon as notes read it that speak of `fields` (ids of
    /// [`Lexicon::fields`]): what is of another field isn't there. What is of
    /// none, and all that a notebook's own files have, always is.
    #[must_use]
    pub fn within(&self, fields: &[impl AsRef<str>]) -> Self {
        let numbered = self.fields().zip(1..);
        let named = numbered.filter(|(field, _)| fields.iter().any(|id| id.as_ref() == field.id));
        let read = named.fold(FieldSet::COMMON, |set, (_, number)| set.or(FieldSet::of(number)));
        Self { read, ..self.clone() }
    }

    /// Returns the fields of the lexicon that galpi ships.
    pub fn fields(&self) -> impl Iterator<Item = Field<'_>> {
        self.shipped_layer().into_iter().flat_map(Layer::fields)
    }

    /// Returns the number of the entry that a claim is of and that of its field
    /// (0 for none), where galpi ships it.
    pub(super) fn shipped_number(&self, claim: Claim) -> Option<(u32, u8)> {
        let layer = self.shipped_layer().filter(|_| claim.layer + 1 == self.layers.len())?;
        Some((claim.number, layer.field_of_entry(claim.number)))
    }

    /// Returns the layer that galpi ships, which is the last.
    fn shipped_layer(&self) -> Option<&Layer> {
        self.layers.last()
    }

    /// Says whether what is of a field is read, in the layer of a number.
    pub(super) fn is_read(&self, layer: usize, field: impl FnOnce(&Layer) -> u8) -> bool {
        self.read == FieldSet::ALL
            || layer + 1 < self.layers.len()
            || self.layers.get(layer).is_some_and(|layer| self.read.has(field(layer)))
    }

    /// Returns the number of the entry with an id in the first layer that has
    /// it, where it is read.
    pub(super) fn find(&self, id: &EntryId) -> Option<(usize, u32)> {
        let numbered = |(index, layer): (usize, &Layer)| {
            layer.ids.get(id.as_str()).map(|number| (index, number as u32))
        };
        let found = self.layers.iter().enumerate().find_map(numbered);
        found.filter(|(layer, number)| self.is_read(*layer, |l| l.field_of_entry(*number)))
    }

    /// Returns the claims of entries on a name, of those that are read. `value`
    /// is what a map of the layer has for the name.
    pub(crate) fn claims(&self, layer: usize, value: u64) -> impl Iterator<Item = Claim> {
        let claims = self.layers.get(layer).into_iter().flat_map(move |l| l.claims(layer, value));
        claims.filter(|claim| self.is_read(claim.layer, |l| l.field_of_entry(claim.number)))
    }

    /// Says whether an entry that is read has a name.
    pub(crate) fn is_claimed(&self, layer: usize, value: u64) -> bool {
        self.read == FieldSet::ALL || self.claims(layer, value).next().is_some()
    }

    /// Returns the numbers of the glossary's rows that have a form, of those
    /// that are read.
    pub(super) fn rows(&self, layer: usize, folded: &str) -> impl Iterator<Item = Claim> {
        let value = self.layers.get(layer).and_then(|l| l.glossary.get(folded));
        let layers = self.layers.get(layer).zip(value).into_iter();
        let rows = layers.flat_map(move |(l, value)| l.claims(layer, value));
        rows.filter(move |row| self.is_read(layer, |l| l.field_of_row(row.number)))
    }
}
