//! What is said of cards to learn with.

/// What is said of cards to learn with.
#[derive(Debug)]
pub struct Cards {
    /// Asks what a name stands for.
    pub what: fn(name: &str) -> String,
    /// Asks what tells apart what a heading compares.
    pub apart: fn(heading: &str) -> String,
    /// Asks for the items below a heading.
    pub which: fn(heading: &str, items: usize) -> String,
    /// How many cards are left.
    pub left: fn(cards: usize) -> String,
    /// How the answer is seen.
    pub reveal: &'static str,
    /// How well a card was known, worst first.
    pub ratings: [&'static str; 4],
    /// How one leaves.
    pub leave: &'static str,
    /// In how long something is.
    pub within: fn(seconds: u64) -> String,
    /// No card is due before that.
    pub none_due: fn(within: &str) -> String,
    /// No section makes a card.
    pub no_cards: &'static str,
    /// What was asked, and how often it wasn't known.
    pub done: fn(asked: usize, again: usize) -> String,
    /// What was answered can't be kept.
    pub unkept: fn(why: &str) -> String,
}

const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;

pub(super) const ENGLISH: Cards = Cards {
    what: |name| format!("{name}: what is it?"),
    apart: |heading| format!("{heading}: what is the difference?"),
    which: |heading, items| format!("{heading}: name all {items}"),
    left: |cards| format!("{cards} left"),
    reveal: "Enter or Space: show the answer · q: quit",
    ratings: ["again", "hard", "good", "easy"],
    leave: "q quit",
    within: |seconds| match seconds {
        ..HOUR => format!("{} min", seconds.div_ceil(MINUTE)),
        HOUR..DAY => format!("{} h", seconds.div_ceil(HOUR)),
        DAY.. => super::count::count(seconds.div_ceil(DAY), "day"),
    },
    none_due: |within| format!("no card is due; the next one is due in {within}"),
    no_cards: "no cards: no section here defines, compares, asks or lists something",
    done: |asked, again| format!("{} asked, {again} not known", super::count::count(asked, "card")),
    unkept: |why| format!("this answer could not be saved: {why}"),
};

pub(super) const KOREAN: Cards = Cards {
    what: |name| format!("{name}: 무엇인가요?"),
    apart: |heading| format!("{heading}: 어떻게 다른가요?"),
    which: |heading, items| format!("{heading}: {items}가지를 말해 보세요"),
    left: |cards| format!("{cards}장 남음"),
    reveal: "Enter나 Space: 답 보기 · q: 그만두기",
    ratings: ["다시", "어려움", "알맞음", "쉬움"],
    leave: "q 그만두기",
    within: |seconds| match seconds {
        ..HOUR => format!("{}분 뒤", seconds.div_ceil(MINUTE)),
        HOUR..DAY => format!("{}시간 뒤", seconds.div_ceil(HOUR)),
        DAY.. => format!("{}일 뒤", seconds.div_ceil(DAY)),
    },
    none_due: |within| format!("지금 복습할 카드가 없습니다. 다음 카드는 {within}에 나옵니다"),
    no_cards: "카드로 만들 절이 없습니다. 무엇을 정의하거나 비교하거나 묻거나 나열하는 절로 만듭니다",
    done: |asked, again| format!("카드 {asked}장을 풀었고, {again}장을 몰랐습니다"),
    unkept: |why| format!("이 답을 저장하지 못했습니다 ({why})"),
};
