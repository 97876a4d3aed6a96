//! Notes → documents of the index.

use rustc_hash::FxHashSet;
use tantivy::TantivyDocument;
use unicode_normalization::UnicodeNormalization;

use crate::analysis::{Analyzer, Term, TokenKind, is_composed, markup_term};
use crate::corpus::{Note, NotePath, Section};
use crate::lexicon::{Lexicon, NameStarts};
use crate::meaning::{self, Meanings, SectionTerms};
use crate::span::Span;

use super::analysed::{Analysed, Prose};
use super::apparatus::leads_elsewhere;
use super::entries::entry_term;
use super::fields::Gathered;
use super::part::{IndexedPart, Part, part_term};
use super::record::{Record, times};
use super::schema::{Fields, NO_WORD};
use super::tokenizer::Terms;
use super::topics::{Context, topics};
use super::words::NoteWords;

/// Turns notes into documents; each thread has its own.
pub(super) struct DocumentBuilder<'l> {
    fields: Fields,
    lexicon: &'l Lexicon,
    analyzer: Analyzer,
    words: NoteWords,
    name_starts: NameStarts,
    meanings: Meanings,
    /// What speaks for fields in this part.
    gathered: Gathered,
    /// Terms of the texts of this part's sections.
    body_terms: u64,
    /// What documents of this part are found by.
    part_term: Vec<u8>,
}

/// A heading above a section, with the headings above it.
struct Above {
    heading: String,
    terms: Vec<Term>,
    context: Context,
}

impl<'l> DocumentBuilder<'l> {
    pub(super) fn new(fields: Fields, lexicon: &'l Lexicon) -> Self {
        Self {
            fields,
            lexicon,
            analyzer: Analyzer::new(),
            words: NoteWords::default(),
            name_starts: NameStarts::default(),
            meanings: Meanings::default(),
            gathered: Gathered::new(lexicon),
            body_terms: 0,
            part_term: Vec::new(),
        }
    }

    /// Makes one document of each section of a part, of which `number` counts those of
    /// the note from 0.
    pub(super) fn documents(
        &mut self,
        note: &Note,
        number: usize,
        part: &Part,
    ) -> (Vec<TantivyDocument>, IndexedPart) {
        self.words.begin();
        self.gathered.begin();
        self.body_terms = 0;
        self.part_term = part_term(&note.path.to_bytes(), number, part.stamp);
        let path = handover(self.path_terms(&note.path).searchable());
        let mut above: Vec<Above> = Vec::new();
        let mut documents: Vec<TantivyDocument> = part
            .sections
            .clone()
            .map(|index| self.document(note, index, &path, &mut above))
            .collect();
        if let Some(first) = documents.first_mut() {
            let NoteWords { met, aliases, .. } = &self.words;
            first.add_text(self.fields.word, list(met.iter().map(|word| word.term.as_str())));
            first.add_text(self.fields.mined_alias, list(aliases.iter().map(String::as_str)));
            for field in self.fields.never_empty() {
                first.add_text(field, list([NO_WORD]));
            }
        }
        (documents, IndexedPart::new(part, self.body_terms, self.gathered.evidence()))
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
        let body = self.body(&note.decoded.text, section);
        let names = self.aside(&note.decoded.text, &other_names(note, section));
        let properties = self.aside(&note.decoded.text, &section.properties);

        let fields = self.fields;
        let mut document = TantivyDocument::default();
        document.add_bytes(fields.note, &self.part_term);
        document.add_text(fields.path, path);
        document.add_text(fields.title, handover(title.terms.iter()));
        document.add_text(fields.title_form, handover(title.surfaces.iter()));
        let headings = above.iter().flat_map(|heading| &heading.terms);
        // The nearest counts for more than those further up: twice.
        let nearest = above.last().into_iter().flat_map(|heading| &heading.terms);
        let trail = headings.chain(nearest).chain(names.searchable());
        // Properties make their words findable, and count for nothing where
        // the section has them anyway.
        let mut known: FxHashSet<&str> = FxHashSet::default();
        if !properties.text.is_empty() {
            known.extend(trail.clone().map(|term| term.term.as_str()));
            known.extend(title.terms.iter().chain(&body.terms).map(|term| term.term.as_str()));
        }
        let others = properties.searchable().filter(|term| known.insert(term.term.as_str()));
        let trail = trail.chain(others);
        document.add_text(fields.trail, list(trail.map(|term| term.term.as_str())));
        document.add_text(fields.body, handover(body.terms.iter()));
        self.body_terms += body.terms.len() as u64;
        document.add_text(fields.body_form, handover(body.surfaces.iter()));

        let last = above.last();
        if let Some(heading) = last {
            document.add_u64(fields.above_length, heading.terms.len() as u64);
        }
        self.add_topics((note, index), &title, last, [&body, &names], &mut document);

        self.add_meaning(above, &title, &body, &mut document);
        if leads_elsewhere(note, section) {
            document.add_bool(fields.leads, true);
        }

        for text in [&title, &body] {
            self.words.add(text);
        }
        for text in [&names, &properties] {
            self.words.add_aside(text);
        }
        document
    }

