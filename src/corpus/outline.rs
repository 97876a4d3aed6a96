//! Headings and text, in the order of the file → sections.
//!
//! A parser of a format says where headings begin and end, which text a reader
//! reads, and what is no text at all. All other words of the note are taken up
//! here: whatever stands in a file can be searched for, also where a format
//! keeps it from being shown (the title of a link, the language of a fence).
//! Names of tags are kept apart, as every `<br>` would be a word.

use memchr::{memchr_iter, memmem};
use rustc_hash::FxHashMap;
use unicode_normalization::char::is_combining_mark;

use crate::span::{Span, boundary};

use super::section::Section;

/// A longer heading is cut there, and the rest read as text below it: each
/// section keeps all headings above it.
pub(super) const MAX_HEADING_BYTES: usize = 512;
/// Headings below so many others stand beside each other: an outline may go as deep as
/// a note is long.
const MAX_LEVELS: usize = 8;
/// Headings after so many sections are read as text: only generated files have
/// more, and each section costs memory for its headings.
pub(super) const MAX_SECTIONS: usize = 100_000;

/// A heading being read or read last.
struct Heading {
    level: usize,
    /// Where it begins, markers included.
    start: usize,
    text: String,
    /// The pieces of the note that its text is from, in order.
    pieces: Vec<Span>,
    /// Whether it was cut, so that what follows is below it.
    is_cut: bool,
}

/// Collects the sections of a note.
pub(super) struct Outline<'t> {
    text: &'t str,
    sections: Vec<Section>,
    /// What the note as a whole is called: stands above all headings, unless
    /// the first one repeats it.
    pub(super) title: Option<String>,
    /// What else the note is called, until its first section.
    pub(super) names: Vec<Span>,
    /// Where the note's own text begins, in bytes: before it are properties.
    pub(super) text_start: usize,
    /// Headings above the current place: level and text.
    above: Vec<(usize, String)>,
    /// The section being filled: where it starts, and its heading.
    start: usize,
    heading: Option<Heading>,
    in_heading: bool,
    prose: Vec<Span>,
    /// Names of tags and attributes.
    markup: Vec<Span>,
    /// Syntax of the file format (JSON of a Jupyter notebook, embedded images), which
    /// isn't indexed.
    skipped: Vec<Span>,
    /// Where the line of the last heading begins, and up to where line ends were
    /// looked for.
    line: usize,
    looked: usize,
}

