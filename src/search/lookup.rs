//! What the notes say of a service or a concept.
//!
//! Another question than where words occur: the section that explains it
//! first, then comparisons it takes part in, its features, and mentions.

use crate::error::Result;
use crate::index::{Strength, Topic};
use crate::lexicon::{Entry, EntryId, Kind, Lexicon};
use crate::name::fold;

use super::hit::Hits;
use super::searcher::{Options, Searcher};

/// Names offered when a name is unknown.
const MAX_SUGGESTIONS: usize = 5;

/// An entry that a name belongs to, with its sections.
#[derive(Clone, Debug)]
pub struct Lookup<'l> {
    /// The entry.
    pub entry: Entry<'l>,
    /// Other entries with the same name.
    pub others: Vec<Entry<'l>>,
    /// The sections, in the order a learner wants.
    pub hits: Hits,
    /// Entries that stand beside this one in headings (`X vs Y`), those met
    /// most first.
    pub compared: Vec<Entry<'l>>,
}

/// How often the notes speak of an entry.
#[derive(Clone, Debug)]
pub struct Tally<'l> {
    /// The entry.
    pub entry: Entry<'l>,
    /// Sections that name it.
    pub sections: usize,
    /// Sections that it is the subject of.
    pub subject_of: usize,
}

/// Finds the entry of a kind that a name belongs to, and others of that name.
pub fn resolve<'l>(lexicon: &'l Lexicon, name: &str, kind: Kind) -> Vec<Entry<'l>> {
    let named = lexicon.named(name).into_iter().map(|(entry, _)| entry);
    let mut entries: Vec<Entry<'l>> = named.filter(|entry| entry.id.kind() == kind).collect();
    if entries.is_empty() {
        let prefix = match kind {
            Kind::Service => "s/",
            Kind::Concept => "c/",
        };
        let id = EntryId::new(&format!("{prefix}{}", name.to_lowercase().replace(' ', "-")));
        entries.extend(lexicon.entry(&id));
    }
    entries
}

/// Finds names near an unknown one.
pub fn suggestions<'l>(lexicon: &'l Lexicon, name: &str, kind: Kind) -> Vec<Entry<'l>> {
    let wanted = crate::analysis::jamo::keys(&fold(name));
    let mut near: Vec<(f64, Entry<'l>)> = lexicon
        .entries(kind)
        .into_iter()
        .map(|entry| {
            let names = entry.names.iter().chain([entry.name, entry.korean]);
            let likeness = names
                .map(|name| {
                    let keys = crate::analysis::jamo::keys(&fold(name));
                    let distance = strsim::osa_distance(&keys, &wanted) as f64;
                    let likeness = 1.0 - distance / keys.len().max(wanted.len()).max(1) as f64;
                    // A piece of a name is near it, however long the rest.
                    let is_piece = wanted.len() > 3 && keys.contains(&wanted);
                    if is_piece { likeness.max(LEAST_LIKENESS) } else { likeness }
                })
                .fold(0.0, f64::max);
            (likeness, entry)
        })
        .filter(|(likeness, _)| *likeness >= LEAST_LIKENESS)
        .collect();
    near.sort_by(|(a, x), (b, y)| b.total_cmp(a).then_with(|| x.id.cmp(&y.id)));
    near.into_iter().take(MAX_SUGGESTIONS).map(|(_, entry)| entry).collect()
}

/// Names less alike than this aren't offered.
const LEAST_LIKENESS: f64 = 0.55;

