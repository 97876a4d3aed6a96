//! Which notes there are, and what belongs to them.
//!
//! `galpi.toml` comes with the notes, so it may be anyone's: it names places
//! and nothing else, and all of them stay in its folder. The reader's own
//! configuration is the reader's: it names notebooks anywhere.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use serde::{Deserialize, Deserializer};

use crate::error::{ConfigFault, Error, Escape, Problem, Result};
use crate::plain_file;

/// The `galpi.toml` of a notebook. An unknown key is an error, so that a misspelt
/// one isn't silently ignored.
///
/// Paths are relative to the folder of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// Folders of notes, or single notes; none stand for the folder of the file.
    #[serde(default, deserialize_with = "one_or_several")]
    pub notes: Vec<PathBuf>,
    /// The folder of the index.
    pub index: Option<PathBuf>,
    /// Patterns of what is left out, as in a `.gitignore`.
    #[serde(default, deserialize_with = "one_or_several")]
    pub ignore: Vec<String>,
    /// How names of notes end besides `.md`, `.markdown` and `.txt`: `org`,
    /// `adoc`, `ipynb`, `csv`, and any that is to be read as Markdown (`mdx`).
    #[serde(default)]
    pub extensions: Vec<String>,
    /// Files of the notebook's own lexicon.
    #[serde(default, deserialize_with = "one_or_several")]
    pub lexicon: Vec<PathBuf>,
}

/// What a reader says of their notebooks, in their own folder of
/// configurations. The keys of a [`Config`] stand at its top for notes that
/// need no name.
///
/// Paths may lead anywhere. As they are written here they may begin with `~/`
/// or be relative to the folder of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UserConfig {
    /// Folders of notes, or single notes.
    #[serde(default, deserialize_with = "one_or_several")]
    pub notes: Vec<PathBuf>,
    /// The folder of their index.
    pub index: Option<PathBuf>,
    /// Patterns of what is left out of them.
    #[serde(default, deserialize_with = "one_or_several")]
    pub ignore: Vec<String>,
    /// How names of notes end besides those that are always read.
    #[serde(default)]
    pub extensions: Vec<String>,
    /// Files of the lexicon that is used with them.
    #[serde(default, deserialize_with = "one_or_several")]
    pub lexicon: Vec<PathBuf>,
    /// Names of the notebooks that are searched where there is no other; where
    /// none is named, the notes above are.
    #[serde(default, deserialize_with = "one_or_several")]
    pub default: Vec<String>,
    /// Whether lookups are kept; they are where nothing is said.
    pub history: Option<bool>,
    /// The command that writes what is copied to its standard output.
    pub clipboard: Option<String>,
    /// Notebooks by their names.
    #[serde(default)]
    pub notebook: BTreeMap<String, Config>,
}

/// The file's name.
pub const FILE_NAME: &str = "galpi.toml";
/// A larger file (1 MiB) was not written by hand, and is refused.
pub const MAX_FILE_BYTES: u64 = 1024 * 1024;

impl Config {
    /// Reads the file in `folder`.
    ///
    /// # Errors
    ///
    /// When it can't be read, says what it can't say, or leads outside of
    /// `folder`.
    pub fn read(folder: &Path) -> Result<Self> {
        let file = folder.join(FILE_NAME);
        // It may be a link, but to another file of the folder: what a file
        // elsewhere says isn't told, not even by an error.
        let outside =
            |path, escape| Error::new(Problem::Outside { file: file.clone(), path, escape });
        stay_inside(folder, Path::new(FILE_NAME)).map_err(|escape| outside(None, escape))?;
        let config = Self::parse(&text_of(&file)?).map_err(|fault| faulty(&file, fault))?;
        for path in config.paths() {
            stay_inside(folder, path).map_err(|escape| outside(Some(path.clone()), escape))?;
        }
        Ok(config)
    }

    /// Parses the text of a file; the error is a line, 1-based, and what is
    /// wrong there.
    ///
    /// # Errors
    ///
    /// When it isn't TOML, or has keys or values that mean nothing here.
    ///
    /// # Examples
    ///
    /// ```
    /// use galpi::config::Config;
    /// assert_eq!(Config::parse("notes = ['aws']").unwrap().notes.len(), 1);
    /// assert_eq!(Config::parse("\nrun = 'rm'").unwrap_err().0, 2);
    /// ```
    pub fn parse(text: &str) -> std::result::Result<Self, (usize, ConfigFault)> {
        parsed(text)
    }

    fn paths(&self) -> impl Iterator<Item = &PathBuf> {
        self.notes.iter().chain(&self.index).chain(&self.lexicon)
    }
}

