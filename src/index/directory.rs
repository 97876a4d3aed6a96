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

/// Files up to this size are read rather than mapped: for a few pages, one
/// call that copies costs less than a mapping and a fault for each page.
const READ_WHOLE_BYTES: u64 = 256 * 1024;

/// A folder that is only read: no lock is taken, nothing is written, so that a
/// read-only file system serves as well.
#[derive(Clone, Debug)]
pub(super) struct ReadOnlyDirectory {
    folder: PathBuf,
    mapped: MmapDirectory,
    sums: Arc<OnceLock<Sums>>,
}

/// The checksum of each file, by name: what tantivy wrote at its end.
pub(crate) type Sums = FxHashMap<PathBuf, u32>;

impl ReadOnlyDirectory {
    pub(super) fn open(folder: &Path) -> tantivy::Result<Self> {
        let mapped = MmapDirectory::open(folder)?;
        Ok(Self { folder: folder.to_owned(), mapped, sums: Arc::default() })
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

    fn refuse() -> io::Error {
        io::Error::new(io::ErrorKind::ReadOnlyFilesystem, "the index is open for reading")
    }
}

impl Directory for ReadOnlyDirectory {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        let file = self.folder.join(path);
        let error = |e: io::Error| match e.kind() {
            io::ErrorKind::NotFound => OpenReadError::FileDoesNotExist(path.to_owned()),
            _ => OpenReadError::wrap_io_error(e, path.to_owned()),
        };
        let size = std::fs::metadata(&file).map_err(error)?.len();
        let is_whole = size <= READ_WHOLE_BYTES;
        let handle: Arc<dyn FileHandle> = match is_whole {
            true => Arc::new(OwnedBytes::new(std::fs::read(&file).map_err(error)?)),
            false => self.mapped.get_file_handle(path)?,
        };
        self.check(path, FileSlice::new(Arc::clone(&handle)), is_whole).map_err(error)?;
        Ok(handle)
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        Err(DeleteError::IoError { io_error: Arc::new(Self::refuse()), filepath: path.to_owned() })
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.mapped.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        Err(OpenWriteError::wrap_io_error(Self::refuse(), path.to_owned()))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.mapped.atomic_read(path)
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
        let (footer, body) =
            Footer::extract_footer(directory.as_ref()?.open_read(name).ok()?).ok()?;
        let bytes = body.read_bytes().ok()?;
        Some(footer.crc == sum && crc32fast::hash(&bytes) == sum)
    };
    let mut damaged = sums.iter().filter(|(name, sum)| is_whole(name, **sum) != Some(true));
    damaged.next().map(|(name, _)| name.clone())
}

/// Says whether a file is named as those of segments are: 32 digits and what
/// it holds.
pub(super) fn is_segment_file(name: &Path) -> bool {
    let name = name.to_str().unwrap_or_default();
    let (segment, rest) = name.split_once('.').unwrap_or_default();
    segment.len() == 32 && !rest.is_empty() && segment.bytes().all(|b| b.is_ascii_hexdigit())
}
