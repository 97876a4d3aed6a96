//! What was typed, and what it means here: which notes, which index.

use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};

use galpi::config::{Config, FILE_NAME};
use galpi::corpus::{Corpus, NotePath, extensions};
use galpi::error::{Error, ErrorKind, Problem};

use crate::args::{Everywhere, When};
use crate::failure::Failure;
use crate::{terminal, user};

/// What a command goes by: one notebook, and how it is used.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    /// What the notebook is called, where there are several.
    pub(crate) name: String,
    /// The notes.
    pub(crate) corpus: Corpus,
    /// The notes folder as the reader would type it from the current folder:
    /// what stands before paths.
    pub(crate) prefix: PathBuf,
    /// The folder of the index; empty where none is known.
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
pub(crate) struct Notes {
    pub(crate) name: String,
    pub(crate) corpus: Corpus,
    prefix: PathBuf,
    pub(crate) index: Option<PathBuf>,
    pub(crate) lexicon: Vec<PathBuf>,
    config: Option<PathBuf>,
}

impl Settings {
    /// Finds out what the arguments mean in this folder and environment, for a
    /// command that takes one notebook.
    pub(crate) fn resolve(typed: Everywhere) -> Result<Self, Failure> {
        let mut all = Self::several(typed)?;
        if all.len() > 1 {
            let names: Vec<&str> = all.iter().map(|one| one.name.as_str()).collect();
            let told = &terminal::language().notebooks;
            let failure = Failure::new((told.one_only)(&names.join(", ")));
            return Err(failure.hint(told.one_only_hint));
        }
        Ok(all.remove(0))
    }

    /// Finds out which notebooks are meant: one at least.
    pub(crate) fn several(typed: Everywhere) -> Result<Vec<Self>, Failure> {
        let (colour, is_refreshed) = (typed.color, !typed.no_refresh);
        let notes = meant(&typed)?;
        let is_alone = notes.len() == 1;
        let resolved = notes.into_iter().map(|notes| {
            let index = match (&typed.index, notes.index) {
                (Some(folder), _) if is_alone => folder.clone(),
                // Each has an index of its own.
                (Some(folder), _) => folder.join(key(&notes.corpus)),
                (None, Some(folder)) => folder,
                // Without any, the notes are searched in memory, which is told.
                (None, None) => caches()
                    .map(|caches| caches.join("galpi").join(key(&notes.corpus)))
                    .unwrap_or_default(),
            };
            Ok(Self {
                name: notes.name,
                corpus: notes.corpus,
                prefix: notes.prefix,
                index,
                lexicon: notes.lexicon,
                config: notes.config,
                colour,
                is_refreshed,
            })
        });
        resolved.collect()
    }
}

/// Returns the notes that are meant: those that were named, else those of the
/// environment, else those that belong to the current folder.
fn meant(typed: &Everywhere) -> Result<Vec<Notes>, Failure> {
    let mut notes: Vec<Notes> = Vec::new();
    for path in &typed.notes {
        notes.push(Notes::named(path.clone())?);
    }
    for name in &typed.notebook {
        notes.extend(user::named(name)?);
    }
    if notes.is_empty() {
        let set = std::env::var_os("GALPI_NOTES").filter(|value| !value.is_empty());
        notes = match set {
            Some(value) if Path::new(&value).exists() => vec![Notes::named(value.into())?],
            Some(value) => {
                let several = std::env::split_paths(&value).filter(|p| !p.as_os_str().is_empty());
                several.map(Notes::named).collect::<Result<_, _>>()?
            }
            None => Notes::here()?,
        };
    }
    // The same notes named twice are searched once.
    let mut seen = Vec::new();
    notes.retain(|one| {
        let key = key(&one.corpus);
        let is_new = !seen.contains(&key);
        seen.push(key);
        is_new
    });
    Ok(notes)
}

impl Notes {
    /// The notes in a folder that was named, whose own `galpi.toml` counts, or
    /// a single file.
    pub(crate) fn named(path: PathBuf) -> Result<Self, Failure> {
        let path = user::at_home(path);
        let base = absolute(&path)?;
        if base.is_file() {
            return Self::single(&base, &path);
        }
        let notes = if base.join(FILE_NAME).is_file() {
            Self::configured(&base, &path, &read(&base)?)?
        } else {
            Self::unconfigured(Corpus::new(&base, Vec::new())?, plain(&path))
        };
        Ok(Self { name: name_of(&base), ..notes })
    }

    /// One file, which is a note because it was named.
    fn single(file: &Path, typed: &Path) -> Result<Self, Failure> {
        let (Some(folder), Some(name)) = (file.parent(), file.file_name()) else {
            let told = terminal::language().notebooks.not_notes;
            return Err(Failure::new(format!("`{}`: {told}", typed.display())));
        };
        let corpus = Corpus::with_roots(folder, vec![PathBuf::from(name)], Vec::new())?;
        let prefix = plain(typed.parent().unwrap_or(Path::new("")));
        Ok(Self { name: name_of(file), ..Self::unconfigured(corpus, prefix) })
    }

