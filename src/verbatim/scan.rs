//! Looking through many notes at once.

use std::io::{self, Read};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::corpus::{Corpus, MAX_NOTE_BYTES, NotePath, decode};

use super::pattern::Pattern;

/// Notes fewer than this are looked through by the thread that asks: starting
/// others costs as much as reading some tens of files.
const MIN_NOTES_FOR_THREADS: usize = 64;

/// What a file in UTF-8 may begin with that is no text (U+FEFF).
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// Where a note has what was looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Matches {
    /// The number of the note in the list that was looked through.
    pub(crate) note: usize,
    /// Where each match begins, in bytes of the note's decoded text, in order.
    pub(crate) starts: Vec<u32>,
}

/// Looks for a pattern in notes, with all cores. Returns those that have it, in
/// the order of the list, and the numbers of those that can't be read now.
/// `is_decoded` tells of a note whether its text isn't the file's bytes.
pub(crate) fn scan(
    corpus: &Corpus,
    notes: &[NotePath],
    pattern: &Pattern,
    is_decoded: &(dyn Fn(&NotePath) -> bool + Sync),
) -> (Vec<Matches>, Vec<usize>) {
    let next = AtomicUsize::new(0);
    let found = Mutex::new((Vec::new(), Vec::new()));
    let work = || {
        let mut bytes = Vec::new();
        let (mut matches, mut unread) = (Vec::new(), Vec::new());
        loop {
            let note = next.fetch_add(1, Ordering::Relaxed);
            let Some(path) = notes.get(note) else { break };
            match starts(corpus, path, pattern, is_decoded(path), &mut bytes) {
                Ok(starts) if starts.is_empty() => {}
                Ok(starts) => matches.push(Matches { note, starts }),
                Err(_) => unread.push(note),
            }
        }
        // A thread that panicked would end the whole search anyway.
        if let Ok(mut found) = found.lock() {
            found.0.append(&mut matches);
            found.1.append(&mut unread);
        }
    };
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    match notes.len() < MIN_NOTES_FOR_THREADS || cores == 1 {
        true => work(),
        false => std::thread::scope(|scope| {
            (0..cores).for_each(|_| drop(scope.spawn(work)));
        }),
    }
    let (mut matches, mut unread) = found.into_inner().unwrap_or_default();
    matches.sort_unstable_by_key(|matches: &Matches| matches.note);
    unread.sort_unstable();
    (matches, unread)
}

fn starts(
    corpus: &Corpus,
    path: &NotePath,
    pattern: &Pattern,
    is_decoded: bool,
    bytes: &mut Vec<u8>,
) -> io::Result<Vec<u32>> {
    bytes.clear();
    // It may have grown since it was opened.
    corpus.open(path)?.take(MAX_NOTE_BYTES).read_to_end(bytes)?;
    let starts = |text: &[u8]| pattern.spans(text).map(|span| span.start as u32).collect();
    if is_decoded {
        let decoded = decode(std::mem::take(bytes));
        return Ok(decoded.map(|decoded| starts(decoded.text.as_bytes())).unwrap_or_default());
    }
    Ok(starts(bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes)))
}
