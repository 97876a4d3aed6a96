//! A question, taken apart into its stem and its options.

use super::options::{self, Choice};
use super::reference::{is_verdict, judged};
use super::sentence::{one_line, sentences, unquoted, without_lead_and_number};
use super::surroundings::without_surroundings;

/// A question, taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// What stands before the options, on one line, without a number of the
    /// question and without statements.
    pub stem: String,
    /// What the options name, where they only name statements of the stem:
    /// `ㄱ. … ㄴ. … ① ㄱ ② ㄱ, ㄴ`.
    pub statements: Vec<Choice>,
    /// The options, in their order; none where the text has none, or where they
    /// only say yes or no to the stem.
    pub options: Vec<Choice>,
    /// Whether it is asked if the stem is true.
    pub is_judged: bool,
}

impl Question {
    /// Takes a text apart. It cannot fail: what has no options is a stem.
    ///
    /// # Examples
    ///
    /// ```
    /// use galpi::exam::Question;
    /// let question = Question::parse("무엇을 쓰는가? A) 김치 B) 된장");
    /// assert_eq!(question.stem, "무엇을 쓰는가?");
    /// assert_eq!(question.options[1].text, "된장");
    /// ```
    pub fn parse(text: &str) -> Self {
        let text = without_surroundings(&unquoted(text));
        let (stem, statements, mut options) = options::split(&text);
        let stem = one_line(&stem);
        let stem = without_lead_and_number(&stem);
        let says_yes_or_no = !options.is_empty() && options.iter().all(|o| is_verdict(&o.text));
        if says_yes_or_no {
            options.clear();
        }
        let statement = if options.is_empty() { judged(stem) } else { None };
        Self {
            is_judged: says_yes_or_no || statement.is_some(),
            stem: statement.unwrap_or(stem).to_owned(),
            statements,
            options,
        }
    }

    /// Returns what of it can be looked up, where that isn't all of it: options that
    /// only name others or say yes or no are words of no subject.
    pub(super) fn without_references(&self) -> Option<String> {
        let is_whole = !self.is_judged && !self.options.iter().any(|option| option.is_reference);
        let parts = self.statements.iter().chain(&self.options).filter(|part| !part.is_reference);
        let text = parts.fold(self.stem.clone(), |text, part| text + "\n" + &part.text);
        (!is_whole).then_some(text)
    }

    /// Returns what is asked: the last sentence with a question mark, else the
    /// last one.
    pub fn asked(&self) -> &str {
        let sentences = sentences(&self.stem);
        let asked = sentences.iter().rev().find(|s| s.ends_with(['?', '？']));
        asked.or(sentences.last()).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_questions_are_no_part_of_them() {
        let stem = |text: &str| Question::parse(text).stem;
        assert_eq!(stem("Question 12: Which one?"), "Which one?");
        assert_eq!(stem("문제 3. 어느 것인가?"), "어느 것인가?");
        assert_eq!(stem("12. 어느 것인가?"), "어느 것인가?");
        assert_eq!(stem("**Q8.** 어느 것인가?"), "어느 것인가?");
        assert_eq!(stem("NEW QUESTION 12\nWhich one?"), "Which one?");
        assert_eq!(stem("12번. 어느 것인가?"), "어느 것인가?");
        assert_eq!(stem("> Question #7\n> Which one?"), "Which one?");
        assert_eq!(stem("Topic 1 - Question #7\nWhich one?"), "Which one?");
        assert_eq!(stem("Question #7Topic 1\n\nWhich one?"), "Which one?");
        assert_eq!(stem("- [ ] **Question 7** Which one?"), "Which one?");
        assert_eq!(stem("Topic 1 is hard. Why?"), "Topic 1 is hard. Why?");
        assert_eq!(stem("-f of a program does what?"), "-f of a program does what?");
        assert_eq!(stem("제품을 둔다. 어디인가?"), "제품을 둔다. 어디인가?");
        assert_eq!(stem("12 TB of files must be moved."), "12 TB of files must be moved.");
        assert_eq!(stem("99.9% of requests succeed."), "99.9% of requests succeed.");
    }

    #[test]
    fn a_stem_to_be_judged_has_no_options() {
        for text in [
            "True or False: Disks spin.",
            "Disks spin.\nA) True\nB) False",
            "3. Disks spin. (T/F)",
            "Disks spin. (O / X)",
        ] {
            let question = Question::parse(text);
            assert!(question.is_judged && question.options.is_empty(), "{question:?}");
            assert_eq!(question.stem, "Disks spin.", "{text}");
        }
        assert!(!Question::parse("Why do disks spin?").is_judged);
    }

    #[test]
    fn what_has_no_words_of_its_own_is_not_looked_up() {
        let text = |text: &str| Question::parse(text).without_references();
        assert_eq!(text("Which?\nA) Disk\nB) Tape"), None);
        let both = "Which?\nA) Disk\nB) Tape\nC) A and B";
        assert_eq!(text(both).as_deref(), Some("Which?\nDisk\nTape"));
        let named = "어느 것?\nㄱ. 돌다\nㄴ. 서다\n① ㄱ\n② ㄱ, ㄴ";
        assert_eq!(text(named).as_deref(), Some("어느 것?\n돌다\n서다"));
    }

    #[test]
    fn what_is_asked_is_the_last_question() {
        let question = Question::parse("A site is slow (v1.2). Why? It uses one disk. Which fits?");
        assert_eq!(question.asked(), "Which fits?");
        assert_eq!(Question::parse("느리다. 알맞은 것을 고르시오").asked(), "알맞은 것을 고르시오");
        assert_eq!(Question::parse("").asked(), "");
    }
}
