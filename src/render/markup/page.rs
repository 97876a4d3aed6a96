//! A section, laid out.

use std::rc::Rc;

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};

use crate::render::style::width;
use crate::span::Span;

use super::table::Table;
use super::wrap::wrap;
use super::{Face, Row, Run, inside_marks, is_break, options, parts, presentable};

/// Lays Markdown out in rows of at most `columns` of a terminal, code apart,
/// whose lines are never broken. `marks` are the matches, as byte ranges in
/// `text`, in order. `has_colour` says that code will be told from text by its
/// colour; it keeps its marks otherwise.
///
/// Lines of the source stay lines, so that a row belongs to one.
///
/// # Examples
///
/// ```
/// use galpi::render::markup::page;
/// let rows = page("## 표\n\n| 이름 | 값 |\n|--|--|\n| 볼륨 | 1 |\n", &[], 40, false);
/// let text: Vec<String> = rows.iter().map(|row| row.text()).collect();
/// assert_eq!(text, ["## 표", "", "이름 │ 값", "─────┼───", "볼륨 │ 1"]);
/// ```
pub fn page(text: &str, marks: &[Span], columns: usize, has_colour: bool) -> Vec<Row> {
    let mut setter = Setter {
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
    };
    for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
        setter.event(event, range.into());
    }
    setter.flush();
    while setter.rows.last().is_some_and(|row| row.text().trim().is_empty()) {
        setter.rows.pop();
    }
    setter.rows
}

fn line_starts(text: &str) -> Vec<usize> {
    let breaks = memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1);
    std::iter::once(0).chain(breaks).collect()
}

/// What stands before the rows of a quotation or of an item of a list.
struct Margin {
    /// Before its first row.
    first: Option<String>,
    /// Before the others.
    rest: String,
}

/// Sets a text in rows while events of the parser pass by.
struct Setter<'t> {
    text: &'t str,
    marks: &'t [Span],
    columns: usize,
    has_colour: bool,
    starts: Vec<usize>,
    rows: Vec<Row>,
    margins: Vec<Margin>,
    /// The number of the next item of each open list, where it has numbers.
    lists: Vec<Option<u64>>,
    runs: Vec<Run>,
    face: Vec<Face>,
    links: Vec<Rc<str>>,
    table: Option<Table>,
    code: Option<String>,
    line: usize,
    /// Whether the next block follows without an empty row.
    is_tight: bool,
}

