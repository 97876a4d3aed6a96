//! What is typed, found and chosen; what each key does.

use galpi::language::Catalogue;
use galpi::render::style::width;
use galpi::search::{Hit, Hits};
use ratatui_crossterm::crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use unicode_width::UnicodeWidthChar;

use super::worker::{Ask, Question};

/// A query is some hundred characters at most; a paste may be anything.
const MAX_QUERY_BYTES: usize = 64 * 1024;
/// Copying more through the terminal (OSC 52) is refused by many terminals.
const MAX_COPY_BYTES: usize = 48 * 1024;

/// What a key asks for.
#[derive(Debug)]
pub(super) enum Action {
    None,
    Search(Question),
    Copy(String),
    Leave,
    Open(Box<Hit>),
    Print(Box<Hit>),
}

/// All there is to draw.
pub(super) struct State {
    pub(super) language: &'static Catalogue,
    /// Names of the notebooks, where there are several.
    pub(super) names: Vec<String>,
    pub(super) input: Input,
    /// Earlier queries, offered while nothing is typed.
    pub(super) earlier: Vec<String>,
    pub(super) hits: Option<Hits>,
    pub(super) selected: usize,
    /// Rows that the preview was moved by.
    pub(super) scroll: i32,
    /// Rows of the list and of the preview, as last drawn.
    pub(super) list_height: usize,
    pub(super) preview_height: usize,
    /// Something to tell until the next key.
    pub(super) notice: Option<String>,
    asked: u64,
    answered: u64,
}

/// A line being typed, and where in it the cursor is, in bytes.
#[derive(Debug, Default)]
pub(super) struct Input {
    pub(super) text: String,
    pub(super) cursor: usize,
}

impl State {
    pub(super) fn new(query: &str, earlier: Vec<String>, language: &'static Catalogue) -> Self {
        let mut input = Input::default();
        input.insert(query);
        Self {
            language,
            names: Vec::new(),
            input,
            earlier,
            hits: None,
            selected: 0,
            scroll: 0,
            list_height: 10,
            preview_height: 10,
            notice: None,
            asked: 0,
            answered: 0,
        }
    }

    /// Says whether an answer is to come.
    pub(super) fn is_waiting(&self) -> bool {
        self.asked != self.answered
    }

    /// Makes the question that what is typed asks; there is none in an empty
    /// line.
    pub(super) fn question(&mut self) -> Option<Question> {
        if self.input.text.trim().is_empty() {
            self.hits = None;
            self.selected = 0;
            self.answered = self.asked;
            return None;
        }
        self.asked += 1;
        Some(Question { number: self.asked, ask: Ask::Query(self.input.text.clone()) })
    }

    /// Takes an answer, unless something else was asked meanwhile and is
    /// answered already.
    pub(super) fn answer(&mut self, (number, hits): (u64, Hits)) {
        if number <= self.answered {
            return;
        }
        self.answered = number;
        self.hits = Some(hits);
        self.selected = 0;
        self.scroll = 0;
    }

    /// Returns the earlier queries that are offered now.
    pub(super) fn offered(&self) -> &[String] {
        match self.input.text.is_empty() {
            true => &self.earlier,
            false => &[],
        }
    }

    pub(super) fn chosen(&self) -> Option<&Hit> {
        self.hits.as_ref()?.hits.get(self.selected)
    }

    /// Takes what happened on the terminal.
    pub(super) fn take(&mut self, event: &Event) -> Action {
        match event {
            Event::Key(key) if key.kind != KeyEventKind::Release => {
                self.notice = None;
                self.key(*key)
            }
            Event::Paste(text) => {
                // Lines of a pasted question are words here.
                let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
                self.edit(|input| input.insert(&line))
            }
            _ => Action::None,
        }
    }

    fn key(&mut self, key: KeyEvent) -> Action {
        let is_control = key.modifiers.contains(KeyModifiers::CONTROL);
        match key.code {
            KeyCode::Esc => Action::Leave,
            KeyCode::Char(letter) if is_control => self.control(letter),
            KeyCode::Char(letter) if !key.modifiers.contains(KeyModifiers::ALT) => {
                self.edit(|input| input.insert(letter.encode_utf8(&mut [0; 4])))
            }
            KeyCode::Enter => self.with_chosen(Action::Open),
            KeyCode::Tab => self.with_chosen(Action::Print),
            KeyCode::Up => self.choose(-1),
            KeyCode::Down => self.choose(1),
            KeyCode::PageUp => self.scroll_by(-(self.preview_height as i32 - 1)),
            KeyCode::PageDown => self.scroll_by(self.preview_height as i32 - 1),
            KeyCode::Backspace => self.edit(Input::delete_before),
            KeyCode::Delete => self.edit(Input::delete_after),
            KeyCode::Left => self.edit(Input::left),
            KeyCode::Right => self.edit(Input::right),
            KeyCode::Home => self.edit(|input| input.cursor = 0),
            KeyCode::End => self.edit(|input| input.cursor = input.text.len()),
            _ => Action::None,
        }
    }

