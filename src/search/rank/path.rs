//! The best path through a lattice, found as Viterbi's algorithm does: each word counts
//! once.

use crate::search::lattice::{Lattice, Matcher};
use crate::search::retrieve::Candidate;
use crate::search::rule::Rule;
use crate::search::signals::{Path, RankingQuery, ends_of, nearest, reading};

/// The edges of a lattice by where they end, and by what they need.
pub(super) struct Paths<'a> {
    lattice: &'a Lattice,
    /// The numbers of the edges that end at each place between leaves.
    ending: Vec<Vec<usize>>,
    /// The numbers of the edges whose first probe each probe is.
    needing: Vec<Vec<usize>>,
}

impl<'a> Paths<'a> {
    pub(super) fn new(lattice: &'a Lattice) -> Self {
        let mut ending = vec![Vec::new(); lattice.leaves.len() + 1];
        let mut needing = vec![Vec::new(); lattice.probes.len()];
        for (number, edge) in lattice.edges.iter().enumerate() {
            ending[edge.leaves.to].push(number);
            if let Some(first) = edge.matcher.probes().first() {
                needing[*first].push(number);
            }
        }
        Self { lattice, ending, needing }
    }

    /// Returns the numbers of the edges that a section may have, by where they end: those
    /// whose first probe it has. Of the hundreds of a sentence these are few.
    fn edges_in(&self, candidate: &Candidate) -> Vec<usize> {
        let mut edges: Vec<usize> = Vec::new();
        for probe in candidate.probes() {
            edges.extend(&self.needing[probe]);
        }
        edges.sort_unstable_by_key(|number| (self.lattice.edges[*number].leaves.to, *number));
        edges
    }

    /// Returns the path through a section with the highest sum of values; an edge that the
    /// section doesn't have has none.
    pub(super) fn best_in(&self, candidate: &Candidate, value: impl Fn(usize) -> f32) -> Path {
        self.best(&self.edges_in(candidate), value)
    }

    /// Returns the path of some edges, sorted by where they end, with the highest sum of
    /// values (Viterbi over the lattice); leaves may be skipped.
    fn best(&self, edges: &[usize], value: impl Fn(usize) -> f32) -> Path {
        let count = self.lattice.leaves.len();
        // For each place between leaves, the highest sum up to it, and the last
        // edge of the path that has it.
        let mut best: Vec<(f32, Option<(usize, f32)>)> = vec![(0.0, None); count + 1];
        let mut edges = edges.iter().copied().peekable();
        for place in 1..=count {
            best[place] = (best[place - 1].0, None);
            let ends_here = |number: &usize| self.lattice.edges[*number].leaves.to == place;
            while let Some(number) = edges.next_if(ends_here) {
                let from = self.lattice.edges[number].leaves.from;
                let value = value(number);
                if value > 0.0 && best[from].0 + value > best[place].0 {
                    best[place] = (best[from].0 + value, Some((number, value)));
                }
            }
        }
        let mut path = Path::new();
        let mut place = count;
        while place > 0 {
            match best[place].1 {
                Some((number, value)) => {
                    path.push((number, value));
                    place = self.lattice.edges[number].leaves.from;
                }
                None => place -= 1,
            }
        }
        path.reverse();
        path
    }

    /// Replaces neighbouring edges by initials with other edges over the same initials
    /// whose words are neighbours in the section, where there are such: many words have
    /// the initials ㅈㅇ and many ㅎㅅ, but few pairs of these are next to each other.
    pub(super) fn agree_on_initials(
        &self,
        path: &mut Path,
        candidate: &Candidate,
        query: &RankingQuery<'_>,
    ) {
        let is_initials = |number: usize| self.lattice.edges[number].rule == Rule::Initials;
        let value = |number: usize| reading(number, candidate, query);
        for at in 1..path.len() {
            let (a, b) = (path[at - 1].0, path[at].0);
            if !is_initials(a) || !is_initials(b) {
                continue;
            }
            let (firsts, seconds) = (self.beside(a, candidate), self.beside(b, candidate));
            let pairs =
                firsts.iter().flat_map(|first| seconds.iter().map(move |second| (first, second)));
            let neighbours = pairs
                .filter(|(first, second)| nearest(first.ends, second.starts) == Some(1))
                .map(|(first, second)| (first.number, second.number))
                .max_by(|x, y| {
                    let worth = |pair: &(usize, usize)| value(pair.0) + value(pair.1);
                    worth(x).total_cmp(&worth(y))
                });
            if let Some((first, second)) = neighbours {
                path[at - 1] = (first, value(first));
                path[at] = (second, value(second));
            }
        }
    }

