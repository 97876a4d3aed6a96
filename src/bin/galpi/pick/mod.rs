//! Picking a section while typing: results and a preview, on the terminal.
//!
//! One thread reads keys and draws; another searches, always for what was
//! typed last, so that no key waits for a search. What is drawn goes to the
//! terminal itself, so that standard output may be somewhere else and gets the
//! answer alone.

mod input;
mod look;
mod screen;
mod state;
mod view;
mod worker;

use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};
use std::thread;
use std::time::Duration;

use galpi::search::Hit;
use ratatui_crossterm::crossterm::event;

use crate::failure::Failure;
use crate::notebook::Book;
use crate::{history, terminal};

use screen::Screen;
use state::{Action, State};
use worker::{Answer, Question};

/// How long a key is waited for while a search is under way: then its answer
/// is looked for.
const GLANCE: Duration = Duration::from_millis(4);
/// The same when nothing is under way.
const REST: Duration = Duration::from_secs(3600);

/// What came of picking.
pub(crate) struct Picked {
    /// What was typed at the end.
    pub(crate) query: String,
    /// Whether the notes answer that.
    pub(crate) is_answered: bool,
    pub(crate) choice: Choice,
}

/// What is to be done with what was picked.
pub(crate) enum Choice {
    /// Nothing was picked.
    Nothing,
    /// A hit is to be opened.
    Open(Box<Hit>),
    /// A hit's place is to be told.
    Print(Box<Hit>),
}

/// Lets a person pick a section. While nothing is typed, `earlier` queries are
/// offered; `told` stands there instead of sections where there are no notes.
///
/// # Errors
///
/// When there is no terminal, or the index can't be read.
pub(crate) fn pick(
    books: &[Book],
    query: &str,
    earlier: Vec<String>,
    told: Vec<String>,
) -> Result<Picked, Failure> {
    let (ask, questions) = channel();
    let (answer, answers) = channel();
    thread::scope(|scope| {
        scope.spawn(move || worker::serve(books, &questions, &answer));
        // Of one notebook the name tells nothing.
        let names = books.iter().map(|book| book.settings.name.clone());
        let names = if books.len() > 1 { names.collect() } else { Vec::new() };
        // The worker ends when nobody can ask it any more.
        let mut state = State::new(query, earlier, terminal::language());
        (state.names, state.told) = (names, told);
        converse(state, ask, &answers)
    })
}

fn converse(
    mut state: State,
    ask: Sender<Question>,
    answers: &Receiver<Answer>,
) -> Result<Picked, Failure> {
    let commands = &terminal::language().commands;
    let unfit =
        |_: std::io::Error| Failure::new(commands.no_terminal).hint(commands.no_terminal_hint);
    let mut screen = Screen::open().map_err(unfit)?;
    state.colours = terminal::has_colour_on_screen().then(terminal::chosen_colours);
    if let Some(question) = state.question() {
        // The worker lives as long as this function.
        let _ = ask.send(question);
    }
    loop {
        screen.draw(|frame| view::draw(frame, &mut state)).map_err(|e| Failure::output(&e))?;
        // All keys that are there are taken before anything is drawn.
        let mut wait = if state.is_waiting() { GLANCE } else { REST };
        let mut is_changed = false;
        while !is_changed || event::poll(Duration::ZERO).map_err(unfit)? {
            if event::poll(wait).map_err(unfit)? {
                is_changed = true;
                match state.take(&event::read().map_err(unfit)?) {
                    Action::None => {}
                    Action::Search(question) => {
                        let _ = ask.send(question);
                    }
                    Action::Copy(text) => screen.copy(&text).map_err(unfit)?,
                    Action::Leave => return Ok(picked(&state, Choice::Nothing)),
                    Action::Open(hit) => return Ok(picked(&state, Choice::Open(hit))),
                    Action::Print(hit) => return Ok(picked(&state, Choice::Print(hit))),
                }
                wait = if state.is_waiting() { GLANCE } else { REST };
                continue;
            }
            match answers.try_recv() {
                Ok(answer) => {
                    state.answer(answer?);
                    is_changed = true;
                }
                Err(TryRecvError::Empty) => {}
                // It failed, and said how.
                Err(TryRecvError::Disconnected) => {
                    return Ok(picked(&state, Choice::Nothing));
                }
            }
        }
    }
}

fn picked(state: &State, choice: Choice) -> Picked {
    Picked {
        query: state.input.text.clone(),
        // What isn't answered yet may be found.
        is_answered: state.is_waiting() || state.hits.as_ref().is_none_or(history::is_answered),
        choice,
    }
}
