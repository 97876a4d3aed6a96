//! `galpi cards`: rows for Anki, and a quiz that remembers.

use std::fs;

use crate::terminal::Terminal;
use crate::workspace::{Run, Workspace};

fn notes() -> Workspace {
    Workspace::cooking().note(
        "aws.md",
        "# 클라우드\n\n## AWS Storage Gateway\n\n온프레미스와 **클라우드**를 잇는다.\n\n\
         ## SNS vs SQS\n\n| | SNS | SQS |\n|---|---|---|\n| 방식 | 푸시 | 풀 |\n\n\
         ## 왜 느린가?\n\n`t2` 크레딧 <b>바닥</b>.\n\n## 순서\n\n- 하나\n- 둘\n- 셋\n\n## 그냥 글\n\n아무 말.\n",
    )
}

/// The rows of cards: id, question, answer, tags.
fn rows(run: &Run) -> Vec<Vec<String>> {
    let out = run.stdout();
    let lines = out.lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| line.split('\t').map(str::to_owned).collect()).collect()
}

#[test]
fn sections_make_rows_for_anki() {
    let workspace = notes();
    let run = workspace.galpi(["cards"]).expect_status(0);
    assert!(run.stdout().starts_with("#separator:tab\n#html:true\n"), "{}", run.page());
    let rows = rows(&run);
    assert!(rows.iter().all(|row| row.len() == 4 && row[0].starts_with("galpi-")), "{rows:?}");
    let made: Vec<(&str, &str)> =
        rows.iter().map(|row| (row[1].as_str(), row[3].as_str())).collect();
    let context = "<small>클라우드</small><br>";
    assert_eq!(
        made,
        [
            (&*format!("{context}AWS Storage Gateway: what is it?"), "galpi galpi::definition"),
            (&*format!("{context}SNS vs SQS: what is the difference?"), "galpi galpi::comparison"),
            (&*format!("{context}왜 느린가?"), "galpi galpi::question"),
            (&*format!("{context}순서: name all 3"), "galpi galpi::list"),
        ]
    );
    assert!(rows[0][2].contains("<b>클라우드</b>를 잇는다."), "{rows:?}");
    assert!(rows[0][2].contains("<small>aws.md:3</small>"), "{rows:?}");
    assert!(rows[1][2].contains("푸시") && rows[1][2].contains("<br>"), "{rows:?}");
    // What a note writes as HTML is none.
    assert!(rows[2][2].contains("<code>t2</code> 크레딧 바닥."), "{rows:?}");
    // The same section is the same card.
    workspace.write("notes/새.md", "# 목록\n\n- 하나\n- 둘\n");
    let again = self::rows(&workspace.galpi(["cards"]).expect_status(0));
    assert_eq!(again.len(), 5);
    assert!(rows.iter().all(|row| again.contains(row)));
    let one = self::rows(&workspace.galpi(["cards", "순서"]).expect_status(0));
    assert_eq!(one[0], rows[3]);
    assert_eq!(self::rows(&workspace.galpi(["cards", "-n", "2"])).len(), 2);
    workspace.galpi(["cards", "--notes", "garden"]).expect_status(1);
}

#[test]
fn what_was_missed_and_is_there_now_is_a_card() {
    let workspace = notes();
    let mut command = workspace.command(["--exact", "포렌식"]);
    command.env("GALPI_HISTORY", "always");
    workspace.run(command, b"").expect_status(1);
    assert_eq!(rows(&workspace.galpi(["cards"])).len(), 4);
    workspace.write("notes/새.md", "# 포렌식\n\n기록을 뒤진다.\n");
    let rows = rows(&workspace.galpi(["cards"]));
    assert_eq!((rows[0][1].as_str(), rows[0][3].as_str()), ("포렌식", "galpi galpi::missed"));
    assert!(rows[0][2].contains("기록을 뒤진다."), "{rows:?}");
}

#[test]
fn a_quiz_asks_what_is_due_and_remembers() {
    let workspace = notes();
    let quiz = |input: &str| workspace.galpi_with_input(["cards", "--quiz"], input.as_bytes());
    // An answer that is none is asked for again; one that wasn't known comes
    // again at the end.
    let run = quiz("\nx\n4\n\n1\n\n4\n\n4\n\n4\n").expect_status(0);
    let out = run.stdout();
    assert_eq!(out.matches("what is the difference?").count(), 2, "{}", run.page());
    assert_eq!(out.matches("왜 느린가?").count(), 1, "{}", run.page());
    assert!(out.contains("  온프레미스와 클라우드를 잇는다.\n"), "{}", run.page());
    assert!(out.contains("1 again (1 min)"), "{}", run.page());
    assert!(run.stderr().contains("5 cards asked, 1 not known"), "{}", run.page());
    let run = quiz("").expect_status(1);
    assert!(run.stderr().contains("no card is due; the next one is due in"), "{}", run.page());
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let file = fs::metadata(workspace.path("home/.local/state/galpi/cards.jsonl"));
        assert_eq!(file.expect("it is there").permissions().mode() & 0o777, 0o600);
    }
    // Leaving is no answer.
    workspace.write("notes/새.md", "# 목록\n\n- 하나\n- 둘\n");
    let run = quiz("\nq\n").expect_status(0);
    assert!(run.stderr.is_empty(), "{}", run.page());
    assert!(quiz("ㅂ\n").expect_status(0).stdout().contains("목록: name all 2"));
}

#[test]
fn keys_of_a_terminal_are_answers() {
    let workspace = notes();
    let line = "galpi cards --quiz -n 2";
    let Some(terminal) = Terminal::open(&workspace, 80, 40, line) else { return };
    terminal.wait_for("the answer");
    terminal.press("Space");
    terminal.wait_for("1 again (1 min)");
    // A key that is none of them does nothing.
    terminal.press("x");
    terminal.press("4");
    terminal.wait_for("0 left");
    terminal.press("Enter");
    terminal.press("3");
    terminal.wait_for("2 cards asked, 0 not known");
}

#[test]
fn a_quiz_that_cannot_remember_says_so() {
    let workspace = notes();
    let mut command = workspace.command(["cards", "--quiz", "순서"]);
    command.env("XDG_STATE_HOME", "/proc/no/such/place");
    let run = workspace.run(command, b"\n3\n").expect_status(0);
    assert!(run.stderr().contains("could not be saved"), "{}", run.page());
}

#[test]
fn options_of_an_exam_question_are_no_list_to_know() {
    let workspace = Workspace::new()
        .note("기출.txt", "12. 움에 두는 것은?\n\n1. 감자\n2. 당근\n3. 배추\n\n정답: 1\n")
        .note("순서.md", "# 담그는 순서\n\n1. 절인다\n2. 버무린다\n3. 익힌다\n");
    let run = workspace.galpi(["cards"]).expect_status(0);
    let asked: Vec<String> = rows(&run).into_iter().map(|row| row[1].clone()).collect();
    assert_eq!(asked, ["담그는 순서: name all 3"]);
}
