//! What a line has of a query.

use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;

use crate::analysis::english::is_defining_verb;
use crate::analysis::korean::{begins_with_topic_particle, is_inflection, without_particle};
use crate::analysis::{Analyzer, Term, is_composed, jamo};
use crate::lexicon::{EntryId, Lexicon, Recognizer};
use crate::links::targets;
use crate::name::is_alphanumeric;
use crate::search::present::joined_line::JoinedLine;
use crate::search::present::snippet_query::{Part, SnippetQuery};
use crate::search::rule::Tier;
use crate::span::{Mark, Span};

/// Letters of a part of a Latin word for which the whole word is highlighted, at least: VoIP
/// isn't for IP.
const MIN_LATIN_PART: usize = 3;
/// How much a word counts in the target of a link or in the sign of an item, where nobody
/// reads it.
const UNREAD_WORTH: f32 = 0.25;
/// Parts of one reading that are told apart.
const MAX_PARTS: usize = 64;

/// What a line has of a query.
#[derive(Clone, Debug, Default)]
pub(crate) struct LineEvidence {
    /// For each leaf how well the line has it, by its best reading, from 0 to 1.
    pub(crate) values: Vec<f32>,
    /// The words to be highlighted.
    pub(crate) marks: Vec<Mark>,
    /// All matches, in order.
    found: Vec<(Span, Part)>,
}

/// The match that a line begins with.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct LineSubject {
    /// How much of the query it is, from 0 to 1.
    pub(crate) share: f32,
    /// Whether the line goes on to say what it is: `X는 …`, `X: …`, `X is …`.
    pub(crate) is_topic: bool,
}

/// Finds what lines have of a query.
pub(crate) struct LineReader<'a> {
    pub(crate) wanted: &'a SnippetQuery,
    pub(crate) analyzer: &'a mut Analyzer,
    pub(crate) lexicon: &'a Lexicon,
}

impl LineReader<'_> {
    /// Reads a line whose own words begin at `start`. Matches in the signs before them, or
    /// in the target of a link, are highlighted, but hardly count.
    pub(crate) fn read(&mut self, line: &str, start: usize) -> LineEvidence {
        let mut found = self.matches(line);
        if let Some(joined) = JoinedLine::of(line) {
            let matches = self.matches(&joined.text).into_iter();
            found.extend(
                matches.filter_map(|(span, part)| Some((joined.origin_over_markup(span)?, part))),
            );
        }
        found.sort_unstable_by_key(|(span, part)| (*span, part.reading, part.number));
        let mut unread = targets(line);
        unread.push(Span::new(0, start));
        self.weigh(line, found, &join_spans(unread))
    }

    /// Returns the parts of readings that a line has, in no order.
    fn matches(&mut self, line: &str) -> Vec<(Span, Part)> {
        let wanted = self.wanted;
        let mut found: Vec<(Span, Part)> =
            wanted.words_in(line).into_iter().map(|(part, span)| (span, part)).collect();
        let may_be_named = join_spans(wanted.names_in(line));
        let is_named = |span: Span| {
            let next = may_be_named.partition_point(|name| name.end <= span.start);
            may_be_named.get(next).is_some_and(|name| name.overlaps(span))
        };
        let mut terms: Vec<Term> = Vec::new();
        self.analyzer.analyze_some(
            line,
            |word, span| wanted.may_be_in(word) || is_named(span),
            |token| {
                found.extend(wanted.token(token.term).map(|part| (token.span, part)));
                if !may_be_named.is_empty() && token.kind.is_word() {
                    terms.push(Term::from(token));
                }
            },
        );
        if !may_be_named.is_empty() {
            for (span, id) in names(line, &terms, self.lexicon) {
                found.extend(wanted.entry(&id).map(|part| (span, part)));
            }
        }
        found
    }

    /// Returns for each leaf how well it is matched, by the parts found of each reading.
    fn values(&self, had: &FxHashMap<usize, u64>) -> Vec<f32> {
        let mut values = vec![0.0f32; self.wanted.shares().len()];
        for (number, parts) in had {
            let reading = &self.wanted.readings()[*number];
            let share = parts.count_ones() as f32 / reading.parts.min(MAX_PARTS) as f32;
            // The parts of a word as typed are readings of their own.
            if reading.tier == Tier::Written && share < 1.0 {
                continue;
            }
            for leaf in reading.leaves.range() {
                values[leaf] = values[leaf].max(reading.worth * share * share);
            }
        }
        values
    }

    /// Makes the evidence of the matches in a line, of which some pieces aren't read.
    fn weigh(&self, line: &str, found: Vec<(Span, Part)>, unread: &[Span]) -> LineEvidence {
        let readings = self.wanted.readings();
        let is_read = |span: Span| {
            let next = unread.partition_point(|piece| piece.end <= span.start);
            !unread.get(next).is_some_and(|piece| piece.overlaps(span))
        };
        let had = parts_of_readings(found.iter());
        let mut values = self.values(&had);
        if found.iter().any(|(span, _)| !is_read(*span)) {
            let said = parts_of_readings(found.iter().filter(|(span, _)| is_read(*span)));
            for (value, said) in values.iter_mut().zip(self.values(&said)) {
                *value = said.max(*value * UNREAD_WORTH);
            }
        }
        let is_whole = |number: usize| {
            had[&number].count_ones() as usize == readings[number].parts.min(MAX_PARTS)
        };
        let marks = found.iter().filter_map(|(span, part)| {
            let reading = &readings[part.reading];
            let is_typed = reading.tier == Tier::Written;
            let is_shown = reading.is_marked && (is_typed || is_whole(part.reading));
            let span = is_shown.then(|| whole_word(line, *span)).flatten()?;
            Some(Mark { span, is_typed: is_typed || self.is_as_typed(line, span) })
        });
        let marks = join(line, &marks.collect::<Vec<_>>());
        // Matches of the text that the query is a part of aren't matches of the query.
        let is_asked =
            |part: &Part| readings[part.reading].leaves.range().start <= self.wanted.leaves();
        let found = found.into_iter().filter(|(_, part)| is_asked(part)).collect();
        LineEvidence { values, marks, found }
    }

    /// Says whether a name that was read is what was typed.
    fn is_as_typed(&self, line: &str, span: Span) -> bool {
        self.wanted.is_typed(&line[span.range()])
    }
}

