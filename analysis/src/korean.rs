//! Korean grammar that the dictionary isn't asked for: particles (*josa*), endings
//! (*eomi*), light verbs, and which strings of them may follow a word.
//!
//! The lists are closed classes of the language, as grammars of standard Korean have
//! them; forms are written as they stand after a noun or a stem. All that galpi knows
//! of Korean grammar besides the dictionary is in this file.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::jamo::{self, Jamo};

// What a particle is used for here. Each use has a set of its own: what surely follows
// a noun needn't be safe to take off one.

/// It may stand, with others, between a noun and the end of its eojeol: the word is
/// still that noun.
const INFLECTS: u8 = 1;
/// It only says how the noun stands in its sentence (case, topic) and adds nothing to
/// what the noun means, so that it can be taken off; `마다` and `뿐` add something.
const RELATIONAL: u8 = 1 << 1;
/// Right after Latin letters it is nothing else (`S3의`); on its own it is a noun as
/// well, which the dictionary prefers.
const AFTER_LATIN: u8 = 1 << 2;
/// It follows a name so often that what stands before it is taken for the name. The
/// dictionary knows it too, but where a name is short it may take the particle for a
/// part of the next word (백업과 for 백 and 업과).
const AFTER_NAME: u8 = 1 << 3;
/// It marks the topic: what follows says something of the noun.
const TOPIC: u8 = 1 << 4;
/// It quotes the noun, mostly to explain it (쿠버네티스란).
const QUOTATIVE: u8 = 1 << 5;
/// It says where something is.
const LOCATIVE: u8 = 1 << 6;
/// It marks what something is done to or with.
const OBJECT: u8 = 1 << 7;

/// Particles with their uses; several may follow each other (`에서부터는`, `들의`).
const PARTICLES: [(&str, u8); 73] = [
    // Case particles.
    ("이", INFLECTS | AFTER_LATIN | AFTER_NAME | RELATIONAL),
    ("가", INFLECTS | AFTER_LATIN | AFTER_NAME | RELATIONAL),
    ("을", INFLECTS | AFTER_LATIN | AFTER_NAME | RELATIONAL | OBJECT),
    ("를", INFLECTS | AFTER_LATIN | AFTER_NAME | RELATIONAL | OBJECT),
    ("의", INFLECTS | AFTER_LATIN | AFTER_NAME | RELATIONAL),
    ("에", INFLECTS | AFTER_LATIN | AFTER_NAME | RELATIONAL),
    ("에서", INFLECTS | AFTER_NAME | RELATIONAL | LOCATIVE),
    ("에게", INFLECTS | RELATIONAL),
    ("에게서", INFLECTS | RELATIONAL),
    ("께", INFLECTS),
    ("께서", INFLECTS),
    ("한테", INFLECTS),
    ("한테서", INFLECTS),
    ("서", INFLECTS),
    ("더러", INFLECTS),
    ("로", INFLECTS | AFTER_LATIN | AFTER_NAME | RELATIONAL | OBJECT),
    ("으로", INFLECTS | AFTER_NAME | RELATIONAL | OBJECT),
    ("로써", INFLECTS),
    ("으로써", INFLECTS | RELATIONAL),
    ("로서", INFLECTS),
    ("으로서", INFLECTS | RELATIONAL),
    ("와", INFLECTS | AFTER_LATIN | AFTER_NAME | RELATIONAL),
    ("과", INFLECTS | AFTER_LATIN | AFTER_NAME | RELATIONAL),
    ("랑", INFLECTS | AFTER_LATIN | RELATIONAL),
    ("이랑", INFLECTS),
    ("하고", INFLECTS | RELATIONAL),
    ("보다", INFLECTS | AFTER_NAME | RELATIONAL),
    ("처럼", INFLECTS | RELATIONAL),
    ("같이", INFLECTS),
    ("만큼", INFLECTS),
    // Auxiliary particles.
    ("은", INFLECTS | AFTER_LATIN | AFTER_NAME | RELATIONAL | TOPIC),
    ("는", INFLECTS | AFTER_LATIN | AFTER_NAME | RELATIONAL | TOPIC),
    ("도", INFLECTS | AFTER_LATIN | AFTER_NAME | RELATIONAL),
    ("만", INFLECTS | AFTER_LATIN | AFTER_NAME | RELATIONAL),
    ("까지", INFLECTS | AFTER_NAME | RELATIONAL),
    ("마저", INFLECTS),
    ("조차", INFLECTS),
    ("부터", INFLECTS | AFTER_NAME | RELATIONAL),
    ("마다", INFLECTS),
    ("밖에", INFLECTS),
    ("뿐", INFLECTS),
    ("대로", INFLECTS),
    ("나", INFLECTS | AFTER_LATIN | RELATIONAL),
    ("이나", INFLECTS | RELATIONAL),
    ("든", INFLECTS | AFTER_LATIN),
    ("이든", INFLECTS),
    ("든지", INFLECTS),
    ("이든지", INFLECTS),
    ("라도", INFLECTS),
    ("이라도", INFLECTS),
    ("야", INFLECTS | AFTER_LATIN),
    ("이야", INFLECTS),
    ("요", INFLECTS),
    ("커녕", INFLECTS),
    ("치고", INFLECTS),
    // Quotative particles, with which a word is named to be explained.
    ("란", INFLECTS | AFTER_LATIN | AFTER_NAME | RELATIONAL | QUOTATIVE),
    ("이란", INFLECTS | RELATIONAL | QUOTATIVE),
    ("라는", INFLECTS | RELATIONAL | QUOTATIVE),
    ("이라는", INFLECTS | RELATIONAL | QUOTATIVE),
    ("라고", INFLECTS),
    ("이라고", INFLECTS),
    // Suffixes that are written and followed by particles as these are.
    ("들", INFLECTS),
    ("씩", INFLECTS),
    ("간", INFLECTS),
    ("별", INFLECTS),
    ("별로", INFLECTS),
    ("당", INFLECTS),
    ("째", INFLECTS),
    // Written together so often that they count as one.
    ("에서는", RELATIONAL | LOCATIVE),
    ("에서의", RELATIONAL),
    // Forms of the copula and endings that look like particles.
    ("이라면", RELATIONAL),
    ("며", AFTER_LATIN),
    ("고", AFTER_LATIN),
];

