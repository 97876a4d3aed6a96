//! Loanwords are found whichever way they are spelt: as the rules have it, and as many write.

use std::path::Path;

use galpi::corpus::Corpus;
use galpi::index::{Freshness, Index, Progress};
use galpi::lexicon::Lexicon;
use galpi::search::{Options, Searcher};

fn searched(notes: &Path, test: impl FnOnce(&Searcher<'_>)) {
    let corpus = Corpus::new(notes, Vec::new()).expect("the notes");
    let lexicon = Lexicon::shipped();
    let folder = tempfile::tempdir().expect("a folder");
    let index = Index::new(folder.path(), &lexicon);
    let opened = index.open(&corpus, Freshness::Check, &Progress::default()).expect("an index");
    test(&Searcher::new(&opened.snapshot, &corpus, &lexicon));
}

/// Everyday loanwords in the spelling of the rules and in the one that many write.
const LOANWORDS: [(&str, &str); 40] = [
    ("할리우드", "헐리우드"),
    ("커튼", "커텐"),
    ("가톨릭", "카톨릭"),
    ("액세서리", "악세사리"),
    ("도넛", "도너츠"),
    ("초콜릿", "초콜렛"),
    ("앙케트", "앙케이트"),
    ("콘텐츠", "컨텐츠"),
    ("바비큐", "바베큐"),
    ("마니아", "매니아"),
    ("알코올", "알콜"),
    ("뷔페", "부페"),
    ("주스", "쥬스"),
    ("로봇", "로보트"),
    ("플래카드", "플랭카드"),
    ("스케줄", "스케쥴"),
    ("프러포즈", "프로포즈"),
    ("라이선스", "라이센스"),
    ("재즈", "째즈"),
    ("텔레비전", "텔레비젼"),
    ("메커니즘", "메카니즘"),
    ("시그널", "시그날"),
    ("콤플렉스", "컴플렉스"),
    ("패널", "판넬"),
    ("팸플릿", "팜플렛"),
    ("캐럴", "캐롤"),
    ("스펀지", "스폰지"),
    ("밸런스", "발란스"),
    ("소파", "쇼파"),
    ("어댑터", "아답터"),
    ("캐러멜", "카라멜"),
    ("코미디", "코메디"),
    ("탤런트", "탈렌트"),
    ("테이프", "테입"),
    ("트렌드", "트랜드"),
    ("패러다임", "파라다임"),
    ("플루트", "플룻"),
    ("커패시터", "캐패시터"),
    ("밸브", "발브"),
    ("인코더", "엔코더"),
];

#[test]
fn a_loanword_is_found_in_its_other_spelling() {
    let mut missed = Vec::new();
    for is_standard in [true, false] {
        let side = |(standard, other): &(&str, &str)| match is_standard {
            true => ((*standard).to_owned(), (*other).to_owned()),
            false => ((*other).to_owned(), (*standard).to_owned()),
        };
        let notes = tempfile::tempdir().expect("a folder");
        for (number, pair) in LOANWORDS.iter().enumerate() {
            let text = format!("# 글 {number}\n\n오늘 {}에 관하여 이야기했다.\n", side(pair).0);
            std::fs::write(notes.path().join(format!("{number}.md")), text).expect("a note");
        }
        searched(notes.path(), |searcher| {
            for (number, pair) in LOANWORDS.iter().enumerate() {
                let (written, typed) = side(pair);
                let hits = searcher.search(&typed, &Options::default()).expect("an answer");
                let first = hits.hits.first().map(|hit| hit.record.path().to_string());
                if first != Some(format!("{number}.md")) {
                    missed.push(format!("{typed} in notes with {written}"));
                }
            }
        });
    }
    assert!(missed.is_empty(), "{missed:#?}");
}
