//! `icecore man`: the manual, from the one definition of the command line.
//!
//! A page for the command and one for each of its commands, as git has them: `man icecore-check`. The date
//! that man pages may bear is left out, so that the same version gives the same bytes.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::Command;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};
use icecore::rules::nearest;

use crate::complaint::complain;
use crate::output::Output;
use crate::status::{EXIT_STATUS, Status};

/// Which pages, and where they go.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// The command to write the page of [default: icecore itself]
    #[arg(value_name = "COMMAND")]
    command: Option<String>,
    /// Write all pages into this folder instead, which is made if it is not there
    #[arg(short, long, value_name = "DIR", conflicts_with = "command")]
    output: Option<PathBuf>,
}

pub fn run(options: &Options, icecore: Command, output: &mut Output) -> io::Result<Status> {
    let mut icecore = icecore.subcommand_help_heading("COMMANDS").subcommand_value_name("COMMAND");
    icecore.build();
    if let Some(folder) = &options.output {
        return Ok(write_all(&icecore, folder));
    }
    let command = match &options.command {
        None => &icecore,
        Some(name) => match icecore.find_subcommand(name) {
            Some(command) => command,
            None => {
                complain_of_unknown(name, &icecore);
                return Ok(Status::Failed);
            }
        },
    };
    output.verbatim()?;
    write_page(command, &icecore, output)?;
    Ok(Status::Clean)
}

fn complain_of_unknown(name: &str, icecore: &Command) {
    let names: Vec<&str> = icecore.get_subcommands().map(Command::get_name).collect();
    let hint = match nearest(name, names.iter().copied()) {
        Some(known) => format!("did you mean `{known}`?"),
        None => format!("there are {}", names.join(", ")),
    };
    complain(&format!("there is no command `{name}`; {hint}"));
}

fn write_all(icecore: &Command, folder: &Path) -> Status {
    let written = fs::create_dir_all(folder).map_err(|error| (folder.to_owned(), error));
    let written = written.and_then(|()| {
        [icecore].into_iter().chain(icecore.get_subcommands()).try_for_each(|command| {
            let path = folder.join(page(command, icecore).get_filename());
            write_file(command, icecore, &path).map_err(|error| (path, error))
        })
    });
    match written {
        Ok(()) => Status::Clean,
        Err((path, error)) => {
            complain(&format!("{}: {error}", path.display()));
            Status::Failed
        }
    }
}

fn write_file(command: &Command, icecore: &Command, path: &Path) -> io::Result<()> {
    let mut text = Vec::new();
    write_page(command, icecore, &mut text)?;
    fs::write(path, text)
}

/// An empty argument has to be written as one, or the next would be taken for the date.
const NO_DATE: &str = r#""""#;

fn page(command: &Command, icecore: &Command) -> Man {
    let name = command.get_display_name().unwrap_or_else(|| command.get_name());
    Man::new(command.clone())
        .title(name.to_uppercase())
        .date(NO_DATE)
        .source(format!("icecore {}", icecore.get_version().unwrap_or_default()))
        .manual("icecore manual")
}

fn write_page(command: &Command, icecore: &Command, out: &mut dyn Write) -> io::Result<()> {
    let man = page(command, icecore);
    man.render_title(out)?;
    man.render_name_section(out)?;
    man.render_synopsis_section(out)?;
    man.render_description_section(out)?;
    man.render_options_section(out)?;
    if command.has_subcommands() {
        man.render_subcommands_section(out)?;
    }
    let mut roff = Roff::default();
    roff.control("SH", ["EXIT STATUS"]).text([roman(format!("{EXIT_STATUS}."))]);
    if !command.has_subcommands() {
        roff.control("SH", ["SEE ALSO"]).text([bold("icecore"), roman("(1)")]);
    }
    roff.to_writer(out)
}
