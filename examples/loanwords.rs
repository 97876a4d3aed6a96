//! Learns how Korean hears what is spelt in Latin letters: prints a table such
//! as `analysis/src/sound/confusions.tsv`, which was learnt so.
//!
//! ```sh
//! cargo run --release --example loanwords -- PAIRS.tsv > confusions.tsv
//! ```
//!
//! PAIRS.tsv has lines of Korean, tab, English that say the same; short ones are
//! terms, of which single words are taken that may be one loanword. To these are
//! added the names that the lexicon has in both languages and the loanwords of
//! [`SEEDS`]. Pieces of up to three letters and four jamo are then aligned by
//! expectation-maximisation, from an even beginning, so that the same pairs give
//! the same table. Takes some minutes.

#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::collections::BTreeMap;

use galpi::analysis::jamo::{decompose, is_syllable};
use galpi::analysis::sound::keys;
use galpi::lexicon::{Kind, Lexicon};
use rustc_hash::FxHashMap;

/// Longer lines are sentences: few of their words stand for each other.
const MAX_LINE_BYTES: usize = 60;
/// A pair of words is met this often, at least, to be learnt from.
const MIN_COUNT: f64 = 2.0;
/// More of one pair teach nothing new.
const MAX_COUNT: f64 = 6.0;
const MAX_LETTERS: usize = 3;
const MAX_JAMO: usize = 4;
/// Passes over all pairs, and over those that are likely after these.
const PASSES: [usize; 2] = [5, 7];
/// Pairs of words that are less likely for each letter and jamo, in nats, are of
/// two words that were met by chance.
const LEAST_MEAN: f64 = -2.9;

/// Loanwords of everyday life, which texts on computers have few of.
const SEEDS: &str = "원 one 투 two 쓰리 three 포 four 파이브 five 식스 six 세븐 seven 나인 nine \
    온 on 인 in 업 up 다운 down 아웃 out 오프 off 오버 over 언더 under 히어 here 데어 there 홈 home \
    룸 room 타임 time 라인 line 하우스 house 워크 work 플레이 play 웨이 way 데이 day 나이트 night \
    라이트 light 하이 high 로우 low 뉴 new 올드 old 퍼스트 first 퓨처 future 네이처 nature 컬처 culture \
    버추얼 virtual 비주얼 visual 이즘 ism 펜 pen 독 doc 닥 doc 문 moon 선 sun 스타 star 월드 world 걸 girl \
    보이 boy 맨 man 퀸 queen 킹 king 나이프 knife 노트 note 노하우 knowhow 사이언스 science 싱크 think \
    브라더 brother 마더 mother 러브 love 하트 heart 핸드 hand 푸드 food 워터 water 파이어 fire 에어 air \
    바이러스 virus 에너지 energy 가이드 guide 컬러 color 로맨티시즘 romanticism 리얼리즘 realism \
    모더니즘 modernism 아방가르드 avantgarde 앙상블 ensemble 레스토랑 restaurant 콜라주 collage \
    알레르기 allergy 게놈 genome 히스테리 hysteria 파토스 pathos 로고스 logos 피아노 piano 첼로 cello";

type Jamo = Vec<char>;
type Pairs = BTreeMap<(String, String), f64>;
type Pieces = FxHashMap<(String, Jamo), f64>;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let file = std::env::args().nth(1).ok_or("a file of pairs is needed")?;
    let mut pairs = pairs(&std::fs::read_to_string(file)?);
    eprintln!("{} pairs", pairs.len());
    let pieces = learn(&pairs, PASSES[0]);
    pairs.retain(|(korean, latin), _| {
        let size = (latin.len() + jamo(korean).len()) as f64;
        best(&pieces, latin, &jamo(korean)).is_some_and(|p| p / size > LEAST_MEAN)
    });
    add_seeds(&mut pairs);
    eprintln!("{} likely pairs", pairs.len());
    let pieces = learn(&pairs, PASSES[1]);
    write(&pairs, &pieces);
    Ok(())
}

