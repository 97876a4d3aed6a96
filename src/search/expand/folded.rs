//! A text folded once, of which pieces are asked for by their places in the original.

use std::ops::Range;

use crate::name::push_folded;

/// A composed text, folded as names are ([`crate::name::fold`]).
#[derive(Clone, Debug, Default)]
pub(crate) struct Folded {
    text: String,
    /// For each byte of the text, and one past the last, its place in the folded text.
    places: Vec<u32>,
}

impl Folded {
    /// Folds a composed text (NFC).
    pub(crate) fn new(text: &str) -> Self {
        let mut folded = String::with_capacity(text.len());
        let mut places = Vec::with_capacity(text.len() + 1);
        for (at, c) in text.char_indices() {
            places.resize(at + c.len_utf8(), folded.len() as u32);
            push_folded(c, &mut folded);
        }
        places.push(folded.len() as u32);
        Self { text: folded, places }
    }

    /// Returns a piece of the text, folded; `range` is one of the text's bytes.
    pub(crate) fn piece(&self, range: Range<usize>) -> &str {
        &self.text[self.places[range.start] as usize..self.places[range.end] as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_piece_is_had_folded() {
        let text = "S3 Object-Lock은 잠금";
        let folded = Folded::new(text);
        assert_eq!(folded.piece(3..14), "objectlock");
        assert_eq!(folded.piece(0..text.len()), crate::name::fold(text));
    }
}
