//! Joins a line with those before and after it that its sentence is on: documents are
//! often wrapped at some eighty columns, where one line alone is half a sentence.

use std::ops::Range;

use crate::search::{Line, is_continued};
use crate::span::Mark;

use super::width::width;

/// Lines that a sentence is followed over, in either direction.
const MAX_LINES: usize = 4;

/// A line with those that its sentence goes on in.
#[derive(Debug, PartialEq)]
pub(super) struct Sentence {
    pub(super) text: String,
    pub(super) marks: Vec<Mark>,
    /// The lines that it has, by number among those of the section.
    pub(super) lines: Range<usize>,
}

/// Joins a line of a section with those that its sentence goes on in: all of
/// them where they fit in `columns`, else those behind it, up to there.
pub(super) fn sentence(lines: &[Line], at: usize, columns: usize) -> Sentence {
    let mut range = at..at + 1;
    let mut before = at;
    while before > 0 && at - before < MAX_LINES && goes_on(lines, before - 1) {
        before -= 1;
    }
    while range.end < lines.len() && range.len() < MAX_LINES && goes_on(lines, range.end - 1) {
        range.end += 1;
    }
    let taken = |range: Range<usize>| -> usize {
        lines[range].iter().map(|line| width(line.text.trim()) + 1).sum()
    };
    if taken(before..range.end) <= columns {
        range.start = before;
    }
    while range.len() > 1 && range.start == at && taken(at..range.end - 1) >= columns {
        range.end -= 1;
    }
    let mut text = String::new();
    let mut marks = Vec::new();
    let is_whole = taken(range.clone()) <= columns;
    for number in range.clone() {
        let line = &lines[number];
        let mut indent = 0;
        if !text.is_empty() {
            text.push(' ');
            indent = line.text.len() - line.text.trim_start().len();
        }
        // The answer's own words say what is cut where not all fits.
        if is_whole || number == at {
            let moved = line.highlights.iter().filter(|mark| mark.span.start >= indent);
            let moved = moved.map(|mark| Mark { span: mark.span.back(indent), ..*mark });
            marks.extend(moved.map(|mark| mark.shift(text.len())));
        }
        text.push_str(&line.text[indent..]);
    }
    Sentence { text, marks, lines: range }
}

/// Says whether a sentence goes on in the next line.
fn goes_on(lines: &[Line], at: usize) -> bool {
    is_continued(&lines[at].text, &lines[at + 1].text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    fn lines(texts: &[&str]) -> Vec<Line> {
        let line = |(at, text): (usize, &&str)| {
            let found = text.match_indices("감자");
            let highlights =
                found.map(|(at, word)| Mark::from(Span::new(at, at + word.len()))).collect();
            Line { line: at + 1, text: (*text).to_owned(), highlights }
        };
        texts.iter().enumerate().map(line).collect()
    }

    #[test]
    fn a_sentence_is_shown_whole_where_it_fits() {
        let broken = [
            "감자는 서늘한 곳에서 잘 자라는 여러해살이풀의 덩이줄기로,",
            "  땅속에서 굵어진 감자를 여름에 캔다.",
            "다른 말이다.",
        ];
        let both = "감자는 서늘한 곳에서 잘 자라는 여러해살이풀의 덩이줄기로, 땅속에서 굵어진 감자를 여름에 캔다.";
        for (texts, at, columns, expected, marks) in [
            (&broken[..], 0, 160, both, 2),
            (&broken[..], 1, 160, both, 2),
            (&broken[..], 0, 60, both, 1),
            (&broken[..], 1, 60, broken[1], 1),
            (&broken[..], 2, 160, broken[2], 0),
        ] {
            let found = sentence(&lines(texts), at, columns);
            assert_eq!(
                (found.text.as_str(), found.marks.len()),
                (expected, marks),
                "{at} {columns}"
            );
            assert!(found.marks.iter().all(|mark| &found.text[mark.span.range()] == "감자"));
        }
    }

    #[test]
    fn an_item_goes_on_and_a_short_line_does_not() {
        let long = "- 감자는 서늘한 곳에서 잘 자라는 여러해살이풀의 덩이줄기로";
        assert_eq!(sentence(&lines(&[long, "  밭에 심는다"]), 0, 200).lines, 0..2);
        assert_eq!(sentence(&lines(&[long, "- 무"]), 0, 200).text, long);
        assert_eq!(sentence(&lines(&["무", "배추"]), 0, 200).text, "무");
    }
}
