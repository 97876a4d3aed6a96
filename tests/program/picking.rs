//! `galpi pick`, in a real terminal.

use crate::terminal::Terminal;
use crate::workspace::Workspace;

const READY: &str = "Enter open";

#[test]
fn typing_hangul_finds_and_previews() {
    let workspace = Workspace::cooking();
    let Some(terminal) = Terminal::open(&workspace, 100, 20, "echo before; galpi pick") else {
        return;
    };
    terminal.wait_for(READY);
    terminal.write("김치찌");
    let screen = terminal.wait_for("▌ 김치찌개");
    assert!(screen.contains("› 김치찌"), "{screen}");
    assert!(screen.contains("묵은 김치를 볶는다."), "{screen}");
    // Syllables are composed where the cursor is: after the prompt and three of
    // them.
    assert_eq!(terminal.cursor(), "8 0");
    terminal.press("BSpace");
    terminal.wait_until(|screen| !screen.contains("김치찌 "), "shorter line");
    assert_eq!(terminal.cursor(), "6 0");
    terminal.press("Escape");
    let screen = terminal.wait_for("[1]");
    assert_eq!(screen, "before\n[1]\n");
}

#[test]
fn a_place_is_printed_to_a_pipe() {
    let workspace = Workspace::cooking();
    let line = "place=$(galpi pick 찌개); echo \"<$place>\"";
    let Some(terminal) = Terminal::open(&workspace, 80, 24, line) else { return };
    let screen = terminal.wait_for("▌ ");
    let is_chosen = |name: &str| format!("▌ {name}");
    let first =
        if screen.contains(&is_chosen("김치찌개")) { "김치찌개" } else { "된장찌개" };
    terminal.press("Down");
    terminal.wait_until(|screen| !screen.contains(&is_chosen(first)), "next hit");
    terminal.press("C-p");
    terminal.wait_for(&is_chosen(first));
    terminal.press("C-n");
    terminal.wait_until(|screen| !screen.contains(&is_chosen(first)), "next hit");
    terminal.press("Tab");
    let screen = terminal.wait_for("[0]");
    assert!(screen.starts_with("<요리.md:") && screen.ends_with(">\n[0]\n"), "{screen}");
}

#[test]
fn enter_opens_the_editor() {
    let workspace = Workspace::cooking();
    let line = "EDITOR='echo edit' galpi pick 두부";
    let Some(terminal) = Terminal::open(&workspace, 80, 24, line) else { return };
    terminal.wait_for("▌ ");
    terminal.press("Enter");
    let screen = terminal.wait_for("[0]");
    assert!(screen.contains("edit") && screen.contains("요리.md"), "{screen}");
}

#[test]
fn what_is_found_is_copied_by_the_terminal() {
    let workspace = Workspace::cooking();
    let Some(terminal) = Terminal::open(&workspace, 80, 24, "galpi pick 두부") else { return };
    terminal.allow_copying();
    terminal.wait_for("▌ ");
    terminal.press("C-y");
    let notice = |screen: &str| screen.contains("copied");
    terminal.wait_until(notice, "word of the copy");
    let copied = terminal.clipboard();
    assert!(copied.contains("두부") && copied.ends_with('\n'), "{copied:?}");
    terminal.press("Escape");
    terminal.wait_for("[1]");
}

#[test]
fn a_smaller_terminal_is_drawn_anew() {
    let workspace = Workspace::cooking();
    let Some(terminal) = Terminal::open(&workspace, 120, 30, "galpi pick 두부") else { return };
    terminal.wait_for("묵은 김치를");
    for (columns, rows) in [(40, 12), (20, 5), (200, 50), (90, 8)] {
        terminal.resize(columns, rows);
        let screen = terminal.wait_until(
            |screen| screen.contains("› 두부") && screen.contains("▌ 김치찌개"),
            "drawing at another size",
        );
        assert!(screen.lines().count() <= rows, "{screen}");
    }
    terminal.press("C-c");
    terminal.wait_for("[1]");
}

#[test]
fn without_a_terminal_there_is_nothing_to_pick_on() {
    let run = Workspace::cooking().galpi(["pick", "두부"]);
    // Where the tests themselves run without one.
    if run.status == Some(2) {
        assert!(run.stderr().contains("needs a terminal"), "{}", run.page());
        assert!(run.stdout.is_empty());
    }
}
