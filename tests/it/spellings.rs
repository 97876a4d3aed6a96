//! Words are found whichever way they are spelt: as the rules have it, and as many write.

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

/// Korean words as the rules of orthography have them, and as many write them.
const KOREAN: [(&str, &str); 20] = [
    ("최댓값", "최대값"),
    ("함숫값", "함수값"),
    ("기댓값", "기대값"),
    ("꼭짓점", "꼭지점"),
    ("등굣길", "등교길"),
    ("나뭇잎", "나무잎"),
    ("이용률", "이용율"),
    ("점유율", "점유률"),
    ("깨끗이", "깨끗히"),
    ("휴게실", "휴계실"),
    ("무늬", "무니"),
    ("며칠", "몇일"),
    ("설거지", "설겆이"),
    ("역할", "역활"),
    ("육개장", "육계장"),
    ("떡볶이", "떡볶기"),
    ("굳이", "구지"),
    ("오랜만", "오랫만"),
    ("뇌졸중", "뇌졸증"),
    ("뒤풀이", "뒷풀이"),
];

/// English words in British and in American spelling, forms that no ending makes, and words
/// that are written together or apart.
const ENGLISH: [(&str, &str); 20] = [
    ("colour", "color"),
    ("behaviours", "behaviors"),
    ("normalisation", "normalization"),
    ("analysed", "analyzed"),
    ("licence", "license"),
    ("modelling", "modeling"),
    ("index", "indices"),
    ("vertex", "vertices"),
    ("criterion", "criteria"),
    ("hypothesis", "hypotheses"),
    ("mouse", "mice"),
    ("write", "wrote"),
    ("throw", "thrown"),
    ("choose", "chosen"),
    ("teach", "taught"),
    ("deadlock", "dead lock"),
    ("login", "log in"),
    ("backup", "back up"),
    ("multithreading", "multi-threading"),
    ("hash map", "HashMap"),
];

#[test]
fn words_are_found_in_their_other_spelling() {
    for pairs in [&LOANWORDS[..], &KOREAN, &ENGLISH] {
        let missed = [
            missed(pairs, |(one, other)| (one, other)),
            missed(pairs, |(one, other)| (other, one)),
        ];
        assert!(missed.concat().is_empty(), "{missed:#?}");
    }
}

/// A pair as it is written in a note and typed.
type Pair = (&'static str, &'static str);

/// Returns the words that aren't found first, each in a note of its own; `turned` says of a
/// pair what the note has, and then what is typed.
fn missed(pairs: &[Pair], turned: fn(Pair) -> Pair) -> Vec<String> {
    let notes = tempfile::tempdir().expect("a folder");
    for (number, pair) in pairs.iter().enumerate() {
        let text = format!("# 글 {number}\n\n오늘 {}에 관하여 이야기했다.\n", turned(*pair).0);
        std::fs::write(notes.path().join(format!("{number}.md")), text).expect("a note");
    }
    let mut missed = Vec::new();
    searched(notes.path(), |searcher| {
        for (number, pair) in pairs.iter().enumerate() {
            let (written, typed) = turned(*pair);
            let hits = searcher.search(typed, &Options::default()).expect("an answer");
            let first = hits.hits.first().map(|hit| hit.record.path().to_string());
            if first != Some(format!("{number}.md")) {
                missed.push(format!("{typed} in notes with {written}"));
            }
        }
    });
    missed
}
