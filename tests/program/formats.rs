//! Each output format, over the same notes.

use expect_test::{Expect, expect};

use crate::workspace::Workspace;

/// Runs a query in the cooking notes and compares the whole page.
#[track_caller]
fn check(arguments: &[&str], expected: Expect) {
    expected.assert_eq(&Workspace::cooking().galpi(arguments).page());
}

#[test]
fn in_a_pipe_a_hit_is_a_line() {
    check(
        &["김치찌개 두부"],
        expect![[r#"
            exit 0
            요리.md:6:- 돼지고기와 **두부** 넣기
            요리.md:10:된장을 푼다.
        "#]],
    );
}

#[test]
fn nul_parts_path_and_line() {
    check(
        &["-0", "두부"],
        expect![[r#"
        exit 0
        요리.md␀6:- 돼지고기와 **두부** 넣기
    "#]],
    );
}

#[test]
fn vimgrep_tells_every_match() {
    check(
        &["--vimgrep", "김치찌개 두부"],
        expect![[r#"
            exit 0
            요리.md:3:4:## 김치찌개
            요리.md:5:8:묵은 김치를 볶는다.
            요리.md:6:21:- 돼지고기와 **두부** 넣기
            요리.md:8:4:## 된장찌개
        "#]],
    );
}

#[test]
fn columns_count_what_is_asked_for() {
    let column = |unit: &str| {
        let run = Workspace::cooking().galpi(["--vimgrep", "--column-unit", unit, "두부"]);
        run.stdout().split(':').nth(2).map(str::to_owned)
    };
    // `- 돼지고기와 **두부**`: 2 + 5 syllables + 3 before the word.
    assert_eq!(column("byte").as_deref(), Some("21"));
    assert_eq!(column("char").as_deref(), Some("11"));
    assert_eq!(column("utf16").as_deref(), Some("11"));
    assert_eq!(column("cell").as_deref(), Some("16"));
}

#[test]
fn json_is_as_promised() {
    check(
        &["--json", "두부"],
        expect![[r#"
            exit 0
            {"type":"hit","rank":1,"score":…,"id":"7aynewz","path":"요리.md","file":"요리.md","line":3,"end_line":6,"answer_line":6,"trail":["요리","김치찌개"],"snippet":{"line":6,"text":"- 돼지고기와 **두부** 넣기","highlights":[[20,26]]},"matches":[{"line":6,"column":21,"end_column":27,"text":"두부","typed":true}],"literal":true,"via":["keyword"],"services":[],"concepts":[],"topics":[]}
            {"type":"summary","query":"두부","returned":1,"total":1,"elapsed_us":…,"rewrites":[],"absent":[],"index":{"sections":4,"notes":2,"refreshed":2,"skipped":0}}
        "#]],
    );
}

#[test]
fn json_keys_are_those_of_the_contract() {
    let lines = Workspace::cooking().galpi(["--json", "김치찌개 두부"]).json();
    let has = |value: &serde_json::Value, keys: &[&str]| {
        keys.iter().for_each(|key| assert!(value.get(key).is_some(), "no `{key}` in {value}"));
    };
    let (summary, hits) = lines.split_last().expect("there is a summary");
    assert!(!hits.is_empty());
    for hit in hits {
        assert_eq!(hit["type"], "hit");
        has(
            hit,
            &["rank", "score", "id", "path", "line", "end_line", "trail", "snippet", "matches"],
        );
        has(hit, &["via", "services", "concepts"]);
        has(&hit["snippet"], &["line", "text", "highlights"]);
        for found in hit["matches"].as_array().expect("matches are a list") {
            has(found, &["line", "column", "end_column", "text"]);
        }
    }
    assert_eq!(summary["type"], "summary");
    has(summary, &["query", "returned", "total", "elapsed_us", "rewrites", "index"]);
    has(&summary["index"], &["sections", "notes", "refreshed", "skipped"]);
}

#[test]
fn places_in_json_are_those_on_disk() {
    let workspace = Workspace::cooking();
    let text = std::fs::read_to_string(workspace.path("notes/요리.md")).expect("it is there");
    for hit in workspace.galpi(["--json", "김치찌개 두부"]).json() {
        for found in hit["matches"].as_array().into_iter().flatten() {
            let number = |key: &str| found[key].as_u64().expect("a number") as usize;
            let line = text.lines().nth(number("line") - 1).expect("the line exists");
            assert_eq!(&line[number("column") - 1..number("end_column") - 1], found["text"]);
        }
    }
}

#[test]
fn a_template_says_what_is_wanted() {
    check(
        &["--template", r"{rank}\t{path}:{line}\t{trail} {{{heading}}}", "두부"],
        expect![[r#"
        exit 0
        1	요리.md:6	요리 > 김치찌개 {김치찌개}
    "#]],
    );
    check(
        &["--template", r"{snippet}\0", "두부"],
        expect![[r#"
        exit 0
        - 돼지고기와 **두부** 넣기␀"#]],
    );
}

#[test]
fn a_wrong_template_is_told() {
    check(
        &["--template", "{files}", "두부"],
        expect![[r#"
            exit 2
            --- stderr
            galpi: unknown field `{files}` in the template; the fields are path, file, line, section_line, end_line, column, id, rank, score, heading, trail, snippet, text, via, services, concepts, notebook
        "#]],
    );
    check(
        &["--template", "{path", "두부"],
        expect![[r#"
            exit 2
            --- stderr
            galpi: missing `}` after `{path` in the template
        "#]],
    );
}

#[test]
fn paths_and_counts() {
    check(
        &["-l", "찌개"],
        expect![[r#"
        exit 0
        요리.md
    "#]],
    );
    check(
        &["-c", "찌개"],
        expect![[r#"
        exit 0
        요리.md:2
    "#]],
    );
    check(
        &["-l0", "찌개"],
        expect![[r#"
        exit 0
        요리.md␀"#]],
    );
}

#[test]
fn a_person_sees_heading_place_and_line() {
    check(
        &["--heading", "김치찌개 두부"],
        expect![[r#"
            exit 0
             1  요리 › 김치찌개  요리.md:6
                돼지고기와 두부 넣기
            ──  partial matches and related sections
             2  요리 › 된장찌개  요리.md:10
                된장을 푼다.
        "#]],
    );
}

#[test]
fn colour_marks_what_meaning_doesn_t_rest_on() {
    let workspace = Workspace::cooking();
    let coloured = workspace.galpi(["--color", "always", "두부"]).stdout();
    assert!(coloured.contains('␛'), "{coloured}");
    let mut plain = String::new();
    let mut rest = coloured.as_str();
    // Colours end with `m`, links with a backslash.
    while let Some((before, after)) = rest.split_once('␛') {
        plain.push_str(before);
        let end = if after.starts_with(']') { '\\' } else { 'm' };
        rest = after.split_once(end).map_or("", |(_, after)| after);
    }
    plain.push_str(rest);
    assert_eq!(plain, workspace.galpi(["--heading", "두부"]).stdout());
}

#[test]
fn five_hits_fit_a_terminal() {
    let workspace = Workspace::new();
    for number in 0..9 {
        let long = "아주 긴 줄이 이어진다 ".repeat(30);
        workspace.write(
            &format!("notes/{number}.md"),
            format!("# 제목 {number}\n\n{long}두부 {long}\n\n끝.\n"),
        );
    }
    let mut command = workspace.command(["--color", "always", "-n", "5", "두부"]);
    command.env("COLUMNS", "60");
    let page = workspace.run(command, b"").stdout();
    assert!(page.lines().count() <= 24, "{page}");
    assert_eq!(page.matches("두부").count(), 5, "{page}");
}

#[test]
fn the_own_heading_is_seen_in_a_narrow_terminal() {
    let workspace = Workspace::new().note(
        "a.md",
        "# 아주 긴 첫째 제목\n## 아주 긴 둘째 제목\n### 감자 **심기**와 거두기\n\n봄에.\n",
    );
    let mut command = workspace.command(["--color", "always", "심기"]);
    command.env("COLUMNS", "40");
    expect![[r#"
        ␛[2m 1  ␛[0m␛[2m… › ␛[0m␛[1m감자 ␛[0m␛[35;1;4m심기␛[0m␛[1m와 거두기␛[0m  ␛[35ma.md:5␛[0m
            봄에.
    "#]]
    .assert_eq(&workspace.run(command, b"").stdout());
}

#[test]
fn escapes_in_notes_don_t_reach_the_terminal() {
    let workspace = Workspace::new().note("a.md", "# 제목\n\n두부 \u{1b}]0;x\u{7}\u{202e}evil\n");
    let run = workspace.galpi(["--heading", "두부"]);
    assert!(!run.stdout.contains(&0x1b) && !run.stdout.contains(&7), "{}", run.stdout());
    // A pipe gets what is in the note.
    assert!(workspace.galpi(["두부"]).stdout.contains(&0x1b));
}

#[test]
fn whole_sections_are_shown_when_asked_for() {
    check(
        &["--heading", "--full", "두부"],
        expect![[r#"
            exit 0
             1  요리 › 김치찌개  요리.md:6
                5  묵은 김치를 볶는다.

                6  • 돼지고기와 두부 넣기
        "#]],
    );
}

#[test]
fn whole_sections_are_whole() {
    let long = "아주 긴 줄이 이어진다 ".repeat(30);
    let workspace = Workspace::new()
        .note("a.md", format!("두부\n{long}끝\n"))
        .note("b.md", format!("# 감자\n\n{long}끝\n"));
    for query in ["두부", "감자"] {
        let page = workspace.galpi(["--heading", "--full", query]).stdout();
        assert!(page.contains("이어진다 끝\n"), "{page}");
    }
    assert!(workspace.galpi(["--heading", "--full", "두부"]).stdout().contains("1  두부\n"));
}

#[test]
fn a_heading_is_not_shown_twice() {
    check(
        &["--heading", "된장찌개"],
        expect![[r#"
            exit 0
             1  요리 › 된장찌개  요리.md:10
                된장을 푼다.
            ──  partial matches and related sections
             2  요리 › 김치찌개  요리.md:5
                묵은 김치를 볶는다.
        "#]],
    );
}

#[test]
fn a_score_can_be_explained() {
    let run = Workspace::cooking().galpi(["--explain", "-n1", "두부"]);
    assert!(run.stdout().contains("keyword") && run.stdout().contains("두부"), "{}", run.page());
    let lines = Workspace::cooking().galpi(["--explain", "--json", "두부"]).json();
    assert!(lines[0]["explanation"]["readings"].is_array(), "{}", lines[0]);
}

#[test]
fn of_formats_the_last_counts() {
    let workspace = Workspace::cooking();
    let page = |arguments: &[&str]| workspace.galpi(arguments).expect_status(0).stdout();
    assert_eq!(page(&["--json", "--vimgrep", "두부"]), page(&["--vimgrep", "두부"]));
    assert_eq!(page(&["-l", "-c", "두부"]), page(&["-c", "두부"]));
    assert_eq!(
        page(&["--vimgrep", "--template", "{id}", "두부"]),
        page(&["--template", "{id}", "두부"])
    );
    assert_eq!(page(&["-n1", "--full", "-C", "1", "두부"]), page(&["-n1", "-C1", "두부"]));
}

#[test]
fn lines_around_the_best_one_are_as_grep_writes_them() {
    check(
        &["-n2", "-B1", "-A", "5", "찌개"],
        expect![[r#"
            exit 0
            요리.md-4-
            요리.md:5:묵은 김치를 볶는다.
            요리.md-6-- 돼지고기와 **두부** 넣기
            --
            요리.md-9-
            요리.md:10:된장을 푼다.
        "#]],
    );
    let workspace = Workspace::cooking();
    let page = |arguments: &[&str]| workspace.galpi(arguments).expect_status(0).stdout();
    assert_eq!(page(&["-C0", "두부"]), page(&["두부"]));
    assert_eq!(page(&["--full", "두부"]).lines().count(), 4);
    assert!(page(&["-0", "-C1", "두부"]).contains("요리.md␀6:- 돼지"));
}

#[test]
fn a_line_is_given_once_where_lines_are_counted() {
    let workspace = Workspace::new().note("a.md", "# 두부\n\n두부와 두부와 두부\n두부\n");
    let lines = |arguments: &[&str]| workspace.galpi(arguments).stdout().lines().count();
    assert_eq!(lines(&["--vimgrep", "두부"]), 5);
    assert_eq!(lines(&["--vimgrep", "-m2", "두부"]), 2);
    assert_eq!(lines(&["--vimgrep", "-m", "1", "두부"]), 1);
}

#[test]
fn hits_can_be_opened_from_where_one_is() {
    let workspace = Workspace::cooking();
    let hit = &workspace.galpi_in("home", ["--notes", "../notes", "--json", "두부"]).json()[0];
    assert_eq!(hit["file"], "../notes/요리.md");
    assert_eq!((&hit["path"], &hit["answer_line"]), (&"요리.md".into(), &6.into()));
    let page =
        workspace.galpi_in("home", ["--notes", "../notes", "-n1", "--template", "{file}", "두부"]);
    assert_eq!(page.stdout(), "../notes/요리.md\n");
}
