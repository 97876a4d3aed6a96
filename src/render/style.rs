//! Colour, width, and what must not reach a terminal.

use owo_colors::{OwoColorize, Style};
use unicode_width::UnicodeWidthStr;

use crate::span::Span;

/// The few styles there are. Meaning never rests on colour alone: matches are
/// bold as well, headings stand first, places have their colons.
#[derive(Clone, Copy, Debug)]
pub struct Palette {
    is_on: bool,
}

impl Palette {
    /// Makes the palette; without colour it changes nothing.
    pub fn new(is_on: bool) -> Self {
        Self { is_on }
    }

    fn paint(self, text: &str, style: Style) -> String {
        if self.is_on && !text.is_empty() { text.style(style).to_string() } else { text.to_owned() }
    }

    /// A heading: what the section is.
    pub fn heading(self, text: &str) -> String {
        self.paint(text, Style::new().bold())
    }

    /// A match. Yellow is told from white and black by all common kinds of
    /// colour blindness.
    pub fn matched(self, text: &str) -> String {
        self.paint(text, Style::new().bold().yellow())
    }

    /// A place: path and line.
    pub fn place(self, text: &str) -> String {
        self.paint(text, Style::new().cyan())
    }

    /// What is beside the point.
    pub fn dim(self, text: &str) -> String {
        self.paint(text, Style::new().dimmed())
    }

    /// Makes a link that terminals which know OSC 8 open.
    pub fn link(self, url: &str, text: &str) -> String {
        if self.is_on {
            format!("\u{1b}]8;;{url}\u{1b}\\{text}\u{1b}]8;;\u{1b}\\")
        } else {
            text.to_owned()
        }
    }

    /// Marks spans of a text as matches.
    pub fn marked(self, text: &str, spans: &[Span]) -> String {
        self.painted(text, spans, |plain| plain.to_owned())
    }

    /// Marks spans of a heading as matches.
    pub fn marked_heading(self, text: &str, spans: &[Span]) -> String {
        self.painted(text, spans, |plain| self.heading(plain))
    }

    fn painted(self, text: &str, spans: &[Span], paint: impl Fn(&str) -> String) -> String {
        let mut painted = String::with_capacity(text.len() + spans.len() * 12);
        let mut end = 0;
        for span in spans {
            let (Some(before), Some(inside)) = (text.get(end..span.start), text.get(span.range()))
            else {
                continue;
            };
            painted.push_str(&paint(before));
            painted.push_str(&self.matched(inside));
            end = span.end;
        }
        painted.push_str(&paint(text.get(end..).unwrap_or_default()));
        painted
    }
}

/// Makes a text harmless on a terminal: control characters, which could move
/// the cursor or change its title, and characters that turn the direction of
/// writing become signs that are seen.
pub fn harmless(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\t' => ' ',
            '\u{0}'..='\u{1f}' => char::from_u32(0x2400 + c as u32).unwrap_or('?'),
            '\u{7f}' => '\u{2421}',
            '\u{80}'..='\u{9f}' => '\u{fffd}',
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' => '\u{fffd}',
            '\u{2028}' | '\u{2029}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
            c => c,
        })
        .collect()
}

/// Returns how many columns a text takes, tabs aside.
pub fn width(text: &str) -> usize {
    UnicodeWidthStr::width(text)
}

/// Returns how many columns a text at the beginning of a line takes, with
/// tab stops every eight.
pub fn width_with_tabs(text: &str) -> usize {
    let mut columns = 0;
    for piece in text.split_inclusive('\t') {
        columns += width(piece.trim_end_matches('\t'));
        if piece.ends_with('\t') {
            columns = columns / 8 * 8 + 8;
        }
    }
    columns
}

