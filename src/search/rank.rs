//! Candidates → scores.
//!
//! A section's score is that of the best path through the lattice: each word
//! of the query counts once, by the reading of it that the section has best.
//! A term's part is BM25F (Robertson, Zaragoza and Taylor, 2004): occurrences
//! in heading and text are weighed before they saturate. Coverage, proximity
//! and a complete heading are added, as the module's weights say.

use crate::index::{Strength, strength_and_focus};

use super::hit::{Explanation, Reading};
use super::lattice::{Lattice, Matcher, Rule};
use super::retrieve::{BODY_POSITION, Candidate, Occurrence};
use super::weights::Weights;

/// Terms of one name may be this many positions further apart than in it.
const SLOP: u32 = 2;
/// What a section has of a name whose words are all in it, but apart.
const SCATTERED: f32 = 0.3;
/// Names of which a section has less of the syllable pairs aren't in it.
const MIN_PAIRS: f32 = 0.6;
/// Neighbours of the query further apart than this have nothing to do with
/// each other.
const MAX_DISTANCE: u32 = 24;

/// A scored section, and the path that gave the score.
#[derive(Clone, Debug)]
pub(crate) struct Scored {
    pub(crate) score: f32,
    /// Numbers of the edges along the path, with what each gave.
    pub(crate) path: Vec<(usize, f32)>,
    pub(crate) proximity: f32,
    pub(crate) heading: f32,
    /// What descriptions gave, and the number of the one that fits best.
    pub(crate) described: f32,
    pub(crate) description: Option<usize>,
    /// The number of the entry that the query names and the section is about.
    pub(crate) name: Option<usize>,
    pub(crate) coverage: f32,
    pub(crate) factor: f32,
}

/// Scores sections against one lattice.
pub(crate) struct Ranker<'a> {
    lattice: &'a Lattice,
    weights: &'a Weights,
    average_length: f32,
    /// Edges that end at each place between leaves.
    ending: Vec<Vec<usize>>,
    mass: f32,
}

impl<'a> Ranker<'a> {
    pub(crate) fn new(lattice: &'a Lattice, weights: &'a Weights, average_length: f32) -> Self {
        let mut ending = vec![Vec::new(); lattice.leaves.len() + 1];
        for (number, edge) in lattice.edges.iter().enumerate() {
            ending[edge.to].push(number);
        }
        Self { lattice, weights, average_length, ending, mass: lattice.mass() }
    }

    /// Scores a section; `None` when it has nothing of the query.
    pub(crate) fn score(&self, candidate: &Candidate) -> Option<Scored> {
        let count = self.lattice.leaves.len();
        // The best score of the leaves before each place, and the edge that
        // got there.
        let mut best: Vec<(f32, Option<(usize, f32)>)> = vec![(0.0, None); count + 1];
        for place in 1..=count {
            best[place] = (best[place - 1].0, None);
            for number in &self.ending[place] {
                let edge = &self.lattice.edges[*number];
                let value = self.value(*number, candidate);
                if value > 0.0 && best[edge.from].0 + value > best[place].0 {
                    best[place] = (best[edge.from].0 + value, Some((*number, value)));
                }
            }
        }
        let (described, description) = self.described(candidate);
        let is_named = !self.lattice.named.is_empty();
        if best[count].0 <= 0.0 && described <= 0.0 && !is_named {
            return None;
        }
        let mut path = Vec::new();
        let mut place = count;
        while place > 0 {
            match best[place].1 {
                Some((number, value)) => {
                    path.push((number, value));
                    place = self.lattice.edges[number].from;
                }
                None => place -= 1,
            }
        }
        path.reverse();

        let weights = self.weights;
        let covered: f32 = path
            .iter()
            .map(|(number, _)| {
                let edge = &self.lattice.edges[*number];
                let mass: f32 =
                    self.lattice.leaves[edge.from..edge.to].iter().map(|l| l.mass).sum();
                mass * self.share(*number, candidate) * edge.weight
            })
            .sum();
        let coverage = (covered / self.mass.max(f32::EPSILON)).clamp(0.0, 1.0);
        let mut factor =
            1.0 - weights.coverage + weights.coverage * coverage.powf(weights.coverage_power);
        if candidate.body_length == 0 {
            factor *= weights.empty;
        }
        self.agree_on_initials(&mut path, candidate);
        let proximity = self.proximity(&path, candidate);
        let heading = self.heading(&path, candidate);
        let score = (best[count].0 + proximity + heading) * factor + described;
        Some(Scored {
            score,
            path,
            proximity,
            heading,
            described,
            description,
            name: None,
            coverage,
            factor,
        })
    }

