//! Pieces of a source, presentable and cut where matches begin and end.

use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::render::harmless::harmless;
use crate::span::Span;

/// Makes a text fit to be shown.
pub fn presentable(text: &str) -> String {
    if is_nfc(text) { harmless(text) } else { harmless(&text.nfc().collect::<String>()) }
}

/// Cuts a piece of the source where matches begin and end, and makes each part
/// presentable: says of each whether it matches.
pub(super) fn parts(source: &str, span: Span, shown: &str, marks: &[Span]) -> Vec<(String, bool)> {
    let is_same = source.get(span.range()) == Some(shown);
    let first = marks.partition_point(|mark| mark.end <= span.start);
    let inside: Vec<Span> =
        marks[first..].iter().copied().take_while(|mark| mark.start < span.end).collect();
    if inside.is_empty() || !is_same {
        return vec![(presentable(shown), !inside.is_empty())];
    }
    let mut parts = Vec::new();
    let mut at = span.start;
    for mark in inside {
        let (start, end) = (mark.start.clamp(at, span.end), mark.end.clamp(at, span.end));
        for (part, is_marked) in [(source.get(at..start), false), (source.get(start..end), true)] {
            if let Some(part) = part.filter(|part| !part.is_empty()) {
                parts.push((presentable(part), is_marked));
            }
        }
        at = end;
    }
    if let Some(rest) = source.get(at..span.end).filter(|rest| !rest.is_empty()) {
        parts.push((presentable(rest), false));
    }
    parts
}

/// Returns where the text of code is inside its marks.
pub(super) fn inside_marks(source: &str, whole: Span, inner: &str) -> Span {
    match source.get(whole.range()).and_then(|text| text.find(inner)) {
        Some(at) => Span::new(whole.start + at, whole.start + at + inner.len()),
        None => whole,
    }
}

/// Says whether HTML breaks a line.
pub(super) fn is_break(html: &str) -> bool {
    html.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("<br"))
}
