//! The inverse document frequency of each leaf and edge: how much it is worth to find it.

use crate::analysis::has_deciding_sign;
use crate::error::Result;
use crate::search::bm25::idf;
use crate::search::lattice::{Edge, Leaf, Matcher, Probe, Probes};
use crate::search::rule::Rule;

use super::knowledge::Knowledge;

/// Sets the `idf` of leaves and edges.
pub(super) fn weigh(
    leaves: &mut [Leaf],
    edges: &mut [Edge],
    probes: &Probes,
    knowledge: &Knowledge<'_>,
) -> Result<()> {
    let of_term = knowledge.idf_of_terms();
    let own = edges.iter().map(|edge| own_idf(edge, probes, &of_term, knowledge));
    let own = own.collect::<Result<Vec<f32>>>()?;
    weigh_leaves(leaves, edges, &own, &of_term, knowledge);
    share_compounds(leaves, edges, &own, knowledge.weights.compound);
    for (edge, own) in edges.iter_mut().zip(own) {
        let of = &leaves[edge.leaves.range()];
        let typed: f32 = of.iter().map(|leaf| leaf.idf).sum();
        let common = of.iter().map(|leaf| leaf.weight).fold(0.0, f32::max);
        let is_signed = edge.rule == Rule::Keyword && has_sign(edge, probes);
        edge.idf = match edge.matcher {
            // With its signs a word is rarer than without: few of all `C` are `C++`.
            _ if is_signed => typed.max(own * common) * knowledge.weights.deciding_sign,
            // Several words that are one name are worth at least their sum.
            _ if edge.leaves.len() > 1 => typed.max(own * common),
            _ if edge.rule == Rule::Keyword => typed,
            // Other readings of a word are worth no more than the word, unless that is so
            // common that the reading would count for nothing.
            _ if typed > 0.0 => {
                let least = own * common * knowledge.weights.least_reading;
                (own * common).min(typed.max(least))
            }
            _ => own * common,
        };
    }
    Ok(())
}

/// Says whether an edge matches a word with signs that tell it from others (`C++`).
fn has_sign(edge: &Edge, probes: &Probes) -> bool {
    let [number] = edge.matcher.probes() else { return false };
    matches!(&probes[*number], Probe::Text(term) if has_deciding_sign(term))
}

/// Returns the inverse document frequency of what an edge matches: that of the rarest of
/// its probes.
fn own_idf(
    edge: &Edge,
    probes: &Probes,
    of_term: impl Fn(&str) -> f32,
    knowledge: &Knowledge<'_>,
) -> Result<f32> {
    let sections = knowledge.vocabulary.sections() as f32;
    let mut rarest = 0.0f32;
    for number in edge.matcher.probes() {
        let idf = match &probes[*number] {
            Probe::Text(term) => of_term(term),
            probe => idf(knowledge.vocabulary.probe_frequency(probe)? as f32, sections),
        };
        rarest = rarest.max(idf);
    }
    Ok(rarest)
}

fn weigh_leaves(
    leaves: &mut [Leaf],
    edges: &[Edge],
    own: &[f32],
    of_term: impl Fn(&str) -> f32,
    knowledge: &Knowledge<'_>,
) {
    let sections = knowledge.vocabulary.sections() as f32;
    // The highest idf among the edges of each single leaf.
    let mut best = vec![0.0f32; leaves.len()];
    for (edge, own) in edges.iter().zip(own).filter(|(edge, _)| edge.leaves.len() == 1) {
        let best = &mut best[edge.leaves.from];
        *best = best.max(*own);
    }
    for (leaf, best) in leaves.iter_mut().zip(best) {
        // A word that no note has is worth as much as its rarest reading; without any
        // reading, nearly as much as a word of one section.
        let idf = match knowledge.vocabulary.frequency(&leaf.term) {
            0 if best > 0.0 => best,
            0 => idf(1.0, sections) * knowledge.weights.unknown_word,
            _ => of_term(&leaf.term),
        };
        leaf.idf = idf * leaf.weight;
    }
}

