//! Files that say which notes to leave out.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::plain_file;

/// Names of files that tell which notes to leave out.
pub const IGNORE_FILES: [&str; 2] = [".gitignore", ".ignore"];
/// A larger one isn't used.
const MAX_IGNORE_FILE_BYTES: u64 = 1024 * 1024;
/// So much is read of one that says it is empty, to see whether it is.
const LOOK_BYTES: u64 = 4096;
/// Finds an ignore file in a folder that can't be read as one: a pipe or device
/// would keep the walk waiting, a file without end would fill memory. One that
/// doesn't exist, or may not be read, is none of these.
pub(super) fn unusable_ignore_file(folder: &Path) -> Option<PathBuf> {
    IGNORE_FILES.iter().map(|name| folder.join(name)).find(|file| {
        let Ok(found) = fs::metadata(file) else { return false };
        // A file without end is 0 bytes long, as one that is empty.
        let has_end = || match found.len() {
            0 => match plain_file::read(file, LOOK_BYTES) {
                Ok(read) => read.is_some_and(|bytes| bytes.is_empty()),
                Err(error) => error.kind() == io::ErrorKind::PermissionDenied,
            },
            length => length <= MAX_IGNORE_FILE_BYTES,
        };
        !found.is_file() && !found.is_dir() || found.is_file() && !has_end()
    })
}
