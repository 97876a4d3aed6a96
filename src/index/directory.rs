//! An index folder as readers see it.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use tantivy::Directory;
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    DirectoryLock, FileHandle, Lock, MmapDirectory, OwnedBytes, WatchCallback, WatchHandle,
    WritePtr,
};

/// Files up to this size are read rather than mapped: for a few pages, one
/// call that copies costs less than a mapping and its faults.
const READ_WHOLE_BYTES: u64 = 32 * 1024;

/// The list of files that tantivy keeps to remove those that are no longer
/// used, which a reader never does.
const LIST_FOR_WRITERS: &str = ".managed.json";

/// A folder that is only read: no lock is taken, nothing is written, so that a
/// read-only file system serves as well.
#[derive(Clone, Debug)]
pub(super) struct ReadOnlyDirectory {
    folder: PathBuf,
    /// Opened when the first large file is.
    mapped: Arc<OnceLock<MmapDirectory>>,
}

impl ReadOnlyDirectory {
    pub(super) fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), mapped: Arc::default() }
    }

    fn refuse() -> io::Error {
        io::Error::new(io::ErrorKind::ReadOnlyFilesystem, "the index is open for reading")
    }

    /// Reads a file whole, unless it is larger than `limit`.
    fn read(&self, path: &Path, limit: u64) -> Result<Option<Vec<u8>>, OpenReadError> {
        let read = || -> io::Result<Option<Vec<u8>>> {
            let mut file = File::open(self.folder.join(path))?;
            let size = file.metadata()?.len();
            if size > limit {
                return Ok(None);
            }
            let mut bytes = vec![0; size as usize];
            file.read_exact(&mut bytes)?;
            Ok(Some(bytes))
        };
        read().map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => OpenReadError::FileDoesNotExist(path.to_owned()),
            _ => OpenReadError::wrap_io_error(error, path.to_owned()),
        })
    }
}

impl Directory for ReadOnlyDirectory {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        if let Some(bytes) = self.read(path, READ_WHOLE_BYTES)? {
            return Ok(Arc::new(OwnedBytes::new(bytes)));
        }
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
        Ok(self.read(path, u64::MAX)?.unwrap_or_default())
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
