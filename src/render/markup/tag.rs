//! Tags of HTML inside text.

use crate::corpus::html::{Ended, Piece, pieces};
use crate::span::Span;

/// What is to be shown of a tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// It is none: `<pod-name>`.
    Text,
    /// It says something beside the text: an attribute, a comment.
    Said,
    /// It only says how the text looks.
    Bare,
}

/// Returns what is to be shown of a tag inside a paragraph. `ended` are the
/// elements that the text around ends somewhere: what it doesn't end is text.
pub(super) fn kind(html: &str, ended: &Ended<'_>) -> Kind {
    match pieces(html, Span::new(0, html.len()), ended).as_slice() {
        [Piece::Comment] => Kind::Said,
        [Piece::Tag { attributes, .. }] if attributes.is_empty() => Kind::Bare,
        [Piece::Tag { .. }] => Kind::Said,
        _ => Kind::Text,
    }
}
