//! Entries in the notes: how often they are mentioned, which are missing, which are compared
//! with which. (`galpi service`, `galpi concept`.)

use rustc_hash::FxHashSet;

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
    /// Entries that headings compare with this one (`X vs Y`), the most frequent first.
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

/// A field is one of the notes' main ones where they name at least this share of its
/// entries, relative to the field of which they name most: notes on one field mention a
/// few names of its neighbours.
const LEAST_OF_BEST: f32 = 0.25;

/// Says whether notes can be said to miss an entry: it isn't rare, nor part of another
/// service.
fn may_be_missed(entry: &Entry<'_>) -> bool {
    let is_part = entry.id.kind() == Kind::Service && !entry.parents.is_empty();
    !entry.is_rare && !is_part
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
        let mut tallies = Vec::new();
        for entry in self.lexicon.entries(kind) {
            let sections = self.snapshot.mentioning(&entry.id)?.len();
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
    /// category: of the fields that they are mainly about. Rare ones aren't missed,
    /// nor those whose parts are there, nor parts of what is missing as a whole.
    pub(crate) fn missing(&self, kind: Kind) -> Result<Vec<Entry<'l>>> {
        let mut missing = Vec::new();
        let mut named = FxHashSet::default();
        for entry in self.lexicon.entries(kind).into_iter().filter(may_be_missed) {
            if self.speaks_of(&entry)? {
                named.insert(entry.id);
            } else {
                missing.push(entry);
            }
        }
        let of_fields = self.of_main_fields(kind, &named);
        missing.retain(|entry| of_fields.contains(&entry.id));
        missing.sort_by(|a, b| a.category.cmp(b.category).then(a.name.cmp(b.name)));
        Ok(missing)
    }

    /// Returns the entries of the fields that the notes are mainly about, and those
    /// of no field; `named` are those that the notes name.
    fn of_main_fields(&self, kind: Kind, named: &FxHashSet<EntryId>) -> FxHashSet<EntryId> {
        let mut fields = Vec::new();
        for field in self.snapshot.fields_spoken_of() {
            let own = self.lexicon.within(std::slice::from_ref(field));
            let entries = own.entries(kind).into_iter().filter(may_be_missed);
            let ids: Vec<EntryId> = entries.map(|entry| entry.id).collect();
            let count = ids.iter().filter(|id| named.contains(id)).count();
            fields.push((count as f32 / ids.len().max(1) as f32, ids));
        }
        let best = fields.iter().map(|(share, _)| *share).fold(0.0, f32::max);
        let main = fields.into_iter().filter(|(share, _)| *share >= best * LEAST_OF_BEST);
        let common = self.lexicon.within(&[] as &[&str]);
        let common = common.entries(kind).into_iter().map(|entry| entry.id).collect::<Vec<_>>();
        main.flat_map(|(_, ids)| ids).chain(common).collect()
    }

    /// Says whether the notes name an entry or a part of it.
    fn speaks_of(&self, entry: &Entry<'_>) -> Result<bool> {
        let mut open = vec![entry.id.clone()];
        let mut seen = Vec::new();
        while let Some(id) = open.pop() {
            if !self.snapshot.mentioning(&id)?.is_empty() {
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
        let term = self.snapshot.entry_term(id);
        for address in self.snapshot.with_term(self.snapshot.fields.subject, &term)? {
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
