//! What the program is connected to.

use std::io::{self, IsTerminal, Write};

use galpi::render::style::{Background, Colours, harmless};

use galpi::language::Catalogue;

use crate::args::When;
use crate::paragraph;

/// Columns of a terminal that doesn't say how many it has.
const COLUMNS: usize = 80;

/// Says whether hits go to a person.
pub(crate) fn is_watched() -> bool {
    std::io::stdout().is_terminal()
}

/// Says whether a person reads the messages.
pub(crate) fn is_heard() -> bool {
    std::io::stderr().is_terminal()
}

/// Says whether a person watches the messages on a screen where a line can be
/// drawn again.
pub(crate) fn can_redraw() -> bool {
    is_heard() && !is_dumb()
}

/// Columns by which rows of a message after the first stand in.
const MESSAGE_INDENT: usize = 2;

/// Lays a message out for whoever reads it: broken at words on a terminal, as it is for
/// programs.
pub(crate) fn message(text: &str) -> String {
    if is_heard() { paragraph::broken(text, columns(), MESSAGE_INDENT) } else { text.to_owned() }
}

/// Says whether something is piped or redirected to standard input. A device
/// that isn't a terminal (`/dev/null`) has nothing to say.
#[cfg(unix)]
pub(crate) fn is_piped_to() -> bool {
    use std::os::fd::AsFd;
    use std::os::unix::fs::FileTypeExt;
    let stdin = std::io::stdin();
    let file = stdin.as_fd().try_clone_to_owned().map(std::fs::File::from);
    let kind = file.and_then(|file| file.metadata()).map(|metadata| metadata.file_type());
    kind.is_ok_and(|kind| kind.is_fifo() || kind.is_file() || kind.is_socket())
}

#[cfg(not(unix))]
pub(crate) fn is_piped_to() -> bool {
    !std::io::stdin().is_terminal()
}

/// Says whether to use colour on standard output.
fn has_colour(when: When) -> bool {
    match when {
        When::Always => true,
        When::Never => false,
        When::Auto => {
            let is_forced = || set("CLICOLOR_FORCE").is_some_and(|value| value != "0");
            set("NO_COLOR").is_none() && (is_forced() || is_watched() && !is_dumb())
        }
    }
}

/// Returns the colours of standard output, where there are any.
pub(crate) fn colours(when: When) -> Option<Colours> {
    has_colour(when).then(chosen_colours)
}

/// Says whether a screen that is taken over has colour.
pub(crate) fn has_colour_on_screen() -> bool {
    set("NO_COLOR").is_none()
}

/// Returns the colours of messages, where there are any.
pub(crate) fn colours_on_errors() -> Option<Colours> {
    (set("NO_COLOR").is_none() && can_redraw()).then(chosen_colours)
}

/// Returns the colours that suit the terminal's ground, or the reader set.
pub(crate) fn chosen_colours() -> Colours {
    let told = set("COLORFGBG");
    let ground = told.as_deref().and_then(std::ffi::OsStr::to_str).map(Background::of_colorfgbg);
    let colours = Colours::on(ground.unwrap_or_default());
    match set("GALPI_COLORS").as_deref().and_then(std::ffi::OsStr::to_str) {
        Some(setting) => colours.with(setting),
        None => colours,
    }
}

/// Says whether the terminal can do nothing but write lines.
fn is_dumb() -> bool {
    set("TERM").is_some_and(|term| term == "dumb")
}

/// Returns a variable of the environment that isn't empty.
fn set(name: &str) -> Option<std::ffi::OsString> {
    std::env::var_os(name).filter(|value| !value.is_empty())
}

/// Says whether the terminal takes links (OSC 8); others might show them as
/// letters.
pub(crate) fn has_links() -> bool {
    supports_hyperlinks::supports_hyperlinks()
}

/// Returns in which language to speak: that of the locale, as POSIX finds it.
pub(crate) fn language() -> &'static Catalogue {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(set);
    let locale = locale.as_deref().and_then(std::ffi::OsStr::to_str);
    Catalogue::of_locale(locale.unwrap_or_default())
}

/// Returns the rows of the terminal that hits are written to; `None` where
/// they go elsewhere.
pub(crate) fn rows() -> Option<usize> {
    if !is_watched() {
        return None;
    }
    let set = std::env::var("LINES").ok().and_then(|rows| rows.parse().ok());
    set.or_else(|| terminal_size::terminal_size().map(|(_, height)| usize::from(height.0)))
}

/// Returns the columns there are, as the environment or the terminal says.
pub(crate) fn columns() -> usize {
    let set = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let asked = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    set.or_else(asked).filter(|columns| *columns > 0).unwrap_or(COLUMNS)
}

/// Returns standard output for what programs are to read.
pub(crate) fn for_programs() -> Box<dyn Write> {
    let out = io::BufWriter::new(io::stdout().lock());
    match is_watched() {
        true => Box::new(Tame::new(out)),
        false => Box::new(out),
    }
}

/// What programs read, shown on a terminal: nothing in it may drive that.
pub(crate) struct Tame<W: Write> {
    out: W,
    line: Vec<u8>,
}

impl<W: Write> Tame<W> {
    pub(crate) fn new(out: W) -> Self {
        Self { out, line: Vec::new() }
    }

    fn pass_on(&mut self) -> io::Result<()> {
        let line = String::from_utf8_lossy(&self.line);
        let pieces: Vec<String> = line.split('\t').map(harmless).collect();
        self.out.write_all(pieces.join("\t").as_bytes())?;
        self.line.clear();
        Ok(())
    }
}

impl<W: Write> Write for Tame<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for piece in bytes.split_inclusive(|byte| *byte == b'\n') {
            self.line.extend_from_slice(piece.strip_suffix(b"\n").unwrap_or(piece));
            if piece.ends_with(b"\n") {
                self.pass_on()?;
                self.out.write_all(b"\n")?;
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.pass_on()?;
        self.out.flush()
    }
}
