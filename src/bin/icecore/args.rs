//! What can be typed.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Parser, Subcommand, ValueEnum};
use icecore::model::Timestamp;
use icecore::report::{CheckFormat, ListFormat, ReportFormat};

use crate::filtering::Filtering;
use crate::generating::Generating;
use crate::output::Color;
use crate::status::EXIT_STATUS;
use crate::values::{FailOn, Named, ProfileName, RuleId, RuleOrGroup, ScopeName, pattern, threads};
use crate::{bench, completions, man};

/// Reads saved AWS S3 Glacier ListJobs responses, offline, and says which job or page is impossible.
#[derive(Debug, Parser)]
#[command(version, max_term_width = 100, disable_help_subcommand = true, after_help = format!("Exit status: {EXIT_STATUS}."))]
pub struct Args {
    #[command(subcommand)]
    pub command: Command,
    #[command(flatten)]
    pub global: Global,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Judge every job and every document of dumps
    ///
    /// Dumps are evidence: nothing of them is ever changed. Each finding says what to do about it: mend
    /// what wrote the dump, save it again, or allow the finding in icecore.toml, with the reason.
    Check(Check),
    /// Say what a listing says, in numbers: jobs, bytes, durations, failures, what waits, what expires
    Report(Report),
    /// List the jobs of a vault, stitched and filtered, as a live call would give them
    List(List),
    /// Put pages together to listings, and show what joins them, what is missing, how to fetch it
    Pages(Pages),
    /// List the rules, with their levels
    Rules(Rules),
    /// Explain rules: what, why, source, examples, what to do
    Explain(Explain),
    /// Make up a dump of any size, from a seed
    ///
    /// It is sound by all rules, but for those that --defects names. The same options give the same
    /// bytes on any machine, and memory does not grow with the dump.
    Generate(Generating),
    /// Time the work on dumps: stage by stage, and icecore beside serde_json and simd-json
    ///
    /// Every run is a process of its own; runs take turns, after a round that does not count.
    Bench(bench::Options),
    /// Write the completions of a shell, for its startup files or a package
    Completions(completions::Options),
    /// Write the manual as man pages
    Man(man::Options),
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
    /// Write nothing but the result and errors
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Name each file on standard error as it is read
    #[arg(short, long, global = true)]
    pub verbose: bool,
    /// How many threads judge [default: as many as there are cores]
    #[arg(long, global = true, value_name = "COUNT", value_parser = threads)]
    threads: Option<NonZeroUsize>,
}

impl Global {
    pub fn threads(&self) -> usize {
        let cores = || std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
        self.threads.unwrap_or_else(cores).get()
    }

    /// Holds what the library does beside each other to as many threads.
    pub fn bound_threads(&self) {
        if let Some(threads) = self.threads {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads.get());
            // It fails where there is a pool already, and nothing has made one yet.
            let _ = pool.build_global();
        }
    }
}

/// Where the help lists what.
const FAILING: &str = "What makes it fail";
const JUDGING: &str = "What is judged by";
const KNOWN: &str = "What was found before";
const PAGING: &str = "Paging, as the AWS CLI has it";
const SEARCHING: &str = "What of folders is read";
const TELLING: &str = "What is told";

/// What is read, and what of it belongs together.
#[derive(Debug, clap::Args)]
pub struct Reading {
    /// Files, folders (walked through in natural order), or `-` for standard input
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<PathBuf>,
    /// Which dumps may belong to one listing: those of a file, of a folder, or all [default: folder]
    #[arg(long, value_enum, value_name = "SCOPE", hide_possible_values = true)]
    pub scope: Option<ScopeName>,
    /// What standard input is called in findings, and in patterns of paths
    #[arg(long, value_name = "NAME")]
    pub stdin_filename: Option<String>,
    /// Read this configuration [default: the nearest icecore.toml, from the working directory upward]
    #[arg(long, value_name = "FILE", conflicts_with = "no_config")]
    pub config: Option<PathBuf>,
    /// Read no configuration
    #[arg(long)]
    pub no_config: bool,
    #[command(flatten)]
    pub searching: Searching,
}

/// What of folders is read.
#[derive(Debug, clap::Args)]
pub struct Searching {
    /// Leave out what matches, as a line of a .gitignore in the working directory would
    #[arg(help_heading = SEARCHING, long, value_name = "PATTERN", value_parser = pattern)]
    pub exclude: Vec<String>,
    /// Leave out what is excluded even where it is named outright
    #[arg(help_heading = SEARCHING, long)]
    pub force_exclude: bool,
    /// Read also what git ignores
    #[arg(help_heading = SEARCHING, long)]
    pub no_ignore: bool,
}

