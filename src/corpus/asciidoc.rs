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

impl Format for AsciiDoc {
    fn sections(&self, text: &str) -> Vec<Section> {
        let mut outline = Outline::new(text);
        let mut fence: Option<&str> = None;
        for (_, line) in lines_of(text, Span::new(0, text.len()), 1) {
            let bare = text[line.range()].trim_end();
            if let Some(open) = fence {
                fence = Some(open).filter(|open| *open != bare);
                continue;
            }
            let is_fence = FENCES.iter().any(|sign| {
                bare.starts_with(sign) && bare.bytes().all(|b| b == sign.as_bytes()[0])
            });
            if is_fence || bare.starts_with("```") {
                fence = Some(if is_fence { bare } else { "```" });
                continue;
            }
            let sign = bare.chars().next().unwrap_or(' ');
            let level = bare.chars().take_while(|c| *c == sign).count();
            let is_heading = matches!(sign, '=' | '#') && (1..=6).contains(&level);
            if is_heading
                && bare[level..].starts_with([' ', '\t'])
                && outline.begin_heading(level, line.start)
            {
                let said = bare[level..].trim_start();
                let start = line.start + bare.len() - said.len();
                outline.words(said, Span::new(start, start + said.len()));
                outline.end_heading(|_| 0);
            }
        }
        outline.finish()
    }
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
}
