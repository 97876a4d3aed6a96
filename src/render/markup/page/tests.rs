//! Sections as they are laid out.

use expect_test::{Expect, expect};

use super::*;

#[track_caller]
fn check(text: &str, columns: usize, expected: Expect) {
    let rows = page(text, &[], columns, false);
    let shown: String = rows
        .iter()
        .map(|row| format!("{} {}", row.line, row.text()).trim_end().to_owned() + "\n")
        .collect();
    expected.assert_eq(&shown);
    assert!(rows.iter().all(|row| width(&row.text()) <= columns || row.text().starts_with(' ')));
}

#[test]
fn blocks_are_told_apart() {
    check(
        "## 제목 **굵게**\n\n첫 문단 `code` 끝.\n둘째 줄.\n\n> 인용\n> 계속\n\n---\n\n끝 [문서](https://a.b/c) <https://a.b>\n",
        40,
        expect![[r#"
            0 ## 제목 굵게
            1
            2 첫 문단 `code` 끝.
            3 둘째 줄.
            4
            5 │ 인용
            6 │ 계속
            7
            8 ────────────────────────────────────────
            9
            10 끝 문서 (https://a.b/c) https://a.b
        "#]],
    );
}

#[test]
fn lists_hang() {
    check(
        "1. 하나\n   - 안쪽 항목이 길어서 넘어간다\n   - [x] 다음\n2. 둘\n\n뒤\n",
        20,
        expect![[r#"
            0 1. 하나
            1    • 안쪽 항목이
            1      길어서 넘어간다
            2    • ☑ 다음
            3 2. 둘
            4
            5 뒤
        "#]],
    );
}

#[test]
fn code_keeps_its_lines() {
    check(
        "```sh\n$ galpi 아주 긴 줄은 그대로 둔다 그대로\n\n# 주석\n```\n",
        20,
        expect![[r#"
            0   sh
            1     $ galpi 아주 긴 줄은 그대로 둔다 그대로
            2
            3     # 주석
        "#]],
    );
}

#[test]
fn tables_fit_and_align() {
    let table = "| 이름 | 뜻 | n |\n|:--|:-:|--:|\n| 볼륨 게이트웨이 | 블록을 *iSCSI*로 준다<br>둘째 | 10 |\n| a | b | 2 |\n";
    check(
        table,
        60,
        expect![[r#"
            0 이름            │         뜻          │  n
            0 ────────────────┼─────────────────────┼───
            2 볼륨 게이트웨이 │ 블록을 iSCSI로 준다 │ 10
            2                 │        둘째         │
            3 a               │          b          │  2
        "#]],
    );
    check(
        table,
        30,
        expect![[r#"
            0 이름        │     뜻      │  n
            0 ────────────┼─────────────┼───
            2 볼륨        │   블록을    │ 10
            2 게이트웨이  │   iSCSI로   │
            2             │    준다     │
            2             │    둘째     │
            3 a           │      b      │  2
        "#]],
    );
    check(
        table,
        18,
        expect![[r#"
            2 • 이름: 볼륨
            2   게이트웨이
            2   뜻: 블록을
            2   iSCSI로 준다
            2   둘째
            2   n: 10
            3 • 이름: a
            3   뜻: b
            3   n: 2
        "#]],
    );
}

#[test]
fn matches_stay_marked() {
    let text = "- **볼륨** 게이트웨이는 `블록`";
    let mark = |word: &str| {
        let at = text.find(word).unwrap();
        Span::new(at, at + word.len()).into()
    };
    let rows = page(text, &[mark("볼륨"), mark("블록")], 80, true);
    let marked: Vec<&str> =
        rows[0].runs.iter().filter(|r| r.face.is_marked).map(|r| r.text.as_str()).collect();
    assert_eq!(marked, ["볼륨", "블록"]);
}

#[test]
fn links_lead_to_pages_only() {
    let rows = page("[a](javascript:x) [b](https://x.y)", &[], 80, true);
    let targets: Vec<_> = rows[0].runs.iter().filter_map(|r| r.target.as_deref()).collect();
    assert!(!targets.is_empty() && targets.iter().all(|t| *t == "https://x.y"), "{targets:?}");
}
