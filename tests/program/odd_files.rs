//! Files that nobody would call notes, among notes.

use std::fs;

use unicode_normalization::UnicodeNormalization;

use crate::workspace::Workspace;

/// Finds the only section with a word, and its place.
#[track_caller]
fn check(workspace: &Workspace, query: &str, place: &str) {
    let run = workspace.galpi(["--exact", "-n1", "--template", "{path}:{line}:{column}", query]);
    assert_eq!(run.stdout().trim_end(), place, "{query}: {}", run.page());
}

#[test]
fn empty_files_hold_nothing() {
    let workspace = Workspace::cooking()
        .note("empty.md", "")
        .note("blank.md", "\n\n \t\n")
        .note("mark.md", "\u{feff}")
        .note("front.md", "---\ntitle: 두부\n---\n")
        .note("open.md", "---\ntitle: 두부\n")
        .note("fence.md", "```\n# 울타리 안\n")
        .note("heading.md", "#\n##\n###\n");
    let run = workspace.galpi(["-n1", "두부 넣기"]).expect_status(0);
    assert_eq!(run.page(), "exit 0\n요리.md:6:- 돼지고기와 **두부** 넣기\n");
    check(&workspace, "울타리", "fence.md:2:3");
}

#[test]
fn places_are_those_on_disk() {
    let decomposed: String = "볼록렌즈".nfd().collect();
    let workspace = Workspace::new()
        .note("crlf.md", "# 하나\r\n\r\n\t가나 망원경\r\n")
        .note("mark.md", "\u{feff}현미경\n")
        .note("emoji.md", "# 😀\n\n👨‍👩‍👧 돋보기\n")
        .note("decomposed.md", format!("# 렌즈\n\n가 {decomposed}\n"));
    check(&workspace, "망원경", "crlf.md:3:9");
    check(&workspace, "돋보기", "emoji.md:3:20");
    check(&workspace, "볼록렌즈", "decomposed.md:3:5");
    let run = workspace.galpi(["--exact", "-n1", "--template", "{path}:{line}", "현미경"]);
    assert_eq!(run.stdout(), "mark.md:1\n");
}

#[test]
fn other_encodings_are_read_and_told() {
    // `# 볼펜` and `가 만년필` as Korean Windows wrote them.
    let cp949 = b"# \xba\xbc\xc6\xe6\n\n\xb0\xa1 \xb8\xb8\xb3\xe2\xc7\xca\n";
    let utf16: Vec<u8> = "\u{feff}# 연필\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let broken = ["# 지우개\n\n".as_bytes(), b"\xff\xfe\xfd ", "자\n".as_bytes()].concat();
    let workspace =
        Workspace::new().note("cp949.md", cp949).note("utf16.md", utf16).note("broken.md", broken);
    let run = workspace.galpi(["--exact", "만년필"]).expect_status(0);
    // Output is UTF-8, whatever the note is.
    assert_eq!(run.stdout(), "cp949.md:3:가 만년필\n");
    for told in ["cp949.md: not UTF-8", "utf16.md: read as UTF-16", "broken.md: not valid UTF-8"] {
        assert!(run.stderr().contains(told), "{}", run.page());
    }
    check(&workspace, "만년필", "cp949.md:3:4");
    workspace.galpi(["--exact", "연필"]).expect_status(0);
    workspace.galpi(["--exact", "지우개"]).expect_status(0);
}

#[test]
fn binaries_are_skipped_and_told() {
    let workspace = Workspace::cooking().note("nul.md", b"# a\0b\n");
    let run = workspace.galpi(["두부"]).expect_status(0);
    assert!(run.stderr().contains("nul.md: skipped: a binary file"), "{}", run.page());
}

#[test]
fn large_things_are_just_large() {
    let before = "가나다라 ".repeat(90_000);
    let line = format!("{before}등대 {}\n", "마바사 ".repeat(10_000));
    assert!(line.len() > 1 << 20);
    let headings: String = (0..100_000).map(|n| format!("# 절 {n}\n")).collect();
    let image =
        format!("# 그림\n\n![x](data:image/png;base64,{})\n\n촛불\n", "QUJD".repeat(100_000));
    let workspace = Workspace::new()
        .note("line.md", &line)
        .note("headings.md", headings + "\n횃불\n")
        .note("deep.md", "> ".repeat(20_000) + "등불\n")
        .note("image.md", image);
    check(&workspace, "등대", &format!("line.md:1:{}", before.len() + 1));
    check(&workspace, "횃불", "headings.md:100002:1");
    check(&workspace, "촛불", "image.md:5:1");
    workspace.galpi(["--exact", "등불"]).expect_status(0);
    // A person isn't shown a megabyte.
    let run = workspace.galpi(["--exact", "--heading", "등대"]);
    assert!(run.stdout.len() < 2_000, "{} bytes", run.stdout.len());
    assert!(run.stdout().contains("등대"));
}

