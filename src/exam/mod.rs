//! A pasted question of an exam → its stem, its options and what decides.
//!
//! Text comes in; what the notes say of each part goes out ([`answer`]). No
//! option is called right: the notes are set beside the options, and who reads
//! decides.
//!
//! The *stem* is what stands before the options: the situation and what is
//! asked. An *option* is one of several answers to choose from, with the label
//! it is chosen by.

mod answer;
mod clause;
mod decisive;
mod instruction;
mod markers;
mod options;
mod question;
mod reference;
mod sentence;
mod several;
mod surroundings;

pub use answer::{Answered, Evidence, answer};
pub use decisive::decisive;
pub use options::Choice;
pub use question::Question;
pub use several::questions;
