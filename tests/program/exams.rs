//! `galpi exam`: a question, and the notes beside each option.

use expect_test::expect;

use crate::terminal::Terminal;
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
    assert!(at("── the question as a whole") < at("── each option"), "{page}");
    assert!(at(" A  감자를 움에 둔다") < at(" B  당근을 모래에 묻는다"), "{page}");
    assert!(at(" C  우주선 연료") < at("not in your notes"), "{page}");
    assert!(at("not in your notes") < at("── deciding conditions"), "{page}");
}

#[test]
fn what_the_notes_say_nothing_of_is_told_so() {
    let mut workspace = cellar().note("가게.md", "# 임대\n\n가장 적은 보증금으로 얻는다.\n");
    for number in 0..12 {
        let text = format!("# 당근 {number}\n\n겨울 동안 당근을 둔다.\n");
        workspace = workspace.note(&format!("당근{number}.md"), text);
    }
    // What is the least of something else decides nothing.
    let question =
        "겨울 동안 당근을 둔다. 전기가 가장 적은 곳은?\nA) 당근을 모래에 묻는다\nB) 무\n";
    assert_eq!(told(&workspace, question, "!"), "");
    let page = workspace.galpi(["--color", "never", "exam", "--json", question]).stdout();
    assert!(page.contains("전기가 가장 적은"), "{page}");
}

