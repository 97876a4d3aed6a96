//! One line of a note, for lists of hits.

use pulldown_cmark::{Event, Tag};

use crate::corpus::MarkdownSource;
use crate::corpus::html::Ended;
use crate::shortcode::{Shortcode, shortcodes};
use crate::span::{Mark, Span};

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
/// let (text, marks) = line("- **볼륨** [게이트웨이](https://a.b)", &[Span::new(4, 10).into()]);
/// assert_eq!(text, "볼륨 게이트웨이");
/// assert_eq!(marks[0].span, Span::new(0, 6));
/// ```
pub fn line(text: &str, marks: &[Mark]) -> (String, Vec<Mark>) {
    let mut collected = Collected::default();
    let ended = Ended::of(text);
    let hidden = hidden(text);
    let lead = text.len() - text.trim_start().len();
    let body = text.trim();
    let is_row = body.len() > 2 && body.starts_with('|') && body[1..].contains('|');
    // The fences of a row of a table, which alone is none to the parser.
    let (skip, body) = match is_row {
        true => (1, body[1..].strip_suffix('|').unwrap_or(&body[1..])),
        false => (0, body),
    };
    let behind = behind_tags(body, &ended);
    let (offset, body) = (lead + skip + behind, &body[behind..]);
    let source = MarkdownSource::new(body.trim_start());
    for (event, range) in source.events() {
        let shift = offset + body.len() - body.trim_start().len();
        let span = Span::from(range).shift(shift);
        match event {
            Event::Text(shown) => match outside(span, &hidden) {
                Some(pieces) => pieces.into_iter().for_each(|piece| {
                    collected.push(text, piece, &text[piece.range()], marks, is_row);
                }),
                None => collected.push(text, span, &shown, marks, is_row),
            },
            Event::Code(shown) => {
                collected.push(text, inside_marks(text, span, &shown), &shown, marks, is_row);
            }
            Event::SoftBreak | Event::HardBreak => collected.text.push(' '),
            Event::InlineHtml(html) | Event::Html(html) if is_break(&html) => {
                collected.text.push(' ');
            }
            Event::InlineHtml(html) if tag::kind(&html, &ended) == tag::Kind::Text => {
                collected.push(text, span, &html, marks, is_row);
            }
            Event::InlineHtml(html) | Event::Html(html) => {
                if let Some(alt) = tag::alternative(&html, &ended) {
                    collected.push(text, alt.shift(span.start), &html[alt.range()], marks, is_row);
                }
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
    if collected.text.trim().is_empty() || collected.hides(marks) {
        return verbatim(text, marks);
    }
    collected.trimmed()
}

/// Returns what of a line no reader of its page sees: tags of site generators, without
/// what they show.
fn hidden(line: &str) -> Vec<Span> {
    let around = |Shortcode { span, shown }| match shown {
        Some(shown) => vec![Span::new(span.start, shown.start), Span::new(shown.end, span.end)],
        None => vec![span],
    };
    shortcodes(line).into_iter().flat_map(around).collect()
}

/// Returns the pieces of a span that are not hidden; `None` where all of it is shown.
fn outside(span: Span, hidden: &[Span]) -> Option<Vec<Span>> {
    let first = hidden.partition_point(|piece| piece.end <= span.start);
    let inside = hidden[first..].iter().take_while(|piece| piece.start < span.end);
    let mut pieces = Vec::new();
    let mut at = span.start;
    for piece in inside {
        pieces.push(Span::new(at, piece.start.max(at)));
        at = piece.end;
    }
    if at == span.start {
        return None;
    }
    pieces.push(Span::new(at.min(span.end), span.end));
    pieces.retain(|piece| !piece.is_empty());
    Some(pieces)
}

/// Returns where the text of a line begins that begins with elements of HTML: to the
/// parser such a line is a block without text.
fn behind_tags(body: &str, ended: &Ended<'_>) -> usize {
    let mut at = 0;
    while body[at..].starts_with('<')
        && let Some(end) = body[at..].find('>').map(|end| at + end + 1)
        && body[end..].chars().any(char::is_alphanumeric)
        && tag::kind(&body[at..end], ended) == tag::Kind::Bare
    {
        at = end + (body[end..].len() - body[end..].trim_start().len());
    }
    at
}

/// Makes a row of a table presentable with the names of its columns, as it is
/// shown alone: `객체 — 최대 크기: 5TB`.
pub fn row_with_head(row: &str, head: &str, marks: &[Mark]) -> (String, Vec<Mark>) {
    let cells = |text: &str| -> Vec<String> { line(text, &[]).0.split('│').map(cell).collect() };
    let names = cells(head);
    let (text, marks) = line(row, marks);
    let mut told = String::new();
    let mut moved: Vec<Mark> = Vec::new();
    let mut start = 0;
    for (at, part) in text.split('│').enumerate() {
        let trimmed = part.trim();
        let from = start + (part.len() - part.trim_start().len());
        start += part.len() + '│'.len_utf8();
        if trimmed.is_empty() {
            continue;
        }
        told.push_str(match (told.is_empty(), at) {
            (true, _) => "",
            (false, 1) => " — ",
            _ => " · ",
        });
        // The first cell says what the row is of, the others need a name.
        if let Some(name) = names.get(at).filter(|name| at > 0 && !name.is_empty()) {
            told.push_str(&format!("{name}: "));
        }
        let inside = Span::new(from, from + trimmed.len());
        let here = marks.iter().filter(|mark| inside.contains(mark.span));
        moved.extend(
            here.map(|mark| Mark { span: mark.span.back(from).shift(told.len()), ..*mark }),
        );
        told.push_str(trimmed);
    }
    (told, moved)
}

fn cell(text: &str) -> String {
    text.trim().to_owned()
}

/// Makes a line presentable as it is, as of code.
pub fn verbatim(text: &str, marks: &[Mark]) -> (String, Vec<Mark>) {
    let mut collected = Collected::default();
    collected.push(text, Span::new(0, text.len()), text, marks, false);
    collected.trimmed()
}

/// A line being put together.
#[derive(Default)]
struct Collected {
    text: String,
    marks: Vec<Mark>,
}

impl Collected {
    fn push(&mut self, source: &str, span: Span, shown: &str, marks: &[Mark], is_row: bool) {
        for (mut part, matched) in parts(source, span, shown, marks) {
            if is_row {
                part = part.replace('|', "│");
            }
            let start = self.text.len();
            self.text.push_str(&part);
            let Some(is_typed) = matched else { continue };
            let goes_on = |last: &&mut Mark| last.span.end == start && last.is_typed == is_typed;
            match self.marks.last_mut().filter(goes_on) {
                Some(last) => last.span.end = self.text.len(),
                None => {
                    self.marks.push(Mark { span: Span::new(start, self.text.len()), is_typed });
                }
            }
        }
    }

    /// Says whether all that matches stands in what isn't shown, as the address of
    /// a link: the line is then shown as it is.
    fn hides(&self, marks: &[Mark]) -> bool {
        self.marks.is_empty() && !marks.is_empty()
    }

    fn trimmed(self) -> (String, Vec<Mark>) {
        let text = self.text.trim_end();
        let lead = text.len() - text.trim_start().len();
        let moved = self.marks.iter().map(|mark| {
            let place = |at: usize| at.clamp(lead, text.len()) - lead;
            Mark { span: Span::new(place(mark.span.start), place(mark.span.end)), ..*mark }
        });
        (text.trim_start().to_owned(), moved.filter(|mark| !mark.span.is_empty()).collect())
    }
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    #[track_caller]
    fn check(source: &str, marked: &str, expected: &str) {
        let found = source.match_indices(marked).map(|(at, m)| Span::new(at, at + m.len()));
        let marks: Vec<Mark> = found.map(Mark::from).collect();
        let (text, marks) = line(source, if marked.is_empty() { &[] } else { &marks });
        let mut shown = String::new();
        let mut end = 0;
        for Mark { span, .. } in marks {
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
        check("[감자](https://a.b/무) 밭의 무", "무", "감자 밭의 <무>");
        // A line of HTML is read as any other.
        check("<summary>왜 그런가?</summary>", "왜", "<왜> 그런가?");
        check("<td><b>감자</b> 심기</td>", "심기", "감자 <심기>");
        check("<details><summary>감자 심기</summary>", "심기", "감자 <심기>");
        check("<img src=\"a.png\" alt=\"감자 밭\" width=\"9%\" />", "감자", "<감자> 밭");
        check("밭 <img alt='감자'/> 둘", "", "밭 감자 둘");
        // A site generator's tags show their text, if they have any.
        check("{{< tip text=\"감자\" id=\"a\" >}}와 {% x %}무", "감자", "<감자>와 무");
        check(
            "{{< tip text=\"감자\" id=\"potato\" >}}",
            "potato",
            "{{< tip text=\"감자\" id=\"<potato>\" >}}",
        );
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
    fn a_row_alone_is_told_with_its_columns() {
        for (head, row, expected) in [
            ("| 종류 | 최대 크기 |", "| 객체 | 5TB |", "객체 — 최대 크기: 5TB"),
            ("| | 값 | 때 |", "| **가** | | 봄 |", "가 · 때: 봄"),
            ("| a |", "| 가 | 나 |", "가 — 나"),
        ] {
            assert_eq!(row_with_head(row, head, &[]).0, expected, "{row}");
        }
        let row = "| 객체 | 5TB |";
        let at = row.find("5TB").expect("a cell");
        let (text, marks) = row_with_head(row, "| a | b |", &[Span::new(at, at + 3).into()]);
        assert_eq!(&text[marks[0].span.range()], "5TB");
    }

    #[test]
    fn decomposed_text_is_composed() {
        let nfd: String = "볼륨 이야기".nfd().collect();
        let mark = "볼륨".nfd().map(char::len_utf8).sum();
        let (text, spans) = line(&nfd, &[Span::new(0, mark).into()]);
        assert_eq!((text.as_str(), &text[spans[0].span.range()]), ("볼륨 이야기", "볼륨"));
    }

    #[test]
    fn nothing_harmful_comes_out() {
        let (text, spans) = line("a \u{1b}]0;x\u{7} **b**", &[Span::new(2, 3).into()]);
        assert_eq!((text.as_str(), &text[spans[0].span.range()]), ("a ␛]0;x␇ b", "␛"));
    }
}
