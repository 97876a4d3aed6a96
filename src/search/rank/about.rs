//! Ranks sections for a query that is the name of an entry.
//!
//! How much a section is about the entry decides; of sections about it to the same
//! degree, those with more words of the name come first.

use crate::index::Strength;
use crate::search::plan::{About, AskedEntry};
use crate::search::retrieve::Candidate;
use crate::search::rule::Rule;
use crate::search::signals::{Signal, SignalValues, entry_focus, entry_value, structure_factor};
use crate::search::weights::Weights;

use super::literal::LiteralMatch;
use super::scored::{Ranked, Scored, sorted};
use super::words::WordRanker;

/// Ranks sections by how much they are about the entries that are asked for.
pub(crate) fn by_entries(
    about: &About,
    candidates: Vec<Candidate>,
    weights: &Weights,
    average_length: f32,
) -> Vec<Ranked> {
    let words = WordRanker::new(&about.name, weights, average_length);
    let by_words: Vec<Ranked> =
        candidates.into_iter().map(|candidate| (words.score_any(&candidate), candidate)).collect();
    // The best score by words is taken among sections that mention the entry itself, so
    // that a constraint to these doesn't change their order.
    let own = by_words.iter().filter(|(_, candidate)| names(about, candidate));
    let most = own.map(|(scored, _)| scored.score).fold(f32::EPSILON, f32::max);
    let rescored = by_words.into_iter().filter_map(|(scored, candidate)| {
        let scored = match rescore(scored, &candidate, most, about, weights) {
            Ok(about) => about,
            // A section that has the name literally is never dropped.
            Err(words) if words.literal > LiteralMatch::Incomplete && !about.is_lookup => {
                only_written(words, most, weights)
            }
            Err(_) => return None,
        };
        Some((scored, candidate))
    });
    let mut ranked: Vec<Ranked> = rescored.collect();
    put_own_first(about, &mut ranked);
    let least_share = if about.is_constraint { 0.0 } else { weights.least_share };
    sorted(ranked, least_share)
}

/// Scores a section by the entries. `words` is its score by the words of the name, of
/// which `most` is the highest among all sections; it is given back as the error where
/// the section doesn't mention the entries.
fn rescore(
    words: Scored,
    candidate: &Candidate,
    most: f32,
    about: &About,
    weights: &Weights,
) -> Result<Scored, Scored> {
    let Some((number, value)) = best_entry(&about.entries, candidate, weights) else {
        return Err(words);
    };
    let structure = structure_factor(candidate, weights);
    let factor = 1.0 + weights.typed_name * (words.score / most).min(1.0);
    let mut signals = SignalValues::default();
    signals[Signal::Coverage] = words.signals[Signal::Coverage];
    signals[Signal::Structure] = structure;
    // A lookup asks for the entry under any of its names, and so does a name that stands
    // for all of it: sections about it count as literal matches.
    let is_it = about.is_lookup || names_proper(about, candidate);
    let literal = match is_it {
        true => LiteralMatch::ExactForm,
        false => words.literal,
    };
    Ok(Scored {
        score: value * structure * factor,
        literal,
        path: words.path,
        signals,
        factor,
        entry: Some(number),
    })
}

/// Scores a section that has the words of the name where the recogniser found no mention
/// of the entry: as one that mentions it once.
fn only_written(words: Scored, most: f32, weights: &Weights) -> Scored {
    let share = (words.score / most).min(1.0);
    let score = weights.strength[Strength::Mentioned as usize] * weights.named_once * share;
    Scored { score, ..words }
}

/// Says whether a section mentions an entry that was named itself, and for which the name
/// stands.
fn names_proper(about: &About, candidate: &Candidate) -> bool {
    let mut own = about.entries.iter().filter(|entry| entry.rule == Rule::Name && entry.is_meant);
    own.any(|entry| !candidate.occurrence(entry.probe).is_empty())
}

/// Returns the number of the entry with the highest score in a section, and that score.
fn best_entry(
    entries: &[AskedEntry],
    candidate: &Candidate,
    weights: &Weights,
) -> Option<(usize, f32)> {
    let values = entries.iter().enumerate().map(|(number, entry)| {
        let occurrence = candidate.occurrence(entry.probe);
        let focus = entry_focus(occurrence, weights);
        (number, entry.weight * (entry_value(occurrence, weights) + focus))
    });
    values.filter(|(_, value)| *value > 0.0).max_by(|(_, a), (_, b)| a.total_cmp(b))
}

/// Says whether a section mentions an entry that was named itself, not only a part of
/// it.
fn names(about: &About, candidate: &Candidate) -> bool {
    let mut own = about.entries.iter().filter(|entry| entry.rule == Rule::Name);
    own.any(|entry| !candidate.occurrence(entry.probe).is_empty())
}

