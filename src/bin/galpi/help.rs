//! Help and what is wrong with arguments, in the reader's language.
//!
//! Definitions of arguments carry their English descriptions; another
//! language's are laid over them when help is asked for, and not before.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command, CommandFactory};
use galpi::language::Catalogue;

use crate::Outcome;
use crate::args::Typed;
use crate::failure::Failure;
use crate::terminal;

/// Where the flags of all programs stand: after all others.
const LAST: usize = 1000;

/// Options that take a number.
const COUNTS: [&str; 5] =
    ["--limit", "--max-count", "--context", "--after-context", "--before-context"];

/// Gives what clap has to say instead of a command: help, version, or what it
/// can't read.
pub(crate) fn instead(typed: &[OsString], error: &clap::Error) -> Result<Typed, Failure> {
    let language = terminal::language();
    if error.use_stderr() {
        return Err(misread(typed, error, language));
    }
    let own = match error.kind() {
        ErrorKind::DisplayHelp if !language.help.is_empty() => {
            translated(Typed::command(), language).try_get_matches_from(typed).err()
        }
        _ => None,
    };
    own.as_ref().unwrap_or(error).print().map_err(|e| Failure::output(&e))?;
    std::process::exit(Outcome::Found as i32);
}

/// Gives the help of a command, or of all where none is named.
pub(crate) fn of(command: Option<&str>) -> Result<Outcome, Failure> {
    let language = terminal::language();
    if let Some(name) = command.filter(|name| !crate::args::is_command(name)) {
        let told = &language.usage;
        return Err(Failure::new((told.no_command)(name)).hint((told.help_word_hint)(name)));
    }
    let mut definitions = Typed::command();
    if !language.help.is_empty() {
        definitions = translated(definitions, language);
    }
    let words = ["galpi"].into_iter().chain(command).chain(["--help"]);
    if let Err(help) = definitions.try_get_matches_from(words) {
        help.print().map_err(|e| Failure::output(&e))?;
    }
    Ok(Outcome::Found)
}

/// Tells of an option that there isn't: of what people mean by it who know other tools,
/// or of one that is spelt like it.
fn unknown_option(
    option: &str,
    similar: &str,
    help: String,
    language: &'static Catalogue,
) -> Failure {
    let commands = &language.commands;
    let failure = Failure::new((commands.unknown_option)(option));
    if let Some(habit) = habit(language, option) {
        return failure.hint(habit);
    }
    let first = match similar.is_empty() {
        true => commands.dash_hint.to_owned(),
        false => (commands.similar_hint)(similar),
    };
    failure.hint(format!("{first}\n{help}"))
}

/// Tells what is wrong with what was typed, and what to do about it.
fn misread(typed: &[OsString], error: &clap::Error, language: &'static Catalogue) -> Failure {
    let commands = &language.commands;
    let context = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        _ => String::new(),
    };
    let invalid = named(&context(ContextKind::InvalidArg), language);
    let command = match typed.get(1).and_then(|name| name.to_str()) {
        Some(name) if crate::args::is_command(name) => format!("galpi {name}"),
        _ => "galpi".to_owned(),
    };
    let help = (commands.help_hint)(&command);
    match error.kind() {
        // clap reports a surplus word as an unknown argument; only one with a dash
        // is an unknown option.
        ErrorKind::UnknownArgument if !invalid.starts_with('-') => {
            Failure::new((language.usage.unknown_word)(&command, &invalid)).hint(help)
        }
        ErrorKind::UnknownArgument => {
            unknown_option(&invalid, &context(ContextKind::SuggestedArg), help, language)
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let value = context(ContextKind::InvalidValue);
            let allowed = context(ContextKind::ValidValue);
            match value.is_empty() {
                true => Failure::new((language.usage.missing_value)(&invalid)).hint(help),
                // Its only value is what stands for standard input.
                false if invalid == "[-]" => {
                    Failure::new((language.usage.unknown_word)(&command, &value)).hint(help)
                }
                false => {
                    let is_search = command == "galpi search";
                    let advice = bad_value_advice(&invalid, &value, is_search, language);
                    let failure = bad_value(&invalid, &value, &allowed, language);
                    failure.hint(advice.map_or(help, str::to_owned))
                }
            }
        }
        ErrorKind::TooManyValues => {
            let option = invalid.split([' ', '=']).next().unwrap_or_default();
            Failure::new((language.usage.no_value)(option)).hint(help)
        }
        ErrorKind::MissingRequiredArgument if command == "galpi search" => {
            Failure::new(commands.empty_query).hint(commands.empty_query_hint)
        }
        ErrorKind::MissingRequiredArgument => Failure::new((commands.missing)(&invalid)).hint(help),
        ErrorKind::ArgumentConflict => {
            let prior = context(ContextKind::PriorArg);
            Failure::new((commands.conflict)(&invalid, &prior)).hint(help)
        }
        _ => {
            let text = error.to_string();
            Failure::new(text.strip_prefix("error: ").unwrap_or(&text).trim_end())
        }
    }
}

