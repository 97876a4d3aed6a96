//! A lexicon within some fields, and what can be wrong with a lexicon.

use galpi::lexicon::{EntryId, Kind, Lexicon};

#[test]
fn a_lexicon_within_no_field_has_what_is_common() {
    let whole = Lexicon::shipped();
    let none = whole.within(&[] as &[&str]);
    assert!(whole.entry(&EntryId::new("s/ec2")).is_some());
    assert!(none.entry(&EntryId::new("s/ec2")).is_none());
    assert!(none.name(&EntryId::new("s/ec2")).is_none());
    assert!(none.named("EC2").is_empty() && none.entries(Kind::Service).is_empty());
    assert!(none.equivalents("버킷정책").is_empty());
    assert!(!whole.equivalents("버킷정책").is_empty());
    // Words of any field stay.
    assert!(!none.equivalents("줄이다").is_empty());
    assert_eq!(none.stamp(), whole.stamp());
    let aws = whole.within(&["aws"]);
    assert!(aws.entry(&EntryId::new("s/ec2")).is_some());
    assert!(aws.entry(&EntryId::new("s/kubelet")).is_none());
}

#[test]
fn a_notebooks_own_entries_are_always_read() {
    let own = "[[concept]]\nid='dough'\nen=['dough']\nko=['반죽']\nfield='computing'\n\
               gloss='g'\ngloss_ko='g'\n";
    let own = Lexicon::compile(&[("own.toml".to_owned(), own.to_owned())]).expect("a lexicon");
    let lexicon = Lexicon::from_layers(vec![own]).within(&[] as &[&str]);
    assert_eq!(lexicon.named("반죽").len(), 1);
}

#[test]
fn a_field_that_there_isnt_is_a_fault() {
    let own =
        "field = 'astrology'\n[[concept]]\nid='a'\nen=['a']\nko=['가']\ngloss='g'\ngloss_ko='g'\n";
    let fault = Lexicon::compile(&[("own.toml".to_owned(), own.to_owned())]).expect_err("a fault");
    let why = fault.to_string();
    assert!(why.contains("unknown field `astrology`"), "{why}");
}

#[test]
fn a_word_that_too_many_rows_have_is_a_fault() {
    let rows = (0..100).map(|n| format!("낱말{n}\tword\tnoun\t1\n")).collect::<String>();
    let text = format!("korean\tenglish\tpos\tweight\n{rows}");
    let fault = Lexicon::compile(&[("own.tsv".to_owned(), text)]).expect_err("a fault");
    let why = fault.to_string();
    assert!(why.contains("`word` is in 100 entries"), "{why}");
}

#[test]
fn no_word_of_the_glossary_is_dropped() {
    let lexicon = Lexicon::shipped();
    for (word, korean) in [
        ("release", "반납하다"),
        ("duplicate", "복사본"),
        ("expand", "넓히다"),
        ("increase", "상승"),
    ] {
        let rows = lexicon.equivalents(word);
        let is_there = rows.iter().any(|row| row.korean.iter().any(|form| form.text == korean));
        assert!(is_there, "{word} {korean}");
    }
    // All rows are there under each of their forms, in both directions.
    let table = std::fs::read_to_string(
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("lexicon/data/glossary.tsv"),
    )
    .expect("the glossary");
    for line in table.lines().skip(1).filter(|line| !line.is_empty()) {
        let mut columns = line.split('\t');
        let (korean, english) = (columns.next().unwrap_or(""), columns.next().unwrap_or(""));
        for form in korean.split('|').chain(english.split('|')) {
            let rows = lexicon.equivalents(&galpi::name::fold(form));
            let first = english.split('|').next().unwrap_or("");
            let is_there = rows.iter().any(|row| row.english.iter().any(|e| e.text == first));
            assert!(is_there, "{form}: {line}");
        }
    }
}
