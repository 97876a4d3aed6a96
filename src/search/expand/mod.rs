//! Query expansion: a query's text → the lattice of its readings.
//!
//! Each expander adds the edges of one rule. It asks the vocabulary of the notes, so
//! that no word is read as one that no note has. A new rule is a file here, a row in
//! [`EXPANDERS`] and one in [`Rule`].

mod answer_options;
mod description;
mod edges;
mod eojeol;
#[cfg(test)]
pub(super) mod fixture;
mod folded;
mod glossary;
mod initials;
mod keyboard;
mod keyword;
mod knowledge;
mod letters;
mod meaning;
mod mined_alias;
mod name;
mod near_name;
mod nominal;
mod numbered;
mod prefix;
mod query_text;
mod runs;
mod sound;
mod spacing;
mod spelling;
mod translation;
mod typo;
mod weigh;
mod word_candidates;

use unicode_normalization::UnicodeNormalization;

use crate::error::Result;
use crate::span::boundary;

use super::lattice::Lattice;
use super::rule::Rule;

use edges::{Edges, Expander};
use query_text::QueryText;

pub(crate) use knowledge::Knowledge;

/// Bytes of a query that are read: about ten exam questions. Each word may be looked up
/// in a dozen ways, so the time of a search needs a bound.
const MAX_TEXT_BYTES: usize = 16 * 1024;

/// The expanders in the order in which they run. Those that guess (by sound, by typing
/// errors) come after those that know, and leave alone the words that these recognised
/// ([`Edges::are_recognized`]).
const EXPANDERS: &[(Rule, Expander)] = &[
    (Rule::Keyword, keyword::expand),
    (Rule::Keyword, numbered::expand),
    (Rule::Name, name::expand),
    (Rule::Glossary, glossary::expand),
    (Rule::MinedAlias, mined_alias::expand),
    (Rule::Spacing, spacing::expand),
    (Rule::Spacing, eojeol::expand),
    (Rule::Spelling, spelling::expand),
    (Rule::Letters, letters::expand),
    (Rule::Initials, initials::expand),
    (Rule::Sound, sound::expand),
    (Rule::Prefix, prefix::expand),
    (Rule::Nominal, nominal::expand),
    (Rule::Typo, typo::expand),
    (Rule::Name, near_name::expand),
    (Rule::Translation, translation::expand),
    (Rule::Description, description::expand),
];

/// Makes the lattice of a query's text.
pub(crate) fn expand(typed: &str, knowledge: &Knowledge<'_>) -> Result<Lattice> {
    let read = &typed[..boundary(typed, MAX_TEXT_BYTES)];
    let mut text: String = read.nfc().collect();
    let mut corrections = Vec::new();
    if knowledge.options.allows(Rule::Keyboard) {
        (text, corrections) = keyboard::correct(text, knowledge)?;
    }
    let mut text = QueryText::new(text, knowledge);
    let mut edges = Edges::new(text.leaves.len());
    for (rule, expander) in EXPANDERS {
        // The words as typed are always looked for, whatever rule is left out.
        if *rule == Rule::Keyword || knowledge.options.allows(*rule) {
            expander(&text, knowledge, &mut edges)?;
        }
    }
    let meaning = match knowledge.options.allows(Rule::Meaning) {
        true => meaning::of(&text),
        false => None,
    };
    let is_sought_by_meaning =
        meaning.is_some() && meaning::has_enough_words(&text, knowledge.weights);
    weigh::weigh(&mut text.leaves, &mut edges.list, &edges.probes, knowledge)?;
    text.extent.is_cut |= read.len() < typed.trim_end().len();
    let Edges { list: edges, probes, described, typed_forms, .. } = edges;
    let QueryText { text, leaves, words, numbered, extent, .. } = text;
    Ok(Lattice {
        text,
        leaves,
        words,
        numbered,
        edges,
        typed_forms,
        probes,
        described,
        meaning,
        is_sought_by_meaning,
        corrections,
        extent,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::expand::fixture::Fixture;
    use crate::search::options::Options;

    #[test]
    fn each_rule_has_an_expander() {
        // The keyboard is put right before all; what belongs to names comes with
        // them, longer words with the words that
        // begin them, and a meaning is no edge.
        let others = [
            Rule::Keyboard,
            Rule::Longer,
            Rule::Markup,
            Rule::Narrower,
            Rule::Related,
            Rule::Meaning,
        ];
        for rule in Rule::ALL.into_iter().filter(|rule| !others.contains(rule)) {
            assert!(EXPANDERS.iter().any(|(own, _)| *own == rule), "{}", rule.name());
        }
    }

    #[test]
    fn a_query_is_read_by_the_rules_that_are_allowed() {
        let rules = |typed: &str, options: Options| {
            let notes = Fixture::new(&["게이트웨이 cellar", "AMS", "copy"]).with_options(options);
            let lattice = expand(typed, &notes.knowledge()).expect("readings");
            let mut rules: Vec<Rule> = lattice.edges.iter().map(|edge| edge.rule).collect();
            rules.extend(lattice.corrections.iter().map(|correction| correction.rule));
            rules.sort_unstable();
            rules.dedup();
            rules
        };
        let exact = || Options {
            strictness: crate::search::options::Strictness::Exact,
            ..Options::default()
        };
        let without = |rule| Options { without: Some(rule), ..Options::default() };
        for (typed, options, expected) in [
            ("cellar", Options::default(), &[Rule::Keyword][..]),
            ("celalr", Options::default(), &[Rule::Typo]),
            ("celalr", exact(), &[]),
            ("celalr", without(Rule::Typo), &[]),
            ("AMS", Options::default(), &[Rule::Keyword, Rule::Name]),
            ("복제", Options::default(), &[Rule::Glossary]),
            ("복제", without(Rule::Glossary), &[]),
            ("ㅊ디ㅣㅁㄱ", Options::default(), &[Rule::Keyword, Rule::Keyboard]),
            ("ㅊ디ㅣㅁㄱ", without(Rule::Keyboard), &[]),
        ] {
            assert_eq!(rules(typed, options), expected, "{typed}");
        }
    }

    #[test]
    fn the_words_as_typed_are_always_read() {
        let options = Options { without: Some(Rule::Keyword), ..Options::default() };
        let notes = Fixture::new(&["cellar"]).with_options(options);
        let lattice = expand("cellar", &notes.knowledge()).expect("readings");
        assert_eq!(lattice.edges.len(), 1);
        assert!(lattice.edges[0].idf > 0.0);
    }

    #[test]
    fn more_than_a_long_text_is_not_read() {
        let notes = Fixture::new(&["cellar"]);
        let text = "cellar ".repeat(MAX_TEXT_BYTES / 7 + 2);
        let lattice = expand(&text, &notes.knowledge()).expect("readings");
        assert!(lattice.extent.is_cut);
        assert!(!expand("cellar  ", &notes.knowledge()).expect("readings").extent.is_cut);
    }
}
