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
    fn a_row_is_a_section() {
        check(
            &Table,
            "이름,뜻\n\"볼륨, 블록\",\"두\n줄\"\nS3,객체\n",
            &["1-1  | 이름,뜻", "2-3 볼륨, 블록 | 두/줄", "4-4 S3 | 객체"],
        );
    }
}
