//! Messages, broken into rows at words as a terminal has room.
//!
//! What stands between backquotes is to be typed or was: it is broken only where it
//! fits in no row, and a long word never, so that it can be copied.

use galpi::render::style::width;

/// Breaks a text where a row of so many columns has no more room; rows after the first
/// are indented.
pub(crate) fn broken(text: &str, columns: usize, indent: usize) -> String {
    let lines = text.split('\n').map(|line| broken_line(line, columns, indent));
    lines.collect::<Vec<_>>().join("\n")
}

fn broken_line(line: &str, columns: usize, indent: usize) -> String {
    if width(line) <= columns {
        return line.to_owned();
    }
    let mut broken = String::with_capacity(line.len() + line.len() / 8);
    let mut used = 0;
    for word in words(line, columns.saturating_sub(indent)) {
        let own = width(word.trim_end());
        if used > indent && used + own > columns {
            broken.truncate(broken.trim_end().len());
            broken.push('\n');
            broken.push_str(&" ".repeat(indent));
            used = indent;
        }
        broken.push_str(word);
        used += width(word);
    }
    broken
}

/// Cuts a line into words, each with the blanks behind it. What is quoted is one, if it
/// fits into `room`.
fn words(line: &str, room: usize) -> Vec<&str> {
    let mut words = Vec::new();
    let (mut start, mut at) = (0, 0);
    while let Some(c) = line[at..].chars().next() {
        let next = at + c.len_utf8();
        let quoted = (c == '`').then(|| line[next..].find('`')).flatten();
        at = match quoted.filter(|length| width(&line[next..next + length]) + 2 <= room) {
            Some(length) => next + length + 1,
            None => next,
        };
        if c == ' ' && !line[at..].starts_with(' ') {
            words.push(&line[start..at]);
            start = at;
        }
    }
    words.push(&line[start..]);
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_end_at_words() {
        for (text, columns, expected) in [
            ("hint: put it there", 12, "hint: put it\n  there"),
            ("hint: put it there", 40, "hint: put it there"),
            ("hint: use `--notes DIR` for it", 20, "hint: use\n  `--notes DIR` for\n  it"),
            ("도움말: 폴더를 정하세요", 16, "도움말: 폴더를\n  정하세요"),
            (
                "in /a/very/long/path/that/fits/nowhere",
                10,
                "in\n  /a/very/long/path/that/fits/nowhere",
            ),
            (
                "one `quote that is longer than a row` two",
                16,
                "one `quote that\n  is longer than\n  a row` two",
            ),
            ("a ` b c d", 5, "a ` b\n  c d"),
            ("first\nsecond line", 8, "first\nsecond\n  line"),
            ("", 5, ""),
        ] {
            assert_eq!(broken(text, columns, 2), expected, "{text}");
        }
    }
}
