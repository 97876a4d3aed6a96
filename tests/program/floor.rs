//! What is written is found, and what isn't is said not to be.
//!
//! Each row is a small notebook, a query and what must come of it. Words of the
//! rows are examples of kinds: particles that the dictionary takes for nouns,
//! affixes, lines that end inside a phrase, signs.

use crate::workspace::Workspace;

/// What must come of a query.
enum Right {
    /// The first hit is the section with this heading (its last in the trail).
    First(&'static str),
    /// These headings, and no other, in any order.
    Only(&'static [&'static str]),
    /// Nothing is found: exit status 1.
    Nothing,
}

use Right::{First, Nothing, Only};

/// Returns the headings of the hits, best first; none where there is nothing.
fn headings(notes: &[(&str, &str)], arguments: &[&str]) -> Vec<String> {
    let mut workspace = Workspace::new();
    for (path, text) in notes {
        workspace = workspace.note(path, text);
    }
    let is_lookup = arguments.first().is_some_and(|first| *first == "service");
    let (command, rest) = arguments.split_at(usize::from(is_lookup));
    let run = workspace.galpi(command.iter().chain(&["--json", "-n0"]).chain(rest));
    let lines = run.json();
    let hits = lines.iter().filter(|line| line["type"] == "hit");
    hits.map(|hit| {
        let trail = hit["trail"].as_array().expect("a trail");
        trail.last().and_then(|heading| heading.as_str()).unwrap_or_default().to_owned()
    })
    .collect()
}

#[track_caller]
fn check(text: &str, arguments: &[&str], right: Right) {
    check_notes(&[("글.md", text)], arguments, right);
}

#[track_caller]
fn check_notes(notes: &[(&str, &str)], arguments: &[&str], right: Right) {
    let found = headings(notes, arguments);
    let is_right = match right {
        First(heading) => found.first().is_some_and(|first| first == heading),
        Only(headings) => {
            found.len() == headings.len() && headings.iter().all(|h| found.iter().any(|f| f == h))
        }
        Nothing => found.is_empty(),
    };
    assert!(is_right, "{arguments:?} in {notes:?} gave {found:?}");
}

#[test]
fn a_word_is_found_whatever_follows_it() {
    for (text, word) in [
        ("생성과 소멸을 본다.", "생성"),
        ("클래스마다 다르다.", "클래스"),
        ("예제는 아래에 있다.", "예제"),
        ("커서를 옮긴다.", "커서"),
        ("요건을 적는다.", "요건"),
        ("커버리지를 잰다.", "커버리지"),
        ("체이닝을 쓴다.", "체이닝"),
        ("보고서를 쓴다.", "보고서"),
        ("메서드만 부른다.", "메서드"),
        ("커밋으로 남긴다.", "커밋"),
        ("플랫폼에서 돈다.", "플랫폼"),
        ("순환식의 값", "순환식"),
        ("인가를 받는다.", "인가"),
        ("통합의 효과", "통합"),
        ("최적해를 찾는다.", "최적해"),
        ("고가용성을 높인다.", "고가용성"),
        ("비동기화가 필요하다.", "비동기화"),
        ("재배포까지 걸린 시간", "재배포"),
        ("그러므로 느리다.", "그러므로"),
        ("했었던 일", "했었던"),
        // Written together, though the standard parts them.
        ("빌드시 경고가 난다.", "빌드"),
        ("환자는 수술중인 상태다.", "수술"),
        ("설치후에는 다시 켠다.", "설치"),
        ("부서별로 나눈다.", "부서"),
    ] {
        let note = format!("# 첫째\n\n다른 말이 있다.\n\n# 둘째\n\n{text}\n");
        check(&note, &[word], First("둘째"));
        check(&note, &["--exact", word], Only(&["둘째"]));
    }
}

