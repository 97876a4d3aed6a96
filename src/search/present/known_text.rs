//! Text that the reader already sees, as a question that they pasted.

use crate::name::letters;

/// A text that the reader already sees. Only its letters and digits are kept, so that line
/// breaks and punctuation don't matter.
#[derive(Clone, Debug)]
pub(crate) struct KnownText(String);

impl KnownText {
    pub(crate) fn new(text: &str) -> Self {
        Self(letters(text))
    }

    /// Says whether a line is a part of the text.
    pub(crate) fn has(&self, line: &str) -> bool {
        let line = letters(line);
        !line.is_empty() && self.0.contains(&line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_the_text_says_nothing_new() {
        let given = KnownText::new("겨울에 채소를 둔다. 알맞은 것은?\nA) 움에 둔다\nB) Cellar\n");
        for (line, expected) in [
            ("- 겨울에 채소를 둔다.", true),
            ("**A. 움에 둔다**", true),
            ("cellar", true),
            ("움에 두면 언다", false),
            ("정답: 움에 둔다", false),
            ("---", false),
            ("", false),
        ] {
            assert_eq!(given.has(line), expected, "{line}");
        }
    }
}
