//! Notebooks that somebody else wrote: what they say reaches no terminal, and
//! where they lead stays inside.

use std::fs;
use std::process::Command;

use crate::workspace::{Run, Workspace, contents};

/// Title, link, colour, device query, 8-bit control, direction, what isn't seen,
/// line break.
const EVIL: &str = "\u{1b}]0;t\u{7}\u{1b}]8;;http://x\u{1b}\\\u{1b}[31m\u{1b}[6n\u{9b}2J\u{202e}\u{2066}\u{61c}\u{200f}\u{200b}\u{2060}\u{feff}\u{3164}\u{2800}\u{ffa0}\u{115f}\r\u{8}";

/// What must not reach a terminal. Colour and links of galpi's own are ESC [
/// … m and ESC ] 8, and may.
fn is_tame(page: &str) -> bool {
    let mut rest = page.to_owned();
    for (begin, end) in [("\u{1b}[", "m"), ("\u{1b}]8;;", "\u{1b}\\")] {
        while let Some(at) = rest.find(begin) {
            let Some(length) = rest[at..].find(end) else { return false };
            let inside = &rest[at + begin.len()..at + length];
            let is_ours = match begin {
                "\u{1b}[" => inside.bytes().all(|b| b.is_ascii_digit() || b == b';'),
                _ => inside.is_empty() || inside.starts_with("file:///"),
            };
            if !is_ours {
                return false;
            }
            rest.replace_range(at..at + length + end.len(), "");
        }
    }
    let is_unseen = |c| {
        matches!(c, '\u{61c}' | '\u{115f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}' | '\u{2800}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}')
    };
    !rest.chars().any(|c| c.is_control() && c != '\n' && c != '\t' || is_unseen(c))
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Runs the program with a terminal for its input and outputs.
#[cfg(target_os = "linux")]
fn on_a_terminal(workspace: &Workspace, arguments: &[&str]) -> Option<String> {
    let galpi = workspace.command::<&str>([]);
    let quoted: Vec<String> =
        arguments.iter().map(|a| format!("'{}'", a.replace('\'', r"'\''"))).collect();
    let line = format!("{} {}", galpi.get_program().to_string_lossy(), quoted.join(" "));
    let mut command = Command::new("script");
    command
        .args(["-qec", &line, "/dev/null"])
        .current_dir(workspace.path("notes"))
        .env_clear()
        .envs(galpi.get_envs().filter_map(|(key, value)| Some((key, value?))))
        .env("PATH", std::env::var_os("PATH")?)
        .env("TERM", "xterm-256color");
    let made = Command::new("script").arg("--version").output();
    if !made.is_ok_and(|made| made.status.success()) {
        println!("skipped: needs script (util-linux)");
        return None;
    }
    // A terminal turns \n into \r\n.
    Some(text(&workspace.run(command, b"").stdout).replace("\r\n", "\n"))
}

fn evil() -> Workspace {
    let workspace = Workspace::new()
        .note("a.md", format!("# 제목 {EVIL} 꼬리\n\n두부 {EVIL} 두부\n\n## 아래 {EVIL}\n\n두부\n"))
        .note("nul.md", b"# \0\n")
        .note("list.md", format!("# 두부 종류 {EVIL}\n\n- 모두부 {EVIL}\n- 순두부\n- 연두부\n"))
        .note("aws.md", format!("# Amazon S3 {EVIL} vs Amazon SQS\n\n두부 a.md {EVIL} S3와 SQS\n"));
    #[cfg(unix)]
    workspace.write(&format!("notes/b{}.md", EVIL.replace('/', "")), "# 두부 이름\n");
    workspace
}

#[test]
fn nothing_in_notes_drives_a_terminal() {
    let workspace = evil();
    for arguments in [
        &["--color", "always", "두부"][..],
        &["--color", "always", "--full", "두부"],
        &["--color", "always", "-C2", "--explain", "제목"],
        &["--color", "never", "--heading", "--full", "두부"],
        &["status"],
    ] {
        let run = workspace.galpi(arguments).expect_status(0);
        let page = text(&run.stdout);
        assert!(is_tame(&page), "{arguments:?}: {page:?}");
        assert!(is_tame(&text(&run.stderr)), "{arguments:?}: {:?}", text(&run.stderr));
    }
    #[cfg(target_os = "linux")]
    for arguments in [
        &["두부"][..],
        &["--heading", "--full", "두부"],
        &["--vimgrep", "두부"],
        &["-l", "두부"],
        &["-c", "두부"],
        &["--json", "두부"],
        &["--template", "{path} {heading} {text}", "두부"],
        &["show", "a.md"],
        &["show", "a.md:1"],
        &["show", "--raw", "a.md"],
        &["export", "--format", "quickwit"],
        &["status"],
        &["status", "--json"],
        &["explain", "두부"],
        &["related", "a.md"],
        &["exam", "두부는 무엇인가?\nA) 두부\nB) 김치"],
        &["service", "S3"],
        &["exam", "--json", "두부는 무엇인가?\nA) 두부\nB) 김치"],
        &["related", "--json", "a.md"],
        &["cards"],
        &["compare", "S3", "SQS"],
        &["show", "두부 이름"],
        &["--stats", "두부"],
        &["--explain", "두부"],
        &["-F", "\u{202e}"],
        &["history", "--json"],
    ] {
        let Some(page) = on_a_terminal(&workspace, arguments) else { return };
        let is_answer = page.contains("두부") || page.contains("a.md") || arguments[0] == "status";
        assert!(is_answer, "{arguments:?}: {page:?}");
        assert!(is_tame(&page), "{arguments:?}: {page:?}");
    }
}

#[test]
fn programs_get_what_is_there() {
    let workspace = evil();
    let line = format!("두부 {EVIL} 두부").replace('\r', " ");
    let stdout = |arguments: &[&str]| text(&workspace.galpi(arguments).expect_status(0).stdout);
    assert!(stdout(&["두부"]).contains(&line));
    assert!(stdout(&["--vimgrep", "두부"]).contains(&line));
    assert!(stdout(&["show", "a.md"]).contains(EVIL));
    let hits = workspace.galpi(["--json", "두부"]).json();
    assert!(hits.iter().any(|hit| hit["trail"].to_string().contains("\\u001b]0;t")));
    #[cfg(unix)]
    assert!(
        stdout(&["-l", "-0", "두부 이름"]).contains(&format!("b{}.md\0", EVIL.replace('/', "")))
    );
}

#[test]
fn errors_drive_no_terminal_either() {
    let evil = "a\\u001b]0;t\\u0007\\u202e";
    let check = |run: Run| {
        let run = run.expect_status(2);
        assert!(is_tame(&text(&run.stderr)), "{:?}", text(&run.stderr));
    };
    for config in [
        format!("\"{evil}\" = 1\n"),
        format!("notes = [\"../{evil}\"]\n"),
        format!("ignore = [\"{evil}[\"]\n"),
        format!("lexicon = [\"{evil}\"]\n"),
    ] {
        check(Workspace::cooking().note("galpi.toml", config).galpi(["두부"]));
    }
    let own = format!(
        "[[service]]\nid = \"{evil}\"\nname = \"{evil}\"\ncategory = \"\"\ngloss = \"\"\ngloss_ko = \"\"\n"
    );
    let workspace =
        Workspace::cooking().note("galpi.toml", "lexicon = ['own.toml']").note("own.toml", own);
    check(workspace.galpi(["두부"]));
    for arguments in [
        &["--notes", EVIL, "x"][..],
        &["show", EVIL],
        &["--template", EVIL, "{x"],
        &["--nope\u{1b}[31m"],
    ] {
        check(Workspace::cooking().galpi(arguments));
    }
}

/// A notebook as it is cloned: with a configuration, and an index of its own.
fn cloned() -> Workspace {
    Workspace::cooking()
        .note("galpi.toml", "index = 'index'\n")
        .file("outside/secret.md", "# 비밀\n")
}

#[cfg(unix)]
#[test]
fn an_index_that_came_along_writes_nowhere_else() {
    let link = |workspace: &Workspace, target: &str, path: &str| {
        std::os::unix::fs::symlink(workspace.path(target), workspace.path(path)).expect("a link");
    };
    let generation = |workspace: &Workspace| {
        workspace.galpi(["index"]).expect_status(0);
        let entries = fs::read_dir(workspace.path("notes/index")).expect("it is there").flatten();
        let names = entries.map(|e| e.file_name().to_string_lossy().into_owned());
        names.into_iter().find(|name| name.starts_with('g')).expect("a generation")
    };
    let check = |workspace: &Workspace, is_told: bool| {
        let before = contents(&workspace.path("outside"));
        for _ in 0..2 {
            let run = workspace.galpi(["-n1", "두부"]).expect_status(0);
            assert_eq!(run.stdout(), "요리.md:6:- 돼지고기와 **두부** 넣기\n");
            assert_eq!(!run.stderr.is_empty(), is_told, "{}", run.page());
            workspace.write("notes/new.md", "# 새 글\n");
        }
        assert_eq!(contents(&workspace.path("outside")), before);
    };
    // The lock is a link.
    let workspace = cloned();
    generation(&workspace);
    fs::remove_file(workspace.path("notes/index/.lock")).expect("it is there");
    workspace.write("notes/newer.md", "# 더 새 글\n");
    link(&workspace, "outside/made", "notes/index/.lock");
    check(&workspace, true);
    // The folder has nothing but that.
    let workspace = cloned();
    fs::create_dir(workspace.path("notes/index")).expect("a folder");
    link(&workspace, "outside/made", "notes/index/.lock");
    check(&workspace, true);
    // The marker is a link, to a file that says what a marker says.
    let workspace = cloned();
    generation(&workspace);
    fs::rename(workspace.path("notes/index/.galpi-index"), workspace.path("outside/marker"))
        .expect("it is there");
    link(&workspace, "outside/marker", "notes/index/.galpi-index");
    workspace.write("notes/newer.md", "# 더 새 글\n");
    check(&workspace, true);
    // The generation is a link.
    let workspace = cloned();
    let name = generation(&workspace);
    fs::remove_dir_all(workspace.path(&format!("notes/index/{name}"))).expect("it is there");
    link(&workspace, "outside", &format!("notes/index/{name}"));
    check(&workspace, false);
    // Files in it are links.
    for file in ["meta.json", ".managed.json", ".tantivy-writer.lock", ".tantivy-meta.lock"] {
        let workspace = cloned();
        let path = format!("notes/index/{}/{file}", generation(&workspace));
        let _ = fs::remove_file(workspace.path(&path));
        link(&workspace, "outside/made", &path);
        workspace.write("notes/newer.md", "# 더 새 글\n");
        check(&workspace, false);
    }
    // The index folder is a link.
    let workspace = cloned();
    link(&workspace, "outside", "notes/index");
    let run = workspace.galpi(["두부"]).expect_status(2);
    assert!(run.stderr().contains("leads outside"), "{}", run.page());
}

/// Folders that somebody has, named like what galpi makes, and some of what
/// they may be.
const IN_USE: [&str; 7] = [
    ".old-drafts/a.md",
    ".new-ideas/b.md",
    ".old-7/c.md",
    ".new-7/meta.json",
    "generations-of-us/meta.json",
    "g0123456789abcdef/meta.json",
    "g0123456789abcdef/d.md",
];

#[test]
fn a_folder_in_use_is_no_index() {
    // Named by the configuration and by an argument.
    for (config, index) in [
        ("index = '.'\n", None),
        ("index = ''\n", None),
        ("index = 'used'\n", None),
        ("", Some(".")),
        ("", Some("used")),
        ("", Some("..")),
    ] {
        let mut workspace = Workspace::cooking().note("galpi.toml", config);
        for path in IN_USE {
            workspace = workspace.note(path, "mine").note(&format!("used/{path}"), "mine");
        }
        let before = contents(&workspace.path("notes"));
        let above = fs::read_dir(workspace.path(".")).expect("it is there").count();
        let ask = |arguments: &[&str]| {
            let index = index.map(|index| ["--index", index]);
            workspace.galpi([index.as_slice().as_flattened(), arguments].concat())
        };
        let run = ask(&["-n1", "두부"]).expect_status(0);
        assert_eq!(run.stdout(), "요리.md:6:- 돼지고기와 **두부** 넣기\n");
        assert!(run.stderr().contains("\nhint: choose a new or empty folder"), "{}", run.page());
        for arguments in [&["index"][..], &["index", "--rebuild"]] {
            let run = ask(arguments).expect_status(2);
            assert!(run.stderr().contains("hint: "), "{}", run.page());
        }
        assert!(ask(&["status"]).stdout().contains("the folder chosen for the index"));
        assert_eq!(contents(&workspace.path("notes")), before, "{config} {index:?}");
        assert_eq!(fs::read_dir(workspace.path(".")).expect("it is there").count(), above);
    }
}

#[test]
fn nothing_else_in_an_index_folder_is_touched() {
    let workspace = cloned();
    workspace.galpi(["index"]).expect_status(0);
    // Even in its own folder, and in ones named wholly in its way.
    for path in IN_USE {
        workspace.write(&format!("notes/index/{path}"), "mine");
    }
    workspace.write("notes/index/.old-9/meta.json", "left by one that was killed");
    workspace.write("notes/new.md", "# 새 글\n");
    workspace.galpi(["index"]).expect_status(0);
    workspace.galpi(["index", "--rebuild"]).expect_status(0);
    for path in IN_USE.iter().filter(|path| **path != ".new-7/meta.json") {
        let text = fs::read_to_string(workspace.path(&format!("notes/index/{path}")));
        assert_eq!(text.ok().as_deref(), Some("mine"), "{path}");
    }
    assert!(!workspace.path("notes/index/.old-9").exists());
}

#[test]
fn a_list_of_files_to_remove_names_none_elsewhere() {
    let workspace = cloned();
    workspace.galpi(["index"]).expect_status(0);
    let entries = fs::read_dir(workspace.path("notes/index")).expect("it is there").flatten();
    let folder = entries.map(|e| e.path()).find(|path| path.is_dir()).expect("a generation");
    let list = folder.join(".managed.json");
    // Galpi keeps none; a notebook may come with one.
    assert!(!list.exists());
    let secret = workspace.path("outside/secret.md");
    let evil = serde_json::to_string(&secret).expect("it is text");
    for evil in [evil.as_str(), "\"../../garden/텃밭.md\""] {
        fs::write(&list, format!("[{evil}]")).expect("it is written");
        workspace.write("notes/new.md", format!("# 새 글 {evil}\n"));
        let run = workspace.galpi(["-n1", "두부"]).expect_status(0);
        assert_eq!(run.page(), "exit 0\n요리.md:6:- 돼지고기와 **두부** 넣기\n");
        assert!(secret.exists() && workspace.path("notes/garden/텃밭.md").exists());
    }
}

#[test]
fn an_index_of_other_notes_is_not_believed() {
    // Made where it was, and moved here with its notes.
    let workspace = cloned().file("there/a.md", "# 두부 없음\n");
    workspace.galpi(["--notes", "../there", "--index", "index", "두부"]).expect_status(0);
    let run = workspace.galpi(["--no-refresh", "-n1", "두부"]).expect_status(0);
    assert_eq!(run.page(), "exit 0\n요리.md:6:- 돼지고기와 **두부** 넣기\n");
}

#[cfg(unix)]
#[test]
fn links_among_notes_lead_nowhere() {
    let workspace = cloned();
    let link = |target: &str, path: &str| {
        std::os::unix::fs::symlink(workspace.path(target), workspace.path(path)).expect("a link");
    };
    link("outside/secret.md", "notes/link.md");
    link("outside", "notes/folder");
    workspace.galpi(["--exact", "비밀"]).expect_status(1);
    for path in ["link.md", "folder/secret.md", "../outside/secret.md"] {
        let run = workspace.galpi(["show", path]).expect_status(2);
        assert!(run.stdout.is_empty(), "{}", run.page());
    }
    // A note that became a link since it was indexed.
    fs::rename(workspace.path("notes/요리.md"), workspace.path("old.md")).expect("it is there");
    link("outside/secret.md", "notes/요리.md");
    let run = workspace.galpi(["--no-refresh", "두부"]);
    assert!(!run.page().contains("비밀"), "{}", run.page());
}

#[cfg(unix)]
#[test]
fn a_folder_that_became_a_link_is_not_read_through() {
    let workspace = Workspace::cooking()
        .note("a/깊은.md", "# 깊은 곳\n\n연근조림을 한다\n")
        .file("outside/깊은.md", "# 깊은 곳\n\n비밀번호 42\n");
    workspace.galpi(["index"]).expect_status(0);
    fs::rename(workspace.path("notes/a"), workspace.path("gone")).expect("it is there");
    std::os::unix::fs::symlink(workspace.path("outside"), workspace.path("notes/a"))
        .expect("a link");
    for arguments in [
        &["--no-refresh", "연근조림"][..],
        &["--no-refresh", "--full", "연근조림"],
        &["--no-refresh", "--json", "깊은"],
        &["연근조림"],
        &["show", "a/깊은.md"],
        &["show", "a/깊은.md:3"],
        &["show", "--raw", "a/깊은.md"],
    ] {
        let run = workspace.galpi(arguments);
        assert!(!run.page().contains("비밀번호"), "{arguments:?}: {}", run.page());
    }
}

#[cfg(unix)]
#[test]
fn names_of_files_forge_no_lines() {
    let evil = "a\nb.md:1:두부 위조\n\"c\".md";
    let workspace = Workspace::new().note(evil, "# 두부\n\n두부\n");
    let quoted = "\"a\\nb.md:1:두부 위조\\n\\\"c\\\".md\"";
    for arguments in [
        &["두부"][..],
        &["--vimgrep", "두부"],
        &["-l", "두부"],
        &["-c", "두부"],
        &["--template", "{path}", "두부"],
    ] {
        let page = text(&workspace.galpi(arguments).expect_status(0).stdout);
        for line in page.lines() {
            assert!(line.starts_with(quoted), "{arguments:?}: {page}");
        }
    }
    // Where lines aren't what parts them, they are as they are.
    for arguments in [&["-l", "-0", "두부"][..], &["--template", "{path}\\0", "두부"]] {
        let page = text(&workspace.galpi(arguments).expect_status(0).stdout);
        assert_eq!(page, format!("{evil}\0"), "{arguments:?}");
    }
}

#[test]
fn without_a_place_for_an_index_there_is_an_answer() {
    let workspace = Workspace::cooking();
    let run = |arguments: &[&str]| {
        let mut command = workspace.command(arguments);
        command.env_remove("HOME").env_remove("XDG_CACHE_HOME");
        workspace.run(command, b"")
    };
    let answer = run(&["-n1", "두부"]).expect_status(0);
    assert_eq!(answer.stdout(), "요리.md:6:- 돼지고기와 **두부** 넣기\n");
    assert!(answer.stderr().contains("there is no folder for the index"), "{}", answer.page());
    assert!(answer.stderr().contains("hint: "), "{}", answer.page());
    run(&["index"]).expect_status(2);
    assert!(run(&["status"]).stdout().contains("there is no folder for the index"));
}

#[test]
fn what_was_skipped_is_told_by_every_command() {
    let workspace = Workspace::cooking()
        .note("bin.md", b"\0\x01\x02\xff\0\0")
        .note("a.md", "# Amazon S3\n\nAmazon EBS\n");
    workspace.galpi(["index"]).expect_status(0);
    for arguments in [
        &["두부"][..],
        &["--json", "두부"],
        &["service", "S3"],
        &["service"],
        &["concept"],
        &["compare", "S3", "EBS"],
        &["explain", "두부"],
        &["related", "a.md:1"],
        &["show", "두부"],
        &["cards"],
        &["exam", "두부는? A) 두부 B) S3"],
        &["index"],
    ] {
        let run = workspace.galpi(arguments);
        let told = run.stderr();
        // A note that was written just before it was read is read once more,
        // and told of by itself then.
        let is_told = told.contains("1 note could not be read") || told.contains("bin.md: skipped");
        assert!(is_told, "{arguments:?}: {}", run.page());
    }
}

#[cfg(unix)]
#[test]
fn an_index_is_its_owner_s() {
    use std::os::unix::fs::PermissionsExt;
    let workspace = Workspace::cooking();
    workspace.galpi(["index"]).expect_status(0);
    workspace.write("notes/new.md", "# 새 글\n");
    workspace.galpi(["index"]).expect_status(0);
    let folders = fs::read_dir(workspace.index_folder()).expect("it is there").flatten();
    for folder in folders.filter(|f| f.path().is_dir()) {
        let mode = folder.metadata().expect("it is there").permissions().mode();
        assert_eq!(mode & 0o077, 0, "{mode:o}");
    }
}
