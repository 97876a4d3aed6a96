//! The words that an index has.

mod indexed;
mod lookups;

pub(crate) use indexed::IndexedVocabulary;
pub(crate) use lookups::{Keys, Vocabulary};
