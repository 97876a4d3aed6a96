//! Rows of words → the vector of a text, and how near two of them are.

use crate::table::{Row, Table};

/// The length of a [`TextVector`], in the steps of its bytes. Rounding to them
/// changes a cosine by some thousandths, in a hundred dimensions.
pub const UNIT: f32 = 127.0;

/// The sum of the vectors of a text's words, from which the vector of the text is made.
///
/// # Examples
///
/// ```
/// use galpi_meaning::{Table, VectorSum};
///
/// let table = Table::embedded();
/// let vector = |terms: &[&str]| {
///     let mut sum = VectorSum::new(&table);
///     terms.iter().filter_map(|term| table.row(term)).for_each(|row| sum.add(&row, 1.0));
///     sum.vector()
/// };
/// let [doctor, hospit, river] = [["doctor"], ["hospit"], ["river"]].map(|t| vector(&t).unwrap());
/// assert!(doctor.nearness(&hospit) > doctor.nearness(&river));
/// assert!(vector(&["xqzv"]).is_none());
/// ```
#[derive(Clone, Debug)]
pub struct VectorSum(Vec<f32>);

impl VectorSum {
    /// Makes the sum of no words.
    pub fn new(table: &Table<'_>) -> Self {
        Self(vec![0.0; table.dimensions()])
    }

    /// Adds a word's vector, times `factor`.
    pub fn add(&mut self, row: &Row<'_>, factor: f32) {
        let factor = factor * row.scale;
        for (sum, value) in self.0.iter_mut().zip(row.values()) {
            *sum += factor * f32::from(value);
        }
    }

    /// Adds the direction of another sum with a length of its own, however many words
    /// that has. One without a direction adds nothing.
    pub fn add_direction(&mut self, other: &Self, length: f32) {
        let own = other.length();
        if own > f32::EPSILON && own.is_finite() {
            let factor = length / own;
            for (sum, value) in self.0.iter_mut().zip(&other.0) {
                *sum += factor * value;
            }
        }
    }

    /// Returns the direction of the sum; `None` where no word had a vector.
    pub fn vector(&self) -> Option<TextVector> {
        let length = self.length();
        if !(length > f32::EPSILON && length.is_finite()) {
            return None;
        }
        let byte = |value: &f32| (value / length * UNIT).round() as i8;
        Some(TextVector(self.0.iter().map(|value| byte(value).cast_unsigned()).collect()))
    }

    fn length(&self) -> f32 {
        self.0.iter().map(|value| value * value).sum::<f32>().sqrt()
    }
}

/// What a text means: a direction, in a byte (i8) a dimension.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextVector(Box<[u8]>);

impl TextVector {
    /// Takes back what [`TextVector::as_bytes`] gave.
    pub fn from_bytes(bytes: &[u8]) -> Self {
        Self(bytes.into())
    }

    /// Returns the bytes to be stored, one a dimension.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// Returns the cosine of the angle to another text: 1 for the same
    /// meaning, about 0 for texts that have nothing to do with each other.
    pub fn nearness(&self, other: &Self) -> f32 {
        nearness(&self.0, &other.0)
    }
}

/// Returns the cosine of two vectors where they are stored; of their first
/// dimensions where one is shorter. The first dimensions are those that tell
/// most texts apart, so a part of them does for a first choice among many.
#[inline]
pub fn nearness(one: &[u8], other: &[u8]) -> f32 {
    let (ones, one_rest) = one.as_chunks::<LANES>();
    let (others, other_rest) = other.as_chunks::<LANES>();
    let mut sum = 0;
    for (one, other) in ones.iter().zip(others) {
        // Of a sum over so many the compiler makes a few instructions, of one
        // over all bytes twice as many.
        sum += (0..LANES).map(|at| product(one[at], other[at])).sum::<i32>();
    }
    let rest = one_rest.iter().zip(other_rest).map(|(one, other)| product(*one, *other));
    (sum + rest.sum::<i32>()) as f32 / (UNIT * UNIT)
}

