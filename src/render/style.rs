//! Colour, width, and what must not reach a terminal.

use std::path::Path;

use owo_colors::{OwoColorize, Style};
use unicode_width::UnicodeWidthStr;

use crate::corpus::NotePath;
use crate::span::Span;

use super::markup::{Row, Run};

/// The few styles there are. Meaning never rests on colour alone: matches are
/// bold as well, headings stand first, places have their colons. Only the
/// terminal's own colours are used, which its reader chose to be legible.
#[derive(Clone, Copy, Debug)]
pub struct Palette {
    has_colour: bool,
    has_links: bool,
}

impl Palette {
    /// Makes the palette; without colour it changes nothing, and without links
    /// it leads nowhere.
    pub fn new(has_colour: bool, has_links: bool) -> Self {
        Self { has_colour, has_links: has_links && has_colour }
    }

    fn paint(self, text: &str, style: Style) -> String {
        if self.has_colour && !text.is_empty() {
            text.style(style).to_string()
        } else {
            text.to_owned()
        }
    }

    /// A heading: what the section is.
    pub fn heading(self, text: &str) -> String {
        self.paint(text, Style::new().bold())
    }

    /// A match. Yellow is told from white and black by all common kinds of
    /// colour blindness; on white it is pale, so matches are bold and
    /// underlined as well.
    pub fn matched(self, text: &str) -> String {
        self.paint(text, Style::new().bold().underline().yellow())
    }

    /// A place: path and line.
    pub fn place(self, text: &str) -> String {
        self.paint(text, Style::new().cyan())
    }

    /// What is beside the point.
    pub fn dim(self, text: &str) -> String {
        self.paint(text, Style::new().dimmed())
    }

    /// Makes a link (OSC 8), where the terminal takes them.
    pub fn link(self, url: &str, text: &str) -> String {
        if self.has_links {
            format!("\u{1b}]8;;{url}\u{1b}\\{text}\u{1b}]8;;\u{1b}\\")
        } else {
            text.to_owned()
        }
    }

    /// A row of a page.
    pub fn row(self, row: &Row) -> String {
        row.runs.iter().map(|run| self.run(run)).collect()
    }

    fn run(self, run: &Run) -> String {
        let face = run.face;
        if face.is_marked {
            return self.matched(&run.text);
        }
        let style = Style::new();
        let style = if face.is_heading || face.is_strong { style.bold() } else { style };
        let style = if face.is_emphasis { style.italic() } else { style };
        let style = if face.is_struck { style.strikethrough() } else { style };
        let style = if face.is_link { style.underline() } else { style };
        let style = if face.is_code { style.cyan() } else { style };
        let style = if face.is_dim { style.dimmed() } else { style };
        let text = if face == Default::default() {
            run.text.clone()
        } else {
            self.paint(&run.text, style)
        };
        match &run.target {
            Some(target) => self.link(&web_url(target), &text),
            None => text,
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

/// Returns a `file:` URL; what isn't plain in it is percent-encoded.
pub fn file_url(path: &Path) -> String {
    let mut url = String::from("file://");
    for byte in NotePath::new(path.to_owned()).to_bytes() {
        push_encoded(byte, b"/-_.~", &mut url);
    }
    url
}

/// Encodes what an address in a note has that no address may.
fn web_url(target: &str) -> String {
    let mut url = String::with_capacity(target.len());
    for byte in target.bytes() {
        push_encoded(byte, b":/?#[]@!$&'()*+,;=-_.~%", &mut url);
    }
    url
}

fn push_encoded(byte: u8, plain: &[u8], url: &mut String) {
    if byte.is_ascii_alphanumeric() || plain.contains(&byte) {
        url.push(byte as char);
    } else {
        url.push_str(&format!("%{byte:02X}"));
    }
}

/// Makes a text harmless on a terminal: control characters, which could move
/// the cursor or change its title, characters that turn the direction of writing
/// and those that are not seen at all, by which two words that look alike differ,
/// become signs that are seen.
pub fn harmless(text: &str) -> String {
    let mut before = ' ';
    text.chars()
        .map(|c| {
            let shown = match c {
                '\t' => ' ',
                '\u{0}'..='\u{1f}' => char::from_u32(0x2400 + c as u32).unwrap_or('?'),
                '\u{7f}' => '\u{2421}',
                // Pictures are joined by it: a family is people, joined.
                '\u{200d}' if is_pictorial(before) => c,
                c if is_unseen(c) => '\u{fffd}',
                c => c,
            };
            before = c;
            shown
        })
        .collect()
}

/// Says whether a character is a control, turns the direction of writing, or
/// takes no room and says nothing.
fn is_unseen(c: char) -> bool {
    matches!(c,
        '\u{80}'..='\u{9f}' | '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}'
        | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

fn is_pictorial(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{2bff}' | '\u{fe0f}' | '\u{1f000}'..='\u{1faff}')
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

/// Cuts a path to `columns` from its beginning, as its end says most.
pub fn fit_path(path: &str, columns: usize) -> String {
    if width(path) <= columns {
        return path.to_owned();
    }
    let mut room = columns.saturating_sub(1);
    let kept = path.char_indices().rev().take_while(|(_, c)| {
        let cells = unicode_width::UnicodeWidthChar::width(*c).unwrap_or(0);
        let fits = cells <= room;
        room = room.saturating_sub(cells);
        fits
    });
    let from = kept.last().map_or(path.len(), |(at, _)| at);
    // A whole name is better than a piece of one.
    let whole = path[from..].find('/').map(|at| from + at);
    let name = path.rfind('/').map_or(0, |at| at + 1);
    format!("…{}", &path[whole.filter(|at| *at < name).unwrap_or(from)..])
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn paths_keep_their_ends() {
        assert_eq!(fit_path("a/b.md:3", 20), "a/b.md:3");
        assert_eq!(fit_path("corpus/storage/s3.md:136", 20), "…/storage/s3.md:136");
        assert_eq!(fit_path("corpus/storage/s3.md:136", 16), "…/s3.md:136");
        assert_eq!(fit_path("corpus/게이트웨이.md:1", 12), "…트웨이.md:1");
    }

    #[test]
    fn addresses_are_encoded() {
        assert_eq!(file_url(Path::new("/a b/볼.md")), "file:///a%20b/%EB%B3%BC.md");
        assert_eq!(web_url("https://a.b/볼?q=1#x"), "https://a.b/%EB%B3%BC?q=1#x");
    }

    #[test]
    fn escapes_are_defused() {
        assert_eq!(harmless("a\u{1b}]0;x\u{7}\u{202e}b"), "a␛]0;x␇\u{fffd}b");
        assert_eq!(harmless("a\u{200b}b\u{200d}c\u{feff}"), "a\u{fffd}b\u{fffd}c\u{fffd}");
        // A family, a flag in its colours, a composed syllable: they are seen.
        for seen in ["👩\u{200d}👧", "🏳\u{fe0f}\u{200d}🌈", "각", "e\u{301}"] {
            assert_eq!(harmless(seen), seen);
        }
    }
}
