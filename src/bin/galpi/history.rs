//! What the reader looked for, kept on this machine for them alone.
//!
//! One line of JSON for each lookup, appended to a file in the user's folder of
//! states: the query, when, in which notes, and whether they answer it. Nothing
//! depends on the file: what can't be written is not kept, and a line that
//! can't be read is passed over.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::env;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use galpi::render::{readings, unread};
use galpi::search::{Hits, Signal};
use serde::{Deserialize, Serialize};

use crate::settings::Settings;
use crate::{journal, terminal, user};

/// Says whether lookups are kept: `off` never, `always` also those whose answer
/// goes to a program. Otherwise those are kept whose answer a person sees.
const VARIABLE: &str = "GALPI_HISTORY";
/// Of a query of at most so many words …
const FEW_WORDS: usize = 8;
/// … so much of what it asks must be in the best hit, and of its letters in words
/// that the notes have, where a word is in no note.
const MIN_COVERAGE: f32 = 0.6;
/// Longer queries (4 KiB) aren't kept: they are pasted pages, which aren't typed
/// again.
const MAX_QUERY_BYTES: usize = 4 * 1024;
/// A file that has grown beyond this (1 MiB, some 8,000 lookups) loses its
/// older half.
const MAX_FILE_BYTES: u64 = 1024 * 1024;
/// Queries that were missed and are asked again, at most: each takes some
/// milliseconds.
pub(crate) const MAX_MISSED: usize = 500;
/// Days after which a lookup counts half: what one studies changes with the
/// weeks.
const HALF_LIFE_DAYS: f64 = 7.0;
const SECONDS_A_DAY: f64 = 86_400.0;

/// Something that was looked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Lookup {
    /// Seconds since 1970, UTC.
    pub(crate) time: u64,
    /// The folder of the notes.
    pub(crate) notes: String,
    /// What was typed.
    pub(crate) query: String,
    /// Whether the notes answer it.
    pub(crate) found: bool,
}

/// All lookups of one query.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Asked {
    /// The last of them.
    pub(crate) last: Lookup,
    /// How many there are.
    pub(crate) times: usize,
    /// How often and how lately it was asked: each time counts 1, and half of
    /// it after each week.
    pub(crate) frecency: f64,
}

/// Says whether notes answer a query: something was found by its words, or by
/// other words for the same. What is merely about it in other words is no
/// answer that one could count on, nor is what has the lesser part of a few words
/// of which one is in no note.
pub(crate) fn is_answered(hits: &Hits) -> bool {
    let Some(best) = hits.hits.first() else { return false };
    let unread = unread(hits);
    if !unread.is_empty() && hits.query.split_whitespace().nth(FEW_WORDS).is_none() {
        let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count() as f32;
        let missing: f32 = unread.iter().map(|word| letters(word)).sum();
        let is_lesser = missing < (1.0 - MIN_COVERAGE) * letters(&hits.query);
        return is_lesser && best.explanation.signal(Signal::Coverage) >= MIN_COVERAGE;
    }
    let has_words = !hits.is_all_rewritten && !hits.is_all_absent;
    has_words || readings(hits, hits.hits.len()).is_some()
}

/// Keeps a lookup, if lookups are kept.
///
/// It is one `write` to a file opened for appending, so that processes need no
/// lock. It never fails and tells nothing: it comes after the answer, and
/// nobody waits for it.
pub(crate) fn keep(settings: &Settings, query: &str, found: bool) {
    let is_wanted = match env::var(VARIABLE).as_deref() {
        Ok("off") => false,
        Ok("always") => true,
        _ => terminal::is_watched() && user::keeps_history(),
    };
    if is_wanted {
        keep_always(settings, query, found);
    }
}

/// Keeps what was looked for where a person certainly sees the answer.
pub(crate) fn keep_seen(settings: &Settings, query: &str, found: bool) {
    let is_wanted = match env::var(VARIABLE).as_deref() {
        Ok("off") => false,
        Ok("always") => true,
        _ => user::keeps_history(),
    };
    if is_wanted {
        keep_always(settings, query, found);
    }
}

fn keep_always(settings: &Settings, query: &str, found: bool) {
    let query = query.trim();
    let (Some(file), false) = (path(), query.is_empty() || query.len() > MAX_QUERY_BYTES) else {
        return;
    };
    let lookup = Lookup { time: now(), notes: folder(settings), query: query.to_owned(), found };
    // Nothing depends on it.
    let _ = append(&file, &lookup, MAX_FILE_BYTES);
}

/// Returns the folder of the notes, as it is kept and compared.
pub(crate) fn folder(settings: &Settings) -> String {
    settings.corpus.base().to_string_lossy().into_owned()
}

/// Reads all lookups, the oldest first; none where none are kept.
pub(crate) fn read() -> Vec<Lookup> {
    path()
        .and_then(|file| journal::newest(&file, MAX_FILE_BYTES).ok())
        .map_or(Vec::new(), |text| journal::rows(&text))
}

