//! Tables of values parted by commas → sections: one of each row, as a database
//! that Notion exports has its pages.

use crate::span::Span;

use super::format::Format;
use super::outline::Outline;
use super::section::Section;

/// CSV files: a row is a section, and its first cell the heading.
pub(super) struct Table;

impl Format for Table {
    fn sections(&self, text: &str) -> Vec<Section> {
        let mut outline = Outline::new(text);
        // The first row says what the cells are.
        for (start, cell) in first_cells(text).skip(1) {
            let said = text[cell.range()].trim_matches(['"', ' ']);
            if !said.is_empty() && outline.begin_heading(1, start) {
                let start =
                    cell.start + (said.as_ptr() as usize - text[cell.start..].as_ptr() as usize);
                outline.words(said, Span::new(start, start + said.len()));
                outline.end_heading(|_| 0);
            }
        }
        outline.finish()
    }

    /// Each row under its first cell, the other cells by the names of their columns.
    fn readable(&self, text: &str, span: Span) -> Option<String> {
        let section = &text[span.range()];
        let end_of_names = first_cells(text).nth(1).map_or(text.len(), |(start, _)| start);
        let names = cells(&text[..end_of_names]);
        let starts: Vec<usize> = first_cells(section).map(|(start, _)| start).collect();
        let ends = starts.iter().skip(1).copied().chain([section.len()]);
        let both = starts.iter().zip(ends).filter(|(start, _)| span.start + **start > 0);
        let rows = both.map(|(start, end)| cells(&section[*start..end]));
        let said = rows.filter(|cells| cells.iter().any(|cell| !cell.is_empty()));
        let written: Vec<String> = said.map(|cells| labelled(&names, &cells)).collect();
        (!written.is_empty()).then(|| written.join("\n\n"))
    }
}

/// Writes a row as a heading and a list.
fn labelled(names: &[String], cells: &[String]) -> String {
    let (first, others) = cells.split_first().map_or(("", cells), |(first, rest)| (first, rest));
    let items = others.iter().enumerate().filter(|(_, cell)| !cell.is_empty());
    let items = items.map(|(at, cell)| match names.get(at + 1).filter(|name| !name.is_empty()) {
        Some(name) => format!("- **{name}**: {cell}"),
        None => format!("- {cell}"),
    });
    let items: Vec<String> = items.collect();
    format!("## {first}\n\n{}", items.join("\n"))
}

/// Cuts a row into its cells, each on one line and without quotation marks.
fn cells(row: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut is_quoted = false;
    let mut chars = row.trim_start_matches('\u{feff}').chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            // Within quotation marks, two of them are one.
            '"' if is_quoted && chars.peek() == Some(&'"') => {
                chars.next();
                cells.last_mut().expect("there is one").push('"');
            }
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => cells.push(String::new()),
            _ => cells.last_mut().expect("there is one").push(c),
        }
    }
    let one_line = |cell: &String| cell.split_whitespace().collect::<Vec<_>>().join(" ");
    cells.iter().map(one_line).collect()
}

/// Finds where each row begins, and its first cell. A quoted cell may have
/// commas and line ends in it.
fn first_cells(text: &str) -> impl Iterator<Item = (usize, Span)> + '_ {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        if at >= bytes.len() {
            return None;
        }
        let start = at;
        let mut cell = None;
        let mut is_quoted = false;
        while at < bytes.len() && (is_quoted || bytes[at] != b'\n') {
            is_quoted ^= bytes[at] == b'"';
            if bytes[at] == b',' && !is_quoted {
                cell.get_or_insert(at);
            }
            at += 1;
        }
        let end = cell.unwrap_or(at);
        at += 1;
        Some((start, Span::new(start, start + text[start..end].trim_end().len())))
    })
}

#[cfg(test)]
mod tests {
    use super::super::format::check;
    use super::*;

    #[test]
    fn cells_are_read_by_the_names_of_their_columns() {
        let text = "이름,뜻,\n\"볼륨, 블록\",\"두\n줄 \"\"말\"\"\",셋,\nS3,,\n";
        let read = |from: &str| {
            let start = text.find(from).expect("it is there");
            let end = text[start..].find(",\n").map_or(text.len(), |at| start + at + 2);
            Table.readable(text, Span::new(start, end))
        };
        let expected = "## 볼륨, 블록\n\n- **뜻**: 두 줄 \"말\"\n- 셋";
        assert_eq!(read("\"볼륨").as_deref(), Some(expected));
        assert_eq!(read("S3").as_deref(), Some("## S3\n\n"));
        let blank = "이름\n하나\n\n";
        let page = Table.readable(blank, Span::new(7, blank.len()));
        assert_eq!(page.as_deref(), Some("## 하나\n\n"));
        assert_eq!((read("이름"), Table.readable("", Span::new(0, 0))), (None, None));
    }

    #[test]
    fn a_row_is_a_section() {
        check(
            &Table,
            "이름,뜻\n\"볼륨, 블록\",\"두\n줄\"\nS3,객체\n",
            &["1-1  | 이름,뜻", "2-3 볼륨, 블록 | 두/줄", "4-4 S3 | 객체"],
        );
    }
}
