//! Readings that differ from what was typed, for people to see.

use crate::name::fold;
use crate::search::lattice::Correction;
use crate::search::rule::{Rule, Tier};
use crate::search::weights::Weights;

use super::hit::{Rewrite, ScoredReading};

/// Returns the readings of hits that differ from what was typed, each once.
pub(crate) fn rewrites<'r>(
    corrections: &[Correction],
    readings: impl Iterator<Item = &'r ScoredReading>,
    weights: &Weights,
) -> Vec<Rewrite> {
    let rewrite = |rule: Rule, from: &str, to: &str| Rewrite {
        rule,
        from: from.to_owned(),
        to: to.to_owned(),
        weight: weights.rule(rule),
    };
    let mut rewrites: Vec<Rewrite> =
        corrections.iter().map(|c| rewrite(c.rule, &c.from, &c.to)).collect();
    for reading in readings {
        let is_known = rewrites.iter().any(|r| r.from == reading.from && r.to == reading.to);
        // Other spacing, case or signs are no difference.
        let is_same = fold(&reading.from) == fold(&reading.to);
        if !reading.rule.is_literal() && !is_known && !is_same {
            rewrites.push(rewrite(reading.rule, &reading.from, &reading.to));
        }
    }
    rewrites
}

/// Says whether no hit has any word as typed; `via` are the rules by which each was found.
/// Words in the wrong keyboard layout were replaced beforehand: where all were, nothing is
/// as typed.
pub(crate) fn is_all_rewritten<'r>(
    typed: &str,
    corrections: &[Correction],
    via: impl Iterator<Item = &'r [Rule]>,
) -> bool {
    let count = |text: &str| text.split_whitespace().count();
    let corrected: usize = corrections.iter().map(|c| count(&c.from)).sum();
    let is_corrected = !corrections.is_empty() && corrected >= count(typed);
    let is_typed = |rule: &Rule| rule.tier() == Tier::Written || *rule == Rule::Name;
    let mut via = via.peekable();
    // A query of constraints alone, or of signs, has no words.
    let has_words = typed.contains(char::is_alphanumeric);
    has_words
        && via.peek().is_some()
        && (is_corrected || !via.any(|rules| rules.iter().any(is_typed)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading((rule, from, to): (Rule, &str, &str)) -> ScoredReading {
        ScoredReading { rule, from: from.to_owned(), to: to.to_owned(), score: 1.0 }
    }

    fn corrected(from: &str) -> Vec<Correction> {
        vec![Correction { rule: Rule::Keyboard, from: from.to_owned(), to: "b".to_owned() }]
    }

    #[test]
    fn other_readings_are_told_once() {
        let readings = [
            (Rule::Typo, "a", "b"),
            (Rule::Keyword, "c", "d"),
            (Rule::Longer, "e", "f"),
            // Known already, and a name in another spelling.
            (Rule::Sound, "a", "b"),
            (Rule::Name, "Data Sync", "datasync"),
            (Rule::Glossary, "a", "c"),
        ]
        .map(reading);
        let told = rewrites(&corrected("z"), readings.iter(), &Weights::default());
        let told: Vec<(Rule, &str, &str)> =
            told.iter().map(|r| (r.rule, r.from.as_str(), r.to.as_str())).collect();
        let expected =
            [(Rule::Keyboard, "z", "b"), (Rule::Typo, "a", "b"), (Rule::Glossary, "a", "c")];
        assert_eq!(told, expected);
    }

    #[test]
    fn it_is_told_where_no_word_is_as_typed() {
        let typed: &[Rule] = &[Rule::Keyword, Rule::Typo];
        let (named, other): (&[Rule], &[Rule]) = (&[Rule::Name], &[Rule::Typo]);
        for (query, corrections, via, expected) in [
            ("a b", vec![], vec![other, typed], false),
            ("a b", vec![], vec![named], false),
            ("a b", vec![], vec![other, other], true),
            ("a b", vec![], vec![], false),
            // Both words, and one of them, were put right.
            ("a b", corrected("a b"), vec![typed], true),
            ("a b", corrected("a"), vec![typed], false),
        ] {
            let found = is_all_rewritten(query, &corrections, via.into_iter());
            assert_eq!(found, expected, "{query}");
        }
    }
}
