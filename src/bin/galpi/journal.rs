//! Files of lines of JSON that only their owner can read: what is worth keeping
//! between runs.
//!
//! A line is one `write` to a file opened for appending, so that processes
//! need no lock. A line that can't be read is passed over.

use std::env;
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;

/// Returns galpi's folder among the user's states: what is kept between runs and
/// is no configuration. None where there is no home.
pub(crate) fn folder() -> Option<PathBuf> {
    let set = |name: &str| env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    set("XDG_STATE_HOME")
        .or_else(|| if cfg!(windows) { set("LOCALAPPDATA") } else { None })
        .or_else(|| set("HOME").map(|home| home.join(".local").join("state")))
        .map(|folder| folder.join("galpi"))
}

/// Appends a row; returns the file, open, and how many bytes it has now.
pub(crate) fn append(file: &Path, row: &impl Serialize) -> io::Result<(File, u64)> {
    let mut line = serde_json::to_vec(row)?;
    line.push(b'\n');
    // Opened for reading and writing, a pipe in its place doesn't block.
    let open = || private().append(true).read(true).create(true).open(file);
    let mut opened = match open() {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            make_folder(file.parent().unwrap_or(file))?;
            open()?
        }
        opened => opened?,
    };
    let metadata = opened.metadata()?;
    // Rows are kept in a file, or not at all.
    if !metadata.is_file() {
        return Err(io::Error::from(ErrorKind::InvalidInput));
    }
    keep_private(&opened, &metadata)?;
    // All of it at once: lines of two processes don't mix.
    let written = opened.write(&line)?;
    Ok((opened, metadata.len() + written as u64))
}

/// Writes a file anew, in one step.
pub(crate) fn replace(file: &Path, text: &str) -> io::Result<()> {
    // What a link leads to is written, and the link stays.
    let file = fs::canonicalize(file)?;
    let aside = file.with_extension(format!("{}.new", std::process::id()));
    let made = private()
        .write(true)
        .create_new(true)
        .open(&aside)
        .and_then(|mut new| new.write_all(text.as_bytes()))
        .and_then(|()| fs::rename(&aside, &file));
    made.inspect_err(|_| {
        let _ = fs::remove_file(&aside);
    })
}

/// Reads the last whole lines of a file, `most` bytes of them.
pub(crate) fn newest(file: &Path, most: u64) -> io::Result<String> {
    // A pipe would be waited for.
    if !fs::metadata(file)?.is_file() {
        return Err(io::Error::from(ErrorKind::InvalidInput));
    }
    let mut file = File::open(file)?;
    let skipped = file.metadata()?.len().saturating_sub(most);
    // The byte before tells whether a line begins here.
    file.seek(SeekFrom::Start(skipped.saturating_sub(1)))?;
    let mut bytes = Vec::new();
    file.take(most + 1).read_to_end(&mut bytes)?;
    if skipped > 0 {
        let line = bytes.iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |at| at + 1);
        bytes.drain(..line);
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Returns the rows of a text.
pub(crate) fn rows<T: DeserializeOwned>(text: &str) -> Vec<T> {
    text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect()
}

/// Opens files that others can't read.
fn private() -> OpenOptions {
    #[allow(unused_mut, reason = "other systems have no such mode")]
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Makes a folder that others can't enter.
fn make_folder(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Makes a file that others can read one that they can't.
#[cfg_attr(not(unix), allow(unused_variables, reason = "other systems have no such mode"))]
fn keep_private(file: &File, metadata: &fs::Metadata) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        if metadata.permissions().mode() & 0o077 != 0 {
            return file.set_permissions(fs::Permissions::from_mode(0o600));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_begins_with_a_line() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("lines");
        fs::write(&file, "one\ntwo\nthree\n").expect("a file");
        for (most, read) in [
            (0, ""),
            (5, ""),
            (6, "three\n"),
            (9, "three\n"),
            (10, "two\nthree\n"),
            (99, "one\ntwo\nthree\n"),
        ] {
            assert_eq!(newest(&file, most).expect("it is read"), read, "{most}");
        }
    }
}
