//! The configured styles of text, as styles of `ratatui`.

use galpi::render::markup::Face;
use galpi::render::style::{Colour, Colours, Rendition, renditions};
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

    /// Returns the style of a match.
    pub(super) fn matched(&self, is_typed: bool) -> Style {
        if is_typed { self.typed } else { self.read }
    }

    /// Returns the style of a run of text.
    pub(super) fn face(&self, face: Face) -> Style {
        if face.is_marked {
            let style = self.matched(!face.is_read);
            return if face.is_heading { style.add_modifier(Modifier::BOLD) } else { style };
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

/// Returns the style that an SGR sequence stands for; what ratatui lacks is
/// passed over.
fn style(sgr: &str) -> Style {
    renditions(sgr).fold(Style::new(), |style, rendition| match rendition {
        Rendition::Attribute(1) => style.add_modifier(Modifier::BOLD),
        Rendition::Attribute(2) => style.add_modifier(Modifier::DIM),
        Rendition::Attribute(3) => style.add_modifier(Modifier::ITALIC),
        Rendition::Attribute(4) => style.add_modifier(Modifier::UNDERLINED),
        Rendition::Attribute(7) => style.add_modifier(Modifier::REVERSED),
        Rendition::Attribute(9) => style.add_modifier(Modifier::CROSSED_OUT),
        Rendition::Attribute(_) => style,
        Rendition::Foreground(colour) => style.fg(shown(colour)),
        Rendition::Background(colour) => style.bg(shown(colour)),
    })
}

/// Returns a colour as ratatui shows it.
fn shown(colour: Colour) -> Color {
    match colour {
        Colour::Sixteen(number) | Colour::Indexed(number) => Color::Indexed(number),
        Colour::Rgb(r, g, b) => Color::Rgb(r, g, b),
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
