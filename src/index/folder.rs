//! The folder of an index: what in it is galpi's own, and nothing else.
//!
//! A reader may name a folder that is in use, as by `index = "."`, and must lose
//! nothing by that. So a folder is an index only if it has the marker file that
//! was made together with it; in such a folder only what is named in galpi's
//! way is ever moved or removed; and folders are emptied file by file, by
//! names, never as whole trees.

use std::ffi::OsStr;
use std::fs::{self, File, Metadata, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::corpus::{Corpus, INDEX_MARKER as MARKER};
use crate::error::{Error, Problem, Result};
use crate::plain_file;

use super::guard::create_private;
use super::names::{Name, is_generation_file};

/// What the marker ([`MARKER`]) says. Its content must be the beginning of this
/// (a full disk may have cut it off), so that a file that merely has its name is
/// none.
const MARK: &str = "galpi index folder, version 1

galpi made this folder. It makes, replaces and removes here: .lock, folders
named g and 16 hexadecimal digits, .new- and .old- with a process number.
Everything here is derived from the notes, and may be deleted at any time.
";
/// Files that keep a folder under version control that is empty otherwise: galpi
/// makes and removes none of these names.
const PLACEHOLDERS: [&str; 2] = [".gitignore", ".gitkeep"];
/// Generations of other versions that are kept in the same folder.
const KEPT_GENERATIONS: usize = 2;
/// How long another process's lock is waited for: longer than indexing a few
/// changed notes takes, and short enough for an interactive query.
const PATIENCE: Duration = Duration::from_secs(10);

/// An index folder that is marked as one.
pub(super) struct IndexFolder {
    path: PathBuf,
    /// Of the marker: who made it made the rest.
    marker: Metadata,
}

impl IndexFolder {
    /// Makes an index folder, or recognises one.
    ///
    /// # Errors
    ///
    /// [`Foreign`](crate::error::ErrorKind::Foreign) when the folder has other things in it or holds
    /// the notes themselves, [`Io`](crate::error::ErrorKind::Io) when it can't be made.
    pub(super) fn claim(path: &Path, corpus: &Corpus) -> Result<Self> {
        if path.as_os_str().is_empty() {
            return Err(no_folder());
        }
        create_private(path, true).map_err(|e| Error::io(Problem::IndexFolderUnmade, path, e))?;
        if let Some(refusal) = refusal(path, corpus) {
            return Err(refusal);
        }
        let marker =
            write_marker(path).map_err(|e| Error::io(Problem::IndexFolderUnwritable, path, e))?;
        Ok(Self { path: path.to_owned(), marker })
    }

    /// Waits until no other process writes this index, at most
    /// [`PATIENCE`]; the turn ends when the file is closed.
    ///
    /// # Errors
    ///
    /// [`IndexBusy`](Problem::IndexBusy) when it still isn't its turn then, others
    /// when there can be no lock.
    pub(super) fn take_turn(&self) -> Result<File> {
        let path = self.path.join(".lock");
        let file = plain_file::open_own(&path)
            .map_err(|e| Error::io(Problem::IndexFolderUnwritable, &path, e))?;
        let start = Instant::now();
        let mut pause = Duration::from_millis(1);
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(file),
                Err(TryLockError::Error(error)) => {
                    return Err(Error::io(Problem::IndexUnlockable, &path, error));
                }
                // One that was stopped, or one of somebody else, may hold it
                // for ever.
                Err(TryLockError::WouldBlock) if start.elapsed() >= PATIENCE => {
                    return Err(Error::new(Problem::IndexBusy));
                }
                Err(TryLockError::WouldBlock) => {
                    std::thread::sleep(pause);
                    pause = (pause * 2).min(Duration::from_millis(20));
                }
            }
        }
    }

    /// Removes what killed processes left, and generations of other versions
    /// but the newest. Only a process whose turn it is may do so.
    pub(super) fn sweep(&self, current: &Path) {
        let mut others = Vec::new();
        for entry in fs::read_dir(&self.path).into_iter().flatten().flatten() {
            let path = entry.path();
            match Name::parse(&entry.file_name()) {
                Some(Name::Aside | Name::Replaced) => self.discard(&path),
                Some(Name::Generation)
                    if path.file_name() != current.file_name() && self.is_own(&path) =>
                {
                    let modified = entry.metadata().and_then(|m| m.modified()).ok();
                    others.push((modified, path));
                }
                _ => {}
            }
        }
        others.sort();
        for (_, path) in others.iter().rev().skip(KEPT_GENERATIONS) {
            self.discard(path);
        }
    }

    /// Makes an empty folder to write a generation in.
    pub(super) fn make_aside(&self) -> Result<PathBuf> {
        let aside = self.path.join(Name::Aside.of_this_process());
        self.discard(&aside);
        create_private(&aside, false)
            .map_err(|e| Error::io(Problem::IndexFolderUnmade, &aside, e))?;
        Ok(aside)
    }

    /// Puts a folder that was made aside in the place of a generation.
    pub(super) fn put_in_place(&self, aside: &Path, generation: &Path) -> Result<()> {
        let cannot_replace = |e| Error::io(Problem::IndexUnreplaced, generation, e);
        let replaced = self.path.join(Name::Replaced.of_this_process());
        match fs::symlink_metadata(generation) {
            // A link in its place is taken away, not what it leads to.
            Ok(found) if found.is_dir() || found.is_symlink() => {
                self.discard(&replaced);
                fs::rename(generation, &replaced).map_err(cannot_replace)?;
            }
            Ok(_) => return Err(cannot_replace(io::ErrorKind::NotADirectory.into())),
            Err(_) => {}
        }
        fs::rename(aside, generation)
            .map_err(|e| Error::io(Problem::IndexUnplaced, generation, e))?;
        self.discard(&replaced);
        Ok(())
    }

    /// Removes a generation or what is left of one: the files in it that are
    /// named as galpi's are, then the folder if nothing else is in it.
    pub(super) fn discard(&self, path: &Path) {
        if path.is_symlink() {
            let _ = fs::remove_file(path);
            return;
        }
        if !self.is_own(path) {
            return;
        }
        for entry in fs::read_dir(path).into_iter().flatten().flatten() {
            let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
            if !is_folder && is_generation_file(&entry.file_name()) {
                let _ = fs::remove_file(entry.path());
            }
        }
        let _ = fs::remove_dir(path);
    }

    /// Marks the folder again where someone removed it while it was being
    /// written, and this process made some of it anew.
    pub(super) fn renew(&self) {
        let is_left = |e: fs::ReadDir| e.flatten().next().is_some();
        if fs::read_dir(&self.path).is_ok_and(is_left) {
            let _ = write_marker(&self.path);
        }
    }

    /// Says whether a folder is of the same owner as the marker.
    fn is_own(&self, path: &Path) -> bool {
        let Ok(found) = fs::symlink_metadata(path) else { return false };
        #[cfg(unix)]
        let has_owner = {
            use std::os::unix::fs::MetadataExt;
            found.uid() == self.marker.uid()
        };
        #[cfg(not(unix))]
        let has_owner = self.marker.is_file();
        found.is_dir() && has_owner
    }
}

