//! Words of a query that stand in no note.

use rustc_hash::FxHashSet;

use crate::search::lattice::{Edge, Lattice, LeafSpan};
use crate::search::rank::Ranked;

/// Returns the words of a query that no note has in any inflection or spacing, and whether
/// these are all words that it asks for. `ranked` are all sections that match anything.
pub(super) fn absent(lattice: &Lattice, ranked: &[Ranked]) -> (Vec<String>, bool) {
    // An edge of several terms needs a section that has them together.
    let stands = |edge: &Edge| {
        let number = lattice.edges.iter().position(|other| std::ptr::eq(other, edge));
        edge.matcher.probes().len() == 1
            || ranked.iter().any(|(scored, _)| scored.path.iter().any(|(n, _)| Some(*n) == number))
    };
    let is_apart = |word: &LeafSpan| word.len() > 1 && stands_apart(lattice, *word, ranked);
    let is_written = |word: &LeafSpan| lattice.literal_edges(*word).any(stands) || is_apart(word);
    // That a common word is missing tells nothing.
    let asked = lattice.asked_words(|leaf| !leaf.is_common());
    let absent: Vec<String> = asked
        .iter()
        .filter(|word| !is_written(word))
        .map(|word| lattice.typed_text(*word).to_owned())
        .collect();
    let is_all = !absent.is_empty() && absent.len() == asked.len();
    (absent, is_all)
}

/// Says whether any section has the leaves of a word one after the other with blanks
/// between them: `탈출 속도` for `탈출속도`.
fn stands_apart(lattice: &Lattice, word: LeafSpan, ranked: &[Ranked]) -> bool {
    let probes_of = |leaf: usize| -> Vec<usize> {
        let edges = lattice.literal_edges(LeafSpan::one(leaf));
        let own = edges.filter(|edge| edge.leaves == LeafSpan::one(leaf));
        own.filter_map(|edge| match edge.matcher.probes() {
            [probe] => Some(*probe),
            _ => None,
        })
        .collect()
    };
    let probes: Vec<Vec<usize>> = word.range().map(probes_of).collect();
    ranked.iter().any(|(_, section)| {
        let places = |probes: &[usize]| -> FxHashSet<u32> {
            probes.iter().flat_map(|probe| &section.occurrence(*probe).positions).copied().collect()
        };
        let first = places(&probes[0]);
        let ends = probes[1..].iter().fold(first, |before, probes| {
            let follows = |at: &u32| at.checked_sub(1).is_some_and(|at| before.contains(&at));
            places(probes).into_iter().filter(follows).collect()
        });
        !ends.is_empty()
    })
}
