//! What the lines of a section are to a reader who looks for an answer.
//!
//! Notes are Markdown, or look much like it. Lines are told apart by how they
//! begin, as each has to be shown alone: nothing here parses a document, which
//! would cost more than the search.

use crate::name::is_alphanumeric;
use crate::span::boundary;

/// What a line is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Nothing to be read: blanks, signs, tags, the fences of code.
    #[default]
    Empty,
    /// The section's heading, or the note's title among its properties.
    Heading,
    /// A sentence or an item of a list.
    Text,
    /// A question, which the lines after it answer.
    Question,
    /// Names what the lines below it are said of: a short item with deeper ones,
    /// or strong words that stand alone.
    Label,
    /// Says what the page is for, or where to read on.
    Pointer,
    /// The names of a table's columns.
    TableHead,
    /// A row of a table.
    TableRow,
    /// Code, and properties of a note.
    Code,
    /// Little else than where something is: an address, a link, a picture.
    Address,
}

/// A line, as it stands among the others of its section.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) kind: Kind,
    /// Where what it says begins, behind the signs of lists, quotations and
    /// tables, in bytes.
    pub(crate) start: usize,
    /// The line that it is said below, by number among those of the section.
    pub(crate) parent: Option<usize>,
    /// Whether deeper items stand below it.
    pub(crate) has_children: bool,
    /// The names of the columns of the table that it is a row of.
    pub(crate) head: Option<usize>,
}

/// Words of an item that may be no more than a name for what stands below it.
const MAX_LABEL_WORDS: usize = 5;
/// A line of which addresses are more than so many parts in one of its letters
/// is an address.
const ADDRESS_SHARE: usize = 3;
/// Of a longer line the beginning alone says what it is: each sign in it may be
/// followed to the end.
const MAX_TOLD_BYTES: usize = 2_048;
/// Names in a row that make a line a list of names …
const MIN_LISTED: usize = 4;
/// … of so many words each, on average, at most.
const MAX_LISTED_WORDS: usize = 2;

/// Tells what each line of a section is. `heading` says whether the first one is
/// its heading.
pub(crate) fn places(lines: &[&str], has_heading: bool) -> Vec<Place> {
    let is_property = !has_heading && lines.first().is_some_and(|line| line.trim() == "---");
    let mut walk = Walk { is_property, ..Walk::default() };
    let mut places: Vec<Place> = Vec::with_capacity(lines.len());
    for (at, line) in lines.iter().enumerate() {
        let place = match at == 0 && has_heading {
            true => Place { kind: Kind::Heading, start: body_start(line), ..Place::default() },
            false => walk.place(lines, at),
        };
        let is_item = matches!(place.kind, Kind::Text | Kind::Question);
        if let Some(parent) = place.parent.filter(|_| is_item) {
            places[parent].has_children = true;
        }
        places.push(place);
    }
    for (place, line) in places.iter_mut().zip(lines) {
        let is_label = place.kind == Kind::Text && place.has_children;
        if is_label && names_only(&line[place.start..]) {
            place.kind = Kind::Label;
        }
    }
    places
}

/// What the lines so far tell of the next one.
#[derive(Default)]
struct Walk<'a> {
    /// The sign of a block of code that is open.
    fence: Option<&'a str>,
    /// Whether the properties of the note aren't over.
    is_property: bool,
    /// The head of a table that is open.
    head: Option<usize>,
    /// The last line of strong words alone.
    title: Option<usize>,
    /// Open items: how far each is indented, and its number.
    open: Vec<(usize, usize)>,
}

