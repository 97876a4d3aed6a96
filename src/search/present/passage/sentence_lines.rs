//! Sentences that stand on several lines.

use std::ops::Range;

use crate::search::present::wrapped_line::is_continued;

/// Lines of one sentence that are known of each other, at most: what one of them says is
/// looked for in all others.
const MAX_LINES: usize = 8;

/// The lines that one sentence stands on, by number among those of the section.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct SentenceLines {
    first: usize,
    last: usize,
}

impl SentenceLines {
    pub(crate) fn range(self) -> Range<usize> {
        self.first..self.last + 1
    }
}

/// Returns for each line the lines that its sentence stands on; `is_text` says of a line, by
/// its number, whether it may be a part of one.
pub(super) fn sentence_lines(
    lines: &[&str],
    is_text: impl Fn(usize) -> bool,
) -> Vec<SentenceLines> {
    let mut sentences = Vec::with_capacity(lines.len());
    let mut first = 0;
    for at in 0..lines.len() {
        let goes_on = at + 1 < lines.len()
            && at + 1 - first < MAX_LINES
            && is_text(at)
            && is_text(at + 1)
            && is_continued(lines[at], lines[at + 1]);
        if !goes_on {
            sentences.resize(at + 1, SentenceLines { first, last: at });
            first = at + 1;
        }
    }
    sentences
}

#[cfg(test)]
mod tests {
    use super::super::line_structure::line_structures;
    use super::*;

    #[test]
    fn lines_of_a_sentence_know_each_other() {
        let broken = "감자는 서늘한 곳에서 잘 자라는 여러해살이풀의 덩이줄기이며";
        let lines = ["# 감자", broken, "밭에 심는다.", "- 무", "```", broken, broken, "```"];
        let found = line_structures(&lines, true);
        let ranges: Vec<_> = found.iter().map(|structure| structure.sentence.range()).collect();
        assert_eq!(ranges, [0..1, 1..3, 1..3, 3..4, 4..5, 5..6, 6..7, 7..8]);
    }

    #[test]
    fn a_sentence_without_end_is_cut() {
        let line = "감자는 서늘한 곳에서 잘 자라는 여러해살이풀의 덩이줄기이며";
        let found = line_structures(&[line; 3 * MAX_LINES], false);
        assert!(found.iter().all(|structure| structure.sentence.range().len() == MAX_LINES));
    }
}
