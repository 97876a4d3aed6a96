//! `galpi widget SHELL`: what puts `galpi pick` at a key.

use crate::Outcome;
use crate::args::{Host, Widget};
use crate::failure::Failure;

pub(crate) fn run(typed: &Widget) -> Result<Outcome, Failure> {
    let script = match typed.host {
        Host::Bash => include_str!("../../../../editors/shell/galpi.bash"),
        Host::Zsh => include_str!("../../../../editors/shell/galpi.zsh"),
        Host::Fish => include_str!("../../../../editors/shell/galpi.fish"),
        Host::Tmux => include_str!("../../../../editors/tmux/galpi.conf"),
    };
    super::put(script.as_bytes())?;
    Ok(Outcome::Found)
}