/// Gathers words that may be one loanword in both scripts.
fn pairs(text: &str) -> Pairs {
    let mut counts = Pairs::new();
    for line in text.lines().filter(|line| line.len() <= MAX_LINE_BYTES) {
        let Some((korean, english)) = line.split_once('\t') else { continue };
        consider(&mut counts, korean, english, 1.0);
    }
    let lexicon = Lexicon::shipped();
    for entry in [Kind::Service, Kind::Concept].into_iter().flat_map(|kind| lexicon.entries(kind)) {
        let names: Vec<&str> = entry.names.iter().chain([entry.name, entry.korean]).collect();
        for korean in names.iter().filter(|name| name.chars().any(is_syllable)) {
            for latin in names.iter().filter(|name| name.is_ascii()) {
                consider(&mut counts, korean, latin, MIN_COUNT);
            }
        }
    }
    counts.retain(|_, count| *count >= MIN_COUNT);
    counts.values_mut().for_each(|count| *count = count.min(MAX_COUNT));
    add_seeds(&mut counts);
    counts
}

fn add_seeds(pairs: &mut Pairs) {
    let seeds: Vec<&str> = SEEDS.split_whitespace().collect();
    for seed in seeds.chunks_exact(2) {
        pairs.insert((seed[0].to_owned(), seed[1].to_owned()), MAX_COUNT);
    }
}

/// Adds the words of two texts that have a key of sound in common.
fn consider(counts: &mut Pairs, korean: &str, english: &str, count: f64) {
    let words = |text: &str, is_letter: fn(char) -> bool| -> Vec<String> {
        let words = text.split(move |c| !is_letter(c)).filter(|word| word.chars().nth(1).is_some());
        words.map(str::to_lowercase).collect()
    };
    let heard = words(korean, is_syllable);
    for latin in words(english, |c| c.is_ascii_alphabetic()) {
        let own = keys(&latin);
        for korean in heard.iter().filter(|korean| keys(korean).iter().any(|k| own.contains(k))) {
            *counts.entry((korean.clone(), latin.clone())).or_default() += count;
        }
    }
}

/// Takes a word of Hangul apart: initials but ㅇ as compatible jamo, vowels
/// likewise, finals as conjoining ones.
fn jamo(word: &str) -> Jamo {
    const INITIALS: [char; 19] = [
        'ㄱ', 'ㄲ', 'ㄴ', 'ㄷ', 'ㄸ', 'ㄹ', 'ㅁ', 'ㅂ', 'ㅃ', 'ㅅ', 'ㅆ', 'ㅇ', 'ㅈ', 'ㅉ', 'ㅊ',
        'ㅋ', 'ㅌ', 'ㅍ', 'ㅎ',
    ];
    let mut jamo = Jamo::new();
    for syllable in word.chars().filter_map(decompose) {
        jamo.extend(Some(INITIALS[syllable.initial]).filter(|initial| *initial != 'ㅇ'));
        jamo.extend(char::from_u32(0x314f + syllable.vowel as u32));
        jamo.extend(char::from_u32(0x11a7 + syllable.last as u32).filter(|_| syllable.last > 0));
    }
    jamo
}

/// How likely pieces of a size are before anything is learnt.
fn prior(letters: usize, jamo: usize) -> f64 {
    [0.15, 1.0, 0.6, 0.1, 0.02][jamo] * [1.0, 0.35, 0.1][letters - 1] * 0.02
}

/// What is taken off the count of a piece: long ones would learn words by heart.
fn discount(letters: usize, jamo: usize) -> f64 {
    match (letters, jamo) {
        (1, 0..=2) => 0.0,
        (1 | 2, _) => 0.8,
        _ => 1.6,
    }
}

/// Calls `sink` with each piece that a pair may be cut into: where it begins in
/// both, and its two sides.
fn for_each_piece(latin: &str, jamo: &Jamo, mut sink: impl FnMut(usize, usize, &str, &[char])) {
    for at in 0..latin.len() {
        for from in 0..=jamo.len() {
            for letters in 1..=MAX_LETTERS.min(latin.len() - at) {
                for length in 0..=MAX_JAMO.min(jamo.len() - from) {
                    let is_piece = !(length == 0 && letters > 2 || letters == 1 && length > 3);
                    if is_piece {
                        sink(at, from, &latin[at..at + letters], &jamo[from..from + length]);
                    }
                }
            }
        }
    }
}

