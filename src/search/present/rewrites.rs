//! What was read otherwise than typed.

use crate::name::fold;
use crate::search::lattice::Correction;
use crate::search::rule::Rule;
use crate::search::weights::Weights;

use super::hit::{Hit, Rewrite};

/// Tells the readings of the given hits that differ from what was typed.
pub(crate) fn rewrites(
    corrections: &[Correction],
    hits: &[Hit],
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
    for reading in hits.iter().flat_map(|hit| &hit.explanation.readings) {
        let is_known = rewrites.iter().any(|r| r.from == reading.from && r.to == reading.to);
        // A name in another spelling is no other reading of it.
        let is_same = fold(&reading.from) == fold(&reading.to);
        if !reading.rule.is_literal() && !is_known && !is_same {
            rewrites.push(rewrite(reading.rule, &reading.from, &reading.to));
        }
    }
    rewrites
}

/// Says whether no hit has any word as typed. Words that were put right before
/// all else are read as if typed so.
pub(crate) fn is_all_rewritten(typed: &str, corrections: &[Correction], hits: &[Hit]) -> bool {
    let count = |text: &str| text.split_whitespace().count();
    let corrected: usize = corrections.iter().map(|c| count(&c.from)).sum();
    let is_corrected = !corrections.is_empty() && corrected >= count(typed);
    let is_typed = |rule: &Rule| matches!(rule, Rule::Keyword | Rule::Name);
    let has_typed = |hit: &Hit| hit.via.iter().any(is_typed);
    !hits.is_empty() && (is_corrected || !hits.iter().any(has_typed))
}
