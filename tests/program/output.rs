//! What scripts rest on: lines of a pipe, exit status, operators, configuration.

use crate::workspace::Workspace;

#[test]
fn a_pipe_gets_the_best_line_of_each_hit() {
    let run = Workspace::storage().galpi(["볼륨", "게이트웨이를"]);
    assert_eq!(run.status, Some(0));
    assert_eq!(
        run.stdout().lines().next(),
        Some("aws.md:5:- 볼륨 게이트웨이는 iSCSI 블록 볼륨을 준다.")
    );
}

#[test]
fn editors_get_places_in_bytes() {
    let run = Workspace::storage().galpi(["--vimgrep", "--exact", "블록"]);
    assert_eq!(run.stdout(), "aws.md:5:35:- 볼륨 게이트웨이는 iSCSI 블록 볼륨을 준다.\n");
    let run =
        Workspace::storage().galpi(["--vimgrep", "--exact", "--column-unit", "utf16", "블록"]);
    assert!(run.stdout().starts_with("aws.md:5:19:"), "{}", run.stdout());
}

#[test]
fn json_lines_have_the_promised_keys() {
    let run = Workspace::storage().galpi(["--json", "객체 잠금"]);
    assert_eq!(run.status, Some(0), "{}", run.stderr());
    let lines = run.json();
    let hit = &lines[0];
    assert_eq!(hit["type"], "hit");
    assert_eq!(hit["trail"], serde_json::json!(["스토리지", "S3 Object Lock"]));
    assert_eq!((hit["line"].as_u64(), hit["end_line"].as_u64()), (Some(8), Some(11)));
    for key in ["rank", "score", "id", "path", "snippet", "matches", "via", "services", "concepts"]
    {
        assert!(!hit[key].is_null(), "{key} is missing");
    }
    let found = &hit["matches"][0];
    let (line, start) = (found["line"].as_u64(), found["column"].as_u64());
    assert_eq!((line, start), (Some(8), Some(4)));
    let summary = lines.last().expect("a summary");
    assert_eq!(summary["type"], "summary");
    for key in ["query", "returned", "total", "elapsed_us", "rewrites", "index"] {
        assert!(!summary[key].is_null(), "{key} is missing");
    }
}

#[test]
fn lists_counts_and_nul() {
    let notes = Workspace::storage();
    assert_eq!(notes.galpi(["-l", "--exact", "볼륨"]).stdout(), "aws.md\n");
    assert_eq!(notes.galpi(["-l", "-0", "--exact", "볼륨"]).stdout(), "aws.md␀");
    assert_eq!(notes.galpi(["-c", "--exact", "볼륨"]).stdout(), "aws.md:1\n");
    assert_eq!(notes.galpi(["-q", "볼륨"]).stdout(), "");
    let run = notes.galpi(["--template", r"{path}:{line}\t{heading}\0", "--exact", "블록"]);
    assert_eq!(run.stdout(), "aws.md:5\t볼륨 게이트웨이␀");
    let run = notes.galpi(["--template", "{nothing}", "블록"]);
    assert_eq!(run.status, Some(2));
    assert!(run.stderr().contains("section_line"), "{}", run.stderr());
}

#[test]
fn the_exit_status_is_that_of_grep() {
    let notes = Workspace::storage();
    assert_eq!(notes.galpi(["볼륨"]).status, Some(0));
    assert_eq!(notes.galpi(["--exact", "없는낱말이다"]).status, Some(1));
    assert_eq!(notes.galpi(["--no-such-flag", "볼륨"]).status, Some(2));
    assert_eq!(notes.galpi(["--notes", "nowhere", "볼륨"]).status, Some(2));
    let mut command = notes.command(["볼륨"]);
    command.current_dir("/");
    let root = notes.run(command, b"");
    assert_eq!(root.status, Some(2), "{}", root.stdout());
    assert!(root.stderr().contains("hint:"), "{}", root.stderr());
}

#[test]
fn any_text_is_a_query() {
    let notes = Workspace::storage();
    for query in [
        "\"",
        "A) S3 B) EBS: \"which\"?\n- 둘",
        "[a-z]+(",
        "+",
        "-",
        "\u{0}\u{202e}",
        "((((",
        "   ㅋㅋ",
    ] {
        let run = notes.galpi_with_input(["-"], query.as_bytes());
        assert!(matches!(run.status, Some(0 | 1)), "{query:?}: {}", run.stderr());
    }
    assert_eq!(notes.galpi_with_input(["-"], b"").status, Some(2));
    let run = notes.galpi(["-e", "-파일 볼륨"]);
    assert_eq!(run.status, Some(0), "{}", run.stderr());
    assert_eq!(notes.galpi(["--", "index"]).status, Some(1));
}

#[test]
fn operators_narrow() {
    let notes = Workspace::storage();
    assert_eq!(notes.galpi(["-l", "+버전", "모드"]).stdout(), "");
    assert_eq!(notes.galpi(["-c", "--exact", "path:net", "서버"]).stdout(), "net/vpc.md:1\n");
    assert_eq!(notes.galpi(["--exact", "\"모드 캐시\""]).status, Some(1));
    assert_eq!(notes.galpi(["--exact", "\"캐시 모드\""]).status, Some(0));
    let run = notes.galpi(["--exact", "두다", "-웹"]);
    assert!(!run.stdout().contains("웹"), "{}", run.stdout());
    let run = notes.galpi(["--template", "{heading}", "service:s3-object-lock"]);
    assert_eq!(run.stdout(), "S3 Object Lock\n");
}

