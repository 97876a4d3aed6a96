//! What galpi knows of a field: services, concepts, words of both languages,
//! spellings.
//!
//! The lexicon that galpi ships is compiled when galpi is built and read where
//! it lies in the program. A notebook may add its own files, which are
//! compiled into its index and asked first. Nothing here knows any field; that
//! is in the data (`data/`), of which each notebook reads what is of its fields
//! ([`Lexicon::within`]).

mod check;
mod compile;
mod fault;
mod field;
mod layer;
mod names;
mod recognize;
mod source;

use std::borrow::Cow;
use std::ops::RangeInclusive;
use std::path::Path;
use std::sync::Arc;

use fst::raw::Output;

use crate::analysis::Analyzer;
use crate::error::{Error, Problem, Refusal, Result};
use crate::name::fold;
use crate::plain_file;

pub use fault::{Fault, Faults, Place, Reason, headers};
pub use field::Field;
pub use recognize::{Mention, Recognizer};

use compile::{SEPARATOR, SOUND_SEPARATOR};
use layer::{Layer, NAME, PARENTS, follow};

pub(crate) use field::FieldSet;

/// The lexicon that galpi ships.
static SHIPPED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/lexicon.bin"));

/// Files of a notebook's lexicon may be this large together: a safeguard, some
/// times what galpi ships. They are compiled at each search. An error tells it.
const MAX_SOURCE_BYTES: u64 = 8 * 1024 * 1024;

/// Knowledge of fields, in layers: a notebook's own first, then galpi's.
#[derive(Clone)]
pub struct Lexicon {
    layers: Arc<[Layer]>,
    stamp: u64,
    /// Fields of galpi's own layer that are read.
    read: FieldSet,
}

/// What an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A product, a service, or a feature of one.
    Service,
    /// An idea, property, pattern or need.
    Concept,
}

/// An entry's identity: `s/…` for services, `c/…` for concepts.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EntryId(Box<str>);

/// A service or concept, read in place.
#[derive(Clone, Debug)]
pub struct Entry<'l> {
    /// Its identity.
    pub id: EntryId,
    /// The official name of a service, the English name of a concept.
    pub name: &'l str,
    /// The usual name in Korean, or in Hangul; may be empty.
    pub korean: &'l str,
    /// Other names, as written.
    pub names: Texts<'l>,
    /// The category of a service.
    pub category: &'l str,
    /// What it is part of (a service's parent, a concept's broader ones).
    pub parents: EntryIds<'l>,
    /// Its features, or narrower concepts, in the same layer.
    pub parts: EntryIds<'l>,
    /// Concepts beside it.
    pub related: EntryIds<'l>,
    /// Services that realise it.
    pub services: EntryIds<'l>,
    /// Everyday phrasings.
    pub phrases: Texts<'l>,
    /// What it is, in English.
    pub gloss: &'l str,
    /// What it is, in Korean.
    pub gloss_ko: &'l str,
    /// Whether one may well never meet it.
    pub is_rare: bool,
}

/// Texts of an entry, read in place.
#[derive(Clone, Copy, Debug)]
pub struct Texts<'l>(&'l str);

impl<'l> Texts<'l> {
    /// Returns the texts in their order.
    pub fn iter(self) -> impl Iterator<Item = &'l str> {
        self.0.split(SEPARATOR).filter(|text| !text.is_empty())
    }
}

/// Identities of other entries that an entry has, read in place.
#[derive(Clone, Copy, Debug)]
pub struct EntryIds<'l>(Texts<'l>);

impl<'l> EntryIds<'l> {
    /// Returns the identities in their order.
    pub fn iter(self) -> impl Iterator<Item = EntryId> + use<'l> {
        self.0.iter().map(EntryId::new)
    }

    /// Says whether an identity is one of them.
    pub fn contains(self, id: &EntryId) -> bool {
        self.0.iter().any(|own| own == id.as_str())
    }

    /// Says whether two entries have one in common.
    pub fn meets(self, other: Self) -> bool {
        self.0.iter().any(|id| other.0.iter().any(|own| own == id))
    }

    /// Says whether there are none.
    pub fn is_empty(self) -> bool {
        self.0.0.is_empty()
    }
}

/// A claim of an entry on a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Claim {
    pub(crate) layer: usize,
    pub(crate) number: u32,
    /// Whether the name is an ordinary word too.
    pub(crate) weak: bool,
}

