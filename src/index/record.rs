//! What is kept of a section, to show it without parsing its note again.

use serde::{Deserialize, Serialize};

use crate::corpus::{Note, NotePath, SectionId};
use crate::lexicon::EntryId;
use crate::span::Span;

/// A section as the index keeps it. Its text stays in the note.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Record {
    /// Kept apart from the rest, to be found by.
    #[serde(skip)]
    id: u64,
    path: Vec<u8>,
    /// Headings, outermost first.
    pub trail: Vec<String>,
    /// The heading's line, 1-based.
    pub line: u32,
    /// The last line with text, 1-based.
    pub end_line: u32,
    start: u32,
    end: u32,
    heading: Option<(u32, u32)>,
    /// Whether the span is one of the file as well as of its text.
    is_verbatim: bool,
    topics: Vec<(String, u8, u16)>,
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
    /// Makes the record of the note's section at `index`.
    pub(super) fn new(note: &Note, index: usize, topics: &[Topic]) -> Self {
        let section = &note.sections[index];
        Self {
            id: note.id(index).to_u64(),
            path: note.path.to_bytes(),
            trail: section.trail.clone(),
            line: section.line as u32,
            end_line: section.end_line as u32,
            start: section.span.start as u32,
            end: section.span.end as u32,
            heading: section.heading.map(|s| (s.start as u32, s.end as u32)),
            is_verbatim: note.decoded.is_verbatim,
            topics: topics
                .iter()
                .map(|t| {
                    (
                        t.id.as_str().to_owned(),
                        t.strength as u8,
                        t.count.min(u32::from(u16::MAX)) as u16,
                    )
                })
                .collect(),
        }
    }

    /// Reads a record as the index keeps it; `None` where the bytes are none.
    pub(super) fn read(bytes: &[u8], id: u64) -> Option<Self> {
        postcard::from_bytes(bytes).ok().map(|record| Self { id, ..record })
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
        place(self.start, self.end)
    }

    /// Says whether the section's span is one of the note's file, so that it can
    /// be read without the rest of the note.
    pub(crate) fn is_verbatim(&self) -> bool {
        self.is_verbatim
    }

    /// Returns where the heading's text is.
    pub fn heading(&self) -> Option<Span> {
        self.heading.map(|(start, end)| place(start, end))
    }

    /// Returns the entries that the section speaks of, strongest first.
    pub fn topics(&self) -> Vec<Topic> {
        self.topics
            .iter()
            .map(|(id, strength, count)| Topic {
                id: EntryId::new(id),
                strength: Strength::ALL[usize::from(*strength).min(3)],
                focus: Focus::default(),
                count: u32::from(*count),
            })
            .collect()
    }
}

/// Makes a span of what was read: damaged bytes may say anything.
fn place(start: u32, end: u32) -> Span {
    Span::new(start as usize, end.max(start) as usize)
}
