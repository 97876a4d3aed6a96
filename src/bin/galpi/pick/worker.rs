//! The thread that searches.

use std::sync::mpsc::{Receiver, Sender};

use galpi::corpus::{NotePath, SectionId};
use galpi::search::{Hit, Hits, Options};

use crate::asked::Asked;
use crate::failure::Failure;
use crate::locate;
use crate::notebook::Book;
use crate::relation::related;

/// Sections that are found, at most: a few screens, as the list is read from its
/// top.
const LIMIT: usize = 50;
/// Sections of each relation.
const MAX_RELATED: usize = 5;

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Question {
    /// Counts questions, to know which one an answer is to.
    pub(super) number: u64,
    pub(super) ask: Ask,
}

/// What a question asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Ask {
    /// What answers a query.
    Query(String),
    /// Where to read on after a section, in the notebook of a number.
    Related { notebook: usize, path: NotePath, id: SectionId },
}

/// Words that are suggested where nothing is found, at most.
const MAX_SUGGESTED: usize = 5;

/// What was found for a question.
pub(super) struct Found {
    /// Which question.
    pub(super) number: u64,
    pub(super) hits: Hits,
    /// Where nothing was found, words of the notes that are near.
    pub(super) nearest: Vec<String>,
}

/// What was found, or why not.
pub(super) type Answer = std::result::Result<Found, Failure>;

/// Answers questions, the last one of those that wait.
pub(super) fn serve(books: &[Book], questions: &Receiver<Question>, answers: &Sender<Answer>) {
    let asked = Asked::new(books);
    while let Ok(mut question) = questions.recv() {
        while let Ok(later) = questions.try_recv() {
            question = later;
        }
        let found = match &question.ask {
            Ask::Query(query) => search(&asked, query, LIMIT),
            Ask::Related { notebook, path, id } => reading_on(&asked, *notebook, path, *id),
        };
        let answer = found.map(|hits| {
            let nearest = match &question.ask {
                Ask::Query(query) if hits.hits.is_empty() => {
                    let searcher = books[0].searcher();
                    searcher.nearest(query, MAX_SUGGESTED).unwrap_or_default()
                }
                _ => Vec::new(),
            };
            Found { number: question.number, hits, nearest }
        });
        if answers.send(answer).is_err() {
            break;
        }
    }
}

fn search(asked: &Asked<'_>, query: &str, limit: usize) -> Result<Hits, Failure> {
    asked.search(query, &Options { limit, is_prefix: true, ..Options::default() })
}

/// Finds what a section links to, what links to it, and what is like it.
fn reading_on(
    asked: &Asked<'_>,
    notebook: usize,
    path: &NotePath,
    id: SectionId,
) -> Result<Hits, Failure> {
    let book = &asked.books[notebook];
    let note = locate::read(&book.settings, path)?;
    // The note may have changed since the section was found.
    let at = (0..note.sections.len()).find(|at| note.id(*at) == id);
    let found = match at {
        Some(at) => related(book, &note, at, MAX_RELATED)?,
        None => Vec::new(),
    };
    let numbered = found.into_iter().zip(1..);
    let hits: Vec<Hit> = numbered.map(|((_, hit), rank)| Hit { rank, notebook, ..hit }).collect();
    let nothing = search(asked, "", 0)?;
    Ok(Hits { total: hits.len(), hits, ..nothing })
}
