//! Any text as a page of an exam: it is taken apart into questions, whose options and
//! phrases are text of it.
#![no_main]

use galpi::exam::{Question, decisive, questions};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let found = questions(text);
    assert_eq!(found.concat(), text, "no part of a page is lost");
    for one in found {
        let question = Question::parse(one);
        let written = |part: &str| part.split_whitespace().all(|word| one.contains(word));
        assert!(question.options.iter().all(|option| written(&option.text)), "{question:?}");
        assert!(question.statements.iter().all(|one| written(&one.text)), "{question:?}");
        assert!(decisive(&question.stem).iter().all(|phrase| !phrase.is_empty()));
    }
});
