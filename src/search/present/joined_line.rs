//! A line without the markup that stands inside of its words, in which a word is found that
//! no piece of the line is: H2O of `H<sub>2</sub>O`, 카프카 of `**카프**카`.

use crate::corpus::markup_inside_word;
use crate::name::is_alphanumeric;
use crate::span::Span;

/// A line without the markup inside of its words.
pub(super) struct JoinedLine {
    pub(super) text: String,
    /// For each byte of `text` and one behind it: the byte of the line that it came from.
    origins: Vec<usize>,
    /// Where markup was left out, in bytes of `text`.
    seams: Vec<usize>,
}

impl JoinedLine {
    /// Leaves out the markup inside of words; `None` where there is none.
    pub(super) fn of(line: &str) -> Option<Self> {
        if !line.contains(['*', '`', '~', '<']) {
            return None;
        }
        let mut joined = Self { text: String::new(), origins: Vec::new(), seams: Vec::new() };
        let (mut at, mut is_in_word) = (0, false);
        while let Some(next) = line[at..].chars().next() {
            let markup = if is_in_word { markup_inside_word(&line[at..]) } else { None };
            let markup =
                markup.filter(|(length, _)| line[at + length..].starts_with(is_alphanumeric));
            if let Some((length, gap)) = markup {
                joined.seams.push(joined.text.len());
                joined.push(gap, at);
                at += length;
                continue;
            }
            joined.push(next.encode_utf8(&mut [0; 4]), at);
            is_in_word = is_alphanumeric(next);
            at += next.len_utf8();
        }
        joined.origins.push(line.len());
        (!joined.seams.is_empty()).then_some(joined)
    }

    fn push(&mut self, piece: &str, origin: usize) {
        self.origins.extend((0..piece.len()).map(|byte| origin + byte));
        self.text.push_str(piece);
    }

    /// Returns the span in the line of one in `text` over markup; `None` where there is none
    /// in it: such a word is found in the line as well.
    pub(super) fn origin_over_markup(&self, span: Span) -> Option<Span> {
        let next = self.seams.partition_point(|seam| *seam <= span.start);
        let is_over = self.seams.get(next).is_some_and(|seam| *seam < span.end);
        let last = span.end.checked_sub(1)?;
        // The markup behind a word is no part of it.
        is_over.then(|| Span::new(self.origins[span.start], self.origins[last] + 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_over_markup() {
        for (line, word, expected) in [
            ("물은 H<sub>2</sub>O다", "H_2O", Some("H<sub>2</sub>O")),
            ("E = mc<sup>2</sup> 식", "mc^2", Some("mc<sup>2")),
            ("**카프**카와", "카프카", Some("카프**카")),
            ("`값`을 둔다", "값을", Some("값`을")),
            ("a<b>b</b> 두부", "두부", None),
        ] {
            let joined = JoinedLine::of(line).expect(line);
            let start = joined.text.find(word).expect(word);
            let found = joined.origin_over_markup(Span::new(start, start + word.len()));
            assert_eq!(found.map(|span| &line[span.range()]), expected, "{line}");
        }
        for line in ["두부", "a * b", "**두부** 국", "1~2", "<br>두부", "a < b"] {
            assert!(JoinedLine::of(line).is_none(), "{line}");
        }
    }
}
