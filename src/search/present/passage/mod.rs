//! Passage retrieval within a section: which of its lines answers a query.

mod choice;
mod evidence;
mod line_kind;
mod line_structure;
mod scores;
mod section;
mod sentence_lines;
mod worth;

pub(crate) use choice::Choice;
pub(crate) use evidence::{LineEvidence, LineReader};
pub(crate) use line_kind::LineKind;
pub(crate) use line_structure::{LineStructure, line_structures};
pub(crate) use section::Passage;
