//! Descriptions of entries as vectors: a text each for its name, its glosses and each
//! everyday phrasing, so that a phrasing that nobody listed is near one that is.

use galpi_analysis::Term;
use galpi_meaning::{Table, VectorSum, Word, each_row};

/// The vectors of entries' descriptions.
#[derive(Default)]
pub(crate) struct MeaningsWriter {
    /// Of each entry the number of its first vector.
    starts: Vec<u32>,
    vectors: Vec<Box<[u8]>>,
}

impl MeaningsWriter {
    /// Begins the next entry: the texts that follow are of it.
    pub(crate) fn begin_entry(&mut self) {
        self.starts.push(self.vectors.len() as u32);
    }

    /// Adds a text of the entry, which has no vector where none of its words has.
    pub(crate) fn push(&mut self, terms: &[Term]) {
        let table = Table::embedded();
        let mut sum = VectorSum::new(&table);
        let row = |term: &Term| table.row(&term.term);
        each_row(terms.iter().map(word), row, |row| sum.add(&row, 1.0));
        self.vectors.extend(sum.vector().map(|vector| vector.as_bytes().into()));
    }

    /// Returns where the vectors of each entry begin (u32, and one more for the end),
    /// and the vectors.
    pub(crate) fn finish(mut self) -> Vec<u8> {
        self.starts.push(self.vectors.len() as u32);
        let starts = self.starts.into_iter().flat_map(u32::to_le_bytes);
        starts.chain(self.vectors.into_iter().flatten()).collect()
    }
}

fn word(term: &Term) -> Word<&Term> {
    Word { word: term, position: term.position, length: term.length }
}
