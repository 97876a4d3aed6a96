//! How wide text is on a terminal, and what fits.

use unicode_width::UnicodeWidthStr;

use crate::span::Span;

/// Returns how many columns a text takes, tabs aside.
pub fn width(text: &str) -> usize {
    UnicodeWidthStr::width(text)
}

/// Returns how many columns a text at the beginning of a line takes, with
/// tab stops every eight.
pub fn width_with_tabs(text: &str) -> usize {
    let mut columns = 0;
    for piece in text.split_inclusive('\t') {
        columns += width(piece.trim_end_matches('\t'));
        if piece.ends_with('\t') {
            columns = columns / 8 * 8 + 8;
        }
    }
    columns
}

/// Cuts a line to `columns`, around what matches in it, and moves the spans
/// along. What is cut off shows as `…`.
pub fn fit(text: &str, spans: &[Span], columns: usize) -> (String, Vec<Span>) {
    if width(text) <= columns {
        return (text.to_owned(), spans.to_vec());
    }
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let cells = |c: char| unicode_width::UnicodeWidthChar::width(c).unwrap_or(0);
    // Begin some columns before the first match, at a word where one is near.
    let first = spans.first().map_or(0, |span| span.start);
    let lead: usize = columns / 4;
    let mut start = chars.partition_point(|(at, _)| *at < first);
    let mut before = 0;
    while start > 0 && before + cells(chars[start - 1].1) <= lead {
        start -= 1;
        before += cells(chars[start].1);
    }
    let total_after: usize = chars[start..].iter().map(|(_, c)| cells(*c)).sum();
    let mut spare = columns.saturating_sub(total_after + 1);
    while start > 0 && cells(chars[start - 1].1) <= spare {
        start -= 1;
        spare -= cells(chars[start].1);
    }
    let has_lead = start > 0;
    let mut used = usize::from(has_lead);
    let mut end = start;
    while end < chars.len() && used + cells(chars[end].1) < columns {
        used += cells(chars[end].1);
        end += 1;
    }
    let from = chars.get(start).map_or(text.len(), |(at, _)| *at);
    let to = chars.get(end).map_or(text.len(), |(at, _)| *at);
    let mut fitted = String::new();
    if has_lead {
        fitted.push('…');
    }
    let shift = fitted.len();
    fitted.push_str(&text[from..to]);
    if to < text.len() {
        fitted.push('…');
    }
    let moved = spans
        .iter()
        .filter(|span| span.start >= from && span.start < to)
        .map(|span| Span::new(span.start - from + shift, span.end.min(to) - from + shift))
        .collect();
    (fitted, moved)
}

/// Cuts a path to `columns` from its beginning, as its end says most.
pub fn fit_path(path: &str, columns: usize) -> String {
    if width(path) <= columns {
        return path.to_owned();
    }
    let mut room = columns.saturating_sub(1);
    let kept = path.char_indices().rev().take_while(|(_, c)| {
        let cells = unicode_width::UnicodeWidthChar::width(*c).unwrap_or(0);
        let fits = cells <= room;
        room = room.saturating_sub(cells);
        fits
    });
    let from = kept.last().map_or(path.len(), |(at, _)| at);
    // A whole name is better than a piece of one.
    let whole = path[from..].find('/').map(|at| from + at);
    let name = path.rfind('/').map_or(0, |at| at + 1);
    format!("…{}", &path[whole.filter(|at| *at < name).unwrap_or(from)..])
}