/// Says why a folder can't be the index of these notes, where it can't: it has
/// things in it and no marker, or the notes themselves.
pub(super) fn refusal(path: &Path, corpus: &Corpus) -> Option<Error> {
    if path.as_os_str().is_empty() {
        return Some(no_folder());
    }
    let foreign = |problem| Some(Error::new(problem).at(path));
    let real = fs::canonicalize(path).ok()?;
    let holds = |root: &PathBuf| {
        fs::canonicalize(corpus.base().join(root)).is_ok_and(|root| root.starts_with(&real))
    };
    if corpus.roots().iter().any(holds) {
        return foreign(Problem::IndexFolderHoldsNotes);
    }
    if is_marked(path) {
        return None;
    }
    // Another process may have marked it just now.
    if is_empty(path) || is_marked(path) {
        return None;
    }
    foreign(Problem::IndexFolderForeign)
}

/// Says whether a folder has nothing in it but what keeps an empty folder under
/// version control.
fn is_empty(folder: &Path) -> bool {
    let keeps = |name: &OsStr| PLACEHOLDERS.iter().any(|placeholder| name == *placeholder);
    fs::read_dir(folder)
        .is_ok_and(|mut entries| entries.all(|e| e.is_ok_and(|e| keeps(&e.file_name()))))
}

fn no_folder() -> Error {
    Error::new(Problem::IndexFolderUnknown)
}

fn is_marked(folder: &Path) -> bool {
    let path = folder.join(MARKER);
    let is_plain = fs::symlink_metadata(&path).is_ok_and(|found| found.is_file());
    let content = || plain_file::read(&path, MARK.len() as u64).ok().flatten();
    is_plain && content().is_some_and(|content| MARK.as_bytes().starts_with(&content))
}

