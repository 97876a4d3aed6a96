//! Links between notes: `[[Note#Heading|words]]` and `[words](note.md#heading)`.
//!
//! Text comes in, links go out; whether one leads to a note is told by paths
//! alone. Nothing here opens a file, and what leads out of the notes (an
//! address, a folder above) leads to none.

use std::borrow::Cow;
use std::path::{Component, Path, PathBuf};

use unicode_normalization::UnicodeNormalization;

use crate::corpus::NotePath;
use crate::span::{Span, boundary};

/// A longer link is none.
const MAX_LINK_BYTES: usize = 1_024;
/// Words of a link have no more brackets inside each other.
const MAX_DEPTH: usize = 16;

/// A link in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// All of the link in the text, in bytes.
    pub span: Span,
    /// The note as it is named; empty where the link stays in its own note.
    pub note: String,
    /// The heading as it is named: its words, or what a web page makes of them.
    pub heading: Option<String>,
    /// Whether it names a note wherever that is, as wiki links do, and not a
    /// path.
    is_wiki: bool,
}

impl Link {
    /// Reads a text that is a link and nothing else.
    ///
    /// # Examples
    ///
    /// ```
    /// use galpi::links::Link;
    /// let link = Link::parse("[[EBS#스냅샷|복사본]]").unwrap();
    /// assert_eq!((link.note.as_str(), link.heading.as_deref()), ("EBS", Some("스냅샷")));
    /// assert!(Link::parse("볼륨").is_none());
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        links(text).into_iter().find(|link| link.span.len() == text.len())
    }

    /// Says whether the link, standing in the note `from`, leads to the note
    /// `to` or to a section of it.
    pub fn leads_to(&self, from: &NotePath, to: &NotePath) -> bool {
        if self.note.is_empty() {
            return from == to;
        }
        match self.is_wiki {
            true => ends_with(to.as_path(), &self.note),
            false => self.path_from(from).is_some_and(|path| is_same_note(&path, to.as_path())),
        }
    }

    /// Says whether the link names a heading, if it names any.
    pub fn names(&self, heading: &str) -> bool {
        self.heading.as_deref().is_none_or(|named| slug(named) == slug(heading))
    }

    /// Returns the path that is named, from the folder of the notes.
    fn path_from(&self, from: &NotePath) -> Option<PathBuf> {
        let mut path: PathBuf = match self.note.strip_prefix('/') {
            Some(_) => PathBuf::new(),
            None => from.as_path().parent().unwrap_or(Path::new("")).to_owned(),
        };
        for part in Path::new(self.note.trim_start_matches('/')).components() {
            match part {
                Component::Normal(name) => path.push(name),
                Component::ParentDir if !path.pop() => return None,
                Component::ParentDir | Component::CurDir => {}
                _ => return None,
            }
        }
        Some(path)
    }
}

/// Finds the links of a text, in their order. What stands in code is none.
pub fn links(text: &str) -> Vec<Link> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut fence: Option<&str> = None;
    for line in text.split_inclusive('\n') {
        let opened = ["```", "~~~"].into_iter().find(|sign| line.trim_start().starts_with(sign));
        match (fence, opened) {
            (None, None) => in_line(line, start, &mut found),
            (None, Some(sign)) => fence = Some(sign),
            (Some(open), Some(sign)) if open == sign => fence = None,
            _ => {}
        }
        start += line.len();
    }
    found
}

