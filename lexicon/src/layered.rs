//! The lexicon: layers of compiled files that are asked one after the other.

use std::borrow::Cow;
use std::sync::Arc;

use fst::raw::Output;
use galpi_analysis::name::fold;
use galpi_lexicon_compiler::record::{EntryRecord, RowRecord, SOUND_SEPARATOR};

use super::claim::Claim;
use super::entry::{Description, Entry, EntryId, EntryIds, Equivalents, Kind, Texts};
use super::field::FieldSet;
use super::layer::{Layer, follow};
use super::sounding::Sounding;

/// The lexicon that galpi ships.
static SHIPPED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/lexicon.bin"));

/// Knowledge of fields, in layers: a notebook's own first, then galpi's.
#[derive(Clone)]
pub struct Lexicon {
    pub(super) layers: Arc<[Layer]>,
    pub(super) stamp: u64,
    /// Fields of galpi's own layer that are read.
    pub(super) read: FieldSet,
}

/// Counts of what a lexicon holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Services and their features.
    pub services: usize,
    /// Concepts.
    pub concepts: usize,
    /// Rows of the glossary.
    pub glossary: usize,
    /// Spellings, standard ones included.
    pub spellings: usize,
}

impl Lexicon {
    /// Returns the lexicon that galpi ships.
    pub fn shipped() -> Self {
        Self::from_layers(Vec::new())
    }

    /// Returns no lexicon at all: galpi without knowledge of any field.
    pub fn empty() -> Self {
        Self { layers: Arc::new([]), stamp: 0, read: FieldSet::ALL }
    }

    /// Returns the shipped lexicon with notebook layers, compiled by
    /// [`Lexicon::compile`], before it. Bytes that aren't a layer are
    /// ignored.
    pub fn from_layers(own: Vec<Vec<u8>>) -> Self {
        let own = own.into_iter().map(Cow::Owned);
        let mut stamp = xxhash_rust::xxh3::Xxh3::new();
        let mut layers = Vec::new();
        for bytes in own {
            stamp.update(&bytes);
            layers.extend(Layer::read(bytes));
        }
        // The shipped layer is stamped when galpi is built.
        stamp.update(env!("GALPI_LEXICON_STAMP").as_bytes());
        layers.extend(Layer::read(Cow::Borrowed(SHIPPED)));
        Self { layers: layers.into(), stamp: stamp.digest(), read: FieldSet::ALL }
    }

    /// Makes a lexicon of one compiled layer alone.
    pub(super) fn of_layer(compiled: Vec<u8>) -> Self {
        let layers = Layer::read(Cow::Owned(compiled)).into_iter().collect();
        Self { layers, stamp: 0, read: FieldSet::ALL }
    }

    /// Tells lexicons apart: with another stamp, sections may be about other
    /// entries.
    pub fn stamp(&self) -> u64 {
        self.stamp
    }

