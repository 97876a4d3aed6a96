//! Notes by their names, for links that are to be followed: a text may have any
//! number of links, and a notebook any number of notes.

use std::collections::HashMap;

use galpi::corpus::NotePath;
use galpi::links::{Link, name};

/// The notes that links may lead to.
pub(crate) struct Destinations<'n> {
    /// By their names, in the order in which they were told.
    by_name: HashMap<String, Vec<&'n NotePath>>,
}

impl<'n> Destinations<'n> {
    /// Gathers notes.
    pub(crate) fn of(notes: impl IntoIterator<Item = &'n NotePath>) -> Self {
        let mut by_name: HashMap<String, Vec<&'n NotePath>> = HashMap::new();
        for note in notes {
            by_name.entry(name(&note.as_path().to_string_lossy())).or_default().push(note);
        }
        Self { by_name }
    }

    /// Returns the notes that a link leads to that stands in the note `from`.
    pub(crate) fn of_link<'a>(
        &'a self,
        link: &'a Link,
        from: &'a NotePath,
    ) -> impl Iterator<Item = &'n NotePath> + 'a {
        let named = self.by_name.get(&name(&link.note));
        named.into_iter().flatten().copied().filter(|note| link.leads_to(from, note))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_are_found_by_whatever_leads_to_them() {
        let notes = ["a/ebs.md", "b/EBS.md", "s3.md"].map(NotePath::from);
        let destinations = Destinations::of(&notes);
        let found = |link: &str, from: usize| -> Vec<String> {
            let link = Link::parse(link).expect("a link");
            let found = destinations.of_link(&link, &notes[from]);
            found.map(ToString::to_string).collect()
        };
        assert_eq!(found("[[EBS#스냅샷]]", 2), ["a/ebs.md", "b/EBS.md"]);
        assert_eq!(found("[[b/ebs]]", 2), ["b/EBS.md"]);
        assert_eq!(found("[x](../s3.md)", 0), ["s3.md"]);
        assert_eq!(found("[x](EBS)", 1), ["b/EBS.md"]);
        assert_eq!(found("[[bs]]", 2), [] as [&str; 0]);
    }
}