    /// The notes that the nearest `galpi.toml` upward says, else the reader's
    /// own default where the current folder has none, else those in the
    /// current folder.
    fn here() -> Result<Vec<Self>, Failure> {
        let current = std::env::current_dir()
            .map_err(|e| Failure::system(terminal::language().notes.no_current, &e))?;
        let mut up = PathBuf::new();
        for folder in current.ancestors() {
            if folder.join(FILE_NAME).is_file() {
                let notes = Self::configured(folder, &up, &read(folder)?)?;
                return Ok(vec![Self { name: name_of(folder), ..notes }]);
            }
            up.push("..");
        }
        let is_vast = is_vast(&current);
        if is_vast.is_some() || !has_notes(&current) {
            let default = user::default()?;
            if !default.is_empty() {
                return Ok(default);
            }
        }
        if let Some(message) = is_vast {
            let hint = terminal::language().notes.folder_hint;
            let failure = Failure::new(message).hint(hint);
            return Err(match user::file() {
                Ok(file) => {
                    let more = (terminal::language().notebooks.default_hint)(&user::shown(&file));
                    failure.hint(format!("{hint}\n{more}"))
                }
                Err(_) => failure,
            });
        }
        let corpus = Corpus::new(&current, Vec::new())?;
        let name = name_of(&current);
        Ok(vec![Self { name, ..Self::unconfigured(corpus, PathBuf::new()) }])
    }

    fn unconfigured(corpus: Corpus, prefix: PathBuf) -> Self {
        let name = String::new();
        Self { name, corpus, prefix, index: None, lexicon: Vec::new(), config: None }
    }

    fn configured(folder: &Path, typed: &Path, config: &Config) -> Result<Self, Failure> {
        let (base, prefix, roots) = match config.notes.as_slice() {
            [] => (folder.to_owned(), plain(typed), vec![PathBuf::new()]),
            // Paths are relative to the notes, wherever they are said to be.
            [only] if !folder.join(only).is_file() => {
                (folder.join(plain(only)), plain(&from_here(typed, only)), vec![PathBuf::new()])
            }
            several => {
                (folder.to_owned(), plain(typed), several.iter().map(|p| plain(p)).collect())
            }
        };
        Ok(Self {
            name: String::new(),
            corpus: Corpus::with_roots(&base, roots, config.ignore.clone())?
                .with_extensions(&config.extensions),
            prefix,
            index: config.index.as_ref().map(|path| folder.join(path)),
            lexicon: config.lexicon.iter().map(|path| folder.join(path)).collect(),
            config: Some(folder.join(FILE_NAME)),
        })
    }
}

/// Returns what a folder or file is called.
fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// Says whether a note lies in a folder itself. One look is all that a
/// question may cost: what is further down makes no notebook of a folder from
/// which the reader's own notes could be asked.
fn has_notes(folder: &Path) -> bool {
    let is_note = |name: &OsStr| {
        let extension = Path::new(name).extension().map(|e| e.to_string_lossy().to_lowercase());
        extension.is_some_and(|extension| extensions().any(|known| known == extension))
    };
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| entry.file_name()).any(|name| is_note(&name))
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

/// Returns a path from the current folder where it leads into that, else as it
/// is.
pub(crate) fn nearest(path: &Path) -> PathBuf {
    let real = |path: &Path| std::fs::canonicalize(path).ok();
    let below = || {
        let here = std::env::current_dir().ok()?;
        let inside = real(path)?.strip_prefix(real(&here)?).ok()?.to_owned();
        Some(if inside.as_os_str().is_empty() { PathBuf::from(".") } else { inside })
    };
    // Steps up are taken out; else a path stays as it was written.
    let has_steps_up = path.components().any(|part| part == Component::ParentDir);
    let plain = || if has_steps_up { real(path) } else { None };
    below().or_else(plain).unwrap_or_else(|| path.to_owned())
}

/// Takes `.` off a path; joined with it, paths are as they were.
fn plain(path: &Path) -> PathBuf {
    path.components().filter(|c| *c != Component::CurDir).collect()
}

fn absolute(folder: &Path) -> Result<PathBuf, Failure> {
    let unreadable = |e| Failure::from(Error::io(Problem::NotesUnreadable, folder, e));
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

/// Says why nobody means a folder as notes when nothing says so, if it is such
/// a one.
fn is_vast(folder: &Path) -> Option<&'static str> {
    let home = home().and_then(|home| std::fs::canonicalize(home).ok());
    let notes = &terminal::language().notes;
    match folder {
        _ if folder.parent().is_none() => Some(notes.is_root),
        _ if home.as_deref() == Some(folder) => Some(notes.is_home),
        _ => None,
    }
}

pub(crate) fn home() -> Option<PathBuf> {
    let name = if cfg!(windows) { "USERPROFILE" } else { "HOME" };
    std::env::var_os(name).filter(|home| !home.is_empty()).map(PathBuf::from)
}

/// Returns a folder that the environment names, if it does so as it must.
pub(crate) fn set(name: &str) -> Option<PathBuf> {
    std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute())
}

/// Returns the user's folder of caches; `None` where the environment tells of
/// none.
fn caches() -> Option<PathBuf> {
    set("XDG_CACHE_HOME")
        .or_else(|| if cfg!(windows) { set("LOCALAPPDATA") } else { None })
        .or_else(|| home().map(|home| home.join(".cache")))
}

/// Returns what tells these notes from all others: the name of their index in
/// the cache.
fn key(corpus: &Corpus) -> String {
    // Whatever makes other notes of the same folder makes another index.
    let mut key = NotePath::new(corpus.base().to_owned()).to_bytes();
    let patterns = corpus.ignored().iter().chain(corpus.more_extensions()).map(OsStr::new);
    for part in corpus.roots().iter().map(|r| r.as_os_str()).chain(patterns) {
        key.push(0);
        key.extend_from_slice(part.as_encoded_bytes());
    }
    format!("{:016x}.index", xxhash_rust::xxh3::xxh3_64(&key))
}
