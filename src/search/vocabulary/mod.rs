//! The vocabulary of the notes: which words there are, by spelling, sound and initials.

mod indexed;
mod lookups;
#[cfg(test)]
mod table;

pub(crate) use indexed::IndexedVocabulary;
pub(crate) use lookups::{KeyKind, ScriptFilter, Vocabulary};
#[cfg(test)]
pub(crate) use table::TableVocabulary;
