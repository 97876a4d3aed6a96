//! `galpi completions SHELL`: a script that asks galpi itself, so that services
//! and concepts are completed from the notes one is in.

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

use clap::CommandFactory;
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate};
use clap_complete::env::Shells;
use galpi::index::{Freshness, Index};
use galpi::lexicon::{Entry, Kind};
use galpi::render::style::harmless;
use galpi::search::Searcher;

use crate::Outcome;
use crate::args::{self, Completions, Everywhere, Typed};
use crate::failure::Failure;
use crate::settings::Settings;
use crate::{notebook, terminal, user};

/// The variable by which the scripts ask, its value the shell.
pub(crate) const ASKED: &str = "GALPI_COMPLETE";

pub(crate) fn run(typed: &Completions) -> Result<Outcome, Failure> {
    let mut script = Vec::new();
    let shells = Shells::builtins();
    let name = typed.shell.to_string();
    let shell = shells
        .completer(&name)
        .ok_or_else(|| Failure::new((terminal::language().commands.no_completions)(&name)))?;
    shell
        .write_registration(ASKED, "galpi", "galpi", "galpi", &mut script)
        .map_err(|e| Failure::output(&e))?;
    super::put(&script)?;
    Ok(Outcome::Found)
}

/// Answers a script: what may stand where the cursor is.
pub(crate) fn answer(shell: &OsStr) -> Result<Outcome, Failure> {
    let shells = Shells::builtins();
    let shell = shell.to_string_lossy();
    let Some(shell) = shells.completer(&shell) else {
        let told = &terminal::language().commands;
        return Err(Failure::new((told.no_shell)(ASKED, &shell)).hint(told.no_shell_hint));
    };
    let words: Vec<OsString> = std::env::args_os().skip_while(|w| w != "--").skip(1).collect();
    let mut definitions = definitions(&words, shell.name() == "bash");
    let current = std::env::current_dir().ok();
    let mut answer = Vec::new();
    // A message would be written into the line that is being edited.
    if shell.write_complete(&mut definitions, words, current.as_deref(), &mut answer).is_ok() {
        super::put(&answer)?;
    }
    Ok(Outcome::Found)
}

/// Returns the definitions of the arguments, with what is known of the notes.
fn definitions(words: &[OsString], is_bash: bool) -> clap::Command {
    let command = Typed::command();
    // A query without a command takes the options of a search.
    let search = command.find_subcommand("search").cloned().unwrap_or_default();
    let mut command = command.args(search.get_arguments());
    let notebooks = ArgValueCompleter::new(|typed: &OsStr| {
        let names = user::names().into_iter().chain(["all".to_owned()]);
        let typed = typed.to_string_lossy().into_owned();
        names.filter(|name| name.starts_with(&typed)).map(CompletionCandidate::new).collect()
    });
    command = command.mut_arg("notebook", |argument| argument.add(notebooks));
    for (name, kind, arguments) in [
        ("service", Some(Kind::Service), &["name"][..]),
        ("concept", Some(Kind::Concept), &["name"]),
        ("compare", None, &["first", "second"]),
    ] {
        let names = Names {
            kind,
            before: if kind.is_some() { before(words, name) } else { Vec::new() },
            everywhere: Places::of(words),
            is_bash,
        };
        command = command.mut_subcommand(name, |mut subcommand| {
            for argument in arguments {
                let names = names.clone();
                let completer = ArgValueCompleter::new(move |word: &OsStr| names.candidates(word));
                subcommand = subcommand.mut_arg(argument, |argument| argument.add(completer));
            }
            subcommand
        });
    }
    command
}

/// Where notes and index are, as far as the line says.
#[derive(Clone, Default)]
struct Places {
    notes: Option<PathBuf>,
    notebook: Option<String>,
    index: Option<PathBuf>,
}

impl Places {
    fn of(words: &[OsString]) -> Self {
        let value = |option: &str| {
            let glued = format!("{option}=");
            words.iter().enumerate().find_map(|(at, word)| {
                let word = word.to_str()?;
                match word.strip_prefix(&glued) {
                    Some(value) => Some(PathBuf::from(value)),
                    None if word == option => words.get(at + 1).map(PathBuf::from),
                    None => None,
                }
            })
        };
        let notebook = value("--notebook").or_else(|| value("-N"));
        Self {
            notes: value("--notes"),
            notebook: notebook.map(|name| name.to_string_lossy().into_owned()),
            index: value("--index"),
        }
    }
}

