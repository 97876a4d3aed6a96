//! What may be typed.

use expect_test::expect;

use crate::workspace::Workspace;

#[test]
fn the_status_says_whether_there_is_an_answer() {
    let workspace = Workspace::cooking();
    workspace.galpi(["두부"]).expect_status(0);
    workspace.galpi(["--exact", "우주선"]).expect_status(1);
    workspace.galpi(["--nonsense", "두부"]).expect_status(2);
}

#[test]
fn quiet_says_nothing_else() {
    let workspace = Workspace::cooking();
    for (query, status) in [("두부", 0), ("우주선", 1)] {
        let run = workspace.galpi(["-q", "--exact", query]).expect_status(status);
        assert_eq!(run.page(), format!("exit {status}\n"));
    }
    workspace.galpi(["-q", "--notes", "/nowhere/at/all", "두부"]).expect_status(2);
}

#[test]
fn nothing_found_prints_nothing_in_a_pipe() {
    let run = Workspace::cooking().galpi(["--exact", "우주선"]).expect_status(1);
    assert_eq!(run.page(), "exit 1\n");
    let lines = Workspace::cooking().galpi(["--exact", "--json", "우주선"]).json();
    assert_eq!(lines.len(), 1);
    assert_eq!(lines[0]["returned"], 0);
}

