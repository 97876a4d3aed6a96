//! Text → words of one script each.
//!
//! A word is a run of letters and digits of one script: `S3에서` is two words, as no Korean
//! dictionary knows the first and no English stemmer the second.

use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{UnicodeNormalization, is_nfc};
use unicode_script::{Script as UnicodeScript, UnicodeScript as _};

use crate::span::Span;

use super::jamo;

/// What a word is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Script {
    /// Hangul and Hanja, which the Korean dictionary cuts.
    Korean,
    /// Letters and digits of Latin and its kin, with what may join them.
    Latin,
    /// Letters of one other script, kept whole.
    Other,
    /// An address: `https://…`.
    Url,
}

/// A word as it stands in the text and as it is compared.
#[derive(Debug)]
pub(crate) struct ScriptWord<'t> {
    pub(crate) script: Script,
    pub(crate) span: Span,
    pub(crate) text: &'t str,
    /// The line breaks before this word since the last one: at most 2.
    pub(crate) breaks: u32,
}

/// The class of one character, by which words are told apart.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Hangul,
    /// A consonant or vowel that stands alone: ㅋㅋ.
    HangulLetter,
    Latin,
    Other(UnicodeScript),
    /// Belongs to the letter before it.
    Mark,
    Separator,
}

#[inline]
fn class(c: char) -> Class {
    match c {
        'a'..='z' | 'A'..='Z' | '0'..='9' => Class::Latin,
        _ if c.is_ascii() => Class::Separator,
        '가'..='힣' | '\u{1100}'..='\u{11ff}' => Class::Hangul,
        'ㄱ'..='ㅣ' => Class::HangulLetter,
        // A letter of old Hangul that is typed for an interpunct.
        '\u{318d}' => Class::Separator,
        '\u{a960}'..='\u{a97c}' | '\u{d7b0}'..='\u{d7fb}' => Class::Hangul,
        '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{f900}'..='\u{faff}' => {
            Class::Hangul
        }
        '\u{200b}'..='\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{ad}' | '\u{2060}' => Class::Mark,
        _ if canonical_combining_class(c) != 0 => Class::Mark,
        '\u{c0}'..='\u{24f}' if c.is_alphabetic() => Class::Latin,
        // Signs of units: `30℃`, `10Ω` (the Greek letter and the sign of its own).
        '℃' | '℉' | 'Ω' | '\u{2126}' => Class::Latin,
        // These are written in words of Latin letters (`x²`, `H₂O`), as are Roman numerals.
        _ if is_raised(c) => Class::Latin,
        '\u{2160}'..='\u{217f}' => Class::Latin,
        '\u{ff10}'..='\u{ff19}' | '\u{ff21}'..='\u{ff3a}' | '\u{ff41}'..='\u{ff5a}' => Class::Latin,
        _ if c.is_alphanumeric() => Class::Other(c.script()),
        _ => Class::Separator,
    }
}

/// Returns the bytes of what joins two Latin words into one, as in `us-east-1`,
/// `Lambda@Edge`, `0.9.1`, `snake_case` or `mc^2`: 0 where nothing does. `text` begins with
/// the sign `c`, behind the letter `before`.
fn joint_length(before: char, c: char, text: &str) -> usize {
    let is_latin = |c: &char| class(*c) == Class::Latin;
    let after = &text[c.len_utf8()..];
    // Formulas have several letters of an index or power in braces: `V_{out}`.
    let inner = after.strip_prefix('{').filter(|_| matches!(c, '_' | '^')).unwrap_or(after);
    let next = inner.chars().next();
    let around = |test: &dyn Fn(&char) -> bool| test(&before) && next.as_ref().is_some_and(test);
    let joins = match c {
        '-' | '_' | '@' | '\u{2010}' | '\u{2011}' => around(&is_latin),
        // An interpunct between numbers is a point (`4·19`), and dates are written so.
        '·' | '\u{318d}' | '\u{30fb}' => around(&|c| c.is_ascii_digit()),
        // `30°C`
        '°' => before.is_ascii_digit() && matches!(next, Some('C' | 'F')),
        // A power of a number is no number that is written so: 10^9 isn't 109.
        '^' => around(&is_latin) && before.is_alphabetic(),
        '.' | ',' => around(&char::is_ascii_digit),
        _ => false,
    };
    if joins { text.len() - inner.len() } else { 0 }
}