impl Setter<'_> {
    fn event(&mut self, event: Event<'_>, span: Span) {
        match event {
            Event::Start(tag) => self.begin(tag, span),
            Event::End(tag) => self.end(tag),
            Event::Text(shown) => match &mut self.code {
                Some(code) => code.push_str(&shown),
                None => self.push(span, &shown),
            },
            Event::Code(shown) => {
                let face = Face { is_code: true, ..self.face() };
                self.face.push(face);
                let mark = if self.has_colour { "" } else { "`" };
                self.runs.push(Run::new(mark, face));
                self.push(inside_marks(self.text, span, &shown), &shown);
                self.runs.push(Run::new(mark, face));
                self.face.pop();
            }
            Event::SoftBreak | Event::HardBreak => self.break_line(),
            Event::InlineHtml(html) | Event::Html(html) => {
                if is_break(&html) {
                    self.break_line();
                } else if html.starts_with("<!--") {
                    // A comment is for who writes.
                } else if self.runs.is_empty() && self.table.is_none() {
                    self.html(&html, span);
                }
            }
            Event::Rule => {
                self.part(span);
                let line = "─".repeat(self.room());
                self.emit(vec![Run::dim(line)], self.line);
            }
            Event::FootnoteReference(name) => {
                let face = Face { is_dim: true, ..self.face() };
                self.runs.push(Run::new(presentable(&format!("[{name}]")), face));
            }
            Event::TaskListMarker(is_done) => {
                self.runs.push(Run::new(if is_done { "☑ " } else { "☐ " }, self.face()));
            }
            Event::InlineMath(shown) | Event::DisplayMath(shown) => self.push(span, &shown),
        }
    }

    fn begin(&mut self, tag: Tag<'_>, span: Span) {
        match tag {
            Tag::Heading { level, .. } => {
                self.part(span);
                self.face.push(Face { is_heading: true, ..self.face() });
                let signs = "#".repeat(level as usize);
                self.runs.push(Run::dim(format!("{signs} ")));
            }
            Tag::Paragraph => self.part(span),
            Tag::BlockQuote(_) => {
                self.part(span);
                self.is_tight = true;
                self.margins.push(Margin { first: None, rest: "│ ".to_owned() });
            }
            Tag::CodeBlock(kind) => {
                self.part(span);
                if let CodeBlockKind::Fenced(name) = &kind
                    && !name.is_empty()
                {
                    let line = self.line;
                    self.emit(vec![Run::dim(presentable(&format!("  {name}")))], line);
                    self.line += 1;
                }
                self.code = Some(String::new());
            }
            Tag::List(first) => {
                if self.lists.is_empty() {
                    self.part(span);
                } else {
                    self.flush();
                }
                self.is_tight = true;
                self.lists.push(first);
            }
            Tag::Item => self.item(span),
            Tag::FootnoteDefinition(name) => {
                self.part(span);
                let lead = presentable(&format!("[{name}] "));
                let rest = " ".repeat(width(&lead));
                self.is_tight = true;
                self.margins.push(Margin { first: Some(lead), rest });
            }
            Tag::Table(alignments) => {
                self.part(span);
                self.table = Some(Table::new(alignments));
            }
            Tag::TableHead | Tag::TableRow => {
                if matches!(tag, Tag::TableHead) {
                    self.face.push(Face { is_heading: true, ..self.face() });
                }
                let line = self.line_of(span.start);
                if let Some(table) = &mut self.table {
                    table.begin_row(line);
                }
            }
            Tag::Emphasis => self.face.push(Face { is_emphasis: true, ..self.face() }),
            Tag::Strong => self.face.push(Face { is_strong: true, ..self.face() }),
            Tag::Strikethrough => self.face.push(Face { is_struck: true, ..self.face() }),
            Tag::Link { dest_url, .. } => {
                self.face.push(Face { is_link: true, ..self.face() });
                self.links.push(presentable(&dest_url).into());
            }
            Tag::Image { dest_url, .. } => {
                self.face.push(Face { is_dim: true, ..self.face() });
                self.runs.push(Run::new("▣ ", self.face()));
                // The address of an embedded image is the image.
                let is_embedded = dest_url.starts_with("data:");
                let address = if is_embedded { String::new() } else { presentable(&dest_url) };
                self.links.push(address.into());
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => {
                self.flush();
                self.face.pop();
            }
            TagEnd::Paragraph | TagEnd::HtmlBlock => self.flush(),
            TagEnd::BlockQuote(_) | TagEnd::Item | TagEnd::FootnoteDefinition => {
                self.flush();
                self.margins.pop();
                self.is_tight = tag == TagEnd::Item;
            }
            TagEnd::CodeBlock => self.end_code(),
            TagEnd::List(_) => {
                self.lists.pop();
                self.is_tight = !self.lists.is_empty();
            }
            TagEnd::Table => {
                if let Some(table) = self.table.take() {
                    for row in table.lay_out(self.room()) {
                        self.emit(row.runs, row.line);
                    }
                }
            }
            TagEnd::TableHead => {
                self.face.pop();
            }
            TagEnd::TableCell => {
                let cell = std::mem::take(&mut self.runs);
                let cell = cell.into_iter().filter(|run| !run.text.is_empty()).collect();
                if let Some(table) = &mut self.table {
                    table.push(cell);
                }
            }
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough => {
                self.face.pop();
            }
            TagEnd::Link | TagEnd::Image => self.end_link(tag == TagEnd::Image),
            _ => {}
        }
    }

    /// Begins an item of a list: its sign or number stands before it.
    fn item(&mut self, span: Span) {
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

    fn end_code(&mut self) {
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
    fn end_link(&mut self, is_image: bool) {
        let face = self.face.pop().unwrap_or_default();
        let Some(target) = self.links.pop() else { return };
        let is_outside = ["http://", "https://", "mailto:"].iter().any(|s| target.starts_with(s));
        let from = self.runs.iter().rposition(|run| run.face.is_link != face.is_link);
        let written: String =
            self.runs[from.map_or(0, |at| at + 1)..].iter().map(|run| run.text.as_str()).collect();
        if is_outside && !is_image {
            for run in self.runs.iter_mut().skip(from.map_or(0, |at| at + 1)) {
                run.target = Some(Rc::clone(&target));
            }
        }
        let is_said = target.is_empty()
            || target.starts_with('#')
            || target.trim_start_matches("mailto:") == written;
        if !is_said {
            let mut run = Run::dim(format!(" ({target})"));
            run.target = is_outside.then_some(target);
            self.runs.push(run);
        }
    }

    /// Shows what is no Markdown; its tags say little to a reader.
    fn html(&mut self, html: &str, span: Span) {
        self.part(span);
        for (at, line) in html.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            self.emit(vec![Run::dim(presentable(line.trim_end()))], self.line + at);
        }
        self.is_tight = true;
    }

    fn push(&mut self, span: Span, shown: &str) {
        let face = self.face();
        for (part, is_marked) in parts(self.text, span, shown, self.marks) {
            let face = Face { is_marked, ..face };
            self.runs.push(Run { text: part, face, target: None });
        }
    }

    fn face(&self) -> Face {
        self.face.last().copied().unwrap_or_default()
    }

    fn line_of(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start <= at).saturating_sub(1)
    }

    /// Ends what was being set, and leaves an empty row where one belongs.
    fn part(&mut self, span: Span) {
        self.flush();
        self.line = self.line_of(span.start);
        let is_first = self.rows.is_empty() || self.margins.iter().any(|m| m.first.is_some());
        if !is_first && !self.is_tight {
            let mut runs = self.margin(false);
            runs.retain(|run| !run.text.trim().is_empty());
            self.rows.push(Row { line: self.line.saturating_sub(1), runs });
        }
        self.is_tight = false;
    }

    fn break_line(&mut self) {
        match self.table {
            Some(_) => self.runs.push(Run::new("\n", self.face())),
            None => {
                self.flush();
                self.line += 1;
            }
        }
    }

    /// Sets what has been collected.
    fn flush(&mut self) {
        if self.table.is_some() || self.runs.is_empty() {
            return;
        }
        let runs = std::mem::take(&mut self.runs);
        for row in wrap(&runs, self.room()) {
            self.emit(row, self.line);
        }
    }

    fn room(&self) -> usize {
        let margins: usize = self.margins.iter().map(|margin| width(&margin.rest)).sum();
        self.columns.saturating_sub(margins).max(8)
    }

    fn emit(&mut self, runs: Vec<Run>, line: usize) {
        let margin = self.margin(true);
        let runs = margin.into_iter().chain(runs).filter(|run| !run.text.is_empty()).collect();
        self.rows.push(Row { line, runs });
    }

    fn margin(&mut self, takes_first: bool) -> Vec<Run> {
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

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;

    #[track_caller]
    fn check(text: &str, columns: usize, expected: Expect) {
        let rows = page(text, &[], columns, false);
        let shown: String = rows
            .iter()
            .map(|row| format!("{} {}", row.line, row.text()).trim_end().to_owned() + "\n")
            .collect();
        expected.assert_eq(&shown);
        assert!(
            rows.iter().all(|row| width(&row.text()) <= columns || row.text().starts_with(' '))
        );
    }

    #[test]
    fn blocks_are_told_apart() {
        check(
            "## 제목 **굵게**\n\n첫 문단 `code` 끝.\n둘째 줄.\n\n> 인용\n> 계속\n\n---\n\n끝 [문서](https://a.b/c) <https://a.b>\n",
            40,
            expect![[r#"
                0 ## 제목 굵게
                1
                2 첫 문단 `code` 끝.
                3 둘째 줄.
                4
                5 │ 인용
                6 │ 계속
                7
                8 ────────────────────────────────────────
                9
                10 끝 문서 (https://a.b/c) https://a.b
            "#]],
        );
    }

    #[test]
    fn lists_hang() {
        check(
            "1. 하나\n   - 안쪽 항목이 길어서 넘어간다\n   - [x] 다음\n2. 둘\n\n뒤\n",
            20,
            expect![[r#"
                0 1. 하나
                1    • 안쪽 항목이
                1      길어서 넘어간다
                2    • ☑ 다음
                3 2. 둘
                4
                5 뒤
            "#]],
        );
    }

    #[test]
    fn code_keeps_its_lines() {
        check(
            "```sh\n$ galpi 아주 긴 줄은 그대로 둔다 그대로\n\n# 주석\n```\n",
            20,
            expect![[r#"
                0   sh
                1     $ galpi 아주 긴 줄은 그대로 둔다 그대로
                2
                3     # 주석
            "#]],
        );
    }

    #[test]
    fn tables_fit_and_align() {
        let table = "| 이름 | 뜻 | n |\n|:--|:-:|--:|\n| 볼륨 게이트웨이 | 블록을 *iSCSI*로 준다<br>둘째 | 10 |\n| a | b | 2 |\n";
        check(
            table,
            60,
            expect![[r#"
                0 이름            │         뜻          │  n
                0 ────────────────┼─────────────────────┼───
                2 볼륨 게이트웨이 │ 블록을 iSCSI로 준다 │ 10
                2                 │        둘째         │
                3 a               │          b          │  2
            "#]],
        );
        check(
            table,
            30,
            expect![[r#"
                0 이름        │     뜻      │  n
                0 ────────────┼─────────────┼───
                2 볼륨        │   블록을    │ 10
                2 게이트웨이  │   iSCSI로   │
                2             │    준다     │
                2             │    둘째     │
                3 a           │      b      │  2
            "#]],
        );
        check(
            table,
            18,
            expect![[r#"
                2 • 이름: 볼륨
                2   게이트웨이
                2   뜻: 블록을
                2   iSCSI로 준다
                2   둘째
                2   n: 10
                3 • 이름: a
                3   뜻: b
                3   n: 2
            "#]],
        );
    }

    #[test]
    fn matches_stay_marked() {
        let text = "- **볼륨** 게이트웨이는 `블록`";
        let mark = |word: &str| {
            let at = text.find(word).unwrap();
            Span::new(at, at + word.len())
        };
        let rows = page(text, &[mark("볼륨"), mark("블록")], 80, true);
        let marked: Vec<&str> =
            rows[0].runs.iter().filter(|r| r.face.is_marked).map(|r| r.text.as_str()).collect();
        assert_eq!(marked, ["볼륨", "블록"]);
    }

    #[test]
    fn links_lead_to_pages_only() {
        let rows = page("[a](javascript:x) [b](https://x.y)", &[], 80, true);
        let targets: Vec<_> = rows[0].runs.iter().filter_map(|r| r.target.as_deref()).collect();
        assert!(!targets.is_empty() && targets.iter().all(|t| *t == "https://x.y"), "{targets:?}");
    }
}
