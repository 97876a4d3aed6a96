//! Korean grammar that no dictionary is asked for: particles (*josa*), endings
//! (*eomi*), and which strings of them may follow a word.
//!
//! The lists are closed classes of the language, as grammars of standard
//! Korean have them; forms are written as they stand after a noun.

/// Particles of one syllable. Right after Latin letters they are nothing else
/// (`S3의`); on its own each is a noun as well, which the dictionary prefers.
const GLUED_PARTICLES: [&str; 20] = [
    "은", "는", "이", "가", "을", "를", "의", "에", "로", "와", "과", "도", "만", "나", "란", "랑",
    "며", "고", "든", "야",
];

/// Particles that follow a name so often that what stands before one is taken
/// for the name. The dictionary knows them too, but where a name is short it may
/// take one for a part of the next word (백업과 for 백 and 업과).
const NAME_PARTICLES: [&str; 19] = [
    "과", "와", "을", "를", "은", "는", "이", "가", "의", "에", "에서", "로", "으로", "도", "만",
    "부터", "까지", "보다", "란",
];

/// Particles that follow a noun, and the plural. Several may follow each other
/// (`에서는`, `들의`).
const PARTICLES: [&str; 68] = [
    "은",
    "는",
    "이",
    "가",
    "을",
    "를",
    "의",
    "에",
    "로",
    "와",
    "과",
    "도",
    "만",
    "나",
    "랑",
    "야",
    "요",
    "들",
    "께",
    "서",
    "씩",
    "간",
    "에서",
    "에게",
    "에게서",
    "께서",
    "한테",
    "한테서",
    "으로",
    "로써",
    "으로써",
    "로서",
    "으로서",
    "이랑",
    "하고",
    "까지",
    "마저",
    "조차",
    "부터",
    "보다",
    "처럼",
    "같이",
    "마다",
    "밖에",
    "뿐",
    "대로",
    "만큼",
    "이나",
    "든",
    "이든",
    "든지",
    "이든지",
    "라도",
    "이라도",
    "이야",
    "란",
    "이란",
    "라는",
    "이라는",
    "라고",
    "이라고",
    "커녕",
    "치고",
    "더러",
    "별",
    "별로",
    "당",
    "째",
];

/// Forms of the copula 이다 that aren't made of a stem and a common ending.
const COPULAS: [&str; 24] = [
    "이",
    "인",
    "일",
    "임",
    "입니다",
    "인데",
    "인지",
    "인가",
    "일까",
    "였",
    "이었",
    "여서",
    "이어서",
    "이에요",
    "예요",
    "이죠",
    "죠",
    "이라",
    "라",
    "이라서",
    "라서",
    "이라면",
    "라면",
    "이며",
];

/// Verbs that make one of a noun: 사용하다, 사용되다, 사용시키다 …; contracted
/// forms of theirs as well.
const LIGHT_VERBS: [&str; 35] = [
    "하",
    "한",
    "할",
    "함",
    "해",
    "했",
    "합니다",
    "한다",
    "하여",
    "되",
    "된",
    "될",
    "됨",
    "돼",
    "됐",
    "됩니다",
    "된다",
    "되어",
    "시키",
    "시킨",
    "시킬",
    "시킴",
    "시켜",
    "시켰",
    "시킵니다",
    "시킨다",
    "받",
    "받은",
    "받을",
    "당하",
    "당한",
    "당할",
    "당해",
    "당했",
    "스러",
];

/// Endings that follow stems of verbs and the copula.
const ENDINGS: [&str; 60] = [
    "다",
    "는",
    "은",
    "을",
    "던",
    "고",
    "며",
    "으며",
    "면",
    "으면",
    "여",
    "어",
    "서",
    "어서",
    "지",
    "지만",
    "기",
    "니",
    "니까",
    "려고",
    "으려고",
    "려면",
    "으려면",
    "도록",
    "게",
    "거나",
    "자",
    "는데",
    "은데",
    "야",
    "어야",
    "도",
    "어도",
    "습니다",
    "는다",
    "므로",
    "으므로",
    "다면",
    "다고",
    "다는",
    "다가",
    "자마자",
    "느라",
    "듯이",
    "듯",
    "나요",
    "까요",
    "세요",
    "으세요",
    "셔서",
    "었",
    "았",
    "겠",
    "었던",
    "었다",
    "을까",
    "음",
    "지는",
    "지도",
    "기에",
];

