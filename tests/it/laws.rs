//! What holds of any text.

use galpi::analysis::{Analyzer, jamo};
use galpi::corpus::{Corpus, Note, NotePath, decode};
use galpi::index::{Freshness, Index, Progress};
use galpi::lexicon::Lexicon;
use galpi::query::parse;
use galpi::search::{Options, Searcher};
use proptest::prelude::*;

/// Texts like notes, with all that Markdown and Unicode have to trip over.
fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("# 제목\n"),
        Just("## Data Sync\n"),
        Just("```\n"),
        Just("---\n"),
        Just("- 볼륨을 "),
        Just("S3에서"),
        Just("\r\n"),
        Just("\n\n"),
        Just("> "),
        Just("<br/>"),
        Just("[a](b-c)"),
        Just("\u{1112}\u{1161}\u{11ab}"),
        Just("ㅋㅋ"),
        Just("韓國의"),
        Just("😀"),
        Just("\t"),
        Just("AWSBackup"),
        Just("us-east-1"),
        Just("\u{feff}"),
        Just("title: x\n"),
        Just("==="),
    ];
    let known = prop::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat());
    prop_oneof![known, any::<String>()]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn sections_tile_the_note(text in texts()) {
        let decoded = decode(text.into_bytes());
        prop_assume!(decoded.is_some());
        let note = Note::parse(NotePath::from("a.md"), decoded.unwrap());
        let text = &note.decoded.text;
        let mut end = 0;
        let mut line = 0;
        for section in &note.sections {
            prop_assert_eq!(section.span.start, end);
            prop_assert!(text.is_char_boundary(section.span.end));
            prop_assert!(section.line > line && section.end_line >= section.line);
            for span in section.prose.iter().chain(&section.heading) {
                prop_assert!(section.span.contains(*span));
                prop_assert!(text.get(span.range()).is_some());
            }
            end = section.span.end;
            line = section.line;
        }
        prop_assert!(note.sections.is_empty() && text.trim().is_empty() || end == text.len());
    }

    #[test]
    fn tokens_are_in_their_text(text in texts()) {
        let mut position = 0;
        let mut broken = None;
        Analyzer::new().analyze(&text, |token| {
            if text.get(token.span.range()).is_none() || token.term.is_empty() {
                broken = Some(format!("{token:?}"));
            }
            if token.length > 0 {
                position = position.max(token.position);
            }
        });
        prop_assert_eq!(broken, None);
    }

    #[test]
    fn a_word_gives_the_same_terms_wherever_it_stands(word in "[가-힣]{1,6}", other in "[가-힣]{1,6}") {
        let mut analyzer = Analyzer::new();
        let terms = |analyzer: &mut Analyzer, text: &str| -> Vec<String> {
            analyzer.terms(text).into_iter().map(|t| t.term.into_string()).collect()
        };
        let alone = terms(&mut analyzer, &word);
        let after = terms(&mut analyzer, &format!("{other} {word}"));
        prop_assert!(after.ends_with(&alone));
    }

    #[test]
    fn typing_is_undone(text in "[가-힣 ]{0,12}") {
        prop_assert_eq!(jamo::type_hangul(&jamo::keys(&text)), text);
    }

    #[test]
    fn any_query_is_read(text in any::<String>()) {
        let query = parse(&text);
        prop_assert_eq!(query.text.len(), text.len());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn an_updated_index_answers_as_a_fresh_one(
        first in prop::collection::vec(texts(), 3),
        second in prop::collection::vec(texts(), 3),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let notes = folder.path().join("notes");
        std::fs::create_dir(&notes).unwrap();
        let lexicon = Lexicon::shipped();
        let write = |texts: &[String]| {
            for (number, text) in texts.iter().enumerate() {
                std::fs::write(notes.join(format!("{number}.md")), text).unwrap();
            }
        };
        let answer = |index: &str| {
            let corpus = Corpus::new(&notes, Vec::new()).unwrap();
            let index = Index::new(&folder.path().join(index), &lexicon);
            let opened = index.open(&corpus, Freshness::Check, &Progress::default()).unwrap();
            let searcher = Searcher::new(&opened.snapshot, &corpus, &lexicon);
            ["볼륨", "Data Sync S3", "제목", "ㅂㄹ"].map(|query| {
                let hits = searcher.search(query, &Options::default()).unwrap();
                hits.hits
                    .iter()
                    .map(|hit| (hit.record.path(), hit.record.line, format!("{:.3}", hit.score)))
                    .collect::<Vec<_>>()
            })
        };
        write(&first);
        answer("kept");
        std::fs::remove_file(notes.join("2.md")).unwrap();
        write(&second[..2]);
        prop_assert_eq!(answer("kept"), answer("fresh"));
    }
}