/// Returns the words between a command and the end that are no options.
fn before(words: &[OsString], command: &str) -> Vec<String> {
    let mut rest = words.iter().skip_while(|word| *word != command).skip(1);
    let mut before = Vec::new();
    while let Some(word) = rest.next() {
        if args::takes_next(word) {
            rest.next();
        } else if !word.as_encoded_bytes().starts_with(b"-") {
            before.push(unquoted(&word.to_string_lossy()));
        }
    }
    before
}

/// The names of services or concepts in the notes.
#[derive(Clone)]
struct Names {
    /// One kind, or both.
    kind: Option<Kind>,
    /// Words typed so far: a name may be several.
    before: Vec<String>,
    everywhere: Places,
    /// bash puts a candidate into the line as it is.
    is_bash: bool,
}

impl Names {
    fn candidates(&self, word: &OsStr) -> Vec<CompletionCandidate> {
        let word = unquoted(&word.to_string_lossy());
        // The word that is being completed may be the last of them.
        let mut typed = self.before.clone();
        typed.pop_if(|last| *last == word);
        let done = typed.iter().map(|word| word.clone() + " ").collect::<String>();
        let typed = (done.clone() + &word).to_lowercase();
        let kinds = self.kind.map_or(vec![Kind::Service, Kind::Concept], |kind| vec![kind]);
        // Where nothing can be opened there is nothing to offer.
        self.in_notes(&kinds, |entry, sections| {
            let name = entry.all_names().find(|name| name.to_lowercase().starts_with(&typed))?;
            // The shell shows it, and puts it in the line.
            let rest: String = name.chars().skip(done.chars().count()).collect();
            let rest = harmless(&rest);
            let rest = if self.is_bash { quoted(&rest) } else { rest };
            let help = match sections {
                1 => "1 section".to_owned(),
                _ => format!("{sections} sections"),
            };
            Some(CompletionCandidate::new(rest).help(Some(help.into())))
        })
        .unwrap_or_default()
    }

    /// Calls `offer` with each entry that the notes speak of and in how many
    /// sections. Takes the index as it is: completing a word changes nothing.
    fn in_notes<T>(
        &self,
        kinds: &[Kind],
        offer: impl Fn(&Entry<'_>, usize) -> Option<T>,
    ) -> Result<Vec<T>, Failure> {
        let Places { notes, notebook, index } = self.everywhere.clone();
        let settings = Settings::several(Everywhere {
            notes: notes.into_iter().collect(),
            notebook: notebook.into_iter().collect(),
            index,
            no_refresh: true,
            ..Everywhere::default()
        })?
        .remove(0);
        let lexicon = notebook::lexicon(&settings)?;
        let index = Index::new(&settings.index, &lexicon);
        let Some(snapshot) = index.read(&settings.corpus, Freshness::AsIs)? else {
            return Ok(Vec::new());
        };
        let searcher = Searcher::new(&snapshot, &settings.corpus, &lexicon);
        let mut offered = Vec::new();
        for kind in kinds {
            let tallies = searcher.tally(*kind)?;
            offered.extend(tallies.iter().filter_map(|t| offer(&t.entry, t.sections)));
        }
        Ok(offered)
    }
}

/// Takes off what quotes a word: shells give it as it was typed.
fn unquoted(word: &str) -> String {
    word.replace(['\\', '\'', '"'], "")
}

/// Puts a backslash before what bash would take for anything but a letter.
fn quoted(name: &str) -> String {
    let mut quoted = String::new();
    for c in name.chars() {
        if c.is_ascii() && !c.is_ascii_alphanumeric() && !"-_./:,+@%=".contains(c) {
            quoted.push('\\');
        }
        quoted.push(c);
    }
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> Vec<OsString> {
        line.split(' ').map(OsString::from).collect()
    }

    #[test]
    fn definitions_hold_together() {
        definitions(&words("galpi service"), true).debug_assert();
    }

    #[test]
    fn words_of_a_name_are_told_from_options() {
        assert_eq!(before(&words("galpi -n 3 service Amazon -n 2 S"), "service"), ["Amazon", "S"]);
        assert_eq!(before(&words("galpi concept --json "), "concept"), [""]);
        let places = Places::of(&words("galpi --notes a service --index=b x"));
        assert_eq!((places.notes, places.index), (Some("a".into()), Some("b".into())));
    }

    #[test]
    fn bash_gets_one_word() {
        assert_eq!(quoted("Amazon S3 (심플)"), "Amazon\\ S3\\ \\(심플\\)");
    }
}
