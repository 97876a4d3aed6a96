//! Ranked sections → what is shown: hits with their snippets and explanations, readings
//! that differ from what was typed, remarks.

mod absent;
mod amount;
mod entry_names;
mod explanation;
mod hit;
mod joined_line;
mod known_text;
mod length;
mod line_meaning;
mod lookup;
mod nearest;
mod passage;
mod presenter;
mod rewrites;
mod samples;
mod snippet;
mod snippet_query;
mod stems;
mod surfaces;
mod texts;
mod typed_token;
mod understanding;
mod wrapped_line;

pub use hit::{
    Explanation, Hit, Hits, Line, Match, NamedTopic, Rewrite, ScoredReading, Snippet, Total,
};
pub use lookup::{Lookup, Tally};
pub use samples::Sample;
pub use understanding::{Understanding, Word, WordReading};

pub(crate) use known_text::KnownText;
pub(crate) use length::remark_on_length;
pub(crate) use lookup::Entries;
pub(crate) use nearest::nearest;
pub(crate) use presenter::{Presenter, QueryContext, Request};
pub(crate) use samples::samples;
pub(crate) use surfaces::{may_be_stem, word_of_notes};
pub(crate) use understanding::understanding;
pub(crate) use wrapped_line::is_continued;
