//! What is looked for, as a regular expression.
//!
//! Expressions are made of escaped text, so that their size and the time to
//! match them are bounded by the length of what was typed: the `regex` crate
//! matches in time linear in the text.

use regex::bytes::{Regex, RegexBuilder};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::error::{Error, Problem, Result};
use crate::span::Span;

/// Bytes that a compiled expression may take. A string of ten thousand
/// characters needs about a tenth of it.
const MAX_COMPILED_BYTES: usize = 32 << 20;

/// Bytes of a string that is looked for, and words of a phrase, at most: before an
/// expression is found to be too large it was made, which takes seconds where it
/// is made of a megabyte.
const MAX_BYTES: usize = 64 << 10;
const MAX_WORDS: usize = 1_024;

/// One sign of Markdown between two words of a text, or a blank: what parts
/// words for a reader, though not always by white space. The destination of a
/// link (`](…)`) and tags of one line (`<br/>`) are such signs as wholes.
const BLANK: &str = r"(?:[\s&&[^\r\n]]|[*_~`|\[\]\\]|!\[|\]\([^()\r\n]*\)|\[\^[^\]\r\n]*\]|</?[A-Za-z][A-Za-z0-9]*\s*/?>|&nbsp;)";
/// Markup inside a word, which parts nothing for a reader: `**값**에서`, `[[값]]에서`,
/// `값[^1]에서`.
const SEAM: &str = r"(?:[*_~`]{1,3}|==|\[\[?|\]\]?|\]\([^()\r\n]*\)|\[\^[^\]\r\n]*\]|</?(?:b|i|u|s|em|del|ins|kbd|code|mark|span|small|strong|sub|sup)(?:\s[^<>\r\n]*)?>)*";
/// The same between two Latin letters, where other signs are of the word (`snake_case`,
/// `2*n`): `**A**tomicity`.
const LATIN_SEAM: &str = r"(?:\*{2,3})?";
/// In longer phrases words are looked for without markup inside them: each letter may be
/// followed by it, and what takes part in a pattern takes room in the expression.
const MAX_SEAMED_BYTES: usize = 1_024;
/// A line end inside a paragraph, with the marks of quotations that the next
/// line begins with.
const LINE_END: &str = r"(?:\r?\n[ \t]*(?:>[ \t]?)*)";
/// Signs that stand around a word without being of it.
const AROUND: &[char] = &['*', '_', '~', '`', '|', '[', ']', '\\'];

/// A string that is looked for in texts.
#[derive(Clone, Debug)]
pub(crate) struct Pattern {
    regex: Regex,
}

impl Pattern {
    /// These characters, one after another, wherever they stand.
    ///
    /// # Errors
    ///
    /// When the string is too long to be looked for.
    pub(crate) fn fixed(text: &str) -> Result<Self> {
        check(text)?;
        Self::compile(&alternatives(
            &forms(text).map(|form| regex::escape(&form)).collect::<Vec<_>>(),
        ))
    }

    /// These characters inside a paragraph, with any blanks, Markdown's signs
    /// and at most one line end where the phrase has blanks or signs.
    ///
    /// # Errors
    ///
    /// As [`Pattern::fixed`].
    pub(crate) fn phrase(text: &str) -> Result<Self> {
        check(text)?;
        if words(text).nth(MAX_WORDS).is_some() {
            return Err(too_long());
        }
        let written = if text.len() > MAX_SEAMED_BYTES { regex::escape } else { seamed };
        let gap = format!("(?:{BLANK}+(?:{LINE_END}{BLANK}*)?|{LINE_END}{BLANK}*)");
        let forms: Vec<String> = forms(text)
            .map(|form| {
                let words: Vec<String> = words(&form).map(written).collect();
                match words.is_empty() {
                    // Signs alone stand for themselves.
                    true => regex::escape(form.trim()),
                    false => words.join(&gap),
                }
            })
            .collect();
        Self::compile(&alternatives(&forms))
    }

