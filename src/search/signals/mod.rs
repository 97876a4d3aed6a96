//! The signals that make up a score: one file for each, and the table of them.

mod bm25f;
mod context;
mod coverage;
mod description;
mod entry;
mod heading;
mod meaning;
mod phrase;
mod proximity;
mod structure;
mod table;
mod words;

pub use table::{Role, Signal, SignalValues};

pub(crate) use context::{Path, RankingQuery, ScoringContext};
pub(crate) use description::{DescriptionFit, fit as description_fit};
pub(crate) use entry::{focus as entry_focus, value as entry_value};
pub(crate) use meaning::lift as meaning_lift;
pub(crate) use phrase::has_phrase;
pub(crate) use proximity::{ends_of, nearest};
pub(crate) use structure::factor as structure_factor;
pub(crate) use words::reading;
