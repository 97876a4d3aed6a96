//! What the notes say of what stands at a place of a text.

use std::ops::Range;

use galpi::analysis::Analyzer;
use galpi::analysis::korean::is_inflection;
use galpi::lexicon::{Entry, EntryId, Recognizer};
use galpi::render::markup::presentable;
use galpi::render::style::{file_url, harmless};
use galpi::search::{Hit, Hits, Options, Strictness};
use gen_lsp_types as lsp;
use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::asked::Asked;
use crate::failure::Failure;
use crate::history::is_answered;
use crate::terminal;

use super::document::{byte_at, range};

/// Sections that references list, at most.
const MAX_REFERENCES: usize = 200;
/// Sections that a search for symbols finds, at most.
const MAX_SYMBOLS: usize = 50;
/// Sections with some words that are looked at for a heading with them.
const MAX_WITH_WORDS: usize = 64;
/// Words that are looked up as one term, at most.
const MAX_WORDS: usize = 3;
/// Of a section, so many lines and bytes are shown: no editor shows more at
/// once.
const MAX_LINES: usize = 40;
const MAX_BYTES: usize = 4096;

/// A place in a line.
pub(super) struct Cursor<'t> {
    pub(super) line: &'t str,
    /// Where it is in the line, in bytes.
    pub(super) at: usize,
    pub(super) position: lsp::Position,
}

impl<'t> Cursor<'t> {
    pub(super) fn new(line: &'t str, position: lsp::Position) -> Self {
        Self { line, at: byte_at(line, position.character), position }
    }

    /// Returns a range of the line as one of the protocol.
    pub(super) fn range(&self, bytes: Range<usize>) -> lsp::Range {
        range(self.position.line as usize + 1, self.line, bytes)
    }
}

/// What stands at a place.
struct Subject {
    /// The entry that is named there, if one is.
    entry: Option<EntryId>,
    /// How it is written there.
    written: String,
    /// Where it stands; none where that can't be told.
    range: Option<lsp::Range>,
}

/// Shows the section that explains what stands at a place: what is named
/// there, or a term that a heading has. Of a name that these notes don't speak
/// of, what it is is told.
pub(super) fn hover(
    asked: &Asked<'_>,
    cursor: &Cursor<'_>,
    is_markdown: bool,
) -> Result<Option<lsp::Hover>, Failure> {
    let Some((subject, hits)) = explained(asked, cursor, 1)? else { return Ok(None) };
    let entry = subject.entry.as_ref().and_then(|id| asked.entry(id));
    let value = match (hits.hits.first(), entry) {
        (Some(hit), _) => page(asked, hit, is_markdown),
        (None, Some(entry)) => absent(&entry, is_markdown),
        (None, None) => return Ok(None),
    };
    let kind = match is_markdown {
        true => lsp::MarkupKind::Markdown,
        false => lsp::MarkupKind::PlainText,
    };
    let contents = lsp::MarkupContent { kind, value }.into();
    Ok(Some(lsp::Hover { contents, range: subject.range }))
}

/// Tells where the section is that explains what stands at a place; where no
/// section is about it, the one that answers it best.
pub(super) fn definition(
    asked: &Asked<'_>,
    cursor: &Cursor<'_>,
) -> Result<Option<lsp::Definition>, Failure> {
    if let Some((_, hits)) = explained(asked, cursor, 1)?
        && let Some(hit) = hits.hits.first()
    {
        return Ok(Some(at_heading(asked, hit).into()));
    }
    let hits = mentioned(asked, cursor, 1)?;
    Ok(hits.hits.first().map(|hit| at_answer(asked, hit).into()))
}

/// Lists the sections that speak of what stands at a place, best first.
pub(super) fn references(
    asked: &Asked<'_>,
    cursor: &Cursor<'_>,
    with_definition: bool,
) -> Result<Vec<lsp::Location>, Failure> {
    let explained = explained(asked, cursor, MAX_REFERENCES)?;
    let named = explained.filter(|(subject, _)| subject.entry.is_some());
    let hits = match named {
        Some((_, hits)) => hits,
        None => mentioned(asked, cursor, MAX_REFERENCES)?,
    };
    let skipped = usize::from(!with_definition);
    Ok(hits.hits.iter().skip(skipped).map(|hit| at_answer(asked, hit)).collect())
}

/// Finds sections as a search does, named by their headings.
pub(super) fn symbols(
    asked: &Asked<'_>,
    query: &str,
) -> Result<Vec<lsp::SymbolInformation>, Failure> {
    if query.trim().is_empty() {
        return Ok(Vec::new());
    }
    let options = Options { is_prefix: true, ..options(MAX_SYMBOLS) };
    let hits = asked.search(query, &options)?;
    let symbol = |hit: &Hit| {
        let (heading, above) = match hit.record.trail.split_last() {
            Some((heading, above)) => (presentable(heading), above),
            None => (presentable(&hit.snippet.best.text), &[][..]),
        };
        let above = above.iter().map(|heading| presentable(heading));
        let container = [hit.record.path().to_string()].into_iter().chain(above);
        #[allow(deprecated, reason = "it must be said")]
        lsp::SymbolInformation {
            deprecated: None,
            location: at_answer(asked, hit),
            base_symbol_information: lsp::BaseSymbolInformation {
                name: harmless(&heading),
                kind: lsp::SymbolKind::String,
                tags: None,
                container_name: Some(harmless(&container.collect::<Vec<_>>().join(" › "))),
            },
        }
    };
    Ok(hits.hits.iter().map(symbol).collect())
}