    /// Finds which of the entries that the query asks for answers best, and how
    /// much.
    fn named(&self, candidate: &Candidate) -> Option<(usize, f32)> {
        let named = self.lattice.named.iter().enumerate();
        let values = named.map(|(number, named)| {
            let occurrence = candidate.occurrence(named.probe);
            let (_, focus) = strength_and_focus(occurrence.title);
            let focus = self.weights.focus * focus as f32;
            (number, named.weight * (self.entry(occurrence) + focus))
        });
        values.filter(|(_, value)| *value > 0.0).max_by(|(_, a), (_, b)| a.total_cmp(b))
    }

    /// Returns how much a section says of an entry.
    fn entry(&self, occurrence: &Occurrence) -> f32 {
        if occurrence.is_empty() {
            return 0.0;
        }
        let (strength, _) = strength_and_focus(occurrence.title);
        let often = occurrence.body as f32 / (occurrence.body as f32 + self.weights.saturation);
        self.weights.strength[strength] * (0.6 + 0.8 * often)
    }

    /// Scores sections anew where the query names entries: how much a section
    /// is about them decides, and of those alike, how much it has of the words
    /// of the name.
    pub(crate) fn prefer_named(&self, ranked: &mut Vec<(Scored, Candidate)>) {
        let is_own = |number: usize| self.lattice.named[number].rule == Rule::Name;
        let names = |candidate: &Candidate| {
            let named = self.lattice.named.iter().enumerate();
            let mut own = named.filter(|(number, _)| is_own(*number));
            own.any(|(_, named)| !candidate.occurrence(named.probe).is_empty())
        };
        // Measured against sections that name the entry itself, so that a filter
        // for these leaves them in the same order.
        let own = ranked.iter().filter(|(_, candidate)| names(candidate));
        let most = own.map(|(scored, _)| scored.score).fold(f32::EPSILON, f32::max);
        ranked.retain_mut(|(scored, candidate)| {
            let Some((number, value)) = self.named(candidate) else { return false };
            let value = match candidate.body_length {
                0 => value * self.weights.empty,
                _ => value,
            };
            let factor = 1.0 + self.weights.typed_name * (scored.score / most).min(1.0);
            *scored = Scored {
                score: value * factor,
                name: Some(number),
                path: std::mem::take(&mut scored.path),
                proximity: 0.0,
                heading: 0.0,
                described: 0.0,
                description: None,
                coverage: scored.coverage,
                factor,
            };
            true
        });
        // What is said of a part or of something related comes behind the best
        // that is said of the entry itself.
        let own = ranked.iter().filter(|(_, candidate)| names(candidate));
        let best = own.map(|(scored, _)| scored.score).max_by(f32::total_cmp);
        for (scored, candidate) in ranked {
            if let Some(best) = best.filter(|_| !names(candidate)) {
                scored.score = scored.score.min(best.next_down());
            }
        }
    }

    /// Returns what it gives a section that the query describes what it is
    /// about, and the number of the description that fits best. Several that
    /// fit are worth more than one, but less than their sum, as like entries
    /// are described alike: their scores are added in squares.
    fn described(&self, candidate: &Candidate) -> (f32, Option<usize>) {
        let mut squares = 0.0;
        let mut best: Option<(f32, usize)> = None;
        for (number, described) in self.lattice.described.iter().enumerate() {
            let occurrence = candidate.occurrence(described.probe);
            if occurrence.is_empty() {
                continue;
            }
            let strength = self.weights.described[strength_and_focus(occurrence.title).0];
            let fit = described.score * strength;
            squares += fit * fit;
            if best.is_none_or(|(score, _)| fit > score) {
                best = Some((fit, number));
            }
        }
        (self.weights.rule(Rule::Gloss) * squares.sqrt(), best.map(|(_, number)| number))
    }

