//! Any text as a notebook's own lexicon: TOML, or TSV by its first line.
#![no_main]

use galpi::analysis::Analyzer;
use galpi::lexicon::{Kind, Lexicon, Recognizer};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for name in ["own.toml", "own.tsv"] {
        let Ok(compiled) = Lexicon::compile(&[(name.to_owned(), text.to_owned())]) else {
            continue;
        };
        // One name may become several spellings, never many.
        assert!(compiled.len() <= 10_000 + text.len() * 64, "{} of {}", compiled.len(), text.len());
        let lexicon = Lexicon::from_layers(vec![compiled]);
        let terms = Analyzer::new().terms(text);
        let _ = Recognizer::for_text(&lexicon).mentions(text, &terms);
        let _ = Recognizer::for_queries(&lexicon).mentions(text, &terms);
        for word in text.split(|c: char| !c.is_alphanumeric()).take(20) {
            let _ = (lexicon.named(word), lexicon.equivalents(word));
            let _ = (lexicon.spellings(word), lexicon.common_weight(word));
        }
        let _ = (lexicon.entries(Kind::Service).len(), lexicon.entries(Kind::Concept).len());
    }
});
