//! Descriptions of entries as vectors: a text each for its name, its glosses and each
//! everyday phrasing, so that a phrasing that nobody listed is near one that is.

use galpi_analysis::{Analyzer, Term};
use galpi_meaning::{Table, VectorSum, Word, each_row};

/// The vectors of entries' descriptions.
#[derive(Default)]
pub(crate) struct MeaningsWriter {
    /// Of each entry the number of its first vector.
    starts: Vec<u32>,
    vectors: Vec<Box<[u8]>>,
}

impl MeaningsWriter {
    /// Adds the next entry.
    pub(crate) fn push<'t>(
        &mut self,
        analyzer: &mut Analyzer,
        texts: impl IntoIterator<Item = &'t String>,
    ) {
        self.starts.push(self.vectors.len() as u32);
        let table = Table::embedded();
        for text in texts {
            let terms = analyzer.terms(text);
            let mut sum = VectorSum::new(&table);
            let row = |term: &Term| table.row(&term.term);
            each_row(terms.iter().map(word), row, |row| sum.add(&row, 1.0));
            self.vectors.extend(sum.vector().map(|vector| vector.as_bytes().into()));
        }
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