fn write_marker(folder: &Path) -> io::Result<Metadata> {
    let path = folder.join(MARKER);
    match File::create_new(&path) {
        Ok(mut file) => file.write_all(MARK.as_bytes())?,
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
        Err(error) => return Err(error),
    }
    fs::symlink_metadata(path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ErrorKind;

    fn corpus(base: &Path) -> Corpus {
        fs::create_dir_all(base).unwrap();
        Corpus::new(base, Vec::new()).unwrap()
    }

    #[test]
    fn a_folder_in_use_is_refused_and_an_empty_one_marked() {
        let root = tempfile::tempdir().unwrap();
        let notes = corpus(&root.path().join("notes"));
        let kind = |path: &Path| IndexFolder::claim(path, &notes).map_err(|e| e.kind()).err();
        let used = root.path().join("used");
        fs::create_dir_all(used.join(".old-drafts")).unwrap();
        assert_eq!(kind(&used), Some(ErrorKind::Foreign));
        assert_eq!(fs::read_dir(&used).unwrap().count(), 1);
        for empty in ["new", "deep/new"] {
            assert_eq!(kind(&root.path().join(empty)), None);
            assert!(is_marked(&root.path().join(empty)));
            assert_eq!(kind(&root.path().join(empty)), None);
        }
        // A folder that is kept under version control while it is empty.
        let kept = root.path().join("kept");
        fs::create_dir_all(&kept).unwrap();
        fs::write(kept.join(".gitignore"), "*").unwrap();
        assert_eq!(kind(&kept), None);
        assert_eq!(fs::read(kept.join(".gitignore")).unwrap(), b"*");
        // What holds the notes is refused even where it is empty or marked.
        assert_eq!(kind(notes.base()), Some(ErrorKind::Foreign));
        assert_eq!(kind(root.path()), Some(ErrorKind::Foreign));
        assert_eq!(fs::read_dir(notes.base()).unwrap().count(), 0);
    }

    #[test]
    fn a_marker_must_say_what_it_is() {
        let root = tempfile::tempdir().unwrap();
        let write = |text: &str| fs::write(root.path().join(MARKER), text).unwrap();
        write("something else");
        assert!(!is_marked(root.path()));
        write(&format!("{MARK}and more"));
        assert!(!is_marked(root.path()));
        write(&MARK[..9]);
        assert!(is_marked(root.path()));
    }

    #[test]
    fn what_galpi_did_not_make_stays() {
        let root = tempfile::tempdir().unwrap();
        let notes = corpus(&root.path().join("notes"));
        let index = root.path().join("index");
        let folder = IndexFolder::claim(&index, &notes).unwrap();
        let keep = [
            ".old-drafts/a.md",
            ".new-ideas/meta.json",
            ".old-12x/meta.json",
            ".old-/meta.json",
            "generations-of-us/meta.json",
            "gABCDEF0123456789/meta.json",
            "g0123456789abcde/meta.json",
            ".old-17/diary.md",
            "g00000000000000a0/diary.md",
        ];
        for path in keep {
            fs::create_dir_all(index.join(path).parent().unwrap()).unwrap();
            fs::write(index.join(path), "mine").unwrap();
        }
        let go = [
            ".old-17/meta.json",
            ".new-4294967295/00112233445566778899aabbccddeeff.idx",
            "g00000000000000a0/manifest-1f-2",
            "g00000000000000a1/.managed.json",
            "g00000000000000a2/meta.json",
            "g00000000000000a3/meta.json",
        ];
        for path in go {
            fs::create_dir_all(index.join(path).parent().unwrap()).unwrap();
            fs::write(index.join(path), "made").unwrap();
        }
        // The oldest two of four other generations go.
        let age = |name: &str, seconds| {
            let time = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(seconds);
            File::open(index.join(name)).unwrap().set_modified(time).unwrap();
        };
        for (number, seconds) in [(0, 10), (1, 20), (2, 30), (3, 40)] {
            age(&format!("g00000000000000a{number}"), seconds);
        }
        folder.sweep(&index.join("g00000000000000ff"));
        for path in keep {
            assert_eq!(fs::read_to_string(index.join(path)).unwrap(), "mine", "{path}");
        }
        let is_left: Vec<bool> = go.iter().map(|path| index.join(path).exists()).collect();
        assert_eq!(is_left, [false, false, false, false, true, true]);
        assert!(!index.join(".new-4294967295").exists());
    }

    #[cfg(unix)]
    #[test]
    fn links_are_taken_away_and_not_followed() {
        let root = tempfile::tempdir().unwrap();
        let notes = corpus(&root.path().join("notes"));
        let outside = root.path().join("outside");
        fs::create_dir(&outside).unwrap();
        fs::write(outside.join("meta.json"), "mine").unwrap();
        let index = root.path().join("index");
        let folder = IndexFolder::claim(&index, &notes).unwrap();
        let generation = index.join("g00000000000000ff");
        std::os::unix::fs::symlink(&outside, &generation).unwrap();
        std::os::unix::fs::symlink(&outside, index.join(".old-1")).unwrap();
        folder.sweep(&generation);
        let aside = folder.make_aside().unwrap();
        folder.put_in_place(&aside, &generation).unwrap();
        assert!(!generation.is_symlink() && generation.is_dir());
        assert_eq!(fs::read_to_string(outside.join("meta.json")).unwrap(), "mine");
    }
}
