//! Opening files that anyone may have put there.
//!
//! Where a note, a configuration or a file of the index is expected, there may
//! be a pipe, on which opening waits for ever, a device, or a link that leads
//! elsewhere. So only plain files are opened, without waiting; what is reached
//! from a folder of notes is opened step by step, without following a link; and
//! no more of a file is read than a bound allows, whatever its length is said
//! to be: files of `/proc` are 0 bytes long and have no end.

use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, Read};
use std::path::{Component, Path};

use crate::error::Refusal;

/// Opens a plain file for reading. Links that lead to it are followed.
///
/// # Errors
///
/// When it can't be opened, or isn't a plain file.
pub fn open(path: &Path) -> io::Result<File> {
    open_and_ask(path).map(|(file, _)| file)
}

fn open_and_ask(path: &Path) -> io::Result<(File, Metadata)> {
    // Opening some devices does something, so what it is is asked before, too.
    if !std::fs::metadata(path)?.is_file() {
        return Err(not_a_file());
    }
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, unix::no_waiting());
    checked(options.open(path)?)
}

/// Opens a plain file for writing, and makes it, for its owner alone, where
/// there is none; what is in it stays. Not by a link.
///
/// # Errors
///
/// When it can't be opened, or something else is in its place.
pub fn open_own(path: &Path) -> io::Result<File> {
    match std::fs::symlink_metadata(path) {
        Ok(found) if !found.is_file() => return Err(not_a_file()),
        _ => {}
    }
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.custom_flags(unix::no_waiting() | unix::no_links()).mode(0o600);
    }
    checked(options.open(path)?).map(|(file, _)| file)
}

/// Opens a plain file below `folder` for reading. No part of `below` may be a
/// link or lead upward, so that what is outside of the folder can't be reached,
/// nor found out about: what is refused is refused alike, whatever is there.
///
/// # Errors
///
/// When it can't be opened, or isn't a plain file.
pub fn open_below(folder: &Path, below: &Path) -> io::Result<File> {
    let is_plain = |c: &Component<'_>| matches!(c, Component::Normal(_) | Component::CurDir);
    if !below.components().all(|c| is_plain(&c)) {
        return Err(not_a_file());
    }
    let names = below.components().filter(|c| *c != Component::CurDir);
    #[cfg(unix)]
    let file = unix::open_below(folder, names.map(|name| name.as_os_str()))?;
    #[cfg(not(unix))]
    let file = {
        let mut path = folder.to_owned();
        for name in names {
            path.push(name);
            if std::fs::symlink_metadata(&path)?.is_symlink() {
                return Err(not_a_file());
            }
        }
        open(&path)?
    };
    checked(file).map(|(file, _)| file)
}

/// Reads a file to its end; `None` where there is more than `most` bytes, of
/// which none is kept.
///
/// # Errors
///
/// When reading fails.
pub fn read_at_most(file: &mut File, most: u64) -> io::Result<Option<Vec<u8>>> {
    let found = file.metadata()?;
    read_so_long(file, &found, most)
}

fn read_so_long(file: &mut File, found: &Metadata, most: u64) -> io::Result<Option<Vec<u8>>> {
    if found.len() > most {
        return Ok(None);
    }
    let mut bytes = Vec::with_capacity(found.len() as usize + 1);
    file.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= most).then_some(bytes))
}

/// Reads a plain file that links may lead to, as [`read_at_most`] does.
///
/// # Errors
///
/// When it can't be opened or read, or isn't a plain file.
pub fn read(path: &Path, most: u64) -> io::Result<Option<Vec<u8>>> {
    let (mut file, found) = open_and_ask(path)?;
    read_so_long(&mut file, &found, most)
}

fn checked(file: File) -> io::Result<(File, Metadata)> {
    let found = file.metadata()?;
    if found.is_file() { Ok((file, found)) } else { Err(not_a_file()) }
}

fn not_a_file() -> io::Error {
    Refusal::NotAFile.into()
}

