//! Setting text in rows: what the events of the parser are made of.

use crate::corpus::html::Ended;
use crate::render::width::width;
use crate::span::{Mark, Span};

use crate::render::markup::link::Link;
use crate::render::markup::parts::{parts, presentable};
use crate::render::markup::row::{Face, Row, Run};
use crate::render::markup::table::Table;
use crate::render::markup::wrap::wrap;

/// What stands before the rows of a quotation or of an item of a list.
pub(super) struct Margin {
    /// Before its first row.
    pub(super) first: Option<String>,
    /// Before the others.
    pub(super) rest: String,
}

/// Sets a text in rows while events of the parser pass by.
pub(super) struct Setter<'t> {
    pub(super) text: &'t str,
    pub(super) ended: Ended<'t>,
    pub(super) marks: &'t [Mark],
    pub(super) columns: usize,
    pub(super) has_colour: bool,
    pub(super) starts: Vec<usize>,
    pub(super) rows: Vec<Row>,
    pub(super) margins: Vec<Margin>,
    /// The number of the next item of each open list, where it has numbers.
    pub(super) lists: Vec<Option<u64>>,
    pub(super) runs: Vec<Run>,
    pub(super) face: Vec<Face>,
    pub(super) links: Vec<Link>,
    pub(super) table: Option<Table>,
    pub(super) code: Option<String>,
    pub(super) line: usize,
    /// Whether the next block follows without an empty row.
    pub(super) is_tight: bool,
    /// How far the text was set.
    pub(super) read: usize,
}

impl<'t> Setter<'t> {
    pub(super) fn new(text: &'t str, marks: &'t [Mark], columns: usize, has_colour: bool) -> Self {
        Self {
            ended: Ended::of(text),
            text,
            marks,
            columns: columns.max(8),
            has_colour,
            starts: line_starts(text),
            rows: Vec::new(),
            margins: Vec::new(),
            lists: Vec::new(),
            runs: Vec::new(),
            face: Vec::new(),
            links: Vec::new(),
            table: None,
            code: None,
            line: 0,
            is_tight: false,
            read: 0,
        }
    }

    /// Begins an item of a list: its sign or number stands before it.
    pub(super) fn item(&mut self, span: Span) {
        self.flush();
        self.line = self.line_of(span.start);
        let sign = match self.lists.last_mut() {
            Some(Some(number)) => {
                *number += 1;
                format!("{}. ", *number - 1)
            }
            _ => "• ".to_owned(),
        };
        let rest = " ".repeat(width(&sign));
        self.margins.push(Margin { first: Some(sign), rest });
        self.is_tight = true;
    }

    pub(super) fn end_code(&mut self) {
        let code = self.code.take().unwrap_or_default();
        let face = Face { is_code: true, ..Face::default() };
        for (line, text) in (self.line..).zip(code.lines()) {
            // Tabs would be drawn by the terminal, from a column that isn't theirs.
            let text = presentable(&text.replace('\t', "    "));
            self.emit(vec![Run::new(format!("    {text}"), face)], line);
        }
    }

    /// Tells where a link leads, where that isn't what is written, and leads
    /// there.
    pub(super) fn end_link(&mut self, is_image: bool) {
        self.face.pop();
        let Some(link) = self.links.pop() else { return };
        // What stood on lines before is set already.
        let from = link.first_run.min(self.runs.len());
        let target = link.outside();
        if !is_image {
            for run in &mut self.runs[from..] {
                run.target.clone_from(&target);
            }
        }
        if let Some(told) = link.told(&self.runs[from..]) {
            let mut run = Run::dim(told);
            run.target = target;
            self.runs.push(run);
        }
    }

    /// Shows what is no Markdown; its tags say little to a reader.
    pub(super) fn html(&mut self, html: &str, span: Span) {
        self.part(span);
        for (at, line) in html.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            self.emit(vec![Run::dim(presentable(line.trim_end()))], self.line + at);
        }
        self.is_tight = true;
    }

    /// Shows the properties of a note, which end at byte `end`.
    pub(super) fn front_matter(&mut self, end: usize) {
        let lines = self.text[..end].lines().enumerate();
        for (line, text) in lines.filter(|(_, text)| text.contains(char::is_alphanumeric)) {
            self.emit(vec![Run::dim(presentable(text.trim_end()))], line);
        }
        self.read = end;
    }

    /// Shows where references lead that are defined before byte `end`: to the
    /// parser they are no part of the text.
    pub(super) fn definitions(&mut self, end: usize) {
        let Some(gap) = self.text.get(self.read..end) else { return };
        let Some(first) = gap.find("]:") else { return };
        let start = self.read + gap[..first].rfind('\n').map_or(0, |at| at + 1);
        let first_line = self.line_of(start);
        for (line, text) in (first_line..).zip(self.text[start..end].lines()) {
            if text.contains(char::is_alphanumeric) {
                self.emit(vec![Run::dim(presentable(text.trim()))], line);
            }
        }
        self.read = end;
    }

    pub(super) fn push(&mut self, span: Span, shown: &str) {
        let face = self.face();
        for (part, matched) in parts(self.text, span, shown, self.marks) {
            let face = face.matching(matched);
            self.runs.push(Run { text: part, face, target: None });
        }
    }

    pub(super) fn face(&self) -> Face {
        self.face.last().copied().unwrap_or_default()
    }

    pub(super) fn line_of(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start <= at).saturating_sub(1)
    }

    /// Ends what was being set, and leaves an empty row where one belongs.
    pub(super) fn part(&mut self, span: Span) {
        self.flush();
        self.definitions(span.start);
        self.line = self.line_of(span.start);
        let is_first = self.rows.is_empty() || self.margins.iter().any(|m| m.first.is_some());
        if !is_first && !self.is_tight {
            let mut runs = self.margin(false);
            runs.retain(|run| !run.text.trim().is_empty());
            self.rows.push(Row { line: self.line.saturating_sub(1), runs });
        }
        self.is_tight = false;
    }

    pub(super) fn break_line(&mut self) {
        match self.table {
            Some(_) => self.runs.push(Run::new("\n", self.face())),
            None => {
                self.flush();
                self.line += 1;
            }
        }
    }

    /// Sets what has been collected.
    pub(super) fn flush(&mut self) {
        if self.table.is_some() || self.runs.is_empty() {
            return;
        }
        let runs = std::mem::take(&mut self.runs);
        for row in wrap(&runs, self.room()) {
            self.emit(row, self.line);
        }
    }

    pub(super) fn room(&self) -> usize {
        let margins: usize = self.margins.iter().map(|margin| width(&margin.rest)).sum();
        self.columns.saturating_sub(margins).max(8)
    }

    pub(super) fn emit(&mut self, runs: Vec<Run>, line: usize) {
        let margin = self.margin(true);
        let runs = margin.into_iter().chain(runs).filter(|run| !run.text.is_empty()).collect();
        self.rows.push(Row { line, runs });
    }

    pub(super) fn margin(&mut self, takes_first: bool) -> Vec<Run> {
        let text: String = self
            .margins
            .iter_mut()
            .map(|margin| match margin.first.take_if(|_| takes_first) {
                Some(first) => first,
                None => margin.rest.clone(),
            })
            .collect();
        vec![Run::dim(text)]
    }
}

fn line_starts(text: &str) -> Vec<usize> {
    let breaks = memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1);
    std::iter::once(0).chain(breaks).collect()
}
