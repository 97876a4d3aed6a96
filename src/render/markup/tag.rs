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

/// Returns what is to be shown of a tag inside a paragraph. An element without
/// attributes is taken to be ended.
pub(super) fn kind(html: &str) -> Kind {
    let name = html.trim_start_matches(['<', '/']);
    let name = &name[..name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len())];
    let ended = Ended::only(name);
    match pieces(html, Span::new(0, html.len()), &ended).as_slice() {
        [Piece::Comment] => Kind::Said,
        [Piece::Tag { attributes, .. }] if attributes.is_empty() => Kind::Bare,
        [Piece::Tag { .. }] => Kind::Said,
        _ => Kind::Text,
    }
}
