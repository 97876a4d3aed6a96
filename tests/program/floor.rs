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
    let run = workspace.galpi(["--json", "-n0"].iter().chain(arguments));
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
    check(
        "# 힙 정렬\n\nO(log n) 과정.\n\n# 인증\n\nOAuth 인증 과정\n",
        &["OAuth 인증 과정"],
        First("인증"),
    );
}

#[test]
fn absence_is_said_first_in_both_languages() {
    let workspace = Workspace::new().note("a.md", "# 요리\n\n김치찌개를 끓인다.\n");
    for (language, words) in [("en_US.UTF-8", "not in these notes"), ("ko_KR.UTF-8", "노트에 없")]
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
