//! Notes → documents of the index.

use std::cell::Cell;
use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};
use tantivy::TantivyDocument;
use unicode_normalization::UnicodeNormalization;

use crate::analysis::{
    Analyzer, Term, TokenKind, is_composed, jamo, markup_term, sound, surface_term,
};
use crate::corpus::{Note, NotePath, Section};
use crate::lexicon::Lexicon;
use crate::meaning;
use crate::name::fold;
use crate::span::{Span, boundary};

use super::fields::{Evidence, Gathered};
use super::record::{Record, times};
use super::schema::Fields;
use super::tokenizer::Terms;
use super::topics::{Context, Text, topics};
use super::{KEY_SEPARATOR, taught};

/// How often the words of a section's own heading count for what it means: the
/// text below speaks of them without saying them again.
const OWN_HEADING: f32 = 2.0;
/// The same for the headings above.
const HEADING_ABOVE: f32 = 0.5;

/// Turns notes into documents; each thread has its own.
pub(super) struct DocumentBuilder<'l> {
    fields: Fields,
    lexicon: &'l Lexicon,
    analyzer: Analyzer,
    vocabulary: Vocabulary,
    /// What speaks for fields in this note.
    gathered: Gathered,
    /// Terms of the texts of this note's sections.
    body_terms: u64,
}

/// Words for looking up by sound and initials. Most words of a note are in
/// others too: they are remembered.
#[derive(Default)]
struct Vocabulary {
    words: FxHashMap<Box<str>, Rc<Word>>,
    /// Counts the notes, from 1.
    note: u32,
    /// Words and names of this note, each once.
    met: Vec<Rc<Word>>,
    taught: FxHashSet<String>,
}

/// A word, and the terms that it is looked up by.
#[derive(Default)]
struct Word {
    sounds: Vec<String>,
    initials: Option<String>,
    /// The last note that it was met in.
    note: Cell<u32>,
}

/// A heading above a section, with the headings above it.
struct Above {
    heading: String,
    terms: Vec<Term>,
    context: Context,
}

/// A composed text with its analysis, what are no words apart.
#[derive(Default)]
struct Analysed {
    text: String,
    terms: Vec<Term>,
    /// Words as they stand, where their morphemes don't spell them.
    surfaces: Vec<Term>,
}

impl Analysed {
    /// Returns all terms that are found by what a word is or begins with.
    fn searchable(&self) -> impl Iterator<Item = &Term> + Clone {
        self.terms.iter().chain(&self.surfaces)
    }

    /// Adds what begins after markup inside a word, as it stands: whoever sees
    /// the markup sees a word begin there. `seams` are bytes of the text.
    fn add_seams(&mut self, seams: &[usize]) {
        for start in seams.iter().copied() {
            let Some(rest) = self.text.get(start..) else { continue };
            let word = &rest[..rest.find(|c| !jamo::is_syllable(c)).unwrap_or(rest.len())];
            if word.is_empty() {
                continue;
            }
            let before = self.terms.partition_point(|term| term.span.start < start);
            self.surfaces.push(Term {
                term: surface_term(word),
                span: Span::new(start, start + word.len()),
                position: self.terms[..before].last().map_or(0, |term| term.position),
                length: 0,
                kind: TokenKind::Surface,
            });
        }
    }
}

impl<'l> DocumentBuilder<'l> {
    pub(super) fn new(fields: Fields, lexicon: &'l Lexicon) -> Self {
        Self {
            fields,
            lexicon,
            analyzer: Analyzer::new(),
            vocabulary: Vocabulary::default(),
            gathered: Gathered::new(lexicon),
            body_terms: 0,
        }
    }

