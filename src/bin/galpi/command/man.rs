//! `galpi man`: the manual, one page, from the definitions of the arguments.

use clap::CommandFactory;
use clap_mangen::Man;

use crate::Outcome;
use crate::args::Typed;
use crate::failure::Failure;

pub(crate) fn run() -> Result<Outcome, Failure> {
    let mut command = Typed::command();
    command.build();
    let mut page = Vec::new();
    write(&command, &mut page).map_err(|e| Failure::output(&e))?;
    super::put(&page)?;
    Ok(Outcome::Found)
}

/// Writes the page; options of each command follow those of all, as a reader
/// of a manual looks for them in one place.
fn write(command: &clap::Command, page: &mut Vec<u8>) -> std::io::Result<()> {
    let man = Man::new(command.clone());
    man.render_title(page)?;
    man.render_name_section(page)?;
    man.render_synopsis_section(page)?;
    man.render_description_section(page)?;
    man.render_options_section(page)?;
    for subcommand in command.get_subcommands() {
        let title = format!("galpi {}", subcommand.get_name());
        page.extend_from_slice(format!(".SH \"{}\"\n", title.to_uppercase()).as_bytes());
        let about = subcommand.get_long_about().or(subcommand.get_about());
        let about = about.map(|text| text.to_string().replace('\n', " ")).unwrap_or_default();
        page.extend_from_slice(format!("{about}\n").as_bytes());
        // All commands take what stands under OPTIONS.
        let own = subcommand.get_arguments().filter(|a| !a.is_global_set()).cloned();
        let mut alone =
            clap::Command::new(title).disable_help_flag(true).disable_version_flag(true);
        alone = alone.args(own.filter(|a| a.get_id() != "help"));
        let mut section = Vec::new();
        Man::new(alone).render_options_section(&mut section)?;
        let section = String::from_utf8_lossy(&section).replace(".SH OPTIONS\n", "");
        page.extend_from_slice(section.as_bytes());
    }
    page.extend_from_slice(
        b".SH FILES\n.TP\ngalpi.toml\nSays which notes there are (notes, index, ignore, lexicon), \
        relative to itself.\n.TP\n~/.config/galpi/config.toml\nThe same for your own notebooks \
        ([notebook.NAME]) and the default one (default).\n.SH ENVIRONMENT\n.TP\nGALPI_NOTES\nThe folders of the notes, parted as in PATH.\n.TP\n\
        XDG_CONFIG_HOME\nWhere your own configuration is.\n.TP\n\
        XDG_CACHE_HOME\nWhere indexes are kept.\n.TP\nVISUAL, EDITOR\nThe editor of galpi open, else vi.\n.TP\n\
        NO_COLOR\nNo colour, unless asked for.\n.TP\n\
        GALPI_COLORS\nLooks in the manner of GREP_COLORS, parted by colons: mt (typed words), rd (words they \
        were read as), hd (headings), fn (places), no (what is beside the point), cd (code), each with \
        the numbers of an SGR sequence; light or dark chooses colours for such a ground.\n.TP\n\
        COLORFGBG\nWhat the terminal says of its ground.\n.TP\n\
        CLICOLOR_FORCE\nColour where a person reads, also through a pager, unless it is 0.\n.TP\n\
        COLUMNS\nThe columns there are.\n\
        .SH EXIT STATUS\n0 found, 1 nothing found, 2 an error.\n",
    );
    Ok(())
}
