//! English.

use crate::search::{Rule, Signal};

use super::answer::{Answer, Explain, Nothing, Pick};
use super::catalogue::{Catalogue, Headings, Notes};
use super::commands::{Commands, Status};
use super::count::{count, sections, size};
use super::{exam, library, notebooks, reading, usage};

/// English.
pub static ENGLISH: Catalogue = Catalogue {
    code: "en",
    hint: "hint",
    warning: "warning",
    library: library::ENGLISH,
    help: &[],
    headings: Headings {
        usage: "Usage",
        commands: "Commands",
        arguments: "Arguments",
        options: "Options",
        option: "[OPTIONS]",
        groups: &[],
        values: &[],
        default_value: "default",
        possible_values: "possible values",
    },
    manual: super::manual::ENGLISH,
    answer: Answer {
        also_read: "also read",
        only_read: |query, readings| {
            format!("not in your notes: `{query}`; found instead: {readings}")
        },
        only_about: |query| {
            format!("not in your notes: `{query}`; these sections are close in meaning")
        },
        by_gloss: "close in meaning",
        about_below: "partial matches and related sections",
        more: |shown, total| {
            let all = if total.is_at_least { 0 } else { total.count };
            format!("{shown} of {}; -n {all} shows all", sections(total))
        },
        more_about: |others| {
            format!("{} more, only partial or related; -n 0 shows all", sections(others))
        },
        signal: |signal| match signal {
            Signal::Words => "words",
            Signal::Proximity => "close together",
            Signal::Heading => "in the heading",
            Signal::Coverage => "share of the query",
            Signal::Structure => "text below the heading",
            Signal::Meaning => "similar meaning",
            Signal::Description => "description of its subject",
        },
        sum: |factor, coverage| {
            format!("= sum × {factor:.2} for covering {:.0} % of the query", coverage * 100.0)
        },
        // What programs read is called the same.
        rule: Rule::name,
    },
    nothing: Nothing {
        found: |query, sections, notes| {
            format!(
                "nothing found for `{query}` in {} of {}",
                count(sections, "section"),
                count(notes, "note")
            )
        },
        no_notes: |folder| format!("no notes in `{folder}`"),
        no_notes_hint: |formats| {
            format!("notes are files ending in {formats}; choose their folder with `--notes DIR`")
        },
        unknown_words: |words| format!("not in any note: {words}"),
        but_for_exact: |total| format!("without `--exact`, {} would be found", sections(total)),
        but_for_constraints: |total, constraints| {
            format!("without {constraints}, {} would be found", sections(total))
        },
        nearest: |words| format!("similar words in these notes: {words}"),
        command: |typed, command| {
            format!("`{typed}` was searched for as a word; there is a command `galpi {command}`")
        },
    },
    notes: Notes {
        unreadable: |notes| {
            format!("{} could not be read: see `galpi status`", count(notes, "note"))
        },
        passed_over: |places| {
            let what = match places {
                1 => "1 folder or ignore file".to_owned(),
                _ => format!("{places} folders or ignore files"),
            };
            format!("{what} could not be read or used: see `galpi status`")
        },
        more_warnings: |more| format!("{more} more: see `galpi status`"),
        no_current: "cannot determine the current folder",
        keys_hint: "valid keys are `notes`, `index`, `ignore`, `extensions` and `lexicon`",
        is_root: "the current folder is the root of the file system, which galpi does not search",
        is_home: "the current folder is your home folder, which galpi does not search as a whole",
        indexing: "indexing",
        notes_done: |notes| count(notes, "note"),
        index_hint: "run `galpi index --rebuild`; your notes are never changed",
        foreign_hint: "choose a new or empty folder for the index; an old galpi index may be deleted",
        busy_hint: "another galpi is writing the index; try again in a moment",
        folder_hint: "choose the folder of your notes with `--notes DIR`, or run `galpi init` in it",
        outside_hint: "paths in `galpi.toml` are relative to it and must stay inside its folder",
        defect_hint: "please report it, with the command that you typed and a note that causes it",
        defect: "this is a bug in galpi",
    },
    commands: Commands {
        unwritable: "cannot write the output",
        unreadable_query: "cannot read the query from standard input",
        large_query: "the query on standard input is larger than 1 MiB",
        empty_query: "the query is empty",
        how_to_type: "paste or type the question or words, then press Enter and Ctrl-D",
        empty_query_hint: "type some words, for example `galpi failover`; `galpi` alone shows examples from your notes",
        unknown_option: |option| format!("unknown option `{option}`"),
        dash_hint: "to search for a word that begins with a dash, put it after `--` or `-e`",
        similar_hint: |option| format!("did you mean `{option}`?"),
        bad_value: |option, value, allowed| {
            let allowed = match allowed.rsplit_once(", ") {
                Some((others, last)) => format!("; expected {others} or {last}"),
                None if allowed.is_empty() => String::new(),
                None => format!("; expected {allowed}"),
            };
            format!("invalid value `{value}` for `{option}`{allowed}")
        },
        missing: |what| format!("missing argument: {what}"),
        conflict: |one, other| format!("`{one}` cannot be used with `{other}`"),
        help_hint: |command| format!("`{command} --help` lists the options"),
        no_id: |id| format!("no section has the id `{id}`"),
        no_id_hint: "`--json` prints ids; a section gets another id when its path or headings change",
        binary: |path| format!("`{path}` is a binary file"),
        gone: |path| format!("this section is no longer in `{path}`"),
        outside: |path| format!("`{path}` is outside the notes folder"),
        no_sections: |path| format!("`{path}` has no sections"),
        unreadable: |path, why| format!("cannot read `{path}`: {why}"),
        no_pager: |pager, why| format!("cannot start the pager `{pager}`: {why}"),
        no_entry: |name| format!("no service or concept is called `{name}`"),
        no_entry_hint: "`galpi service` and `galpi concept` list those in these notes",
        same_entry: |name| format!("both names mean {name}: there is nothing to compare"),
        no_editor_hint: "choose one, for example `export EDITOR=vim`",
        not_text: |variable| format!("the value of {variable} is not UTF-8"),
        open_quote: |variable, text| format!("{variable} has an unclosed quote: `{text}`"),
        unstarted: |program, cause| format!("cannot start the editor `{program}`: {cause}"),
        unstarted_hint: "the editor is taken from VISUAL or EDITOR",
        at_beginning: |program, line| {
            format!(
                "opening at line 1, as galpi does not know how to pass a line to `{program}`; \
                 the match is on line {line}"
            )
        },
        large_line: |number| format!("query {number} is larger than 1 MiB"),
        unwritable_file: |file, cause| format!("cannot write `{file}`: {cause}"),
        no_rule: |name, known| format!("unknown rule `{name}`; the rules are {known}"),
        no_template: "the template is empty",
        no_field: |name, known| {
            format!("unknown field `{{{name}}}` in the template; the fields are {known}")
        },
        unclosed: |name| format!("missing `}}` after `{{{name}` in the template"),
        no_escape: |other| {
            format!("unknown escape `\\{other}` in the template; use \\t, \\n, \\0 or \\\\")
        },
        no_service: |name| format!("no service is called `{name}`"),
        no_concept: |name| format!("no concept is called `{name}`"),
        did_you_mean: |names| format!("did you mean {names}?"),
        also_called: |name, others| format!("`{name}` is also a name of {others}"),
        of_no_field: |name| {
            format!(
                "your notes do not cover the field of {name}, so its name may mean something else here"
            )
        },
        nothing_of: |name| format!("these notes say nothing about {name}"),
        part_of: "part of",
        beside: "compared in these notes with",
        services_here: "services in these notes",
        indexed: |notes, sections, done| {
            format!("{}, {}: {done}", count(notes, "note"), count(sections, "section"))
        },
        up_to_date: "up to date",
        read_and_gone: |read, gone, seconds| {
            format!("{read} read, {gone} removed, in {seconds:.2} s")
        },
        status: Status {
            notes: "notes",
            index: "index",
            config: "config",
            no_config: "none: this folder is searched as it is (`galpi init` creates one)",
            lexicon: "lexicon",
            warnings: "warnings",
            unread: "not read",
            unread_hint: "to read them, add them to `extensions` in galpi.toml",
            not_made: "not created yet: the first search creates it, or `galpi index`",
            size: |sections, notes, segments, bytes| {
                format!(
                    "{} of {}, {}, {}",
                    count(sections, "section"),
                    count(notes, "note"),
                    count(segments, "segment"),
                    size(bytes)
                )
            },
            fresh: "up to date",
            stale: "older than the notes: the next search updates it",
            damaged: |file| format!("damaged (`{file}`): run `galpi index --rebuild`"),
            fields: "fields",
            field: |name, _| name,
            no_fields: "none that the lexicon knows",
            knows: |services, concepts, glossary, spellings| {
                format!(
                    "{}, {}, {}, {}",
                    count(services, "service"),
                    count(concepts, "concept"),
                    count(glossary, "glossary row"),
                    count(spellings, "spelling")
                )
            },
        },
        init_done: |file, notes| match notes {
            0 => format!("created `{file}`; there are no notes here yet"),
            1 => format!("created `{file}`; there is 1 note here"),
            _ => format!("created `{file}`; there are {} here", count(notes, "note")),
        },
        init_hint: "every key is commented out: nothing changes until you edit it",
        init_exists: |file| format!("`{file}` already exists and was not changed"),
        init_exists_hint: "edit it; its keys are `notes`, `index`, `ignore`, `extensions` and `lexicon`",
        init_text: "\
# galpi.toml: which notes to search. Every key is optional. Paths are relative
# to this file and must stay inside its folder. Nothing in this file is ever run.

# Folders of notes (.md, .markdown, .txt). Default: this folder.
# notes = [\".\"]

# Folder of the index. Default: in your cache folder. It may be deleted at any
# time. Example:
# index = \".galpi\"

# What to leave out, in the syntax of .gitignore (which is respected as well).
# Example:
# ignore = [\"drafts/\", \"*.tmp.md\"]

# Other kinds of files to read; `galpi status` lists those that are here.
# Example:
# extensions = [\"org\", \"adoc\", \"ipynb\", \"csv\", \"mdx\"]

# Services, concepts and words of your own; `galpi init --lexicon` creates a file
# to start from. Example:
# lexicon = [\"lexicon.toml\"]
",
        welcome: "galpi finds the section of your notes that you half remember.",
        try_these: |sections, notes| {
            format!("Your notes: {} in {}. Try:", count(sections, "section"), count(notes, "note"))
        },
        examples: [
            "words you remember, in any order",
            "only initial consonants",
            "everything the notes say about it",
            "results and a preview as you type",
        ],
        more_help: "`galpi --help` lists commands and options.",
        no_completions: |shell| format!("no completions are available for {shell}"),
        no_shell: |variable, value| format!("unknown shell `{value}` in {variable}"),
        no_shell_hint: "the scripts printed by `galpi completions` set it",
        unserved: |cause| format!("the server stopped: {cause}"),
        no_terminal: "`galpi pick` needs a terminal",
        no_terminal_hint: "in a script, use `galpi QUERY` or `galpi --json QUERY`",
    },
    usage: usage::ENGLISH,
    notebooks: notebooks::ENGLISH,
    exam: exam::ENGLISH,
    reading: reading::ENGLISH,
    explain: Explain {
        words: ["word", "weight", "sections", "read as"],
        is_name: |name| {
            format!("The whole query is a name: {name}. Sections rank by what they say about it.")
        },
        constraints: |list| format!("required: {list}"),
        is_common: "common",
        is_nowhere: "not in any note",
        more: |more| format!("{more} more"),
        hits: |shown, total| format!("The best {shown} of {}:", sections(total)),
        scores: ["", "score", "words", "share", "about", "section"],
    },
    pick: Pick {
        keys: &["Enter open", "Tab print", "Ctrl-R related", "Ctrl-Y copy", "Esc quit"],
        empty: "type what you remember",
        count: |shown, total| {
            format!("{shown}/{}{}", total.count, if total.is_at_least { "+" } else { "" })
        },
        nothing: "nothing found",
        nearest: "similar words in these notes",
        copied: |lines| format!("{} copied", count(lines, "line")),
    },
    history: super::history::ENGLISH,
    cards: super::cards::ENGLISH,
    watch: super::watch::ENGLISH,
};
