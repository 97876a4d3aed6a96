//! Services and concepts, and what the glossary has of a word.

use galpi_analysis::name::{fold, is_acronym};
use galpi_lexicon_compiler::record::{EntryRecord, RowRecord, SEPARATOR};

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
    /// Whether it is so rare that `--missing` doesn't list it.
    pub is_rare: bool,
}

/// Texts of an entry, read in place.
#[derive(Clone, Copy, Debug)]
pub struct Texts<'l>(pub(super) &'l str);

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
    pub(super) fn of(list: &'l str) -> Self {
        Self(Texts(list))
    }

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
pub struct Description {
    /// The number of the layer that has the entry, from 0.
    pub layer: usize,
    /// The number of the entry in it, from 0.
    pub number: u32,
    /// How often the term is in it.
    pub times: f32,
    /// How long it is, in the same measure.
    pub length: f32,
}

impl EntryId {
    /// Wraps an id as the index and the JSON output have it (`s/dax`).
    #[inline]
    pub fn new(id: &str) -> Self {
        Self(id.into())
    }

    /// Returns the id of an entry of a kind, by what is unique among those of the kind.
    pub fn of(kind: Kind, slug: &str) -> Self {
        let prefix = match kind {
            Kind::Service => "s/",
            Kind::Concept => "c/",
        };
        Self(format!("{prefix}{slug}").into())
    }

    /// Returns the id as text.
    #[inline]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns what it is the id of.
    #[inline]
    pub fn kind(&self) -> Kind {
        if self.0.starts_with("s/") { Kind::Service } else { Kind::Concept }
    }
}

impl<'l> Entry<'l> {
    /// Returns the names by which people speak of the entry, the official one first: all
    /// that it has, and the official one without its first word, which is the maker's.
    /// One that it lacks is empty.
    pub fn all_names(&self) -> impl Iterator<Item = &'l str> + use<'l> {
        let short = self.name.split_once(' ').map(|(_, rest)| rest);
        std::iter::once(self.name).chain(short).chain([self.korean]).chain(self.names.iter())
    }

    /// Says whether a name stands for all of the entry, under whatever other name a text
    /// speaks of it: that of a service does, and an acronym, which is short for another
    /// name. Where an entry has several, they are short for several things (LRU and LFU).
    pub fn is_stood_for_by(&self, name: &str) -> bool {
        let acronyms = || self.names.iter().filter(|name| is_acronym(name)).count();
        self.id.kind() == Kind::Service || is_acronym(name.trim()) && acronyms() <= 1
    }

    /// Says whether a name is one of the entry itself. Concepts go by phrases, too,
    /// that are said of a part or use of them (`rollout undo`): whoever types one
    /// looks for its words.
    pub fn is_own_name(&self, name: &str) -> bool {
        let folded = fold(name);
        let is_it = |own: &&str| fold(own) == folded;
        let is_word = |own: &str| !own.contains(' ');
        self.id.kind() == Kind::Service
            || [self.name, self.korean].iter().any(is_it)
            || self.names.iter().filter(is_it).any(is_word)
    }

    pub(super) fn of(record: &EntryRecord<'l>) -> Self {
        Self {
            id: EntryId::new(record.id),
            name: record.name,
            korean: record.korean,
            names: Texts(record.names),
            category: record.category,
            parents: EntryIds::of(record.parents),
            parts: EntryIds::of(record.parts),
            related: EntryIds::of(record.related),
            services: EntryIds::of(record.services),
            phrases: Texts(record.phrases),
            gloss: record.gloss,
            gloss_ko: record.gloss_ko,
            is_rare: !record.rare.is_empty(),
        }
    }
}

impl<'l> Equivalents<'l> {
    pub(super) fn of(record: &RowRecord<'l>) -> Self {
        Self {
            korean: forms(record.korean, record.korean_terms),
            english: forms(record.english, record.english_terms),
            weight: record.weight.parse::<f32>().unwrap_or(100.0) / 100.0,
        }
    }
}

fn forms<'l>(texts: &'l str, terms: &'l str) -> Vec<Form<'l>> {
    let forms = Texts(texts).iter().zip(terms.split(SEPARATOR));
    forms.map(|(text, terms)| Form { text, terms: terms.split(' ').collect() }).collect()
}
