//! Names of entries: as they are written, as people shorten them, folded.

use std::collections::{BTreeMap, BTreeSet};

use galpi_analysis::english::{is_small_word, singular_name};
use galpi_analysis::name::fold;

use super::source::{Concept, Service, Source};

/// Wholes above a part among which its short names are known: deeper ones name
/// nothing that is short.
pub(super) const MAX_DEPTH: usize = 4;

impl Source {
    /// Returns all names of a service, folded.
    pub(crate) fn service_names(&self, service: &Service) -> Vec<Name> {
        fold_names(&self.written_names(service), &service.weak)
    }

    /// Returns all names of a service as written, and without the maker's.
    pub(super) fn written_names<'s>(&self, service: &'s Service) -> Vec<&'s str> {
        let official = std::iter::once(&service.name).chain(&service.former);
        let mut names: Vec<&str> = official.clone().map(String::as_str).collect();
        for name in official.chain(&service.ko).chain(&service.aliases) {
            let short = self
                .prefixes
                .iter()
                .filter_map(|prefix| name.strip_prefix(prefix.as_str())?.strip_prefix(' '));
            // Of prefixes that begin alike the longest is the maker's.
            names.extend(short.min_by_key(|rest| rest.len()));
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
            let singulars = names.iter().filter_map(|name| singular_name(name));
            let singulars: Vec<String> = singulars.map(str::to_owned).collect();
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
        if let Some(singular) = singular_name(&name).map(str::to_owned) {
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
    let words: Vec<&str> = name.split_whitespace().collect();
    let kept: Vec<&str> = words.iter().copied().filter(|word| !is_small_word(word)).collect();
    (kept.len() >= 2 && kept.len() < words.len()).then(|| kept.join(" "))
}