#[test]
fn a_text_without_options_is_answered_as_a_whole() {
    let run = cellar().galpi(["exam", "당근 모래"]).expect_status(0);
    expect![[r#"
        galpi: found no options in the text; searching for it as a whole
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

/// Returns the line of a label in what a pipe gets.
fn told(workspace: &Workspace, question: &str, label: &str) -> String {
    let run = workspace.galpi_with_input(["exam", "-"], question.as_bytes());
    let lead = format!("{label}\t");
    let out = run.stdout();
    let line = out.lines().find_map(|line| line.strip_prefix(&lead));
    line.unwrap_or_else(|| panic!("{}", run.page())).to_owned()
}

#[test]
fn of_an_option_s_section_the_line_that_speaks_of_the_question_is_told() {
    let workspace = Workspace::new().note(
        "장독.md",
        "# 장독\n\n## 간장독\n\n- 배가 부르고 입이 넓다.\n- 햇볕이 드는 곳에 두고 뚜껑을 연다.\n\
         - 금이 가면 철사로 테를 맨다.\n\n## 여러 독 고르기\n\n- 된장독: 그늘에 둔다.\n\
         - 고추장독: 금이 가도 햇볕에 두고 철사로 테를 맨다.\n",
    );
    let question = |asked: &str| format!("{asked}\nA) 간장독을 쓴다\nB) 된장독을 쓴다\n");
    let of = |asked: &str, label: &str| told(&workspace, &question(asked), label);
    assert!(of("금이 간 독을 고친다. 무엇인가?", "A").contains("철사로 테"));
    assert!(of("햇볕이 드는 곳에 둔다. 무엇인가?", "A").contains("햇볕이 드는"));
    // But no line about another option, however much it speaks of the question.
    assert!(of("금이 간 독을 햇볕에 둔다. 무엇인가?", "B").ends_with("된장독: 그늘에 둔다."));
}

#[test]
fn what_says_nothing_is_no_evidence() {
    let workspace = Workspace::new()
        .note("링크.md", "# 감자 저장\n\n- https://example.com/potato\n")
        .note("움.md", "# 움\n\n감자 저장은 어둡고 서늘한 움에 한다.\n");
    let question = "어떻게 하는가?\nA) 감자 저장\nB) 당근 저장\n";
    assert_eq!(told(&workspace, question, "A"), "움.md:3:감자 저장은 어둡고 서늘한 움에 한다.");
}

#[test]
fn a_question_kept_among_the_notes_is_no_answer_to_itself() {
    let workspace = cellar().note("기출.txt", QUESTION.replace("정답: A\n", ""));
    let run = workspace.galpi_with_input(["exam", "-"], QUESTION.as_bytes()).expect_status(0);
    assert!(run.stderr().contains("your notes have this question at 기출.txt:1"), "{}", run.page());
    assert!(!run.stdout().contains("기출.txt"), "{}", run.page());
    assert!(run.stdout().contains("A\t뿌리.md:5:"), "{}", run.page());
    // What was written below it is.
    let with_answer = format!("{QUESTION}\n감자는 움에서 싹이 나기 쉬우니 배추가 낫다.\n");
    let workspace = cellar().note("기출.txt", with_answer);
    let run = workspace.galpi_with_input(["exam", "-"], QUESTION.as_bytes()).expect_status(0);
    assert!(run.stdout().contains("싹이 나기 쉬우니"), "{}", run.page());
    assert!(!run.stderr().contains("have this question"), "{}", run.page());
}

#[test]
fn a_name_in_the_other_language_is_found() {
    let workspace = Workspace::new().note(
        "sqs.md",
        "# SQS\n\n## Standard와 FIFO\n\n- Amazon SQS standard queue는 순서를 지키지 않는다.\n\
         - Amazon SQS FIFO queue는 순서를 지킨다.\n",
    );
    let question = "순서대로 처리한다. 무엇인가?\n가. SQS 표준 대기열\n나. SQS FIFO 대기열\n";
    assert!(told(&workspace, question, "가").contains("standard queue"));
    assert!(told(&workspace, question, "나").contains("FIFO queue"));
}

#[test]
fn a_question_is_pasted_into_a_terminal() {
    let workspace = cellar();
    let Some(terminal) = Terminal::open(&workspace, 80, 40, "galpi exam") else { return };
    terminal.wait_for("then press Enter and Ctrl-D");
    terminal.press("A) 감자를 움에 둔다 B) 우주선");
    terminal.press("Enter");
    terminal.press("C-d");
    let screen = terminal.wait_for("not in your notes");
    assert!(screen.contains("감자는 어둡고 서늘한 움에 둔다."), "{screen}");
}

#[test]
fn of_sections_about_one_thing_that_which_speaks_of_the_question_is_told() {
    let workspace = Workspace::new().note(
        "sqs.md",
        "# 큐\n\n## Amazon SQS 요금\n\n- 요청 수로 낸다.\n\n## Amazon SQS 암호화\n\n\
         - 저장된 메시지를 KMS 키로 암호화한다.\n",
    );
    let of = |stem: &str| told(&workspace, &format!("{stem}\nA) Amazon SQS\nB) 우표\n"), "A");
    assert!(of("메시지를 암호화해 저장한다. 무엇인가?").contains("KMS 키로"));
    assert!(of("요청 수만큼 요금을 낸다. 무엇인가?").contains("요청 수로"));
}

/// A question whose options only name statements, as Korean exams have them.
const STATEMENTS: &str = "다음 <보기> 중 옳은 것만을 고른 것은?\n<보기>\n\
    ㄱ. 감자를 움에 둔다.\nㄴ. 당근을 모래에 묻는다.\nㄷ. 우주선 연료를 채운다.\n\n\
    ① ㄱ\n② ㄱ, ㄴ\n③ ㄴ, ㄷ\n";

#[test]
fn statements_that_options_name_are_looked_up() {
    let workspace = cellar();
    let run = workspace.galpi_with_input(["exam", "-"], STATEMENTS.as_bytes()).expect_status(0);
    expect![[r#"
        ?	뿌리.md:9:당근은 모래에 묻는다.
        ?	뿌리.md:5:감자는 어둡고 서늘한 움에 둔다.
        ?	잎.md:5:배추는 신문지에 싸서 세워 둔다. 손이 가장 적게 간다.
        ㄱ	뿌리.md:5:감자는 어둡고 서늘한 움에 둔다.
        ㄴ	뿌리.md:9:당근은 모래에 묻는다.
        ㄷ	
    "#]]
    .assert_eq(&run.stdout());
    let page = workspace
        .galpi_with_input(["--color", "always", "exam", "-"], STATEMENTS.as_bytes())
        .stdout();
    let at = |part: &str| page.find(part).unwrap_or_else(|| panic!("no {part} in {page}"));
    assert!(at("── each statement") < at(" ㄱ 감자를"), "{page}");
    assert!(at(" ㄷ 우주선") < at("not in your notes"), "{page}");
    assert!(at("not in your notes") < at("── each option"), "{page}");
    // Nothing is said of what only names them.
    assert!(!page[at("── each option")..].contains("not in your notes"), "{page}");
    let told = workspace.galpi_with_input(["exam", "--json", "-"], STATEMENTS.as_bytes()).json();
    assert_eq!((&told[0]["statements"], &told[0]["options"]), (&3.into(), &3.into()));
    let of = |kind: &str| told.iter().filter(|line| line["type"] == kind).collect::<Vec<_>>();
    assert_eq!(of("statement")[1]["hit"]["answer_line"], 9);
    assert!(of("option").iter().all(|option| option["reference"] == true), "{told:?}");
}

#[test]
fn a_statement_to_be_judged_needs_no_options() {
    let workspace = cellar();
    for question in ["감자는 움에 둔다. (O / X)", "감자는 움에 둔다.\n( ) 참\n( ) 거짓\n"]
    {
        let run = workspace.galpi_with_input(["exam", "-"], question.as_bytes()).expect_status(0);
        assert_eq!(run.stderr(), "", "{question}");
        assert!(run.stdout().starts_with("?\t뿌리.md:5:"), "{}", run.page());
        assert!(!run.stdout().contains("\n1\t"), "{}", run.page());
    }
}

#[test]
fn what_a_page_writes_around_a_question_is_no_part_of_it() {
    let workspace = cellar();
    let plain = "겨울 동안 무엇을 움에 두는가?\n감자\n당근\n배추\n";
    let page = "Question 14:\nSkipped\n겨울 동안 무엇을 움에 두는가?\n감자\n(Correct)\n당근\n\
                배추\nExplanation\n감자는 싹이 난다.\n";
    let told =
        |text: &str| workspace.galpi_with_input(["exam", "--json", "-"], text.as_bytes()).json();
    let parts = |lines: Vec<serde_json::Value>| -> Vec<String> {
        let of_question = |l: &serde_json::Value| {
            ["question", "option"].contains(&l["type"].as_str().unwrap_or_default())
        };
        lines
            .iter()
            .filter(|l| of_question(l))
            .map(|l| format!("{} {} {}", l["stem"], l["label"], l["text"]))
            .collect()
    };
    assert_eq!(parts(told(page)), parts(told(plain)));
    let told = told("정보처리기사 2022년 3회 15번\n겨울 동안 무엇을 움에 두는가? ① 감자 ② 당근");
    assert_eq!(told[0]["stem"], "겨울 동안 무엇을 움에 두는가?");
}

#[test]
fn each_question_of_a_page_is_answered() {
    let workspace = cellar();
    let page = "1. 움에 두는 것은?\n① 감자\n② 우주선\n\n2. 모래에 묻는 것은?\n① 당근\n② 우주선\n";
    let run = workspace.galpi_with_input(["exam", "-"], page.as_bytes()).expect_status(0);
    let parts: Vec<String> = run.stdout().split("\n\n").map(str::to_owned).collect();
    assert_eq!(parts.len(), 2, "{}", run.page());
    assert!(parts[0].contains("①\t뿌리.md:5:"), "{}", run.page());
    assert!(parts[1].contains("①\t뿌리.md:9:"), "{}", run.page());
    let lines = workspace.galpi_with_input(["exam", "--json", "-"], page.as_bytes()).json();
    let of = |kind: &str| lines.iter().filter(|line| line["type"] == kind).count();
    assert_eq!((of("question"), of("option"), of("summary")), (2, 4, 2));
    let run = workspace.galpi_with_input(["--color", "always", "exam"], page.as_bytes());
    assert!(run.stdout().contains("══ 2/2"), "{}", run.page());
}

#[test]
fn what_is_only_of_the_same_kind_is_no_answer() {
    let workspace = Workspace::new().note(
        "독.md",
        "# 간장 항아리\n\n간장 항아리는 볕에 둔다.\n\n# 된장 항아리\n\n된장 항아리는 그늘에 둔다.\n",
    );
    let question = "어디에 두는가?\nA) 간장 항아리\nB) 우주선 항아리\nC) 우주선 항아리를 사용한다\nD) 항아리\n";
    assert!(told(&workspace, question, "A").contains("볕에"));
    assert_eq!([told(&workspace, question, "B"), told(&workspace, question, "C")], ["", ""]);
    assert!(told(&workspace, question, "D").contains("독.md"));
}

#[test]
fn a_service_that_no_note_speaks_of_is_not_in_them_by_its_words() {
    let workspace = Workspace::new()
        .note("batch.md", "# AWS Batch\n\nAWS Batch는 작업에 맞게 컴퓨팅 리소스를 최적화한다.\n")
        .note("fsx.md", "# Amazon FSx for Lustre\n\nFSx for Lustre는 HPC를 위한 파일 시스템이다.\n")
        .note("ec2.md", "# Amazon EC2\n\nAmazon EC2 인스턴스와 Amazon S3 버킷을 쓴다.\n");
    let question = "무엇인가?\nA) AWS Batch\nB) AWS Compute Optimizer\nC) FSx for Lustre\n\
                    D) Use Amazon FSx for NetApp ONTAP\nE) 컴퓨팅 리소스 최적화\n";
    let of = |label: &str| told(&workspace, question, label);
    assert!(of("A").starts_with("batch.md:3") && of("C").starts_with("fsx.md:3"));
    assert_eq!([of("B"), of("D")], ["", ""]);
    assert!(of("E").starts_with("batch.md:3"), "{}", of("E"));
}

#[test]
fn one_word_is_meant_as_the_section_has_it_that_the_question_is_about() {
    let workspace = Workspace::new()
        .note(
            "배치.md",
            "# Placement group\n\n배치 그룹은 인스턴스를 어디에 둘지 정한다.\n\n\
             - Cluster: 가까이 두어 지연 시간이 가장 짧다.\n- Spread: 서로 다른 하드웨어에 둔다.\n",
        )
        .note("작업.md", "# Fargate 배포\n\n작업을 클러스터에 올린다.\n");
    let question = "지연 시간이 가장 짧은 배치 그룹은?\nA) 클러스터\nB) 분산\n";
    assert!(told(&workspace, question, "A").starts_with("배치.md:5:"));
    // Of another question it is what stands there.
    let question = "작업을 올리는 곳은?\nA) 클러스터\nB) 분산\n";
    assert!(told(&workspace, question, "A").starts_with("작업.md:3:"));
}

#[test]
fn questions_of_a_site_s_page_are_told_apart_by_their_numbers() {
    let workspace = cellar();
    let page = "Topic 1 - Question #8\n\n감자를 둘 곳을 찾는다.\n\n    A. 움\n    B. 우주선\n\n\
                Reveal Solution   Discussion  12\n\nTopic 1 - Question #9\n\n당근을 묻는다.\n\n    \
                A. 모래\n    B. 우주선\n\nReveal Solution   Discussion  3\n";
    let lines = workspace.galpi_with_input(["exam", "--json", "-"], page.as_bytes()).json();
    let of = |kind: &str, key: &str| -> Vec<String> {
        let own = lines.iter().filter(|line| line["type"] == kind);
        own.map(|line| line[key].as_str().unwrap_or_default().to_owned()).collect()
    };
    assert_eq!(of("question", "stem"), ["감자를 둘 곳을 찾는다.", "당근을 묻는다."]);
    assert_eq!(of("option", "text"), ["움", "우주선", "모래", "우주선"]);
}
