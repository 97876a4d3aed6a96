//! An index folder as readers see it.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;
use tantivy::Directory;
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::footer::Footer;
use tantivy::directory::{
    DirectoryLock, FileHandle, FileSlice, Lock, MmapDirectory, OwnedBytes, WatchCallback,
    WatchHandle, WritePtr,
};

use crate::plain_file;

use super::names::is_segment_file;

/// Files up to this size are read rather than mapped: for a few pages, one
/// call that copies costs less than a mapping and a fault for each page.
pub(super) const READ_WHOLE_BYTES: u64 = 256 * 1024;

/// A larger list of segments (64 MiB) isn't one that was written.
const MAX_META_BYTES: u64 = 64 * 1024 * 1024;

/// The list of files that tantivy keeps to remove those that are no longer
/// used, which a reader never does.
pub(super) const LIST_FOR_WRITERS: &str = ".managed.json";

/// A folder that is only read: no lock is taken, nothing is written, so that a
/// read-only file system serves as well.
#[derive(Clone, Debug)]
pub(super) struct ReadOnlyDirectory {
    folder: PathBuf,
    /// Opened when the first large file is.
    mapped: Arc<OnceLock<MmapDirectory>>,
    sums: Arc<OnceLock<Sums>>,
}

/// The checksum of each file, by name: what tantivy wrote at its end.
pub(crate) type Sums = FxHashMap<PathBuf, u32>;

impl ReadOnlyDirectory {
    pub(super) fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), mapped: Arc::default(), sums: Arc::default() }
    }

    /// Refuses files with another checksum from now on, in all clones.
    pub(super) fn expect(&self, sums: Sums) {
        let _ = self.sums.set(sums);
    }

    /// Makes sure that a file is the one that was written. Of a mapped file
    /// only the end is read: reading all of it would take longer than the
    /// search.
    fn check(&self, path: &Path, file: FileSlice, is_whole: bool) -> io::Result<()> {
        let damaged = |why| Err(io::Error::new(io::ErrorKind::InvalidData, why));
        let (footer, body) = Footer::extract_footer(file)?;
        if is_whole && crc32fast::hash(&body.read_bytes()?) != footer.crc {
            return damaged("its checksum is wrong");
        }
        match self.sums.get().and_then(|sums| sums.get(path)) {
            Some(sum) if *sum != footer.crc => damaged("it is another file than was written"),
            _ => Ok(()),
        }
    }

    /// Maps a large file.
    fn map(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        if self.mapped.get().is_none() {
            let mapped = MmapDirectory::open(&self.folder).map_err(|error| {
                OpenReadError::wrap_io_error(io::Error::other(error), path.to_owned())
            })?;
            let _ = self.mapped.set(mapped);
        }
        match self.mapped.get() {
            Some(mapped) => mapped.get_file_handle(path),
            None => Err(OpenReadError::FileDoesNotExist(path.to_owned())),
        }
    }

    fn refuse() -> io::Error {
        io::Error::new(io::ErrorKind::ReadOnlyFilesystem, "the index is open for reading")
    }

    /// Reads a file whole, unless it is larger than `limit`.
    fn read(&self, path: &Path, limit: u64) -> Result<Option<Vec<u8>>, OpenReadError> {
        plain_file::read(&self.folder.join(path), limit).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => OpenReadError::FileDoesNotExist(path.to_owned()),
            _ => OpenReadError::wrap_io_error(error, path.to_owned()),
        })
    }
}

impl Directory for ReadOnlyDirectory {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        let whole = self.read(path, READ_WHOLE_BYTES)?;
        let is_whole = whole.is_some();
        let handle: Arc<dyn FileHandle> = match whole {
            Some(bytes) => Arc::new(OwnedBytes::new(bytes)),
            None => self.map(path)?,
        };
        self.check(path, FileSlice::new(Arc::clone(&handle)), is_whole)
            .map_err(|error| OpenReadError::wrap_io_error(error, path.to_owned()))?;
        Ok(handle)
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        Err(DeleteError::IoError { io_error: Arc::new(Self::refuse()), filepath: path.to_owned() })
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        let file = self.folder.join(path);
        file.try_exists().map_err(|error| OpenReadError::wrap_io_error(error, path.to_owned()))
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        Err(OpenWriteError::wrap_io_error(Self::refuse(), path.to_owned()))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        if path == Path::new(LIST_FOR_WRITERS) {
            return Err(OpenReadError::FileDoesNotExist(path.to_owned()));
        }
        Ok(self.read(path, MAX_META_BYTES)?.unwrap_or_default())
    }

    fn atomic_write(&self, _: &Path, _: &[u8]) -> io::Result<()> {
        Err(Self::refuse())
    }

    fn sync_directory(&self) -> io::Result<()> {
        Ok(())
    }

    fn acquire_lock(&self, _: &Lock) -> Result<DirectoryLock, LockError> {
        Ok(DirectoryLock::from(Box::new(())))
    }

    fn watch(&self, _: WatchCallback) -> tantivy::Result<WatchHandle> {
        Ok(WatchHandle::empty())
    }
}

/// Reads the checksums that tantivy wrote at the ends of the files in a
/// folder; files that have none are not its own.
pub(super) fn sums(folder: &Path) -> Sums {
    let Ok(directory) = MmapDirectory::open(folder) else { return Sums::default() };
    let names = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let sum = |name: &Path| {
        let file = directory.open_read(name).ok()?;
        Some(Footer::extract_footer(file).ok()?.0.crc)
    };
    names
        .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()))
        .map(|entry| PathBuf::from(entry.file_name()))
        .filter(|name| is_segment_file(name))
        .filter_map(|name| Some((name.clone(), sum(&name)?)))
        .collect()
}

/// Reads all files of which the checksum is known, and returns the first that
/// isn't what was written.
pub(super) fn damage(folder: &Path, sums: &Sums) -> Option<PathBuf> {
    let directory = MmapDirectory::open(folder).ok();
    let is_whole = |name: &PathBuf, sum: u32| {
        plain_file::open(&folder.join(name)).ok()?;
        let (footer, body) =
            Footer::extract_footer(directory.as_ref()?.open_read(name).ok()?).ok()?;
        let bytes = body.read_bytes().ok()?;
        Some(footer.crc == sum && crc32fast::hash(&bytes) == sum)
    };
    let mut damaged = sums.iter().filter(|(name, sum)| is_whole(name, **sum) != Some(true));
    damaged.next().map(|(name, _)| name.clone())
}
