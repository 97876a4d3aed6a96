//! Notes → documents of the index.

use rustc_hash::{FxHashMap, FxHashSet};
use tantivy::TantivyDocument;
use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::analysis::{Analyzer, Sort, Term, jamo, sound};
use crate::corpus::{Note, NotePath, Section};
use crate::lexicon::Lexicon;
use crate::name::fold;
use crate::span::Span;

use super::record::{Record, times};
use super::schema::Fields;
use super::tokenizer::Terms;
use super::topics::{Text, topics};
use super::{KEY_SEPARATOR, taught};

/// Turns notes into documents; each thread has its own.
pub(super) struct DocumentBuilder<'l> {
    fields: Fields,
    lexicon: &'l Lexicon,
    analyzer: Analyzer,
    sounds: Sounds,
}

/// How words sound that were met before: most of a note's words are in others
/// too.
#[derive(Default)]
struct Sounds {
    keys: FxHashMap<String, Vec<String>>,
}

impl Sounds {
    /// More words than this are forgotten, to bound memory.
    const MAX_WORDS: usize = 1 << 16;

    fn of(&mut self, word: &str) -> &[String] {
        if self.keys.len() >= Self::MAX_WORDS {
            self.keys.clear();
        }
        self.keys.entry(word.to_owned()).or_insert_with(|| sound::keys(word))
    }
}

/// Words of a note, kept once each for looking up by sound and initials.
#[derive(Default)]
struct Vocabulary {
    /// Words that were seen to.
    heard: FxHashSet<String>,
    sounds: FxHashSet<String>,
    initials: FxHashSet<String>,
    taught: FxHashSet<String>,
}

/// A composed text with its analysis, bigrams apart.
#[derive(Default)]
struct Analysed {
    text: String,
    terms: Vec<Term>,
    bigrams: Vec<String>,
}

impl<'l> DocumentBuilder<'l> {
    pub(super) fn new(fields: Fields, lexicon: &'l Lexicon) -> Self {
        Self { fields, lexicon, analyzer: Analyzer::new(), sounds: Sounds::default() }
    }

    /// Makes one document of each section.
    pub(super) fn documents(&mut self, note: &Note) -> Vec<TantivyDocument> {
        let mut vocabulary = Vocabulary::default();
        let mut documents: Vec<TantivyDocument> = (0..note.sections.len())
            .map(|index| self.document(note, index, &mut vocabulary))
            .collect();
        if let Some(first) = documents.first_mut() {
            for (field, keys) in [
                (self.fields.sound, vocabulary.sounds),
                (self.fields.initials, vocabulary.initials),
                (self.fields.taught, vocabulary.taught),
            ] {
                let mut keys: Vec<String> = keys.into_iter().collect();
                keys.sort();
                let mut terms = Terms::new();
                keys.iter().for_each(|key| terms.push(key));
                first.add_text(field, terms.finish());
            }
        }
        documents
    }

    fn document(
        &mut self,
        note: &Note,
        index: usize,
        vocabulary: &mut Vocabulary,
    ) -> TantivyDocument {
        let section = &note.sections[index];
        let title = self.analyse(&own_heading(section));
        let above: Vec<Analysed> =
            headings_above(section).iter().map(|h| self.analyse(h)).collect();
        let body = self.analyse(&read(&note.decoded.text, &section.prose));
        // Names of the note say what stands below, as headings above do; they
        // are no text that answers.
        let names = self.analyse(&read(&note.decoded.text, &section.names));

        let fields = self.fields;
        let mut document = TantivyDocument::default();
        document.add_bytes(fields.note, &note.path.to_bytes());
        document.add_text(fields.path, handover(&self.path_terms(&note.path)));
        document.add_text(fields.title, handover(&title.terms));
        let trail = above.iter().chain([&names]).flat_map(|text| &text.terms);
        document.add_text(fields.trail, list(trail.map(|term| term.term.as_str())));
        document.add_text(fields.body, handover(&body.terms));
        document.add_text(
            fields.bigram,
            list([&title, &names, &body].into_iter().flat_map(|t| &t.bigrams).map(String::as_str)),
        );

        let texts: Vec<Text<'_>> =
            above.iter().map(|a| Text { text: &a.text, terms: &a.terms }).collect();
        let topics = topics(
            self.lexicon,
            &Text { text: &title.text, terms: &title.terms },
            &texts,
            &Text { text: &body.text, terms: &body.terms },
            &Text { text: &names.text, terms: &names.terms },
        );
        let mut mention = Terms::new();
        let mut subject = Terms::new();
        for topic in &topics {
            (0..topic.count.min(16)).for_each(|_| mention.push(topic.id.as_str()));
            (0..times(topic)).for_each(|_| subject.push(topic.id.as_str()));
        }
        document.add_text(fields.mention, mention.finish());
        document.add_text(fields.subject, subject.finish());

        document.add_text(fields.id, list([note.id(index).to_string().as_str()]));
        let record = Record::new(note, index, &topics);
        let record = postcard::to_allocvec(&record).unwrap_or_default();
        document.add_bytes(fields.record, &record);

        for text in [&title, &names, &body] {
            vocabulary.add(text, &mut self.sounds);
        }
        document
    }

