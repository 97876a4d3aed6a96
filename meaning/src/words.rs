//! Which words of an analysed text have a vector.

use crate::table::Row;

/// A word of a text.
#[derive(Clone, Copy, Debug)]
pub struct Word<W> {
    /// The word, as its vector is looked up.
    pub word: W,
    /// Its place in the text, in words from 0.
    pub position: u32,
    /// How many places it takes: a compound takes those of its parts, which follow it.
    pub length: u32,
}

/// Calls `read` with the vector of each word of a text, as `row` finds it; of a
/// compound and its parts whatever comes first and has one, as when the vectors
/// were learnt.
pub fn each_row<'r, W>(
    words: impl IntoIterator<Item = Word<W>>,
    mut row: impl FnMut(W) -> Option<Row<'r>>,
    mut read: impl FnMut(Row<'r>),
) {
    let mut taken_to = 0;
    for Word { word, position, length } in words {
        if length == 0 || position < taken_to {
            continue;
        }
        if let Some(row) = row(word) {
            read(row);
            taken_to = position + length;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::Table;

    #[test]
    fn of_a_compound_and_its_parts_the_first_that_has_a_vector_is_read() {
        let table = Table::embedded();
        let read = |words: &[(&'static str, u32, u32)]| {
            let words = words.iter().map(|(word, position, length)| Word {
                word: *word,
                position: *position,
                length: *length,
            });
            let mut rows = Vec::new();
            each_row(words, |word| table.row(word), |row| rows.push(row.number));
            rows
        };
        let [water, doctor] = ["water", "doctor"].map(|word| table.row(word).unwrap().number);
        assert_eq!(read(&[("water", 0, 2), ("doctor", 0, 1), ("doctor", 1, 1)]), [water]);
        assert_eq!(read(&[("xqzv", 0, 2), ("doctor", 0, 1), ("water", 1, 1)]), [doctor, water]);
        assert_eq!(read(&[("water", 0, 0)]), []);
    }
}
