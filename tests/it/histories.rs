//! An answer depends on the notes as they are, not on what they were: after any
//! history of changes an index answers as one that is made anew, scores and
//! order included.
//!
//! `GALPI_HISTORIES=500 cargo test --test it histories` tries that many.

use std::fs;
use std::path::{Path, PathBuf};

use fastrand::Rng;
use galpi::corpus::Corpus;
use galpi::index::{Freshness, Index, Progress};
use galpi::lexicon::Lexicon;
use galpi::search::{Options, Searcher, Strictness};

/// Histories that are tried unless told otherwise, and changes in each.
const HISTORIES: u64 = 24;
const CHANGES: usize = 6;
/// One in so many is of a notebook so large that not all of it is scored, with
/// fewer changes.
const LARGE_ONES: u64 = 24;
const LARGE_CHANGES: usize = 1;
/// One in so many has long notes, of which a change leaves most as it was.
const LONG_ONES: u64 = 3;
/// Notes are of so many in each of three folders, and have so many sections.
const NOTES: u8 = 6;
const LARGE_SECTIONS: usize = 400;
const LONG_SECTIONS: usize = 160;
/// Sections of a long note that stand below one heading, on average.
const SECTIONS_A_CHAPTER: u8 = 40;

const WORDS: [&str; 30] = [
    "당근을",
    "두부와",
    "두부",
    "김치찌개",
    "볶는다",
    "연근조림",
    "장애 조치",
    "failover",
    "backup",
    "백업",
    "Amazon S3",
    "S3",
    "DynamoDB",
    "다이나모디비",
    "게이트웨이",
    "gateway",
    "볼륨",
    "volume",
    "restore",
    "복원한다",
    "Name(이름)",
    "보안그룹(Security Group)",
    "tofu",
    "carrot",
    "캐시",
    "cache",
    "데이터베이스",
    "database",
    "ㅋㅋ",
    "server",
];

const QUERIES: [&str; 13] = [
    "두부",
    "당근 볶는",
    "failover",
    "ㄷㅂ",
    "fnqn",
    "다이나모",
    "keshi",
    "backup restore",
    "게이트웨이 볼륨 server",
    "+S3 -두부",
    "path:a",
    "보안그룹",
    "heading:캐시 \"두부와\"",
];

/// Hits that are compared, of most queries; and more than there are sections.
const LIMIT: usize = 60;
const ALL: usize = 100_000;

/// Segments that an index may consist of, and one of fewer sections than these.
const MAX_SEGMENTS: usize = 6;
const SMALL_SECTIONS: u64 = 2_000;
const MAX_SMALL_SEGMENTS: usize = 3;

/// What is looked for by its characters.
const FIXED: &str = "두부";

/// A folder of notes that changes by chance.
struct Notebook {
    folder: PathBuf,
    random: Rng,
    /// Sections of a note, at most.
    sections: usize,
    /// Whether notes are mostly changed in a place.
    edits: bool,
}

impl Notebook {
    fn path(&mut self) -> PathBuf {
        let folder = ["", "a", "b/c"][self.random.usize(..3)];
        self.folder.join(folder).join(format!("{}.md", self.random.u8(..NOTES)))
    }

    fn text(&mut self) -> String {
        let mut text = String::new();
        let has_chapters = self.edits && self.random.bool();
        for _ in 0..self.random.usize(self.sections / 2..=self.sections) {
            // Some long notes have chapters, which their parts depend on.
            let is_inside = has_chapters && self.random.u8(..SECTIONS_A_CHAPTER) > 0;
            let signs = if is_inside { "##" } else { "#" };
            text.push_str(&format!("{signs} {}\n\n", self.words(1..4)));
            for _ in 0..self.random.usize(0..4) {
                text.push_str(&format!("- {}\n", self.words(1..9)));
            }
            text.push('\n');
        }
        text
    }

    fn words(&mut self, count: std::ops::Range<usize>) -> String {
        let words = (0..self.random.usize(count)).map(|_| WORDS[self.random.usize(..WORDS.len())]);
        words.collect::<Vec<_>>().join(" ")
    }