#[test]
fn a_section_that_has_all_words_comes_before_one_that_is_only_about_them() {
    check_notes(
        &[
            ("가.md", "# 메모리 계층\n\n캐시는 빠르다.\n\n적중률을 높인다.\n"),
            ("나.md", "# 캐시 미스\n\n세 가지 캐시 미스.\n"),
        ],
        &["캐시 적중률"],
        First("메모리 계층"),
    );
    check(
        "# 다섯 열쇠\n\n## Candidate Key\n\n후보키\n\n## Foreign Key (외래키)\n\n참조하는 키\n",
        &["foreign key"],
        First("Foreign Key (외래키)"),
    );
}

#[test]
fn a_phrase_is_held_against_the_text() {
    let note = "# 가\n\n강한 일관성을 준다.\n\n# 나\n\n여러 가용\n영역에 나눈다.\n\n# 다\n\n**관계형** 데이터베이스다.\n\n# 라\n\n무상태로 재시작한다.\n";
    for (query, right) in [
        ("\"강한 일관성\"", Only(&["가"])),
        ("\"가용 영역\"", Only(&["나"])),
        ("\"관계형 데이터베이스\"", Only(&["다"])),
        ("\"한 일관\"", Only(&["가"])),
        ("\"영역 가용\"", Nothing),
        ("+재시작", Only(&["라"])),
        ("+시작", Only(&["라"])),
        ("일관성 -일관성", Nothing),
        ("무상태 -일관성", Only(&["라"])),
    ] {
        check(note, &["--", query], right);
    }
    // Markup inside a word parts nothing for whoever reads it.
    let note = "# 가\n\n**심부전**은 [[이뇨제|약]]으로 다스린다[^1].\n\n# 나\n\n*니트로*글리세린과 `kubectl`은 snake_case다.\n\n# 다\n\n[최고](https://a.b/c)는 늦다.\n\n[^1]: 주\n";
    for (query, right) in [
        ("\"심부전은 약으로\"", Nothing),
        ("\"약으로 다스린다.\"", Only(&["가"])),
        ("\"니트로글리세린과 kubectl은\"", Only(&["나"])),
        ("+니트로글리세린", Only(&["나"])),
        ("\"최고는 늦다\"", Only(&["다"])),
        ("\"snakecase\"", Nothing),
        ("kubectl -심부전은", Only(&["나"])),
    ] {
        check(note, &["--", query], right);
    }
    let note = "# 일관성 모델\n\n말\n\n# 다른 것\n\n일관성\n";
    check(note, &["heading:일관성"], Only(&["일관성 모델"]));
    check(note, &["heading:\"관성 모\""], Only(&["일관성 모델"]));
    check(note, &["--", "-heading:일관성 일관성"], Only(&["다른 것"]));
}

#[test]
fn a_filter_alone_lists() {
    let notes = [("가/회의.md", "# 하나\n\n말\n\n# 둘\n\n글\n"), ("나.md", "# 셋\n\n말\n")];
    check_notes(&notes, &["path:회의"], Only(&["하나", "둘"]));
    check_notes(&notes, &["--", "-path:회의"], Only(&["셋"]));
    // The name of the file is decomposed, as some systems keep it.
    let notes =
        [("\u{1112}\u{116c}\u{110b}\u{1174}\u{1105}\u{1169}\u{11a8}.md", "# 배포\n\n배포한다.\n")];
    check_notes(&notes, &["배포 path:회의록"], Only(&["배포"]));
}

#[test]
fn a_flag_of_a_command_is_a_word() {
    let note = "# 찾기\n\n## -exec : 파일마다\n\nfind . -exec rm {} \\;\n\n## kill\n\nkill -9 PID\n\n## 둘\n\n다른 글\n";
    check(note, &["find -exec"], First("-exec : 파일마다"));
    check(note, &["kill -9"], First("kill"));
    check(note, &["--", "파일 -둘"], First("-exec : 파일마다"));
    // A minus excludes nothing either.
    let note = "# 하나\n\n영하 -273.15℃ 까지\n\n# 둘\n\n글\n";
    check(note, &["--", "-273.15"], Only(&["하나"]));
    check(note, &["--", "-273.15℃"], Only(&["하나"]));
    let note = "# 찾기\n\n## -exec : 파일마다\n\nfind . -exec rm {} \\;\n\n## kill\n\nkill -9 PID\n\n## 둘\n\n다른 글\n";
    let workspace = Workspace::new().note("a.md", note);
    let told = String::from_utf8(workspace.galpi(["find -exec"]).stderr).expect("text");
    assert!(told.contains("-exec"), "{told}");
    let told = String::from_utf8(workspace.galpi(["글 -kill"]).stderr).expect("text");
    assert!(told.contains("kill"), "{told}");
}