impl<'s> Searcher<'s> {
    /// Looks an entry up: its sections in the order a learner wants.
    ///
    /// # Errors
    ///
    /// When the index can't be read.
    pub fn lookup(&self, name: &str, kind: Kind, options: &Options) -> Result<Option<Lookup<'_>>> {
        let mut entries = resolve(self.lexicon(), name, kind);
        if entries.is_empty() {
            return Ok(None);
        }
        let entry = entries.remove(0);
        let hits = self.about(&entry.id, name, options)?;
        let compared = self.guarded(|| self.compared_with(&entry.id))?;
        Ok(Some(Lookup { entry, others: entries, hits, compared }))
    }

    /// Counts how often the notes speak of each entry of a kind, those of most
    /// sections first.
    ///
    /// # Errors
    ///
    /// When the index can't be read.
    pub fn tally(&self, kind: Kind) -> Result<Vec<Tally<'_>>> {
        self.guarded(|| self.tally_once(kind))
    }

    fn tally_once(&self, kind: Kind) -> Result<Vec<Tally<'_>>> {
        let fields = self.snapshot().fields;
        let mut tallies = Vec::new();
        for entry in self.lexicon().entries(kind) {
            let sections = self.snapshot().with_term(fields.mention, entry.id.as_str())?.len();
            if sections > 0 {
                let subject_of = self.subjects(&entry.id)?.len();
                tallies.push(Tally { entry, sections, subject_of });
            }
        }
        tallies.sort_by(|a, b| {
            b.subject_of
                .cmp(&a.subject_of)
                .then(b.sections.cmp(&a.sections))
                .then(a.entry.id.cmp(&b.entry.id))
        });
        Ok(tallies)
    }

    /// Returns the entries of a kind that the notes never speak of, by
    /// category. Rare ones aren't missed, nor those whose parts are there, nor
    /// parts of what is missing as a whole.
    ///
    /// # Errors
    ///
    /// When the index can't be read.
    pub fn missing(&self, kind: Kind) -> Result<Vec<Entry<'_>>> {
        self.guarded(|| self.missing_once(kind))
    }

    fn missing_once(&self, kind: Kind) -> Result<Vec<Entry<'_>>> {
        let mut missing = Vec::new();
        for entry in self.lexicon().entries(kind) {
            let is_part = kind == Kind::Service && !entry.parents.is_empty();
            if !entry.is_rare && !is_part && !self.speaks_of(&entry)? {
                missing.push(entry);
            }
        }
        missing.sort_by(|a, b| a.category.cmp(b.category).then(a.name.cmp(b.name)));
        Ok(missing)
    }

    /// Says whether the notes name an entry or a part of it.
    fn speaks_of(&self, entry: &Entry<'_>) -> Result<bool> {
        let field = self.snapshot().fields.mention;
        let mut open = vec![entry.id.clone()];
        let mut seen = Vec::new();
        while let Some(id) = open.pop() {
            if !self.snapshot().with_term(field, id.as_str())?.is_empty() {
                return Ok(true);
            }
            if !seen.contains(&id) {
                open.extend(self.lexicon().entry(&id).into_iter().flat_map(|e| e.parts.iter()));
                seen.push(id);
            }
        }
        Ok(false)
    }

    /// Returns the topics of sections whose heading names an entry.
    fn subjects(&self, id: &EntryId) -> Result<Vec<Vec<Topic>>> {
        let mut found = Vec::new();
        for address in self.snapshot().with_term(self.snapshot().fields.subject, id.as_str())? {
            let topics = self.snapshot().record(address)?.topics();
            if topics.iter().any(|t| t.id == *id && t.strength >= Strength::Compared) {
                found.push(topics);
            }
        }
        Ok(found)
    }

    /// Returns the entries beside which headings name an entry.
    fn compared_with(&self, id: &EntryId) -> Result<Vec<Entry<'_>>> {
        let mut counts: Vec<(EntryId, usize)> = Vec::new();
        for topics in self.subjects(id)? {
            let beside = topics.into_iter().filter(|t| {
                t.strength == Strength::Compared && t.id != *id && t.id.kind() == id.kind()
            });
            for topic in beside {
                match counts.iter_mut().find(|(other, _)| *other == topic.id) {
                    Some((_, count)) => *count += 1,
                    None => counts.push((topic.id, 1)),
                }
            }
        }
        counts.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
        Ok(counts.iter().filter_map(|(id, _)| self.lexicon().entry(id)).collect())
    }
}
