//! Spellings of one loanword in Hangul: 할리우드 and 헐리우드, 플루트 and 플룻.
//!
//! The rules for loanwords (외래어 표기법, National Institute of the Korean Language, 1986)
//! decide where the ear doesn't: which of two near vowels a word has, that consonants aren't
//! tense, whether a consonant ends a syllable or is followed by ㅡ. Writers who don't know the
//! rule write the other, and nothing else: so words that differ in more are other words.

use crate::jamo::{self, Jamo};

/// Vowels that are written for each other.
const VOWELS: [(char, char); 18] = [
    ('ㅏ', 'ㅓ'),
    ('ㅏ', 'ㅐ'),
    ('ㅓ', 'ㅐ'),
    ('ㅓ', 'ㅗ'),
    ('ㅓ', 'ㅡ'),
    ('ㅓ', 'ㅜ'),
    ('ㅐ', 'ㅔ'),
    ('ㅔ', 'ㅣ'),
    ('ㅔ', 'ㅡ'),
    ('ㅡ', 'ㅣ'),
    ('ㅚ', 'ㅔ'),
    ('ㅟ', 'ㅜ'),
    ('ㅑ', 'ㅏ'),
    ('ㅕ', 'ㅓ'),
    ('ㅛ', 'ㅗ'),
    ('ㅠ', 'ㅜ'),
    ('ㅖ', 'ㅔ'),
    ('ㅒ', 'ㅐ'),
];
/// Consonants that are heard alike: plain, tense and breathed.
const KIN: [[char; 3]; 5] = [
    ['ㄱ', 'ㄲ', 'ㅋ'],
    ['ㄷ', 'ㄸ', 'ㅌ'],
    ['ㅂ', 'ㅃ', 'ㅍ'],
    ['ㅅ', 'ㅆ', '-'],
    ['ㅈ', 'ㅉ', 'ㅊ'],
];
/// Consonants of which one ends a syllable and the other stands before ㅡ: 플룻, 플루트.
const STOPS: [char; 8] = ['ㅅ', 'ㅆ', 'ㄷ', 'ㄸ', 'ㅌ', 'ㅈ', 'ㅉ', 'ㅊ'];

/// What one confusion costs.
const CONFUSION: f32 = 0.25;
/// What a rarer one costs: breath (카톨릭, 가톨릭), f as ㅎ, a consonant that is said twice
/// (런닝, 러닝) or nasal (플랭카드, 플래카드).
const RARE_CONFUSION: f32 = 0.5;
/// What two spellings may cost together, at most.
const MOST: f32 = 1.0;
/// How much less alike a spelling is for what it costs.
const UNLIKENESS: f32 = 0.2;

/// A letter of a word as it is compared.
#[derive(Clone, Copy, PartialEq)]
struct Letter {
    jamo: char,
    /// Whether it ends a syllable.
    is_last: bool,
}

/// Returns how alike two words are as spellings of one loanword, from .8 to 1; `None` where
/// they are the same, or words of their own. Both are composed Hangul syllables.
///
/// # Examples
///
/// ```
/// use galpi_analysis::sound::spelling_likeness;
/// assert!(spelling_likeness("헐리우드", "할리우드").is_some());
/// assert!(spelling_likeness("플룻", "플루트").is_some());
/// assert!(spelling_likeness("파도", "포도").is_none());
/// ```
pub fn spelling_likeness(a: &str, b: &str) -> Option<f32> {
    let syllables = a.chars().count().min(b.chars().count());
    let is_other = a == b || syllables < 2 || !are_loanwords(a, b);
    let (a, b) = (letters(a)?, letters(b)?);
    if is_other || a.len().abs_diff(b.len()) > 3 {
        return None;
    }
    let most = MOST.min((syllables - 1) as f32 * CONFUSION);
    let cost = cost(&a, &b);
    (cost <= most).then_some(1.0 - UNLIKENESS * cost)
}

/// Says whether words have letters that loanwords mostly have: ㅋ, ㅌ or ㅍ, or both of them ㅡ
/// behind another consonant (스, 드, 르).
fn are_loanwords(a: &str, b: &str) -> bool {
    let has =
        |word: &str, test: fn(Jamo) -> bool| word.chars().filter_map(jamo::decompose).any(test);
    let is_breathed = |jamo| matches!(initial(jamo), 'ㅋ' | 'ㅌ' | 'ㅍ');
    let is_filled = |jamo: Jamo| vowel(jamo) == 'ㅡ' && jamo.last == 0 && initial(jamo) != 'ㅇ';
    has(a, is_breathed) || has(b, is_breathed) || has(a, is_filled) && has(b, is_filled)
}

/// Returns the letters of a word; `None` where it has other than syllables, or two consonants
/// at the end of one, which no loanword has.
fn letters(word: &str) -> Option<Vec<Letter>> {
    let mut letters: Vec<Letter> = Vec::with_capacity(3 * word.len());
    for c in word.chars() {
        let jamo = jamo::decompose(c)?;
        let initial = initial(jamo);
        // ㄹㄹ is one l: 칼럼, 카람.
        let is_double = initial == 'ㄹ' && letters.last().is_some_and(|l| l.jamo == 'ㄹ');
        if initial != 'ㅇ' && !is_double {
            letters.push(Letter { jamo: initial, is_last: false });
        }
        letters.push(Letter { jamo: vowel(jamo), is_last: false });
        if let Some(jamo) = last(jamo)? {
            letters.push(Letter { jamo, is_last: true });
        }
    }
    Some(letters)
}

