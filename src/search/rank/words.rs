//! Ranks sections for the words of a query.
//!
//! A section's score is that of the best path through the lattice, on which each word
//! counts once, by the reading that the section has best; the other signals are added to
//! it or multiply it.

use crate::search::lattice::Lattice;
use crate::search::retrieve::Candidate;
use crate::search::rule::{Rule, Tier};
use crate::search::signals::{
    DescriptionFit, Path, RankingQuery, Role, ScoringContext, Signal, SignalValues,
    description_fit, meaning_lift, reading,
};
use crate::search::weights::Weights;

use super::literal::{LiteralMatch, LiteralMatcher};
use super::path::Paths;
use super::scored::{Ranked, Scored, sorted};

/// Scores sections against one lattice.
pub(super) struct WordRanker<'a> {
    query: RankingQuery<'a>,
    paths: Paths<'a>,
    literal: LiteralMatcher<'a>,
}

/// Ranks sections by the words of a query.
pub(crate) fn by_words(
    lattice: &Lattice,
    candidates: Vec<Candidate>,
    weights: &Weights,
    average_length: f32,
) -> Vec<Ranked> {
    let ranker = WordRanker::new(lattice, weights, average_length);
    let scored = candidates.into_iter().filter_map(|candidate| {
        let scored = ranker.score(&candidate)?;
        Some((scored, candidate))
    });
    let mut scored: Vec<Ranked> = scored.collect();
    lift_meaning(&mut scored, weights);
    ranker.promote_by_words(&mut scored);
    // Where any section has the query literally, sections that were found by their vector
    // alone would only be noise behind it.
    if scored.iter().any(|(scored, _)| scored.literal > LiteralMatch::Incomplete) {
        scored.retain(|(scored, _)| {
            !scored.path.is_empty() || scored.signals[Signal::Description] > 0.0
        });
    }
    // A query of one word finds every section that has it, even in markup, which scores
    // low.
    let is_in_markup = || lattice.edges.iter().any(|edge| edge.rule == Rule::Markup);
    let is_all_wanted = lattice.words.len() == 1 && is_in_markup();
    sorted(scored, if is_all_wanted { 0.0 } else { weights.least_share })
}

/// Raises the signal of meaning where no section has much of the query's words.
fn lift_meaning(scored: &mut [Ranked], weights: &Weights) {
    let coverages = scored.iter().map(|(scored, _)| scored.signals[Signal::Coverage]);
    let lift = meaning_lift(coverages.fold(0.0, f32::max), weights);
    for (scored, _) in scored {
        let meaning = scored.signals[Signal::Meaning];
        scored.score += meaning * (lift - 1.0);
        scored.signals[Signal::Meaning] = meaning * lift;
    }
}

impl<'a> WordRanker<'a> {
    pub(super) fn new(lattice: &'a Lattice, weights: &'a Weights, average_length: f32) -> Self {
        Self {
            query: RankingQuery::new(lattice, weights, average_length),
            paths: Paths::new(lattice),
            literal: LiteralMatcher::new(lattice, weights),
        }
    }

    /// Scores a section; `None` where it matches nothing of the query.
    fn score(&self, candidate: &Candidate) -> Option<Scored> {
        let best = self.best(candidate);
        let fit = description_fit(candidate, &self.query);
        let is_near = candidate.nearness >= self.query.weights.meaning_alone;
        let is_found = !best.is_empty() || fit.value > 0.0 || is_near;
        is_found.then(|| self.score_path(best, fit, candidate))
    }

    /// Scores a section even where it matches nothing of the query.
    pub(super) fn score_any(&self, candidate: &Candidate) -> Scored {
        let fit = description_fit(candidate, &self.query);
        self.score_path(self.best(candidate), fit, candidate)
    }

    fn best(&self, candidate: &Candidate) -> Path {
        self.paths.best_in(candidate, |number| reading(number, candidate, &self.query))
    }

