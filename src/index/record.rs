//! What is kept of a section, to show it without parsing its note again.

use serde::{Deserialize, Serialize};

use crate::corpus::{Note, NotePath, SectionId};
use crate::lexicon::{EntryId, Lexicon};
use crate::span::Span;

use super::manifest::Place;

/// What is known of a section without reading its note, of which its text is.
#[derive(Clone, Debug)]
pub struct Record {
    id: u64,
    path: Vec<u8>,
    /// Headings, outermost first.
    pub trail: Vec<String>,
    /// The heading's line, 1-based.
    pub line: u32,
    /// The last line with text, 1-based.
    pub end_line: u32,
    span: Span,
    heading: Option<Span>,
    /// Whether the span is one of the file as well as of its text.
    is_verbatim: bool,
    topics: Vec<Topic>,
}

/// A record as the index keeps it, the id apart. Small numbers are short: places are
/// those from where the section begins, entries their numbers in the lexicon.
#[derive(Serialize, Deserialize)]
struct Kept<'r> {
    #[serde(borrow)]
    path: &'r [u8],
    #[serde(borrow)]
    trail: Vec<&'r str>,
    line: u32,
    more_lines: u32,
    start: u32,
    length: u32,
    heading: Option<(u32, u32)>,
    is_verbatim: bool,
    topics: Vec<(u32, u8, u16)>,
}

/// An entry that a section speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Topic {
    /// Which entry.
    pub id: EntryId,
    /// How much the section is about it.
    pub strength: Strength,
    /// How much of the heading names it.
    pub(crate) focus: Focus,
    /// How often it is named, in any spelling.
    pub count: u32,
}

/// How much a section is about an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Strength {
    /// Named in passing.
    Mentioned,
    /// Explained in the text, or named in a heading above.
    Treated,
    /// Named in the heading beside others, as in `X vs Y`.
    Compared,
    /// What the heading names.
    Subject,
}

/// How much of a section's heading is the name of what it is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Focus {
    /// The name stands inside the heading, or not in it at all.
    #[default]
    Inside,
    /// The heading begins with it.
    First,
    /// The heading is nothing else.
    Whole,
}

impl Focus {
    const COUNT: u32 = 3;
}

/// Packs strength and focus into how often a section has an entry in the
/// index: never where it is only mentioned.
pub(super) fn times(topic: &Topic) -> u32 {
    topic.strength as u32 * Focus::COUNT + topic.focus as u32
}

/// Reads from it how much a section is about an entry and how much of its
/// heading names it, both from 0.
pub(crate) fn strength_and_focus(times: u32) -> (usize, u32) {
    let strength = (times / Focus::COUNT) as usize;
    (strength.min(Strength::ALL.len() - 1), times % Focus::COUNT)
}

impl Strength {
    /// All strengths, weakest first.
    pub const ALL: [Self; 4] = [Self::Mentioned, Self::Treated, Self::Compared, Self::Subject];

    /// Returns the strength as a word, as in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Mentioned => "mentioned",
            Self::Treated => "treated",
            Self::Compared => "compared",
            Self::Subject => "subject",
        }
    }
}

impl Record {
    /// Makes the record of the note's section at `index`, which has these topics,
    /// strongest first.
    pub(super) fn new(note: &Note, index: usize, topics: Vec<Topic>) -> Self {
        let section = &note.sections[index];
        Self {
            id: note.id(index).to_u64(),
            path: note.path.to_bytes(),
            trail: section.trail.clone(),
            line: section.line as u32,
            end_line: section.end_line as u32,
            span: section.span,
            heading: section.heading,
            is_verbatim: note.decoded.is_verbatim,
            topics,
        }
    }

    /// Returns the record as the index keeps it, which has been made with a lexicon.
    pub(super) fn to_bytes(&self, lexicon: &Lexicon) -> Vec<u8> {
        let start = self.span.start;
        let from = |at: usize| at.saturating_sub(start) as u32;
        let topic = |topic: &Topic| {
            let count = topic.count.min(u32::from(u16::MAX)) as u16;
            Some((lexicon.number(&topic.id)?, topic.strength as u8, count))
        };
        let kept = Kept {
            path: &self.path,
            trail: self.trail.iter().map(String::as_str).collect(),
            line: self.line,
            more_lines: self.end_line.saturating_sub(self.line),
            start: start as u32,
            length: self.span.len() as u32,
            heading: self.heading.map(|heading| (from(heading.start), heading.len() as u32)),
            is_verbatim: self.is_verbatim,
            topics: self.topics.iter().filter_map(topic).collect(),
        };
        // Numbers and texts can always be written.
        postcard::to_allocvec(&kept).unwrap_or_default()
    }

    /// Reads a record as the index keeps it, with the lexicon that it was made with;
    /// `None` where the bytes are none.
    pub(super) fn read(bytes: &[u8], id: u64, lexicon: &Lexicon) -> Option<Self> {
        let kept: Kept<'_> = postcard::from_bytes(bytes).ok()?;
        let start = kept.start as usize;
        // Damaged bytes may say anything.
        let span = |from: u32, length: u32| {
            let start = start.saturating_add(from as usize);
            Span::new(start, start.saturating_add(length as usize))
        };
        let topic = |(number, strength, count): &(u32, u8, u16)| {
            Some(Topic {
                id: lexicon.numbered(*number)?,
                strength: Strength::ALL[usize::from(*strength).min(3)],
                focus: Focus::default(),
                count: u32::from(*count),
            })
        };
        Some(Self {
            id,
            path: kept.path.to_owned(),
            trail: kept.trail.into_iter().map(str::to_owned).collect(),
            line: kept.line,
            end_line: kept.line.saturating_add(kept.more_lines),
            span: span(0, kept.length),
            heading: kept.heading.map(|(from, length)| span(from, length)),
            is_verbatim: kept.is_verbatim,
            topics: kept.topics.iter().filter_map(topic).collect(),
        })
    }

    /// Returns the section's id.
    pub fn id(&self) -> SectionId {
        SectionId::from_u64(self.id)
    }

    /// Returns the path of the section's note.
    pub fn path(&self) -> NotePath {
        NotePath::from_bytes(&self.path)
    }

    /// Returns where the section is in its note's text, heading included.
    pub fn span(&self) -> Span {
        self.span
    }

    /// Says whether the section's span is one of the note's file, so that it can
    /// be read without the rest of the note.
    pub(crate) fn is_verbatim(&self) -> bool {
        self.is_verbatim
    }

    /// Says that the section stands elsewhere than it did when this was written, as
    /// what is above it was changed.
    pub(super) fn move_to(&mut self, Place { start, line }: Place) {
        let (before, start) = (self.span.start, start as usize);
        let moved = |span: Span| span.back(before).shift(start);
        self.heading = self.heading.map(moved);
        self.span = Span::new(start, start + self.span.len());
        self.end_line = self.end_line.saturating_sub(self.line).saturating_add(line);
        self.line = line;
    }

    /// Returns where the heading's text is.
    pub fn heading(&self) -> Option<Span> {
        self.heading
    }

    /// Returns the entries that the section speaks of, strongest first.
    pub fn topics(&self) -> Vec<Topic> {
        self.topics.clone()
    }
}