impl<'t> Outline<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self {
            text,
            sections: Vec::new(),
            title: None,
            names: Vec::new(),
            text_start: 0,
            above: Vec::new(),
            start: 0,
            heading: None,
            in_heading: false,
            prose: Vec::new(),
            markup: Vec::new(),
            skipped: Vec::new(),
            line: 0,
            looked: 0,
        }
    }

    /// Says whether the text that comes now is that of a heading.
    pub(super) fn is_in_heading(&self) -> bool {
        self.in_heading
    }

    /// Begins a section at the line that has byte `start`: the text that
    /// follows is its heading, until [`Outline::end_heading`]. A lower level
    /// stands above a higher one. Returns whether there is room for one.
    pub(super) fn begin_heading(&mut self, level: usize, start: usize) -> bool {
        let level = level.min(MAX_LEVELS);
        let line = self.line_of(start);
        let is_new_line = line > self.start || self.sections.is_empty() && self.heading.is_none();
        if self.sections.len() >= MAX_SECTIONS || !is_new_line {
            return false;
        }
        self.close(line);
        self.start = line;
        self.in_heading = true;
        let text = String::new();
        self.heading = Some(Heading { level, start, text, pieces: Vec::new(), is_cut: false });
        true
    }

    /// Returns where the line begins that has byte `at`. What was looked through
    /// isn't looked through again, as a line may have any number of headings.
    fn line_of(&mut self, at: usize) -> usize {
        let (line, looked) = if at < self.looked { (0, 0) } else { (self.line, self.looked) };
        self.line = self.text[looked..at].rfind('\n').map_or(line, |found| looked + found + 1);
        self.looked = at;
        self.line
    }

    /// Ends the heading. `tail` says how many bytes at its end are no part of
    /// what it says, as attributes in braces aren't.
    pub(super) fn end_heading(&mut self, tail: impl FnOnce(&str) -> usize) {
        self.in_heading = false;
        let Some(heading) = self.heading.as_mut().filter(|heading| !heading.is_cut) else { return };
        let kept = heading.text.len() - tail(&heading.text);
        let mut rest = heading.text.len() - kept;
        while rest > 0
            && let Some(last) = heading.pieces.last_mut()
        {
            let cut = rest.min(last.len());
            rest -= cut;
            last.end = boundary(self.text, last.end - cut);
            if last.is_empty() {
                heading.pieces.pop();
            }
        }
        heading.text.truncate(kept);
    }

    /// Adds visible text: `shown` as rendered, `span` in the source. It belongs to
    /// the heading while one is open, else to the body.
    pub(super) fn words(&mut self, shown: &str, mut span: Span) {
        if self.in_heading
            && let Some(heading) = &mut self.heading
        {
            let room = match heading.is_cut {
                true => 0,
                false => MAX_HEADING_BYTES.saturating_sub(heading.text.len()),
            };
            // Where the text isn't as written, it can't be told which part.
            let kept = if shown.len() == span.len() { boundary(shown, room) } else { shown.len() };
            heading.is_cut |= kept < shown.len();
            if room > 0 {
                heading.text.push_str(&shown[..kept]);
                let end = if kept < shown.len() { span.start + kept } else { span.end };
                push_span(&mut heading.pieces, Span::new(span.start, end));
                span.start = end;
            }
            if span.is_empty() {
                return;
            }
        }
        push_span(&mut self.prose, span);
    }

    /// Takes a break between lines inside a heading.
    pub(super) fn break_line(&mut self) {
        if self.in_heading
            && let Some(heading) = &mut self.heading
        {
            heading.text.push(' ');
        }
    }

    /// Takes what stands at `span` for the name of a tag or attribute.
    pub(super) fn markup(&mut self, span: Span) {
        self.markup.push(span);
    }

    /// Takes what stands at `span` for no text at all.
    pub(super) fn skip(&mut self, span: Span) {
        self.skipped.push(span);
    }

    /// Ends the current section at `end`.
    fn close(&mut self, end: usize) {
        self.in_heading = false;
        let heading = self.heading.take();
        let blank = self.text[self.start..end].trim().is_empty();
        if heading.is_none() && (end == self.start || blank) {
            // White space before the first heading belongs to that section.
            return;
        }
        let mut trail: Vec<String> = self.title.iter().cloned().collect();
        if let Some(heading) = &heading {
            let text = collapse(&heading.text);
            self.above.retain(|(level, _)| *level < heading.level);
            self.above.push((heading.level, text));
            trail.extend(self.above.iter().map(|(_, text)| text.clone()));
            if trail.len() > 1 && trail[0] == trail[1] {
                trail.remove(0);
            }
        }
        // A first section without gap: it begins where the text does.
        let start = if self.sections.is_empty() { 0 } else { self.start };
        let names = std::mem::take(&mut self.names);
        let pieces = heading.as_ref().map_or(&[][..], |heading| &heading.pieces);
        let section = Span::new(start, end);
        let prose = self.prose_of(section, pieces, &names);
        let own = prose.partition_point(|span| span.start < self.text_start);
        let mut properties = prose;
        let prose = properties.split_off(own);
        let is_empty = prose.is_empty() && names.is_empty() && properties.is_empty();
        if heading.is_none() && end < self.text.len() && is_empty {
            // Neither is what has no words at all a section of its own.
            return;
        }
        self.skipped.retain(|span| span.start >= end);
        // Tags before a heading on its line are of the next section.
        let (markup, later) =
            std::mem::take(&mut self.markup).into_iter().partition(|span| span.start < end);
        self.markup = later;
        self.sections.push(Section {
            ordinal: 0,
            trail,
            span: section,
            line: heading.as_ref().map_or(0, |heading| heading.start),
            end_line: 0,
            heading: pieces
                .first()
                .zip(pieces.last())
                .map(|(first, last)| Span::new(first.start, last.end)),
            prose,
            markup,
            names,
            properties,
        });
    }

    /// Returns what is text of a section besides its heading and `names`: what
    /// was told, and the words between.
    fn prose_of(&mut self, section: Span, heading: &[Span], names: &[Span]) -> Vec<Span> {
        let mut prose = std::mem::take(&mut self.prose);
        prose.retain(|span| !self.text[span.range()].trim().is_empty());
        prose.sort_unstable();
        let own = prose.iter().chain(heading).chain(names);
        let own = self.skipped.iter().chain(&self.markup).chain(own).copied();
        // Tags before a heading on its line are of the next section.
        let mut taken: Vec<Span> = own.filter(|span| span.start < section.end).collect();
        taken.sort_unstable();
        let told = prose.len();
        let mut at = section.start;
        for span in taken.into_iter().chain([Span::new(section.end, section.end)]) {
            if at < span.start {
                words_between(self.text, Span::new(at, span.start), &mut prose);
            }
            at = at.max(span.end);
        }
        if prose.len() > told {
            prose.sort_unstable();
        }
        prose
    }

    /// Returns the sections, which tile the text.
    pub(super) fn finish(mut self) -> Vec<Section> {
        self.close(self.text.len());
        if let Some(last) = self.sections.last_mut() {
            last.span.end = self.text.len();
        }
        let mut sections = self.sections;
        number_lines(self.text, &mut sections);
        number_repeats(&mut sections);
        sections
    }
}

