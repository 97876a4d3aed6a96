//! What stands in notes of all formats is found where it stands.

use crate::workspace::Workspace;

/// Asserts that the first hit of `query` is at `place`, as `path:line`.
#[track_caller]
fn check(workspace: &Workspace, query: &str, place: &str) {
    let run = workspace.galpi([query]);
    let out = run.stdout();
    let first = out.lines().next().unwrap_or_default();
    assert!(first.starts_with(&format!("{place}:")), "{query}: {first:?}\n{}", run.stderr());
}

#[track_caller]
fn check_note(text: &str, query: &str, line: usize) {
    check(&Workspace::new().note("a.md", text), query, &format!("a.md:{line}"));
}

#[test]
fn what_markup_hides_is_found_at_its_line() {
    check_note("# 글\n\nkubectl logs <pod-name> -n <namespace>\n", "namespace", 3);
    check_note("# 글\n\nOptional<Member> 를 쓴다\n", "Member", 3);
    check_note("# 글\n\n오늘은 caf&eacute; 에 갔다\n", "café", 3);
    check_note("# 글\n\n<!-- 나중에 감사로그 확인 -->\n", "감사로그", 3);
    check_note("# 글\n\n[g]: https://d.org/lifecycle-policy \"규정집\"\n", "규정집", 3);
    check_note("# 글\n\n[g]: https://d.org/lifecycle-policy \"규정집\"\n", "lifecycle-policy", 3);
    check_note("# 글\n\n[이것](https://e.org/a \"연간 계획표\")\n", "연간 계획표", 3);
    check_note("# 글\n\n```nginx title=\"nginx.conf\"\nlisten 80;\n```\n", "nginx.conf", 3);
    check_note(
        "# 글\n\n| 가 | 나 |\n|--|--|\n| <img alt=\"구성도\" src=\"x.png\"> | 2 |\n",
        "구성도",
        5,
    );
    check_note("# 글\n\n%% 숨은말 %%\n상태:: 진행중\n", "진행중", 4);
}

