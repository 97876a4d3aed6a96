//! The kind of a line by its own words: a statement, a question, a pointer to another place …

use std::borrow::Cow;

use crate::analysis::korean::{ends_question, ends_request, is_topic_or_locative};
use crate::links::without_links;
use crate::name::is_alphanumeric;
use crate::shortcode::shortcodes;

/// The kind of a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum LineKind {
    /// Nothing to be read: blanks, punctuation, tags, the fences of code.
    #[default]
    Empty,
    /// The section's heading, or the note's title among its properties.
    Heading,
    /// A sentence or an item of a list.
    Text,
    /// A question, which the lines after it answer.
    Question,
    /// Names what the lines below it are about: a short item with deeper ones, a line in
    /// bold, the summary of folded lines.
    Label,
    /// Tells what the page is for, where to read on, or who wrote it.
    Pointer,
    /// The header of a table.
    TableHead,
    /// A row of a table.
    TableRow,
    /// Code, and formulas.
    Code,
    /// A property of the note (front matter) that nobody looks for unless they name it.
    Property,
    /// Hardly more than an address, a link or a picture.
    Address,
}

/// Words of an item that may be only a label of the items below it, at most.
const MAX_LABEL_WORDS: usize = 5;
/// A line is an address, or a formula, where less than one in so many of its letters stands
/// outside of such.
const LARGE_SHARE: usize = 3;
/// A line is a list of names where it has so many items …
const MIN_LISTED: usize = 4;
/// … of at most so many words on average.
const MAX_LISTED_WORDS: usize = 2;
/// Words that end a sentence which leads on, behind 다음과, at most.
const MAX_LEADING_WORDS: usize = 5;
/// Words beside a link that may be only a name of its target, at most.
const MAX_SOURCE_WORDS: usize = 4;

/// Returns the kind of a line of text.
pub(super) fn kind_of_text(body: &str) -> LineKind {
    let (text, has_link) = without_links(body);
    let text = without_tags(&text);
    if says_nothing(&text) && !has_link {
        return LineKind::Empty;
    }
    let is_little = |text: &str| letters(text) * LARGE_SHARE < letters(body);
    if has_link && is_little(&text) {
        return LineKind::Address;
    }
    if body.contains('$') && is_little(&without_formulas(body)) || is_code(body) {
        return LineKind::Code;
    }
    let end = text.trim_end_matches(['*', '_', ' ', '\t', '"', '”', '\'']);
    match () {
        () if body.starts_with("<th") => LineKind::TableHead,
        () if body.starts_with("<td") => LineKind::TableRow,
        () if is_question(end) => LineKind::Question,
        () if body.starts_with("<summary") => LineKind::Label,
        () if leads_elsewhere(end) || has_link && names_source(end) => LineKind::Pointer,
        () if is_byline(end) => LineKind::Pointer,
        () => LineKind::Text,
    }
}

/// Says whether a row of a table has pictures or links and nothing else.
pub(super) fn is_row_of_addresses(row: &str) -> bool {
    let (text, has_link) = without_links(row);
    has_link && letters(&text) == 0
}

fn letters(text: &str) -> usize {
    text.chars().filter(|c| is_alphanumeric(*c)).count()
}

/// Says whether a line has no words, or only tells that they are left out, yet to
/// be written, or put in by a program.
fn says_nothing(text: &str) -> bool {
    const MAX_LEFT_OUT_BYTES: usize = "추후 작성".len();
    const LEFT_OUT: [&str; 11] = [
        "생략",
        "중략",
        "작성중",
        "작성 중",
        "준비 중",
        "추후 작성",
        "todo",
        "tbd",
        "wip",
        "toc",
        "목차",
    ];
    let words = text.trim_matches(|c| !is_alphanumeric(c));
    words.is_empty()
        || words.len() <= MAX_LEFT_OUT_BYTES && LEFT_OUT.contains(&words.to_lowercase().as_str())
}