/// Adds a span, joined to the last one where they touch: the parser splits
/// text at characters that might have been markup.
fn push_span(spans: &mut Vec<Span>, span: Span) {
    match spans.last_mut() {
        Some(last) if last.end == span.start => last.end = span.end,
        _ => spans.push(span),
    }
}

/// Adds the words of a gap for which the parser gave no event: on each line, from where
/// its first word begins to where its last one ends, without embedded images.
fn words_between(text: &str, gap: Span, found: &mut Vec<Span>) {
    // With the signs of an entity (`caf&eacute;`) and the marks of a letter.
    let is_word = |c: char| c.is_alphanumeric() || c == '&' || c == ';' || is_combining_mark(c);
    let mut start = gap.start;
    for image in embedded(text, gap).chain([Span::new(gap.end, gap.end)]) {
        for line in text[start..image.start].split_inclusive('\n') {
            let at = start;
            start += line.len();
            if !line.contains(char::is_alphanumeric) {
                continue;
            }
            if let (Some(first), Some(last)) = (line.find(is_word), line.rfind(is_word)) {
                let end = last + line[last..].chars().next().map_or(0, char::len_utf8);
                found.push(Span::new(at + first, at + end));
            }
        }
        start = image.end;
    }
}

/// Finds `data:` URLs (`data:image/png;base64,…`), whose bytes aren't words.
fn embedded(text: &str, gap: Span) -> impl Iterator<Item = Span> + '_ {
    /// What stands between `data:` and the comma is no longer than this.
    const MAX_TYPE_BYTES: usize = 100;
    let bytes = text.as_bytes();
    let mut at = gap.start;
    std::iter::from_fn(move || {
        while let Some(found) = memmem::find(&bytes[at..gap.end], b"data:") {
            let start = at + found;
            at = start + b"data:".len();
            if start > 0 && bytes[start - 1].is_ascii_alphanumeric() {
                continue;
            }
            let head = &bytes[at..gap.end.min(at + MAX_TYPE_BYTES)];
            let is_type = |b: &u8| b.is_ascii_alphanumeric() || b"/;=+-.".contains(b);
            let Some(comma) = head.iter().position(|b| !is_type(b)) else { continue };
            if head[comma] != b',' || !head[..comma].contains(&b'/') {
                continue;
            }
            let ends = |b: &u8| b.is_ascii_whitespace() || b")\"'>`]".contains(b);
            let rest = &bytes[at..gap.end];
            at += rest.iter().position(ends).unwrap_or(rest.len());
            return Some(Span::new(start, at));
        }
        None
    })
}

/// Turns byte offsets of headings into line numbers, in one pass.
fn number_lines(text: &str, sections: &mut [Section]) {
    let bytes = text.as_bytes();
    let (mut at, mut line) = (0, 1);
    let mut line_at = |offset: usize| {
        line += memchr_iter(b'\n', &bytes[at..offset]).count();
        at = offset;
        line
    };
    for section in sections {
        let body = &text[section.span.range()];
        let first = section.span.start + (body.len() - body.trim_start().len());
        let last = section.span.start + body.trim_end().len();
        let start = section.line.max(first).min(section.span.end);
        section.line = line_at(start);
        section.end_line = line_at(last.max(start));
    }
}

/// Counts sections with the same trail, so that each has an id of its own.
fn number_repeats(sections: &mut [Section]) {
    let mut seen = FxHashMap::default();
    for section in sections {
        let key = section.trail.join("\0");
        let count: &mut u32 = seen.entry(key).or_default();
        section.ordinal = *count;
        *count += 1;
    }
}

/// Folds white space, as a heading may run over several lines.
pub(super) fn collapse(text: &str) -> String {
    let mut text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    text.truncate(boundary(&text, MAX_HEADING_BYTES));
    text
}
