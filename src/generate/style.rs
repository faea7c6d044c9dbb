//! The producers whose way of writing a dump is imitated.

use std::fmt;

/// Who wrote the dump.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Style {
    /// The service: compact pages, keys in alphabetical order, nulls kept. In one file, a page a line.
    #[default]
    Wire,
    /// The AWS CLI: all pages merged, indented by 4 spaces, nulls dropped; with a file for each page, what
    /// it prints with `--no-paginate`.
    Cli,
    /// boto3 and `json.dumps`: a page a line with its `ResponseMetadata`, nulls dropped.
    Boto,
    /// `jq -c '.JobList[]'` over what the service wrote: a job a line, and no pages.
    Jq,
    /// The service's pages with the keys of each job in random order, as old Pythons wrote them.
    Shuffled,
}

impl Style {
    /// Every style.
    pub const ALL: [Style; 5] = [Style::Wire, Style::Cli, Style::Boto, Style::Jq, Style::Shuffled];

    /// Its name, as it is typed.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Style::Wire => "wire",
            Style::Cli => "cli",
            Style::Boto => "boto",
            Style::Jq => "jq",
            Style::Shuffled => "shuffled",
        }
    }
}

impl fmt::Display for Style {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
