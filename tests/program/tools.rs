//! The real programs that galpi works with. A test with one of them passes,
//! and says so, where it isn't installed.

use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::workspace::Workspace;

/// Finds a program of this machine.
pub(crate) fn installed(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let found = env::split_paths(&path).map(|folder| folder.join(name)).find(|p| p.is_file());
    if found.is_none() {
        eprintln!("not tested: {name} isn't installed");
    }
    found
}

/// Returns where programs are, galpi first.
fn search_path() -> std::ffi::OsString {
    let own = Path::new(env!("CARGO_BIN_EXE_galpi")).parent().expect("it is in a folder");
    let others = env::var_os("PATH").unwrap_or_default();
    env::join_paths([own.to_owned()].into_iter().chain(env::split_paths(&others)))
        .expect("no folder has a colon")
}

impl Workspace {
    /// A run of another program in `notes/` that has yet to begin, with galpi
    /// where it looks for programs; `None` where it isn't installed.
    pub(crate) fn tool<S: AsRef<OsStr>>(
        &self,
        name: &str,
        arguments: impl IntoIterator<Item = S>,
    ) -> Option<Command> {
        let mut command = Command::new(installed(name)?);
        command
            .args(arguments)
            .current_dir(self.path("notes"))
            .env_clear()
            .env("PATH", search_path())
            .env("HOME", self.path("home"))
            .env("XDG_CACHE_HOME", self.path("cache"))
            .env("TMPDIR", self.path(""))
            .env("LANG", "C.UTF-8")
            .env("TERM", "xterm-256color");
        Some(command)
    }

    /// Runs a shell script in `notes/`.
    pub(crate) fn sh(&self, script: &str) -> crate::workspace::Run {
        let command = self.tool("sh", ["-c", script]).expect("there is a shell");
        self.run(command, b"")
    }
}

/// Returns a block of code of the README: the first of `language` below the
/// heading that is `heading`.
pub(crate) fn recipe(heading: &str, language: &str) -> String {
    recipes(heading, language)
        .into_iter()
        .next()
        .unwrap_or_else(|| panic!("README has no `{language}` below `{heading}`"))
}

/// Returns all blocks of `language` below a heading of the README.
pub(crate) fn recipes(heading: &str, language: &str) -> Vec<String> {
    let readme = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
    let readme = std::fs::read_to_string(readme).expect("there is a README");
    let mut blocks = Vec::new();
    // The block that one is in: its language and text so far.
    let (mut is_below, mut block) = (false, None::<(&str, String)>);
    for line in readme.lines() {
        match (&mut block, line.strip_prefix("```")) {
            (None, Some(language)) => block = Some((language, String::new())),
            (None, None) if line.starts_with('#') => {
                is_below = line.trim_start_matches('#').trim() == heading;
            }
            (None, None) => {}
            (Some(_), Some(_)) => {
                let ended = block.take().filter(|(name, _)| is_below && *name == language);
                blocks.extend(ended.map(|(_, text)| text));
            }
            (Some((_, text)), None) => text.extend([line, "\n"]),
        }
    }
    blocks
}
