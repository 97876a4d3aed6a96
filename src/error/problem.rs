//! What failed.

use std::fmt;
use std::path::PathBuf;

use super::kind::ErrorKind;

/// What failed. Where and why are told beside it by the error.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Problem {
    /// The notes folder can't be read.
    NotesUnreadable,
    /// What was named for the notes is neither a folder nor a file.
    NotesNoFolder,
    /// A text in `ignore` of a configuration is no pattern.
    IgnorePattern(String),
    /// The patterns of `ignore` can't be used together.
    IgnoreUnusable,
    /// A configuration can't be read.
    ConfigUnreadable,
    /// A configuration is larger than anyone writes.
    ConfigTooLarge,
    /// A configuration says what it can't.
    Config {
        /// The configuration.
        file: PathBuf,
        /// Where in it, 1-based.
        line: usize,
        /// What is wrong there.
        fault: ConfigFault,
    },
    /// A notebook's configuration, or a path in it, leads out of its folder.
    Outside {
        /// The configuration.
        file: PathBuf,
        /// The path in it; `None` where it is the file itself.
        path: Option<PathBuf>,
        /// How it does.
        escape: Escape,
    },
    /// A line of judged queries, 1-based, isn't one.
    Judgment(usize, JudgmentFault),
    /// A file of a lexicon can't be read.
    LexiconUnreadable,
    /// What was named for a lexicon is no file.
    LexiconNoFile,
    /// With this file a lexicon is larger than is read.
    LexiconTooLarge,
    /// Entries of a lexicon are wrong; the cause lists them.
    LexiconFaults,
    /// The folder for the index can't be made.
    IndexFolderUnmade,
    /// The folder for the index can't be written to.
    IndexFolderUnwritable,
    /// The folder for the index holds the notes.
    IndexFolderHoldsNotes,
    /// The folder for the index has other things in it.
    IndexFolderForeign,
    /// No folder for the index is known.
    IndexFolderUnknown,
    /// The index can't be locked.
    IndexUnlockable,
    /// Another process keeps the index locked.
    IndexBusy,
    /// An old index can't be moved away.
    IndexUnreplaced,
    /// A new index can't be moved to where it belongs.
    IndexUnplaced,
    /// The index can't be written.
    IndexUnwritable,
    /// The list of what is indexed can't be written.
    ManifestUnwritable,
    /// The list of what is indexed is missing or damaged.
    ManifestDamaged,
    /// The index can't be read.
    IndexUnreadable,
    /// What the index keeps of its sections is damaged.
    StoreDamaged,
    /// What the index keeps of a section is damaged.
    RecordDamaged,
    /// Sections of the index are missing.
    SectionsMissing,
    /// A file of the index isn't what was written.
    FileDamaged,
    /// The index went away while it was being opened.
    IndexVanished,
    /// Words like another can't be looked for in the index.
    NearWords,
    /// A search fails on an index that was just made.
    SearchFails,
    /// A string is too long to be searched for.
    StringTooLong,
}

/// What is wrong with a line of a configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConfigFault {
    /// It isn't UTF-8.
    NotUtf8,
    /// It isn't TOML, or has keys or values that mean nothing here: what the
    /// reader of TOML says.
    Toml(String),
}

/// How a path leads out of a folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Escape {
    /// It is absolute, or has `..` in it.
    Upward,
    /// It leads to a symbolic link that leads outside.
    ByLink,
    /// It leads to a symbolic link that leads nowhere.
    DeadLink,
}

/// What is wrong with a line of judged queries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JudgmentFault {
    /// It has too few columns.
    Columns,
    /// A judgment has no grade.
    NoGrade(String),
    /// A grade is no number.
    BadGrade(String),
    /// A row of judged lines has too few columns.
    LineColumns,
    /// What should be a line is no number.
    BadLine(String),
}

