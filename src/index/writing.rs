//! An index folder as the writer sees it.
//!
//! tantivy waits for the disk at each file that it closes, some twenty times a
//! commit, which is most of the time that a changed note costs. That is for an
//! index that must outlive a failing power supply; ours is made of the notes. What
//! must not happen is that an index is believed of which the disk has lost a part,
//! and that shows: small files are checked whole when they are opened, the manifest
//! has checksums of itself and of all files. Only for files of which readers look
//! at the ends alone the disk is waited for.

use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tantivy::Directory;
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    AntiCallToken, DirectoryLock, FileHandle, Lock, MmapDirectory, TerminatingWrite, WatchCallback,
    WatchHandle, WritePtr,
};

use super::directory::{LIST_FOR_WRITERS, READ_WHOLE_BYTES};

/// tantivy's folder, but for how files are written.
#[derive(Clone, Debug)]
pub(super) struct WritingDirectory {
    folder: PathBuf,
    inner: MmapDirectory,
}

impl WritingDirectory {
    pub(super) fn open(folder: &Path) -> tantivy::Result<Self> {
        Ok(Self { folder: folder.to_owned(), inner: MmapDirectory::open(folder)? })
    }
}

/// A file being written.
struct Writer {
    file: File,
    bytes: u64,
}

impl Write for Writer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl TerminatingWrite for Writer {
    fn terminate_ref(&mut self, _: AntiCallToken) -> io::Result<()> {
        self.flush()?;
        if self.bytes > READ_WHOLE_BYTES { self.file.sync_data() } else { Ok(()) }
    }
}

impl Directory for WritingDirectory {
    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        let opened = OpenOptions::new().write(true).create_new(true).open(self.folder.join(path));
        let file = opened.map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => OpenWriteError::FileAlreadyExists(path.to_owned()),
            _ => OpenWriteError::wrap_io_error(error, path.to_owned()),
        })?;
        Ok(BufWriter::new(Box::new(Writer { file, bytes: 0 })))
    }

    fn atomic_write(&self, path: &Path, content: &[u8]) -> io::Result<()> {
        // Written again for each new file; what is to be removed `guard` finds by
        // name.
        if path == Path::new(LIST_FOR_WRITERS) {
            return Ok(());
        }
        let mut file = tempfile::NamedTempFile::new_in(&self.folder)?;
        file.write_all(&without_indents(content))?;
        file.into_temp_path().persist(self.folder.join(path))?;
        Ok(())
    }

    fn sync_directory(&self) -> io::Result<()> {
        Ok(())
    }

    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        self.inner.get_file_handle(path)
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.inner.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.inner.exists(path)
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.inner.atomic_read(path)
    }

    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        self.inner.acquire_lock(lock)
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.inner.watch(callback)
    }
}

/// Returns JSON without its lines and indents, which are half of a list of segments,
/// and that a twentieth of a small index. There is no line break in a string.
fn without_indents(json: &[u8]) -> Vec<u8> {
    json.split(|byte| *byte == b'\n').flat_map(<[u8]>::trim_ascii_start).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_there_and_only_once() {
        let folder = tempfile::tempdir().expect("a folder");
        let directory = WritingDirectory::open(folder.path()).expect("opened");
        let path = Path::new("a.term");
        let mut file = directory.open_write(path).expect("a file");
        file.write_all(b"terms").expect("written");
        file.terminate().expect("closed");
        assert_eq!(directory.atomic_read(path).expect("read"), b"terms");
        assert!(matches!(directory.open_write(path), Err(OpenWriteError::FileAlreadyExists(_))));
        for content in ["{\n  \"one\": \"a  b\\n\",\n  \"two\": []\n}\n", "{}"] {
            directory.atomic_write(Path::new("meta.json"), content.as_bytes()).expect("written");
            let read = directory.atomic_read(Path::new("meta.json")).expect("read");
            let parse = |bytes| serde_json::from_slice::<serde_json::Value>(bytes).expect("JSON");
            assert_eq!(parse(&read), parse(content.as_bytes()));
            assert!(!read.contains(&b'\n'));
        }
        assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 2);
    }
}
