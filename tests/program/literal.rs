//! All of a notebook, drawn by lot: what stands in it is found where it stands,
//! and what doesn't is said not to be there.
//!
//! `corpus/` and, where they lie beside the project, other people's notes.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use fastrand::Rng;
use regex::Regex;
use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

use crate::workspace::{Workspace, contents};

/// A line of a note: the note's path and the number of the line, from 1.
type Place = (String, usize);

/// Words that stand in more lines than this are no test of what is rare.
const MAX_LINES: usize = 30;

/// Notes, and a copy of them to search.
struct Notebook {
    workspace: Workspace,
    lines: BTreeMap<Place, String>,
}

/// Returns the notebooks that are there: ours always.
fn notebooks() -> Vec<Notebook> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let beside = root.join("../shared/relevance/fields");
    let others = ["computing", "general"].map(|field| beside.join(field).join("notes"));
    let mut folders = vec![root.join("corpus")];
    for folder in others {
        match folder.is_dir() {
            true => folders.push(folder),
            false => eprintln!("skipped, as it is not there: {}", folder.display()),
        }
    }
    folders.iter().map(|folder| Notebook::copy(folder)).collect()
}

impl Notebook {
    fn copy(folder: &Path) -> Self {
        let workspace = Workspace::new();
        let mut lines = BTreeMap::new();
        for (path, bytes) in contents(folder) {
            let is_note = path.extension().is_some_and(|extension| extension == "md");
            let Some(text) = bytes.filter(|_| is_note).and_then(|b| String::from_utf8(b).ok())
            else {
                continue;
            };
            let inside = path.strip_prefix(folder).expect("it is inside").to_str().expect("text");
            workspace.write(&format!("notes/{inside}"), &text);
            for (at, line) in text.split('\n').enumerate() {
                lines.insert((inside.to_owned(), at + 1), line.nfc().collect());
            }
        }
        Self { workspace, lines }
    }

    /// Returns the lines in which a word begins with a text.
    fn beginning(&self, text: &str) -> impl Iterator<Item = &Place> {
        let begins = move |line: &str| {
            let before = |at: usize| line[..at].chars().next_back();
            line.match_indices(text).any(|(at, _)| !before(at).is_some_and(char::is_alphanumeric))
        };
        self.lines.iter().filter(move |(_, line)| begins(line)).map(|(place, _)| place)
    }

    /// Asks several queries; returns of each its hits and its summary.
    fn ask(&self, arguments: &[&str], queries: &[String]) -> Vec<(Vec<Value>, Value)> {
        let arguments = ["--batch", "-n0"].iter().chain(arguments);
        let input = queries.join("\n") + "\n";
        let mut answers = Vec::new();
        let mut hits = Vec::new();
        for line in self.workspace.galpi_with_input(arguments, input.as_bytes()).json() {
            match line["type"].as_str() {
                Some("summary") => answers.push((std::mem::take(&mut hits), line)),
                _ => hits.push(line),
            }
        }
        assert_eq!(answers.len(), queries.len());
        answers
    }
}

fn holds(hits: &[Value], (path, line): &Place) -> bool {
    let number = |value: &Value| value.as_u64().expect("a number") as usize;
    hits.iter().any(|hit| {
        let lines = number(&hit["line"])..=number(&hit["end_line"]);
        hit["path"] == path.as_str() && lines.contains(line)
    })
}

/// Draws some of many.
fn drawn<T>(mut all: Vec<T>, count: usize) -> Vec<T> {
    Rng::with_seed(7).shuffle(&mut all);
    all.truncate(count);
    all
}

/// Takes out what a line has of links, which lead elsewhere.
fn without_links(line: &str) -> String {
    let links = Regex::new(r"\]\([^)]*\)|https?://\S+|<img[^>]*>").expect("a pattern");
    links.replace_all(line, " ").into_owned()
}

/// Takes off particles of a Korean word that only say how it stands in its sentence.
fn without_particles(word: &str) -> &str {
    const PARTICLES: [&str; 23] = [
        "이라는",
        "라는",
        "이란",
        "에서",
        "에게",
        "으로",
        "까지",
        "부터",
        "처럼",
        "보다",
        "이나",
        "하고",
        "은",
        "는",
        "이",
        "가",
        "을",
        "를",
        "의",
        "에",
        "와",
        "과",
        "도",
    ];
    let rest = PARTICLES.iter().find_map(|particle| word.strip_suffix(particle));
    rest.filter(|rest| rest.chars().count() > 1).unwrap_or(word)
}

