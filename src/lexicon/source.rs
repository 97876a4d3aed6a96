//! Lexicon files → typed entries, checked.
//!
//! Two formats, both meant for people: TOML for services and concepts, TSV for
//! the glossary, spellings and common words. The header line of a TSV file
//! tells which of these it is.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use toml::Spanned;
use unicode_normalization::is_nfc;

use crate::name::fold;

use super::fault::{Fault, Place, Reason};

/// Wholes above a part among which its short names are known: deeper ones name
/// nothing that is short.
const MAX_DEPTH: usize = 4;

/// The header lines of tables, each of one sort of rows.
pub(super) const HEADERS: [&str; 4] = [GLOSSARY, SPELLINGS, COMMON, PHRASES];
const GLOSSARY: &str = "korean\tenglish\tpos\tweight";
const SPELLINGS: &str = "standard\tvariants";
const COMMON: &str = "word\tweight";
const PHRASES: &str = "entry\tphrases";

/// All that lexicon files say, before it is compiled.
#[derive(Debug, Default)]
pub(crate) struct Source {
    /// Words that official names begin with and people leave out (`AWS`).
    pub(crate) prefixes: Vec<String>,
    pub(crate) services: Vec<(Place, Service)>,
    pub(crate) concepts: Vec<(Place, Concept)>,
    pub(crate) glossary: Vec<(Place, Pair)>,
    pub(crate) spellings: Vec<(Place, Vec<String>)>,
    pub(crate) common: Vec<(Place, String, f32)>,
    /// Everyday phrasings of entries, by id (`s/dax`).
    pub(crate) phrases: Vec<(Place, String, Vec<String>)>,
}

/// Entries, and rows of the glossary, are numbered: there may be no more than
/// the numbers in a compiled lexicon tell apart.
const MAX_NUMBER: usize = (1 << 19) - 2;

/// A product, a service, or a feature of one that people look up by name.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Service {
    /// Unique among services; words joined by hyphens.
    pub(crate) id: Spanned<String>,
    /// The official name.
    pub(crate) name: String,
    /// Acronyms and short forms.
    #[serde(default)]
    pub(crate) short: Vec<String>,
    /// Names it had before.
    #[serde(default)]
    pub(crate) former: Vec<String>,
    /// Names in Hangul, the usual one first.
    #[serde(default)]
    pub(crate) ko: Vec<String>,
    /// Other names, not derivable by case, spacing, hyphens or plural.
    #[serde(default)]
    pub(crate) aliases: Vec<String>,
    /// Names that are ordinary words too.
    #[serde(default)]
    pub(crate) weak: Vec<String>,
    /// What it is called where the service that it is part of is spoken of.
    /// Its names without that service's are found without being listed.
    #[serde(default)]
    pub(crate) local: Vec<String>,
    pub(crate) category: String,
    /// Whether one may well never meet it: it isn't missed in notes.
    #[serde(default)]
    pub(crate) rare: bool,
    /// The id of the service it is part of.
    #[serde(default)]
    pub(crate) parent: String,
    /// What it does and when one chooses it, in English.
    pub(crate) gloss: String,
    /// The same in Korean.
    pub(crate) gloss_ko: String,
}

/// An idea, property, pattern or need.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Concept {
    /// Unique among concepts; words joined by hyphens.
    pub(crate) id: Spanned<String>,
    /// Names in English, the usual one first.
    pub(crate) en: Vec<String>,
    /// Names in Korean, the usual one first.
    pub(crate) ko: Vec<String>,
    /// Names that are ordinary words too.
    #[serde(default)]
    pub(crate) weak: Vec<String>,
    /// How somebody who forgot the name would put it.
    #[serde(default)]
    pub(crate) phrases: Vec<String>,
    /// Ids of concepts that contain this one.
    #[serde(default)]
    pub(crate) broader: Vec<String>,
    /// Ids of concepts beside it.
    #[serde(default)]
    pub(crate) related: Vec<String>,
    /// Ids of services that realise it.
    #[serde(default)]
    pub(crate) services: Vec<String>,
    /// One sentence, English.
    pub(crate) gloss: String,
    /// One sentence, Korean.
    pub(crate) gloss_ko: String,
}