/// Lowers the scores of sections that only mention a part of the entry, or something
/// related, below that of the best section about the entry itself.
fn put_own_first(about: &About, ranked: &mut [Ranked]) {
    let own = ranked.iter().filter(|(_, candidate)| names(about, candidate));
    let Some(best) = own.map(|(scored, _)| scored.score).max_by(f32::total_cmp) else { return };
    let is_beside =
        |(scored, candidate): &&mut Ranked| scored.entry.is_some() && !names(about, candidate);
    for (scored, _) in ranked.iter_mut().filter(is_beside) {
        scored.score = scored.score.min(best.next_down());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::Strength;
    use crate::lexicon::EntryId;
    use crate::search::fixture::{Section, query};
    use crate::search::lattice::Probe;

    /// The store is asked for by its name; the vault is part of it.
    fn about(is_constraint: bool) -> About {
        let mut name = query(&[("moon", 1.0), ("store", 1.0)]);
        let entries = [("s/store", Rule::Name, 1.0), ("s/vault", Rule::Narrower, 0.4)];
        let entries = entries.map(|(id, rule, weight)| {
            let probe = name.probes.number(Probe::Entry(EntryId::new(id)));
            AskedEntry { probe, rule, weight, name: id.to_owned(), is_meant: true }
        });
        About { name, entries: entries.to_vec(), is_constraint, is_lookup: false }
    }

    fn ranked(about: &About, sections: &[Section<'_>]) -> Vec<Ranked> {
        let numbered = (0..).zip(sections);
        let candidates = numbered.map(|(doc, section)| section.candidate(doc, &about.name));
        by_entries(about, candidates.collect(), &Weights::default(), 4.0)
    }

    fn order(sections: &[Section<'_>]) -> Vec<u32> {
        ranked(&about(false), sections).iter().map(|(_, candidate)| candidate.doc).collect()
    }

    type Entry<'t> = (&'t str, u32, Strength, u32);

    fn section<'t>(body: &'t str, entries: &'t [Entry<'t>]) -> Section<'t> {
        Section { body, entries, ..Section::default() }
    }

    const SUBJECT: &[Entry<'_>] = &[("s/store", 1, Strength::Subject, 0)];
    const WHOLE: &[Entry<'_>] = &[("s/store", 1, Strength::Subject, 2)];
    const TREATED: &[Entry<'_>] = &[("s/store", 1, Strength::Treated, 0)];
    const OFTEN: &[Entry<'_>] = &[("s/store", 9, Strength::Treated, 0)];
    const MENTIONED: &[Entry<'_>] = &[("s/store", 1, Strength::Mentioned, 0)];
    const PART: &[Entry<'_>] = &[("s/vault", 9, Strength::Subject, 2)];

    #[test]
    fn the_more_a_section_is_about_the_entry_the_better() {
        for (what, better, worse) in [
            ("its subject", section("x", SUBJECT), section("x", TREATED)),
            ("more than mentioned", section("x", TREATED), section("x", MENTIONED)),
            ("all of its heading", section("x", WHOLE), section("x", SUBJECT)),
            ("more often", section("x", OFTEN), section("x", TREATED)),
            ("with the words", section("moon store", TREATED), section("x x", TREATED)),
            ("with text", section("x", SUBJECT), section("", SUBJECT)),
            ("the entry before its part", section("x", SUBJECT), section("x", PART)),
        ] {
            assert_eq!(order(&[better, worse]), [0, 1], "{what}");
            assert_eq!(order(&[worse, better]), [1, 0], "{what}");
        }
    }

    #[test]
    fn sections_that_have_the_name_written_stay_behind_those_about_the_entry() {
        assert_eq!(order(&[section("moon store", &[]), section("x", MENTIONED)]), [1, 0]);
        assert_eq!(order(&[section("moon", &[]), section("x", MENTIONED)]), [1]);
    }

    #[test]
    fn a_part_never_comes_before_the_entry_itself() {
        let found = ranked(&about(false), &[section("x", PART), section("", MENTIONED)]);
        let docs: Vec<u32> = found.iter().map(|(_, candidate)| candidate.doc).collect();
        assert_eq!(docs, [1, 0]);
        assert!(found[0].0.score > found[1].0.score);
    }

    #[test]
    fn a_constraint_lets_all_through_and_a_name_the_better_ones() {
        let sections = [section("moon store", WHOLE), section("x", PART)];
        let weak = Weights { least_share: 0.9, ..Weights::default() };
        for (is_constraint, expected) in [(true, 2), (false, 1)] {
            let about = about(is_constraint);
            let numbered = (0..).zip(&sections);
            let candidates = numbered.map(|(doc, s)| s.candidate(doc, &about.name)).collect();
            assert_eq!(by_entries(&about, candidates, &weak, 4.0).len(), expected);
        }
    }

    #[test]
    fn it_is_told_which_entry_was_found() {
        let found = ranked(&about(false), &[section("x", SUBJECT), section("x", PART)]);
        let entries: Vec<Option<usize>> = found.iter().map(|(scored, _)| scored.entry).collect();
        assert_eq!(entries, [Some(0), Some(1)]);
    }
}