    /// Keys with Ctrl, as shells have them. A Korean keyboard gives the letter
    /// of its own layout.
    fn control(&mut self, letter: char) -> Action {
        match letter {
            'c' | 'g' | 'ㅊ' | 'ㅎ' => Action::Leave,
            'd' | 'ㅇ' if self.input.text.is_empty() => Action::Leave,
            'd' | 'ㅇ' => self.edit(Input::delete_after),
            'n' | 'j' | 'ㅜ' | 'ㅓ' => self.choose(1),
            'p' | 'k' | 'ㅔ' | 'ㅏ' => self.choose(-1),
            'm' => self.with_chosen(Action::Open),
            'y' | 'ㅛ' => self.copy(),
            'r' | 'ㄱ' => self.read_on(),
            'h' | 'ㅗ' => self.edit(Input::delete_before),
            'w' | 'ㅈ' => self.edit(Input::delete_word),
            'u' | 'ㅕ' => self.edit(Input::delete_to_start),
            'a' | 'ㅁ' => self.edit(|input| input.cursor = 0),
            'e' | 'ㄷ' => self.edit(|input| input.cursor = input.text.len()),
            _ => Action::None,
        }
    }

    fn edit(&mut self, change: impl FnOnce(&mut Input)) -> Action {
        let before = self.input.text.clone();
        change(&mut self.input);
        match self.input.text != before {
            true => self.question().map_or(Action::None, Action::Search),
            false => Action::None,
        }
    }

    fn choose(&mut self, step: isize) -> Action {
        let found = self.hits.as_ref().map_or(0, |hits| hits.hits.len());
        let last = found.max(self.offered().len()).saturating_sub(1);
        self.selected = self.selected.saturating_add_signed(step).min(last);
        self.scroll = 0;
        Action::None
    }

    fn scroll_by(&mut self, rows: i32) -> Action {
        self.scroll += rows;
        Action::None
    }

    /// Does something with the chosen hit; a chosen query is asked again.
    fn with_chosen(&mut self, make: impl FnOnce(Box<Hit>) -> Action) -> Action {
        if let Some(query) = self.offered().get(self.selected).cloned() {
            return self.edit(|input| input.insert(&query));
        }
        self.chosen().map_or(Action::None, |hit| make(Box::new(hit.clone())))
    }

    /// Asks where to read on after the chosen hit; what is typed next is searched
    /// for as before.
    fn read_on(&mut self) -> Action {
        let Some(hit) = self.chosen() else { return Action::None };
        let (notebook, path, id) = (hit.notebook, hit.record.path(), hit.record.id());
        self.asked += 1;
        Action::Search(Question { number: self.asked, ask: Ask::Related { notebook, path, id } })
    }

    fn copy(&mut self) -> Action {
        let Some(hit) = self.chosen() else { return Action::None };
        let mut text = String::new();
        let mut count = 0;
        for line in &hit.snippet.lines {
            if text.len() + line.text.len() >= MAX_COPY_BYTES {
                break;
            }
            text.push_str(&line.text);
            text.push('\n');
            count += 1;
        }
        self.notice = Some((self.language.pick.copied)(count));
        Action::Copy(text)
    }
}

impl Input {
    /// Returns how many columns stand before the cursor.
    pub(super) fn columns_before(&self) -> usize {
        width(&self.text[..self.cursor])
    }

    fn insert(&mut self, text: &str) {
        if self.text.len() + text.len() > MAX_QUERY_BYTES {
            return;
        }
        let plain: String = text.chars().filter(|c| !c.is_control()).collect();
        self.text.insert_str(self.cursor, &plain);
        self.cursor += plain.len();
    }

    /// Returns where what stands before the cursor begins: a character with
    /// what is drawn on it.
    fn before(&self) -> usize {
        let before = self.text[..self.cursor].char_indices().rev();
        before
            .map(|(at, c)| (at, c.width().unwrap_or(0)))
            .find(|(_, columns)| *columns > 0)
            .map_or(0, |(at, _)| at)
    }

    fn after(&self) -> usize {
        let mut rest = self.text[self.cursor..].char_indices().skip(1);
        let end = rest.find(|(_, c)| c.width().unwrap_or(0) > 0).map(|(at, _)| self.cursor + at);
        end.unwrap_or(self.text.len())
    }

    fn delete(&mut self, from: usize, to: usize) {
        self.text.replace_range(from..to, "");
        self.cursor = from;
    }

    fn delete_before(&mut self) {
        self.delete(self.before(), self.cursor);
    }

    fn delete_after(&mut self) {
        self.delete(self.cursor, self.after());
    }

    fn delete_word(&mut self) {
        let before = self.text[..self.cursor].trim_end();
        let start = before.rfind(' ').map_or(0, |at| at + 1);
        self.delete(start, self.cursor);
    }

    fn delete_to_start(&mut self) {
        self.delete(0, self.cursor);
    }

    fn left(&mut self) {
        self.cursor = self.before();
    }

