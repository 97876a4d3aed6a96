//! Words → their translations, in the bytes they were written in.

use crate::blocks::{Blocks, Fault, word};

/// How the bytes begin: a name and the version of the layout.
const MAGIC: &[u8; 8] = b"galpitr1";
/// Numbers behind the name.
const NUMBERS: usize = 3;

static EMBEDDED: &[u8] = include_bytes!("../translations.bin");

/// Words of the other language that are nearest to a word: mutual neighbours of
/// the rows of a [`Table`](crate::Table), found by cross-domain similarity local
/// scaling (Conneau and others, *Word Translation Without Parallel Data*, 2018).
/// They are learnt, not looked up in a dictionary: most are translations, the
/// others something near that.
///
/// # Layout
///
/// All numbers are little-endian. After the name come, as u32: the stamp of the
/// table that they were found in, the number of pairs, and the bytes of all words.
/// Then, of each pair in the order of its first word, the nearest first:
///
/// | block | of |
/// | --- | --- |
/// | terms | u32 each: the number of the first word in the table |
/// | others | u32 each: the number of the second |
/// | starts | u32 each: where the second begins among the words |
/// | lengths | u8 each: how many bytes it has |
/// | nearness | u8 each: of 255 |
/// | words | UTF-8: second words as they are written |
#[derive(Clone, Copy, Debug)]
pub struct Translations<'a> {
    stamp: u32,
    terms: &'a [u8],
    others: &'a [u8],
    starts: &'a [u8],
    lengths: &'a [u8],
    nearness: &'a [u8],
    words: &'a [u8],
}

/// A word of the other language.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Translation<'a> {
    /// The number of its term in the table.
    pub number: u32,
    /// The word as it is written, a verb as dictionaries have it: `city`, 죽다.
    pub word: &'a str,
    /// How near it is, above 0 and at most 1: surely a translation.
    pub nearness: f32,
}

impl Translations<'static> {
    /// Returns the translations that are part of the program.
    ///
    /// # Panics
    ///
    /// Never in a program that was built: a test reads them.
    ///
    /// # Examples
    ///
    /// ```
    /// use galpi_meaning::{Table, Translations};
    ///
    /// let bone = Table::embedded().row("bone").unwrap();
    /// let words: Vec<&str> = Translations::embedded().of(bone.number).map(|t| t.word).collect();
    /// assert_eq!(words, ["뼈"]);
    /// ```
    pub fn embedded() -> Self {
        Self::parse(EMBEDDED).expect("the embedded translations fit their reader")
    }
}

impl<'a> Translations<'a> {
    /// Takes bytes for translations, without reading more than their header.
    ///
    /// # Errors
    ///
    /// When the bytes begin or end otherwise than translations do. Damage within
    /// is not looked for; it gives wrong words, or none, and no panic.
    pub fn parse(bytes: &'a [u8]) -> Result<Self, Fault> {
        let mut blocks = Blocks::new(bytes, MAGIC, NUMBERS)?;
        let [stamp, pairs, length] = [0, 1, 2].map(|at| blocks.number(at));
        let (pairs, length) = (pairs as usize, length as usize);
        let [terms, others, starts] =
            [blocks.take(pairs * 4)?, blocks.take(pairs * 4)?, blocks.take(pairs * 4)?];
        let [lengths, nearness] = [blocks.take(pairs)?, blocks.take(pairs)?];
        let words = blocks.take(length)?;
        blocks.end()?;
        Ok(Self { stamp, terms, others, starts, lengths, nearness, words })
    }

    /// Returns the stamp of the table in which they were found.
    pub fn stamp(&self) -> u32 {
        self.stamp
    }

    /// Returns the translations of a word by its number in the table, the nearest
    /// first.
    pub fn of(&self, number: u32) -> impl Iterator<Item = Translation<'a>> + use<'a> {
        let own = *self;
        let first = own.first(number);
        (first..)
            .take_while(move |at| word(own.terms, *at) == Some(number))
            .filter_map(move |at| own.at(at))
    }

    /// Returns the place of the first pair whose first word has this number or a
    /// higher one.
    fn first(&self, number: u32) -> usize {
        let (mut from, mut to) = (0, self.terms.len() / 4);
        while from < to {
            let middle = from.midpoint(to);
            match word(self.terms, middle) < Some(number) {
                true => from = middle + 1,
                false => to = middle,
            }
        }
        from
    }

