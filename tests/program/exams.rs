//! `galpi exam`: a question, and the notes beside each option.

use expect_test::expect;

use crate::workspace::Workspace;

/// Notes about storing vegetables, which no lexicon knows.
fn cellar() -> Workspace {
    Workspace::new()
        .note("뿌리.md", "# 뿌리채소 저장\n\n## 감자\n\n감자는 어둡고 서늘한 움에 둔다.\n\n## 당근\n\n당근은 모래에 묻는다.\n")
        .note("잎.md", "# 잎채소 저장\n\n## 배추\n\n배추는 신문지에 싸서 세워 둔다. 손이 가장 적게 간다.\n")
}

const QUESTION: &str = "문제 3. 겨울 동안 채소를 둔다. 손이 가장 적게 가는 것은?\n\
    A) 감자를 움에 둔다\nB) 당근을 모래에 묻는다\nC) 우주선 연료\n\n정답: A\n";

#[test]
fn each_option_has_its_section_or_none() {
    let run = cellar().galpi_with_input(["exam", "-"], QUESTION.as_bytes()).expect_status(0);
    let lines: Vec<String> = run.stdout().lines().map(str::to_owned).collect();
    let of = |label: &str| {
        let lead = format!("{label}\t");
        lines
            .iter()
            .find_map(|line| line.strip_prefix(&lead))
            .unwrap_or_else(|| panic!("{lines:?}"))
    };
    assert_eq!(of("A"), "뿌리.md:5:감자는 어둡고 서늘한 움에 둔다.");
    assert_eq!(of("B"), "뿌리.md:9:당근은 모래에 묻는다.");
    assert_eq!(of("C"), "");
    assert!(of("!").contains("손이 가장 적게 간다"), "{lines:?}");
    // Also from a pipe without a dash, and as words.
    let workspace = cellar();
    let piped = workspace.galpi_with_input(["exam"], QUESTION.as_bytes()).page();
    assert_eq!(piped, workspace.galpi(["exam", QUESTION]).page());
}

#[test]
fn the_question_as_a_whole_is_searched_for() {
    let workspace = cellar();
    let found = workspace.galpi_with_input(["--json", "-n3", "-"], QUESTION.as_bytes()).json();
    let told = workspace.galpi_with_input(["exam", "--json", "-"], QUESTION.as_bytes()).json();
    let ids = |lines: &[serde_json::Value]| -> Vec<String> {
        lines.iter().filter(|l| l["type"] == "hit").map(|l| l["id"].to_string()).collect()
    };
    assert_eq!(ids(&found), ids(&told));
    assert_eq!(told[0]["type"], "question");
    assert_eq!(told[0]["asked"], "손이 가장 적게 가는 것은?");
    assert_eq!(told[0]["stem"], "겨울 동안 채소를 둔다. 손이 가장 적게 가는 것은?");
    let options: Vec<_> = told.iter().filter(|line| line["type"] == "option").collect();
    assert_eq!(options.len(), 3, "{told:?}");
    assert_eq!(
        (&options[0]["in_notes"], &options[0]["hit"]["answer_line"]),
        (&true.into(), &5.into())
    );
    assert!(options[2].get("hit").is_none() && options[2]["in_notes"] == false, "{}", options[2]);
}

#[test]
fn a_person_sees_them_side_by_side() {
    let workspace = cellar();
    let page = workspace.galpi_with_input(["--color", "always", "exam", "-"], QUESTION.as_bytes());
    let page = page.expect_status(0).stdout();
    let at = |part: &str| page.find(part).unwrap_or_else(|| panic!("no {part} in {page}"));
    assert!(at("── the question") < at("── the options"), "{page}");
    assert!(at(" A  감자를 움에 둔다") < at(" B  당근을 모래에 묻는다"), "{page}");
    assert!(at(" C  우주선 연료") < at("not in your notes"), "{page}");
    assert!(at("not in your notes") < at("── what decides"), "{page}");
}

#[test]
fn a_text_without_options_is_answered_as_a_whole() {
    let run = cellar().galpi(["exam", "당근 모래"]).expect_status(0);
    expect![[r#"
        galpi: no options were found in the text: it is answered as a whole
    "#]]
    .assert_eq(&run.stderr());
    assert!(run.stdout().starts_with("?\t뿌리.md:9:"), "{}", run.page());
    cellar().galpi(["exam"]).expect_status(2);
}

#[test]
fn a_search_tells_of_a_question() {
    let workspace = cellar();
    let asked = |arguments: &[&str]| workspace.galpi_with_input(arguments, QUESTION.as_bytes());
    let run = asked(&["--heading", "-"]).expect_status(0);
    assert!(run.stderr().contains("a question with 3 options: `galpi exam -`"), "{}", run.page());
    assert!(!asked(&["-"]).stderr().contains("galpi exam"));
}
