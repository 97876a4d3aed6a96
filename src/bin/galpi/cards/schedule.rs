//! When a card is asked again: FSRS, and what it knows of each card.

use std::collections::HashMap;
use std::io;
use std::path::PathBuf;

use chrono::{DateTime, Utc};
use rs_fsrs::{FSRS, Rating};
use serde::{Deserialize, Serialize};

use crate::journal;

/// A file that has grown beyond this (16 MiB, some 60,000 reviews) is read no
/// further back.
const MAX_FILE_BYTES: u64 = 16 * 1024 * 1024;
/// Rows that may be outdated before the file is written anew.
const MAX_OUTDATED: usize = 1_000;

/// The ratings, worst first.
pub(super) const RATINGS: [Rating; 4] = [Rating::Again, Rating::Hard, Rating::Good, Rating::Easy];

/// What is known of the cards that were asked.
pub(super) struct Schedule {
    scheduler: FSRS,
    /// None where there is no home: then nothing is remembered.
    file: Option<PathBuf>,
    known: HashMap<String, rs_fsrs::Card>,
}

/// A row of the file: the last one of a card counts.
#[derive(Serialize, Deserialize)]
struct Review {
    id: String,
    card: rs_fsrs::Card,
}

impl Schedule {
    /// Reads what is known; nothing where nothing can be read.
    pub(super) fn open() -> Self {
        Self::of_file(journal::folder().map(|folder| folder.join("cards.jsonl")))
    }

    fn of_file(file: Option<PathBuf>) -> Self {
        let text = file.as_ref().and_then(|file| journal::newest(file, MAX_FILE_BYTES).ok());
        let reviews: Vec<Review> = journal::rows(&text.unwrap_or_default());
        let count = reviews.len();
        let known: HashMap<_, _> = reviews.into_iter().map(|r| (r.id, r.card)).collect();
        let schedule = Self { scheduler: FSRS::default(), file, known };
        if count > schedule.known.len() + MAX_OUTDATED {
            // One that stays long is as good.
            let _ = schedule.shorten();
        }
        schedule
    }

    /// Returns when a card is due, in seconds since 1970; none for one that was
    /// never asked.
    pub(super) fn due(&self, id: &str) -> Option<i64> {
        self.known.get(id).map(|card| card.due.timestamp())
    }

    /// Returns in how many seconds a card would be asked again after each of
    /// the ratings.
    pub(super) fn choices(&self, id: &str, now: i64) -> [i64; 4] {
        let card = self.card(id, now);
        let mut log = self.scheduler.repeat(card, time(now));
        RATINGS.map(|rating| log.remove(&rating).map_or(0, |i| i.card.due.timestamp() - now))
    }

    /// Takes a rating, and keeps what follows from it.
    ///
    /// # Errors
    ///
    /// When it can't be kept; it counts until the end all the same.
    pub(super) fn rate(&mut self, id: &str, rating: Rating, now: i64) -> io::Result<()> {
        let card = self.scheduler.next(self.card(id, now), time(now), rating).card;
        self.known.insert(id.to_owned(), card.clone());
        match &self.file {
            Some(file) => journal::append(file, &Review { id: id.to_owned(), card }).map(|_| ()),
            None => Err(io::Error::from(io::ErrorKind::NotFound)),
        }
    }

    fn card(&self, id: &str, now: i64) -> rs_fsrs::Card {
        let new = || rs_fsrs::Card { due: time(now), last_review: time(now), ..Default::default() };
        self.known.get(id).cloned().unwrap_or_else(new)
    }

    /// Writes the last row of each card alone.
    fn shorten(&self) -> io::Result<()> {
        let Some(file) = &self.file else { return Ok(()) };
        let mut text = String::new();
        for (id, card) in &self.known {
            let review = Review { id: id.clone(), card: card.clone() };
            text.push_str(&serde_json::to_string(&review)?);
            text.push('\n');
        }
        journal::replace(file, &text)
    }
}

fn time(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(seconds, 0).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: i64 = 86_400;

    #[test]
    fn what_is_known_well_is_asked_later() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("cards");
        let mut schedule = Schedule::of_file(Some(file.clone()));
        let now = 1_700_000_000;
        assert_eq!(schedule.due("a"), None);
        let [again, hard, good, easy] = schedule.choices("a", now);
        assert!(again < hard && hard < good && good < easy, "{again} {hard} {good} {easy}");
        assert!(again < DAY && easy > DAY);
        schedule.rate("a", Rating::Easy, now).expect("it is kept");
        schedule.rate("b", Rating::Again, now).expect("it is kept");
        // Another process knows it.
        let mut schedule = Schedule::of_file(Some(file.clone()));
        let first = schedule.due("a").expect("it was asked") - now;
        assert_eq!(first, easy);
        assert_eq!(schedule.due("b"), Some(now + again));
        // The interval grows with each success.
        let later = now + first;
        schedule.rate("a", Rating::Good, later).expect("it is kept");
        let second = schedule.due("a").expect("it was asked") - later;
        assert!(second > first, "{second} {first}");
    }

    #[test]
    fn outdated_rows_are_dropped() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("cards");
        let mut schedule = Schedule::of_file(Some(file.clone()));
        for number in 0..MAX_OUTDATED as i64 + 2 {
            schedule.rate("a", Rating::Good, 1_700_000_000 + number).expect("it is kept");
        }
        let due = schedule.due("a");
        assert_eq!(Schedule::of_file(Some(file.clone())).due("a"), due);
        let text = std::fs::read_to_string(&file).expect("it is there");
        assert_eq!(text.lines().count(), 1);
        assert_eq!(Schedule::of_file(Some(file)).due("a"), due);
    }
}
