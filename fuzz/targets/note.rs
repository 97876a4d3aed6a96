//! Any bytes as a note: decoded, cut into sections, analysed, made documents.
#![no_main]

use galpi::corpus::{Note, NotePath, decode};
use galpi::index::fuzzing::Documents;
use galpi::lexicon::Lexicon;
use libfuzzer_sys::fuzz_target;
use std::cell::RefCell;

thread_local! {
    static DOCUMENTS: RefCell<Documents<'static>> =
        RefCell::new(Documents::new(Box::leak(Box::new(Lexicon::shipped()))));
}

fuzz_target!(|bytes: &[u8]| {
    let Some(decoded) = decode(bytes.to_vec()) else { return };
    let note = Note::parse(NotePath::from("폴더/a note.md"), decoded);
    let text = &note.decoded.text;
    let (mut end, mut line) = (0, 0);
    for section in &note.sections {
        assert_eq!(section.span.start, end, "sections tile the note");
        assert!(text.get(section.span.range()).is_some());
        // A carriage return alone parts lines for Markdown, not for editors.
        assert!(section.line > line || text.contains('\r') && section.line == line);
        assert!(section.end_line >= section.line);
        for span in section.prose.iter().chain(&section.heading) {
            assert!(section.span.contains(*span) && text.get(span.range()).is_some());
        }
        end = section.span.end;
        line = section.line;
    }
    assert!(end == text.len() || note.sections.is_empty() && text.trim().is_empty());
    let handed_over = DOCUMENTS.with_borrow_mut(|documents| documents.of(&note));
    // What a note may grow by in the index: see SECURITY.md.
    assert!(handed_over <= 200_000 + bytes.len() * 4_000, "{handed_over} of {}", bytes.len());
});
