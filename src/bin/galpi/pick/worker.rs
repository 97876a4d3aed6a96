//! The thread that searches.

use std::sync::mpsc::{Receiver, Sender};

use galpi::error::Result;
use galpi::search::{Hits, Options, Searcher, merge};

use crate::failure::Failure;
use crate::notebook::Book;

/// Sections that are found, at most: a few screens, as the list is read from its
/// top.
const LIMIT: usize = 50;

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Question {
    /// Counts questions, to know which one an answer is to.
    pub(super) number: u64,
    pub(super) query: String,
}

/// What was found, or why not.
pub(super) type Answer = std::result::Result<(u64, Hits), Failure>;

/// Answers questions, the last one of those that wait.
pub(super) fn serve(books: &[Book], questions: &Receiver<Question>, answers: &Sender<Answer>) {
    let searchers: Vec<Searcher<'_>> = books.iter().map(Book::searcher).collect();
    let options = Options { limit: LIMIT, is_prefix: true, ..Options::default() };
    while let Ok(mut question) = questions.recv() {
        while let Ok(later) = questions.try_recv() {
            question = later;
        }
        let found = found(&searchers, &question.query, &options);
        let answer = found.map(|hits| (question.number, hits)).map_err(Failure::from);
        if answers.send(answer).is_err() {
            break;
        }
    }
}

/// Searches all notebooks.
fn found(searchers: &[Searcher<'_>], query: &str, options: &Options) -> Result<Hits> {
    let mut hits = searchers[0].search(query, options)?;
    if searchers.len() > 1 {
        let others = searchers[1..].iter().map(|searcher| searcher.search(query, options));
        hits = merge(hits, others.collect::<Result<_>>()?, options.limit);
    }
    Ok(hits)
}