/// Dimensions that are multiplied and added at once.
const LANES: usize = 16;

#[inline]
fn product(one: u8, other: u8) -> i32 {
    i32::from(one.cast_signed()) * i32::from(other.cast_signed())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::made::table_of;

    fn text(table: &Table<'_>, terms: &[&str]) -> VectorSum {
        let mut sum = VectorSum::new(table);
        for term in terms {
            sum.add(&table.row(term).unwrap(), 1.0);
        }
        sum
    }

    #[test]
    fn texts_are_near_by_their_weighty_words() {
        let bytes = table_of(&[
            ("the", 0.001, vec![100, 100, 100, 100]),
            ("cat", 0.01, vec![100, 0, 10, 0]),
            ("dog", 0.01, vec![90, 20, 10, 0]),
            ("tax", 0.01, vec![0, 0, -90, 40]),
        ]);
        let table = Table::parse(&bytes).unwrap();
        let [cat, dog, tax] =
            [["the", "cat"], ["the", "dog"], ["the", "tax"]].map(|t| text(&table, &t));
        let near =
            |a: &VectorSum, b: &VectorSum| a.vector().unwrap().nearness(&b.vector().unwrap());
        assert!(near(&cat, &dog) > 0.8);
        assert!(near(&cat, &tax) < 0.3);
        assert!(near(&cat, &cat) <= 1.01);
    }

    /// Words and their translations, of fields that have nothing in common.
    #[test]
    fn a_translation_is_nearer_than_other_fields() {
        let table = Table::embedded();
        let pairs =
            [("water", "~anf"), ("tax", "~tprma"), ("earthquak", "~wlwls"), ("doctor", "~dmltk")];
        let vector = |term: &str| text(&table, &[term]).vector().unwrap();
        for (english, korean) in pairs {
            for (_, other) in pairs.iter().filter(|(word, _)| *word != english) {
                let [own, foreign] = [korean, other].map(|k| vector(english).nearness(&vector(k)));
                assert!(own > foreign, "{english}: {korean} {own}, {other} {foreign}");
            }
        }
    }

    #[test]
    fn a_direction_counts_the_same_however_long_the_text() {
        let bytes = table_of(&[("a", 0.01, vec![100, 0]), ("b", 0.02, vec![0, 50])]);
        let table = Table::parse(&bytes).unwrap();
        let of = |b: &[&str]| {
            let mut both = VectorSum::new(&table);
            both.add_direction(&text(&table, &["a"]), 1.0);
            both.add_direction(&text(&table, b), 0.5);
            both.vector()
        };
        assert_eq!(of(&["b"]), of(&["b", "b", "b"]));
        assert_ne!(of(&["b"]), of(&[]));
        assert_eq!(of(&[]), text(&table, &["a"]).vector());
    }

    #[test]
    fn opposites_and_nothing() {
        let bytes = table_of(&[
            ("up", 0.01, vec![70, 0]),
            ("down", 0.01, vec![-70, 0]),
            ("nil", 0.0, vec![1, 1]),
        ]);
        let table = Table::parse(&bytes).unwrap();
        assert_eq!(text(&table, &["up", "down"]).vector(), None);
        assert_eq!(text(&table, &["nil"]).vector(), None);
        let [up, down] = [["up"], ["down"]].map(|t| text(&table, &t).vector().unwrap());
        assert_eq!(up.nearness(&down), -1.0);
    }

    #[test]
    fn stored_bytes_are_the_vector() {
        let bytes = table_of(&[("a", 0.01, vec![100, -60, 3])]);
        let table = Table::parse(&bytes).unwrap();
        let vector = text(&table, &["a"]).vector().unwrap();
        assert_eq!(TextVector::from_bytes(vector.as_bytes()), vector);
        let first = f32::from(vector.as_bytes()[0]) / UNIT;
        assert_eq!(nearness(&vector.as_bytes()[..1], vector.as_bytes()), first * first);
    }
}