pub(super) fn options(limit: usize) -> Options {
    Options { limit, ..Options::default() }
}

/// Finds what stands at a place and the sections about it: those about the
/// entry that is named there, else those with the words there in their
/// headings, the most words that any heading has.
fn explained(
    asked: &Asked<'_>,
    cursor: &Cursor<'_>,
    limit: usize,
) -> Result<Option<(Subject, Hits)>, Failure> {
    if let Some((subject, id)) = named(asked, cursor) {
        let hits = asked.about(&id, &subject.written, &options(limit))?;
        return Ok(Some((subject, hits)));
    }
    for words in windows(cursor.line, cursor.at) {
        let written = &cursor.line[words.clone()];
        let hits = with_heading(asked, &plain(written), limit)?;
        if !hits.hits.is_empty() {
            let range = Some(cursor.range(words.clone()));
            let subject = Subject { entry: None, written: written.to_owned(), range };
            return Ok(Some((subject, hits)));
        }
    }
    Ok(None)
}

/// Finds sections whose heading has some words, in any inflection.
fn with_heading(asked: &Asked<'_>, words: &str, limit: usize) -> Result<Hits, Failure> {
    let exact = Options { strictness: Strictness::Exact, ..options(MAX_WITH_WORDS) };
    let mut hits = asked.search(words, &exact)?;
    let forms = bases(words);
    hits.hits.retain(|hit| {
        let heading = hit.record.trail.last().map(|heading| heading.to_lowercase());
        heading.is_some_and(|heading| forms.iter().any(|form| heading.contains(form.as_str())))
    });
    hits.hits.truncate(limit);
    Ok(hits)
}

/// Returns what words may be an inflection of, in small letters: 순두부를 of
/// 순두부. A sign or one letter is no term.
fn bases(words: &str) -> Vec<String> {
    const MIN_LETTERS: usize = 2;
    let words = words.trim().to_lowercase();
    if words.chars().filter(|c| c.is_alphanumeric()).count() < MIN_LETTERS {
        return Vec::new();
    }
    let starts = words.char_indices().map(|(at, _)| at).skip(MIN_LETTERS);
    let bases = starts.filter(|at| is_inflection(&words[*at..])).map(|at| words[..at].to_owned());
    let mut bases: Vec<String> = bases.collect();
    bases.push(words);
    bases
}

/// Finds sections with the word at a place.
fn mentioned(asked: &Asked<'_>, cursor: &Cursor<'_>, limit: usize) -> Result<Hits, Failure> {
    let word = windows(cursor.line, cursor.at).pop().unwrap_or(0..0);
    let mut hits = asked.search(&plain(&cursor.line[word]), &options(limit))?;
    if !is_answered(&hits) {
        hits.hits.clear();
    }
    Ok(hits)
}

/// Takes what means something in a query off words.
fn plain(words: &str) -> String {
    words.replace(['"', ':'], " ")
}

/// Finds the name at a place: the longest of those that stand there.
fn named(asked: &Asked<'_>, cursor: &Cursor<'_>) -> Option<(Subject, EntryId)> {
    // Names are looked for in composed text.
    let is_composed = is_nfc(cursor.line);
    let line: String = cursor.line.nfc().collect();
    let at = cursor.line[..cursor.at].nfc().map(char::len_utf8).sum::<usize>();
    let terms = Analyzer::new().terms(&line);
    // Each notebook has its own lexicon, and reads what is of its fields.
    let lexicons = asked.searchers.iter().map(|searcher| searcher.lexicon());
    let mention = lexicons
        .flat_map(|lexicon| Recognizer::for_text(lexicon).mentions(&line, &terms))
        .filter(|mention| mention.span.start <= at && at <= mention.span.end)
        // Of two that meet at the place, the one that begins there.
        .max_by_key(|mention| (at < mention.span.end, mention.span.len()))?;
    // A name that is a word, too, is one where the notes speak of the entry.
    if mention.weak && !asked.is_mentioned(&mention.id) {
        return None;
    }
    let span = mention.span.range();
    let subject = Subject {
        entry: Some(mention.id.clone()),
        written: line[span.clone()].to_owned(),
        range: is_composed.then(|| cursor.range(span)),
    };
    Some((subject, mention.id))
}