    /// Writes all notes.
    fn fill(&mut self) {
        for folder in ["", "a", "b/c"] {
            fs::create_dir_all(self.folder.join(folder)).expect("a folder");
            for number in 0..NOTES {
                let text = self.text();
                let path = self.folder.join(folder).join(format!("{number}.md"));
                fs::write(path, text).expect("a note");
            }
        }
    }

    /// Writes, adds to, edits, removes or moves a note, or moves a folder.
    fn change(&mut self) {
        let path = self.path();
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        match self.random.u8(..10) {
            _ if self.edits && path.exists() && self.random.u8(..8) > 0 => self.edit(&path),
            0 | 1 => drop(fs::remove_file(&path)),
            2 => {
                let to = self.path();
                fs::create_dir_all(to.parent().expect("a folder")).expect("a folder");
                let _ = fs::rename(&path, to);
            }
            3 => {
                let (from, to) = (self.folder.join("a"), self.folder.join("d"));
                let _ = fs::remove_dir_all(&to);
                let _ = fs::rename(from, to);
            }
            4 | 5 => {
                let old = fs::read_to_string(&path).unwrap_or_default();
                fs::write(&path, old + &self.text()).expect("a note");
            }
            _ => fs::write(&path, self.text()).expect("a note"),
        }
    }
}

impl Notebook {
    /// Changes something in a note.
    fn edit(&mut self, path: &Path) {
        let text = fs::read_to_string(path).expect("a note");
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        let at = self.random.usize(..=lines.len());
        match self.random.u8(..16) {
            0 | 1 => lines.insert(at, format!("- {}", self.words(1..9))),
            2 => lines.insert(at, format!("# {}\n\n", self.words(1..4))),
            3 => drop((at < lines.len()).then(|| lines.remove(at))),
            4 => lines.retain(|line| line.len() % 7 > 0 || line.starts_with('#')),
            // As long as before.
            5 => lines.iter_mut().skip(at).take(1).for_each(|line| *line = line.replace(' ', "\t")),
            6 => {
                let section = self.take_section(&mut lines, at);
                let to = self.random.usize(..=lines.len());
                lines.splice(to..to, section);
            }
            7 => {
                let section = self.take_section(&mut lines, at);
                let other = self.path();
                let old = fs::read_to_string(&other).unwrap_or_default();
                fs::create_dir_all(other.parent().expect("a folder")).expect("a folder");
                fs::write(other, section.join("\n") + "\n" + &old).expect("a note");
            }
            8 => self.name(&mut lines),
            // Below one heading more.
            9 => lines.insert(at, "#".repeat(self.random.usize(1..4)) + " " + WORDS[at % 30]),
            // Some lines end otherwise.
            10 => {
                lines.iter_mut().skip(at).for_each(|line| *line = line.trim_end().to_owned() + "\r")
            }
            // Other parts are the first ones.
            13 => drop(lines.drain(..at)),
            14 => drop(lines.splice(..0, self.text().lines().map(str::to_owned))),
            // A chapter is called otherwise, or is one no longer: what stands in it
            // stays as it is.
            11 | 12 => {
                let name = format!("{} {}", ["#", "##"][at % 2], self.words(1..4));
                let is_chapter = |line: &&mut String| line.starts_with("# ");
                lines.iter_mut().filter(is_chapter).take(1).for_each(|line| line.clone_from(&name));
            }
            _ => {}
        }
        fs::write(path, lines.join("\n") + "\n").expect("a note");
    }

    /// Takes out the section that a line is in.
    fn take_section(&mut self, lines: &mut Vec<String>, at: usize) -> Vec<String> {
        let is_heading = |line: &String| line.starts_with('#');
        let start = lines[..at].iter().rposition(is_heading).unwrap_or(0);
        let rest = lines.iter().skip(start + 1).position(is_heading);
        let end = rest.map_or(lines.len(), |length| start + 1 + length);
        lines.drain(start..end).collect()
    }

    /// Gives a note another title, or none.
    fn name(&mut self, lines: &mut Vec<String>) {
        if lines.first().is_some_and(|line| line == "---")
            && let Some(end) = lines.iter().skip(1).position(|line| line == "---")
        {
            lines.drain(..end + 2);
        }
        if self.random.bool() {
            let front =
                [format!("title: {}", self.words(1..3)), format!("tags: {}", self.words(1..3))];
            lines
                .splice(..0, ["---".to_owned()].into_iter().chain(front).chain(["---".to_owned()]));
        }
    }
}