/// Tells that an option takes no such value.
fn bad_value(argument: &str, value: &str, allowed: &str, language: &Catalogue) -> Failure {
    let option = argument.split([' ', '=']).next().unwrap_or_default();
    let allowed = if COUNTS.contains(&option) { language.usage.a_number } else { allowed };
    Failure::new((language.commands.bad_value)(option, value, allowed))
}

/// Advises who is used to grep, and asks for the numbers of lines by `-n`.
fn bad_value_advice(
    argument: &str,
    value: &str,
    is_search: bool,
    language: &'static Catalogue,
) -> Option<&'static str> {
    let is_number = value.starts_with(|c: char| c == '-' || c.is_ascii_digit());
    let is_habit = is_search && argument.starts_with("--limit") && !is_number;
    is_habit.then_some(language.usage.line_number_hint)
}

/// Puts what arguments are called in a language into a list of them.
fn named(arguments: &str, language: &Catalogue) -> String {
    let values = language.headings.values.iter();
    values.fold(arguments.to_owned(), |named, (english, own)| {
        named.replace(&format!("<{english}>"), &format!("<{own}>"))
    })
}

/// Tells what does here what an option of grep or ripgrep does there.
fn habit(language: &Catalogue, option: &str) -> Option<&'static str> {
    let name = option.split('=').next().unwrap_or(option);
    let known = |names: &&str| names.split(' ').any(|known| known == name);
    language.usage.habits.iter().find(|(names, _)| known(names)).map(|(_, told)| *told)
}

/// Lays a language's descriptions over the definitions.
pub(crate) fn translated(command: Command, language: &'static Catalogue) -> Command {
    let headings = &language.headings;
    let usage = headings.usage;
    let template = format!(
        "{{before-help}}{{about-with-newline}}\n{usage}: {{usage}}\n\n{{all-args}}{{after-help}}"
    );
    let mut command = of_command(command, "", language, &template)
        .arg(
            Arg::new("version")
                .short('V')
                .long("version")
                .action(ArgAction::Version)
                .display_order(LAST + 1),
        )
        .disable_version_flag(true);
    if let Some(usage) = described(language, "", "usage") {
        command = command.override_usage(usage);
    }
    let command = command.subcommand_help_heading(headings.commands);
    let command = command.mut_subcommands(|sub| {
        let name = sub.get_name().to_owned();
        of_command(sub, &name, language, &template)
    });
    // The flags that are made for all commands are described like all others.
    command.mut_args(|argument| described_argument(argument, "", language))
}

fn of_command(
    command: Command,
    name: &str,
    language: &'static Catalogue,
    template: &str,
) -> Command {
    let mut command = command
        .help_template(template.to_owned())
        .disable_help_flag(true)
        .arg(Arg::new("help").short('h').long("help").action(ArgAction::Help).display_order(LAST));
    if let Some(after) = described_own(language, name, "after") {
        command = command.after_help(after);
    }
    if let Some(about) = described(language, name, "") {
        command = command.about(about).long_about(described(language, name, "long"));
    }
    let mut command = command.mut_args(|argument| described_argument(argument, name, language));
    // clap has the words of a usage in English only.
    let full_name = if name.is_empty() { "galpi".to_owned() } else { format!("galpi {name}") };
    let usage = command.clone().bin_name(full_name).render_usage().to_string();
    let usage = usage.trim_start_matches("Usage: ").replace("[OPTIONS]", language.headings.option);
    command = command.override_usage(usage);
    command
}

