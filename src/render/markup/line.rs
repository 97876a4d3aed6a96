//! One line of a note, for lists of hits.

use std::collections::BTreeSet;

use pulldown_cmark::{Event, Tag};

use crate::corpus::MarkdownSource;
use crate::span::Span;

use super::parts::{inside_marks, is_break, parts, presentable};
use super::tag;

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
    use unicode_normalization::UnicodeNormalization;

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