    /// Adds what a section means.
    fn add_meaning(
        &mut self,
        above: &[Above],
        title: &Analysed,
        body: &Analysed,
        document: &mut TantivyDocument,
    ) {
        let above = above.iter().map(|heading| heading.terms.as_slice());
        let parts = SectionTerms { above, title: &title.terms, body: &body.terms };
        let meaning = self.meanings.of_section(parts);
        let mut words = meaning::to_words(meaning.as_ref());
        for word in words.by_ref().take(meaning::FIRST_WORDS) {
            document.add_u64(self.fields.meaning_first, word);
        }
        for word in words {
            document.add_u64(self.fields.meaning_rest, word);
        }
    }

    /// Adds what a section is about, and the record of the section with it.
    fn add_topics(
        &mut self,
        (note, index): (&Note, usize),
        title: &Analysed,
        above: Option<&Above>,
        [body, names]: [&Analysed; 2],
        document: &mut TantivyDocument,
    ) {
        let nothing = Context::default();
        let topics = topics(
            self.lexicon,
            &title.as_text(),
            above.map_or(&nothing, |heading| &heading.context),
            &body.as_text(),
            &names.as_text(),
            &self.name_starts,
            &mut self.gathered,
        );
        let mut mention = Terms::new();
        let mut subject = Terms::new();
        for topic in &topics {
            let entry = entry_term(self.lexicon, &topic.id);
            (0..topic.count.min(16)).for_each(|_| mention.push(&entry));
            (0..times(topic)).for_each(|_| subject.push(&entry));
        }
        document.add_text(self.fields.mention, mention.finish());
        document.add_text(self.fields.subject, subject.finish());
        document.add_u64(self.fields.id, note.id(index).to_u64());
        let record = Record::new(note, index, topics);
        document.add_bytes(self.fields.record, &record.to_bytes(self.lexicon));
    }

    /// Makes `above` what it is for a section under `headings`: what it has of
    /// them from the section before is kept.
    fn keep_above(&mut self, headings: &[String], above: &mut Vec<Above>) {
        let same = above.iter().zip(headings).take_while(|(a, heading)| a.heading == **heading);
        above.truncate(same.count());
        for heading in &headings[above.len()..] {
            let analysed = self.analyse(heading);
            let text = analysed.as_text();
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

    /// Analyses what a note says beside its text. Of an address all words are found, joined
    /// ones as well (`https://a.b/valve-repair`): where the index has no positions these
    /// can't be put together from their parts.
    fn aside(&mut self, text: &str, pieces: &[Span]) -> Analysed {
        let mut aside = self.analyse(&Prose::of(text, pieces).text.replace("://", ":  "));
        aside.add_cut_words();
        aside
    }

    /// Analyses what stands below a section's heading.
    fn body(&mut self, text: &str, section: &Section) -> Analysed {
        let prose = Prose::of(text, &section.prose);
        let mut body = self.analyse(&prose.text);
        // A text that had to be composed has other places.
        if body.text.len() == prose.text.len() {
            body.add_seams(&prose.seams);
        }
        self.add_markup(text, &section.markup, &prose.list_signs, &mut body);
        body
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
                let term = markup_term(token.term).into();
                body.surfaces.push(Term { term, position: end, length: 0, ..Term::from(token) });
            });
        }
    }

    fn path_terms(&mut self, path: &NotePath) -> Analysed {
        let stem = path.as_path().with_extension("");
        self.analyse(&stem.to_string_lossy())
    }
}

/// Returns where the note's names stand in a section: they say what stands
/// below, as headings above do, and are no text that answers. Its title is a
/// heading already.
fn other_names(note: &Note, section: &Section) -> Vec<Span> {
    let title = section.trail.first().map_or("", String::as_str);
    let is_other =
        |span: &&Span| note.decoded.text[span.range()].trim_matches(['"', '\'', ' ']) != title;
    section.names.iter().filter(is_other).copied().collect()
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
