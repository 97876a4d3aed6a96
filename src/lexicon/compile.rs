//! Checked entries → bytes that are read in place.
//!
//! ```text
//! magic, then for each of PARTS: offset and length (u32, little-endian)
//! names      fst: folded name → claims
//! ids        fst: `s/…` or `c/…` → number of the entry
//! entries    records of FIELDS texts, found through an index of offsets
//! glossary   fst: folded form → claims, by the numbers of rows
//! rows       records: Korean forms, English forms, weight in hundredths, and
//!            the terms of the forms, those of one parted by spaces
//! spellings  fst: folded form → number of its group
//! groups     records: the forms of a group
//! common     fst: word → weight in hundredths
//! described  fst: term → where its postings begin
//! postings   for each term: their number (u32), and of each the number of the
//!            entry that it describes (u16) and how often (u8)
//! lengths    for each entry: the sum of these (u16)
//! sounds     fst: how a name sounds, [`SOUND_SEPARATOR`], the folded name → 0
//! local      fst: folded name of a part where its whole is spoken of,
//!            SEPARATOR, id of the whole → claims, as for names
//! more       claims of names that have more than fit in a value
//! fields     records: id, English name, Korean name of a field, and the set of
//!            fields that whoever speaks of it speaks of, in decimal
//! of_entry   for each entry: the number of its field (u8), 0 for none
//! of_row     for each row of the glossary: the same
//! ```
//!
//! A record is a sequence of texts, each with its length before it (u32). A
//! list of texts is one text parted by [`SEPARATOR`].
//!
//! A claim is the number of an entry or row, plus one, in [`CLAIM_BITS`]. Up to
//! [`INLINE_CLAIMS`] are packed into a value; where there are more, the value is
//! [`IS_ELSEWHERE`] and the place in `more` where their number (u32) and they
//! (u32 each) stand.

use std::collections::BTreeMap;

use crate::analysis::{Analyzer, leaf_terms, sound};
use crate::name::fold;

use super::names::{Name, concept_names};
use super::source::{Concept, Service, Source};

/// Begins a compiled lexicon; changes with the layout.
pub(crate) const MAGIC: &[u8; 8] = b"galpilx6";
/// The number of parts, in the order of the module's table.
pub(crate) const PARTS: usize = 17;
/// Parts the texts of a list.
pub(crate) const SEPARATOR: char = '\u{1f}';
/// Parts the sound of a name from the name.
pub(crate) const SOUND_SEPARATOR: char = '\u{1}';
/// Shorter names are near too many others to be found by their sound.
const MIN_SOUNDING_CHARS: usize = 4;
/// Bits of one claim: a number below 2¹⁹ and, in front, whether it is weak.
pub(crate) const CLAIM_BITS: u32 = 20;
/// Claims that fit in the value of an fst.
pub(crate) const INLINE_CLAIMS: u32 = 3;
/// Marks a value whose claims stand elsewhere.
pub(crate) const IS_ELSEWHERE: u64 = 1 << 63;

/// Names of a whole that are put before those of its parts, at most.
const MAX_WHOLE_NAMES: usize = 24;

/// What a word counts in a description: least in a name, which others share,
/// most in an everyday phrasing, which is what people type.
const IN_NAME: u32 = 1;
const IN_GLOSS: u32 = 2;
const IN_PHRASE: u32 = 3;

/// Compiles entries. What [`Source::faults`] finds must have been mended.
pub(crate) fn compile(source: &Source, analyzer: &mut Analyzer) -> Vec<u8> {
    let mut more = Vec::new();
    let mut entries = Entries::of(source, analyzer);
    let local = local_names(source, &mut entries.names);
    let (glossary, rows, of_row) = glossary(source, analyzer);
    let (spellings, groups) = spellings(source);
    let common: BTreeMap<String, u64> =
        source.common.iter().map(|(_, word, weight)| (fold(word), hundredths(*weight))).collect();
    let (described, postings, lengths) = entries.descriptions.finish();
    let sounds = sounds(&entries.names);
    let parts: [Vec<u8>; PARTS] = [
        map(entries.names.pack(&mut more)),
        map(entries.ids),
        entries.records.finish(),
        map(glossary.pack(&mut more)),
        rows.finish(),
        map(spellings),
        groups.finish(),
        map(common),
        map(described),
        postings,
        lengths,
        map(sounds),
        map(local.pack(&mut more)),
        more,
        fields(source).finish(),
        entries.fields,
        of_row,
    ];
    let mut bytes = MAGIC.to_vec();
    let mut offset = MAGIC.len() + PARTS * 8;
    for part in &parts {
        bytes.extend_from_slice(&(offset as u32).to_le_bytes());
        bytes.extend_from_slice(&(part.len() as u32).to_le_bytes());
        offset += part.len();
    }
    bytes.extend(parts.into_iter().flatten());
    bytes
}