/// Says whether a line asks something, or asks to be told something, as exams and
/// interviews do.
fn is_question(said: &str) -> bool {
    const TELL: [&str; 9] =
        ["설명", "말씀", "말해", "서술", "기술", "비교", "나열", "논하", "정의"];
    if said.ends_with(['?', '？']) || ends_question(said) {
        return true;
    }
    let said = said.trim_end_matches('.');
    let mut last = said.rsplit(' ').take(2);
    ends_request(said) && last.any(|word| TELL.iter().any(|verb| word.starts_with(verb)))
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
            let rest = second.strip_prefix(page);
            rest.is_some_and(|rest| rest.is_empty() || is_topic_or_locative(rest))
        }),
        "This" => ENGLISH.contains(&second),
        "For" | "Learn" | "Read" => ["more", "further"].contains(&second),
        _ => false,
    };
    let last = said.rsplit(' ').next().unwrap_or_default();
    let has = |start: &str| said.split_whitespace().any(|word| word.starts_with(start));
    let bare = said.trim_end_matches('.');
    let announces = ["설명", "소개", "알아", "다룬", "다룹", "살펴", "배운", "배우"];
    is_this_page
        || ["See", "Refer", "참고:", "참조:"].contains(&first)
        || ["참고하", "참고한", "참조하", "참조한"].iter().any(|verb| last.starts_with(verb))
        || (bare.ends_with("볼 수 있다") || last.starts_with("확인")) && has("자세한")
        || announces.iter().any(|verb| last.starts_with(verb)) && (has("대해") || has("대하여"))
}

/// Says whether a line only says that what it speaks of follows.
pub(super) fn leads_on(body: &str) -> bool {
    const HERE: [&str; 2] = ["다음과", "아래와"];
    let said = body.trim_end_matches(['*', '_', ' ', ':', '：', '.']);
    // What other sentences of it say stays.
    if said.contains(". ") {
        return false;
    }
    if said.ends_with("as follows") || said.ends_with("the following") {
        return true;
    }
    // 다음과 같다, 다음과 같은 생각을 했다: what comes before the last clause is said.
    let clause = said.rsplit(", ").next().unwrap_or(said);
    let mut words = clause.split_whitespace().rev().take(MAX_LEADING_WORDS + 1).collect::<Vec<_>>();
    words.reverse();
    words.windows(2).any(|pair| HERE.contains(&pair[0]) && pair[1].starts_with("같"))
}

/// Says whether what stands beside a link is no more than a name for it.
fn names_source(said: &str) -> bool {
    const SOURCES: [&str; 10] =
        ["자료", "참고", "참조", "출처", "원문", "링크", "블로그", "source", "reference", "link"];
    let words: Vec<String> = said.split_whitespace().map(str::to_lowercase).collect();
    words.len() <= MAX_SOURCE_WORDS
        && words.iter().any(|word| SOURCES.iter().any(|source| word.starts_with(source)))
}

/// Says whether a line tells who wrote the note, and when.
fn is_byline(said: &str) -> bool {
    const KEYS: [&str; 12] = [
        "작성자",
        "글쓴이",
        "저자",
        "작성일",
        "작성 일자",
        "작성날짜",
        "수정일",
        "최종 수정",
        "author",
        "written by",
        "last updated",
        "last modified",
    ];
    const MAX_KEY_BYTES: usize = "last modified".len();
    let Some(end) = [':', '：'].into_iter().filter_map(|sign| said.find(sign)).min() else {
        return false;
    };
    let is_key =
        |key: &str| key.len() <= MAX_KEY_BYTES && KEYS.contains(&key.to_lowercase().as_str());
    is_key(said[..end].trim())
}

/// Says whether a line is a piece of code, written so, and nothing else.
fn is_code(body: &str) -> bool {
    // The sign before it counts to what stands before a line's own words.
    let inner = body.trim_end().strip_suffix('`');
    inner.is_some_and(|inner| !inner.contains('`'))
}

/// Returns what a text says besides its tags and comments, and those of a site
/// generator.
fn without_tags(text: &str) -> Cow<'_, str> {
    let shortcodes = shortcodes(text);
    if shortcodes.is_empty() {
        return without_html(text);
    }
    let mut seen = String::with_capacity(text.len());
    let mut at = 0;
    for shortcode in shortcodes {
        seen.push_str(&text[at..shortcode.span.start]);
        seen.push_str(shortcode.shown.map_or("", |shown| &text[shown.range()]));
        at = shortcode.span.end;
    }
    seen.push_str(&text[at..]);
    without_html(&seen).into_owned().into()
}

/// Returns what a text says besides its tags of HTML and comments.
fn without_html(text: &str) -> Cow<'_, str> {
    if !text.contains('<') {
        return text.into();
    }
    let mut said = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        said.push_str(&rest[..start]);
        rest = &rest[start..];
        match rest.find('>') {
            Some(end) => rest = &rest[end + 1..],
            None => break,
        }
    }
    said.push_str(rest);
    said.into()
}

