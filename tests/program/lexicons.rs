//! The own lexicon of a notebook, which its configuration names.

use crate::workspace::Workspace;

/// A lexicon of a field that the shipped one doesn't have.
const OTHER_FIELD: &str = r#"
[[service]]
id = "kube-scheduler"
name = "kube-scheduler"
short = ["KSCH"]
ko = ["쿠브 스케줄러"]
category = "control-plane"
gloss = "Decides on which machine a new group of containers is started."
gloss_ko = "새로 생긴 컨테이너 묶음을 어느 기계에서 띄울지 고른다."

[[concept]]
id = "taint"
en = ["taint"]
ko = ["테인트"]
services = ["kube-scheduler"]
gloss = "A mark on a machine that keeps work away from it."
gloss_ko = "일이 오지 않게 기계에 남기는 표시."
"#;

/// A service with a part that goes by a short name.
const PARTS: &str = r#"
[[service]]
id = "post-office"
name = "Post Office"
category = "letters"
gloss = "Takes letters and brings them."
gloss_ko = "편지를 받아 나른다."

[[service]]
id = "registered-mail"
name = "Post Office registered mail"
local = ["등기"]
category = "letters"
parent = "post-office"
gloss = "Letters that are signed for."
gloss_ko = "받은 사람이 서명하는 편지."

[[service]]
id = "telegraph"
name = "Telegraph Office"
category = "letters"
gloss = "Sends words by wire."
gloss_ko = "전선으로 글을 보낸다."

[[service]]
id = "pigeons"
name = "Pigeon Post"
rare = true
category = "letters"
gloss = "Sends words by air."
gloss_ko = "비둘기로 글을 보낸다."
"#;

#[test]
fn a_notebook_adds_its_own() {
    let notes = Workspace::new()
        .note("galpi.toml", "lexicon = [\"field.toml\", \"words.tsv\"]\n")
        .note("field.toml", OTHER_FIELD)
        .note("words.tsv", "korean\tenglish\tpos\tweight\n멧돼지\twild boar\tnoun\t1\n")
        .note("a.md", "# 쿠브 스케줄러\n\n노드를 고른다.\n\n# Boars\n\nA wild boar digs.\n");
    let run = notes.galpi(["--template", "{heading} {via}", "-n", "1", "KSCH"]);
    assert_eq!(run.stdout(), "쿠브 스케줄러 name\n", "{}", run.stderr());
    let run = notes.galpi(["--template", "{heading}", "-n", "1", "멧돼지"]);
    assert_eq!(run.stdout(), "Boars\n", "{}", run.stderr());
    let run = notes.galpi(["service", "--json", "ksch"]);
    assert!(run.stdout().contains("\"s/kube-scheduler\""), "{}", run.stdout());
    let run =
        notes.galpi(["--template", "{heading}", "-n", "1", "which machine starts containers"]);
    assert_eq!(run.stdout(), "쿠브 스케줄러\n", "{}", run.stderr());
}

#[test]
fn faults_are_told_with_their_place() {
    for (text, said) in [
        (
            OTHER_FIELD.replace("services = [\"kube-scheduler\"]", "services = [\"nothing\"]"),
            "unknown service `nothing`",
        ),
        (OTHER_FIELD.replace("gloss = \"A mark", "glos = \"A mark"), "unknown field"),
        (format!("{OTHER_FIELD}{OTHER_FIELD}"), "is already used"),
        (
            OTHER_FIELD.replace("ko = [\"테인트\"]", "ko = [\"테인트\"]\nbroader = [\"taint\"]"),
            "broader than itself",
        ),
    ] {
        let notes = Workspace::new()
            .note("galpi.toml", "lexicon = [\"field.toml\"]\n")
            .note("field.toml", text)
            .note("a.md", "# 가\n");
        let run = notes.galpi(["가"]);
        assert_eq!(run.status, Some(2), "{said}");
        let err = run.stderr();
        assert!(err.contains("field.toml:") && err.contains(said), "{said}: {err}");
    }
}

#[test]
fn parts_go_by_short_names_where_the_whole_is_spoken_of() {
    let notes = Workspace::new()
        .note("galpi.toml", "lexicon = [\"field.toml\"]\n")
        .note("field.toml", PARTS)
        .note(
            "post.md",
            "# Post Office\n\nLetters.\n\n## Registered mail\n\nIt is signed for.\n\n\
             ## 등기와 소포\n\n서명을 받는다.\n",
        )
        .note("house.md", "# 집\n\n## 등기\n\n집을 사고 올린다.\n");
    let run = notes.galpi(["service", "--template", "{heading}", "Post Office 등기"]);
    // The heading in the words of the question first.
    assert_eq!(run.stdout(), "등기와 소포\nRegistered mail\n", "{}", run.stderr());
    let out = notes.galpi(["service", "--missing"]).stdout();
    assert!(out.contains("Telegraph") && !out.contains("Pigeon"), "{out}");
}
