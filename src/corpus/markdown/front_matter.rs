//! What stands before a note: its title, other names and properties.

use crate::corpus::outline::collapse;
use crate::span::Span;

/// Keys of the note's title.
const TITLE_KEYS: [&str; 2] = ["title", "제목"];
/// Keys whose values are names or a summary of the note, by which people look
/// for it.
const NAMING_KEYS: [&str; 15] = [
    "aliases",
    "alias",
    "aka",
    "tags",
    "keywords",
    "categories",
    "description",
    "short_description",
    "summary",
    "별칭",
    "별명",
    "태그",
    "키워드",
    "설명",
    "요약",
];
/// More lines than this are no front matter, whatever encloses them.
const MAX_LINES: usize = 200;
/// A key of more words than this is a sentence with a colon in it.
const MAX_KEY_WORDS: usize = 4;
/// Nor has a key more characters than this.
const MAX_KEY_CHARS: usize = 40;

/// What stands before a note: `key: value` between lines of `---`, or
/// `key = value` between lines of `+++`.
pub(crate) struct FrontMatter {
    pub(crate) title: Option<String>,
    /// The title as it stands, and the values of [`NAMING_KEYS`].
    pub(crate) names: Vec<Span>,
    /// Where the note's own text begins, in bytes.
    pub(crate) end: usize,
}

/// What a line of a front matter is.
enum Line<'t> {
    /// A key with what follows it on the line.
    Property { key: &'t str, value: &'t str },
    /// What belongs to the key above: an item of a list, a further line.
    More(&'t str),
    /// Nothing that a front matter has.
    Text,
}

impl FrontMatter {
    /// Finds the front matter at the beginning of a text. Values may run over
    /// several lines and be lists; what they are to YAML doesn't matter, and
    /// neither does whether they are any.
    pub(crate) fn of(text: &str) -> Option<Self> {
        let mut lines = text.split_inclusive('\n');
        let first = lines.next()?;
        let (fence, separator) = match first.trim_start_matches('\u{feff}').trim_end() {
            "---" => ("---", ':'),
            "+++" => ("+++", '='),
            _ => return None,
        };
        let mut front = Self { title: None, names: Vec::new(), end: first.len() };
        let mut last_key = None;
        let mut after_blank = false;
        for line in lines.take(MAX_LINES) {
            let start = front.end;
            front.end += line.len();
            let bare = line.trim_end();
            if bare == fence || fence == "---" && bare == "..." {
                return last_key.is_some().then_some(front);
            }
            // A heading below an empty line: what looked like a fence is a
            // rule above text.
            if after_blank && bare.starts_with("## ") {
                return None;
            }
            after_blank = bare.is_empty();
            let value = match Line::of(bare, separator) {
                Line::Property { key, value } => {
                    last_key = Some(key);
                    value
                }
                Line::More(value) => value,
                Line::Text if last_key.is_none() => return None,
                Line::Text => bare,
            };
            front.take(last_key.unwrap_or_default(), value, line, start);
        }
        None
    }

    /// Adds one line of the value of `key`; `line` begins at byte `start`.
    fn take(&mut self, key: &str, value: &str, line: &str, start: usize) {
        let is_one_of = |keys: &[&str]| keys.iter().any(|k| k.eq_ignore_ascii_case(key));
        let is_title = is_one_of(&TITLE_KEYS) && self.title.is_none();
        if !is_title && !is_one_of(&NAMING_KEYS) {
            return;
        }
        let bare = value.trim_matches(|c: char| c.is_whitespace() || ">|-[]\"'".contains(c));
        if bare.is_empty() {
            return;
        }
        if is_title {
            self.title = Some(collapse(unquoted(value))).filter(|title| !title.is_empty());
        }
        let at = start + (bare.as_ptr() as usize - line.as_ptr() as usize);
        self.names.push(Span::new(at, at + bare.len()));
    }
}

impl<'t> Line<'t> {
    fn of(bare: &'t str, separator: char) -> Self {
        if bare.is_empty() || bare.starts_with([' ', '\t', '-', '#', '[', ']', '}']) {
            return Self::More(bare);
        }
        match bare.split_once(separator) {
            Some((key, value)) if is_key(key.trim_end(), value, separator) => {
                Self::Property { key: unquoted(key), value }
            }
            _ => Self::Text,
        }
    }
}

/// Says whether `key` may be one: a few words, as Obsidian's properties have
/// them (`date created`). `value` is what follows the separator.
fn is_key(key: &str, value: &str, separator: char) -> bool {
    let has_words = key.chars().any(char::is_alphanumeric);
    let is_short = key.split_whitespace().count() <= MAX_KEY_WORDS
        && key.chars().take(MAX_KEY_CHARS + 1).count() <= MAX_KEY_CHARS;
    // `https://…` is no key, and neither is the hour of `10:30`.
    let is_parted = separator != ':' || value.is_empty() || value.starts_with([' ', '\t', '"']);
    let is_one_word = !key.contains(char::is_whitespace);
    has_words && is_short && (is_parted || is_one_word && !value.starts_with("//"))
}

fn unquoted(value: &str) -> &str {
    let value = value.trim();
    let quotes = ['"', '\''];
    quotes.iter().find_map(|q| value.strip_prefix(*q)?.strip_suffix(*q)).unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Writes a front matter as `title | names/…`; `-` where there is none.
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let found = FrontMatter::of(text).map_or("-".to_owned(), |front| {
            let names: Vec<&str> = front.names.iter().map(|span| &text[span.range()]).collect();
            format!("{} | {}", front.title.unwrap_or_default(), names.join("/"))
        });
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn keys_are_what_people_write() {
        check("---\ntitle: 훈련\ndate created: 2024-01-02\n---\n", "훈련 | 훈련");
        check("---\n교수: 김민수\ntitle: \"노트\"\n---\n", "노트 | 노트");
        check("---\ntitle:노트\n---\n", "노트 | 노트");
        check("---\n\"title\": 노트\n---\n", "노트 | 노트");
        check("+++\ntitle = '노트'\n[extra]\nx = 1\n+++\n", "노트 | 노트");
        check("---\ntitle:\n  여러 줄에\n  걸친 제목\n---\n", "여러 줄에 | 여러 줄에");
        check("---\naliases: [가, 나]\ntags:\n  - 다\n- 라\n---\n", " | 가, 나/다/라");
        check("---\ndescription: >\n  긴 말\n\n  또 한 줄\n---\n", " | 긴 말/또 한 줄");
    }

    #[test]
    fn text_between_rules_is_none() {
        check("---\n글\n---\n", "-");
        check("---\n글: 말 많은 글\n", "-");
        check("---\nhttps://a.b/c\n---\n", "-");
        check("---\n이것은 꽤 길게 쓴 한 문장이다: 정말로\n---\n", "-");
        check("---\n주의: 글이다\n\n## 제목\n\n---\n", "-");
    }
}
