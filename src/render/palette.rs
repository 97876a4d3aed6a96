//! Colours and other styles of text on a terminal.

use std::fmt::Write as _;

use owo_colors::{AnsiColors, DynColors, OwoColorize, Style, XtermColors};

use crate::span::Mark;

use super::address::web_url;
use super::markup::row::{Face, Row, Run};
use super::sgr::{Colour, Rendition, renditions};

/// Bytes of one sequence, at most: a colour of 24 bits with some attributes.
const MAX_SGR: usize = 31;

/// What an SGR sequence has between `ESC [` and `m`: numbers parted by `;`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Sgr {
    bytes: [u8; MAX_SGR],
    length: u8,
}

impl Sgr {
    const fn new(text: &str) -> Self {
        let mut bytes = [0; MAX_SGR];
        let mut at = 0;
        while at < text.len() {
            bytes[at] = text.as_bytes()[at];
            at += 1;
        }
        Self { bytes, length: at as u8 }
    }

    /// Reads what a reader configured: digits and `;` only, which can do nothing but
    /// change how text looks.
    fn parse(text: &str) -> Option<Self> {
        let is_sgr = |b: u8| b.is_ascii_digit() || b == b';';
        (text.len() <= MAX_SGR && text.bytes().all(is_sgr)).then(|| Self::new(text))
    }

    fn as_str(&self) -> &str {
        std::str::from_utf8(&self.bytes[..usize::from(self.length)]).unwrap_or_default()
    }
}

/// The background of a terminal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Background {
    /// Light text on dark.
    Dark,
    /// Dark text on light.
    Light,
    /// The terminal doesn't say.
    #[default]
    Unknown,
}

impl Background {
    /// Reads `COLORFGBG`, in which terminals tell the numbers of their colours:
    /// `15;0`, or `15;default;0`. The last is the background.
    pub fn of_colorfgbg(value: &str) -> Self {
        match value.rsplit(';').next().and_then(|number| number.trim().parse::<u8>().ok()) {
            Some(0..=6 | 8) => Self::Dark,
            Some(7 | 9..=15) => Self::Light,
            _ => Self::Unknown,
        }
    }
}

/// How each part of the output looks. Nothing is told by colour alone, for readers who see
/// few: matches as typed are bold and underlined, other readings are underlined, headings
/// are bold and come first, places have their colons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colours {
    typed: Sgr,
    read: Sgr,
    heading: Sgr,
    place: Sgr,
    beside: Sgr,
    code: Sgr,
}

impl Colours {
    /// Returns colours that are legible on a background and differ from its text for people
    /// with any common kind of colour blindness: yellow and cyan on dark, blue and magenta
    /// on light. Only magenta is legible on both.
    pub fn on(ground: Background) -> Self {
        let (typed, place) = match ground {
            Background::Dark => ("1;4;33", "36"),
            Background::Light => ("1;4;34", "35"),
            Background::Unknown => ("1;4;35", "35"),
        };
        Self {
            typed: Sgr::new(typed),
            read: Sgr::new("4"),
            heading: Sgr::new("1"),
            place: Sgr::new(place),
            beside: Sgr::new("2"),
            code: Sgr::new(place),
        }
    }

    /// Changes styles as a reader set them, in the syntax of `GREP_COLORS`:
    /// `mt=1;33:rd=4:fn=36`. `light` and `dark` name a background. What isn't
    /// understood is ignored, as grep does.
    ///
    /// # Examples
    ///
    /// ```
    /// use galpi::render::style::{Colours, Background};
    /// let dark = Colours::on(Background::Dark);
    /// assert_eq!(dark.with("light"), Colours::on(Background::Light));
    /// assert_ne!(dark.with("mt=7"), dark);
    /// assert_eq!(dark.with("mt=red:xx=1"), dark);
    /// ```
    #[must_use]
    pub fn with(self, setting: &str) -> Self {
        let mut colours = self;
        for part in setting.split(':').map(str::trim) {
            match part {
                "light" => colours = Self::on(Background::Light),
                "dark" => colours = Self::on(Background::Dark),
                _ => colours.set(part),
            }
        }
        colours
    }

    /// Returns the style of a match as the numbers of an SGR sequence, parted by
    /// `;`: of what was typed, or of what that was read as.
    pub fn matched(&self, is_typed: bool) -> &str {
        if is_typed { self.typed.as_str() } else { self.read.as_str() }
    }

    /// The same of places and of code.
    pub fn place(&self) -> &str {
        self.place.as_str()
    }

