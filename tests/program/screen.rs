//! A terminal to type into: tmux, where it is installed.

use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use crate::workspace::Workspace;

/// A screen that doesn't show what is awaited after this long never will.
const PATIENCE: Duration = Duration::from_secs(60);
const STEP: Duration = Duration::from_millis(30);

/// A program in a terminal of 100 columns and 30 lines.
pub(crate) struct Screen<'w> {
    workspace: &'w Workspace,
}

impl<'w> Screen<'w> {
    /// Starts a shell script in `notes/`; `None` where there is no tmux.
    pub(crate) fn start(workspace: &'w Workspace, script: &str) -> Option<Self> {
        let screen = Self { workspace };
        let size = ["-x", "100", "-y", "30"];
        // What a script prints at its end is still to be seen.
        let script = format!("{script}\nprintf '\\n[over %s]' \"$?\"\nsleep 600");
        let mut command = screen.tmux()?;
        command.args(["-u", "new-session", "-d"]).args(size).args(["sh", "-c", &script]);
        let run = workspace.run(command, b"");
        assert_eq!(run.status, Some(0), "{}", run.page());
        Some(screen)
    }

    fn tmux(&self) -> Option<Command> {
        let socket = self.workspace.path("tmux");
        let socket = socket.to_str().expect("it is text");
        let mut command = self.workspace.tool("tmux", ["-S", socket, "-f", "/dev/null"])?;
        command.env("SHELL", "/bin/sh");
        Some(command)
    }

    fn run(&self, arguments: &[&str]) -> String {
        let mut command = self.tmux().expect("it was there");
        command.args(arguments);
        self.workspace.run(command, b"").stdout()
    }

    /// Types a text, as a keyboard or an input method sends it.
    pub(crate) fn type_text(&self, text: &str) {
        self.run(&["send-keys", "-l", text]);
    }

    /// Presses keys that have names: `Enter`, `C-n`, `Escape`.
    pub(crate) fn press(&self, keys: &[&str]) {
        self.run(&[&["send-keys"], keys].concat());
    }

    /// Waits until the screen shows a text, and returns the screen.
    #[track_caller]
    pub(crate) fn wait_for(&self, text: &str) -> String {
        let start = Instant::now();
        loop {
            let shown = self.run(&["capture-pane", "-p"]);
            if shown.contains(text) {
                return shown;
            }
            assert!(start.elapsed() < PATIENCE, "`{text}` never shows:\n{shown}");
            thread::sleep(STEP);
        }
    }
}

impl Drop for Screen<'_> {
    fn drop(&mut self) {
        // Only this terminal's own server.
        self.run(&["kill-server"]);
    }
}
