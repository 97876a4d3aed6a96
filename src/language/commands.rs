//! What single commands say.

/// What single commands say.
#[derive(Debug)]
pub struct Commands {
    /// The output can't be written.
    pub unwritable: &'static str,
    /// The query on standard input can't be read.
    pub unreadable_query: &'static str,
    /// The query on standard input is too large.
    pub large_query: &'static str,
    /// There is no query.
    pub empty_query: &'static str,
    /// How a query is typed that is read from a terminal.
    pub how_to_type: &'static str,
    /// What to do then.
    pub empty_query_hint: &'static str,
    /// An option that there isn't.
    pub unknown_option: fn(option: &str) -> String,
    /// Words with a dash.
    pub dash_hint: &'static str,
    /// An option that was likely meant.
    pub similar_hint: fn(option: &str) -> String,
    /// A value that an option doesn't take, and those it takes.
    pub bad_value: fn(option: &str, value: &str, allowed: &str) -> String,
    /// An argument that must be there.
    pub missing: fn(what: &str) -> String,
    /// Options that exclude each other.
    pub conflict: fn(one: &str, other: &str) -> String,
    /// Where options are listed.
    pub help_hint: fn(command: &str) -> String,
    /// No section has an id.
    pub no_id: fn(id: &str) -> String,
    /// Where ids come from.
    pub no_id_hint: &'static str,
    /// A binary file.
    pub binary: fn(path: &str) -> String,
    /// A section that went.
    pub gone: fn(path: &str) -> String,
    /// A path outside the notes.
    pub outside: fn(path: &str) -> String,
    /// A note without sections.
    pub no_sections: fn(path: &str) -> String,
    /// A file that can't be read.
    pub unreadable: fn(path: &str, why: &str) -> String,
    /// A pager that can't be started.
    pub no_pager: fn(pager: &str, why: &str) -> String,
    /// No entry of either kind has a name.
    pub no_entry: fn(name: &str) -> String,
    /// Where names are listed.
    pub no_entry_hint: &'static str,
    /// Both names to be compared are one entry's.
    pub same_entry: fn(name: &str) -> String,
    /// What to do then.
    pub no_editor_hint: &'static str,
    /// A variable of the environment isn't text.
    pub not_text: fn(variable: &str) -> String,
    /// A variable of the environment has a quote that isn't closed.
    pub open_quote: fn(variable: &str, text: &str) -> String,
    /// The editor can't be started.
    pub unstarted: fn(program: &str, cause: &str) -> String,
    /// Where the editor's name is from.
    pub unstarted_hint: &'static str,
    /// An editor is started without the line, as it isn't known how it takes it.
    pub at_beginning: fn(program: &str, line: usize) -> String,
    /// One of many queries is too large.
    pub large_line: fn(number: usize) -> String,
    /// A file that was named can't be written.
    pub unwritable_file: fn(file: &str, cause: &str) -> String,
    /// There is no rule of a name; those that there are.
    pub no_rule: fn(name: &str, known: &str) -> String,
    /// A template says nothing.
    pub no_template: &'static str,
    /// A template has a field that there isn't; those that there are.
    pub no_field: fn(name: &str, known: &str) -> String,
    /// A template has a brace that isn't closed; what is behind it.
    pub unclosed: fn(name: &str) -> String,
    /// A template has a backslash before something that it doesn't go with.
    pub no_escape: fn(other: &str) -> String,
    /// No entry of a kind has a name.
    pub no_service: fn(name: &str) -> String,
    /// Likewise.
    pub no_concept: fn(name: &str) -> String,
    /// Names near an unknown one.
    pub did_you_mean: fn(names: &str) -> String,
    /// Other entries of a name.
    pub also_called: fn(name: &str, others: &str) -> String,
    /// An entry that was asked for is of a field that the notes don't speak of.
    pub of_no_field: fn(name: &str) -> String,
    /// The notes don't have an entry.
    pub nothing_of: fn(name: &str) -> String,
    /// Before what an entry is part of.
    pub part_of: &'static str,
    /// Before what stands beside an entry in headings.
    pub beside: &'static str,
    /// Before the services of a concept.
    pub services_here: &'static str,
    /// What an indexing did.
    pub indexed: fn(notes: usize, sections: u64, done: &str) -> String,
    /// Nothing was to be done.
    pub up_to_date: &'static str,
    /// What was done.
    pub read_and_gone: fn(read: usize, gone: usize, seconds: f64) -> String,
    /// Labels of the status.
    pub status: Status,
    /// A configuration was written.
    pub init_done: fn(file: &str, notes: usize) -> String,
    /// What to do next.
    pub init_hint: &'static str,
    /// There is a configuration already.
    pub init_exists: fn(file: &str) -> String,
    /// What to do then.
    pub init_exists_hint: &'static str,
    /// The configuration that is written.
    pub init_text: &'static str,
    /// The first lines of galpi without arguments.
    pub welcome: &'static str,
    /// Above the examples.
    pub try_these: fn(sections: u64, notes: usize) -> String,
    /// Beside the examples: a heading, its initials, a service, any words.
    pub examples: [&'static str; 4],
    /// After the examples.
    pub more_help: &'static str,
    /// A shell that can complete nothing.
    pub no_completions: fn(shell: &str) -> String,
    /// The variable by which a shell asks names none.
    pub no_shell: fn(variable: &str, value: &str) -> String,
    /// Who sets it.
    pub no_shell_hint: &'static str,
    /// A server for assistants or editors fails.
    pub unserved: fn(cause: &str) -> String,
    /// There is no terminal to pick on.
    pub no_terminal: &'static str,
    /// What to do then.
    pub no_terminal_hint: &'static str,
}

/// Labels of `galpi status`, and what they say.
#[derive(Debug)]
pub struct Status {
    /// The notes.
    pub notes: &'static str,
    /// The index.
    pub index: &'static str,
    /// Where the configuration is.
    pub config: &'static str,
    /// There is none.
    pub no_config: &'static str,
    /// Fields of the lexicon that the notes speak of.
    pub fields: &'static str,
    /// Of its two names, the one in this language.
    pub field: for<'n> fn(name: &'n str, korean: &'n str) -> &'n str,
    /// They speak of none.
    pub no_fields: &'static str,
    /// What galpi knows of these.
    pub lexicon: &'static str,
    /// What was skipped, or read otherwise than it is written.
    pub warnings: &'static str,
    /// Files that may be notes and aren't read.
    pub unread: &'static str,
    /// How they are.
    pub unread_hint: &'static str,
    /// There is no index yet.
    pub not_made: &'static str,
    /// How much is indexed.
    pub size: fn(sections: u64, notes: usize, segments: usize, bytes: u64) -> String,
    /// It is as the notes are.
    pub fresh: &'static str,
    /// It isn't.
    pub stale: &'static str,
    /// A file of it is damaged.
    pub damaged: fn(file: &str) -> String,
    /// How much the lexicon knows.
    pub knows: fn(services: usize, concepts: usize, glossary: usize, spellings: usize) -> String,
}
