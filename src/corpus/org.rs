//! Org mode → sections.

use crate::span::Span;

use super::format::Format;
use super::outline::Outline;
use super::section::{Section, lines_of};

/// Org files: a heading is a line that begins with stars.
pub(super) struct Org;

impl Format for Org {
    fn sections(&self, text: &str) -> Vec<Section> {
        let mut outline = Outline::new(text);
        let mut is_first = true;
        for (_, line) in lines_of(text, Span::new(0, text.len()), 1) {
            let bare = &text[line.range()];
            let level = bare.bytes().take_while(|b| *b == b'*').count();
            if level > 0 && bare[level..].starts_with([' ', '\t']) {
                is_first = false;
                if outline.begin_heading(level, line.start) {
                    let said = said(&bare[level..]);
                    let start = line.start + (said.as_ptr() as usize - bare.as_ptr() as usize);
                    outline.words(said, Span::new(start, start + said.len()));
                    outline.end_heading(|_| 0);
                }
            } else if is_first && let Some(title) = keyword(bare, "#+title:") {
                outline.title = Some(title.to_owned());
            }
        }
        outline.finish()
    }

    /// Drawers (`:PROPERTIES:` to `:END:`) and when something is due (`SCHEDULED: <…>`)
    /// are kept for Org, not read.
    fn are_signs(&self, lines: &[&str]) -> Vec<bool> {
        let mut is_in_drawer = false;
        let of_line = |line: &&str| {
            let line = line.trim();
            let was_in_drawer = is_in_drawer;
            is_in_drawer = match is_in_drawer {
                true => !line.eq_ignore_ascii_case(":END:"),
                false => DRAWERS.iter().any(|drawer| line.eq_ignore_ascii_case(drawer)),
            };
            is_in_drawer || was_in_drawer || PLANNING.iter().any(|word| line.starts_with(word))
        };
        lines.iter().map(of_line).collect()
    }
}

/// Drawers that Org itself writes; those with other names have the reader's own words.
const DRAWERS: [&str; 2] = [":PROPERTIES:", ":LOGBOOK:"];
/// What lines begin with that tell when something is due or was done.
const PLANNING: [&str; 3] = ["SCHEDULED:", "DEADLINE:", "CLOSED:"];

/// Returns what a heading says, without its state, priority, progress and tags:
/// `TODO [#A] 제목 [1/2] :tag:`.
fn said(heading: &str) -> &str {
    let mut said = heading.trim();
    for state in ["TODO ", "DONE "] {
        said = said.strip_prefix(state).map_or(said, str::trim_start);
    }
    if said.starts_with("[#")
        && let Some(end) = said.find(']')
    {
        said = said[end + 1..].trim_start();
    }
    let is_tags = |tags: &str| tags.len() > 2 && tags.starts_with(':') && tags.ends_with(':');
    // How much of a list is done: `[2/3]`, `[66%]`.
    let is_progress = |cookie: &str| {
        let count = cookie.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
        count.is_some_and(|count| {
            count.contains(['/', '%'])
                && !count.contains(|c: char| !c.is_ascii_digit() && !"/%".contains(c))
        })
    };
    for is_last in [&is_tags as &dyn Fn(&str) -> bool, &is_progress] {
        said = match said.rsplit_once([' ', '\t']) {
            Some((before, last)) if is_last(last) => before.trim_end(),
            _ => said,
        };
    }
    said
}

fn keyword<'t>(line: &'t str, name: &str) -> Option<&'t str> {
    let head = line.get(..name.len())?;
    let value = line[name.len()..].trim();
    (head.eq_ignore_ascii_case(name) && !value.is_empty()).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::super::format::check;
    use super::*;

    #[test]
    fn what_org_keeps_for_itself_is_a_sign() {
        let lines = [
            "* TODO 하나",
            "  DEADLINE: <2026-11-20 Fri>",
            "  :PROPERTIES:",
            "  :CREATED: 2026-11-02",
            "  :END:",
            "글",
            ":메모:",
            "서랍 안의 글",
            ":END:",
        ];
        let signs = Org.are_signs(&lines);
        assert_eq!(signs, [false, true, true, true, true, false, false, false, false]);
        // A drawer that is never closed has what follows it.
        assert_eq!(Org.are_signs(&[":LOGBOOK:", "글"]), [true, true]);
    }

    #[test]
    fn stars_are_headings_and_all_else_is_text() {
        check(
            &Org,
            "#+TITLE: 노트\n앞글\n* TODO [#A] 하나 [1/2] :일:\n글\n** 둘\n#+BEGIN_SRC sh\nls\n#+END_SRC\n*굵게*\n",
            &[
                "1-2 노트 | TITLE: 노트/앞글",
                "3-4 노트 > 하나 | TODO [#A/1/2] :일/글",
                "5-9 노트 > 하나 > 둘 | BEGIN_SRC sh/ls/END_SRC/굵게",
            ],
        );
    }
}
