//! The numbers that ranking rests on.
//!
//! All of them, so that the tuner can reach each: what a rule is worth by default stands
//! in its row ([`Rule`]), everything else here. Numbers that only bound what a search may
//! cost stand where they are used, and so do those that choose the line of a section
//! (`present/passage/`), which were fitted to judged lines.

use std::fmt;
use std::ops::Index;

use crate::index::Strength;

use super::rule::Rule;

/// A weight, or several under one name.
trait Tunable {
    /// Adds the weights with their names.
    fn add_named<'w>(&'w mut self, name: &str, named: &mut Vec<(String, &'w mut f32)>);
}

impl Tunable for f32 {
    fn add_named<'w>(&'w mut self, name: &str, named: &mut Vec<(String, &'w mut f32)>) {
        named.push((name.to_owned(), self));
    }
}

/// Weights by how much a section is about an entry.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ByStrength(pub [f32; Strength::ALL.len()]);

impl Index<usize> for ByStrength {
    type Output = f32;

    /// The weight of the strength at a place in [`Strength::ALL`].
    fn index(&self, strength: usize) -> &f32 {
        &self.0[strength]
    }
}

impl Tunable for ByStrength {
    fn add_named<'w>(&'w mut self, name: &str, named: &mut Vec<(String, &'w mut f32)>) {
        let weights = Strength::ALL.iter().zip(&mut self.0);
        named.extend(weights.map(|(s, weight)| (format!("{name}.{}", s.name()), weight)));
    }
}

/// How surely a reading by each rule is meant.
#[derive(Clone, PartialEq)]
pub struct ByRule([f32; Rule::ALL.len()]);

impl Default for ByRule {
    fn default() -> Self {
        Self(Rule::ALL.map(Rule::default_weight))
    }
}

impl Index<Rule> for ByRule {
    type Output = f32;

    fn index(&self, rule: Rule) -> &f32 {
        &self.0[rule as usize]
    }
}

impl fmt::Debug for ByRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(Rule::ALL.iter().map(|rule| (rule.name(), self[*rule]))).finish()
    }
}

impl Tunable for ByRule {
    fn add_named<'w>(&'w mut self, name: &str, named: &mut Vec<(String, &'w mut f32)>) {
        // What is as typed is sure.
        let weights = Rule::ALL.iter().zip(&mut self.0).filter(|(rule, _)| **rule != Rule::Keyword);
        named.extend(weights.map(|(rule, weight)| (format!("{name}.{}", rule.name()), weight)));
    }
}

