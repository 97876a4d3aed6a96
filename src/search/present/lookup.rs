//! What the notes say of a service or a concept.
//!
//! Another question than where words occur: the section that explains it
//! first, then comparisons it takes part in, its features, and mentions.

use crate::error::Result;
use crate::index::{Snapshot, Strength, Topic};
use crate::lexicon::{Entry, EntryId, Kind, Lexicon};

use super::hit::Hits;

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

/// Tells what notes have of the entries of a lexicon.
pub(crate) struct Entries<'l> {
    pub(crate) snapshot: &'l Snapshot,
    pub(crate) lexicon: &'l Lexicon,
}

impl<'l> Entries<'l> {
    /// Counts how often the notes speak of each entry of a kind, those of most
    /// sections first.
    pub(crate) fn tally(&self, kind: Kind) -> Result<Vec<Tally<'l>>> {
        let fields = self.snapshot.fields;
        let mut tallies = Vec::new();
        for entry in self.lexicon.entries(kind) {
            let sections = self.snapshot.with_term(fields.mention, entry.id.as_str())?.len();
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
    pub(crate) fn missing(&self, kind: Kind) -> Result<Vec<Entry<'l>>> {
        let mut missing = Vec::new();
        for entry in self.lexicon.entries(kind) {
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
        let field = self.snapshot.fields.mention;
        let mut open = vec![entry.id.clone()];
        let mut seen = Vec::new();
        while let Some(id) = open.pop() {
            if !self.snapshot.with_term(field, id.as_str())?.is_empty() {
                return Ok(true);
            }
            if !seen.contains(&id) {
                open.extend(self.lexicon.entry(&id).into_iter().flat_map(|e| e.parts.iter()));
                seen.push(id);
            }
        }
        Ok(false)
    }

    /// Returns the topics of sections whose heading names an entry.
    fn subjects(&self, id: &EntryId) -> Result<Vec<Vec<Topic>>> {
        let mut found = Vec::new();
        for address in self.snapshot.with_term(self.snapshot.fields.subject, id.as_str())? {
            let topics = self.snapshot.record(address)?.topics();
            if topics.iter().any(|t| t.id == *id && t.strength >= Strength::Compared) {
                found.push(topics);
            }
        }
        Ok(found)
    }

    /// Returns the entries beside which headings name an entry.
    pub(crate) fn compared_with(&self, id: &EntryId) -> Result<Vec<Entry<'l>>> {
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
        Ok(counts.iter().filter_map(|(id, _)| self.lexicon.entry(id)).collect())
    }
}