    /// The same for a word that an operator stands before (`+word`): Latin
    /// letters and digits must begin a word of the text, as `-ecs` doesn't mean
    /// `specs`; Hangul may stand inside one, as it does in compounds.
    ///
    /// # Errors
    ///
    /// As [`Pattern::fixed`].
    pub(crate) fn word(text: &str) -> Result<Self> {
        let phrase = Self::phrase(text)?;
        match text.trim().starts_with(|c: char| c.is_ascii_alphanumeric()) {
            true => Self::compile(&format!(r"(?-u:\b{{start-half}})(?:{})", phrase.regex.as_str())),
            false => Ok(phrase),
        }
    }

    /// A flag of a command (`-exec`) as commands are written: nothing of a word
    /// before its dash or after its last letter.
    ///
    /// # Errors
    ///
    /// As [`Pattern::fixed`].
    pub(crate) fn flag(text: &str) -> Result<Self> {
        check(text)?;
        let name = regex::escape(text);
        Self::compile(&format!(r"(?-u:^|[\s`'\x22(\[|=])-{name}(?-u:\b{{end-half}})"))
    }

    fn compile(expression: &str) -> Result<Self> {
        let built = RegexBuilder::new(expression)
            .case_insensitive(true)
            .multi_line(true)
            .size_limit(MAX_COMPILED_BYTES)
            .build();
        // Of escaped text nothing but the length can be wrong.
        let regex = built.map_err(|_| too_long())?;
        Ok(Self { regex })
    }

    /// Says whether a text has it.
    pub(crate) fn is_in(&self, text: &[u8]) -> bool {
        self.regex.is_match(text)
    }

    /// Returns where a text has it, in bytes, in order, apart.
    pub(crate) fn spans<'t>(&'t self, text: &'t [u8]) -> impl Iterator<Item = Span> + 't {
        let found = self.regex.find_iter(text).map(|found| Span::from(found.range()));
        found.filter(|span| !span.is_empty())
    }
}

fn check(text: &str) -> Result<()> {
    if text.len() > MAX_BYTES { Err(too_long()) } else { Ok(()) }
}

fn too_long() -> Error {
    Error::new(Problem::StringTooLong)
}

/// Returns the string as typed, composed and decomposed, each form once.
fn forms(text: &str) -> impl Iterator<Item = String> {
    let mut forms = vec![text.to_owned(), text.nfc().collect(), text.nfd().collect::<String>()];
    forms.sort();
    forms.dedup();
    forms.into_iter()
}

fn alternatives(expressions: &[String]) -> String {
    match expressions {
        [only] => only.clone(),
        several => format!("(?:{})", several.join("|")),
    }
}

/// Returns an expression for a word that may have markup between its letters.
fn seamed(word: &str) -> String {
    let mut expression = String::new();
    let mut before: Option<char> = None;
    for c in word.chars() {
        let is_latin = |c: char| c.is_ascii_alphanumeric();
        let continues = is_combining_mark(c) || matches!(c, '\u{1160}'..='\u{11ff}');
        match before {
            Some(before) if is_latin(before) && is_latin(c) => expression.push_str(LATIN_SEAM),
            Some(before) if !continues && (!before.is_ascii() || !c.is_ascii()) => {
                expression.push_str(SEAM);
            }
            _ => {}
        }
        expression.push_str(&regex::escape(c.encode_utf8(&mut [0; 4])));
        before = Some(c);
    }
    expression
}

