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

/// Returns what stands for a picture in its tag: `alt` of `<img>`.
pub(super) fn alternative(html: &str, ended: &Ended<'_>) -> Option<Span> {
    let is = |span: Span, word: &str| html[span.range()].eq_ignore_ascii_case(word);
    pieces(html, Span::new(0, html.len()), ended).into_iter().find_map(|piece| match piece {
        Piece::Tag { name, attributes, .. } if is(name, "img") => {
            let alt = attributes.into_iter().find(|attribute| is(*attribute, "alt"))?;
            value(html, alt.end)
        }
        _ => None,
    })
}

/// Returns the value of an attribute, in quotes, of which the name ends at `at`.
fn value(html: &str, at: usize) -> Option<Span> {
    let quoted = html[at..].trim_start().strip_prefix('=')?.trim_start();
    let quote = quoted.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let start = html.len() - quoted.len() + quote.len_utf8();
    let length = html[start..].find(quote)?;
    Some(Span::new(start, start + length))
}
