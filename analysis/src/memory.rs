//! A cache of analysed words.
//!
//! Most words of a text were met before, so what a word costs is one look-up here. The
//! layout makes that cheap: short words are keys of a fixed size, and their terms lie one
//! after the other in two arrays, without an allocation of their own.

use rustc_hash::FxHashMap;

use crate::span::Span;

use super::token::{Piece, TokenKind};

/// Words that are kept with their pieces, at most: some 20 MB. A larger cache gains little,
/// as the frequent words come first.
const MAX_WORDS: usize = 200_000;
/// Bytes of their terms, at most: an address may be as long as a note.
const MAX_TERM_BYTES: usize = 32 * 1024 * 1024;

/// Words that were analysed, with their pieces.
pub(super) struct Memory {
    /// Words that fit into a [`Short`], which nearly all do.
    short: FxHashMap<Short, Word>,
    long: FxHashMap<Box<str>, Word>,
    pieces: Vec<Kept>,
    /// The terms of the pieces, one after the other.
    terms: String,
    /// The number of the first of the pieces.
    first: u32,
}

/// A word of at most 23 bytes: seven syllables. The last byte is its length.
type Short = [u64; 3];

/// Where a word's pieces are.
#[derive(Clone, Copy)]
pub(super) struct Word {
    start: u32,
    count: u32,
}

/// A piece without its term.
struct Kept {
    term_start: u32,
    term_length: u32,
    span: (u32, u32),
    place: u8,
    length: u8,
    kind: TokenKind,
}

/// A piece as it is remembered.
pub(super) struct Remembered<'m> {
    pub(super) term: &'m str,
    pub(super) span: Span,
    pub(super) place: u8,
    pub(super) length: u8,
    pub(super) kind: TokenKind,
    pub(super) number: u32,
}

impl Default for Memory {
    fn default() -> Self {
        Self {
            short: FxHashMap::default(),
            long: FxHashMap::default(),
            pieces: Vec::new(),
            terms: String::new(),
            // 0 stands for none.
            first: 1,
        }
    }
}

impl Memory {
    #[inline]
    pub(super) fn find(&self, surface: &str) -> Option<Word> {
        match short(surface) {
            Some(short) => self.short.get(&short),
            None => self.long.get(surface),
        }
        .copied()
    }

    /// Adds a word. It may clear the cache: a [`Word`] that was found before is then no
    /// longer valid.
    pub(super) fn add(&mut self, surface: &str, pieces: &[Piece]) -> Word {
        let count = self.short.len() + self.long.len();
        if count >= MAX_WORDS || self.terms.len() >= MAX_TERM_BYTES {
            self.forget();
        }
        let word = Word { start: self.pieces.len() as u32, count: pieces.len() as u32 };
        for piece in pieces {
            self.pieces.push(Kept {
                term_start: self.terms.len() as u32,
                term_length: piece.term.len() as u32,
                span: (piece.span.start as u32, piece.span.end as u32),
                place: piece.place,
                length: piece.length,
                kind: piece.kind,
            });
            self.terms.push_str(&piece.term);
        }
        match short(surface) {
            Some(short) => self.short.insert(short, word),
            None => self.long.insert(surface.into(), word),
        };
        word
    }

    /// Returns the pieces of a word.
    #[inline]
    pub(super) fn pieces(&self, word: Word) -> impl Iterator<Item = Remembered<'_>> {
        let kept = &self.pieces[word.start as usize..][..word.count as usize];
        let first = self.first.saturating_add(word.start);
        kept.iter().zip(first..).map(|(piece, number)| Remembered {
            term: &self.terms[piece.term_start as usize..][..piece.term_length as usize],
            span: Span::new(piece.span.0 as usize, piece.span.1 as usize),
            place: piece.place,
            length: piece.length,
            kind: piece.kind,
            number,
        })
    }

    fn forget(&mut self) {
        // Numbers are never reused, as `TermCache` keeps values by them.
        self.first = self.first.saturating_add(self.pieces.len() as u32);
        self.short.clear();
        self.long.clear();
        self.pieces.clear();
        self.terms.clear();
    }
}

#[inline]
fn short(surface: &str) -> Option<Short> {
    let mut bytes = [0; 24];
    bytes[..23].get_mut(..surface.len())?.copy_from_slice(surface.as_bytes());
    bytes[23] = surface.len() as u8;
    let (words, _) = bytes.as_chunks::<8>();
    Some([words[0], words[1], words[2]].map(u64::from_le_bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(term: &str) -> Piece {
        Piece {
            term: term.into(),
            span: Span::new(0, term.len()),
            place: 0,
            length: 1,
            kind: TokenKind::Foreign,
        }
    }

    #[test]
    fn words_are_found_with_their_pieces() {
        let mut memory = Memory::default();
        let long = "a-word-that-is-longer-than-any-of-them";
        let words = ["", "a", "a\0", "볼륨게이트웨이", "볼륨게이트웨이를", long];
        for (number, word) in words.iter().enumerate() {
            assert!(memory.find(word).is_none(), "{word}");
            memory.add(word, &vec![piece(word); number]);
        }
        let mut next = 1;
        for (number, word) in words.iter().enumerate() {
            let found = memory.find(word).expect("a word");
            let pieces: Vec<_> = memory.pieces(found).collect();
            assert_eq!(pieces.len(), number);
            for piece in pieces {
                assert_eq!((piece.term, piece.number), (*word, next));
                next += 1;
            }
        }
    }

    #[test]
    fn no_number_is_given_twice() {
        let mut memory = Memory::default();
        let number = |memory: &mut Memory, word: &str| {
            let word = memory.add(word, &[piece("a")]);
            memory.pieces(word).map(|piece| piece.number).next()
        };
        assert_eq!(number(&mut memory, "one"), Some(1));
        memory.forget();
        assert!(memory.find("one").is_none());
        assert_eq!(number(&mut memory, "two"), Some(2));
    }
}
