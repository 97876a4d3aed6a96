//! A section's lines, and which of them answers a query.

mod choice;
mod evidence;
mod kind;
mod place;
mod scores;
mod section;
mod worth;

pub(crate) use choice::Choice;
pub(crate) use evidence::{Evidence, Reader};
pub(crate) use kind::Kind;
pub(crate) use place::{Place, places};
pub(crate) use section::Passage;