/// Cuts a line to `columns`, around what matches in it, and moves the spans
/// along. What is cut off shows as `…`.
pub fn fit(text: &str, spans: &[Span], columns: usize) -> (String, Vec<Span>) {
    if width(text) <= columns {
        return (text.to_owned(), spans.to_vec());
    }
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let cells = |c: char| unicode_width::UnicodeWidthChar::width(c).unwrap_or(0);
    // Begin some columns before the first match, at a word where one is near.
    let first = spans.first().map_or(0, |span| span.start);
    let lead: usize = columns / 4;
    let mut start = chars.partition_point(|(at, _)| *at < first);
    let mut before = 0;
    while start > 0 && before + cells(chars[start - 1].1) <= lead {
        start -= 1;
        before += cells(chars[start].1);
    }
    let total_after: usize = chars[start..].iter().map(|(_, c)| cells(*c)).sum();
    let mut spare = columns.saturating_sub(total_after + 1);
    while start > 0 && cells(chars[start - 1].1) <= spare {
        start -= 1;
        spare -= cells(chars[start].1);
    }
    let has_lead = start > 0;
    let mut used = usize::from(has_lead);
    let mut end = start;
    while end < chars.len() && used + cells(chars[end].1) < columns {
        used += cells(chars[end].1);
        end += 1;
    }
    let from = chars.get(start).map_or(text.len(), |(at, _)| *at);
    let to = chars.get(end).map_or(text.len(), |(at, _)| *at);
    let mut fitted = String::new();
    if has_lead {
        fitted.push('…');
    }
    let shift = fitted.len();
    fitted.push_str(&text[from..to]);
    if to < text.len() {
        fitted.push('…');
    }
    let moved = spans
        .iter()
        .filter(|span| span.start >= from && span.start < to)
        .map(|span| Span::new(span.start - from + shift, span.end.min(to) - from + shift))
        .collect();
    (fitted, moved)
}

/// Takes the marks of Markdown off a line, and moves the spans along: a reader
/// sees text, not asterisks.
pub fn without_markup(text: &str, spans: &[Span]) -> (String, Vec<Span>) {
    let trimmed = text.trim_start();
    let mut skip = text.len() - trimmed.len();
    let marks = ["###### ", "##### ", "#### ", "### ", "## ", "# ", "- ", "* ", "+ ", "> "];
    if let Some(mark) = marks.iter().find(|mark| trimmed.starts_with(**mark)) {
        skip += mark.len();
    }
    let bytes = text.as_bytes();
    let mut plain = String::with_capacity(text.len());
    // Where each byte of the original is in the plain text.
    let mut places = Vec::with_capacity(text.len() + 1);
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let is_doubled = |sign: u8| {
            bytes[at] == sign
                && (bytes.get(at + 1) == Some(&sign) || at > 0 && bytes[at - 1] == sign)
        };
        let is_break = text[at..].starts_with("<br");
        let is_mark =
            at < skip || c == '`' || is_doubled(b'*') || is_doubled(b'_') || is_doubled(b'~');
        places.resize(places.len() + c.len_utf8(), plain.len());
        if is_break {
            for (_, c) in chars.by_ref() {
                places.resize(places.len() + c.len_utf8(), plain.len());
                if c == '>' {
                    break;
                }
            }
        } else if !is_mark {
            plain.push(c);
        }
    }
    places.push(plain.len());
    let moved = spans
        .iter()
        .map(|span| Span::new(places[span.start.min(text.len())], places[span.end.min(text.len())]))
        .filter(|span| !span.is_empty())
        .collect();
    (plain, moved)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_goes_and_spans_follow() {
        let text = "- **볼륨** 게이트웨이는 `iSCSI`";
        let spans = [Span::new(4, 10)];
        let (plain, moved) = without_markup(text, &spans);
        assert_eq!(plain, "볼륨 게이트웨이는 iSCSI");
        assert_eq!(&plain[moved[0].range()], "볼륨");
    }

    #[test]
    fn long_lines_are_cut_around_the_match() {
        let text =
            "가나다라마바사아자차카타파하 ".repeat(8) + "볼륨 게이트웨이 " + &"가나다 ".repeat(20);
        let start = text.find("볼륨").unwrap();
        let (fitted, moved) = fit(&text, &[Span::new(start, start + 6)], 40);
        assert!(width(&fitted) <= 40, "{}", width(&fitted));
        assert_eq!(&fitted[moved[0].range()], "볼륨");
        for columns in 4..60 {
            assert!(width(&fit(&text, &[], columns).0) <= columns);
        }
    }

    #[test]
    fn escapes_are_defused() {
        assert_eq!(harmless("a\u{1b}]0;x\u{7}\u{202e}b"), "a␛]0;x␇\u{fffd}b");
    }
}
