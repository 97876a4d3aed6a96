//! What a person answers: a key of a terminal, or a line of a pipe.

use std::io::{self, BufRead, IsTerminal, StdinLock, Write};

use ratatui_crossterm::crossterm::event::{self, Event, KeyCode, KeyEventKind, KeyModifiers};
use ratatui_crossterm::crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use rs_fsrs::Rating;

use crate::failure::Failure;
use crate::terminal;

use super::schedule::RATINGS;

/// What a person does with a question or an answer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Reply {
    Go,
    Leave,
    Rated(Rating),
    Other,
}

/// Where replies come from.
pub(super) enum Replies {
    /// Each key is one, as soon as it is pressed.
    Keys,
    /// Each line is one.
    Lines(StdinLock<'static>),
}

impl Replies {
    pub(super) fn open() -> Self {
        match io::stdin().is_terminal() && io::stdout().is_terminal() {
            true => Self::Keys,
            false => Self::Lines(io::stdin().lock()),
        }
    }

    /// Waits for the next; a key that isn't wanted leaves the screen as it is.
    pub(super) fn next(&mut self, is_wanted: impl Fn(Reply) -> bool) -> Result<Reply, Failure> {
        let told = terminal::language().commands.unreadable_query;
        let reply = match self {
            Self::Keys => pressed(is_wanted),
            Self::Lines(lines) => line(lines),
        };
        reply.map_err(|error| Failure::system(told, &error))
    }
}

fn line(lines: &mut impl BufRead) -> io::Result<Reply> {
    let mut line = String::new();
    if lines.read_line(&mut line)? == 0 {
        return Ok(Reply::Leave);
    }
    let mut letters = line.trim().chars();
    Ok(match (letters.next(), letters.next()) {
        (None, _) => Reply::Go,
        (Some(letter), None) => of_letter(letter),
        _ => Reply::Other,
    })
}

fn pressed(is_wanted: impl Fn(Reply) -> bool) -> io::Result<Reply> {
    let raw = Raw::begin()?;
    let reply = loop {
        let Event::Key(key) = event::read()? else { continue };
        if key.kind == KeyEventKind::Release {
            continue;
        }
        let has_control = key.modifiers.contains(KeyModifiers::CONTROL);
        let reply = match key.code {
            KeyCode::Char('c' | 'd') if has_control => Reply::Leave,
            KeyCode::Esc => Reply::Leave,
            KeyCode::Enter => Reply::Go,
            KeyCode::Char(letter) => of_letter(letter),
            _ => Reply::Other,
        };
        if is_wanted(reply) {
            break reply;
        }
    };
    drop(raw);
    // As the line that was read would have ended.
    let mut out = io::stdout().lock();
    out.write_all(b"\n").and_then(|()| out.flush())?;
    Ok(reply)
}

/// Reads a letter. A Korean keyboard gives that of its own layout.
fn of_letter(letter: char) -> Reply {
    match letter {
        ' ' => Reply::Go,
        'q' | 'Q' | 'ㅂ' => Reply::Leave,
        '1'..='4' => Reply::Rated(RATINGS[letter as usize - '1' as usize]),
        _ => Reply::Other,
    }
}

/// While it is there a terminal gives keys as they are pressed.
struct Raw;

impl Raw {
    fn begin() -> io::Result<Self> {
        enable_raw_mode()?;
        Ok(Self)
    }
}

impl Drop for Raw {
    fn drop(&mut self) {
        let _ = disable_raw_mode();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_one_reply() {
        for (text, expected) in [
            ("", Reply::Leave),
            ("\n", Reply::Go),
            (" 3 \n", Reply::Rated(RATINGS[2])),
            ("ㅂ\n", Reply::Leave),
            ("5\n", Reply::Other),
            ("12\n", Reply::Other),
        ] {
            assert_eq!(line(&mut text.as_bytes()).expect("it is read"), expected, "{text:?}");
        }
    }
}
