//! `icecore completions`: what a shell has to know to complete a command line, from the one definition of it.

use std::io::{self, Write};

use clap::{Command, ValueEnum};
use clap_complete::{Generator, Shell};
use clap_complete_nushell::Nushell;

use crate::output::Output;
use crate::status::Status;

/// Whose completions.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// The shell that completes
    #[arg(value_enum, value_name = "SHELL")]
    shell: ShellName,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum ShellName {
    Bash,
    Elvish,
    Fish,
    Nushell,
    #[value(name = "powershell")]
    PowerShell,
    Zsh,
}

pub fn run(options: &Options, command: &Command, output: &mut Output) -> io::Result<Status> {
    let command = offered(command);
    let script = match options.shell {
        ShellName::Bash => script(Shell::Bash, command),
        ShellName::Elvish => script(Shell::Elvish, command),
        ShellName::Fish => script(Shell::Fish, command),
        ShellName::Nushell => script(Nushell, command),
        ShellName::PowerShell => script(Shell::PowerShell, command),
        ShellName::Zsh => script(Shell::Zsh, command),
    };
    output.verbatim()?;
    output.write_all(&script)?;
    Ok(Status::Clean)
}

/// The command with what it shows. Shells would be told hidden options, too.
fn offered(command: &Command) -> Command {
    let arguments = command.get_arguments().filter(|argument| !argument.is_hide_set());
    let mut offered = Command::new(command.get_name().to_owned())
        .disable_help_subcommand(true)
        .args(arguments.cloned())
        .subcommands(command.get_subcommands().map(offered));
    if let Some(about) = command.get_about() {
        offered = offered.about(about.clone());
    }
    if let Some(version) = command.get_version() {
        offered = offered.version(version.to_owned());
    }
    offered
}

/// The script as a whole: its generators panic where they cannot write, and memory can be written to.
fn script(shell: impl Generator, mut command: Command) -> Vec<u8> {
    let name = command.get_name().to_owned();
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command, name, &mut script);
    script
}
