//! Markdown → sections.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::span::{Span, boundary};

use super::Section;

/// A longer heading is cut there, and the rest read as text below it: each
/// section keeps all headings above it.
const MAX_HEADING_BYTES: usize = 512;
/// Headings after so many sections are text: no one wrote them.
const MAX_SECTIONS: usize = 100_000;

/// Splits Markdown into sections. Any text is Markdown, so nothing fails.
///
/// ATX and setext headings at the top level begin a section; those inside
/// code, HTML, quotations, lists and front matter don't. The title in a
/// front matter stands above all headings unless the first one repeats it.
pub(super) fn parse(text: &str) -> Vec<Section> {
    let mut outline = Outline::new(text);
    let front_matter = FrontMatter::of(text);
    let start = front_matter.as_ref().map_or(0, |front| front.end);
    if let Some(front) = front_matter {
        outline.title = front.title;
        outline.names = front.names;
    }
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES;
    for (event, range) in Parser::new_ext(&text[start..], options).into_offset_iter() {
        outline.event(&event, Span::from(range).shift(start));
    }
    outline.finish()
}

/// A heading being read or read last.
struct Heading {
    level: usize,
    /// The whole heading, markers included.
    whole: Span,
    text: String,
    inner: Option<Span>,
    /// Whether it was cut, so that what follows is below it.
    is_cut: bool,
}

/// Collects sections while events of the parser pass by.
struct Outline<'t> {
    text: &'t str,
    sections: Vec<Section>,
    /// The title from the front matter.
    title: Option<String>,
    /// Headings above the current place: level and text.
    above: Vec<(usize, String)>,
    /// The section being filled: where it starts, and its heading.
    start: usize,
    heading: Option<Heading>,
    prose: Vec<Span>,
    /// What the front matter calls the note, until its first section.
    names: Vec<Span>,
    in_heading: bool,
    /// How many quotations, lists and footnotes are open.
    nesting: usize,
}

