//! The options of a pasted multiple-choice question.

use crate::span::Span;

/// Finds the options of a multiple-choice question: `A) … B) …`, from the
/// first mark on. At least two are needed, in order.
pub(super) fn answer_options(text: &str) -> Vec<Span> {
    const MARKS: [char; 5] = ['A', 'B', 'C', 'D', 'E'];
    let mark = |from: usize, letter: char| -> Option<usize> {
        text[from..].char_indices().map(|(i, c)| (from + i, c)).find_map(|(at, c)| {
            let begins =
                text[..at].chars().next_back().is_none_or(|b| b.is_whitespace() || b == '(');
            let after = text[at + c.len_utf8()..].chars().next();
            (c == letter && begins && matches!(after, Some('.' | ')' | ':'))).then_some(at)
        })
    };
    let mut starts = Vec::new();
    let mut from = 0;
    for letter in MARKS {
        let Some(at) = mark(from, letter) else { break };
        starts.push(at);
        from = at + 1;
    }
    if starts.len() < 2 {
        return Vec::new();
    }
    starts
        .iter()
        .enumerate()
        .map(|(i, start)| Span::new(*start, starts.get(i + 1).copied().unwrap_or(text.len())))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_told_from_the_question() {
        for (text, expected) in [
            ("어느 것인가? A. 하나 B. 둘 C. 셋", &["A. 하나", "B. 둘", "C. 셋"][..]),
            ("which (A) one B) two", &["A) one", "B) two"]),
            ("A: x\nB: y", &["A: x", "B: y"]),
            ("Plan A. Then rest.", &[]),
            ("B. two A. one", &[]),
            ("", &[]),
        ] {
            let options: Vec<&str> =
                answer_options(text).into_iter().map(|s| text[s.range()].trim()).collect();
            assert_eq!(options, expected, "{text}");
        }
    }
}
