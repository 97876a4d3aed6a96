//! Whatever stands in a note is text of one of its sections.

use galpi::corpus::{Note, NotePath, Section, decode};
use galpi::render::markup::page;
use galpi::span::Span;
use proptest::prelude::*;
use regex::Regex;
use unicode_normalization::UnicodeNormalization;

/// Returns all that is text of a section.
fn texts(section: &Section) -> impl Iterator<Item = &Span> {
    let properties = section.names.iter().chain(&section.properties);
    section.prose.iter().chain(properties).chain(&section.heading)
}

/// Returns the words (runs of letters and digits) of a note that are in none of
/// its sections, and are neither names in a tag nor an embedded image.
fn lost(text: &str) -> Vec<String> {
    let Some(decoded) = decode(text.as_bytes().to_vec()) else { return Vec::new() };
    let note = Note::parse(NotePath::from("a.md"), decoded);
    let text = &note.decoded.text;
    let mut is_text = vec![false; text.len()];
    for section in &note.sections {
        for span in texts(section) {
            is_text[span.range()].fill(true);
        }
    }
    // What may be left out, seen with other eyes than the parser's.
    let data = Regex::new(r#"data:[\w/;=+.-]+,[^\s)"'>`\]]*"#).unwrap();
    let tag = Regex::new(r"</?([A-Za-z][A-Za-z0-9]*)([^<>]*)>").unwrap();
    let attribute = Regex::new(r#"([^\s"'=/]+)(\s*=\s*("[^"]*"|'[^']*'|[^\s"']+))?"#).unwrap();
    for found in data.find_iter(text) {
        is_text[found.range()].fill(true);
    }
    for found in tag.captures_iter(text) {
        is_text[found.get(1).unwrap().range()].fill(true);
        let rest = found.get(2).unwrap();
        for name in attribute.captures_iter(rest.as_str()) {
            let name = name.get(1).unwrap();
            is_text[rest.start() + name.start()..rest.start() + name.end()].fill(true);
        }
    }
    let word = Regex::new(r"[\p{Alphabetic}\p{N}]+").unwrap();
    word.find_iter(text)
        .filter(|found| is_text[found.range()].contains(&false))
        .map(|found| {
            let around = Span::new(found.start().saturating_sub(20), found.end());
            let line = text[..found.start()].matches('\n').count() + 1;
            format!("{line}: {} …{}", found.as_str(), text.get(around.range()).unwrap_or_default())
        })
        .collect()
}

/// Names of elements and attributes in [`notes`].
const NAMES: [&str; 8] = ["h2", "div", "br", "img", "src", "alt", "width", "class"];

/// Returns the words of a note that its sections don't show. Numbers of lists
/// are counted anew, and some signs take the place of words.
fn hidden(text: &str) -> Vec<String> {
    let Some(decoded) = decode(text.as_bytes().to_vec()) else { return Vec::new() };
    let note = Note::parse(NotePath::from("a.md"), decoded);
    let text = &note.decoded.text;
    let word = Regex::new(r"[\p{Alphabetic}\p{N}]+").unwrap();
    let entity = Regex::new(r"&#?\w+;").unwrap();
    let data = Regex::new(r#"data:[\w/;=+.-]+,[^\s)"'>`\]]*"#).unwrap();
    let mut hidden = Vec::new();
    for section in &note.sections {
        let source = &text[section.span.range()];
        let shown: String =
            page(source, &[], 100_000, true).iter().map(|row| row.text() + "\n").collect();
        for span in texts(section) {
            let plain = entity.replace_all(&text[span.range()], " ");
            let plain = data.replace_all(&plain, " ");
            // What is shown is composed, as the terms are.
            let plain: String = plain.nfc().collect();
            for word in word.find_iter(&plain).map(|found| found.as_str()) {
                let is_sign = word.chars().all(char::is_numeric) || word.eq_ignore_ascii_case("x");
                // A heading's span may have tags in it.
                let is_name = NAMES.contains(&word);
                if !is_sign && !is_name && word.is_ascii() && !shown.contains(word) {
                    hidden.push(format!("{word} of {source:?} in {shown:?}"));
                }
            }
        }
    }
    hidden
}

/// Pieces of notes, of every kind that Markdown and its dialects have.
fn notes() -> impl Strategy<Value = String> {
    const PIECES: [&str; 62] = [
        "---\n",
        "+++\n",
        "title: 회의록\n",
        "date created: 2024-01-02\n",
        "aliases: [가, 나]\n",
        "  - 항목\n",
        "교수 = '김민수'\n",
        "# 제목\n",
        "## GET /users/{id}\n",
        "### 절 {#id .x k=v}\n",
        "##라우팅 테이블##\n",
        "- ## 방화벽\n",
        "**■ 소제목**\n",
        "**가(A)**은 ",
        "은**(가)**나 ",
        "<h2>제목</h2>\n",
        "<div class=\"상자\">\n",
        "</div>\n",
        "<pod-name>",
        "Optional<Member>",
        "<img src=\"a.png\" alt='그림 셋' width=3>",
        "<br/>",
        "<Tabs groupId=\"os\">",
        "a < b > c",
        "<!-- 나중에 확인 -->",
        "<!--",
        "-->",
        "caf&eacute;",
        "&amp;",
        "![그림](a.png \"제목\")",
        "![x](data:image/png;base64,AAAA/BB==)",
        "[이것](https://e.org/a_(b) \"연간 계획표\")",
        "[글][표]",
        "[표]: https://d.org/a \"규정집\"\n",
        "[^1]",
        "[^1]: 각주\n",
        "https://a.b/c ",
        "<https://a.b/c> ",
        "```nginx title=\"nginx.conf\"\n",
        "```\n",
        "    code\n",
        "\tcode\n",
        "`a**b` ",
        "~~~\n",
        "> ",
        "> [!note] 부름\n",
        "- ",
        "  - [x] 한 일\n",
        "10. ",
        "| a | `b\\|c` |\n",
        "|--|:-:|\n",
        "[[노트|별칭]] ",
        "![[끼움]]",
        "%% 숨은 말 %%",
        "key:: value\n",
        "$$\nx_1^2\n$$\n",
        "용어\n: 뜻\n",
        "===\n",
        "\n\n",
        "\r\n",
        "글 ",
        "{{< tabs name=\"탭\" >}}\n",
    ];
    let piece = prop_oneof![4 => prop::sample::select(&PIECES[..]).prop_map(str::to_owned), 1 => any::<String>()];
    prop::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn every_word_of_any_note_is_text(text in notes()) {
        prop_assert_eq!(lost(&text), Vec::<String>::new());
        prop_assert_eq!(hidden(&text), Vec::<String>::new());
    }
}

#[test]
fn every_word_of_whole_notebooks_is_text() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut count = 0;
    for folder in ["corpus", "../shared"] {
        let folder = root.join(folder);
        if !folder.is_dir() {
            eprintln!("{} isn't here: not read", folder.display());
            continue;
        }
        let corpus = galpi::corpus::Corpus::new(&folder, Vec::new()).unwrap();
        for (path, _) in corpus.discover().unwrap().notes {
            let Ok(text) = String::from_utf8(corpus.read(&path).unwrap()) else { continue };
            let lost = lost(&text);
            assert!(
                lost.is_empty(),
                "{path}: {} words, {:#?}",
                lost.len(),
                &lost[..lost.len().min(9)]
            );
            count += 1;
        }
    }
    assert!(count > 0);
}