    /// Returns the edges over the same leaves by the same rule that the section has, with
    /// their positions.
    fn beside<'c>(&self, number: usize, candidate: &'c Candidate) -> Vec<Placed<'c>> {
        let edge = &self.lattice.edges[number];
        let is_beside = |number: &&usize| {
            let other = &self.lattice.edges[**number];
            other.leaves == edge.leaves
                && other.rule == edge.rule
                && matches!(other.matcher, Matcher::Phrase(_))
        };
        let beside = self.ending[edge.leaves.to].iter().filter(is_beside);
        beside
            .filter_map(|number| {
                let (starts, ends) = ends_of(&self.lattice.edges[*number], candidate)?;
                (!starts.is_empty()).then_some(Placed { number: *number, starts, ends })
            })
            .collect()
    }
}

/// An edge with the positions in a section where it begins and ends.
struct Placed<'c> {
    number: usize,
    starts: &'c [u32],
    ends: &'c [u32],
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::fixture::{Section, query};
    use crate::search::lattice::LeafSpan;
    use crate::search::weights::Weights;

    fn numbers(path: &Path) -> Vec<usize> {
        path.iter().map(|(number, _)| *number).collect()
    }

    #[test]
    fn each_word_counts_once_by_its_best_reading() {
        // Edges 0 to 2 are the words as typed.
        let lattice = query(&[("a", 1.0), ("b", 1.0), ("c", 1.0)])
            .read_as_words(LeafSpan::new(0, 2), Rule::Name, 1.0, "d")
            .read_as_words(LeafSpan::new(1, 3), Rule::Name, 1.0, "e");
        let paths = Paths::new(&lattice);
        for (values, expected) in [
            ([1.0, 1.0, 1.0, 0.0, 0.0], &[0, 1, 2][..]),
            ([1.0, 1.0, 1.0, 3.0, 0.0], &[3, 2]),
            ([1.0, 1.0, 1.0, 3.0, 4.0], &[0, 4]),
            // As good as the words it reads: these stay.
            ([1.0, 1.0, 1.0, 2.0, 0.0], &[0, 1, 2]),
            ([0.0, 1.0, 0.0, 0.0, 0.0], &[1]),
            ([0.0; 5], &[]),
        ] {
            let path = paths.best(&paths.ending.concat(), |number| values[number]);
            assert_eq!(numbers(&path), expected, "{values:?}");
        }
    }

    #[test]
    fn nothing_has_no_path() {
        let lattice = Lattice::default();
        assert!(Paths::new(&lattice).best(&[], |_| 1.0).is_empty());
    }

    #[test]
    fn neighbouring_initials_are_read_as_names_that_are_neighbours() {
        let (first, second) = (LeafSpan::one(0), LeafSpan::one(1));
        let lattice = query(&[("x", 1.0), ("y", 1.0)])
            .read_as_words(first, Rule::Initials, 1.0, "a")
            .read_as_words(first, Rule::Initials, 1.0, "b")
            .read_as_words(second, Rule::Initials, 1.0, "c")
            .read_as_words(second, Rule::Initials, 1.0, "d");
        let weights = Weights::default();
        let query = RankingQuery::new(&lattice, &weights, 4.0);
        let paths = Paths::new(&lattice);
        for (body, expected) in [
            ("a a z b d z c c", [3, 5]),
            // No two are neighbours: what is best alone stays.
            ("a a z b z c c", [2, 4]),
        ] {
            let candidate = Section { body, ..Section::default() }.candidate(0, &lattice);
            let mut path = paths.best_in(&candidate, |number| reading(number, &candidate, &query));
            assert_eq!(numbers(&path), [2, 4], "{body}");
            paths.agree_on_initials(&mut path, &candidate, &query);
            assert_eq!(numbers(&path), expected, "{body}");
        }
    }
}
