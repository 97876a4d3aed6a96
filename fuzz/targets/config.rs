//! Any text as a `galpi.toml`: what is accepted stays in its folder.
#![no_main]

use std::path::Path;

use galpi::config::Config;
use galpi::corpus::Corpus;
use libfuzzer_sys::fuzz_target;
use tempfile::TempDir;

thread_local! {
    static FOLDER: TempDir = {
        let folder = tempfile::tempdir().expect("a temporary folder");
        std::fs::create_dir(folder.path().join("a")).expect("a folder");
        std::fs::write(folder.path().join("a/n.md"), "# n").expect("a note");
        folder
    };
}

fuzz_target!(|text: &str| {
    FOLDER.with(|folder| {
        let folder = folder.path();
        let parsed = Config::parse(text);
        if let Err((line, fault)) = &parsed {
            assert!((1..=text.lines().count().max(1) + 1).contains(line), "{line}: {fault:?}");
        }
        std::fs::write(folder.join("galpi.toml"), text).expect("a file");
        let Ok(config) = Config::read(folder) else { return };
        assert_eq!(Ok(&config), parsed.as_ref());
        for path in config.notes.iter().chain(&config.index).chain(&config.lexicon) {
            let mut depth = 0;
            for part in folder.join(path).strip_prefix(folder).expect("it is inside") {
                depth += if part == ".." { -1 } else { 1 };
                assert!(depth >= 0 && Path::new(part).is_relative());
            }
        }
        let roots = if config.notes.is_empty() { vec!["".into()] } else { config.notes };
        if let Ok(corpus) = Corpus::with_roots(folder, roots, config.ignore) {
            let _ = corpus.discover().map(|found| {
                assert!(found.notes.iter().all(|(path, _)| path.as_path().is_relative()));
            });
        }
    });
});