/// One sense of a word in both languages.
#[derive(Debug)]
pub(crate) struct Pair {
    pub(crate) korean: Vec<String>,
    pub(crate) english: Vec<String>,
    /// How surely one stands for the other, above 0 and at most 1.
    pub(crate) weight: f32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    prefixes: Vec<String>,
    #[serde(default)]
    service: Vec<Service>,
    #[serde(default)]
    concept: Vec<Concept>,
}

impl Source {
    /// Adds a file's entries.
    ///
    /// # Errors
    ///
    /// The first thing in the file that can't be read.
    pub(crate) fn add(&mut self, file: &str, text: &str) -> Result<(), Fault> {
        let place = |line| Place { file: file.to_owned(), line };
        let fault = |line, reason| Fault { place: place(line), reason };
        if !is_nfc(text) {
            let line = text.lines().position(|line| !is_nfc(line)).unwrap_or(0) + 1;
            return Err(fault(line, Reason::Decomposed));
        }
        if file.ends_with(".toml") {
            let breaks: Vec<usize> = text.match_indices('\n').map(|(at, _)| at).collect();
            let line_of = |offset: usize| breaks.partition_point(|at| *at < offset) + 1;
            let parsed: File = toml::from_str(text).map_err(|error| {
                let line = error.span().map_or(1, |span| line_of(span.start.min(text.len())));
                fault(line, Reason::Toml(error.message().to_owned()))
            })?;
            self.prefixes.extend(parsed.prefixes);
            for service in parsed.service {
                self.services.push((place(line_of(service.id.span().start)), service));
            }
            for concept in parsed.concept {
                self.concepts.push((place(line_of(concept.id.span().start)), concept));
            }
            return Ok(());
        }
        let mut lines = text.lines().enumerate().map(|(i, line)| (i + 1, line));
        let header = lines.next().map_or("", |(_, line)| line);
        let cells = |cell: &str| -> Vec<String> {
            cell.split('|').map(str::trim).filter(|c| !c.is_empty()).map(str::to_owned).collect()
        };
        for (number, line) in lines.filter(|(_, line)| !line.trim().is_empty()) {
            let columns: Vec<&str> = line.split('\t').collect();
            let weight = |text: &str| {
                text.trim()
                    .parse::<f32>()
                    .ok()
                    .filter(|w| (0.0..=1.0).contains(w))
                    .ok_or_else(|| fault(number, Reason::Weight(text.to_owned())))
            };
            match (header, &columns[..]) {
                (GLOSSARY, [korean, english, _, w]) => {
                    let pair =
                        Pair { korean: cells(korean), english: cells(english), weight: weight(w)? };
                    if pair.korean.is_empty() || pair.english.is_empty() {
                        return Err(fault(number, Reason::EmptyCell));
                    }
                    self.glossary.push((place(number), pair));
                }
                (SPELLINGS, [standard, variants]) => {
                    let mut forms = cells(standard);
                    forms.extend(cells(variants));
                    self.spellings.push((place(number), forms));
                }
                (COMMON, [word, w]) => {
                    self.common.push((place(number), (*word).to_owned(), weight(w)?));
                }
                (PHRASES, [entry, phrases]) => {
                    self.phrases.push((place(number), (*entry).to_owned(), cells(phrases)));
                }
                _ if HEADERS.contains(&header) => {
                    return Err(fault(number, Reason::Columns(columns.len())));
                }
                _ => return Err(fault(1, Reason::Header)),
            }
        }
        Ok(())
    }