    fn set(&mut self, part: &str) {
        let Some((name, sgr)) = part.split_once('=') else { return };
        let Some(sgr) = Sgr::parse(sgr) else { return };
        match name {
            "mt" | "ms" => self.typed = sgr,
            "rd" => self.read = sgr,
            "hd" => self.heading = sgr,
            "fn" => self.place = sgr,
            "no" => self.beside = sgr,
            "cd" => self.code = sgr,
            _ => {}
        }
    }
}

/// Styles text for a terminal.
#[derive(Clone, Copy, Debug)]
pub struct Palette {
    colours: Option<Colours>,
    has_links: bool,
}

impl Palette {
    /// Makes the palette. Without colours it leaves text as it is; links need a terminal
    /// that takes them.
    pub fn new(colours: Option<Colours>, has_links: bool) -> Self {
        Self { colours, has_links: has_links && colours.is_some() }
    }

    fn paint(self, text: &str, sgr: fn(&Colours) -> Sgr) -> String {
        match self.colours {
            Some(colours) => painted(text, sgr(&colours).as_str()),
            None => text.to_owned(),
        }
    }

    /// A heading: what the section is.
    pub fn heading(self, text: &str) -> String {
        self.paint(text, |colours| colours.heading)
    }

    /// A match: what was typed, or what that was read as.
    pub fn matched(self, text: &str, is_typed: bool) -> String {
        match is_typed {
            true => self.paint(text, |colours| colours.typed),
            false => self.paint(text, |colours| colours.read),
        }
    }

    /// A place: path and line.
    pub fn place(self, text: &str) -> String {
        self.paint(text, |colours| colours.place)
    }

