//! The options of `bench`.

use std::num::NonZeroU32;
use std::path::PathBuf;

use super::compare::Percent;
use super::work::Work;
use crate::args::Format;

/// What is timed, how often, and what becomes of the result.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// Files, folders (walked through in natural order), or `-` for standard input
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<PathBuf>,
    /// Time only these: read, decode, judge, stitch, check; icecore, serde, simd-json
    #[arg(long, value_name = "ROW,...", value_delimiter = ',')]
    only: Vec<Work>,
    /// How often each is timed; they take turns
    #[arg(long, value_name = "COUNT", default_value = "5", value_parser = runs)]
    pub repeats: NonZeroU32,
    /// How to write the result
    #[arg(short, long, value_enum, default_value = "human", value_name = "FORMAT")]
    pub format: Format,
    /// Write the result to this file, too, as JSON
    #[arg(long, value_name = "FILE")]
    pub save: Option<PathBuf>,
    /// Compare with what --save wrote earlier, of the same dumps
    #[arg(long, value_name = "FILE")]
    pub compare: Option<PathBuf>,
    /// Exit with 1 if something takes longer than then by more than this, as 10%
    #[arg(long, value_name = "PERCENT", requires = "compare")]
    pub fail_slower: Option<Percent>,
    /// Do this once, and write what it took as JSON; `bench` starts itself with it.
    #[arg(long, hide = true)]
    pub once: Option<Work>,
}

impl Options {
    /// What is wanted, in the order in which it is shown.
    pub fn works(&self) -> impl Iterator<Item = Work> {
        Work::ALL.into_iter().filter(|work| self.only.is_empty() || self.only.contains(work))
    }
}

fn runs(text: &str) -> Result<NonZeroU32, String> {
    text.parse().map_err(|_| "is no number of runs; write 1 or more".to_owned())
}