#[test]
fn names_are_kept_as_they_are() {
    let decomposed: String = "노트.md".nfd().collect();
    let workspace = Workspace::new()
        .note(&decomposed, "# 하나\n\n나침반\n")
        .note("a b:c.md", "# 둘\n\n지도\n")
        .note("-n.md", "# 셋\n\n별자리\n");
    let run = workspace.galpi(["--exact", "-l", "나침반"]);
    assert_eq!(run.stdout, format!("{decomposed}\n").as_bytes());
    check(&workspace, "지도", "a b:c.md:3:1");
    check(&workspace, "별자리", "-n.md:3:1");
    let shown = workspace.galpi(["show", "a b:c.md:3"]).expect_status(0);
    assert_eq!(shown.stdout(), "# 둘\n\n지도\n");
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_need_not_be_text() {
    use std::os::unix::ffi::OsStrExt;
    let workspace = Workspace::new();
    let name = std::ffi::OsStr::from_bytes(b"\xb3\xeb\xc6\xae.md");
    fs::write(workspace.path("notes").join(name), "# 나침반\n").expect("Linux takes it");
    let run = workspace.galpi(["-l", "나침반"]).expect_status(0);
    assert_eq!(run.stdout, b"\xb3\xeb\xc6\xae.md\n");
    let hit = &workspace.galpi(["--json", "나침반"]).json()[0];
    assert_eq!(hit["path_lossy"], true);
    let mut place = name.to_owned();
    place.push(":1");
    assert_eq!(
        workspace.galpi([std::ffi::OsStr::new("show"), &place]).page(),
        "exit 0\n# 나침반\n"
    );
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_passed_over() {
    let workspace = Workspace::cooking().note("folder.md/inside.md", "# 안쪽 서랍\n");
    let link = |target: &str, path: &str| {
        std::os::unix::fs::symlink(target, workspace.path(path)).expect("a link");
    };
    link("..", "notes/garden/loop.md");
    link(".", "notes/loop");
    link("nowhere", "notes/dangling.md");
    let made = std::process::Command::new("mkfifo").arg(workspace.path("notes/pipe.md")).status();
    assert!(made.is_ok_and(|status| status.success()), "there is a mkfifo");
    let run = workspace.galpi(["-l", "안쪽 서랍"]).expect_status(0);
    assert_eq!(run.stdout(), "folder.md/inside.md\n");
    let run = workspace.galpi(["-n1", "두부"]).expect_status(0);
    assert_eq!(run.stdout(), "요리.md:6:- 돼지고기와 **두부** 넣기\n");
    workspace.galpi(["show", "pipe.md"]).expect_status(2);
}

#[cfg(unix)]
#[test]
fn what_can_t_be_read_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let workspace =
        Workspace::cooking().note("secret.md", "# 비밀\n").note("closed/a.md", "# 닫힘\n");
    let allow = |path: &str, mode: u32| {
        let permissions = fs::Permissions::from_mode(mode);
        fs::set_permissions(workspace.path(path), permissions).expect("it is ours");
    };
    allow("notes/secret.md", 0);
    allow("notes/closed", 0);
    let is_administrator = fs::File::open(workspace.path("notes/secret.md")).is_ok();
    let run = workspace.galpi(["두부"]).expect_status(0);
    // The administrator can read anything.
    if !is_administrator {
        let told = run.stderr();
        assert!(told.contains("secret.md") && told.contains("closed"), "{}", run.page());
    }
    allow("notes/closed", 0o755);
}

#[test]
fn a_clock_that_goes_backward_hides_nothing() {
    use std::time::{Duration, SystemTime};
    const DAY: Duration = Duration::from_secs(86_400);
    let workspace = Workspace::cooking();
    let write = |text: &str, changed: SystemTime| {
        workspace.write("notes/clock.md", text);
        let file = fs::File::options().write(true).open(workspace.path("notes/clock.md"));
        file.and_then(|file| file.set_modified(changed)).expect("it is ours");
    };
    let now = SystemTime::now();
    for (word, changed) in [
        ("나침반", now + DAY),
        ("망원경", now - DAY),
        ("현미경", SystemTime::UNIX_EPOCH),
        ("돋보기", now),
    ] {
        write(&format!("# {word}\n"), changed);
        check(&workspace, word, "clock.md:1:3");
    }
}
