//! Markdown → text as a person reads it.
//!
//! [`line`] takes one line of a note, for lists of hits; [`page`] takes a
//! whole section. Both keep track of which bytes of the note become what, so
//! that matches stay marked. Whatever comes out is harmless on a terminal and
//! composed (NFC): decomposed Hangul is drawn as loose letters by many.

mod indent;
mod link;
mod page;
mod table;
mod tag;
mod wrap;

use std::collections::BTreeSet;
use std::rc::Rc;

use pulldown_cmark::{Event, Tag};
use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::corpus::MarkdownSource;
use crate::span::Span;

use super::style::harmless;

pub use page::page;

/// How a run of text looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Face {
    /// A heading, or the head of a table.
    pub is_heading: bool,
    /// Strong, in Markdown's word.
    pub is_strong: bool,
    /// Emphasised.
    pub is_emphasis: bool,
    /// Code.
    pub is_code: bool,
    /// The text of a link.
    pub is_link: bool,
    /// Struck through.
    pub is_struck: bool,
    /// Beside the point: marks, lines, addresses.
    pub is_dim: bool,
    /// A match.
    pub is_marked: bool,
}

/// A run of text of one look.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Run {
    /// The text, harmless and composed.
    pub text: String,
    /// How it looks.
    pub face: Face,
    /// Where it leads, for terminals that take links: an address whose scheme
    /// only opens pages or letters.
    pub target: Option<Rc<str>>,
}

/// A row of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// The line of the note it is from, counted from the first one of the
    /// text, which is 0.
    pub line: usize,
    /// Its text.
    pub runs: Vec<Run>,
}

impl Row {
    /// Returns the text alone.
    pub fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }
}

impl Run {
    fn new(text: impl Into<String>, face: Face) -> Self {
        Self { text: text.into(), face, target: None }
    }

    fn dim(text: impl Into<String>) -> Self {
        Self::new(text, Face { is_dim: true, ..Face::default() })
    }
}

/// Makes a text fit to be shown.
pub fn presentable(text: &str) -> String {
    if is_nfc(text) { harmless(text) } else { harmless(&text.nfc().collect::<String>()) }
}

/// Cuts a piece of the source where matches begin and end, and makes each part
/// presentable: says of each whether it matches.
fn parts(source: &str, span: Span, shown: &str, marks: &[Span]) -> Vec<(String, bool)> {
    let is_same = source.get(span.range()) == Some(shown);
    let first = marks.partition_point(|mark| mark.end <= span.start);
    let inside: Vec<Span> =
        marks[first..].iter().copied().take_while(|mark| mark.start < span.end).collect();
    if inside.is_empty() || !is_same {
        return vec![(presentable(shown), !inside.is_empty())];
    }
    let mut parts = Vec::new();
    let mut at = span.start;
    for mark in inside {
        let (start, end) = (mark.start.clamp(at, span.end), mark.end.clamp(at, span.end));
        for (part, is_marked) in [(source.get(at..start), false), (source.get(start..end), true)] {
            if let Some(part) = part.filter(|part| !part.is_empty()) {
                parts.push((presentable(part), is_marked));
            }
        }
        at = end;
    }
    if let Some(rest) = source.get(at..span.end).filter(|rest| !rest.is_empty()) {
        parts.push((presentable(rest), false));
    }
    parts
}

/// Returns where the text of code is inside its marks.
fn inside_marks(source: &str, whole: Span, inner: &str) -> Span {
    match source.get(whole.range()).and_then(|text| text.find(inner)) {
        Some(at) => Span::new(whole.start + at, whole.start + at + inner.len()),
        None => whole,
    }
}

fn is_break(html: &str) -> bool {
    html.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("<br"))
}

/// Takes the marks of Markdown off a line and moves the spans of its matches
/// along: a reader sees text, not asterisks. Whether the line stands inside
/// of a code block is for the caller to know.
///
/// # Examples
///
/// ```
/// use galpi::render::markup::line;
/// use galpi::span::Span;
/// let (text, spans) = line("- **볼륨** [게이트웨이](https://a.b)", &[Span::new(4, 10)]);
/// assert_eq!(text, "볼륨 게이트웨이");
/// assert_eq!(spans, [Span::new(0, 6)]);
/// ```
pub fn line(text: &str, marks: &[Span]) -> (String, Vec<Span>) {
    let mut collected = Collected::default();
    let lead = text.len() - text.trim_start().len();
    let body = text.trim();
    let is_row = body.len() > 2 && body.starts_with('|') && body[1..].contains('|');
    // The fences of a row of a table, which alone is none to the parser.
    let (skip, body) = match is_row {
        true => (1, body[1..].strip_suffix('|').unwrap_or(&body[1..])),
        false => (0, body),
    };
    let offset = lead + skip;
    let source = MarkdownSource::new(body.trim_start());
    for (event, range) in source.events() {
        let shift = offset + body.len() - body.trim_start().len();
        let span = Span::from(range).shift(shift);
        match event {
            Event::Text(shown) => collected.push(text, span, &shown, marks, is_row),
            Event::Code(shown) => {
                collected.push(text, inside_marks(text, span, &shown), &shown, marks, is_row);
            }
            Event::SoftBreak | Event::HardBreak => collected.text.push(' '),
            Event::InlineHtml(html) | Event::Html(html) if is_break(&html) => {
                collected.text.push(' ');
            }
            Event::InlineHtml(html) if tag::kind(&html) == tag::Kind::Text => {
                collected.push(text, span, &html, marks, is_row);
            }
            Event::Start(Tag::List(Some(number))) => {
                collected.text.push_str(&format!("{number}. "));
            }
            Event::TaskListMarker(is_done) => {
                collected.text.push_str(if is_done { "☑ " } else { "☐ " });
            }
            Event::FootnoteReference(name) => {
                collected.text.push_str(&presentable(&format!("[{name}]")));
            }
            _ => {}
        }
    }
    if collected.text.trim().is_empty() || collected.hides(text, marks) {
        return verbatim(text, marks);
    }
    collected.trimmed()
}

