//! Looks that a reader set, as the library that draws has them.

use galpi::render::markup::Face;
use galpi::render::style::Colours;
use ratatui_core::style::{Color, Modifier, Style};

/// The looks of what is drawn.
#[derive(Clone, Copy)]
pub(super) struct Looks {
    typed: Style,
    read: Style,
    /// Places, code and the sign of what is chosen.
    pub(super) place: Style,
}

impl Looks {
    pub(super) fn new(colours: Option<Colours>) -> Self {
        let marks = Style::new().add_modifier(Modifier::BOLD | Modifier::UNDERLINED);
        let plain = Self { typed: marks, read: Style::new().underlined(), place: Style::new() };
        colours.map_or(plain, |colours| Self {
            typed: style(colours.matched(true)),
            read: style(colours.matched(false)),
            place: style(colours.place()),
        })
    }

    /// Returns the look of a match.
    pub(super) fn matched(&self, is_typed: bool) -> Style {
        if is_typed { self.typed } else { self.read }
    }

    /// Returns the look of a run of a page.
    pub(super) fn face(&self, face: Face) -> Style {
        if face.is_marked {
            return self.matched(!face.is_read);
        }
        let mut style = if face.is_code { self.place } else { Style::new() };
        for (is_so, modifier) in [
            (face.is_heading || face.is_strong, Modifier::BOLD),
            (face.is_emphasis, Modifier::ITALIC),
            (face.is_link, Modifier::UNDERLINED),
            (face.is_struck, Modifier::CROSSED_OUT),
            (face.is_dim, Modifier::DIM),
        ] {
            if is_so {
                style = style.add_modifier(modifier);
            }
        }
        style
    }
}

/// Reads the numbers of an SGR sequence (ECMA-48); what isn't known is passed
/// over.
fn style(sgr: &str) -> Style {
    let mut style = Style::new();
    let mut numbers = sgr.split(';').map(|number| number.parse::<u8>().unwrap_or(0));
    while let Some(number) = numbers.next() {
        style = match number {
            1 => style.add_modifier(Modifier::BOLD),
            2 => style.add_modifier(Modifier::DIM),
            3 => style.add_modifier(Modifier::ITALIC),
            4 => style.add_modifier(Modifier::UNDERLINED),
            7 => style.add_modifier(Modifier::REVERSED),
            9 => style.add_modifier(Modifier::CROSSED_OUT),
            30..=37 => style.fg(Color::Indexed(number - 30)),
            90..=97 => style.fg(Color::Indexed(number - 90 + 8)),
            40..=47 => style.bg(Color::Indexed(number - 40)),
            100..=107 => style.bg(Color::Indexed(number - 100 + 8)),
            38 => match colour(&mut numbers) {
                Some(colour) => style.fg(colour),
                None => style,
            },
            48 => match colour(&mut numbers) {
                Some(colour) => style.bg(colour),
                None => style,
            },
            _ => style,
        };
    }
    style
}

/// Reads what follows 38 or 48: `5;n`, or `2;r;g;b`.
fn colour(numbers: &mut impl Iterator<Item = u8>) -> Option<Color> {
    match numbers.next()? {
        5 => numbers.next().map(Color::Indexed),
        2 => Some(Color::Rgb(numbers.next()?, numbers.next()?, numbers.next()?)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looks_are_those_that_were_set() {
        let bold = Style::new().add_modifier(Modifier::BOLD);
        for (sgr, expected) in [
            ("1;33", bold.fg(Color::Indexed(3))),
            ("94", Style::new().fg(Color::Indexed(12))),
            ("38;5;208;1", bold.fg(Color::Indexed(208))),
            ("48;2;1;2;3", Style::new().bg(Color::Rgb(1, 2, 3))),
            ("38", Style::new()),
            ("", Style::new()),
        ] {
            assert_eq!(style(sgr), expected, "{sgr}");
        }
    }
}
