//! How much of a query stands in a section as it was typed.
//!
//! Sections that have all words of a query as typed rank before sections that only have
//! other readings of them, whatever their scores: whoever types a word that is in the
//! notes must be shown where it is. The one exception is made for long queries, where a
//! section that lacks a word may have more weight of words as typed
//! (`WordRanker::promote_by_words`).

use crate::analysis::TokenKind;
use crate::search::lattice::{Edge, Lattice, Leaf, Matcher, Probe};
use crate::search::retrieve::Candidate;
use crate::search::signals::has_phrase;
use crate::search::weights::Weights;

/// How much of a query stands in a section as typed, least first: sections are sorted
/// by this before their scores.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum LiteralMatch {
    /// Some word that the query asks for is missing.
    #[default]
    Incomplete,
    /// All words that it asks for, in any inflection or spacing; or of a long query so
    /// many that they outweigh those of every section that has all.
    AllWords,
    /// The only word that it asks for, in the form in which it was typed, whatever
    /// follows it: for the query 쓰던, 쓰던 comes before 쓴다.
    ExactForm,
}

/// Matches the words of one query literally.
pub(super) struct LiteralMatcher<'a> {
    /// For each word that the query asks for the edges that read it literally.
    words: Vec<Vec<&'a Edge>>,
    form: TypedForm<'a>,
}

impl<'a> LiteralMatcher<'a> {
    pub(super) fn new(lattice: &'a Lattice, weights: &Weights) -> Self {
        let asked = lattice.asked_words(|leaf| leaf.weight >= weights.asked);
        let words = asked.into_iter().map(|word| lattice.literal_edges(word).collect());
        Self { words: words.collect(), form: TypedForm::of(lattice) }
    }

    /// Returns how many words the query asks for.
    pub(super) fn words(&self) -> usize {
        self.words.len()
    }

    /// Matches the query with a section.
    pub(super) fn in_section(&self, candidate: &Candidate) -> LiteralMatch {
        let has_word = |edges: &Vec<&Edge>| edges.iter().any(|edge| has_edge(edge, candidate));
        if self.words.is_empty() || !self.words.iter().all(has_word) {
            return LiteralMatch::Incomplete;
        }
        let has_form = match &self.form {
            TypedForm::Edges(edges) => edges.iter().any(|edge| has_edge(edge, candidate)),
            TypedForm::Phrase(probes) => has_phrase(probes, candidate),
            TypedForm::Any => false,
        };
        if has_form { LiteralMatch::ExactForm } else { LiteralMatch::AllWords }
    }
}

/// What a section must have for the form of a query of one word to be in it.
enum TypedForm<'a> {
    /// Any of these readings.
    Edges(Vec<&'a Edge>),
    /// Words joined by signs (`http/grpc`): these terms one after the other.
    Phrase(Vec<usize>),
    /// The query has several words, of which the form isn't asked for.
    Any,
}

impl<'a> TypedForm<'a> {
    fn of(lattice: &'a Lattice) -> Self {
        if lattice.text.trim().contains(char::is_whitespace) {
            return Self::Any;
        }
        let typed = |leaf: &Leaf| lattice.probes.find(&Probe::Text(leaf.term.clone()));
        let is_latin = |leaf: &Leaf| leaf.kind == TokenKind::Foreign;
        match &lattice.leaves[..] {
            leaves if leaves.len() > 1 && leaves.iter().all(is_latin) => {
                leaves.iter().map(typed).collect::<Option<_>>().map_or(Self::Any, Self::Phrase)
            }
            _ if lattice.typed_forms.is_empty() => Self::Any,
            _ => {
                Self::Edges(lattice.typed_forms.iter().map(|form| &lattice.edges[*form]).collect())
            }
        }
    }
}

/// Says whether a section has a reading's terms, one right after the other.
fn has_edge(edge: &Edge, candidate: &Candidate) -> bool {
    match &edge.matcher {
        Matcher::Phrase(probes) => has_phrase(probes, candidate),
        Matcher::Entry(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::fixture::{Section, query};
    use crate::search::lattice::LeafSpan;
    use crate::search::rule::Rule;

    fn literal_match(lattice: &Lattice, body: &str) -> LiteralMatch {
        let candidate = Section { body, ..Section::default() }.candidate(0, lattice);
        LiteralMatcher::new(lattice, &Weights::default()).in_section(&candidate)
    }

    #[test]
    fn all_words_must_stand_as_typed_and_readings_are_none() {
        let lattice = query(&[("a", 1.0), ("b", 1.0)])
            .read_as_words(LeafSpan::one(0), Rule::Typo, 0.75, "ay")
            .read_as_words(LeafSpan::new(0, 2), Rule::Spacing, 0.95, "ab");
        for (body, expected) in [
            ("a x b", LiteralMatch::AllWords),
            ("b a", LiteralMatch::AllWords),
            ("ab", LiteralMatch::AllWords),
            ("ay b", LiteralMatch::Incomplete),
            ("a", LiteralMatch::Incomplete),
            ("", LiteralMatch::Incomplete),
        ] {
            assert_eq!(literal_match(&lattice, body), expected, "{body}");
        }
    }

    #[test]
    fn common_words_are_asked_for_where_there_are_no_others() {
        let mut lattice = query(&[("a", 1.0), ("the", 0.1)]);
        lattice.leaves[1].weight = 0.05;
        assert_eq!(literal_match(&lattice, "a"), LiteralMatch::AllWords);
        lattice.leaves[0].weight = 0.05;
        assert_eq!(literal_match(&lattice, "a"), LiteralMatch::Incomplete);
        assert_eq!(literal_match(&lattice, "the a"), LiteralMatch::AllWords);
    }

    #[test]
    fn words_of_just_the_weight_that_is_asked_for_are_asked_for() {
        let asked = Weights::default().asked;
        for (weight, expected) in
            [(asked, LiteralMatch::Incomplete), (asked.next_down(), LiteralMatch::AllWords)]
        {
            let mut lattice = query(&[("a", 1.0), ("b", 1.0)]);
            lattice.leaves[1].weight = weight;
            assert_eq!(literal_match(&lattice, "a"), expected, "{weight}");
        }
    }

    #[test]
    fn one_word_in_the_form_that_was_typed_is_best() {
        let mut lattice =
            query(&[("a", 1.0)]).read_as_words(LeafSpan::one(0), Rule::Keyword, 1.0, "ab");
        lattice.typed_forms.push(1);
        for (body, expected) in [
            ("a", LiteralMatch::AllWords),
            ("ab", LiteralMatch::ExactForm),
            ("x", LiteralMatch::Incomplete),
        ] {
            assert_eq!(literal_match(&lattice, body), expected, "{body}");
        }
    }
}
