//! `galpi cards [QUERY...]`: questions and answers made of sections.

use galpi::search::Searcher;

use crate::args::Cards;
use crate::failure::Failure;
use crate::settings::Settings;
use crate::{Outcome, cards, notebook, terminal};

/// Cards that are asked at a time unless another number is asked for.
const LIMIT: usize = 20;

pub(crate) fn run(settings: Settings, typed: &Cards) -> Result<Outcome, Failure> {
    let told = &terminal::language().cards;
    let lexicon = notebook::lexicon(&settings)?;
    let opened = notebook::open(&settings, &lexicon)?;
    let searcher = Searcher::new(&opened.snapshot, &settings.corpus, &lexicon);
    let query = typed.words.join(" ");
    let query = Some(query.as_str()).filter(|query| !query.trim().is_empty());
    let mut made = cards::make(&settings, &searcher, query)?;
    if typed.quiz {
        let limit = typed.limit.unwrap_or(LIMIT);
        let limit = if limit == 0 { usize::MAX } else { limit };
        return cards::quiz(made, limit, terminal::has_colour(settings.colour));
    }
    if let Some(limit) = typed.limit.filter(|limit| *limit > 0) {
        made.truncate(limit);
    }
    if made.is_empty() {
        notebook::say(told.no_cards);
        return Ok(Outcome::Nothing);
    }
    let rows: String = made.iter().map(cards::row).collect();
    super::put(format!("{}{rows}", cards::HEADER).as_bytes())?;
    Ok(Outcome::Found)
}
