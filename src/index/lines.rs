//! Where in its line a name stands: whether the line begins with it, and whether the
//! name is explained there.
//!
//! A line may be as long as a note and name something any number of times, so what
//! is to be known of a line is found out once, and no name is looked around for far.

use std::cell::OnceCell;

use crate::analysis::Term;
use crate::lexicon::Mention;
use crate::name::is_alphanumeric;
use crate::span::boundary;

/// What follows a name that is being explained: `DataSync: …`, `DAX는 …`,
/// `Fargate is …`. Particles and copulas, not words of any field.
const DEFINERS: [&str; 12] =
    [":", "는 ", "은 ", "란", "이란", " is ", " are ", "(이)란", " :", " -", " —", " ="];
/// Signs of Markdown between a name and what follows it.
const SIGNS: [char; 3] = ['*', '`', '_'];
/// A number or a maker's name before a name is no longer than this, and neither is
/// what stands in parentheses behind one.
const MAX_AROUND_BYTES: usize = 256;

/// A text with its analysis.
pub(super) struct Text<'t> {
    pub(super) text: &'t str,
    pub(super) terms: &'t [Term],
    lines: OnceCell<Vec<Line>>,
}

/// A line of a text, in bytes of it.
struct Line {
    start: usize,
    /// Where the first letter or digit stands; where the line ends if it has none.
    said: usize,
    /// Whether nothing but white space stands before that.
    is_bare: bool,
}

impl Line {
    fn of(text: &str, start: usize) -> Self {
        let said = text.find(is_alphanumeric).unwrap_or(text.len());
        Self { start, said: start + said, is_bare: text[..said].trim().is_empty() }
    }
}

impl<'t> Text<'t> {
    pub(super) fn new(text: &'t str, terms: &'t [Term]) -> Self {
        Self { text, terms, lines: OnceCell::new() }
    }

    /// Returns the line that has a byte.
    fn line_at(&self, at: usize) -> Option<&Line> {
        let lines = self.lines.get_or_init(|| {
            let mut start = 0;
            let lines = self.text.split_inclusive('\n').map(|line| {
                start += line.len();
                Line::of(line, start - line.len())
            });
            lines.collect()
        });
        let number = lines.partition_point(|line| line.start <= at).checked_sub(1)?;
        lines.get(number)
    }

    /// Says whether a name begins its line, apart from list marks, emphasis and
    /// its maker's name.
    pub(super) fn begins_line(&self, mention: &Mention<'_>) -> bool {
        let at = mention.span.start;
        let Some(line) = self.line_at(at) else { return true };
        if line.said >= at {
            return true;
        }
        let before = &self.text[line.said..at];
        let is_number =
            || before.trim_end_matches(['.', ')', ' ']).bytes().all(|b| b.is_ascii_digit());
        before.len() <= MAX_AROUND_BYTES && (line.is_bare && is_number() || is_maker(before))
    }

    /// Says whether what a name means is told behind it.
    pub(super) fn is_explained(&self, mention: &Mention<'_>) -> bool {
        let after = self.text[mention.span.end..].trim_start_matches(SIGNS);
        let after = match after.strip_prefix('(') {
            Some(inside) => {
                let near = &inside[..boundary(inside, MAX_AROUND_BYTES)];
                near.find(')').map_or(after, |at| &inside[at + 1..])
            }
            None => after,
        };
        let after = after.trim_start_matches(SIGNS);
        DEFINERS.iter().any(|definer| after.starts_with(definer)) && self.begins_line(mention)
    }

    /// Says whether a name is written with a capital although no sentence begins.
    pub(super) fn is_capitalised(&self, mention: &Mention<'_>) -> bool {
        self.text[mention.span.range()].starts_with(char::is_uppercase)
            && !self.begins_line(mention)
    }
}

/// Says whether what stands before a name may be its maker's: one word of
/// Latin letters with a capital, and nothing between.
fn is_maker(before: &str) -> bool {
    before.strip_suffix(' ').is_some_and(|word| {
        word.starts_with(|c: char| c.is_ascii_uppercase())
            && word.bytes().all(|b| b.is_ascii_alphabetic())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Analyzer;
    use crate::lexicon::{Lexicon, Recognizer};

    /// Tells of each name in a text whether it begins its line and is explained.
    fn told(text: &str) -> Vec<(bool, bool)> {
        let terms = Analyzer::new().terms(text);
        let lexicon = Lexicon::shipped();
        let mentions = Recognizer::for_text(&lexicon).mentions(text, &terms);
        let text = Text::new(text, &terms);
        mentions.iter().map(|m| (text.begins_line(m), text.is_explained(m))).collect()
    }

    #[test]
    fn a_line_begins_with_a_name_behind_signs_numbers_and_makers() {
        for (text, expected) in [
            ("DynamoDB", true),
            ("- **DynamoDB**", true),
            ("x\n  12.) DynamoDB", true),
            ("Acme DynamoDB", true),
            ("(1) DynamoDB", false),
            ("acme DynamoDB", false),
            ("A Thing DynamoDB", false),
            (&format!("{}DynamoDB", "!".repeat(1_000)), true),
            (&format!("{} DynamoDB", "1".repeat(1_000)), false),
        ] {
            assert_eq!(told(text)[0].0, expected, "{text}");
        }
    }

    #[test]
    fn a_name_is_explained_where_its_line_begins_with_it() {
        for (text, expected) in [
            ("DynamoDB: a store", true),
            ("**DynamoDB**(다이나모)는 저장소", true),
            ("a\nDynamoDB is a store", true),
            ("use DynamoDB: a store", false),
            ("DynamoDB store", false),
            (&format!("DynamoDB({}): a store", "a".repeat(1_000)), false),
        ] {
            assert_eq!(told(text)[0].1, expected, "{text}");
        }
    }
}
