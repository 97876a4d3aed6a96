//! `galpi man`: the manual, one page, from the definitions of the arguments, in
//! the reader's language.

use clap::{Arg, Command, CommandFactory};
use galpi::language::{Catalogue, Manual};
use roff::{Inline, Roff, bold, italic, roman};

use crate::args::Typed;
use crate::failure::Failure;
use crate::{Outcome, help, terminal};

pub(crate) fn run() -> Result<Outcome, Failure> {
    super::put(page(terminal::language()).as_bytes())?;
    Ok(Outcome::Found)
}

/// Writes the page.
fn page(language: &'static Catalogue) -> String {
    let mut command = Typed::command();
    if !language.help.is_empty() {
        command = help::translated(command, language);
    }
    command.build();
    let manual = &language.manual;
    let version = command.get_version().unwrap_or_default();
    let mut page = Roff::new();
    page.control("TH", ["GALPI", "1", "", &format!("galpi {version}")]);
    page.control("SH", [manual.name]);
    page.text([roman(format!("galpi - {}", about(&command)))]);
    page.control("SH", [manual.synopsis]);
    for (at, form) in usage(&mut command).lines().enumerate() {
        if at > 0 {
            page.control("br", []);
        }
        page.text([bold(form.trim())]);
    }
    page.control("SH", [manual.description]);
    for paragraph in manual.about {
        page.control("PP", []);
        page.text([roman(*paragraph)]);
    }
    let after = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    // What follows the examples is said elsewhere on the page, but for this.
    if let Some(short) = after.split("\n\n").nth(1) {
        page.control("PP", []);
        page.text([roman(short)]);
    }
    page.control("SH", [manual.examples]);
    examples(&mut page, &after);
    let headings = &language.headings;
    page.control("SH", [headings.options.to_uppercase().as_str()]);
    options(&mut page, command.get_arguments(), language);
    page.control("SH", [headings.commands.to_uppercase().as_str()]);
    for sub in command.get_subcommands_mut() {
        of_command(&mut page, sub, language);
    }
    reference(&mut page, manual);
    page.render()
}

/// Writes what one command takes, without what all of them take.
fn of_command(page: &mut Roff, command: &mut Command, language: &Catalogue) {
    page.control("SS", [usage(command).as_str()]);
    let long = command.get_long_about().map(ToString::to_string);
    for paragraph in long.unwrap_or_else(|| about(command)).split("\n\n") {
        page.control("PP", []);
        page.text([roman(paragraph.replace('\n', " "))]);
    }
    let own = command.get_arguments().filter(|a| !a.is_global_set() && a.get_id() != "help");
    options(page, own, language);
    if let Some(after) = command.get_after_help() {
        page.control("PP", []);
        examples(page, &after.to_string());
    }
}

/// Writes arguments, those of one heading below it.
fn options<'a>(page: &mut Roff, arguments: impl Iterator<Item = &'a Arg>, language: &Catalogue) {
    let shown: Vec<&Arg> = arguments.filter(|argument| !argument.is_hide_set()).collect();
    let mut groups: Vec<&str> = Vec::new();
    let group = |argument: &Arg| argument.get_help_heading().map(str::to_owned);
    for argument in &shown {
        let heading = argument.get_help_heading().unwrap_or_default();
        if !groups.contains(&heading) {
            groups.push(heading);
        }
    }
    let is_plain = |heading: &str| {
        [language.headings.arguments, language.headings.options, ""].contains(&heading)
    };
    // What stands below no title comes first, or it would seem to belong to one.
    groups.sort_by_key(|heading| !is_plain(heading));
    for heading in groups {
        let has_title = !is_plain(heading);
        if has_title {
            page.control("PP", []);
            page.text([italic(format!("{heading}:"))]);
        }
        for argument in shown.iter().filter(|a| group(a).as_deref().unwrap_or_default() == heading)
        {
            page.control("TP", []);
            page.text(name(argument));
            described(page, argument, language);
        }
    }
}

/// Returns how an argument is written: `-n, --limit <N>`.
fn name(argument: &Arg) -> Vec<Inline> {
    let short = argument.get_short().map(|short| format!("-{short}, ")).unwrap_or_default();
    vec![bold(format!("{short}{argument}"))]
}

/// Writes what an argument is, with its default and the values it takes.
fn described(page: &mut Roff, argument: &Arg, language: &Catalogue) {
    let help = argument.get_long_help().or(argument.get_help());
    let mut text = help.map(ToString::to_string).unwrap_or_default();
    let headings = &language.headings;
    let mut add = |label: &str, values: Vec<String>| {
        if argument.get_action().takes_values() && !values.is_empty() {
            text.push_str(&format!(" [{label}: {}]", values.join(", ")));
        }
    };
    // Where help is translated it has them already.
    if !argument.is_hide_default_value_set() {
        let values = argument.get_default_values().iter();
        add(headings.default_value, values.map(|v| v.to_string_lossy().into_owned()).collect());
    }
    if !argument.is_hide_possible_values_set() {
        let values = argument.get_possible_values();
        add(headings.possible_values, values.iter().map(|v| v.get_name().to_owned()).collect());
    }
    for (at, line) in text.lines().enumerate() {
        if at > 0 {
            page.control("br", []);
        }
        page.text([roman(line.trim())]);
    }
}

/// Writes the examples at the beginning of what stands below a help as they are.
fn examples(page: &mut Roff, after: &str) {
    let block = after.split("\n\n").next().unwrap_or_default();
    page.control("nf", []);
    for line in block.lines().skip(1) {
        page.text([roman(line.trim())]);
    }
    page.control("fi", []);
}

/// Writes what is of no command: files, environment, exit status.
fn reference(page: &mut Roff, manual: &Manual) {
    for (title, rows) in [manual.files, manual.environment, manual.exit_status] {
        page.control("SH", [title]);
        for (name, what) in rows {
            page.control("TP", []);
            page.text([bold(*name)]);
            page.text([roman(*what)]);
        }
    }
}

fn about(command: &Command) -> String {
    command.get_about().map(ToString::to_string).unwrap_or_default()
}

/// Returns how a command is called, without the word before it.
fn usage(command: &mut Command) -> String {
    let usage = command.render_usage().to_string();
    usage.split_once(": ").map_or(usage.clone(), |(_, forms)| forms.trim().to_owned())
}