impl LineEvidence {
    /// Returns the match with which a line begins whose own words begin at `start`.
    pub(crate) fn subject(&self, line: &str, start: usize, wanted: &SnippetQuery) -> LineSubject {
        let mut end: Option<usize> = None;
        let mut leaves = vec![false; wanted.shares().len()];
        for (span, part) in &self.found {
            let reading = &wanted.readings()[part.reading];
            if reading.tier == Tier::Association {
                continue;
            }
            match end {
                None if begins_with(line, start, *span) => end = Some(span.end),
                Some(before) if span.start <= before + 1 => end = Some(before.max(span.end)),
                _ => break,
            }
            reading.leaves.range().for_each(|leaf| leaves[leaf] = true);
        }
        let Some(end) = end else { return LineSubject::default() };
        let shares = wanted.shares().iter().zip(&leaves).filter(|(_, is)| **is);
        let share = shares.map(|(share, _)| *share).sum::<f32>() / wanted.whole();
        let share = share.min(1.0);
        LineSubject { share, is_topic: tells_of(line.get(end..).unwrap_or_default()) }
    }

    /// Returns how many columns of a line say something else than what was
    /// found in it.
    pub(crate) fn columns_beside(&self, line: &str, start: usize) -> usize {
        let mut columns = 0;
        let mut at = 0;
        for (offset, c) in line.char_indices().filter(|(offset, _)| *offset >= start) {
            while self.found.get(at).is_some_and(|(span, _)| span.end <= offset) {
                at += 1;
            }
            let is_found = self.found[at..].iter().take_while(|(span, _)| span.start <= offset);
            if is_alphanumeric(c) && !is_found.into_iter().any(|(span, _)| span.end > offset) {
                columns += if c.is_ascii() { 1 } else { 2 };
            }
        }
        columns
    }
}

/// Returns for each reading which of its parts were found, as bits.
fn parts_of_readings<'f>(found: impl Iterator<Item = &'f (Span, Part)>) -> FxHashMap<usize, u64> {
    let mut had: FxHashMap<usize, u64> = FxHashMap::default();
    for (_, part) in found {
        *had.entry(part.reading).or_default() |= 1 << part.number.min(MAX_PARTS - 1);
    }
    had
}