    /// Makes one document of each section.
    pub(super) fn documents(&mut self, note: &Note) -> Vec<TantivyDocument> {
        self.vocabulary.begin();
        self.gathered.begin();
        self.body_terms = 0;
        let path = handover(self.path_terms(&note.path).searchable());
        let mut above: Vec<Above> = Vec::new();
        let mut documents: Vec<TantivyDocument> = (0..note.sections.len())
            .map(|index| self.document(note, index, &path, &mut above))
            .collect();
        if let Some(first) = documents.first_mut() {
            let Vocabulary { met, taught, .. } = &self.vocabulary;
            let sounds = met.iter().flat_map(|word| &word.sounds);
            let initials = met.iter().flat_map(|word| &word.initials);
            first.add_text(self.fields.sound, list(sounds.map(String::as_str)));
            first.add_text(self.fields.initials, list(initials.map(String::as_str)));
            first.add_text(self.fields.taught, list(taught.iter().map(String::as_str)));
        }
        documents
    }

    /// Returns how many terms the texts of the sections have together of which
    /// documents were made last.
    pub(super) fn body_terms(&self) -> u64 {
        self.body_terms
    }

    /// Returns what speaks for fields in the note whose documents were made
    /// last.
    pub(super) fn evidence(&self) -> Vec<Evidence> {
        self.gathered.evidence()
    }

    fn document(
        &mut self,
        note: &Note,
        index: usize,
        path: &str,
        above: &mut Vec<Above>,
    ) -> TantivyDocument {
        let section = &note.sections[index];
        let title = self.analyse(&own_heading(section));
        self.keep_above(headings_above(section), above);
        let read_body = Prose::of(&note.decoded.text, &section.prose);
        let mut body = self.analyse(&read_body.text);
        // A text that had to be composed has other places.
        if body.text.len() == read_body.text.len() {
            body.add_seams(&read_body.seams);
        }
        self.add_markup(&note.decoded.text, &section.markup, &read_body.list_signs, &mut body);
        // Names of the note say what stands below, as headings above do; they
        // are no text that answers.
        // The title among them is a heading already.
        let is_other = |span: &&Span| {
            let title = section.trail.first().map_or("", String::as_str);
            note.decoded.text[span.range()].trim_matches(['"', '\'', ' ']) != title
        };
        let names: Vec<Span> = section.names.iter().filter(is_other).copied().collect();
        let names = self.analyse(&Prose::of(&note.decoded.text, &names).text);
        let properties = self.analyse(&Prose::of(&note.decoded.text, &section.properties).text);

        let fields = self.fields;
        let mut document = TantivyDocument::default();
        document.add_bytes(fields.note, &note.path.to_bytes());
        document.add_text(fields.path, path);
        document.add_text(fields.title, handover(title.terms.iter()));
        document.add_text(fields.title_form, handover(title.surfaces.iter()));
        let headings = above.iter().flat_map(|heading| &heading.terms);
        let trail = headings.chain(names.searchable());
        // Properties make their words findable, and count for nothing where
        // the section has them anyway.
        let mut known: FxHashSet<&str> = trail.clone().map(|term| term.term.as_str()).collect();
        known.extend(title.terms.iter().chain(&body.terms).map(|term| term.term.as_str()));
        let others = properties.searchable().filter(|term| known.insert(term.term.as_str()));
        let trail = trail.chain(others);
        document.add_text(fields.trail, list(trail.map(|term| term.term.as_str())));
        document.add_text(fields.body, handover(body.terms.iter()));
        self.body_terms += body.terms.len() as u64;
        document.add_text(fields.body_form, handover(body.surfaces.iter()));

        let nothing = Context::default();
        let topics = topics(
            self.lexicon,
            &Text { text: &title.text, terms: &title.terms },
            above.last().map_or(&nothing, |heading| &heading.context),
            &Text { text: &body.text, terms: &body.terms },
            &Text { text: &names.text, terms: &names.terms },
            &mut self.gathered,
        );
        let mut mention = Terms::new();
        let mut subject = Terms::new();
        for topic in &topics {
            (0..topic.count.min(16)).for_each(|_| mention.push(topic.id.as_str()));
            (0..times(topic)).for_each(|_| subject.push(topic.id.as_str()));
        }
        document.add_text(fields.mention, mention.finish());
        document.add_text(fields.subject, subject.finish());

        let headings = above.iter().map(|heading| (heading.terms.as_slice(), HEADING_ABOVE));
        let own = [(title.terms.as_slice(), OWN_HEADING), (body.terms.as_slice(), 1.0)];
        for word in meaning::of_terms(headings.chain(own)).iter().flat_map(meaning::to_words) {
            document.add_u64(fields.meaning, word);
        }

        document.add_text(fields.id, list([note.id(index).to_string().as_str()]));
        let record = Record::new(note, index, &topics);
        let record = postcard::to_allocvec(&record).unwrap_or_default();
        document.add_bytes(fields.record, &record);

        for text in [&title, &names, &properties, &body] {
            self.vocabulary.add(text);
        }
        document
    }

