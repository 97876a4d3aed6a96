//! Pieces of a source, presentable and cut where matches begin and end.

use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::render::harmless::harmless;
use crate::span::{Mark, Span};

/// Makes a text fit to be shown.
pub fn presentable(text: &str) -> String {
    if is_nfc(text) { harmless(text) } else { harmless(&text.nfc().collect::<String>()) }
}

/// Cuts a piece of the source where matches begin and end, and makes each part
/// presentable: says of each that matches whether it was typed so.
pub(super) fn parts(
    source: &str,
    span: Span,
    shown: &str,
    marks: &[Mark],
) -> Vec<(String, Option<bool>)> {
    let is_same = source.get(span.range()) == Some(shown);
    let first = marks.partition_point(|mark| mark.span.end <= span.start);
    let inside = marks[first..].iter().copied().take_while(|mark| mark.span.start < span.end);
    let inside: Vec<Mark> = inside.collect();
    if inside.is_empty() || !is_same {
        return vec![(presentable(shown), inside.first().map(|mark| mark.is_typed))];
    }
    let mut parts = Vec::new();
    let mut at = span.start;
    for mark in inside {
        let (start, end) = (mark.span.start.clamp(at, span.end), mark.span.end.clamp(at, span.end));
        let both = [(source.get(at..start), None), (source.get(start..end), Some(mark.is_typed))];
        for (part, matched) in both {
            if let Some(part) = part.filter(|part| !part.is_empty()) {
                parts.push((presentable(part), matched));
            }
        }
        at = end;
    }
    if let Some(rest) = source.get(at..span.end).filter(|rest| !rest.is_empty()) {
        parts.push((presentable(rest), None));
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