    /// Returns what a reading gives a section.
    fn value(&self, number: usize, candidate: &Candidate) -> f32 {
        let edge = &self.lattice.edges[number];
        let worth = edge.mass * edge.weight;
        match &edge.matcher {
            Matcher::Phrase(probes) => {
                // Most readings are in few sections.
                if probes.iter().any(|probe| candidate.occurrence(*probe).is_empty()) {
                    return 0.0;
                }
                let occurrence = phrase(probes, candidate);
                worth * self.saturate(&occurrence, candidate)
            }
            Matcher::Entry(probe) => worth * self.entry(candidate.occurrence(*probe)),
            Matcher::Bigrams(probes) => {
                let share = pairs_share(probes, candidate);
                if share < MIN_PAIRS { 0.0 } else { worth * share * share }
            }
        }
    }

    /// Returns how much of a reading's words the section has.
    fn share(&self, number: usize, candidate: &Candidate) -> f32 {
        match &self.lattice.edges[number].matcher {
            Matcher::Bigrams(probes) => pairs_share(probes, candidate),
            Matcher::Phrase(probes) if probes.len() > 1 => {
                let occurrence = phrase(probes, candidate);
                if occurrence.whole { 1.0 } else { SCATTERED }
            }
            _ => 1.0,
        }
    }

    /// BM25F over heading, headings above and text.
    fn saturate(&self, found: &Found, candidate: &Candidate) -> f32 {
        let weights = self.weights;
        let length = candidate.body_length as f32 / self.average_length;
        let body = found.body / (1.0 - weights.length + weights.length * length);
        let times = weights.title * found.title + weights.trail * found.trail + body;
        (weights.saturation + 1.0) * times / (times + weights.saturation)
    }

    /// Makes neighbouring initials stand for names that are neighbours, where
    /// the section has such: many names begin ㅈㅇ and many ㅎㅅ, but few pairs of
    /// them are one right after the other.
    fn agree_on_initials(&self, path: &mut [(usize, f32)], candidate: &Candidate) {
        let is_initials = |number: usize| self.lattice.edges[number].rule == Rule::Initials;
        for at in 1..path.len() {
            let (a, b) = (path[at - 1].0, path[at].0);
            if !is_initials(a) || !is_initials(b) {
                continue;
            }
            let (firsts, seconds) =
                (self.readings_beside(a, candidate), self.readings_beside(b, candidate));
            let pairs =
                firsts.iter().flat_map(|first| seconds.iter().map(move |second| (*first, *second)));
            let neighbours = pairs
                .filter(|((_, ends, _), (_, _, starts))| nearest(ends, starts) == Some(1))
                .map(|(first, second)| (first.0, second.0))
                .max_by(|x, y| {
                    let worth = |pair: &(usize, usize)| {
                        self.value(pair.0, candidate) + self.value(pair.1, candidate)
                    };
                    worth(x).total_cmp(&worth(y))
                });
            if let Some((first, second)) = neighbours {
                path[at - 1] = (first, self.value(first, candidate));
                path[at] = (second, self.value(second, candidate));
            }
        }
    }