impl Walk<'_> {
    fn place(&mut self, lines: &[&str], at: usize) -> Place {
        let line = lines[at];
        let trimmed = line.trim();
        let start = body_start(line);
        let is_row = is_row(trimmed);
        if !is_row {
            self.head = None;
        }
        let kind = match self.kind_in_block(trimmed, at) {
            Some(kind) => kind,
            None if is_row => self.kind_of_row(lines, at),
            None if is_title(trimmed) => Kind::Label,
            None => kind_of_text(&line[start..][..boundary(&line[start..], MAX_TOLD_BYTES)]),
        };
        let mut place = Place { kind, start, ..Place::default() };
        if is_row {
            place.head = self.head.filter(|head| *head != at);
        }
        if matches!(kind, Kind::Text | Kind::Question) {
            place.parent = parent(&mut self.open, indentation(line), at);
        }
        match kind {
            Kind::Label => self.title = Some(at),
            _ => place.parent = place.parent.or(self.title),
        }
        place
    }

    /// Returns what a line is in a block of code or among a note's properties.
    fn kind_in_block(&mut self, trimmed: &str, at: usize) -> Option<Kind> {
        let fence = ["```", "~~~"].into_iter().find(|sign| trimmed.starts_with(sign));
        if let Some(sign) = self.fence {
            let is_end = trimmed.starts_with(sign) && trimmed.chars().all(|c| sign.contains(c));
            if is_end {
                self.fence = None;
            }
            return Some(if is_end { Kind::Empty } else { Kind::Code });
        }
        if self.is_property {
            let is_end = trimmed == "---";
            self.is_property = at == 0 || !is_end;
            return Some(match trimmed {
                "---" => Kind::Empty,
                _ if trimmed.starts_with("title:") => Kind::Heading,
                _ => Kind::Code,
            });
        }
        self.fence = fence;
        fence.map(|_| Kind::Empty)
    }

    fn kind_of_row(&mut self, lines: &[&str], at: usize) -> Kind {
        if lines.get(at + 1).is_some_and(|next| is_rule_of_table(next)) {
            self.head = Some(at);
            return Kind::TableHead;
        }
        if is_rule_of_table(lines[at].trim()) { Kind::Empty } else { Kind::TableRow }
    }
}

/// Returns where a line's own words begin.
fn body_start(line: &str) -> usize {
    let mut rest = line.trim_start();
    loop {
        let sign = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let after = match rest.as_bytes() {
            [b'-' | b'*' | b'+' | b'>' | b'|' | b'#', ..] => {
                rest.trim_start_matches(['-', '*', '+', '>', '|', '#'])
            }
            [b'0'..=b'9', ..] if rest[sign..].starts_with(['.', ')']) => &rest[sign + 1..],
            _ => break,
        };
        // `**strong**` and `-1` are no signs of a list.
        if !after.starts_with(char::is_whitespace) {
            break;
        }
        rest = after.trim_start();
    }
    line.len() - rest.trim_start_matches(['*', '_', '`', '"', '\'', '“', '‘', '|', ' ']).len()
}