    /// Finds what is wrong with the entries taken together. Ids in `known`
    /// (`s/…`, `c/…`) may be referred to as well.
    pub(crate) fn faults(&self, known: &dyn Fn(&str) -> bool) -> Vec<Fault> {
        let mut faults = Vec::new();
        let mut report = |place: &Place, reason| {
            faults.push(Fault { place: place.clone(), reason });
        };
        let services: BTreeSet<&str> =
            self.services.iter().map(|(_, s)| s.id.get_ref().as_str()).collect();
        let concepts: BTreeSet<&str> =
            self.concepts.iter().map(|(_, c)| c.id.get_ref().as_str()).collect();
        let service_known = |id: &str| services.contains(id) || known(&format!("s/{id}"));
        let concept_known = |id: &str| concepts.contains(id) || known(&format!("c/{id}"));

        let mut seen = BTreeSet::new();
        let mut claims: BTreeMap<(char, String), String> = BTreeMap::new();
        let named =
            self.services.iter().map(|(p, s)| (p, 's', s.id.get_ref(), self.service_names(s)));
        let named: Vec<_> = named
            .chain(self.concepts.iter().map(|(p, c)| (p, 'c', c.id.get_ref(), concept_names(c))))
            .collect();
        for (place, kind, id, names) in &named {
            if !seen.insert((*kind, id.as_str())) {
                report(place, Reason::IdTaken((*id).clone()));
            }
            if id.is_empty() || !id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
                report(place, Reason::IdMalformed((*id).clone()));
            }
            for name in names.iter().filter(|name| !name.weak) {
                let claimed =
                    claims.entry((*kind, name.folded.clone())).or_insert_with(|| (*id).clone());
                if claimed != *id {
                    let (id, name, owner) = ((*id).clone(), name.folded.clone(), claimed.clone());
                    report(place, Reason::NameTaken { id, name, owner });
                }
            }
        }
        for (place, service) in &self.services {
            if !service.parent.is_empty() && !service_known(&service.parent) {
                report(place, Reason::NoParent(service.parent.clone()));
            }
            if service.gloss.trim().is_empty() || service.gloss_ko.trim().is_empty() {
                report(place, Reason::GlossMissing);
            }
        }
        for (place, concept) in &self.concepts {
            if concept.en.is_empty() || concept.ko.is_empty() {
                report(place, Reason::NameMissing);
            }
            for id in concept.broader.iter().chain(&concept.related).filter(|id| !concept_known(id))
            {
                report(place, Reason::NoConcept(id.clone()));
            }
            for id in concept.services.iter().filter(|id| !service_known(id)) {
                report(place, Reason::NoService(id.clone()));
            }
        }
        for (place, id, _) in &self.phrases {
            let is_known = match id.split_once('/') {
                Some(("s", id)) => service_known(id),
                Some(("c", id)) => concept_known(id),
                _ => false,
            };
            if !is_known {
                report(place, Reason::NoEntry(id.clone()));
            }
        }
        let parents = self
            .services
            .iter()
            .map(|(_, s)| (s.id.get_ref().as_str(), vec![s.parent.as_str()]))
            .collect();
        let broader = self
            .concepts
            .iter()
            .map(|(_, c)| (c.id.get_ref().as_str(), c.broader.iter().map(String::as_str).collect()))
            .collect();
        let (in_themselves, broader_than_themselves) = (circles(&parents), circles(&broader));
        for (place, service) in &self.services {
            if in_themselves.contains(service.id.get_ref().as_str()) {
                report(place, Reason::PartOfItself(service.id.get_ref().clone()));
            }
        }
        for (place, concept) in &self.concepts {
            if broader_than_themselves.contains(concept.id.get_ref().as_str()) {
                report(place, Reason::BroaderThanItself(concept.id.get_ref().clone()));
            }
        }
        let counts = [self.services.len() + self.concepts.len(), self.glossary.len()];
        if let Some(count) = counts.into_iter().find(|count| *count > MAX_NUMBER) {
            let place = Place { file: "lexicon".to_owned(), line: 1 };
            report(&place, Reason::TooMany { count, most: MAX_NUMBER });
        }
        let mut rows = BTreeSet::new();
        for (place, pair) in &self.glossary {
            if !rows.insert((&pair.korean, &pair.english)) {
                report(place, Reason::RowRepeated);
            }
        }
        let mut spelt: BTreeMap<String, &str> = BTreeMap::new();
        for (place, forms) in &self.spellings {
            for form in forms {
                if let Some(other) = spelt.insert(fold(form), &forms[0]) {
                    let (form, standard) = (form.clone(), other.to_owned());
                    report(place, Reason::SpellingTaken { form, standard });
                }
            }
        }
        faults
    }

    /// Returns all names of a service, folded.
    pub(crate) fn service_names(&self, service: &Service) -> Vec<Name> {
        fold_names(&self.written_names(service), &service.weak)
    }

    /// Returns all names of a service as written, and without the maker's.
    fn written_names<'s>(&self, service: &'s Service) -> Vec<&'s str> {
        let official = std::iter::once(&service.name).chain(&service.former);
        let mut names: Vec<&str> = official.clone().map(String::as_str).collect();
        for name in official.chain(&service.ko).chain(&service.aliases) {
            names.extend(
                self.prefixes
                    .iter()
                    .filter_map(|prefix| name.strip_prefix(prefix.as_str())?.strip_prefix(' ')),
            );
        }
        let lists = [&service.short, &service.ko, &service.aliases, &service.weak];
        names.extend(lists.into_iter().flatten().map(String::as_str));
        names
    }

    /// Returns what services are called where one that they are part of is
    /// spoken of, by the number of the service: the id of the whole, and the
    /// folded names. `SQS short polling` is `short polling` among queues. Names
    /// that weren't listed but made so are weak.
    pub(crate) fn local_names(&self) -> Vec<(usize, &str, Vec<Name>)> {
        let by_id: BTreeMap<&str, &Service> =
            self.services.iter().map(|(_, s)| (s.id.get_ref().as_str(), s)).collect();
        let mut found = Vec::new();
        for (number, (_, service)) in self.services.iter().enumerate() {
            let mut wholes: Vec<&Service> = Vec::new();
            let mut above = by_id.get(service.parent.as_str()).copied();
            while let Some(whole) = above.filter(|_| wholes.len() < MAX_DEPTH) {
                wholes.push(whole);
                above = by_id.get(whole.parent.as_str()).copied();
            }
            let mut names: BTreeSet<String> = BTreeSet::new();
            for whole in &wholes {
                let of_whole = self.written_names(whole);
                for name in self.written_names(service) {
                    names.extend(of_whole.iter().filter_map(|w| without_whole(name, w)).map(fold));
                }
            }
            let listed = service.local.iter().chain(&service.weak).map(|name| fold(name));
            let listed: BTreeSet<String> = listed.collect();
            names.extend(listed.iter().cloned());
            let singulars: Vec<String> = names.iter().filter_map(|name| singular(name)).collect();
            names.extend(singulars);
            names.retain(|name| name.chars().count() >= 2);
            let names: Vec<Name> = names
                .into_iter()
                .map(|folded| Name { weak: !listed.contains(&folded), folded })
                .collect();
            // What it is part of may be in another layer.
            let other = service.parent.as_str();
            let other = (wholes.is_empty() && !other.is_empty()).then_some(other);
            let ids = wholes.iter().map(|whole| whole.id.get_ref().as_str()).chain(other);
            found.extend(ids.map(|id| (number, id, names.clone())));
        }
        found
    }
}

