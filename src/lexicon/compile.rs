//! Checked entries → bytes that are read in place.
//!
//! ```text
//! magic, then for each of PARTS: offset and length (u32, little-endian)
//! names      fst: folded name → up to three claims of 20 bits
//! ids        fst: `s/…` or `c/…` → number of the entry
//! entries    records of FIELDS texts, found through an index of offsets
//! glossary   fst: folded form → up to three row numbers, plus one, of 20 bits
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
//! ```
//!
//! A record is a sequence of texts, each with its length before it (u32). A
//! list of texts is one text parted by [`SEPARATOR`].

use std::collections::BTreeMap;

use crate::analysis::{Analyzer, leaf_terms, sound};
use crate::name::fold;

use super::source::{Name, Source, concept_names};

/// Begins a compiled lexicon; changes with the layout.
pub(crate) const MAGIC: &[u8; 8] = b"galpilx5";
/// The number of parts, in the order of the module's table.
pub(crate) const PARTS: usize = 13;
/// Parts the texts of a list.
pub(crate) const SEPARATOR: char = '\u{1f}';
/// Parts the sound of a name from the name.
pub(crate) const SOUND_SEPARATOR: char = '\u{1}';
/// Shorter names are near too many others to be found by their sound.
const MIN_SOUNDING_CHARS: usize = 4;
/// Bits of one claim: a number below 2¹⁹ and, in front, whether it is weak.
pub(crate) const CLAIM_BITS: u32 = 20;
/// Claims on one name or form, at most.
pub(crate) const MAX_CLAIMS: u32 = 3;

/// Names of a whole that are put before those of its parts, at most.
const MAX_WHOLE_NAMES: usize = 24;

/// What a word counts in a description: least in a name, which others share,
/// most in an everyday phrasing, which is what people type.
const IN_NAME: u32 = 1;
const IN_GLOSS: u32 = 2;
const IN_PHRASE: u32 = 3;

