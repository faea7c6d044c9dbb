//! The one table of all output formats of `check`: the command line, the configuration file and the
//! documentation take their names from here.

use std::fmt;
use std::str::FromStr;

use super::check_github::GithubCheck;
use super::check_gitlab::GitlabCheck;
#[cfg(feature = "cli")]
use super::check_human::HumanCheck;
use super::check_json::JsonCheck;
use super::check_junit::JunitCheck;
use super::check_markdown::MarkdownCheck;
use super::check_ndjson::NdjsonCheck;
use super::check_sarif::SarifCheck;
use super::format::CheckReport;
use crate::finding::Level;
use crate::policy::Root;
use crate::rules::nearest;

/// An output format of `check`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum CheckFormat {
    /// [`HumanCheck`].
    #[cfg(feature = "cli")]
    Human,
    /// [`JsonCheck`].
    Json,
    /// [`NdjsonCheck`].
    Ndjson,
    /// [`SarifCheck`].
    Sarif,
    /// [`JunitCheck`].
    Junit,
    /// [`GithubCheck`].
    Github,
    /// [`GitlabCheck`].
    Gitlab,
    /// [`MarkdownCheck`].
    Markdown,
}

/// What formats need to know.
#[derive(Clone, Debug)]
pub struct Formatting {
    /// The columns of the terminal, if it is written to one.
    pub width: Option<usize>,
    /// What the paths of files count from, for forges.
    pub root: Root,
    /// What fails a run, for formats that know pass and fail.
    pub fail_on: Level,
}

impl CheckFormat {
    /// All of them.
    pub const ALL: &[CheckFormat] = &[
        #[cfg(feature = "cli")]
        CheckFormat::Human,
        CheckFormat::Json,
        CheckFormat::Ndjson,
        CheckFormat::Sarif,
        CheckFormat::Junit,
        CheckFormat::Github,
        CheckFormat::Gitlab,
        CheckFormat::Markdown,
    ];

    /// The name.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.row().0
    }

    /// What it is for, in one line.
    #[must_use]
    pub fn summary(self) -> &'static str {
        self.row().1
    }

    /// Whether it is for people at a terminal: styled, and without its last line where quiet is asked for.
    #[must_use]
    pub fn is_for_people(self) -> bool {
        self.name() == "human"
    }

    /// Whether it shows the text around a finding, or where it ends: what
    /// [`Audit::without_excerpts`](crate::audit::Audit::without_excerpts) leaves out.
    #[must_use]
    pub fn needs_excerpts(self) -> bool {
        self.is_for_people() || matches!(self, CheckFormat::Sarif | CheckFormat::Github)
    }

    /// Whether a text begins as this format does, so that it may be an earlier report.
    #[must_use]
    pub fn begins(self, text: &str) -> bool {
        let begins = |known: &[&str]| known.iter().any(|known| text.starts_with(known));
        match self {
            #[cfg(feature = "cli")]
            CheckFormat::Human => {
                begins(&["error[", "warning[", "info["]) || begins_with_count(text)
            }
            CheckFormat::Json => begins(&["{\"version\":1,\"findings\":"]),
            CheckFormat::Ndjson => begins(&["{\"rule\":\"", "{\"version\":1,\"summary\":"]),
            CheckFormat::Sarif => begins(&["{\"$schema\":"]) && text.contains("sarif"),
            CheckFormat::Junit => begins(&["<?xml"]) && text.contains("<testsuites"),
            CheckFormat::Github => {
                begins(&["::error file=", "::warning file=", "::notice file=", "icecore: "])
            }
            // `[]` may as well be a list without jobs.
            CheckFormat::Gitlab => begins(&["[\n{"]) && text.contains("\"check_name\":"),
            CheckFormat::Markdown => begins(&["### icecore: "]),
        }
    }

    /// Its writer.
    #[must_use]
    pub fn report(self, how: &Formatting) -> Box<dyn CheckReport> {
        let root = || how.root.clone();
        match self {
            #[cfg(feature = "cli")]
            CheckFormat::Human => Box::new(HumanCheck::new(how.width)),
            CheckFormat::Json => Box::new(JsonCheck::default()),
            CheckFormat::Ndjson => Box::new(NdjsonCheck),
            CheckFormat::Sarif => Box::new(SarifCheck::new(root())),
            CheckFormat::Junit => Box::new(JunitCheck::new(root(), how.fail_on)),
            CheckFormat::Github => Box::new(GithubCheck::new(root())),
            CheckFormat::Gitlab => Box::new(GitlabCheck::new(root())),
            CheckFormat::Markdown => Box::new(MarkdownCheck::new(root())),
        }
    }

    fn row(self) -> (&'static str, &'static str) {
        match self {
            #[cfg(feature = "cli")]
            CheckFormat::Human => ("human", "for people"),
            CheckFormat::Json => ("json", "one JSON object"),
            CheckFormat::Ndjson => ("ndjson", "a finding a line, the summary in the last line"),
            CheckFormat::Sarif => ("sarif", "SARIF 2.1.0, for code scanning and editors"),
            CheckFormat::Junit => ("junit", "JUnit XML, for test reports"),
            CheckFormat::Github => ("github", "annotations of GitHub Actions"),
            CheckFormat::Gitlab => ("gitlab", "a Code Quality report of GitLab"),
            CheckFormat::Markdown => ("markdown", "tables, for the summary of a job or a comment"),
        }
    }
}

/// Whether a text begins as a summary or statistics for people do: `3 files, …`, `12  error  …`.
#[cfg(feature = "cli")]
fn begins_with_count(text: &str) -> bool {
    let text = text.trim_start_matches(' ');
    let digits = |character: char| character.is_ascii_digit() || character == ',';
    let rest = text.trim_start_matches(digits);
    rest.len() < text.len() && (rest.starts_with(" file") || rest.starts_with("  "))
}

impl fmt::Display for CheckFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for CheckFormat {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let names = || CheckFormat::ALL.iter().map(|format| format.name());
        let known = CheckFormat::ALL.iter().find(|format| format.name() == text);
        known.copied().ok_or_else(|| match nearest(text, names()) {
            Some(name) => format!("no format is called `{text}`; did you mean `{name}`?"),
            None => {
                let names: Vec<&str> = names().collect();
                format!("no format is called `{text}`; there are {}", names.join(", "))
            }
        })
    }
}
