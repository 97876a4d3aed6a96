//! Entries that a query describes without naming them (document expansion).
//!
//! The descriptions of entries (names, gloss, everyday phrasings) are a collection of
//! documents of their own, which are ranked for the query by BM25. A section about an
//! entry whose description scores well is found though it has no word of the query. How
//! common a word is is counted in the descriptions, as a notebook of a few pages couldn't
//! tell. Each text of a description has a vector as well: how near the nearest is to the
//! query in meaning is added to the score.

use rustc_hash::FxHashSet;

use galpi_meaning::{TextVector, nearness};

use crate::error::Result;
use crate::lexicon::{Claim, Description};
use crate::search::bm25::{idf, length_norm, saturated};
use crate::search::lattice::{DescribedEntry, Leaf, LeafSpan, Probe};
use crate::search::rule::Rule;
use crate::search::weights::Weights;

use super::edges::Edges;
use super::knowledge::Knowledge;
use super::meaning;
use super::query_text::QueryText;

/// Described entries that a query keeps, at most: those of the best descriptions.
const MAX_ENTRIES: usize = 64;
/// Entries that are looked up in the notes, at most.
const MAX_ASKED: usize = 256;
/// A description counts if it has more than one in so many words of an idea, or, of two
/// words, more than such a share of what they are worth.
const LEAST_SHARE: usize = 3;

/// Adds entries whose description has many words of the query.
pub(super) fn expand(text: &QueryText, knowledge: &Knowledge<'_>, edges: &mut Edges) -> Result<()> {
    // A word that is still being typed describes nothing.
    if knowledge.options.is_prefix && text.words.len() < 2 {
        return Ok(());
    }
    let mut fits = fits(text, knowledge, edges);
    drop_chance(text, knowledge, edges, &mut fits);
    add_nearness(text, knowledge, &mut fits)?;
    for (claim, fit) in sorted(fits).into_iter().take(MAX_ASKED) {
        if edges.described.len() == MAX_ENTRIES {
            break;
        }
        let Some(id) = knowledge.lexicon.claimed(claim) else { continue };
        let name = knowledge.lexicon.name(&id).unwrap_or_default().to_owned();
        let probe = Probe::Entry(id);
        if knowledge.vocabulary.probe_frequency(&probe)? > 0 {
            let probe = edges.probes.number(probe);
            let Fit { score, leaves, .. } = fit;
            edges.described.push(DescribedEntry { probe, score, leaves, name });
        }
    }
    Ok(())
}

/// The score of one description while leaves are added.
#[derive(Clone, Default)]
struct Fit {
    score: f32,
    /// The leaves that it has.
    leaves: Vec<usize>,
    /// What the current leaf adds, by the form that adds most.
    best: f32,
}

/// Says whether a word may describe an entry: those of grammar are in any text.
fn describes(leaf: &Leaf, weights: &Weights) -> bool {
    leaf.weight > weights.grammar_in_description
}

/// Returns how well descriptions fit the query by the words that they have, by layer
/// and number: a query's common words are in most descriptions.
fn fits(text: &QueryText, knowledge: &Knowledge<'_>, edges: &Edges) -> Vec<Vec<Fit>> {
    let mut fits: Vec<Vec<Fit>> =
        knowledge.lexicon.sizes().map(|n| vec![Fit::default(); n]).collect();
    let (count, average) = knowledge.lexicon.descriptions();
    let mut touched: Vec<(usize, usize)> = Vec::new();
    let mut seen = FxHashSet::default();
    for (at, leaf) in text.leaves.iter().enumerate() {
        // A letter alone (`E = mc2`) describes nothing.
        let is_letter = leaf.term.len() == 1;
        let is_skipped = !describes(leaf, knowledge.weights) || is_letter || text.is_fragment(at);
        if is_skipped || !seen.insert(leaf.term.as_str()) {
            continue;
        }
        for (term, worth) in forms(leaf, at, edges, count, knowledge) {
            for description in knowledge.lexicon.described_by(term) {
                let value = value(&description, worth, average, knowledge);
                let place = (description.layer, description.number as usize);
                let Some(fit) = fits[place.0].get_mut(place.1) else { continue };
                if fit.best == 0.0 {
                    touched.push(place);
                }
                fit.best = fit.best.max(value);
            }
        }
        for (layer, number) in touched.drain(..) {
            let fit = &mut fits[layer][number];
            fit.score += std::mem::take(&mut fit.best);
            fit.leaves.push(at);
        }
    }
    fits
}