    /// Makes `above` what it is for a section under `headings`: what it has of
    /// them from the section before is kept.
    fn keep_above(&mut self, headings: &[String], above: &mut Vec<Above>) {
        let same = above.iter().zip(headings).take_while(|(a, heading)| a.heading == **heading);
        above.truncate(same.count());
        for heading in &headings[above.len()..] {
            let analysed = self.analyse(heading);
            let text = Text { text: &analysed.text, terms: &analysed.terms };
            let context = match above.last() {
                Some(last) => last.context.below(self.lexicon, &text),
                None => Context::default().below(self.lexicon, &text),
            };
            above.push(Above { heading: heading.clone(), terms: analysed.terms, context });
        }
    }

    fn analyse(&mut self, text: &str) -> Analysed {
        let text = if is_composed(text) { text.to_owned() } else { text.nfc().collect() };
        // A word of Hangul is some three syllables, of nine bytes.
        let terms = Vec::with_capacity(text.len() / 9);
        let mut analysed = Analysed { terms, ..Analysed::default() };
        self.analyzer.analyze(&text, |token| match token.kind {
            TokenKind::Surface => analysed.surfaces.push(Term::from(token)),
            _ => analysed.terms.push(Term::from(token)),
        });
        analysed.text = text;
        analysed
    }

    /// Adds the words that stand in a section's markup alone, each once: names of
    /// tags, numbers of lists.
    fn add_markup(&mut self, text: &str, tags: &[Span], lists: &[Span], body: &mut Analysed) {
        let mut words: FxHashSet<&str> = FxHashSet::default();
        words.extend(tags.iter().chain(lists).map(|span| &text[span.range()]));
        let mut words: Vec<&str> = words.into_iter().collect();
        words.sort_unstable();
        let end = body.terms.last().map_or(0, |last| last.position + last.length);
        for word in words {
            self.analyzer.analyze(word, |token| {
                let term = markup_term(token.term);
                body.surfaces.push(Term { term, position: end, length: 0, ..Term::from(token) });
            });
        }
    }

    fn path_terms(&mut self, path: &NotePath) -> Analysed {
        let stem = path.as_path().with_extension("");
        self.analyse(&stem.to_string_lossy())
    }
}

impl Vocabulary {
    /// More words than this are forgotten, to bound memory.
    const MAX_WORDS: usize = 1 << 16;
    /// Longer words with hyphens are addresses or names of files.
    const MAX_HYPHENED_BYTES: usize = 24;

    /// Begins a note.
    fn begin(&mut self) {
        self.note += 1;
        self.met.clear();
        self.taught.clear();
        if self.words.len() > Self::MAX_WORDS {
            self.words.clear();
        }
    }

