//! What sections a note has, and what of it is their text.

use super::super::outline::{MAX_HEADING_BYTES, MAX_SECTIONS};
use super::*;

/// Writes sections as `line-end_line trail | prose…`, one a line, names of
/// the note in brackets.
#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let sections = parse(text);
    let written: Vec<String> = sections
        .iter()
        .map(|s| {
            let read = |spans: &[Span]| -> Vec<&str> {
                spans.iter().map(|span| text[span.range()].trim()).collect()
            };
            let names = match (read(&s.names), read(&s.properties)) {
                (names, more) if names.is_empty() && more.is_empty() => String::new(),
                (names, more) => format!("[{}; {}] ", names.join("/"), more.join("/")),
            };
            let (trail, prose) = (s.trail.join(" > "), read(&s.prose).join("/"));
            format!("{}-{} {trail} | {names}{prose}", s.line, s.end_line)
        })
        .collect();
    assert_eq!(written, expected);
}

#[test]
fn headings_nest_and_preambles_are_sections() {
    check(
        "앞글\n\n# 하나\n글\n## 둘\n\n글 둘\n# 셋\n",
        &["1-1  | 앞글", "3-4 하나 | 글", "5-7 하나 > 둘 | 글 둘", "8-8 셋 | "],
    );
}

#[test]
fn setext_headings_count_and_code_does_not() {
    check("제목\n===\n```\n# 아님\n```\n", &["1-5 제목 | # 아님"]);
    check(
        "<div>\n# 아님\n</div>\n\n> # 인용\n\n- # 목록\n",
        &["1-5  | # 아님/인용", "7-7 목록 | "],
    );
}

#[test]
fn front_matter_gives_the_title() {
    check(
        "---\ntitle: \"노트\"\n---\n글\n\n# 하나\n",
        &["1-4 노트 | [노트; title] 글", "6-6 노트 > 하나 | "],
    );
    check("---\ntitle: 노트\n---\n\n# 노트\n글\n", &["1-3 노트 | [노트; title] ", "5-6 노트 | 글"]);
    check("+++\ntitle = '노트'\n+++\n글\n", &["1-4 노트 | [노트; title] 글"]);
    // A blank line inside, as editors leave it.
    check("---\n\ntitle: 노트\n---\n글\n", &["1-5 노트 | [노트; title] 글"]);
}

#[test]
fn front_matter_names_the_note() {
    check(
        "---\naliases: [TGW, 환승 게이트웨이]\ntags:\n  - 네트워크\ndate: 2020\n---\n글\n",
        &["1-7  | [TGW, 환승 게이트웨이/네트워크; aliases/tags/date: 2020] 글"],
    );
}

#[test]
fn a_rule_is_no_front_matter() {
    check("---\n글\n\n# 하나\n", &["1-2  | 글", "4-4 하나 | "]);
    check("---\n글: 말 많은 글\n", &["1-2  | 글: 말 많은 글"]);
}

#[test]
fn line_ends_of_windows_keep_lines_true() {
    check("# 가\r\n글\r\n\r\n# 나\r\n", &["1-2 가 | 글", "4-4 나 | "]);
}

#[test]
fn links_are_read_and_embedded_images_are_not() {
    check(
        "[문서](https://a.b/bastion-host) ![그림](data:image/png;base64,AAAA)\n",
        &["1-1  | 문서/https://a.b/bastion-host/그림"],
    );
    check("<https://a.b/c>\n", &["1-1  | https://a.b/c"]);
    check("가<br/>나\n", &["1-1  | 가/나"]);
}

#[test]
fn repeated_headings_are_counted() {
    let sections = parse("# 가\n# 가\n");
    assert_eq!((sections[0].ordinal, sections[1].ordinal), (0, 1));
}

#[test]
fn a_long_heading_is_cut_and_nothing_of_it_lost() {
    let long = "가".repeat(MAX_HEADING_BYTES);
    let text = format!("# {long} **끝**\n글\n## 둘\n");
    let sections = parse(&text);
    assert_eq!(sections[0].trail, ["가".repeat(MAX_HEADING_BYTES / 3)]);
    assert_eq!(sections[1].trail[0], sections[0].trail[0]);
    let read = sections[0].heading.into_iter().chain(sections[0].prose.iter().copied());
    let read: String = read.map(|span| &text[span.range()]).collect();
    assert_eq!(read, format!("{long} 끝글"));
}

