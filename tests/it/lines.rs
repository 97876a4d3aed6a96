//! The line that is shown is one that answers, and words are marked whole.

use std::path::{Path, PathBuf};

use galpi::corpus::Corpus;
use galpi::eval::{LineMeasures, read, read_lines};
use galpi::index::{Freshness, Index, Progress};
use galpi::lexicon::Lexicon;
use galpi::search::{Hit, Options, Searcher};
use tempfile::TempDir;

/// Notes in a temporary folder; gone with the value.
struct Notes(TempDir);

impl Notes {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a temporary folder"))
    }

    fn note(self, name: &str, text: &str) -> Self {
        std::fs::write(self.0.path().join(name), text).expect("a note");
        self
    }

    fn folder(&self) -> &Path {
        self.0.path()
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn searched<T>(notes: &Path, test: impl FnOnce(&Searcher<'_>) -> T) -> T {
    let corpus = Corpus::new(notes, Vec::new()).expect("the notes");
    let lexicon = Lexicon::shipped();
    let folder = tempfile::tempdir().expect("a folder");
    let index = Index::new(folder.path(), &lexicon);
    let opened = index.open(&corpus, Freshness::Check, &Progress::default()).expect("an index");
    test(&Searcher::new(&opened.snapshot, &corpus, &lexicon))
}

/// Judged lines: queries, lines, notes, the name of a section from its place,
/// and the share of lines that answer that was reached, rounded down.
struct Set {
    queries: &'static str,
    lines: &'static str,
    notes: &'static str,
    /// Where sections are named by number: which line each begins at.
    sections: Option<&'static str>,
    floor: f64,
}

const SETS: [Set; 5] = [
    Set {
        queries: "tests/relevance/queries.tsv",
        lines: "tests/relevance/queries.lines.tsv",
        notes: "corpus",
        sections: None,
        floor: 0.92,
    },
    Set {
        queries: "../shared/relevance/dev.tsv",
        lines: "../shared/relevance/dev.lines.tsv",
        notes: "../shared/notes",
        sections: Some("../shared/relevance/sections.tsv"),
        floor: 0.93,
    },
    Set {
        queries: "tests/relevance/kubernetes.tsv",
        lines: "tests/relevance/kubernetes.lines.tsv",
        notes: "../shared/notes-k8s",
        sections: None,
        floor: 0.90,
    },
    Set {
        queries: "../shared/relevance/fields/computing/queries.tsv",
        lines: "tests/relevance/computing.lines.tsv",
        notes: "../shared/relevance/fields/computing/notes",
        sections: None,
        floor: 0.82,
    },
    Set {
        queries: "../shared/relevance/fields/general/queries.tsv",
        lines: "tests/relevance/general.lines.tsv",
        notes: "../shared/relevance/fields/general/notes",
        sections: None,
        floor: 0.75,
    },
];

fn text(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).expect(path)
}

/// Says whether a hit's section is the one that was judged by a name.
fn is_named(hit: &Hit, name: &str, sections: Option<&str>) -> bool {
    let line = hit.record.line.to_string();
    match sections {
        None => format!("{}:{line}", hit.record.path()) == name,
        Some(rows) => rows.lines().any(|row| {
            let mut cells = row.split('\t');
            let number = cells.next().map(|number| format!("S{number}"));
            number.as_deref() == Some(name) && cells.next() == Some(&line)
        }),
    }
}

#[test]
fn lines_that_are_shown_answer() {
    for set in SETS {
        let needed = [set.queries, set.lines, set.notes];
        if let Some(missing) = needed.iter().find(|path| !root().join(path).exists()) {
            eprintln!("{missing} isn't there: {} is skipped", set.lines);
            continue;
        }
        let judged = read_lines(&text(set.lines)).expect("judged lines");
        let sections = set.sections.map(text);
        let queries = read(&text(set.queries)).expect("judged queries");
        let mut measures = LineMeasures::default();
        searched(&root().join(set.notes), |searcher| {
            for query in &queries {
                let own: Vec<_> = judged.iter().filter(|lines| lines.query == query.id).collect();
                if own.is_empty() {
                    continue;
                }
                let hits = searcher.search(&query.query, &Options::default()).expect("an answer");
                for lines in own {
                    let is_it = |hit: &&Hit| is_named(hit, &lines.section, sections.as_deref());
                    let shown = hits.hits.iter().find(is_it).map(|hit| hit.snippet.best.line);
                    measures.count(lines, shown);
                }
            }
        });
        assert!(measures.accuracy() >= set.floor, "{}: {measures:?}", set.lines);
    }
}

#[test]
fn every_judged_line_is_text_of_its_note() {
    for lines in read_lines(&text("tests/relevance/queries.lines.tsv")).expect("judged lines") {
        let (path, _) = lines.section.rsplit_once(':').expect("a place");
        let note = text(&format!("corpus/{path}"));
        for line in lines.lines {
            let line = note.lines().nth(line - 1).unwrap_or_default();
            assert!(line.chars().any(char::is_alphanumeric), "{}: `{line}`", lines.query);
        }
    }
}

/// Returns the line that the first hit shows, as the note has it.
fn shown(note: &str, query: &str) -> String {
    let notes = Notes::new().note("a.md", note);
    searched(notes.folder(), |searcher| {
        let hits = searcher.search(query, &Options::default()).expect("an answer");
        let hit = hits.hits.first().unwrap_or_else(|| panic!("{query} is found"));
        hit.snippet.best.text.clone()
    })
}

#[test]
fn the_line_says_what_its_section_does_not_say_already() {
    for (note, query, line) in [
        // What the heading says counts little.
        (
            "# 트랜잭션의 개념\n작업이 취소되는 것을 롤백이라고 한다.\n은행의 트랜잭션은 안전해야 한다.\n",
            "트랜잭션 롤백",
            "작업이 취소되는 것을 롤백이라고 한다.",
        ),
        (
            "# 김장하기\n- 김장은 온 식구가 함께 한다.\n- 배추는 하룻밤 절인다.\n",
            "김장 배추",
            "- 배추는 하룻밤 절인다.",
        ),
        // A citation, an address, a picture, a fence.
        (
            "# 빈 스코프\n- singleton: 하나만.\n\n> - [[Spring] 빈의 개념과 빈 스코프 종류](https://e.com)\n",
            "빈 스코프",
            "- singleton: 하나만.",
        ),
        (
            "# 감자 심기\n![감자 심기](심기.png)\nhttps://example.org/감자-심기\n싹이 위로 가게 둔다.\n",
            "감자 심기",
            "싹이 위로 가게 둔다.",
        ),
        (
            "# 파라미터 확장\n```bash\necho ${a:-b}\n```\n값이 없으면 다른 값을 쓴다.\n",
            "bash 파라미터 확장",
            "값이 없으면 다른 값을 쓴다.",
        ),
        // A table's row, not its head.
        (
            "# 저장소 한도\n| 종류 | 최대 크기 |\n|---|---|\n| 버킷 | 없음 |\n| 객체 | 5TB |\n",
            "객체 최대 크기",
            "| 객체 | 5TB |",
        ),
        // What stands below a label, and what answers a question.
        (
            "# 캐시 비교\n- 레디스\n    - 자료형이 여럿이고 복제된다.\n- 멤캐시드\n    - 단순하고 여러 스레드로 돈다.\n",
            "멤캐시드",
            "    - 단순하고 여러 스레드로 돈다.",
        ),
        (
            "# 거름\n- 거름은 언제 주나요?\n- 심기 두 주 앞서 섞어 둔다.\n",
            "거름",
            "- 심기 두 주 앞서 섞어 둔다.",
        ),
        // What it is, of several that a heading names; not where it is listed.
        (
            "# 무와 배추\n- 밭에는 무, 배추, 상추, 고추 등\n- 배추를 심을 때는 줄을 맞춘다.\n- 배추는 잎을 먹는 두해살이 채소이다.\n",
            "배추",
            "- 배추는 잎을 먹는 두해살이 채소이다.",
        ),
        // Strong words alone, what a page is for and where to read on say nothing.
        (
            "# 멱집합\n\n**Power set**\n\n부분집합을 모두 모은 집합이다.\n",
            "멱집합",
            "부분집합을 모두 모은 집합이다.",
        ),
        (
            "# 접목\n이 글은 접목을 다룬다.\n접목은 두 나무를 잇는 일이다.\n자세한 접목은 책을 참고한다.\n",
            "접목",
            "접목은 두 나무를 잇는 일이다.",
        ),
        (
            "---\ntitle: 가지치기\ntags: [나무]\n---\n\n마른 가지를 겨울에 자른다.\n",
            "가지치기",
            "마른 가지를 겨울에 자른다.",
        ),
        // A number, where one is asked for.
        (
            "# 벌통\n- 벌통은 볕이 드는 곳에 둔다.\n- 벌통에는 일벌이 3만 마리쯤 산다.\n- 벌통을 겨울에 싸 준다.\n",
            "벌통 몇 마리",
            "- 벌통에는 일벌이 3만 마리쯤 산다.",
        ),
        // The row that begins with what was asked, not the first one.
        (
            "# 무와 배추와 상추\n| 이름 | 심는 때 |\n|---|---|\n| 무 | 팔월 하순에 씨를 뿌린다 |\n| 배추 | 구월에 모종을 옮긴다 |\n",
            "배추",
            "| 배추 | 구월에 모종을 옮긴다 |",
        ),
        // What sums a note up, among its properties; nothing else of them.
        (
            "---\nlayout  : wiki\ntitle   : 휘묻이\nsummary : 가지를 묻어 뿌리를 내리게 하는 일\ndate    : 2020-01-01\n---\n\n삽을 챙긴다.\n",
            "휘묻이",
            "summary : 가지를 묻어 뿌리를 내리게 하는 일",
        ),
        // Where to read on, who wrote it, that it isn't written yet.
        (
            "# 북주기\n> 작성자 : 김 아무개\n\n아래의 자료에서 자세한 설명을 볼 수 있다.\n\n- 자료 | [북주기](a.pdf)\n\n뿌리 쪽으로 흙을 올린다.\n",
            "북주기",
            "뿌리 쪽으로 흙을 올린다.",
        ),
        // Pictures in a table, formulas, a link to another note.
        (
            "# 그루갈이\n| ![그루갈이 봄](a.png) | ![그루갈이 가을](b.png) |\n\n[[그루갈이]]\n\n한 해에 두 번 거둔다.\n",
            "그루갈이",
            "한 해에 두 번 거둔다.",
        ),
        // Of a list of links, the one with the words.
        ("# 채소\n- [무](a.md)\n- [배추](b.md)\n- [상추](c.md)\n", "채소 배추", "- [배추](b.md)"),
        // The number of an item is no number that was asked for, nor is what a
        // link leads to a word that was.
        (
            "# 퇴비\n1. 짚을 깐다.\n2. 물을 준다.\n3. 흙을 덮는다.\n\n퇴비를 쌓는 조건은 3가지로 물과 공기와 볕이다.\n",
            "퇴비 조건 3가지",
            "퇴비를 쌓는 조건은 3가지로 물과 공기와 볕이다.",
        ),
        // How long, in a unit of time.
        (
            "# 씨앗\n- 씨앗 보관 봉투는 20장이다.\n- 씨앗 보관은 3년까지 된다.\n",
            "씨앗 보관 기간",
            "- 씨앗 보관은 3년까지 된다.",
        ),
        // Where there is nothing else, the heading.
        ("# 배스천 호스트\n\n- https://example.org/bastion\n", "배스천 호스트", "# 배스천 호스트"),
    ] {
        assert_eq!(shown(note, query), line, "{query}");
    }
}

#[test]
fn a_pasted_question_is_answered_by_what_it_asks() {
    let note = "# 과수원\n- 과수원은 물이 잘 빠지는 비탈에 만든다. 사과와 배와 복숭아를 함께 심는 집이 많다.\n\
                - 서리가 내리는 밤에는 **방상팬**을 돌려 찬 공기를 흩는다.\n\
                - 까치가 많으면 그물을 친다.\n";
    let question = "한 농가가 과수원에 사과를 심었다. 지난 봄에 꽃이 필 무렵 서리가 내려 열매가 거의 열리지 \
                    않았다. 전기는 쓸 수 있다. 밤에 무엇을 돌려야 하는가? A) 분무기 B) 방상팬 C) 탈곡기";
    let line = "- 서리가 내리는 밤에는 **방상팬**을 돌려 찬 공기를 흩는다.";
    assert_eq!(shown(note, question), line);
}

#[test]
fn an_alias_is_shown_where_it_was_asked() {
    let note = "---\ntitle: 서버 올리기\naliases: [배포 연습, 시험 배포]\nstatus: 초안\n---\n\n스크립트를 돌린다.\n";
    assert_eq!(shown(note, "배포 연습"), "aliases: [배포 연습, 시험 배포]");
}

#[test]
fn words_stand_in_sight_in_somebodys_notes() {
    let notes = root().join("../shared/notes");
    if !notes.is_dir() {
        eprintln!("../shared isn't there: skipped");
        return;
    }
    searched(&notes, |searcher| {
        for (query, line) in [("UDP 게임", 80), ("도메인 라우팅 가중치", 289), ("비싸다 nat", 479)]
        {
            let hits = searcher.search(query, &Options::default()).expect("an answer").hits;
            let lines: Vec<usize> = hits.iter().map(|hit| hit.snippet.best.line).collect();
            assert!(lines.iter().take(3).any(|shown| *shown == line), "{query}: {lines:?}");
        }
    });
}

/// Returns what is marked in the line shown, with whether it was typed.
fn marked(note: &str, query: &str) -> Vec<(String, bool)> {
    let notes = Notes::new().note("a.md", note);
    searched(notes.folder(), |searcher| {
        let hits = searcher.search(query, &Options::default()).expect("an answer");
        let best = hits.hits.first().map(|hit| hit.snippet.best.clone()).unwrap_or_default();
        let marks = best.highlights.iter();
        marks.map(|mark| (best.text[mark.span.range()].to_owned(), mark.is_typed)).collect()
    })
}

#[test]
fn words_are_marked_whole_and_grammar_is_not() {
    for (note, query, expected) in [
        ("# 글\n서버를 재시작하면 낫는다.\n", "시작", &[("재시작", true)][..]),
        ("# 글\n볼륨을 백업한다.\n", "볼륨", &[("볼륨", true)]),
        ("# 글\na VoIP call over IP lines\n", "IP call", &[("call", true), ("IP", true)]),
    ] {
        let expected: Vec<(String, bool)> =
            expected.iter().map(|(word, is)| ((*word).to_owned(), *is)).collect();
        assert_eq!(marked(note, query), expected, "{query}");
    }
    // A word that was read is told apart from one that was typed.
    let read = marked("# 글\n장애 조치가 곧 일어난다.\n# 끝\nAWS EC2, S3, Lambda\n", "failover");
    assert!(read.iter().all(|(_, is_typed)| !is_typed), "{read:?}");
}

#[test]
fn a_word_that_is_written_in_two_is_not_missing() {
    let note = "# 로켓\n탈출 속도로 날아간다.\n";
    let notes = Notes::new().note("a.md", note);
    searched(notes.folder(), |searcher| {
        for (query, expected) in
            [("탈출속도", &[][..]), ("로켓 탈출속도", &[]), ("로켓 연료통", &["연료통"])]
        {
            let hits = searcher.search(query, &Options::default()).expect("an answer");
            assert_eq!(hits.absent, expected, "{query}");
        }
    });
}

#[test]
fn words_that_stand_apart_are_shown_on_two_lines() {
    let note = "# 밭일\n- 무는 가을에 심어서 겨울에 먹는다.\n- 쇠스랑은 헛간에 둔다.\n";
    let notes = Notes::new().note("a.md", note);
    let (best, second) = searched(notes.folder(), |searcher| {
        let hits = searcher.search("쇠스랑 겨울", &Options::default()).expect("an answer");
        let snippet = &hits.hits[0].snippet;
        (snippet.best.line, snippet.second.as_ref().map(|line| line.line))
    });
    let mut lines = vec![Some(best), second];
    lines.sort();
    assert_eq!(lines, [Some(2), Some(3)]);
}

#[test]
fn a_half_typed_name_finds_what_the_notes_have() {
    let notes = Notes::new()
        .note("a.md", "# Amazon Kinesis\nstreams\n# Redshift\nwarehouse\n# GuardDuty\nthreats\n")
        .note("b.md", "# Amazon Aurora\ndatabase\n# Amazon Athena\nSQL\n# AWS Lambda\ncode\n");
    let options = Options { is_prefix: true, ..Options::default() };
    searched(notes.folder(), |searcher| {
        for (typed, heading) in [
            ("키네", "Amazon Kinesis"),
            ("키네시", "Amazon Kinesis"),
            ("레드시", "Redshift"),
            ("가드듀", "GuardDuty"),
            ("오로", "Amazon Aurora"),
            ("아테", "Amazon Athena"),
            ("람ㄷ", "AWS Lambda"),
            ("kine", "Amazon Kinesis"),
        ] {
            let hits = searcher.search(typed, &options).expect("an answer").hits;
            let first = hits.first().and_then(|hit| hit.record.trail.last().cloned());
            assert_eq!(first.as_deref(), Some(heading), "{typed}");
        }
        // What the notes don't have isn't read into them.
        let hits = searcher.search("스노우", &options).expect("an answer").hits;
        assert!(hits.is_empty(), "{:?}", hits.first().map(|hit| &hit.record.trail));
    });
}

#[test]
fn judged_lines_stand_beside_their_queries() {
    let path: PathBuf = root().join("tests/relevance/queries.lines.tsv");
    let judged = read_lines(&std::fs::read_to_string(path).expect("the lines")).expect("lines");
    let queries = read(&text("tests/relevance/queries.tsv")).expect("queries");
    let mut asked: Vec<&str> = judged.iter().map(|lines| lines.query.as_str()).collect();
    asked.dedup();
    assert!(asked.len() >= 100, "{}", asked.len());
    for lines in &judged {
        let query = queries.iter().find(|query| query.id == lines.query).expect("the query");
        assert_eq!(query.grades.get(&lines.section), Some(&2), "{}", lines.query);
    }
}
