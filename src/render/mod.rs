//! Hits → bytes.
//!
//! Each format is a file with a [`Printer`]; nothing here opens a file or
//! knows where its bytes go.

pub mod export;
mod human;
mod json;
pub mod markup;
mod plain;
pub mod style;
mod template;

use std::io::{self, Write};
use std::path::PathBuf;

use crate::corpus::NotePath;
use crate::language::Catalogue;
use crate::search::{Hit, Hits};

pub use human::{Layout, explanation, heading, readings, section};
pub use json::{
    decisive_line, entry_line, hit_line, option_line, question_line, related_line, summary_line,
};
pub use template::{FIELDS, Template, TemplateError};

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
    /// As a template says.
    Template(Template),
    /// The paths of the notes, once each.
    Files,
    /// The paths of the notes with how many hits each has.
    Count,
}

/// How much of a section is given around the line that answers best.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Around {
    /// Nothing.
    #[default]
    Nothing,
    /// So many lines before it and after it.
    Lines {
        /// Before it.
        before: usize,
        /// After it.
        after: usize,
    },
    /// All of the section.
    Section,
}

impl Around {
    /// Returns which lines of a section are given, by their places in it:
    /// the first and the one past the last.
    pub(crate) fn range(self, best: usize, lines: usize) -> std::ops::Range<usize> {
        match self {
            Self::Nothing => best..(best + 1).min(lines),
            Self::Lines { before, after } => {
                best.saturating_sub(before)..best.saturating_add(after).saturating_add(1).min(lines)
            }
            Self::Section => 0..lines,
        }
    }
}

/// What columns count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ColumnUnit {
    /// Bytes of the file, as vim and ripgrep count.
    #[default]
    Byte,
    /// Unicode scalar values.
    Char,
    /// UTF-16 code units, as VS Code counts.
    Utf16,
    /// Columns of a terminal, tabs of eight.
    Cell,
}

/// What formats share.
#[derive(Clone, Debug, Default)]
pub struct Look {
    /// Whether there is colour.
    pub has_colour: bool,
    /// Whether places are links, which takes a terminal that knows them.
    pub has_links: bool,
    /// In which language a person is spoken to.
    pub language: &'static Catalogue,
    /// Whether paths end with a NUL instead of a colon.
    pub is_null: bool,
    /// What columns count.
    pub unit: ColumnUnit,
    /// The notebooks that hits are of, by [`Hit::notebook`].
    pub notebooks: Vec<Notebook>,
    /// The most lines of one section, where each match has a line.
    pub max_lines: Option<usize>,
    /// Whether why each hit was found is told.
    pub is_explained: bool,
    /// Which of many queries is answered, 1-based; told in JSON.
    pub query_number: Option<usize>,
}

/// A notebook, as the places in it are written.
#[derive(Clone, Debug, Default)]
pub struct Notebook {
    /// What it is called.
    pub name: String,
    /// What stands before paths, so that they are right from the reader's
    /// folder: the notes folder as the reader would type it.
    pub prefix: PathBuf,
    /// Where the notes are, for links; none are made without.
    pub base: Option<PathBuf>,
}

impl Look {
    /// Returns the notebook of a hit.
    fn notebook(&self, hit: &Hit) -> Option<&Notebook> {
        self.notebooks.get(hit.notebook)
    }

    /// Returns the path of a hit's note from the reader's folder.
    fn file(&self, hit: &Hit) -> NotePath {
        let path = hit.record.path();
        match self.notebook(hit) {
            Some(notebook) => NotePath::new(notebook.prefix.join(path.as_path())),
            None => path,
        }
    }

    /// Returns the name of a hit's notebook where there are several.
    fn notebook_name(&self, hit: &Hit) -> Option<&str> {
        let notebook = self.notebook(hit).filter(|_| self.notebooks.len() > 1);
        notebook.map(|notebook| notebook.name.as_str())
    }
}

/// Writes hits in one format.
pub trait Printer {
    /// Writes one hit.
    ///
    /// # Errors
    ///
    /// When `out` takes no more.
    fn hit(&mut self, out: &mut dyn Write, hit: &Hit) -> io::Result<()>;

    /// Writes what comes after the last hit.
    ///
    /// # Errors
    ///
    /// When `out` takes no more.
    fn end(&mut self, out: &mut dyn Write, hits: &Hits) -> io::Result<()>;
}

impl Format {
    /// Returns the printer of this format.
    pub fn printer(&self, look: Look) -> Box<dyn Printer> {
        match self {
            Self::Human(layout) => Box::new(human::Human::new(layout.clone(), look)),
            Self::Grep(around) => Box::new(plain::Grep::new(*around, look)),
            Self::Vimgrep => Box::new(plain::Vimgrep { look }),
            Self::Json => Box::new(json::Json { look }),
            Self::Template(template) => {
                Box::new(template::Templated { template: template.clone(), look })
            }
            Self::Files => Box::new(plain::Files::new(look)),
            Self::Count => Box::new(plain::Count::new(look)),
        }
    }

    /// Says whether the format shows anything of the notes' text.
    pub fn has_text(&self) -> bool {
        !matches!(self, Self::Files | Self::Count)
    }
}

/// Writes all hits.
///
/// # Errors
///
/// When `out` takes no more.
pub fn print(printer: &mut dyn Printer, out: &mut dyn Write, hits: &Hits) -> io::Result<()> {
    for hit in &hits.hits {
        printer.hit(out, hit)?;
    }
    printer.end(out, hits)
}

impl ColumnUnit {
    /// Returns the column, 1-based, of the place where `before` ends, the text
    /// of a line up to there; `bytes` is that place in bytes of the file.
    pub fn column(self, before: &str, bytes: usize) -> usize {
        match self {
            Self::Byte => bytes,
            Self::Char => before.chars().count() + 1,
            Self::Utf16 => before.encode_utf16().count() + 1,
            Self::Cell => style::width_with_tabs(before) + 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_differ_by_unit() {
        use unicode_normalization::UnicodeNormalization;
        let nfd: String = "볼륨".nfd().collect();
        for (before, byte, char, utf16, cell) in [
            ("", 1, 1, 1, 1),
            ("ab", 3, 3, 3, 3),
            ("볼륨", 7, 3, 3, 5),
            (nfd.as_str(), 19, 7, 7, 5),
            ("😀", 5, 2, 3, 3),
            ("\ta", 3, 3, 3, 10),
            ("e\u{301}", 4, 3, 3, 2),
            ("Ａ", 4, 2, 2, 3),
        ] {
            let column = |unit: ColumnUnit| unit.column(before, before.len() + 1);
            assert_eq!(column(ColumnUnit::Byte), byte, "{before:?}");
            assert_eq!(column(ColumnUnit::Char), char, "{before:?}");
            assert_eq!(column(ColumnUnit::Utf16), utf16, "{before:?}");
            assert_eq!(column(ColumnUnit::Cell), cell, "{before:?}");
        }
    }
}
