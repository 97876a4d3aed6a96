//! Cards asked in the terminal: question, answer, and how well it was known.

use std::collections::VecDeque;
use std::io::{self, Write};

use galpi::render::style::{Colours, Palette};
use rs_fsrs::Rating;

use crate::failure::Failure;
use crate::history::now;
use crate::{Outcome, notebook, terminal};

use super::card::Card;
use super::reply::{Replies, Reply};
use super::schedule::Schedule;

/// Asks the cards that are due, those that have waited longest first, then new
/// ones; at most `limit`. One that wasn't known is asked again at the end.
pub(crate) fn quiz(
    cards: Vec<Card>,
    limit: usize,
    colours: Option<Colours>,
) -> Result<Outcome, Failure> {
    let palette = Palette::new(colours, false);
    let told = &terminal::language().cards;
    let mut schedule = Schedule::open();
    let (mut queue, next) = due(cards, &schedule, now() as i64, limit);
    if queue.is_empty() {
        notebook::say(&match next {
            Some(seconds) => (told.none_due)(&(told.within)(seconds.unsigned_abs())),
            None => told.no_cards.to_owned(),
        });
        return Ok(Outcome::Nothing);
    }
    let mut input = Replies::open();
    let (mut asked, mut missed) = (0, 0);
    while let Some(card) = queue.pop_front() {
        let left = queue.len();
        say(&question(&card, left, palette))?;
        if let Reply::Leave = input.next(|reply| matches!(reply, Reply::Go | Reply::Leave))? {
            break;
        }
        say(&answer(&card, colours))?;
        let choices =
            schedule.choices(&card.id, now() as i64).map(|s| (told.within)(s.unsigned_abs()));
        let Some(rating) = rating(&mut input, &choices, palette)? else { break };
        asked += 1;
        if let Err(error) = schedule.rate(&card.id, rating, now() as i64) {
            notebook::warn(&(told.unkept)(&terminal::language().cause(&error)));
        }
        if rating == Rating::Again {
            missed += 1;
            queue.push_back(card);
        }
    }
    if asked > 0 {
        notebook::say(&(told.done)(asked, missed));
    }
    Ok(Outcome::Found)
}

/// Chooses the cards that are asked now; where there are none, tells in how
/// many seconds there will be.
fn due(
    cards: Vec<Card>,
    schedule: &Schedule,
    now: i64,
    limit: usize,
) -> (VecDeque<Card>, Option<i64>) {
    let mut due: Vec<(i64, Card)> = Vec::new();
    let mut new = Vec::new();
    let mut next: Option<i64> = None;
    for card in cards {
        match schedule.due(&card.id) {
            None => new.push(card),
            Some(at) if at <= now => due.push((at, card)),
            Some(at) => next = Some(next.map_or(at - now, |other| other.min(at - now))),
        }
    }
    due.sort_by_key(|(at, _)| *at);
    let queue = due.into_iter().map(|(_, card)| card).chain(new).take(limit).collect();
    (queue, next)
}

fn question(card: &Card, left: usize, palette: Palette) -> String {
    let told = &terminal::language().cards;
    let context = card.context.join(" › ");
    let left = (told.left)(left);
    let lead = if context.is_empty() { left } else { format!("{left} · {context}") };
    format!(
        "\n{}\n{}\n{} ",
        palette.dim(&lead),
        palette.heading(&card.question),
        palette.dim(told.reveal)
    )
}

fn answer(card: &Card, colours: Option<Colours>) -> String {
    let palette = Palette::new(colours, false);
    let mut text = String::from("\n");
    for row in card.rows(terminal::columns().saturating_sub(2).max(1), colours.is_some()) {
        text.push_str(&format!("  {}\n", palette.row(&row).trim_end()));
    }
    text.push_str(&format!("  {}\n\n", palette.dim(&galpi::render::style::harmless(&card.place))));
    text
}

/// Asks how well a card was known, until that is told; none where the person
/// leaves.
fn rating(
    input: &mut Replies,
    choices: &[String; 4],
    palette: Palette,
) -> Result<Option<Rating>, Failure> {
    let told = &terminal::language().cards;
    let choice = |(at, name): (usize, &&str)| format!("{} {name} ({})", at + 1, choices[at]);
    let all: Vec<String> = told.ratings.iter().enumerate().map(choice).collect();
    loop {
        say(&format!("{} ", palette.dim(&format!("{} · {}", all.join(" · "), told.leave))))?;
        match input.next(|reply| matches!(reply, Reply::Rated(_) | Reply::Leave))? {
            Reply::Rated(rating) => return Ok(Some(rating)),
            Reply::Leave => return Ok(None),
            Reply::Go | Reply::Other => {}
        }
    }
}

fn say(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(|e| Failure::output(&e))
}
