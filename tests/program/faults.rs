//! What the file system refuses: full disks, failing calls, folders that
//! can't be written.

use std::fs;
use std::process::{Command, Stdio};

use crate::workspace::{Workspace, contents};

/// Says whether a shell command line works here.
#[cfg(target_os = "linux")]
fn works(line: &str) -> bool {
    let mut command = Command::new("sh");
    command.args(["-c", line]).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

/// Enough to fill what is small.
fn large() -> Workspace {
    let workspace = Workspace::cooking();
    for number in 0..8 {
        let sections = (0..60).map(|at| {
            format!(
                "# 절 {number} {at}\n\n당근 {at}개, 감자 {}개. {}\n\n",
                at * 3,
                "잘 익힌다. ".repeat(20)
            )
        });
        workspace.write(&format!("notes/{number}.md"), sections.collect::<String>());
    }
    workspace
}

/// Makes an index that is surely up to date: what was just written may have
/// been written again since.
#[cfg(unix)]
fn settle(workspace: &Workspace) {
    std::thread::sleep(std::time::Duration::from_millis(50));
    workspace.galpi(["index"]).expect_status(0);
}

const ASKED: &str = "-n3 --template '{path}:{line}:{snippet}' 두부";

/// Calls that write, or that writing needs.
#[cfg(target_os = "linux")]
const CALLS: [(&str, &str); 9] = [
    ("openat", "EIO"),
    ("write", "ENOSPC"),
    ("fsync", "EIO"),
    ("fdatasync", "EIO"),
    ("rename", "EIO"),
    ("mkdir", "EDQUOT"),
    ("unlink,rmdir,unlinkat", "EIO"),
    ("flock", "ENOLCK"),
    ("ftruncate,fallocate,pwrite64", "ENOSPC"),
];

#[cfg(target_os = "linux")]
#[test]
fn each_call_that_writes_may_fail() {
    if !works("strace -f -qq -o /dev/null -e inject=write:error=EIO:when=999 true") {
        println!("skipped: needs strace");
        return;
    }
    let workspace = Workspace::cooking();
    let right = workspace.shell(&format!("exec $galpi {ASKED}")).expect_status(0).stdout();
    let notes = contents(&workspace.path("notes"));
    let mut tried = 0;
    let mut told = 0;
    for (calls, error) in CALLS {
        // The first index, an update of it, and one made anew over it.
        for state in ["none", "old", "rebuild"] {
            let mut nothing_left = 0;
            for number in 1.. {
                prepare(&workspace, state);
                let command = if state == "rebuild" { "index --rebuild" } else { ASKED };
                // Only calls on the index count: the rest isn't writing.
                let trace = workspace.path("trace");
                let line = format!(
                    "exec strace -f -qq -o {} -e trace={calls} -e inject={calls}:error={error}:when={number} $galpi {command}",
                    trace.display(),
                );
                let run = workspace.shell(&line);
                let log = fs::read_to_string(&trace).unwrap_or_default();
                if !log.contains("INJECTED") {
                    // Threads count for themselves; a number too many for one
                    // may not be for the next run.
                    nothing_left += 1;
                    if nothing_left == 2 {
                        break;
                    }
                    continue;
                }
                let failed = log.lines().find(|line| line.contains("INJECTED")).unwrap_or_default();
                let what = format!("{calls} {number} {state}: {failed}\n{}", run.page());
                // A program that can't load its libraries says nothing of ours.
                let is_ours = failed.contains("/cache/galpi/") || !calls.starts_with("openat");
                let mut injected = log.lines().filter(|line| line.contains("INJECTED"));
                // What is told can't be told either, in whichever thread.
                let is_told = |line: &str| line.contains("write(1") || line.contains("write(2");
                if !is_ours || injected.any(is_told) {
                    continue;
                }
                tried += 1;
                assert!(!run.page().contains("panicked"), "{what}");
                assert!(!run.page().contains("defect"), "{what}");
                if state == "rebuild" {
                    assert!(matches!(run.status, Some(0 | 2)), "{what}");
                } else {
                    // There is an answer whatever happens to the index.
                    assert_eq!((run.status, run.stdout()), (Some(0), right.clone()), "{what}");
                }
                told += usize::from(!run.stderr().is_empty());
                for line in run.stderr().lines() {
                    let is_message = ["galpi: ", "hint: "].iter().any(|m| line.starts_with(m));
                    assert!(is_message, "{what}");
                }
                let after = workspace.shell(&format!("exec $galpi {ASKED}"));
                assert_eq!(after.stdout(), right, "the next answer after {what}");
                assert!(after.stderr().is_empty(), "{} after {what}", after.stderr());
            }
        }
    }
    assert_eq!(contents(&workspace.path("notes")).len(), notes.len());
    println!("{tried} calls failed, {told} were told of");
    assert!(tried > 100, "{tried}");
}

/// Brings the index into the state from which a run begins.
#[cfg(target_os = "linux")]
fn prepare(workspace: &Workspace, state: &str) {
    let _ = fs::remove_dir_all(workspace.path("cache/galpi"));
    if state != "none" {
        workspace.write("notes/더.md", "# 더\n\n무를 썬다.\n");
        workspace.galpi(["index"]).expect_status(0);
        fs::remove_file(workspace.path("notes/더.md")).expect("it is there");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_keeps_what_there_was() {
    if !works("unshare -m sh -c 'mount -t tmpfs -o size=64k none /mnt'") {
        println!("skipped: needs the right to mount");
        return;
    }
    let workspace = large();
    let right = workspace.shell(&format!("exec $galpi {ASKED}")).expect_status(0).stdout();
    let disk = workspace.path("disk");
    fs::create_dir(&disk).expect("a folder");
    let mut full = 0;
    for size in [16, 64, 96, 128, 192, 256, 384, 512, 1024, 8192] {
        let line = format!(
            "unshare -m sh -ec '
                mount -t tmpfs -o size={size}k none {disk}
                $galpi --index {disk}/i {ASKED} 2>&1
                # Less than it needs for what is new, and more than it had.
                dd if=/dev/zero of={disk}/ballast bs=1k 2>/dev/null || true
                echo \"# 새 두부\" > new.md
                echo --- full
                $galpi --index {disk}/i {ASKED} 2>&1
                $galpi --index {disk}/i --no-refresh {ASKED} 2>&1
                $galpi --index {disk}/i index 2>&1 || echo status $?
                rm new.md {disk}/ballast
                echo --- free
                $galpi --index {disk}/i {ASKED}
            '",
            disk = disk.display(),
        );
        let page = workspace.shell(&line).expect_status(0).stdout();
        assert!(!page.contains("panicked") && !page.contains("defect"), "{size} KiB: {page}");
        let (before, rest) = page.split_once("--- full\n").expect("it was written");
        let (meanwhile, after) = rest.split_once("--- free\n").expect("it was written");
        assert!(before.ends_with(&right), "{size} KiB: {page}");
        assert!(meanwhile.contains("새 두부"), "{size} KiB: {page}");
        assert!(after.ends_with(&right), "{size} KiB: {page}");
        let is_told = meanwhile.contains("No space left on device");
        full += usize::from(is_told);
        assert!(is_told || size > 1024, "{size} KiB: {page}");
    }
    println!("{full} disks were full");
}

#[cfg(unix)]
#[test]
fn a_limit_on_files_is_a_full_disk() {
    let workspace = large();
    let right = workspace.shell(&format!("exec $galpi {ASKED}")).expect_status(0).stdout();
    for blocks in [0, 1, 2, 4, 8, 16, 32, 64, 128] {
        let _ = fs::remove_dir_all(workspace.path("cache/galpi"));
        let run =
            workspace.shell(&format!("trap '' XFSZ; ulimit -f {blocks}; exec $galpi {ASKED}"));
        assert_eq!((run.status, run.stdout()), (Some(0), right.clone()), "{}", run.page());
        let told = run.stderr();
        assert!(told.is_empty() || told.contains("cannot store an index"), "{blocks}: {told}");
        assert!(blocks > 2 || told.contains("File too large"), "{blocks}: {told}");
    }
}

#[cfg(unix)]
#[test]
fn an_index_that_can_t_be_written_is_read() {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;
    let workspace = large();
    let allow = |path: &std::path::Path, mode| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("it is ours");
    };
    settle(&workspace);
    let expected = workspace.galpi(["-n3", "두부"]).expect_status(0).stdout();
    let folders: Vec<_> = contents(&workspace.path("cache"))
        .into_iter()
        .filter_map(|(path, bytes)| bytes.is_none().then_some(path))
        .chain([workspace.path("cache")])
        .collect();
    // The administrator may write anywhere, so it is somebody else who asks.
    let is_administrator = fs::metadata("/proc/self").is_ok_and(|m| {
        use std::os::unix::fs::MetadataExt;
        m.uid() == 0
    });
    const NOBODY: u32 = 65534;
    if is_administrator {
        let program = workspace.command::<&str>([]).get_program().to_owned();
        if !works_as(NOBODY, &program) {
            println!("skipped: the program can't be run by anyone else");
            return;
        }
        allow(&workspace.path("."), 0o755);
        let owned = contents(&workspace.path(".")).into_iter().map(|(path, _)| path);
        for path in owned.chain([workspace.path(".")]) {
            std::os::unix::fs::chown(&path, Some(NOBODY), None).expect("we may");
        }
    }
    let ask = |arguments: &[&str]| {
        let mut command = workspace.command(arguments);
        if is_administrator {
            command.uid(NOBODY);
        }
        workspace.run(command, b"")
    };
    // Who owns the notes has changed, so they are looked at again.
    std::thread::sleep(std::time::Duration::from_millis(50));
    ask(&["index"]).expect_status(0);
    folders.iter().for_each(|folder| allow(folder, 0o500));
    // What is up to date is read, without a word.
    let run = ask(&["-n3", "두부"]);
    assert_eq!(run.page(), format!("exit 0\n{expected}"));
    // What isn't is read in memory, and that is told.
    workspace.write("notes/new.md", "# 새 두부 두부\n");
    let run = ask(&["-n3", "새 두부"]).expect_status(0);
    assert!(run.stdout().contains("new.md"), "{}", run.page());
    assert!(run.stderr().contains("cannot store an index"), "{}", run.page());
    let run = ask(&["--no-refresh", "-n3", "두부"]);
    assert_eq!(run.page(), format!("exit 0\n{expected}"));
    let run = ask(&["index"]).expect_status(2);
    assert!(run.stderr().contains("cannot"), "{}", run.page());
    folders.iter().for_each(|folder| allow(folder, 0o700));
}

#[cfg(unix)]
fn works_as(user: u32, program: &std::ffi::OsStr) -> bool {
    use std::os::unix::process::CommandExt;
    let mut command = Command::new(program);
    command.arg("--version").uid(user).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

#[cfg(target_os = "linux")]
#[test]
fn a_mount_that_is_read_only_serves() {
    if !works("unshare -m sh -c 'mount -t tmpfs -o size=64k none /mnt'") {
        println!("skipped: needs the right to mount");
        return;
    }
    let workspace = large();
    settle(&workspace);
    let right = workspace.shell(&format!("exec $galpi {ASKED}")).expect_status(0).stdout();
    let line = format!(
        "unshare -m sh -ec '
            mount --bind {root} {root}
            mount -o remount,bind,ro {root}
            touch {root}/x 2>/dev/null && exit 9
            cd {root}/notes
            $galpi {ASKED}
        '",
        root = workspace.path("").display(),
    );
    let run = workspace.shell(&line).expect_status(0);
    assert_eq!(run.page(), format!("exit 0\n{right}"));
}