/// Services and concepts, being compiled. Services come first, in their order.
#[derive(Default)]
struct Entries {
    names: Claims,
    ids: BTreeMap<String, u64>,
    records: Records,
    fields: Vec<u8>,
    descriptions: Descriptions,
}

/// What entries have that isn't written where they are.
struct Elsewhere<'s> {
    /// Parts of a whole, by id.
    parts: BTreeMap<String, Vec<String>>,
    /// Everyday phrasings, by id.
    phrases: BTreeMap<&'s str, Vec<String>>,
}

impl<'s> Elsewhere<'s> {
    fn of(source: &'s Source) -> Self {
        let mut parts: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (_, service) in source.services.iter().filter(|(_, s)| !s.parent.is_empty()) {
            let part = format!("s/{}", service.id.get_ref());
            parts.entry(format!("s/{}", service.parent)).or_default().push(part);
        }
        for (_, concept) in &source.concepts {
            for broader in &concept.broader {
                let part = format!("c/{}", concept.id.get_ref());
                parts.entry(format!("c/{broader}")).or_default().push(part);
            }
        }
        let mut phrases: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for (_, id, more) in &source.phrases {
            phrases.entry(id).or_default().extend(more.iter().cloned());
        }
        Self { parts, phrases }
    }

    fn parts(&self, id: &str) -> String {
        self.parts.get(id).map(|ids| list(ids)).unwrap_or_default()
    }

    fn phrases(&self, id: &str, own: &[String]) -> Vec<String> {
        let more = self.phrases.get(id).into_iter().flatten();
        own.iter().chain(more).cloned().collect()
    }
}

impl Entries {
    fn of(source: &Source, analyzer: &mut Analyzer) -> Self {
        let elsewhere = Elsewhere::of(source);
        let mut entries = Self::default();
        for (_, service) in &source.services {
            entries.add_service(source, service, &elsewhere, analyzer);
        }
        for (_, concept) in &source.concepts {
            entries.add_concept(source, concept, &elsewhere, analyzer);
        }
        entries
    }

    fn add_service(
        &mut self,
        source: &Source,
        service: &Service,
        elsewhere: &Elsewhere<'_>,
        analyzer: &mut Analyzer,
    ) {
        let id = format!("s/{}", service.id.get_ref());
        self.register(&id, &source.service_names(service), source.field_number(&service.field));
        let parent = match service.parent.as_str() {
            "" => String::new(),
            parent => format!("s/{parent}"),
        };
        let lists = [&service.short, &service.ko, &service.aliases, &service.former];
        let surfaces: Vec<String> = lists.into_iter().flatten().cloned().collect();
        let phrases = elsewhere.phrases(&id, &[]);
        let names = std::iter::once(&service.name).chain(&surfaces);
        self.descriptions.push(analyzer, names, [&service.gloss, &service.gloss_ko], &phrases);
        self.records.push(&[
            &id,
            &service.name,
            service.ko.first().map_or("", String::as_str),
            &list(&surfaces),
            &service.category,
            &parent,
            &elsewhere.parts(&id),
            "",
            "",
            &list(&phrases),
            &service.gloss,
            &service.gloss_ko,
            if service.rare { "rare" } else { "" },
        ]);
    }

    fn add_concept(
        &mut self,
        source: &Source,
        concept: &Concept,
        elsewhere: &Elsewhere<'_>,
        analyzer: &mut Analyzer,
    ) {
        let id = format!("c/{}", concept.id.get_ref());
        self.register(&id, &concept_names(concept), source.field_number(&concept.field));
        let refer = |kind: &str, ids: &[String]| {
            list(&ids.iter().map(|id| format!("{kind}/{id}")).collect::<Vec<_>>())
        };
        let surfaces: Vec<String> = concept.en.iter().chain(&concept.ko).cloned().collect();
        let phrases = elsewhere.phrases(&id, &concept.phrases);
        let glosses = [&concept.gloss, &concept.gloss_ko];
        self.descriptions.push(analyzer, surfaces.iter(), glosses, &phrases);
        self.records.push(&[
            &id,
            concept.en.first().map_or("", String::as_str),
            concept.ko.first().map_or("", String::as_str),
            &list(&surfaces),
            "concept",
            &refer("c", &concept.broader),
            &elsewhere.parts(&id),
            &refer("c", &concept.related),
            &refer("s", &concept.services),
            &list(&phrases),
            &concept.gloss,
            &concept.gloss_ko,
            "",
        ]);
    }

