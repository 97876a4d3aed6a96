//! `galpi watch`: what is copied, or comes in lines, is answered as it comes.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;

use crate::terminal::Terminal;
use crate::workspace::{Workspace, wait};

#[test]
fn lines_are_answered_as_they_come() {
    let workspace = Workspace::cooking();
    let mut command = workspace.command(["watch", "-n1"]);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().expect("it starts");
    let mut input = child.stdin.take().expect("it is piped");
    let mut output = BufReader::new(child.stdout.take().expect("it is piped"));
    let mut ask = |query: &str| -> String {
        writeln!(input, "{query}").expect("it is read");
        let mut line = String::new();
        output.read_line(&mut line).expect("it answers");
        line
    };
    // Each before the next is there.
    assert_eq!(ask("두부 넣기"), "요리.md:6:- 돼지고기와 **두부** 넣기\n");
    assert_eq!(ask("\n상추"), "garden/텃밭.md:3:상추 씨앗은 봄에 뿌린다.\n");
    workspace.write("notes/새.md", "# 포렌식\n\n기록\n");
    assert_eq!(ask("포렌식"), "새.md:3:기록\n");
    drop(input);
    assert_eq!(wait(&mut child), Some(0));
    workspace.galpi_with_input(["watch"], "\n \n".as_bytes()).expect_status(1);
    // A dash is standard input here as everywhere, and nothing else is.
    let dash = workspace.galpi_with_input(["watch", "-n1", "-"], "두부 넣기\n".as_bytes());
    assert_eq!(dash.expect_status(0).stdout(), "요리.md:6:- 돼지고기와 **두부** 넣기\n");
    let other = workspace.galpi(["watch", "두부"]).expect_status(2);
    assert!(other.stderr().contains("unexpected argument `두부`"), "{}", other.page());
}

#[test]
fn what_is_copied_is_answered() {
    let workspace = Workspace::cooking();
    // What is copied comes at once, not while it is written.
    let copy = |what: &[u8]| {
        workspace.write("copying", what);
        std::fs::rename(workspace.path("copying"), workspace.path("copied")).expect("it is moved");
    };
    copy("된장".as_bytes());
    let line = "GALPI_CLIPBOARD='cat ../copied' galpi watch";
    let Some(terminal) = Terminal::open(&workspace, 80, 40, line) else { return };
    let screen = terminal.wait_for("copy something to look it up");
    // What was copied before is nobody's question any more.
    assert!(!screen.contains("된장"), "{screen}");
    copy("두부는 언제\n\u{1b}[31m 넣나?".as_bytes());
    let screen = terminal.wait_for("돼지고기와");
    assert!(screen.contains("── 두부는 언제 ␛[31m 넣나? ──"), "{screen}");
    // An empty clipboard, and something that is no text.
    copy("".as_bytes());
    copy(&[0xff, 0xfe, 0x00]);
    copy("상추 씨앗".as_bytes());
    terminal.wait_for("뿌린다");
    // A question is set beside the notes, option by option.
    copy("무엇을 넣나?\n① 두부 넣기\n② 우주선 연료\n".as_bytes());
    let screen = terminal.wait_for("not in your notes");
    assert!(screen.contains(" ①  두부 넣기"), "{screen}");
    // Nothing of it is kept.
    assert!(!workspace.path("home/.local/state/galpi/history.jsonl").exists());
    terminal.press("C-c");
}

#[test]
fn only_the_reader_names_the_command() {
    let workspace = Workspace::cooking();
    // A notebook can't.
    workspace.write("notes/galpi.toml", "clipboard = 'touch ../run'\n");
    let Some(terminal) = Terminal::open(&workspace, 80, 24, "galpi watch") else { return };
    let screen = terminal.wait_for("[2]");
    assert!(screen.contains("line 1"), "{screen}");
    assert!(!workspace.path("run").exists());
    fs::remove_file(workspace.path("notes/galpi.toml")).expect("it is mine");
    let Some(terminal) = Terminal::open(&workspace, 80, 24, "galpi watch") else { return };
    let screen = terminal.wait_for("[2]");
    assert!(screen.contains("GALPI_CLIPBOARD"), "{screen}");
    // Lines that are typed are answered, where that is asked for.
    let Some(terminal) = Terminal::open(&workspace, 80, 24, "galpi watch -") else { return };
    terminal.wait_for("Ctrl-D stops");
    terminal.write("된장찌개");
    terminal.press("Enter");
    terminal.wait_for("된장을 푼다");
    terminal.press("C-d");
    // No shell reads it.
    let line = "GALPI_CLIPBOARD='no-such-program; touch ../run' galpi watch";
    let Some(terminal) = Terminal::open(&workspace, 80, 24, line) else { return };
    let screen = terminal.wait_for("[2]");
    assert!(screen.contains("the clipboard command `no-such-program;`"), "{screen}");
    assert!(!workspace.path("run").exists());
}
