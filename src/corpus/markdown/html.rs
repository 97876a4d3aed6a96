//! Which text in angle brackets is an HTML tag.
//!
//! Notes say `kubectl logs <pod-name>` and `Optional<Member>`, which is HTML to
//! Markdown. Only names of HTML's elements make tags here; the rest is text.

use memchr::{memchr, memmem};
use rustc_hash::FxHashSet;

use crate::span::Span;

/// Names of HTML elements, obsolete ones included, sorted for binary search.
const ELEMENTS: [&str; 131] = [
    "a",
    "abbr",
    "acronym",
    "address",
    "applet",
    "area",
    "article",
    "aside",
    "audio",
    "b",
    "base",
    "basefont",
    "bdi",
    "bdo",
    "big",
    "blink",
    "blockquote",
    "body",
    "br",
    "button",
    "canvas",
    "caption",
    "center",
    "cite",
    "code",
    "col",
    "colgroup",
    "data",
    "datalist",
    "dd",
    "del",
    "details",
    "dfn",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "em",
    "embed",
    "fieldset",
    "figcaption",
    "figure",
    "font",
    "footer",
    "form",
    "frame",
    "frameset",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hgroup",
    "hr",
    "html",
    "i",
    "iframe",
    "img",
    "input",
    "ins",
    "kbd",
    "label",
    "legend",
    "li",
    "link",
    "main",
    "map",
    "mark",
    "marquee",
    "math",
    "menu",
    "meta",
    "meter",
    "nav",
    "nobr",
    "noframes",
    "noscript",
    "object",
    "ol",
    "optgroup",
    "option",
    "output",
    "p",
    "param",
    "path",
    "picture",
    "pre",
    "progress",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "script",
    "search",
    "section",
    "select",
    "slot",
    "small",
    "source",
    "span",
    "strike",
    "strong",
    "style",
    "sub",
    "summary",
    "sup",
    "svg",
    "table",
    "tbody",
    "td",
    "template",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "time",
    "title",
    "tr",
    "track",
    "tt",
    "u",
    "ul",
    "var",
    "video",
    "wbr",
];
/// Elements that are written without their end, have none, or end lines below, and that
/// nobody writes in angle brackets for something else.
const WITHOUT_END: [&str; 27] = [
    "body", "br", "caption", "center", "colgroup", "dd", "details", "div", "dt", "head", "hr",
    "html", "img", "li", "nobr", "optgroup", "option", "p", "rp", "rt", "tbody", "td", "tfoot",
    "th", "thead", "tr", "wbr",
];
/// A tag of more attributes than this is none.
const MAX_ATTRIBUTES: usize = 256;

/// A piece of HTML.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    /// Characters between tags, and tags of no element.
    Text(Span),
    /// A tag of an element.
    Tag {
        /// All of it.
        span: Span,
        /// The element's name.
        name: Span,
        /// The names of its attributes.
        attributes: Vec<Span>,
        /// Whether it ends the element.
        is_end: bool,
    },
    /// A comment: text that is not among what is read.
    Comment,
}

/// The elements that a note ends somewhere. `<object>` alone stands for
/// something that is to be put there.
pub(crate) struct Ended<'t>(FxHashSet<&'t str>);

impl<'t> Ended<'t> {
    pub(crate) fn of(text: &'t str) -> Self {
        let name = |at: usize| {
            let rest = &text[at + b"</".len()..];
            let end = rest.bytes().position(|b| !b.is_ascii_alphanumeric()).unwrap_or(rest.len());
            &rest[..end]
        };
        Self(memmem::find_iter(text.as_bytes(), b"</").map(name).collect())
    }

    /// Says whether the tag `whole` with this name is one of HTML.
    fn has(&self, whole: &str, name: &str, is_end: bool, is_bare: bool) -> bool {
        // `Object` and `Link` are types of a program; tags are in one case.
        let is_one_case = |b: fn(&u8) -> bool| !name.bytes().any(|c| b(&c));
        let lower = name.to_ascii_lowercase();
        if ELEMENTS.binary_search(&lower.as_str()).is_err()
            || !is_one_case(u8::is_ascii_uppercase) && !is_one_case(u8::is_ascii_lowercase)
        {
            return false;
        }
        is_end
            || !is_bare
            || whole.ends_with("/>")
            || WITHOUT_END.binary_search(&lower.as_str()).is_ok()
            || self.0.contains(name)
    }
}

