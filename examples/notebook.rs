//! Writes a large notebook to measure with: `cargo run --release --example
//! notebook -- OUT MEGABYTES [SEED]`.
//!
//! Words are drawn from `corpus/` as often as they are there, so that few are
//! frequent and many are rare (Zipf's law). A share of them is put together from
//! two, so that the vocabulary grows with the text as that of people does
//! (Heaps' law). The same seed gives the same bytes.

use std::error::Error;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use galpi::corpus::{Corpus, Note, decode};

const NOTE_BYTES: usize = 7_000;
const NOTES_A_FOLDER: usize = 10;
const SECTION_BYTES: usize = 1_000;
/// One word of so many is put together from two.
const WORDS_A_COMPOUND: usize = 40;
const USAGE: &str = "usage: notebook OUT MEGABYTES [SEED]";

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let out = PathBuf::from(arguments.next().ok_or(USAGE)?);
    let megabytes: usize = arguments.next().ok_or(USAGE)?.parse()?;
    let seed: u64 = arguments.next().map_or(Ok(1), |seed| seed.parse())?;
    if out.exists() {
        return Err(format!("{} is there already", out.display()).into());
    }
    let mut writer = Writer::new(seed)?;
    let mut bytes = 0;
    for number in 0.. {
        if bytes >= megabytes * 1_000_000 {
            println!("{number} notes, {bytes} bytes, seed {seed}");
            break;
        }
        let folder = out.join(format!("{:05}", number / NOTES_A_FOLDER));
        if number % NOTES_A_FOLDER == 0 {
            fs::create_dir_all(&folder)?;
        }
        let note = writer.note();
        bytes += note.len();
        fs::write(folder.join(format!("{number:06}.md")), note)?;
    }
    Ok(())
}

/// Makes up notes.
struct Writer {
    random: fastrand::Rng,
    words: Vec<String>,
    headings: Vec<String>,
}

impl Writer {
    fn new(seed: u64) -> Result<Self, Box<dyn Error>> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
        let corpus = Corpus::new(&folder, Vec::new())?;
        let (mut words, mut headings) = (Vec::new(), Vec::new());
        for (path, _) in corpus.discover()?.notes {
            let decoded = decode(corpus.read(&path)?).ok_or("a note that is no text")?;
            let is_word = |word: &&str| word.chars().any(char::is_alphanumeric);
            words.extend(decoded.text.split_whitespace().filter(is_word).map(str::to_owned));
            let note = Note::parse(path, decoded);
            headings.extend(note.sections.into_iter().filter_map(|mut s| s.trail.pop()));
        }
        Ok(Self { random: fastrand::Rng::with_seed(seed), words, headings })
    }

    fn note(&mut self) -> String {
        let length = NOTE_BYTES / 2 + self.random.usize(..NOTE_BYTES);
        let mut text = String::with_capacity(length + SECTION_BYTES);
        let _ = writeln!(text, "# {}\n", self.heading());
        while text.len() < length {
            let end = text.len() + SECTION_BYTES / 2 + self.random.usize(..SECTION_BYTES);
            let _ = writeln!(text, "## {}\n", self.heading());
            while text.len() < end {
                text.push_str("- ");
                for _ in 0..4 + self.random.usize(..12) {
                    self.push_word(&mut text);
                    text.push(' ');
                }
                text.push('\n');
            }
            text.push('\n');
        }
        text
    }

    fn heading(&mut self) -> String {
        let mut heading = self.headings[self.random.usize(..self.headings.len())].clone();
        if self.random.bool() {
            heading.push(' ');
            self.push_word(&mut heading);
        }
        heading
    }

    fn push_word(&mut self, text: &mut String) {
        text.push_str(&self.words[self.random.usize(..self.words.len())]);
        if self.random.usize(..WORDS_A_COMPOUND) == 0 {
            text.push_str(&self.words[self.random.usize(..self.words.len())]);
        }
    }
}