/// Forms of the copula 이다 that aren't made of a stem and a common ending.
const COPULAS: &str = "이 인 일 임 입니다 인데 인지 인가 일까 였 이었 여서 이어서 이에요 예요 이죠 죠 이라 \
    라 이라서 라서 이라면 라면 이며";

/// Verbs that make one of a noun: 사용하다, 사용되다, 사용시키다 …; contracted
/// forms of theirs as well.
const LIGHT_VERBS: &str = "하 한 할 함 해 했 합니다 한다 하여 되 된 될 됨 돼 됐 됩니다 된다 되어 시키 시킨 시킬 \
    시킴 시켜 시켰 시킵니다 시킨다 받 받은 받을 당하 당한 당할 당해 당했 스러";

/// Endings that follow stems of verbs and the copula.
const ENDINGS: &str = "다 는 은 을 던 고 며 으며 면 으면 여 어 서 어서 지 지만 기 니 니까 려고 으려고 려면 \
    으려면 도록 게 거나 자 는데 은데 야 어야 도 어도 습니다 는다 므로 으므로 다면 다고 \
    다는 다가 자마자 느라 듯이 듯 나요 까요 세요 으세요 셔서 었 았 겠 었던 었다 을까 음 \
    지는 지도 기에";

/// Dependent nouns and suffixes that say when or where of the noun before them. The standard
/// writes most apart, notes together: 실행중인, 설치후, 서버간, 사용시에는.
const DEPENDENT_NOUNS: &str = "시 중 후 전 간 별 상 내";

/// Vowels into which the last one of a stem is contracted with the 어 or 아 of an ending, and
/// that of the stem: 돌려 is 돌리 with 어.
const CONTRACTIONS: [(char, char); 7] = [
    ('ㅐ', 'ㅏ'),
    ('ㅕ', 'ㅣ'),
    ('ㅘ', 'ㅗ'),
    ('ㅝ', 'ㅜ'),
    ('ㅙ', 'ㅚ'),
    ('ㅓ', 'ㅡ'),
    ('ㅏ', 'ㅡ'),
];

/// Determiners, and conjunctions: words that stand alone and mean nothing by themselves.
const FUNCTION_WORDS: &str = "이 그 저 이런 그런 저런 어떤 어느 무슨 다른 모든 여러 각 온 맨 새 첫 몇 총 \
    한 두 세 네 및 또 또는 또한 혹은 즉 그리고 그러나 그런데 그래서 그러면 그렇다면 그러므로 하지만 따라서";

/// Endings of stems that are common and hardly ever end a noun: what the dictionary
/// takes for a verb with one of these is one (심고 alone may be a noun).
pub const VERB_ENDINGS: [&str; 3] = ["고", "는", "면"];

