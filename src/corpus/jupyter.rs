//! Jupyter notebooks → sections.
//!
//! A notebook is JSON. Places are those of the file: only what stands in the
//! sources of cells is text, outputs and settings aren't read.

use std::ops::Range;

use crate::span::Span;

use super::format::Format;
use super::outline::Outline;
use super::section::Section;

/// Notebooks: each heading in a cell of text begins a section, and so does each
/// cell of code, under its first line.
pub(super) struct Jupyter;

/// The level of a cell of code: below all headings.
const CODE_LEVEL: usize = 7;
/// How deep the members of a cell are: in the object of a cell, in the list of
/// cells, in the notebook.
const CELL_DEPTH: usize = 3;

impl Format for Jupyter {
    fn sections(&self, text: &str) -> Vec<Section> {
        let mut outline = Outline::new(text);
        let mut end = 0;
        for cell in cells(text) {
            let lines: Vec<Range<usize>> =
                cell.source.iter().flat_map(|string| lines(text, string.clone())).collect();
            let mut is_fenced = false;
            for (number, line) in lines.into_iter().enumerate() {
                outline.skip(Span::new(end, line.start));
                end = line.end;
                let said = &text[line.clone()];
                is_fenced ^= said.trim_start().starts_with("```");
                let signs = said.bytes().take_while(|b| *b == b'#').count();
                let is_heading = cell.is_text
                    && !is_fenced
                    && (1..=6).contains(&signs)
                    && said[signs..].starts_with(' ');
                let level = match is_heading {
                    true => signs,
                    false if !cell.is_text && number == 0 => CODE_LEVEL,
                    false => 0,
                };
                let is_new = level > 0 && outline.begin_heading(level, line.start);
                let signs = if is_heading { signs + 1 } else { 0 };
                words(text, line.start + signs..line.end, &mut outline);
                if is_new {
                    outline.end_heading(|_| 0);
                }
            }
        }
        outline.skip(Span::new(end, text.len()));
        outline.finish()
    }

    /// The sources of cells, those with code as blocks of code.
    fn readable(&self, text: &str, span: Span) -> Option<String> {
        let source =
            |cell: Cell| (cell.is_text, cell.source.into_iter().map(|s| &text[s]).collect());
        let cells: Vec<(bool, Vec<&str>)> = match span.start == 0 && span.end == text.len() {
            true => cells(text).into_iter().map(source).collect(),
            // Only the section is read: a notebook may have any number of them.
            false => self.cells_of_section(&text[span.range()]),
        };
        let written = |(is_text, source): (bool, Vec<&str>)| -> Option<String> {
            let said: String = source.into_iter().map(unescaped).collect();
            let said = said.trim_end();
            match is_text {
                _ if said.is_empty() => None,
                true => Some(said.to_owned()),
                false => Some(format!("````\n{said}\n````")),
            }
        };
        let pages: Vec<String> = cells.into_iter().filter_map(written).collect();
        (!pages.is_empty()).then(|| pages.join("\n\n"))
    }

    /// A section begins inside a source; what comes after that is of the cell's
    /// settings and outputs, up to the next source.
    fn are_signs(&self, lines: &[&str]) -> Vec<bool> {
        let mut is_source = true;
        let of_line = |line: &&str| {
            let line = line.trim();
            if let Some(source) = line.strip_prefix("\"source\":") {
                is_source = source.trim() == "[";
                return is_source;
            }
            is_source &= line.starts_with('"') && !line.contains("\": ");
            !is_source
        };
        lines.iter().map(of_line).collect()
    }
}

impl Jupyter {
    /// Finds the strings of the cells of a section, by its lines: whether each cell is
    /// text, and its strings.
    fn cells_of_section<'t>(&self, section: &'t str) -> Vec<(bool, Vec<&'t str>)> {
        let lines: Vec<&str> = section.lines().collect();
        // A section begins with a heading or with the first line of a cell of code.
        let is_heading = lines.first().is_some_and(|line| line.contains("\"#"));
        let mut cells = vec![(is_heading, Vec::new())];
        for (line, is_sign) in lines.iter().zip(self.are_signs(&lines)) {
            let line = line.trim();
            if let Some(sort) = line.strip_prefix("\"cell_type\":") {
                cells.push((!sort.contains("\"code\""), Vec::new()));
            } else if !is_sign {
                let string = line.strip_prefix("\"source\":").unwrap_or(line).trim();
                let string = string.trim_end_matches(',');
                let bare = string.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
                cells.last_mut().expect("there is one").1.push(bare.unwrap_or(string));
            }
        }
        cells
    }
}

/// A cell and the strings of its source, without quotes.
#[derive(Default)]
struct Cell {
    is_text: bool,
    source: Vec<Range<usize>>,
}

/// Finds the cells of a notebook; of what is no JSON, those before the fault.
fn cells(text: &str) -> Vec<Cell> {
    let bytes = text.as_bytes();
    let mut cells = Vec::new();
    let mut cell = Cell::default();
    let (mut depth, mut at) = (0usize, 0);
    let mut key = "";
    while at < bytes.len() {
        match bytes[at] {
            b'{' | b'[' => depth += 1,
            b'}' | b']' => {
                if depth == CELL_DEPTH && bytes[at] == b'}' {
                    cells.push(std::mem::take(&mut cell));
                }
                depth = depth.saturating_sub(1);
            }
            b'"' => {
                let string = at + 1..string_end(bytes, at + 1);
                at = string.end;
                let is_key = bytes[(at + 1).min(bytes.len())..]
                    .iter()
                    .find(|b| !b.is_ascii_whitespace())
                    .is_some_and(|next| *next == b':');
                match key {
                    _ if is_key && depth <= CELL_DEPTH => key = &text[string],
                    "cell_type" if depth == CELL_DEPTH => cell.is_text = &text[string] != "code",
                    // One string, or a list of lines.
                    "source" if matches!(depth, CELL_DEPTH | 4) && !is_key => {
                        cell.source.push(string);
                    }
                    _ => {}
                }
            }
            _ => {}
        }
        at += 1;
    }
    cells
}