#[test]
fn what_is_not_written_is_not_found() {
    for (text, query) in
        [("# 배포\n\n저장소에 푸시하셈\n", "곱셈"), ("# 용량\n\n아주 큰 것\n", "히치하이커")]
    {
        check(text, &[query], Nothing);
    }
    check("# ADR-016\n\n결정\n", &["--exact", "ADR-017"], Nothing);
    // A number with what it counts is one.
    let note = "# 제42조의 2\n\n43쪽을 본다.\n";
    for (query, right) in [
        ("제43조", Nothing),
        ("3장", Nothing),
        ("제42조", Only(&["제42조의 2"])),
        ("42조", Only(&["제42조의 2"])),
        ("43쪽", Only(&["제42조의 2"])),
    ] {
        check(note, &["--exact", query], right);
    }
    check(
        "# 힙 정렬\n\nO(log n) 과정.\n\n# 인증\n\nOAuth 인증 과정\n",
        &["OAuth 인증 과정"],
        First("인증"),
    );
}

#[test]
fn absence_is_said_first_in_both_languages() {
    let workspace = Workspace::new().note("a.md", "# 요리\n\n김치찌개를 끓인다.\n");
    for (language, words) in [("en_US.UTF-8", "not in your notes"), ("ko_KR.UTF-8", "노트에 없")]
    {
        let mut command = workspace.command(["김치찌게"]);
        command.env("LANG", language);
        let told = String::from_utf8(workspace.run(command, b"").stderr).expect("text");
        assert!(told.lines().next().is_some_and(|line| line.contains(words)), "{told}");
    }
}

#[test]
fn fixed_strings_are_found_as_characters() {
    let note =
        "# 첫째\n\nls 2>&1 | cat\nC++과 c++\n\n# 둘째\n\n재시작한다.\n\n# 셋째\n\nStraße N+1\n";
    for (string, right) in [
        ("2>&1", Only(&["첫째"])),
        ("C++", Only(&["첫째"])),
        ("시작", Only(&["둘째"])),
        ("째", Only(&["첫째", "둘째", "셋째"])),
        ("n+1", Only(&["셋째"])),
        ("\"", Nothing),
        ("없는", Nothing),
    ] {
        check(note, &["-F", "--", string], right);
    }
    let workspace = Workspace::new().note("a.md", note);
    let found = workspace.galpi(["-F", "-n0", "--vimgrep", "c++"]).expect_status(0);
    assert_eq!(
        String::from_utf8(found.stdout).expect("text"),
        "a.md:4:1:C++과 c++\na.md:4:8:C++과 c++\n"
    );
    workspace.galpi(["-F", "-q", "c++"]).expect_status(0);
    workspace.galpi(["-F", "-q", "c+++"]).expect_status(1);
}

/// A note with a section that has nothing, before one with a text.
fn second(text: &str) -> String {
    format!("# 첫째\n\n상관없는 글\n\n# 둘째\n\n{text}\n")
}

