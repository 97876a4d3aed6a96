//! Sections that are indented as a whole.

use std::ops::Range;

use crate::span::{Mark, Span};

/// Takes off each line what the first one with text is indented by, as far as
/// the line has it; moves `marks` along. `None` where nothing is indented.
/// Lines stay lines.
pub(super) fn removed(text: &str, marks: &[Mark]) -> Option<(String, Vec<Mark>)> {
    let first = text.lines().find(|line| !line.trim().is_empty())?;
    let indent = &first[..first.len() - first.trim_start_matches([' ', '\t']).len()];
    if indent.is_empty() {
        return None;
    }
    let mut kept = String::with_capacity(text.len());
    // Where each piece that is kept stands in the text, and where it goes.
    let mut pieces: Vec<(Range<usize>, usize)> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let same = line.bytes().zip(indent.bytes()).take_while(|(a, b)| a == b).count();
        pieces.push((at + same..at + line.len(), kept.len()));
        kept.push_str(&line[same..]);
        at += line.len();
    }
    let moved = |place: usize| {
        let piece = pieces.partition_point(|(piece, _)| piece.end <= place).min(pieces.len() - 1);
        let (piece, to) = &pieces[piece];
        to + place.clamp(piece.start, piece.end) - piece.start
    };
    let place = |span: Span| Span::new(moved(span.start), moved(span.end));
    let marks = marks.iter().map(|mark| Mark { span: place(mark.span), ..*mark });
    let marks = marks.filter(|mark| !mark.span.is_empty()).collect();
    Some((kept, marks))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_lose_what_the_first_is_indented_by() {
        let text = "\n\t- ## 제목\n\t\t- 글\n- 뒤\n";
        let at = text.find('글').unwrap();
        let (kept, marks) = removed(text, &[Span::new(at, at + 3).into()]).unwrap();
        assert_eq!(kept, "\n- ## 제목\n\t- 글\n- 뒤\n");
        assert_eq!(&kept[marks[0].span.range()], "글");
        assert_eq!(removed("- 글\n  - 둘\n", &[]), None);
    }
}