    /// Returns the readings by initials of the same leaves that the section
    /// has, with where they end and begin.
    fn readings_beside<'c>(
        &self,
        number: usize,
        candidate: &'c Candidate,
    ) -> Vec<(usize, &'c [u32], &'c [u32])> {
        let edge = &self.lattice.edges[number];
        let beside = self.ending[edge.to].iter().filter(|n| {
            let other = &self.lattice.edges[**n];
            other.from == edge.from && other.rule == edge.rule
        });
        beside
            .filter_map(|n| match &self.lattice.edges[*n].matcher {
                Matcher::Phrase(probes) => {
                    let positions = |probe: usize| candidate.occurrence(probe).positions.as_slice();
                    let (starts, ends) =
                        (positions(probes[0]), positions(probes[probes.len() - 1]));
                    (!starts.is_empty()).then_some((*n, ends, starts))
                }
                _ => None,
            })
            .collect()
    }

    /// Returns what neighbours of the query that are neighbours in the section
    /// give.
    fn proximity(&self, path: &[(usize, f32)], candidate: &Candidate) -> f32 {
        let mut sum = 0.0;
        let spans = |number: usize| match &self.lattice.edges[number].matcher {
            Matcher::Phrase(probes) => {
                let first = &candidate.occurrence(probes[0]).positions;
                let last = &candidate.occurrence(probes[probes.len() - 1]).positions;
                Some((first, last))
            }
            _ => None,
        };
        for pair in path.windows(2) {
            let (a, b) = (&self.lattice.edges[pair[0].0], &self.lattice.edges[pair[1].0]);
            if b.from > a.to + 1 {
                continue;
            }
            let (Some((_, ends)), Some((starts, _))) = (spans(pair[0].0), spans(pair[1].0)) else {
                continue;
            };
            if let Some(distance) = nearest(ends, starts).filter(|d| *d <= MAX_DISTANCE) {
                let worth = (a.mass * a.weight).min(b.mass * b.weight);
                let share = match (a.rule, b.rule) {
                    // Initials alone say little; together they say a name.
                    (Rule::Initials, Rule::Initials) => self.weights.initials_together,
                    _ => self.weights.proximity,
                };
                sum += share * worth / distance as f32;
            }
        }
        sum
    }

    /// Returns what naming the whole heading gives.
    fn heading(&self, path: &[(usize, f32)], candidate: &Candidate) -> f32 {
        let mut positions = Vec::new();
        let mut worth = 0.0;
        let mut share = 0.0f32;
        for (number, _) in path {
            let edge = &self.lattice.edges[*number];
            match &edge.matcher {
                Matcher::Phrase(probes) => {
                    let before = positions.len();
                    for probe in probes {
                        let found = &candidate.occurrence(*probe).positions;
                        positions.extend(found.iter().take_while(|p| **p < BODY_POSITION).copied());
                    }
                    if positions.len() > before {
                        worth += edge.mass * edge.weight;
                    }
                }
                Matcher::Entry(probe)
                    if strength_and_focus(candidate.occurrence(*probe).title).0
                        == Strength::Subject as usize =>
                {
                    worth += edge.mass * edge.weight;
                    share = 1.0;
                }
                _ => {}
            }
        }
        positions.sort_unstable();
        positions.dedup();
        share = share.max(positions.len() as f32 / candidate.title_length.max(1) as f32).min(1.0);
        self.weights.heading_complete * worth * share
    }

    /// Tells how a score came about.
    pub(crate) fn explain(&self, scored: &Scored) -> Explanation {
        let text = self.lattice.text.as_str();
        if let Some(number) = scored.name {
            let named = &self.lattice.named[number];
            let score = scored.score / scored.factor;
            let (rule, from, to) = (named.rule, text.trim().to_owned(), named.name.clone());
            let readings = vec![Reading { rule, from, to, score }];
            let (coverage, factor) = (scored.coverage, scored.factor);
            return Explanation { readings, coverage, factor, ..Explanation::default() };
        }
        let mut readings: Vec<Reading> = scored
            .path
            .iter()
            .map(|(number, value)| {
                let edge = &self.lattice.edges[*number];
                Reading {
                    rule: edge.rule,
                    from: self.lattice.typed(edge).to_owned(),
                    to: self.lattice.said(edge),
                    score: *value,
                }
            })
            .collect();
        readings.extend(self.explain_description(scored, text));
        Explanation {
            readings,
            proximity: scored.proximity,
            heading: scored.heading,
            coverage: scored.coverage,
            factor: scored.factor,
        }
    }

    /// Tells by which entry's description a section was found.
    fn explain_description(&self, scored: &Scored, text: &str) -> Option<Reading> {
        let described = &self.lattice.described[scored.description?];
        let mut from = String::new();
        let mut end = None;
        for leaf in &described.leaves {
            let span = self.lattice.leaves[*leaf].span;
            // Parts of one word are told as they were typed.
            if end.is_some_and(|end| end != span.start) {
                from.push(' ');
            }
            from.push_str(text.get(span.range()).unwrap_or_default());
            end = Some(span.end);
        }
        Some(Reading {
            rule: Rule::Gloss,
            from,
            to: described.name.clone(),
            // Told as the others are: before the factor.
            score: scored.described / scored.factor,
        })
    }

    /// Returns the rules of a path, strongest first.
    pub(crate) fn via(&self, scored: &Scored) -> Vec<Rule> {
        let mut rules: Vec<Rule> =
            scored.path.iter().map(|(number, _)| self.lattice.edges[*number].rule).collect();
        if let Some(number) = scored.name {
            rules.push(self.lattice.named[number].rule);
        }
        if scored.described > 0.0 {
            rules.push(Rule::Gloss);
        }
        rules.sort_unstable();
        rules.dedup();
        rules
    }
}