/// Equivalents of a word in the glossary.
#[derive(Clone, Debug, PartialEq)]
pub struct Equivalents<'l> {
    /// Korean forms, verbs in their dictionary form.
    pub korean: Vec<Form<'l>>,
    /// English forms.
    pub english: Vec<Form<'l>>,
    /// How surely one stands for the other, above 0 and at most 1.
    pub weight: f32,
}

/// A word or name, analysed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form<'l> {
    /// As written.
    pub text: &'l str,
    /// Its smallest terms.
    pub terms: Vec<&'l str>,
}

/// An entry in whose description a term is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Description {
    pub(crate) layer: usize,
    pub(crate) number: u32,
    /// How often the term is in it.
    pub(crate) times: f32,
    /// How long it is, in the same measure.
    pub(crate) length: f32,
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

impl EntryId {
    /// Wraps an id as the index and the JSON output have it (`s/dax`).
    pub fn new(id: &str) -> Self {
        Self(id.into())
    }

    /// Returns the id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns what it is the id of.
    pub fn kind(&self) -> Kind {
        if self.0.starts_with("s/") { Kind::Service } else { Kind::Concept }
    }
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
    /// [`Lexicon::compile_files`], before it. A layer that isn't one is passed
    /// over, as it was checked when it was made.
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

    /// Makes a lexicon of some texts alone, without what galpi ships.
    #[cfg(test)]
    pub(crate) fn of_texts(files: &[(&str, &str)]) -> Self {
        let files: Vec<(String, String)> =
            files.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
        let bytes = Self::compile(&files).expect("a lexicon");
        let layers = Layer::read(Cow::Owned(bytes)).into_iter().collect();
        Self { layers, stamp: 0, read: FieldSet::ALL }
    }

    /// Reads and compiles a notebook's own lexicon files.
    ///
    /// # Errors
    ///
    /// When a file can't be read, or an entry in it is wrong: the error lists
    /// file, line and reason of each fault.
    pub fn compile_files(files: &[impl AsRef<Path>]) -> Result<Vec<u8>> {
        let mut texts = Vec::new();
        let mut left = MAX_SOURCE_BYTES;
        for file in files {
            let file = file.as_ref();
            let unreadable = |e| Error::io(Problem::LexiconUnreadable, file, e);
            let metadata = std::fs::metadata(file).map_err(unreadable)?;
            if !metadata.is_file() {
                return Err(Error::new(Problem::LexiconNoFile).at(file));
            }
            let bytes = plain_file::read(file, left)
                .map_err(unreadable)?
                .ok_or_else(|| Error::new(Problem::LexiconTooLarge).at(file))?;
            left -= bytes.len() as u64;
            let text = String::from_utf8(bytes).map_err(|_| unreadable(Refusal::NotUtf8.into()))?;
            texts.push((file.to_string_lossy().into_owned(), text));
        }
        Self::compile(&texts)
    }

    /// Compiles the texts of a notebook's own lexicon files, each with the
    /// name of its file.
    ///
    /// # Errors
    ///
    /// When an entry is wrong: the error lists file, line and reason of each
    /// fault.
    pub fn compile(files: &[(String, String)]) -> Result<Vec<u8>> {
        let shipped = Self::shipped();
        let mut source = source::Source::default();
        for (name, text) in files {
            source.add(name, text).map_err(|fault| faulty(vec![fault]))?;
        }
        let is_known = |id: &str| match id.strip_prefix("f/") {
            Some(field) => shipped.fields().any(|known| known.id == field),
            None => shipped.entry(&EntryId::new(id)).is_some(),
        };
        let faults = source.faults(&is_known);
        if !faults.is_empty() {
            return Err(faulty(faults));
        }
        Ok(compile::compile(&source, &mut Analyzer::new()))
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
        self.layers[layer].entries.get(number as usize)?.nth(NAME)
    }

    /// Returns what the entry with an id is part of, reading nothing else of
    /// it.
    pub(crate) fn parents(&self, id: &EntryId) -> Option<EntryIds<'_>> {
        let (layer, number) = self.find(id)?;
        Some(EntryIds(Texts(self.layers[layer].entries.get(number as usize)?.nth(PARENTS)?)))
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
    pub(crate) fn claimed(&self, claim: Claim) -> Option<EntryId> {
        self.id(claim).map(EntryId::new)
    }

    /// Says whether a claim is a service's.
    fn is_service(&self, claim: Claim) -> bool {
        self.id(claim).is_some_and(|id| id.starts_with("s/"))
    }

