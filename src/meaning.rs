//! What a text means, as the sum of its words' vectors: texts of which no word
//! is the same are near each other where they say the like.
//!
//! The vectors are those of `galpi-meaning`; here they are given to our terms.

use galpi_meaning::{Meaning, Row, Table, TextVector};

use crate::analysis::{Known, Term};

/// Tells which vectors texts are made of: those of another table can't be
/// compared with them.
pub(crate) fn stamp() -> u32 {
    Table::embedded().stamp()
}

/// Returns the meaning of analysed texts together, each so many times; `None`
/// where no word of them has a vector.
pub(crate) fn of_terms<'t>(
    texts: impl IntoIterator<Item = (&'t [Term], f32)>,
) -> Option<TextVector> {
    let table = Table::embedded();
    sum(&table, texts, |term| table.row(&term.term))
}

/// Finds the meaning of many texts, whose words come again and again.
#[derive(Default)]
pub(crate) struct Meanings {
    /// Numbers of rows.
    rows: Known<Option<u32>>,
}

impl Meanings {
    /// Does what [`of_terms`] does.
    pub(crate) fn of_terms<'t>(
        &mut self,
        texts: impl IntoIterator<Item = (&'t [Term], f32)>,
    ) -> Option<TextVector> {
        let table = Table::embedded();
        sum(&table, texts, |term| {
            let number = || table.row(&term.term).map(|row| row.number);
            table.at(self.rows.of(term.number, number)?)
        })
    }
}

fn sum<'t, 'r>(
    table: &Table<'_>,
    texts: impl IntoIterator<Item = (&'t [Term], f32)>,
    mut row: impl FnMut(&Term) -> Option<Row<'r>>,
) -> Option<TextVector> {
    let mut meaning = Meaning::new(table);
    for (terms, factor) in texts {
        // Of a compound and its parts whatever comes first and has a vector, as
        // when the vectors were learnt.
        let mut taken_to = 0;
        for term in terms.iter().filter(|term| term.length > 0 && term.kind.is_word()) {
            if term.position < taken_to {
                continue;
            }
            if let Some(row) = row(term) {
                meaning.turn(&row, factor);
                taken_to = term.position + term.length;
            }
        }
    }
    meaning.vector()
}

/// The dimensions of a vector in 64 bits, as the index keeps them.
const DIMENSIONS_OF_WORD: usize = 8;

/// Returns a meaning as numbers of 64 bits, always as many: zeros where there is
/// none, which is near nothing.
pub(crate) fn to_words(vector: Option<&TextVector>) -> impl Iterator<Item = u64> {
    let count = Table::embedded().dimensions().div_ceil(DIMENSIONS_OF_WORD);
    let bytes = vector.map_or(&[][..], TextVector::as_bytes);
    (0..count).map(move |at| {
        let rest = bytes.get(at * DIMENSIONS_OF_WORD..).unwrap_or_default();
        let mut word = [0; DIMENSIONS_OF_WORD];
        let length = rest.len().min(DIMENSIONS_OF_WORD);
        word[..length].copy_from_slice(&rest[..length]);
        u64::from_le_bytes(word)
    })
}

/// Words of a vector that are compared, at most: 256 dimensions.
const MAX_WORDS: usize = 32;

/// Returns how near a text is to one that is kept as [`to_words`] made it, by its
/// first words where not all are told.
pub(crate) fn nearness(text: &TextVector, words: &[u64]) -> f32 {
    let mut bytes = [[0; DIMENSIONS_OF_WORD]; MAX_WORDS];
    for (bytes, word) in bytes.iter_mut().zip(words) {
        *bytes = word.to_le_bytes();
    }
    let bytes = &bytes[..words.len().min(MAX_WORDS)];
    galpi_meaning::nearness(text.as_bytes(), bytes.as_flattened())
}
