//! The options of `generate`.

use std::path::PathBuf;

use clap::ValueEnum;
use icecore::generate::{GenerateError, Generator, Rate, Style};

use crate::values::defect;

/// The dump that is made up, and where it goes.
#[derive(Debug, clap::Args)]
pub struct Generating {
    /// How many jobs, in all vaults together
    #[arg(long, value_name = "COUNT", default_value_t = 1000)]
    jobs: u64,
    /// The most jobs on a page
    #[arg(long, value_name = "COUNT", default_value_t = 50, value_parser = clap::value_parser!(u64).range(1..))]
    page_size: u64,
    /// Whose way of writing is imitated
    #[arg(long, value_enum, value_name = "STYLE", default_value = "wire")]
    style: StyleName,
    /// Where chance begins: the same options and seed give the same bytes
    #[arg(long, value_name = "NUMBER", default_value_t = 0)]
    seed: u64,
    /// How many vaults, each with a listing of its own
    #[arg(long, value_name = "COUNT", default_value_t = 1, value_parser = clap::value_parser!(u64).range(1..))]
    vaults: u64,
    /// Break these rules, each in so many of the jobs, pages or listings that can break it
    #[arg(long, value_name = "RULE=RATE,...", value_delimiter = ',', value_parser = defect)]
    defects: Vec<(String, Rate)>,
    /// The file to write, compressed if it ends in .gz or .zst; with `{}` in its name, which is the
    /// page's number, a file for each page; `-` for standard output
    #[arg(short, long, value_name = "PATH", default_value = "-")]
    pub output: PathBuf,
}

impl Generating {
    pub fn to_generator(&self) -> Result<Generator, GenerateError> {
        let generator = Generator::new(self.seed)
            .jobs(self.jobs)
            .page_size(self.page_size)
            .vaults(self.vaults)
            .style(self.style.into());
        self.defects.iter().try_fold(generator, |it, (rule, rate)| it.defect(rule, *rate))
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum StyleName {
    /// The service: compact pages, nulls kept, keys in alphabetical order; a page a line
    Wire,
    /// The AWS CLI: the pages of a vault merged, indented, nulls dropped
    Cli,
    /// boto3 and json.dumps: a page a line, with ResponseMetadata, nulls dropped
    Boto,
    /// jq -c '.JobList[]': a job a line, without pages
    Jq,
    /// The service's pages, with the keys of each job in random order
    Shuffled,
}

impl From<StyleName> for Style {
    fn from(name: StyleName) -> Self {
        match name {
            StyleName::Wire => Style::Wire,
            StyleName::Cli => Style::Cli,
            StyleName::Boto => Style::Boto,
            StyleName::Jq => Style::Jq,
            StyleName::Shuffled => Style::Shuffled,
        }
    }
}