/// Finds the links of a line that begins at `start` in its text.
fn in_line(line: &str, start: usize, found: &mut Vec<Link>) {
    let mut at = 0;
    while let Some(sign) = line[at..].find(['`', '[']).map(|found| at + found) {
        // No link is longer, and what isn't closed is looked through once.
        let rest = beginning(&line[sign..]);
        at = sign + 1;
        if rest.starts_with('`') {
            let ticks = rest.bytes().take_while(|byte| *byte == b'`').count();
            let fence = &rest[..ticks];
            at = sign + ticks;
            // Ticks that aren't closed are signs like any other.
            if let Some(end) = rest[ticks..].find(fence) {
                at += end + ticks;
            }
            continue;
        }
        let read = wiki(rest).or_else(|| markdown(rest));
        if let Some(Read { length, note, heading, is_wiki, .. }) = read {
            let is_named = !note.is_empty() || heading.is_some();
            if is_named && !is_address(&note) {
                let span = Span::new(0, length).shift(start + sign);
                found.push(Link { span, note, heading, is_wiki });
            }
            at = sign + length;
        }
    }
}

/// Parts a line into links and the rest: returns what of it stands in no link or
/// picture and is no address, and whether it has any of these. Of a line that has,
/// words are parted by a blank.
pub(crate) fn without_links(line: &str) -> (Cow<'_, str>, bool) {
    if !line.contains('[') && !line.contains("://") {
        return (line.trim().into(), false);
    }
    let (mut rest, mut has_any, mut at) = (String::new(), false, 0);
    while let Some(sign) = line[at..].find('[').map(|found| at + found) {
        rest.push_str(&line[at..sign]);
        let text = beginning(&line[sign..]);
        at = match wiki(text).or_else(|| markdown(text)) {
            Some(link) => {
                has_any = true;
                // The sign of a picture belongs to it.
                if rest.ends_with('!') {
                    rest.pop();
                }
                rest.push(' ');
                sign + link.length
            }
            None => {
                rest.push('[');
                sign + 1
            }
        };
    }
    rest.push_str(&line[at..]);
    let words = rest.split_whitespace();
    let (addresses, words): (Vec<&str>, Vec<&str>) = words.partition(|word| word.contains("://"));
    (words.join(" ").into(), has_any || !addresses.is_empty())
}

/// Finds what of a line is written for a program to follow and no reader reads:
/// the targets of links and pictures, and addresses. In no order.
pub(crate) fn targets(line: &str) -> Vec<Span> {
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(sign) = line[at..].find('[').map(|found| at + found) {
        let text = beginning(&line[sign..]);
        at = match markdown(text) {
            Some(link) => {
                found.push(Span::new(sign + link.words_end, sign + link.length));
                sign + link.length
            }
            None => sign + 1,
        };
    }
    let mut from = 0;
    while let Some(sign) = line[from..].find("://").map(|found| from + found) {
        let start = line[from..sign].rfind(char::is_whitespace).map_or(from, |at| from + at);
        let end = line[sign..].find(char::is_whitespace).map_or(line.len(), |at| sign + at);
        found.push(Span::new(start, end));
        from = end;
    }
    found
}

/// Returns as much of a text as a link may take.
fn beginning(text: &str) -> &str {
    let end = boundary(text, text.len().min(MAX_LINK_BYTES));
    &text[..end]
}

/// A link that a text begins with.
struct Read {
    /// How many bytes it takes.
    length: usize,
    /// How many of them are words to be read, with their brackets.
    words_end: usize,
    note: String,
    heading: Option<String>,
    is_wiki: bool,
}

/// Reads `[[note#heading|words]]`.
fn wiki(text: &str) -> Option<Read> {
    let inner = text.strip_prefix("[[")?;
    let end = inner.find("]]")?;
    let inner = &inner[..end];
    if inner.contains(['[', ']', '\n']) {
        return None;
    }
    let target = inner.split('|').next().unwrap_or_default().trim_end_matches('\\');
    let (note, heading) = parted(target);
    Some(Read {
        length: end + 4,
        words_end: end + 4,
        note: note.trim().to_owned(),
        heading: heading.map(|h| h.trim().to_owned()),
        is_wiki: true,
    })
}