/// Compiles entries. What [`Source::faults`] finds must have been mended.
pub(crate) fn compile(source: &Source, analyzer: &mut Analyzer) -> Vec<u8> {
    let mut names: BTreeMap<String, u64> = BTreeMap::new();
    let mut ids: BTreeMap<String, u64> = BTreeMap::new();
    let mut entries = Records::default();
    let list = |texts: &[String]| texts.join(&SEPARATOR.to_string());
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
    let parts_of = |id: &str| parts.get(id).map(|ids| list(ids)).unwrap_or_default();

    let mut phrases: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (_, id, more) in &source.phrases {
        phrases.entry(id).or_default().extend(more.iter().cloned());
    }
    let phrases_of = |id: &str, own: &[String]| -> Vec<String> {
        let more = phrases.get(id).into_iter().flatten();
        own.iter().chain(more).cloned().collect()
    };
    let mut descriptions = Descriptions::default();
    for (_, service) in &source.services {
        let number = entries.len();
        ids.insert(format!("s/{}", service.id.get_ref()), number);
        claim_names(&mut names, number, &source.service_names(service));
        let parent = match service.parent.as_str() {
            "" => String::new(),
            parent => format!("s/{parent}"),
        };
        let surfaces: Vec<String> =
            [&service.short, &service.ko, &service.aliases, &service.former]
                .into_iter()
                .flatten()
                .cloned()
                .collect();
        let phrases = phrases_of(&format!("s/{}", service.id.get_ref()), &[]);
        descriptions.push(
            analyzer,
            std::iter::once(&service.name).chain(&surfaces),
            [&service.gloss, &service.gloss_ko],
            &phrases,
        );
        entries.push(&[
            &format!("s/{}", service.id.get_ref()),
            &service.name,
            service.ko.first().map_or("", String::as_str),
            &list(&surfaces),
            &service.category,
            &parent,
            &parts_of(&format!("s/{}", service.id.get_ref())),
            "",
            "",
            &list(&phrases),
            &service.gloss,
            &service.gloss_ko,
            if service.rare { "rare" } else { "" },
        ]);
    }
    for (_, concept) in &source.concepts {
        let number = entries.len();
        ids.insert(format!("c/{}", concept.id.get_ref()), number);
        claim_names(&mut names, number, &concept_names(concept));
        let refer = |kind: &str, ids: &[String]| {
            list(&ids.iter().map(|id| format!("{kind}/{id}")).collect::<Vec<_>>())
        };
        let surfaces: Vec<String> = concept.en.iter().chain(&concept.ko).cloned().collect();
        let phrases = phrases_of(&format!("c/{}", concept.id.get_ref()), &concept.phrases);
        descriptions.push(analyzer, surfaces.iter(), [&concept.gloss, &concept.gloss_ko], &phrases);
        entries.push(&[
            &format!("c/{}", concept.id.get_ref()),
            concept.en.first().map_or("", String::as_str),
            concept.ko.first().map_or("", String::as_str),
            &list(&surfaces),
            "concept",
            &refer("c", &concept.broader),
            &parts_of(&format!("c/{}", concept.id.get_ref())),
            &refer("c", &concept.related),
            &refer("s", &concept.services),
            &list(&phrases),
            &concept.gloss,
            &concept.gloss_ko,
            "",
        ]);
    }

    // Services are the first entries, in their order.
    let mut local: BTreeMap<String, u64> = BTreeMap::new();
    let names_of: BTreeMap<&str, Vec<Name>> = source
        .services
        .iter()
        .map(|(_, s)| (s.id.get_ref().as_str(), source.service_names(s)))
        .collect();
    for (number, whole, parts) in source.local_names() {
        let strong = names_of.get(whole).into_iter().flatten().filter(|name| !name.weak);
        let strong: Vec<&Name> = strong.take(MAX_WHOLE_NAMES).collect();
        for part in parts {
            // The part's name behind any of the whole's, unless that is a name
            // already.
            for whole in &strong {
                let together = format!("{}{}", whole.folded, part.folded);
                names.entry(together).or_insert(number as u64 + 1);
            }
            let key = format!("{}{SEPARATOR}s/{whole}", part.folded);
            claim(&mut local, key, number as u64, part.weak);
        }
    }

    let sounds: BTreeMap<String, u64> = names
        .keys()
        .filter(|name| name.chars().count() >= MIN_SOUNDING_CHARS)
        .flat_map(|name| {
            let keys = sound::keys(name).into_iter();
            keys.map(move |key| (format!("{key}{SOUND_SEPARATOR}{name}"), 0))
        })
        .collect();

    let mut glossary: BTreeMap<String, u64> = BTreeMap::new();
    let mut rows = Records::default();
    let mut terms_of = |forms: &[String]| {
        let terms = |form: &String| leaf_terms(&analyzer.terms(form)).join(" ");
        list(&forms.iter().map(terms).collect::<Vec<_>>())
    };
    for (_, pair) in &source.glossary {
        for form in pair.korean.iter().chain(&pair.english) {
            claim(&mut glossary, fold(form), rows.len(), false);
        }
        rows.push(&[
            &list(&pair.korean),
            &list(&pair.english),
            &hundredths(pair.weight).to_string(),
            &terms_of(&pair.korean),
            &terms_of(&pair.english),
        ]);
    }

    let mut spellings: BTreeMap<String, u64> = BTreeMap::new();
    let mut groups = Records::default();
    for (_, forms) in &source.spellings {
        for form in forms {
            spellings.insert(fold(form), groups.len());
        }
        groups.push(&[&list(forms)]);
    }

    let common: BTreeMap<String, u64> =
        source.common.iter().map(|(_, word, weight)| (fold(word), hundredths(*weight))).collect();

    let (described, postings, lengths) = descriptions.finish();
    let parts: [Vec<u8>; PARTS] = [
        map(names),
        map(ids),
        entries.finish(),
        map(glossary),
        rows.finish(),
        map(spellings),
        groups.finish(),
        map(common),
        map(described),
        postings,
        lengths,
        map(sounds),
        map(local),
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

fn hundredths(weight: f32) -> u64 {
    (weight * 100.0).round() as u64
}

fn claim_names(names: &mut BTreeMap<String, u64>, number: u64, claimed: &[Name]) {
    for name in claimed {
        claim(names, name.folded.clone(), number, name.weak);
    }
}

/// Adds a claim to a name; a fourth one is dropped.
fn claim(names: &mut BTreeMap<String, u64>, folded: String, number: u64, weak: bool) {
    if folded.is_empty() {
        return;
    }
    // One is added so that no claim is zero.
    let claim = (number + 1) | (u64::from(weak) << (CLAIM_BITS - 1));
    let claims = names.entry(folded).or_default();
    let same =
        (0..MAX_CLAIMS).any(|i| (*claims >> (i * CLAIM_BITS)) & ((1 << CLAIM_BITS) - 1) == claim);
    if same {
        return;
    }
    if let Some(free) = (0..MAX_CLAIMS).find(|i| *claims >> (i * CLAIM_BITS) == 0) {
        *claims |= claim << (free * CLAIM_BITS);
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
