//! How a query is understood, for people to follow.

use crate::error::Result;
use crate::query::{Constraint, parse};

use super::lattice::{Edge, Lattice, Rule};
use super::retrieve::Vocabulary;
use super::searcher::{Options, Searcher};

/// How a query is understood in these notes.
#[derive(Clone, Debug, Default)]
pub struct Understanding {
    /// The services and concepts that the query names as a whole: it then asks
    /// what the notes say of them, and its words aren't looked for.
    pub named: Vec<String>,
    /// What must, and what must not, be there.
    pub constraints: Vec<Constraint>,
    /// Words that were put right before all else: rule, as typed, as read.
    pub rewrites: Vec<(Rule, String, String)>,
    /// Words that describe a service or concept without naming it, and its
    /// name, the best described first.
    pub described: Vec<(String, String)>,
    /// The words, in the order of the query.
    pub words: Vec<Word>,
    /// What they may stand for, besides themselves, the surest first for each
    /// stretch of words.
    pub readings: Vec<WordReading>,
}

/// A word of a query.
#[derive(Clone, Debug)]
pub struct Word {
    /// The word as typed.
    pub text: String,
    /// What finding it is worth: the rarer in these notes, the more.
    pub worth: f32,
    /// Whether it is so common in questions that it counts for little.
    pub is_common: bool,
    /// In how many sections it is as typed, in any inflection.
    pub sections: u32,
}

/// What some words of a query may stand for.
#[derive(Clone, Debug)]
pub struct WordReading {
    /// The first word, and one past the last, by their numbers.
    pub words: (usize, usize),
    /// What was typed.
    pub from: String,
    /// What it is read as.
    pub to: String,
    /// Why.
    pub rule: Rule,
    /// How surely, above 0 and at most 1.
    pub weight: f32,
    /// In how many sections that is.
    pub sections: u32,
}

/// Words of less weight than this count for little.
const COMMON_WEIGHT: f32 = 0.5;

impl Searcher<'_> {
    /// Tells how a query is understood.
    ///
    /// # Errors
    ///
    /// When the index can't be read.
    pub fn understand(&self, typed: &str, options: &Options) -> Result<Understanding> {
        self.guarded(|| self.understand_once(typed, options))
    }

    fn understand_once(&self, typed: &str, options: &Options) -> Result<Understanding> {
        let query = parse(typed);
        let lattice = self.lattice(&query, options)?;
        let named = lattice.named.iter().filter(|named| named.rule == Rule::Name);
        let named: Vec<String> = named.map(|named| named.name.clone()).collect();
        let vocabulary = Vocabulary::new(self.snapshot())?;
        let words = lattice.leaves.iter().map(|leaf| Word {
            text: lattice.text[leaf.span.range()].to_owned(),
            worth: leaf.mass,
            is_common: leaf.weight < COMMON_WEIGHT,
            sections: vocabulary.frequency(&leaf.term),
        });
        Ok(Understanding {
            words: if named.is_empty() { words.collect() } else { Vec::new() },
            named,
            readings: readings(&lattice, &vocabulary)?,
            described: lattice
                .described
                .iter()
                .map(|described| {
                    let words = described.leaves.iter().map(|leaf| lattice.leaves[*leaf].span);
                    let words: Vec<&str> = words.map(|span| &lattice.text[span.range()]).collect();
                    (words.join(" "), described.name.clone())
                })
                .collect(),
            rewrites: lattice.rewrites,
            constraints: query.constraints,
        })
    }
}

fn readings(lattice: &Lattice, vocabulary: &Vocabulary<'_>) -> Result<Vec<WordReading>> {
    let mut readings = Vec::new();
    let is_told = |edge: &&Edge| !edge.rule.is_literal();
    let is_other = |reading: &WordReading| reading.from != reading.to;
    for edge in lattice.edges.iter().filter(is_told) {
        let mut sections = u32::MAX;
        for probe in edge.matcher.probes() {
            sections = sections.min(vocabulary.probe_frequency(&lattice.probes[*probe])?);
        }
        readings.push(WordReading {
            words: (edge.from, edge.to),
            from: lattice.typed(edge).to_owned(),
            to: lattice.said(edge),
            rule: edge.rule,
            weight: edge.weight,
            sections,
        });
    }
    readings.retain(is_other);
    readings.sort_by(|a, b| {
        (a.words, b.weight).partial_cmp(&(b.words, a.weight)).unwrap_or(std::cmp::Ordering::Equal)
    });
    Ok(readings)
}
