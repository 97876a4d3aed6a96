//! What markup inside a word or line parts, for a reader: `**값**을` is one word, mc<sup>2</sup>
//! is mc^2.

/// Returns what parts two pieces of a note for a reader, where `between` stands
/// between them: markup inside a word or line parts nothing that the text
/// doesn't.
pub(crate) fn gap(between: &str) -> &'static str {
    match between {
        _ if between.contains('\n') => "\n",
        _ if between.contains(char::is_whitespace) => " ",
        _ if between.contains(['*', '_', '`', '~']) && between.len() <= 3 => "",
        _ => gap_of_tags(between).unwrap_or(" "),
    }
}

/// Returns what parts two pieces of a note between which there are only tags of how letters
/// look, which part no word (`<b>볼륨</b>을`). What is raised or lowered stands behind the sign
/// that people type for it: mc^2.
fn gap_of_tags(between: &str) -> Option<&'static str> {
    const NAMES: [&str; 17] = [
        "b", "i", "u", "s", "em", "del", "ins", "kbd", "sub", "sup", "wbr", "code", "font", "mark",
        "span", "small", "strong",
    ];
    let inside = between.strip_prefix('<')?.strip_suffix('>')?;
    let mut gap = "";
    for tag in inside.split("><") {
        let name = tag.trim_end_matches('/').trim_start_matches('/').to_ascii_lowercase();
        NAMES.contains(&name.as_str()).then_some(())?;
        match tag {
            _ if tag.starts_with('/') => {}
            _ if name == "sup" => gap = "^",
            _ if name == "sub" => gap = "_",
            _ => {}
        }
    }
    Some(gap)
}

/// Returns the bytes of the markup that a text begins with, and what it parts; `None` where
/// it begins with none that may stand inside a word.
pub(crate) fn markup_inside_word(text: &str) -> Option<(usize, &'static str)> {
    let length = match text.as_bytes().first()? {
        b'*' | b'`' => text.bytes().take_while(|b| matches!(b, b'*' | b'`')).count(),
        // One is a range: 1~2.
        b'~' if text.starts_with("~~") => 2,
        b'<' => tags_length(text),
        _ => return None,
    };
    Some((length, gap(&text[..length]))).filter(|(length, gap)| *length > 0 && *gap != " ")
}

/// Returns the bytes of the tags that a text begins with.
fn tags_length(text: &str) -> usize {
    /// `</strong>` is the longest of those that part no word.
    const MAX_TAG_BYTES: usize = 9;
    let mut length = 0;
    while text[length..].starts_with('<') {
        let Some(end) = text[length..].bytes().take(MAX_TAG_BYTES).position(|b| b == b'>') else {
            break;
        };
        length += end + 1;
    }
    length
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_inside_a_word_parts_nothing() {
        for (between, expected) in [
            ("**", ""),
            ("</b>", ""),
            ("<b><i>", ""),
            ("<wbr/>", ""),
            ("<sub>", "_"),
            ("</sub><sup>", "^"),
            ("<SUP>", "^"),
            ("<br>", " "),
            ("<b> ", " "),
            (" ", " "),
            ("\n> ", "\n"),
            ("](https://e.org)", " "),
        ] {
            assert_eq!(gap(between), expected, "{between}");
        }
    }

    #[test]
    fn markup_is_seen_where_it_begins() {
        for (text, expected) in [
            ("**을", Some((2, ""))),
            ("~~을", Some((2, ""))),
            ("<sub>2</sub>O", Some((5, "_"))),
            ("</i></b>을", Some((8, ""))),
            ("~2", None),
            ("_b", None),
            ("<br>을", None),
            ("<unclosed", None),
            ("을", None),
            ("", None),
        ] {
            assert_eq!(markup_inside_word(text), expected, "{text}");
        }
    }
}
