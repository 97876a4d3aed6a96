//! Places in a text.

use std::ops::Range;

/// A half-open range of **bytes** in one named text: how galpi says "where".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// The first byte, 0-based.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// Makes the span `start..end`.
    #[inline]
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end, "a span runs forward");
        Self { start, end }
    }

    /// Returns the length in bytes.
    #[inline]
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Says whether the span holds no byte.
    #[inline]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Says whether `other` lies inside this span.
    #[inline]
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Says whether the two spans share a byte.
    #[inline]
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Returns the span moved forward by `bytes`.
    #[inline]
    pub fn shift(self, bytes: usize) -> Self {
        Self::new(self.start + bytes, self.end + bytes)
    }

    /// Returns the span moved back by `bytes`, as far as there are any.
    #[inline]
    pub fn back(self, bytes: usize) -> Self {
        Self::new(self.start.saturating_sub(bytes), self.end.saturating_sub(bytes))
    }

    /// Returns the span as a range, to index a text with.
    #[inline]
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

/// Returns the last place in `text` at or before byte `at` where a character
/// begins.
#[inline]
pub fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

impl From<Range<usize>> for Span {
    #[inline]
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}