impl Problem {
    /// Returns what sort of failure it is.
    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::NotesUnreadable | Self::NotesNoFolder => ErrorKind::Notes,
            Self::IgnorePattern(_)
            | Self::IgnoreUnusable
            | Self::ConfigTooLarge
            | Self::Config { .. }
            | Self::Judgment(..)
            | Self::LexiconNoFile
            | Self::LexiconTooLarge
            | Self::LexiconFaults => ErrorKind::Config,
            Self::Outside { .. } => ErrorKind::Outside,
            Self::ConfigUnreadable
            | Self::LexiconUnreadable
            | Self::IndexFolderUnmade
            | Self::IndexFolderUnwritable
            | Self::IndexUnlockable
            | Self::IndexUnreplaced
            | Self::IndexUnplaced
            | Self::IndexUnwritable
            | Self::ManifestUnwritable => ErrorKind::Io,
            Self::IndexFolderHoldsNotes | Self::IndexFolderForeign | Self::IndexFolderUnknown => {
                ErrorKind::Foreign
            }
            Self::IndexBusy => ErrorKind::Busy,
            Self::ManifestDamaged
            | Self::IndexUnreadable
            | Self::StoreDamaged
            | Self::RecordDamaged
            | Self::SectionsMissing
            | Self::FileDamaged
            | Self::IndexVanished
            | Self::NearWords => ErrorKind::Index,
            Self::SearchFails => ErrorKind::Defect,
            Self::StringTooLong => ErrorKind::Usage,
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotesUnreadable => "cannot read the notes folder",
            Self::NotesNoFolder => "not a folder:",
            Self::IgnorePattern(pattern) => {
                return write!(f, "invalid pattern `{pattern}` in `ignore`");
            }
            Self::IgnoreUnusable => "cannot use `ignore`",
            Self::ConfigUnreadable => "cannot read",
            Self::ConfigTooLarge => "the configuration file is too large:",
            Self::Config { file, line, fault } => {
                return write!(f, "`{}`, line {line}: {fault}", file.display());
            }
            Self::Outside { file, path: None, escape } => {
                return write!(f, "`{}` {escape}", file.display());
            }
            Self::Outside { file, path: Some(path), escape } => {
                let (file, path) = (file.display(), path.display());
                return write!(f, "`{file}`: the path `{path}` {escape}");
            }
            Self::Judgment(line, fault) => {
                return write!(f, "line {line}: {fault}");
            }
            Self::LexiconUnreadable => "cannot read the lexicon",
            Self::LexiconNoFile => "a lexicon must be a file:",
            Self::LexiconTooLarge => "the files of the lexicon exceed 8 MiB in total, with",
            Self::LexiconFaults => "the lexicon has mistakes",
            Self::IndexFolderUnmade => "cannot create the index folder",
            Self::IndexFolderUnwritable => "cannot write to the index folder",
            Self::IndexFolderHoldsNotes => "the folder chosen for the index contains notes:",
            Self::IndexFolderForeign => "the folder chosen for the index contains other files:",
            Self::IndexFolderUnknown => {
                "there is no folder for the index: neither XDG_CACHE_HOME nor HOME is set"
            }
            Self::IndexUnlockable => "cannot lock the index",
            Self::IndexBusy => "another galpi has been writing the index for 10 seconds",
            Self::IndexUnreplaced => "cannot replace the index",
            Self::IndexUnplaced => "cannot put the index in place",
            Self::IndexUnwritable => "cannot write the index",
            Self::ManifestUnwritable => "cannot write the manifest",
            Self::ManifestDamaged => "the manifest is missing or damaged",
            Self::IndexUnreadable => "cannot read the index",
            Self::StoreDamaged => "cannot read the index: its store is damaged",
            Self::RecordDamaged => "cannot read the index: a record is damaged",
            Self::SectionsMissing => "cannot read the index: sections of it are missing",
            Self::FileDamaged => "a file of the index is damaged:",
            Self::IndexVanished => "the index disappeared while it was being opened",
            Self::NearWords => "cannot look up similar words",
            Self::SearchFails => "this search failed",
            Self::StringTooLong => "this string is too long to search for",
        })
    }
}

impl fmt::Display for ConfigFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotUtf8 => f.write_str("not UTF-8"),
            Self::Toml(told) => f.write_str(told),
        }
    }
}

impl fmt::Display for Escape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Upward => "is absolute or leads upward (`..`)",
            Self::ByLink => "leads outside through a symbolic link",
            Self::DeadLink => "is a symbolic link that leads nowhere",
        })
    }
}

impl fmt::Display for JudgmentFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Columns => {
                f.write_str("expected qid, category, query and judgments, separated by tabs")
            }
            Self::NoGrade(judgment) => write!(f, "`{judgment}` has no grade"),
            Self::BadGrade(grade) => write!(f, "the grade `{grade}` is not a number"),
            Self::LineColumns => f.write_str("expected qid, section and lines, separated by tabs"),
            Self::BadLine(line) => write!(f, "the line `{line}` is not a number"),
        }
    }
}