fn initial(jamo: Jamo) -> char {
    const INITIALS: [char; 19] = [
        'ㄱ', 'ㄲ', 'ㄴ', 'ㄷ', 'ㄸ', 'ㄹ', 'ㅁ', 'ㅂ', 'ㅃ', 'ㅅ', 'ㅆ', 'ㅇ', 'ㅈ', 'ㅉ', 'ㅊ',
        'ㅋ', 'ㅌ', 'ㅍ', 'ㅎ',
    ];
    INITIALS[jamo.initial]
}

fn vowel(jamo: Jamo) -> char {
    // The vowels of Unicode's compatibility jamo stand in the order of the alphabet.
    char::from_u32('ㅏ' as u32 + jamo.vowel as u32).unwrap_or('ㅏ')
}

/// Returns the consonant that ends a syllable, if any; `None` for two.
fn last(jamo: Jamo) -> Option<Option<char>> {
    let last = match jamo.last {
        0 => return Some(None),
        1 => 'ㄱ',
        4 => 'ㄴ',
        7 => 'ㄷ',
        8 => 'ㄹ',
        16 => 'ㅁ',
        17 => 'ㅂ',
        19 => 'ㅅ',
        21 => 'ㅇ',
        22 => 'ㅈ',
        23 => 'ㅊ',
        24 => 'ㅋ',
        25 => 'ㅌ',
        26 => 'ㅍ',
        _ => return None,
    };
    Some(Some(last))
}

/// Returns what it costs to make one word of the other (Levenshtein with costs).
fn cost(a: &[Letter], b: &[Letter]) -> f32 {
    let sum = |letters: &[Letter]| -> Vec<f32> {
        let costs = (0..letters.len()).scan(0.0, |sum, at| {
            *sum += missing(letters, at);
            Some(*sum)
        });
        std::iter::once(0.0).chain(costs).collect()
    };
    let mut above = sum(b);
    let left_out = sum(a);
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![left_out[i + 1]];
        for (j, y) in b.iter().enumerate() {
            let best = (above[j] + replaced(*x, *y))
                .min(above[j + 1] + missing(a, i))
                .min(row[j] + missing(b, j));
            row.push(best);
        }
        above = row;
    }
    above[b.len()]
}

/// What it costs that the other word doesn't have a letter.
fn missing(letters: &[Letter], at: usize) -> f32 {
    let letter = letters[at];
    let before = at.checked_sub(1).map(|before| letters[before].jamo);
    let is_vowel = |jamo: char| ('ㅏ'..='ㅣ').contains(&jamo);
    match letter.jamo {
        // 테이프 and 테입.
        'ㅡ' => CONFUSION,
        // 앙케이트 and 앙케트, 알코올 and 알콜.
        'ㅣ' if before.is_some_and(is_vowel) => CONFUSION,
        vowel if is_vowel(vowel) && before == Some(vowel) => CONFUSION,
        'ㅇ' | 'ㄴ' | 'ㅅ' | 'ㄹ' if letter.is_last => RARE_CONFUSION,
        _ => f32::INFINITY,
    }
}

/// What it costs that the other word has another letter.
fn replaced(x: Letter, y: Letter) -> f32 {
    if x.jamo == y.jamo {
        return 0.0;
    }
    let is_pair = |a: char, b: char| (x.jamo, y.jamo) == (a, b) || (y.jamo, x.jamo) == (a, b);
    if VOWELS.iter().any(|(a, b)| is_pair(*a, *b)) {
        return CONFUSION;
    }
    let is_either_last = x.is_last != y.is_last;
    if is_either_last && STOPS.contains(&x.jamo) && STOPS.contains(&y.jamo) {
        return 0.0;
    }
    match KIN.iter().find(|kin| kin.contains(&x.jamo) && kin.contains(&y.jamo)) {
        Some(_) if is_either_last => 0.0,
        Some([_, tense, _]) if [x.jamo, y.jamo].contains(tense) => CONFUSION,
        Some(_) => RARE_CONFUSION,
        None if is_pair('ㅍ', 'ㅎ') || is_pair('ㄴ', 'ㅇ') && x.is_last && y.is_last => {
            RARE_CONFUSION
        }
        None => f32::INFINITY,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_loanword_are_told() {
        for (a, b) in [
            ("헐리우드", "할리우드"),
            ("커텐", "커튼"),
            ("초콜렛", "초콜릿"),
            ("앙케이트", "앙케트"),
            ("심포지움", "심포지엄"),
            ("째즈", "재즈"),
            ("알콜", "알코올"),
            ("부페", "뷔페"),
            ("로보트", "로봇"),
            ("플랭카드", "플래카드"),
            ("테입", "테이프"),
            ("카라멜", "캐러멜"),
            ("카톨릭", "가톨릭"),
            ("컬럼", "칼럼"),
        ] {
            assert!(spelling_likeness(a, b).is_some(), "{a} {b}");
            assert_eq!(spelling_likeness(a, b), spelling_likeness(b, a), "{a} {b}");
        }
    }

    #[test]
    fn other_words_are_told_from_them() {
        for (a, b) in [
            ("파도", "포도"),
            ("병가", "평가"),
            ("통계", "동계"),
            ("강물", "건물"),
            ("박쥐", "복제"),
            ("쥐색", "지속"),
            ("텔레비전", "텔레파시"),
            ("카드", "코드"),
            ("커피", "커피"),
            ("컵", "캅"),
            ("값싼", "갑싼"),
            ("벌레", "브레"),
            ("그늘", "근일"),
            ("tape", "테이프"),
            ("", ""),
        ] {
            assert_eq!(spelling_likeness(a, b), None, "{a} {b}");
        }
    }
}
