//! More of everything than anyone writes: time and memory stay bounded.

use std::fmt::Write as _;
use std::process::Command;

use crate::workspace::{Run, Workspace};

/// What a run may take, in MiB: the measured worst is told in SECURITY.md.
const MEMORY: u64 = 1024;

/// Runs the program with a limit on its memory; running longer than the
/// workspace's patience is a failure as well.
#[cfg(target_os = "linux")]
fn bounded(workspace: &Workspace, arguments: &[&str], input: &[u8]) -> Run {
    let galpi = workspace.command::<&str>([]);
    let mut command = Command::new("sh");
    let line = format!("ulimit -v {} && exec \"$0\" \"$@\"", (MEMORY + 512) * 1024);
    command
        .args(["-c", &line])
        .arg(galpi.get_program())
        .args(arguments)
        .current_dir(workspace.path("notes"))
        .env_clear()
        .envs(galpi.get_envs().filter_map(|(key, value)| Some((key, value?))));
    workspace.run(command, input)
}

#[cfg(not(target_os = "linux"))]
fn bounded(workspace: &Workspace, arguments: &[&str], input: &[u8]) -> Run {
    workspace.galpi_with_input(arguments, input)
}

#[track_caller]
fn finds(text: impl AsRef<[u8]>, query: &str) -> Run {
    let workspace = Workspace::cooking().note("huge.md", text);
    bounded(&workspace, &["--exact", "-n1", query], b"").expect_status(0)
}

#[test]
fn nesting_is_only_text() {
    const DEPTH: usize = 1_000_000;
    for opening in ["> ", "- ", "[", "*", "(", "![", "<b>", "`", "1. ", "\\", "~~", "<!--", "|"] {
        finds(format!("{}\n\n# 끝\n\n등불\n", opening.repeat(DEPTH)), "등불");
    }
    let mut stairs = String::new();
    for depth in 0..2_000 {
        let _ = writeln!(stairs, "{}- 층", "  ".repeat(depth));
    }
    finds(stairs + "\n# 끝\n\n등불\n", "등불");
}

#[test]
fn a_line_may_be_one_word_or_name_again_and_again() {
    const BYTES: usize = 1 << 19;
    for piece in ["**가**나", "`가`나", "<b>가</b>나", "Batch ", "Batch(", "S3: ", "람다", "[[a]] "]
    {
        let line = piece.repeat(BYTES / piece.len());
        finds(format!("{line}\n\n# 끝\n\n등불\n"), "등불");
        finds(format!("{}{line}\n\n# 끝\n\n등불\n", "!".repeat(BYTES)), "등불");
    }
}

#[test]
fn an_outline_may_be_deep() {
    let stairs: String =
        (1..1_000).map(|level| format!("{} {}\n", "*".repeat(level), "가 ".repeat(120))).collect();
    let workspace = Workspace::cooking()
        .note("galpi.toml", "extensions = ['org']\n")
        .note("deep.org", stairs + "* 끝\n등불\n");
    bounded(&workspace, &["--exact", "-n1", "등불"], b"").expect_status(0);
}

#[test]
fn headings_may_be_long_and_many() {
    let long = "가나다 ".repeat(1_000_000);
    let sections: String = (0..3_000).map(|n| format!("## 절 {n}\n\n글\n\n")).collect();
    let run = finds(format!("# {long}등불\n\n{sections}"), "등불");
    assert!(run.stdout.len() < 32_000_000, "{}", run.stdout.len());
    finds(format!("{long}등불\n===\n\n{sections}"), "등불");
    finds("# 등불\n".repeat(300_000), "등불");
}