/// What both `check` and `report` read, and how they judge it.
#[derive(Debug, clap::Args)]
pub struct Judging {
    #[command(flatten)]
    pub reading: Reading,
    /// Judge by what AWS is seen to answer, or by the letter of its documentation
    #[arg(long, help_heading = JUDGING, value_enum, value_name = "PROFILE")]
    pub profile: Option<ProfileName>,
    /// Judge by these rules only, or by what is on of document, value, job, listing, source
    #[arg(long, help_heading = JUDGING, value_name = "RULE,...", value_delimiter = ',', hide_possible_values = true, value_parser = RuleOrGroup)]
    pub select: Vec<Named>,
    /// Do not judge by these rules
    #[arg(long, help_heading = JUDGING, value_name = "RULE,...", value_delimiter = ',', hide_possible_values = true, value_parser = RuleOrGroup)]
    pub ignore: Vec<Named>,
    /// Judge as of this time: no job is created after it, and `report` tells ages and what expires as seen
    /// from then, or else from now (as 2024-03-08T09:00:00Z, in UTC)
    #[arg(long, help_heading = JUDGING, value_name = "TIME")]
    pub as_of: Option<Timestamp>,
    #[command(flatten)]
    pub filtering: Filtering,
}

#[derive(Debug, clap::Args)]
pub struct Check {
    #[command(flatten)]
    pub judging: Judging,
    #[command(flatten)]
    pub telling: Telling,
    #[command(flatten)]
    pub known: KnownFindings,
    #[command(flatten)]
    pub failing: Failing,
}

/// How findings are told.
#[derive(Debug, clap::Args)]
pub struct Telling {
    /// How to write the findings [default: human]
    #[arg(help_heading = TELLING, short, long, value_parser = check_format(), value_name = "FORMAT")]
    pub format: Option<CheckFormat>,
    /// Write them to a file, too; may be repeated (`-` is standard output)
    #[arg(help_heading = TELLING, short, long, value_name = "FORMAT=FILE", value_parser = output)]
    pub output: Vec<(CheckFormat, PathBuf)>,
    /// Tell so many findings at most, and count the others
    #[arg(help_heading = TELLING, long, value_name = "COUNT")]
    pub max_findings: Option<u64>,
    /// Count the findings of each rule, in place of telling them
    #[arg(help_heading = TELLING, long)]
    pub statistics: bool,
}

/// What was found before.
#[derive(Debug, clap::Args)]
pub struct KnownFindings {
    /// Tell only what is not in this baseline
    #[arg(help_heading = KNOWN, long, value_name = "FILE", conflicts_with = "write_baseline")]
    pub baseline: Option<PathBuf>,
    /// Go by no baseline, though the configuration names one
    #[arg(help_heading = KNOWN, long, conflicts_with = "baseline")]
    pub no_baseline: bool,
    /// Write all that is found to this baseline, and exit with 0; what is not judged is kept
    #[arg(help_heading = KNOWN, long, value_name = "FILE")]
    pub write_baseline: Option<PathBuf>,
}

/// What makes a run fail.
#[derive(Debug, clap::Args)]
pub struct Failing {
    /// Exit with 1 if there are findings of this level or above [default: error]
    #[arg(help_heading = FAILING, long, value_enum, value_name = "LEVEL", hide_possible_values = false)]
    pub fail_on: Option<FailOn>,
    /// Exit with 0 whatever is found
    #[arg(help_heading = FAILING, long)]
    pub exit_zero: bool,
    /// Exit with 1 if a listing is incomplete
    #[arg(help_heading = FAILING, long)]
    pub require_complete: bool,
    /// Exit with 1 unless so many jobs are saved, those of a scope that are the same counted as one;
    /// filters make no difference
    #[arg(help_heading = FAILING, long, value_name = "COUNT")]
    pub expect_jobs: Option<u64>,
}

#[derive(Debug, clap::Args)]
#[command(
    mut_arg("paths", |paths| paths.required(false).required_unless_present("compare")),
    override_usage = "icecore report [OPTIONS] <PATH>...\n       icecore report [OPTIONS] --compare <OLD> <NEW>"
)]
pub struct Report {
    #[command(flatten)]
    pub judging: Judging,
    /// Say what happened between two snapshots, each a file, a folder or `-`: which jobs are new, finished,
    /// failed or vanished, and which contradict what they were
    #[arg(long, num_args = 2, value_names = ["OLD", "NEW"], conflicts_with_all = ["paths", "profile", "select", "ignore", "as_of", "prices", "inventory"])]
    pub compare: Option<Vec<PathBuf>>,
    /// Compare with this inventory of a vault, as Glacier writes it, in JSON or CSV; may be repeated
    #[arg(long, value_name = "FILE")]
    pub inventory: Vec<PathBuf>,
    /// Tell what retrievals cost, by the prices of a region in this file (docs/prices.md); again for
    /// each region
    #[arg(long, value_name = "FILE")]
    pub prices: Vec<PathBuf>,
    /// How to write the report [default: as the name of --output ends, with .json, .md or .html, or else human]
    #[arg(short, long, value_parser = report_format(), value_name = "FORMAT")]
    pub format: Option<ReportFormat>,
    /// Write it to this file, over nothing but an earlier report [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Exit with 1 if a listing is incomplete
    #[arg(long)]
    pub require_complete: bool,
}

