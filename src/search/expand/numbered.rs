//! Numbers with what they count, see `runs.rs`: all of it one after the other.

use crate::analysis::korean::is_inflection;
use crate::error::Result;
use crate::search::lattice::{LeafSpan, Probe};
use crate::search::rule::Rule;

use super::edges::{Edges, Reading};
use super::eojeol::{WordEnd, WrittenPhrase, inflected_by, inflection, parted, standing};
use super::knowledge::Knowledge;
use super::query_text::{QueryText, QueryWord};
use super::runs::is_number;

/// Ways to write one run that are looked for, at most.
const MAX_WAYS: usize = 16;

pub(super) fn expand(text: &QueryText, knowledge: &Knowledge<'_>, edges: &mut Edges) -> Result<()> {
    let weight = knowledge.weights.rule(Rule::Keyword);
    for run in text.numbered.iter().copied() {
        let mut phrases = vec![WrittenPhrase { probes: Vec::new(), text: String::new() }];
        for word in text.words.iter().filter(|word| run.range().contains(&word.from)) {
            let ways = ways_to_write(*word, word.to == run.to, text, knowledge)?;
            let longer = phrases.iter().flat_map(|before| {
                ways.iter().map(|way| WrittenPhrase {
                    probes: [&before.probes[..], &way.probes].concat(),
                    text: format!("{}{}", before.text, way.text),
                })
            });
            phrases = longer.take(MAX_WAYS).collect();
        }
        for phrase in phrases {
            let reading = Reading { leaves: run, rule: Rule::Keyword, weight };
            edges.add_probes(reading, phrase.probes, phrase.text);
        }
    }
    Ok(())
}

/// Returns the phrases that the notes may have for a word of a run; only the last may be
/// inflected otherwise.
fn ways_to_write(
    leaves: LeafSpan,
    is_last: bool,
    text: &QueryText,
    knowledge: &Knowledge<'_>,
) -> Result<Vec<WrittenPhrase>> {
    let typed = text.surface(leaves);
    let own: Vec<String> =
        text.leaves[leaves.range()].iter().map(|leaf| leaf.term.clone()).collect();
    let own_terms = knowledge.has_all(&own).then(|| own.into_iter().map(Probe::Text).collect());
    let surface = text.hangul_run(leaves).unwrap_or(typed);
    let written = |probes| WrittenPhrase { probes, text: surface.to_owned() };
    if is_number(typed) {
        return Ok(own_terms.map(written).into_iter().collect());
    }
    let mut ways: Vec<WrittenPhrase> = Vec::new();
    let end = match is_last {
        false => {
            let own = own_terms.filter(|_| typed == surface);
            ways.extend(own.map(written));
            ways.extend(standing(surface, knowledge).map(written));
            WordEnd::AsTyped
        }
        true => {
            // Of a syllable (`43조의`) the noun alone is known to be the word.
            let start = surface.find(typed).unwrap_or_default();
            if start == 0 && is_inflection(&surface[typed.len()..]) {
                ways.extend(own_terms.map(written));
            }
            let word = QueryWord { leaves, surface: surface.to_owned() };
            let length = inflection(text, &word);
            let found = inflected_by(surface, length, knowledge)?;
            ways.extend(found.map(|(probe, _)| written(vec![probe])));
            WordEnd::Inflected(length)
        }
    };
    ways.extend(parted(surface, end, knowledge)?);
    Ok(ways)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::expand::fixture::Fixture;

    #[test]
    fn a_run_is_written_where_all_of_it_is() {
        let notes = Fixture::new(&["제43조제2항에 따라", "3상 변압기를", "제12조의3", "10년간"]);
        for (typed, expected) in [
            ("제43조제2항", true),
            ("제43조제2항의", true),
            ("3상변압기", true),
            ("3상변압기는", true),
            ("제12조의3", true),
            ("10년은", true),
            ("제13조의3", false),
            ("44상변압기", false),
            ("변압기", false),
        ] {
            let lattice = notes.run(typed, &[expand]);
            assert_eq!(!lattice.edges.is_empty(), expected, "{typed}");
        }
    }
}
