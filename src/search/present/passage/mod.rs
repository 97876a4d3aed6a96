//! A section's lines, and which of them answers a query.

mod choice;
mod evidence;
mod kind;
mod worth;

pub(crate) use choice::{Choice, Passage};
pub(crate) use evidence::{Evidence, Reader};
pub(crate) use kind::{Kind, Place, places};
