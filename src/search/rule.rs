//! The rules of query expansion: why a reading may stand for what was typed.

/// How near a reading is to what was typed, nearest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Tier {
    /// What was written.
    Written,
    /// The same word or name, written otherwise.
    SameWord,
    /// Another word for the same thing, or for a part of it.
    SameThing,
    /// Something that is likely meant, though nothing written names it.
    Association,
}

/// Makes [`Rule`] and all that is known of each rule from one table. A new rule is a row
/// in it, an expander in `expand/`, and its name in each language, for which the
/// compiler asks.
macro_rules! rules {
    ($($(#[$doc:meta])* $rule:ident: $name:literal, $tier:ident, $weight:literal;)+) => {
        /// Why a reading stands for what was typed, surest first.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Rule {
            $($(#[$doc])* $rule,)+
        }

        impl Rule {
            /// All rules, surest first.
            pub const ALL: [Self; [$($name),+].len()] = [$(Self::$rule),+];

            /// Returns the rule's name, as in `via` and `rewrites` of the output.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$rule => $name,)+ }
            }

            /// Returns how near its readings are to what was typed.
            pub const fn tier(self) -> Tier {
                match self { $(Self::$rule => Tier::$tier,)+ }
            }

            /// Returns how surely its readings are meant, above 0 and at most 1,
            /// where no other [`Weights`](super::Weights) are used.
            pub const fn default_weight(self) -> f32 {
                match self { $(Self::$rule => $weight,)+ }
            }
        }
    };
}

rules! {
    /// The word as typed, in any inflection.
    Keyword: "keyword", Written, 1.0;
    /// Written together or apart.
    Spacing: "spacing", Written, 0.95;
    /// A longer word that begins with the word.
    Longer: "longer", Written, 0.8;
    /// A word of the markup of a note: the name of a tag, the number of a list.
    Markup: "markup", Written, 0.2;
    /// Another spelling of a loanword.
    Spelling: "spelling", SameWord, 0.93;
    /// The verb that a noun may be the nominal form of.
    Nominal: "nominal", SameWord, 0.75;
    /// Another name for the same thing, mined from the notes: `이름(name)`.
    MinedAlias: "taught", SameWord, 0.9;
    /// A name of a service or concept in the lexicon.
    Name: "name", SameWord, 0.9;
    /// Typed in the other keyboard layout.
    Keyboard: "keyboard", SameWord, 0.9;
    /// The initial consonants of a Korean name.
    Initials: "initials", SameWord, 0.85;
    /// The names of Latin letters, spelt in Hangul.
    Letters: "letters", SameWord, 0.85;
    /// A word of the other script that sounds alike.
    Sound: "sound", SameWord, 0.8;
    /// The beginning of a word.
    Prefix: "prefix", SameWord, 0.6;
    /// A word some keystrokes away.
    Typo: "typo", SameWord, 0.75;
    /// The same in the other language, or a synonym.
    Glossary: "glossary", SameThing, 0.75;
    /// A part of what was named, or what it is part of.
    Narrower: "narrower", SameThing, 0.4;
    /// A word of the other language that means nearly the same.
    Translation: "translation", Association, 0.6;
    /// Something beside what was named, or that realises it.
    Related: "related", Association, 0.3;
    /// A meaning near that of the query.
    Meaning: "meaning", Association, 0.5;
    /// Words of the description of what the section is about.
    Description: "gloss", Association, 0.5;
}

impl Rule {
    /// Finds a rule by its name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| rule.name() == name)
    }

    /// Says whether a reading by this rule is what was typed, so that nothing
    /// has to be said about it.
    pub fn is_literal(self) -> bool {
        matches!(self, Self::Keyword | Self::Longer | Self::Markup)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_found_by_their_names() {
        for rule in Rule::ALL {
            assert_eq!(Rule::parse(rule.name()), Some(rule));
        }
        assert_eq!(Rule::parse("taught"), Some(Rule::MinedAlias));
        assert_eq!(Rule::parse("gloss"), Some(Rule::Description));
        assert_eq!(Rule::parse("Keyword"), None);
    }

    #[test]
    fn weights_are_probabilities_and_words_as_typed_are_sure() {
        assert_eq!(Rule::Keyword.default_weight(), 1.0);
        for rule in Rule::ALL {
            let weight = rule.default_weight();
            assert!(weight > 0.0 && weight <= 1.0, "{}", rule.name());
        }
    }

    #[test]
    fn each_rule_has_its_tier() {
        let of = |tier| Rule::ALL.into_iter().filter(move |rule| rule.tier() == tier);
        let names = |tier| of(tier).map(Rule::name).collect::<Vec<_>>();
        assert_eq!(names(Tier::Written), ["keyword", "spacing", "longer", "markup"]);
        assert_eq!(names(Tier::SameThing), ["glossary", "narrower"]);
        assert_eq!(names(Tier::Association), ["translation", "related", "meaning", "gloss"]);
        assert_eq!(of(Tier::SameWord).count(), 10);
    }
}
