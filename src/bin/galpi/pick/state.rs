//! What is typed, found and chosen; what each key does.

use galpi::language::Catalogue;
use galpi::render::style::Colours;
use galpi::search::{Hit, Hits};
use ratatui_core::layout::{Position, Rect};
use ratatui_crossterm::crossterm::event::{
    Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};

use super::input::Input;
use super::worker::{Ask, Found, Question};

/// Copying more through the terminal (OSC 52) is refused by many terminals.
const MAX_COPY_BYTES: usize = 48 * 1024;

/// Rows of a hit in the list.
pub(super) const HIT_ROWS: usize = 2;
/// Rows by which a wheel moves the preview.
const WHEEL_ROWS: i32 = 3;

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
    /// Words of the notes near those that aren't there, where nothing is found.
    pub(super) nearest: Vec<String>,
    /// Said instead of anything found, where there are no notes.
    pub(super) told: Vec<String>,
    /// In which colours things are drawn; none are used without.
    pub(super) colours: Option<Colours>,
    pub(super) selected: usize,
    /// Rows that the preview was moved by.
    pub(super) scroll: i32,
    /// Where the list and the preview stand, as last drawn.
    pub(super) list: Rect,
    pub(super) preview: Rect,
    /// What of the list is drawn first, by number.
    pub(super) first_shown: usize,
    /// Something to tell until the next key.
    pub(super) notice: Option<String>,
    asked: u64,
    answered: u64,
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
            nearest: Vec::new(),
            told: Vec::new(),
            colours: None,
            selected: 0,
            scroll: 0,
            list: Rect::new(0, 0, 80, 10),
            preview: Rect::default(),
            first_shown: 0,
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
    pub(super) fn answer(&mut self, found: Found) {
        if found.number <= self.answered {
            return;
        }
        self.answered = found.number;
        self.nearest = found.nearest;
        self.hits = Some(found.hits);
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
            Event::Mouse(mouse) => self.mouse(*mouse),
            _ => Action::None,
        }
    }

    fn key(&mut self, key: KeyEvent) -> Action {
        let is_control = key.modifiers.contains(KeyModifiers::CONTROL);
        let is_alt = key.modifiers.contains(KeyModifiers::ALT);
        match key.code {
            KeyCode::Esc => Action::Leave,
            KeyCode::Char(letter) if is_control => self.control(letter),
            KeyCode::Backspace if is_control || is_alt => self.edit(Input::delete_word),
            KeyCode::Left if is_control || is_alt => self.edit(Input::left_by_word),
            KeyCode::Right if is_control || is_alt => self.edit(Input::right_by_word),
            KeyCode::Char(letter) if is_alt => self.alt(letter),
            KeyCode::Char(letter) => {
                self.edit(|input| input.insert(letter.encode_utf8(&mut [0; 4])))
            }
            KeyCode::Enter => self.with_chosen(Action::Open),
            KeyCode::Tab => self.with_chosen(Action::Print),
            KeyCode::Up => self.choose(-1),
            KeyCode::Down => self.choose(1),
            KeyCode::PageUp => self.scroll_by(-self.page_rows()),
            KeyCode::PageDown => self.scroll_by(self.page_rows()),
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
            'b' | 'ㅠ' => self.edit(Input::left),
            'f' | 'ㄹ' => self.edit(Input::right),
            'a' | 'ㅁ' => self.edit(|input| input.cursor = 0),
            'e' | 'ㄷ' => self.edit(|input| input.cursor = input.text.len()),
            _ => Action::None,
        }
    }

    /// Keys with Alt, by which shells move in words.
    fn alt(&mut self, letter: char) -> Action {
        match letter {
            'b' | 'ㅠ' => self.edit(Input::left_by_word),
            'f' | 'ㄹ' => self.edit(Input::right_by_word),
            'd' | 'ㅇ' => self.edit(Input::delete_word_after),
            _ => Action::None,
        }
    }

    /// Takes what a mouse does: its wheel moves the preview, a click chooses.
    fn mouse(&mut self, mouse: MouseEvent) -> Action {
        match mouse.kind {
            MouseEventKind::ScrollUp if self.is_on_preview(mouse) => self.scroll_by(-WHEEL_ROWS),
            MouseEventKind::ScrollDown if self.is_on_preview(mouse) => self.scroll_by(WHEEL_ROWS),
            MouseEventKind::ScrollUp => self.choose(-1),
            MouseEventKind::ScrollDown => self.choose(1),
            MouseEventKind::Down(MouseButton::Left) if !self.is_on_preview(mouse) => {
                let Some(at) = self.pointed_at(mouse) else { return Action::None };
                match at == self.selected && self.hits.is_some() {
                    // A second click takes what the first one chose.
                    true => self.with_chosen(Action::Open),
                    false => self.choose(at as isize - self.selected as isize),
                }
            }
            _ => Action::None,
        }
    }

    fn is_on_preview(&self, mouse: MouseEvent) -> bool {
        self.preview.contains(Position::new(mouse.column, mouse.row))
    }

    /// Returns what of the list stands where the mouse is, by number.
    fn pointed_at(&self, mouse: MouseEvent) -> Option<usize> {
        if !self.list.contains(Position::new(mouse.column, mouse.row)) {
            return None;
        }
        let row = usize::from(mouse.row - self.list.y);
        let (at, count) = match &self.hits {
            Some(hits) => (self.first_shown + row / HIT_ROWS, hits.hits.len()),
            None => (self.first_shown + row, self.offered().len()),
        };
        (at < count).then_some(at)
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

    /// Returns by how many rows the preview moves in one go.
    fn page_rows(&self) -> i32 {
        i32::from(self.preview.height) - 1
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
        state.answer(Found { number: 1, hits, nearest: Vec::new() });
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