/// Reads what stands between the quotation marks of a string; what is no JSON is read as
/// it is written.
fn unescaped(string: &str) -> String {
    serde_json::from_str(&format!("\"{string}\"")).unwrap_or_else(|_| string.to_owned())
}

/// Returns where the string that begins at `at` ends: at its quotation mark.
fn string_end(bytes: &[u8], mut at: usize) -> usize {
    while at < bytes.len() && bytes[at] != b'"' {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    at.min(bytes.len())
}

/// Cuts a string where it says that a line ends.
fn lines(text: &str, string: Range<usize>) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut start = string.start;
    for end in escapes(text, string.clone()).filter(|at| text.as_bytes()[at + 1] == b'n') {
        lines.push(start..end);
        start = end + 2;
    }
    if start < string.end {
        lines.push(start..string.end);
    }
    lines
}

/// Takes the words between escapes, which would join them to letters.
fn words(text: &str, line: Range<usize>, outline: &mut Outline<'_>) {
    let mut start = line.start.min(line.end);
    let ends: Vec<usize> = escapes(text, line.clone()).collect();
    for end in ends.into_iter().chain([line.end]) {
        if start < end {
            outline.words(&text[start..end], Span::new(start, end));
        }
        let is_escape = end < line.end;
        let after = if is_escape && matches!(text.as_bytes()[end + 1], b'"' | b'/' | b'\\') {
            1
        } else {
            2
        };
        if is_escape {
            outline.skip(Span::new(end, end + after));
        }
        start = end + after;
    }
}

/// Finds the backslashes of escapes in a piece of a string.
fn escapes(text: &str, piece: Range<usize>) -> impl Iterator<Item = usize> + '_ {
    let bytes = text.as_bytes();
    let mut at = piece.start;
    std::iter::from_fn(move || {
        let found = at + memchr::memchr(b'\\', bytes.get(at..piece.end)?)?;
        at = found + 2;
        (found + 1 < piece.end).then_some(found)
    })
}

#[cfg(test)]
mod tests {
    use super::super::format::check;
    use super::*;

    #[test]
    fn cells_are_sections_at_their_lines() {
        let notebook = r###"{
 "cells": [
  {
   "cell_type": "markdown",
   "metadata": {"source": "아님"},
   "source": [
    "# 회귀\n",
    "글 \"하나\"\n",
    "## 표본"
   ]
  },
  {
   "cell_type": "code",
   "outputs": [{"text": ["출력"]}],
   "source": [
    "import pandas\n",
    "\tprint(1)"
   ]
  }
 ],
 "metadata": {"language": "python"}
}
"###;
        check(
            &Jupyter,
            notebook,
            &[
                "7-8 회귀 | 글/\"하나/\"",
                "9-15 회귀 > 표본 | ",
                "16-22 회귀 > 표본 > import pandas | print(1)",
            ],
        );
    }

    #[test]
    fn cells_are_read_without_their_json() {
        let text = r###"{"cells": [
  {"cell_type": "markdown", "source": ["# 회귀\n", "\"하나\""]},
  {"cell_type": "code", "outputs": [{"text": ["출력"]}], "source": "a = 1\nb = 2\n"},
  {"cell_type": "markdown", "source": []}
]}"###;
        let whole = "# 회귀\n\"하나\"\n\n````\na = 1\nb = 2\n````";
        assert_eq!(Jupyter.readable(text, Span::new(0, text.len())).as_deref(), Some(whole));
        // A section begins inside a source.
        let text = [
            "{",
            "    \"# 회귀\\n\",",
            "    \"하나, \\\"둘\\\",\\n\"",
            "   ]",
            "   \"cell_type\": \"code\",",
            "     \"text\": [",
            "      \"출력\"",
            "   \"source\": \"a = 1\\nb = 2\"",
            "  },",
        ];
        let text = text.join("\n");
        let read = |from: usize| Jupyter.readable(&text, Span::new(from, text.len()));
        let page = "# 회귀\n하나, \"둘\",\n\n````\na = 1\nb = 2\n````";
        assert_eq!(read(2).as_deref(), Some(page));
        let code = text.find("   \"cell_type").expect("it is there");
        assert_eq!(read(code).as_deref(), Some("````\na = 1\nb = 2\n````"));
        assert_eq!(read(text.len()), None);
    }

    #[test]
    fn what_stands_between_sources_is_no_text() {
        let lines = [
            "    \"# 회귀\\n\",",
            "    \"글\"",
            "   ]",
            "  },",
            "   \"cell_type\": \"code\",",
            "     \"text\": [",
            "      \"출력\"",
            "   \"source\": [",
            "    \"import pandas\"",
            "   ]",
            "   \"source\": \"# 하나\"",
            "  },",
        ];
        let expected = [false, false, true, true, true, true, true, true, false, true, false, true];
        assert_eq!(Jupyter.are_signs(&lines), expected);
    }

    #[test]
    fn what_is_no_notebook_does_no_harm() {
        for text in ["", "{", "\"\\", "{\"cells\":[{\"source\":\"# 가\\", "[[[[\"source\":\"\\n\\"]
        {
            Jupyter.sections(text);
        }
    }
}