    fn analyse(&mut self, text: &str) -> Analysed {
        let text = if is_nfc(text) { text.to_owned() } else { text.nfc().collect() };
        let mut analysed = Analysed { text: String::new(), terms: Vec::new(), bigrams: Vec::new() };
        self.analyzer.analyze(&text, |token| match token.sort {
            Sort::Bigram => analysed.bigrams.push(token.term.to_owned()),
            _ => analysed.terms.push(Term::from(token)),
        });
        analysed.text = text;
        analysed
    }

    fn path_terms(&mut self, path: &NotePath) -> Vec<Term> {
        let stem = path.as_path().with_extension("");
        self.analyse(&stem.to_string_lossy()).terms
    }
}

impl Vocabulary {
    fn add(&mut self, text: &Analysed, sounds: &mut Sounds) {
        for term in &text.terms {
            let surface = &text.text[term.span.range()];
            match term.sort {
                Sort::Noun | Sort::Unknown if surface.chars().all(jamo::is_syllable) => {
                    self.add_hangul(surface, sounds);
                }
                Sort::Foreign => self.add_sounds(&surface.to_ascii_lowercase(), sounds),
                _ => {}
            }
        }
        // A name the dictionary cut into pieces is heard as a whole.
        let terms = text.terms.iter().filter(|t| t.length == 1);
        let nouns: Vec<&Term> =
            terms.filter(|t| matches!(t.sort, Sort::Noun | Sort::Unknown)).collect();
        for run in nouns.chunk_by(|a, b| a.span.end == b.span.start) {
            if run.len() > 1 {
                let surface = &text.text[run[0].span.start..run[run.len() - 1].span.end];
                if surface.chars().all(jamo::is_syllable) {
                    self.add_hangul(surface, sounds);
                }
            }
        }
        for pair in taught::pairs(&text.text, &text.terms) {
            let (first, second) = (fold(&pair.first), fold(&pair.second));
            self.taught.insert(format!("{first}{KEY_SEPARATOR}{}", pair.second));
            self.taught.insert(format!("{second}{KEY_SEPARATOR}{}", pair.first));
        }
    }

    fn add_hangul(&mut self, surface: &str, sounds: &mut Sounds) {
        let syllables = surface.chars().count();
        if !(2..=12).contains(&syllables) || self.heard.contains(surface) {
            return;
        }
        let initials: String = surface.chars().filter_map(jamo::initial_letter).collect();
        self.initials.insert(format!("{initials}{KEY_SEPARATOR}{surface}"));
        self.add_sounds(surface, sounds);
    }

    fn add_sounds(&mut self, word: &str, sounds: &mut Sounds) {
        if self.heard.contains(word) {
            return;
        }
        self.heard.insert(word.to_owned());
        for key in sounds.of(word) {
            self.sounds.insert(format!("{key}{KEY_SEPARATOR}{word}"));
        }
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

/// Returns what a reader reads of a text, with line breaks where pieces are on
/// different lines.
fn read(text: &str, pieces: &[Span]) -> String {
    let mut prose = String::with_capacity(pieces.iter().map(|span| span.len() + 1).sum());
    let mut end = None;
    for span in pieces {
        if let Some(end) = end {
            let between = text.get(end..span.start).unwrap_or("\n");
            // Markup inside a word or line parts nothing that the text doesn't.
            let gap = match between {
                _ if between.contains('\n') => "\n",
                _ if between.contains(char::is_whitespace) => " ",
                _ if between.contains(['*', '_', '`', '~']) && between.len() <= 3 => "",
                _ => " ",
            };
            prose.push_str(gap);
        }
        prose.push_str(&text[span.range()]);
        end = Some(span.end);
    }
    prose
}

fn handover(terms: &[Term]) -> String {
    let mut handover = Terms::new();
    let mut ordered: Vec<&Term> = terms.iter().collect();
    ordered.sort_by_key(|term| term.position);
    ordered.iter().for_each(|term| handover.push_at(&term.term, term.position));
    handover.finish()
}

fn list<'t>(terms: impl IntoIterator<Item = &'t str>) -> String {
    let mut handover = Terms::new();
    terms.into_iter().for_each(|term| handover.push(term));
    handover.finish()
}