    fn at(&self, at: usize) -> Option<Translation<'a>> {
        let start = word(self.starts, at)? as usize;
        let end = start.checked_add(usize::from(*self.lengths.get(at)?))?;
        let nearness = f32::from(*self.nearness.get(at)?) / f32::from(u8::MAX);
        let written = std::str::from_utf8(self.words.get(start..end)?).ok()?;
        Some(Translation { number: word(self.others, at)?, word: written, nearness })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Table;

    /// Pairs of numbers, with second words and how near they are, of 255.
    fn bytes_of(pairs: &[(u32, u32, &str, u8)]) -> Vec<u8> {
        let words: String = pairs.iter().map(|pair| pair.2).collect();
        let mut bytes = MAGIC.to_vec();
        let numbers = [7, pairs.len() as u32, words.len() as u32];
        let mut starts = vec![0];
        starts.extend(pairs.iter().map(|pair| pair.2.len() as u32));
        (1..starts.len()).for_each(|at| starts[at] += starts[at - 1]);
        starts.pop();
        let firsts = pairs.iter().map(|pair| pair.0);
        let blocks = numbers.into_iter().chain(firsts);
        let blocks = blocks.chain(pairs.iter().map(|pair| pair.1)).chain(starts);
        blocks.for_each(|number| bytes.extend(number.to_le_bytes()));
        bytes.extend(pairs.iter().map(|pair| pair.2.len() as u8));
        bytes.extend(pairs.iter().map(|pair| pair.3));
        bytes.extend(words.as_bytes());
        bytes
    }

    #[test]
    fn a_word_has_its_own_translations_in_order() {
        let bytes = bytes_of(&[(2, 9, "강", 255), (5, 1, "city", 204), (5, 4, "town", 51)]);
        let translations = Translations::parse(&bytes).unwrap();
        let of = |number| {
            translations.of(number).map(|t| (t.number, t.word, t.nearness)).collect::<Vec<_>>()
        };
        assert_eq!(translations.stamp(), 7);
        assert_eq!(of(2), [(9, "강", 1.0)]);
        assert_eq!(of(5), [(1, "city", 0.8), (4, "town", 0.2)]);
        for number in [0, 3, 6, u32::MAX] {
            assert_eq!(of(number), [], "{number}");
        }
    }

    #[test]
    fn other_bytes_are_refused_and_damage_gives_nothing() {
        let bytes = bytes_of(&[(2, 9, "강", 255), (5, 1, "city", 204)]);
        for end in 0..bytes.len() {
            assert!(Translations::parse(&bytes[..end]).is_err(), "{end}");
        }
        assert!(Translations::parse(&[&bytes[..], b"x"].concat()).is_err());
        assert!(Translations::parse(b"galpimv1____________").is_err());
        for at in MAGIC.len() + NUMBERS * 4..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[at] ^= 0xff;
            let translations = Translations::parse(&damaged).unwrap();
            assert!((0..10).all(|number| translations.of(number).count() <= 2), "{at}");
        }
    }

    #[test]
    fn those_of_the_program_are_of_its_table_and_in_the_other_language() {
        let (translations, table) = (Translations::embedded(), Table::embedded());
        assert_eq!(translations.stamp(), table.stamp());
        let is_korean = |term: &str| term.starts_with('~');
        let mut pairs = 0;
        for number in 0..table.len() as u32 {
            let term = table.term(number).unwrap();
            let mut last = 1.0;
            for translation in translations.of(number) {
                let other = table.term(translation.number).expect("it is in the table");
                assert_ne!(is_korean(term), is_korean(other), "{term} {other}");
                assert_eq!(is_korean(other), !translation.word.is_ascii(), "{other}");
                assert!(translation.nearness > 0.0 && translation.nearness <= last, "{term}");
                last = translation.nearness;
                pairs += 1;
            }
        }
        assert_eq!(pairs, translations.terms.len() / 4, "each is found by its word");
    }

    #[test]
    fn ordinary_words_have_theirs() {
        let (translations, table) = (Translations::embedded(), Table::embedded());
        for (term, expected) in
            [("death", "사망"), ("citi", "도시"), ("night", "밤"), ("bone", "뼈")]
        {
            let number = table.row(term).expect(term).number;
            assert!(translations.of(number).any(|t| t.word == expected), "{term}");
        }
    }
}