#[test]
fn nothing_is_added_to_a_heading_that_was_cut() {
    let full = "가".repeat(MAX_HEADING_BYTES / 3);
    let sections = parse(&format!("# {full}나 &amp; b\n글\n"));
    assert_eq!(sections[0].trail, [full]);
}

#[test]
fn headings_beyond_number_are_text() {
    let sections = parse(&"# 가\n".repeat(MAX_SECTIONS + 10));
    assert_eq!(sections.len(), MAX_SECTIONS + 1);
    assert_eq!(sections[MAX_SECTIONS].prose.len(), 9);
}

#[test]
fn every_way_to_type_a_heading_is_one() {
    check(
        "##라우팅 테이블\n글\n글\n###**굵은** 것##\n끝\n",
        &["1-3 라우팅 테이블 | 글/글", "4-5 라우팅 테이블 > 굵은 것 | 끝"],
    );
    check("- ## 방화벽\n  - 규칙\n- ##차단\n", &["1-2 방화벽 | 규칙", "3-3 차단 | "]);
    check(
        "글\n**■ 하나**\n가\n\n**■ 둘**\n나\n",
        &["1-1  | 글", "2-3 ■ 하나 | 가", "5-6 ■ 둘 | 나"],
    );
    check("**준비**\n가\n\n**이것은 문장이다.**\n나\n", &["1-5 준비 | 가/이것은 문장이다./나"]);
    check("# 제목\n**준비**\n가\n", &["1-3 제목 | 준비/가"]);
    check("<h2 id=\"x\">제목</h2>\n\n글\n", &["1-3 제목 | x/글"]);
    check("<div>\n<h3>제목</h3>\n글</div>\n", &["2-3 제목 | 글"]);
    check("#태그 글\n##\n", &["1-1  | #태그 글", "2-2  | "]);
}

#[test]
fn braces_in_a_heading_are_attributes_with_their_signs_only() {
    check("## GET /users/{id}\n글\n", &["1-2 GET /users/{id} | 글"]);
    check("## 제목 {#나의-id}\n글\n", &["1-2 제목 | 나의-id/글"]);
}

#[test]
fn all_words_are_text() {
    check(
        "kubectl logs <pod-name> -n <namespace>\n",
        &["1-1  | kubectl logs <pod-name> -n <namespace>"],
    );
    check("## Optional<Member>\n글\n", &["1-2 Optional<Member> | 글"]);
    check("<!-- 나중에 감사로그 확인 -->\n글\n", &["1-2  | 나중에 감사로그 확인/글"]);
    check("[g]: https://d.org/a-b \"규정집\"\n", &["1-1  | g]: https://d.org/a-b \"규정집"]);
    check(
        "[이것](https://e.org/a \"연간 계획표\")은\n",
        &["1-1  | 이것/https://e.org/a \"연간 계획표/은"],
    );
    check("```nginx title=\"nginx.conf\"\na\n```\n", &["1-3  | nginx title=\"nginx.conf/a"]);
    check("<img src=\"a.png\" alt=\"그림\">\n", &["1-1  | a.png/그림"]);
    check("<img src=\"data:image/png;base64,AAAA\" alt=\"그림\">\n", &["1-1  | 그림"]);
    check("글[^주]\n\n[^주]: 설명\n", &["1-3  | 글/주/주/설명"]);
    check("<Tabs groupId=\"os\">\n", &["1-1  | <Tabs groupId=\"os\">"]);
}

#[test]
fn all_of_a_front_matter_is_text() {
    check(
        "---\ntitle: 회의록\naliases: [zanzibar]\nstatus: 초안\n교수: 김민수\n---\n\n배포\n",
        &["1-8 회의록 | [회의록/zanzibar; title/aliases/status: 초안/교수: 김민수] 배포"],
    );
}

#[test]
fn emphasis_before_hangul_is_none_of_the_heading() {
    check("# **가(A)**은\n", &["1-1 가(A)은 | "]);
}

#[test]
fn nothing_makes_no_section() {
    check("", &[]);
    check("\n \n", &[]);
}