    fn add(&mut self, text: &Analysed) {
        for term in &text.terms {
            let surface = &text.text[term.span.range()];
            match term.kind {
                TokenKind::Noun | TokenKind::Unknown => self.add_hangul(surface),
                TokenKind::Foreign if surface.bytes().any(|b| b.is_ascii_uppercase()) => {
                    self.add_word(&surface.to_ascii_lowercase(), Word::sounding);
                }
                TokenKind::Foreign => self.add_word(surface, Word::sounding),
                _ => {}
            }
        }
        // A name the dictionary cut into pieces is heard as a whole.
        let terms = text.terms.iter().filter(|t| t.length == 1);
        let nouns: Vec<&Term> =
            terms.filter(|t| matches!(t.kind, TokenKind::Noun | TokenKind::Unknown)).collect();
        for run in nouns.chunk_by(|a, b| a.span.end == b.span.start) {
            if run.len() > 1 {
                self.add_hangul(&text.text[run[0].span.start..run[run.len() - 1].span.end]);
            }
        }
        // So is one of which the dictionary took a syllable inside for an ending:
        // that shows by several pieces of one syllable (앤·티·앨리·(어)·싱).
        let is_one_name = |a: &&Term, b: &&Term| {
            let between = text.text.get(a.span.end..b.span.start).unwrap_or(" ");
            between.chars().all(jamo::is_syllable) && between.chars().count() <= 1
        };
        for run in nouns.chunk_by(is_one_name) {
            let has_gap = run.windows(2).any(|pair| pair[0].span.end < pair[1].span.start);
            let syllables = run.iter().filter(|term| term.span.len() == 3).count();
            if has_gap && syllables > 1 {
                self.add_hangul(&text.text[run[0].span.start..run[run.len() - 1].span.end]);
            }
        }
        // One of several words with hyphens is heard as one: 원온원.
        let words = text.terms.iter().filter(|t| t.length == 1 && t.kind == TokenKind::Foreign);
        let words: Vec<&Term> = words.collect();
        let is_hyphened = |a: &&Term, b: &&Term| {
            text.text.get(a.span.end..b.span.start).is_some_and(|between| between == "-")
        };
        for run in words.chunk_by(is_hyphened).filter(|run| run.len() > 1) {
            let whole = &text.text[run[0].span.start..run[run.len() - 1].span.end];
            if whole.len() <= Self::MAX_HYPHENED_BYTES {
                self.add_word(&whole.to_ascii_lowercase(), Word::sounding);
            }
        }
        for pair in taught::pairs(&text.text, &text.terms) {
            let (first, second) = (fold(&pair.first), fold(&pair.second));
            self.taught.insert(format!("{first}{KEY_SEPARATOR}{}", pair.second));
            self.taught.insert(format!("{second}{KEY_SEPARATOR}{}", pair.first));
        }
    }

    fn add_hangul(&mut self, surface: &str) {
        // A syllable is three bytes.
        if (6..=36).contains(&surface.len()) {
            self.add_word(surface, Word::hangul);
        }
    }

    fn add_word(&mut self, surface: &str, make: impl FnOnce(&str) -> Word) {
        let word = match self.words.get(surface) {
            Some(word) => word,
            None => self.words.entry(surface.into()).or_insert_with(|| Rc::new(make(surface))),
        };
        if word.note.replace(self.note) != self.note {
            self.met.push(word.clone());
        }
    }
}

impl Word {
    fn sounding(word: &str) -> Self {
        let keys = sound::keys(word).into_iter();
        let sounds = keys.map(|key| format!("{key}{KEY_SEPARATOR}{word}"));
        Self { sounds: sounds.collect(), ..Self::default() }
    }

    /// Makes one of Hangul; of a word that has other letters, nothing is
    /// looked up.
    fn hangul(word: &str) -> Self {
        if !word.chars().all(jamo::is_syllable) {
            return Self::default();
        }
        let initials: String = word.chars().filter_map(jamo::initial_letter).collect();
        Self { initials: Some(format!("{initials}{KEY_SEPARATOR}{word}")), ..Self::sounding(word) }
    }
}

fn own_heading(section: &Section) -> String {
    match (section.heading, section.trail.last()) {
        (None, Some(title)) => title.clone(),
        (_, last) => last.cloned().unwrap_or_default(),
    }
}