/// Drops the descriptions that have little of an idea: one word of three or more is in many
/// by chance, and so is the common one of two, as `kubectl` of `kubectl drain`. Of a pasted
/// question most words tell the situation.
fn drop_chance(text: &QueryText, knowledge: &Knowledge<'_>, edges: &Edges, fits: &mut [Vec<Fit>]) {
    let describes = |leaf: &Leaf| describes(leaf, knowledge.weights);
    let words: Vec<LeafSpan> =
        text.words.iter().copied().filter(|word| word.any(&text.leaves, describes)).collect();
    if text.is_long || words.len() < 2 {
        return;
    }
    let worth: Vec<f32> = match words.len() {
        2 => words.iter().map(|word| worth_in_notes(*word, text, knowledge, edges)).collect(),
        count => vec![1.0; count],
    };
    let least = worth.iter().sum::<f32>() / LEAST_SHARE as f32;
    // Of words that the notes don't have none tells more than another.
    if least <= 0.0 {
        return;
    }
    for fit in fits.iter_mut().flatten().filter(|fit| fit.score > 0.0) {
        let has = |word: &LeafSpan| fit.leaves.iter().any(|leaf| word.range().contains(leaf));
        let had = words.iter().zip(&worth).filter(|(word, _)| has(word));
        if had.map(|(_, worth)| worth).sum::<f32>() <= least {
            *fit = Fit::default();
        }
    }
}

/// Returns how much a word tells sections apart, as typed or as the notes spell it; 0 where
/// they have it in no spelling.
fn worth_in_notes(
    word: LeafSpan,
    text: &QueryText,
    knowledge: &Knowledge<'_>,
    edges: &Edges,
) -> f32 {
    let idf = knowledge.idf_of_terms();
    let of_leaf = |at: usize| {
        let leaf = &text.leaves[at];
        let spelt = edges.spellings(at).map(|(term, _)| idf(term)).reduce(f32::min);
        let own = Some(&leaf.term).filter(|_| !text.is_missing(at)).map(|term| idf(term));
        leaf.weight * own.or(spelt).unwrap_or(0.0)
    };
    word.range().map(of_leaf).sum()
}

/// Adds how near the query is in meaning to what describes the entries that the notes
/// speak of: a phrasing that nobody listed is near one that somebody did.
fn add_nearness(text: &QueryText, knowledge: &Knowledge<'_>, fits: &mut [Vec<Fit>]) -> Result<()> {
    // A word or two are near too much.
    let is_asked = !text.is_long
        && knowledge.options.allows(Rule::Meaning)
        && meaning::has_enough_words(text, knowledge.weights);
    let Some(query) = is_asked.then(|| meaning::of(text)).flatten() else { return Ok(()) };
    let describes = |at: &usize| describes(&text.leaves[*at], knowledge.weights);
    let leaves: Vec<usize> = (0..text.leaves.len()).filter(describes).collect();
    for claim in knowledge.vocabulary.mentioned()? {
        let gain = worth_of_nearness(&query, knowledge.lexicon.meanings(claim), knowledge.weights);
        let fit = fits.get_mut(claim.layer).and_then(|fits| fits.get_mut(claim.number as usize));
        let Some(fit) = fit.filter(|_| gain > 0.0) else { continue };
        fit.score += gain;
        if fit.leaves.is_empty() {
            fit.leaves.clone_from(&leaves);
        }
    }
    Ok(())
}

/// Returns what it is worth that the nearest of some texts is so near.
fn worth_of_nearness<'t>(
    query: &TextVector,
    texts: impl Iterator<Item = &'t [u8]>,
    weights: &Weights,
) -> f32 {
    let nearest = texts.map(|text| nearness(query.as_bytes(), text)).fold(0.0, f32::max);
    weights.gloss_nearness * (nearest - weights.gloss_far).max(0.0)
}

/// Returns the terms of a leaf that are looked for in descriptions: its own, those that the
/// glossary gives for it, and how the notes spell it; with the score that many occurrences
/// come near to.
fn forms<'t>(
    leaf: &'t Leaf,
    at: usize,
    edges: &'t Edges,
    count: f32,
    knowledge: &Knowledge<'_>,
) -> impl Iterator<Item = (&'t str, f32)> {
    let weights = knowledge.weights;
    let own = std::iter::once((leaf.term.as_str(), 1.0));
    let others = edges.equivalents(at).iter().filter(|other| **other != leaf.term);
    let spelt = edges.spellings(at).map(|(term, weight)| (term, weight * weights.gloss_equivalent));
    let others = others.map(|other| (other.as_str(), weights.gloss_equivalent)).chain(spelt);
    own.chain(others).map(move |(term, weight)| {
        let frequency = knowledge.lexicon.description_frequency(term) as f32;
        (term, weight * leaf.weight * idf(frequency, count) * (weights.saturation + 1.0))
    })
}

/// Returns the BM25 score of a term in a description; `worth` is its upper bound.
fn value(description: &Description, worth: f32, average: f32, knowledge: &Knowledge<'_>) -> f32 {
    let weights = knowledge.weights;
    let norm = length_norm(weights.gloss_length, description.length / average);
    saturated(worth, description.times, weights.gloss_saturation * norm)
}

