//! A query's text → its readings.
//!
//! Each expander adds readings of one kind, each an edge over the leaves it
//! reads. It looks into the notes' own vocabulary, so that nothing is read as
//! what isn't there. A rule is added by a file here, a row in [`EXPANDERS`] and
//! one in [`Rule`].

mod answer_options;
mod bigram;
mod description;
mod edges;
mod folded;
mod glossary;
mod initials;
mod keyboard;
mod keyword;
mod knowledge;
mod letters;
mod mined_alias;
mod name;
mod near_name;
mod prefix;
mod query_text;
mod sound;
mod spacing;
mod spelling;
mod typo;
mod weigh;
mod words;

use unicode_normalization::UnicodeNormalization;

use crate::error::Result;
use crate::span::boundary;

use super::lattice::Lattice;
use super::rule::Rule;

use edges::Edges;
use query_text::QueryText;

pub(crate) use knowledge::Knowledge;

/// More text than this is not read: it is as long as ten exam questions, and
/// each word of it might be looked up in a dozen ways.
const MAX_TEXT_BYTES: usize = 16 * 1024;

type Expander = fn(&QueryText, &Knowledge<'_>, &mut Edges) -> Result<()>;

/// The expanders in the order in which they run: those that need what others
/// have recognised come after them.
const EXPANDERS: &[(Rule, Expander)] = &[
    (Rule::Keyword, keyword::expand),
    (Rule::Name, name::expand),
    (Rule::Glossary, glossary::expand),
    (Rule::MinedAlias, mined_alias::expand),
    (Rule::Spacing, spacing::expand),
    (Rule::Spelling, spelling::expand),
    (Rule::Letters, letters::expand),
    (Rule::Initials, initials::expand),
    (Rule::Sound, sound::expand),
    (Rule::Prefix, prefix::expand),
    (Rule::Typo, typo::expand),
    (Rule::Name, near_name::expand),
    (Rule::Bigram, bigram::expand),
    (Rule::Description, description::expand),
];

/// Reads a query's text.
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
        // The words as typed are what all else hangs on.
        if *rule == Rule::Keyword || knowledge.options.allows(*rule) {
            expander(&text, knowledge, &mut edges)?;
        }
    }
    weigh::weigh(&mut text.leaves, &mut edges.list, &edges.probes, knowledge)?;
    text.extent.is_cut |= read.len() < typed.trim_end().len();
    let Edges { list: edges, probes, described, .. } = edges;
    let QueryText { text, leaves, extent, .. } = text;
    Ok(Lattice { text, leaves, edges, probes, described, corrections, extent })
}
