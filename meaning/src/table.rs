//! Terms → rows, in the bytes they were written in.

use std::fmt;

use crate::blocks::{Blocks, Fault, word};

/// How the bytes begin: a name and the version of the layout.
const MAGIC: &[u8; 8] = b"galpimv1";
/// Numbers behind the name.
const NUMBERS: usize = 5;
/// Vectors begin at a multiple of this, so that a row of 64 or 128 bytes never
/// lies in one more cache line, or page, than it has to.
const ROW_ALIGNMENT: usize = 64;
/// More dimensions are no table of ours.
const MAX_DIMENSIONS: usize = 1024;

static EMBEDDED: &[u8] = include_bytes!("../table.bin");

/// Vectors of terms.
///
/// # Layout
///
/// All numbers are little-endian. After the name come, as u32: terms,
/// dimensions, slots, bytes of all terms, and a stamp. Then:
///
/// | block | of |
/// | --- | --- |
/// | slots | u32 each: 0, or one more than the number of the term that hashes there or into a slot before it that was taken; a power of two of them |
/// | starts | u32 each, one more than there are terms: where a term begins |
/// | terms | UTF-8, in the order of their numbers, without a break |
/// | scales | f32 each: what the bytes of a row are multiplied by |
/// | vectors | i8 each, a row for each term |
///
/// Frequent terms have low numbers: they share pages.
#[derive(Clone, Copy)]
pub struct Table<'a> {
    dimensions: usize,
    stamp: u32,
    slots: &'a [u8],
    starts: &'a [u8],
    terms: &'a [u8],
    scales: &'a [u8],
    vectors: &'a [u8],
}

/// The vector of one term.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Row<'a> {
    /// The number of the term in the table, from 0: low ones are frequent.
    pub number: u32,
    /// What each of the bytes is to be multiplied by. A term that says much
    /// has a long vector: the words of a text count by their length.
    pub scale: f32,
    bytes: &'a [u8],
}

impl<'a> Row<'a> {
    /// Returns the dimensions, to be multiplied by `scale`.
    pub fn values(&self) -> impl ExactSizeIterator<Item = i8> + Clone + 'a {
        self.bytes.iter().map(|byte| byte.cast_signed())
    }

    /// Returns how much the term weighs in a text: the length of its vector.
    /// The mean over the words of ordinary text is about 1; that of `the` is
    /// near 0.
    #[cfg(test)]
    fn weight(&self) -> f32 {
        let squares: i32 = self.values().map(|value| i32::from(value).pow(2)).sum();
        self.scale * (squares as f32).sqrt()
    }
}

impl Table<'static> {
    /// Returns the table that is part of the program.
    ///
    /// # Panics
    ///
    /// Never in a program that was built: a test reads the table.
    ///
    /// # Examples
    ///
    /// ```
    /// use galpi_meaning::Table;
    ///
    /// let table = Table::embedded();
    /// assert!(table.row("water").is_some());
    /// assert!(table.row("~anf").is_some(), "물, as it is typed");
    /// assert!(table.row("xqzv").is_none());
    /// ```
    pub fn embedded() -> Self {
        Table::parse(EMBEDDED).expect("the embedded table fits its reader")
    }
}

impl<'a> Table<'a> {
    /// Takes bytes for a table, without reading more than its header.
    ///
    /// # Errors
    ///
    /// When the bytes begin or end otherwise than a table does. Damage within
    /// is not looked for; it gives wrong vectors, or no rows, and no panic.
    pub fn parse(bytes: &'a [u8]) -> Result<Self, Fault> {
        let mut blocks = Blocks::new(bytes, MAGIC, NUMBERS)?;
        let [terms, dimensions, slots, term_bytes] =
            [0, 1, 2, 3].map(|at| blocks.number(at) as usize);
        let stamp = blocks.number(4);
        if dimensions == 0 || dimensions > MAX_DIMENSIONS {
            return Err(Fault("it has no dimensions, or too many"));
        }
        if !slots.is_power_of_two() || slots <= terms {
            return Err(Fault("it has too few slots"));
        }
        let slots = blocks.take(slots * 4)?;
        let starts = blocks.take((terms + 1) * 4)?;
        let names = blocks.take(term_bytes.next_multiple_of(4))?;
        let scales = blocks.take(terms * 4)?;
        let before = bytes.len() - blocks.left();
        blocks.take(before.next_multiple_of(ROW_ALIGNMENT) - before)?;
        let vectors = blocks.take(terms * dimensions)?;
        blocks.end()?;
        Ok(Self { dimensions, stamp, slots, starts, terms: names, scales, vectors })
    }

    /// Returns the number of dimensions of each vector.
    pub fn dimensions(&self) -> usize {
        self.dimensions
    }

    /// Returns the number of terms.
    pub fn len(&self) -> usize {
        self.scales.len() / 4
    }

    /// Says whether there are no terms.
    pub fn is_empty(&self) -> bool {
        self.scales.is_empty()
    }