/// Bounds the sum of a compound's parts by what the compound is worth: it is one word,
/// however many parts the dictionary gives it.
fn share_compounds(leaves: &mut [Leaf], edges: &[Edge], own: &[f32], compound: f32) {
    for (edge, own) in edges.iter().zip(own) {
        let is_one_term = matches!(&edge.matcher, Matcher::Phrase(probes) if probes.len() == 1);
        if edge.rule == Rule::Keyword && edge.leaves.len() > 1 && is_one_term {
            let parts = &mut leaves[edge.leaves.range()];
            let sum: f32 = parts.iter().map(|leaf| leaf.idf).sum();
            let most = own * compound;
            if sum > most {
                parts.iter_mut().for_each(|leaf| leaf.idf *= most / sum);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::expand::fixture::Fixture;

    use crate::search::expand::keyword;
    use crate::search::expand::typo;

    fn weighed(notes: &Fixture, typed: &str) -> (Vec<Leaf>, Vec<Edge>) {
        let mut lattice = notes.run(typed, &[keyword::expand, typo::expand]);
        let (leaves, edges) = (&mut lattice.leaves, &mut lattice.edges);
        weigh(leaves, edges, &lattice.probes, &notes.knowledge()).expect("a vocabulary");
        (lattice.leaves, lattice.edges)
    }

    const NOTES: [&str; 4] = ["cheese cellar", "cheese", "cheese shop", "shop"];

    #[test]
    fn rare_words_are_worth_more_than_common_ones() {
        let notes = Fixture::new(&NOTES);
        let (leaves, edges) = weighed(&notes, "cheese cellar the");
        assert!(leaves[1].idf > leaves[0].idf, "{leaves:?}");
        assert!(leaves[0].idf > leaves[2].idf, "{leaves:?}");
        for edge in edges.iter().filter(|edge| edge.leaves.len() == 1) {
            assert_eq!(edge.idf, leaves[edge.leaves.from].idf);
        }
    }

    #[test]
    fn a_reading_of_a_common_word_is_worth_hardly_more_than_the_word() {
        let notes = Fixture::new(&NOTES);
        let mut lattice = notes.run("cheese", &[keyword::expand]);
        let term = lattice.probes.number(Probe::Text("cellar".to_owned()));
        let leaves = crate::search::lattice::LeafSpan::one(0);
        let (rule, matcher) = (Rule::Glossary, Matcher::Phrase(vec![term]));
        let edge = Edge { leaves, rule, weight: 1.0, matcher, text: None, idf: 0.0 };
        lattice.edges.push(edge);
        let (leaves, edges) = (&mut lattice.leaves, &mut lattice.edges);
        weigh(leaves, edges, &lattice.probes, &notes.knowledge()).expect("a vocabulary");
        let rare = notes.knowledge().idf_of_terms()("cellar");
        let expected = leaves[0].idf.max(rare * notes.weights.least_reading);
        assert!(expected < rare, "{expected} {rare}");
        assert_eq!(edges.last().map(|edge| edge.idf), Some(expected));
    }

    #[test]
    fn a_word_that_is_not_there_is_worth_its_reading_or_a_rare_word() {
        let notes = Fixture::new(&NOTES);
        let (leaves, edges) = weighed(&notes, "celalr");
        assert_eq!(leaves[0].idf, edges[0].idf);
        let (leaves, edges) = weighed(&notes, "butterfly");
        assert!(edges.is_empty());
        assert_eq!(leaves[0].idf, idf(1.0, 4.0) * notes.weights.unknown_word);
    }

    #[test]
    fn parts_share_what_a_compound_is_worth() {
        let weights = crate::search::weights::Weights::default();
        let leaf = |idf| Leaf {
            term: String::new(),
            span: crate::span::Span::new(0, 0),
            kind: crate::analysis::TokenKind::Noun,
            weight: 1.0,
            idf,
        };
        let edge = Edge {
            leaves: crate::search::lattice::LeafSpan::new(0, 2),
            rule: Rule::Keyword,
            weight: 1.0,
            matcher: Matcher::Phrase(vec![0]),
            text: None,
            idf: 0.0,
        };
        let mut leaves = [leaf(3.0), leaf(1.0)];
        share_compounds(&mut leaves, std::slice::from_ref(&edge), &[2.0], weights.compound);
        let sum = 2.0 * weights.compound;
        assert_eq!([leaves[0].idf, leaves[1].idf], [sum * 0.75, sum * 0.25]);
        // What is worth less already stays.
        let mut leaves = [leaf(0.5), leaf(0.5)];
        share_compounds(&mut leaves, &[edge], &[2.0], weights.compound);
        assert_eq!(leaves[0].idf, 0.5);
    }
}
