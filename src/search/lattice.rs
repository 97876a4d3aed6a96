//! The readings of a query.

use rustc_hash::FxHashMap;

use crate::analysis::{Sort, display_term};
use crate::lexicon::EntryId;
use crate::span::Span;

/// Why a reading stands for what was typed: the rungs of the ladder,
/// strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Rule {
    /// The word as typed, in any inflection.
    Keyword,
    /// Written together or apart.
    Spacing,
    /// Another spelling of a loanword.
    Spelling,
    /// Another name that these notes teach.
    Taught,
    /// A name of a service or concept in the lexicon.
    Name,
    /// Typed in the other keyboard layout.
    Keyboard,
    /// The initial consonants of a Korean name.
    Initials,
    /// The names of Latin letters, spelt in Hangul.
    Letters,
    /// A word of the other script that sounds alike.
    Sound,
    /// The beginning of a word.
    Prefix,
    /// A word some keystrokes away.
    Typo,
    /// The same in the other language, or a synonym.
    Glossary,
    /// A part of what was named, or what it is part of.
    Narrower,
    /// Something beside what was named, or that realises it.
    Related,
    /// Syllable pairs in common with a name no dictionary has.
    Bigram,
    /// Words of the description of what the section is about.
    Gloss,
}

impl Rule {
    /// All rules, in the order of the ladder.
    pub const ALL: [Self; 16] = [
        Self::Keyword,
        Self::Spacing,
        Self::Spelling,
        Self::Taught,
        Self::Name,
        Self::Keyboard,
        Self::Initials,
        Self::Letters,
        Self::Sound,
        Self::Prefix,
        Self::Typo,
        Self::Glossary,
        Self::Narrower,
        Self::Related,
        Self::Bigram,
        Self::Gloss,
    ];

    /// Returns the rule's name, as in `via` and `rewrites` of the output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Keyword => "keyword",
            Self::Spacing => "spacing",
            Self::Spelling => "spelling",
            Self::Taught => "taught",
            Self::Name => "name",
            Self::Keyboard => "keyboard",
            Self::Initials => "initials",
            Self::Letters => "letters",
            Self::Sound => "sound",
            Self::Prefix => "prefix",
            Self::Typo => "typo",
            Self::Glossary => "glossary",
            Self::Narrower => "narrower",
            Self::Related => "related",
            Self::Bigram => "bigram",
            Self::Gloss => "gloss",
        }
    }

    /// Finds a rule by its name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| rule.name() == name)
    }

    /// Says whether a reading by this rule is what was typed, so that nothing
    /// has to be said about it.
    pub fn is_literal(self) -> bool {
        matches!(self, Self::Keyword | Self::Bigram)
    }
}

/// One of the smallest terms of a query.
#[derive(Clone, Debug)]
pub(crate) struct Leaf {
    pub(crate) term: String,
    /// Where it stands in what was typed.
    pub(crate) span: Span,
    pub(crate) sort: Sort,
    /// How much the word says, from 0 to 1: little for common words.
    pub(crate) weight: f32,
    /// What finding it is worth: its rarity in the notes.
    pub(crate) mass: f32,
}

/// A reading of the leaves `from..to`.
#[derive(Clone, Debug)]
pub(crate) struct Edge {
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) rule: Rule,
    /// How surely it is meant, above 0 and at most 1.
    pub(crate) weight: f32,
    pub(crate) matcher: Matcher,
    /// What it reads, as a person would write it; none where its terms tell.
    pub(crate) text: Option<String>,
    /// What finding it is worth.
    pub(crate) mass: f32,
}

/// What a section must have for a reading to be in it. Numbers are those of
/// probes.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Matcher {
    /// Terms one after the other; a single term as well.
    Phrase(Vec<usize>),
    /// An entry that the section speaks of.
    Entry(usize),
    /// A good part of these syllable pairs.
    Bigrams(Vec<usize>),
}

