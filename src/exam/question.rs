//! A question, taken apart into its stem and its options.

use super::options::{self, Choice};
use super::sentence::{one_line, sentences, unquoted};

/// What stands before the number of a question, the longer first.
const NUMBERED: [&str; 10] = [
    "NEW QUESTION",
    "QUESTION NO",
    "Question No",
    "QUESTION",
    "Question",
    "question",
    "[문제",
    "문제",
    "문항",
    "Q",
];

/// A question, taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// What stands before the options, on one line, without a number of the
    /// question.
    pub stem: String,
    /// The options, in their order; none where the text has none.
    pub options: Vec<Choice>,
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
        let (stem, options) = options::split(&unquoted(text));
        Self { stem: stem_of(&stem), options }
    }

    /// Returns what is asked: the last sentence with a question mark, else the
    /// last one.
    pub fn asked(&self) -> &str {
        let sentences = sentences(&self.stem);
        let asked = sentences.iter().rev().find(|s| s.ends_with(['?', '？']));
        asked.or(sentences.last()).copied().unwrap_or_default()
    }
}

/// Puts a stem on one line and takes the number of the question off it.
fn stem_of(text: &str) -> String {
    let line = one_line(text);
    let line = line.trim_start_matches(['*', '_', '#', ' ']).to_owned();
    let rest = NUMBERED
        .iter()
        .find_map(|word| line.strip_prefix(word))
        .map(|rest| rest.trim_start_matches([' ', '#', '.', ':']));
    let numbered = rest.unwrap_or(&line);
    let after = numbered.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_number = after.len() < numbered.len();
    let body = after.trim_start_matches([')', '.', ':', ']', '*', '_', '번']);
    match is_number && (rest.is_some() || body.len() < after.len() && body.starts_with(' ')) {
        true => body.trim_start().to_owned(),
        false => line,
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
        assert_eq!(stem("제품을 둔다. 어디인가?"), "제품을 둔다. 어디인가?");
        assert_eq!(stem("12 TB of files must be moved."), "12 TB of files must be moved.");
        assert_eq!(stem("99.9% of requests succeed."), "99.9% of requests succeed.");
    }

    #[test]
    fn what_is_asked_is_the_last_question() {
        let question = Question::parse("A site is slow (v1.2). Why? It uses one disk. Which fits?");
        assert_eq!(question.asked(), "Which fits?");
        assert_eq!(Question::parse("느리다. 알맞은 것을 고르시오").asked(), "알맞은 것을 고르시오");
        assert_eq!(Question::parse("").asked(), "");
    }
}
