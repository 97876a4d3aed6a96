//! What was typed, and what it means here: which notes, which index.

use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};

use galpi::config::{Config, FILE_NAME};
use galpi::corpus::{Corpus, NotePath};
use galpi::error::{Error, ErrorKind};

use crate::args::{Everywhere, When};
use crate::failure::Failure;
use crate::terminal;

/// What all commands go by.
#[derive(Debug)]
pub(crate) struct Settings {
    /// The notes.
    pub(crate) corpus: Corpus,
    /// The notes folder as the reader would type it from the current folder:
    /// what stands before paths.
    pub(crate) prefix: PathBuf,
    /// The folder of the index.
    pub(crate) index: PathBuf,
    /// Files of the notebook's own lexicon.
    pub(crate) lexicon: Vec<PathBuf>,
    /// The `galpi.toml` that says so, where there is one.
    pub(crate) config: Option<PathBuf>,
    /// When to use colour.
    pub(crate) colour: When,
    /// Whether the index is brought up to date first.
    pub(crate) is_refreshed: bool,
}

/// The notes, before the index is known.
struct Notes {
    corpus: Corpus,
    prefix: PathBuf,
    index: Option<PathBuf>,
    lexicon: Vec<PathBuf>,
    config: Option<PathBuf>,
}

impl Settings {
    /// Finds out what the arguments mean in this folder and environment.
    pub(crate) fn resolve(typed: Everywhere) -> Result<Self, Failure> {
        let from_environment =
            || std::env::var_os("GALPI_NOTES").filter(|v| !v.is_empty()).map(PathBuf::from);
        let notes = match typed.notes.or_else(from_environment) {
            Some(folder) => Notes::named(folder)?,
            None => Notes::here()?,
        };
        let index = match typed.index.or(notes.index) {
            Some(folder) => folder,
            None => cached_index(&notes.corpus)?,
        };
        Ok(Self {
            corpus: notes.corpus,
            prefix: notes.prefix,
            index,
            lexicon: notes.lexicon,
            config: notes.config,
            colour: typed.color,
            is_refreshed: !typed.no_refresh,
        })
    }
}

impl Notes {
    /// The notes in a folder that was named; its own `galpi.toml` counts.
    fn named(folder: PathBuf) -> Result<Self, Failure> {
        let base = absolute(&folder)?;
        if base.join(FILE_NAME).is_file() {
            return Self::configured(&base, &folder, &read(&base)?);
        }
        let corpus = Corpus::new(&base, Vec::new())?;
        Ok(Self::unconfigured(corpus, plain(&folder)))
    }

    /// The notes that the nearest `galpi.toml` upward says, else those in the
    /// current folder.
    fn here() -> Result<Self, Failure> {
        let current = std::env::current_dir()
            .map_err(|e| Failure::system(terminal::language().notes.no_current, &e))?;
        let mut up = PathBuf::new();
        for folder in current.ancestors() {
            if folder.join(FILE_NAME).is_file() {
                return Self::configured(folder, &up, &read(folder)?);
            }
            up.push("..");
        }
        refuse_vast(&current)?;
        let corpus = Corpus::new(&current, Vec::new())?;
        Ok(Self::unconfigured(corpus, PathBuf::new()))
    }

    fn unconfigured(corpus: Corpus, prefix: PathBuf) -> Self {
        Self { corpus, prefix, index: None, lexicon: Vec::new(), config: None }
    }

    fn configured(folder: &Path, typed: &Path, config: &Config) -> Result<Self, Failure> {
        let (base, prefix, roots) = match config.notes.as_slice() {
            [] => (folder.to_owned(), plain(typed), vec![PathBuf::new()]),
            // Paths are relative to the notes, wherever they are said to be.
            [only] => {
                (folder.join(plain(only)), plain(&from_here(typed, only)), vec![PathBuf::new()])
            }
            several => {
                (folder.to_owned(), plain(typed), several.iter().map(|p| plain(p)).collect())
            }
        };
        Ok(Self {
            corpus: Corpus::with_roots(&base, roots, config.ignore.clone())?
                .with_extensions(&config.extensions),
            prefix,
            index: config.index.as_ref().map(|path| folder.join(path)),
            lexicon: config.lexicon.iter().map(|path| folder.join(path)).collect(),
            config: Some(folder.join(FILE_NAME)),
        })
    }
}