#[test]
fn what_markup_keeps_from_sight_is_found() {
    for (text, words) in [
        ("kubectl logs <pod-name> -n <namespace>", &["namespace", "pod-name"][..]),
        ("Optional<Member> 을 준다", &["Member", "Optional"]),
        ("caf&eacute; 에서", &["café"]),
        ("<!-- 나중에 감사로그 확인 -->", &["감사로그"]),
        ("글 <!-- &eacute;clair와 caf&eacute; -->", &["éclair", "café"]),
        ("글 <!-- cafe\u{301} -->", &["café"]),
        ("[g]: https://d.org/lifecycle-policy \"규정집\"", &["lifecycle-policy", "규정집"]),
        ("[이것](https://e.org/a \"연간 계획표\")", &["연간 계획표", "계획표"]),
        // What follows an address, and names in it that are spelt in Hangul.
        ("https://e.org/위키/판막증?q=혈류#봉합", &["위키", "판막증", "혈류", "봉합"]),
        ("https://e.org/blue-green_deploy에서 <https://e.org/청진기>", &["blue-green", "청진기"]),
        ("```nginx title=\"nginx.conf\"\nserver {}\n```", &["nginx.conf", "nginx", "server"]),
        // Names in tags, numbers of lists, and what begins after markup in a word.
        ("<table><tr><td rowspan=\"2\">값</td></tr></table>", &["rowspan", "td", "값"]),
        ("1. 하나\n\n12. 열둘", &["12", "열둘"]),
        ("**값**에서 `코드`만큼 **S3**으로", &["값", "값에서", "에서", "만큼", "S3"]),
        ("このデータを検索", &["データ", "検索"]),
    ] {
        for word in words {
            check(&second(text), &["--", word], First("둘째"));
            check(&second(text), &["--exact", "--", word], Only(&["둘째"]));
        }
    }
}

#[test]
fn a_word_in_markup_is_the_least() {
    let note = "# 가\n\n<table><tr><td>값</td></tr></table>\n\n# 나\n\na table of routes\n";
    check(note, &["table"], First("나"));
    check(note, &["--exact", "table"], Only(&["가", "나"]));
    let workspace = Workspace::new().note("a.md", "# 가\n\n<td colspan=\"2\">값</td>\n");
    assert!(workspace.galpi(["colspan"]).expect_status(0).stderr.is_empty());
}

#[test]
fn front_matter_is_text_of_the_note() {
    let note = "---\ntitle: 회의록\naliases: [zanzibar]\nstatus: 초안\n교수: 김민수\ndate created: 2024-01-02\n---\n\n배포\n";
    for word in ["zanzibar", "초안", "김민수", "2024-01-02", "status", "배포", "회의록"] {
        check(note, &["--", word], Only(&["회의록"]));
    }
    // Names that the dictionary cuts into pieces, words that it has in no form, and
    // what is joined in an address.
    let note = "---\ntitle: 판막\naliases: [최달숙]\n강의 교수: 김말동\n비고: 데쳐서 무친나물\n출처: https://a.b/valve-repair\n---\n\n글이 있다.\n";
    for word in ["김말동", "최달숙", "데쳐서", "무친나물", "무친", "valve-repair"] {
        check(note, &["--", word], Only(&["판막"]));
        if word != "무친" {
            check(note, &["--exact", "--", word], Only(&["판막"]));
        }
    }
    check(note, &["--exact", "말동"], Nothing);
}

#[test]
fn what_people_type_as_headings_are_headings() {
    let note = "##라우팅 테이블\n글\n\n- ## 방화벽\n  글\n\n**■ 게이트웨이**\n\n글\n\n<h2>피어링</h2>\n\n글\n";
    for (query, heading) in [
        ("라우팅 테이블", "라우팅 테이블"),
        ("방화벽", "방화벽"),
        ("게이트웨이", "■ 게이트웨이"),
        ("피어링", "피어링"),
    ] {
        check(note, &[query], First(heading));
    }
    check_notes(&[("일지.md", "글만 있다.\n")], &["글"], Only(&["일지"]));
    check("## GET /users/{id}\n\n글\n\n## 절 {#id .x}\n\n글\n", &["절"], Only(&["절"]));
}

