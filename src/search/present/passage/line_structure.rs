//! The structure of a section: the kind of each line, and which line it stands below.
//!
//! Lines are classified by how they begin, as Markdown or much like it. A real parser would
//! cost more than the search, and each line is shown alone anyway.

use crate::span::boundary;

use super::line_kind::{
    LineKind, is_row_of_addresses, kind_of_text, leads_on, lists_names, names_only,
};
use super::sentence_lines::{SentenceLines, sentence_lines};

/// A line among the others of its section.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct LineStructure {
    pub(crate) kind: LineKind,
    /// Where its own words begin, behind the signs of lists, quotations and tables, in
    /// bytes.
    pub(crate) start: usize,
    /// The line that it belongs to (an item above, a label, a question), by number among
    /// those of the section.
    pub(crate) parent: Option<usize>,
    /// Whether deeper items stand below it.
    pub(crate) has_children: bool,
    /// The header of the table that it is a row of, by number.
    pub(crate) head: Option<usize>,
    /// Whether it only lists names.
    pub(crate) is_list_of_names: bool,
    /// Whether it stands in a block of code or of formulas.
    pub(crate) is_in_block: bool,
    /// The lines that its sentence stands on.
    pub(crate) sentence: SentenceLines,
}

/// The sign of formulas.
const FORMULA: &str = "$$";
/// Properties that summarise the note.
const SUMMARIES: [&str; 7] =
    ["summary", "description", "subtitle", "excerpt", "abstract", "요약", "설명"];
/// Properties that are only for programs.
const FOR_PROGRAMS: [&str; 18] = [
    "layout",
    "date",
    "updated",
    "created",
    "modified",
    "lastmod",
    "resource",
    "id",
    "uid",
    "uuid",
    "permalink",
    "slug",
    "weight",
    "toc",
    "public",
    "draft",
    "published",
    "latex",
];
/// Bytes of a line by which its kind is told: some checks search the rest of the line for
/// each sign in it.
const MAX_TOLD_BYTES: usize = 2_048;

/// Classifies the lines of a section. `has_heading` says whether the first one is its
/// heading.
pub(crate) fn line_structures(lines: &[&str], has_heading: bool) -> Vec<LineStructure> {
    let is_property = !has_heading && lines.first().is_some_and(|line| line.trim() == "---");
    let mut walk = Walk { is_property, ..Walk::default() };
    let mut structures: Vec<LineStructure> = Vec::with_capacity(lines.len());
    for (at, line) in lines.iter().enumerate() {
        let structure = match at == 0 && has_heading {
            true => LineStructure {
                kind: LineKind::Heading,
                start: body_start(line),
                ..LineStructure::default()
            },
            false => walk.structure(lines, at),
        };
        if let Some(parent) = structure.parent.filter(|_| is_item(structure.kind)) {
            structures[parent].has_children = true;
        }
        structures.push(structure);
    }
    for (structure, line) in structures.iter_mut().zip(lines) {
        let is_label =
            matches!(structure.kind, LineKind::Text | LineKind::Code) && structure.has_children;
        if is_label && names_only(&line[structure.start..]) {
            structure.kind = LineKind::Label;
        }
        structure.is_list_of_names =
            structure.kind == LineKind::Text && lists_names(&line[structure.start..]);
    }
    let sentences = sentence_lines(lines, |at| structures[at].kind == LineKind::Text);
    for (structure, sentence) in structures.iter_mut().zip(sentences) {
        structure.sentence = sentence;
    }
    structures
}

/// The state of the walk over lines: what those so far tell of the next one.
#[derive(Default)]
struct Walk<'a> {
    /// The sign of a block of code or of formulas that is open.
    fence: Option<&'a str>,
    /// Whether the properties of the note aren't over.
    is_property: bool,
    /// Whether the property of the last line is a text that goes on below it.
    is_summary: bool,
    /// The head of a table that is open.
    head: Option<usize>,
    /// The last line that those after it are said of: strong words alone, or a
    /// question.
    title: Option<usize>,
    /// Open items: how far each is indented, and its number.
    open: Vec<(usize, usize)>,
}

