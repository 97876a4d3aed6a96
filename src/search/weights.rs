//! The numbers that ranking rests on.

use super::lattice::Rule;

/// Weights of ranking. The defaults were found by the committed tuner
/// (`cargo run --release --example tune`), which climbs one weight at a time
/// on half of the judged queries and reports on the other half.
#[derive(Clone, Debug, PartialEq)]
pub struct Weights {
    /// How fast more of the same word stops mattering (BM25's k1).
    pub saturation: f32,
    /// How much long texts are discounted (BM25's b).
    pub length: f32,
    /// The same for descriptions of entries.
    pub gloss_length: f32,
    /// What an equivalent of a word is worth in a description.
    pub gloss_equivalent: f32,
    /// How much the lexicon's descriptions count, against the notes, for how
    /// rare a word is.
    pub background: f32,
    /// What a word in the section's own heading is worth against one in the
    /// text.
    pub title: f32,
    /// The same for headings above.
    pub trail: f32,
    /// What the covered share of the query multiplies the score by: none is
    /// 1 − coverage, all is 1.
    pub coverage: f32,
    /// How strongly the share counts: 2 makes half of the words a quarter.
    pub coverage_power: f32,
    /// What two neighbouring words of the query add when they are neighbours.
    pub proximity: f32,
    /// The same for words typed by their initials.
    pub initials_together: f32,
    /// What is added when the query names all of the heading.
    pub heading_complete: f32,
    /// What a section about a named entry gains by the words of the name as
    /// typed, at most.
    pub typed_name: f32,
    /// What a heading without text of its own is worth: what it promises is in
    /// the sections below it.
    pub empty: f32,
    /// What a section has of an entry that it only mentions, treats, compares
    /// and is about.
    pub strength: [f32; 4],
    /// The same for an entry that the query describes without naming it.
    pub described: [f32; 4],
    /// What is added where the heading begins with an entry's name, and once
    /// more where it is nothing else.
    pub focus: f32,
    /// How surely a reading by each rule is meant, in the order of
    /// [`Rule::ALL`].
    pub rules: [f32; Rule::ALL.len()],
    /// What a second keystroke away costs.
    pub second_typo: f32,
    /// What a name that is an ordinary word too is worth.
    pub weak_name: f32,
    /// What an option of a pasted question (`A) …`) is worth against the
    /// question.
    pub answer_option: f32,
}

impl Default for Weights {
    fn default() -> Self {
        Self {
            saturation: 1.2,
            length: 0.6,
            gloss_length: 0.7,
            gloss_equivalent: 0.5,
            background: 0.3,
            title: 2.2,
            trail: 2.5,
            coverage: 0.54,
            coverage_power: 1.5,
            proximity: 0.45,
            initials_together: 1.5,
            heading_complete: 0.5,
            typed_name: 0.25,
            empty: 0.4,
            strength: [0.4, 0.8, 1.0, 1.5],
            described: [0.48, 0.6, 1.0, 1.3],
            focus: 0.25,
            rules: [
                1.0,  // keyword
                0.95, // spacing
                0.93, // spelling
                0.9,  // taught
                0.9,  // name
                0.9,  // keyboard
                0.85, // initials
                0.85, // letters
                0.8,  // sound
                0.6,  // prefix
                0.75, // typo
                0.75, // glossary
                0.4,  // narrower
                0.3,  // related
                0.5,  // bigram
                0.5,  // gloss
            ],
            second_typo: 0.75,
            weak_name: 0.45,
            answer_option: 0.35,
        }
    }
}

impl Weights {
    /// Returns how surely a reading by `rule` is meant.
    pub fn rule(&self, rule: Rule) -> f32 {
        self.rules[rule as usize]
    }

    /// Names each weight and gives access to it, for tuning.
    pub fn named(&mut self) -> Vec<(String, &mut f32)> {
        let mut named: Vec<(String, &mut f32)> = vec![
            ("saturation".to_owned(), &mut self.saturation),
            ("length".to_owned(), &mut self.length),
            ("gloss_length".to_owned(), &mut self.gloss_length),
            ("gloss_equivalent".to_owned(), &mut self.gloss_equivalent),
            ("background".to_owned(), &mut self.background),
            ("title".to_owned(), &mut self.title),
            ("trail".to_owned(), &mut self.trail),
            ("coverage".to_owned(), &mut self.coverage),
            ("coverage_power".to_owned(), &mut self.coverage_power),
            ("proximity".to_owned(), &mut self.proximity),
            ("initials_together".to_owned(), &mut self.initials_together),
            ("heading_complete".to_owned(), &mut self.heading_complete),
            ("typed_name".to_owned(), &mut self.typed_name),
            ("empty".to_owned(), &mut self.empty),
            ("focus".to_owned(), &mut self.focus),
            ("second_typo".to_owned(), &mut self.second_typo),
            ("weak_name".to_owned(), &mut self.weak_name),
            ("answer_option".to_owned(), &mut self.answer_option),
        ];
        let strengths = ["mentioned", "treated", "compared", "subject"];
        named.extend(
            strengths.iter().zip(&mut self.strength).map(|(n, w)| (format!("strength.{n}"), w)),
        );
        named.extend(
            strengths.iter().zip(&mut self.described).map(|(n, w)| (format!("described.{n}"), w)),
        );
        let rules = Rule::ALL.iter().zip(&mut self.rules).skip(1);
        named.extend(rules.map(|(rule, weight)| (format!("rule.{}", rule.name()), weight)));
        named
    }
}
