//! `galpi pick [QUERY...]`: found and chosen while typing.

use galpi::render::style::harmless;

use crate::args::Pick;
use crate::failure::Failure;
use crate::pick::{Picked, pick};
use crate::settings::Settings;
use crate::{Outcome, notebook};

pub(crate) fn run(settings: Settings, typed: &Pick) -> Result<Outcome, Failure> {
    let lexicon = notebook::lexicon(&settings)?;
    let opened = notebook::open(&settings, &lexicon)?;
    let picked = pick(&opened, &settings.corpus, &lexicon, &typed.words.join(" "))?;
    let hit = match picked {
        Picked::Nothing => return Ok(Outcome::Nothing),
        Picked::Open(hit) | Picked::Print(hit) => hit,
    };
    let path = settings.prefix.join(hit.record.path().as_path());
    let line = match hit.snippet.best.line {
        0 => hit.record.line as usize,
        line => line,
    };
    let place = format!("{}:{line}", path.display());
    super::put(format!("{}\n", harmless(&place)).as_bytes())?;
    Ok(Outcome::Found)
}
