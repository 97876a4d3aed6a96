//! The README in both languages: what stands in one stands in the other.

use std::fs;
use std::path::Path;

/// Headings by their level, and blocks of code without their comments.
struct Outline {
    levels: Vec<usize>,
    blocks: Vec<(String, Vec<String>)>,
}

fn outline(name: &str) -> Outline {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    let text = fs::read_to_string(file).expect("it is there");
    let mut outline = Outline { levels: Vec::new(), blocks: Vec::new() };
    let mut is_code = false;
    for line in text.lines() {
        if let Some(language) = line.strip_prefix("```") {
            is_code = !is_code;
            if is_code {
                outline.blocks.push((language.to_owned(), Vec::new()));
            }
        } else if is_code {
            let (_, block) = outline.blocks.last_mut().expect("one is open");
            let code = line.split(" # ").next().unwrap_or_default().trim_end();
            if !code.starts_with('#') {
                block.push(code.to_owned());
            }
        } else if line.starts_with('#') {
            outline.levels.push(line.chars().take_while(|c| *c == '#').count());
        }
    }
    outline
}

#[test]
fn both_languages_say_the_same() {
    let (english, korean) = (outline("README.md"), outline("README.ko.md"));
    assert_eq!(english.levels, korean.levels);
    assert_eq!(english.blocks.len(), korean.blocks.len());
    for (one, other) in english.blocks.iter().zip(&korean.blocks) {
        assert_eq!(one.0, other.0);
        // Operators are explained in words; messages are in the reader's language.
        let is_words = ["text", "console"].contains(&one.0.as_str());
        let plain = |lines: &[String]| -> Vec<String> {
            lines.iter().filter(|line| !line.contains("echo")).cloned().collect()
        };
        assert!(is_words || plain(&one.1) == plain(&other.1), "{:?}\n{:?}", one.1, other.1);
    }
}

#[test]
fn what_is_said_of_either_language_is_in_it() {
    let english = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md"));
    let korean = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.ko.md"));
    let (english, korean) = (english.expect("it is there"), korean.expect("it is there"));
    // Words that the other language has are there, and those that were given up
    // aren't.
    for picture in ["answer", "keyboard", "relevance", "speed", "way"] {
        let link = format!("docs/pictures/{picture}.svg");
        assert!(english.contains(&link) && korean.contains(&link), "{picture}");
    }
    for stilted in ["찾을말", "온이름", "질의", "이진", "무게", "낱말", "견주", "꾸러미"]
    {
        assert!(!korean.contains(stilted), "{stilted}");
    }
}
