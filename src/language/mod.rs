//! What galpi says to people, in each of its languages.
//!
//! A [`Catalogue`] is a table made when galpi is compiled, one for each
//! language: a text that a language lacks doesn't compile. Nothing is looked
//! up before something is to be said. What programs read — JSON, lines in a
//! pipe, names of rules — is of no language and isn't here.
//!
//! Arguments that are names or what someone typed are put between backquotes
//! by the texts themselves.

mod answer;
mod cards;
mod catalogue;
mod commands;
mod count;
mod english;
mod exam;
mod history;
mod korean;
mod korean_help;
mod languages;
mod library;
mod manual;
mod notebooks;
mod reading;
mod usage;
mod watch;

pub use answer::{Answer, Explain, Nothing, Pick};
pub use cards::Cards;
pub use catalogue::{Catalogue, Headings, Notes};
pub use commands::{Commands, Status};
pub use english::ENGLISH;
pub use exam::Exam;
pub use history::History;
pub use korean::KOREAN;
pub use languages::LANGUAGES;
pub use library::Library;
pub use manual::Manual;
pub use notebooks::Notebooks;
pub use reading::Reading;
pub use usage::Usage;
pub use watch::Watch;