/// Calls `sink` with each word of `text`, in order.
pub(crate) fn words<'t>(text: &'t str, mut sink: impl FnMut(ScriptWord<'t>)) {
    let mut breaks = 0;
    let mut at = 0;
    let mut before = ' ';
    while let Some(first) = text[at..].chars().next() {
        let rest = &text[at..];
        let (letter, width) = written(rest, first);
        let length = match class(letter) {
            _ if is_micro(rest) => Some((Script::Latin, latin_length(rest))),
            _ if first == 'h' && is_url(rest) => Some((Script::Url, url_length(rest))),
            kind @ (Class::Hangul | Class::HangulLetter) => {
                Some((Script::Korean, run_length(rest, kind)))
            }
            Class::Latin => Some((Script::Latin, latin_length(rest))),
            kind @ Class::Other(_) => Some((Script::Other, run_length(rest, kind))),
            // `.NET`, `.env`
            _ if first == '.' && !before.is_alphanumeric() && before != '.' => {
                let is_name = rest[1..].starts_with(|c: char| c.is_ascii_alphabetic());
                is_name.then(|| (Script::Latin, 1 + latin_length(&rest[1..])))
            }
            _ => None,
        };
        let Some((script, length)) = length else {
            if first == '\n' {
                breaks = (breaks + 1).min(2);
            }
            before = first;
            at += width;
            continue;
        };
        let span = Span::new(at, at + length);
        sink(ScriptWord { script, span, text: &text[span.range()], breaks });
        breaks = 0;
        at += length;
        before = text[..at].chars().next_back().unwrap_or(' ');
    }
}

/// Returns the length in bytes of the Latin word that `text` begins with. Signs
/// belong to it where they tell it from others: `C++`, `C#`, `N+1`, `2>&1`.
fn latin_length(text: &str) -> usize {
    if let Some(length) = slashed_date_length(text) {
        return length;
    }
    let length = run_length(text, Class::Latin);
    let (word, rest) = text.split_at(length);
    let is_end = |rest: &str| !rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '#');
    let is_name = word.bytes().all(|b| b.is_ascii_alphabetic());
    for sign in ["++", "#"] {
        let most = if sign == "#" { 2 } else { 10 };
        let after = rest.strip_prefix(sign);
        if is_name
            && length <= most
            && after.is_some_and(|rest| is_end(rest) && !rest.starts_with('+'))
        {
            return length + sign.len();
        }
    }
    if length > 2 {
        return length;
    }
    for sign in ["+", ":", ">&"] {
        if let Some(after) = rest.strip_prefix(sign) {
            let second = run_length(after, Class::Latin);
            if matches!(second, 1 | 2) && is_end(&after[second..]) {
                return length + sign.len() + second;
            }
        }
    }
    length
}

/// Returns the length in bytes of the date with slashes that `text` begins with:
/// `2024/05/01`. Between other numbers a slash parts words.
fn slashed_date_length(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let digits = |from: usize| bytes[from..].iter().take_while(|b| b.is_ascii_digit()).count();
    let mut at = 0;
    for lengths in [4..=4, 1..=2, 1..=2] {
        if at > 0 {
            at += usize::from(*bytes.get(at)? == b'/');
        }
        let length = digits(at);
        if !lengths.contains(&length) || at > 0 && bytes[at - 1] != b'/' {
            return None;
        }
        at += length;
    }
    let is_over = !bytes.get(at).is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'/');
    is_over.then_some(at)
}

/// Returns the length in bytes of the word that `text` begins with.
fn run_length(text: &str, kind: Class) -> usize {
    let mut at = 0;
    let mut before = '\0';
    while let Some(first) = text[at..].chars().next() {
        let (c, width) = written(&text[at..], first);
        let length = match class(c) {
            Class::Mark => width,
            _ if kind == Class::Latin && is_micro(&text[at..]) => width,
            class if class == kind => width,
            // A sign that several scripts share, as the long vowel of Kana.
            Class::Other(UnicodeScript::Common | UnicodeScript::Inherited)
                if matches!(kind, Class::Other(_)) =>
            {
                width
            }
            Class::Separator if kind == Class::Latin => joint_length(before, first, &text[at..]),
            _ => 0,
        };
        if length == 0 {
            return at;
        }
        before = c;
        at += length;
    }
    text.len()
}

