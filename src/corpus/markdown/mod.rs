//! Markdown → sections.

mod dialect;
mod front_matter;
mod heading;
pub(crate) mod html;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::span::Span;

use super::format::Format;
use super::outline::Outline;
use super::section::Section;
use heading::{BELOW_ALL, attributes, is_signed, loose_level, strong_line};
use html::{Ended, Piece};

pub(crate) use dialect::Source;
pub(crate) use front_matter::FrontMatter;

/// Markdown, as CommonMark and its dialects have it.
pub(super) struct Markdown;

impl Format for Markdown {
    fn sections(&self, text: &str) -> Vec<Section> {
        parse(text)
    }

    fn is_markdown(&self) -> bool {
        true
    }
}

/// Splits Markdown into sections. Any text is Markdown, so nothing fails.
///
/// Headings at the top level and in items of lists begin a section; those
/// inside code, quotations and front matter don't. What people type for a
/// heading is one: `##제목`, `<h2>제목</h2>`, `**■ 제목**` alone on its line,
/// and any strong line in a note without headings. The title in a front matter
/// stands above all headings unless the first one repeats it.
fn parse(text: &str) -> Vec<Section> {
    let mut reading = Reading::new(text, Strong::Signed);
    reading.read();
    if !reading.has_headings && reading.has_strong_lines {
        reading = Reading::new(text, Strong::Any);
        reading.read();
    }
    reading.outline.finish()
}

/// Which strong lines are headings.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Strong {
    /// Those that begin with a sign.
    Signed,
    /// All that aren't sentences.
    Any,
}

/// Reads a note while events of the parser pass by.
struct Reading<'t> {
    text: &'t str,
    outline: Outline<'t>,
    ended: Ended<'t>,
    strong: Strong,
    has_headings: bool,
    /// Whether there is a line that would be a heading in a note without any.
    has_strong_lines: bool,
    /// How many quotations and footnotes are open.
    quoted: usize,
    /// Whether what comes next is the first on a line of a paragraph.
    is_line_start: bool,
    /// Whether the heading that is open ends with its line.
    ends_with_line: bool,
    /// A block of HTML, as far as it was read.
    html: Option<Span>,
}

impl<'t> Reading<'t> {
    fn new(text: &'t str, strong: Strong) -> Self {
        Self {
            text,
            outline: Outline::new(text),
            ended: Ended::of(text),
            strong,
            has_headings: false,
            has_strong_lines: false,
            quoted: 0,
            is_line_start: false,
            ends_with_line: false,
            html: None,
        }
    }

    fn read(&mut self) {
        let front_matter = FrontMatter::of(self.text);
        let start = front_matter.as_ref().map_or(0, |front| front.end);
        if let Some(front) = front_matter {
            self.outline.title = front.title;
            self.outline.names = front.names;
            self.outline.text_start = front.end;
        }
        let source = Source::new(&self.text[start..]);
        for (event, range) in source.events() {
            self.event(&event, Span::from(range).shift(start));
        }
    }