/// Aligns pairs by expectation-maximisation; returns how likely each piece is.
fn learn(pairs: &Pairs, passes: usize) -> Pieces {
    let mut pieces: Option<Pieces> = None;
    for pass in 0..passes {
        let mut counts = Pieces::default();
        for ((korean, latin), count) in pairs {
            expect(pieces.as_ref(), latin, &jamo(korean), *count, &mut counts);
        }
        let least = [0.02, 0.02, 0.02, 0.5, 0.5, 0.5].get(pass).copied().unwrap_or(1.5);
        let discounted = counts.into_iter().map(|(piece, count)| {
            let less = discount(piece.0.len(), piece.1.len());
            (piece, count - less)
        });
        let kept: Pieces = discounted.filter(|(_, count)| *count > least).collect();
        let sum: f64 = kept.values().sum();
        eprintln!("pass {pass}: {} pieces", kept.len());
        pieces = Some(kept.into_iter().map(|(piece, count)| (piece, count / sum)).collect());
    }
    pieces.unwrap_or_default()
}

/// Adds how often each piece is expected in a pair, by the forward-backward
/// algorithm.
fn expect(pieces: Option<&Pieces>, latin: &str, jamo: &Jamo, count: f64, counts: &mut Pieces) {
    let width = jamo.len() + 1;
    let mut found: Vec<(usize, usize, (String, Jamo), f64)> = Vec::new();
    for_each_piece(latin, jamo, |at, from, letters, heard| {
        let piece = (letters.to_owned(), heard.to_vec());
        let likely = match pieces {
            Some(pieces) => pieces.get(&piece).copied().unwrap_or(0.0),
            None => prior(letters.len(), heard.len()),
        };
        if likely > 0.0 {
            let end = (at + letters.len()) * width + from + heard.len();
            found.push((at * width + from, end, piece, likely));
        }
    });
    let size = (latin.len() + 1) * width;
    let (mut forward, mut backward) = (vec![0.0; size], vec![0.0; size]);
    forward[0] = 1.0;
    backward[size - 1] = 1.0;
    found.iter().for_each(|(from, to, _, likely)| forward[*to] += forward[*from] * likely);
    found.iter().rev().for_each(|(from, to, _, likely)| backward[*from] += backward[*to] * likely);
    let all = forward[size - 1];
    if all > 0.0 {
        for (from, to, piece, likely) in found {
            let share = forward[from] * likely * backward[to] / all;
            if share > 1e-6 {
                *counts.entry(piece).or_default() += share * count;
            }
        }
    }
}

/// Returns the logarithm of how likely the best cut of a pair is.
fn best(pieces: &Pieces, latin: &str, jamo: &Jamo) -> Option<f64> {
    let width = jamo.len() + 1;
    let mut best = vec![f64::NEG_INFINITY; (latin.len() + 1) * width];
    best[0] = 0.0;
    for_each_piece(latin, jamo, |at, from, letters, heard| {
        if let Some(likely) = pieces.get(&(letters.to_owned(), heard.to_vec())) {
            let to = (at + letters.len()) * width + from + heard.len();
            best[to] = best[to].max(best[at * width + from] + likely.ln());
        }
    });
    best.last().copied().filter(|best| best.is_finite())
}

/// Writes each piece with what it is worth: how much likelier its sides are
/// together than apart, in hundredths of a nat.
fn write(pairs: &Pairs, pieces: &Pieces) {
    let mut alone: BTreeMap<char, f64> = BTreeMap::new();
    for ((korean, latin), count) in pairs {
        for letter in latin.chars().chain(jamo(korean)) {
            *alone.entry(letter).or_default() += count;
        }
    }
    let sum = |is_latin: bool| -> f64 {
        alone.iter().filter(|(c, _)| c.is_ascii() == is_latin).map(|(_, count)| count).sum()
    };
    let (letters, sounds) = (sum(true), sum(false));
    let share = |c: char| {
        alone.get(&c).copied().unwrap_or(0.5) / if c.is_ascii() { letters } else { sounds }
    };
    let pieces: BTreeMap<&(String, Jamo), &f64> = pieces.iter().collect();
    for ((latin, heard), likely) in pieces {
        let apart: f64 = latin.chars().chain(heard.iter().copied()).map(|c| share(c).ln()).sum();
        let worth = ((likely.ln() - apart) * 100.0).round();
        println!("{latin}\t{}\t{worth}", heard.iter().collect::<String>());
    }
}
