//! Names in the notes lead to entries: official ones, acronyms, and what
//! sounds like a service in Hangul. What looks like a name and is none is
//! listed, and read through, in `tests/relevance/no-services.tsv`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use galpi::analysis::{Analyzer, TokenKind, sound};
use galpi::corpus::{Note, NotePath, decode};
use galpi::lexicon::{Kind, Lexicon, Recognizer};

/// Words that official names begin with.
const MAKERS: [&str; 2] = ["AWS ", "Amazon "];

/// Headings and prose of all notes that are at hand, line by line.
fn lines() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files: Vec<PathBuf> = vec![root.join("../shared/notes/aws-saa-notes.md")];
    let mut folders = vec![root.join("corpus")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("the corpus").flatten() {
            match entry.path() {
                path if path.is_dir() => folders.push(path),
                path => files.push(path),
            }
        }
    }
    let mut lines = Vec::new();
    for file in files {
        // The first is another notebook, which may not be there.
        let Ok(bytes) = std::fs::read(&file) else { continue };
        let note = Note::parse(NotePath::from("a.md"), decode(bytes).expect("text"));
        for section in &note.sections {
            lines.extend(section.trail.last().cloned());
            for span in &section.prose {
                lines.extend(note.decoded.text[span.range()].lines().map(str::to_owned));
            }
        }
    }
    assert!(lines.len() > 3_000, "{}", lines.len());
    lines
}

fn no_services() -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(root.join("tests/relevance/no-services.tsv"));
    let text = text.expect("the list");
    text.lines().skip(1).map(|line| line.split('\t').next().unwrap_or(line).to_owned()).collect()
}

#[test]
fn official_names_have_entries() {
    let lexicon = Lexicon::shipped();
    let no_services = no_services();
    let mut analyzer = Analyzer::new();
    let recognizer = Recognizer::for_text(&lexicon);
    let mut missing = BTreeSet::new();
    for line in lines() {
        let terms = analyzer.terms(&line);
        let mentions = recognizer.mentions(&line, &terms);
        for maker in MAKERS {
            for (at, _) in line.match_indices(maker) {
                let start = at + maker.len();
                let is_letter = |c: &char| c.is_ascii_alphanumeric() || *c == '-';
                let name: String = line[start..].chars().take_while(is_letter).collect();
                let is_name = name.starts_with(|c: char| c.is_ascii_uppercase()) && name.len() > 1;
                let is_found = mentions.iter().any(|m| m.span.start <= start && m.span.end > start);
                if is_name && !is_found {
                    missing.insert(format!("{maker}{name}"));
                }
            }
        }
    }
    missing.retain(|name| !no_services.contains(name));
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn acronyms_have_entries() {
    let lexicon = Lexicon::shipped();
    let no_services = no_services();
    let mut missing: BTreeMap<String, String> = BTreeMap::new();
    let mut known = BTreeSet::new();
    for line in lines() {
        let is_part = |c: char| c.is_ascii_alphanumeric() || "_-/:.{}$*".contains(c);
        for word in line.split(|c: char| !is_part(c)) {
            for word in word.split(['/', ':', '.']).filter(|word| !word.contains(['_', '-'])) {
                let is_acronym = (2..=6).contains(&word.len())
                    && word.starts_with(|c: char| c.is_ascii_uppercase())
                    && word.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
                    && word.bytes().filter(u8::is_ascii_uppercase).count() >= 2;
                if is_acronym && !lexicon.named(word).is_empty() {
                    known.insert(word.to_owned());
                } else if is_acronym && !no_services.contains(word) {
                    missing.insert(word.to_owned(), line.clone());
                }
            }
        }
    }
    assert!(known.len() >= 150, "{}", known.len());
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn hangul_that_sounds_like_a_service_is_its_name() {
    let lexicon = Lexicon::shipped();
    let no_services = no_services();
    // Services of one Latin word, by how it sounds.
    let mut sounds: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for entry in lexicon.entries(Kind::Service) {
        let name = MAKERS.iter().find_map(|m| entry.name.strip_prefix(m)).unwrap_or(entry.name);
        if name.len() >= 5 && name.bytes().all(|b| b.is_ascii_alphabetic()) {
            let name = name.to_ascii_lowercase();
            for key in sound::keys(&name) {
                sounds.entry(key).or_default().push(name.clone());
            }
        }
    }
    let mut analyzer = Analyzer::new();
    let mut missing = BTreeMap::new();
    let mut known = BTreeSet::new();
    for line in lines() {
        for term in analyzer.terms(&line) {
            let word = &line[term.span.range()];
            let is_name = matches!(term.kind, TokenKind::Noun | TokenKind::Unknown)
                && word.chars().count() >= 2
                && word.chars().all(galpi::analysis::jamo::is_syllable);
            if !is_name {
                continue;
            }
            for key in sound::keys(word) {
                for name in sounds.get(&key).into_iter().flatten() {
                    if sound::likeness(word, name) < sound::least_likeness(&key) {
                        continue;
                    }
                    let is_known = lexicon.named(word).iter().any(|(entry, _)| {
                        let whole = lexicon.named(name);
                        whole.iter().any(|(other, _)| other.id == entry.id)
                    });
                    if is_known {
                        known.insert(word.to_owned());
                    } else if !no_services.contains(word) {
                        missing.insert(word.to_owned(), name.clone());
                    }
                }
            }
        }
    }
    assert!(!known.is_empty());
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn no_name_is_missed_where_words_are_known_to_begin_none() {
    let lexicon = Lexicon::shipped();
    let name_starts = galpi_lexicon::NameStarts::default();
    let mut analyzer = Analyzer::new();
    let text = "스토리지 게이트웨이는 볼륨을 S3에 두고, auto scaling 그룹은 로드밸런서 뒤에 있다. \
                Amazon EC2 Auto Scaling, 쿠버네티스의 파드(pod)와 고가용성을 비교했다.";
    for _ in 0..2 {
        let terms = analyzer.terms(text);
        let plain = Recognizer::for_text(&lexicon).named(text, &terms);
        let known =
            Recognizer::for_text(&lexicon).with_name_starts(&name_starts).named(text, &terms);
        assert!(plain.len() > 5, "{plain:?}");
        assert_eq!(plain, known);
    }
}
