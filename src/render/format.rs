//! The output formats.

use super::human::{self, Layout};
use super::print_options::{Around, PrintOptions};
use super::printer::Printer;
use super::template::Template;
use super::{json, plain, template};

/// How hits are written.
#[derive(Clone, Debug)]
pub enum Format {
    /// For a person at a terminal.
    Human(Layout),
    /// `path:line:text`, the best line of each hit, with the lines around it
    /// that are asked for.
    Grep(Around),
    /// `path:line:column:text`, every match, for editors.
    Vimgrep,
    /// JSON Lines.
    Json,
    /// As a template of the reader says.
    Template(Template),
    /// The paths of the notes, once each.
    Files,
    /// The paths of the notes with how many hits each has.
    Count,
}

impl Format {
    /// Returns the printer of this format.
    pub fn printer(&self, options: PrintOptions) -> Box<dyn Printer> {
        match self {
            Self::Human(layout) => Box::new(human::Human::new(layout.clone(), options)),
            Self::Grep(around) => Box::new(plain::Grep::new(*around, options)),
            Self::Vimgrep => Box::new(plain::Vimgrep { options }),
            Self::Json => Box::new(json::Json { print_options: options }),
            Self::Template(template) => {
                Box::new(template::Templated { template: template.clone(), options })
            }
            Self::Files => Box::new(plain::Files::new(options)),
            Self::Count => Box::new(plain::Count::new(options)),
        }
    }

    /// Says whether the format shows anything of the notes' text.
    pub fn has_text(&self) -> bool {
        !matches!(self, Self::Files | Self::Count)
    }
}