    /// Returns the entry with an id.
    pub fn entry(&self, id: &EntryId) -> Option<Entry<'_>> {
        let (layer, number) = self.find(id)?;
        self.layers[layer].entry(number as usize)
    }

    /// Returns the name of the entry with an id, reading nothing else of it.
    pub fn name(&self, id: &EntryId) -> Option<&str> {
        let (layer, number) = self.find(id)?;
        self.layers[layer].entries.get(number as usize)?.nth(EntryRecord::NAME)
    }

    /// Returns the number of the entry with an id among those of all layers,
    /// whatever is read: the same as long as the lexicon is.
    pub fn number(&self, id: &EntryId) -> Option<u32> {
        let mut before = 0;
        for layer in self.layers.iter() {
            if let Some(number) = layer.ids.get(id.as_str()) {
                return Some(before + number as u32);
            }
            before += layer.entries.len() as u32;
        }
        None
    }

    /// Returns what the entry with such a number is in its layer.
    pub fn claim_numbered(&self, number: u32) -> Option<Claim> {
        let mut number = number;
        for (index, layer) in self.layers.iter().enumerate() {
            match number.checked_sub(layer.entries.len() as u32) {
                Some(rest) => number = rest,
                None => return Some(Claim { layer: index, number, weak: false }),
            }
        }
        None
    }

    /// Returns the vectors of the texts that describe an entry, a byte (i8) a dimension:
    /// none of an entry of a field that isn't read.
    pub fn meanings(&self, entry: Claim) -> impl Iterator<Item = &[u8]> {
        let is_read = self.is_read(entry.layer, |own| own.field_of_entry(entry.number));
        let layer = self.layers.get(entry.layer).filter(|_| is_read);
        layer.into_iter().flat_map(move |layer| layer.meanings(entry.number))
    }

    /// Returns the id of the entry with such a number.
    pub fn numbered(&self, number: u32) -> Option<EntryId> {
        self.claimed(self.claim_numbered(number)?)
    }

    /// Returns what the entry with an id is part of, reading nothing else of
    /// it.
    pub fn parents(&self, id: &EntryId) -> Option<EntryIds<'_>> {
        let (layer, number) = self.find(id)?;
        Some(EntryIds::of(
            self.layers[layer].entries.get(number as usize)?.nth(EntryRecord::PARENTS)?,
        ))
    }

    /// Returns all entries of a kind, by id.
    pub fn entries(&self, kind: Kind) -> Vec<Entry<'_>> {
        let mut entries: Vec<Entry<'_>> = Vec::new();
        let mut seen = rustc_hash::FxHashSet::default();
        for (index, layer) in self.layers.iter().enumerate() {
            for number in 0..layer.entries.len() {
                if !self.is_read(index, |layer| layer.field_of_entry(number as u32)) {
                    continue;
                }
                let Some(entry) = layer.entry(number) else { continue };
                if entry.id.kind() == kind && seen.insert(entry.id.clone()) {
                    entries.push(entry);
                }
            }
        }
        entries.sort_by(|a, b| a.id.cmp(&b.id));
        entries
    }

    /// Returns the entries that a name belongs to, with whether it is an
    /// ordinary word too; those it isn't come first.
    pub fn named(&self, name: &str) -> Vec<(Entry<'_>, bool)> {
        let folded = fold(name);
        let mut found = Vec::new();
        for (index, layer) in self.layers.iter().enumerate() {
            let value = layer.names.get(&folded).unwrap_or_default();
            for claim in self.claims(index, value) {
                found.extend(self.claimant(claim).map(|entry| (entry, claim.weak)));
            }
        }
        found.sort_by_key(|(_, weak)| *weak);
        found
    }

    pub(crate) fn claimant(&self, claim: Claim) -> Option<Entry<'_>> {
        self.layers.get(claim.layer)?.entry(claim.number as usize)
    }

    /// Returns whose a claim is, without reading the entry.
    pub fn claimed(&self, claim: Claim) -> Option<EntryId> {
        self.id(claim).map(EntryId::new)
    }

    /// Says whether a claim is a service's.
    pub(super) fn is_service(&self, claim: Claim) -> bool {
        self.id(claim).is_some_and(|id| id.starts_with("s/"))
    }

    /// Returns whose a claim is and what that is part of.
    pub(super) fn claimed_with_parents(&self, claim: Claim) -> Option<(&str, EntryIds<'_>)> {
        let mut texts = self.layers.get(claim.layer)?.entries.get(claim.number as usize)?;
        Some((texts.next()?, EntryIds::of(texts.nth(EntryRecord::PARENTS - 1)?)))
    }

    fn id(&self, claim: Claim) -> Option<&str> {
        self.layers.get(claim.layer)?.entries.get(claim.number as usize)?.next()
    }

    pub(crate) fn layers(&self) -> &[Layer] {
        &self.layers
    }

    /// Returns the glossary's equivalents of a folded form.
    pub fn equivalents(&self, folded: &str) -> Vec<Equivalents<'_>> {
        let mut found = Vec::new();
        for (index, layer) in self.layers.iter().enumerate() {
            for claim in self.rows(index, folded) {
                let Some(row) = layer.rows.get(claim.number as usize) else { continue };
                found.push(Equivalents::of(&RowRecord::read(row)));
            }
        }
        found
    }

    /// Returns how many entries each layer has.
    pub fn sizes(&self) -> impl Iterator<Item = usize> {
        self.layers.iter().map(|layer| layer.entries.len())
    }

    /// Returns the entries in whose descriptions a term is.
    pub fn described_by(&self, term: &str) -> impl Iterator<Item = Description> {
        let layers = self.layers.iter().enumerate();
        let all = layers.flat_map(move |(index, layer)| layer.described_by(index, term));
        all.filter(|found| self.is_read(found.layer, |layer| layer.field_of_entry(found.number)))
    }

    /// Returns in how many descriptions a term is, of all fields: how common a
    /// word is isn't a question of what is read.
    pub fn description_frequency(&self, term: &str) -> u32 {
        self.layers.iter().map(|layer| layer.description_frequency(term)).sum()
    }

    /// Returns how many entries there are, and how long their descriptions are
    /// on average.
    pub fn descriptions(&self) -> (f32, f32) {
        let count: usize = self.layers.iter().map(|layer| layer.entries.len()).sum();
        let lengths = self.layers.iter().flat_map(|layer| layer.lengths.chunks_exact(2));
        let sum: f32 = lengths.map(|l| f32::from(u16::from_le_bytes([l[0], l[1]]))).sum();
        (count as f32, (sum / count.max(1) as f32).max(1.0))
    }

    /// Returns the folded names whose sound begins with `key` and is one that
    /// `is_like` wants (see [`galpi_analysis::sound::keys`]).
    pub fn sounding(&self, key: &str, is_like: impl Fn(&str) -> bool) -> Vec<String> {
        use fst::{IntoStreamer, Streamer};
        let mut names = Vec::new();
        for (index, layer) in self.layers.iter().enumerate() {
            let mut stream = layer.sounds.search(Sounding { key, is_like: &is_like }).into_stream();
            while let Some((found, _)) = stream.next() {
                let found = std::str::from_utf8(found).unwrap_or_default();
                let name = found.split_once(SOUND_SEPARATOR).map(|(_, name)| name);
                let is_named = |name: &&str| {
                    let value = layer.names.get(name).unwrap_or_default();
                    self.is_claimed(index, value)
                };
                names.extend(name.filter(is_named).map(str::to_owned));
            }
        }
        names.sort();
        names.dedup();
        names
    }

    /// Says whether any form of the glossary, of whatever field, begins with a
    /// folded text.
    pub fn begins_form(&self, folded: &str) -> bool {
        self.layers.iter().any(|layer| {
            let forms = layer.glossary.as_fst();
            follow(forms, &forms.root(), Output::zero(), folded.as_bytes()).is_some()
        })
    }

    /// Says whether a folded word is a name or has equivalents.
    pub fn is_listed(&self, folded: &str) -> bool {
        let is_named = |(index, layer): (usize, &Layer)| {
            layer.names.get(folded).is_some_and(|value| self.is_claimed(index, value))
        };
        self.layers.iter().enumerate().any(is_named)
            || (0..self.layers.len()).any(|layer| self.rows(layer, folded).next().is_some())
    }

    /// Returns the other spellings of a folded form.
    pub fn spellings(&self, folded: &str) -> Vec<&str> {
        self.layers
            .iter()
            .filter_map(|layer| {
                let number = layer.spellings.get(folded)?;
                Some(Texts(layer.groups.get(number as usize)?.next()?).iter())
            })
            .flatten()
            .filter(|form| fold(form) != folded)
            .collect()
    }

    /// Returns how much a common word says, from 0 (nothing) to 1; `None` for
    /// words that aren't listed as common.
    pub fn common_weight(&self, folded: &str) -> Option<f32> {
        let weight = self.layers.iter().find_map(|layer| layer.common.get(folded))?;
        Some(weight as f32 / 100.0)
    }

    /// Counts what the lexicon holds, of what is read.
    pub fn counts(&self) -> Counts {
        Counts {
            services: self.entries(Kind::Service).len(),
            concepts: self.entries(Kind::Concept).len(),
            glossary: self.layers.iter().map(|l| l.rows.len()).sum(),
            spellings: self.layers.iter().map(|l| l.spellings.len()).sum(),
        }
    }
}
