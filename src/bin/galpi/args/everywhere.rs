//! What every command takes.

use std::path::PathBuf;

use clap::{ArgAction, Args, ValueEnum, ValueHint};

use super::headings::WHICH;

/// What every command takes.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct Everywhere {
    /// The folder of the notes, or one note; may be given again [default: $GALPI_NOTES, else what
    /// the nearest galpi.toml upward says, else your own default notebook, else the current folder]
    #[arg(
        long,
        value_name = "PATH",
        global = true,
        action = ArgAction::Append,
        value_hint = ValueHint::AnyPath,
        help_heading = WHICH
    )]
    pub(crate) notes: Vec<PathBuf>,
    /// A notebook of your own configuration by its name, or all; may be given again
    #[arg(
        short = 'N',
        long,
        value_name = "NAME",
        global = true,
        action = ArgAction::Append,
        help_heading = WHICH
    )]
    pub(crate) notebook: Vec<String>,
    /// The folder of the index [default: what galpi.toml says, else one in the cache folder]
    #[arg(
        long,
        value_name = "DIR",
        global = true,
        value_hint = ValueHint::DirPath,
        hide_short_help = true,
        help_heading = WHICH
    )]
    pub(crate) index: Option<PathBuf>,
    /// Take the index as it is: don't look whether notes have changed
    #[arg(long, global = true, hide_short_help = true, help_heading = WHICH)]
    pub(crate) no_refresh: bool,
    /// When to use colour
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
