//! How to search.

use crate::corpus::PathFilter;

use super::rule::Rule;

/// How strictly a section must match what was typed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Strictness {
    /// Any reading; sections whose words stand as typed come first.
    #[default]
    Any,
    /// The words as typed, in any inflection, spacing, letter case or Unicode
    /// form: no other word, no part of a word, no lexicon.
    Exact,
    /// These characters, in any letter case and Unicode form, as `rg -F -i`
    /// finds them, whether or not they are words.
    Fixed,
}

/// The text that a query is a part of, as an option is of a question. It doesn't change
/// which sections are found, only which line of each is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Context {
    /// What is asked about the query, as the stem of a question: of lines that answer the
    /// query equally well, one that has more of this is shown.
    pub asked: String,
    /// What the reader already sees, as the whole question: a line that only repeats it
    /// isn't shown where there is another.
    pub given: String,
}

/// How to search.
#[derive(Clone, Debug)]
pub struct Options {
    /// How many hits to give.
    pub limit: usize,
    /// How strictly sections must match.
    pub strictness: Strictness,
    /// Whether the last word may be half typed.
    pub is_prefix: bool,
    /// A rule to leave out, to measure what it is worth.
    pub without: Option<Rule>,
    /// Whether snippets are looked for, which reads the notes.
    pub has_snippets: bool,
    /// Which notes are searched; all of them where it says nothing.
    pub paths: Option<PathFilter>,
    /// What the query is a part of.
    pub context: Option<Context>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            limit: 10,
            strictness: Strictness::Any,
            is_prefix: false,
            without: None,
            has_snippets: true,
            paths: None,
            context: None,
        }
    }
}

impl Options {
    /// Says whether only whole words as typed are wanted.
    pub(crate) fn is_exact(&self) -> bool {
        self.strictness != Strictness::Any
    }

    /// Says whether readings by a rule are wanted.
    pub(crate) fn allows(&self, rule: Rule) -> bool {
        self.without != Some(rule)
            && (!self.is_exact() || matches!(rule, Rule::Keyword | Rule::Spacing | Rule::Markup))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_allowed_but_those_left_out() {
        let all = Options::default();
        assert!(Rule::ALL.into_iter().all(|rule| all.allows(rule)));
        let exact = Options { strictness: Strictness::Exact, ..Options::default() };
        let allowed: Vec<Rule> = Rule::ALL.into_iter().filter(|r| exact.allows(*r)).collect();
        assert_eq!(allowed, [Rule::Keyword, Rule::Spacing, Rule::Markup]);
        let without = Options { without: Some(Rule::Typo), ..Options::default() };
        let left: Vec<Rule> = Rule::ALL.into_iter().filter(|r| !without.allows(*r)).collect();
        assert_eq!(left, [Rule::Typo]);
    }
}