/// Forgets all lookups; returns how many there were.
///
/// # Errors
///
/// When the file can't be removed.
pub(crate) fn clear() -> io::Result<usize> {
    let count = read().len();
    match path().map(fs::remove_file) {
        Some(Err(error)) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => Ok(count),
    }
}

/// Puts lookups of the same query together, the one that was asked last first.
/// Queries are the same but for the spaces in them.
pub(crate) fn by_query(lookups: impl IntoIterator<Item = Lookup>, now: u64) -> Vec<Asked> {
    let mut all: Vec<(usize, Asked)> = Vec::new();
    let mut places: HashMap<(String, String), usize> = HashMap::new();
    for (number, lookup) in lookups.into_iter().enumerate() {
        let days = now.saturating_sub(lookup.time) as f64 / SECONDS_A_DAY;
        let worth = 0.5_f64.powf(days / HALF_LIFE_DAYS);
        let key = (lookup.notes.clone(), one_line(&lookup.query));
        let place = *places.entry(key).or_insert(all.len());
        match all.get_mut(place) {
            Some((last, asked)) => {
                *last = number;
                asked.times += 1;
                asked.frecency += worth;
                asked.last = lookup;
            }
            None => all.push((number, Asked { last: lookup, times: 1, frecency: worth })),
        }
    }
    // They were kept in the order of their times; several may be of one second.
    all.sort_by_key(|(last, _)| Reverse(*last));
    all.into_iter().map(|(_, asked)| asked).collect()
}

/// Returns the queries that these notes answered, those that were asked most
/// and latest first.
pub(crate) fn frequent(folders: &[String], most: usize) -> Vec<String> {
    let here = read().into_iter().filter(|lookup| folders.contains(&lookup.notes));
    let mut asked = by_query(here, now());
    asked.retain(|asked| asked.last.found);
    asked.sort_by(|a, b| b.frecency.total_cmp(&a.frecency));
    asked.iter().take(most).map(|asked| one_line(&asked.last.query)).collect()
}

/// Returns the queries that these notes didn't answer when they were asked
/// last, the last first.
pub(crate) fn missed(settings: &Settings) -> Vec<String> {
    let notes = folder(settings);
    let here = read().into_iter().filter(|lookup| lookup.notes == notes);
    let mut asked = by_query(here, now());
    asked.retain(|asked| !asked.last.found);
    asked.truncate(MAX_MISSED);
    asked.into_iter().map(|asked| asked.last.query).collect()
}

/// Returns a query on one line.
pub(crate) fn one_line(query: &str) -> String {
    query.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns the seconds since 1970.
pub(crate) fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

/// Returns the file of lookups; none where there is no home.
fn path() -> Option<PathBuf> {
    journal::folder().map(|folder| folder.join("history.jsonl"))
}

/// Appends a lookup; drops the older half of a file that has become too large.
fn append(file: &Path, lookup: &Lookup, most: u64) -> io::Result<()> {
    let (opened, size) = journal::append(file, lookup)?;
    // Of two processes that would, one does; a line that another appends
    // meanwhile may be lost.
    if size > most && opened.try_lock().is_ok() {
        journal::replace(file, &journal::newest(file, most / 2)?)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lookup(time: u64, query: &str, found: bool) -> Lookup {
        Lookup { time, notes: "/notes".to_owned(), query: query.to_owned(), found }
    }

    fn queries(asked: &[Asked]) -> Vec<(&str, usize)> {
        asked.iter().map(|asked| (asked.last.query.as_str(), asked.times)).collect()
    }

    #[test]
    fn lookups_of_one_query_are_put_together() {
        let day = SECONDS_A_DAY as u64;
        let asked = by_query(
            [
                lookup(1, "볼륨  스냅샷", false),
                lookup(day, "DAX", true),
                lookup(2 * day, "볼륨 스냅샷", true),
            ],
            2 * day,
        );
        assert_eq!(queries(&asked), [("볼륨 스냅샷", 2), ("DAX", 1)]);
        assert!(asked[0].last.found);
        // Of two that were asked as often, the later one counts more.
        assert!(asked[1].frecency < 1.0 && asked[1].frecency > 0.9);
        let week_ago = by_query([lookup(0, "DAX", true)], 7 * day);
        assert!((week_ago[0].frecency - 0.5).abs() < 1e-9);
    }

    #[test]
    fn a_file_keeps_its_newer_half() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("deep/history");
        for number in 0..200 {
            append(&file, &lookup(number, &format!("질문 {number}"), true), 4096)
                .expect("it is kept");
            assert!(fs::metadata(&file).expect("it is there").len() <= 4096);
        }
        let text = fs::read_to_string(&file).expect("it is read");
        let all: Vec<Lookup> = journal::rows(&text);
        assert_eq!(all.len(), text.lines().count());
        let times: Vec<u64> = all.iter().map(|lookup| lookup.time).collect();
        let first = times[0];
        assert_eq!(times, (first..200).collect::<Vec<_>>());
        // Nothing stays beside it.
        assert_eq!(fs::read_dir(folder.path().join("deep")).expect("a folder").count(), 1);
    }
}