#[test]
fn other_readings_are_found_and_said() {
    let notes = Workspace::storage();
    for (query, heading, rule) in [
        ("qhffba", "볼륨 게이트웨이", "keyboard"),
        ("ㅂㄹ ㄱㅇㅌㅇㅇ", "볼륨 게이트웨이", "initials"),
        ("볼륨 게이트웨어", "볼륨 게이트웨이", "typo"),
        ("security group", "보안그룹(Security Group)", "name"),
        ("객체 잠금", "S3 Object Lock", "name"),
    ] {
        let run = notes.galpi(["--json", "-n", "1", query]);
        assert!(run.stdout().contains(heading), "{query}: {}", run.stdout());
        assert!(
            run.stdout().contains(&format!("\"{rule}\"")),
            "{query} by {rule}: {}",
            run.stdout()
        );
        let exact = notes.galpi(["--exact", "--json", "-n", "1", query]);
        if rule != "keyword" && exact.status == Some(0) {
            let via = &exact.json()[0]["via"];
            assert_ne!(via[0], rule, "{query}: {}", exact.stdout());
        }
    }
}

#[test]
fn the_last_word_may_be_half_typed() {
    let notes = Workspace::storage();
    for half in ["볼ㄹ", "게이트우", "볼륨 게이", "iSC"] {
        let run = notes.galpi(["--prefix", "--template", "{heading}", "-n", "1", half]);
        assert_eq!(run.stdout(), "볼륨 게이트웨이\n", "{half}");
    }
}

#[test]
fn what_changed_is_found_at_once() {
    let notes = Workspace::storage();
    assert_eq!(notes.galpi(["--exact", "포렌식"]).status, Some(1));
    notes.write("notes/new.md", "# 포렌식\n\n기록을 뒤진다.\n");
    assert_eq!(notes.galpi(["--exact", "-l", "포렌식"]).stdout(), "new.md\n");
    notes.write("notes/new.md", "# 다른 것\n\n바뀌었다.\n");
    assert_eq!(notes.galpi(["--exact", "포렌식"]).status, Some(1));
    std::fs::remove_file(notes.path("notes/aws.md")).expect("a note");
    assert_eq!(notes.galpi(["--exact", "볼륨"]).status, Some(1));
}

#[test]
fn one_section_is_shown_whole() {
    let notes = Workspace::storage();
    let expected =
        "## S3 Object Lock\n\n- 한 번 쓰고 여러 번 읽는 WORM 방식.\n- Versioning을 켜야 한다.\n";
    assert_eq!(notes.galpi(["show", "aws.md:10"]).stdout(), expected);
    let id = notes.galpi(["--template", "{id}", "-n", "1", "WORM"]).stdout();
    assert_eq!(notes.galpi(["show", id.trim()]).stdout(), expected);
    assert_eq!(notes.galpi(["show", "../secret.md"]).status, Some(2));
    assert_eq!(notes.galpi(["show", "zzzzzzz"]).status, Some(2));
}

#[test]
fn a_name_is_asked_after_in_three_ways_with_one_answer() {
    let notes = Workspace::storage();
    let first = |arguments: &[&str]| {
        let run = notes.galpi([&["--template", "{heading}", "-n", "1"], arguments].concat());
        run.stdout().trim().to_owned()
    };
    let by_search = first(&["S3 Object Lock"]);
    let by_service =
        notes.galpi(["service", "--template", "{heading}", "-n", "1", "객체 잠금"]).stdout();
    assert_eq!(by_search, "S3 Object Lock");
    assert_eq!(by_service.trim(), by_search);
    assert_eq!(first(&["service:\"object lock\""]), by_search);
    let run = notes.galpi(["service", "Gateway of Nowhere"]);
    assert_eq!(run.status, Some(1));
    let tally = notes.galpi(["service", "--json"]).stdout();
    assert!(tally.contains("\"id\":\"s/s3-object-lock\""), "{tally}");
}

#[test]
fn configuration_stays_inside_its_folder() {
    let notes = Workspace::new()
        .note("galpi.toml", "notes = [\"mine\"]\nindex = \".galpi\"\n")
        .note("mine/a.md", "# 볼륨\n\n글\n")
        .note("other/b.md", "# 볼륨\n\n글\n");
    let run = notes.galpi_in("notes/other", ["-l", "볼륨"]);
    assert_eq!(
        (run.status, run.stdout().as_str()),
        (Some(0), "../mine/a.md\n"),
        "{}",
        run.stderr()
    );
    assert!(notes.path("notes/.galpi").is_dir());
    for bad in ["index = \"/tmp/elsewhere\"\n", "notes = [\"../..\"]\n", "run = \"rm\"\n", "= 1"] {
        notes.write("notes/galpi.toml", bad);
        let run = notes.galpi(["볼륨"]);
        assert_eq!(run.status, Some(2), "{bad}");
        assert!(run.stderr().contains("galpi.toml"), "{}", run.stderr());
    }
}

#[test]
fn a_read_only_index_still_answers() {
    let notes = Workspace::storage();
    let run = notes.galpi(["--index", "/proc/no-such-place", "볼륨"]);
    assert_eq!(run.status, Some(0), "{}", run.stderr());
    assert!(run.stderr().contains("cannot store an index"), "{}", run.stderr());
}

#[test]
fn judged_queries_are_scored() {
    let notes = Workspace::storage().note(
        "judged.tsv",
        "qid\tcategory\tquery\tjudgments\tnote\nq1\tko\t볼륨 게이트웨이\taws.md:3:2\t\nq2\tko\tWORM\taws.md:3:2\t\n",
    );
    let run = notes.galpi(["eval", "judged.tsv"]);
    assert!(run.stdout().contains("ALL"), "{} {}", run.stdout(), run.stderr());
    let out = run.stdout();
    let all = out.lines().last().expect("a line");
    assert!(all.split_whitespace().nth(4) == Some("0.500"), "{all}");
}
