//! The terminal while picking, and as it was afterwards.

use std::fs::File;
use std::io::{self, BufWriter, Write};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ratatui_core::terminal::{Frame, Terminal};
use ratatui_crossterm::CrosstermBackend;
use ratatui_crossterm::crossterm::event::{
    DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture,
};
use ratatui_crossterm::crossterm::execute;
use ratatui_crossterm::crossterm::terminal::{
    EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};

type Backend = CrosstermBackend<BufWriter<Box<dyn Write + Send>>>;

/// The screen that is drawn on. Dropping it leaves the terminal as it was,
/// also when something goes wrong.
pub(super) struct Screen {
    terminal: Terminal<Backend>,
}

impl Screen {
    /// Takes the terminal over.
    ///
    /// # Errors
    ///
    /// When there is none.
    pub(super) fn open() -> io::Result<Self> {
        let mut out = device()?;
        enable_raw_mode()?;
        let entered = execute!(out, EnterAlternateScreen, EnableBracketedPaste, EnableMouseCapture);
        let terminal = entered
            .and_then(|()| Terminal::new(CrosstermBackend::new(BufWriter::new(out))))
            .inspect_err(|_| restore())?;
        // Words of a panic would be lost with the screen they are written on.
        let earlier = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            restore();
            earlier(panic);
        }));
        Ok(Self { terminal })
    }

    pub(super) fn draw(&mut self, draw: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        self.terminal.draw(draw).map(|_| ())
    }

    /// Puts a text on the clipboard of the terminal (OSC 52), wherever that
    /// runs.
    pub(super) fn copy(&mut self, text: &str) -> io::Result<()> {
        let out = self.terminal.backend_mut();
        write!(out, "\u{1b}]52;c;{}\u{7}", STANDARD.encode(text))?;
        Write::flush(out)
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        // What can't be put back can't be told either.
        let _ = self.terminal.show_cursor();
        restore();
    }
}

fn restore() {
    if let Ok(mut out) = device() {
        let _ = execute!(out, DisableMouseCapture, DisableBracketedPaste, LeaveAlternateScreen);
    }
    let _ = disable_raw_mode();
}

/// Opens the terminal itself: standard output may be a pipe.
fn device() -> io::Result<Box<dyn Write + Send>> {
    match cfg!(unix) {
        true => Ok(Box::new(File::options().read(true).write(true).open("/dev/tty")?)),
        false => Ok(Box::new(io::stderr())),
    }
}
