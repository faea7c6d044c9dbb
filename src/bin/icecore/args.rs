//! What can be typed.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use icecore::finding::{Level, Profile};
use icecore::model::Timestamp;

use crate::output::Color;

/// Reads saved AWS S3 Glacier ListJobs responses, offline, and says which job or page is impossible.
#[derive(Debug, Parser)]
#[command(version, max_term_width = 100, disable_help_subcommand = true, after_help = EXIT_STATUS)]
pub struct Args {
    #[command(subcommand)]
    pub command: Command,
    #[command(flatten)]
    pub global: Global,
}

const EXIT_STATUS: &str = "\
Exit status: 0 nothing at or above the failing level, 1 findings, 2 the run itself failed \
(bad usage, a path that cannot be read, an output that cannot be written).";

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Judge every job and every document of dumps
    Check(Check),
    /// Say what dumps hold: jobs by vault, action, status and tier, bytes, dates, findings
    Report(Report),
    /// List the rules, with their levels
    Rules(Rules),
    /// Explain one rule: what, why, source, examples, what to do
    Explain(Explain),
}

#[derive(Debug, clap::Args)]
pub struct Global {
    /// When to colour [default: auto: on a terminal, unless NO_COLOR is set]
    #[arg(
        long,
        global = true,
        value_enum,
        value_name = "WHEN",
        default_value = "auto",
        hide_default_value = true
    )]
    pub color: Color,
    /// Write nothing but findings and errors
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Name each file on standard error as it is read
    #[arg(short, long, global = true)]
    pub verbose: bool,
}

/// What both `check` and `report` read, and how they judge it.
#[derive(Debug, clap::Args)]
pub struct Judging {
    /// Files, folders (walked through in natural order), or `-` for standard input
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<PathBuf>,
    /// Judge by what AWS is seen to answer, or by the letter of its documentation
    #[arg(long, value_name = "PROFILE", default_value = "observed", value_parser = ["observed", "documented"])]
    profile: String,
    /// Judge as of this time: no job is created after it (as 2024-03-08T09:00:00Z, in UTC)
    #[arg(long, value_name = "TIME")]
    pub as_of: Option<Timestamp>,
}

impl Judging {
    pub fn profile(&self) -> Profile {
        // clap has let no other value pass.
        self.profile.parse().unwrap_or_default()
    }
}

#[derive(Debug, clap::Args)]
pub struct Check {
    #[command(flatten)]
    pub judging: Judging,
    /// How to write the findings
    #[arg(short, long, value_enum, default_value = "human", value_name = "FORMAT")]
    pub format: Format,
    /// Exit with 1 if there are findings of this level or above
    #[arg(long, value_enum, default_value = "error", value_name = "LEVEL")]
    pub fail_on: FailOn,
}

#[derive(Debug, clap::Args)]
pub struct Report {
    #[command(flatten)]
    pub judging: Judging,
    /// How to write the report
    #[arg(short, long, value_enum, default_value = "human", value_name = "FORMAT")]
    pub format: Format,
}

#[derive(Debug, clap::Args)]
pub struct Rules {
    /// How to write the list
    #[arg(short, long, value_enum, default_value = "human", value_name = "FORMAT")]
    pub format: Format,
}

#[derive(Debug, clap::Args)]
pub struct Explain {
    /// The rule's id, as `icecore rules` lists it
    pub rule: String,
    /// Print a whole sample file instead, to be saved or checked
    #[arg(long, value_enum, value_name = "WHICH")]
    pub sample: Option<SampleKind>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Format {
    /// For people
    Human,
    /// For programs
    Json,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum SampleKind {
    /// One that keeps the rule
    Pass,
    /// One that breaks it
    Fail,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum FailOn {
    Error,
    Warning,
    Info,
}

impl From<FailOn> for Level {
    fn from(fail_on: FailOn) -> Self {
        match fail_on {
            FailOn::Error => Level::Error,
            FailOn::Warning => Level::Warning,
            FailOn::Info => Level::Info,
        }
    }
}
