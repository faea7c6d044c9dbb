//! What is written about a rule.

use std::fmt;

use super::level::Levels;
use super::sample::Sample;

/// The description of a rule: everything but its code.
#[derive(Debug)]
pub struct RuleMeta {
    /// The stable name.
    pub id: &'static str,
    /// What it looks at.
    pub group: Group,
    /// What must hold, in one line.
    pub summary: &'static str,
    /// Why that matters to whoever saved the dump.
    pub why: &'static str,
    /// Where it is documented, or how it is known.
    pub source: &'static str,
    /// Whether real responses keep it.
    pub real_data: &'static str,
    /// How bad it is.
    pub levels: Levels,
    /// What to do about it.
    pub help: &'static str,
    /// The smallest thing that keeps the rule.
    pub pass: Sample,
    /// The smallest thing that breaks the rule, and only it.
    pub fail: Sample,
}

impl RuleMeta {
    /// Where the rule is documented: its place on the page of all rules.
    #[must_use]
    pub fn url(&self) -> String {
        format!("{}/blob/main/docs/rules.md#{}", env!("CARGO_PKG_REPOSITORY"), self.id)
    }
}

/// What a rule looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// The document: syntax, keys, types.
    Document,
    /// The form of one value.
    Value,
    /// The fields of one job together.
    Job,
    /// The listing: its pages, and its jobs among each other.
    Listing,
    /// Where the data came from.
    Source,
}

impl Group {
    /// All groups, in the order of the catalogue.
    pub const ALL: [Group; 5] =
        [Group::Document, Group::Value, Group::Job, Group::Listing, Group::Source];

    /// The name in JSON output.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Group::Document => "document",
            Group::Value => "value",
            Group::Job => "job",
            Group::Listing => "listing",
            Group::Source => "source",
        }
    }
}

impl fmt::Display for Group {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Group::Document => "the document",
            Group::Value => "one value",
            Group::Job => "one job",
            Group::Listing => "the listing",
            Group::Source => "the source",
        })
    }
}