/// Words as they stand, with the lines in which they begin a token: of Korean
/// without a particle at their end that is surely one.
fn words(notebook: &Notebook) -> Vec<(String, BTreeSet<Place>)> {
    let token = Regex::new(r"[가-힣]+|[A-Za-z0-9][A-Za-z0-9_.+-]*[A-Za-z0-9]").expect("a pattern");
    let particle = Regex::new("^(.{2,}?)(을|를|은|는|에서|으로|에는|까지|부터|처럼|마다|보다)$");
    let particle = particle.expect("a pattern");
    let mut found: BTreeMap<String, BTreeSet<Place>> = BTreeMap::new();
    for (place, line) in &notebook.lines {
        let line = without_links(line);
        let mut before = 0;
        for word in token.find_iter(&line) {
            let is_glued = word.start() == before && before > 0;
            before = word.end();
            let text = word.as_str();
            let text = particle.captures(text).map_or(text, |found| found.get(1).unwrap().as_str());
            if !is_glued && text.chars().count() > 1 {
                found.entry(text.to_lowercase()).or_default().insert(place.clone());
            }
        }
    }
    found.into_iter().filter(|(_, places)| places.len() <= MAX_LINES).collect()
}

#[test]
fn each_word_is_found_in_each_line_that_has_it() {
    for notebook in notebooks() {
        let (queries, places): (Vec<_>, Vec<_>) = drawn(words(&notebook), 400).into_iter().unzip();
        let mut late = 0;
        for ((hits, _), (word, places)) in
            notebook.ask(&[], &queries).iter().zip(queries.iter().zip(places))
        {
            let missed: Vec<_> = places.iter().filter(|place| !holds(hits, place)).collect();
            assert!(missed.is_empty(), "`{word}` stands at {missed:?}");
            let is_first = |place: &Place| holds(&hits[..1], place);
            let is_late = || !notebook.beginning(without_particles(word)).any(is_first);
            late += usize::from(!places.iter().any(is_first) && is_late());
        }
        // The first may have an inflection of the word, or be about what it names.
        assert!(late * 8 <= queries.len(), "{late} of {} come late", queries.len());
    }
}

#[test]
fn each_phrase_is_found_where_it_was_copied_from() {
    let word = Regex::new(r"^[가-힣A-Za-z0-9][가-힣A-Za-z0-9.,/+%:-]*$").expect("a pattern");
    for notebook in notebooks() {
        let mut phrases = Vec::new();
        for (place, line) in &notebook.lines {
            let words: Vec<&str> = line.split_whitespace().collect();
            for phrase in words.windows(2 + place.1 % 3).step_by(2) {
                let is_text = phrase.iter().all(|w| word.is_match(w));
                if is_text && phrase.concat().contains(|c| ('가'..='힣').contains(&c)) {
                    phrases.push((format!("\"{}\"", phrase.join(" ")), place.clone()));
                }
            }
        }
        let (queries, places): (Vec<_>, Vec<_>) = drawn(phrases, 300).into_iter().unzip();
        for ((hits, _), (query, place)) in
            notebook.ask(&[], &queries).iter().zip(queries.iter().zip(&places))
        {
            assert!(holds(hits, place), "{query} stands at {place:?}");
        }
    }
}

/// Strings of 1 to 14 characters that stand in lines, cut anywhere.
fn strings(notebook: &Notebook, count: usize) -> Vec<String> {
    let mut rng = Rng::with_seed(11);
    let lines: Vec<Vec<char>> = notebook.lines.values().map(|l| l.chars().collect()).collect();
    let mut strings = Vec::new();
    while strings.len() < count {
        let line = &lines[rng.usize(..lines.len())];
        if line.is_empty() {
            continue;
        }
        let start = rng.usize(..line.len());
        let end = (start + rng.usize(1..15)).min(line.len());
        let string: String = line[start..end].iter().collect();
        // A query in a batch is a line, without blanks at its ends.
        if !string.trim().is_empty() && string.trim() == string && !string.contains('\r') {
            strings.push(string);
        }
    }
    strings
}

