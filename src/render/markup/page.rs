//! A section, laid out.

mod setter;

use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

use crate::corpus::{FrontMatter, MarkdownSource};
use crate::render::width::width;
use crate::span::{Mark, Span};

use super::line::verbatim;
use super::link::Link;
use super::parts::{inside_marks, is_break, presentable};
use super::row::{Face, Row, Run};
use super::table::Table;
use super::wrap::wrapped;
use super::{indent, tag};

use setter::{Margin, Setter};

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
pub fn page(text: &str, marks: &[Mark], columns: usize, has_colour: bool) -> Vec<Row> {
    // A section may begin inside a list: what it is indented by would make it
    // code.
    if let Some((text, marks)) = indent::removed(text, marks) {
        return page(&text, &marks, columns, has_colour);
    }
    let mut setter = Setter::new(text, marks, columns, has_colour);
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

/// Lays a text of another format out: its lines as they are, broken where the
/// screen ends.
pub fn lines(text: &str, marks: &[Mark], columns: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut start = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let whole = Span::new(start, start + line.trim_end_matches(['\n', '\r']).len());
        let first = marks.partition_point(|mark| mark.span.start < whole.start);
        let here = marks[first..].iter().take_while(|mark| mark.span.end <= whole.end);
        let here: Vec<Mark> =
            here.map(|mark| Mark { span: mark.span.back(start), ..*mark }).collect();
        let (shown, here) = verbatim(&text[whole.range()], &here);
        let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
        let room = columns.saturating_sub(indent).max(1);
        for mut row in wrapped(&shown, &here, room) {
            row.line = number;
            row.runs.insert(0, Run::new(" ".repeat(indent.min(columns / 2)), Face::default()));
            rows.push(row);
        }
        start += line.len();
    }
    rows
}

impl Setter<'_> {
    fn event(&mut self, event: Event<'_>, span: Span) {
        let is_container = matches!(&event, Event::Start(tag) if !is_inline(tag))
            || matches!(
                event,
                Event::End(
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
            Event::Code(shown) => self.inline_code(&shown, span),
            Event::SoftBreak | Event::HardBreak => self.break_line(),
            Event::InlineHtml(html) if is_break(&html) => self.break_line(),
            Event::InlineHtml(html) => self.inline_html(&html, span),
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

    /// Sets code inside a line, with its marks where no colour tells it.
    fn inline_code(&mut self, shown: &str, span: Span) {
        let face = Face { is_code: true, ..self.face() };
        self.face.push(face);
        let mark = if self.has_colour { "" } else { "`" };
        self.runs.push(Run::new(mark, face));
        self.push(inside_marks(self.text, span, shown), shown);
        self.runs.push(Run::new(mark, face));
        self.face.pop();
    }

    /// Sets a tag inside a line, as far as it says something.
    fn inline_html(&mut self, html: &str, span: Span) {
        let face = self.face();
        match tag::kind(html, &self.ended) {
            tag::Kind::Text => self.push(span, html),
            tag::Kind::Said => {
                self.face.push(Face { is_dim: true, ..face });
                self.push(span, html);
                self.face.pop();
            }
            tag::Kind::Bare => {}
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
            tag => self.begin_inline(tag),
        }
    }

    /// Begins what is inside a line.
    fn begin_inline(&mut self, tag: Tag<'_>) {
        match tag {
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
}

/// Whether what `tag` begins is a part of a line.
fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. }
            | Tag::Image { .. }
    )
}

#[cfg(test)]
mod tests;