    /// Lets sections that lack some word of a long query rank with those that have all
    /// literally, where their words as typed alone score higher than any of those: the
    /// section about the subject of a question often lacks a word that a longer section
    /// has somewhere. Other readings of words don't count for this.
    fn promote_by_words(&self, scored: &mut [Ranked]) {
        if (self.literal.words() as f32) < self.query.weights.outweighed_words {
            return;
        }
        let all = scored.iter().filter(|(scored, _)| scored.literal > LiteralMatch::Incomplete);
        let Some(best) = all.map(|(scored, _)| scored.score).max_by(f32::total_cmp) else { return };
        for (scored, candidate) in scored {
            // The score by words as typed is at most the score by all readings.
            let is_lower = scored.literal == LiteralMatch::Incomplete && scored.score > best;
            if is_lower && self.score_typed(candidate) > best {
                scored.literal = LiteralMatch::AllWords;
            }
        }
    }

    /// Scores a section by the words as typed alone.
    fn score_typed(&self, candidate: &Candidate) -> f32 {
        let query = self.query;
        let typed =
            self.paths.best_in(candidate, |number| match query.lattice.edges[number].rule.tier() {
                Tier::Written => reading(number, candidate, &query),
                _ => 0.0,
            });
        let context = ScoringContext {
            query,
            candidate,
            best_path: &typed,
            consistent_path: &typed,
            description: 0.0,
        };
        let signals = SignalValues::of(&context);
        let total = |role| signals.total(role, query.weights);
        total(Role::Added) * total(Role::Factor)
    }