#[test]
fn a_value_is_found_however_it_is_written() {
    let text = "v1.27.3 과 16 TB 와 1,500 과 2024-05-01 과 10.200.0.4 와 24.04";
    for value in [
        "1.27.3",
        "v1.27.3",
        "v1.27",
        "1.27",
        "27",
        "16TB",
        "16 TB",
        "1500",
        "1,500",
        "500",
        "2024.05.01",
        "2024-05-01",
        "05",
        "10.200",
        "200.0",
        "10.200.0.4",
        "04",
    ] {
        check(&second(text), &[value], First("둘째"));
        check(&second(text), &["--exact", value], Only(&["둘째"]));
    }
    check(&second("1,500"), &["--exact", "2,500"], Nothing);
    for (text, values) in [
        ("v3.14.2-rc.1 나옴", &["3.14.2", "v3.14", "3.14"][..]),
        ("2023/04/15 에", &["2023-04-15", "2023.4.15", "2023/04/15"]),
        ("H₂O 와 mv² 와 Ⅳ장", &["H2O", "H₂O", "mv2", "mv²", "mv", "Ⅳ장", "Ⅳ"]),
        ("naïve 와 Müller", &["naive", "naïve", "muller", "Müller"]),
    ] {
        for value in values {
            check(&second(text), &[value], First("둘째"));
            check(&second(text), &["--exact", value], Only(&["둘째"]));
        }
    }
    check(&second("2023/04/15"), &["--exact", "2023-04-16"], Nothing);
}

#[test]
fn signs_alone_stand_for_themselves() {
    let note = "# 가\n\n발사 🚀 준비\n\n# 나\n\na -> b\n";
    for (query, right) in [
        ("🚀", Only(&["가"])),
        ("->", Only(&["나"])),
        ("\"->\"", Only(&["나"])),
        ("=>", Nothing),
        ("\"=>\"", Nothing),
    ] {
        check(note, &["--", query], right);
    }
    let workspace = Workspace::new().note("a.md", note);
    assert!(workspace.galpi(["--", "\"->\""]).expect_status(0).stderr.is_empty());
}

#[test]
fn a_word_that_begins_a_longer_one_is_written_in_it() {
    let workspace = Workspace::new().note("a.md", "# 가\n\nmy_file-v2.tar.gz get_user_name\n");
    for word in ["my_file", "user_name", "get-user"] {
        let run = workspace.galpi(["--json", word]).expect_status(0);
        assert_eq!(run.json()[0]["literal"], true, "{word}");
        assert!(run.stderr.is_empty(), "{word}");
    }
}

#[test]
fn signs_decide_among_what_is_otherwise_alike() {
    let note = "# C# 배열\n\n글\n\n# C++ 배열\n\n글\n\n# C 배열\n\n글\n";
    check(note, &["C++ 배열"], First("C++ 배열"));
    check(note, &["C# 배열"], First("C# 배열"));
    check(note, &["C 배열"], First("C 배열"));
    check(note, &["\"C++\""], Only(&["C++ 배열"]));
    let note = "## GET /users\n\n글\n\n## GET /users/{id}\n\n글\n";
    check(note, &["/users/{id}"], First("GET /users/{id}"));
    let note = "# 하나\n\nN:1 관계\n\n# 둘\n\nN+1 문제\n";
    check(note, &["N+1"], First("둘"));
    check(note, &["N:1"], First("하나"));
}

#[test]
fn fields_of_which_the_notes_do_not_speak_are_not_read_into_them() {
    let java = "# 자바 수학\n\nint 최대 = Math.max(a, b); 람다 식을 쓴다.\n\n# 최대공약수\n\n소수와 최대공약수를 구한다.\n";
    let workspace = Workspace::new().note("a.md", java);
    for query in ["최대", "소수 최대공약수", "람다"] {
        for line in workspace.galpi(["--json", query]).expect_status(0).json() {
            assert!(line["services"].as_array().is_none_or(Vec::is_empty), "{query}: {line}");
        }
    }
    check("# 신장 트리\n\n그래프의 최소 연결 부분\n", &["로드밸런싱"], Nothing);
    let machines = "# 유도 전동기\n\n회전자에 전류가 유도된다.\n\n# 변압기\n\n전압을 바꾼다. 철심에 자속이 흐른다.\n\n# 동기기\n\n여자 전류로 역률을 바꾼다.\n";
    for idea in ["저장소", "잠금", "서버가 꺼지면", "파일 여러 개를 담는 통", "동시에 못 쓰게 막기"]
    {
        check(machines, &[idea], Nothing);
    }
    let sorts = "# 정렬\n\n## 위상정렬\n\n선후 관계를 정한다. 선택이 없다.\n\n### Selection Sort\n\n가장 작은 것을 고른다.\n\n### Bubble Sort\n\n이웃을 바꾼다.\n";
    check(sorts, &["선택 정렬"], First("Selection Sort"));
}