/// Particles and copulas that end an eojeol, the longest first.
const FINAL_PARTICLES: [&str; 34] = [
    "이라는",
    "이라면",
    "에서는",
    "에서의",
    "으로써",
    "으로서",
    "에게서",
    "이란",
    "라는",
    "에서",
    "에게",
    "으로",
    "까지",
    "부터",
    "처럼",
    "보다",
    "이나",
    "하고",
    "란",
    "은",
    "는",
    "이",
    "가",
    "을",
    "를",
    "의",
    "에",
    "로",
    "와",
    "과",
    "도",
    "만",
    "나",
    "랑",
];

/// Particles and endings of one word at most: `에서부터는요` has four.
const MAX_UNITS: usize = 6;

/// Of a shorter word it isn't believed that what follows it inflects it: most
/// syllables begin other words as well.
pub const MIN_INFLECTED_SYLLABLES: usize = 2;

/// Says whether what follows a name in its eojeol is a particle alone.
pub fn is_name_particle(rest: &str) -> bool {
    NAME_PARTICLES.contains(&rest)
}

/// Says whether a word right after Latin letters is a particle.
pub(super) fn is_glued_particle(word: &str) -> bool {
    GLUED_PARTICLES.contains(&word)
}

/// Says whether what follows a noun in its word only inflects it: nothing,
/// particles, the copula, or 하다 and its like with endings. `rest` is composed
/// Hangul.
///
/// # Examples
///
/// ```
/// use galpi_analysis::korean::is_inflection;
///
/// assert!(["", "마다", "에서는", "들의", "했습니다", "이었던"].map(is_inflection).iter().all(|is| *is));
/// assert!(!is_inflection("확장"));
/// ```
pub fn is_inflection(rest: &str) -> bool {
    is_inflection_within(rest, MAX_UNITS, false, false)
}

/// Says the same of what may go on: `하거` is of `하거나`.
pub fn begins_inflection(rest: &str) -> bool {
    is_inflection_within(rest, MAX_UNITS, false, true)
}

/// `is_stem` says whether a stem stands before `rest`, so that an ending may
/// follow; `is_open`, whether the last unit may be cut short.
fn is_inflection_within(rest: &str, units: usize, is_stem: bool, is_open: bool) -> bool {
    if rest.is_empty() {
        return true;
    }
    let goes_on = |list: &[&str], is_stem: bool| {
        list.iter().any(|unit| match rest.strip_prefix(*unit) {
            Some(rest) => units > 0 && is_inflection_within(rest, units - 1, is_stem, is_open),
            None => is_open && unit.starts_with(rest),
        })
    };
    goes_on(&PARTICLES, false)
        || goes_on(&COPULAS, true)
        || goes_on(&LIGHT_VERBS, true)
        || is_stem && goes_on(&ENDINGS, true)
        // A noun that ends in a vowel takes the copula's endings alone: 서버다.
        || rest == "다"
}

/// Says whether what follows a noun in its eojeol is particles that say how it stands
/// in the sentence, at least one, and no more: `마다` and `뿐` say more.
pub fn is_particles(rest: &str) -> bool {
    is_particles_within(rest, MAX_UNITS)
}

fn is_particles_within(rest: &str, units: usize) -> bool {
    FINAL_PARTICLES.iter().any(|particle| match rest.strip_prefix(particle) {
        Some("") => true,
        Some(rest) => units > 1 && is_particles_within(rest, units - 1),
        None => false,
    })
}

/// Takes the particle off an eojeol; `None` where it has none, or where too
/// little would be left to be a word.
pub fn without_particle(eojeol: &str) -> Option<&str> {
    let word = FINAL_PARTICLES.iter().find_map(|particle| eojeol.strip_suffix(particle))?;
    (word.chars().count() >= MIN_INFLECTED_SYLLABLES).then_some(word)
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
}