fn indentation(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// Returns the item that a line indented so far belongs to, and opens it.
fn parent(open: &mut Vec<(usize, usize)>, indentation: usize, at: usize) -> Option<usize> {
    while open.last().is_some_and(|(other, _)| *other >= indentation) {
        open.pop();
    }
    let parent = open.last().map(|(_, number)| *number);
    open.push((indentation, at));
    parent
}

fn is_row(trimmed: &str) -> bool {
    trimmed.len() > 2 && trimmed.starts_with('|') && trimmed[1..].contains('|')
}

/// Says whether a line is a heading in all but its signs: a few strong words that
/// stand alone.
fn is_title(trimmed: &str) -> bool {
    let strong = ["**", "__"].into_iter().find_map(|sign| {
        let inner = trimmed.trim_end_matches([':', '：']).strip_prefix(sign)?;
        inner.strip_suffix(sign).filter(|inner| !inner.contains(sign))
    });
    strong.is_some_and(|inner| !inner.ends_with(['.', '?', '!']) && names_only(inner))
}

fn is_rule_of_table(line: &str) -> bool {
    let is_sign = |c: char| matches!(c, '|' | '-' | ':' | ' ' | '\t');
    line.contains('-') && line.trim().chars().all(is_sign)
}

fn kind_of_text(body: &str) -> Kind {
    let letters = |text: &str| text.chars().filter(|c| is_alphanumeric(*c)).count();
    let (text, addresses) = without_addresses(body);
    let said = letters(&text);
    if said == 0 && !addresses {
        return Kind::Empty;
    }
    if addresses && said * ADDRESS_SHARE < letters(body) {
        return Kind::Address;
    }
    let end = text.trim_end_matches(['*', '_', ' ', '\t', '"', '”', '\'']);
    match () {
        () if body.starts_with("<th") => Kind::TableHead,
        () if body.starts_with("<td") => Kind::TableRow,
        () if end.ends_with(['?', '？']) || end.ends_with("까") => Kind::Question,
        () if leads_elsewhere(end) => Kind::Pointer,
        () => Kind::Text,
    }
}

/// Says whether a line tells what its page is for, or where to read on.
fn leads_elsewhere(said: &str) -> bool {
    const PAGES: [&str; 8] = ["페이지", "문서", "글", "장", "절", "섹션", "튜토리얼", "가이드"];
    const ENGLISH: [&str; 7] =
        ["page", "document", "section", "article", "guide", "tutorial", "chapter"];
    let mut words = said.split_whitespace();
    let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let is_this_page = match first {
        "이" | "이번" => PAGES.iter().any(|page| {
            second.strip_prefix(page).is_some_and(|rest| {
                rest.is_empty() || ["는", "은", "에서", "에서는"].contains(&rest)
            })
        }),
        "This" => ENGLISH.contains(&second),
        _ => false,
    };
    let last = said.rsplit(' ').next().unwrap_or_default();
    is_this_page
        || ["See", "Refer", "참고:", "참조:"].contains(&first)
        || ["참고하", "참고한", "참조하", "참조한"].iter().any(|verb| last.starts_with(verb))
}

/// Returns what a line says besides its addresses, links, pictures and tags, and
/// whether there are any.
fn without_addresses(body: &str) -> (String, bool) {
    let mut said = String::with_capacity(body.len());
    let mut has_address = false;
    let mut rest = body;
    while let Some(c) = rest.chars().next() {
        let skipped = match c {
            '[' | '!' => link_length(rest),
            '<' => rest.find('>').map(|end| end + 1),
            'h' => address_length(rest),
            _ => None,
        };
        match skipped {
            Some(length) => {
                has_address |= c != '<' || rest[..length].contains("://");
                rest = &rest[length..];
            }
            None => {
                said.push(c);
                rest = &rest[c.len_utf8()..];
            }
        }
    }
    (said, has_address)
}

/// Returns how long a link or a picture is that a text begins with.
fn link_length(text: &str) -> Option<usize> {
    let inner = text.strip_prefix('!').unwrap_or(text);
    let words = inner.find("](").filter(|_| inner.starts_with('['))?;
    let end = inner[words..].find(')')?;
    Some(text.len() - inner.len() + words + end + 1)
}

/// Returns how long an address is that a text begins with.
fn address_length(text: &str) -> Option<usize> {
    let is_address = text.starts_with("http://") || text.starts_with("https://");
    is_address.then(|| text.find(char::is_whitespace).unwrap_or(text.len()))
}

/// Says whether an item is a name alone, and says nothing of it.
fn names_only(body: &str) -> bool {
    let body = body.trim_end_matches([' ', '*', '_', ':', '：']);
    let signs = [": ", "：", " = ", "→", " - ", " – ", " — "];
    !signs.iter().any(|sign| body.contains(sign))
        && body.split_whitespace().count() <= MAX_LABEL_WORDS
}

/// Says whether a line lists names, and says nothing of any.
pub(crate) fn lists_names(body: &str) -> bool {
    let names: Vec<&str> = body.split([',', '、', '·']).collect();
    let words: usize = names.iter().map(|name| name.split_whitespace().count()).sum();
    names.len() >= MIN_LISTED && words <= names.len() * MAX_LISTED_WORDS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_told_apart_by_how_they_begin() {
        for (line, kind) in [
            ("- 온도는 25도로 둔다.", Kind::Text),
            ("1. 씨를 물에 불린다", Kind::Text),
            ("> 인용한 말", Kind::Text),
            ("**굵은** 글", Kind::Text),
            ("", Kind::Empty),
            ("---", Kind::Empty),
            ("<br/>", Kind::Empty),
            ("언제 심어야 합니까?", Kind::Question),
            ("- 왜 그럴까", Kind::Question),
            ("<summary>왜 그런가요?</summary>", Kind::Question),
            ("**Potato Planting**", Kind::Label),
            ("**감자는 사월에 심는다.**", Kind::Text),
            ("**감자**는 사월에 심는다.", Kind::Text),
            ("<th>감자</th>", Kind::TableHead),
            ("<td>감자</td>", Kind::TableRow),
            ("이 페이지는 감자를 심는 법을 설명한다.", Kind::Pointer),
            ("This page shows how to plant potatoes.", Kind::Pointer),
            ("- 자세한 것은 농업 기술원의 안내를 참고한다.", Kind::Pointer),
            ("이 장치는 감자를 심는다.", Kind::Text),
            ("책을 참고하여 감자를 심는다.", Kind::Text),
            ("- https://a.b/c", Kind::Address),
            ("<https://a.b/c>", Kind::Address),
            ("![그림](a.png)", Kind::Address),
            ("> - [빈의 개념과 스코프](https://a.b/c)", Kind::Address),
            ("- 참고: [감자의 한살이](https://a.b/c)", Kind::Address),
            ("- 감자를 심는 때는 [이 글](https://a.b/c)에 따르면 4월이다", Kind::Text),
        ] {
            assert_eq!(places(&[line], false)[0].kind, kind, "{line}");
        }
        assert_eq!(places(&["# 감자"], true)[0].kind, Kind::Heading);
    }

    #[test]
    fn rows_know_their_columns_and_code_its_fences() {
        let lines = [
            "| 때 | 일 |",
            "|--|:-:|",
            "| 봄 | 심기 |",
            "",
            "| 홀로 |",
            "```sh",
            "dig",
            "```",
            "뒤",
        ];
        let kinds: Vec<Kind> = places(&lines, false).iter().map(|place| place.kind).collect();
        use Kind::{Code, Empty, TableHead, TableRow, Text};
        let expected = [TableHead, Empty, TableRow, Empty, TableRow, Empty, Code, Empty, Text];
        assert_eq!(kinds, expected);
        let heads: Vec<Option<usize>> = places(&lines, false).iter().map(|p| p.head).collect();
        assert_eq!((heads[2], heads[4]), (Some(0), None));
        let front = places(&["---", "title: b", "aliases: [a]", "---", "글"], false);
        let kinds: Vec<Kind> = front.iter().map(|place| place.kind).collect();
        assert_eq!(kinds, [Empty, Kind::Heading, Code, Empty, Text]);
    }

    #[test]
    fn a_name_with_items_below_is_a_label() {
        for (item, kind) in [
            ("- Redis", Kind::Label),
            ("- **심는 때**:", Kind::Label),
            ("- 감자 : 땅속에서 자라는 줄기", Kind::Text),
            ("- 감자는 서늘한 곳에서 잘 자라는 여러해살이풀의 덩이줄기이다", Kind::Text),
        ] {
            let places = places(&[item, "  - 아래"], false);
            assert_eq!((places[0].kind, places[1].parent), (kind, Some(0)), "{item}");
        }
        assert_eq!(places(&["- Redis", "- Valkey"], false)[0].kind, Kind::Text);
    }

    #[test]
    fn what_is_said_begins_behind_signs() {
        for (line, body) in [
            ("- 감자", "감자"),
            ("   3) **감자**는", "감자**는"),
            ("> - `감자`", "감자`"),
            ("| 감자 | 줄기 |", "감자 | 줄기 |"),
            ("-1도에서", "-1도에서"),
            ("2024년", "2024년"),
        ] {
            assert_eq!(&line[body_start(line)..], body, "{line}");
        }
    }

    #[test]
    fn names_in_a_row_say_nothing_of_each() {
        assert!(lists_names("무, 배추, 상추, 고추 등"));
        assert!(!lists_names("무를 심고, 배추를 묶고, 상추를 따서 씻고, 고추를 말려 둔다"));
        assert!(!lists_names("무, 배추"));
    }
}
