//! Links: which address is shown beside their text, and which becomes a terminal
//! hyperlink.

use std::rc::Rc;

use crate::links::written_path;

use super::parts::presentable;
use super::row::Run;

/// A link or image that is being read.
pub(super) struct Link {
    target: Rc<str>,
    title: String,
    /// The number of its first run of text among those of its paragraph.
    pub(super) first_run: usize,
}

impl Link {
    pub(super) fn new(target: &str, title: &str, first_run: usize) -> Self {
        // A path is told as the note is called: `%EC%9B%80.md` is 움.md.
        let path = written_path(target);
        let target = presentable(path.as_deref().unwrap_or(target)).into();
        Self { target, title: presentable(title), first_run }
    }

    /// Returns where it leads, if that only opens a page or a letter.
    pub(super) fn outside(&self) -> Option<Rc<str>> {
        let schemes = ["http://", "https://", "mailto:"];
        let is_outside = schemes.iter().any(|scheme| self.target.starts_with(scheme));
        is_outside.then(|| Rc::clone(&self.target))
    }

    /// Returns what `written`, its text, doesn't say: target and title.
    pub(super) fn told(&self, written: &[Run]) -> Option<String> {
        let target = if self.is_said(written) { "" } else { &*self.target };
        match (target, self.title.as_str()) {
            ("", "") => None,
            (target, "") => Some(format!(" ({target})")),
            ("", title) => Some(format!(" (\"{title}\")")),
            (target, title) => Some(format!(" ({target} \"{title}\")")),
        }
    }

    /// Says whether the text is the target: the address itself, or, for a place
    /// in the same note, its heading.
    fn is_said(&self, written: &[Run]) -> bool {
        let target = self.target.strip_prefix("mailto:").unwrap_or(&self.target);
        // No more of a text is looked at than the target is long.
        let mut text = String::new();
        for run in written {
            if text.len() > 2 * target.len() + 16 {
                return false;
            }
            text.push_str(&run.text);
        }
        let bare = |text: &str| -> String {
            text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
        };
        match target.strip_prefix('#') {
            Some(place) => bare(place) == bare(&text),
            None => target == text,
        }
    }
}