    /// Gives the next entry its number.
    fn register(&mut self, id: &str, names: &[Name], field: u8) {
        let number = self.records.len();
        self.ids.insert(id.to_owned(), number);
        for name in names {
            self.names.add(name.folded.clone(), number, name.weak);
        }
        self.fields.push(field);
    }
}

/// Names that parts have among themselves. To `names` are added those of the
/// part behind any of the whole's, unless that is a name already.
fn local_names(source: &Source, names: &mut Claims) -> Claims {
    let mut local = Claims::default();
    let names_of: BTreeMap<&str, Vec<Name>> = source
        .services
        .iter()
        .map(|(_, s)| (s.id.get_ref().as_str(), source.service_names(s)))
        .collect();
    for (number, whole, parts) in source.local_names() {
        let strong = names_of.get(whole).into_iter().flatten().filter(|name| !name.weak);
        let strong: Vec<&Name> = strong.take(MAX_WHOLE_NAMES).collect();
        for part in parts {
            for whole in &strong {
                let together = format!("{}{}", whole.folded, part.folded);
                if !names.0.contains_key(&together) {
                    names.add(together, number as u64, false);
                }
            }
            let key = format!("{}{SEPARATOR}s/{whole}", part.folded);
            local.add(key, number as u64, part.weak);
        }
    }
    local
}

/// Returns forms with their rows, the rows, and of which field each is.
fn glossary(source: &Source, analyzer: &mut Analyzer) -> (Claims, Records, Vec<u8>) {
    let mut forms = Claims::default();
    let mut rows = Records::default();
    let mut terms_of = |forms: &[String]| {
        let terms = |form: &String| leaf_terms(&analyzer.terms(form)).join(" ");
        list(&forms.iter().map(terms).collect::<Vec<_>>())
    };
    for (_, pair) in &source.glossary {
        for form in pair.korean.iter().chain(&pair.english) {
            forms.add(fold(form), rows.len(), false);
        }
        rows.push(&[
            &list(&pair.korean),
            &list(&pair.english),
            &hundredths(pair.weight).to_string(),
            &terms_of(&pair.korean),
            &terms_of(&pair.english),
        ]);
    }
    let fields = source.glossary.iter().map(|(_, pair)| source.field_number(&pair.field));
    (forms, rows, fields.collect())
}

fn spellings(source: &Source) -> (BTreeMap<String, u64>, Records) {
    let mut spellings: BTreeMap<String, u64> = BTreeMap::new();
    let mut groups = Records::default();
    for (_, forms) in &source.spellings {
        for form in forms {
            spellings.insert(fold(form), groups.len());
        }
        groups.push(&[&list(forms)]);
    }
    (spellings, groups)
}

fn sounds(names: &Claims) -> BTreeMap<String, u64> {
    names
        .0
        .keys()
        .filter(|name| name.chars().count() >= MIN_SOUNDING_CHARS)
        .flat_map(|name| {
            let keys = sound::keys(name).into_iter();
            keys.map(move |key| (format!("{key}{SOUND_SEPARATOR}{name}"), 0))
        })
        .collect()
}

fn fields(source: &Source) -> Records {
    let mut records = Records::default();
    for (_, field) in &source.fields {
        let set = source.fields_with(field.id.get_ref()).to_string();
        records.push(&[field.id.get_ref(), &field.en, &field.ko, &set]);
    }
    records
}

impl Source {
    /// Returns the number of a field, from 1; 0 for what is of none, or of one
    /// of another lexicon.
    fn field_number(&self, id: &str) -> u8 {
        let at = self.fields.iter().position(|(_, field)| field.id.get_ref() == id);
        at.map_or(0, |at| at as u8 + 1)
    }

    /// Returns a field with those that it is within, over any number of steps,
    /// as a set of the bits of their numbers.
    fn fields_with(&self, id: &str) -> u32 {
        let mut set = 0;
        let mut open = vec![id];
        while let Some(id) = open.pop() {
            let number = self.field_number(id);
            if number == 0 || set & (1 << number) != 0 {
                continue;
            }
            set |= 1 << number;
            let (_, field) = &self.fields[usize::from(number) - 1];
            open.extend(field.within.iter().map(String::as_str));
        }
        set
    }
}

