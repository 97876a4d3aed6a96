//! How many sections are found: all of them are given to who asks for all, and
//! what is only a bound is told as one.

use std::fmt::Write as _;

use crate::workspace::Workspace;

/// More than are scored one by one unless all are asked for.
const SECTIONS: usize = 5_000;
/// Notes that they are in.
const NOTES: usize = 50;

const SERVICES: [&str; 16] = [
    "Lambda",
    "Step Functions",
    "CloudTrail",
    "CloudFormation",
    "Secrets Manager",
    "Systems Manager",
    "Transit Gateway",
    "Direct Connect",
    "Global Accelerator",
    "Certificate Manager",
    "Storage Gateway",
    "Organizations",
    "Glue",
    "Fargate",
    "Batch",
    "Config",
];

/// Notes of sections of one line, in which each has `text`.
fn large(text: &str) -> Workspace {
    let mut workspace = Workspace::new();
    for note in 0..NOTES {
        let mut page = String::new();
        for section in 0..SECTIONS / NOTES {
            let _ = writeln!(page, "# {note} {section}\n\n{text}");
        }
        workspace = workspace.note(&format!("{note:02}.md"), page);
    }
    // What makes it notes on these services.
    let field: String = SERVICES.iter().map(|name| format!("# AWS {name}\n\n글\n\n")).collect();
    let workspace = workspace.note("aws.md", field);
    workspace.galpi(["index"]).expect_status(0);
    workspace
}

#[test]
fn all_are_given_to_who_asks_for_all() {
    let workspace = large("두부를 Amazon S3 bucket에 둔다");
    for query in ["두부", "+두부 둔다", "amazon s3", "S3", "service:s3", "+두부"] {
        let lines = |options: &[&str]| {
            let run = workspace.galpi(options.iter().copied().chain([query]));
            run.expect_status(0).stdout().lines().map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(lines(&["-n0"]).len(), SECTIONS, "{query}");
        assert_eq!(lines(&["-n0", "-l"]).len(), NOTES, "{query}");
        let counts = lines(&["-c"]);
        let count = |line: &String| -> usize {
            line.rsplit(':').next().and_then(|count| count.parse().ok()).expect("a count")
        };
        assert_eq!(counts.iter().map(count).sum::<usize>(), SECTIONS, "{query}");
        let summary = workspace.galpi(["--json", "-n0", query]).json().pop().expect("a summary");
        assert_eq!(summary["total"], SECTIONS, "{query}");
        assert!(summary.get("total_is_at_least").is_none(), "{query}: {summary}");
        // The first of some are the first of all.
        assert_eq!(lines(&["-n7"]), lines(&["-n0"])[..7], "{query}");
    }
}

#[test]
fn a_total_that_is_a_bound_is_told_as_one() {
    let workspace = large("두부를 Amazon S3 bucket에 둔다");
    for query in ["두부", "amazon s3"] {
        let summary = workspace.galpi(["--json", query]).json().pop().expect("a summary");
        assert_eq!(summary["total_is_at_least"], true, "{query}: {summary}");
        assert!(summary["total"].as_u64().is_some_and(|total| total < SECTIONS as u64));
        let told = workspace.galpi(["--stats", query]).stderr();
        assert!(told.contains("of at least "), "{told}");
        let mut korean = workspace.command(["--stats", query]);
        korean.env("LC_ALL", "ko_KR.UTF-8");
        let told = workspace.run(korean, b"").stderr();
        assert!(told.contains("개 이상"), "{told}");
    }
    // In a small notebook it is exact.
    let small = Workspace::cooking();
    assert!(small.galpi(["--json", "두부"]).json()[1].get("total_is_at_least").is_none());
}

#[test]
fn a_name_is_answered_by_what_is_about_it_however_large_the_notes() {
    // One section is about the service; thousands name it.
    let workspace = large("Amazon S3 두부");
    workspace.write("notes/zz.md", "# Amazon S3\n\n객체를 bucket에 둔다\n\n# AWS Lambda\n\nS3\n");
    for query in ["amazon s3", "S3"] {
        let run = workspace.galpi(["-n1", "-l", query]).expect_status(0);
        assert_eq!(run.stdout(), "zz.md\n", "{query}: {}", run.page());
    }
    let run = workspace.galpi(["service", "s3", "-n1", "-l"]).expect_status(0);
    assert_eq!(run.stdout(), "zz.md\n", "{}", run.page());
}
