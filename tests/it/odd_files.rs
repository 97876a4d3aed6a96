//! Files that no one wrote as notes, and notes with every oddity, in one
//! folder: right answers, a warning each where one is due, no hang.

use crate::workspace::Workspace;

#[test]
fn odd_files_do_no_harm() {
    use unicode_normalization::UnicodeNormalization;
    let (cp949, _, _) = encoding_rs::EUC_KR.encode("# 시피구사구\n\n볼륨을 옛 방식으로 적었다\n");
    let nfd: String = "자모 분리".nfd().collect();
    let notes = Workspace::new()
        .note("empty.md", "")
        .note("front.md", "---\ntitle: 앞글만\n---\n")
        .note("fence.md", "```\n# 아님\n```\n")
        .note("long-line.md", format!("# 긴줄\n\n{}바늘\n", "가나다 ".repeat(120_000)))
        .note("many.md", "# 같은 제목\n".repeat(100_000))
        .note("nul.md", b"# a\0\0\0b\n")
        .note("invalid.md", b"# \xff\xfe\xfd broken\n\nwordhere \xc3\n")
        .note("cp949.md", &cp949)
        .note("bom.md", "\u{feff}# 비오엠\n\n글\n")
        .note("crlf.md", "# 줄끝\r\n\r\n둘째 줄\r\n")
        .note(
            &format!("{nfd}.md"),
            format!("# {nfd}\n\n{}\n", "볼륨 게이트웨이".nfd().collect::<String>()),
        )
        .note("tabs.md", "\t# 코드\n\n#\t탭 제목\n\n글\n")
        .note("html.md", "<div>\n# 안쪽\n</div>\n\n본문<br/>끝\n")
        .note("deep.md", format!("{}\n# 깊은곳\n", "> ".repeat(20_000)))
        .note(
            "image.md",
            format!("# 그림\n\n![x](data:image/png;base64,{})\n", "QUJD".repeat(50_000)),
        )
        .note("a.md/inside.md", "# 폴더 안\n\n글\n")
        .note(".hidden.md", "# 숨김\n")
        .note("ignored.md", "# 무시\n")
        .note(".gitignore", "ignored.md\n");
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(notes.notes(), notes.notes().join("loop")).expect("a link");
        let fifo = notes.notes().join("pipe.md");
        let made = std::process::Command::new("mkfifo").arg(&fifo).status();
        assert!(made.is_ok_and(|status| status.success()));
    }
    let run = notes.galpi(["index"]);
    assert_eq!(run.status, 0, "{}", run.err);
    for (file, said) in [("nul.md", "binary"), ("invalid.md", "UTF-8"), ("cp949.md", "EUC-KR")] {
        let count = run.err.lines().filter(|line| line.contains(file)).count();
        assert_eq!(count, 1, "{file}: {}", run.err);
        assert!(run.err.contains(said), "{}", run.err);
    }
    for (query, place) in [
        ("바늘", "long-line.md:3:"),
        ("옛 방식", "cp949.md:3:"),
        ("비오엠", "bom.md:1:"),
        ("둘째", "crlf.md:3:"),
        ("wordhere", "invalid.md:3:"),
        ("탭 제목", "tabs.md:3:"),
        ("폴더", "a.md/inside.md:1:"),
        ("앞글", "front.md:2:"),
    ] {
        let run = notes.galpi(["--exact", "-n", "1", query]);
        assert!(run.out.starts_with(place), "{query}: {}", run.out);
    }
    let run = notes.galpi(["--vimgrep", "-n", "1", "게이트웨이"]);
    assert!(run.out.contains(".md:3:20:"), "{}", run.out);
    for hidden in ["숨김", "무시"] {
        assert_eq!(notes.galpi(["--exact", hidden]).status, 1, "{hidden}");
    }
}
