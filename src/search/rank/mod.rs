//! Candidates → ranked sections: a ranker for each kind of plan.

mod about;
mod literal;
mod occurrences;
mod path;
mod scored;
mod unranked;
mod words;

pub(crate) use about::by_entries;
pub(crate) use literal::LiteralMatch;
pub(crate) use occurrences::by_occurrences;
pub(crate) use scored::{Ranked, Scored};
pub(crate) use unranked::unranked;
pub(crate) use words::by_words;
