//! Joins a line with those before and after it that its sentence is on: documents are
//! often wrapped at some eighty columns, where one line alone is half a sentence.

use std::ops::Range;

use crate::search::Line;
use crate::span::Mark;

use super::width::width;

/// A shorter line ends where its writer wanted it to.
const MIN_BROKEN_COLUMNS: usize = 40;
/// Lines that a sentence is followed over, in either direction.
const MAX_LINES: usize = 4;

/// Words of a name that a value stands behind, at most.
const MAX_NAME_WORDS: usize = 2;

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
    let (this, next) = (lines[at].text.trim_end(), lines[at + 1].text.trim());
    let end = this.trim_end_matches(['*', '_', '`', '"', '\'', ')', '”', '’', '\\']);
    let is_over = end.ends_with(['.', '?', '!', ':', '：', '。', ';']);
    // Two blanks or a sign at the end break the line.
    let is_broken = lines[at].text.ends_with("  ") || this.ends_with('\\');
    !is_over
        && !is_broken
        && width(this) >= MIN_BROKEN_COLUMNS
        && !begins_block(this, true)
        && !begins_block(next, false)
}

/// Says whether a line begins something else than text, or is none; an item of a
/// list may go on.
fn begins_block(line: &str, may_be_item: bool) -> bool {
    let line = line.trim_start();
    let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_numbered = digits.len() < line.len() && digits.starts_with(['.', ')']);
    let is_item = is_numbered || ["- ", "* ", "+ "].iter().any(|sign| line.starts_with(sign));
    let signs = ["#", ">", "|", "```", "~~~", "<", "---", "===", "***", "![", "{{", "$$"];
    line.is_empty()
        || signs.iter().any(|sign| line.starts_with(sign))
        || (is_item || is_entry(line)) && !may_be_item
}

/// Says whether a line gives the value of something that it names, as properties of
/// a note and lists without signs do.
fn is_entry(line: &str) -> bool {
    let Some((name, value)) = line.split_once(':') else { return false };
    let is_name = |name: &str| {
        name.split_whitespace().count() <= MAX_NAME_WORDS
            && name.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '_' | '-'))
    };
    (value.is_empty() || value.starts_with(' ')) && is_name(name)
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
    fn what_begins_anew_is_another_line() {
        let long = "- 감자는 서늘한 곳에서 잘 자라는 여러해살이풀의 덩이줄기로";
        for next in ["- 무", "1. 무", "", "# 무", "| 무 |", "```", "> 무", "무 : 밭", "tags:"]
        {
            assert_eq!(sentence(&lines(&[long, next]), 0, 200).text, long, "{next}");
        }
        assert_eq!(sentence(&lines(&[long, "  밭에 심는다"]), 0, 200).lines, 0..2);
        assert_eq!(sentence(&lines(&["무", "배추"]), 0, 200).text, "무");
    }
}