/// Endings that end a clause, when a blank follows.
pub const CLAUSE_ENDINGS: [&str; 5] = ["하고", "하며", "면서", "지만", "는데"];

/// Endings of sentences that ask something.
const INTERROGATIVE_ENDINGS: [&str; 7] =
    ["까", "는가", "나요", "인가요", "은가요", "건가요", "는지요"];

/// Endings of sentences that ask for something to be done.
const IMPERATIVE_ENDINGS: [&str; 5] = ["세요", "시오", "십시오", "하라", "해라"];

/// Syllables of the longest ending of a predicate that is read off: `하십시오`.
const MAX_PREDICATE_ENDING: usize = 5;

/// Particles and endings of one word at most: `에서부터는요` has four.
const MAX_UNITS: usize = 6;

/// Of a shorter word it isn't believed that what follows it inflects it: most
/// syllables begin other words as well.
pub const MIN_INFLECTED_SYLLABLES: usize = 2;

/// Returns the particles of any of some uses.
fn particles(uses: u8) -> impl Iterator<Item = &'static str> {
    PARTICLES.iter().filter(move |(_, own)| own & uses != 0).map(|(particle, _)| *particle)
}

/// Takes the longest particle of a use off a word.
fn without_last(word: &str, use_: u8) -> Option<&str> {
    particles(use_).filter_map(|particle| word.strip_suffix(particle)).min_by_key(|rest| rest.len())
}

/// Says whether what follows a name in its eojeol is a single particle that names take.
pub fn is_name_particle(rest: &str) -> bool {
    particles(AFTER_NAME).any(|particle| particle == rest)
}

/// Says whether a word right after Latin letters is a particle.
pub(super) fn is_latin_particle(word: &str) -> bool {
    particles(AFTER_LATIN).any(|particle| particle == word)
}

/// Says whether a particle by which the noun before `rest` is the topic, or is quoted
/// to be explained, ends the eojeol: `볼륨은`, `볼륨이란`.
pub fn begins_with_topic_particle(rest: &str) -> bool {
    let is_over = |rest: &str| !rest.starts_with(char::is_alphanumeric);
    particles(TOPIC | QUOTATIVE).filter_map(|particle| rest.strip_prefix(particle)).any(is_over)
}

/// Says whether what follows a noun in its eojeol marks it as the topic or as the place
/// of what is said: `이 문서는`, `이 문서에서`.
pub fn is_topic_or_locative(rest: &str) -> bool {
    particles(TOPIC | LOCATIVE).any(|particle| particle == rest)
}

/// Takes the particle off a word that something is done to or with (`을`, `으로`); `None`
/// where it has none.
pub fn without_object_particle(word: &str) -> Option<&str> {
    without_last(word, OBJECT)
}

/// Says whether what follows a noun in its word only inflects it: nothing, particles, the
/// copula, 하다 and its like with endings, or a dependent noun that says when or where.
/// `rest` is composed Hangul.
///
/// # Examples
///
/// ```
/// use galpi_analysis::korean::is_inflection;
///
/// assert!(["", "마다", "에서는", "들의", "했습니다", "이었던", "시에는", "중인"].map(is_inflection).iter().all(|is| *is));
/// assert!(!is_inflection("확장"));
/// ```
pub fn is_inflection(rest: &str) -> bool {
    is_inflection_within(rest, MAX_UNITS, false, false)
}

/// Says the same of an inflection whose end may not be typed yet: `하거` is of `하거나`.
pub fn begins_inflection(rest: &str) -> bool {
    is_inflection_within(rest, MAX_UNITS, false, true)
}

/// Says whether a word is particles alone, a determiner or a conjunction.
pub(super) fn is_function_word(word: &str) -> bool {
    static KNOWN: LazyLock<FxHashSet<&str>> =
        LazyLock::new(|| FUNCTION_WORDS.split_ascii_whitespace().collect());
    KNOWN.contains(word) || is_particles(word)
}

/// Says whether what follows a stem is endings alone, or nothing.
pub(super) fn is_endings(rest: &str) -> bool {
    is_made_of(rest, MAX_UNITS, &UNITS, &|unit| unit.is_ending.then_some(unit.text))
}