/// Returns what a text says besides formulas between signs of dollars.
fn without_formulas(text: &str) -> String {
    let pieces: Vec<&str> = text.split("$$").collect();
    let sign = if pieces.len() > 2 { "$$" } else { "$" };
    let pieces: Vec<&str> = text.split(sign).collect();
    // A sign that isn't closed is that of a sum of money.
    let closed = pieces.len() - 1 - (pieces.len() - 1) % 2;
    let is_outside = |at: &usize| at.is_multiple_of(2) || *at > closed;
    let outside = pieces.iter().enumerate().filter(|(at, _)| is_outside(at));
    outside.map(|(_, piece)| *piece).collect::<Vec<_>>().join(" ")
}

/// Says whether an item is a name alone, and says nothing of it.
pub(super) fn names_only(body: &str) -> bool {
    let body = body.trim_end_matches([' ', '*', '_', ':', '：']);
    let signs = [": ", "：", " = ", "→", " - ", " – ", " — "];
    !signs.iter().any(|sign| body.contains(sign))
        && body.split_whitespace().count() <= MAX_LABEL_WORDS
}

/// Says whether a line lists names, and says nothing of any.
pub(super) fn lists_names(body: &str) -> bool {
    const SIGNS: [char; 3] = [',', '、', '·'];
    // Looking for one sign after the other is many times as quick as for all at once.
    let count = 1 + SIGNS.into_iter().map(|sign| body.matches(sign).count()).sum::<usize>();
    let words = || body.split(SIGNS).map(|name| name.split_whitespace().count()).sum::<usize>();
    count >= MIN_LISTED && words() <= count * MAX_LISTED_WORDS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_what_its_words_say() {
        use LineKind::{Address, Code, Empty, Label, Pointer, Question, Text};
        for (line, kind) in [
            ("생략", Empty),
            ("(작성 중)", Empty),
            ("TOC", Empty),
            ("물은 생략", Text),
            ("{{< note >}}", Empty),
            ("{% highlight sh %}", Empty),
            ("{{< tip text=\"감자\" >}}는 싹튼다", Text),
            ("감자가 싹트는 조건을 설명해주세요.", Question),
            ("감자와 무를 비교하시오", Question),
            ("감자를 밭에 심으세요", Text),
            ("<summary>감자 심기</summary>", Label),
            ("[[감자]]", Address),
            ("[[감자|줄기]], [[무]]", Address),
            ("[[감자]]는 서늘한 밭에서 잘 자란다", Text),
            ("모임 자료 | [감자](a)", Pointer),
            ("최대 크기는 [5kg](a.md)", Text),
            ("작성자 : 김 아무개", Pointer),
            ("작성자는 씨를 뿌린 사람이다", Text),
            ("아래의 자료에서 자세한 설명을 볼 수 있다.", Pointer),
            ("밭에서 감자를 볼 수 있다.", Text),
            ("감자를 심는 때에 대해 알아본다.", Pointer),
            ("감자에 대해 물었다.", Text),
            ("For more information, see the farmer's guide.", Pointer),
            ("$$\\bar{A ∩ B} = \\bar{A} ∪ \\bar{B}$$", Code),
            ("넓이는 $a b$ 이고 둘레는 두 배이다", Text),
            ("값은 $5이고 큰 것은 $10이다", Text),
            ("kubectl get pods`", Code),
            ("kubectl` 명령을 쓴다. `get`", Text),
        ] {
            assert_eq!(kind_of_text(line), kind, "{line}");
        }
    }

    #[test]
    fn what_only_says_that_something_follows_is_told() {
        assert!(leads_on("감자를 심는 때는 다음과 같다."));
        assert!(leads_on("The times are as follows:"));
        assert!(leads_on("밭을 갈면서 다음과 같은 생각을 하게 되었다."));
        assert!(leads_on("씨앗의 이름은 다음과 같았다고 한다."));
        assert!(!leads_on("다음 해에도 같은 밭에 심는다."));
        assert!(!leads_on("다음과 같은 때에는 무를 심고 물을 넉넉하게 주어 싹이 트게 한다."));
        assert!(!leads_on("심는 때는 작년과 같다."));
        assert!(!leads_on("감자는 봄에 심는다. 거두는 때는 다음과 같다."));
    }

    #[test]
    fn rows_of_pictures_are_told() {
        assert!(is_row_of_addresses("| ![봄]( a.png ) | ![가을](b.png) |"));
        assert!(!is_row_of_addresses("| [봄](a.md) | 심기 |"));
        assert!(!is_row_of_addresses("| 봄 | |"));
    }

    #[test]
    fn names_in_a_row_say_nothing_of_each() {
        assert!(lists_names("무, 배추, 상추, 고추 등"));
        assert!(!lists_names("무를 심고, 배추를 묶고, 상추를 따서 씻고, 고추를 말려 둔다"));
        assert!(!lists_names("무, 배추"));
    }
}