/// Reads `[words](note#heading "title")`, where words may have brackets in
/// pairs.
fn markdown(text: &str) -> Option<Read> {
    let mut depth = 0usize;
    let close = text.char_indices().find_map(|(at, c)| {
        match c {
            '[' => depth += 1,
            ']' => depth -= 1,
            _ => {}
        }
        (depth == 0 || depth > MAX_DEPTH).then_some((at, depth))
    });
    let (close, _) = close.filter(|(_, depth)| *depth == 0)?;
    let target = text[close + 1..].strip_prefix('(')?;
    let (target, length) = match target.strip_prefix('<') {
        Some(angled) => {
            let end = angled.find('>')?;
            (&angled[..end], end + 2)
        }
        None => {
            let end = target.find([')', ' ', '\n'])?;
            (&target[..end], end)
        }
    };
    let rest = &text[close + 2 + length..];
    let end = close + 2 + length + rest.find(')')? + 1;
    let (note, heading) = parted(target);
    Some(Read {
        length: end,
        words_end: close + 1,
        note: decoded(note),
        heading: heading.map(decoded),
        is_wiki: false,
    })
}

/// Parts a target from the heading behind `#`. The last of several headings
/// (`note#chapter#section`) is meant.
fn parted(target: &str) -> (&str, Option<&str>) {
    match target.split_once('#') {
        Some((note, heading)) => {
            let last = heading.rsplit('#').next().unwrap_or(heading);
            (note, Some(last).filter(|last| !last.is_empty()))
        }
        None => (target, None),
    }
}

/// Returns the path that a target is written for, as a person reads it; `None` for an
/// address.
pub(crate) fn written_path(target: &str) -> Option<String> {
    (!is_address(target)).then(|| decoded(target))
}

/// Says whether a target is an address and no path (`https:`, `mailto:`).
fn is_address(note: &str) -> bool {
    let scheme = note.split_once(':').map(|(scheme, _)| scheme);
    note.starts_with("//")
        || scheme.is_some_and(|s| s.len() > 1 && s.chars().all(|c| c.is_ascii_alphanumeric()))
}

