//! Where sections stand of which the records say where they stood.

use serde::{Deserialize, Serialize};

use crate::corpus::Note;

/// The sections of a note that was indexed anew in part: in the parts that were kept
/// they may stand elsewhere than when their records were written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Places {
    /// Of each section its id and its place, in the order of the ids.
    by_id: Vec<(u64, Place)>,
}

/// Where a section stands in its note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Place {
    /// Its first byte, from 0.
    pub(crate) start: u32,
    /// The line that its record tells of, from 1.
    pub(crate) line: u32,
}

impl Places {
    /// Takes the places of a note's sections; `None` where two have the same id,
    /// which then doesn't tell them apart.
    pub(crate) fn of(note: &Note) -> Option<Self> {
        let sections = note.sections.iter().enumerate();
        let mut by_id: Vec<(u64, Place)> = sections
            .map(|(index, section)| {
                let (start, line) = (section.span.start as u32, section.line as u32);
                (note.id(index).to_u64(), Place { start, line })
            })
            .collect();
        by_id.sort_unstable();
        let is_unique = by_id.windows(2).all(|pair| pair[0].0 != pair[1].0);
        is_unique.then_some(Self { by_id })
    }

    /// Returns how many sections the note has.
    pub(crate) fn count(&self) -> usize {
        self.by_id.len()
    }

    /// Returns where the section with an id stands.
    pub(crate) fn of_section(&self, id: u64) -> Option<Place> {
        let at = self.by_id.binary_search_by_key(&id, |(id, _)| *id).ok()?;
        Some(self.by_id[at].1)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;
    use crate::corpus::{NotePath, SectionId, decode};

    fn note(text: &str) -> Note {
        let decoded = decode(text.as_bytes().to_vec()).expect("a text");
        Note::parse(NotePath::from("note.md"), decoded)
    }

    /// Finds two headings of a note by which sections have the same id: there are some
    /// among so many.
    fn twins() -> (String, String) {
        let mut seen: HashMap<SectionId, String> = HashMap::new();
        for number in 0.. {
            let heading = number.to_string();
            let id = SectionId::new(&NotePath::from("note.md"), std::slice::from_ref(&heading), 0);
            if let Some(other) = seen.insert(id, heading.clone()) {
                return (other, heading);
            }
        }
        unreachable!("ids are 35 bits")
    }

    #[test]
    fn sections_are_where_their_ids_say() {
        let told = note("# one\n\ntext\n\n# two\n");
        let places = Places::of(&told).expect("each has an id of its own");
        assert_eq!(places.count(), 2);
        let second = places.of_section(told.id(1).to_u64());
        assert_eq!(second, Some(Place { start: 13, line: 5 }));
        assert_eq!(places.of_section(told.id(1).to_u64() ^ 1), None);
    }

    #[test]
    fn two_sections_of_one_id_are_not_told_apart_by_it() {
        let (one, other) = twins();
        assert_eq!(Places::of(&note(&format!("# {one}\n\n# {other}\n"))), None);
    }
}