/// Makes the weights of one table: name, kind and default, and `share` behind that where
/// a weight is at most 1.
macro_rules! weights {
    ($($(#[$doc:meta])* $name:ident: $kind:ty = $default:expr $(, $share:ident)?;)+) => {
        /// Weights of ranking. The defaults were found by the committed tuner
        /// (`cargo run --release --example tune`), which climbs one weight at a
        /// time on half of the judged queries and reports on the other half.
        #[derive(Clone, Debug, PartialEq)]
        pub struct Weights {
            $($(#[$doc])* pub $name: $kind,)+
        }

        impl Default for Weights {
            fn default() -> Self {
                Self { $($name: $default,)+ }
            }
        }

        impl Weights {
            /// Names each weight and gives access to it, for tuning.
            pub fn named(&mut self) -> Vec<(String, &mut f32)> {
                let mut named = Vec::new();
                $(self.$name.add_named(stringify!($name), &mut named);)+
                named
            }

            /// Says whether a weight of this name is a share, which is at most 1.
            pub fn is_share(name: &str) -> bool {
                let is_it = |own: &str, _share: &str| own == name;
                name.starts_with("rule.")
                    $($(|| is_it(stringify!($name), stringify!($share)))?)+
            }
        }
    };
}

weights! {
    /// BM25's k1: how fast more of the same word stops mattering.
    saturation: f32 = 1.2;
    /// BM25's b: how much long texts are discounted.
    length: f32 = 0.5, share;
    /// BM25F: what a word in the section's own heading is worth against one in
    /// the text.
    title: f32 = 3.2;
    /// BM25F: the same for headings above.
    trail: f32 = 2.0;
    /// What the nearest heading above counts for against one further up.
    nearest: f32 = 1.25;
    /// What a heading above counts for that has what the own heading has.
    repeated: f32 = 0.3, share;
    /// How much the lexicon's descriptions count, against the notes, for how
    /// rare a word is.
    background: f32 = 0.3;
    /// What a word is worth that neither the notes nor a reading has, against
    /// one that is in one section.
    unknown_word: f32 = 0.7;
    /// What the parts of a compound are worth together against the compound:
    /// more than it, as each may be found alone.
    compound: f32 = 1.4;
    /// What another reading of a word is worth at least, against its own
    /// rarity.
    least_reading: f32 = 0.5;
    /// What a word is worth that has no noun, verb or adverb in it (그러므로), at most: it
    /// is looked for, since it was typed, but tells little.
    function_word: f32 = 0.15, share;
    /// Words of this weight or less aren't looked for in descriptions: they are of grammar.
    grammar_in_description: f32 = 0.1;
    /// Words of this weight or less aren't read of a pasted question.
    grammar_in_question: f32 = 0.15;
    /// Words of less weight don't count as words of a query that means something.
    grammar_in_meaning: f32 = 0.3;
    /// What the signs of a word like `C++` or `C#` multiply its worth by: just enough to
    /// break a tie between sections that are equal without them.
    deciding_sign: f32 = 1.02;

    /// What the covered share of the query multiplies the score by: none is
    /// 1 − coverage, all is 1.
    coverage: f32 = 0.85, share;
    /// How strongly the share counts: 2 makes half of the words a quarter.
    coverage_power: f32 = 1.2;
    /// What two neighbouring words of the query add when they are neighbours.
    proximity: f32 = 0.45;
    /// The same for words typed by their initials.
    initials_together: f32 = 1.5;
    /// Positions that two words may be apart to be neighbours.
    reach: f32 = 24.0;
    /// Positions that the words of a name may be further apart than in it.
    slop: f32 = 2.0;
    /// What a section has of a name whose words are all in it, but apart.
    scattered: f32 = 0.3, share;
    /// Words of less weight are so common that a query isn't asking for them: a
    /// section without them has all that was typed.
    asked: f32 = 0.9, share;
    /// A query that asks for so many words is a long one: sections that lack some of
    /// them may have more of their weight than those that have all.
    outweighed_words: f32 = 3.0;
    /// What is added when the query names all of the heading.
    heading_complete: f32 = 0.7;
    /// What is added when it names all of the nearest heading above.
    above_complete: f32 = 0.3;
    /// How fast naming less of that heading is worth less: 4 makes half of it a
    /// sixteenth.
    above_power: f32 = 4.0;
    /// What a heading without text of its own is worth: what it promises is in
    /// the sections below it.
    empty: f32 = 0.4;
    /// What a section is worth that only leads to others: a list of links, a
    /// table of contents, a front matter.
    leading: f32 = 0.35, share;

    /// What a section has of an entry that it only mentions, treats, compares
    /// and is about.
    strength: ByStrength = ByStrength([0.4, 0.8, 1.0, 1.5]);
    /// What naming an entry once gives of that, beside what naming it often
    /// gives.
    named_once: f32 = 0.6;
    /// What naming an entry often gives of it.
    named_often: f32 = 0.8;
    /// What is added where the heading begins with an entry's name, and once
    /// more where it is nothing else.
    focus: f32 = 0.25;
    /// What a section about a named entry gains by the words of the name as
    /// typed, at most.
    typed_name: f32 = 0.25;

    /// What an entry that the query describes without naming it gives, by how
    /// much a section is about it.
    described: ByStrength = ByStrength([0.48, 0.6, 1.0, 1.3]);
    /// k1 for descriptions of entries, in the counts of the lexicon.
    gloss_saturation: f32 = 2.4;
    /// b for descriptions of entries.
    gloss_length: f32 = 0.7, share;
    /// What an equivalent of a word is worth in a description.
    gloss_equivalent: f32 = 0.5;
    /// What it is worth that a text of a description is as near to the query in meaning
    /// as can be, in the scores of its words.
    gloss_nearness: f32 = 70.0;
    /// How near a text is at least for that to count: texts on anything are somewhat near.
    gloss_far: f32 = 0.5;

    /// What a section gains that means the same as the query, for a query whose
    /// words are worth 1 together; it grows with the square root of that.
    meaning: f32 = 2.2;
    /// How much of that the words take back that a section has: where they say
    /// much, the meaning says little.
    meaning_covered: f32 = 0.6;
    /// How much more the meaning counts where no section has any of the words.
    meaning_lift: f32 = 2.0;
    /// The share of the query that is enough, in one section, for the meaning to
    /// count for no more.
    meaning_enough: f32 = 0.8;
    /// How near a section must be to be found by its meaning alone: of notes on
    /// something else the nearest section is about as near.
    meaning_alone: f32 = 0.25;

    /// How surely a reading by each rule is meant.
    rule: ByRule = ByRule::default();
    /// What a second keystroke away costs.
    second_typo: f32 = 0.75;
    /// The least cosine of two words of different languages that sound alike, for one to
    /// be taken for the other: `grape` sounds like 그래프 and means something else.
    sound_nearness: f32 = 0.2, share;
    /// What a name that is an ordinary word too is worth.
    weak_name: f32 = 0.45;
    /// What a synonym in the same language is worth against a translation.
    synonym: f32 = 0.8;
    /// What initials are worth that begin or end inside of what was typed
    /// without a space.
    initials_one_end: f32 = 0.85;
    /// What initials are worth that do both.
    initials_no_end: f32 = 0.7;
    /// What initials are worth that only begin a name.
    initials_begun: f32 = 0.6;
    /// What an option of a pasted question (`A) …`) is worth against the
    /// question.
    answer_option: f32 = 0.35;
    /// What a word of a pasted page is worth that is in no note but in the
    /// lexicon's descriptions, against one that is in the notes.
    page_described: f32 = 0.7;
    /// The same for a word that is in neither.
    page_unknown: f32 = 0.4;

    /// What an entry that is asked for by name is worth when the sections of a large
    /// notebook are chosen that are scored, against all words of the name: how much a
    /// section is about the entry decides.
    shortlist_entry: f32 = 2.0;
    /// What a word in a heading is worth against one in the text when the
    /// sections of a large notebook are chosen that are scored.
    shortlist_title: f32 = 1.5;
    /// k1 when they are chosen.
    shortlist_saturation: f32 = 1.2;
    /// Sections that score less than this share of the best one are no hits:
    /// they share a common word with the query.
    least_share: f32 = 0.06, share;
}

impl Weights {
    /// Returns how surely a reading by `rule` is meant.
    pub fn rule(&self, rule: Rule) -> f32 {
        self.rule[rule]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_weight_has_one_name() {
        let mut weights = Weights::default();
        let mut names: Vec<String> = weights.named().into_iter().map(|(name, _)| name).collect();
        let count = names.len();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), count);
        for name in ["saturation", "strength.subject", "described.treated", "rule.typo"] {
            assert!(names.iter().any(|n| n == name), "{name}");
        }
        assert!(!names.iter().any(|n| n == "rule.keyword"));
    }

    #[test]
    fn shares_are_known_by_their_names() {
        for (name, expected) in [
            ("coverage", true),
            ("least_share", true),
            ("rule.typo", true),
            ("saturation", false),
            ("share", false),
        ] {
            assert_eq!(Weights::is_share(name), expected, "{name}");
        }
    }

    #[test]
    fn a_named_weight_is_the_weight_itself() {
        let mut weights = Weights::default();
        for (name, value) in weights.named() {
            match name.as_str() {
                "rule.typo" => *value = 0.125,
                "strength.mentioned" => *value = 7.0,
                _ => {}
            }
        }
        assert_eq!(weights.rule(Rule::Typo), 0.125);
        assert_eq!(weights.strength[0], 7.0);
        assert_eq!(weights.rule(Rule::Sound), Rule::Sound.default_weight());
    }
}
