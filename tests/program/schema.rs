//! Every line of JSON against the schema that is published for it.

use serde_json::Value;

use crate::workspace::Workspace;

/// The schema of `--json`. Readers of other versions must take keys that they
/// don't know; this version has none but those.
fn validator() -> jsonschema::Validator {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/render/schema.json");
    let text = std::fs::read_to_string(path).expect("there is a schema");
    strict(serde_json::from_str(&text).expect("it is JSON"))
}

/// A schema that takes no key which it doesn't list.
pub(crate) fn strict(mut schema: Value) -> jsonschema::Validator {
    close(&mut schema);
    jsonschema::draft202012::new(&schema).expect("it is a schema")
}

/// Forbids keys that aren't listed.
fn close(schema: &mut Value) {
    match schema {
        Value::Object(map) => {
            map.values_mut().for_each(close);
            if map.get("type").is_some_and(|t| t == "object") && map.contains_key("properties") {
                map.entry("additionalProperties").or_insert(false.into());
            }
        }
        Value::Array(list) => list.iter_mut().for_each(close),
        _ => {}
    }
}

#[track_caller]
fn check(validator: &jsonschema::Validator, lines: &[Value]) {
    assert!(!lines.is_empty());
    for line in lines {
        let errors: Vec<String> =
            validator.iter_errors(line).map(|e| format!("{e} at {}", e.instance_path())).collect();
        assert!(errors.is_empty(), "{line}\n{}", errors.join("\n"));
    }
}

/// Notes that give each kind of hit there is.
fn notes() -> Workspace {
    Workspace::cooking()
        .note(
            "aws.md",
            "# 스토리지\n\n## 볼륨 게이트웨이\n\n- iSCSI 블록 볼륨.\n\n## SNS vs SQS\n\n팬아웃.\n",
        )
        .note("link.md", "# 링크\n\n[[aws]]에 있다.\n")
        .note("plain.txt", "제목 없는 글, 두부\n")
        .note("cp949.md", encoded())
        .note("제목만.md", "# 우주선\n")
        .note("binary.md", b"\x7fELF\0\0\0")
}

/// `# 두부` as Korean Windows wrote it.
fn encoded() -> &'static [u8] {
    b"# \xb5\xce\xba\xce\n\n\xb5\xce\xba\xce \xb5\xce\xba\xce\n"
}

#[test]
fn every_line_is_as_the_schema_says() {
    let (notes, validator) = (notes(), validator());
    let mut rules = std::collections::BTreeSet::new();
    for query in [
        "두부",
        "볼륨 게이트웨이",
        "qhffba",
        "ㅂㄹ ㄱㅇㅌㅇㅇ",
        "게이트웨어",
        "\"블록 볼륨\"",
        "path:요리",
        "heading:찌개",
        "service:sqs",
        "volume gateway",
        "pub/sub to many queues",
        "김치찌게",
        "없는말뿐이다 +절대로",
        "제목",
    ] {
        for options in [&["--json"][..], &["--json", "--explain", "-n0"], &["--json", "--exact"]] {
            let lines = notes.galpi(options.iter().chain(&["-e", query])).json();
            check(&validator, &lines);
            let vias = lines.iter().flat_map(|line| line["via"].as_array().into_iter().flatten());
            rules.extend(vias.filter_map(|rule| rule.as_str().map(str::to_owned)));
        }
    }
    // The queries above do meet several rules.
    assert!(rules.len() >= 4, "{rules:?}");
    for arguments in [
        &["service", "SQS", "--json"][..],
        &["concept", "팬아웃", "--json"],
        &["compare", "SNS", "SQS", "--json"],
        &["service", "--json"],
        &["concept", "--json"],
        &["service", "--missing", "--json"],
        &["status", "--json"],
        &["--json", "--column-unit", "utf16", "두부"],
    ] {
        check(&validator, &notes.galpi(arguments).json());
    }
    let related = ["related", "--json", "link.md:1"];
    check(&validator, &notes.galpi(related).json());
    let mut lookup = notes.command(["두부"]);
    lookup.env("GALPI_HISTORY", "always");
    notes.run(lookup, b"").expect_status(0);
    check(&validator, &notes.galpi(["history", "--json"]).json());
    let question = "무엇인가? A) SNS B) 우주선";
    check(&validator, &notes.galpi(["exam", "--json", question]).json());
    let batch = notes.galpi_with_input(["--batch"], "두부\n볼륨\n\n".as_bytes());
    check(&validator, &batch.json());
}

#[test]
fn the_schema_refuses_what_is_no_line() {
    let validator = validator();
    let lines = notes().galpi(["--json", "두부"]).json();
    let refused = |change: &dyn Fn(&mut Value)| {
        let mut line = lines[0].clone();
        change(&mut line);
        assert!(!validator.is_valid(&line), "{line}");
    };
    refused(&|line| line["rank"] = 0.into());
    refused(&|line| line["matches"][0]["column"] = 0.into());
    refused(&|line| line["novelty"] = 1.into());
    refused(&|line| line["id"] = "iiiiiii".into());
    refused(&|line| drop(line.as_object_mut().map(|map| map.remove("path"))));
}

#[cfg(target_os = "linux")]
#[test]
fn a_path_that_is_no_text_is_told() {
    use std::os::unix::ffi::OsStrExt;
    let notes = Workspace::new();
    let name = std::ffi::OsStr::from_bytes(b"\xb5\xce\xba\xce.md");
    std::fs::write(notes.path("notes").join(name), "# 두부\n").expect("Linux takes any bytes");
    let lines = notes.galpi(["--json", "두부"]).json();
    check(&validator(), &lines);
    assert_eq!(lines[0]["path_lossy"], true);
}