/// How often a phrase was found where.
struct Found {
    title: f32,
    trail: f32,
    body: f32,
    /// Whether its words stand together somewhere.
    whole: bool,
}

/// Finds terms one after the other; where they are only scattered, a part of
/// the rarest counts.
fn phrase(probes: &[usize], candidate: &Candidate) -> Found {
    let first = candidate.occurrence(probes[0]);
    if probes.len() == 1 {
        return Found {
            title: first.title as f32,
            trail: first.trail as f32,
            body: first.body as f32,
            whole: true,
        };
    }
    let nothing = Found { title: 0.0, trail: 0.0, body: 0.0, whole: false };
    if probes.iter().any(|probe| candidate.occurrence(*probe).is_empty()) {
        return nothing;
    }
    let (mut title, mut body) = (0.0, 0.0);
    for start in &first.positions {
        let mut at = *start;
        let is_whole = probes[1..].iter().all(|probe| {
            let positions = &candidate.occurrence(*probe).positions;
            let next = positions.partition_point(|p| *p <= at);
            match positions.get(next) {
                Some(position) if position - at <= 1 + SLOP => {
                    at = *position;
                    true
                }
                _ => false,
            }
        });
        if is_whole && *start < BODY_POSITION {
            title += 1.0;
        } else if is_whole {
            body += 1.0;
        }
    }
    if title + body > 0.0 {
        return Found { title, trail: 0.0, body, whole: true };
    }
    let least = |count: fn(&Occurrence) -> u32| {
        let counts = probes.iter().map(|probe| count(candidate.occurrence(*probe)));
        SCATTERED * counts.min().unwrap_or(0) as f32
    };
    Found {
        title: least(|o| o.title),
        trail: least(|o| o.trail),
        body: least(|o| o.body + o.title),
        whole: false,
    }
}

fn pairs_share(probes: &[usize], candidate: &Candidate) -> f32 {
    let found = probes.iter().filter(|probe| !candidate.occurrence(**probe).is_empty()).count();
    found as f32 / probes.len().max(1) as f32
}

/// Returns the distance from one of `ends` to the nearest of `starts`: 1 where
/// the one follows the other, and one more where it comes before.
fn nearest(ends: &[u32], starts: &[u32]) -> Option<u32> {
    let mut best: Option<u32> = None;
    for end in ends {
        let next = starts.partition_point(|start| start <= end);
        let after = starts.get(next).map(|start| start - end);
        let before = next.checked_sub(1).map(|i| end - starts[i] + 1);
        best = [best, after, before].into_iter().flatten().filter(|d| *d > 0).min();
    }
    best
}

/// Says whether terms stand one right after the other in a section.
pub(crate) fn has_phrase(probes: &[usize], candidate: &Candidate, is_heading: bool) -> bool {
    candidate.occurrence(probes[0]).positions.iter().any(|start| {
        let is_right_place = !is_heading || *start < BODY_POSITION;
        is_right_place
            && probes.iter().zip(*start..).all(|(probe, position)| {
                candidate.occurrence(*probe).positions.binary_search(&position).is_ok()
            })
    })
}