/// Breaks a presentable line with its matches into rows of at most `columns`.
pub fn wrapped(text: &str, spans: &[Span], columns: usize) -> Vec<Row> {
    let whole = Span::new(0, text.len());
    let marked = |(text, is_marked)| Run::new(text, Face { is_marked, ..Face::default() });
    let runs: Vec<Run> = parts(text, whole, text, spans).into_iter().map(marked).collect();
    wrap::wrap(&runs, columns).into_iter().map(|runs| Row { line: 0, runs }).collect()
}

/// Makes a line presentable as it is, as of code.
pub fn verbatim(text: &str, marks: &[Span]) -> (String, Vec<Span>) {
    let mut collected = Collected::default();
    collected.push(text, Span::new(0, text.len()), text, marks, false);
    collected.trimmed()
}

/// A line being put together.
#[derive(Default)]
struct Collected {
    text: String,
    spans: Vec<Span>,
}

impl Collected {
    fn push(&mut self, source: &str, span: Span, shown: &str, marks: &[Span], is_row: bool) {
        for (mut part, is_marked) in parts(source, span, shown, marks) {
            if is_row {
                part = part.replace('|', "│");
            }
            let start = self.text.len();
            self.text.push_str(&part);
            if is_marked {
                match self.spans.last_mut().filter(|last| last.end == start) {
                    Some(last) => last.end = self.text.len(),
                    None => self.spans.push(Span::new(start, self.text.len())),
                }
            }
        }
    }

    /// Says whether a match stands only in what isn't shown, as the address of
    /// a link: the line is then shown as it is.
    fn hides(&self, source: &str, marks: &[Span]) -> bool {
        if marks.len() <= self.spans.len() {
            return false;
        }
        let fold = |text: &str| presentable(text.trim()).to_lowercase();
        // Each word once: a long line may have one many times.
        let shown: BTreeSet<String> =
            self.spans.iter().map(|span| self.text[span.range()].to_lowercase()).collect();
        let matched: BTreeSet<String> =
            marks.iter().filter_map(|mark| source.get(mark.range())).map(fold).collect();
        matched.iter().any(|word| !shown.iter().any(|shown| shown.contains(word.as_str())))
    }

    fn trimmed(self) -> (String, Vec<Span>) {
        let text = self.text.trim_end();
        let lead = text.len() - text.trim_start().len();
        let moved = self.spans.iter().map(|s| {
            let place = |at: usize| at.clamp(lead, text.len()) - lead;
            Span::new(place(s.start), place(s.end))
        });
        (text.trim_start().to_owned(), moved.filter(|s| !s.is_empty()).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(source: &str, marked: &str, expected: &str) {
        let marks: Vec<Span> =
            source.match_indices(marked).map(|(at, m)| Span::new(at, at + m.len())).collect();
        let (text, spans) = line(source, if marked.is_empty() { &[] } else { &marks });
        let mut shown = String::new();
        let mut end = 0;
        for span in spans {
            shown += &text[end..span.start];
            shown += &format!("<{}>", &text[span.range()]);
            end = span.end;
        }
        shown += &text[end..];
        assert_eq!(shown, expected, "{source}");
    }

    #[test]
    fn marks_go_and_matches_stay() {
        check("- **볼륨** 게이트웨이는 `iSCSI`", "볼륨", "<볼륨> 게이트웨이는 iSCSI");
        check("- **볼륨** 게이트웨이는 `iSCSI`", "iSCSI", "볼륨 게이트웨이는 <iSCSI>");
        check("### *감자* 심기", "심기", "감자 <심기>");
        check("| a | **나** | `다` |", "나", "a │ <나> │ 다");
        check("  > 인용 _강조_", "", "인용 강조");
        check("3. 셋째<br/>줄", "줄", "3. 셋째 <줄>");
        check("- [x] 한 일 &amp; 할 일", "", "☑ 한 일 & 할 일");
        check("~~옛것~~ <b>새것</b> ![그림](a.png)", "새것", "옛것 <새것> 그림");
        check("snake_case_name * 2", "", "snake_case_name * 2");
        check("**가(A)**은 <pod-name>", "가", "<가>(A)은 <pod-name>");
        // What matched is to be seen.
        check("[문서](https://a.b/c-d)", "문서", "<문서>");
        check("[문서](https://a.b/c-d)", "c-d", "[문서](https://a.b/<c-d>)");
        check("<https://a.b/c>", "", "https://a.b/c");
    }

    #[test]
    fn what_is_only_marks_is_shown_as_it_is() {
        check("<details>", "", "<details>");
        check("---", "", "---");
        check("", "", "");
        check("|", "", "|");
        check("||", "", "||");
    }

    #[test]
    fn decomposed_text_is_composed() {
        let nfd: String = "볼륨 이야기".nfd().collect();
        let mark = "볼륨".nfd().map(char::len_utf8).sum();
        let (text, spans) = line(&nfd, &[Span::new(0, mark)]);
        assert_eq!((text.as_str(), &text[spans[0].range()]), ("볼륨 이야기", "볼륨"));
    }

    #[test]
    fn nothing_harmful_comes_out() {
        let (text, spans) = line("a \u{1b}]0;x\u{7} **b**", &[Span::new(2, 3)]);
        assert_eq!((text.as_str(), &text[spans[0].range()]), ("a ␛]0;x␇ b", "␛"));
    }
}
