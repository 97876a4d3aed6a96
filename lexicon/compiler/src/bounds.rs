//! How much a lexicon may hold.
//!
//! A notebook's files are compiled at each search, and whatever an entry has is
//! read when its name is asked for: bounds on each of these keep the time in
//! proportion to the files. All are far above what people write.

use std::collections::BTreeMap;

use galpi_analysis::name::fold;

use super::fault::{Counted, Fault, Place, Reason, Report};
use super::source::{Concept, Service, Source};

/// Bytes of a name, an id, a form of the glossary or a spelling, at most: a text
/// is compared with a name from each of its words on.
pub(crate) const MAX_NAME_BYTES: usize = 256;
/// Bytes of a gloss or phrasing, at most.
pub(crate) const MAX_TEXT_BYTES: usize = 4 * 1024;
/// Names, phrasings or other things in a list, and parts of one whole, at most:
/// who asks for a whole is given what is said of its parts.
pub(crate) const MAX_LIST: usize = 256;
/// Words that official names begin with, at most: each is tried on every name.
pub(crate) const MAX_PREFIXES: usize = 64;
/// Services and concepts, at most: descriptions number them in 16 bits.
pub(crate) const MAX_ENTRIES: usize = 1 << 16;
/// Rows of the glossary, at most: more than 19 bits can't number.
pub(crate) const MAX_ROWS: usize = (1 << 19) - 2;
/// Pairs of a name of a whole and one of its parts, at most: an entry is also found by both
/// names one after the other, so that each pair is a name.
pub(crate) const MAX_PAIRS: usize = 1 << 18;

/// Characters of a text that is too long that a message quotes.
const MAX_QUOTED: usize = 24;

/// What is compared with its bounds.
impl Report {
    fn name(&mut self, place: &Place, name: &str) {
        self.text(place, name, MAX_NAME_BYTES);
    }

    fn text(&mut self, place: &Place, text: &str, most: usize) {
        if text.len() > most {
            let text = text.chars().take(MAX_QUOTED).collect();
            self.add(place, Reason::TooLong { text, most });
        }
    }

    /// A list of names that something is found by.
    fn names(&mut self, place: &Place, names: &[String]) {
        self.list(place, names);
        for name in names.iter().filter(|name| fold(name).is_empty()) {
            let name = name.chars().take(MAX_QUOTED).collect();
            self.add(place, Reason::NameOfSigns(name));
        }
    }

    fn list(&mut self, place: &Place, list: &[String]) {
        self.count(place, Counted::Listed, list.len(), MAX_LIST);
        list.iter().for_each(|text| self.name(place, text));
    }

    fn texts(&mut self, place: &Place, texts: &[String]) {
        self.count(place, Counted::Listed, texts.len(), MAX_LIST);
        texts.iter().for_each(|text| self.text(place, text, MAX_TEXT_BYTES));
    }

    fn count(&mut self, place: &Place, what: Counted, count: usize, most: usize) {
        if count > most {
            self.add(place, Reason::TooMany { what, count, most });
        }
    }
}

impl Source {
    /// Finds what is larger than a lexicon may be, and names that nothing can be
    /// found by.
    pub(super) fn excesses(&self) -> Vec<Fault> {
        let mut report = Report::default();
        let whole = Place { file: "lexicon".to_owned(), line: 1 };
        let entries = self.services.len() + self.concepts.len();
        report.count(&whole, Counted::Entries, entries, MAX_ENTRIES);
        report.count(&whole, Counted::Rows, self.glossary.len(), MAX_ROWS);
        report.count(&whole, Counted::Prefixes, self.prefixes.len(), MAX_PREFIXES);
        self.prefixes.iter().for_each(|prefix| report.name(&whole, prefix));
        for (place, service) in &self.services {
            check_service(place, service, &mut report);
        }
        for (place, concept) in &self.concepts {
            check_concept(place, concept, &mut report);
        }
        for (place, field) in &self.fields {
            report.names(place, &[field.id.get_ref(), &field.en, &field.ko].map(Clone::clone));
            report.list(place, &field.within);
        }
        for (place, pair) in &self.glossary {
            report.names(place, &pair.korean);
            report.names(place, &pair.english);
        }
        self.spellings.iter().for_each(|(place, forms)| report.names(place, forms));
        self.common.iter().for_each(|(place, word, _)| report.name(place, word));
        for (place, _, phrases) in &self.phrases {
            report.texts(place, phrases);
        }
        self.check_parts(&mut report);
        if report.0.is_empty() {
            self.check_pairs(&whole, &mut report);
        }
        report.0
    }

    /// Checks that no entry has more parts than can be listed.
    fn check_parts(&self, report: &mut Report) {
        let mut parts: BTreeMap<(char, &str), (usize, &Place)> = BTreeMap::new();
        let services = self.services.iter().map(|(place, s)| (place, 's', s.parent.as_str()));
        let concepts = self.concepts.iter().flat_map(|(place, concept)| {
            concept.broader.iter().map(move |id| (place, 'c', id.as_str()))
        });
        for (place, kind, id) in services.chain(concepts).filter(|(.., id)| !id.is_empty()) {
            parts.entry((kind, id)).or_insert((0, place)).0 += 1;
        }
        for ((_, id), (count, place)) in parts {
            if count > MAX_LIST {
                let id = id.chars().take(MAX_QUOTED).collect();
                report.add(place, Reason::TooManyParts { id, count, most: MAX_LIST });
            }
        }
    }

    /// Checks that there are no more names made of a whole's and its part's than are kept.
    fn check_pairs(&self, whole: &Place, report: &mut Report) {
        let own: Vec<usize> =
            self.services.iter().map(|(_, service)| self.written_names(service).len()).collect();
        let ids = self.services.iter().map(|(_, service)| service.id.get_ref().as_str());
        let number: BTreeMap<&str, usize> = ids.zip(0..).collect();
        let mut pairs: usize = 0;
        for (at, (_, service)) in self.services.iter().enumerate() {
            let mut above = number.get(service.parent.as_str());
            for _ in 0..super::names::MAX_DEPTH {
                let Some(whole) = above else { break };
                pairs = pairs.saturating_add(own[at].saturating_mul(own[*whole]));
                above = number.get(self.services[*whole].1.parent.as_str());
            }
        }
        report.count(whole, Counted::Joined, pairs, MAX_PAIRS);
    }
}

fn check_service(place: &Place, service: &Service, report: &mut Report) {
    report.name(place, service.id.get_ref());
    report.names(place, std::slice::from_ref(&service.name));
    let lists = [
        &service.short,
        &service.ko,
        &service.aliases,
        &service.former,
        &service.weak,
        &service.local,
    ];
    lists.into_iter().for_each(|names| report.names(place, names));
    report.name(place, &service.category);
    report.text(place, &service.gloss, MAX_TEXT_BYTES);
    report.text(place, &service.gloss_ko, MAX_TEXT_BYTES);
}

fn check_concept(place: &Place, concept: &Concept, report: &mut Report) {
    report.name(place, concept.id.get_ref());
    let lists = [&concept.en, &concept.ko, &concept.weak];
    lists.into_iter().for_each(|names| report.names(place, names));
    let lists = [&concept.broader, &concept.related, &concept.services];
    lists.into_iter().for_each(|ids| report.list(place, ids));
    report.texts(place, &concept.phrases);
    report.text(place, &concept.gloss, MAX_TEXT_BYTES);
    report.text(place, &concept.gloss_ko, MAX_TEXT_BYTES);
}
