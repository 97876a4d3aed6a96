//! Questions of an exam over the notes that come along: each option's section.

use std::path::Path;

use galpi::corpus::Corpus;
use galpi::error::Error;
use galpi::exam::answer;
use galpi::index::{Freshness, Index, Progress};
use galpi::lexicon::Lexicon;
use galpi::search::{Options, Searcher};

/// The least share of options whose own section is told.
const FLOOR: f64 = 0.95;

/// Questions, options in several styles, and for each option the places
/// (`path:line`) of the sections that treat it, `|` between those that do as
/// well; `-` where none does.
#[test]
fn each_option_is_told_with_its_section() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let table = std::fs::read_to_string(root.join("tests/relevance/exam.tsv")).expect("a table");
    let corpus = Corpus::new(&root.join("corpus"), Vec::new()).expect("notes");
    let lexicon = Lexicon::shipped();
    let folder = tempfile::tempdir().expect("a temporary folder");
    let index = Index::new(folder.path(), &lexicon);
    let opened = index.open(&corpus, Freshness::Check, &Progress::default()).expect("an index");
    let searcher = Searcher::new(&opened.snapshot, &corpus, &lexicon);
    let ask =
        |query: &str, options: &Options| -> Result<_, Error> { searcher.search(query, options) };
    let (mut right, mut all, mut wrong) = (0, 0, Vec::new());
    let rows: Vec<&str> = table.lines().skip(1).collect();
    assert!(rows.len() >= 60);
    for row in rows {
        let (question, places) = row.split_once('\t').expect("two columns");
        let typed = question.replace("\\n", "\n");
        let answered = answer(ask, &typed, &Options::default()).expect("an answer");
        let places: Vec<&str> = places.split(' ').collect();
        assert_eq!(answered.options.len(), places.len(), "{question}");
        // As a whole it is searched for like any query.
        let searched = searcher.search(&typed, &Options::default()).expect("an answer");
        let first = |hits: &galpi::search::Hits| hits.hits.first().map(|hit| hit.record.id());
        assert_eq!(first(&answered.whole), first(&searched));
        let options = answered.question.options.iter().zip(&answered.options);
        for ((option, evidence), place) in options.zip(places) {
            let told = evidence
                .hit()
                .map_or("-".to_owned(), |hit| format!("{}:{}", hit.record.path(), hit.record.line));
            all += 1;
            match place.split('|').any(|place| place == told) {
                true => right += 1,
                false => wrong.push(format!("{}: {told}, not {place}", option.text)),
            }
        }
    }
    let share = f64::from(right) / f64::from(all);
    println!("{right} of {all} options: {share:.3}\n{}", wrong.join("\n"));
    assert!(share >= FLOOR, "{share:.3}\n{}", wrong.join("\n"));
}
