//! Names of the lexicon, and what belongs to what they name.

use crate::error::Result;
use crate::lexicon::{Kind, Recognizer};
use crate::search::rule::Rule;

use super::edges::{Edges, Reading};
use super::knowledge::Knowledge;
use super::query_text::QueryText;

/// Parts and wholes of one entry that are read for its name, at most.
const MAX_NARROWER: usize = 24;
/// Entries beside one that are read for its name, at most.
const MAX_RELATED: usize = 12;

pub(super) fn expand(text: &QueryText, knowledge: &Knowledge<'_>, edges: &mut Edges) -> Result<()> {
    let (lexicon, weights) = (knowledge.lexicon, knowledge.weights);
    let is_allowed = |rule| knowledge.options.allows(rule);
    for mention in Recognizer::for_queries(lexicon).mentions(&text.text, &text.terms) {
        let Some(leaves) = text.cover(mention.span) else { continue };
        let surely = if mention.weak { weights.weak_name } else { 1.0 };
        let reading = |rule| Reading { leaves, rule, weight: weights.rule(rule) * surely };
        if !mention.weak {
            edges.recognize(leaves);
        }
        edges.add_entry(knowledge, reading(Rule::Name), &mention.id)?;
        let Some(entry) = lexicon.entry(&mention.id) else { continue };
        if is_allowed(Rule::Narrower) {
            for id in entry.parts.iter().chain(entry.parents.iter()).take(MAX_NARROWER) {
                edges.add_entry(knowledge, reading(Rule::Narrower), &id)?;
            }
        }
        if is_allowed(Rule::Related) {
            for id in entry.services.iter().chain(entry.related.iter()).take(MAX_RELATED) {
                edges.add_entry(knowledge, reading(Rule::Related), &id)?;
            }
        }
        if mention.id.kind() == Kind::Concept {
            edges.recognize(leaves);
        }
    }
    Ok(())
}