/// Says whether a text is pieces of a table of grammar one after the other, at most so many,
/// or nothing; `text` is that of a piece, if the piece is one of those that may be there.
fn is_made_of<T>(
    rest: &str,
    units: usize,
    table: &FxHashMap<char, Vec<T>>,
    text: &impl Fn(&T) -> Option<&'static str>,
) -> bool {
    let Some(first) = rest.chars().next() else { return true };
    let mut beginning = table.get(&first).into_iter().flatten().filter_map(text);
    units > 0
        && beginning.any(|piece| {
            let rest = rest.strip_prefix(piece);
            rest.is_some_and(|rest| is_made_of(rest, units - 1, table, text))
        })
}

/// A particle, a form of the copula or of a light verb, or an ending.
#[derive(Clone, Copy)]
struct Unit {
    text: &'static str,
    /// Whether a stem must stand before it.
    is_ending: bool,
    /// Whether an ending may follow.
    is_stem: bool,
}

/// All units that inflect a noun, by their first syllables: of some two hundred few begin
/// with a given one.
static UNITS: LazyLock<FxHashMap<char, Vec<Unit>>> = LazyLock::new(|| {
    let unit = |is_ending: bool, is_stem: bool| {
        move |text: &'static str| Unit { text, is_ending, is_stem }
    };
    let units = particles(INFLECTS)
        .map(unit(false, false))
        .chain(DEPENDENT_NOUNS.split_ascii_whitespace().map(unit(false, false)))
        .chain(COPULAS.split_ascii_whitespace().map(unit(false, true)))
        .chain(LIGHT_VERBS.split_ascii_whitespace().map(unit(false, true)))
        .chain(ENDINGS.split_ascii_whitespace().map(unit(true, true)));
    by_first_syllable(units, |unit| unit.text)
});

/// Sorts pieces of grammar by the first syllable of what `text` says of each.
fn by_first_syllable<T: Copy>(
    pieces: impl Iterator<Item = T>,
    text: impl Fn(T) -> &'static str,
) -> FxHashMap<char, Vec<T>> {
    let mut by_first: FxHashMap<char, Vec<T>> = FxHashMap::default();
    for piece in pieces {
        if let Some(first) = text(piece).chars().next() {
            by_first.entry(first).or_default().push(piece);
        }
    }
    by_first
}

/// `is_stem` says whether a stem stands before `rest`, so that an ending may
/// follow; `is_open`, whether the last unit may be cut short.
fn is_inflection_within(rest: &str, units: usize, is_stem: bool, is_open: bool) -> bool {
    let Some(first) = rest.chars().next() else { return true };
    let goes_on = |unit: &Unit| match rest.strip_prefix(unit.text) {
        Some(rest) => units > 0 && is_inflection_within(rest, units - 1, unit.is_stem, is_open),
        None => is_open && unit.text.starts_with(rest),
    };
    let beginning = UNITS.get(&first).map_or(&[][..], Vec::as_slice);
    beginning.iter().any(|unit| (is_stem || !unit.is_ending) && goes_on(unit))
        // A noun that ends in a vowel takes the copula's endings alone: 서버다.
        || rest == "다"
}

/// Particles that say how a noun stands in its sentence, by their first syllables.
static RELATIONAL_PARTICLES: LazyLock<FxHashMap<char, Vec<&'static str>>> =
    LazyLock::new(|| by_first_syllable(particles(RELATIONAL), |particle| particle));

/// Says whether what follows a noun in its eojeol is particles that say how it stands
/// in the sentence, at least one, and no more: `마다` and `뿐` say more.
pub fn is_particles(rest: &str) -> bool {
    let particles = &*RELATIONAL_PARTICLES;
    !rest.is_empty() && is_made_of(rest, MAX_UNITS, particles, &|particle| Some(*particle))
}

/// Takes the particle off an eojeol; `None` where it has none, or where too
/// little would be left to be a word.
pub fn without_particle(eojeol: &str) -> Option<&str> {
    let word = without_last(eojeol, RELATIONAL)?;
    (word.chars().count() >= MIN_INFLECTED_SYLLABLES).then_some(word)
}

/// Returns the syllables in which a stem may end whose last syllable is seen with an ending
/// as `syllable`: that without its final consonant, which may be of the ending (된 is 되
/// with ㄴ), and that with its vowel before a contraction (돌려 is 돌리 with 어).
pub(super) fn stem_syllables(syllable: char) -> impl Iterator<Item = char> {
    let parts = jamo::decompose(syllable);
    let open = parts.filter(|parts| parts.last > 0).map(|parts| Jamo { last: 0, ..parts });
    let uncontracted = parts.into_iter().flat_map(|parts| {
        let vowels = CONTRACTIONS.iter().filter(move |(seen, _)| jamo::vowel(*seen) == parts.vowel);
        vowels.map(move |(_, vowel)| Jamo { vowel: jamo::vowel(*vowel), last: 0, ..parts })
    });
    open.into_iter().chain(uncontracted).filter_map(jamo::compose)
}