    fn score_path(&self, best: Path, fit: DescriptionFit, candidate: &Candidate) -> Scored {
        let query = self.query;
        let mut agreed = best.clone();
        self.paths.agree_on_initials(&mut agreed, candidate, &query);
        let description = fit.value;
        let context = ScoringContext {
            query,
            candidate,
            best_path: &best,
            consistent_path: &agreed,
            description,
        };
        let signals = SignalValues::of(&context);
        let total = |role| signals.total(role, query.weights);
        let factor = total(Role::Factor);
        let score = total(Role::Added) * factor + total(Role::Unscaled);
        let literal = self.literal.in_section(candidate);
        Scored { score, literal, path: agreed, signals, factor, entry: fit.best }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::Strength;
    use crate::search::fixture::{Section, query};
    use crate::search::lattice::LeafSpan;
    use crate::search::signals::Signal;

    /// Returns the numbers of sections in the order in which they are ranked.
    fn order(lattice: &Lattice, sections: &[Section<'_>]) -> Vec<u32> {
        let numbered = (0..).zip(sections);
        let candidates = numbered.map(|(doc, section)| section.candidate(doc, lattice)).collect();
        let ranked = by_words(lattice, candidates, &Weights::default(), 4.0);
        ranked.into_iter().map(|(_, candidate)| candidate.doc).collect()
    }

    fn body(body: &str) -> Section<'_> {
        Section { body, ..Section::default() }
    }

    #[test]
    fn sections_are_ranked_by_what_they_have_of_the_query() {
        let lattice = query(&[("a", 1.0), ("b", 2.0)]).read_as_words(
            LeafSpan::one(0),
            Rule::Typo,
            0.75,
            "ay",
        );
        let titled = |title, body| Section { title, body, ..Section::default() };
        for (what, better, worse) in [
            ("more words", body("a b x x"), body("b b x x")),
            ("the rarer word", body("b x x x"), body("a x x x")),
            ("nearer", body("a b x x x x"), body("a x x x x b")),
            ("as typed", body("a x x x"), body("ay x x x")),
            ("in the heading", titled("a", "x x x x"), titled("y", "a x x x")),
            ("all of the heading", titled("a", "x x"), titled("a y y y", "x x")),
            ("with text", titled("a", "x"), titled("a", "")),
            ("shorter", body("a x"), body("a x x x x x x x x")),
            ("first of the same", body("a b"), body("a b")),
        ] {
            assert_eq!(order(&lattice, &[better, worse]), [0, 1], "{what}");
            if what != "first of the same" {
                assert_eq!(order(&lattice, &[worse, better]), [1, 0], "{what}");
            }
        }
    }

    #[test]
    fn words_as_typed_outweigh_all_words_of_a_long_query_and_readings_do_not() {
        let words = [("a", 1.0), ("b", 1.0), ("c", 1.0)];
        let strewn = format!("a {0} b {0} c {0}", "x ".repeat(40));
        let about = Section { title: "a b", body: "a b x", ..Section::default() };
        for (count, expected) in [(3, [1, 0]), (2, [0, 1])] {
            // Of two words both are meant, wherever they stand.
            let words = &words[3 - count..];
            let lattice = query(words);
            let about = if count == 3 { about } else { Section { title: "b", ..about } };
            assert_eq!(order(&lattice, &[body(&strewn), about]), expected, "{count}");
        }
        let lattice = query(&words)
            .read_as_words(LeafSpan::one(0), Rule::Glossary, 1.0, "y")
            .read_as_words(LeafSpan::one(1), Rule::Glossary, 1.0, "z");
        let read = Section { title: "y z", body: "y z x", ..Section::default() };
        assert_eq!(order(&lattice, &[body(&strewn), read]), [0, 1]);
    }

    #[test]
    fn sections_with_next_to_nothing_are_no_hits() {
        let lattice = query(&[("a", 0.1), ("b", 5.0)]);
        let sections = [body("a x"), body("a b"), body("x x"), body("")];
        assert_eq!(order(&lattice, &sections), [1]);
        assert_eq!(order(&lattice, &sections[..1]), [0]);
        assert_eq!(order(&lattice, &sections[2..]), [0; 0]);
    }

    #[test]
    fn sections_that_are_only_near_follow_no_literal_match() {
        let lattice = query(&[("a", 1.0), ("b", 1.0)]);
        for (first, is_near_found) in [("a b", false), ("a x", true)] {
            let mut near = body("x x").candidate(1, &lattice);
            near.nearness = 0.9;
            let candidates = vec![body(first).candidate(0, &lattice), near];
            let ranked = by_words(&lattice, candidates, &Weights::default(), 4.0);
            let docs: Vec<u32> = ranked.iter().map(|(_, candidate)| candidate.doc).collect();
            assert!(docs.contains(&0), "{first}");
            assert_eq!(docs.contains(&1), is_near_found, "{first}");
        }
    }

    #[test]
    fn a_section_is_found_by_what_it_is_about_alone() {
        let lattice = query(&[("a", 1.0)]).describing("s/a", 2.0, &[0]);
        let entries = [("s/a", 2, Strength::Subject, 0)];
        let about = Section { body: "x x", entries: &entries, ..Section::default() };
        assert_eq!(order(&lattice, &[body("x"), about]), [1]);
    }

    #[test]
    fn a_score_is_the_sum_of_its_signals() {
        let lattice = query(&[("a", 1.0), ("b", 2.0)]).describing("s/a", 2.0, &[0]);
        let weights = Weights::default();
        let entries = [("s/a", 2, Strength::Subject, 0)];
        for (body, coverage) in [("a b", 1.0), ("a x", 1.0 / 3.0)] {
            let section = Section { title: "a", body, entries: &entries, ..Section::default() };
            let candidates = vec![section.candidate(0, &lattice)];
            let (scored, _) = by_words(&lattice, candidates, &weights, 4.0).remove(0);
            let of = |signal| scored.signals[signal];
            assert!((of(Signal::Coverage) - coverage).abs() < 1e-6, "{body}");
            assert_eq!(scored.factor < 1.0, coverage < 1.0, "{body}");
            assert_eq!(of(Signal::Proximity) > 0.0, coverage == 1.0, "{body}");
            assert!(of(Signal::Heading) > 0.0 && of(Signal::Description) > 0.0, "{body}");
            // The factor is for what the query's words give.
            let added = of(Signal::Words) + of(Signal::Proximity) + of(Signal::Heading);
            let expected = added * scored.factor + of(Signal::Description);
            assert!((scored.score - expected).abs() < 1e-5, "{body}: {}", scored.score);
            assert_eq!(scored.entry, Some(0), "{body}");
        }
    }
}
