//! Explanations of scores.

use crate::search::lattice::{DescribedEntry, Lattice, LeafSpan};
use crate::search::plan::Plan;
use crate::search::rank::Scored;
use crate::search::rule::Rule;
use crate::search::signals::Signal;

use super::hit::{Explanation, ScoredReading};

/// Explains a score by its readings and signals.
pub(crate) fn explain(plan: &Plan, scored: &Scored) -> Explanation {
    let readings = match plan {
        Plan::Words(lattice) => {
            let mut readings = path_readings(lattice, scored);
            readings.extend(description_reading(lattice, scored));
            readings
        }
        Plan::About(about) => {
            let entry = scored.entry.map(|number| &about.entries[number]);
            match entry {
                Some(entry) => vec![ScoredReading {
                    rule: entry.rule,
                    from: about.name.text.trim().to_owned(),
                    to: entry.name.clone(),
                    score: scored.score / scored.factor,
                }],
                None => path_readings(&about.name, scored),
            }
        }
        Plan::Verbatim(_) | Plan::Filter => Vec::new(),
    };
    Explanation { readings, signals: scored.signals, factor: scored.factor }
}

fn path_readings(lattice: &Lattice, scored: &Scored) -> Vec<ScoredReading> {
    let reading = |(number, value): &(usize, f32)| {
        let edge = &lattice.edges[*number];
        ScoredReading {
            rule: edge.rule,
            from: lattice
                .text
                .get(lattice.display_span(edge.leaves).range())
                .unwrap_or_default()
                .to_owned(),
            to: lattice.reading_text(edge),
            score: *value,
        }
    };
    scored.path.iter().map(reading).collect()
}

/// Returns the reading that stands for the described entry which added most.
fn description_reading(lattice: &Lattice, scored: &Scored) -> Option<ScoredReading> {
    let described = &lattice.described[scored.entry?];
    Some(ScoredReading {
        rule: Rule::Description,
        from: typed(lattice, described),
        to: described.name.clone(),
        // As the scores of the other readings, before the factor is applied.
        score: scored.signals[Signal::Description] / scored.factor,
    })
}

/// Returns the typed words that a description has, without common ones where there are
/// others.
fn typed(lattice: &Lattice, described: &DescribedEntry) -> String {
    let mut typed = String::new();
    let mut end = None;
    let is_common = |leaf: &&usize| lattice.leaves[**leaf].is_common();
    let has_other = !described.leaves.iter().all(|leaf| is_common(&leaf));
    for leaf in described.leaves.iter().filter(|leaf| !has_other || !is_common(leaf)) {
        let span = lattice.display_span(LeafSpan::one(*leaf));
        let start = span.start.max(end.unwrap_or_default());
        // Morphemes of one word are shown without a blank between them.
        if end.is_some_and(|end| end < start) {
            typed.push(' ');
        }
        typed.push_str(lattice.text.get(start..span.end).unwrap_or_default());
        end = Some(span.end.max(start));
    }
    typed
}

/// Returns the rules by which a section was found, in the order of [`Rule`].
pub(crate) fn via(plan: &Plan, scored: &Scored) -> Vec<Rule> {
    let mut rules: Vec<Rule> = Vec::new();
    if let Some(lattice) = plan.lattice() {
        rules.extend(scored.path.iter().map(|(number, _)| lattice.edges[*number].rule));
    }
    if let (Plan::About(about), Some(number)) = (plan, scored.entry) {
        rules.push(about.entries[number].rule);
    }
    if scored.signals[Signal::Meaning] > scored.signals[Signal::Words] {
        rules.push(Rule::Meaning);
    }
    if scored.signals[Signal::Description] > 0.0 {
        rules.push(Rule::Description);
    }
    if let Plan::Verbatim(_) = plan {
        rules.push(Rule::Keyword);
    }
    rules.sort_unstable();
    rules.dedup();
    rules
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::fixture::query;
    use crate::search::plan::{About, AskedEntry};
    use crate::search::rank::LiteralMatch;
    use crate::search::signals::SignalValues;

    fn scored(path: &[usize], entry: Option<usize>, description: f32) -> Scored {
        let mut signals = SignalValues::default();
        signals[Signal::Description] = description;
        let path = path.iter().map(|number| (*number, 1.5)).collect();
        Scored { score: 3.0, literal: LiteralMatch::Incomplete, path, signals, factor: 0.5, entry }
    }

    fn told(plan: &Plan, scored: &Scored) -> Vec<(Rule, String, String, f32)> {
        let readings = explain(plan, scored).readings.into_iter();
        readings.map(|r| (r.rule, r.from, r.to, r.score)).collect()
    }

    fn row(rule: Rule, from: &str, to: &str, score: f32) -> (Rule, String, String, f32) {
        (rule, from.to_owned(), to.to_owned(), score)
    }

    #[test]
    fn words_and_descriptions_are_told() {
        let lattice = query(&[("a", 1.0), ("b", 1.0), ("c", 1.0)])
            .read_as_words(LeafSpan::one(0), Rule::Typo, 0.5, "ay")
            .describing("s/x", 1.0, &[0, 2]);
        let plan = Plan::Words(lattice);
        let found = scored(&[3, 1], Some(0), 2.0);
        let expected = [
            row(Rule::Typo, "a", "ay", 1.5),
            row(Rule::Keyword, "b", "b", 1.5),
            row(Rule::Description, "a c", "s/x", 4.0),
        ];
        assert_eq!(told(&plan, &found), expected);
        assert_eq!(via(&plan, &found), [Rule::Keyword, Rule::Typo, Rule::Description]);
    }

    #[test]
    fn an_entry_that_was_asked_for_is_told_by_its_name() {
        let name = query(&[("a", 1.0), ("b", 1.0)]);
        let entry = AskedEntry {
            probe: 0,
            rule: Rule::Name,
            weight: 1.0,
            name: "X".to_owned(),
            is_meant: true,
        };
        let plan = Plan::About(About {
            name,
            entries: vec![entry],
            is_constraint: false,
            is_lookup: false,
        });
        let found = scored(&[0], Some(0), 0.0);
        assert_eq!(told(&plan, &found), [row(Rule::Name, "a b", "X", 6.0)]);
        assert_eq!(via(&plan, &found), [Rule::Keyword, Rule::Name]);
    }

    #[test]
    fn a_filter_reads_nothing() {
        let found = scored(&[], None, 0.0);
        assert_eq!(told(&Plan::Filter, &found), []);
        assert_eq!(via(&Plan::Filter, &found), []);
    }
}
