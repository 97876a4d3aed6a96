//! Words of a query that stand in no note.

use crate::search::lattice::{Edge, Lattice, LeafSpan};
use crate::search::rank::Ranked;

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
    let is_written = |word: &LeafSpan| lattice.written_as(*word).any(stands);
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
