//! Words of a query that stand in no note.

use crate::search::lattice::{Lattice, LeafSpan};

/// Returns the words of a query that no note has in any inflection or spacing,
/// and whether these are all that it asks for.
pub(super) fn absent(lattice: &Lattice) -> (Vec<String>, bool) {
    // Nobody asks whether a common word is there.
    let is_asked =
        |word: &&LeafSpan| lattice.leaves[word.range()].iter().any(|leaf| !leaf.is_common());
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
