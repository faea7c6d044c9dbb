//! What can be timed: the stages of the work, and the engines that read dumps.
//!
//! `read` and `check` begin with the files, and `stitch` with pages that were read. All others begin with
//! the dumps in memory, decompressed, so that engines compare by what they do and not by who reads files
//! best. Stages run on one thread, as serde_json and simd-json do, so that every figure can be set against
//! every other; only `check` and `icecore` run on as many as there are, and `icecore` on one, too.

use icecore::rules::nearest;

/// Something to be timed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    Read,
    Decode,
    Judge,
    Stitch,
    Check,
    Icecore,
    Serde,
    SimdJson,
}

/// A line of the result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    pub work: Work,
    pub threads: usize,
}

impl Work {
    /// All of it, in the order in which it is shown.
    pub const ALL: [Work; 8] = [
        Work::Read,
        Work::Decode,
        Work::Judge,
        Work::Stitch,
        Work::Check,
        Work::Icecore,
        Work::Serde,
        Work::SimdJson,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Work::Read => "read",
            Work::Decode => "decode",
            Work::Judge => "judge",
            Work::Stitch => "stitch",
            Work::Check => "check",
            Work::Icecore => "icecore",
            Work::Serde => "serde",
            Work::SimdJson => "simd-json",
        }
    }

    /// What is done between the start and the stop of the clock.
    pub fn does(self) -> &'static str {
        match self {
            Work::Read => "opens, reads and decompresses the files in blocks, and nothing else",
            Work::Decode => "reads every job, from memory",
            Work::Judge => "reads and judges every job and page, from memory",
            Work::Stitch => "puts the pages together that were read before",
            Work::Check => "all of that, from the files, as `icecore check` does it",
            Work::Icecore => "reads, judges and stitches, from memory",
            Work::Serde => "serde_json reads jobs into structs, from memory; nothing is judged",
            Work::SimdJson => "simd-json does, in the memory they are in; nothing is judged",
        }
    }

    pub fn is_engine(self) -> bool {
        matches!(self, Work::Icecore | Work::Serde | Work::SimdJson)
    }

    /// The lines of this work, where there are so many threads.
    pub fn rows(self, most: usize) -> Vec<Row> {
        let row = |threads| Row { work: self, threads };
        match self {
            Work::Check => vec![row(most)],
            Work::Icecore if most > 1 => vec![row(most), row(1)],
            _ => vec![row(1)],
        }
    }
}

impl Row {
    /// How it is called in messages.
    pub fn called(self) -> String {
        called(self.work.name(), self.threads)
    }
}

impl std::str::FromStr for Work {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let found = Work::ALL.into_iter().find(|work| work.name() == text);
        found.ok_or_else(|| {
            let names = Work::ALL.map(Work::name);
            let known = names.join(", ");
            match nearest(text, names) {
                Some(name) => {
                    format!("is nothing that is timed ({known}); did you mean `{name}`?")
                }
                None => format!("is nothing that is timed ({known})"),
            }
        })
    }
}

/// How a line is called in messages.
pub fn called(name: &str, threads: usize) -> String {
    let plural = if threads == 1 { "" } else { "s" };
    format!("{name} on {threads} thread{plural}")
}
