//! Which command the words of a line are for, before anything is read of them.

use std::ffi::{OsStr, OsString};

use clap::Parser;
use galpi::analysis::edit_distance::distance;

use super::names::{COMMANDS, VALUED};
use super::search::Sought;

/// Arranges what was typed so that a command comes first: the one that was
/// named, or `search`. Options may then stand before the command's name or
/// after it, and mean the same.
pub(crate) fn arrange(mut typed: Vec<OsString>) -> Vec<OsString> {
    if typed.len() < 2 {
        return typed;
    }
    let mut at = 1;
    while let Some(word) = typed.get(at) {
        let bytes = word.as_encoded_bytes();
        match bytes {
            b"-h" | b"--help" | b"-V" | b"--version" => return typed,
            b"--" => break,
            [b'-', _, ..] if !is_word(bytes) => at += if takes_next(word) { 2 } else { 1 },
            _ if COMMANDS.iter().any(|name| name.as_bytes() == bytes) => {
                let name = typed.remove(at);
                typed.insert(1, name);
                return if typed[1] == *"search" { words_last(typed) } else { typed };
            }
            _ => break,
        }
    }
    typed.insert(1, OsString::from("search"));
    words_last(typed)
}

/// Reads what was arranged as a search, if it is one and is right. Definitions
/// of all other commands, which are most of what reading arguments costs, are
/// then never made; whoever gets `None` makes them and says what is wrong.
pub(crate) fn sought(arranged: &[OsString]) -> Option<Sought> {
    if arranged.get(1)? != "search" {
        return None;
    }
    let words = arranged.iter().take(1).chain(arranged.iter().skip(2));
    Sought::try_parse_from(words).ok()
}

/// Says whether something with a dash before it can be no option: all options
/// are ASCII, so `-파일` is a word to leave out.
fn is_word(bytes: &[u8]) -> bool {
    bytes.get(1).is_some_and(|byte| !byte.is_ascii())
}

/// Says whether an option's value is the next word.
pub(crate) fn takes_next(option: &OsStr) -> bool {
    let Some(option) = option.to_str().filter(|option| option.starts_with('-')) else {
        return false;
    };
    if option.starts_with("--") || option.len() == 2 {
        return VALUED.contains(&option);
    }
    // Short options in one word, as in `-ln 5`: the first with a value takes
    // the rest of the word, if there is any.
    let valued = |c: char| VALUED.contains(&format!("-{c}").as_str());
    let first = option[1..].char_indices().find(|(_, c)| valued(*c));
    first.is_some_and(|(at, c)| at + 1 + c.len_utf8() == option.len())
}

/// Says whether a word is the name of a command.
pub(crate) fn is_command(word: &str) -> bool {
    COMMANDS.contains(&word)
}

/// Finds the command whose name a word is likely meant to be.
pub(crate) fn similar_command(word: &str) -> Option<&'static str> {
    let far = |name: &&&str| distance(word, name);
    let nearest = COMMANDS.iter().min_by_key(far)?;
    let distance = far(&nearest);
    (distance > 0 && distance <= 2 && word.len() > 3).then_some(*nearest)
}

/// Moves words like `-파일` behind a `--`, where they are no options.
fn words_last(mut typed: Vec<OsString>) -> Vec<OsString> {
    let end = typed.iter().position(|word| word == "--").unwrap_or(typed.len());
    let mut words = Vec::new();
    let mut at = 2;
    let mut left = end;
    while at < left {
        if takes_next(&typed[at]) {
            at += 2;
        } else if typed[at].as_encoded_bytes().starts_with(b"-")
            && is_word(typed[at].as_encoded_bytes())
        {
            words.push(typed.remove(at));
            left -= 1;
        } else {
            at += 1;
        }
    }
    if !words.is_empty() {
        if left == typed.len() {
            typed.push(OsString::from("--"));
        }
        typed.splice(left + 1..left + 1, words);
    }
    typed
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::super::Typed;
    use super::*;

    #[test]
    fn definitions_hold_together() {
        Typed::command().debug_assert();
        Sought::command().debug_assert();
    }

    #[test]
    fn the_tables_say_what_clap_says() {
        let mut command = Typed::command();
        command.build();
        let names: Vec<&str> = command.get_subcommands().map(clap::Command::get_name).collect();
        assert_eq!(names, COMMANDS);
        let mut valued = Vec::new();
        let search = command.find_subcommand("search").expect("there is a search");
        for argument in
            search.get_arguments().filter(|a| !a.is_positional() && a.get_action().takes_values())
        {
            valued.extend(argument.get_short().map(|c| format!("-{c}")));
            valued.extend(argument.get_long().map(|name| format!("--{name}")));
        }
        let mut table = VALUED.map(String::from).to_vec();
        valued.sort();
        table.sort();
        assert_eq!(valued, table);
    }

    #[track_caller]
    fn check(typed: &str, arranged: &str) {
        let words = format!("galpi {typed}").split(' ').map(OsString::from).collect();
        let arranged_words: Vec<String> =
            arrange(words).iter().map(|w| w.to_string_lossy().into_owned()).collect();
        assert_eq!(arranged_words[1..].join(" "), arranged);
    }

    #[test]
    fn a_command_comes_first() {
        check("볼륨 게이트웨이", "search 볼륨 게이트웨이");
        check("-n 3 볼륨", "search -n 3 볼륨");
        check("-n 3 search 볼륨", "search -n 3 볼륨");
        check("--notes index status", "status --notes index");
        check("--notes=index status", "status --notes=index");
        check("-ln 5 status", "status -ln 5");
        check("-n5 status", "status -n5");
        check("볼륨 status", "search 볼륨 status");
        check("-- index", "search -- index");
        check("-e index", "search -e index");
        check("--help", "--help");
        check("--json", "search --json");
    }

    #[test]
    fn words_with_a_dash_are_no_options() {
        check("볼륨 -파일 -n 3", "search 볼륨 -n 3 -- -파일");
        check("-파일 볼륨", "search 볼륨 -- -파일");
        check("볼륨 -파일 -- -x", "search 볼륨 -- -파일 -x");
        check("-e -파일", "search -e -파일");
    }
}