fn headings_above(section: &Section) -> &[String] {
    &section.trail[..section.trail.len().saturating_sub(1)]
}

/// What a reader reads of pieces of a note.
#[derive(Default)]
struct Prose {
    /// The pieces, with line breaks where they are on different lines.
    text: String,
    /// Where markup inside a word ends, in bytes of `text`: `**값**에서`.
    seams: Vec<usize>,
    /// Numbers and boxes of items of lists, which aren't read.
    list_signs: Vec<Span>,
}

impl Prose {
    fn of(text: &str, pieces: &[Span]) -> Self {
        let capacity = pieces.iter().map(|span| span.len() + 1).sum();
        let mut prose = Self { text: String::with_capacity(capacity), ..Self::default() };
        let mut end = None;
        for span in pieces {
            if is_list_sign(text, *span) {
                prose.list_signs.push(*span);
                continue;
            }
            if let Some(end) = end {
                match gap(text.get(end..span.start).unwrap_or("\n")) {
                    "" => prose.seams.push(prose.text.len()),
                    gap => prose.text.push_str(gap),
                }
            }
            prose.text.push_str(&text[span.range()]);
            end = Some(span.end);
        }
        prose
    }
}

/// Returns what parts two pieces of a note for a reader, where `between` stands
/// between them: markup inside a word or line parts nothing that the text
/// doesn't.
fn gap(between: &str) -> &'static str {
    match between {
        _ if between.contains('\n') => "\n",
        _ if between.contains(char::is_whitespace) => " ",
        _ if between.contains(['*', '_', '`', '~']) && between.len() <= 3 => "",
        _ if is_inline_tag(between) => "",
        _ => " ",
    }
}

/// Says whether a piece of a note is the number or box of an item of a list
/// (`1.`, `[x]`): it says nothing, and would make words of each item alike.
fn is_list_sign(text: &str, piece: Span) -> bool {
    /// No item is indented by more.
    const MAX_INDENT_BYTES: usize = 64;
    let said = &text[piece.range()];
    let is_sign = match text.as_bytes().get(piece.end) {
        Some(b'.' | b')') => said.len() < 4 && said.bytes().all(|b| b.is_ascii_digit()),
        Some(b']') => said.eq_ignore_ascii_case("x"),
        _ => false,
    };
    if !is_sign {
        return false;
    }
    let from = boundary(text, piece.start.saturating_sub(MAX_INDENT_BYTES));
    let before = &text[from..piece.start];
    let (is_line, before) = match before.rfind('\n') {
        Some(at) => (true, &before[at + 1..]),
        None => (from == 0, before),
    };
    let is_marker = |c: char| c.is_ascii_digit() || " \t>-*+.)[".contains(c);
    is_line && before.chars().all(is_marker)
}

/// Says whether a piece of a note is one tag of how letters look, which parts
/// no word: `<b>볼륨</b>을`.
fn is_inline_tag(between: &str) -> bool {
    const NAMES: [&str; 14] = [
        "b", "i", "u", "s", "em", "del", "ins", "kbd", "code", "font", "mark", "span", "small",
        "strong",
    ];
    let inside = between.strip_prefix('<').and_then(|rest| rest.strip_suffix('>'));
    inside.is_some_and(|name| NAMES.contains(&name.strip_prefix('/').unwrap_or(name)))
}

fn handover<'t>(terms: impl Iterator<Item = &'t Term>) -> String {
    let mut ordered: Vec<&Term> = terms.collect();
    let bytes = ordered.iter().map(|term| term.term.len() + 2).sum();
    let mut handover = Terms::with_capacity(bytes);
    ordered.sort_by_key(|term| term.position);
    ordered.iter().for_each(|term| handover.push_at(&term.term, term.position));
    handover.finish()
}

fn list<'t>(terms: impl IntoIterator<Item = &'t str>) -> String {
    let mut handover = Terms::new();
    terms.into_iter().for_each(|term| handover.push(term));
    handover.finish()
}
