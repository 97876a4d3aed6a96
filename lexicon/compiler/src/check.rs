//! What is wrong with entries taken together.

use std::collections::{BTreeMap, BTreeSet};

use galpi_analysis::name::fold;

use super::fault::{Counted, Fault, Place, Reason, Report};
use super::names::{Name, concept_names};
use super::source::{COMMON_FIELD, Source};

/// Fields, at most: each is a bit of a number.
pub(crate) const MAX_FIELDS: usize = 31;

/// Entries or rows that have one word, at most: each is read wherever the word
/// stands in a query.
const MAX_SHARERS: usize = 64;

/// Says whether an id of another lexicon (`s/…`, `c/…`, `f/…`) is known.
type IsKnown<'k> = &'k dyn Fn(&str) -> bool;

impl Source {
    /// Finds what is wrong with the entries taken together. Ids in `known`
    /// (`s/…` of services, `c/…` of concepts, `f/…` of fields) may be referred
    /// to as well.
    pub fn faults(&self, known: IsKnown<'_>) -> Vec<Fault> {
        // What follows is in proportion to a lexicon within its bounds alone.
        let excesses = self.excesses();
        if !excesses.is_empty() {
            return excesses;
        }
        let mut report = Report::default();
        self.check_names(&mut report);
        self.check_references(&mut report, known);
        self.check_fields(&mut report, known);
        self.check_cycles(&mut report);
        self.check_duplicate_rows(&mut report);
        self.check_shared_names(&mut report);
        report.0
    }

    /// Checks that ids are unique and well-formed, and that no two entries of a kind share a
    /// name that isn't an ordinary word too.
    fn check_names(&self, report: &mut Report) {
        let mut seen = BTreeSet::new();
        let mut claims: BTreeMap<(char, String), &str> = BTreeMap::new();
        let services = self.services.iter().map(|(place, service)| {
            (place, 's', service.id.get_ref().as_str(), self.service_names(service))
        });
        let concepts = self.concepts.iter().map(|(place, concept)| {
            (place, 'c', concept.id.get_ref().as_str(), concept_names(concept))
        });
        for (place, kind, id, names) in services.chain(concepts) {
            if !seen.insert((kind, id)) {
                report.add(place, Reason::IdTaken(id.to_owned()));
            }
            if !is_id(id) {
                report.add(place, Reason::IdMalformed(id.to_owned()));
            }
            for Name { folded, .. } in names.into_iter().filter(|name| !name.weak) {
                let owner = *claims.entry((kind, folded.clone())).or_insert(id);
                if owner != id {
                    let (id, owner) = (id.to_owned(), owner.to_owned());
                    report.add(place, Reason::NameTaken { id, name: folded, owner });
                }
            }
        }
    }

    /// Checks that all entries that are referred to exist, and that each entry has names and
    /// descriptions in both languages.
    fn check_references(&self, report: &mut Report, known: IsKnown<'_>) {
        let services: BTreeSet<&str> =
            self.services.iter().map(|(_, s)| s.id.get_ref().as_str()).collect();
        let concepts: BTreeSet<&str> =
            self.concepts.iter().map(|(_, c)| c.id.get_ref().as_str()).collect();
        let service_known = |id: &str| services.contains(id) || known(&format!("s/{id}"));
        let concept_known = |id: &str| concepts.contains(id) || known(&format!("c/{id}"));
        for (place, service) in &self.services {
            if !service.parent.is_empty() && !service_known(&service.parent) {
                report.add(place, Reason::NoParent(service.parent.clone()));
            }
            if service.gloss.trim().is_empty() || service.gloss_ko.trim().is_empty() {
                report.add(place, Reason::GlossMissing);
            }
        }
        for (place, concept) in &self.concepts {
            if concept.en.is_empty() || concept.ko.is_empty() {
                report.add(place, Reason::NameMissing);
            }
            for id in concept.broader.iter().chain(&concept.related).filter(|id| !concept_known(id))
            {
                report.add(place, Reason::NoConcept(id.clone()));
            }
            for id in concept.services.iter().filter(|id| !service_known(id)) {
                report.add(place, Reason::NoService(id.clone()));
            }
        }
        for (place, id, _) in &self.phrases {
            let is_known = match id.split_once('/') {
                Some(("s", id)) => service_known(id),
                Some(("c", id)) => concept_known(id),
                _ => false,
            };
            if !is_known {
                report.add(place, Reason::NoEntry(id.clone()));
            }
        }
    }