impl UserConfig {
    /// Reads a file; `None` when there is none.
    ///
    /// # Errors
    ///
    /// When it can't be read, isn't TOML, or has keys or values that mean
    /// nothing here.
    pub fn read(file: &Path) -> Result<Option<Self>> {
        if !file.exists() {
            return Ok(None);
        }
        parsed(&text_of(file)?).map(Some).map_err(|fault| faulty(file, fault))
    }

    /// Returns the notes that need no name, as a notebook.
    pub fn unnamed(&self) -> Config {
        Config {
            notes: self.notes.clone(),
            index: self.index.clone(),
            ignore: self.ignore.clone(),
            extensions: self.extensions.clone(),
            lexicon: self.lexicon.clone(),
        }
    }
}

/// Reads the text of a configuration.
fn text_of(file: &Path) -> Result<String> {
    let unreadable = |e| Error::io(Problem::ConfigUnreadable, file, e);
    let Some(bytes) = plain_file::read(file, MAX_FILE_BYTES).map_err(unreadable)? else {
        return Err(Error::new(Problem::ConfigTooLarge).at(file));
    };
    String::from_utf8(bytes).map_err(|_| faulty(file, (1, ConfigFault::NotUtf8)))
}

fn faulty(file: &Path, (line, fault): (usize, ConfigFault)) -> Error {
    Error::new(Problem::Config { file: file.to_owned(), line, fault })
}

/// Parses TOML; the error is a line, 1-based, and what is wrong there.
fn parsed<'t, T: Deserialize<'t>>(text: &'t str) -> std::result::Result<T, (usize, ConfigFault)> {
    toml::from_str(text).map_err(|error: toml::de::Error| {
        let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        (line, ConfigFault::Toml(error.message().trim_end().to_owned()))
    })
}

/// Takes one text for a list of one.
fn one_or_several<'d, D, T>(source: D) -> std::result::Result<Vec<T>, D::Error>
where
    D: Deserializer<'d>,
    T: Deserialize<'d>,
{
    #[derive(Deserialize)]
    #[serde(untagged, expecting = "expected a text or a list of texts")]
    enum Given<T> {
        Several(Vec<T>),
        One(T),
    }
    Ok(match Given::deserialize(source)? {
        Given::Several(several) => several,
        Given::One(one) => vec![one],
    })
}

/// Makes sure that a path leads to no other place than one in `folder`:
/// notebooks are cloned from elsewhere, and must not make galpi read or write
/// elsewhere.
fn stay_inside(folder: &Path, path: &Path) -> std::result::Result<(), Escape> {
    if path.components().any(|c| !matches!(c, Component::Normal(_) | Component::CurDir)) {
        return Err(Escape::Upward);
    }
    let Ok(home) = std::fs::canonicalize(folder) else { return Ok(()) };
    // What isn't there yet will be made in the nearest folder that is.
    let target = folder.join(path);
    for part in target.ancestors().take_while(|part| part.starts_with(folder)) {
        match std::fs::canonicalize(part) {
            Ok(real) if real.starts_with(&home) => return Ok(()),
            Ok(_) => return Err(Escape::ByLink),
            Err(_) if part.is_symlink() => return Err(Escape::DeadLink),
            Err(_) => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_names_notebooks() {
        let text =
            "notes = '~/notes'\ndefault = 'aws'\n[notebook.aws]\nnotes = ['~/aws', '/k8s']\n";
        let config: UserConfig = parsed(text).unwrap();
        assert_eq!(config.unnamed().notes, [PathBuf::from("~/notes")]);
        assert_eq!((config.default.len(), config.notebook["aws"].notes.len()), (1, 2));
        let wrong = |text: &str| parsed::<UserConfig>(text).unwrap_err();
        assert_eq!(wrong("\n[notebook.aws]\nrun = 'rm'\n").0, 3);
        assert!(wrong("notes = 3").1.to_string().contains("a text or a list of texts"));
    }

    #[test]
    fn paths_stay_in_the_folder() {
        let folder = tempfile::tempdir().unwrap();
        let base = folder.path().join("book");
        std::fs::create_dir_all(base.join("aws")).unwrap();
        let check = |path: &str| stay_inside(&base, Path::new(path)).is_ok();
        assert!(check("aws") && check("./aws/new/deep") && check("."));
        assert!(!check("..") && !check("aws/../..") && !check("/etc"));
        #[cfg(unix)]
        {
            let link = |to: &str, at: &str| std::os::unix::fs::symlink(to, base.join(at)).unwrap();
            link("..", "up");
            link("aws", "same");
            link("/nowhere/at/all", "dangling");
            link("turn", "turn");
            assert!(check("same/x"));
            assert!(!check("up") && !check("up/x") && !check("dangling") && !check("dangling/x"));
            assert!(!check("turn") && !check("turn/x"));
        }
    }
}
