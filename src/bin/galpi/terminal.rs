//! What the program is connected to.

use std::io::IsTerminal;

use crate::args::When;

/// Columns of a terminal that doesn't say how many it has.
const COLUMNS: usize = 80;

/// Says whether hits go to a person.
pub(crate) fn is_watched() -> bool {
    std::io::stdout().is_terminal()
}

/// Says whether a person reads the messages.
pub(crate) fn is_heard() -> bool {
    std::io::stderr().is_terminal()
}

/// Says whether to use colour on standard output.
pub(crate) fn has_colour(when: When) -> bool {
    match when {
        When::Always => true,
        When::Never => false,
        When::Auto => {
            let set = |name| std::env::var_os(name).filter(|value| !value.is_empty());
            let is_dumb = || set("TERM").is_some_and(|term| term == "dumb");
            let is_forced = || set("CLICOLOR_FORCE").is_some_and(|value| value != "0");
            set("NO_COLOR").is_none() && (is_forced() || is_watched() && !is_dumb())
        }
    }
}

/// Returns the columns there are, as the environment or the terminal says.
pub(crate) fn columns() -> usize {
    let set = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let asked = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    set.or_else(asked).filter(|columns| *columns > 0).unwrap_or(COLUMNS)
}