#[test]
fn a_query_may_be_anything() {
    let workspace = Workspace::cooking();
    let ask = |query: &str| {
        let run = bounded(&workspace, &["-n1", "-"], query.as_bytes());
        assert!(matches!(run.status, Some(0 | 1)), "{:.200}", run.page());
        assert!(!run.page().contains("defect"), "{:.500}", run.page());
    };
    for word in [
        "두부 ",
        "ㅂ",
        "ㅂ ",
        "qnfb ",
        "가",
        "a",
        "a-b/c.",
        "s3 ",
        "\"두부\" ",
        "+a ",
        "-a ",
        "service:s3 ",
        "😀",
        "e\u{301}",
        "1 ",
        "A) ",
    ] {
        ask(&word.repeat(100_000.min(1_000_000 / word.len())));
    }
    let words: String = (0..60_000).map(|n| format!("낱말{n} ")).collect();
    ask(&words);
    for query in [
        ".*",
        "^[a-z]+$",
        "(a|b){1,9}",
        "\\d+\\",
        "[[:alpha:]]",
        "(((((",
        "a{99999}",
        "$(rm -rf /)",
        "`x`",
        "'; DROP",
        "%s%n",
        "../../..",
        "두부\0\0넣기",
        "\u{202e}두부\u{202c}",
        "두\u{200b}부",
        "\u{feff}두부",
        "\u{e000}",
        "\u{10ffff}",
        "ﷺ",
        "ﬃ",
        "İ",
        "ß",
    ] {
        ask(query);
    }
    // What isn't UTF-8, among it a lone surrogate.
    for bytes in [&b"\xed\xa0\x80 \xeb\x91\x90"[..], b"\xff\xfe", b"\xeb\x91"] {
        let run = workspace.galpi_with_input(["-"], bytes);
        assert!(matches!(run.status, Some(0 | 1)), "{}", run.page());
    }
    let too_long = "두부 ".repeat(200_000);
    workspace.galpi_with_input(["-"], too_long.as_bytes()).expect_status(2);
}

#[test]
fn json_is_json_whatever_the_notes_are() {
    let workspace = Workspace::new().note(
        "a.md",
        b"# \xeb\x91\x90\xeb\xb6\x80 \xed\xa0\x80\xff\xc0\x80\n\n\xeb\x91\x90\xeb\xb6\x80 \x01\x02\"\\\xe2\x80\xa8 \xef\xbf\xbe\n",
    );
    let hits = workspace.galpi(["--json", "두부"]).expect_status(0).json();
    assert_eq!(hits.len(), 2);
}

#[test]
fn many_ignored_things_are_bounded() {
    let mut patterns = String::new();
    for number in 0..20_000 {
        let _ = writeln!(patterns, "/a{number}/**/b{number}*");
    }
    let workspace = Workspace::cooking().note(".gitignore", patterns);
    bounded(&workspace, &["두부"], b"").expect_status(0);
}

#[test]
fn a_lexicon_is_bounded() {
    let check = |name: &str, text: String, status: i32| {
        let workspace = Workspace::cooking()
            .note("galpi.toml", format!("lexicon = ['{name}']\n"))
            .note(name, text);
        let run = bounded(&workspace, &["두부"], b"").expect_status(status);
        assert!(run.stderr.len() < 10_000, "{}", run.stderr.len());
    };
    check("deep.toml", "x = ".to_owned() + &"[".repeat(1_000_000), 2);
    check("deeper.toml", "a.".repeat(500_000) + "a = 1", 2);
    check(
        "faults.toml",
        "[[service]]\nid=''\nname=''\ncategory=''\ngloss=''\ngloss_ko=''\n".repeat(20_000),
        2,
    );
    let gloss = "김치 ".repeat(1_000_000);
    let long = format!(
        "[[concept]]\nid='x'\nen=['tofu']\nko=['두부']\ngloss='{gloss}'\ngloss_ko='{gloss}'\n"
    );
    check("long.toml", long, 2);
    let rows: String = (0..300_000).map(|n| format!("말{n}\tword{n}\tn\t1\n")).collect();
    check("rows.tsv", format!("korean\tenglish\tpos\tweight\n{rows}"), 0);
    let chain: String = (0..60_000)
        .map(|n| {
            format!("[[service]]\nid='s{n}'\nname='s{n}'\ncategory=''\nparent='s{}'\ngloss='g'\ngloss_ko='g'\n", n + 1)
        })
        .collect();
    check("chain.toml", chain, 2);
    let short: String = (0..600_000).map(|_| "a\tb\tn\t1\n").collect();
    check("short.tsv", format!("korean\tenglish\tpos\tweight\n{short}"), 2);
    check("large.tsv", "word\tweight\n".to_owned() + &" ".repeat(9_000_000), 2);
    let one: String = (0..50_000).map(|n| format!("두부\tword{n}\tn\t1\n")).collect();
    check("one.tsv", format!("korean\tenglish\tpos\tweight\n{one}"), 2);
}

#[test]
fn a_question_may_have_any_number_of_labels() {
    const BYTES: usize = 1 << 19;
    let workspace = Workspace::cooking();
    for piece in ["① A) B) ", "1. ", "ㄱ. a\n", "Correct\n", "\n", "IV", "어느 것?\n① a\n② b\n\n"]
    {
        let question = piece.repeat(BYTES / piece.len());
        bounded(&workspace, &["--json", "exam", "-"], question.as_bytes());
    }
}
