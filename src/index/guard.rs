//! Checks before writing into an index: panics of damaged files are contained,
//! and links or foreign files that someone put there aren't followed.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use crate::error::{Error, Problem, Result};
use crate::plain_file;

use super::names::{is_collectable, is_generation_file, manifest_file};

/// tantivy's list of files names some hundreds of fifty bytes.
const MAX_LIST_BYTES: u64 = 16 * 1024 * 1024;

/// Does something that a damaged index may make panic.
pub(crate) fn contained<T>(work: impl FnOnce() -> Result<T>) -> Result<T> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<String>().map(String::as_str);
        let text = text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("a panic");
        let line = text.lines().next().unwrap_or_default();
        Err(Error::new(Problem::IndexUnreadable).because(line))
    })
}

/// Makes a folder that its owner alone can enter, where there is none: an
/// index holds what the notes say, and some of them may be private. Folders
/// above it are made likewise where `with_above` says so.
pub(super) fn create_private(folder: &Path, with_above: bool) -> std::io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(with_above);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Says whether a generation can be written into: it is no symbolic link and
/// has only plain files in it, as a link would lead what is written elsewhere
/// and a pipe would keep waiting who opens it; and the list of files that
/// tantivy may remove names none elsewhere.
pub(super) fn is_sound(folder: &Path) -> bool {
    let is_file = |entry: fs::DirEntry| entry.file_type().is_ok_and(|kind| kind.is_file());
    !folder.is_symlink()
        && fs::read_dir(folder).into_iter().flatten().flatten().all(is_file)
        && lists_own_files(&folder.join(".managed.json"))
}

/// Says whether tantivy's list of files, where there is one, names only files
/// beside it that are named as its own are: it removes what the list names and
/// no segment has.
fn lists_own_files(list: &Path) -> bool {
    let Ok(Some(text)) = plain_file::read(list, MAX_LIST_BYTES) else { return !list.exists() };
    let names: Vec<PathBuf> = serde_json::from_slice(&text).unwrap_or_default();
    names.iter().all(|name| is_generation_file(name.as_os_str()))
}

/// Removes files that the last commit doesn't speak of: those of earlier ones,
/// and what killed processes left.
pub(super) fn collect(index: &tantivy::Index, folder: &Path) -> tantivy::Result<()> {
    let meta = index.load_metas()?;
    let mut kept: Vec<PathBuf> = meta.list_segment_files().into_iter().collect();
    kept.extend(meta.payload.as_deref().map(|name| PathBuf::from(manifest_file(name))));
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = PathBuf::from(entry.file_name());
        if is_collectable(&name) && !kept.contains(&name) {
            let _ = fs::remove_file(entry.path());
        }
    }
    Ok(())
}
