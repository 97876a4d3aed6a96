//! English.

use crate::search::{Rule, Signal};

use super::answer::{Answer, Explain, Nothing, Pick};
use super::catalogue::{Catalogue, Headings, Notes};
use super::commands::{Commands, Status};
use super::count::{count, sections};
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
    answer: Answer {
        also_read: "also read",
        only_read: |query, readings| {
            format!("not in these notes: `{query}`; read instead: {readings}")
        },
        only_about: |query| {
            format!("not in these notes: `{query}`; these are near it or about it in other words")
        },
        by_gloss: "by what it is about",
        about_below: "in part, or only about it",
        more: |shown, total| {
            let all = if total.is_at_least { 0 } else { total.count };
            format!("{shown} of {}; -n {all} shows all", sections(total))
        },
        more_about: |others| format!("{} more only about it; -n 0 shows all", sections(others)),
        signal: |signal| match signal {
            Signal::Words => "the words",
            Signal::Proximity => "near each other",
            Signal::Heading => "in the heading",
            Signal::Coverage => "share of the query",
            Signal::Structure => "text below the heading",
            Signal::Meaning => "what it means",
            Signal::Description => "what it is about",
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
        no_notes: |folder| format!("there are no notes in `{folder}`"),
        no_notes_hint: |formats| {
            format!(
                "notes are files ending in {formats}; `--notes DIR` names another folder, `galpi init` remembers one, GALPI_NOTES names one for all folders"
            )
        },
        unknown_words: |words| format!("in no note: {words}"),
        but_for_exact: |total| format!("without `--exact`, {} would be found", sections(total)),
        but_for_constraints: |total, constraints| {
            format!("without {constraints}, {} would be found", sections(total))
        },
        nearest: |words| format!("nearest in these notes: {words}"),
        command: |typed, command| {
            format!("`{typed}` was searched for; the command is `galpi {command}`")
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
        no_current: "cannot tell the current folder",
        keys_hint: "the keys are `notes`, `index`, `ignore`, `extensions` and `lexicon`",
        is_root: "this is the root of the file system, which is not searched as a folder of notes",
        is_home: "this is the home folder, which is not searched as a folder of notes",
        indexing: "indexing",
        notes_done: |notes| count(notes, "note"),
        index_hint: "run `galpi index --rebuild`; the notes themselves are never touched",
        foreign_hint: "name a new or empty folder for the index; an old index of galpi may be deleted",
        busy_hint: "another galpi is writing the index; try again in a moment",
        folder_hint: "name the folder of your notes with `--notes DIR`, or write a `galpi.toml` in it",
        outside_hint: "its paths are relative to it and stay in its folder",
        defect_hint: "please report it, with what was typed and a note that shows it",
        defect: "this is a defect of galpi",
    },
    commands: Commands {
        unwritable: "cannot write the output",
        unreadable_query: "cannot read the query from standard input",
        large_query: "the query on standard input is larger than 1 MiB",
        empty_query: "nothing to search for: the query is empty",
        how_to_type: "paste or type it, then press Enter and Ctrl-D",
        empty_query_hint: "type some words, as in `galpi failover`; `galpi` alone shows examples from your notes",
        unknown_option: |option| format!("there is no option `{option}`"),
        dash_hint: "a query with a word that begins with a dash goes after `--`, or after `-e`",
        similar_hint: |option| format!("did you mean `{option}`?"),
        bad_value: |option, value, allowed| {
            let allowed =
                if allowed.is_empty() { String::new() } else { format!(": it takes {allowed}") };
            format!("`{value}` is no value of `{option}`{allowed}")
        },
        missing: |what| format!("something is missing: {what}"),
        conflict: |one, other| format!("`{one}` and `{other}` exclude each other"),
        help_hint: |command| format!("`{command} --help` lists the options"),
        no_id: |id| format!("no section has the id `{id}`"),
        no_id_hint: "ids are in the output of `--json`; a section's id changes with its path or headings",
        binary: |path| format!("`{path}` is a binary file"),
        gone: |path| format!("the section is no longer in `{path}`"),
        outside: |path| format!("`{path}` is outside the notes folder"),
        no_sections: |path| format!("`{path}` has no sections"),
        unreadable: |path, why| format!("cannot read `{path}`: {why}"),
        no_pager: |pager, why| format!("cannot start the pager `{pager}`: {why}"),
        no_entry: |name| format!("no service or concept is called `{name}`"),
        no_entry_hint: "`galpi service` and `galpi concept` list those in these notes",
        same_entry: |name| format!("both names are {name}: nothing to compare"),
        no_editor_hint: "`export EDITOR=vim`, or whichever is yours",
        not_text: |variable| format!("{variable} isn't UTF-8"),
        open_quote: |variable, text| format!("{variable} has a quote that isn't closed: `{text}`"),
        unstarted: |program, cause| format!("cannot start the editor `{program}`: {cause}"),
        unstarted_hint: "it is what VISUAL or EDITOR says",
        at_beginning: |program, line| {
            format!(
                "`{program}` is opened at its beginning: how it takes a line isn't known here; \
                 it is line {line}"
            )
        },
        large_line: |number| format!("query {number} is larger than 1 MiB"),
        unwritable_file: |file, cause| format!("cannot write `{file}`: {cause}"),
        no_rule: |name, known| format!("no rule `{name}`; there are {known}"),
        no_field: |name, known| format!("no field `{name}`; there are {known}"),
        unclosed: |name| format!("`{{{name}` isn't closed in the template"),
        no_escape: |other| format!("no escape `\\{other}`; there are \\t, \\n, \\0 and \\\\"),
        no_service: |name| format!("no service is called `{name}`"),
        no_concept: |name| format!("no concept is called `{name}`"),
        did_you_mean: |names| format!("did you mean {names}?"),
        also_called: |name, others| format!("`{name}` is also {others}"),
        of_no_field: |name| {
            format!(
                "the notes speak of no field that {name} is of: its name may mean something else here"
            )
        },
        nothing_of: |name| format!("these notes say nothing of {name}"),
        part_of: "part of",
        beside: "compared with in these notes",
        services_here: "services in these notes",
        indexed: |notes, sections, done| {
            format!("{}, {}: {done}", count(notes, "note"), count(sections, "section"))
        },
        up_to_date: "up to date",
        read_and_gone: |read, gone, seconds| format!("{read} read, {gone} gone, in {seconds:.2} s"),
        status: Status {
            notes: "notes",
            index: "index",
            config: "config",
            no_config: "none: the notes are the folder itself (`galpi init` writes one)",
            lexicon: "lexicon",
            skipped: "skipped",
            unread: "not read",
            unread_hint: "name these endings in `extensions` of galpi.toml to read them",
            not_made: "not made yet: the first search makes it, or `galpi index`",
            size: |sections, notes, segments, megabytes| {
                format!(
                    "{} of {}, {}, {megabytes:.1} MB",
                    count(sections, "section"),
                    count(notes, "note"),
                    count(segments, "segment")
                )
            },
            fresh: "up to date",
            stale: "older than the notes: the next search brings it up to date",
            damaged: |file| format!("damaged (`{file}`): run `galpi index --rebuild`"),
            fields: "fields",
            field: |name, _| name,
            no_fields: "the notes speak of none that the lexicon knows",
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
            0 => format!("wrote `{file}`; there are no notes here yet"),
            1 => format!("wrote `{file}`; there is 1 note here"),
            _ => format!("wrote `{file}`; there are {} here", count(notes, "note")),
        },
        init_hint: "all of it is comments: what is there holds until you change it",
        init_exists: |file| format!("`{file}` is there already, and stays as it is"),
        init_exists_hint: "change it in an editor; its keys are `notes`, `index`, `ignore`, `extensions` and `lexicon`",
        init_text: "\
# galpi.toml: which notes there are. All paths are relative to this file and
# stay inside its folder; nothing here makes anything run. All keys may be
# left out; what is after the `#` is what holds then, or an example.

# Folders with notes (.md, .markdown, .txt).
# notes = [\".\"]

# Where the index lies; without this, in your cache folder. It can be deleted
# at any time.
# index = \".galpi\"

# What isn't searched, in the language of .gitignore (which holds as well).
# ignore = [\"drafts/\", \"*.tmp.md\"]

# Other files that notes are kept in; `galpi status` says which there are.
# extensions = [\"org\", \"adoc\", \"ipynb\", \"csv\", \"mdx\"]

# Services, concepts and words of your own.
# lexicon = [\"words.toml\"]
",
        welcome: "galpi finds the section of your notes that you half remember.",
        try_these: |sections, notes| {
            let here = if sections == 1 { "Here is" } else { "Here are" };
            format!("{here} {} of {}. Try:", count(sections, "section"), count(notes, "note"))
        },
        examples: [
            "words you remember, in any order",
            "only their initial consonants",
            "all that the notes say of it",
            "search as you type",
        ],
        more_help: "`galpi --help` lists commands and options.",
        no_completions: |shell| format!("no completions are known for {shell}"),
        no_shell: |variable, value| {
            format!("{variable} is `{value}`, which is no shell known here")
        },
        no_shell_hint: "the scripts of `galpi completions` set it",
        unserved: |cause| format!("cannot serve: {cause}"),
        no_terminal: "`galpi pick` needs a terminal to draw on",
        no_terminal_hint: "in a script, `galpi -l QUERY` or `galpi --json QUERY` gives what was found",
    },
    usage: usage::ENGLISH,
    notebooks: notebooks::ENGLISH,
    exam: exam::ENGLISH,
    reading: reading::ENGLISH,
    explain: Explain {
        words: ["word", "weight", "sections", "read as"],
        is_name: |name| {
            format!("all of it is a name: {name}. Sections are asked what they say of it.")
        },
        constraints: |list| format!("must hold: {list}"),
        is_common: "common",
        is_nowhere: "in no note",
        more: |more| format!("{more} more"),
        hits: |shown, total| format!("The best {shown} of {}:", sections(total)),
        scores: ["", "score", "words", "near", "head", "share", "section"],
    },
    pick: Pick {
        keys: "Enter open · Tab print · Ctrl-R related · Ctrl-Y copy · Esc leave",
        empty: "type what you remember",
        count: |shown, total| {
            format!("{shown}/{}{}", total.count, if total.is_at_least { "+" } else { "" })
        },
        nothing: "nothing found",
        nearest: "nearest in these notes",
        copied: |lines| format!("{} copied", count(lines, "line")),
    },
    history: super::history::ENGLISH,
    cards: super::cards::ENGLISH,
    watch: super::watch::ENGLISH,
};
