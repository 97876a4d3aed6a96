//! `galpi cards [QUERY...]`: questions and answers made of sections.

use crate::args::Cards;
use crate::failure::Failure;
use crate::notebook::Book;
use crate::settings::Settings;
use crate::{Outcome, cards, notebook, terminal};

use super::nothing;

/// Cards that are asked at a time unless another number is asked for.
const LIMIT: usize = 20;

pub(crate) fn run(notebooks: Vec<Settings>, typed: &Cards) -> Result<Outcome, Failure> {
    let told = &terminal::language().cards;
    let colours = terminal::colours(notebooks[0].colour);
    let query = typed.words.join(" ");
    let query = Some(query.as_str()).filter(|query| !query.trim().is_empty());
    let books = notebooks.into_iter().map(Book::open).collect::<Result<Vec<_>, _>>()?;
    if !nothing::are_there_notes(&books) {
        return Ok(Outcome::Nothing);
    }
    let mut made = Vec::new();
    for book in &books {
        made.extend(cards::make(&book.settings, &book.searcher(), query)?);
    }
    if typed.quiz {
        let limit = typed.limit.unwrap_or(LIMIT);
        let limit = if limit == 0 { usize::MAX } else { limit };
        return cards::quiz(made, limit, colours);
    }
    if let Some(limit) = typed.limit.filter(|limit| *limit > 0) {
        made.truncate(limit);
    }
    if made.is_empty() {
        notebook::say(told.no_cards);
        return Ok(Outcome::Nothing);
    }
    let rows: String = made.iter().map(cards::row).collect();
    super::put_data(format!("{}{rows}", cards::HEADER).as_bytes())?;
    Ok(Outcome::Found)
}
