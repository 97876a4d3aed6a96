//! What is said of a question of an exam.

/// What is said of a question of an exam.
#[derive(Debug)]
pub struct Exam {
    /// Above the sections that answer the question as a whole.
    pub whole: &'static str,
    /// Said of such sections where no word of the question is in the notes.
    pub only_close: &'static str,
    /// Above statements that options name.
    pub statements: &'static str,
    /// Above the options.
    pub options: &'static str,
    /// Above what decides.
    pub decisive: &'static str,
    /// No section treats a part of the question.
    pub not_there: &'static str,
    /// The text has no options.
    pub no_options: &'static str,
    /// The question itself stands in the notes, and nothing else does there.
    pub is_kept: fn(place: &str) -> String,
    /// A query that was searched for is a question with options.
    pub is_question: fn(options: usize) -> String,
}

pub(super) const ENGLISH: Exam = Exam {
    whole: "the question as a whole",
    only_close: "not in your notes; these sections are close in meaning:",
    statements: "each statement",
    options: "each option",
    decisive: "deciding conditions",
    not_there: "not in your notes",
    no_options: "found no options in the text; searching for it as a whole",
    is_kept: |place| format!("your notes have this question at {place}, without an answer"),
    is_question: |options| {
        format!("this is a question with {options} options: `galpi exam -` looks up each of them")
    },
};

pub(super) const KOREAN: Exam = Exam {
    whole: "문제 전체",
    only_close: "노트에 없습니다. 뜻이 가까운 절:",
    statements: "설명별",
    options: "보기별",
    decisive: "결정적인 조건",
    not_there: "노트에 없습니다",
    no_options: "보기를 찾지 못해 전체를 검색했습니다",
    is_kept: |place| format!("이 문제가 노트의 {place}에 답 없이 적혀 있습니다"),
    is_question: |options| {
        format!("보기가 {options}개인 문제입니다. `galpi exam -`은 보기마다 노트를 찾아 줍니다")
    },
};
