//! The sections that meet a query's constraints (`"phrase"`, `+word`, `-word`, `path:` …).
//!
//! Words and phrases are matched by characters in the text of the notes, not by terms of
//! the index, so that a copied phrase is found however the dictionary cuts its words.

use rustc_hash::FxHashSet;
use unicode_normalization::UnicodeNormalization;

use crate::corpus::Corpus;
use crate::error::Result;
use crate::index::{Address, Record, Snapshot};
use crate::lexicon::{Kind, Lexicon};
use crate::query::{Constraint, Filter, Query};
use crate::span::Span;
use crate::verbatim::{Pattern, scan};

use crate::search::remark::Remark;

/// A section whose text matches a pattern.
pub(crate) struct VerbatimMatch {
    pub(crate) address: Address,
    pub(crate) record: Record,
    /// Where each match begins, in bytes of the section, in order.
    pub(crate) starts: Vec<u32>,
}

impl VerbatimMatch {
    /// Says whether a match begins in the section's heading.
    pub(crate) fn is_in_heading(&self) -> bool {
        let offset = self.record.span().start;
        let heading = self.record.heading().map(|heading| heading.back(offset));
        let holds =
            |start: &u32| heading.is_some_and(|h| (h.start..h.end).contains(&(*start as usize)));
        self.starts.iter().any(holds)
    }
}

/// Finds the sections that meet constraints.
pub(crate) struct Constraints<'a> {
    pub(crate) snapshot: &'a Snapshot,
    pub(crate) corpus: &'a Corpus,
    pub(crate) lexicon: &'a Lexicon,
}

