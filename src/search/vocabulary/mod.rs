//! The words that an index has.

mod indexed;
mod lookups;
#[cfg(test)]
mod table;

pub(crate) use indexed::IndexedVocabulary;
pub(crate) use lookups::{KeyKind, ScriptFilter, Vocabulary};
#[cfg(test)]
pub(crate) use table::TableVocabulary;