    /// Secondary text: counts, marks, addresses.
    pub fn dim(self, text: &str) -> String {
        self.paint(text, |colours| colours.beside)
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

    /// A row of a heading.
    pub fn heading_row(self, row: &Row) -> String {
        let heading = |run: &Run| match run.face.is_marked {
            true => self.matched_in_heading(&run.text, !run.face.is_read),
            false => self.heading(&run.text),
        };
        row.runs.iter().map(heading).collect()
    }

    fn run(self, run: &Run) -> String {
        let text = match self.colours {
            Some(colours) => painted(&run.text, &face_sgr(run.face, &colours)),
            None => run.text.clone(),
        };
        match &run.target {
            Some(target) if !run.face.is_marked => self.link(&web_url(target), &text),
            _ => text,
        }
    }

    /// Marks what matches in a text.
    pub fn marked(self, text: &str, marks: &[Mark]) -> String {
        self.with_marks(text, marks, |plain| plain.to_owned(), Self::matched)
    }

    /// Marks what matches in a heading.
    pub fn marked_heading(self, text: &str, marks: &[Mark]) -> String {
        self.with_marks(text, marks, |plain| self.heading(plain), Self::matched_in_heading)
    }

    /// A match in a heading: what was read is still of the heading.
    fn matched_in_heading(self, text: &str, is_typed: bool) -> String {
        match self.colours {
            Some(colours) if !is_typed => {
                let both = [colours.heading.as_str(), colours.read.as_str()];
                painted(text, &both.join(";"))
            }
            _ => self.matched(text, is_typed),
        }
    }

    fn with_marks(
        self,
        text: &str,
        marks: &[Mark],
        paint: impl Fn(&str) -> String,
        matched: fn(Self, &str, bool) -> String,
    ) -> String {
        let mut painted = String::with_capacity(text.len() + marks.len() * 12);
        let mut end = 0;
        for Mark { span, is_typed } in marks {
            let (Some(before), Some(inside)) = (text.get(end..span.start), text.get(span.range()))
            else {
                continue;
            };
            painted.push_str(&paint(before));
            painted.push_str(&matched(self, inside, *is_typed));
            end = span.end;
        }
        painted.push_str(&paint(text.get(end..).unwrap_or_default()));
        painted
    }
}

fn painted(text: &str, sgr: &str) -> String {
    match text.is_empty() || sgr.is_empty() {
        true => text.to_owned(),
        false => text.style(style(sgr)).to_string(),
    }
}

/// Returns the style that an SGR sequence stands for; unknown numbers are
/// ignored.
fn style(sgr: &str) -> Style {
    renditions(sgr).fold(Style::new(), |style, rendition| match rendition {
        Rendition::Attribute(0) => Style::new(),
        Rendition::Attribute(1) => style.bold(),
        Rendition::Attribute(2) => style.dimmed(),
        Rendition::Attribute(3) => style.italic(),
        Rendition::Attribute(4) => style.underline(),
        Rendition::Attribute(5) => style.blink(),
        Rendition::Attribute(6) => style.blink_fast(),
        Rendition::Attribute(7) => style.reversed(),
        Rendition::Attribute(8) => style.hidden(),
        Rendition::Attribute(9) => style.strikethrough(),
        Rendition::Attribute(_) => style,
        Rendition::Foreground(colour) => style.color(written(colour)),
        Rendition::Background(colour) => style.on_color(written(colour)),
    })
}

/// Returns a colour as owo-colors writes it.
fn written(colour: Colour) -> DynColors {
    use AnsiColors as A;
    const SIXTEEN: [AnsiColors; 16] = [
        A::Black,
        A::Red,
        A::Green,
        A::Yellow,
        A::Blue,
        A::Magenta,
        A::Cyan,
        A::White,
        A::BrightBlack,
        A::BrightRed,
        A::BrightGreen,
        A::BrightYellow,
        A::BrightBlue,
        A::BrightMagenta,
        A::BrightCyan,
        A::BrightWhite,
    ];
    match colour {
        Colour::Sixteen(number) => DynColors::Ansi(SIXTEEN[usize::from(number % 16)]),
        Colour::Indexed(number) => DynColors::Xterm(XtermColors::from(number)),
        Colour::Rgb(r, g, b) => DynColors::Rgb(r, g, b),
    }
}

/// Returns the SGR sequence of a face: attributes, then the colour.
fn face_sgr(face: Face, colours: &Colours) -> String {
    if face.is_marked {
        let sgr = if face.is_read { colours.read } else { colours.typed };
        let is_both = face.is_read && face.is_heading;
        return if is_both { format!("1;{}", sgr.as_str()) } else { sgr.as_str().to_owned() };
    }
    let mut sgr = String::new();
    for (is_so, part) in [
        (face.is_heading || face.is_strong, "1"),
        (face.is_dim, colours.beside.as_str()),
        (face.is_emphasis, "3"),
        (face.is_link, "4"),
        (face.is_struck, "9"),
        (face.is_code, colours.code.as_str()),
    ] {
        if is_so && !part.is_empty() {
            let _ = write!(sgr, "{}{part}", if sgr.is_empty() { "" } else { ";" });
        }
    }
    sgr
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    #[test]
    fn a_terminal_tells_its_ground() {
        for (value, ground) in [
            ("15;0", Background::Dark),
            ("0;15", Background::Light),
            ("0;default;15", Background::Light),
            ("7;8", Background::Dark),
            ("default;default", Background::Unknown),
            ("", Background::Unknown),
        ] {
            assert_eq!(Background::of_colorfgbg(value), ground, "{value}");
        }
    }

    #[test]
    fn looks_are_set_and_can_only_be_looks() {
        let palette =
            |setting: &str| Palette::new(Some(Colours::on(Background::Dark).with(setting)), false);
        assert_eq!(palette("mt=7").matched("a", true), "\u{1b}[7ma\u{1b}[0m");
        assert_eq!(palette("rd=").matched("a", false), "a");
        // owo-colors writes the colour of letters first, attributes last.
        for (sgr, written) in
            [("38;5;208", "38;5;208"), ("38;2;1;2;3", "38;2;1;2;3"), ("1;97;44", "97;44;1")]
        {
            let painted = palette(&format!("mt={sgr}")).matched("a", true);
            assert_eq!(painted, format!("\u{1b}[{written}ma\u{1b}[0m"));
        }
        assert_eq!(palette("mt=38;5").matched("a", true), "a");
        for harmful in ["mt=1\u{1b}[2J", "mt=1m", "mt=1;x", &format!("mt={}", "1;".repeat(40))] {
            assert_eq!(palette(harmful).matched("a", true), "\u{1b}[33;1;4ma\u{1b}[0m");
        }
    }

    #[test]
    fn what_was_typed_and_what_was_read_differ_by_more_than_colour() {
        for ground in [Background::Dark, Background::Light, Background::Unknown] {
            let colours = Colours::on(ground);
            assert!(colours.typed.as_str().starts_with("1;4;"), "{ground:?}");
            assert_eq!(colours.read.as_str(), "4");
        }
        let palette = Palette::new(Some(Colours::on(Background::Light)), false);
        let marks = [(0, 1, true), (2, 3, false)]
            .map(|(from, to, is_typed)| Mark { span: Span::new(from, to), is_typed });
        let shown = palette.marked("a b", &marks);
        assert_eq!(shown, "\u{1b}[34;1;4ma\u{1b}[0m \u{1b}[4mb\u{1b}[0m");
        assert_eq!(Palette::new(None, true).marked("a b", &marks), "a b");
    }
}
