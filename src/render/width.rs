//! How wide text is on a terminal, and what fits.

use unicode_width::UnicodeWidthStr;

/// Returns how many columns a text takes, tabs aside.
pub fn width(text: &str) -> usize {
    UnicodeWidthStr::width(text)
}

/// Returns how many columns a text at the beginning of a line takes, with
/// tab stops every eight.
pub fn width_with_tabs(text: &str) -> usize {
    let mut columns = 0;
    for piece in text.split_inclusive('\t') {
        columns += width(piece.trim_end_matches('\t'));
        if piece.ends_with('\t') {
            columns = columns / 8 * 8 + 8;
        }
    }
    columns
}

/// Cuts a path to `columns` from its beginning, as its end says most.
pub fn fit_path(path: &str, columns: usize) -> String {
    if width(path) <= columns {
        return path.to_owned();
    }
    let mut room = columns.saturating_sub(1);
    let kept = path.char_indices().rev().take_while(|(_, c)| {
        let cells = unicode_width::UnicodeWidthChar::width(*c).unwrap_or(0);
        let fits = cells <= room;
        room = room.saturating_sub(cells);
        fits
    });
    let from = kept.last().map_or(path.len(), |(at, _)| at);
    // A whole name is better than a piece of one.
    let whole = path[from..].find('/').map(|at| from + at);
    let name = path.rfind('/').map_or(0, |at| at + 1);
    format!("…{}", &path[whole.filter(|at| *at < name).unwrap_or(from)..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_keep_their_ends() {
        assert_eq!(fit_path("a/b.md:3", 20), "a/b.md:3");
        assert_eq!(fit_path("corpus/storage/s3.md:136", 20), "…/storage/s3.md:136");
        assert_eq!(fit_path("corpus/storage/s3.md:136", 16), "…/s3.md:136");
        assert_eq!(fit_path("corpus/게이트웨이.md:1", 12), "…트웨이.md:1");
    }
}
