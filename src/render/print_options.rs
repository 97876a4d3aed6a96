//! Options that all formats share: colours, language, what columns count.

use std::path::PathBuf;

use crate::corpus::NotePath;
use crate::language::Catalogue;
use crate::search::Hit;

use super::palette::Colours;
use super::width::width_with_tabs;

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

impl ColumnUnit {
    /// Returns the column, 1-based, of the place where `before` ends, the text
    /// of a line up to there; `bytes` is that place in bytes of the file.
    pub fn column(self, before: &str, bytes: usize) -> usize {
        match self {
            Self::Byte => bytes,
            Self::Char => before.chars().count() + 1,
            Self::Utf16 => before.encode_utf16().count() + 1,
            Self::Cell => width_with_tabs(before) + 1,
        }
    }
}

/// Options that all formats share.
#[derive(Clone, Debug, Default)]
pub struct PrintOptions {
    /// The colours; `None` for output without any.
    pub colours: Option<Colours>,
    /// Whether places are links (OSC 8), which not every terminal takes.
    pub has_links: bool,
    /// The language of what is said to a person.
    pub language: &'static Catalogue,
    /// Whether paths end with a NUL instead of a colon.
    pub is_null: bool,
    /// What columns count.
    pub unit: ColumnUnit,
    /// The notebooks that hits are of, by [`Hit::notebook`].
    pub notebooks: Vec<NotebookPlace>,
    /// The most lines of one section, where each match has a line.
    pub max_lines: Option<usize>,
    /// Whether each hit is explained: why it was found, and how it was scored.
    pub is_explained: bool,
    /// Which of many queries is answered, 1-based; told in JSON.
    pub query_number: Option<usize>,
}

/// A notebook, as the places in it are written.
#[derive(Clone, Debug, Default)]
pub struct NotebookPlace {
    /// What it is called.
    pub name: String,
    /// What stands before paths, so that they are right from the reader's
    /// folder: the notes folder as the reader would type it.
    pub prefix: PathBuf,
    /// The same on a screen, where the home folder is `~`; as `prefix` without.
    pub shown_prefix: Option<PathBuf>,
    /// Where the notes are, for links; none are made without.
    pub base: Option<PathBuf>,
}

impl PrintOptions {
    /// Returns the notebook of a hit.
    pub(super) fn notebook(&self, hit: &Hit) -> Option<&NotebookPlace> {
        self.notebooks.get(hit.notebook)
    }

    /// Returns the path of a hit's note from the reader's folder.
    pub(super) fn file(&self, hit: &Hit) -> NotePath {
        let path = hit.record.path();
        match self.notebook(hit) {
            Some(notebook) => NotePath::new(notebook.prefix.join(path.as_path())),
            None => path,
        }
    }

    /// Returns the path of a hit's note as a person is shown it.
    pub(super) fn shown_file(&self, hit: &Hit) -> NotePath {
        let shown = self.notebook(hit).and_then(|notebook| notebook.shown_prefix.as_ref());
        match shown {
            Some(prefix) => NotePath::new(prefix.join(hit.record.path().as_path())),
            None => self.file(hit),
        }
    }

    /// Returns the name of a hit's notebook where there are several.
    pub(super) fn notebook_name(&self, hit: &Hit) -> Option<&str> {
        let notebook = self.notebook(hit).filter(|_| self.notebooks.len() > 1);
        notebook.map(|notebook| notebook.name.as_str())
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
