//! A real terminal: tmux, where it is installed.

use std::process::{Command, Output};
use std::thread;
use std::time::{Duration, Instant};

use crate::workspace::Workspace;

/// No screen takes as long to appear.
const PATIENCE: Duration = Duration::from_secs(60);
/// How often one looks.
const GLANCE: Duration = Duration::from_millis(20);

/// A terminal with a shell command in it, in `notes/` of a workspace.
pub(crate) struct Terminal<'w> {
    workspace: &'w Workspace,
}

impl<'w> Terminal<'w> {
    /// Opens a terminal of so many columns and rows and runs a line of shell
    /// in it, where `galpi` is the program; `None` where there is no tmux.
    pub(crate) fn open(
        workspace: &'w Workspace,
        columns: usize,
        rows: usize,
        line: &str,
    ) -> Option<Self> {
        Command::new("tmux").arg("-V").output().ok()?;
        let terminal = Self { workspace };
        let program = env!("CARGO_BIN_EXE_galpi");
        let path = std::env::var("PATH").unwrap_or_default();
        let script = format!(
            "cd {}; galpi() {{ {program} \"$@\"; }}; {line}; echo \"[$?]\"; exec cat",
            workspace.path("notes").display()
        );
        let (columns, rows) = (columns.to_string(), rows.to_string());
        let made = terminal.tmux(&[
            "-f",
            "/dev/null",
            "new-session",
            "-d",
            "-x",
            &columns,
            "-y",
            &rows,
            "env",
            "-i",
            "TERM=screen-256color",
            "LANG=C.UTF-8",
            &format!("PATH={path}"),
            &format!("HOME={}", workspace.path("home").display()),
            &format!("XDG_CACHE_HOME={}", workspace.path("cache").display()),
            "sh",
            "-c",
            &script,
        ]);
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        Some(terminal)
    }

    fn tmux(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new("tmux");
        command.arg("-u").arg("-S").arg(self.workspace.path("tmux"));
        command.args(arguments).env_remove("TMUX").env("LC_ALL", "C.UTF-8");
        command.output().expect("tmux runs")
    }

    /// Types letters.
    pub(crate) fn write(&self, text: &str) {
        self.tmux(&["send-keys", "-l", text]);
    }

    /// Presses a key, as tmux names it.
    pub(crate) fn press(&self, key: &str) {
        self.tmux(&["send-keys", key]);
    }

    /// Says whether the program in the terminal takes what a mouse does.
    pub(crate) fn takes_mouse(&self) -> bool {
        let told = self.tmux(&["display-message", "-p", "#{mouse_any_flag}"]);
        String::from_utf8_lossy(&told.stdout).trim() == "1"
    }

    /// Does something with the mouse at a cell, 0-based; `button` is 0 for the left
    /// one, 64 and 65 for the wheel.
    pub(crate) fn mouse(&self, button: u8, column: usize, row: usize) {
        let (column, row) = (column + 1, row + 1);
        self.write(&format!("\x1b[<{button};{column};{row}M"));
        if button == 0 {
            self.write(&format!("\x1b[<{button};{column};{row}m"));
        }
    }

    /// Lets programs in the terminal write its clipboard (OSC 52).
    pub(crate) fn allow_copying(&self) {
        self.tmux(&["set-option", "-s", "set-clipboard", "on"]);
    }

    /// Returns what was copied last.
    pub(crate) fn clipboard(&self) -> String {
        let copied = self.tmux(&["show-buffer"]);
        String::from_utf8_lossy(&copied.stdout).into_owned()
    }

    pub(crate) fn resize(&self, columns: usize, rows: usize) {
        self.tmux(&["resize-window", "-x", &columns.to_string(), "-y", &rows.to_string()]);
    }

    /// Returns what is on the screen, without the empty rows at its end.
    pub(crate) fn screen(&self) -> String {
        let shown = self.tmux(&["capture-pane", "-p"]);
        let shown = String::from_utf8_lossy(&shown.stdout).into_owned();
        format!("{}\n", shown.trim_end())
    }

    /// Returns column and row of the cursor, 0-based.
    pub(crate) fn cursor(&self) -> String {
        let told = self.tmux(&["display-message", "-p", "#{cursor_x} #{cursor_y}"]);
        String::from_utf8_lossy(&told.stdout).trim().to_owned()
    }

    /// Waits for a screen that has a text, and returns it.
    #[track_caller]
    pub(crate) fn wait_for(&self, text: &str) -> String {
        self.wait_until(|screen| screen.contains(text), text)
    }

    #[track_caller]
    pub(crate) fn wait_until(&self, is_it: impl Fn(&str) -> bool, what: &str) -> String {
        let start = Instant::now();
        loop {
            let screen = self.screen();
            if is_it(&screen) {
                return screen;
            }
            assert!(start.elapsed() < PATIENCE, "no {what} on the screen:\n{screen}");
            thread::sleep(GLANCE);
        }
    }
}

impl Drop for Terminal<'_> {
    fn drop(&mut self) {
        self.tmux(&["kill-server"]);
    }
}
