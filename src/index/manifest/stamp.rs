//! When files were changed, and when that can be relied on.

use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::corpus::FileStamp;

/// A change younger than this when it was read may be followed by another
/// that leaves the same time of change: file systems keep time in steps.
const RACY_NANOSECONDS: i64 = 20_000_000;

/// A [`FileStamp`], to be written. Times are in nanoseconds since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Stamp {
    size: u64,
    modified: i64,
    /// After it was modified, mostly by nothing, which takes a byte.
    changed_after: i64,
    inode: u64,
}

impl From<FileStamp> for Stamp {
    fn from(stamp: FileStamp) -> Self {
        // What 64 bits hold ends in 2262.
        let time = |time: i128| time.clamp(i64::MIN.into(), i64::MAX.into()) as i64;
        let modified = time(stamp.modified);
        Self {
            size: stamp.size,
            modified,
            changed_after: time(stamp.changed).wrapping_sub(modified),
            inode: stamp.inode,
        }
    }
}

impl Stamp {
    /// Reads the stamp of what is at `path` now; `None` when nothing is.
    pub(super) fn now(path: &Path) -> Option<Self> {
        std::fs::metadata(path).ok().map(|m| FileStamp::of(&m).into())
    }

    /// Returns when the file was last changed in any way.
    pub(super) fn changed(self) -> i64 {
        self.modified.wrapping_add(self.changed_after)
    }

    /// Says whether a change after `read` might have left this stamp.
    pub(super) fn is_racy(self, read: i64) -> bool {
        self.modified.max(self.changed()).saturating_add(RACY_NANOSECONDS) >= read
    }
}

/// Returns the time, in nanoseconds since 1970.
pub(crate) fn now() -> i64 {
    std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .map_or(0, |d| d.as_nanos() as i64)
}
