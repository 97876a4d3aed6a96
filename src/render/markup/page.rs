//! A section, laid out.

use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

use crate::corpus::{FrontMatter, MarkdownSource};
use crate::render::style::width;
use crate::span::Span;

use super::link::Link;
use super::table::Table;
use super::wrap::wrap;
use super::{Face, Row, Run, indent, inside_marks, is_break, parts, presentable, tag};

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
    // A section may begin inside a list: what it is indented by would make it
    // code.
    if let Some((text, marks)) = indent::removed(text, marks) {
        return page(&text, &marks, columns, has_colour);
    }
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
        read: 0,
    };
    let start = FrontMatter::of(text).map_or(0, |front| front.end);
    setter.front_matter(start);
    let source = MarkdownSource::new(&text[start..]);
    for (event, range) in source.events() {
        setter.event(event, Span::from(range).shift(start));
    }
    setter.flush();
    setter.definitions(text.len());
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
    links: Vec<Link>,
    table: Option<Table>,
    code: Option<String>,
    line: usize,
    /// Whether the next block follows without an empty row.
    is_tight: bool,
    /// How far the text was set.
    read: usize,
}

impl Setter<'_> {
    fn event(&mut self, event: Event<'_>, span: Span) {
        let is_container = matches!(
            event,
            Event::Start(_)
                | Event::End(
                    TagEnd::List(_)
                        | TagEnd::Item
                        | TagEnd::BlockQuote(_)
                        | TagEnd::FootnoteDefinition
                )
        );
        let is_inside = self.table.is_some() || self.code.is_some();
        if !is_container && self.runs.is_empty() && !is_inside {
            self.definitions(span.start);
        }
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
            Event::InlineHtml(html) if is_break(&html) => self.break_line(),
            Event::InlineHtml(html) => {
                let face = self.face();
                match tag::kind(&html) {
                    tag::Kind::Text => self.push(span, &html),
                    tag::Kind::Said => {
                        self.face.push(Face { is_dim: true, ..face });
                        self.push(span, &html);
                        self.face.pop();
                    }
                    tag::Kind::Bare => {}
                }
            }
            Event::Html(html)
                if is_break(&html)
                    && html.trim_end().find('>') == Some(html.trim_end().len() - 1) =>
            {
                self.break_line();
            }
            Event::Html(html) => self.html(&html, span),
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
        if !is_container {
            self.read = self.read.max(span.end);
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
            Tag::Link { dest_url, title, .. } => {
                self.face.push(Face { is_link: true, ..self.face() });
                self.links.push(Link::new(&dest_url, &title, self.runs.len()));
            }
            Tag::Image { dest_url, title, .. } => {
                self.face.push(Face { is_dim: true, ..self.face() });
                self.runs.push(Run::new("▣ ", self.face()));
                // The address of an embedded image is the image.
                let address = if dest_url.starts_with("data:") { "" } else { &*dest_url };
                self.links.push(Link::new(address, &title, self.runs.len()));
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
    fn html(&mut self, html: &str, span: Span) {
        self.part(span);
        for (at, line) in html.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            self.emit(vec![Run::dim(presentable(line.trim_end()))], self.line + at);
        }
        self.is_tight = true;
    }

    /// Shows the properties of a note, which end at byte `end`.
    fn front_matter(&mut self, end: usize) {
        let lines = self.text[..end].lines().enumerate();
        for (line, text) in lines.filter(|(_, text)| text.contains(char::is_alphanumeric)) {
            self.emit(vec![Run::dim(presentable(text.trim_end()))], line);
        }
        self.read = end;
    }

    /// Shows where references lead that are defined before byte `end`: to the
    /// parser they are no part of the text.
    fn definitions(&mut self, end: usize) {
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
mod tests;
