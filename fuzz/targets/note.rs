//! Any bytes as a note: decoded, cut into sections, analysed, made documents.
#![no_main]

use galpi::corpus::{Note, NotePath, decode};
use galpi::lexicon::Lexicon;
use libfuzzer_sys::fuzz_target;

thread_local! {
    static LEXICON: Lexicon = Lexicon::shipped();
}

fuzz_target!(|bytes: &[u8]| {
    let Some(decoded) = decode(bytes.to_vec()) else { return };
    let note = Note::parse(NotePath::from("폴더/a note.md"), decoded);
    let text = &note.decoded.text;
    let (mut end, mut line) = (0, 0);
    for section in &note.sections {
        assert_eq!(section.span.start, end, "sections tile the note");
        assert!(text.get(section.span.range()).is_some());
        assert!(section.line > line && section.end_line >= section.line);
        for span in section.prose.iter().chain(&section.heading) {
            assert!(section.span.contains(*span) && text.get(span.range()).is_some());
        }
        end = section.span.end;
        line = section.line;
    }
    assert!(end == text.len() || note.sections.is_empty() && text.trim().is_empty());
    let handed_over = LEXICON.with(|lexicon| galpi::index::fuzzing::documents(&[note], lexicon));
    // What a note may grow by in the index: see SECURITY.md.
    assert!(handed_over <= 200_000 + bytes.len() * 4_000, "{handed_over} of {}", bytes.len());
});