/// Takes the name of the whole from the front of its part's.
fn without_whole<'n>(name: &'n str, whole: &str) -> Option<&'n str> {
    let start = name.get(..whole.len())?;
    let rest = name[whole.len()..].strip_prefix([' ', '-'])?;
    let rest = rest.strip_prefix("for ").unwrap_or(rest);
    (start.eq_ignore_ascii_case(whole) && !rest.is_empty()).then_some(rest)
}

/// A folded name of an entry.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Name {
    pub(crate) folded: String,
    /// Whether it is an ordinary word too.
    pub(crate) weak: bool,
}

/// Returns all names of a concept, folded.
pub(crate) fn concept_names(concept: &Concept) -> Vec<Name> {
    let lists = [&concept.en, &concept.ko, &concept.weak];
    let names: Vec<&str> = lists.into_iter().flatten().map(String::as_str).collect();
    fold_names(&names, &concept.weak)
}

fn fold_names(names: &[&str], weak: &[String]) -> Vec<Name> {
    let weak: BTreeSet<String> = weak.iter().map(|name| fold(name)).collect();
    let mut folded = BTreeSet::new();
    let shortened: Vec<String> =
        names.iter().filter_map(|name| without_small_words(name)).collect();
    for name in names.iter().copied().chain(shortened.iter().map(String::as_str)) {
        let name = fold(name);
        if let Some(singular) = singular(&name) {
            folded.insert(Name { weak: weak.contains(&name), folded: singular });
        }
        folded.insert(Name { weak: weak.contains(&name), folded: name });
    }
    folded.retain(|name| !name.folded.is_empty());
    let mut names: Vec<Name> = folded.into_iter().collect();
    // The same name as a weak and a strong one (by another's plural): strong
    // names come first in order, and win.
    names.dedup_by(|b, a| a.folded == b.folded);
    names
}

