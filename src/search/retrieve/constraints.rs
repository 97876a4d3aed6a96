//! What a query's constraints let through.

use unicode_normalization::UnicodeNormalization;

use crate::error::Result;
use crate::index::{Address, Snapshot};
use crate::lexicon::{Kind, Lexicon};
use crate::query::{Constraint, Filter};
use crate::search::lattice::{Probe, Probes};
use crate::search::resolve::resolve;

use super::allowed::Allowed;
use super::gather::gather_all;

/// Looks constraints up.
pub(crate) struct Constraints<'a> {
    pub(crate) snapshot: &'a Snapshot,
    pub(crate) lexicon: &'a Lexicon,
    /// Analyses a text as notes are, into its smallest terms.
    pub(crate) terms: &'a dyn Fn(&str) -> Vec<String>,
}

impl Constraints<'_> {
    /// Returns the sections that constraints let through, sorted; `None` when
    /// there are none.
    pub(crate) fn allowed(
        &self,
        constraints: &[Constraint],
        remarks: &mut Vec<String>,
    ) -> Result<Option<Vec<(u32, u32)>>> {
        let mut allowed: Option<Vec<(u32, u32)>> = None;
        let all = || self.snapshot.all().iter().map(|a| (a.segment, a.doc)).collect::<Vec<_>>();
        for constraint in constraints {
            let found = self.having(constraint, remarks)?;
            let mut sections = allowed.take().unwrap_or_else(all);
            sections.retain(|s| found.binary_search(s).is_ok() != constraint.is_excluded);
            allowed = Some(sections);
        }
        Ok(allowed)
    }

    /// Returns the sections that have what a constraint names, sorted.
    fn having(
        &self,
        constraint: &Constraint,
        remarks: &mut Vec<String>,
    ) -> Result<Vec<(u32, u32)>> {
        let mut found = match constraint.filter {
            Filter::Service => self.with_entry(&constraint.text, Kind::Service, remarks)?,
            Filter::Concept => self.with_entry(&constraint.text, Kind::Concept, remarks)?,
            Filter::Path => self.with_path(&constraint.text)?,
            Filter::Text => self.with_phrase(&constraint.text, false)?,
            Filter::Heading => self.with_phrase(&constraint.text, true)?,
        };
        found.sort_unstable();
        found.dedup();
        Ok(found.into_iter().map(|a| (a.segment, a.doc)).collect())
    }

    /// Returns the sections that speak of the entry that a lookup by this name
    /// answers with.
    fn with_entry(
        &self,
        name: &str,
        kind: Kind,
        remarks: &mut Vec<String>,
    ) -> Result<Vec<Address>> {
        match resolve(self.lexicon, name, kind).first() {
            Some(entry) => self.snapshot.with_term(self.snapshot.fields.mention, entry.id.as_str()),
            None => {
                remarks.push(format!("`{name}` names nothing in the lexicon"));
                Ok(Vec::new())
            }
        }
    }

    /// Returns the sections of notes whose path has some letters in it, as
    /// people expect.
    fn with_path(&self, part: &str) -> Result<Vec<Address>> {
        // Names of files may be decomposed, as on a Mac.
        let fold = |text: &str| text.nfc().collect::<String>().to_lowercase();
        let part = fold(part);
        let mut found = Vec::new();
        for address in self.snapshot.all() {
            let path = self.snapshot.record(address)?.path().to_string();
            if fold(&path).contains(&part) {
                found.push(address);
            }
        }
        Ok(found)
    }

    /// Returns the sections with some words one after another.
    fn with_phrase(&self, text: &str, is_heading: bool) -> Result<Vec<Address>> {
        let mut all = Probes::default();
        let terms = (self.terms)(text).into_iter();
        let probes: Vec<usize> = terms.map(|term| all.number(Probe::Text(term))).collect();
        if probes.is_empty() {
            return Ok(Vec::new());
        }
        let mut found = Vec::new();
        for segment in 0..self.snapshot.segments.len() as u32 {
            for candidate in gather_all(self.snapshot, &all, segment, Allowed::ALL)? {
                if candidate.has_phrase(&probes, is_heading) {
                    found.push(Address { segment, doc: candidate.doc });
                }
            }
        }
        Ok(found)
    }
}
