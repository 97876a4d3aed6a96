//! Paths as a reader writes them, and folders that the environment names.

use std::path::{Component, Path, PathBuf};

use galpi::error::{Error, Problem};

use crate::failure::Failure;

/// Returns what a folder or file is called.
pub(crate) fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// Returns the folder `only` of the folder `up` above the current one, as
/// seen from the current one: in `notes/aws`, `../notes` is not what it is
/// called, but it leads there.
pub(crate) fn from_here(up: &Path, only: &Path) -> PathBuf {
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
pub(crate) fn plain(path: &Path) -> PathBuf {
    path.components().filter(|c| *c != Component::CurDir).collect()
}

/// Returns the true path of a folder or file, so that one folder has one index,
/// however it is named.
pub(crate) fn absolute(folder: &Path) -> Result<PathBuf, Failure> {
    let unreadable = |e| Failure::from(Error::io(Problem::NotesUnreadable, folder, e));
    std::fs::canonicalize(folder).map_err(unreadable)
}

/// Returns the reader's home folder, where the environment tells of one.
pub(crate) fn home() -> Option<PathBuf> {
    let name = if cfg!(windows) { "USERPROFILE" } else { "HOME" };
    std::env::var_os(name).filter(|home| !home.is_empty()).map(PathBuf::from)
}

/// Returns a folder that the environment names, if it does so as it must.
pub(crate) fn set(name: &str) -> Option<PathBuf> {
    std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute())
}

/// Puts the home folder for a `~` that no shell has read, as it was quoted.
pub(crate) fn at_home(path: PathBuf) -> PathBuf {
    match (path.strip_prefix("~"), home()) {
        (Ok(rest), Some(home)) if !path.exists() => home.join(rest),
        _ => path,
    }
}

/// Returns a path as its reader would write it.
pub(crate) fn shown(path: &Path) -> String {
    let home = home();
    let below = home.as_deref().and_then(|home| path.strip_prefix(home).ok());
    match below {
        Some(rest) => format!("~/{}", rest.display()),
        None => path.display().to_string(),
    }
}
