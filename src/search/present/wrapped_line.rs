//! Lines that were broken to fit a width: one sentence stands on several.

use unicode_width::UnicodeWidthStr;

/// A shorter line ends where its writer wanted it to.
const MIN_BROKEN_COLUMNS: usize = 40;
/// Words of a name that a value stands behind, at most.
const MAX_NAME_WORDS: usize = 2;

/// Says whether the sentence of a line goes on in the next one.
pub(crate) fn is_continued(line: &str, next: &str) -> bool {
    let (this, next) = (line.trim_end(), next.trim());
    let end = this.trim_end_matches(['*', '_', '`', '"', '\'', ')', '”', '’', '\\']);
    let is_over = end.ends_with(['.', '?', '!', ':', '：', '。', ';']);
    // Two blanks or a sign at the end break the line.
    let is_broken = line.ends_with("  ") || this.ends_with('\\');
    !is_over
        && !is_broken
        && UnicodeWidthStr::width(this) >= MIN_BROKEN_COLUMNS
        && !begins_block(this, true)
        && !begins_block(next, false)
}

/// Says whether a line begins something else than text, or is none; an item of a
/// list may go on.
fn begins_block(line: &str, may_be_item: bool) -> bool {
    let line = line.trim_start();
    let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_numbered = digits.len() < line.len() && digits.starts_with(['.', ')']);
    let is_item = is_numbered || ["- ", "* ", "+ "].iter().any(|sign| line.starts_with(sign));
    let signs = ["#", ">", "|", "```", "~~~", "<", "---", "===", "***", "![", "{{", "$$"];
    line.is_empty()
        || signs.iter().any(|sign| line.starts_with(sign))
        || (is_item || is_entry(line)) && !may_be_item
}

/// Says whether a line gives the value of something that it names, as properties of
/// a note and lists without signs do.
fn is_entry(line: &str) -> bool {
    let Some((name, value)) = line.split_once(':') else { return false };
    let is_name = |name: &str| {
        name.split_whitespace().count() <= MAX_NAME_WORDS
            && name.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '_' | '-'))
    };
    (value.is_empty() || value.starts_with(' ')) && is_name(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_goes_on_behind_a_broken_line() {
        let long = "- 감자는 서늘한 곳에서 잘 자라는 여러해살이풀의 덩이줄기로";
        assert!(is_continued(long, "  밭에 심는다."));
        for next in ["- 무", "1. 무", "", "# 무", "| 무 |", "```", "> 무", "무 : 밭", "tags:"]
        {
            assert!(!is_continued(long, next), "{next}");
        }
        assert!(!is_continued(&format!("{long}."), "밭에 심는다."));
        assert!(!is_continued(&format!("{long}  "), "밭에 심는다."));
        assert!(!is_continued("무", "배추"));
    }
}
