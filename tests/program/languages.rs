//! Korean for who speaks it; programs read the same everywhere.

use expect_test::{Expect, expect};

use crate::workspace::{Run, Workspace};

fn korean(workspace: &Workspace, arguments: &[&str]) -> Run {
    let mut command = workspace.command(arguments);
    command.env("LANG", "ko_KR.UTF-8");
    workspace.run(command, b"")
}

#[track_caller]
fn check(arguments: &[&str], expected: Expect) {
    expected.assert_eq(&korean(&Workspace::cooking(), arguments).page());
}

#[test]
fn messages_are_in_korean() {
    check(&["-C0", "두붕어"], expect![[""]]);
    check(&["rlaclWlro"], expect![[""]]);
    check(&["--notes", "nowhere", "두부"], expect![[""]]);
    check(&["두부", "-x"], expect![[""]]);
    check(&["두부", "--color", "blue"], expect![[""]]);
    check(&["--json", "--vimgrep", "두부"], expect![[""]]);
    check(&["show", "../밖.md"], expect![[""]]);
    check(&["service", "우주선"], expect![[""]]);
}

#[test]
fn help_is_in_korean() {
    check(&["--help"], expect![[""]]);
    check(&["show", "--help"], expect![[""]]);
}

#[test]
fn a_person_reads_korean_around_hits() {
    check(&["-C0", "--explain", "-n1", "rlaclWlro 두부"], expect![[""]]);
    check(&["init"], expect![[""]]);
}

#[test]
fn the_locale_is_found_as_posix_says() {
    let workspace = Workspace::cooking();
    let run = |set: &[(&str, &str)]| {
        let mut command = workspace.command(["두부", "-x"]);
        set.iter().for_each(|(name, value)| {
            command.env(name, value);
        });
        workspace.run(command, b"").stderr().contains("없는 옵션")
    };
    assert!(run(&[("LC_ALL", "ko_KR.UTF-8"), ("LANG", "en_US.UTF-8")]));
    assert!(run(&[("LC_MESSAGES", "ko"), ("LANG", "C")]));
    assert!(!run(&[("LC_ALL", "C"), ("LANG", "ko_KR.UTF-8")]));
    assert!(run(&[("LC_ALL", ""), ("LANG", "ko_KR.UTF-8")]));
    assert!(!run(&[("LANG", "kok_IN")]));
}

#[test]
fn programs_read_no_language() {
    let workspace = Workspace::cooking();
    for arguments in [
        &["두부"][..],
        &["--json", "--explain", "rlaclWlro"],
        &["--vimgrep", "두부"],
        &["-c", "찌개"],
        &["status", "--json"],
        &["service", "--json"],
    ] {
        workspace.galpi(arguments);
        let hidden = |run: Run| run.stdout();
        assert_eq!(hidden(korean(&workspace, arguments)), hidden(workspace.galpi(arguments)));
    }
}