/// Returns the form under which dictionaries have the verb of a stem: 심다 of 심.
pub fn dictionary_form(stem: &str) -> String {
    format!("{stem}다")
}

/// Returns the verbs that a noun makes with the light verbs, as dictionaries have them.
pub fn verbs_of_noun(noun: &str) -> [String; 2] {
    [format!("{noun}하다"), format!("{noun}되다")]
}

/// Says whether a sentence without its sign ends as questions do.
pub fn ends_question(sentence: &str) -> bool {
    INTERROGATIVE_ENDINGS.iter().any(|ending| sentence.ends_with(ending))
}

/// Says whether a sentence without its sign asks for something to be done.
pub fn ends_request(sentence: &str) -> bool {
    IMPERATIVE_ENDINGS.iter().any(|ending| sentence.ends_with(ending))
}

/// Says whether what follows the noun or stem of a predicate is the ending of a
/// sentence: 한다, 합니다, 하십시오, 하기.
pub fn is_predicate_ending(ending: &str) -> bool {
    ending.chars().count() <= MAX_PREDICATE_ENDING
        && ending.ends_with(['다', '오', '요', '기', '함'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_inflected_by_particles_and_endings() {
        for rest in [
            "을",
            "에서의",
            "마다",
            "으로부터는",
            "하는",
            "했었던",
            "되어서",
            "시켰다",
            "입니다",
            "이라는",
            "들이",
            "하지만",
        ] {
            assert!(is_inflection(rest), "{rest}");
        }
    }

    #[test]
    fn an_inflection_may_be_cut_short() {
        for rest in ["하거", "에", "까"] {
            assert!(begins_inflection(rest), "{rest}");
        }
        assert!(!is_inflection("하거"));
        assert!(!begins_inflection("확"));
    }

    #[test]
    fn more_of_a_word_is_no_inflection() {
        for rest in ["륨", "확장", "성", "화", "서버", "관리", "게이트웨이", "학습", "코드의"]
        {
            assert!(!is_inflection(rest), "{rest}");
        }
    }

    #[test]
    fn particles_are_taken_off_where_a_word_is_left() {
        for (eojeol, expected) in [
            ("볼륨은", Some("볼륨")),
            ("게이트웨이에서는", Some("게이트웨이")),
            ("쿠버네티스란", Some("쿠버네티스")),
            ("나는", None),
            ("볼륨", None),
        ] {
            assert_eq!(without_particle(eojeol), expected, "{eojeol}");
        }
    }

    #[test]
    fn each_use_has_particles_of_its_own() {
        for (rest, name, latin, relational, topic, place) in [
            ("은", true, true, true, true, true),
            ("에서", true, false, true, false, true),
            ("에서는", false, false, true, false, true),
            ("란", true, true, true, true, false),
            ("마다", false, false, false, false, false),
            ("든", false, true, false, false, false),
            ("확장", false, false, false, false, false),
        ] {
            let found = (
                is_name_particle(rest),
                is_latin_particle(rest),
                is_particles(rest),
                begins_with_topic_particle(rest),
                is_topic_or_locative(rest),
            );
            assert_eq!(found, (name, latin, relational, topic, place), "{rest}");
        }
        assert!(
            begins_with_topic_particle("은 블록을 준다") && !begins_with_topic_particle("은행")
        );
    }

    #[test]
    fn what_something_is_done_with_is_found() {
        for (word, expected) in [
            ("신문지로", Some("신문지")),
            ("움으로", Some("움")),
            ("볼륨을", Some("볼륨")),
            ("볼륨은", None),
        ] {
            assert_eq!(without_object_particle(word), expected, "{word}");
        }
    }

    #[test]
    fn sentences_are_told_apart_by_their_endings() {
        for (sentence, question, request) in [
            ("언제 심어야 합니까", true, false),
            ("무엇을 심나요", true, false),
            ("까닭을 설명하세요", false, true),
            ("감자를 심는다", false, false),
        ] {
            assert_eq!((ends_question(sentence), ends_request(sentence)), (question, request));
        }
        assert!(is_predicate_ending("합니다") && !is_predicate_ending("하는"));
    }
}