/// Returns a name of at least three words without those that people leave
/// out: `Identity and Access Management` is typed `identity access management`.
fn without_small_words(name: &str) -> Option<String> {
    let is_small = |word: &&str| {
        matches!(word.to_ascii_lowercase().as_str(), "and" | "of" | "for" | "the" | "to")
    };
    let words: Vec<&str> = name.split_whitespace().collect();
    let kept: Vec<&str> = words.iter().copied().filter(|word| !is_small(word)).collect();
    (kept.len() >= 2 && kept.len() < words.len()).then(|| kept.join(" "))
}

/// Returns a Latin name without the `s` of a plural: notes write
/// `Step Function` as often as `Step Functions`.
fn singular(name: &str) -> Option<String> {
    let stem = name.strip_suffix('s')?;
    let is_plural = stem.len() >= 6 && stem.is_ascii() && !stem.ends_with(['s', 'u', 'i']);
    is_plural.then(|| stem.to_owned())
}

/// Finds what leads back to itself (or lies between such things): what is left
/// when whatever leads nowhere, or isn't led to, is taken away again and again.
fn circles<'a>(upward: &BTreeMap<&'a str, Vec<&'a str>>) -> BTreeSet<&'a str> {
    let mut left: BTreeSet<&str> = upward.keys().copied().collect();
    let mut downward: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (from, to) in upward {
        to.iter().for_each(|to| downward.entry(to).or_default().push(from));
    }
    for (ahead, back) in [(upward, &downward), (&downward, upward)] {
        let leads = |id: &str, left: &BTreeSet<&str>| {
            ahead.get(id).into_iter().flatten().filter(|next| left.contains(*next)).count()
        };
        let mut counts: BTreeMap<&str, usize> =
            left.iter().map(|id| (*id, leads(id, &left))).collect();
        let mut ends: Vec<&str> =
            counts.iter().filter(|(_, count)| **count == 0).map(|(id, _)| *id).collect();
        while let Some(end) = ends.pop() {
            left.remove(end);
            for before in back.get(end).into_iter().flatten() {
                if let Some(count) = counts.get_mut(before).filter(|count| **count > 0) {
                    *count -= 1;
                    if *count == 0 {
                        ends.push(before);
                    }
                }
            }
        }
    }
    left
}
