//! What a person sees, at several widths.

use expect_test::{Expect, expect};

use crate::terminal::Terminal;
use crate::workspace::Workspace;

/// Notes with what is hard to show: long trails, tables, code, other widths.
fn garden() -> Workspace {
    Workspace::new()
        .note(
            "밭/감자.md",
            "# 텃밭에서 기르는 것들\n\n## 뿌리를 먹는 채소\n\n### 감자를 심고 거두기까지\n\n\
             - 싹이 난 **씨감자**를 `4월` 초에 [심는다](https://example.org/감자).\n\
             - 꽃이 피면 북을 준다.\n\n\
             | 품종 | 거두는 때 | 맛 |\n|---|:-:|--:|\n| 수미 | 6월 | 포슬포슬 |\n| 대지 | 가을 | 쫀득 |\n\n\
             ```sh\n# 물 주기\nwater --every 3d\n```\n",
        )
        .note("b.md", "# 고구마\n\n고구마는 씨감자가 아니라 순을 심는다.\n")
}

#[track_caller]
fn check(columns: usize, arguments: &[&str], expected: Expect) {
    let workspace = garden();
    let mut command = workspace.command(arguments);
    command.env("COLUMNS", columns.to_string());
    expected.assert_eq(&workspace.run(command, b"").page());
}