/// What an index answers, to the bit.
fn answers(index: &Path, corpus: &Corpus, lexicon: &Lexicon) -> Vec<String> {
    let opened = Index::new(index, lexicon)
        .open(corpus, Freshness::Check, &Progress::default())
        .expect("notes can be read");
    // What was written before is whole, and in no more pieces than there may be.
    assert!(opened.report.remark.is_none(), "{:?}", opened.report.remark);
    let (sections, segments) = (opened.snapshot.sections(), opened.snapshot.segments());
    let most = if sections < SMALL_SECTIONS { MAX_SMALL_SEGMENTS } else { MAX_SEGMENTS };
    assert!(segments <= most, "{segments} of {sections} sections");
    let searcher = Searcher::new(&opened.snapshot, corpus, lexicon);
    let fields = opened.snapshot.fields_spoken_of();
    let mut answers = vec![format!("{sections} sections that speak of {fields:?}")];
    let fixed = (FIXED.to_owned(), Strictness::Fixed, LIMIT);
    let ranked = QUERIES.map(|query| (query.to_owned(), Strictness::default(), LIMIT));
    // Each section of each note, by the note's name.
    let all = (0..NOTES).map(|note| (format!("path:{note}"), Strictness::default(), ALL));
    for (query, strictness, limit) in ranked.into_iter().chain([fixed]).chain(all) {
        let options = Options { limit, strictness, ..Options::default() };
        let hits = searcher.search(&query, &options).expect("an answer");
        answers.push(format!("{query}: {} {:?}", hits.total, hits.rewrites));
        answers.extend(hits.hits.iter().map(|hit| {
            let (score, record) = (hit.score.to_bits(), &hit.record);
            let lines = (record.line, hit.line(), record.end_line);
            format!(
                "{}:{lines:?} {} {score:x} {:?} {:?} {:?}",
                record.path(),
                record.id(),
                record.span(),
                record.trail,
                hit.via
            )
        }));
    }
    answers
}

/// Tells one making of an index from another: where bringing it up to date fails, it is
/// made anew, which would hide that.
#[cfg(unix)]
fn making(index: &Path, lexicon: &Lexicon) -> u64 {
    use std::os::unix::fs::MetadataExt;
    let folder = fs::metadata(Index::new(index, lexicon).generation());
    folder.expect("there is an index").ino()
}

#[cfg(not(unix))]
fn making(_: &Path, _: &Lexicon) -> u64 {
    0
}

#[test]
fn any_history_leads_to_the_same_answers() {
    let told = std::env::var("GALPI_HISTORIES").ok().and_then(|count| count.parse().ok());
    let lexicon = Lexicon::shipped();
    for history in 0..told.unwrap_or(HISTORIES) {
        let root = tempfile::tempdir().expect("a folder");
        let folder = root.path().join("notes");
        fs::create_dir(&folder).expect("a folder");
        let is_large = history % LARGE_ONES == 0;
        let is_long = history % LONG_ONES == 1;
        let sections = match (is_large, is_long) {
            (true, _) => LARGE_SECTIONS,
            (_, true) => LONG_SECTIONS,
            _ => 3,
        };
        let random = Rng::with_seed(history);
        let mut notebook = Notebook { folder: folder.clone(), random, sections, edits: is_long };
        match is_large {
            true => notebook.fill(),
            false => (0..6).for_each(|_| notebook.change()),
        }
        let corpus = Corpus::new(&folder, Vec::new()).expect("notes");
        let old = root.path().join("old");
        let mut made = None;
        for step in 0..if is_large { LARGE_CHANGES } else { CHANGES } {
            for _ in 0..=notebook.random.usize(..3) {
                notebook.change();
            }
            let fresh = root.path().join(format!("new{step}"));
            let (came, right) =
                (answers(&old, &corpus, &lexicon), answers(&fresh, &corpus, &lexicon));
            assert_eq!(came, right, "history {history}, step {step}");
            let now = making(&old, &lexicon);
            assert_eq!(*made.get_or_insert(now), now, "history {history}, step {step}: made anew");
            let _ = fs::remove_dir_all(fresh);
        }
    }
}