/// Cuts the HTML at `span` into pieces, which tile it.
pub(crate) fn pieces(text: &str, span: Span, ended: &Ended<'_>) -> Vec<Piece> {
    let bytes = text.as_bytes();
    let mut pieces = Vec::new();
    let mut text_from = span.start;
    let mut at = span.start;
    while let Some(open) = memchr(b'<', &bytes[at..span.end]).map(|found| at + found) {
        let rest = Span::new(open, span.end);
        let piece = match &bytes[rest.range()] {
            [b'<', b'!', b'-', b'-', comment @ ..] => {
                let end = memmem::find(comment, b"-->").map_or(span.end, |end| open + end + 7);
                Some((Piece::Comment, end))
            }
            _ => tag(text, rest, ended),
        };
        match piece {
            Some((piece, end)) => {
                if text_from < open {
                    pieces.push(Piece::Text(Span::new(text_from, open)));
                }
                pieces.push(piece);
                (text_from, at) = (end, end);
            }
            None => at = open + 1,
        }
    }
    if text_from < span.end {
        pieces.push(Piece::Text(Span::new(text_from, span.end)));
    }
    pieces
}

/// Reads the tag that `rest` begins with; returns it with where it ends.
fn tag(text: &str, rest: Span, ended: &Ended<'_>) -> Option<(Piece, usize)> {
    let bytes = &text.as_bytes()[..rest.end];
    let is_end = bytes.get(rest.start + 1) == Some(&b'/');
    let start = rest.start + if is_end { 2 } else { 1 };
    let name = Span::new(start, skip(bytes, start, |b| b.is_ascii_alphanumeric()));
    let mut at = name.end;
    if name.is_empty() || !matches!(bytes.get(at)?, b'>' | b'/' | b' ' | b'\t' | b'\n' | b'\r') {
        return None;
    }
    let mut attributes = Vec::new();
    loop {
        at = skip(bytes, at, |b| b.is_ascii_whitespace() || b == b'/');
        if *bytes.get(at)? == b'>' {
            break;
        }
        let end = skip(bytes, at, |b| !b.is_ascii_whitespace() && !b"<>=/\"'".contains(&b));
        if end == at || attributes.len() == MAX_ATTRIBUTES {
            return None;
        }
        attributes.push(Span::new(at, end));
        at = value_end(bytes, end)?;
    }
    let span = Span::new(rest.start, at + 1);
    let word = &text[name.range()];
    let is_tag = ended.has(&text[span.range()], word, is_end, attributes.is_empty());
    is_tag.then_some((Piece::Tag { span, name, attributes, is_end }, span.end))
}

/// Returns where the value of the attribute ends whose name ends at `at`.
fn value_end(bytes: &[u8], at: usize) -> Option<usize> {
    let sign = skip(bytes, at, |b| b.is_ascii_whitespace());
    if bytes.get(sign) != Some(&b'=') {
        return Some(at);
    }
    let at = skip(bytes, sign + 1, |b| b.is_ascii_whitespace());
    match *bytes.get(at)? {
        quote @ (b'"' | b'\'') => memchr(quote, &bytes[at + 1..]).map(|end| at + 1 + end + 1),
        _ => Some(skip(bytes, at, |b| !b.is_ascii_whitespace() && !b"<>\"'`".contains(&b))),
    }
}

/// Returns the first place from `at` on of a byte that `is_in` refuses.
fn skip(bytes: &[u8], at: usize, is_in: impl Fn(u8) -> bool) -> usize {
    bytes[at..].iter().position(|b| !is_in(*b)).map_or(bytes.len(), |end| at + end)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Writes pieces as `text`, `{name attribute…}` and `{/name}`.
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let read = |span: &Span| &text[span.range()];
        let found: String = pieces(text, Span::new(0, text.len()), &Ended::of(text))
            .iter()
            .map(|piece| match piece {
                Piece::Text(span) => read(span).to_owned(),
                Piece::Comment => "{!}".to_owned(),
                Piece::Tag { name, is_end: true, .. } => format!("{{/{}}}", read(name)),
                Piece::Tag { name, attributes, .. } => {
                    let names: Vec<&str> = attributes.iter().map(read).collect();
                    format!("{{{}}}", [&[read(name)][..], &names].concat().join(" "))
                }
            })
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn elements_are_in_order() {
        assert!(ELEMENTS.is_sorted() && WITHOUT_END.is_sorted());
    }

    #[test]
    fn tags_are_those_of_elements() {
        check("<b>가</b>나<br/>다<BR>", "{b}가{/b}나{br}다{BR}");
        check("<img src=\"a>b\" alt='글' width=3>", "{img src alt width}");
        check("<p\nclass=x>글", "{p class}글");
        check("<!-- 글 <b> -->뒤", "{!}뒤");
    }

    #[test]
    fn the_rest_is_text() {
        for text in [
            "<pod-name>",
            "Optional<Member>",
            "List<Object>",
            "a < b > c",
            "<a <b",
            "<a b=\"",
            "<>",
        ] {
            check(text, text);
        }
        // What is to be put in, not elements that are never ended.
        check("cp <source> <object>", "cp <source> <object>");
        check("<object>가</object>", "{object}가{/object}");
    }
}