    /// Checks that all fields that are named are declared.
    fn check_fields(&self, report: &mut Report, known: IsKnown<'_>) {
        let mut fields = BTreeSet::from([COMMON_FIELD]);
        for (place, field) in &self.fields {
            let id = field.id.get_ref();
            if !fields.insert(id) {
                report.add(place, Reason::IdTaken(id.clone()));
            }
            if !is_id(id) {
                report.add(place, Reason::IdMalformed(id.clone()));
            }
            if field.en.trim().is_empty() || field.ko.trim().is_empty() {
                report.add(place, Reason::NameMissing);
            }
        }
        let declared = self.fields.iter();
        let within = declared.flat_map(|(place, f)| f.within.iter().map(move |id| (place, id)));
        let services = self.services.iter().map(|(place, service)| (place, &service.field));
        let concepts = self.concepts.iter().map(|(place, concept)| (place, &concept.field));
        let rows = self.glossary.iter().map(|(place, pair)| (place, &pair.field));
        for (place, id) in within.chain(services).chain(concepts).chain(rows) {
            if !id.is_empty() && !fields.contains(id.as_str()) && !known(&format!("f/{id}")) {
                report.add(place, Reason::NoField(id.clone()));
            }
        }
        if let Some((place, _)) = self.fields.get(MAX_FIELDS) {
            let count = self.fields.len();
            report.add(place, Reason::TooMany { what: Counted::Fields, count, most: MAX_FIELDS });
        }
    }

    /// Checks that nothing is part of itself, over any number of steps.
    fn check_cycles(&self, report: &mut Report) {
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
        let (in_themselves, broader_than_themselves) = (cycles(&parents), cycles(&broader));
        for (place, service) in &self.services {
            if in_themselves.contains(service.id.get_ref().as_str()) {
                report.add(place, Reason::PartOfItself(service.id.get_ref().clone()));
            }
        }
        for (place, concept) in &self.concepts {
            if broader_than_themselves.contains(concept.id.get_ref().as_str()) {
                report.add(place, Reason::BroaderThanItself(concept.id.get_ref().clone()));
            }
        }
    }

    /// Checks that no row of the glossary is there twice, and that no spelling has two words.
    fn check_duplicate_rows(&self, report: &mut Report) {
        let mut rows = BTreeSet::new();
        for (place, pair) in &self.glossary {
            if !rows.insert((&pair.korean, &pair.english)) {
                report.add(place, Reason::RowRepeated);
            }
        }
        let mut spelt: BTreeMap<String, &str> = BTreeMap::new();
        for (place, forms) in &self.spellings {
            for form in forms {
                if let Some(other) = spelt.insert(fold(form), &forms[0]) {
                    let (form, standard) = (form.clone(), other.to_owned());
                    report.add(place, Reason::SpellingTaken { form, standard });
                }
            }
        }
    }

    /// Checks that no name or form belongs to so many entries or rows that looking it up
    /// would take long.
    fn check_shared_names(&self, report: &mut Report) {
        let mut sharers: BTreeMap<(&str, String), (usize, &Place)> = BTreeMap::new();
        let mut add = |group, place, word| {
            sharers.entry((group, word)).or_insert((0, place)).0 += 1;
        };
        for (place, service) in &self.services {
            self.service_names(service).into_iter().for_each(|n| add("s", place, n.folded));
        }
        for (place, concept) in &self.concepts {
            concept_names(concept).into_iter().for_each(|name| add("c", place, name.folded));
        }
        for (place, pair) in &self.glossary {
            pair.korean.iter().chain(&pair.english).for_each(|form| add("g", place, fold(form)));
        }
        for (number, whole, names) in self.local_names() {
            let place = &self.services[number].0;
            names.into_iter().for_each(|name| add(whole, place, name.folded));
        }
        for ((_, word), (count, place)) in sharers {
            if count > MAX_SHARERS {
                report.add(place, Reason::Crowded { word, count, most: MAX_SHARERS });
            }
        }
    }
}

fn is_id(id: &str) -> bool {
    !id.is_empty() && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

/// Returns the nodes that lie on a cycle, or on a path between two cycles: Kahn's algorithm
/// for topological sorting removes all others, run once in each direction.
fn cycles<'a>(upward: &BTreeMap<&'a str, Vec<&'a str>>) -> BTreeSet<&'a str> {
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