#[cfg(unix)]
mod unix {
    use std::ffi::OsStr;
    use std::fs::File;
    use std::io;
    use std::path::Path;

    use rustix::fd::OwnedFd;
    use rustix::fs::{Mode, OFlags, openat};
    use rustix::io::Errno;

    /// Flags by which opening a pipe doesn't wait for who writes into it.
    pub(super) fn no_waiting() -> i32 {
        (OFlags::NONBLOCK | OFlags::NOCTTY).bits() as i32
    }

    /// Flags by which a link at the end of a path isn't followed.
    pub(super) fn no_links() -> i32 {
        OFlags::NOFOLLOW.bits() as i32
    }

    pub(super) fn open_below<'n>(
        folder: &Path,
        names: impl Iterator<Item = &'n OsStr>,
    ) -> io::Result<File> {
        // Folders on the way need be entered, not read.
        #[cfg(any(target_os = "linux", target_os = "android"))]
        let way = OFlags::PATH;
        #[cfg(not(any(target_os = "linux", target_os = "android")))]
        let way = OFlags::RDONLY;
        let way = way | OFlags::DIRECTORY | OFlags::CLOEXEC;
        let end = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let end = end | OFlags::NONBLOCK | OFlags::NOCTTY;
        let mut names = names.peekable();
        let mut at: OwnedFd = rustix::fs::open(folder, way, Mode::empty())?;
        while let Some(name) = names.next() {
            let is_last = names.peek().is_none();
            let flags = if is_last { end } else { way | OFlags::NOFOLLOW };
            at = openat(&at, name, flags, Mode::empty()).map_err(|error| match error {
                // A link, or something else that isn't a folder.
                Errno::LOOP | Errno::NOTDIR | Errno::NXIO => super::not_a_file(),
                other => other.into(),
            })?;
        }
        Ok(File::from(at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn only_so_much_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        fs::write(&path, "12345").unwrap();
        assert_eq!(read(&path, 5).unwrap().as_deref(), Some(&b"12345"[..]));
        assert_eq!(read(&path, 4).unwrap(), None);
        assert_eq!(read(folder.path(), 4).unwrap_err().to_string(), "not a regular file");
        // A file of /proc says that it is empty.
        #[cfg(target_os = "linux")]
        assert_eq!(read(Path::new("/proc/self/environ"), 0).unwrap(), None);
    }

    #[cfg(unix)]
    #[test]
    fn links_are_not_followed_below_a_folder() {
        let root = tempfile::tempdir().unwrap();
        let (inside, outside) = (root.path().join("in"), root.path().join("out"));
        for folder in [&inside.join("a"), &outside] {
            fs::create_dir_all(folder).unwrap();
            fs::write(folder.join("note.md"), "text").unwrap();
        }
        let link = |to: &Path, at: &str| std::os::unix::fs::symlink(to, inside.join(at)).unwrap();
        link(&outside, "folder");
        link(&outside.join("note.md"), "note.md");
        link(&inside.join("a"), "same");
        link(Path::new("nowhere"), "dangling");
        let told = |path: &str| open_below(&inside, Path::new(path)).unwrap_err().to_string();
        assert!(open_below(&inside, Path::new("./a/note.md")).is_ok());
        for path in ["folder/note.md", "folder/no.md", "note.md", "same/note.md", "dangling", "a"] {
            assert_eq!(told(path), "not a regular file", "{path}");
        }
        for path in ["../out/note.md", "/etc/passwd", "a/../a/note.md", "."] {
            assert_eq!(told(path), "not a regular file", "{path}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_is_not_waited_for() {
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("pipe");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status();
        if !made.is_ok_and(|status| status.success()) {
            println!("skipped: needs mkfifo");
            return;
        }
        assert!(open(&pipe).is_err() && open_own(&pipe).is_err());
        assert!(open_below(folder.path(), Path::new("pipe")).is_err());
    }
}
