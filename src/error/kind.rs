//! The sorts of failure.

/// The sorts of failure that a caller may want to tell apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The file system refused something.
    Io,
    /// The notes folder is missing, or one that must not be searched whole.
    Notes,
    /// `galpi.toml`, a lexicon or a judged-query file doesn't say what it must.
    Config,
    /// `galpi.toml` leads to a place outside of its folder.
    Outside,
    /// The index can't be read: damaged, or of another version.
    Index,
    /// The folder that is named for the index isn't galpi's to use: it has
    /// other things in it, or holds the notes.
    Foreign,
    /// The index is being written by another process.
    Busy,
    /// The request itself can't be understood.
    Usage,
    /// galpi itself is wrong.
    Defect,
}
