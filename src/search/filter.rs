//! What a query's constraints let through.

use crate::error::Result;
use crate::index::Address;
use crate::lexicon::Kind;
use crate::query::{Constraint, Filter, Query};

use super::lattice::{Lattice, Probe};
use super::lookup::resolve;
use super::rank::has_phrase;
use super::retrieve::everything;
use super::searcher::Searcher;

impl Searcher<'_> {
    /// Returns the sections that a query's constraints let through; `None`
    /// when it has none.
    pub(super) fn allowed(
        &self,
        query: &Query,
        remarks: &mut Vec<String>,
    ) -> Result<Option<Vec<(u32, u32)>>> {
        let mut allowed: Option<Vec<(u32, u32)>> = None;
        let all = || self.snapshot().all().iter().map(|a| (a.segment, a.doc)).collect::<Vec<_>>();
        for constraint in &query.constraints {
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
        let fields = self.snapshot().fields;
        let mut found = match constraint.filter {
            Filter::Service | Filter::Concept => {
                let kind = match constraint.filter {
                    Filter::Service => Kind::Service,
                    _ => Kind::Concept,
                };
                // The entry that a lookup by this name answers with.
                match resolve(self.lexicon(), &constraint.text, kind).first() {
                    Some(entry) => self.snapshot().with_term(fields.mention, entry.id.as_str())?,
                    None => {
                        remarks.push(format!("`{}` names nothing in the lexicon", constraint.text));
                        Vec::new()
                    }
                }
            }
            Filter::Path => {
                // A path is matched by the letters in it, as people expect.
                let part = constraint.text.to_lowercase();
                let mut found = Vec::new();
                for address in self.snapshot().all() {
                    let path = self.snapshot().record(address)?.path().to_string();
                    if path.to_lowercase().contains(&part) {
                        found.push(address);
                    }
                }
                found
            }
            Filter::Text | Filter::Heading => self.with_phrase(constraint)?,
        };
        found.sort_unstable();
        found.dedup();
        Ok(found.into_iter().map(|a| (a.segment, a.doc)).collect())
    }

    /// Returns the sections with the words of a constraint one after another.
    fn with_phrase(&self, constraint: &Constraint) -> Result<Vec<Address>> {
        let terms = self.terms(&constraint.text);
        let mut lattice = Lattice::default();
        let leaves: Vec<&str> =
            terms.iter().filter(|t| t.length == 1).map(|t| t.term.as_str()).collect();
        let probes: Vec<usize> =
            leaves.iter().map(|t| lattice.probe(Probe::Text((*t).to_owned()))).collect();
        if probes.is_empty() {
            return Ok(Vec::new());
        }
        let mut found = Vec::new();
        for (number, _) in self.snapshot().segments.iter().enumerate() {
            for candidate in everything(self.snapshot(), &lattice, number as u32)? {
                let is_heading = constraint.filter == Filter::Heading;
                if has_phrase(&probes, &candidate, is_heading) {
                    found.push(Address { segment: candidate.segment, doc: candidate.doc });
                }
            }
        }
        Ok(found)
    }
}
