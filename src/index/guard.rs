//! What keeps damage, and whoever made it, from spreading.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use crate::error::{Error, ErrorKind, Result};

use super::directory::is_segment_file;
use super::update::manifest_file;

/// Does something that a damaged index may make panic.
pub(crate) fn contained<T>(work: impl FnOnce() -> Result<T>) -> Result<T> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<String>().map(String::as_str);
        let text = text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("a panic");
        let line = text.lines().next().unwrap_or_default();
        Err(Error::new(ErrorKind::Index, format!("cannot read the index: {line}")))
    })
}

/// Makes a folder that its owner alone can enter: an index holds what the
/// notes say, and some of them may be private.
pub(super) fn create_private(folder: &Path) -> std::io::Result<()> {
    #[cfg_attr(not(unix), expect(unused_mut))]
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Says whether a folder, or anything in it, is a symbolic link: galpi makes
/// none, and writing through one would write elsewhere.
pub(super) fn has_links(folder: &Path) -> bool {
    let is_link = |entry: fs::DirEntry| entry.file_type().is_ok_and(|kind| kind.is_symlink());
    folder.is_symlink() || fs::read_dir(folder).into_iter().flatten().flatten().any(is_link)
}

/// Removes files that the last commit doesn't speak of: those of earlier ones,
/// and what killed processes left.
pub(super) fn collect(index: &tantivy::Index, folder: &Path) -> tantivy::Result<()> {
    let meta = index.load_metas()?;
    let mut kept: Vec<PathBuf> = meta.list_segment_files().into_iter().collect();
    kept.extend(meta.payload.as_deref().map(|name| PathBuf::from(manifest_file(name))));
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = PathBuf::from(entry.file_name());
        let text = name.to_string_lossy();
        let is_ours =
            is_segment_file(&name) || text.starts_with("manifest-") || text.starts_with(".tmp");
        if is_ours && !kept.contains(&name) {
            let _ = fs::remove_file(entry.path());
        }
    }
    Ok(())
}