/// Returns the character that `text` begins with, and how many bytes it takes:
/// a letter may be written by its name, as in `caf&eacute;`.
#[inline]
fn written(text: &str, first: char) -> (char, usize) {
    match first {
        '&' => entity(text).unwrap_or((first, 1)),
        _ => (first, first.len_utf8()),
    }
}

/// Reads the letter or digit that HTML has a name or number for and that `text`
/// begins with. Other characters stay as they are written: they part words
/// either way.
fn entity(text: &str) -> Option<(char, usize)> {
    /// `&thetasym;` is the longest of HTML 4.
    const MAX_BYTES: usize = 12;
    let length = text.bytes().take(MAX_BYTES).position(|b| b == b';')? + 1;
    let decoded = htmlescape::decode_html(text.get(..length)?).ok()?;
    let letter = decoded.chars().next().filter(|c| c.is_alphanumeric())?;
    (decoded.len() == letter.len_utf8()).then_some((letter, length))
}

/// Says whether `c` is a mark that belongs to the letter before it.
pub(crate) fn is_mark(c: char) -> bool {
    class(c) == Class::Mark
}

/// Says whether a text begins with the prefix of a unit that is a millionth: `μF`.
fn is_micro(text: &str) -> bool {
    let unit = text.strip_prefix(['μ', 'µ']);
    unit.is_some_and(|unit| unit.starts_with(|c: char| c.is_ascii_alphabetic() || is_ohm(c)))
}

/// Says whether `c` is the sign of the unit of resistance, or the Greek letter that it is.
pub(crate) fn is_ohm(c: char) -> bool {
    matches!(c, 'Ω' | '\u{2126}')
}

/// Says whether `c` is a degree of a scale of temperature in one sign.
pub(crate) fn is_degree(c: char) -> bool {
    matches!(c, '℃' | '℉')
}

/// Says whether `c` is a raised or lowered digit.
pub(crate) fn is_raised(c: char) -> bool {
    matches!(c, '\u{b2}' | '\u{b3}' | '\u{b9}' | '\u{2070}'..='\u{2089}') && c.is_alphanumeric()
}

fn is_url(text: &str) -> bool {
    ["http://", "https://"].iter().any(|scheme| text.starts_with(scheme))
}

/// Returns the length in bytes of the address that `text` begins with. It ends before the
/// first letter that addresses are spelt without: what follows is a particle of the text
/// (`https://a.b/c에서`) or a name in its own words (`https://a.b/wiki/정규화`).
fn url_length(text: &str) -> usize {
    let ends = |c: char| {
        c.is_whitespace()
            || matches!(c, '<' | '>' | '"' | '\'' | '`' | ')' | ']' | '|')
            || !c.is_ascii() && c.is_alphabetic()
    };
    text.find(ends).unwrap_or(text.len())
}

/// Text in its composed form, and where each of its bytes came from.
///
/// Notes written on a Mac keep Hangul as separate jamo (NFD); terms are made
/// of the composed form, places are told in the note's own bytes.
pub struct Composed {
    /// The composed text.
    pub text: String,
    /// For each byte of `text`, and one past the last: the byte of the
    /// original that it came from.
    origins: Vec<u32>,
}

impl Composed {
    /// Composes `text` (NFC), unless it is composed already.
    pub fn new(text: &str) -> Option<Self> {
        if !text.contains('&') {
            let is_same =
                text.chars().all(is_inert) || is_nfc(text) && !text.contains(is_ignorable);
            return if is_same { None } else { Some(Self::compose(text)) };
        }
        // Places of the letters that entities stand for, before they compose.
        let mut decoded = String::with_capacity(text.len());
        let mut origins = Vec::with_capacity(text.len() + 1);
        let mut at = 0;
        while let Some(first) = text[at..].chars().next() {
            let (letter, width) = written(&text[at..], first);
            decoded.push(letter);
            origins.resize(decoded.len(), at as u32);
            at += width;
        }
        origins.push(text.len() as u32);
        let composed = Self::compose(&decoded);
        let origin = |place: &u32| origins[*place as usize];
        Some(Self { origins: composed.origins.iter().map(origin).collect(), ..composed })
    }

    fn compose(text: &str) -> Self {
        let mut composed = String::with_capacity(text.len());
        let mut origins = Vec::with_capacity(text.len() + 1);
        let mut chars = text.char_indices().peekable();
        while let Some((start, _)) = chars.next() {
            let mut end = text.len();
            while let Some((at, c)) = chars.peek() {
                if !continues(*c) {
                    end = *at;
                    break;
                }
                chars.next();
            }
            let before = composed.len();
            composed.extend(text[start..end].chars().filter(|c| !is_ignorable(*c)).nfc());
            origins.resize(origins.len() + composed.len() - before, start as u32);
        }
        origins.push(text.len() as u32);
        Self { text: composed, origins }
    }

