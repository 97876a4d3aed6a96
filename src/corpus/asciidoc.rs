//! AsciiDoc → sections.

use crate::span::Span;

use super::format::Format;
use super::outline::Outline;
use super::section::{Section, lines_of};

/// AsciiDoc: a heading is a line that begins with `=`, or `#`, and a blank.
pub(super) struct AsciiDoc;

/// Lines that begin and end what has no headings in it: listings, literals,
/// comments, passthroughs.
const FENCES: [&str; 5] = ["----", "....", "////", "++++", "```"];

/// What titles of the older kind are underlined with, by their level.
const UNDERLINES: [char; 5] = ['=', '-', '~', '^', '+'];
/// Letters by which a title and what underlines it may differ.
const MAX_DIFFERENCE: usize = 1;

impl Format for AsciiDoc {
    fn sections(&self, text: &str) -> Vec<Section> {
        let mut outline = Outline::new(text);
        let mut fence: Option<&str> = None;
        let mut is_underline = false;
        let mut is_after_text = false;
        let all: Vec<_> = lines_of(text, Span::new(0, text.len()), 1).collect();
        for (at, (_, line)) in all.iter().enumerate() {
            let bare = text[line.range()].trim_end();
            if let Some(open) = fence {
                fence = Some(open).filter(|open| *open != bare);
                continue;
            }
            if std::mem::take(&mut is_underline) {
                continue;
            }
            let next = all.get(at + 1).map_or("", |(_, next)| text[next.range()].trim_end());
            let heading = match underlined(bare, next).filter(|_| !is_after_text) {
                Some(level) => {
                    is_underline = true;
                    Some((level, 0))
                }
                None => signed(bare),
            };
            is_after_text = !bare.is_empty() && !bare.starts_with(['[', '.']);
            if heading.is_none()
                && let Some(open) = opened(bare)
            {
                (fence, is_after_text) = (Some(open), false);
                continue;
            }
            if let Some((level, start)) = heading
                && outline.begin_heading(level, line.start)
            {
                let said = bare[start..].trim_start();
                let start = line.start + bare.len() - said.len();
                outline.words(said, Span::new(start, start + said.len()));
                outline.end_heading(|_| 0);
            }
        }
        outline.finish()
    }
}

/// Returns what ends the block that a line opens in which there are no headings.
fn opened(line: &str) -> Option<&str> {
    let is_fence = FENCES
        .iter()
        .any(|sign| line.starts_with(sign) && line.bytes().all(|b| b == sign.as_bytes()[0]));
    match is_fence {
        true => Some(line),
        false => line.starts_with("```").then_some("```"),
    }
}

/// Returns the level of a heading with signs before it, and where its signs end.
fn signed(line: &str) -> Option<(usize, usize)> {
    let sign = line.chars().next().filter(|sign| matches!(sign, '=' | '#'))?;
    let level = line.chars().take_while(|c| *c == sign).count();
    let is_heading = (1..=6).contains(&level) && line[level..].starts_with([' ', '\t']);
    is_heading.then_some((level, level))
}

/// Returns the level of a title that the next line underlines.
fn underlined(line: &str, next: &str) -> Option<usize> {
    let sign = next.chars().next()?;
    let level = UNDERLINES.iter().position(|underline| *underline == sign)?;
    let lengths = [line, next].map(|line| line.chars().count());
    let is_title = next.chars().all(|c| c == sign)
        && lengths[1] > 2
        && lengths[0].abs_diff(lengths[1]) <= MAX_DIFFERENCE
        && line.starts_with(char::is_alphanumeric);
    is_title.then_some(level + 1)
}

#[cfg(test)]
mod tests {
    use super::super::format::check;
    use super::*;

    #[test]
    fn headings_stand_outside_of_listings() {
        check(
            &AsciiDoc,
            "= 책\n:toc:\n\n== 하나\n----\n== 아님\n----\n=== 둘\n글\n",
            &["1-2 책 | toc", "4-7 책 > 하나 | 아님", "8-9 책 > 하나 > 둘 | 글"],
        );
    }

    #[test]
    fn titles_may_be_underlined() {
        check(
            &AsciiDoc,
            "Book\n====\n\n첫 장 이야기\n------\n글\n\nText that goes on\n----\n== 아님\n----\n\n둘째\n~~~\n",
            &[
                "1-2 Book | ",
                "4-11 Book > 첫 장 이야기 | 글/Text that goes on/아님",
                "13-14 Book > 첫 장 이야기 > 둘째 | ",
            ],
        );
    }
}
