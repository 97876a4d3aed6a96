//! A query of one Latin word or value, held against the text of the best sections.
//!
//! The index knows `my-pod` and `mypod`, or `short_description` and `short-description`, as
//! one word. Whoever typed one of them wants it first where the notes have it so.

use crate::analysis::TokenKind;
use crate::search::lattice::Lattice;
use crate::search::plan::Plan;

/// Sections that are held against it, the best ones: the order of more isn't looked at.
pub(super) const MAX_VERIFIED: usize = 32;
/// Longer sections aren't read for it.
pub(super) const MAX_SECTION_BYTES: usize = 1 << 16;

/// What was typed, up to where its last word may be inflected, in small letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TypedToken(String);

impl TypedToken {
    /// Returns that of a plan that asks for one word in Latin letters or digits.
    pub(super) fn of(plan: &Plan) -> Option<Self> {
        match plan {
            // What was read in another keyboard layout wasn't typed so.
            Plan::Words(lattice) if lattice.corrections.is_empty() => Self::of_lattice(lattice),
            _ => None,
        }
    }

    fn of_lattice(lattice: &Lattice) -> Option<Self> {
        let typed = lattice.text.trim();
        let is_latin = lattice.leaves.iter().all(|leaf| leaf.kind == TokenKind::Foreign);
        let last =
            lattice.leaves.last().filter(|_| is_latin && !typed.contains(char::is_whitespace))?;
        let folded = typed.to_ascii_lowercase();
        let surface = lattice.text.get(last.span.range())?.to_ascii_lowercase();
        // The stem of the last word is what it begins with.
        let same = surface.bytes().zip(last.term.bytes()).take_while(|(a, b)| a == b).count();
        let is_stem = same > 0 && folded.ends_with(&surface);
        let cut = if is_stem { surface.len() - same } else { 0 };
        let prefix = folded.get(..folded.len() - cut)?;
        (!prefix.is_empty()).then(|| Self(prefix.to_owned()))
    }

    /// Says whether a token of a section's text begins with it.
    pub(super) fn is_in(&self, section: &str) -> bool {
        let text = section.to_ascii_lowercase();
        text.match_indices(&self.0)
            .any(|(at, _)| !text[..at].chars().next_back().is_some_and(char::is_alphanumeric))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::lattice::Leaf;
    use crate::span::Span;

    /// Makes what was typed of words, with their terms.
    fn token(typed: &str, words: &[(&str, &str)], kind: TokenKind) -> Option<TypedToken> {
        let leaf = |(word, term): &(&str, &str)| {
            let start = typed.find(word).expect("a word of what was typed");
            let span = Span::new(start, start + word.len());
            Leaf { term: (*term).to_owned(), span, kind, weight: 1.0, idf: 1.0 }
        };
        let leaves = words.iter().map(leaf).collect();
        TypedToken::of_lattice(&Lattice { text: typed.to_owned(), leaves, ..Lattice::default() })
    }

    #[test]
    fn one_latin_word_is_sought_up_to_its_inflection() {
        let latin = TokenKind::Foreign;
        for (typed, words, kind, expected) in [
            ("myPod", &[("myPod", "mypod")][..], latin, Some("mypod")),
            (
                "config-files",
                &[("config", "config"), ("files", "file")],
                latin,
                Some("config-file"),
            ),
            ("v1.15", &[("v1.15", "1.15")], latin, Some("v1.15")),
            ("my pod", &[("my", "my"), ("pod", "pod")], latin, None),
            ("볼륨", &[("볼륨", "~qhffba")], TokenKind::Noun, None),
            ("!", &[], latin, None),
        ] {
            let expected = expected.map(|text| TypedToken(text.to_owned()));
            assert_eq!(token(typed, words, kind), expected, "{typed}");
        }
    }

    #[test]
    fn a_token_of_the_section_begins_with_it() {
        let token = TypedToken("time".to_owned());
        for (text, expected) in [
            ("Timed out", true),
            ("the `times`", true),
            ("lastProbeTime", false),
            ("한time", false),
            ("", false),
        ] {
            assert_eq!(token.is_in(text), expected, "{text}");
        }
    }
}