#[test]
fn front_matter_is_found_whatever_its_keys() {
    let note = "---\ntitle: 회의록\naliases: [zanzibar, 배포 연습]\nstatus: 초안\n교수: 김민수\ndate created: 2024-01-02\n---\n\n배포\n";
    check_note(note, "zanzibar", 3);
    check_note(note, "초안", 4);
    check_note(note, "김민수", 5);
    let run = Workspace::new().note("a.md", note).galpi(["--json", "김민수"]);
    assert!(run.stdout().contains(r#""trail":["회의록"]"#), "{}", run.stdout());
}

#[test]
fn a_note_without_headings_goes_by_its_name() {
    let workspace = Workspace::new()
        .note("장보기 0123456789abcdef0123456789abcdef.md", "우유 두 통\n")
        .note("b.md", "다른 글\n");
    let run = workspace.galpi(["--json", "우유"]);
    assert!(run.stdout().contains(r#""trail":["장보기"]"#), "{}", run.stdout());
    let nfd = "\u{1112}\u{116c}\u{110b}\u{1174}\u{1105}\u{1169}\u{11a8}.md";
    let workspace = Workspace::new().note(nfd, "# 글\n배포\n");
    assert_eq!(workspace.galpi(["배포 path:회의록"]).status, Some(0));
}

#[test]
fn one_value_is_found_however_it_is_written() {
    let note =
        "# 글\n\n버전은 v1.27.3 이다\n\n용량 16 TB까지\n\n사람 1,500 명\n\n날짜 2024-05-01 에\n";
    for (query, line) in
        [("1.27.3", 3), ("v1.27", 3), ("1.27", 3), ("16TB", 5), ("1500", 7), ("2024.05.01", 9)]
    {
        check_note(note, query, line);
    }
    let run = Workspace::new().note("a.md", "# 글\n\nv1.27 이다\n").galpi(["--exact", "1.27.3"]);
    assert_eq!(run.status, Some(1), "{}", run.stdout());
    check_note("# 글\n\n이 볼륨은 16TB까지\n", "16 TB", 3);
    check_note("# 글\n\nこのデータを検索\n", "データ", 3);
}

#[test]
fn signs_decide_between_what_is_otherwise_alike() {
    let workspace = Workspace::new()
        .note("a.md", "# C# 배열\n\n글\n\n# C++ 배열\n\n글\n")
        .note("b.md", "# N:1 관계\n\n글\n\n# N+1 관계\n\n글\n");
    check(&workspace, "C++ 배열", "a.md:7");
    check(&workspace, "C# 배열", "a.md:3");
    check(&workspace, "N+1 관계", "b.md:7");
    check(&workspace, "N:1 관계", "b.md:3");
}

#[test]
fn other_formats_are_read_where_the_configuration_says_so() {
    let workspace = Workspace::new()
        .note("a.org", "* 하나\n고래\n* 둘\n바다\n")
        .note("b.adoc", "= 책\n\n== 장\n코끼리\n")
        .note(
            "c.ipynb",
            "{\"cells\":[\n{\"cell_type\":\"markdown\",\"source\":[\n\"# 셀\\n\",\n\"기린\"]}]}\n",
        )
        .note("d.csv", "이름,뜻\n사자,짐승의 왕\n")
        .note("e.mdx", "# 글\n\n<Tabs>하마</Tabs>\n")
        .note("f.md", "# 글\n\n노루\n");
    assert_eq!(workspace.galpi(["고래"]).status, Some(1));
    let status = workspace.galpi(["status"]).stdout();
    assert!(status.contains(".adoc 1, .csv 1, .ipynb 1, .mdx 1, .org 1"), "{status}");
    workspace.write("notes/galpi.toml", "extensions = ['org', '.adoc', 'ipynb', 'csv', 'mdx']\n");
    for (query, place) in [
        ("고래", "a.org:2"),
        ("코끼리", "b.adoc:4"),
        ("기린", "c.ipynb:4"),
        ("짐승의 왕", "d.csv:2"),
        ("하마", "e.mdx:3"),
        ("노루", "f.md:3"),
    ] {
        check(&workspace, query, place);
    }
    let status = workspace.galpi(["status"]).stdout();
    assert!(!status.contains(".org 1"), "{status}");
}

/// A notebook as Jupyter writes it, and a table that Notion exports.
fn cells_and_rows() -> Workspace {
    Workspace::new()
        .note(
            "요금.ipynb",
            "{\n \"cells\": [\n  {\n   \"cell_type\": \"markdown\",\n   \"metadata\": {},\n   \
             \"source\": [\n    \"# S3 수명 주기\\n\",\n    \"\\n\",\n    \"객체를 \\\"나중에\\\" 옮긴다.\"\n   ]\n  },\n  \
             {\n   \"cell_type\": \"code\",\n   \"outputs\": [],\n   \"source\": [\n    \"hours = 720\"\n   ]\n  }\n ]\n}\n",
        )
        .note("서비스.csv", "이름,용도,한도\nSQS FIFO,\"순서, 한 번\",초당 300건\nSNS,구독,\n")
        .note(
            "할일.org",
            "* TODO S3 수명 주기\n  DEADLINE: <2026-11-20 Fri>\n  :PROPERTIES:\n  :CREATED: 2026\n  :END:\n객체를 지운다.\n",
        )
        .file("notes/galpi.toml", "extensions = ['ipynb', 'csv', 'org']\n")
}

#[test]
fn a_person_reads_cells_and_rows_and_no_syntax() {
    let workspace = cells_and_rows();
    let seen = |words: &[&str]| {
        let run = workspace.galpi([&["--color", "always", "show"], words].concat());
        let page = run.expect_status(0).stdout();
        let mut text = String::new();
        let mut rest = page.as_str();
        // Without colours, which a page of a test writes so.
        while let Some((before, after)) = rest.split_once('␛') {
            text.push_str(before);
            rest = after.split_once('m').map_or("", |(_, rest)| rest);
        }
        text + rest
    };
    let row = seen(&["서비스.csv:2"]);
    assert!(row.contains("SQS FIFO") && row.contains("용도: 순서, 한 번"), "{row}");
    assert!(row.contains("한도: 초당 300건") && !row.contains("SNS"), "{row}");
    let cell = seen(&["나중에", "옮긴다"]);
    assert!(cell.contains("객체를 \"나중에\" 옮긴다.") && !cell.contains("\\n"), "{cell}");
    let code = seen(&["요금.ipynb:17"]);
    assert!(code.contains("hours = 720") && !code.contains("\"source\""), "{code}");
    // A pipe gets what stands in the file.
    let piped = workspace.galpi(["show", "서비스.csv:2"]).stdout();
    assert_eq!(piped, "SQS FIFO,\"순서, 한 번\",초당 300건\n");
}

#[test]
fn cards_ask_what_is_read() {
    let cards = cells_and_rows().galpi(["cards"]).expect_status(0).stdout();
    assert!(cards.contains("객체를 &quot;나중에&quot; 옮긴다."), "{cards}");
    assert!(cards.contains("객체를 지운다.") && !cards.contains("PROPERTIES"), "{cards}");
    assert!(!cards.contains("DEADLINE") && cards.contains("<b>용도</b>: 순서, 한 번"), "{cards}");
}

#[test]
fn when_something_is_due_is_no_answer() {
    let workspace = cells_and_rows();
    check(&workspace, "객체 지우기 path:할일", "할일.org:6");
}
