//! Exactly what was typed; what it means here is for [`crate::settings`].

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};

/// Find the section of your Markdown notes that you half remember.
#[derive(Debug, Parser)]
#[command(
    name = "galpi",
    version,
    override_usage = "galpi [OPTIONS] QUERY...\n       galpi [OPTIONS] COMMAND",
    after_help = "Examples:\n  \
        galpi 장애 조치 시간       words, in any order and in either language\n  \
        galpi -C 3 failover        three lines before and after each answer\n  \
        galpi service Route53      what the notes say of a service\n  \
        galpi pick                 results and a preview as you type\n\n\
        `galpi QUERY...` is `galpi search QUERY...`; `galpi search --help` lists its options.\n\
        A first word that is a command's name is that command: `galpi -- index` searches for the word.\n\n\
        Exit status: 0 found, 1 nothing found, 2 an error.",
    subcommand_required = true,
    disable_help_subcommand = true,
    max_term_width = 100
)]
pub(crate) struct Typed {
    #[command(flatten)]
    pub(crate) everywhere: Everywhere,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// A search alone.
#[derive(Debug, Parser)]
pub(crate) struct Sought {
    #[command(flatten)]
    pub(crate) everywhere: Everywhere,
    #[command(flatten)]
    pub(crate) search: Search,
}

/// What every command takes.
#[derive(Debug, Default, Args)]
pub(crate) struct Everywhere {
    /// The folder of the notes [default: $GALPI_NOTES, else what the nearest galpi.toml upward says,
    /// else the current folder]
    #[arg(long, value_name = "DIR", global = true, value_hint = ValueHint::DirPath)]
    pub(crate) notes: Option<PathBuf>,
    /// The folder of the index [default: what galpi.toml says, else one in the cache folder]
    #[arg(long, value_name = "DIR", global = true, value_hint = ValueHint::DirPath)]
    pub(crate) index: Option<PathBuf>,
    /// When to use colour
    #[arg(
        long,
        value_name = "WHEN",
        default_value = "auto",
        hide_possible_values = true,
        global = true
    )]
    #[arg(help = "When to use colour: auto, always, never")]
    pub(crate) color: When,
    /// Take the index as it is: don't look whether notes have changed
    #[arg(long, global = true)]
    pub(crate) no_refresh: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Find sections, best first
    ///
    /// Words are matched by meaning; not all need be there. "a phrase" and +word must be there,
    /// -word must not; heading: path: service: concept: look elsewhere than in the text.
    #[command(after_help = "Examples:\n  \
        galpi search 수명주기 며칠\n  \
        galpi search '\"캐시 모드\" -제외'\n  \
        galpi search path:storage service:S3 암호화\n  \
        galpi search -l -n 0 암호화")]
    Search(Search),
    /// Tell what the notes say of a service; without NAME, of which ones
    Service(Lookup),
    /// Tell what the notes say of a concept; without NAME, of which ones
    Concept(Lookup),
    /// Put the sections on two services or concepts side by side
    Compare(Compare),
    /// Pick a section while you type
    Pick(Pick),
    /// Show one section, whole
    Show(Show),
    /// Tell how a query is understood, and how the scores come about
    Explain(Explain),
    /// Open a note in your editor, at a section or line
    Open(Open),
    /// Make the index, or bring it up to date, now
    Index(Index),
    /// Tell what is indexed, where, how fresh, and what was skipped
    Status(Status),
    /// Write a galpi.toml with comments into the current folder
    Init,
    /// Score judged queries against the notes
    Eval(Eval),
    /// Write these notes for a search engine on many machines
    ///
    /// Sections go to standard output as bulk NDJSON, as terms that the engine cuts at spaces:
    /// what galpi knows of Korean is done. --config writes the configuration of the index,
    /// --query a search for words as typed.
    #[command(after_help = "Examples:\n  \
        galpi export --format opensearch --config\n  \
        galpi export --format opensearch\n  \
        galpi export --format quickwit --query '볼륨 게이트웨이'")]
    Export(Export),
    /// Serve these notes to an assistant, over the Model Context Protocol on standard input and
    /// output
    Mcp,
    /// Write completions for a shell
    Completions(Completions),
    /// Write the manual page
    Man,
}

#[derive(Debug, Args)]
pub(crate) struct Search {
    /// What to look for; `-` reads it from standard input
    #[arg(value_name = "QUERY", required_unless_present_any = ["query", "batch"])]
    pub(crate) words: Vec<String>,
    /// A query that begins with a dash
    #[arg(
        short = 'e',
        long,
        value_name = "QUERY",
        allow_hyphen_values = true,
        conflicts_with = "words"
    )]
    pub(crate) query: Option<String>,
    /// Answer many queries, one a line of standard input (with -0, each up to a NUL), in JSON
    /// Lines: hits and a summary each, in order
    #[arg(long, conflicts_with_all = [
        "words", "query", "vimgrep", "template", "files_with_matches", "count", "quiet", "open",
        "context", "full",
    ])]
    pub(crate) batch: bool,
    /// Only what was typed: no other reading of any word
    #[arg(long)]
    pub(crate) exact: bool,
    /// These characters as they stand, whether or not they are words, as `rg -F -i` finds them
    #[arg(short = 'F', long, conflicts_with_all = ["exact", "prefix"])]
    pub(crate) fixed_strings: bool,
    /// The last word may be half typed, down to its last syllable
    #[arg(long)]
    pub(crate) prefix: bool,
    #[command(flatten)]
    pub(crate) output: Output,
}

