//! Paths of notes, and what tells versions of a file apart.

use std::ffi::OsStr;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

/// A note's path relative to the corpus: its identity.
///
/// It is kept as the file system gave it; only where a path has to be text
/// (JSON) bytes that aren't UTF-8 are replaced.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NotePath(PathBuf);

/// What tells one version of a file from another without reading it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct FileStamp {
    /// Length in bytes.
    pub size: u64,
    /// Time of the last change of the content, in nanoseconds since 1970.
    pub modified: i128,
    /// Time of the last change of the file itself (who may read it, its names),
    /// which nobody can set; where there is none, as `modified`.
    pub changed: i128,
    /// The file's number in its file system (0 where there are none).
    pub inode: u64,
}

impl NotePath {
    /// Wraps a path that is relative to the corpus.
    pub fn new(path: PathBuf) -> Self {
        Self(path)
    }

    /// Returns the path below the corpus.
    pub fn as_path(&self) -> &Path {
        &self.0
    }

    /// Returns the extension in lower case.
    pub fn extension(&self) -> Option<String> {
        self.0.extension().and_then(OsStr::to_str).map(str::to_ascii_lowercase)
    }

    /// Returns the file's name as a title: composed, without its ending and
    /// without the number that Notion gives its exports.
    pub fn title(&self) -> String {
        use unicode_normalization::UnicodeNormalization;
        let stem = self.0.file_stem().unwrap_or_default().to_string_lossy();
        let name = match stem.rsplit_once(' ') {
            Some((name, id)) if is_notion_id(id) => name,
            _ => &stem,
        };
        name.nfc().collect()
    }

    /// Says whether the path is text, so that printing it loses nothing.
    pub fn is_unicode(&self) -> bool {
        self.0.to_str().is_some()
    }

    /// Returns the path as the bytes the file system uses.
    pub fn to_bytes(&self) -> Vec<u8> {
        #[cfg(unix)]
        {
            use std::os::unix::ffi::OsStrExt;
            self.0.as_os_str().as_bytes().to_vec()
        }
        #[cfg(not(unix))]
        {
            self.0.to_string_lossy().replace('\\', "/").into_bytes()
        }
    }

    /// Takes back what [`NotePath::to_bytes`] gave.
    pub fn from_bytes(bytes: &[u8]) -> Self {
        #[cfg(unix)]
        {
            use std::os::unix::ffi::OsStrExt;
            Self(PathBuf::from(OsStr::from_bytes(bytes)))
        }
        #[cfg(not(unix))]
        {
            Self(PathBuf::from(String::from_utf8_lossy(bytes).into_owned()))
        }
    }
}

/// Says whether a word is what Notion adds to the names of what it exports.
fn is_notion_id(word: &str) -> bool {
    word.len() == 32 && word.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

impl From<&str> for NotePath {
    fn from(path: &str) -> Self {
        Self(PathBuf::from(path))
    }
}

impl fmt::Display for NotePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.display())
    }
}

impl FileStamp {
    /// Reads the stamp out of a file's metadata.
    pub fn of(metadata: &fs::Metadata) -> Self {
        #[cfg(unix)]
        let (inode, modified, changed) = {
            use std::os::unix::fs::MetadataExt;
            let time = |s: i64, ns: i64| i128::from(s) * 1_000_000_000 + i128::from(ns);
            (
                metadata.ino(),
                time(metadata.mtime(), metadata.mtime_nsec()),
                time(metadata.ctime(), metadata.ctime_nsec()),
            )
        };
        #[cfg(not(unix))]
        let (inode, modified, changed) = {
            let since = |t: std::time::SystemTime| t.duration_since(std::time::UNIX_EPOCH).ok();
            let modified = metadata.modified().ok().and_then(since);
            let modified = modified.map_or(0, |d| d.as_nanos() as i128);
            (0, modified, modified)
        };
        Self { size: metadata.len(), modified, changed, inode }
    }
}
