//! Colour, and what else a terminal does with text.

use std::path::Path;

use owo_colors::{OwoColorize, Style};

use crate::corpus::NotePath;
use crate::span::Span;

use super::markup::row::{Row, Run};

pub use super::harmless::harmless;
pub use super::width::{fit, fit_path, width, width_with_tabs};

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