#[test]
fn what_is_asked_by_its_name_is_looked_for_in_any_notes() {
    let mut notes: Vec<(String, String)> = (1..4)
        .map(|n| (format!("{n}.md"), "# 요리\n\n감자를 볶는다.\n\n## 재료\n\n감자\n".to_owned()))
        .collect();
    notes.push(("q.md".to_owned(), "# 큐\n\nSQS를 써 봤다.\n".to_owned()));
    let notes: Vec<(&str, &str)> = notes.iter().map(|(p, t)| (p.as_str(), t.as_str())).collect();
    check_notes(&notes, &["service", "SQS"], Only(&["큐"]));
    check_notes(&notes, &["service", "SNS"], Nothing);
}

#[test]
fn every_word_of_the_glossary_is_read() {
    let note = "# 처리\n\n반납한다. 복사본을 만든다. 넓히다. 상승한다.\n";
    for word in ["release", "duplicate", "expand", "increase"] {
        check(note, &[word], First("처리"));
    }
}

#[test]
fn a_name_by_sound_is_found_beside_its_other_spelling() {
    check(
        "# Factory 패턴\n\n싱글턴 패턴을 쓴다.\n\n# Singleton 패턴\n\n하나만.\n",
        &["싱글톤 패턴"],
        First("Singleton 패턴"),
    );
}

#[test]
fn a_bare_topic_is_explained_before_its_parts_and_what_leads_to_it() {
    check(
        "# 정규화\n\n중복을 없애려고 표를 나눈다.\n\n## 제1정규화\n\n모든 값이 원자값이다.\n\n## 제2정규화\n\n부분 종속을 없앤다.\n",
        &["정규화"],
        First("정규화"),
    );
    check(
        "---\ntitle: 비서 문제\ntag: math\n---\n* TOC\n{:toc}\n\n## 개요\n\n지원자를 한 명씩 보고 그 자리에서 정하는 비서 문제다.\n\n## Links\n\n- [비서 문제](https://example.org/a)\n- [비서 문제의 풀이](https://example.org/b)\n",
        &["비서 문제"],
        First("개요"),
    );
}

#[test]
fn the_nearest_heading_says_more_than_one_further_up() {
    let note = "# CSRF & XSS\n\n## XSS\n\n글을 심는다.\n\n### 대응 기법\n\n입력을 거른다.\n\n## CSRF\n\n요청을 위조한다.\n\n### 대응 기법\n\n증표를 확인한다.\n";
    let workspace = Workspace::new().note("웹.md", note);
    for (query, heading) in [("CSRF 대응", "CSRF"), ("XSS 대응", "XSS")] {
        let hits = workspace.galpi(["--json", query]).json();
        let trail = hits[0]["trail"].as_array().expect("a trail");
        assert_eq!(trail[1], heading, "{query}: {trail:?}");
    }
}

#[test]
fn what_is_raised_lowered_or_marked_inside_a_word_is_found_at_its_place() {
    let workspace = Workspace::new()
        .note("a.md", "# 물\n\n물은 H<sub>2</sub>O이고 식은 E = mc<sup>2</sup>이다.\n")
        .note(
            "b.md",
            "# 식\n\n전압은 $V_{out}$, 넓이는 m², 곱은 n^2, 큰 수는 10^9이다. **카프**카도 본다.\n",
        );
    for (query, place) in [
        ("H2O", "a.md:3:8:"),
        ("mc2", "a.md:3:40:"),
        ("mc^2", "a.md:3:40:"),
        ("mc²", "a.md:3:40:"),
        ("Vout", "b.md:3:12:"),
        ("V_out", "b.md:3:12:"),
        ("m^2", "b.md:3:32:"),
        ("n²", "b.md:3:44:"),
        ("카프카", "b.md:3:74:"),
    ] {
        let run = workspace.galpi(["--vimgrep", "--exact", query]).expect_status(0);
        assert!(run.stdout().contains(place), "{query}: {}", run.stdout());
    }
    // A power of a number is another number.
    workspace.galpi(["--exact", "109"]).expect_status(1);
}

