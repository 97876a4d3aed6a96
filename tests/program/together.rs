//! Many processes on one index.

use std::fs;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::thread;
use std::time::Duration;

use crate::workspace::{Workspace, orphans};

/// Processes that ask at once.
const ASKING: usize = 50;
/// Processes that refresh at once.
const REFRESHING: usize = 5;
/// Changes of the notes meanwhile.
const CHANGES: u32 = 60;

fn notebook() -> Workspace {
    let workspace = Workspace::cooking();
    for number in 0..8 {
        let sections = (0..10).map(|at| format!("# 절 {number} {at}\n\n당근 {at}개를 찐다.\n\n"));
        workspace.write(&format!("notes/{number}.md"), sections.collect::<String>());
    }
    workspace
}

/// Puts a note in place in one go, as editors do.
fn put(workspace: &Workspace, count: u32) {
    workspace.write("counter.tmp", format!("# 계수기\n\n지금 차례는 {count} 이다.\n"));
    fs::rename(workspace.path("counter.tmp"), workspace.path("notes/counter.md"))
        .expect("it is put");
}

#[test]
fn nobody_hears_what_was_true_before_asking() {
    let workspace = notebook();
    put(&workspace, 0);
    workspace.galpi(["index"]).expect_status(0);
    let written = AtomicU32::new(0);
    let is_over = AtomicBool::new(false);
    let asked = AtomicU32::new(0);
    thread::scope(|scope| {
        scope.spawn(|| {
            for count in 1..=CHANGES {
                put(&workspace, count);
                written.store(count, Ordering::SeqCst);
                workspace
                    .write(&format!("notes/{}.md", count % 8), format!("# 절\n\n무 {count}개\n"));
                thread::sleep(Duration::from_millis(40));
            }
            is_over.store(true, Ordering::SeqCst);
        });
        for _ in 0..REFRESHING {
            scope.spawn(|| {
                while !is_over.load(Ordering::SeqCst) {
                    workspace.galpi(["index"]).expect_status(0);
                }
            });
        }
        for _ in 0..ASKING {
            scope.spawn(|| {
                loop {
                    let is_last = is_over.load(Ordering::SeqCst);
                    let least = written.load(Ordering::SeqCst);
                    let run = workspace
                        .galpi(["-n1", "--template", "{snippet}", "heading:계수기 차례는"])
                        .expect_status(0);
                    assert_eq!(run.stderr(), "", "{}", run.page());
                    let told = run.stdout();
                    let found: Option<u32> =
                        told.split(' ').find_map(|word| word.trim().parse().ok());
                    let found = found.unwrap_or_else(|| panic!("no number in {}", run.page()));
                    assert!(found >= least, "{found} was told after {least} was written");
                    asked.fetch_add(1, Ordering::SeqCst);
                    if is_last {
                        return;
                    }
                }
            });
        }
    });
    println!("{} answers while the notes changed {CHANGES} times", asked.into_inner());
    let template = ["-n0", "--template", "{path}:{line}:{snippet}"];
    let ask = |index: &[&str]| workspace.galpi([&template, index, &["당근 무 절"]].concat()).page();
    assert_eq!(ask(&[]), ask(&["--index", "../fresh"]));
    assert_eq!(orphans(&workspace.index_folder()), Vec::<String>::new());
}

#[test]
fn versions_share_a_folder_and_nothing_else() {
    // Another lexicon makes another kind of index, as another version does.
    let workspace = notebook()
        .file("galpi.toml", "notes = ['notes']\nindex = 'index'\nlexicon = ['own.tsv']\n")
        .file("own.tsv", "korean\tenglish\tpos\tweight\n당근\tkarotte\tn\t1\n");
    let with = ["-c", "karotte"];
    let without = ["--notes", "notes", "--index", "index", "-c", "당근"];
    let expected = [workspace.galpi_in("", with), workspace.galpi_in("", without)];
    let expected = expected.map(|run| run.expect_status(0).stdout());
    thread::scope(|scope| {
        for at in 0..12 {
            let (workspace, expected) = (&workspace, &expected);
            scope.spawn(move || {
                for round in 0..4 {
                    if at == 0 {
                        workspace.galpi_in("", ["index", "--rebuild"]).expect_status(0);
                    }
                    if at == 1 {
                        let arguments =
                            ["--notes", "notes", "--index", "index", "index", "--rebuild"];
                        workspace.galpi_in("", arguments).expect_status(0);
                    }
                    let run = match at % 2 {
                        0 => workspace.galpi_in("", with),
                        _ => workspace.galpi_in("", without),
                    };
                    assert_eq!(run.stdout(), expected[at % 2], "{round}: {}", run.page());
                    let is_remark = |line: &str| line.starts_with("galpi: not in your notes");
                    assert!(run.stderr().lines().all(is_remark), "{}", run.page());
                }
            });
        }
    });
    let folders = fs::read_dir(workspace.path("index")).expect("it is there").flatten();
    let generations = folders.filter(|f| f.file_name().to_string_lossy().starts_with('g')).count();
    assert_eq!(generations, 2);
}

#[test]
fn an_index_that_is_taken_away_is_made_again() {
    let workspace = notebook();
    let expected = workspace.galpi(["-n3", "당근"]).expect_status(0).stdout();
    let is_over = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            for _ in 0..40 {
                let _ = fs::remove_dir_all(workspace.path("cache/galpi"));
                thread::sleep(Duration::from_millis(15));
            }
            is_over.store(true, Ordering::SeqCst);
        });
        for _ in 0..4 {
            scope.spawn(|| {
                while !is_over.load(Ordering::SeqCst) {
                    let run = workspace.galpi(["-n3", "당근"]);
                    assert_eq!(
                        (run.status, run.stdout()),
                        (Some(0), expected.clone()),
                        "{}",
                        run.page()
                    );
                    // A remark, and what can be done about it.
                    let is_advice = |line: &str| line.starts_with("hint: ");
                    let remarks = run.stderr().lines().filter(|line| !is_advice(line)).count();
                    assert!(remarks <= 1, "{}", run.page());
                }
            });
        }
    });
    // What the last removal left half there is mended by the first, which tells.
    assert_eq!(workspace.galpi(["-n3", "당근"]).expect_status(0).stdout(), expected);
    assert_eq!(workspace.galpi(["-n3", "당근"]).page(), format!("exit 0\n{expected}"));
}