/// Returns the lines that have a string in any letter case, by `rg` where it is
/// installed.
fn lines_with(notebook: &Notebook, string: &str, has_rg: bool) -> BTreeSet<Place> {
    if !has_rg {
        let pattern = Regex::new(&format!("(?i){}", regex::escape(string))).expect("a pattern");
        let has = notebook.lines.iter().filter(|(_, line)| pattern.is_match(line));
        return has.map(|(place, _)| place.clone()).collect();
    }
    let mut rg = Command::new("rg");
    rg.args(["--no-config", "-F", "-i", "-n", "--no-heading", "--with-filename", "--null", "-e"]);
    let found = rg.arg(string).arg(".").current_dir(notebook.workspace.path("notes")).output();
    let found = String::from_utf8(found.expect("rg runs").stdout).expect("text");
    let place = |line: &str| {
        let (path, rest) = line.split_once('\0')?;
        let number = rest.split_once(':')?.0.parse().ok()?;
        Some((path.trim_start_matches("./").to_owned(), number))
    };
    found.split('\n').filter_map(place).collect()
}

#[test]
fn fixed_strings_are_in_the_lines_that_rg_finds() {
    let rg = Command::new("rg").arg("--version").stdout(Stdio::null()).status();
    let has_rg = rg.is_ok_and(|status| status.success());
    let count = std::env::var("GALPI_STRINGS").ok().and_then(|n| n.parse().ok()).unwrap_or(150);
    for notebook in notebooks() {
        let queries = strings(&notebook, count);
        for ((hits, _), string) in notebook.ask(&["-F"], &queries).iter().zip(&queries) {
            let matches = hits.iter().flat_map(|hit| {
                let path = hit["path"].as_str().expect("a path").to_owned();
                let matches = hit["matches"].as_array().expect("matches");
                matches.iter().map(move |m| (path.clone(), m["line"].as_u64().unwrap() as usize))
            });
            let found: BTreeSet<Place> = matches.collect();
            assert_eq!(found, lines_with(&notebook, string, has_rg), "`{string}`");
        }
    }
}

/// English words of everyday life.
const ENGLISH: &str = "acorn alligator ankle apricot attic avocado badger bagpipe bakery balcony \
    banjo barnacle basil bathtub beaver beetroot bicycle biscuit blanket blossom bonfire bracelet \
    breeze broccoli bumblebee butcher cabbage camel canary candle cardigan carpet cauliflower \
    celery chimney chipmunk cinnamon clarinet cobbler coconut corduroy cottage cricket crocodile \
    cucumber cushion daffodil dandelion dentist dolphin donkey doorbell dragonfly drummer eagle \
    earring eggplant elbow elephant envelope eyebrow falcon feather ferret fiddle fireplace \
    flamingo flannel fountain furnace garlic gazelle ginger giraffe goldfish gorilla grandmother \
    grapefruit grasshopper guitar haircut hammock harvest hazelnut hedgehog heron honeymoon \
    hurricane igloo jasmine jellyfish kangaroo kettle kitten ladybug lantern laundry lavender \
    lemonade leopard lettuce lizard lobster lullaby magpie mandolin marmalade meadow mitten \
    mosquito mushroom mustard napkin nectarine nephew nightingale nutmeg oatmeal octopus orchard \
    ostrich otter oyster pajamas pancake panther parsley peacock pebble pelican pepper picnic \
    pigeon pineapple plumber porridge pottery pumpkin puppy quilt raccoon radish raspberry raven \
    reindeer rhubarb saffron sandal sausage scarecrow scarf seagull shepherd shoelace skeleton \
    slipper snowman spaghetti sparrow spinach squirrel starfish strawberry sunflower swimsuit \
    tadpole tangerine teapot thistle toenail tortoise trumpet tulip turnip umbrella vinegar violin \
    waffle walnut walrus waterfall whiskers willow woodpecker wrinkle zebra";

#[test]
fn words_that_no_note_has_are_said_to_be_in_none() {
    let list = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/relevance/ordinary-words.txt");
    let korean = std::fs::read_to_string(PathBuf::from(&list)).expect("the list");
    let ordinary: Vec<&str> = korean.split_whitespace().chain(ENGLISH.split_whitespace()).collect();
    for notebook in notebooks() {
        let all: String = notebook.lines.values().map(|line| line.to_lowercase() + "\n").collect();
        let absent = ordinary.iter().filter(|word| !all.contains(**word));
        let queries: Vec<String> = absent.map(|word| (*word).to_owned()).collect();
        assert!(queries.len() >= 300, "{}", queries.len());
        for ((hits, _), word) in notebook.ask(&["--exact"], &queries).iter().zip(&queries) {
            assert!(hits.is_empty(), "{word} was found: {}", hits[0]);
        }
        for ((hits, summary), word) in notebook.ask(&[], &queries).iter().zip(&queries) {
            assert!(hits.iter().all(|hit| hit["literal"] == false), "{word}");
            assert_eq!(summary["absent"], serde_json::json!([word]), "{word}");
        }
    }
}