/// Returns the folder `only` of the folder `up` above the current one, as
/// seen from the current one: in `notes/aws`, `../notes` is not what it is
/// called, but it leads there.
fn from_here(up: &Path, only: &Path) -> PathBuf {
    let (Ok(here), true) =
        (std::env::current_dir(), up.components().all(|c| c == Component::ParentDir))
    else {
        return up.join(plain(only));
    };
    // Steps down that merely undo steps up are spared.
    let mut up: Vec<Component<'_>> = up.components().collect();
    let mut down: Vec<Component<'_>> =
        only.components().filter(|c| *c != Component::CurDir).collect();
    let names: Vec<Component<'_>> = here.components().collect();
    while let (Some(first), false) = (down.first(), up.is_empty()) {
        if names.get(names.len().saturating_sub(up.len())) != Some(first) {
            break;
        }
        up.pop();
        down.remove(0);
    }
    up.into_iter().chain(down).collect()
}

/// Takes `.` off a path; joined with it, paths are as they were.
fn plain(path: &Path) -> PathBuf {
    path.components().filter(|c| *c != Component::CurDir).collect()
}

fn absolute(folder: &Path) -> Result<PathBuf, Failure> {
    let unreadable = |e| {
        Failure::from(
            Error::new(ErrorKind::Notes, "cannot read the notes folder").at(folder).because(e),
        )
    };
    // The true path, so that one folder has one index, however it is named.
    std::fs::canonicalize(folder).map_err(unreadable)
}

fn read(folder: &Path) -> Result<Config, Failure> {
    Config::read(folder).map_err(|error| {
        let is_misspelt = error.kind() == ErrorKind::Config;
        let failure = Failure::from(error);
        match is_misspelt {
            true => failure.hint(terminal::language().notes.keys_hint),
            false => failure,
        }
    })
}

/// Refuses folders that nobody means as notes when nothing says so.
fn refuse_vast(folder: &Path) -> Result<(), Failure> {
    let home = home().and_then(|home| std::fs::canonicalize(home).ok());
    let notes = &terminal::language().notes;
    let message = match folder {
        _ if folder.parent().is_none() => notes.is_root,
        _ if home.as_deref() == Some(folder) => notes.is_home,
        _ => return Ok(()),
    };
    Err(Failure::from(Error::new(ErrorKind::Notes, message)))
}

fn home() -> Option<PathBuf> {
    let name = if cfg!(windows) { "USERPROFILE" } else { "HOME" };
    std::env::var_os(name).filter(|home| !home.is_empty()).map(PathBuf::from)
}

/// Returns the folder in the user's cache for the index of these notes.
fn cached_index(corpus: &Corpus) -> Result<PathBuf, Failure> {
    let set =
        |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let caches = set("XDG_CACHE_HOME")
        .or_else(|| if cfg!(windows) { set("LOCALAPPDATA") } else { None })
        .or_else(|| home().map(|home| home.join(".cache")))
        .ok_or_else(|| {
            let notes = &terminal::language().notes;
            Failure::new(notes.no_cache).hint(notes.no_cache_hint)
        })?;
    // Whatever makes other notes of the same folder makes another index.
    let mut key = NotePath::new(corpus.base().to_owned()).to_bytes();
    let patterns = corpus.ignored().iter().chain(corpus.more_extensions()).map(OsStr::new);
    for part in corpus.roots().iter().map(|r| r.as_os_str()).chain(patterns) {
        key.push(0);
        key.extend_from_slice(part.as_encoded_bytes());
    }
    Ok(caches.join("galpi").join(format!("{:016x}", xxhash_rust::xxh3::xxh3_64(&key))))
}
