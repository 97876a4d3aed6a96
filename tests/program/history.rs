//! What was looked for: kept for the reader alone, listed, and forgotten.

use std::fs;
use std::path::PathBuf;

use crate::terminal::Terminal;
use crate::workspace::{Run, Workspace, contents};

/// Looks something up as a person at a terminal would.
fn look_up(workspace: &Workspace, arguments: &[&str]) -> Run {
    let mut command = workspace.command(arguments);
    command.env("GALPI_HISTORY", "always");
    workspace.run(command, b"")
}

fn file(workspace: &Workspace) -> PathBuf {
    workspace.path("home/.local/state/galpi/history.jsonl")
}

fn lines(workspace: &Workspace) -> Vec<serde_json::Value> {
    let text = fs::read_to_string(file(workspace)).unwrap_or_default();
    text.lines().map(|line| serde_json::from_str(line).expect("each line is JSON")).collect()
}

#[test]
fn a_lookup_is_kept_with_no_more_than_it_needs() {
    let workspace = Workspace::cooking();
    look_up(&workspace, &["김치찌개", "두부"]).expect_status(0);
    look_up(&workspace, &["--exact", "우주선"]).expect_status(1);
    look_up(&workspace, &["service", "없는서비스"]).expect_status(1);
    let lines = lines(&workspace);
    let queries: Vec<_> =
        lines.iter().map(|line| (line["query"].as_str(), line["found"].as_bool())).collect();
    let expected = [("김치찌개 두부", true), ("우주선", false), ("없는서비스", false)];
    assert_eq!(queries, expected.map(|(query, found)| (Some(query), Some(found))));
    let notes = fs::canonicalize(workspace.path("notes")).expect("a folder");
    for line in &lines {
        let keys: Vec<&String> = line.as_object().expect("an object").keys().collect();
        assert_eq!(keys, ["found", "notes", "query", "time"]);
        assert_eq!(line["notes"].as_str(), notes.to_str());
    }
    // Nothing of it is in the notes or among the caches.
    assert!(
        contents(&workspace.path("notes")).iter().all(|(path, _)| !path.ends_with("history.jsonl"))
    );
}

#[cfg(unix)]
#[test]
fn nobody_else_can_read_it() {
    use std::os::unix::fs::PermissionsExt;
    let workspace = Workspace::cooking();
    let mode =
        |path: PathBuf| fs::metadata(path).expect("it is there").permissions().mode() & 0o777;
    look_up(&workspace, &["두부"]).expect_status(0);
    assert_eq!(mode(file(&workspace)), 0o600);
    assert_eq!(mode(workspace.path("home/.local/state/galpi")), 0o700);
    // Also where it once could be.
    fs::set_permissions(file(&workspace), fs::Permissions::from_mode(0o644)).expect("it is mine");
    look_up(&workspace, &["두부"]).expect_status(0);
    assert_eq!(mode(file(&workspace)), 0o600);
}

#[test]
fn what_programs_ask_and_what_is_turned_off_is_not_kept() {
    let workspace = Workspace::cooking();
    workspace.galpi(["두부"]).expect_status(0);
    workspace.galpi(["--json", "두부"]).expect_status(0);
    workspace.galpi_with_input(["--batch"], "두부\n".as_bytes()).expect_status(0);
    let mut command = workspace.command(["두부"]);
    command.env("GALPI_HISTORY", "off");
    workspace.run(command, b"").expect_status(0);
    assert!(!file(&workspace).exists());
    // A page is no query that one would repeat.
    look_up(&workspace, &["-e", &"두부 ".repeat(1000)]).expect_status(0);
    assert!(!file(&workspace).exists());
}

#[test]
fn a_notebook_has_no_say_in_it() {
    let workspace = Workspace::cooking().note("galpi.toml", "history = true\n");
    let run = workspace.galpi(["두부"]).expect_status(2);
    assert!(run.stderr().contains("line 1"), "{}", run.page());
    assert!(!file(&workspace).exists());
}

#[test]
fn lookups_are_listed_and_forgotten() {
    let workspace = Workspace::cooking();
    for query in ["두부", "상추  씨앗", "두부", "우주선\u{1b}[31m 발사대"] {
        look_up(&workspace, &["--exact", query]);
    }
    // The last first; a query once.
    let run = workspace.galpi(["history"]).expect_status(0);
    assert_eq!(run.stdout(), "우주선␛[31m 발사대\n두부\n상추 씨앗\n");
    let rows = workspace.galpi(["history", "--json", "-n", "2"]).expect_status(0).json();
    let told: Vec<_> = rows
        .iter()
        .map(|row| (row["query"].as_str(), row["times"].as_u64(), row["found"].as_bool()))
        .collect();
    assert_eq!(
        told,
        [
            (Some("우주선\u{1b}[31m 발사대"), Some(1), Some(false)),
            (Some("두부"), Some(2), Some(true))
        ]
    );
    // Other notes have their own; all are listed with --all.
    let run = workspace.galpi(["history", "--notes", "garden"]).expect_status(1);
    assert!(run.stderr().contains("no searches of these notes"), "{}", run.page());
    let run = workspace.galpi(["history", "--all", "--notes", "garden"]).expect_status(0);
    assert_eq!(run.stdout().lines().count(), 3);
    let run = workspace.galpi(["history", "--clear"]).expect_status(0);
    assert!(run.stderr().contains("4 searches deleted"), "{}", run.page());
    assert!(!file(&workspace).exists());
    workspace.galpi(["history", "--clear"]).expect_status(0);
}