    fn event(&mut self, event: &Event<'_>, span: Span) {
        let is_line_start = std::mem::take(&mut self.is_line_start);
        match event {
            Event::Start(Tag::Heading { level, .. }) if self.quoted == 0 => {
                self.has_headings |= self.outline.begin_heading(*level as usize, span.start);
            }
            Event::Start(Tag::Paragraph) => self.is_line_start = self.quoted == 0,
            Event::Start(Tag::Strong) if is_line_start => {
                self.strong_line(span);
            }
            Event::End(TagEnd::Heading(_)) => self.end_heading(),
            Event::End(TagEnd::Paragraph | TagEnd::Item) => self.end_line(),
            // The text of an item without empty lines is in no paragraph.
            Event::Start(Tag::Item) => self.is_line_start = self.quoted == 0,
            Event::Start(Tag::BlockQuote(_) | Tag::FootnoteDefinition(_)) => {
                self.end_line();
                self.quoted += 1;
            }
            Event::End(TagEnd::BlockQuote(_) | TagEnd::FootnoteDefinition) => {
                self.quoted = self.quoted.saturating_sub(1);
            }
            Event::Start(Tag::List(_) | Tag::CodeBlock(_) | Tag::Table(_) | Tag::HtmlBlock) => {
                self.end_line();
                self.html = None;
            }
            Event::Text(text) if is_line_start => self.first_words(text, span),
            Event::Text(text) => self.outline.words(text, span),
            Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                // The span has the fences around it.
                let whole = &self.text[span.range()];
                match whole.find(&**text) {
                    Some(at) => {
                        let start = span.start + at;
                        self.outline.words(text, Span::new(start, start + text.len()));
                    }
                    None => self.outline.words(text, span),
                }
            }
            Event::InlineHtml(_) => self.inline_html(span),
            Event::Html(_) => match &mut self.html {
                Some(block) => block.end = span.end,
                None => self.html = Some(span),
            },
            Event::End(TagEnd::HtmlBlock) => {
                if let Some(block) = self.html.take() {
                    self.html_block(block);
                }
            }
            Event::SoftBreak | Event::HardBreak => {
                self.end_line();
                self.outline.break_line();
                self.is_line_start = self.quoted == 0;
            }
            _ => {}
        }
    }

    /// Takes the first text on a line of a paragraph, which may be a heading.
    fn first_words(&mut self, shown: &str, span: Span) {
        let level = loose_level(&self.text[span.start..]);
        if level > 0 && !self.outline.is_in_heading() && shown.len() >= level {
            let is_new = self.outline.begin_heading(level, span.start);
            if is_new {
                self.has_headings = true;
                self.ends_with_line = true;
                let start = span.start + level;
                self.outline.words(&shown[level..], Span::new(start, span.end));
                return;
            }
        }
        self.outline.words(shown, span);
    }

    /// Takes the beginning of a strong piece at the beginning of a line, which
    /// may be all there is on the line.
    fn strong_line(&mut self, span: Span) {
        if self.outline.is_in_heading() {
            return;
        }
        let Some(line) = strong_line(self.text, span) else { return };
        let is_heading = is_signed(line) || self.strong == Strong::Any;
        self.has_strong_lines |= !is_heading;
        if is_heading && self.outline.begin_heading(BELOW_ALL, span.start) {
            self.has_headings = true;
            self.ends_with_line = true;
        }
    }

    /// Ends a heading that is no more than a line.
    fn end_line(&mut self) {
        if std::mem::take(&mut self.ends_with_line) {
            self.outline
                .end_heading(|text| text.len() - text.trim_end_matches(['#', ' ', '\t']).len());
        }
    }

    fn end_heading(&mut self) {
        self.outline.end_heading(attributes);
    }

    /// Takes a block of HTML. Its headings begin sections where nothing but
    /// tags stands before them on their line.
    fn html_block(&mut self, block: Span) {
        let mut open_level = 0;
        let mut is_line_used = false;
        for piece in html::pieces(self.text, block, &self.ended) {
            match piece {
                Piece::Text(span) => {
                    let shown = &self.text[span.range()];
                    self.outline.words(shown, span);
                    let (is_new_line, rest) = match shown.rsplit_once('\n') {
                        Some((_, rest)) => (true, rest),
                        None => (false, shown),
                    };
                    is_line_used = is_line_used && !is_new_line || !rest.trim().is_empty();
                }
                Piece::Comment => {}
                Piece::Tag { span, name, attributes, is_end } => {
                    let level = heading_level(&self.text[name.range()]);
                    if level > 0 && is_end && open_level == level {
                        self.outline.end_heading(|_| 0);
                        open_level = 0;
                    } else if level > 0 && !is_end && open_level == 0 && self.quoted == 0 {
                        let is_new = !is_line_used && self.outline.begin_heading(level, span.start);
                        open_level = if is_new { level } else { 0 };
                        self.has_headings |= is_new;
                    }
                    self.names_of_tag(name, attributes);
                }
            }
        }
        if open_level > 0 {
            self.outline.end_heading(|_| 0);
        }
    }

    /// Takes a tag inside a paragraph, or what only looks like one.
    fn inline_html(&mut self, span: Span) {
        for piece in html::pieces(self.text, span, &self.ended) {
            match piece {
                Piece::Text(span) => self.outline.words(&self.text[span.range()], span),
                Piece::Comment => {}
                Piece::Tag { name, attributes, .. } => self.names_of_tag(name, attributes),
            }
        }
    }

    fn names_of_tag(&mut self, tag: Span, attributes: Vec<Span>) {
        [tag].into_iter().chain(attributes).for_each(|name| self.outline.markup(name));
    }
}

/// Returns the level of an element that is a heading; 0 for others.
fn heading_level(name: &str) -> usize {
    match name.as_bytes() {
        [b'h' | b'H', level @ b'1'..=b'6'] => usize::from(level - b'0'),
        _ => 0,
    }
}

#[cfg(test)]
mod tests;
