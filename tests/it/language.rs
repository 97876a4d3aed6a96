//! Whether each language says all there is to say.

use galpi::error::{ConfigFault, Error, Escape, JudgmentFault, Problem, Refusal, WarningKind};
use galpi::index::OpeningRemark;
use galpi::language::{KOREAN, LANGUAGES};
use galpi::search::{Remark, Rule};

/// Says whether a text is Korean: Hangul stands in it.
fn is_korean(text: &str) -> bool {
    text.chars().any(|c| ('가'..='힣').contains(&c))
}

#[test]
fn what_the_library_tells_is_said_in_every_language() {
    // That each variant has a text, the compiler holds; here, that it is one.
    let problems = [
        Problem::NotesUnreadable,
        Problem::IgnorePattern("[".to_owned()),
        Problem::Outside { file: "a".into(), path: Some("b".into()), escape: Escape::ByLink },
        Problem::Judgment(3, JudgmentFault::NoGrade("a".to_owned())),
        Problem::Config { file: "a".into(), line: 2, fault: ConfigFault::NotUtf8 },
    ];
    for problem in &problems {
        let told = (KOREAN.library.problem)(problem);
        assert!(is_korean(&told) && told != problem.to_string(), "{told}");
    }
    let warnings = [
        WarningKind::Binary,
        WarningKind::Skipped(Refusal::TooLarge(32)),
        WarningKind::WrongBytes(3),
        WarningKind::NoPattern(Some(2)),
    ];
    for warning in &warnings {
        assert!(is_korean(&(KOREAN.library.warning)(warning)), "{warning}");
    }
    for remark in [Remark::Flag("exec".to_owned()), Remark::RarestWords { read: 128, all: 900 }] {
        assert!(is_korean(&(KOREAN.library.remark)(&remark)), "{remark}");
    }
}

#[test]
fn why_is_told_in_the_language_of_the_rest() {
    let refused = std::io::Error::from(std::io::ErrorKind::PermissionDenied);
    let error = Error::io(Problem::LexiconUnreadable, "words.toml".as_ref(), refused);
    assert_eq!(
        KOREAN.error(&error),
        "사전 파일을 읽을 수 없습니다: `words.toml` (권한이 없습니다)"
    );
    assert_eq!(
        LANGUAGES[0].error(&error),
        "cannot read the lexicon `words.toml`: permission denied"
    );
    let opening = OpeningRemark::InMemory(error.into());
    assert!(KOREAN.opening(&opening).contains("사전 파일을"));
}

#[test]
fn languages_differ_and_are_known_by_their_locales() {
    for language in LANGUAGES {
        assert_eq!(
            galpi::language::Catalogue::of_locale(&format!("{}_XX.UTF-8", language.code)).code,
            language.code
        );
        for rule in Rule::ALL {
            assert!(!language.rule(rule).is_empty());
        }
    }
    // What programs read is called the same in the first language.
    for rule in Rule::ALL {
        assert_eq!(LANGUAGES[0].rule(rule), rule.name());
    }
}