/// How hits are given.
#[derive(Debug, Args)]
pub(crate) struct Output {
    /// The most hits to give; 0 for all [default: 10; with --count all]
    #[arg(short = 'n', long, value_name = "N")]
    pub(crate) limit: Option<usize>,
    /// JSON Lines: a hit a line, then a summary
    #[arg(long, group = "format")]
    pub(crate) json: bool,
    /// `path:line:column:text`, every match, for editors
    #[arg(long, group = "format")]
    pub(crate) vimgrep: bool,
    /// As T says, like '{path}:{line}\t{heading}'
    #[arg(long, value_name = "T", group = "format")]
    pub(crate) template: Option<String>,
    /// Only the paths of the notes
    #[arg(short = 'l', long, group = "format")]
    pub(crate) files_with_matches: bool,
    /// Only the paths of the notes and how many sections of each were found
    #[arg(short = 'c', long, group = "format")]
    pub(crate) count: bool,
    /// Open the first hit in $VISUAL or $EDITOR
    #[arg(long, group = "format")]
    pub(crate) open: bool,
    /// Nothing: the exit status is the answer
    #[arg(short = 'q', long)]
    pub(crate) quiet: bool,
    /// Put a NUL after each path
    #[arg(short = '0', long)]
    pub(crate) null: bool,
    /// What columns count: byte, char, utf16, cell
    #[arg(long, value_name = "UNIT", default_value = "byte", hide_possible_values = true)]
    pub(crate) column_unit: Unit,
    /// Show N lines before and after the best one
    #[arg(short = 'C', long, value_name = "N")]
    pub(crate) context: Option<usize>,
    /// Show whole sections
    #[arg(long, conflicts_with = "context")]
    pub(crate) full: bool,
    /// Tell how each score came about
    #[arg(long)]
    pub(crate) explain: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Lookup {
    /// Its name, in any spelling
    #[arg(value_name = "NAME")]
    pub(crate) name: Vec<String>,
    /// List those that the notes never speak of
    #[arg(long, conflicts_with = "name")]
    pub(crate) missing: bool,
    #[command(flatten)]
    pub(crate) output: Output,
}

#[derive(Debug, Args)]
pub(crate) struct Compare {
    /// One name
    #[arg(value_name = "A")]
    pub(crate) first: String,
    /// The other
    #[arg(value_name = "B")]
    pub(crate) second: String,
    #[command(flatten)]
    pub(crate) output: Output,
}

#[derive(Debug, Args)]
pub(crate) struct Show {
    /// The id of a section, as --json gives it, or the path of a note, with a line
    #[arg(value_name = "ID|PATH[:LINE]", value_hint = ValueHint::FilePath)]
    pub(crate) section: OsString,
    /// The bytes as they are in the file
    #[arg(long)]
    pub(crate) raw: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Open {
    /// The id of a section, as --json gives it, or the path of a note, with line and column
    /// (in bytes)
    #[arg(value_name = "ID|PATH[:LINE[:COLUMN]]", value_hint = ValueHint::FilePath)]
    pub(crate) section: OsString,
}

#[derive(Debug, Args)]
pub(crate) struct Pick {
    /// What is typed already
    #[arg(value_name = "QUERY")]
    pub(crate) words: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Explain {
    /// The query to explain
    #[arg(value_name = "QUERY", required = true)]
    pub(crate) words: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Index {
    /// Make the index anew
    #[arg(long)]
    pub(crate) rebuild: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Status {
    /// One line of JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Eval {
    /// The judged queries: qid, category, query, judgments (`S20:2 S4:1` or `path:line:2`), note
    #[arg(value_name = "QUERIES.tsv")]
    pub(crate) queries: PathBuf,
    /// What judged names stand for: name, then line or path, then heading; a file or a folder of them
    /// [default: sections.tsv beside the queries]
    #[arg(long, value_name = "SECTIONS.tsv")]
    pub(crate) map: Vec<PathBuf>,
    /// Tell of each query what was found where
    #[arg(long)]
    pub(crate) per_query: bool,
    /// Write what was found: qid, rank, section
    #[arg(long, value_name = "FILE")]
    pub(crate) run: Option<PathBuf>,
    /// Only what was typed: no other reading of any word
    #[arg(long)]
    pub(crate) exact: bool,
    /// Leave out one rule, to see what it is worth
    #[arg(long, value_name = "RULE")]
    pub(crate) without: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Export {
    /// The engine: opensearch (and Elasticsearch) or quickwit
    #[arg(long, value_name = "ENGINE", hide_possible_values = true)]
    pub(crate) format: ExportFormat,
    /// The name of the index
    #[arg(long, value_name = "NAME", default_value = "notes")]
    pub(crate) name: String,
    /// Write the configuration of the index instead
    #[arg(long, conflicts_with = "query")]
    pub(crate) config: bool,
    /// Write the body of a search for these words instead
    #[arg(long, value_name = "QUERY")]
    pub(crate) query: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportFormat {
    Opensearch,
    Quickwit,
}

#[derive(Debug, Args)]
pub(crate) struct Completions {
    /// The shell
    pub(crate) shell: clap_complete::Shell,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum When {
    #[default]
    Auto,
    Always,
    Never,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Unit {
    Byte,
    Char,
    Utf16,
    Cell,
}

/// The commands' names. clap knows them too, but asking it means building all
/// of its definitions, which a query has no use for; a test keeps them equal.
const COMMANDS: [&str; 16] = [
    "search",
    "service",
    "concept",
    "compare",
    "pick",
    "show",
    "explain",
    "open",
    "index",
    "status",
    "init",
    "eval",
    "export",
    "mcp",
    "completions",
    "man",
];

/// Options of a search whose value may be the next word; likewise tested.
const VALUED: [&str; 11] = [
    "--notes",
    "--index",
    "--color",
    "-n",
    "--limit",
    "--template",
    "-e",
    "--query",
    "-C",
    "--context",
    "--column-unit",
];

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
    let far = |name: &&&str| strsim::osa_distance(word, name);
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