/// Returns runs of words around a place that may be a term, longer ones first,
/// the word itself last.
fn windows(line: &str, at: usize) -> Vec<Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    for word in line.split_inclusive(char::is_whitespace) {
        let is_sign = |c: char| !c.is_alphanumeric();
        let body = word.trim_start_matches(is_sign);
        let from = start + word.len() - body.len();
        let body = body.trim_end_matches(is_sign);
        if !body.is_empty() {
            words.push(from..from + body.len());
        }
        start += word.len();
    }
    let Some(own) = words.iter().position(|word| word.start <= at && at <= word.end) else {
        return Vec::new();
    };
    let mut windows = Vec::new();
    for size in (1..=MAX_WORDS).rev() {
        for first in (own + 1).saturating_sub(size)..=own {
            if let Some(last) = words.get(first + size - 1) {
                windows.push(words[first].start..last.end);
            }
        }
    }
    windows
}

/// Returns the place of a section's heading.
fn at_heading(asked: &Asked<'_>, hit: &Hit) -> lsp::Location {
    match hit.snippet.lines.first().filter(|_| hit.record.heading().is_some()) {
        Some(line) => {
            let start = line.text.len() - line.text.trim_start_matches(['#', ' ']).len();
            location(asked, hit, range(line.line, &line.text, start..line.text.len()))
        }
        None => at_answer(asked, hit),
    }
}

/// Returns the place in a section that answers: what matches on the best line.
fn at_answer(asked: &Asked<'_>, hit: &Hit) -> lsp::Location {
    let best = &hit.snippet.best;
    let place = match hit.matches.iter().find(|found| found.line == best.line) {
        Some(found) => range(found.line, &found.line_text, found.span.range()),
        None => range(hit.line(), &best.text, 0..0),
    };
    location(asked, hit, place)
}

fn location(asked: &Asked<'_>, hit: &Hit, range: lsp::Range) -> lsp::Location {
    let file = asked.settings(hit).corpus.locate(&hit.record.path());
    lsp::Location { uri: file_url(&file).into(), range }
}

/// Tells what an entry is that these notes don't speak of.
fn absent(entry: &Entry<'_>, is_markdown: bool) -> String {
    let language = terminal::language();
    let gloss = if language.code == "ko" { entry.gloss_ko } else { entry.gloss };
    let missing = (language.commands.nothing_of)(entry.name);
    match is_markdown {
        true => {
            format!("**{}**\n\n{}\n\n*{}*", escaped(entry.name), escaped(gloss), escaped(&missing))
        }
        false => format!("{}\n\n{gloss}\n\n{missing}", entry.name),
    }
}

/// Lays a section out: where it stands, then its text, cut where it is long.
fn page(asked: &Asked<'_>, hit: &Hit, is_markdown: bool) -> String {
    let trail: Vec<String> = hit.record.trail.iter().map(|h| harmless(&presentable(h))).collect();
    let trail = trail.join(" › ");
    let path = hit.record.path();
    let place = harmless(&format!("{path}:{}", hit.record.line));
    let file = file_url(&asked.settings(hit).corpus.locate(&path));
    let mut page = match is_markdown {
        true => format!(
            "**{}** — [{}]({file}#L{})\n\n",
            escaped(&trail),
            escaped(&place),
            hit.record.line
        ),
        false => format!("{trail} — {place}\n\n"),
    };
    let has_heading = hit.record.heading().is_some();
    let lines = hit.snippet.lines.iter().skip(usize::from(has_heading));
    let mut text = String::new();
    let mut is_cut = false;
    for (number, line) in lines.enumerate() {
        if number == MAX_LINES || text.len() + line.text.len() > MAX_BYTES {
            is_cut = true;
            break;
        }
        text.push_str(&harmless(&line.text.replace('\t', "    ")));
        text.push('\n');
    }
    let text = text.trim_matches('\n');
    if is_markdown {
        // An editor would fetch a picture from wherever it lies.
        page.push_str(&text.replace("![", "["));
        let fences = text.lines().filter(|line| line.trim_start().starts_with("```")).count();
        if fences % 2 == 1 {
            page.push_str("\n```");
        }
    } else {
        page.push_str(text);
    }
    if is_cut {
        page.push_str("\n\n…");
    }
    page
}

/// Takes their meaning from what are signs in Markdown.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if "\\`*_[]<>#|!".contains(c) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_around_a_place_may_be_a_term() {
        let line = "그래서 (볼륨 게이트웨이는) — x";
        let texts = |at: usize| -> Vec<&str> {
            windows(line, at).into_iter().map(|window| &line[window]).collect()
        };
        let place = line.find("게이트").expect("it is there");
        assert_eq!(
            texts(place),
            [
                "그래서 (볼륨 게이트웨이는",
                "볼륨 게이트웨이는) — x",
                "볼륨 게이트웨이는",
                "게이트웨이는) — x",
                "게이트웨이는"
            ]
        );
        assert!(texts(line.find('—').expect("it is there")).is_empty());
        assert!(windows("", 0).is_empty());
    }
}
