//! The names of entries, prepared for substring search in lines.

use std::cell::RefCell;
use std::rc::Rc;

use memchr::memmem::Finder;
use rustc_hash::FxHashMap;

use crate::lexicon::{EntryId, Lexicon};
use crate::name::fold;

/// Searchers for the folded names of one entry.
pub(crate) type Names = Rc<[Finder<'static>]>;

/// The names of entries, prepared once for all hits of an answer, which are mostly found by
/// the same entries.
pub(crate) struct EntryNames<'l> {
    lexicon: &'l Lexicon,
    known: RefCell<FxHashMap<EntryId, Names>>,
}

impl<'l> EntryNames<'l> {
    pub(crate) fn new(lexicon: &'l Lexicon) -> Self {
        Self { lexicon, known: RefCell::default() }
    }

    /// Returns the names of an entry.
    pub(crate) fn of(&self, id: &EntryId) -> Names {
        if let Some(known) = self.known.borrow().get(id) {
            return Rc::clone(known);
        }
        let names = self.read(id);
        self.known.borrow_mut().insert(id.clone(), Rc::clone(&names));
        names
    }

    fn read(&self, id: &EntryId) -> Names {
        let Some(entry) = self.lexicon.entry(id) else { return Rc::default() };
        // An empty string would be found everywhere.
        let folded = entry.all_names().map(fold).filter(|name| !name.is_empty());
        folded.map(|name| Finder::new(name.as_bytes()).into_owned()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_has_its_names_without_the_makers_as_well() {
        let lexicon = Lexicon::of_texts(&[(
            "entries.toml",
            "[[service]]\nid = \"moon-store\"\nname = \"Acme Moon-Store\"\nko = [\"문 스토어\"]\n\
             category = \"storage\"\ngloss = \"Keeps jars.\"\ngloss_ko = \"단지를 보관한다.\"\n",
        )])
        .expect("a lexicon");
        let names = EntryNames::new(&lexicon);
        for _ in 0..2 {
            let found = names.of(&EntryId::new("s/moon-store"));
            let mut found: Vec<_> =
                found.iter().map(|name| String::from_utf8_lossy(name.needle())).collect();
            found.sort_unstable();
            found.dedup();
            assert_eq!(found, ["acmemoonstore", "moonstore", "문스토어"]);
        }
        assert!(names.of(&EntryId::new("s/none")).is_empty());
    }
}
