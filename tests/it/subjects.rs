//! What sections are about, judged by reading them, on three notebooks: the
//! shipped notes, notes of another field with a lexicon of their own, and one
//! that somebody else wrote, where it is at hand.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use galpi::corpus::Corpus;
use galpi::index::{Freshness, Index, Progress};
use galpi::lexicon::{EntryId, Kind, Lexicon, compile_files};
use galpi::search::{Hits, Options, Searcher};

/// The share of judged sections that must come first for their subjects.
/// Of the 98 sections of the longest notes 96 do; those that do not name what
/// they are about are the rest.
const FIRST: f64 = 0.95;
/// The same for comparisons of two in our own notes alone, which are few: each
/// is a share of .037. Where the longest notes are there, [`FIRST`] holds.
const COMPARED: f64 = 0.92;
/// The least precision and recall of annotation.
const ANNOTATED: f64 = 0.95;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A notebook with its judgments.
struct Notebook {
    name: &'static str,
    notes: PathBuf,
    lexicon: Lexicon,
}

/// All notebooks that are at hand.
fn notebooks() -> Vec<Notebook> {
    let field = root().join("tests/relevance/field");
    let own = compile_files(&[field.join("lexicon.toml")]).expect("the field's lexicon");
    let mut notebooks = vec![
        Notebook { name: "corpus", notes: root().join("corpus"), lexicon: Lexicon::shipped() },
        Notebook {
            name: "field",
            notes: field.join("notes"),
            lexicon: Lexicon::from_layers(vec![own]),
        },
    ];
    let notes = root().join("../shared/notes");
    if notes.is_dir() {
        notebooks.push(Notebook { name: "notes", notes, lexicon: Lexicon::shipped() });
    }
    notebooks
}

impl Notebook {
    fn with(&self, test: impl FnOnce(&Searcher<'_>)) {
        let corpus = Corpus::new(&self.notes, Vec::new()).expect("notes");
        let folder = tempfile::tempdir().expect("a folder");
        let index = Index::new(folder.path(), &self.lexicon);
        let opened = index.open(&corpus, Freshness::Check, &Progress::default()).expect("an index");
        test(&Searcher::new(&opened.snapshot, &corpus, &self.lexicon));
    }

    fn table(&self, kind: &str) -> String {
        let path = root().join(format!("tests/relevance/{kind}/{}.tsv", self.name));
        std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
    }
}

/// A section by its note and its heading, or the heading's line in notes that
/// aren't ours to quote.
type Place = (String, String);

fn places(hits: &Hits) -> Vec<[Place; 2]> {
    let place = |record: &galpi::index::Record| {
        let path = record.path().to_string();
        let heading = record.trail.last().cloned().unwrap_or_default();
        [(path.clone(), heading), (path, record.line.to_string())]
    };
    hits.hits.iter().map(|hit| place(&hit.record)).collect()
}

/// What each judged section is about; second to it, what it only compares or
/// treats beside others.
struct Judged {
    /// Each with its own subjects, or, where it only compares, with those.
    sections: Vec<(Place, Vec<EntryId>)>,
    /// Those that only compare, with what they compare first.
    comparisons: Vec<(Place, EntryId, EntryId)>,
    first: BTreeMap<EntryId, BTreeSet<Place>>,
    second: BTreeMap<EntryId, BTreeSet<Place>>,
}

impl Judged {
    fn read(table: &str) -> Self {
        let mut judged = Self {
            sections: Vec::new(),
            comparisons: Vec::new(),
            first: BTreeMap::new(),
            second: BTreeMap::new(),
        };
        for line in table.lines().skip(1) {
            let [note, section, subjects] = line.split('\t').collect::<Vec<_>>()[..] else {
                panic!("three columns: {line}");
            };
            let place = (note.to_owned(), section.to_owned());
            let (mut own, mut compared) = (Vec::new(), Vec::new());
            for subject in subjects.split(' ') {
                let id = EntryId::new(subject.trim_start_matches('~'));
                let (of, ids) = match subject.starts_with('~') {
                    true => (&mut judged.second, &mut compared),
                    false => (&mut judged.first, &mut own),
                };
                of.entry(id.clone()).or_default().insert(place.clone());
                ids.push(id);
            }
            if let ([], [a, b, ..]) = (&own[..], &compared[..]) {
                judged.comparisons.push((place.clone(), a.clone(), b.clone()));
            }
            judged.sections.push((place, if own.is_empty() { compared } else { own }));
        }
        judged
    }

