//! Tables, their columns aligned by the width of what is in them.

use pulldown_cmark::Alignment;

use crate::render::width::width;

use super::row::{Face, Row, Run};
use super::wrap::wrap;

/// What stands between columns.
const BETWEEN: &str = " │ ";
/// The same in the line below the head.
const CROSSING: &str = "─┼─";
/// In narrower columns words break after a few letters: the table is then written row by
/// row, each cell with the name of its column.
const MIN_COLUMNS: usize = 7;

/// A table being read.
#[derive(Debug, Default)]
pub(super) struct Table {
    alignments: Vec<Alignment>,
    /// The head first. Each with the line it is from.
    rows: Vec<(usize, Vec<Vec<Run>>)>,
}

impl Table {
    pub(super) fn new(alignments: Vec<Alignment>) -> Self {
        Self { alignments, rows: Vec::new() }
    }

    pub(super) fn begin_row(&mut self, line: usize) {
        self.rows.push((line, Vec::new()));
    }

    pub(super) fn push(&mut self, cell: Vec<Run>) {
        if let Some((_, cells)) = self.rows.last_mut() {
            cells.push(cell);
        }
    }

    /// Lays the table out in so many columns of the terminal.
    pub(super) fn lay_out(mut self, columns: usize) -> Vec<Row> {
        let count = self.rows.iter().map(|(_, cells)| cells.len()).max().unwrap_or(0);
        if count == 0 {
            return Vec::new();
        }
        for (_, cells) in &mut self.rows {
            cells.resize(count, Vec::new());
        }
        let room = columns.saturating_sub(width(BETWEEN) * (count - 1));
        let Some(widths) = self.widths(count, room) else { return self.stacked(columns) };
        let mut out = Vec::new();
        for (at, (line, cells)) in self.rows.iter().enumerate() {
            let wrapped: Vec<Vec<Vec<Run>>> =
                cells.iter().zip(&widths).map(|(cell, width)| wrap(cell, *width)).collect();
            let height = wrapped.iter().map(Vec::len).max().unwrap_or(0);
            for level in 0..height {
                let mut row = Row { line: *line, runs: Vec::new() };
                for (column, cell) in wrapped.iter().enumerate() {
                    if column > 0 {
                        row.runs.push(Run::dim(BETWEEN));
                    }
                    let runs = cell.get(level).cloned().unwrap_or_default();
                    let is_last = column + 1 == count;
                    row.runs.extend(self.padded(runs, widths[column], column, is_last));
                }
                out.push(row);
            }
            if at == 0 {
                let line: Vec<String> = widths.iter().map(|width| "─".repeat(*width)).collect();
                out.push(Row { line: out[0].line, runs: vec![Run::dim(line.join(CROSSING))] });
            }
        }
        out
    }

    /// Chooses how wide each column is: as wide as what is in it, the widest
    /// ones narrowed until all fit; `None` when they can't.
    fn widths(&self, count: usize, room: usize) -> Option<Vec<usize>> {
        let mut widths = vec![1; count];
        for (_, cells) in &self.rows {
            for (widest, cell) in widths.iter_mut().zip(cells) {
                let text: String = cell.iter().map(|run| run.text.as_str()).collect();
                *widest = (*widest).max(text.lines().map(width).max().unwrap_or(0));
            }
        }
        while widths.iter().sum::<usize>() > room {
            let widest = widths.iter_mut().max()?;
            if *widest <= MIN_COLUMNS {
                return None;
            }
            *widest -= 1;
        }
        Some(widths)
    }

    fn padded(&self, runs: Vec<Run>, columns: usize, column: usize, is_last: bool) -> Vec<Run> {
        let used: usize = runs.iter().map(|run| width(&run.text)).sum();
        let spare = columns.saturating_sub(used);
        let (before, after) = match self.alignments.get(column) {
            Some(Alignment::Right) => (spare, 0),
            Some(Alignment::Center) => (spare / 2, spare - spare / 2),
            _ => (0, spare),
        };
        let space = |columns: usize| Run::new(" ".repeat(columns), Face::default());
        let after = if is_last { 0 } else { after };
        let all = [vec![space(before)], runs, vec![space(after)]].concat();
        all.into_iter().filter(|run| !run.text.is_empty()).collect()
    }

    /// Tells a table that is too wide row by row: each cell by its head.
    fn stacked(self, columns: usize) -> Vec<Row> {
        let mut rows = self.rows.into_iter();
        let Some((head_line, head)) = rows.next() else { return Vec::new() };
        let mut out = Vec::new();
        let mut tell = |line: usize, cells: &[Vec<Run>], has_names: bool| {
            for (column, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
                let lead = if column == 0 { "• " } else { "  " };
                let mut runs = Vec::new();
                if has_names && !head[column].is_empty() {
                    runs.extend(head[column].iter().cloned());
                    runs.push(Run::dim(": "));
                }
                runs.extend(cell.iter().cloned());
                for (level, wrapped) in
                    wrap(&runs, columns.saturating_sub(2)).into_iter().enumerate()
                {
                    let lead = Run::dim(if level == 0 { lead } else { "  " });
                    out.push(Row { line, runs: [vec![lead], wrapped].concat() });
                }
            }
        };
        let mut is_alone = true;
        for (line, cells) in rows {
            is_alone = false;
            tell(line, &cells, true);
        }
        if is_alone {
            tell(head_line, &head, false);
        }
        out
    }
}