/// Returns the descriptions with a score, highest first; those of equal score stay in
/// the order of the lexicon.
fn sorted(fits: Vec<Vec<Fit>>) -> Vec<(Claim, Fit)> {
    let layers = fits.into_iter().enumerate();
    let mut sorted: Vec<(Claim, Fit)> = layers
        .flat_map(|(layer, fits)| {
            let numbered = fits.into_iter().enumerate();
            numbered.map(move |(number, fit)| {
                (Claim { layer, number: number as u32, weak: false }, fit)
            })
        })
        .filter(|(_, fit)| fit.score > 0.0)
        .collect();
    sorted.sort_by(|(_, a), (_, b)| b.score.total_cmp(&a.score));
    sorted
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Analyzer;
    use crate::meaning::of_terms;
    use crate::search::expand::edges::Expander;
    use crate::search::expand::fixture::Fixture;
    use crate::search::expand::{glossary, typo};

    const NOTES: [&str; 3] = ["AMS는 비싸다", "숙성", "곰팡이"];

    fn described(notes: &Fixture, typed: &str) -> Vec<String> {
        let lattice = notes.run(typed, &[expand]);
        lattice.described.into_iter().map(|described| described.name).collect()
    }

    #[test]
    fn entries_are_found_by_their_descriptions() {
        let notes = Fixture::new(&NOTES);
        for (typed, expected) in [
            ("keeps jars cold for years", "Acme Moon Store"),
            ("단지를 차갑게", "Acme Moon Store"),
            ("cheese that tastes", "ripening"),
            ("grows on food", "mould"),
        ] {
            assert_eq!(
                described(&notes, typed).first().map(String::as_str),
                Some(expected),
                "{typed}"
            );
        }
        for typed in ["버터", "the of", ""] {
            assert_eq!(described(&notes, typed), [""; 0], "{typed}");
        }
    }

    #[test]
    fn entries_that_the_notes_lack_are_not_described() {
        let notes = Fixture::new(&["숙성"]);
        assert_eq!(described(&notes, "cheese jars"), ["ripening"]);
    }

    #[test]
    fn of_a_word_and_its_equivalents_the_best_counts() {
        let notes = Fixture::new(&["문스토어 볼트", "copy", "복제하다"]);
        let score = |expanders: &[Expander]| {
            let lattice = notes.run("copy", expanders);
            let names: Vec<&str> = lattice.described.iter().map(|one| one.name.as_str()).collect();
            assert_eq!(names, ["Acme Moon Store Vault"]);
            lattice.described[0].score
        };
        // The description has the word and, in Korean, its equivalent.
        assert_eq!(score(&[glossary::expand, expand]), score(&[expand]));
    }

    #[test]
    fn words_that_describe_are_told() {
        let lattice = Fixture::new(&NOTES).run("old butter food", &[expand]);
        assert_eq!(lattice.described[0].leaves, [0, 2]);
        assert!(lattice.described[0].score > 0.0);
    }

    #[test]
    fn one_word_of_many_is_in_a_description_by_chance() {
        let notes = Fixture::new(&NOTES);
        // `jars` alone is of the store; of a pair a word is half.
        assert_eq!(described(&notes, "empty jars"), ["Acme Moon Store"]);
        assert_eq!(described(&notes, "glass jars break easily"), [""; 0]);
        // Where the notes have the other one, and seldom, it is what is asked for.
        let pages = ["jars", "jars", "jars", "jars", "jars", "jars", "jars", "lid", "문스토어"];
        let notes = Fixture::new(&pages);
        assert_eq!(described(&notes, "empty jars"), ["Acme Moon Store"]);
        for typed in ["lid jars", "lidd jars"] {
            assert_eq!(notes.run(typed, &[typo::expand, expand]).described.len(), 0, "{typed}");
        }
    }

    #[test]
    fn the_nearest_text_counts_where_it_is_near() {
        let vector = |text: &str| {
            let terms = Analyzer::new().terms(text);
            of_terms([(terms.as_slice(), 1.0)]).expect("words of the table")
        };
        let [query, same, near, far] =
            ["물고기가 사는 바다", "바다에 사는 물고기", "fish in the ocean", "세금 신고 기한"]
                .map(vector);
        let weights = Weights::default();
        let worth = |texts: &[&TextVector]| {
            worth_of_nearness(&query, texts.iter().map(|text| text.as_bytes()), &weights)
        };
        assert!(worth(&[&same]) > worth(&[&near]) && worth(&[&near]) > 0.0);
        assert_eq!(worth(&[&far]), 0.0);
        assert_eq!(worth(&[]), 0.0);
        assert_eq!(worth(&[&far, &same, &near]), worth(&[&same]));
    }
}