impl Walk<'_> {
    fn structure(&mut self, lines: &[&str], at: usize) -> LineStructure {
        let line = lines[at];
        let trimmed = line.trim();
        if self.is_property {
            return self.property(line, at);
        }
        let start = body_start(line);
        let is_row = is_row(trimmed) || self.is_open_row(lines, at);
        if !is_row {
            self.head = None;
        }
        let block = self.kind_in_block(trimmed);
        let kind = match block {
            Some(kind) => kind,
            None if is_row => self.kind_of_row(lines, at),
            None if is_title(trimmed) => LineKind::Label,
            None if leads_on(trimmed) && begins_block(lines.get(at + 1..)) => LineKind::Label,
            None => kind_of_text(&line[start..][..boundary(&line[start..], MAX_TOLD_BYTES)]),
        };
        let is_in_block = block.is_some();
        let mut structure = LineStructure { kind, start, is_in_block, ..LineStructure::default() };
        if is_row {
            structure.head = self.head.filter(|head| *head != at);
        }
        if is_item(kind) && block.is_none() {
            structure.parent = parent(&mut self.open, indentation(line), at);
        }
        // What is folded away under a title ends with its element.
        if trimmed.starts_with("</details") {
            self.title = None;
        }
        match kind {
            LineKind::Label | LineKind::Question => self.title = Some(at),
            _ => structure.parent = structure.parent.or(self.title),
        }
        structure
    }

    /// Tells what a line among a note's properties is: its title, a text that sums
    /// the note up, or something for programs.
    fn property(&mut self, line: &str, at: usize) -> LineStructure {
        let trimmed = line.trim();
        self.is_property = at == 0 || trimmed != "---";
        let goes_on = std::mem::take(&mut self.is_summary) && line.starts_with(' ');
        let (key, value) = trimmed.split_once(':').unwrap_or((trimmed, ""));
        let is_summary = SUMMARIES.contains(&key.trim_end().to_lowercase().as_str());
        let is_block = matches!(value.trim(), ">" | ">-" | "|" | "|-");
        self.is_summary = goes_on || is_summary && is_block;
        let kind = match key.trim_end() {
            "---" | "" => LineKind::Empty,
            _ if goes_on => LineKind::Text,
            key if FOR_PROGRAMS.contains(&key) => LineKind::Empty,
            _ if is_block => LineKind::Empty,
            "title" => LineKind::Heading,
            _ if is_summary => kind_of_text(value.trim()),
            _ => LineKind::Property,
        };
        let start = match kind {
            LineKind::Text if !goes_on => line.len() - value.trim_start().len(),
            _ => body_start(line),
        };
        LineStructure { kind, start, ..LineStructure::default() }
    }

    /// Returns what a line is in a block of code or of formulas.
    fn kind_in_block(&mut self, trimmed: &str) -> Option<LineKind> {
        if let Some(sign) = self.fence {
            let is_end = match sign {
                FORMULA => trimmed.ends_with(sign),
                _ => trimmed.starts_with(sign) && trimmed.chars().all(|c| sign.contains(c)),
            };
            if is_end {
                self.fence = None;
            }
            let is_sign = trimmed.chars().all(|c| sign.contains(c));
            return Some(if is_end && is_sign { LineKind::Empty } else { LineKind::Code });
        }
        self.fence = ["```", "~~~"].into_iter().find(|sign| trimmed.starts_with(sign));
        if self.fence.is_some() {
            return Some(LineKind::Empty);
        }
        let opens = trimmed.starts_with(FORMULA) && !trimmed[FORMULA.len()..].contains(FORMULA);
        if opens {
            self.fence = Some(FORMULA);
            return Some(if trimmed == FORMULA { LineKind::Empty } else { LineKind::Code });
        }
        None
    }

    /// Says whether a line is a row of a table whose lines don't begin with a bar: what is
    /// above a rule with bars, and what follows it.
    fn is_open_row(&self, lines: &[&str], at: usize) -> bool {
        const BAR: char = '|';
        let is_head =
            || lines.get(at + 1).is_some_and(|next| next.contains(BAR) && is_rule_of_table(next));
        lines[at].contains(BAR) && (self.head.is_some() || is_head())
    }

    fn kind_of_row(&mut self, lines: &[&str], at: usize) -> LineKind {
        if lines.get(at + 1).is_some_and(|next| is_rule_of_table(next)) {
            self.head = Some(at);
            return LineKind::TableHead;
        }
        match lines[at].trim() {
            row if is_rule_of_table(row) => LineKind::Empty,
            row if is_row_of_addresses(row) => LineKind::Address,
            _ => LineKind::TableRow,
        }
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

/// Says whether what follows is a list, a table, code or a formula.
fn begins_block(after: Option<&[&str]>) -> bool {
    let next = after.into_iter().flatten().find(|line| !line.trim().is_empty());
    next.is_some_and(|line| {
        let line = line.trim_start();
        let is_number = line.starts_with(|c: char| c.is_ascii_digit()) && body_start(line) > 0;
        let signs = ["- ", "* ", "+ ", "|", "```", "~~~", FORMULA];
        is_number || signs.iter().any(|sign| line.starts_with(sign))
    })
}

/// Says whether a line may be an item that others stand below.
fn is_item(kind: LineKind) -> bool {
    matches!(kind, LineKind::Text | LineKind::Question | LineKind::Code)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_told_apart_by_how_they_begin() {
        for (line, kind) in [
            ("- 온도는 25도로 둔다.", LineKind::Text),
            ("1. 씨를 물에 불린다", LineKind::Text),
            ("> 인용한 말", LineKind::Text),
            ("**굵은** 글", LineKind::Text),
            ("", LineKind::Empty),
            ("---", LineKind::Empty),
            ("<br/>", LineKind::Empty),
            ("언제 심어야 합니까?", LineKind::Question),
            ("- 왜 그럴까", LineKind::Question),
            ("<summary>왜 그런가요?</summary>", LineKind::Question),
            ("**Potato Planting**", LineKind::Label),
            ("**감자는 사월에 심는다.**", LineKind::Text),
            ("**감자**는 사월에 심는다.", LineKind::Text),
            ("<th>감자</th>", LineKind::TableHead),
            ("<td>감자</td>", LineKind::TableRow),
            ("이 페이지는 감자를 심는 법을 설명한다.", LineKind::Pointer),
            ("This page shows how to plant potatoes.", LineKind::Pointer),
            ("- 자세한 것은 농업 기술원의 안내를 참고한다.", LineKind::Pointer),
            ("이 장치는 감자를 심는다.", LineKind::Text),
            ("책을 참고하여 감자를 심는다.", LineKind::Text),
            ("- https://a.b/c", LineKind::Address),
            ("<https://a.b/c>", LineKind::Address),
            ("![그림](a.png)", LineKind::Address),
            ("> - [빈의 개념과 스코프](https://a.b/c)", LineKind::Address),
            ("- 참고: [감자의 한살이](https://a.b/c)", LineKind::Address),
            ("- 감자를 심는 때는 [이 글](https://a.b/c)에 따르면 4월이다", LineKind::Text),
        ] {
            assert_eq!(line_structures(&[line], false)[0].kind, kind, "{line}");
        }
        assert_eq!(line_structures(&["# 감자"], true)[0].kind, LineKind::Heading);
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
        let kinds: Vec<LineKind> =
            line_structures(&lines, false).iter().map(|structure| structure.kind).collect();
        use LineKind::{Code, Empty, Property, TableHead, TableRow, Text};
        let expected = [TableHead, Empty, TableRow, Empty, TableRow, Empty, Code, Empty, Text];
        assert_eq!(kinds, expected);
        let heads: Vec<Option<usize>> =
            line_structures(&lines, false).iter().map(|p| p.head).collect();
        assert_eq!((heads[2], heads[4]), (Some(0), None));
        let front = line_structures(&["---", "title: b", "aliases: [a]", "---", "글"], false);
        let kinds: Vec<LineKind> = front.iter().map(|structure| structure.kind).collect();
        assert_eq!(kinds, [Empty, LineKind::Heading, Property, Empty, Text]);
    }

    #[test]
    fn a_property_may_sum_the_note_up() {
        let lines = [
            "---",
            "title   : 감자",
            "summary : 땅속에서 굵어지는 줄기",
            "tag     :",
            "description: >",
            "  밭에 심는다",
            "date: 2020-01-01",
            "---",
        ];
        let found = line_structures(&lines, false);
        let said =
            found.iter().zip(lines).filter(|(structure, _)| structure.kind == LineKind::Text);
        let said: Vec<&str> = said.map(|(structure, line)| &line[structure.start..]).collect();
        assert_eq!(said, ["땅속에서 굵어지는 줄기", "밭에 심는다"]);
        assert_eq!(found[1].kind, LineKind::Heading);
    }

    #[test]
    fn formulas_are_no_text() {
        let lines = ["$$", "a = b", "$$", "$$ a", "= b $$", "글"];
        let kinds: Vec<LineKind> =
            line_structures(&lines, false).iter().map(|structure| structure.kind).collect();
        use LineKind::{Code, Empty, Text};
        assert_eq!(kinds, [Empty, Code, Empty, Code, Code, Text]);
    }

    #[test]
    fn what_follows_is_said_below_the_line_that_says_so() {
        let lines = ["심는 때는 다음과 같다.", "", "1. 봄", "2. 가을"];
        let found = line_structures(&lines, false);
        assert_eq!((found[0].kind, found[3].parent), (LineKind::Label, Some(0)));
        assert_eq!(line_structures(&lines[..1], false)[0].kind, LineKind::Text);
    }

    #[test]
    fn what_answers_a_question_stands_below_it() {
        let lines = ["<summary>왜 심나요?</summary>", "", "먹으려고", "</details>", "딴 말"];
        let parents: Vec<_> =
            line_structures(&lines, false).iter().map(|structure| structure.parent).collect();
        assert_eq!((parents[2], parents[4]), (Some(0), None));
    }

    #[test]
    fn a_name_with_items_below_is_a_label() {
        for (item, kind) in [
            ("- Redis", LineKind::Label),
            ("- **심는 때**:", LineKind::Label),
            ("- 감자 : 땅속에서 자라는 줄기", LineKind::Text),
            ("- 감자는 서늘한 곳에서 잘 자라는 여러해살이풀의 덩이줄기이다", LineKind::Text),
        ] {
            let structures = line_structures(&[item, "  - 아래"], false);
            assert_eq!((structures[0].kind, structures[1].parent), (kind, Some(0)), "{item}");
        }
        assert_eq!(line_structures(&["- Redis", "- Valkey"], false)[0].kind, LineKind::Text);
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
}
