//! How a query is expanded, for `galpi explain`.

use crate::error::Result;
use crate::query::Constraint;
use crate::search::lattice::{DescribedEntry, Edge, Lattice, LeafSpan};
use crate::search::plan::Plan;
use crate::search::rule::Rule;
use crate::search::vocabulary::Vocabulary;

/// How a query is understood in these notes.
#[derive(Clone, Debug, Default)]
pub struct Understanding {
    /// The services and concepts that the query names as a whole: it then asks
    /// what the notes say of them, and its words aren't looked for.
    pub named: Vec<String>,
    /// What must, and what must not, be there.
    pub constraints: Vec<Constraint>,
    /// Words that were replaced before the query was analysed: rule, as typed, as read.
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

/// Tells how a query is understood.
pub(crate) fn understanding(
    plan: &Plan,
    constraints: Vec<Constraint>,
    vocabulary: &dyn Vocabulary,
) -> Result<Understanding> {
    let nothing = Lattice::default();
    let lattice = plan.lattice().unwrap_or(&nothing);
    let mut understanding = Understanding {
        constraints,
        readings: readings(lattice, vocabulary)?,
        described: lattice.described.iter().map(|entry| described(entry, lattice)).collect(),
        ..Understanding::default()
    };
    let corrections = lattice.corrections.iter();
    understanding.rewrites = corrections.map(|c| (c.rule, c.from.clone(), c.to.clone())).collect();
    match plan {
        Plan::About(about) => {
            let own = about.entries.iter().filter(|entry| entry.rule == Rule::Name);
            understanding.named = own.map(|entry| entry.name.clone()).collect();
        }
        _ => understanding.words = words(lattice, vocabulary),
    }
    Ok(understanding)
}

fn words(lattice: &Lattice, vocabulary: &dyn Vocabulary) -> Vec<Word> {
    let leaves = lattice.leaves.iter();
    let words = leaves.map(|leaf| Word {
        text: lattice.text[leaf.span.range()].to_owned(),
        worth: leaf.idf,
        is_common: leaf.is_common(),
        sections: vocabulary.frequency(&leaf.term),
    });
    words.collect()
}

/// Returns the words that describe an entry, and its name.
fn described(entry: &DescribedEntry, lattice: &Lattice) -> (String, String) {
    let words = entry.leaves.iter().map(|leaf| lattice.typed_text(LeafSpan::one(*leaf)));
    (words.collect::<Vec<_>>().join(" "), entry.name.clone())
}

fn readings(lattice: &Lattice, vocabulary: &dyn Vocabulary) -> Result<Vec<WordReading>> {
    let mut readings = Vec::new();
    let is_told = |edge: &&Edge| !edge.rule.is_literal();
    for edge in lattice.edges.iter().filter(is_told) {
        let mut sections = u32::MAX;
        for probe in edge.matcher.probes() {
            sections = sections.min(vocabulary.probe_frequency(&lattice.probes[*probe])?);
        }
        readings.push(WordReading {
            words: (edge.leaves.from, edge.leaves.to),
            from: lattice.typed_text(edge.leaves).to_owned(),
            to: lattice.reading_text(edge),
            rule: edge.rule,
            weight: edge.weight,
            sections,
        });
    }
    readings.retain(|reading| reading.from != reading.to);
    readings.sort_by(|a, b| {
        (a.words, b.weight).partial_cmp(&(b.words, a.weight)).unwrap_or(std::cmp::Ordering::Equal)
    });
    Ok(readings)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Analyzer;
    use crate::lexicon::Lexicon;
    use crate::search::fixture::query;
    use crate::search::plan::{About, AskedEntry};
    use crate::search::vocabulary::TableVocabulary;

    #[test]
    fn words_and_their_readings_are_told_the_surest_first() {
        let (first, both) = (LeafSpan::one(0), LeafSpan::new(0, 2));
        let mut lattice = query(&[("cellar", 2.0), ("the", 0.1)])
            .read_as_words(first, Rule::Prefix, 0.6, "cellars")
            .read_as_words(first, Rule::Glossary, 0.75, "jar")
            .read_as_words(both, Rule::Spacing, 0.9, "cellar jar")
            // Nothing else than was typed.
            .read_as_words(first, Rule::Spacing, 0.9, "cellar");
        lattice.leaves[1].weight = 0.05;
        let mut analyzer = Analyzer::new();
        let notes = ["cellar jar", "jar"];
        let vocabulary = TableVocabulary::new(&notes, &Lexicon::empty(), &mut analyzer);
        let told = understanding(&Plan::Words(lattice), Vec::new(), &vocabulary).expect("told");
        let words: Vec<(&str, bool, u32)> =
            told.words.iter().map(|w| (w.text.as_str(), w.is_common, w.sections)).collect();
        assert_eq!(words, [("cellar", false, 1), ("the", true, 0)]);
        let readings: Vec<(&str, u32)> =
            told.readings.iter().map(|r| (r.to.as_str(), r.sections)).collect();
        assert_eq!(readings, [("jar", 2), ("cellars", 0), ("cellar jar", 1)]);
    }

    #[test]
    fn of_a_name_the_entries_are_told_and_no_words() {
        let entry = |rule, name: &str| AskedEntry {
            probe: 0,
            rule,
            weight: 1.0,
            name: name.to_owned(),
            is_meant: true,
        };
        let entries = vec![entry(Rule::Name, "Moon Store"), entry(Rule::Narrower, "Vault")];
        let name = query(&[("moon", 1.0)]);
        let plan = Plan::About(About { name, entries, is_constraint: false, is_lookup: false });
        let mut analyzer = Analyzer::new();
        let vocabulary = TableVocabulary::new(&[], &Lexicon::empty(), &mut analyzer);
        let told = understanding(&plan, Vec::new(), &vocabulary).expect("told");
        assert_eq!(told.named, ["Moon Store"]);
        assert!(told.words.is_empty());
    }
}
