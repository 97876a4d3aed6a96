//! Words of a query that stand in no note.

use rustc_hash::FxHashSet;

use crate::search::lattice::{Edge, Lattice, LeafSpan};
use crate::search::rank::Ranked;
use crate::search::retrieve::Candidate;

/// Returns the words of a query that no note has in any inflection or spacing,
/// and whether these are all that it asks for. `ranked` are the sections that
/// have anything of it.
pub(super) fn absent(lattice: &Lattice, ranked: &[Ranked]) -> (Vec<String>, bool) {
    // One that would be written as several stands where these are neighbours.
    let stands = |edge: &Edge| {
        let number = lattice.edges.iter().position(|other| std::ptr::eq(other, edge));
        edge.matcher.probes().len() == 1
            || ranked.iter().any(|(scored, _)| scored.path.iter().any(|(n, _)| Some(*n) == number))
    };
    let is_apart = |word: &LeafSpan| {
        word.len() > 1 && ranked.iter().any(|(_, section)| stands_apart(lattice, *word, section))
    };
    let is_written = |word: &LeafSpan| lattice.written_as(*word).any(stands) || is_apart(word);
    // Nobody asks whether a common word is there.
    let asked = lattice.asked_words(|leaf| !leaf.is_common());
    let absent: Vec<String> = asked
        .iter()
        .filter(|word| !is_written(word))
        .map(|word| lattice.typed(*word).to_owned())
        .collect();
    let is_all = !absent.is_empty() && absent.len() == asked.len();
    (absent, is_all)
}

/// Says whether a section has a word of several leaves written with blanks between
/// them: `탈출 속도` where `탈출속도` was typed.
fn stands_apart(lattice: &Lattice, word: LeafSpan, section: &Candidate) -> bool {
    let places = |leaf: usize| {
        let one = LeafSpan::one(leaf);
        let edges = lattice.written_as(one).filter(move |edge| edge.leaves == one);
        let probes = edges.filter_map(|edge| match edge.matcher.probes() {
            [probe] => Some(*probe),
            _ => None,
        });
        probes.flat_map(|probe| section.occurrence(probe).positions.iter().copied())
    };
    let mut ends: FxHashSet<u32> = places(word.from).collect();
    for leaf in word.from + 1..word.to {
        ends = places(leaf)
            .filter(|at| at.checked_sub(1).is_some_and(|b| ends.contains(&b)))
            .collect();
    }
    !ends.is_empty()
}
