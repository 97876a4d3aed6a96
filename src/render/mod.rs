//! Hits → bytes.
//!
//! Each format is a file with a [`Printer`]; nothing here opens a file or
//! knows where its bytes go.

mod address;
mod answer;
mod explanation;
pub mod export;
mod fit;
mod format;
mod harmless;
mod human;
mod json;
pub mod markup;
mod palette;
mod plain;
mod print_options;
mod printer;
mod sentence;
mod sgr;
pub mod style;
mod template;
mod width;

pub use answer::{Answer, Marked, answer};
pub use explanation::{explanation, readings, unread};
pub use format::Format;
pub use human::{Layout, heading, laid_out, section};
pub use json::{
    decisive_line, entry_line, hit_line, option_line, question_line, related_line, statement_line,
    summary_line,
};
pub use print_options::{Around, ColumnUnit, NotebookPlace, PrintOptions};
pub use printer::{Printer, print};
pub use template::{FIELDS, Template, TemplateError};
