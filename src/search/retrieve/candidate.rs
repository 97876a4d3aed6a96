//! A section to be scored, with its occurrences of each probe.

use crate::index::Address;

/// Positions in the text begin here, those in the heading at 0: a word of the one is no
/// neighbour of a word of the other.
pub(crate) const BODY_POSITION: u32 = 1 << 16;

/// The occurrences of a probe in a section.
#[derive(Clone, Debug, Default)]
pub(crate) struct Occurrence {
    /// Frequency in the text; of entries, in the whole section.
    pub(crate) body: u32,
    /// Frequency in the section's own heading; of entries, strength and focus packed by
    /// the index.
    pub(crate) title: u32,
    /// Frequency in the field of headings above.
    pub(crate) trail: u32,
    /// Positions in the heading, then those in the text, from [`BODY_POSITION`] on.
    pub(crate) positions: Vec<u32>,
}

impl Occurrence {
    pub(crate) fn is_empty(&self) -> bool {
        self.body + self.title + self.trail == 0
    }
}

/// A section to be scored.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    pub(crate) segment: u32,
    pub(crate) doc: u32,
    /// Its occurrences with the numbers of their probes, in the order of these.
    occurrences: Vec<(u32, Occurrence)>,
    /// A bit for each probe that it has: of the thousands of a pasted question a section
    /// has few, and most look-ups find nothing.
    present: Vec<u64>,
    /// The cosine of its vector and the query's, from −1 to 1; 0 where the query isn't
    /// sought by meaning.
    pub(crate) nearness: f32,
    /// Whether it only leads to other sections, as lists of links do.
    pub(crate) leads_elsewhere: bool,
    /// Lengths in terms: of the heading, of the nearest one above it, of the text.
    pub(crate) title_length: u32,
    pub(crate) above_length: u32,
    pub(crate) body_length: u32,
}

impl Candidate {
    /// Makes a candidate without occurrences.
    pub(crate) fn new(segment: u32, doc: u32) -> Self {
        Self {
            segment,
            doc,
            occurrences: Vec::new(),
            present: Vec::new(),
            nearness: 0.0,
            leads_elsewhere: false,
            title_length: 0,
            above_length: 0,
            body_length: 0,
        }
    }

    /// Returns its address in the index.
    pub(crate) fn address(&self) -> Address {
        Address { segment: self.segment, doc: self.doc }
    }

    /// Sets the lengths of heading and text, in terms.
    pub(in crate::search) fn with_lengths(self, (title_length, body_length): (u32, u32)) -> Self {
        Self { title_length, body_length, ..self }
    }

    /// Returns the numbers of the probes that it has, in order.
    pub(crate) fn probes(&self) -> impl Iterator<Item = usize> {
        self.occurrences.iter().map(|(number, _)| *number as usize)
    }

    /// Returns the occurrences of a probe.
    pub(crate) fn occurrence(&self, probe: usize) -> &Occurrence {
        const NOTHING: &Occurrence =
            &Occurrence { body: 0, title: 0, trail: 0, positions: Vec::new() };
        let is_present =
            self.present.get(probe / 64).is_some_and(|bits| bits >> (probe % 64) & 1 == 1);
        if !is_present {
            return NOTHING;
        }
        match self.occurrences.binary_search_by_key(&(probe as u32), |(number, _)| *number) {
            Ok(at) => &self.occurrences[at].1,
            Err(_) => NOTHING,
        }
    }

    /// Returns the occurrences of a probe to be filled. Probes must be filled in the order
    /// of their numbers.
    pub(in crate::search) fn occurrence_mut(&mut self, probe: usize) -> &mut Occurrence {
        if self.occurrences.last().is_none_or(|(number, _)| *number != probe as u32) {
            self.occurrences.push((probe as u32, Occurrence::default()));
            self.present.resize(self.present.len().max(probe / 64 + 1), 0);
            self.present[probe / 64] |= 1 << (probe % 64);
        }
        let last = self.occurrences.len() - 1;
        &mut self.occurrences[last].1
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::fixture::{Section, query};
    use crate::search::lattice::Lattice;

    fn section(title: &str, body: &str) -> (Lattice, Candidate) {
        let lattice = query(&[("a", 1.0), ("b", 1.0), ("c", 1.0)]);
        let candidate = Section { title, body, ..Section::default() }.candidate(0, &lattice);
        (lattice, candidate)
    }

    #[test]
    fn what_a_section_lacks_is_nothing() {
        let (_, candidate) = section("c", "a a");
        assert_eq!(candidate.occurrence(0).body, 2);
        assert!(candidate.occurrence(1).is_empty());
        assert_eq!(candidate.occurrence(2).title, 1);
        assert!(candidate.occurrence(500).is_empty());
    }
}
