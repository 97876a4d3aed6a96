//! What was typed, and what it means here: which notes, which index.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use galpi::config::FILE_NAME;
use galpi::corpus::{Corpus, NotePath, extensions};

use crate::args::{Everywhere, When};
use crate::failure::Failure;
use crate::notes::{Notes, read};
use crate::place::{home, name_of, set, shown};
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
    /// Whether it is searched because the current folder has no notes of its own.
    pub(crate) is_default: bool,
    /// When to use colour.
    pub(crate) colour: When,
    /// Whether the index is brought up to date first.
    pub(crate) is_refreshed: bool,
}

impl Settings {
    /// Finds out which notebooks are meant: one at least.
    pub(crate) fn several(typed: Everywhere) -> Result<Vec<Self>, Failure> {
        let (colour, is_refreshed) = (typed.color, !typed.no_refresh);
        let (notes, is_default) = meant(&typed)?;
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
                is_default,
                colour,
                is_refreshed,
            })
        });
        resolved.collect()
    }
}

/// Returns the notes that are meant: those that were named, else those of the
/// environment, else those that belong to the current folder; and whether they are
/// the reader's own default, as that folder has none.
fn meant(typed: &Everywhere) -> Result<(Vec<Notes>, bool), Failure> {
    let mut notes: Vec<Notes> = Vec::new();
    let mut is_default = false;
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
            None => {
                let (found, is_own) = here()?;
                is_default = is_own;
                found
            }
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
    Ok((notes, is_default))
}

/// The notes that the nearest `galpi.toml` upward says, else the reader's
/// own default where the current folder has none, else those in the
/// current folder. Says whether the default stands for a folder that might be
/// meant.
fn here() -> Result<(Vec<Notes>, bool), Failure> {
    let current = std::env::current_dir()
        .map_err(|e| Failure::system(terminal::language().notes.no_current, &e))?;
    let mut up = PathBuf::new();
    for folder in current.ancestors() {
        if folder.join(FILE_NAME).is_file() {
            let notes = Notes::configured(folder, &up, &read(folder)?)?;
            return Ok((vec![Notes { name: name_of(folder), ..notes }], false));
        }
        up.push("..");
    }
    let is_vast = is_vast(&current);
    if is_vast.is_some() || !has_notes(&current) {
        let default = user::default()?;
        if !default.is_empty() {
            return Ok((default, is_vast.is_none()));
        }
    }
    if let Some(message) = is_vast {
        let hint = terminal::language().notes.folder_hint;
        let failure = Failure::new(message).hint(hint);
        return Err(match user::file() {
            Ok(file) => {
                let more = (terminal::language().notebooks.default_hint)(&shown(&file));
                failure.hint(format!("{hint}\n{more}"))
            }
            Err(_) => failure,
        });
    }
    let corpus = Corpus::new(&current, Vec::new())?;
    let name = name_of(&current);
    Ok((vec![Notes { name, ..Notes::unconfigured(corpus, PathBuf::new()) }], false))
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

/// Says why a folder isn't taken for notes unless it is named: the root or the
/// home folder would be indexed whole by accident.
fn is_vast(folder: &Path) -> Option<&'static str> {
    let home = home().and_then(|home| std::fs::canonicalize(home).ok());
    let notes = &terminal::language().notes;
    match folder {
        _ if folder.parent().is_none() => Some(notes.is_root),
        _ if home.as_deref() == Some(folder) => Some(notes.is_home),
        _ => None,
    }
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
