//! `galpi show ID | PATH[:LINE]`: one section, whole.

use galpi::render::style::harmless;

use crate::args::Show;
use crate::failure::Failure;
use crate::locate::locate;
use crate::settings::Settings;
use crate::{Outcome, terminal};

pub(crate) fn run(settings: Settings, typed: &Show) -> Result<Outcome, Failure> {
    let text = locate(&settings, &typed.section)?.text();
    let text = match terminal::is_watched() {
        true => text.lines().flat_map(|line| [harmless(line), "\n".to_owned()]).collect(),
        false => text,
    };
    super::put(text.as_bytes())?;
    Ok(Outcome::Found)
}