/// Returns the words of a phrase: what blanks part, without Markdown's signs
/// around it. A sign inside a word, as in `snake_case`, is of the word.
fn words(phrase: &str) -> impl Iterator<Item = &str> {
    let is_heading_mark =
        |word: &str| !word.is_empty() && word.bytes().all(|b| b == b'#' || b == b'>');
    phrase
        .split_whitespace()
        .map(|word| word.trim_matches(AROUND))
        .filter(move |word| !word.is_empty() && !is_heading_mark(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns what of `text` a pattern finds.
    fn found<'t>(pattern: &Pattern, text: &'t str) -> Vec<&'t str> {
        pattern.spans(text.as_bytes()).map(|span| &text[span.range()]).collect()
    }

    #[test]
    fn characters_are_found_anywhere_in_any_case_and_form() {
        let decomposed: String = "볼륨".nfd().collect();
        for (typed, text, expected) in [
            ("볼륨", "새볼륨을 볼륨에", &["볼륨", "볼륨"][..]),
            ("볼륨", decomposed.as_str(), &[decomposed.as_str()][..]),
            (decomposed.as_str(), "볼륨", &["볼륨"][..]),
            ("straSSe.", "Strasse. straxsey", &["Strasse."][..]),
            ("2>&1", "ls 2>&1", &["2>&1"][..]),
            ("a", "aA b", &["a", "A"][..]),
            ("없다", "있다", &[][..]),
        ] {
            assert_eq!(found(&Pattern::fixed(typed).unwrap(), text), expected, "{typed}");
        }
    }

    #[test]
    fn a_phrase_reads_over_blanks_signs_and_one_line_end() {
        for (phrase, text, expected) in [
            ("가용 영역", "여러 가용\n영역에", true),
            ("가용 영역", "여러 가용\r\n> 영역에", true),
            ("가용 영역", "**가용**   영역", true),
            ("가용 영역", "[가용](https://a.b/c) 영역", true),
            ("가용 영역", "가용\n\n영역", false),
            ("가용 영역", "가용<br/>영역", true),
            ("가용 영역", "가용영역", false),
            ("C++ 배열", "# C# 배열", false),
            ("C# 배열", "# C# 배열", true),
            ("snake_case 이름", "`snake_case` 이름", true),
            ("용 영", "가용 영역", true),
            ("**가용** 영역", "가용 영역", true),
            // Markup inside a word parts nothing.
            ("판막은 닫힌다", "**판막**은 닫힌다", true),
            ("판막은 닫힌다", "[[심장|판막]]은 닫힌다", true),
            ("판막은 닫힌다", "[판막](https://a.b/c)은 닫힌다[^1].", true),
            ("니트로글리세린", "*니트로*글리세린", true),
            ("kubectl은 명령을", "`kubectl`은 명령을", true),
            ("형광펜", "==형광==펜", true),
            ("Atomicity", "**A**tomicity", true),
            ("닫힌다. 열린다", "닫힌다[^1]. 열린다", true),
            ("snakecase", "snake_case", false),
            ("2n", "2*n", false),
        ] {
            let pattern = Pattern::phrase(phrase).unwrap();
            assert_eq!(pattern.is_in(text.as_bytes()), expected, "{phrase} in {text}");
        }
    }

    #[test]
    fn a_decomposed_word_may_have_markup_inside() {
        let text: String = "**판막**은 닫힌다".nfd().collect();
        assert!(Pattern::phrase("판막은 닫힌다").unwrap().is_in(text.as_bytes()));
    }

    #[test]
    fn what_would_take_long_to_be_compiled_is_refused() {
        assert!(Pattern::fixed(&"a".repeat(MAX_BYTES)).is_ok());
        assert!(Pattern::fixed(&"a".repeat(MAX_BYTES + 1)).is_err());
        assert!(Pattern::flag(&"a".repeat(MAX_BYTES + 1)).is_err());
        assert!(Pattern::word(&"가".repeat(MAX_BYTES)).is_err());
        assert!(Pattern::phrase(&"a ".repeat(MAX_WORDS)).is_ok());
        assert!(Pattern::phrase(&"a ".repeat(MAX_WORDS + 1)).is_err());
    }

    #[test]
    fn a_latin_word_begins_where_a_word_does() {
        for (word, text, expected) in [
            ("ecs", "specs", false),
            ("ecs", "설정ECS를", true),
            ("시작", "재시작", true),
            ("bucket", "buckets", true),
        ] {
            assert_eq!(
                Pattern::word(word).unwrap().is_in(text.as_bytes()),
                expected,
                "{word} in {text}"
            );
        }
    }

    #[test]
    fn a_flag_stands_by_itself() {
        for (flag, text, expected) in [
            ("exec", "find . -exec rm", true),
            ("exec", "`-exec`", true),
            ("exec", "non-exec", false),
            ("exec", "-executor", false),
            ("파일", "-파일", true),
        ] {
            assert_eq!(
                Pattern::flag(flag).unwrap().is_in(text.as_bytes()),
                expected,
                "{flag} in {text}"
            );
        }
    }
}