#[test]
fn hits_at_40_columns() {
    check(
        40,
        &["--heading", "씨감자 심기"],
        expect![[r#"
            exit 0
             1  고구마  b.md:3
                고구마는 씨감자가 아니라 순을
                심는다.
             2  감자를 심고 거두기까지
                밭/감자.md:7
                싹이 난 씨감자를 4월 초에 심는다.
            also read: 심기 → 심다
        "#]],
    );
}

#[test]
fn hits_at_80_columns() {
    check(
        80,
        &["--heading", "씨감자 심기"],
        expect![[r#"
            exit 0
             1  고구마  b.md:3
                고구마는 씨감자가 아니라 순을 심는다.
             2  텃밭에서 기르는 것들 › … › 감자를 심고 거두기까지  밭/감자.md:7
                싹이 난 씨감자를 4월 초에 심는다.
            also read: 심기 → 심다
        "#]],
    );
}

#[test]
fn hits_at_200_columns() {
    check(
        200,
        &["--heading", "씨감자 심기"],
        expect![[r#"
            exit 0
             1  고구마  b.md:3
                고구마는 씨감자가 아니라 순을 심는다.
             2  텃밭에서 기르는 것들 › 뿌리를 먹는 채소 › 감자를 심고 거두기까지  밭/감자.md:7
                싹이 난 씨감자를 4월 초에 심는다.
            also read: 심기 → 심다
        "#]],
    );
}

#[test]
fn lines_around_the_best_one() {
    check(
        60,
        &["--heading", "-C", "2", "-n1", "씨감자 심기"],
        expect![[r#"
            exit 0
             1  고구마  b.md:3
                3  고구마는 씨감자가 아니라 순을 심는다.
            also read: 심기 → 심다
        "#]],
    );
}

#[test]
fn a_whole_section() {
    check(
        60,
        &["--heading", "--full", "-n1", "씨감자 심기"],
        expect![[r#"
            exit 0
             1  고구마  b.md:3
                3  고구마는 씨감자가 아니라 순을 심는다.
            also read: 심기 → 심다
        "#]],
    );
}

#[test]
fn a_section_that_is_shown() {
    check(
        60,
        &["--color", "always", "show", "밭/감자.md:7"],
        expect![[r#"
            exit 0
            ␛[2m### ␛[0m␛[1m감자를 심고 거두기까지␛[0m

            ␛[2m• ␛[0m싹이 난 ␛[1m씨감자␛[0m를 ␛[35m4월␛[0m 초에 ␛[4m심는다␛[0m
            ␛[2m  ␛[0m␛[2m(https://example.org/감자)␛[0m.
            ␛[2m• ␛[0m꽃이 피면 북을 준다.

            ␛[1m품종␛[0m␛[2m │ ␛[0m␛[1m거두는 때␛[0m␛[2m │ ␛[0m      ␛[1m맛␛[0m
            ␛[2m─────┼───────────┼─────────␛[0m
            수미␛[2m │ ␛[0m   6월   ␛[2m │ ␛[0m포슬포슬
            대지␛[2m │ ␛[0m  가을   ␛[2m │ ␛[0m    쫀득

            ␛[2m  sh␛[0m
            ␛[35m    # 물 주기␛[0m
            ␛[35m    water --every 3d␛[0m
        "#]],
    );
    check(
        30,
        &["--color", "always", "show", "밭/감자.md:7"],
        expect![[r#"
            exit 0
            ␛[2m### ␛[0m␛[1m감자를 심고 거두기까지␛[0m

            ␛[2m• ␛[0m싹이 난 ␛[1m씨감자␛[0m를 ␛[35m4월␛[0m 초에
            ␛[2m  ␛[0m␛[4m심는다␛[0m
            ␛[2m  ␛[0m␛[2m(https://example.org/감자)␛[0m.
            ␛[2m• ␛[0m꽃이 피면 북을 준다.

            ␛[1m품종␛[0m␛[2m │ ␛[0m␛[1m거두는 때␛[0m␛[2m │ ␛[0m      ␛[1m맛␛[0m
            ␛[2m─────┼───────────┼─────────␛[0m
            수미␛[2m │ ␛[0m   6월   ␛[2m │ ␛[0m포슬포슬
            대지␛[2m │ ␛[0m  가을   ␛[2m │ ␛[0m    쫀득

            ␛[2m  sh␛[0m
            ␛[35m    # 물 주기␛[0m
            ␛[35m    water --every 3d␛[0m
        "#]],
    );
}

#[test]
fn bytes_are_shown_when_asked_for() {
    let (bytes, _, _) = encoding_rs::EUC_KR.encode("# 하나\n\n가나\n\n# 둘\n\n다라 마바 사아\n");
    let workspace = Workspace::new().note("a.md", &bytes[..]);
    let run = workspace.galpi(["show", "--raw", "a.md:7"]).expect_status(0);
    let (second, _, _) = encoding_rs::EUC_KR.encode("# 둘\n\n다라 마바 사아\n");
    assert_eq!(run.stdout, &second[..]);
    let run = workspace.galpi(["show", "--raw", "a.md"]).expect_status(0);
    assert_eq!(run.stdout, &bytes[..]);
}

#[test]
fn links_only_where_the_terminal_takes_them() {
    let workspace = garden();
    let run = |value: &str| {
        let mut command = workspace.command(["--color", "always", "-n1", "감자 심기"]);
        command.env("FORCE_HYPERLINK", value);
        workspace.run(command, b"").stdout()
    };
    assert!(run("1").contains("␛]8;;file://[ws]/notes/"), "{}", run("1"));
    assert!(!run("0").contains("␛]8;"), "{}", run("0"));
}

#[test]
fn what_was_read_otherwise_is_said_before_when_nothing_is_as_typed() {
    expect![[r#"
        exit 0
         1  요리 › 김치찌개  요리.md:5
            묵은 김치를 볶는다.
        ──  partial matches and related sections
         2  요리 › 된장찌개  요리.md:10
            된장을 푼다.
        --- stderr
        galpi: not in your notes: `rlaclWlro`; found instead: rlaclWlro → 김치찌개
    "#]]
    .assert_eq(&Workspace::cooking().galpi(["--heading", "rlaclWlro"]).page());
    expect![[r#"
        exit 0
        요리.md:5:묵은 김치를 볶는다.
        요리.md:10:된장을 푼다.
        --- stderr
        galpi: not in your notes: `rlaclWlro`; found instead: rlaclWlro → 김치찌개
    "#]]
    .assert_eq(&Workspace::cooking().galpi(["rlaclWlro"]).page());
    // Who asks for nothing is told nothing.
    assert!(Workspace::cooking().galpi(["-q", "rlaclWlro"]).stderr.is_empty());
    assert!(Workspace::cooking().galpi(["--json", "rlaclWlro"]).stderr.is_empty());
}

#[test]
fn nothing_found_says_why_and_what_there_is() {
    for (arguments, expected) in [
        (
            &["--heading", "--exact", "rlaclWlro"][..],
            expect![[r#"
            exit 1
            --- stderr
            galpi: nothing found for `rlaclWlro` in 4 sections of 2 notes
            hint: without `--exact`, 2 sections would be found
        "#]],
        ),
        (
            &["--heading", "path:garden", "두부"],
            expect![[r#"
            exit 1
            --- stderr
            galpi: nothing found for `path:garden 두부` in 4 sections of 2 notes
            hint: without `path:garden`, 1 section would be found
        "#]],
        ),
        (
            &["--heading", "두붕어"],
            expect![[r#"
                exit 1
                --- stderr
                galpi: nothing found for `두붕어` in 4 sections of 2 notes
                hint: similar words in these notes: 두부
            "#]],
        ),
        (
            &["--heading", "staus"],
            expect![[r#"
                exit 1
                --- stderr
                galpi: nothing found for `staus` in 4 sections of 2 notes
                hint: `staus` was searched for as a word; there is a command `galpi status`
            "#]],
        ),
    ] {
        expected.assert_eq(&Workspace::cooking().galpi(arguments).page());
    }
    expect![[r#"
        exit 1
        --- stderr
        galpi: warning: no notes in `[ws]/notes`
        hint: notes are files ending in .md, .markdown, .txt; choose their folder with `--notes DIR`
        hint: to search your notes from any folder, put `notes = "~/notes"` into `~/.config/galpi/config.toml` or set GALPI_NOTES
    "#]].assert_eq(&Workspace::new().galpi(["두부"]).page());
}

#[test]
fn a_query_is_explained() {
    let page = Workspace::cooking().galpi(["explain", "rlaclWlro 두부 우주선"]).page();
    for part in ["keyboard", "김치찌개", "두부", "우주", "not in any note", "score"] {
        assert!(page.contains(part), "no {part}: {page}");
    }
}

#[test]
fn a_configuration_is_begun() {
    let workspace = Workspace::cooking();
    expect![[r#"
        exit 0
        --- stderr
        galpi: created `galpi.toml`; there are 2 notes here
        hint: every key is commented out: nothing changes until you edit it
    "#]]
    .assert_eq(&workspace.galpi(["init"]).page());
    expect![[r#"
        exit 2
        --- stderr
        galpi: `galpi.toml` already exists and was not changed
        hint: edit it; its keys are `notes`, `index`, `ignore`, `extensions` and `lexicon`
    "#]]
    .assert_eq(&workspace.galpi(["init"]).page());
    // It holds as it is, and so does each of its examples.
    workspace.galpi(["두부"]).expect_status(0);
    let text = std::fs::read_to_string(workspace.path("notes/galpi.toml")).expect("it is there");
    let examples: String = text
        .lines()
        .filter_map(|line| line.strip_prefix("# "))
        .filter(|line| line.contains(" = ") && !line.starts_with("lexicon"))
        .map(|line| format!("{line}\n"))
        .collect();
    assert_eq!(examples.lines().count(), 4, "{examples}");
    workspace.write("notes/galpi.toml", examples);
    workspace.galpi(["두부"]).expect_status(0);
    assert!(workspace.path("notes/.galpi").is_dir());
}

#[test]
fn galpi_alone_shows_examples_that_work() {
    let workspace = garden();
    let run = workspace.galpi([] as [&str; 0]).expect_status(2);
    expect![[r#"
        exit 2
        --- stderr
        galpi finds the section of your notes that you half remember.

        Usage: galpi [OPTIONS] QUERY...
               galpi [OPTIONS] COMMAND

        Your notes: 4 sections in 2 notes. Try:
          galpi 뿌리를 먹는 채소         words you remember, in any order
          galpi ㄱㅈㄹ ㅅㄱ ㄱㄷㄱㄲㅈ   only initial consonants
          galpi pick                     results and a preview as you type

        `galpi --help` lists commands and options.
    "#]]
    .assert_eq(&run.page());
    let told = run.stderr();
    let examples = told.lines().filter_map(|line| line.strip_prefix("  galpi "));
    let mut tried = 0;
    for example in examples {
        let typed = example.split("   ").next().unwrap_or_default();
        if typed != "pick" {
            workspace.galpi(typed.split(' ')).expect_status(0);
            tried += 1;
        }
    }
    assert!(tried >= 2, "{told}");
}

#[test]
fn hits_fit_the_screen() {
    let workspace = Workspace::new();
    for number in 0..12 {
        workspace
            .write(&format!("notes/{number:02}.md"), format!("# 제목 {number}\n\n두부를 썬다\n"));
    }
    let Some(terminal) = Terminal::open(&workspace, 30, 16, "galpi 두부") else { return };
    let screen = terminal.wait_for("[0]");
    expect![[r#"
         1  제목 0  00.md:3
            두부를 썬다
         2  제목 1  01.md:3
            두부를 썬다
         3  제목 2  02.md:3
            두부를 썬다
         4  제목 3  03.md:3
            두부를 썬다
         5  제목 4  04.md:3
            두부를 썬다
         6  제목 5  05.md:3
            두부를 썬다
        6 of 12 sections; -n 12 show…
        [0]
    "#]]
    .assert_eq(&screen);
}

#[test]
fn long_sections_go_through_the_pager() {
    let workspace = Workspace::new();
    let lines: String = (1..60).map(|number| format!("{number}번째 줄\n")).collect();
    workspace.write("notes/a.md", format!("# 길다\n\n{lines}"));
    let line = "GALPI_PAGER='head -n 2' galpi show a.md:1";
    let Some(terminal) = Terminal::open(&workspace, 40, 10, line) else { return };
    let screen = terminal.wait_for("[0]");
    assert!(screen.contains("# 길다") && !screen.contains("5번째"), "{screen}");
}

#[test]
fn progress_is_gone_when_it_is_done() {
    let workspace = Workspace::new();
    let text = "두부를 넣고 김치찌개를 끓인다. ".repeat(60_000);
    for number in 0..4 {
        workspace.write(&format!("notes/{number}.md"), format!("# 글 {number}\n\n{text}\n"));
    }
    let Some(terminal) = Terminal::open(&workspace, 70, 10, "galpi -l 두부") else { return };
    let screen = terminal.wait_for("[0]");
    assert!(!screen.contains("indexing") && screen.contains("0.md"), "{screen}");
}