#[test]
fn words_are_found_joined_or_parted_wherever_the_dictionary_cuts_them() {
    for (text, query) in [
        ("벨만-포드로 구한다.", "벨만포드"),
        ("벨만-포드로 구한다.", "벨만포드는"),
        ("하디-바인베르크 평형이다.", "하디바인베르크평형"),
        ("르샤틀리에의 원리를 쓴다.", "르 샤틀리에"),
        ("불을 끄고 익지않게 섞는다.", "익지 않게"),
        ("더티 리드와 팬텀 리드", "더티리드"),
        ("[[회의록|지난 회의]]를 본다.", "지난회의"),
        ("3상 변압기와 제1종 접지공사", "3상변압기"),
        ("3상 변압기와 제1종 접지공사", "제1종접지공사"),
        ("90분 이내에 온다.", "90분이내"),
    ] {
        let text = format!("# 가\n{text}\n# 나\n벨을 누르고 포드를 탄다. 상자와 변압기, 3개");
        check(&text, &[query], First("가"));
        check(&text, &["--exact", query], Only(&["가"]));
    }
    // What only looks alike when it is cut is another word.
    check("# 가\n벨을 누르고 포드를 탄다.", &["--exact", "벨만포드"], Nothing);
}

#[test]
fn a_number_is_found_with_what_it_counts() {
    let law = "# 제43조(취득)\n① 등기한다.\n② 제43조제2항은 인도로 한다.\n\
               # 제43조의2\n신설 2011.3.7.\n# 제22조\n제1항";
    check(law, &["제43조"], First("제43조(취득)"));
    check(law, &["--exact", "43조"], Only(&["제43조(취득)"]));
    check(law, &["--exact", "제43조의2"], Only(&["제43조의2"]));
    check(law, &["--exact", "제2항"], Only(&["제43조(취득)"]));
    for absent in ["제43조의3", "제43조제3항", "제44조", "3/8"] {
        check(law, &["--exact", absent], Nothing);
    }
    // Alone 명의 and 회의 are other words.
    let people = "# 가\n5명의 의견을 듣는다. 3회의 모임\n# 나\n명의를 바꾸고 5번 회의한다.";
    for query in ["5명", "5명이", "3회"] {
        check(people, &["--exact", query], Only(&["가"]));
    }
}

#[test]
fn a_unit_is_found_however_its_signs_are_typed() {
    for (text, query) in [
        ("콘덴서 100μF", "100uF"),
        ("저항 10kΩ", "10 kohm"),
        ("끓는점 100℃", "100°C"),
        ("온도 350°F", "350F"),
        ("22.9kV-Y 다중접지", "22.9 kv"),
        ("2NO2가 생긴다.", "NO2"),
        ("4·19혁명과 3ㆍ1 운동", "4.19 혁명"),
        ("4·19혁명과 3ㆍ1 운동", "3·1운동"),
    ] {
        check(&format!("# 가\n{text}\n# 나\n상자 셋"), &["--exact", query], Only(&["가"]));
    }
}

#[test]
fn letters_of_chats_are_words() {
    let text = "# 가\n야근함ㅋㅋㅋ 진짜 ㄹㅇ 힘들다 ㅠㅠ\n# 나\n리액트와 라우팅";
    for letters in ["ㅋㅋㅋ", "ㄹㅇ", "ㅠㅠ"] {
        check(text, &[letters], First("가"));
        check(text, &["--exact", letters], Only(&["가"]));
    }
}
