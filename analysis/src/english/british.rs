//! The two spellings of English: colour and color, normalise and normalize.

/// How words begin in British and in American English.
const BEGINNINGS: [(&str, &str); 53] = [
    ("aluminium", "aluminum"),
    ("analogue", "analog"),
    ("analys", "analyz"),
    ("armour", "armor"),
    ("artefact", "artifact"),
    ("behaviour", "behavior"),
    ("calibre", "caliber"),
    ("cancell", "cancel"),
    ("catalogue", "catalog"),
    ("catalys", "catalyz"),
    ("centre", "center"),
    ("channell", "channel"),
    ("colour", "color"),
    ("defence", "defense"),
    ("dialogue", "dialog"),
    ("favour", "favor"),
    ("fibre", "fiber"),
    ("flavour", "flavor"),
    ("fuell", "fuel"),
    ("grey", "gray"),
    ("harbour", "harbor"),
    ("honour", "honor"),
    ("humour", "humor"),
    ("judgement", "judgment"),
    ("labell", "label"),
    ("labour", "labor"),
    ("levell", "level"),
    ("licence", "license"),
    ("litre", "liter"),
    ("manoeuvre", "maneuver"),
    ("marshall", "marshal"),
    ("metre", "meter"),
    ("modell", "model"),
    ("mould", "mold"),
    ("neighbour", "neighbor"),
    ("odour", "odor"),
    ("offence", "offense"),
    ("panell", "panel"),
    ("paralys", "paralyz"),
    ("plough", "plow"),
    ("practise", "practice"),
    ("rumour", "rumor"),
    ("sceptic", "skeptic"),
    ("signall", "signal"),
    ("skilful", "skillful"),
    ("spectre", "specter"),
    ("sulphur", "sulfur"),
    ("theatre", "theater"),
    ("travell", "travel"),
    ("tumour", "tumor"),
    ("tunnell", "tunnel"),
    ("vapour", "vapor"),
    ("vigour", "vigor"),
];
/// Endings of verbs in ise, which Americans write with z, and of words made of them.
const ENDINGS: [&str; 8] = ["ise", "ised", "ises", "iser", "isers", "ising", "isation", "isations"];
/// How words in ise begin that everybody writes with s.
const ALWAYS_S: [&str; 23] = [
    "advert", "circumc", "compr", "comprom", "conc", "desp", "disgu", "enterpr", "exerc", "expert",
    "franch", "improv", "likew", "merchand", "otherw", "parad", "prec", "prem", "prom", "superv",
    "surpr", "telev", "treat",
];
/// Letters before such an ending, at least: raise, noise.
const MIN_BEFORE: usize = 4;

/// Returns a word of small letters as it is written in the other English; `None` where both
/// write it alike.
///
/// # Examples
///
/// ```
/// use galpi_analysis::english::other_spelling;
/// assert_eq!(other_spelling("behaviours").as_deref(), Some("behaviors"));
/// assert_eq!(other_spelling("normalize").as_deref(), Some("normalise"));
/// assert_eq!(other_spelling("size"), None);
/// ```
pub fn other_spelling(word: &str) -> Option<String> {
    // American words begin British ones too (model, modelling): the longer is meant.
    let british = BEGINNINGS.iter().filter(|(british, _)| word.starts_with(british));
    if let Some((british, american)) = british.max_by_key(|(british, _)| british.len()) {
        return Some(format!("{american}{}", &word[british.len()..]));
    }
    let american = BEGINNINGS.iter().filter(|(_, american)| word.starts_with(american));
    if let Some((british, american)) = american.max_by_key(|(_, american)| american.len()) {
        let rest = &word[american.len()..];
        // It is doubled before an ending alone: modelling, but model.
        let is_doubled = british.len() > american.len() && british.ends_with("ll");
        let is_word = !is_doubled || ["ed", "ing", "er", "ers"].contains(&rest);
        return is_word.then(|| format!("{british}{rest}"));
    }
    with_other_sibilant(word)
}

/// Swaps s and z in the ending of a verb.
fn with_other_sibilant(word: &str) -> Option<String> {
    let (stem, ending) = ENDINGS.iter().find_map(|ending| {
        let (stem, own) = word.split_at_checked(word.len().checked_sub(ending.len())?)?;
        let rest = own.strip_prefix('i')?.strip_prefix(['s', 'z'])?;
        (rest == &ending[2..]).then_some((stem, own))
    })?;
    let is_verb = stem.len() >= MIN_BEFORE && !ALWAYS_S.contains(&stem);
    let other = if ending.starts_with("is") { "iz" } else { "is" };
    is_verb.then(|| format!("{stem}{other}{}", &ending[2..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_their_other_spelling() {
        for (british, american) in [
            ("colour", "color"),
            ("neighbours", "neighbors"),
            ("centre", "center"),
            ("catalogue", "catalog"),
            ("normalise", "normalize"),
            ("normalisation", "normalization"),
            ("optimisations", "optimizations"),
            ("serialised", "serialized"),
            ("analysed", "analyzed"),
            ("modelling", "modeling"),
            ("cancelled", "canceled"),
            ("grey", "gray"),
        ] {
            assert_eq!(other_spelling(british).as_deref(), Some(american), "{british}");
            assert_eq!(other_spelling(american).as_deref(), Some(british), "{american}");
        }
    }

    #[test]
    fn others_are_written_alike() {
        for word in [
            "model",
            "size",
            "prize",
            "raise",
            "exercise",
            "enterprise",
            "otherwise",
            "bucket",
            "is",
            "",
        ] {
            assert_eq!(other_spelling(word), None, "{word}");
        }
    }
}
