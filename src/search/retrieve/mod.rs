//! Postings → candidates: the sections that may be hits.

mod allowed;
mod candidate;
mod candidates;
mod constraints;
mod gather;
mod lookup;
mod near;
mod postings;
mod shortlist;
mod tied;

pub(crate) use allowed::Allowed;
pub(crate) use candidate::{BODY_POSITION, Candidate, Occurrence};
pub(crate) use candidates::{Candidates, candidates};
pub(crate) use constraints::{Constraints, VerbatimMatch};
