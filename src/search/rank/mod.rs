//! Sections → scores.

mod about;
mod occurrences;
mod path;
mod scored;
mod unranked;
mod words;
mod written;

pub(crate) use about::by_entries;
pub(crate) use occurrences::by_occurrences;
pub(crate) use scored::{Ranked, Scored};
pub(crate) use unranked::unranked;
pub(crate) use words::by_words;
pub(crate) use written::Written;
