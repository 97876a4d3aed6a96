//! How a query was read, and how a score came about.

use std::collections::HashSet;

use crate::language::Catalogue;
use crate::search::{Hit, Hits, Rewrite, Role, Rule, ScoredReading, Signal, Tier};

use super::style::width;

/// Readings that are told, at most.
const MAX_REWRITES: usize = 4;
/// Names that one word was read as and that are told, at most.
const MAX_NAMES: usize = 3;

/// More words that are in no note are those of a pasted page.
const MAX_UNREAD: usize = 4;

/// Tells in one line what was read otherwise than typed, for the first `shown` of
/// the hits; what a hit that has the words is about as well isn't told.
pub fn readings(hits: &Hits, shown: usize) -> Option<String> {
    fn pair(reading: &ScoredReading) -> (&str, &str) {
        (&reading.from, &reading.to)
    }
    let all = hits.hits.iter().flat_map(|hit| &hit.explanation.readings);
    let all: HashSet<_> = all.map(pair).collect();
    let seen = hits.hits.iter().take(shown).flat_map(|hit| {
        let says_it =
            |reading: &&ScoredReading| !hit.is_literal || reading.rule.tier() != Tier::Association;
        hit.explanation.readings.iter().filter(says_it)
    });
    let seen: HashSet<_> = seen.map(pair).collect();
    let is_told = |rewrite: &&Rewrite| {
        let pair = (rewrite.from.as_str(), rewrite.to.as_str());
        // What was put right before all else is no hit's own reading.
        seen.contains(&pair) || !all.contains(&pair)
    };
    let mut told: Vec<(&str, Vec<&str>)> = Vec::new();
    for rewrite in hits.rewrites.iter().filter(is_told) {
        let from = rewrite.from.trim();
        match told.iter_mut().find(|(other, _)| *other == from) {
            Some((_, to)) if to.len() < MAX_NAMES => to.push(&rewrite.to),
            Some(_) => {}
            None => told.push((from, vec![&rewrite.to])),
        }
    }
    let list: Vec<String> = told
        .iter()
        .take(MAX_REWRITES)
        .map(|(from, to)| format!("{from} → {}", to.join(", ")))
        .collect();
    (!list.is_empty()).then(|| list.join("; "))
}

/// Returns the words of a query that stand in no note and were read as nothing
/// that does. None of a page that was pasted: it has words of its own.
pub fn unread(hits: &Hits) -> Vec<&str> {
    let is_read =
        |word: &&String| hits.rewrites.iter().any(|rewrite| rewrite.from.contains(word.as_str()));
    let is_told = |word: &&String| word.chars().nth(1).is_some() && !is_read(word);
    let words = hits.absent.iter().filter(is_told).map(String::as_str);
    let words: Vec<&str> = words.take(MAX_UNREAD + 1).collect();
    if words.len() > MAX_UNREAD { Vec::new() } else { words }
}

/// Tells how a score came about, a line a part.
pub fn explanation(hit: &Hit, language: &Catalogue) -> Vec<String> {
    let explanation = &hit.explanation;
    let answer = &language.answer;
    let column = Rule::ALL.iter().map(|rule| width(language.rule(*rule))).max().unwrap_or(0);
    let mut lines: Vec<String> = explanation
        .readings
        .iter()
        .map(|r| {
            let rule = language.rule(r.rule);
            let space = " ".repeat(column - width(rule));
            format!("{:>7.2}  {rule}{space}  {} → {}", r.score, r.from.trim(), r.to)
        })
        .collect();
    // What has readings is told by them, and factors by the sum.
    let is_told = |signal: &Signal| signal.role() != Role::Factor && !signal.has_readings();
    for signal in Signal::ALL.into_iter().filter(is_told) {
        let value = explanation.signal(signal);
        if value > 0.0 {
            lines.push(format!("{value:>7.2}  {}", (answer.signal)(signal)));
        }
    }
    let sum = (answer.sum)(explanation.factor, explanation.signal(Signal::Coverage));
    lines.push(format!("{:>7.2}  {sum}", hit.score));
    lines
}
