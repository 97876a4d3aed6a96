//! Which terms may begin a name: a filter before the search for names.

use std::cell::RefCell;

use fst::raw::{Fst, Output};
use galpi_analysis::jamo::is_syllable;
use galpi_analysis::name::push_folded;
use galpi_analysis::{Term, TermCache};
use galpi_lexicon_compiler::record::{Bytes, SEPARATOR};

use super::layer::follow;
use super::layered::Lexicon;

/// Remembers for the terms of many texts whether a name may begin with them. Most begin
/// none, which is known after a few letters.
#[derive(Default)]
pub struct NameStarts {
    known: RefCell<TermCache<bool>>,
}

impl NameStarts {
    /// Says whether a name of any layer may begin where a term of `text` does.
    pub(super) fn may_begin(&self, lexicon: &Lexicon, text: &str, term: &Term) -> bool {
        self.known.borrow_mut().of(term.number, || {
            let beginning = beginning(text, term);
            lexicon.layers().iter().any(|layer| {
                goes_on(layer.names.as_fst(), beginning, &[])
                    || goes_on(layer.local.as_fst(), beginning, &[SEPARATOR as u8])
            })
        })
    }
}

/// Returns the text from a term to the end of its Hangul word: what the answer depends on,
/// as the number of a term stands for its word.
fn beginning<'t>(text: &'t str, term: &Term) -> &'t str {
    let rest = &text[term.span.start..];
    let hangul = rest.find(|c| !is_syllable(c)).unwrap_or(rest.len());
    &rest[..hangul.max(term.span.len())]
}

/// Says whether a map has a key of which one is the beginning of the other, key
/// or text; a key is one that `end` follows.
fn goes_on(map: &Fst<Bytes>, text: &str, end: &[u8]) -> bool {
    let mut node = map.root();
    let mut folded = String::new();
    for c in text.chars() {
        folded.clear();
        push_folded(c, &mut folded);
        match follow(map, &node, Output::zero(), folded.as_bytes()) {
            Some((next, _)) => node = next,
            None => return false,
        }
        let ended = follow(map, &node, Output::zero(), end);
        if ended.is_some_and(|(ended, _)| ended.is_final() || !end.is_empty()) {
            return true;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use galpi_analysis::TokenKind;
    use galpi_analysis::span::Span;

    use super::*;

    #[test]
    fn most_words_begin_no_name() {
        let lexicon = Lexicon::shipped();
        let name_starts = NameStarts::default();
        let text = "그렇습니다 볼륨";
        let may = |word: &str, number| {
            let start = text.find(word).expect("it is in the text");
            let span = Span::new(start, start + word.len());
            let (term, kind) = (Default::default(), TokenKind::Noun);
            let term = Term { term, span, position: 0, length: 1, kind, number };
            name_starts.may_begin(&lexicon, text, &term)
        };
        assert!(!may("그렇", 1));
        assert!(may("볼륨", 2));
        // What is known of a number isn't worked out again.
        assert!(may("그렇", 2));
    }
}
