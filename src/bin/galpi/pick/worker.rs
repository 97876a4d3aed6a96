//! The thread that searches.

use std::sync::mpsc::{Receiver, Sender};

use galpi::corpus::Corpus;
use galpi::index::Opened;
use galpi::lexicon::Lexicon;
use galpi::search::{Hits, Options, Searcher};

use crate::failure::Failure;

/// Sections that are found, at most: more than a screen or two nobody reads.
const LIMIT: usize = 50;

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Question {
    /// Counts questions, to know which one an answer is to.
    pub(super) number: u64,
    pub(super) query: String,
}

/// What was found, or why not.
pub(super) type Answer = Result<(u64, Hits), Failure>;

/// Answers questions, the last one of those that wait.
pub(super) fn serve(
    opened: &Opened,
    corpus: &Corpus,
    lexicon: &Lexicon,
    questions: &Receiver<Question>,
    answers: &Sender<Answer>,
) {
    let searcher = Searcher::new(&opened.snapshot, corpus, lexicon);
    let options = Options { limit: LIMIT, is_prefix: true, ..Options::default() };
    while let Ok(mut question) = questions.recv() {
        while let Ok(later) = questions.try_recv() {
            question = later;
        }
        let found = searcher.search(&question.query, &options);
        let answer = found.map(|hits| (question.number, hits)).map_err(Failure::from);
        if answers.send(answer).is_err() {
            break;
        }
    }
}