/// An entry that words of the query describe without naming it.
#[derive(Clone, Debug)]
pub(crate) struct Described {
    /// The probe of the entry.
    pub(crate) probe: usize,
    /// How well its description fits: BM25 of the query.
    pub(crate) score: f32,
    /// The leaves that are in its description.
    pub(crate) leaves: Vec<usize>,
    /// The entry's name.
    pub(crate) name: String,
}

/// An entry that a whole query asks for.
#[derive(Clone, Debug)]
pub(crate) struct Named {
    /// The probe of the entry.
    pub(crate) probe: usize,
    /// Whether it is named itself, or a part of what is named …
    pub(crate) rule: Rule,
    /// How much of an answer it is, above 0 and at most 1.
    pub(crate) weight: f32,
    /// The entry's name.
    pub(crate) name: String,
}

/// Something to look up in the index.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Probe {
    /// A term of headings and texts.
    Text(String),
    /// An entry.
    Entry(EntryId),
    /// A syllable pair.
    Bigram(String),
}

/// A query, understood.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lattice {
    /// What the leaves stand in: what was typed, with words typed in the other
    /// layout put right.
    pub(crate) text: String,
    pub(crate) leaves: Vec<Leaf>,
    pub(crate) edges: Vec<Edge>,
    pub(crate) probes: Vec<Probe>,
    /// Entries that the query describes, the best first.
    pub(crate) described: Vec<Described>,
    /// Entries that the query as a whole is a name of, or that belong to one:
    /// where there are any, only sections that speak of them are hits.
    pub(crate) named: Vec<Named>,
    /// Where each probe is in the list: a pasted question has thousands.
    numbers: FxHashMap<Probe, usize>,
    /// The strongest phrase of each span and sequence of probes.
    phrases: FxHashMap<(usize, usize, Vec<usize>), f32>,
    /// Rewrites of the query as a whole: rule, from, to.
    pub(crate) rewrites: Vec<(Rule, String, String)>,
    /// Whether the query goes on after what was read of it.
    pub(crate) is_cut: bool,
    /// How many words a pasted page has, each counted once, where only the
    /// leaves were read of them.
    pub(crate) words_of_page: Option<usize>,
}

impl Matcher {
    /// Returns the numbers of its probes.
    pub(crate) fn probes(&self) -> &[usize] {
        match self {
            Self::Phrase(probes) | Self::Bigrams(probes) => probes,
            Self::Entry(probe) => std::slice::from_ref(probe),
        }
    }
}

impl Lattice {
    /// Returns what of the text a reading is of.
    pub(crate) fn typed(&self, edge: &Edge) -> &str {
        let leaves = &self.leaves[edge.from..edge.to];
        let (start, end) = (leaves[0].span.start, leaves[leaves.len() - 1].span.end);
        self.text.get(start..end).unwrap_or_default()
    }

    /// Returns what an edge reads, as a person would write it.
    pub(crate) fn said(&self, edge: &Edge) -> String {
        if let Some(text) = &edge.text {
            return text.clone();
        }
        let words = edge.matcher.probes().iter().map(|probe| match &self.probes[*probe] {
            Probe::Text(term) | Probe::Bigram(term) => display_term(term),
            Probe::Entry(id) => id.as_str().to_owned(),
        });
        words.collect::<Vec<_>>().join(" ")
    }

    /// Returns the number of a probe, made when it is new.
    pub(crate) fn probe(&mut self, probe: Probe) -> usize {
        if let Some(number) = self.numbers.get(&probe) {
            return *number;
        }
        self.numbers.insert(probe.clone(), self.probes.len());
        self.probes.push(probe);
        self.probes.len() - 1
    }

    /// Notes a phrase; says whether it is new or surer than before.
    pub(crate) fn is_news(
        &mut self,
        from: usize,
        to: usize,
        probes: &[usize],
        weight: f32,
    ) -> bool {
        let surest = self.phrases.entry((from, to, probes.to_vec())).or_insert(0.0);
        let is_news = weight > *surest;
        *surest = surest.max(weight);
        is_news
    }

    /// Returns what finding all leaves would be worth.
    pub(crate) fn mass(&self) -> f32 {
        self.leaves.iter().map(|leaf| leaf.mass).sum()
    }
}