    /// Returns a number that changes with the table: vectors of texts that
    /// were made with another one are not to be compared with its own.
    pub fn stamp(&self) -> u32 {
        self.stamp
    }

    /// Returns the vector of a term as the analysis writes it (Latin words
    /// folded and stemmed, Hangul as a mark and the keys that type it).
    pub fn row(&self, term: &str) -> Option<Row<'a>> {
        let mask = self.slots.len() / 4 - 1;
        let first = hash(term.as_bytes()) as usize;
        for step in 0..=mask {
            let number = word(self.slots, first.wrapping_add(step) & mask)?.checked_sub(1)?;
            if self.term_bytes(number) == Some(term.as_bytes()) {
                return self.at(number);
            }
        }
        None
    }

    /// Returns the row of a number, as [`Row::number`] tells it.
    pub fn at(&self, number: u32) -> Option<Row<'a>> {
        let start = (number as usize).checked_mul(self.dimensions)?;
        let bytes = self.vectors.get(start..start + self.dimensions)?;
        Some(Row { number, scale: f32::from_bits(word(self.scales, number as usize)?), bytes })
    }

    /// Returns the term of a number.
    pub fn term(&self, number: u32) -> Option<&'a str> {
        std::str::from_utf8(self.term_bytes(number)?).ok()
    }

    fn term_bytes(&self, number: u32) -> Option<&'a [u8]> {
        let at = number as usize;
        let [start, end] = [word(self.starts, at)?, word(self.starts, at + 1)?];
        self.terms.get(start as usize..end as usize)
    }
}

impl fmt::Debug for Table<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Table")
            .field("terms", &self.len())
            .field("dimensions", &self.dimensions)
            .field("stamp", &self.stamp)
            .finish_non_exhaustive()
    }
}

/// Fowler, Noll and Vo's hash (FNV-1a, 32 bits): terms are short, and the
/// trainer, in another language, has to compute the same.
pub(crate) fn hash(term: &[u8]) -> u32 {
    term.iter().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::made::table_of;

    #[test]
    fn each_term_finds_its_row() {
        let terms: Vec<String> = (0..200).map(|n| format!("term{n}")).collect();
        let rows: Vec<(&str, f32, Vec<i8>)> =
            terms.iter().zip(0..).map(|(t, n)| (t.as_str(), 0.5, vec![n as i8, -1, 3])).collect();
        let bytes = table_of(&rows);
        let table = Table::parse(&bytes).unwrap();
        assert_eq!((table.len(), table.dimensions()), (200, 3));
        for (term, scale, values) in &rows {
            let row = table.row(term).unwrap();
            assert_eq!(row.scale, *scale);
            assert_eq!(row.values().collect::<Vec<i8>>(), *values);
            assert_eq!(table.term(row.number), Some(*term));
        }
        assert_eq!(table.row("term200"), None);
        assert_eq!(table.row(""), None);
        assert_eq!(table.at(200), None);
        assert_eq!(table.term(u32::MAX), None);
    }

    #[test]
    fn a_row_weighs_its_length() {
        let bytes = table_of(&[("a", 0.25, vec![3, -4])]);
        assert_eq!(Table::parse(&bytes).unwrap().row("a").unwrap().weight(), 1.25);
    }

    #[test]
    fn what_is_no_table_is_refused() {
        let bytes = table_of(&[("a", 0.25, vec![3, -4]), ("b", 1.0, vec![0, 1])]);
        for length in 0..bytes.len() {
            assert!(Table::parse(&bytes[..length]).is_err(), "{length} bytes");
        }
        let longer = [bytes.as_slice(), b"x"].concat();
        assert_eq!(Table::parse(&longer).unwrap_err(), Fault("it is too long"));
        assert!(Table::parse(b"PK\x03\x04 and so on, which is another kind of file").is_err());
    }

    #[test]
    fn the_embedded_table_is_whole() {
        let table = Table::embedded();
        assert!(table.len() > 50_000, "{table:?}");
        for number in 0..table.len() as u32 {
            let term = table.term(number).expect("a term");
            let row = table.row(term).expect("a row");
            assert_eq!(row.number, number, "{term}");
            assert!(row.weight() > 0.0 && row.weight() < 20.0, "{term}: {}", row.weight());
        }
    }

    /// Whatever byte is damaged, looking a term up gives a row or none.
    #[test]
    fn damage_is_no_panic() {
        let bytes = table_of(&[("a", 0.25, vec![3, -4]), ("bc", 1.0, vec![0, 1])]);
        for at in 0..bytes.len() {
            for value in [0, 1, 0x7f, 0xff] {
                let mut damaged = bytes.clone();
                damaged[at] = value;
                let Ok(table) = Table::parse(&damaged) else { continue };
                for term in ["a", "bc", "d", ""] {
                    let _ = table.row(term).map(|row| row.weight());
                }
                let _ = table.term(1);
            }
        }
    }
}