/// Says whether a line's own words begin with a piece, or with one capitalised word before
/// it, which may be the maker's name of a product.
fn begins_with(line: &str, start: usize, piece: Span) -> bool {
    if piece.start <= start {
        return true;
    }
    let before = line.get(start..piece.start).unwrap_or_default();
    let name = before.trim_end();
    name.len() < before.len()
        && name.starts_with(|c: char| c.is_ascii_uppercase())
        && name.chars().all(char::is_alphanumeric)
}

/// Says whether what follows a name says what it is: after a topic particle, a colon, a
/// dash, `is`, or in the next cell of a row.
fn tells_of(rest: &str) -> bool {
    let mut rest = rest.trim_start_matches(['*', '`', '_', '"', '\'', ')', '”', '’']);
    if let Some(inside) = rest.trim_start().strip_prefix('(')
        && let Some(end) = inside.find(')')
    {
        rest = inside[end + 1..].trim_start_matches(['*', '`', '_']);
    }
    if begins_with_topic_particle(rest) {
        return true;
    }
    let rest = rest.trim_start();
    if [":", "：", "=", "- ", "– ", "— ", "→", "|"].iter().any(|sign| rest.starts_with(sign))
    {
        return true;
    }
    let mut words = rest.split_whitespace();
    words.next().is_some_and(is_defining_verb) && words.next() != Some("not")
}

/// Finds the names in a line. In a decomposed line they are found only where its composed
/// form has the same length, so that places are the same.
fn names(line: &str, terms: &[Term], lexicon: &Lexicon) -> Vec<(Span, EntryId)> {
    let recognizer = Recognizer::for_text(lexicon);
    if !is_composed(line) {
        let composed: String = line.nfc().collect();
        if composed.len() != line.len() {
            return Vec::new();
        }
    }
    recognizer.named(line, terms)
}

/// Returns the word that a piece is part of, without particles and endings:
/// 재시작 for the 시작 in it. `None` where the piece is too small a part.
fn whole_word(line: &str, span: Span) -> Option<Span> {
    let piece = &line[span.range()];
    let before = |is_of: fn(char) -> bool| {
        let start = line[..span.start].rfind(|c| !is_of(c));
        let after = |at: usize| at + line[at..].chars().next().map_or(0, char::len_utf8);
        start.map_or(0, after)
    };
    let after = |is_of: fn(char) -> bool| {
        line[span.end..].find(|c| !is_of(c)).map_or(line.len(), |at| span.end + at)
    };
    if piece.chars().all(jamo::is_syllable) {
        let (start, end) = (before(jamo::is_syllable), after(jamo::is_syllable));
        if is_inflection(&line[span.end..end]) {
            return Some(Span::new(start, span.end));
        }
        let word = &line[start..end];
        let bare = without_particle(word).map_or(end, |bare| start + bare.len());
        return Some(Span::new(start, bare.max(span.end)));
    }
    if piece.bytes().all(|b| b.is_ascii_alphanumeric()) {
        let is_letter = |c: char| c.is_ascii_alphanumeric();
        let (start, end) = (before(is_letter), after(is_letter));
        let is_part = start < span.start || end > span.end;
        return (!is_part || piece.len() >= MIN_LATIN_PART).then_some(Span::new(start, end));
    }
    Some(span)
}

fn join_spans(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    let mut joined: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match joined.last_mut() {
            Some(last) if span.start < last.end => last.end = last.end.max(span.end),
            _ => joined.push(span),
        }
    }
    joined
}

/// Joins marks that overlap, and those of a kind that only white space parts.
/// Where a reading has words in it that were typed, these are told apart.
fn join(line: &str, marks: &[Mark]) -> Vec<Mark> {
    let of_kind = |is_typed: bool| {
        let spans = marks.iter().filter(|mark| mark.is_typed == is_typed).map(|mark| mark.span);
        join_spans(spans.collect())
    };
    let typed = of_kind(true);
    let mut joined: Vec<Mark> = Vec::with_capacity(marks.len());
    let mut push = |mark: Mark| match joined.last_mut() {
        Some(last)
            if last.is_typed == mark.is_typed
                && line[last.span.end..mark.span.start].chars().all(char::is_whitespace) =>
        {
            last.span.end = mark.span.end;
        }
        _ => joined.push(mark),
    };
    let mut at = 0;
    for group in join_spans(marks.iter().map(|mark| mark.span).collect()) {
        for word in words(line, group) {
            while typed.get(at).is_some_and(|span| span.end <= word.start) {
                at += 1;
            }
            let is_typed = typed.get(at).is_some_and(|span| span.overlaps(word));
            push(Mark { span: word, is_typed });
        }
    }
    joined
}