impl Constraints<'_> {
    /// Takes back exclusions that are flags of commands (`find -exec`): a dash before a
    /// Latin word excludes it, unless the notes have the word with the dash. Adds remarks
    /// on both.
    pub(crate) fn read_dashes(&self, query: &mut Query, remarks: &mut Vec<Remark>) -> Result<()> {
        let mut number = 0;
        while let Some(constraint) = query.constraints.get(number) {
            let is_dashed = constraint.is_excluded
                && constraint.filter == Filter::Text
                && !constraint.is_quoted
                && constraint.text.starts_with(|c: char| c.is_ascii_alphabetic());
            if is_dashed && self.has_flag(&constraint.text)? {
                remarks.push(Remark::Flag(constraint.text.clone()));
                query.restore(number);
                continue;
            }
            if constraint.is_excluded {
                remarks.push(Remark::LeftOut(constraint.text.clone()));
            }
            number += 1;
        }
        Ok(())
    }

    fn has_flag(&self, name: &str) -> Result<bool> {
        Ok(!self.with_pattern(&Pattern::flag(name)?, &mut Vec::new())?.is_empty())
    }

    /// Returns the sections that a query's constraints let through, sorted;
    /// `None` when it has none.
    pub(crate) fn allowed(
        &self,
        query: &Query,
        remarks: &mut Vec<Remark>,
    ) -> Result<Option<Vec<(u32, u32)>>> {
        let mut allowed: Option<Vec<Address>> = None;
        for constraint in &query.constraints {
            let found: FxHashSet<Address> = self.having(constraint, remarks)?.into_iter().collect();
            let mut sections = allowed.take().unwrap_or_else(|| self.snapshot.all());
            sections.retain(|section| found.contains(section) != constraint.is_excluded);
            allowed = Some(sections);
        }
        let pair = |section: &Address| (section.segment, section.doc);
        Ok(allowed.map(|sections| sections.iter().map(pair).collect()))
    }

    /// Returns the sections that have what a constraint names.
    fn having(&self, constraint: &Constraint, remarks: &mut Vec<Remark>) -> Result<Vec<Address>> {
        let kind = match constraint.filter {
            Filter::Service => Kind::Service,
            Filter::Concept => Kind::Concept,
            Filter::Path => return self.with_path(&constraint.text),
            Filter::Text | Filter::Heading => return self.with_text(constraint, remarks),
        };
        // The entry that a lookup by this name answers with.
        match self.lexicon.resolve(&constraint.text, kind).first() {
            Some(entry) => self.snapshot.mentioning(&entry.id),
            None => {
                let remark = Remark::UnknownName(constraint.text.clone());
                if !remarks.contains(&remark) {
                    remarks.push(remark);
                }
                Ok(Vec::new())
            }
        }
    }

    /// Returns the sections of notes that have some letters in their path, as
    /// people expect of a part of a path: in any case and Unicode form.
    fn with_path(&self, part: &str) -> Result<Vec<Address>> {
        let fold = |text: &str| text.nfc().collect::<String>().to_lowercase();
        let part = fold(part);
        let notes = self.snapshot.notes()?.into_iter();
        let named = notes.filter(|(path, _)| fold(&path.to_string()).contains(&part));
        Ok(named.flat_map(|(_, sections)| sections).collect())
    }

    /// Returns the sections with the text of a constraint in them, or in their
    /// heading.
    fn with_text(
        &self,
        constraint: &Constraint,
        remarks: &mut Vec<Remark>,
    ) -> Result<Vec<Address>> {
        let pattern = match constraint.is_quoted {
            true => Pattern::phrase(&constraint.text)?,
            false => Pattern::word(&constraint.text)?,
        };
        let mut found = self.with_pattern(&pattern, remarks)?;
        if constraint.filter == Filter::Heading {
            found.retain(|found| {
                let heading = found.record.trail.last().map_or("", String::as_str);
                found.is_in_heading() || pattern.is_in(heading.as_bytes())
            });
        }
        Ok(found.into_iter().map(|found| found.address).collect())
    }

    /// Returns the sections in whose text a pattern is, in the order of notes
    /// and lines. Notes that can't be read now are told.
    pub(crate) fn with_pattern(
        &self,
        pattern: &Pattern,
        remarks: &mut Vec<Remark>,
    ) -> Result<Vec<VerbatimMatch>> {
        let (paths, sections): (Vec<_>, Vec<_>) = self.snapshot.notes()?.into_iter().unzip();
        let decoded = self.snapshot.decoded_notes();
        let is_decoded = |path: &_| decoded.as_ref().is_none_or(|notes| notes.contains(path));
        let (matches, unread) = scan(self.corpus, &paths, pattern, &is_decoded);
        remarks.extend(unread.into_iter().map(|note| Remark::NotSearched(paths[note].clone())));
        let mut found = Vec::new();
        for note in matches {
            let mut starts = note.starts.as_slice();
            for address in &sections[note.note] {
                if starts.is_empty() {
                    break;
                }
                let record = self.snapshot.record(*address)?;
                let own = take_inside(&mut starts, record.span());
                if !own.is_empty() {
                    found.push(VerbatimMatch { address: *address, record, starts: own });
                }
            }
        }
        Ok(found)
    }
}

/// Takes the places inside a section off the front of a note's, and returns
/// them relative to it. Sections come in the order of the note.
fn take_inside(starts: &mut &[u32], section: Span) -> Vec<u32> {
    let end = starts.partition_point(|start| (*start as usize) < section.end);
    let (own, rest) = starts.split_at(end);
    *starts = rest;
    let inside = own.iter().filter(|start| **start as usize >= section.start);
    inside.map(|start| start - section.start as u32).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_go_to_their_sections() {
        let all = [2, 5, 9, 30];
        let mut starts = &all[..];
        assert_eq!(take_inside(&mut starts, Span::new(0, 5)), [2]);
        assert_eq!(take_inside(&mut starts, Span::new(5, 20)), [0, 4]);
        assert_eq!(starts, [30]);
        // A note that is shorter now has places that no section has.
        assert!(take_inside(&mut starts, Span::new(40, 50)).is_empty());
    }
}