/// Takes the percent signs out of a path that is written as an address. What
/// isn't UTF-8 then is left as it was written.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let code = (*first == b'%')
            .then(|| tail.get(..2).and_then(|digits| std::str::from_utf8(digits).ok()))
            .flatten()
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match code {
            Some(byte) => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            None => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// Folds a path for comparing: composed, in small letters, without the ending
/// of a note's name.
fn folded(path: &str) -> String {
    let composed: String = path.nfc().collect::<String>().to_lowercase();
    let known = crate::corpus::extensions().find_map(|extension| {
        composed.strip_suffix(extension).and_then(|stem| stem.strip_suffix('.'))
    });
    known.map_or(composed.clone(), str::to_owned)
}

/// Returns the name that a path ends with, as it is compared: whatever leads to a note
/// ends with that note's.
pub fn name(path: &str) -> String {
    folded(path).rsplit('/').next().unwrap_or_default().to_owned()
}

fn is_same_note(one: &Path, other: &Path) -> bool {
    folded(&one.to_string_lossy()) == folded(&other.to_string_lossy())
}

/// Says whether a path ends with a name, whole folders taken together.
fn ends_with(path: &Path, name: &str) -> bool {
    let (path, name) = (folded(&path.to_string_lossy()), folded(name));
    path.strip_suffix(&name).is_some_and(|before| before.is_empty() || before.ends_with('/'))
}

/// Returns a heading as web pages name it: small letters and digits of any
/// script, with hyphens for the spaces between.
pub fn slug(heading: &str) -> String {
    let composed: String = heading.nfc().collect();
    let mut slug = String::new();
    for c in composed.trim().to_lowercase().chars() {
        match c {
            ' ' | '-' => slug.push('-'),
            '_' => slug.push('_'),
            c if c.is_alphanumeric() => slug.push(c),
            _ => {}
        }
    }
    slug
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Finds links and writes them as `note#heading`.
    fn found(text: &str) -> Vec<String> {
        let write = |link: Link| match link.heading {
            Some(heading) => format!("{}#{heading}", link.note),
            None => link.note,
        };
        links(text).into_iter().map(write).collect()
    }

    #[test]
    fn links_are_found() {
        assert_eq!(found("see [[EBS]] and [[EBS#Snap shots|copies]]"), ["EBS", "EBS#Snap shots"]);
        assert_eq!(found("[a](../x.md#one) [b [c]](y.md \"title\")"), ["../x.md#one", "y.md"]);
        assert_eq!(found("[볼륨](%EB%B3%BC.md) [a](<b c.md>)"), ["볼.md", "b c.md"]);
        assert_eq!(found("[here](#cost) ![[picture.md]]"), ["#cost", "picture.md"]);
        assert_eq!(found("| [[a\\|b]] |"), ["a"]);
    }

    #[test]
    fn what_is_no_link_is_none() {
        for text in [
            "`[[a]]` and ``[b](c.md)``",
            "```\n[[a]]\n```\n",
            "[a](https://x.y) <https://z> [m](mailto:a@b)",
            "[ ] [x] [1] [[ [](",
            "a[0][1] (b)",
            "[[".repeat(20_000).as_str(),
            "[a](".repeat(20_000).as_str(),
        ] {
            assert_eq!(found(text), [] as [&str; 0], "{text}");
        }
    }

    #[test]
    fn a_line_is_parted_into_links_and_the_rest() {
        for (line, rest, has_any) in [
            ("- [[감자]]", "-", true),
            ("![그림](a.png) ![[b.png]]", "", true),
            ("<https://a.b/c>는 주소", "주소", true),
            ("[감자](a.md)를 심는다", "를 심는다", true),
            ("감자[1]를 심는다", "감자[1]를 심는다", false),
        ] {
            assert_eq!(without_links(line), (rest.into(), has_any), "{line}");
        }
    }

    #[test]
    fn targets_are_what_is_not_read() {
        for (line, expected) in [
            ("[감자](a/b.md \"밭\")를 심는다", &["(a/b.md \"밭\")"][..]),
            ("글은 https://a.b/c 에", &[" https://a.b/c"]),
            ("[[감자]] f(x)[1]", &[]),
        ] {
            let found: Vec<&str> =
                targets(line).into_iter().map(|span| &line[span.range()]).collect();
            assert_eq!(found, expected, "{line}");
        }
        assert!(targets(&"[a](".repeat(20_000)).is_empty());
    }

    #[test]
    fn links_lead_to_notes() {
        let leads = |link: &str, from: &str, to: &str| {
            links(link)[0].leads_to(&NotePath::from(from), &NotePath::from(to))
        };
        assert!(leads("[a](ebs.md)", "storage/s3.md", "storage/ebs.md"));
        assert!(leads("[a](../network/nat.md)", "storage/s3.md", "network/nat.md"));
        assert!(leads("[a](/network/nat)", "storage/s3.md", "network/nat.md"));
        assert!(!leads("[a](ebs.md)", "network/nat.md", "storage/ebs.md"));
        assert!(!leads("[a](../../nat.md)", "storage/s3.md", "nat.md"));
        assert!(leads("[[EBS]]", "a.md", "storage/ebs.md"));
        assert!(leads("[[storage/ebs]]", "a.md", "storage/ebs.md"));
        assert!(!leads("[[bs]]", "a.md", "storage/ebs.md"));
        assert!(leads("[x](#cost)", "a.md", "a.md") && !leads("[x](#cost)", "a.md", "b.md"));
    }

    #[test]
    fn headings_are_named_in_either_way() {
        let names = |link: &str, heading: &str| links(link)[0].names(heading);
        assert!(names("[[a#볼륨 게이트웨이]]", "볼륨 게이트웨이"));
        assert!(names("[x](a.md#볼륨-게이트웨이-vgw)", "볼륨 게이트웨이 (VGW)"));
        assert!(!names("[[a#비용]]", "볼륨") && names("[[a]]", "볼륨"));
    }
}
