//! `galpi pick [QUERY...]`: found and chosen while typing.

use galpi::render::style::harmless;

use crate::args::Pick;
use crate::failure::Failure;
use crate::pick::{Picked, pick};
use crate::settings::Settings;
use crate::{Outcome, editor, notebook};

use super::open;

pub(crate) fn run(settings: Settings, typed: &Pick) -> Result<Outcome, Failure> {
    let lexicon = notebook::lexicon(&settings)?;
    let opened = notebook::open(&settings, &lexicon)?;
    let picked = pick(&opened, &settings.corpus, &lexicon, &typed.words.join(" "))?;
    let hit = match picked {
        Picked::Nothing => return Ok(Outcome::Nothing),
        Picked::Open(hit) => return editor::open(&open::spot(&settings, &hit)),
        Picked::Print(hit) => hit,
    };
    let spot = open::spot(&settings, &hit);
    let place = format!("{}:{}", spot.path.display(), spot.line);
    super::put(format!("{}\n", harmless(&place)).as_bytes())?;
    Ok(Outcome::Found)
}