#[derive(Debug, clap::Args)]
pub struct Pages {
    #[command(flatten)]
    pub reading: Reading,
    /// How to write the chains
    #[arg(short, long, value_enum, default_value = "human", value_name = "FORMAT")]
    pub format: Format,
    /// Exit with 1 if a listing is incomplete
    #[arg(long)]
    pub require_complete: bool,
}

#[derive(Debug, clap::Args)]
pub struct List {
    #[command(flatten)]
    pub reading: Reading,
    /// How to write the jobs
    #[arg(short, long, value_enum, default_value = "json", value_name = "FORMAT")]
    pub format: ListFormatName,
    /// Write what this JMESPath expression finds in the whole result
    #[arg(long, value_name = "JMESPATH")]
    pub query: Option<String>,
    #[command(flatten)]
    pub paging: Paging,
    #[command(flatten)]
    pub filtering: Filtering,
    /// Exit with 1 if a listing is incomplete
    #[arg(long)]
    pub require_complete: bool,
}

/// How the AWS CLI pages.
#[derive(Debug, clap::Args)]
pub struct Paging {
    /// The most jobs to list; the result then holds a NextToken to go on with
    #[arg(help_heading = PAGING, long, value_name = "COUNT", allow_negative_numbers = true, value_parser = positive)]
    pub max_items: Option<i64>,
    /// The most jobs on a page of the service, which never holds more than 50
    #[arg(help_heading = PAGING, long, value_name = "COUNT", allow_negative_numbers = true, value_parser = positive)]
    pub page_size: Option<i64>,
    /// Where to go on: the NextToken of an earlier result
    #[arg(help_heading = PAGING, long, value_name = "TOKEN", allow_hyphen_values = true)]
    pub starting_token: Option<String>,
}

impl Paging {
    pub fn is_empty(&self) -> bool {
        self.max_items.is_none() && self.page_size.is_none() && self.starting_token.is_none()
    }
}

/// A number of jobs, at least one.
fn positive(text: &str) -> Result<i64, String> {
    match text.parse() {
        Ok(count) if count > 0 => Ok(count),
        Ok(_) => {
            Err("Non-positive values may result in undefined behavior; 1 or more is meant"
                .to_owned())
        }
        Err(_) => Err("is not a whole number".to_owned()),
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum ListFormatName {
    /// What the AWS CLI and build_full_result give
    Json,
    /// A job a line, its bytes unchanged where they stand on one line
    Ndjson,
    /// For spreadsheets; no cell is taken for a formula
    Csv,
    /// For people
    Table,
}

impl From<ListFormatName> for ListFormat {
    fn from(name: ListFormatName) -> Self {
        match name {
            ListFormatName::Json => ListFormat::Json,
            ListFormatName::Ndjson => ListFormat::Ndjson,
            ListFormatName::Csv => ListFormat::Csv,
            ListFormatName::Table => ListFormat::Table,
        }
    }
}

#[derive(Debug, clap::Args)]
pub struct Rules {
    /// How to write the list
    #[arg(short, long, value_enum, default_value = "human", value_name = "FORMAT")]
    pub format: RuleFormat,
}

#[derive(Debug, clap::Args)]
pub struct Explain {
    /// The ids of rules, as `icecore rules` lists them
    #[arg(value_name = "RULE", required = true, value_parser = RuleId, hide_possible_values = true)]
    pub rules: Vec<String>,
    /// How to write what there is to say
    #[arg(short, long, value_enum, default_value = "human", value_name = "FORMAT")]
    pub format: RuleFormat,
    /// Print a whole sample file instead, to be saved or checked
    #[arg(long, value_enum, value_name = "WHICH", conflicts_with = "format")]
    pub sample: Option<SampleKind>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum RuleFormat {
    /// For people
    Human,
    /// For programs: every rule in full, with its samples
    Json,
    /// For a page of documentation: every rule in full
    Markdown,
}

/// The formats of `check`, from their table.
fn check_format() -> impl TypedValueParser<Value = CheckFormat> {
    let values = CheckFormat::ALL
        .iter()
        .map(|format| PossibleValue::new(format.name()).help(format.summary()));
    PossibleValuesParser::new(values).try_map(|name| name.parse::<CheckFormat>())
}

/// The formats of `report`, from their table.
fn report_format() -> impl TypedValueParser<Value = ReportFormat> {
    let formats = ReportFormat::ALL.iter();
    let values = formats.map(|format| PossibleValue::new(format.name()).help(format.summary()));
    PossibleValuesParser::new(values).map(|name| {
        let format = ReportFormat::ALL.iter().find(|format| format.name() == name);
        // It is one of their names.
        format.copied().unwrap_or(ReportFormat::Human)
    })
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

/// A format and a file: `sarif=out.sarif`.
fn output(text: &str) -> Result<(CheckFormat, PathBuf), String> {
    match text.split_once('=') {
        Some((format, file)) if !file.is_empty() => Ok((format.parse()?, PathBuf::from(file))),
        _ => Err("is no format with a file; write both, as sarif=out.sarif".to_owned()),
    }
}
