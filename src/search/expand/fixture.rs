//! Notes and a lexicon of a few lines, to test expanders with.

use std::cell::RefCell;

use crate::analysis::Analyzer;
use crate::lexicon::Lexicon;
use crate::search::lattice::{Edge, Lattice};
use crate::search::options::Options;
use crate::search::vocabulary::TableVocabulary;
use crate::search::weights::Weights;

use super::edges::{Edges, Expander};
use super::knowledge::Knowledge;
use super::query_text::QueryText;

/// A lexicon of its own: nothing of what galpi ships is in it, so that tests
/// hold whatever that is.
const LEXICON: [(&str, &str); 4] = [
    (
        "entries.toml",
        r#"
[[service]]
id = "moon-store"
name = "Acme Moon Store"
short = ["AMS"]
ko = ["문스토어", "달 저장소"]
weak = ["moon"]
category = "storage"
gloss = "Keeps jars of cheese cold for years."
gloss_ko = "치즈 단지를 오래 차갑게 보관한다."

[[service]]
id = "moon-store-vault"
name = "Acme Moon Store Vault"
ko = ["문스토어 볼트"]
category = "storage"
parent = "moon-store"
gloss = "Locks a copy of the jars."
gloss_ko = "복제한 단지를 잠근다."

[[concept]]
id = "ripening"
en = ["ripening", "cheese ageing"]
ko = ["숙성", "치즈 숙성"]
related = ["mould"]
services = ["moon-store"]
gloss = "Letting cheese wait until it tastes of something."
gloss_ko = "치즈가 맛이 들 때까지 기다리는 일."

[[concept]]
id = "mould"
en = ["mould"]
ko = ["곰팡이"]
gloss = "What grows on old food."
gloss_ko = "오래된 음식에 자라는 것."
"#,
    ),
    (
        "glossary.tsv",
        "korean\tenglish\tpos\tweight\n복제하다|복사하다\treplicate|copy\tverb\t1\n\
         교차 리전\tcross region\tnoun\t0.8\n뼈\tbone\tnoun\t0.2\n",
    ),
    ("spellings.tsv", "standard\tvariants\n메시지\t메세지|멧세지\n"),
    ("common.tsv", "word\tweight\nthe\t0.05\nof\t0.05\n방법\t0.3\n"),
];

pub(in crate::search) struct Fixture {
    vocabulary: TableVocabulary,
    pub(in crate::search) lexicon: Lexicon,
    analyzer: RefCell<Analyzer>,
    pub(in crate::search) weights: Weights,
    pub(in crate::search) options: Options,
}

impl Fixture {
    /// Makes notes of sections of which only the texts are known.
    pub(in crate::search) fn new(sections: &[&str]) -> Self {
        let lexicon = Lexicon::of_texts(&LEXICON).expect("a lexicon");
        let mut analyzer = Analyzer::new();
        Self {
            vocabulary: TableVocabulary::new(sections, &lexicon, &mut analyzer),
            lexicon,
            analyzer: RefCell::new(analyzer),
            weights: Weights::default(),
            options: Options::default(),
        }
    }

    pub(in crate::search) fn with_alias(mut self, name: &str, alias: &str) -> Self {
        self.vocabulary = self.vocabulary.with_alias(name, alias);
        self
    }

    pub(in crate::search) fn with_options(mut self, options: Options) -> Self {
        self.options = options;
        self
    }

    pub(in crate::search) fn knowledge(&self) -> Knowledge<'_> {
        let Self { vocabulary, lexicon, analyzer, weights, options } = self;
        Knowledge::new(vocabulary, lexicon, analyzer, weights, options)
    }

    pub(in crate::search) fn text(&self, typed: &str) -> QueryText {
        QueryText::new(typed.to_owned(), &self.knowledge())
    }

    /// Runs expanders on what was typed.
    pub(in crate::search) fn run(&self, typed: &str, expanders: &[Expander]) -> Lattice {
        let (text, knowledge) = (self.text(typed), self.knowledge());
        let mut edges = Edges::new(text.leaves.len());
        for expander in expanders {
            expander(&text, &knowledge, &mut edges).expect("readings");
        }
        let Edges { list: edges, typed_forms, probes, described, .. } = edges;
        let QueryText { text, leaves, .. } = text;
        Lattice { text, leaves, edges, typed_forms, probes, described, ..Lattice::default() }
    }

    /// Checks what the last of some expanders reads: for each query the
    /// readings as `typed → read`, sorted.
    pub(in crate::search) fn check(&self, expanders: &[Expander], cases: &[(&str, &[&str])]) {
        for (typed, expected) in cases {
            let before = self.run(typed, &expanders[..expanders.len() - 1]).edges.len();
            let lattice = self.run(typed, expanders);
            let reading = |edge: &Edge| {
                format!("{} → {}", lattice.typed_text(edge.leaves), lattice.reading_text(edge))
            };
            let mut readings: Vec<String> = lattice.edges[before..].iter().map(reading).collect();
            readings.sort();
            assert_eq!(readings, *expected, "{typed}");
        }
    }

    /// Returns the weight of the reading as a text.
    pub(in crate::search) fn weight(&self, expanders: &[Expander], typed: &str, read: &str) -> f32 {
        let lattice = self.run(typed, expanders);
        let edge = lattice.edges.iter().find(|edge| lattice.reading_text(edge) == read);
        edge.unwrap_or_else(|| panic!("{typed} isn't read as {read}")).weight
    }
}
