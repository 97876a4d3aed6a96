//! Markdown as it is written in these notes: pulldown-cmark, with emphasis
//! that ends before Hangul.
//!
//! By CommonMark's rule `**가(A)**은` is no emphasis, since a closing sign
//! between a bracket and a letter closes nothing; who writes Korean means it
//! to. The parser is shown a copy of the text in which the letter beside such a
//! sign is a blank of the same length; places stay, and what is read comes
//! from the text itself.

use std::borrow::Cow;
use std::ops::Range;

use memchr::memchr;
use pulldown_cmark::{CowStr, Event, OffsetIter, Options, Parser};

/// Stands for a letter beside a sign of emphasis. It has the three bytes of a
/// syllable, and to the parser it is white space.
const BLANK: &str = "\u{3000}";

/// A text that was made ready to be parsed.
pub(crate) struct Source<'t> {
    text: &'t str,
    /// What the parser sees: of the same length.
    parsed: Cow<'t, str>,
}

impl<'t> Source<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        Self { text, parsed: mended(text) }
    }

    /// Returns the events with their places in the text.
    pub(crate) fn events(&self) -> impl Iterator<Item = (Event<'_>, Range<usize>)> {
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS;
        let events: OffsetIter<'_> = Parser::new_ext(&self.parsed, options).into_offset_iter();
        events.map(|(event, range)| (self.restored(event, &range), range))
    }

    /// Gives an event the text that stands at its place.
    fn restored<'s>(&'s self, event: Event<'s>, range: &Range<usize>) -> Event<'s> {
        if matches!(self.parsed, Cow::Borrowed(_)) {
            return event;
        }
        let own = |shown: CowStr<'s>| -> CowStr<'s> {
            if !shown.contains(BLANK) {
                return shown;
            }
            let whole = self.parsed.get(range.clone()).unwrap_or_default();
            let start = whole.find(&*shown).map(|at| range.start + at);
            let own = start.and_then(|start| self.text.get(start..start + shown.len()));
            own.map_or(shown, CowStr::Borrowed)
        };
        match event {
            Event::Text(shown) => Event::Text(own(shown)),
            Event::Code(shown) => Event::Code(own(shown)),
            Event::Html(shown) => Event::Html(own(shown)),
            Event::InlineHtml(shown) => Event::InlineHtml(own(shown)),
            other => other,
        }
    }
}

/// What stands before or after a sign of emphasis.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Blank,
    Sign,
    /// A letter of Hangul, Hanja or Kana.
    Eastern,
    Letter,
}

impl Side {
    fn of(c: Option<char>) -> Self {
        match c {
            None => Self::Blank,
            Some(c) if c.is_whitespace() => Self::Blank,
            Some('\u{3041}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}') => {
                Self::Eastern
            }
            Some(c) if c.is_alphanumeric() => Self::Letter,
            Some(_) => Self::Sign,
        }
    }
}

/// Returns the text with a blank for each letter that keeps a sign of emphasis
/// from opening or closing.
fn mended(text: &str) -> Cow<'_, str> {
    let mut blanks = Vec::new();
    let mut start = 0;
    let mut open = Open::default();
    for line in text.split_inclusive('\n') {
        // Emphasis doesn't go beyond a paragraph.
        if line.trim().is_empty() {
            open = Open::default();
        } else if memchr(b'*', line.as_bytes()).is_some() {
            mend_line(text, start..start + line.len(), &mut open, &mut blanks);
        }
        start += line.len();
    }
    if blanks.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut mended = String::with_capacity(text.len());
    for at in blanks {
        // One letter may stand between two signs.
        if at >= mended.len() {
            mended.push_str(&text[mended.len()..at]);
            mended.push_str(BLANK);
        }
    }
    mended.push_str(&text[mended.len()..]);
    Cow::Owned(mended)
}

/// The lengths of signs, 1 to 3, of which one waits for its end.
type Open = [bool; 3];

/// Adds the places of letters on one line that are to be blanks.
fn mend_line(text: &str, line: Range<usize>, open: &mut Open, blanks: &mut Vec<usize>) {
    let bytes = text.as_bytes();
    let mut at = line.start;
    while at < line.end {
        match bytes[at] {
            b'\\' => at += 2,
            b'`' => at = after_code(bytes, at, line.end),
            b'*' => {
                let end = run_end(bytes, at, line.end);
                mend_sign(text, at..end, open, blanks);
                at = end;
            }
            _ => at += 1,
        }
    }
}

fn mend_sign(text: &str, sign: Range<usize>, open: &mut Open, blanks: &mut Vec<usize>) {
    let before = text[..sign.start].chars().next_back();
    let after = text[sign.end..].chars().next();
    let Some(is_open) = open.get_mut(sign.len() - 1) else { return };
    match (Side::of(before), Side::of(after)) {
        (Side::Sign, Side::Eastern) if *is_open => {
            blanks.push(sign.end);
            *is_open = false;
        }
        (Side::Eastern, Side::Sign) if !*is_open => {
            blanks.push(sign.start - BLANK.len());
            *is_open = true;
        }
        (before, _) if *is_open && before != Side::Blank => *is_open = false,
        (_, after) if after != Side::Blank => *is_open = true,
        _ => {}
    }
}

/// Returns where a run of the same sign as at `at` ends.
fn run_end(bytes: &[u8], at: usize, end: usize) -> usize {
    bytes[at..end].iter().position(|b| *b != bytes[at]).map_or(end, |length| at + length)
}

/// Returns where the code that begins at `at` ends, or its sign where it is
/// none: nothing inside code is emphasis.
fn after_code(bytes: &[u8], at: usize, end: usize) -> usize {
    let sign = run_end(bytes, at, end);
    let mut from = sign;
    while let Some(next) = memchr(b'`', &bytes[from..end]).map(|found| from + found) {
        from = run_end(bytes, next, end);
        if from - next == sign - at {
            return from;
        }
    }
    sign
}

#[cfg(test)]
mod tests {
    use super::*;
    use pulldown_cmark::{Tag, TagEnd};

    /// Writes the text with `<` and `>` around what is strong.
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let source = Source::new(text);
        let mut shown = String::new();
        for (event, range) in source.events() {
            match event {
                Event::Start(Tag::Strong) => shown.push('<'),
                Event::End(TagEnd::Strong) => shown.push('>'),
                Event::Text(piece) => {
                    assert_eq!(text[range], *piece);
                    shown.push_str(&piece);
                }
                Event::Code(piece) => shown.push_str(&piece),
                Event::SoftBreak => shown.push('/'),
                _ => {}
            }
        }
        assert_eq!(shown, expected, "{text}");
    }

    #[test]
    fn emphasis_ends_before_hangul() {
        check("**가(A)**은 이렇다.", "<가(A)>은 이렇다.");
        check("그는**\"말\"**을 했다.", "그는<\"말\">을 했다.");
        check("**(가)**와**(나)**의", "<(가)>와<(나)>의");
        check("**`코드`**는", "<코드>는");
        check("**가\n나!**라고", "<가/나!>라고");
        check("**[문서](u)**를 **본다.**그리고", "<문서>를 <본다.>그리고");
    }

    #[test]
    fn the_rest_is_as_it_was() {
        check("(**가**)나 **다** 라", "(<가>)나 <다> 라");
        check("가**나**다", "가<나>다");
        check("`**(가)**나` **(다)**라", "**(가)**나 <(다)>라");
        check("2**(n)승, \\**(가)**나", "2**(n)승, **(가)**나");
        check("**가\n\n나)**다", "**가나)**다");
    }
}