fn list(texts: &[String]) -> String {
    texts.join(&SEPARATOR.to_string())
}

fn hundredths(weight: f32) -> u64 {
    (weight * 100.0).round() as u64
}

/// Names or forms, each with what claims it, in the order of the claims.
#[derive(Default)]
struct Claims(BTreeMap<String, Vec<u32>>);

impl Claims {
    fn add(&mut self, folded: String, number: u64, weak: bool) {
        if folded.is_empty() {
            return;
        }
        // One is added so that no claim is zero.
        let claim = (number as u32 + 1) | (u32::from(weak) << (CLAIM_BITS - 1));
        let claims = self.0.entry(folded).or_default();
        if !claims.contains(&claim) {
            claims.push(claim);
        }
    }

    /// Returns the values of an fst; claims that don't fit in one are added to
    /// `more`.
    fn pack(self, more: &mut Vec<u8>) -> BTreeMap<String, u64> {
        let mut value = |claims: Vec<u32>| {
            if claims.len() <= INLINE_CLAIMS as usize {
                let packed = |value, claim: &u32| value << CLAIM_BITS | u64::from(*claim);
                return claims.iter().rev().fold(0, packed);
            }
            let at = more.len() as u64;
            more.extend_from_slice(&(claims.len() as u32).to_le_bytes());
            more.extend(claims.into_iter().flat_map(u32::to_le_bytes));
            IS_ELSEWHERE | at
        };
        self.0.into_iter().map(|(name, claims)| (name, value(claims))).collect()
    }
}

/// Builds an fst of sorted keys. A `BTreeMap` gives them sorted and once each,
/// which is all that the builder asks for.
fn map(entries: BTreeMap<String, u64>) -> Vec<u8> {
    fst::Map::from_iter(entries).map(|map| map.into_fst().into_inner()).unwrap_or_default()
}

/// Records and the index of where each begins.
#[derive(Default)]
struct Records {
    offsets: Vec<u32>,
    bytes: Vec<u8>,
}

impl Records {
    fn len(&self) -> u64 {
        self.offsets.len() as u64
    }

    fn push(&mut self, texts: &[&str]) {
        self.offsets.push(self.bytes.len() as u32);
        for text in texts {
            self.bytes.extend_from_slice(&(text.len() as u32).to_le_bytes());
            self.bytes.extend_from_slice(text.as_bytes());
        }
    }

    fn finish(self) -> Vec<u8> {
        let mut bytes = (self.offsets.len() as u32).to_le_bytes().to_vec();
        bytes.extend(self.offsets.iter().flat_map(|offset| offset.to_le_bytes()));
        bytes.extend(self.bytes);
        bytes
    }
}

/// The words of entries' descriptions, and how often each has them.
#[derive(Default)]
struct Descriptions {
    postings: BTreeMap<String, Vec<(u16, u8)>>,
    lengths: Vec<u32>,
}

impl Descriptions {
    /// Adds the next entry.
    fn push<'t>(
        &mut self,
        analyzer: &mut Analyzer,
        names: impl Iterator<Item = &'t String>,
        glosses: [&String; 2],
        phrases: &[String],
    ) {
        let mut counts: BTreeMap<String, u32> = BTreeMap::new();
        let texts = names.map(|name| (name, IN_NAME));
        let texts = texts.chain(glosses.into_iter().map(|gloss| (gloss, IN_GLOSS)));
        for (text, count) in texts.chain(phrases.iter().map(|phrase| (phrase, IN_PHRASE))) {
            for term in analyzer.terms(text).into_iter().filter(|term| term.length == 1) {
                *counts.entry(term.term).or_default() += count;
            }
        }
        let number = self.lengths.len() as u16;
        self.lengths.push(counts.values().sum());
        for (term, count) in counts {
            let count = count.min(u32::from(u8::MAX)) as u8;
            self.postings.entry(term).or_default().push((number, count));
        }
    }

    fn finish(self) -> (BTreeMap<String, u64>, Vec<u8>, Vec<u8>) {
        let mut described = BTreeMap::new();
        let mut bytes = Vec::new();
        for (term, postings) in self.postings {
            described.insert(term, bytes.len() as u64);
            bytes.extend_from_slice(&(postings.len() as u32).to_le_bytes());
            for (number, count) in postings {
                bytes.extend_from_slice(&number.to_le_bytes());
                bytes.push(count);
            }
        }
        let lengths = self.lengths.into_iter().map(|l| l.min(u32::from(u16::MAX)) as u16);
        (described, bytes, lengths.flat_map(u16::to_le_bytes).collect())
    }
}