    /// Returns whose a claim is and what that is part of.
    fn claimed_with_parents(&self, claim: Claim) -> Option<(&str, EntryIds<'_>)> {
        let mut texts = self.layers.get(claim.layer)?.entries.get(claim.number as usize)?;
        Some((texts.next()?, EntryIds(Texts(texts.nth(PARENTS - 1)?))))
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
                let mut texts = row;
                let (korean, english) = (texts.next(), texts.next());
                let weight = texts.next().and_then(|w| w.parse::<f32>().ok()).unwrap_or(100.0);
                found.push(Equivalents {
                    korean: forms(korean, texts.next()),
                    english: forms(english, texts.next()),
                    weight: weight / 100.0,
                });
            }
        }
        found
    }

    /// Returns how many entries each layer has.
    pub(crate) fn sizes(&self) -> impl Iterator<Item = usize> {
        self.layers.iter().map(|layer| layer.entries.len())
    }

    /// Returns the entries in whose descriptions a term is.
    pub(crate) fn described_by(&self, term: &str) -> impl Iterator<Item = Description> {
        let layers = self.layers.iter().enumerate();
        let all = layers.flat_map(move |(index, layer)| layer.described_by(index, term));
        all.filter(|found| self.is_read(found.layer, |layer| layer.field_of_entry(found.number)))
    }

    /// Returns in how many descriptions a term is, of all fields: how common a
    /// word is isn't a question of what is read.
    pub(crate) fn description_frequency(&self, term: &str) -> u32 {
        self.layers.iter().map(|layer| layer.description_frequency(term)).sum()
    }

    /// Returns how many entries there are, and how long their descriptions are
    /// on average.
    pub(crate) fn descriptions(&self) -> (f32, f32) {
        let count: usize = self.layers.iter().map(|layer| layer.entries.len()).sum();
        let lengths = self.layers.iter().flat_map(|layer| layer.lengths.chunks_exact(2));
        let sum: f32 = lengths.map(|l| f32::from(u16::from_le_bytes([l[0], l[1]]))).sum();
        (count as f32, (sum / count.max(1) as f32).max(1.0))
    }

    /// Returns the folded names whose sound begins with `key` and is as long as
    /// `lengths` let (see [`crate::analysis::sound::keys`]).
    pub(crate) fn sounding(&self, key: &str, lengths: RangeInclusive<usize>) -> Vec<String> {
        use fst::{IntoStreamer, Streamer};
        let mut names = Vec::new();
        for (index, layer) in self.layers.iter().enumerate() {
            let mut stream = layer.sounds.range().ge(key).into_stream();
            while let Some((found, _)) = stream.next() {
                let Some(found) = std::str::from_utf8(found).ok().filter(|f| f.starts_with(key))
                else {
                    break;
                };
                let sound_and_name = found.split_once(SOUND_SEPARATOR);
                let is_named = |name: &str| {
                    let value = layer.names.get(name).unwrap_or_default();
                    self.is_claimed(index, value)
                };
                let wanted = sound_and_name
                    .filter(|(sound, name)| lengths.contains(&sound.len()) && is_named(name));
                names.extend(wanted.map(|(_, name)| name.to_owned()));
            }
        }
        names.sort();
        names.dedup();
        names
    }

    /// Says whether any form of the glossary, of whatever field, begins with a
    /// folded text.
    pub(crate) fn begins_form(&self, folded: &str) -> bool {
        self.layers.iter().any(|layer| {
            let forms = layer.glossary.as_fst();
            follow(forms, &forms.root(), Output::zero(), folded.as_bytes()).is_some()
        })
    }

    /// Says whether a folded word is a name or has equivalents.
    pub(crate) fn is_listed(&self, folded: &str) -> bool {
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
                Some(split(layer.groups.get(number as usize)?.next()))
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

fn faulty(faults: Vec<Fault>) -> Error {
    Error::new(Problem::LexiconFaults).because(Faults::new(faults))
}

fn split(list: Option<&str>) -> Vec<&str> {
    list.unwrap_or_default().split(SEPARATOR).filter(|text| !text.is_empty()).collect()
}

fn forms<'l>(texts: Option<&'l str>, terms: Option<&'l str>) -> Vec<Form<'l>> {
    let terms = terms.unwrap_or_default().split(SEPARATOR);
    let forms = split(texts).into_iter().zip(terms);
    forms.map(|(text, terms)| Form { text, terms: terms.split(' ').collect() }).collect()
}