    /// Returns the span in the original of a span in the composed text.
    pub fn origin(&self, span: Span) -> Span {
        Span::new(self.origins[span.start] as usize, self.origins[span.end] as usize)
    }
}

/// Says whether a text is in composed form (NFC).
pub fn is_composed(text: &str) -> bool {
    text.chars().all(is_inert) || is_nfc(text)
}

/// Says whether `c` is one of the frequent characters that never change by composition, so
/// that most texts need no look-up in Unicode's tables.
fn is_inert(c: char) -> bool {
    match c {
        '\u{ad}' => false,
        ..'\u{300}' => true,
        // Punctuation, arrows, signs in circles, lines and shapes.
        '\u{2010}'..='\u{2027}' | '\u{2190}'..='\u{21ff}' | '\u{2460}'..='\u{27bf}' => true,
        _ => jamo::is_syllable(c),
    }
}

/// Says whether `c` composes with what stands before it: a mark, or a vowel
/// or final consonant of conjoining jamo.
fn continues(c: char) -> bool {
    matches!(c, '\u{1160}'..='\u{11ff}' | '\u{d7b0}'..='\u{d7fb}') || class(c) == Class::Mark
}

/// Says whether `c` shows nothing and means nothing inside a word.
fn is_ignorable(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{ad}' | '\u{2060}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let mut found = Vec::new();
        words(text, |word| found.push(word.text.to_owned()));
        assert_eq!(found, expected);
    }

    #[test]
    fn scripts_part_where_they_meet() {
        check("S3에서 IAM정책을", &["S3", "에서", "IAM", "정책을"]);
        check("(EC2가) us-east-1!", &["EC2", "가", "us-east-1"]);
        check("1.25Gbps, v0.9.1. 끝", &["1.25Gbps", "v0.9.1", "끝"]);
        check("aws:PrincipalOrgID a/b", &["aws", "PrincipalOrgID", "a", "b"]);
        check("<https://a.b/c-d>뒤", &["https://a.b/c-d", "뒤"]);
        check("このデータを検索", &["この", "データ", "を", "検索"]);
        check(
            "https://a.b/c에서 http://a.b/정규화/d",
            &["https://a.b/c", "에서", "http://a.b/", "정규화", "d"],
        );
        check("H₂O x² Ⅳ장", &["H₂O", "x²", "Ⅳ", "장"]);
        check(
            "2024/5/01, 1/2 2024/5 2024/5/1/x",
            &["2024/5/01", "1", "2", "2024", "5", "2024", "5", "1", "x"],
        );
    }

    #[test]
    fn signs_belong_to_short_words() {
        check("C++의 C#, F# g++", &["C++", "의", "C#", "F#", "g++"]);
        check("N+1 N:1 2>&1 1+1=2", &["N+1", "N:1", "2>&1", "1+1", "2"]);
        check(".NET (.env) a.b ...c", &[".NET", ".env", "a", "b", "c"]);
        check("issue#12 a+++b abc:d +1", &["issue", "12", "a", "b", "abc", "d", "1"]);
    }

    #[test]
    fn letters_written_by_name_are_letters() {
        check("caf&eacute; a&nbsp;b R&D", &["caf&eacute;", "a", "nbsp", "b", "R", "D"]);
        let word = "caf&eacute;s";
        let composed = Composed::new(word).unwrap();
        assert_eq!(composed.text, "cafés");
        assert_eq!(composed.origin(Span::new(3, 5)), Span::new(3, 11));
        assert_eq!(composed.origin(Span::new(5, 6)), Span::new(11, 12));
        assert_eq!(Composed::new("2>&1").unwrap().text, "2>&1");
    }

    #[test]
    fn decomposed_hangul_keeps_its_places() {
        let nfd: String = "볼륨".nfd().collect();
        let composed = Composed::new(&nfd).unwrap();
        assert_eq!(composed.text, "볼륨");
        assert_eq!(composed.origin(Span::new(3, 6)), Span::new(9, nfd.len()));
        assert!(Composed::new("볼륨").is_none());
    }
}
