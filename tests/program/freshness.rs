//! What is asked after a change finds it, whatever the change was.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;
use std::thread::sleep;
use std::time::Duration;

use crate::workspace::{Workspace, contents};

/// What was written within some milliseconds before an indexing is looked at
/// again by the next; after so long it isn't.
const SETTLED: Duration = Duration::from_millis(60);

/// Makes an index that is surely up to date.
fn settle(workspace: &Workspace) {
    sleep(SETTLED);
    workspace.galpi(["index"]).expect_status(0);
    sleep(SETTLED);
    workspace.galpi(["index"]).expect_status(0);
}

fn is_fresh(workspace: &Workspace) -> bool {
    workspace.galpi(["status", "--json"]).json()[0]["fresh"].as_bool().expect("it is told")
}

#[cfg(unix)]
#[test]
fn what_could_not_be_read_is_tried_again() {
    // As a user who may not read everything.
    let workspace = Workspace::cooking().note("d/깊은.md", "# 깊은 곳\n\n연근조림\n");
    let line = "chmod -R a+rwX ../ && chmod 000 요리.md d
        run() { $as $galpi \"$@\" 2>/dev/null; }
        run index; run -l 두부; run -l 연근조림; sleep 0.1; run status --json | grep -o '\"fresh\":[a-z]*'
        chmod 644 요리.md; run -l 두부
        chmod 755 d; run -l 연근조림
        chmod 000 요리.md d; run -l 두부; run -l 연근조림
        chmod 755 d; chmod 644 요리.md; true";
    let is_root = workspace.shell("test $(id -u) = 0").status == Some(0);
    let user = if is_root { "setpriv --reuid=65534 --regid=65534 --clear-groups" } else { "" };
    // The user must be able to enter the folders above, and start the program.
    let can = workspace.shell(&format!("chmod 755 .. && {user} $galpi --version"));
    if can.status != Some(0) {
        println!("skipped: needs a user who may not read everything, or setpriv");
        return;
    }
    let run = workspace.shell(&format!("as='{user}'\n{line}"));
    let found = "\"fresh\":true\n요리.md\nd/깊은.md\n";
    assert_eq!(run.stdout(), found, "{}", run.page());
}

#[cfg(target_os = "linux")]
#[test]
fn a_failure_to_read_is_no_knowledge() {
    let workspace = Workspace::cooking();
    let works = "strace -f -qq -o /dev/null -e inject=write:error=EIO:when=999 true";
    if workspace.shell(works).status != Some(0) {
        println!("skipped: needs strace");
        return;
    }
    for (calls, error) in [
        ("openat", "EMFILE"),
        ("openat", "ENOMEM"),
        ("read", "EIO"),
        ("getdents64", "EIO"),
        ("statx,newfstatat", "EIO"),
    ] {
        for number in [1, 2, 3] {
            let _ = fs::remove_dir_all(workspace.path("cache/galpi"));
            let trace = format!(
                "exec strace -f -qq -o ../trace -e trace={calls} -e inject={calls}:error={error}:when={number} -P $PWD/요리.md -P $PWD/garden $galpi index"
            );
            workspace.shell(&trace);
            let log = fs::read_to_string(workspace.path("trace")).unwrap_or_default();
            if !log.contains("INJECTED") {
                continue;
            }
            for (query, note) in [("두부", "요리.md\n"), ("씨앗", "garden/텃밭.md\n")] {
                let run = workspace.galpi(["-ln1", query]);
                assert_eq!(run.stdout(), note, "{calls} {error} {number}: {}", run.page());
            }
        }
    }
}

#[test]
fn ignore_files_between_the_notes_and_their_folder_count() {
    let workspace = Workspace::new()
        .note("galpi.toml", "notes = ['a/b', 'c']\n")
        .note("a/b/두부.md", "# 두부\n")
        .note("c/d.md", "# 당근\n");
    settle(&workspace);
    assert!(is_fresh(&workspace));
    assert_eq!(workspace.galpi(["-l", "두부"]).stdout(), "a/b/두부.md\n");
    workspace.write("notes/a/.gitignore", "두부.md\n");
    workspace.galpi(["--exact", "-l", "두부"]).expect_status(1);
    settle(&workspace);
    fs::remove_file(workspace.path("notes/a/.gitignore")).expect("it is there");
    assert_eq!(workspace.galpi(["-l", "두부"]).stdout(), "a/b/두부.md\n");
}

#[cfg(unix)]
#[test]
fn a_link_gets_its_target() {
    let workspace = Workspace::cooking();
    let link = workspace.path("notes/garden/.gitignore");
    std::os::unix::fs::symlink(workspace.path("rules"), link).expect("a link");
    settle(&workspace);
    assert_eq!(workspace.galpi(["-ln1", "씨앗"]).stdout(), "garden/텃밭.md\n");
    workspace.write("rules", "*.md\n");
    workspace.galpi(["--exact", "씨앗"]).expect_status(1);
    settle(&workspace);
    workspace.write("rules", "*.txt\n");
    assert_eq!(workspace.galpi(["-ln1", "씨앗"]).stdout(), "garden/텃밭.md\n");
}

#[test]
fn an_index_inside_the_notes_rests() {
    for index in ["idx", "a/b/idx", ".idx"] {
        let workspace = Workspace::cooking().note("galpi.toml", format!("index = '{index}'\n"));
        settle(&workspace);
        let before = contents(&workspace.path("notes"));
        for _ in 0..3 {
            workspace.galpi(["-n1", "두부"]).expect_status(0);
        }
        assert_eq!(contents(&workspace.path("notes")), before, "{index}");
        assert!(is_fresh(&workspace), "{index}");
        // What is in it is no note.
        workspace.write(&format!("notes/{index}/a.md"), "# 연근조림\n");
        workspace.galpi(["--exact", "연근조림"]).expect_status(1);
    }
}

#[test]
fn one_process_is_as_fresh_as_a_new_one() {
    let workspace = Workspace::cooking();
    let mut command = workspace.command(["--batch", "-n1"]);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().expect("it starts");
    let mut input = child.stdin.take().expect("it is piped");
    let mut output = BufReader::new(child.stdout.take().expect("it is piped"));
    let mut ask = |query: &str| -> bool {
        writeln!(input, "{query}").expect("it is read");
        let mut has_hit = false;
        loop {
            let mut line = String::new();
            output.read_line(&mut line).expect("it answers");
            has_hit |= line.contains("\"type\":\"hit\"");
            if line.contains("\"type\":\"summary\"") {
                return has_hit;
            }
        }
    };
    assert!(ask("두부"));
    for number in 0..5 {
        let word = format!("+\"표지{number}{number}\"");
        assert!(!ask(&word), "{word} isn't written yet");
        workspace.write(&format!("notes/{number}.md"), format!("# 글\n\n표지{number}{number}\n"));
        assert!(ask(&word), "{word} was written before the question");
    }
    drop(input);
    child.wait().expect("it ends");
}

#[test]
fn notes_that_were_emptied_since_answer_all_the_same() {
    let workspace = Workspace::cooking();
    settle(&workspace);
    for path in ["요리.md", "garden/텃밭.md"] {
        fs::write(workspace.path("notes").join(path), "").unwrap();
    }
    // A word, an idea, words of which the notes have one or none, a phrase, a filter.
    for query in
        ["두부", "두부는 어떻게 썰지", "두부 김치 상추", "두부 zzz", "\"두부\"", "heading:찌개"]
    {
        for way in ["search --json", "search --vimgrep", "search -F", "explain"] {
            let way = way.split(' ').chain(["--no-refresh", query]);
            let run = workspace.galpi(way);
            assert!(matches!(run.status, Some(0 | 1)), "{}", run.page());
        }
    }
    assert_eq!(workspace.galpi(["--no-refresh", "두부"]).expect_status(0).stdout(), "요리.md:3:\n");
}
