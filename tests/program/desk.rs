//! What whoever sits down at it does first, and types from habit.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use expect_test::expect;

use crate::terminal::Terminal;
use crate::workspace::{Run, Workspace};

fn korean(workspace: &Workspace, arguments: &[&str]) -> Run {
    let mut command = workspace.command(arguments);
    command.env("LANG", "ko_KR.UTF-8");
    workspace.run(command, b"")
}

#[test]
fn help_is_a_command() {
    let workspace = Workspace::cooking();
    let help = |arguments: &[&str]| workspace.galpi(arguments).expect_status(0).stdout();
    assert_eq!(help(&["help"]), help(&["--help"]));
    assert_eq!(help(&["help", "search"]), help(&["search", "--help"]));
    assert_eq!(
        korean(&workspace, &["help", "show"]).stdout(),
        korean(&workspace, &["show", "--help"]).stdout()
    );
    expect![[r#"
        exit 2
        --- stderr
        galpi: unknown command `두부`
        hint: `galpi help` lists the commands; `galpi -- help 두부` searches for these words
    "#]]
    .assert_eq(&workspace.galpi(["help", "두부"]).page());
}

#[test]
fn options_of_a_search_stand_in_groups() {
    let workspace = Workspace::cooking();
    let long = workspace.galpi(["help", "search"]).stdout();
    for group in ["Which notes:", "Matching:", "Number and order:", "Display:", "Output formats:"] {
        assert!(long.contains(&format!("\n{group}\n")), "no {group} in {long}");
    }
    // Fields of templates are told.
    assert!(long.contains("{section_line}") && long.contains("{notebook}"), "{long}");
    let short = workspace.galpi(["search", "-h"]).stdout();
    assert!(short.lines().count() <= 54, "{} lines: {short}", short.lines().count());
    assert!(!short.contains("--column-unit") && long.contains("--column-unit"));
    // In Korean too, with defaults and values.
    let page = korean(&workspace, &["help", "search"]).stdout();
    for part in [
        "검색할 노트:",
        "출력 형식:",
        "[기본: byte]",
        "[쓸 수 있는 값: byte, char, utf16, cell]",
        "{path}",
    ] {
        assert!(page.contains(part), "no {part} in {page}");
    }
    let page = korean(&workspace, &["help", "completions"]).stdout();
    assert!(page.contains("[쓸 수 있는 값: bash, elvish"), "{page}");
    assert!(
        page.starts_with("셸 자동 완성") && page.contains("사용법: galpi completions <셸>"),
        "{page}"
    );
}

#[test]
fn what_is_piped_in_is_a_question() {
    let workspace = Workspace::cooking();
    let asked = workspace.galpi(["두부"]).page();
    let piped =
        |arguments: &[&str]| workspace.galpi_with_input(arguments, "두부\n".as_bytes()).page();
    assert_eq!(piped(&[]), asked);
    assert_eq!(piped(&["-n", "10"]), asked);
    assert_eq!(piped(&["search"]), asked);
    // Words that are there are the question.
    assert_eq!(workspace.galpi_with_input(["두부"], b"other").page(), asked);
    // A command's name is a word like any other there.
    let status = workspace.galpi_with_input([] as [&str; 0], b"status").status;
    assert_eq!(status, Some(1));
}

#[test]
fn a_path_among_the_words_is_told_of() {
    let workspace = Workspace::cooking();
    let run = workspace.galpi(["두부", "요리.md"]).expect_status(0);
    assert!(run.stderr().contains("`요리.md` is a file, but"), "{}", run.page());
    assert!(run.stderr().contains("`--notes '요리.md'`"), "{}", run.page());
    assert!(workspace.galpi(["두부", "없는.md"]).expect_status(0).stderr().is_empty());
}

#[test]
fn of_options_given_twice_the_last_counts() {
    let workspace = Workspace::cooking();
    let page = |arguments: &[&str]| workspace.galpi(arguments).expect_status(0).stdout();
    assert_eq!(page(&["-n5", "-n1", "찌개"]).lines().count(), 1);
    assert_eq!(page(&["--color", "always", "--color", "never", "두부"]), page(&["두부"]));
    // Queries are added up.
    let both = page(&["-e", "두부", "-e", "씨앗"]);
    assert!(both.contains("요리.md:6") && both.contains("텃밭.md:3"), "{both}");
}

#[test]
fn habits_of_ripgrep_work_or_are_answered() {
    let workspace = Workspace::cooking();
    let page = |arguments: &[&str]| workspace.galpi(arguments).expect_status(0).stdout();
    for habit in ["-i", "-S", "--smart-case", "-w", "--no-heading"] {
        assert_eq!(page(&[habit, "두부"]), page(&["두부"]), "{habit}");
    }
    assert_eq!(page(&["-l", "-g", "*.md", "씨앗"]), "garden/텃밭.md\n");
    assert_eq!(page(&["-l", "-g", "garden", "씨앗"]), "garden/텃밭.md\n");
    workspace.galpi(["-g", "!garden/**", "-g", "!garden", "--exact", "씨앗"]).expect_status(1);
    workspace.galpi(["-g", "*.txt", "--exact", "씨앗"]).expect_status(1);
    assert_eq!(page(&["-m1", "찌개"]).lines().count(), 1);
    let sorted = page(&["--sort", "path", "-l", "씨앗 두부"]);
    assert_eq!(sorted, "garden/텃밭.md\n요리.md\n");
    let run = workspace.galpi(["--stats", "두부"]).expect_status(0);
    assert!(run.stderr().contains("1 of 1 found, in 4 sections of 2 notes"), "{}", run.page());
    for (option, told) in [
        ("-v", "`-word` leaves out"),
        ("-s", "never distinguishes upper and lower"),
        ("-o", "`--json` prints what matched"),
        ("-t", "`-g '*.txt'`"),
        ("--hidden", "hidden and ignored files"),
        ("-P", "no regular expressions"),
        ("--files", "`galpi status`"),
    ] {
        let run = workspace.galpi([option, "두부"]).expect_status(2);
        assert!(run.stderr().contains(told), "{option}: {}", run.page());
        assert_ne!(korean(&workspace, &[option, "두부"]).stderr(), run.stderr());
    }
    let run = workspace.galpi(["-n", "두부"]).expect_status(2);
    assert!(run.stderr().contains("line numbers are always printed"), "{}", run.page());
    let run = workspace.galpi(["-g", "[", "두부"]).expect_status(2);
    assert!(run.stderr().contains("invalid pattern `[` for `--glob`"), "{}", run.page());
}

#[test]
fn values_that_are_none_are_told() {
    let workspace = Workspace::cooking();
    let told = |arguments: &[&str]| workspace.galpi(arguments).expect_status(2).stderr();
    for option in ["-C", "-A", "-B", "-m"] {
        assert!(told(&[option, "두부"]).contains("expected 0 or a positive number"), "{option}");
    }
    assert!(told(&["--json=3", "두부"]).contains("`--json` takes no value"));
    let run = korean(&workspace, &["open"]);
    assert!(run.stderr().contains("<ID|경로[:줄[:열]]>"), "{}", run.page());
    let run = korean(&workspace, &["--json=3", "두부"]);
    assert!(run.stderr().contains("값을 쓸 수 없습니다"), "{}", run.page());
}

#[test]
fn numbers_are_read_as_they_are_meant() {
    let workspace = Workspace::cooking();
    let told = |arguments: &[&str]| workspace.galpi(arguments).expect_status(2).stderr();
    assert!(
        told(&["-n", "-3", "두부"]).contains("invalid value `-3` for `--limit`; expected 0 or")
    );
    // Who is used to grep means the numbers of lines by it.
    assert!(told(&["-n", "두부"]).contains("line numbers are always printed"));
    assert!(told(&["cards", "-n", "x"]).contains("`galpi cards --help`"));
    assert!(told(&["두부", "-n"]).contains("missing value for `--limit <N>`"));
    // What is too large to be counted to is all.
    let many = "99999999999999999999";
    assert_eq!(
        workspace.galpi(["-n", many, "두부"]).page(),
        workspace.galpi(["-n0", "두부"]).page()
    );
}

#[test]
fn a_misspelt_command_is_told_although_its_words_are_found() {
    let workspace = Workspace::cooking();
    let run = workspace.galpi(["comapre", "두부", "된장"]).expect_status(0);
    assert!(run.stderr().contains("there is a command `galpi compare`"), "{}", run.page());
    let run = workspace.galpi(["두부", "comapre"]).expect_status(0);
    assert!(!run.stderr().contains("there is a command"), "{}", run.page());
}

#[test]
fn what_a_file_lacks_is_told_with_its_name() {
    let workspace = Workspace::cooking()
        .file("none.tsv", "qid\tcategory\tquery\tjudgments\n")
        .file("bad.tsv", "qid\tcategory\tquery\tjudgments\nq1\tword\t두부\t요리.md:6:x\n");
    let told = |arguments: &[&str]| workspace.galpi(arguments).expect_status(2).stderr();
    assert!(told(&["eval", "../none.tsv"]).contains("`../none.tsv` has no judged queries"));
    assert!(told(&["eval", "../bad.tsv"]).contains("`../bad.tsv`: line 2: "));
    assert!(told(&["show", "없는.md"]).contains("hint: name a note by its path"));
    assert!(told(&["--template", "", "두부"]).contains("the template is empty"));
    workspace.write("home/.config/galpi/config.toml", "default = 'nowhere'\n");
    std::fs::create_dir(workspace.path("empty")).expect("a folder");
    let run = workspace.galpi_in("empty", ["두부"]).expect_status(2);
    assert!(run.stderr().contains("names the notebook `nowhere`"), "{}", run.page());
}

#[test]
fn a_word_that_is_in_no_note_is_told_below_the_hits() {
    let workspace = Workspace::cooking();
    let run = workspace.galpi(["--heading", "두부 포렌식"]).expect_status(0);
    assert!(run.stdout().contains("not in any note: 포렌식"), "{}", run.page());
    let run = workspace.galpi(["--heading", "두부 넣기"]).expect_status(0);
    assert!(!run.stdout().contains("not in any note"), "{}", run.page());
}

#[test]
fn notes_of_other_formats_are_pointed_at_where_there_are_no_others() {
    let workspace = Workspace::new().note("a.org", "* 움\n");
    let run = workspace.galpi(["움"]).expect_status(1);
    assert!(run.stderr().contains("not read: .org 1; to read them, add them"), "{}", run.page());
}

#[test]
fn a_word_too_many_is_no_option() {
    let workspace = Workspace::cooking();
    expect![[r#"
        exit 2
        --- stderr
        galpi: unexpected argument `두부` for `galpi status`
        hint: `galpi status --help` lists the options
    "#]]
    .assert_eq(&workspace.galpi(["status", "두부"]).page());
}

#[test]
fn one_is_one() {
    let workspace = Workspace::new().note("a.md", "# 두부\n");
    let index = workspace.galpi(["index"]).stderr();
    assert!(index.starts_with("galpi: 1 note, 1 section: "), "{index}");
    assert!(workspace.galpi(["status"]).stdout().contains("1 section of 1 note, 1 segment"));
    assert!(workspace.galpi(["init"]).stderr().contains("there is 1 note here"));
}

#[test]
fn a_name_is_read_by_sound_and_in_the_other_language() {
    let workspace = Workspace::new().note(
        "a.md",
        "# DocumentDB\n\nAmazon DocumentDB는 JSON 문서를 담는다.\n\n# Load balancing\n\n부하 분산.\n",
    );
    let run = workspace.galpi(["service", "도큐먼트디비"]).expect_status(0);
    assert!(run.stdout().starts_with("a.md:"), "{}", run.page());
    assert!(run.stderr().contains("`도큐먼트디비` is read as Amazon DocumentDB"), "{}", run.page());
    let run = workspace.galpi(["concept", "지연"]);
    assert!(
        !run.stderr().contains("SQL join") && run.stderr().contains("is read as"),
        "{}",
        run.page()
    );
}

#[test]
fn the_list_of_services_has_its_legend_first() {
    let workspace = Workspace::new().note("a.md", "# Amazon SQS\n\n큐. Amazon S3와 함께 쓴다.\n");
    let plain = workspace.galpi(["service"]).expect_status(0);
    assert!(
        plain.stderr.is_empty() && plain.stdout().contains("       1        1  Amazon SQS"),
        "{}",
        plain.page()
    );
    let shown = workspace.galpi(["--color", "always", "service"]).stdout();
    assert!(
        shown.lines().next().is_some_and(|line| line.contains("mentions about it  name")),
        "{shown}"
    );
    let run = Workspace::new().galpi(["service"]).expect_status(1);
    assert!(run.stdout.is_empty() && run.stderr().contains("no notes in"), "{}", run.page());
    let run = Workspace::cooking().galpi(["service"]).expect_status(1);
    assert!(run.stderr().contains("mention none that galpi knows"), "{}", run.page());
}

#[test]
fn two_are_compared_in_halves() {
    let workspace = Workspace::new()
        .note("queue.md", "# Amazon SQS\n\nSQS는 메시지를 쌓아 둔다.\n")
        .note("topic.md", "# Amazon SNS\n\nSNS는 메시지를 여럿에게 보낸다.\n")
        .note("both.md", "# SNS vs SQS\n\n보내는 것과 쌓는 것.\n")
        .note("other.md", "# Amazon EC2\n\nSQS와 SNS를 부른다.\n");
    let page = |columns: &str| {
        let mut command = workspace.command(["--heading", "compare", "SQS", "SNS"]);
        command.env("COLUMNS", columns);
        workspace.run(command, b"").expect_status(0).stdout()
    };
    let narrow = page("80");
    let at = |part: &str| narrow.find(part).unwrap_or_else(|| panic!("no {part} in {narrow}"));
    assert!(at("── about both") < at("both.md:"), "{narrow}");
    assert!(
        at("── about Amazon SQS") < at("queue.md:") && at("queue.md:") < at("── about Amazon SNS"),
        "{narrow}"
    );
    assert!(
        at("── about Amazon SNS") < at("topic.md:") && at("topic.md:") < at("other.md:"),
        "{narrow}"
    );
    // Where there is room they stand beside each other.
    let wide = page("140");
    let halves =
        wide.lines().find(|line| line.contains("── about Amazon SQS")).expect("it is there");
    assert!(halves.contains("── about Amazon SNS"), "{wide}");
    assert!(
        wide.lines().any(|line| line.contains("queue.md:") && line.contains("topic.md:")),
        "{wide}"
    );
}

#[test]
fn a_lexicon_to_change_is_one_that_counts() {
    let workspace = Workspace::new().note("a.md", "# 메모\n\nExample Store에 둔다.\n");
    let run = workspace.galpi(["init", "--lexicon"]).expect_status(0);
    assert!(run.stderr().contains("created `lexicon.toml`"), "{}", run.page());
    workspace.galpi(["init", "--lexicon"]).expect_status(2);
    workspace.write("notes/galpi.toml", "lexicon = \"lexicon.toml\"\n");
    let run = workspace.galpi(["service", "이그잼플 스토어"]).expect_status(0);
    assert!(run.stdout().contains("a.md:"), "{}", run.page());
    // The Korean one too.
    let workspace = Workspace::new().note("a.md", "# 메모\n\nES1에 둔다.\n");
    korean(&workspace, &["init", "--lexicon"]).expect_status(0);
    workspace.write("notes/galpi.toml", "lexicon = \"lexicon.toml\"\n");
    workspace.galpi(["service", "Example Store"]).expect_status(0);
}

#[test]
fn an_editor_is_looked_for_as_git_does() {
    let workspace = Workspace::cooking().file("bin/vi", "#!/bin/sh\nprintf '%s ' vi \"$@\"\n");
    let vi = workspace.path("bin/vi");
    fs::set_permissions(vi, fs::Permissions::from_mode(0o755)).expect("it is allowed");
    let mut command = workspace.command(["--open", "두부"]);
    command.env("PATH", format!("{}:/usr/bin:/bin", workspace.path("bin").display()));
    assert_eq!(workspace.run(command, b"").stdout(), "vi +6 ./요리.md ");
    let mut command = workspace.command(["--open", "두부"]);
    command.env("PATH", workspace.path("nowhere"));
    let run = workspace.run(command, b"").expect_status(2);
    assert!(run.stderr().contains("there is no vi"), "{}", run.page());
}

#[test]
fn without_an_editor_what_is_picked_is_shown() {
    let workspace = Workspace::cooking();
    let line = "PATH= GALPI_PAGER= galpi pick 두부";
    let Some(terminal) = Terminal::open(&workspace, 80, 24, line) else { return };
    terminal.wait_for("▌ ");
    terminal.press("Enter");
    let screen = terminal.wait_for("[0]");
    assert!(screen.contains("요리.md:") && screen.contains("김치찌개"), "{screen}");
}

#[test]
fn what_is_picked_for_a_program_is_printed() {
    let workspace = Workspace::cooking();
    let line = "place=$(galpi pick --template '+{line} {path}' 두부); echo \"<$place>\"";
    let Some(terminal) = Terminal::open(&workspace, 80, 24, line) else { return };
    terminal.wait_for("▌ ");
    // Enter would open an editor whose output went into the line.
    terminal.press("Enter");
    let screen = terminal.wait_for("[0]");
    assert!(screen.starts_with("<+6 요리.md>"), "{screen}");
}

#[test]
fn where_there_are_no_notes_nobody_is_asked_for_a_question() {
    for command in ["galpi exam", "galpi cards", "galpi pick", "galpi 두부"] {
        let workspace = Workspace::new();
        let Some(terminal) = Terminal::open(&workspace, 100, 20, command) else { return };
        let screen = terminal.wait_for("no notes in");
        assert!(screen.contains("hint: notes are files ending in"), "{command}: {screen}");
        // Nothing is missed in what isn't there.
        let run = workspace.galpi(["history", "--missed"]);
        assert_eq!(run.stdout(), "", "{command}: {}", run.page());
    }
}

#[test]
fn messages_are_broken_at_words() {
    let workspace = Workspace::new();
    let Some(terminal) = Terminal::open(&workspace, 60, 20, "galpi 두부") else { return };
    let screen = terminal.wait_for("set GALPI_NOTES");
    assert!(screen.contains("choose\n  their folder with `--notes DIR`\n"), "{screen}");
    // Programs get a message on one line.
    let told = workspace.galpi(["두부"]).stderr();
    assert!(told.contains("choose their folder with `--notes DIR`\n"), "{told}");
}

#[test]
fn words_that_are_offered_are_words_of_the_notes() {
    let workspace = Workspace::new().note(
        "db.md",
        "# Oracle\n\nOracle databases run here, with replication.\n\n# 감시\n\n감시한다.\n",
    );
    for (query, word) in [("orcale", "Oracle"), ("repliction", "replication")] {
        let told = workspace.galpi(["--heading", query]).stderr();
        assert!(told.contains(&format!("{query} → {word}")), "{told}");
    }
    let told = workspace.galpi(["--heading", "databasezzz"]).stderr();
    assert!(told.contains("similar words in these notes: databases"), "{told}");
    // The keys of 김치 are nearly those of a Latin word.
    let told = workspace.galpi(["--heading", "김치"]).stderr();
    assert!(!told.to_lowercase().contains("oracl"), "{told}");
}

#[test]
fn long_lists_are_paged_and_their_rows_end_with_the_screen() {
    let names = ["Amazon SQS", "Amazon SNS", "Amazon S3", "Amazon EC2", "AWS Lambda", "Amazon RDS"];
    let notes: String = names.iter().map(|name| format!("# {name}\n\n글\n\n")).collect();
    let workspace = Workspace::new().note("a.md", notes);
    let pager = workspace.file("bin/page", "#!/bin/sh\necho paged; head -n 3\n");
    let program = pager.path("bin/page");
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).expect("it is allowed");
    let line = format!("GALPI_PAGER={} galpi service --missing", program.display());
    let Some(terminal) = Terminal::open(&pager, 40, 10, &line) else { return };
    let screen = terminal.wait_for("paged");
    let screen = if screen.contains("[0]") { screen } else { terminal.wait_for("[0]") };
    // Three rows, none of which goes on in the next one.
    let rows: Vec<&str> = screen.lines().skip_while(|row| !row.starts_with("paged")).collect();
    assert_eq!(rows.iter().position(|row| row.starts_with("[0]")), Some(4), "{screen}");
}

#[test]
fn as_many_sections_are_explained_as_are_asked_for() {
    let workspace = Workspace::cooking();
    let page = |arguments: &[&str]| workspace.galpi(arguments).expect_status(0).stdout();
    assert!(page(&["explain", "찌개"]).contains("The best 2 of "));
    assert!(page(&["explain", "-n1", "찌개"]).contains("The best 1 of "));
    assert_eq!(page(&["explain", "-n", "0", "찌개"]), page(&["explain", "찌개"]));
}

#[test]
fn the_size_of_a_small_index_is_told() {
    let workspace = Workspace::cooking();
    workspace.galpi(["index"]).expect_status(0);
    let status = workspace.galpi(["status"]).stdout();
    assert!(status.contains(" kB\n") && !status.contains("0.0 MB"), "{status}");
}