#[test]
fn a_person_is_told_that_nothing_was_found() {
    let run = Workspace::cooking().galpi(["--heading", "--exact", "우주선"]);
    expect![[r#"
        exit 1
        --- stderr
        galpi: nothing found for `우주선` in 4 sections of 2 notes
        hint: similar words in these notes: 두부
    "#]]
    .assert_eq(&run.page());
}

#[test]
fn search_is_the_command_that_is_meant() {
    let workspace = Workspace::cooking();
    let bare = workspace.galpi(["-n", "1", "두부"]).page();
    assert_eq!(workspace.galpi(["search", "-n", "1", "두부"]).page(), bare);
    assert_eq!(workspace.galpi(["-n", "1", "search", "두부"]).page(), bare);
    assert_eq!(workspace.galpi(["두부", "-n1"]).page(), bare);
    assert_eq!(workspace.galpi(["-e", "두부", "-n1"]).page(), bare);
    assert_eq!(workspace.galpi_with_input(["-n1", "-"], "두부\n".as_bytes()).page(), bare);
}

#[test]
fn a_command_s_name_can_be_searched_for() {
    let workspace = Workspace::new().note("a.md", "# 책\n\n책 뒤의 index 보기\n");
    let run = workspace.galpi(["--", "index"]).expect_status(0);
    assert_eq!(run.stdout(), "a.md:3:책 뒤의 index 보기\n");
}

#[test]
fn a_word_can_be_left_out() {
    let workspace = Workspace::cooking();
    assert!(workspace.galpi(["-l", "씨앗"]).stdout().contains("텃밭"));
    workspace.galpi(["씨앗", "-봄에"]).expect_status(1);
    workspace.galpi(["-e", "-봄에 씨앗"]).expect_status(1);
}

#[test]
fn an_unknown_option_is_told_with_a_way_out() {
    expect![[r#"
        exit 2
        --- stderr
        galpi: unknown option `-y`
        hint: to search for a word that begins with a dash, put it after `--` or `-e`
        hint: `galpi search --help` lists the options
    "#]]
    .assert_eq(&Workspace::cooking().galpi(["두부", "-y"]).page());
}

#[test]
fn nothing_to_search_for_is_an_error() {
    let workspace = Workspace::cooking();
    expect![[r#"
        exit 2
        --- stderr
        galpi: the query is empty
        hint: type some words, for example `galpi failover`; `galpi` alone shows examples from your notes
    "#]]
    .assert_eq(&workspace.galpi([" "]).page());
    workspace.galpi_with_input(["-"], b"\n").expect_status(2);
    let usage = workspace.galpi([] as [&str; 0]).expect_status(2);
    assert!(usage.stdout.is_empty() && usage.stderr().contains("Usage: galpi"), "{}", usage.page());
}

#[test]
fn whatever_is_pasted_is_a_query() {
    let workspace = Workspace::cooking();
    let long = "두부 ".repeat(5_000);
    let odd = [
        "두부를 넣으려면 어떻게 하나?\nA) 김치: \"볶는다\"\nB) (된장) AND [상추]\nC) *+~^\\",
        "\"",
        "((((",
        "heading:",
        "+ - | & : ^ ~ * ? \\ / { } [ ]",
        "\u{0}\u{1b}\u{202e}\u{feff}",
        "😀👨‍👩‍👧",
        "ㄷㅂ",
        "ㅁㄴㅇㄹ",
        "e\u{301}\u{301}\u{301}",
        "𠀀𠀁",
        "NaN inf -0 1e999",
        "AND OR NOT",
        "path:../../etc",
        long.as_str(),
    ];
    for query in odd {
        let run = workspace.galpi_with_input(["-"], query.as_bytes());
        assert!(matches!(run.status, Some(0 | 1)), "{query:?}: {}", run.page());
        // What is longer than is read is told.
        let is_told = run.stderr().contains("only its beginning was used");
        assert_eq!(is_told, query == long, "{query:.99?}: {}", run.page());
        let is_remark = |line: &str| {
            line.starts_with("galpi: not in your notes")
                || line.ends_with("only its beginning was used")
        };
        assert!(run.stderr().lines().all(is_remark), "{query:.99?}: {}", run.page());
    }
    // Not even text.
    let run = workspace.galpi_with_input(["-"], b"\xff\xfe \xb5\xce\xba\xce");
    assert!(matches!(run.status, Some(0 | 1)), "{}", run.page());
}

#[test]
fn the_first_hit_is_the_section_that_says_it() {
    let workspace = Workspace::cooking();
    for (query, first) in [
        ("김치찌개 두부", "김치찌개"),
        ("된장을 푸는", "된장찌개"),
        ("김치 찌개", "김치찌개"),
        ("rlaclWlro", "김치찌개"),
        ("ㄷㅈㅉㄱ", "된장찌개"),
        ("상추 씨앗", "텃밭"),
    ] {
        let run = workspace.galpi(["-n1", "--template", "{heading}", query]);
        assert_eq!(run.stdout().trim(), first, "{query}");
    }
}

#[test]
fn another_reading_is_told() {
    let lines = Workspace::cooking().galpi(["--json", "rlaclWlro"]).json();
    let rewrites = &lines.last().expect("there is a summary")["rewrites"];
    assert!(rewrites.to_string().contains("keyboard"), "{rewrites}");
    let page = Workspace::cooking().galpi(["--heading", "rlaclWlro"]).page();
    assert!(page.contains("rlaclWlro → "), "{page}");
    let run = Workspace::cooking().galpi(["--exact", "rlaclWlro"]);
    assert_eq!(run.status, Some(1), "{}", run.page());
}

#[test]
fn the_limit_limits() {
    let workspace = Workspace::new();
    for number in 0..30 {
        workspace.write(&format!("notes/{number:02}.md"), format!("# 제목 {number}\n\n두부\n"));
    }
    let lines = |arguments: &[&str]| workspace.galpi(arguments).stdout().lines().count();
    assert_eq!(lines(&["두부"]), 10);
    assert_eq!(lines(&["-n", "3", "두부"]), 3);
    assert_eq!(lines(&["-n", "0", "두부"]), 30);
    assert_eq!(lines(&["-n", "18446744073709551615", "두부"]), 30);
    assert_eq!(lines(&["-c", "두부"]), 30);
    // Equals come in the order of their paths, every time.
    assert!(workspace.galpi(["-l", "두부"]).stdout().starts_with("00.md\n01.md\n02.md\n"));
}

#[test]
fn of_a_pasted_page_the_words_decide_wherever_they_stand() {
    let workspace = Workspace::cooking();
    // Some hundreds of words, with what the notes speak of at the very end.
    let scenery = "회사는 여러 지점에서 다음 분기에 새로운 서비스를 제공하려고 한다. ";
    let distinct: String = (0..150).map(|n| format!("지점{n} 담당자{n} ")).collect();
    let page = format!("{}{distinct}돼지고기와 두부를 넣는 것은?", scenery.repeat(20));
    let run = workspace.galpi_with_input(["-n", "1", "-"], page.as_bytes()).expect_status(0);
    let found = run.stdout();
    assert!(found.contains("두부"), "{found}");
    assert!(!run.stderr().contains("only its beginning"), "{}", run.stderr());
    // That the others weren't read is told, in the reader's language too.
    let remark = "galpi: warning: the query is long: the 128 rarest of its ";
    assert!(run.stderr().contains(remark), "{}", run.stderr());
    let mut command = workspace.command(["-n", "1", "-"]);
    command.env("LANG", "ko_KR.UTF-8");
    let run = workspace.run(command, page.as_bytes());
    assert!(run.stderr().contains("가장 드문 128개로 찾았습니다"), "{}", run.stderr());
}

#[test]
fn a_name_is_known_with_the_next_word_glued_to_it() {
    let workspace = Workspace::new()
        .note("a.md", "# 메모\n\n## Storage Gatewayfile share\n\n온프레미스에서 쓴다.\n")
        .note("b.md", "# 다른 것\n\n## 두부\n\nStorage Gateway도 나온다.\n");
    let lines = workspace.galpi(["service", "--json", "storage gateway"]).json();
    assert_eq!((&lines[0]["path"], &lines[0]["line"]), (&"a.md".into(), &3.into()), "{lines:?}");
    assert_eq!(lines[0]["topics"][0]["strength"], "subject");
}
