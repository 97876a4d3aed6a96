//! Relevance on the shipped notes, with floors that only rise.

use std::collections::BTreeMap;
use std::path::Path;

use galpi::corpus::Corpus;
use galpi::eval::{Judged, Measures, mean, measure, read};
use galpi::index::{Freshness, Index, Progress};
use galpi::lexicon::Lexicon;
use galpi::search::{Hit, Options, Rule, Searcher};

/// A set of judged queries, and the nDCG@10 that each category reached, rounded
/// down.
struct Set {
    queries: &'static str,
    notes: &'static str,
    floors: [(&'static str, f64); 9],
}

/// The first set was written over `corpus/`; the second over somebody's notes
/// by the numbers of their sections, which `sections.tsv` finds in `corpus/`;
/// the third over the Korean documentation of Kubernetes, where that is
/// present.
const SETS: [Set; 3] = [
    Set {
        queries: "queries.tsv",
        notes: "corpus",
        floors: [
            ("keyword_ko", 0.92),
            ("keyword_en", 0.84),
            ("service", 0.93),
            ("translit", 0.96),
            ("variant_typo", 0.925),
            ("keyboard_chosung", 0.97),
            ("concept", 0.84),
            ("exam", 0.87),
            ("ALL", 0.91),
        ],
    },
    Set {
        queries: "notes.tsv",
        notes: "../shared/notes",
        floors: [
            ("keyword_ko", 0.98),
            ("keyword_en", 0.99),
            ("service", 0.96),
            ("translit", 0.98),
            ("variant_typo", 0.99),
            ("keyboard_chosung", 0.99),
            ("concept", 0.93),
            ("exam", 0.97),
            ("ALL", 0.97),
        ],
    },
    Set {
        queries: "kubernetes.tsv",
        notes: "../shared/notes-k8s",
        floors: [
            ("keyword_ko", 0.85),
            ("keyword_en", 0.86),
            ("service", 0.835),
            ("translit", 0.77),
            ("variant_typo", 0.69),
            ("keyboard_chosung", 0.80),
            ("concept", 0.425),
            ("exam", 0.68),
            ("ALL", 0.72),
        ],
    },
];

/// Ordinary words and names, some of which look like another keyboard's or
/// another word's: none is read as anything else.
const PLAIN: [&str; 100] = [
    "서버",
    "버킷",
    "볼륨",
    "객체",
    "정책",
    "역할",
    "로그",
    "비용",
    "요금",
    "백업",
    "복원",
    "복제",
    "암호화",
    "인증",
    "권한",
    "계정",
    "리전",
    "가용 영역",
    "서브넷",
    "라우팅",
    "게이트웨이",
    "엔드포인트",
    "인스턴스",
    "컨테이너",
    "함수",
    "이벤트",
    "메시지",
    "대기열",
    "주제",
    "구독",
    "스트림",
    "샤드",
    "테이블",
    "인덱스",
    "쿼리",
    "트랜잭션",
    "캐시",
    "세션",
    "쿠키",
    "도메인",
    "레코드",
    "인증서",
    "방화벽",
    "취약점",
    "감사",
    "규정",
    "태그",
    "예산",
    "보고서",
    "지표",
    "경보",
    "배포",
    "롤백",
    "템플릿",
    "스택",
    "클러스터",
    "노드",
    "작업",
    "배치",
    "워크플로",
    "파일",
    "폴더",
    "디스크",
    "처리량",
    "지연 시간",
    "대역폭",
    "성능",
    "확장",
    "축소",
    "장애",
    "복구",
    "목표",
    "전환",
    "이전",
    "변환",
    "server",
    "bucket",
    "volume",
    "object",
    "policy",
    "role",
    "log",
    "cost",
    "backup",
    "restore",
    "region",
    "subnet",
    "gateway",
    "instance",
    "function",
    "event",
    "message",
    "queue",
    "stream",
    "table",
    "index",
    "query",
    "cache",
    "API",
    "DNS",
];

struct Notebook {
    corpus: Corpus,
    lexicon: Lexicon,
    folder: tempfile::TempDir,
}

impl Notebook {
    fn new() -> Self {
        Self::of(&root().join("corpus"))
    }

    fn of(notes: &Path) -> Self {
        Self {
            corpus: Corpus::new(notes, Vec::new()).expect("the notes"),
            lexicon: Lexicon::shipped(),
            folder: tempfile::tempdir().expect("a folder"),
        }
    }

    fn with<T>(&self, test: impl FnOnce(&Searcher<'_>) -> T) -> T {
        let index = Index::new(self.folder.path(), &self.lexicon);
        let opened =
            index.open(&self.corpus, Freshness::Check, &Progress::default()).expect("an index");
        test(&Searcher::new(&opened.snapshot, &self.corpus, &self.lexicon))
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn judged(queries: &str) -> Vec<Judged> {
    let path = root().join("tests/relevance").join(queries);
    read(&std::fs::read_to_string(path).expect(queries)).expect("judged queries")
}

/// Sections by their numbers: place in the notes they were judged in.
fn numbered() -> BTreeMap<String, String> {
    let map = root().join("../shared/relevance/sections.tsv");
    let text = std::fs::read_to_string(map).unwrap_or_default();
    let rows = text.lines().map(|line| line.split('\t').collect::<Vec<_>>());
    rows.filter_map(|row| Some((format!("S{}", row.first()?), (*row.get(1)?).to_owned()))).collect()
}

#[test]
fn judged_queries_stay_above_their_floors() {
    let mut below = Vec::new();
    let numbered = numbered();
    for set in SETS {
        let notes = root().join(set.notes);
        if !notes.is_dir() {
            continue;
        }
        let mut measures: BTreeMap<String, Vec<Measures>> = BTreeMap::new();
        Notebook::of(&notes).with(|searcher| {
            let options = Options { has_snippets: false, ..Options::default() };
            for query in judged(set.queries) {
                let hits = searcher.search(&query.query, &options).expect("an answer");
                let name = |hit: &Hit| {
                    let line = hit.record.line.to_string();
                    let number = query.grades.keys().find(|s| numbered.get(*s) == Some(&line));
                    number.cloned().unwrap_or_else(|| format!("{}:{line}", hit.record.path()))
                };
                let places: Vec<String> = hits.hits.iter().map(name).collect();
                let measured = measure(&query.grades, &places);
                measures.entry(query.category.clone()).or_default().push(measured);
                measures.entry("ALL".to_owned()).or_default().push(measured);
            }
        });
        for (category, floor) in set.floors {
            let reached = mean(&measures[category]).ndcg;
            if reached < floor {
                below.push(format!("{}: {category}: {reached:.3} < {floor}", set.queries));
            }
        }
    }
    assert!(below.is_empty(), "{below:#?}");
}

#[test]
fn plain_words_are_not_rewritten() {
    let mut rewritten = Vec::new();
    Notebook::new().with(|searcher| {
        let options = Options { has_snippets: false, limit: 5, ..Options::default() };
        for word in PLAIN {
            let hits = searcher.search(word, &options).expect("an answer");
            // Names, translations and what is part of them are what was meant.
            let far = [Rule::Keyboard, Rule::Initials, Rule::Typo, Rule::Sound, Rule::Letters];
            let wrong = hits.rewrites.iter().filter(|r| far.contains(&r.rule));
            rewritten.extend(wrong.map(|r| format!("{word} → {} ({})", r.to, r.rule.name())));
        }
    });
    assert!(rewritten.is_empty(), "{rewritten:#?}");
}

/// Words of everyday life, of which these notes have hardly any, sound like no
/// word of the notes and are no other spelling of one.
#[test]
fn ordinary_words_are_not_read_as_others() {
    let list = std::fs::read_to_string(root().join("tests/relevance/ordinary-words.txt"));
    let list = list.expect("the list");
    let words: Vec<&str> = list.split_whitespace().collect();
    assert!(words.len() >= 400, "{}", words.len());
    let mut rewritten = Vec::new();
    Notebook::new().with(|searcher| {
        let options = Options { has_snippets: false, limit: 5, ..Options::default() };
        for word in words {
            let hits = searcher.search(word, &options).expect("an answer");
            let is_far = |rule: Rule| matches!(rule, Rule::Sound | Rule::Spelling);
            let heard = hits.rewrites.iter().filter(|r| is_far(r.rule));
            rewritten.extend(heard.map(|r| format!("{word} → {}", r.to)));
        }
    });
    assert!(rewritten.is_empty(), "{rewritten:#?}");
}

#[test]
fn every_judged_place_is_a_heading() {
    for query in judged("queries.tsv") {
        for place in query.grades.keys() {
            let (path, line) = place.rsplit_once(':').expect("a place");
            let note = std::fs::read_to_string(root().join("corpus").join(path)).expect(path);
            let line: usize = line.parse().expect("a line");
            let heading = note.lines().nth(line - 1).unwrap_or_default();
            assert!(heading.starts_with('#'), "{}: {place} is `{heading}`", query.id);
        }
    }
}

#[test]
fn every_original_section_has_its_counterpart() {
    let mut numbers = Vec::new();
    let text = std::fs::read_to_string(root().join("tests/relevance/sections.tsv")).expect("a map");
    for line in text.lines() {
        let [number, path, heading] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("three columns: {line}");
        };
        let note = std::fs::read_to_string(root().join("corpus").join(path)).expect(path);
        let found =
            note.lines().any(|l| l.starts_with('#') && l.trim_start_matches('#').trim() == heading);
        assert!(found, "{path} has no heading `{heading}`");
        numbers.push(number.parse::<u32>().expect("a number"));
    }
    numbers.sort_unstable();
    assert_eq!(numbers, (1..=98).collect::<Vec<_>>());
}