fn described_argument(argument: Arg, command: &str, language: &'static Catalogue) -> Arg {
    let Some(text) = described(language, command, argument.get_id().as_str()) else {
        return argument;
    };
    let headings = &language.headings;
    let own = argument.get_help_heading().and_then(|own| {
        // What all commands take is described twice, for its own place and theirs.
        let is_own = |(english, group): &&(&str, &'static str)| [*english, *group].contains(&own);
        headings.groups.iter().find(is_own).map(|(_, group)| *group)
    });
    let heading = match argument.is_positional() {
        true => headings.arguments,
        false => own.unwrap_or(headings.options),
    };
    let has_values = argument.get_action().takes_values();
    let mut text = text.to_owned();
    let mut add = |label: &str, values: Vec<String>| {
        if has_values && !values.is_empty() && !label.is_empty() {
            text.push_str(&format!(" [{label}: {}]", values.join(", ")));
        }
    };
    let texts = |values: &[clap::builder::OsStr]| {
        values.iter().map(|value| value.to_string_lossy().into_owned()).collect()
    };
    add(headings.default_value, texts(argument.get_default_values()));
    let possible = argument.get_possible_values();
    add(
        headings.possible_values,
        possible.iter().map(|value| value.get_name().to_owned()).collect(),
    );
    let id = format!("{}+", argument.get_id());
    let long = described(language, command, &id).map(str::to_owned);
    let names: Vec<String> = argument
        .get_value_names()
        .into_iter()
        .flatten()
        .map(|name| {
            let own = headings.values.iter().find(|(english, _)| *english == name.as_str());
            own.map_or_else(|| name.to_string(), |(_, own)| (*own).to_owned())
        })
        .collect();
    // Where long help has no more to say it says the same.
    let long = long.unwrap_or_else(|| text.clone());
    let argument = argument.help(text).long_help(long).help_heading(heading.to_owned());
    let argument = if names.is_empty() { argument } else { argument.value_names(names) };
    argument.hide_default_value(has_values).hide_possible_values(has_values)
}

/// Finds a description: the command's own, else that for all commands.
fn described(language: &'static Catalogue, command: &str, argument: &str) -> Option<&'static str> {
    match argument {
        "" => language.help.iter().find(|(key, _)| *key == command).map(|(_, text)| *text),
        _ => described_own(language, command, argument)
            .or_else(|| described_own(language, "", argument)),
    }
}

fn described_own(
    language: &'static Catalogue,
    command: &str,
    argument: &str,
) -> Option<&'static str> {
    let key = format!("{command}/{argument}");
    language.help.iter().find(|(other, _)| *other == key).map(|(_, text)| *text)
}

#[cfg(test)]
mod tests {
    use galpi::language::LANGUAGES;

    use super::*;

    /// Every command and option is described in every language, and nothing
    /// else is.
    #[test]
    fn help_is_complete_in_every_language() {
        let mut definitions = Typed::command();
        definitions.build();
        for language in LANGUAGES.iter().filter(|language| !language.help.is_empty()) {
            let mut used: Vec<&str> = vec!["", "/usage", "/after"];
            let mut use_up = |command: &str, argument: &str| {
                let text = described(language, command, argument);
                assert!(text.is_some(), "{}: no `{command}/{argument}`", language.code);
                used.extend(
                    language.help.iter().filter(|(_, own)| Some(*own) == text).map(|(key, _)| *key),
                );
            };
            for argument in definitions.get_arguments() {
                use_up("", argument.get_id().as_str());
            }
            for sub in definitions.get_subcommands() {
                use_up(sub.get_name(), "");
                if sub.get_long_about().is_some() {
                    use_up(sub.get_name(), "long");
                }
                if sub.get_after_help().is_some() {
                    use_up(sub.get_name(), "after");
                }
                for argument in sub.get_arguments() {
                    use_up(sub.get_name(), argument.get_id().as_str());
                }
            }
            // What long help adds belongs to what it adds to.
            used.extend(language.help.iter().map(|(key, _)| *key).filter(|key| {
                let base = key.strip_suffix('+');
                base.is_some_and(|base| language.help.iter().any(|(other, _)| *other == base))
            }));
            for (key, text) in language.help {
                assert!(used.contains(key), "{}: `{key}` is of nothing", language.code);
                assert!(!text.trim().is_empty(), "{}: `{key}` is empty", language.code);
            }
        }
    }

    #[test]
    fn translated_definitions_hold_together() {
        for language in LANGUAGES {
            translated(Typed::command(), language).debug_assert();
        }
    }
}
