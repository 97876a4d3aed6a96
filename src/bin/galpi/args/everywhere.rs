//! What every command takes.

use std::path::PathBuf;

use clap::{ArgAction, Args, ValueEnum, ValueHint};

use super::headings::WHICH;

/// What every command takes.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct Everywhere {
    /// Folder of notes, or a single note; repeatable [default: $GALPI_NOTES, else the nearest
    /// galpi.toml upward, else the current folder if it has notes, else your default notebook]
    #[arg(
        long,
        value_name = "PATH",
        global = true,
        action = ArgAction::Append,
        value_hint = ValueHint::AnyPath,
        help_heading = WHICH
    )]
    pub(crate) notes: Vec<PathBuf>,
    /// Notebook named in your own configuration, or `all`; repeatable
    #[arg(
        short = 'N',
        long,
        value_name = "NAME",
        global = true,
        action = ArgAction::Append,
        help_heading = WHICH
    )]
    pub(crate) notebook: Vec<String>,
    /// Folder of the index [default: as galpi.toml says, else in the cache folder]
    #[arg(
        long,
        value_name = "DIR",
        global = true,
        value_hint = ValueHint::DirPath,
        hide_short_help = true,
        help_heading = WHICH
    )]
    pub(crate) index: Option<PathBuf>,
    /// Use the index as it is, without checking whether notes have changed
    #[arg(long, global = true, hide_short_help = true, help_heading = WHICH)]
    pub(crate) no_refresh: bool,
    /// When to use color
    #[arg(long, value_name = "WHEN", default_value = "auto", global = true)]
    pub(crate) color: When,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum When {
    #[default]
    Auto,
    Always,
    Never,
}
