//! A question with its answer.

use galpi::render::markup::{Row, page};

/// A question with its answer.
#[derive(Clone, Debug)]
pub(crate) struct Card {
    /// Stays the same while the section's note and headings do.
    pub(crate) id: String,
    /// Headings above what is asked.
    pub(crate) context: Vec<String>,
    pub(crate) question: String,
    /// Markdown, without the heading.
    pub(crate) answer: String,
    /// Where the section is: `path:line`.
    pub(crate) place: String,
    pub(crate) sort: Sort,
}

/// What a card is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sort {
    /// A heading that names what is explained.
    Definition,
    /// A heading that compares.
    Comparison,
    /// A heading that asks.
    Question,
    /// A heading above a list.
    List,
    /// A lookup that was in vain.
    Missed,
}

impl Sort {
    /// Returns its name, as programs read it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Definition => "definition",
            Self::Comparison => "comparison",
            Self::Question => "question",
            Self::List => "list",
            Self::Missed => "missed",
        }
    }
}

impl Card {
    /// Lays the answer out in rows.
    pub(crate) fn rows(&self, columns: usize, has_colour: bool) -> Vec<Row> {
        page(&self.answer, &[], columns, has_colour)
    }
}
