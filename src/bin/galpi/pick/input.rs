//! A line being typed.

use galpi::render::style::width;
use unicode_width::UnicodeWidthChar;

/// A query is some hundred characters at most; a paste may be anything.
const MAX_QUERY_BYTES: usize = 64 * 1024;

/// A line being typed, and where in it the cursor is, in bytes.
#[derive(Debug, Default)]
pub(super) struct Input {
    pub(super) text: String,
    pub(super) cursor: usize,
}

impl Input {
    /// Returns how many columns stand before the cursor.
    pub(super) fn columns_before(&self) -> usize {
        width(&self.text[..self.cursor])
    }

    pub(super) fn insert(&mut self, text: &str) {
        if self.text.len() + text.len() > MAX_QUERY_BYTES {
            return;
        }
        let plain: String = text.chars().filter(|c| !c.is_control()).collect();
        self.text.insert_str(self.cursor, &plain);
        self.cursor += plain.len();
    }

    /// Returns where what stands before the cursor begins: a character with
    /// what is drawn on it.
    pub(super) fn before(&self) -> usize {
        let before = self.text[..self.cursor].char_indices().rev();
        before
            .map(|(at, c)| (at, c.width().unwrap_or(0)))
            .find(|(_, columns)| *columns > 0)
            .map_or(0, |(at, _)| at)
    }

    pub(super) fn after(&self) -> usize {
        let mut rest = self.text[self.cursor..].char_indices().skip(1);
        let end = rest.find(|(_, c)| c.width().unwrap_or(0) > 0).map(|(at, _)| self.cursor + at);
        end.unwrap_or(self.text.len())
    }

    pub(super) fn delete(&mut self, from: usize, to: usize) {
        self.text.replace_range(from..to, "");
        self.cursor = from;
    }

    pub(super) fn delete_before(&mut self) {
        self.delete(self.before(), self.cursor);
    }

    pub(super) fn delete_after(&mut self) {
        self.delete(self.cursor, self.after());
    }

    pub(super) fn delete_word(&mut self) {
        self.delete(self.start_of_word(), self.cursor);
    }

    pub(super) fn delete_word_after(&mut self) {
        self.delete(self.cursor, self.end_of_word());
    }

    /// Returns where the word before the cursor begins.
    pub(super) fn start_of_word(&self) -> usize {
        let before = self.text[..self.cursor].trim_end();
        before.rfind(' ').map_or(0, |at| at + 1)
    }

    /// Returns where the word after the cursor ends.
    pub(super) fn end_of_word(&self) -> usize {
        let after = &self.text[self.cursor..];
        let blank = after.len() - after.trim_start().len();
        let length = after[blank..].find(' ').unwrap_or(after.len() - blank);
        self.cursor + blank + length
    }

    pub(super) fn left_by_word(&mut self) {
        self.cursor = self.start_of_word();
    }

    pub(super) fn right_by_word(&mut self) {
        self.cursor = self.end_of_word();
    }

    pub(super) fn delete_to_start(&mut self) {
        self.delete(0, self.cursor);
    }

    pub(super) fn left(&mut self) {
        self.cursor = self.before();
    }

    pub(super) fn right(&mut self) {
        self.cursor = self.after();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cursor_moves_in_words_and_takes_them_away() {
        let mut input = Input::default();
        input.insert("볼륨 게이트웨이 백업");
        input.left_by_word();
        assert_eq!(&input.text[input.cursor..], "백업");
        input.left_by_word();
        assert_eq!(&input.text[input.cursor..], "게이트웨이 백업");
        input.delete_word_after();
        assert_eq!(input.text, "볼륨  백업");
        input.right_by_word();
        assert_eq!(input.cursor, input.text.len());
        input.delete_word();
        assert_eq!(input.text, "볼륨  ");
        input.left_by_word();
        assert_eq!(input.cursor, 0);
    }
}