#[test]
fn missed_lookups_are_those_that_the_notes_still_lack() {
    let workspace = Workspace::cooking();
    for query in ["포렌식", "우주선", "두부"] {
        look_up(&workspace, &["--exact", query]);
    }
    let missed = |workspace: &Workspace| workspace.galpi(["history", "--missed"]);
    assert_eq!(missed(&workspace).expect_status(0).stdout(), "우주선\n포렌식\n");
    // What was studied and written down isn't missed any more.
    workspace.write("notes/새.md", "# 포렌식\n\n기록을 뒤진다.\n");
    assert_eq!(missed(&workspace).expect_status(0).stdout(), "우주선\n");
    workspace.write("notes/새.md", "# 포렌식\n\n우주선의 기록을 뒤진다.\n");
    let run = missed(&workspace).expect_status(1);
    assert!(run.stderr().contains("answer everything that was searched for"), "{}", run.page());
}

#[test]
fn a_lookup_of_which_half_is_in_no_note_is_missed() {
    let workspace = Workspace::cooking();
    for query in ["두부 포렌식", "두부 넣기"] {
        look_up(&workspace, &[query]).expect_status(0);
    }
    let missed = workspace.galpi(["history", "--missed"]).expect_status(0);
    assert_eq!(missed.stdout(), "두부 포렌식\n");
}

#[test]
fn a_broken_or_odd_file_is_no_obstacle() {
    let workspace = Workspace::cooking();
    look_up(&workspace, &["두부"]).expect_status(0);
    let kept = fs::read(file(&workspace)).expect("it is there");
    fs::write(file(&workspace), [b"\xff\xfe{\"time\":\n\n", &kept[..], b"{}\n"].concat())
        .expect("a file");
    assert_eq!(workspace.galpi(["history"]).expect_status(0).stdout(), "두부\n");
    // A folder in its place, and a home that isn't one.
    fs::remove_file(file(&workspace)).expect("it is mine");
    fs::create_dir(file(&workspace)).expect("a folder");
    let run = look_up(&workspace, &["두부"]).expect_status(0);
    assert!(run.stderr.is_empty(), "{}", run.page());
    let mut command = workspace.command(["두부"]);
    command.env("GALPI_HISTORY", "always").env("XDG_STATE_HOME", "/proc/no/such/place");
    let run = workspace.run(command, b"").expect_status(0);
    assert!(run.stderr.is_empty(), "{}", run.page());
}

#[cfg(unix)]
#[test]
fn a_pipe_in_its_place_keeps_nobody_waiting() {
    let workspace = Workspace::cooking();
    look_up(&workspace, &["두부"]).expect_status(0);
    fs::remove_file(file(&workspace)).expect("it is mine");
    let Some(mut mkfifo) = workspace.tool("mkfifo", [file(&workspace)]) else { return };
    assert!(mkfifo.status().expect("it runs").success());
    look_up(&workspace, &["두부"]).expect_status(0);
    workspace.galpi(["history"]).expect_status(1);
}

#[test]
fn a_person_sees_when_how_often_and_what_is_missing() {
    let workspace = Workspace::cooking();
    let line = "galpi 두부 >/dev/null; galpi 두부; galpi 두부; galpi --exact $'우주선\\e[31m'; clear; galpi history";
    let Some(terminal) = Terminal::open(&workspace, 80, 24, line) else { return };
    let screen = terminal.wait_for("[0]");
    let rows: Vec<&str> = screen.lines().filter(|line| line.contains("just now")).collect();
    assert!(rows[0].contains("우주선") && rows[0].contains("not in the notes"), "{screen}");
    // What went elsewhere wasn't kept.
    assert!(rows[1].contains("두부  ×2") && !rows[1].contains("not in"), "{screen}");
}

#[test]
fn pick_offers_what_was_asked_before() {
    let workspace = Workspace::cooking();
    for query in ["상추 씨앗", "두부", "두부", "우주선"] {
        look_up(&workspace, &["--exact", query]);
    }
    let Some(terminal) = Terminal::open(&workspace, 80, 24, "galpi pick; galpi history | cat")
    else {
        return;
    };
    // What was asked most first, and nothing that was missed.
    let screen = terminal.wait_for("▌ 두부");
    assert!(screen.contains("  상추 씨앗") && !screen.contains("우주선"), "{screen}");
    terminal.press("Down");
    terminal.wait_for("▌ 상추 씨앗");
    terminal.press("Enter");
    terminal.wait_for("뿌린다");
    terminal.press("Tab");
    let screen = terminal.wait_for("[0]");
    // It was looked for once more, and last.
    assert!(screen.contains("garden/텃밭.md:3\n상추 씨앗\n우주선\n두부\n"), "{screen}");
}
