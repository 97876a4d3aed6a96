//! Checked entries → bytes that are read in place.
//!
//! The layout of the bytes is told in `record.rs`.

use std::collections::BTreeMap;

use galpi_analysis::name::fold;
use galpi_analysis::{Analyzer, leaf_terms, sound};

use super::claim::ClaimsWriter;
use super::described::DescriptionsWriter;
use super::names::{Name, concept_names};
use super::record::{
    EntryRecord, FieldRecord, MAGIC, PARTS, RecordsWriter, RowRecord, SEPARATOR, SOUND_SEPARATOR,
};
use super::source::{Concept, Service, Source};

/// Shorter names aren't indexed by sound: too many others sound alike.
const MIN_SOUNDING_CHARS: usize = 4;
/// Names of a whole that are put before those of its parts, at most.
const MAX_WHOLE_NAMES: usize = 24;

/// Compiles entries to bytes that are read in place ([`record`](crate::record)). What
/// [`Source::faults`] finds must have been mended.
pub fn compile(source: &Source) -> Vec<u8> {
    let analyzer = &mut Analyzer::new();
    let mut more = Vec::new();
    let mut entries = Entries::of(source, analyzer);
    let local = local_names(source, &mut entries.names);
    let (glossary, rows, of_row) = glossary(source, analyzer);
    let (spellings, groups) = spellings(source);
    let common: BTreeMap<String, u64> =
        source.common.iter().map(|(_, word, weight)| (fold(word), hundredths(*weight))).collect();
    let described = entries.descriptions.finish();
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
        map(described.terms),
        described.postings,
        described.lengths,
        map(sounds),
        map(local.pack(&mut more)),
        more,
        fields(source).finish(),
        entries.fields,
        of_row,
        described.meanings,
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
    names: ClaimsWriter,
    ids: BTreeMap<String, u64>,
    records: RecordsWriter,
    fields: Vec<u8>,
    descriptions: DescriptionsWriter,
}

/// Properties of entries that the files declare elsewhere: parts name their whole,
/// and phrasings stand in tables of their own.
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
        let glosses = [&service.gloss, &service.gloss_ko];
        self.descriptions.push(analyzer, names, glosses, &phrases);
        let record = EntryRecord {
            id: &id,
            name: &service.name,
            korean: service.ko.first().map_or("", String::as_str),
            names: &list(&surfaces),
            category: &service.category,
            parents: &parent,
            parts: &elsewhere.parts(&id),
            phrases: &list(&phrases),
            gloss: &service.gloss,
            gloss_ko: &service.gloss_ko,
            rare: if service.rare { "rare" } else { "" },
            ..EntryRecord::default()
        };
        self.records.push(&record.texts());
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
        let record = EntryRecord {
            id: &id,
            name: concept.en.first().map_or("", String::as_str),
            korean: concept.ko.first().map_or("", String::as_str),
            names: &list(&surfaces),
            category: "concept",
            parents: &refer("c", &concept.broader),
            parts: &elsewhere.parts(&id),
            related: &refer("c", &concept.related),
            services: &refer("s", &concept.services),
            phrases: &list(&phrases),
            gloss: &concept.gloss,
            gloss_ko: &concept.gloss_ko,
            rare: "",
        };
        self.records.push(&record.texts());
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
fn local_names(source: &Source, names: &mut ClaimsWriter) -> ClaimsWriter {
    let mut local = ClaimsWriter::default();
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
fn glossary(source: &Source, analyzer: &mut Analyzer) -> (ClaimsWriter, RecordsWriter, Vec<u8>) {
    let mut forms = ClaimsWriter::default();
    let mut rows = RecordsWriter::default();
    let mut terms_of = |forms: &[String]| {
        let terms = |form: &String| leaf_terms(&analyzer.terms(form)).join(" ");
        list(&forms.iter().map(terms).collect::<Vec<_>>())
    };
    for (_, pair) in &source.glossary {
        for form in pair.korean.iter().chain(&pair.english) {
            forms.add(fold(form), rows.len(), false);
        }
        let record = RowRecord {
            korean: &list(&pair.korean),
            english: &list(&pair.english),
            weight: &hundredths(pair.weight).to_string(),
            korean_terms: &terms_of(&pair.korean),
            english_terms: &terms_of(&pair.english),
        };
        rows.push(&record.texts());
    }
    let fields = source.glossary.iter().map(|(_, pair)| source.field_number(&pair.field));
    (forms, rows, fields.collect())
}

fn spellings(source: &Source) -> (BTreeMap<String, u64>, RecordsWriter) {
    let mut spellings: BTreeMap<String, u64> = BTreeMap::new();
    let mut groups = RecordsWriter::default();
    for (_, forms) in &source.spellings {
        for form in forms {
            spellings.insert(fold(form), groups.len());
        }
        groups.push(&[&list(forms)]);
    }
    (spellings, groups)
}

fn sounds(names: &ClaimsWriter) -> BTreeMap<String, u64> {
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

fn fields(source: &Source) -> RecordsWriter {
    let mut records = RecordsWriter::default();
    for (_, field) in &source.fields {
        let record = FieldRecord {
            id: field.id.get_ref(),
            name: &field.en,
            korean: &field.ko,
            with: &source.fields_with(field.id.get_ref()).to_string(),
        };
        records.push(&record.texts());
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

/// Builds an fst of sorted keys. A `BTreeMap` gives them sorted and once each,
/// which is all that the builder asks for.
fn map(entries: BTreeMap<String, u64>) -> Vec<u8> {
    fst::Map::from_iter(entries).map(|map| map.into_fst().into_inner()).unwrap_or_default()
}
