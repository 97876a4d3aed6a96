//! Places in a text, and places that match.

pub use galpi_analysis::span::Span;
pub(crate) use galpi_analysis::span::boundary;

/// A place that matches, to be marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub struct Mark {
    /// Where it is.
    pub span: Span,
    /// Whether what stands there was typed, in some inflection or spacing; a
    /// reading of it otherwise.
    pub is_typed: bool,
}

impl Mark {
    /// Returns the mark moved forward by `bytes`.
    pub fn shift(self, bytes: usize) -> Self {
        Self { span: self.span.shift(bytes), ..self }
    }
}

impl From<Span> for Mark {
    /// Marks what was typed.
    fn from(span: Span) -> Self {
        Self { span, is_typed: true }
    }
}
