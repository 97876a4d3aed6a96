//! Reading on: what answers best, links and what is related.

use expect_test::expect;

use crate::workspace::Workspace;

/// Notes that link to each other in each way there is.
fn linked() -> Workspace {
    Workspace::new()
        .note(
            "밭/감자.md",
            "# 감자\n\n## 심기\n\n[거두기](#거두기)보다 먼저 한다. [[거름#퇴비]]를 준다.\n\n## 거두기\n\n유월.\n",
        )
        .note("거름.md", "# 거름\n\n웃거름.\n\n## 퇴비\n\n[감자](밭/감자.md#심기)에 준다.\n")
        .note("일지.md", "# 일지\n\n오늘 [심었다](%EB%B0%AD/%EA%B0%90%EC%9E%90.md).\n\n`[[감자]]`는 링크가 아니다.\n")
}

#[test]
fn words_show_the_section_that_answers_best() {
    let workspace = Workspace::cooking();
    let shown = "## 김치찌개\n\n묵은 김치를 볶는다.\n- 돼지고기와 **두부** 넣기\n";
    let run = workspace.galpi(["show", "두부", "넣기"]).expect_status(0);
    assert_eq!(run.page(), format!("exit 0\n{shown}"));
    assert_eq!(workspace.galpi(["show", "두부"]).stdout(), shown);
    let raw = workspace.galpi(["show", "--raw", "두부", "넣기"]).expect_status(0);
    assert!(String::from_utf8_lossy(&raw.stdout).starts_with(shown));
    // A person is told where it is, and sees what matches.
    let page = workspace.galpi(["--color", "always", "show", "두부", "넣기"]).stdout();
    assert!(page.contains("요리.md:6") && page.contains("␛[35;1;4m두부"), "{page}");
    expect![[r#"
        exit 1
        --- stderr
        galpi: `우주선 zzzz` is not a note or an id, and nothing in the notes matches it
    "#]]
    .assert_eq(&workspace.galpi(["show", "우주선", "zzzz"]).page());
}

#[test]
fn a_line_that_isn_t_there_is_an_error() {
    expect![[r#"
        exit 2
        --- stderr
        galpi: `요리.md` has no line 9999: the last is 10
    "#]]
    .assert_eq(&Workspace::cooking().galpi(["show", "요리.md:9999"]).page());
    Workspace::cooking().galpi(["show", "요리.md:10"]).expect_status(0);
}

#[test]
fn links_are_followed() {
    let workspace = linked();
    let shown = |link: &str| workspace.galpi(["show", link]).expect_status(0).stdout();
    assert!(shown("[[거름#퇴비]]").starts_with("## 퇴비"));
    assert!(shown("[[감자|우리 감자]]").starts_with("# 감자"));
    assert!(shown("[감자](밭/감자.md#거두기)").starts_with("## 거두기"));
    let run = workspace.galpi(["show", "[[없음]]"]).expect_status(2);
    assert!(run.stderr().contains("the link `[[없음]]` leads to no note here"), "{}", run.page());
    let run = workspace.galpi(["show", "[x](../밖.md)"]).expect_status(2);
    assert!(run.stdout.is_empty(), "{}", run.page());
}

#[test]
fn a_section_tells_what_it_links_to_and_what_links_to_it() {
    let workspace = linked();
    workspace.galpi(["index"]).expect_status(0);
    let page = workspace.galpi(["--color", "always", "show", "밭/감자.md:3"]).stdout();
    let plain: String =
        page.split('␛').map(|part| part.split_once('m').map_or(part, |(_, rest)| rest)).collect();
    let (_, links) = plain.split_once("── links to").unwrap_or_else(|| panic!("{plain}"));
    let (to, from) = links.split_once("── linked from").unwrap_or_else(|| panic!("{plain}"));
    assert!(to.contains("밭/감자.md:9  거두기") && to.contains("거름.md:7  퇴비"), "{plain}");
    // A link to the note as a whole counts for each of its sections.
    assert!(from.contains("거름.md:7  퇴비") && from.contains("일지.md:3  일지"), "{plain}");
    // A pipe gets the section alone.
    assert!(!workspace.galpi(["show", "밭/감자.md:3"]).stdout().contains("──"));
}

#[test]
fn what_is_related_is_told_by_sort() {
    let workspace = linked();
    let run = workspace.galpi(["related", "밭/감자.md:3"]).expect_status(0);
    let rows: Vec<String> = run.stdout().lines().map(str::to_owned).collect();
    let has = |row: &str| rows.iter().any(|other| other.starts_with(row));
    assert!(has("links-to\t밭/감자.md:9:") && has("links-to\t거름.md:7:"), "{rows:?}");
    assert!(has("linked-from\t일지.md:3:"), "{rows:?}");
    let lines = workspace.galpi(["related", "--json", "밭/감자.md:3"]).json();
    assert_eq!((&lines[0]["type"], &lines[0]["relation"]), (&"related".into(), &"links-to".into()));
    // By subject, where the lexicon knows it.
    let workspace = Workspace::new()
        .note("a.md", "# Amazon SQS\n\n큐.\n")
        .note("b.md", "# SQS의 비용\n\n요청마다.\n");
    let run = workspace.galpi(["related", "a.md:1"]).expect_status(0);
    assert!(run.stdout().contains("subject\tb.md:"), "{}", run.page());
    let lonely = Workspace::new().note("a.md", "# 두부\n");
    let run = lonely.galpi(["related", "a.md:1"]).expect_status(1);
    assert!(run.stderr().contains("nothing in these notes is related"), "{}", run.page());
}

#[test]
fn other_formats_are_shown_as_they_are_written() {
    let workspace = Workspace::new()
        .note("galpi.toml", "extensions = [\"adoc\"]\n")
        .note("a.adoc", "= 움\n\n== 감자\n\n[source,sh]\n----\n# 제목 아님\n----\n");
    let run = workspace.galpi(["--color", "always", "show", "a.adoc:3"]).expect_status(0);
    let page = run.stdout();
    assert!(page.contains("\n[source,sh]\n----\n# 제목 아님\n----"), "{page}");
}

#[test]
fn a_note_that_is_linked_to_is_called_as_it_is() {
    let workspace = linked();
    let page = workspace.galpi(["--color", "always", "show", "일지.md"]).expect_status(0).stdout();
    assert!(page.contains("(밭/감자.md)"), "{page}");
    // What an address hides stays harmless.
    let workspace = Workspace::new().note("a.md", "# a\n\n[b](%1B%5B31m.md)\n");
    let run = workspace.galpi(["--color", "always", "show", "a.md"]).expect_status(0);
    let written = String::from_utf8_lossy(&run.stdout);
    assert!(written.contains("(␛[31m.md)"), "{written:?}");
}
