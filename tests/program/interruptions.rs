//! Closed pipes, full outputs, many at once.

use std::io::Read;
use std::process::{Command, Stdio};
use std::thread;

use crate::workspace::{Workspace, wait};

/// Enough hits to fill any pipe.
fn large() -> Workspace {
    let workspace = Workspace::new();
    for number in 0..40 {
        let mut text = String::new();
        for section in 0..40 {
            text.push_str(&format!(
                "# 제목 {number} {section}\n\n두부를 {section}번 썬다. {}\n\n",
                "길게 ".repeat(40)
            ));
        }
        workspace.write(&format!("notes/{number}.md"), text);
    }
    workspace
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let workspace = large();
    workspace.galpi(["index"]).expect_status(0);
    for format in [&["--json"][..], &["--vimgrep"], &["--full"], &["--heading"], &["-c"]] {
        let mut command = workspace.command(format.iter().copied().chain(["-n0", "두부"]));
        let mut child =
            command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
        drop(child.stdout.take());
        let status = wait(&mut child);
        let mut told = String::new();
        child.stderr.take().expect("it is piped").read_to_string(&mut told).expect("it is text");
        assert_eq!((status, told.as_str()), (Some(0), ""), "{format:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn an_output_that_is_full_is_an_error() {
    let workspace = Workspace::cooking();
    let full = std::fs::File::options().write(true).open("/dev/full").expect("Linux has it");
    let mut command = workspace.command(["두부"]);
    let mut child = command.stdout(full).stderr(Stdio::piped()).spawn().expect("it starts");
    let status = wait(&mut child);
    let mut told = String::new();
    child.stderr.take().expect("it is piped").read_to_string(&mut told).expect("it is text");
    assert_eq!(status, Some(2), "{told}");
    assert!(told.starts_with("galpi: cannot write the output"), "{told}");
}

#[cfg(unix)]
#[test]
fn streams_that_are_closed_are_no_place_for_anything_else() {
    // No file of the index may get the number of a stream and be written to as
    // if it were that.
    for streams in [">&-", "2>&-", "<&-", ">&- 2>&-", "<&- >&- 2>&-"] {
        for arguments in ["-n1 두부", "index --rebuild", "--json 두부", "status"] {
            let workspace = Workspace::cooking();
            let galpi = workspace.command::<&str>([]);
            let line = format!("{} {arguments} {streams}", galpi.get_program().display());
            let mut command = Command::new("sh");
            command.args(["-c", &line]).current_dir(workspace.path("notes")).env_clear();
            command.envs(galpi.get_envs().filter_map(|(key, value)| Some((key, value?))));
            let run = workspace.run(command, b"");
            assert!(matches!(run.status, Some(0 | 2)), "{line}: {}", run.page());
            let after = workspace.galpi(["-n1", "두부"]).expect_status(0);
            assert_eq!(after.page(), "exit 0\n요리.md:6:- 돼지고기와 **두부** 넣기\n", "{line}");
        }
    }
}

#[test]
fn many_first_questions_at_once_have_one_answer() {
    let workspace = large();
    let expected =
        Workspace::run(&workspace, workspace.command(["-n3", "--index", "../alone", "두부"]), b"")
            .page();
    let answers: Vec<String> = thread::scope(|scope| {
        let runs: Vec<_> =
            (0..8).map(|_| scope.spawn(|| workspace.galpi(["-n3", "두부"]).page())).collect();
        runs.into_iter().map(|run| run.join().expect("it ends")).collect()
    });
    for answer in answers {
        assert_eq!(answer, expected);
    }
}

#[test]
fn without_a_place_for_the_index_there_is_an_answer() {
    // A file stands where the folder would be: even the administrator can't
    // write there.
    let workspace = Workspace::cooking().file("cache/galpi", "in the way");
    let run = workspace.galpi(["두부"]).expect_status(0);
    assert!(run.stdout().contains("두부"), "{}", run.page());
    assert!(run.stderr().contains("cannot store an index"), "{}", run.page());
}
