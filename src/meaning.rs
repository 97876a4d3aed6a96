//! Vectors of analysed texts: sums of the word embeddings of `galpi-meaning`.

use galpi_meaning::{Row, Table, TextVector, Translation, Translations, VectorSum, Word};

use crate::analysis::{Term, TermCache};

/// Tells which vectors texts are made of: those of another table can't be
/// compared with them.
pub(crate) fn stamp() -> u32 {
    Table::embedded().stamp()
}

/// Says whether a word has a vector.
pub(crate) fn is_known(term: &str) -> bool {
    Table::embedded().row(term).is_some()
}

/// Returns the terms of the other language that are nearest to one, the nearest
/// first.
pub(crate) fn translations(
    term: &str,
) -> impl Iterator<Item = (&'static str, Translation<'static>)> + use<> {
    let table = Table::embedded();
    let own = table.row(term).map(|row| Translations::embedded().of(row.number));
    let others = own.into_iter().flatten();
    others.filter_map(move |other| Some((table.term(other.number)?, other)))
}

/// Returns the meaning of analysed texts together, each so many times; `None`
/// where no word of them has a vector.
pub(crate) fn of_terms<'t>(
    texts: impl IntoIterator<Item = (&'t [Term], f32)>,
) -> Option<TextVector> {
    let table = Table::embedded();
    let mut sum = VectorSum::new(&table);
    for (terms, factor) in texts {
        each_row(terms, |term| table.row(&term.term), |row| sum.add(&row, factor));
    }
    sum.vector()
}

/// What a section's headings together count for against its text: the text
/// speaks of them without saying them again.
const HEADINGS: f32 = 0.7;
/// What a word of a heading above counts for against one of the own heading.
const HEADING_ABOVE: f32 = 0.5;

/// The parts of a section, analysed.
pub(crate) struct SectionTerms<'t, A> {
    /// The headings above.
    pub(crate) above: A,
    /// The section's own heading.
    pub(crate) title: &'t [Term],
    /// The text.
    pub(crate) body: &'t [Term],
}

/// Makes the vectors of many sections, and remembers the rows of their words.
#[derive(Default)]
pub(crate) struct Meanings {
    /// Numbers of rows.
    rows: TermCache<Option<u32>>,
}

impl Meanings {
    /// Returns the meaning of a section; `None` where no word of it has a
    /// vector.
    ///
    /// Headings and text are two directions of which each counts the same,
    /// however long it is; a word that the text has often counts for somewhat
    /// more than one that it has once.
    pub(crate) fn of_section<'t, A>(&mut self, section: SectionTerms<'t, A>) -> Option<TextVector>
    where
        A: IntoIterator<Item = &'t [Term]>,
    {
        let table = Table::embedded();
        let mut row = |term: &Term| {
            let number = || table.row(&term.term).map(|row| row.number);
            table.at(self.rows.of(term.number, number)?)
        };
        let mut headings = VectorSum::new(&table);
        each_row(section.title, &mut row, |row| headings.add(&row, 1.0));
        for heading in section.above {
            each_row(heading, &mut row, |row| headings.add(&row, HEADING_ABOVE));
        }
        let mut numbers = Vec::with_capacity(section.body.len());
        each_row(section.body, &mut row, |row| numbers.push(row.number));
        numbers.sort_unstable();
        let mut text = VectorSum::new(&table);
        for same in numbers.chunk_by(|a, b| a == b) {
            if let Some(row) = table.at(same[0]) {
                text.add(&row, 1.0 + (same.len() as f32).ln());
            }
        }
        let mut whole = VectorSum::new(&table);
        whole.add_direction(&headings, HEADINGS);
        whole.add_direction(&text, 1.0);
        whole.vector()
    }
}

/// Calls `read` with the vector of each word of a text, as `row` finds it.
fn each_row<'t, 'r>(
    terms: &'t [Term],
    row: impl FnMut(&'t Term) -> Option<Row<'r>>,
    read: impl FnMut(Row<'r>),
) {
    let word = |term: &'t Term| Word { word: term, position: term.position, length: term.length };
    let words = terms.iter().filter(|term| term.kind.is_word()).map(word);
    galpi_meaning::each_row(words, row, read);
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

/// The first words of a vector, by which the sections of a large notebook are compared
/// first. They are kept apart from the others, so that comparing all sections reads no
/// more of the index than these.
pub(crate) const FIRST_WORDS: usize = 4;

/// Words of a vector that are compared, at most: 256 dimensions.
pub(crate) const MAX_WORDS: usize = 32;

/// Returns how near a text is to a vector that is kept as [`to_words`] made it, by as many
/// words as are told.
#[inline]
pub(crate) fn nearness<const WORDS: usize>(text: &TextVector, words: &[u64; WORDS]) -> f32 {
    let bytes = words.map(u64::to_le_bytes);
    galpi_meaning::nearness(text.as_bytes(), bytes.as_flattened())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Analyzer;

    #[test]
    fn headings_count_the_same_however_long_the_text_is() {
        let mut analyzer = Analyzer::new();
        let mut terms = |text: &str| analyzer.terms(text);
        let [title, above, other] = ["지진 대피", "재난", "세금 신고"].map(&mut terms);
        let asked = of_terms([(title.as_slice(), 1.0)]).unwrap();
        let mut nearness = |sentence: &str, times: usize| {
            let body = terms(&sentence.repeat(times));
            let above = [above.as_slice()];
            let section = |title| {
                let parts = SectionTerms { above, title, body: &body };
                Meanings::default().of_section(parts).unwrap()
            };
            (section(&title).nearness(&asked), section(&other).nearness(&asked))
        };
        let (short, _) = nearness("책상 아래로 몸을 숨긴다. ", 1);
        let (long, foreign) = nearness("책상 아래로 몸을 숨긴다. ", 50);
        assert!((short - long).abs() < 0.02, "{short} {long}");
        assert!(long > foreign + 0.2, "{long} {foreign}");
    }

    #[test]
    fn a_section_is_what_it_has() {
        let mut analyzer = Analyzer::new();
        let (title, none) = (analyzer.terms("지진"), Vec::new());
        let of = |title: &[Term], body: &[Term]| {
            let above = std::iter::empty::<&[Term]>();
            Meanings::default().of_section(SectionTerms { above, title, body })
        };
        assert_eq!(of(&none, &none), None);
        assert_eq!(of(&title, &none), of_terms([(title.as_slice(), 1.0)]));
        assert_eq!(of(&none, &title), of(&title, &none));
    }
}