/// Returns the words of a piece of a line, as white space parts them.
fn words(line: &str, piece: Span) -> impl Iterator<Item = Span> {
    let mut end = piece.start;
    line[piece.range()].split_inclusive(char::is_whitespace).filter_map(move |word| {
        let start = end;
        end += word.len();
        let length = word.trim_end().len();
        (length > 0).then(|| Span::new(start, start + length))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_white_space_parts_is_one() {
        for (line, marks, expected) in [
            ("ab cd ef", &[(0, 2, true), (3, 5, true)][..], &["ab cd"][..]),
            ("ab cd ef", &[(0, 2, true), (3, 5, false)], &["ab", "cd"]),
            ("ab-cd ef", &[(0, 2, true), (3, 5, true)], &["ab", "cd"]),
            ("abcd", &[(2, 4, true), (0, 3, false)], &["abcd"]),
            ("abcd", &[(0, 4, true), (1, 2, true)], &["abcd"]),
            ("ab cd ef", &[(0, 8, false), (3, 5, true)], &["ab", "cd", "ef"]),
            ("ab cd ef", &[(0, 8, false), (3, 8, true)], &["ab", "cd ef"]),
            ("ab cd ef", &[(0, 8, false)], &["ab cd ef"]),
            ("abcd", &[], &[]),
        ] {
            let mark = |(start, end, is_typed): &(usize, usize, bool)| Mark {
                span: Span::new(*start, *end),
                is_typed: *is_typed,
            };
            let marks: Vec<Mark> = marks.iter().map(mark).collect();
            let joined = join(line, &marks);
            let texts: Vec<&str> = joined.iter().map(|mark| &line[mark.span.range()]).collect();
            assert_eq!(texts, expected, "{line}");
        }
    }

    #[test]
    fn a_word_is_marked_whole_without_what_inflects_it() {
        for (line, piece, expected) in [
            ("서버를 재시작한다", "시작", Some("재시작")),
            ("서버를 재시작한다", "서버", Some("서버")),
            ("웹서버가 멈추면", "서버", Some("웹서버")),
            ("볼륨게이트웨이에서", "볼륨", Some("볼륨게이트웨이")),
            ("a VoIP call", "IP", None),
            ("a VoIP call", "call", Some("call")),
            ("`ClearVisibleQueue`", "Visible", Some("ClearVisibleQueue")),
            ("10 GB를", "GB", Some("GB")),
        ] {
            let at = line.find(piece).expect("a piece of the line");
            let word = whole_word(line, Span::new(at, at + piece.len()));
            assert_eq!(word.map(|span| &line[span.range()]), expected, "{line}");
        }
    }

    #[test]
    fn one_name_may_stand_before_a_subject() {
        for (line, start, piece, expected) in [
            ("- 감자는", 2, "감자", true),
            ("Acme Cellar는", 0, "Cellar", true),
            ("the Cellar는", 0, "Cellar", false),
            ("Acme Moon Cellar", 0, "Cellar", false),
            ("AcmeCellar", 0, "Cellar", false),
        ] {
            let at = line.find(piece).expect("a piece of the line");
            let piece = Span::new(at, at + piece.len());
            assert_eq!(begins_with(line, start, piece), expected, "{line}");
        }
    }

    #[test]
    fn a_line_tells_of_what_it_begins_with() {
        for (rest, expected) in [
            ("는 땅속줄기이다", true),
            ("란 무엇인가", true),
            ("** : 땅속줄기", true),
            ("(potato)는 땅속줄기이다", true),
            (" is a tuber", true),
            (" | 땅속줄기 |", true),
            (" is not a root", false),
            ("를 심는다", false),
            ("는개가 내린다", false),
            (" can't grow here", false),
            ("", false),
        ] {
            assert_eq!(tells_of(rest), expected, "{rest}");
        }
    }
}
