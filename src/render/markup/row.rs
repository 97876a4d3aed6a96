//! Rows of styled text.

use std::rc::Rc;

/// How a run of text looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Face {
    /// A heading, or the head of a table.
    pub is_heading: bool,
    /// Strong, in Markdown's word.
    pub is_strong: bool,
    /// Emphasised.
    pub is_emphasis: bool,
    /// Code.
    pub is_code: bool,
    /// The text of a link.
    pub is_link: bool,
    /// Struck through.
    pub is_struck: bool,
    /// Secondary: marks of Markdown, lines of tables, addresses.
    pub is_dim: bool,
    /// A match.
    pub is_marked: bool,
    /// A match that is a reading of what was typed.
    pub is_read: bool,
}

impl Face {
    /// Returns the face of a part that matches, `Some(true)` where it was typed
    /// so.
    pub(super) fn matching(self, matched: Option<bool>) -> Self {
        Self { is_marked: matched.is_some(), is_read: matched == Some(false), ..self }
    }
}

/// A run of text of one style.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Run {
    /// The text, harmless and composed.
    pub text: String,
    /// How it looks.
    pub face: Face,
    /// Where it leads, for terminals that take links: an address whose scheme
    /// only opens pages or letters.
    pub target: Option<Rc<str>>,
}

/// A row of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// The line of the note it is from, counted from the first one of the
    /// text, which is 0.
    pub line: usize,
    /// Its text.
    pub runs: Vec<Run>,
}

impl Row {
    /// Returns the text alone.
    pub fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }
}

impl Run {
    pub(super) fn new(text: impl Into<String>, face: Face) -> Self {
        Self { text: text.into(), face, target: None }
    }

    /// Returns a piece of the run, which is `text`, with its look.
    pub(super) fn piece(&self, text: impl Into<String>) -> Self {
        Self { text: text.into(), face: self.face, target: self.target.clone() }
    }

    pub(super) fn dim(text: impl Into<String>) -> Self {
        Self::new(text, Face { is_dim: true, ..Face::default() })
    }
}
