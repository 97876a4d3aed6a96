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
    // them. It is put there after the screen is drawn.
    terminal.wait_until(|_| terminal.cursor() == "8 0", "cursor behind three syllables");
    terminal.press("BSpace");
    terminal.wait_until(|screen| !screen.contains("김치찌 "), "shorter line");
    terminal.wait_until(|_| terminal.cursor() == "6 0", "cursor behind two syllables");
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
fn the_list_shows_the_lines_that_answer() {
    let workspace = Workspace::cooking();
    let Some(terminal) = Terminal::open(&workspace, 120, 20, "galpi pick 찌개") else { return };
    let screen = terminal.wait_for("▌ ");
    // Of each hit, whichever is chosen and previewed.
    let list: Vec<String> = screen.lines().map(|row| row.chars().take(45).collect()).collect();
    let list = list.join("\n");
    for (heading, line) in [("김치찌개", "묵은 김치를 볶는다."), ("된장찌개", "된장을 푼다.")]
    {
        assert!(list.contains(heading) && list.contains(line), "{screen}");
    }
}

#[test]
fn keys_of_readline_edit_the_line() {
    let workspace = Workspace::cooking();
    let line = "galpi pick 묵은 김치 볶기";
    let Some(terminal) = Terminal::open(&workspace, 80, 24, line) else { return };
    terminal.wait_for(READY);
    for (key, text, column) in [
        ("M-b", "› 묵은 김치 볶기", 12),
        ("C-Left", "› 묵은 김치 볶기", 7),
        ("M-f", "› 묵은 김치 볶기", 11),
        ("C-Right", "› 묵은 김치 볶기", 16),
        ("M-BSpace", "› 묵은 김치", 12),
        ("C-a", "› 묵은 김치", 2),
        ("M-d", "›  김치", 2),
        ("C-e", "›  김치", 8),
        ("C-w", "›", 3),
        ("C-u", "›", 2),
    ] {
        terminal.press(key);
        let is_it = |screen: &str| {
            let first = screen.lines().next().unwrap_or_default();
            first.starts_with(text) && terminal.cursor() == format!("{column} 0")
        };
        terminal.wait_until(is_it, &format!("line after {key}"));
    }
}

#[test]
fn a_mouse_chooses_and_reads_on() {
    let long: String = (1..=40).map(|step| format!("{step}째 찌개를 젓는다.\n\n")).collect();
    let workspace = Workspace::cooking().note("긴.md", format!("# 긴 찌개\n\n{long}"));
    let line = "EDITOR='echo edit' galpi pick 찌개";
    let Some(terminal) = Terminal::open(&workspace, 80, 24, line) else { return };
    let chosen = |screen: &str| screen.lines().position(|row| row.starts_with("▌ "));
    let screen = terminal.wait_for("▌ ");
    assert!(terminal.takes_mouse(), "{screen}");
    let first = chosen(&screen).expect("one is chosen");
    // The wheel moves through the list, and the preview is scrolled.
    terminal.mouse(65, 4, first);
    terminal.wait_until(|screen| chosen(screen) == Some(first + 2), "second hit by the wheel");
    terminal.mouse(64, 4, first);
    terminal.wait_until(|screen| chosen(screen) == Some(first), "first hit by the wheel");
    let row_of = |screen: &str, heading: &str| {
        screen.lines().position(|row| row.contains(heading)).expect("it is listed")
    };
    let screen = terminal.screen();
    let (other, row) = (row_of(&screen, "된장찌개"), row_of(&screen, "긴 찌개"));
    for row in [other, row] {
        terminal.mouse(0, 4, row);
        terminal.wait_until(|screen| chosen(screen) == Some(row), "hit that was clicked");
    }
    let screen = terminal.screen();
    let last = |screen: &str| screen.lines().rev().nth(1).map(str::to_owned);
    let before = last(&screen);
    terminal.mouse(65, 4, 20);
    terminal.wait_until(|screen| last(screen) != before, "scrolled preview");
    // What is chosen is opened by another click.
    terminal.mouse(0, 4, row);
    let screen = terminal.wait_for("[0]");
    assert!(screen.contains("edit") && screen.contains("긴.md"), "{screen}");
}

#[test]
fn where_nothing_is_found_words_that_are_there_are_offered() {
    let workspace = Workspace::new().note("a.md", "# 바다\n\n물이다.\n");
    let line = "galpi pick 버다";
    let Some(terminal) = Terminal::open(&workspace, 80, 24, line) else { return };
    let screen = terminal.wait_for("similar words");
    assert!(screen.contains("바다"), "{screen}");
    // The line is still there to be mended.
    terminal.press("C-u");
    terminal.write("바다");
    terminal.wait_for("▌ 바다");
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

#[test]
fn the_key_that_leaves_is_told_in_a_narrow_terminal_too() {
    let workspace = Workspace::cooking();
    let line = "LC_ALL=ko_KR.UTF-8 galpi pick";
    for (columns, told) in [
        (80, "Enter 열기 · Tab 경로 출력 · Ctrl-R 관련된 절 · Ctrl-Y 복사 · Esc 나가기"),
        (60, "Enter 열기 · Tab 경로 출력 · Ctrl-R 관련된 절 · Esc 나가기"),
        (30, "Enter 열기 · Esc 나가기"),
    ] {
        let Some(terminal) = Terminal::open(&workspace, columns, 12, line) else { return };
        let screen = terminal.wait_for("Esc 나가기");
        assert!(screen.lines().any(|row| row.trim_end() == told), "{screen}");
        terminal.press("Escape");
    }
}
