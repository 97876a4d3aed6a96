//! Words of a query that stand in no note.

use crate::search::lattice::{Lattice, LeafSpan};

/// Words of less weight are so common that nobody asks whether they are there.
const COMMON_WEIGHT: f32 = 0.5;

/// Returns the words of a query that no note has in any inflection or spacing,
/// and whether these are all that it asks for.
pub(super) fn absent(lattice: &Lattice) -> (Vec<String>, bool) {
    let is_asked = |word: &&LeafSpan| {
        lattice.leaves[word.range()].iter().any(|leaf| leaf.weight >= COMMON_WEIGHT)
    };
    let is_written = |word: &LeafSpan| lattice.written_as(*word).next().is_some();
    let asked: Vec<&LeafSpan> = lattice.words.iter().filter(is_asked).collect();
    let absent: Vec<String> = asked
        .iter()
        .filter(|word| !is_written(word))
        .map(|word| lattice.typed(**word).to_owned())
        .collect();
    let is_all = !absent.is_empty() && absent.len() == asked.len();
    (absent, is_all)
}
