//! Nothing is waited for without end, and nothing is read without end.

use std::fs;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::workspace::{Workspace, contents};

/// Longer than galpi waits for another that writes.
const PATIENCE: Duration = Duration::from_secs(60);
const ANSWER: &str = "요리.md:6:- 돼지고기와 **두부** 넣기\n";

/// Makes a pipe that nobody writes into; says whether there are such.
fn pipe(workspace: &Workspace, path: &str) -> bool {
    let _ = fs::remove_file(workspace.path(path));
    let made = Command::new("mkfifo").arg(workspace.path(path)).status();
    let is_made = made.is_ok_and(|status| status.success());
    if !is_made {
        println!("skipped: needs mkfifo");
    }
    is_made
}

#[cfg(target_os = "linux")]
#[test]
fn a_writer_that_stopped_keeps_nobody_waiting() {
    let works = Command::new("flock").arg("--version").stdout(Stdio::null()).status();
    if !works.is_ok_and(|status| status.success()) {
        println!("skipped: needs flock");
        return;
    }
    thread::scope(|scope| {
        for has_index in [true, false] {
            scope.spawn(move || {
                let workspace = Workspace::cooking();
                workspace.galpi(["index"]).expect_status(0);
                let index = workspace.index_folder();
                if !has_index {
                    for entry in fs::read_dir(&index).expect("it is there").flatten() {
                        let _ = fs::remove_dir_all(entry.path());
                    }
                }
                let lock = index.join(".lock");
                // In one process, which ends when it is told to.
                let mut holder = Command::new("flock")
                    .arg("--no-fork")
                    .arg(lock)
                    .args(["sleep", "300"])
                    .spawn()
                    .expect("it starts");
                thread::sleep(Duration::from_millis(200));
                workspace.write("notes/new.md", "# 두부\n");
                let start = Instant::now();
                let run = workspace.galpi(["-n1", "돼지고기"]).expect_status(0);
                let took = start.elapsed();
                let refused = workspace.galpi(["index"]).expect_status(2);
                let _ = Command::new("kill").arg(holder.id().to_string()).status();
                let _ = holder.kill();
                let _ = holder.wait();
                assert!(took < PATIENCE, "{took:?}");
                assert_eq!(run.stdout(), ANSWER);
                let told = run.stderr();
                let how = if has_index { "the index as it was" } else { "the notes directly" };
                assert!(told.contains("for 10 seconds") && told.contains(how), "{told}");
                assert!(refused.stderr().contains("hint: "), "{}", refused.page());
            });
        }
    });
}

#[cfg(unix)]
#[test]
fn a_pipe_in_an_index_is_not_waited_for() {
    use std::os::unix::fs::PermissionsExt;
    let workspace = Workspace::cooking();
    workspace.galpi(["index"]).expect_status(0);
    let index = workspace.index_folder();
    let generation = fs::read_dir(&index)
        .expect("it is there")
        .flatten()
        .map(|entry| entry.path())
        .find(|path| path.is_dir())
        .expect("a generation");
    let name = |path: std::path::PathBuf| {
        path.strip_prefix(workspace.path("")).expect("inside").display().to_string()
    };
    let segment = fs::read_dir(&generation)
        .expect("it is there")
        .flatten()
        .map(|entry| entry.path())
        .find(|path| path.extension().is_some_and(|e| e == "idx"))
        .expect("a segment");
    let manifest = fs::read_dir(&generation)
        .expect("it is there")
        .flatten()
        .map(|entry| entry.path())
        .find(|path| path.to_string_lossy().contains("manifest-"))
        .expect("a manifest");
    let inside = ["meta.json", ".managed.json", ".tantivy-writer.lock", ".tantivy-meta.lock"]
        .map(|file| generation.join(file));
    let places = inside.into_iter().chain([
        segment,
        manifest,
        index.join(".lock"),
        index.join(".galpi-index"),
    ]);
    for (number, place) in places.enumerate() {
        if !pipe(&workspace, &name(place.clone())) {
            return;
        }
        workspace.write("notes/new.md", format!("# 새 글 {number}\n"));
        for arguments in [&["-n1", "두부"][..], &["--no-refresh", "-n1", "두부"]] {
            let run = workspace.galpi(arguments).expect_status(0);
            assert_eq!(run.stdout(), ANSWER, "{}: {}", place.display(), run.page());
        }
        workspace.galpi(["status"]);
        let _ = fs::remove_dir_all(workspace.path("cache/galpi"));
        workspace.galpi(["index"]).expect_status(0);
        let mode = |path: &str| {
            fs::metadata(index.join(path)).expect("it is there").permissions().mode() & 0o777
        };
        assert_eq!((mode(""), mode(".lock")), (0o700, 0o600));
    }
}

#[cfg(unix)]
#[test]
fn a_pipe_among_the_notes_is_not_waited_for() {
    for path in ["notes/a.md", "notes/garden/.gitignore", "notes/.ignore", ".gitignore"] {
        let workspace = Workspace::cooking();
        if !pipe(&workspace, path) {
            return;
        }
        let run = workspace.galpi(["-l", "두부"]);
        // Whatever it would leave out can't be known.
        let is_passed_over = ["notes/.ignore", ".gitignore"].contains(&path);
        assert_eq!(run.stdout(), if is_passed_over { "" } else { "요리.md\n" }, "{path}");
        let told = run.stderr();
        let is_told =
            told.contains("not a regular file") || told.contains("1 folder or ignore file");
        assert_eq!(is_told, path != "notes/a.md", "{path}: {}", run.page());
    }
    for (file, text) in [("galpi.toml", ""), ("words.tsv", "lexicon = ['words.tsv']\n")] {
        let workspace = Workspace::cooking().note("galpi.toml", text);
        pipe(&workspace, &format!("notes/{file}"));
        let run = workspace.galpi(["-n1", "두부"]);
        assert!(matches!(run.status, Some(0 | 2)), "{}", run.page());
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_without_end_is_not_read() {
    let link = |workspace: &Workspace, to: &str, at: &str| {
        let _ = fs::remove_file(workspace.path(at));
        std::os::unix::fs::symlink(to, workspace.path(at)).expect("a link");
    };
    // It says that it is empty, and has as many bytes as one reads.
    let endless = "/proc/self/pagemap";
    for file in ["galpi.toml", "words.tsv", ".gitignore"] {
        let workspace = Workspace::cooking().note("galpi.toml", "lexicon = ['words.tsv']\n");
        if file == ".gitignore" {
            let _ = fs::remove_file(workspace.path("notes/galpi.toml"));
        }
        link(&workspace, endless, &format!("notes/{file}"));
        let run = workspace.galpi(["-n1", "두부"]);
        assert!(!run.stderr.is_empty(), "{file}: {}", run.page());
    }
    // Nothing outside is opened, nor told of.
    let workspace = Workspace::cooking();
    link(&workspace, "/proc", "notes/p");
    let before = contents(&workspace.path("notes"));
    let told = |path: &str| {
        let run = workspace.galpi(["show", path]).expect_status(2);
        run.stderr().replace(path.trim_end_matches(":1"), "PATH")
    };
    assert_eq!(told("p/self/pagemap"), told("p/self/nothing-of-this-name"));
    assert_eq!(told("p/self/status:1"), told("p/self/nothing-of-this-name:1"));
    assert_eq!(contents(&workspace.path("notes")).len(), before.len());
}