impl<'t> Outline<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            text,
            sections: Vec::new(),
            title: None,
            above: Vec::new(),
            start: 0,
            heading: None,
            prose: Vec::new(),
            names: Vec::new(),
            in_heading: false,
            nesting: 0,
        }
    }

    fn event(&mut self, event: &Event<'_>, span: Span) {
        match event {
            Event::Start(Tag::Heading { level, .. })
                if self.nesting == 0 && self.sections.len() < MAX_SECTIONS =>
            {
                self.close(span.start);
                self.start = span.start;
                self.in_heading = true;
                self.heading = Some(Heading {
                    level: *level as usize,
                    whole: span,
                    text: String::new(),
                    inner: None,
                    is_cut: false,
                });
            }
            Event::End(TagEnd::Heading(_)) => self.in_heading = false,
            Event::Start(Tag::BlockQuote(_) | Tag::List(_) | Tag::FootnoteDefinition(_)) => {
                self.nesting += 1;
            }
            Event::End(TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::FootnoteDefinition) => {
                self.nesting = self.nesting.saturating_sub(1);
            }
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                // The parser tells where the whole link is, not where its
                // target is; an embedded image is no text.
                let whole = &self.text[span.range()];
                if !dest_url.starts_with("data:")
                    && let Some(at) = whole.rfind(&**dest_url).filter(|_| !dest_url.is_empty())
                {
                    let start = span.start + at;
                    self.link(Span::new(start, start + dest_url.len()));
                }
            }
            Event::Text(text) => self.words(text, span),
            Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                // The span has the fences around it.
                let whole = &self.text[span.range()];
                match whole.find(&**text) {
                    Some(at) => {
                        let start = span.start + at;
                        self.words(text, Span::new(start, start + text.len()));
                    }
                    None => self.words(text, span),
                }
            }
            Event::Html(_) => self.html(span),
            Event::SoftBreak | Event::HardBreak => {
                if self.in_heading
                    && let Some(heading) = &mut self.heading
                {
                    heading.text.push(' ');
                }
            }
            _ => {}
        }
    }

    /// Takes text of the note, in a heading or below it.
    fn words(&mut self, text: &str, mut span: Span) {
        if self.in_heading
            && let Some(heading) = &mut self.heading
        {
            let room = match heading.is_cut {
                true => 0,
                false => MAX_HEADING_BYTES.saturating_sub(heading.text.len()),
            };
            // Where the text isn't as written, it can't be told which part.
            let kept = if text.len() == span.len() { boundary(text, room) } else { text.len() };
            heading.is_cut |= kept < text.len();
            if room > 0 {
                heading.text.push_str(&text[..kept]);
                let end = if kept < text.len() { span.start + kept } else { span.end };
                let inner = heading.inner.get_or_insert(Span::new(span.start, end));
                inner.end = inner.end.max(end);
                span.start = end;
            }
            if span.is_empty() {
                return;
            }
        }
        push_span(&mut self.prose, span);
    }

    /// Takes the target of a link: below the heading even when inside it, as
    /// it isn't part of what the heading says.
    fn link(&mut self, span: Span) {
        // An autolink is its own text, which follows.
        let before = span.start.checked_sub(1).map(|i| self.text.as_bytes()[i]);
        if before != Some(b'<') {
            self.prose.push(span);
        }
    }

    /// Takes what stands between the tags of a piece of HTML.
    fn html(&mut self, span: Span) {
        let bytes = self.text.as_bytes();
        let mut at = span.start;
        while at < span.end {
            let open = memchr::memchr(b'<', &bytes[at..span.end]).map_or(span.end, |i| at + i);
            if !self.text[at..open].trim().is_empty() {
                push_span(&mut self.prose, Span::new(at, open));
            }
            at = memchr::memchr(b'>', &bytes[open..span.end]).map_or(span.end, |i| open + i + 1);
        }
    }

    /// Ends the current section at `end`.
    fn close(&mut self, end: usize) {
        let prose = std::mem::take(&mut self.prose);
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
        let mut prose: Vec<Span> =
            prose.into_iter().filter(|s| !self.text[s.range()].trim().is_empty()).collect();
        prose.sort_unstable();
        self.sections.push(Section {
            ordinal: 0,
            trail,
            span: Span::new(start, end),
            line: heading.as_ref().map_or(0, |h| h.whole.start),
            end_line: 0,
            heading: heading.and_then(|h| h.inner),
            prose,
            names: std::mem::take(&mut self.names),
        });
    }

    fn finish(mut self) -> Vec<Section> {
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

/// Turns byte offsets of headings into line numbers, in one pass.
fn number_lines(text: &str, sections: &mut [Section]) {
    let bytes = text.as_bytes();
    let (mut at, mut line) = (0, 1);
    let mut line_at = |offset: usize| {
        line += memchr::memchr_iter(b'\n', &bytes[at..offset]).count();
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
    let mut seen = rustc_hash::FxHashMap::default();
    for section in sections {
        let key = section.trail.join("\0");
        let count: &mut u32 = seen.entry(key).or_default();
        section.ordinal = *count;
        *count += 1;
    }
}

/// Folds white space, as a heading may run over several lines.
fn collapse(text: &str) -> String {
    let mut text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    text.truncate(boundary(&text, MAX_HEADING_BYTES));
    text
}

/// Keys of a front matter whose values are names or a summary of the note, by
/// which people look for it.
const NAMING_KEYS: [&str; 9] = [
    "aliases",
    "alias",
    "aka",
    "tags",
    "keywords",
    "categories",
    "description",
    "short_description",
    "summary",
];
/// More lines than this are no front matter, whatever encloses them.
const MAX_FRONT_MATTER_LINES: usize = 200;

/// What stands before a note: `key: value` between lines of `---`, or
/// `key = value` between lines of `+++`.
struct FrontMatter {
    title: Option<String>,
    /// Values of [`NAMING_KEYS`].
    names: Vec<Span>,
    /// Where the note's own text begins, in bytes.
    end: usize,
}

impl FrontMatter {
    /// Finds the front matter at the beginning of a text. Only what notes have
    /// is understood: plain values, and lists one item a line.
    fn of(text: &str) -> Option<Self> {
        let mut lines = text.split_inclusive('\n');
        let first = lines.next()?;
        let (fence, separator) = match first.trim_start_matches('\u{feff}').trim_end() {
            "---" => ("---", ':'),
            "+++" => ("+++", '='),
            _ => return None,
        };
        let mut front = Self { title: None, names: Vec::new(), end: first.len() };
        let mut has_key = false;
        let mut names_note = false;
        for line in lines.take(MAX_FRONT_MATTER_LINES) {
            let start = front.end;
            front.end += line.len();
            let bare = line.trim_end();
            if bare == fence || fence == "---" && bare == "..." {
                return has_key.then_some(front);
            }
            let is_indented = bare.starts_with([' ', '\t', '-']);
            let value = match bare.split_once(separator) {
                Some((key, value)) if !is_indented => {
                    let key = key.trim_end();
                    if key.is_empty() || key.contains(char::is_whitespace) {
                        return None;
                    }
                    has_key = true;
                    names_note = NAMING_KEYS.contains(&key);
                    if key == "title" {
                        front.title = Some(collapse(unquoted(value))).filter(|t| !t.is_empty());
                    }
                    value
                }
                _ if is_indented || bare.is_empty() || bare.starts_with('#') => bare,
                // A line of text: what looked like a fence is a rule above it.
                _ if !has_key => return None,
                _ => bare,
            };
            let value = value.trim_matches(|c: char| c.is_whitespace() || ">|-[]\"'".contains(c));
            if names_note && !value.is_empty() {
                let at = start + (value.as_ptr() as usize - line.as_ptr() as usize);
                front.names.push(Span::new(at, at + value.len()));
            }
        }
        None
    }
}

fn unquoted(value: &str) -> &str {
    let value = value.trim();
    let quotes = ['"', '\''];
    quotes.iter().find_map(|q| value.strip_prefix(*q)?.strip_suffix(*q)).unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Writes sections as `line-end_line trail | prose…`, one a line, names of
    /// the note in brackets.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let sections = parse(text);
        let written: Vec<String> = sections
            .iter()
            .map(|s| {
                let read = |spans: &[Span]| -> Vec<&str> {
                    spans.iter().map(|span| text[span.range()].trim()).collect()
                };
                let names = match read(&s.names) {
                    names if names.is_empty() => String::new(),
                    names => format!("[{}] ", names.join("/")),
                };
                let (trail, prose) = (s.trail.join(" > "), read(&s.prose).join("/"));
                format!("{}-{} {trail} | {names}{prose}", s.line, s.end_line)
            })
            .collect();
        assert_eq!(written, expected);
    }

    #[test]
    fn headings_nest_and_preambles_are_sections() {
        check(
            "앞글\n\n# 하나\n글\n## 둘\n\n글 둘\n# 셋\n",
            &["1-1  | 앞글", "3-4 하나 | 글", "5-7 하나 > 둘 | 글 둘", "8-8 셋 | "],
        );
    }

    #[test]
    fn setext_headings_count_and_code_does_not() {
        check("제목\n===\n```\n# 아님\n```\n", &["1-5 제목 | # 아님"]);
        check("<div>\n# 아님\n</div>\n\n> # 인용\n\n- # 목록\n", &["1-7  | # 아님/인용/목록"]);
    }

    #[test]
    fn front_matter_gives_the_title() {
        check(
            "---\ntitle: \"노트\"\n---\n글\n\n# 하나\n",
            &["1-4 노트 | 글", "6-6 노트 > 하나 | "],
        );
        check("---\ntitle: 노트\n---\n\n# 노트\n글\n", &["1-3 노트 | ", "5-6 노트 | 글"]);
        check("+++\ntitle = '노트'\n+++\n글\n", &["1-4 노트 | 글"]);
        // A blank line inside, as editors leave it.
        check("---\n\ntitle: 노트\n---\n글\n", &["1-5 노트 | 글"]);
    }

    #[test]
    fn front_matter_names_the_note() {
        check(
            "---\naliases: [TGW, 환승 게이트웨이]\ntags:\n  - 네트워크\ndate: 2020\n---\n글\n",
            &["1-7  | [TGW, 환승 게이트웨이/네트워크] 글"],
        );
    }

    #[test]
    fn a_rule_is_no_front_matter() {
        check("---\n글\n\n# 하나\n", &["1-2  | 글", "4-4 하나 | "]);
        check("---\n글: 말 많은 글\n", &["1-2  | 글: 말 많은 글"]);
    }

    #[test]
    fn line_ends_of_windows_keep_lines_true() {
        check("# 가\r\n글\r\n\r\n# 나\r\n", &["1-2 가 | 글", "4-4 나 | "]);
    }

    #[test]
    fn links_are_read_and_embedded_images_are_not() {
        check(
            "[문서](https://a.b/bastion-host) ![그림](data:image/png;base64,AAAA)\n",
            &["1-1  | 문서/https://a.b/bastion-host/그림"],
        );
        check("<https://a.b/c>\n", &["1-1  | https://a.b/c"]);
        check("가<br/>나\n", &["1-1  | 가/나"]);
    }

    #[test]
    fn repeated_headings_are_counted() {
        let sections = parse("# 가\n# 가\n");
        assert_eq!((sections[0].ordinal, sections[1].ordinal), (0, 1));
    }

    #[test]
    fn a_long_heading_is_cut_and_nothing_of_it_lost() {
        let long = "가".repeat(MAX_HEADING_BYTES);
        let text = format!("# {long} **끝**\n글\n## 둘\n");
        let sections = parse(&text);
        assert_eq!(sections[0].trail, ["가".repeat(MAX_HEADING_BYTES / 3)]);
        assert_eq!(sections[1].trail[0], sections[0].trail[0]);
        let read = sections[0].heading.into_iter().chain(sections[0].prose.iter().copied());
        let read: String = read.map(|span| &text[span.range()]).collect();
        assert_eq!(read, format!("{long} 끝글"));
    }

    #[test]
    fn nothing_is_added_to_a_heading_that_was_cut() {
        let full = "가".repeat(MAX_HEADING_BYTES / 3);
        let sections = parse(&format!("# {full}나 &amp; b\n글\n"));
        assert_eq!(sections[0].trail, [full]);
    }

    #[test]
    fn headings_beyond_number_are_text() {
        let sections = parse(&"# 가\n".repeat(MAX_SECTIONS + 10));
        assert_eq!(sections.len(), MAX_SECTIONS + 1);
        assert_eq!(sections[MAX_SECTIONS].prose.len(), 9);
    }

    #[test]
    fn nothing_makes_no_section() {
        check("", &[]);
        check("\n \n", &[]);
    }
}