    /// Returns the sections of which any may come first for an entry.
    fn accepted(&self, id: &EntryId) -> &BTreeSet<Place> {
        self.first.get(id).or_else(|| self.second.get(id)).expect("a judged entry")
    }

    /// Says whether a section is about an entry, alone or beside others.
    fn is_about(&self, id: &EntryId, names: &[Place]) -> bool {
        [&self.first, &self.second]
            .into_iter()
            .filter_map(|of| of.get(id))
            .any(|places| names.iter().any(|name| places.contains(name)))
    }

    /// Says whether an answer begins with a section that is right.
    fn is_right(&self, id: &EntryId, hits: &Hits) -> bool {
        let first = places(hits).into_iter().next();
        first.is_some_and(|names| names.iter().any(|name| self.accepted(id).contains(name)))
    }
}

#[test]
fn looking_a_subject_up_gives_its_section_first() {
    let options = Options { has_snippets: false, limit: 1, ..Options::default() };
    for notebook in notebooks() {
        let judged = Judged::read(&notebook.table("subjects"));
        let mut wrong = Vec::new();
        notebook.with(|searcher| {
            let mut right: BTreeMap<&EntryId, bool> = BTreeMap::new();
            for id in judged.first.keys().chain(judged.second.keys()) {
                let entry = notebook.lexicon.entry(id).unwrap_or_else(|| panic!("no entry {id:?}"));
                let found = searcher.lookup(entry.name, id.kind(), &options).expect("an answer");
                let found = found.expect("an entry's own name is known");
                right.insert(id, found.entry.id == *id && judged.is_right(id, &found.hits));
            }
            for ((note, section), ids) in &judged.sections {
                let missed: Vec<&str> =
                    ids.iter().filter(|id| !right[id]).map(EntryId::as_str).collect();
                if !missed.is_empty() {
                    wrong.push(format!("{note}: {section}: {}", missed.join(" ")));
                }
            }
        });
        let share = 1.0 - wrong.len() as f64 / judged.sections.len() as f64;
        println!("{}: {share:.3} of {} sections", notebook.name, judged.sections.len());
        assert!(share >= FIRST, "{}: {share:.3}: {wrong:#?}", notebook.name);
    }
}

#[test]
fn comparing_two_gives_the_section_on_both_first() {
    let options = Options { has_snippets: false, limit: 1, ..Options::default() };
    let (mut right, mut wrong) = (0, Vec::new());
    let notebooks = notebooks();
    let is_whole = notebooks.iter().any(|notebook| notebook.name == "notes");
    for notebook in notebooks {
        let judged = Judged::read(&notebook.table("subjects"));
        notebook.with(|searcher| {
            for (place, a, b) in &judged.comparisons {
                let hits = searcher.about_both(a, b, &options).expect("an answer");
                let first = places(&hits).into_iter().next();
                let is_right =
                    first.is_some_and(|names| [a, b].iter().all(|id| judged.is_about(id, &names)));
                match is_right {
                    true => right += 1,
                    false => wrong.push(format!("{}: {place:?} {a:?} {b:?}", notebook.name)),
                }
            }
        });
    }
    let share = f64::from(right) / (f64::from(right) + wrong.len() as f64);
    println!("{share:.3} of {} comparisons", right + wrong.len() as i32);
    let least = if is_whole { FIRST } else { COMPARED };
    assert!(share >= least, "{share:.3}: {wrong:#?}");
}

#[test]
fn every_judged_section_is_there() {
    for notebook in notebooks() {
        let judged = Judged::read(&notebook.table("subjects"));
        assert!(judged.sections.len() >= 36, "{}", notebook.name);
        notebook.with(|searcher| {
            let options = Options { limit: usize::MAX, has_snippets: false, ..Options::default() };
            let all = searcher.search("path:md", &options).expect("an answer");
            let known: BTreeSet<Place> = places(&all).into_iter().flatten().collect();
            for (place, _) in &judged.sections {
                assert!(known.contains(place), "{}: {place:?}", notebook.name);
            }
        });
    }
}

#[test]
fn a_name_asks_the_same_in_three_ways() {
    let options = Options { has_snippets: false, limit: 1, ..Options::default() };
    for notebook in notebooks() {
        notebook.with(|searcher| {
            for tally in searcher.tally(Kind::Service).expect("a table") {
                let entry = &tally.entry;
                let looked_up = searcher.lookup(entry.name, Kind::Service, &options);
                let looked_up = looked_up.expect("an answer").expect("a known name");
                assert_eq!(looked_up.entry.id, entry.id, "{}", entry.name);
                let filter = format!("service:\"{}\"", entry.name);
                let filtered = searcher.search(&filter, &options).expect("an answer");
                assert_eq!(filtered.total, tally.sections, "{}: {filter}", notebook.name);
                // A search asks for all entries of a name, a lookup for one.
                if notebook.lexicon.named(entry.name).len() > 1 {
                    continue;
                }
                let searched = searcher.search(entry.name, &options).expect("an answer");
                let firsts: Vec<_> = [&looked_up.hits, &filtered, &searched]
                    .map(|hits| places(hits).into_iter().next())
                    .into_iter()
                    .collect();
                assert!(
                    firsts.iter().all(|first| first.is_some() && *first == firsts[0]),
                    "{}: {}: {firsts:#?}",
                    notebook.name,
                    entry.name
                );
            }
        });
    }
}

#[test]
fn sections_are_annotated_with_the_services_they_speak_of() {
    let (mut found, mut right, mut meant) = (0, 0, 0);
    let mut wrong = Vec::new();
    // The other field is small: all that it names are its headings.
    for notebook in notebooks().into_iter().filter(|notebook| notebook.name != "field") {
        let table = notebook.table("mentions");
        notebook.with(|searcher| {
            let options = Options { limit: usize::MAX, has_snippets: false, ..Options::default() };
            let all = searcher.search("path:md", &options).expect("an answer");
            let mut annotated: BTreeSet<(Place, String)> = BTreeSet::new();
            for (hit, names) in all.hits.iter().zip(places(&all)) {
                for topic in &hit.services {
                    let id = topic.topic.id.as_str().to_owned();
                    annotated.extend(names.iter().map(|name| (name.clone(), id.clone())));
                }
            }
            for line in table.lines().skip(1) {
                let [note, section, id, speaks] = line.split('\t').collect::<Vec<_>>()[..] else {
                    panic!("four columns: {line}");
                };
                let place = (note.to_owned(), section.to_owned());
                let is_annotated = annotated.contains(&(place, id.to_owned()));
                let is_meant = speaks == "yes";
                found += u32::from(is_annotated);
                meant += u32::from(is_meant);
                right += u32::from(is_annotated && is_meant);
                if is_annotated != is_meant {
                    wrong.push(line.to_owned());
                }
            }
        });
    }
    let precision = f64::from(right) / f64::from(found);
    let recall = f64::from(right) / f64::from(meant);
    println!("precision {precision:.3}, recall {recall:.3} of {meant}");
    assert!(precision >= ANNOTATED && recall >= ANNOTATED, "{precision:.3} {recall:.3} {wrong:#?}");
}

#[test]
fn a_section_on_a_part_is_on_the_whole_that_its_name_begins_with() {
    let folder = tempfile::tempdir().expect("a folder");
    let note = "# 메모\n\n## AWS CloudTrail 데이터 이벤트\n\n객체마다 남는다.\n\n\
                ## 점검\n\nAmazon S3, AWS CloudTrail, Amazon VPC 순서로 본다.\n\n\
                ## 인터넷 게이트웨이\n\n밖으로 나간다.\n";
    std::fs::write(folder.path().join("a.md"), note).expect("a note");
    let lexicon = Lexicon::shipped();
    let notebook = Notebook { name: "parts", notes: folder.path().to_owned(), lexicon };
    notebook.with(|searcher| {
        let of = |name: &str| {
            let lookup = searcher.lookup(name, Kind::Service, &Options::default());
            let hits = lookup.expect("an answer").expect("an entry").hits;
            places(&hits).into_iter().map(|[(_, heading), _]| heading).collect::<Vec<_>>()
        };
        assert_eq!(of("AWS CloudTrail"), ["AWS CloudTrail 데이터 이벤트", "점검"]);
        // A part by another name comes after what names the whole.
        assert_eq!(of("Amazon VPC"), ["점검", "인터넷 게이트웨이"]);
    });
}
