//! Words with which no name begins.

use std::cell::RefCell;

use fst::raw::{Fst, Output};

use crate::analysis::jamo::is_syllable;
use crate::analysis::{Known, Term};
use crate::name::push_folded;

use super::layer::follow;
use super::layered::Lexicon;
use super::record::{Bytes, SEPARATOR};

/// Whether a name may begin where a term does, for the terms of many texts. Most
/// words begin no name, which shows within the word.
#[derive(Default)]
pub(crate) struct Openings {
    known: RefCell<Known<bool>>,
}

impl Openings {
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

/// Returns what follows the same whenever a term does, the term first: the rest of
/// its word where that is Hangul.
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
    use super::*;
    use crate::analysis::Analyzer;
    use crate::lexicon::Recognizer;

    /// The names of a text are the same, whichever words are known to begin none.
    #[test]
    fn no_name_is_missed() {
        let lexicon = Lexicon::shipped();
        let openings = Openings::default();
        let mut analyzer = Analyzer::new();
        let text = "스토리지 게이트웨이는 볼륨을 S3에 두고, auto scaling 그룹은 로드밸런서 뒤에 있다. \
                    Amazon EC2 Auto Scaling, 쿠버네티스의 파드(pod)와 고가용성을 비교했다.";
        for _ in 0..2 {
            let terms = analyzer.terms(text);
            let plain = Recognizer::for_text(&lexicon).named(text, &terms);
            let known = Recognizer::for_text(&lexicon).with(&openings).named(text, &terms);
            assert!(plain.len() > 5, "{plain:?}");
            assert_eq!(plain, known);
        }
    }

    #[test]
    fn most_words_begin_no_name() {
        let lexicon = Lexicon::shipped();
        let openings = Openings::default();
        let text = "그렇습니다 볼륨";
        let terms = Analyzer::new().terms(text);
        let may = |term: &Term| openings.may_begin(&lexicon, text, term);
        assert!(!may(&terms[0]), "{terms:?}");
        assert!(may(&terms[terms.len() - 1]));
    }
}