    fn right(&mut self) {
        self.cursor = self.after();
    }
}

#[cfg(test)]
mod tests {
    use galpi::language::ENGLISH;

    use super::*;

    fn press(state: &mut State, code: KeyCode, modifiers: KeyModifiers) -> Action {
        state.take(&Event::Key(KeyEvent::new(code, modifiers)))
    }

    fn typed(state: &mut State, text: &str) -> Vec<Question> {
        let mut asked = Vec::new();
        for letter in text.chars() {
            if let Action::Search(question) =
                press(state, KeyCode::Char(letter), KeyModifiers::NONE)
            {
                asked.push(question);
            }
        }
        asked
    }

    #[test]
    fn each_letter_asks() {
        let mut state = State::new("", Vec::new(), &ENGLISH);
        let asked = typed(&mut state, "볼륨");
        let queries: Vec<Ask> = asked.into_iter().map(|question| question.ask).collect();
        assert_eq!(queries, ["볼", "볼륨"].map(|query| Ask::Query(query.to_owned())));
        assert!(state.is_waiting());
    }

    #[test]
    fn hangul_is_edited_by_syllables() {
        let mut state = State::new("", Vec::new(), &ENGLISH);
        typed(&mut state, "볼륨 게이트");
        assert_eq!(state.input.columns_before(), 11);
        press(&mut state, KeyCode::Backspace, KeyModifiers::NONE);
        assert_eq!(state.input.text, "볼륨 게이");
        press(&mut state, KeyCode::Left, KeyModifiers::NONE);
        typed(&mut state, "x");
        assert_eq!(state.input.text, "볼륨 게x이");
        press(&mut state, KeyCode::Char('w'), KeyModifiers::CONTROL);
        assert_eq!(state.input.text, "볼륨 이");
        press(&mut state, KeyCode::Char('u'), KeyModifiers::CONTROL);
        assert_eq!((state.input.text.as_str(), state.input.cursor), ("이", 0));
        press(&mut state, KeyCode::Delete, KeyModifiers::NONE);
        assert_eq!(state.input.text, "");
        assert!(!state.is_waiting());
    }

    #[test]
    fn decomposed_syllables_go_whole() {
        let mut state = State::new("a\u{1107}\u{1169}\u{11af}", Vec::new(), &ENGLISH);
        press(&mut state, KeyCode::Backspace, KeyModifiers::NONE);
        assert_eq!(state.input.text, "a");
    }

    #[test]
    fn pasted_lines_are_one_line() {
        let mut state = State::new("", Vec::new(), &ENGLISH);
        state.take(&Event::Paste("A) 하나\n\u{1b}[2J둘".to_owned()));
        assert_eq!(state.input.text, "A) 하나 [2J둘");
    }

    #[test]
    fn late_answers_are_not_shown() {
        let mut state = State::new("", Vec::new(), &ENGLISH);
        typed(&mut state, "ab");
        state.answered = 2;
        let hits = galpi_hits();
        state.answer((1, hits));
        assert!(state.hits.is_none());
    }

    fn galpi_hits() -> Hits {
        Hits {
            query: String::new(),
            hits: Vec::new(),
            total: 0,
            total_is_at_least: false,
            elapsed: std::time::Duration::ZERO,
            rewrites: Vec::new(),
            is_all_rewritten: false,
            absent: Vec::new(),
            is_all_absent: false,
            sections: 0,
            notes: 0,
            refreshed: 0,
            skipped: 0,
            remarks: Vec::new(),
        }
    }

    #[test]
    fn earlier_queries_are_offered_while_nothing_is_typed() {
        let earlier = vec!["볼륨 스냅샷".to_owned(), "DAX".to_owned()];
        let mut state = State::new("", earlier, &ENGLISH);
        for _ in 0..3 {
            press(&mut state, KeyCode::Down, KeyModifiers::NONE);
        }
        assert_eq!(state.selected, 1);
        let Action::Search(question) = press(&mut state, KeyCode::Enter, KeyModifiers::NONE) else {
            panic!("it is asked again");
        };
        assert_eq!((question.ask, state.input.cursor), (Ask::Query("DAX".to_owned()), 3));
        assert!(state.offered().is_empty());
        // What is found then is another choice.
        assert!(matches!(press(&mut state, KeyCode::Enter, KeyModifiers::NONE), Action::None));
        press(&mut state, KeyCode::Char('u'), KeyModifiers::CONTROL);
        assert_eq!((state.offered().len(), state.selected), (2, 0));
    }

    #[test]
    fn leaving_is_always_a_key_away() {
        for (code, modifiers) in [
            (KeyCode::Esc, KeyModifiers::NONE),
            (KeyCode::Char('c'), KeyModifiers::CONTROL),
            (KeyCode::Char('ㅊ'), KeyModifiers::CONTROL),
        ] {
            let mut state = State::new("볼륨", Vec::new(), &ENGLISH);
            assert!(matches!(press(&mut state, code, modifiers), Action::Leave));
        }
    }
}
