//! Entries of the lexicon as the index names them: by their numbers, which are shorter
//! than their ids and the same as long as the lexicon is, and so in a generation.

use crate::lexicon::{Claim, EntryId, Lexicon};

/// The first code point of a term: those below are control characters and signs.
const FIRST: u32 = 0x80;
/// Where the code points are that are no characters.
const SURROGATES: std::ops::Range<u32> = 0xd800..0xe000;

/// Returns the term of an entry: one character. Empty, as no term is, where the
/// lexicon doesn't have the entry.
pub(super) fn entry_term(lexicon: &Lexicon, id: &EntryId) -> String {
    lexicon.number(id).and_then(character).map(String::from).unwrap_or_default()
}

/// Returns the entry of a term.
pub(super) fn entry_of(lexicon: &Lexicon, term: &str) -> Option<EntryId> {
    lexicon.numbered(number(term.chars().next()?)?)
}

/// Returns the entry of a term, by its layer and its number there.
pub(super) fn claim_of(lexicon: &Lexicon, term: &str) -> Option<Claim> {
    lexicon.claim_numbered(number(term.chars().next()?)?)
}

fn character(number: u32) -> Option<char> {
    let point = number + FIRST;
    let is_before = point < SURROGATES.start;
    char::from_u32(if is_before { point } else { point + SURROGATES.len() as u32 })
}

fn number(character: char) -> Option<u32> {
    let point = u32::from(character);
    let is_before = point < SURROGATES.start;
    let point = if is_before { point } else { point - SURROGATES.len() as u32 };
    point.checked_sub(FIRST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_number_has_a_character() {
        for of in (0..70_000).step_by(7) {
            assert_eq!(character(of).and_then(number), Some(of));
        }
        assert_eq!(number('\0'), None);
    }

    #[test]
    fn entries_come_back_from_their_terms() {
        let lexicon = Lexicon::shipped();
        let id = EntryId::new("s/s3");
        let term = entry_term(&lexicon, &id);
        assert_eq!(term.chars().count(), 1);
        assert_eq!(entry_of(&lexicon, &term), Some(id));
        assert_eq!(entry_term(&lexicon, &EntryId::new("s/no-such-thing")), "");
        // Whatever is read of it, an entry has the same number.
        assert_eq!(entry_term(&lexicon.within(&[] as &[&str]), &EntryId::new("s/s3")), term);
    }
}
